"""Buku Tindak Lanjut: what a year's results are a base for, a sheet a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .flat_book import FlatBook, FlatSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.follow_up import FollowUpRules, Guidance, Member, Promotion, Ranked, Step

    from .cells import Value

DEVELOPMENT, REWARD, GUIDANCE, PROMOTION = "Rencana Pengembangan", "Penghargaan", "Pembinaan", "Simulasi Pangkat"
_PERSON = ("NIP", "Nama", "Jabatan", "Unit Kerja")
NO_STEP = "Belum ada langkah yang disepakati. Sepakati satu langkah dengan tenggat dalam dialog kinerja."


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All lists of one period. small: groups too small to be ranked, with their size."""

    steps: Sequence[Step]
    without: Sequence[Member]
    ranked: Sequence[Ranked]
    small: Sequence[tuple[str, int]]
    guidance: Sequence[Guidance]
    promotions: Sequence[Promotion]


def follow_up_book(found: FollowUp, rules: FollowUpRules, heading: str) -> FlatBook:
    """The workbook."""
    return FlatBook(
        "Buku Tindak Lanjut",
        heading,
        (_development(found), _reward(found, rules), _guidance(found), _promotion(found, rules)),
    )


def _who(member: Member) -> tuple[Value, ...]:
    ratee = member.result.ratee
    return ratee.nip, ratee.name, ratee.position, member.unit


def _development(found: FollowUp) -> FlatSheet:
    agreed = [(*_who(one.member), one.day, one.improve, one.plan, one.deadline, _origin(one)) for one in found.steps]
    missing = [(*_who(one), None, "", NO_STEP, None, "Belum ada") for one in found.without]
    return FlatSheet(
        DEVELOPMENT,
        "Langkah yang disepakati dalam umpan balik dan dialog. Yang dari periode lalu ditanyakan kelanjutannya; yang "
        "belum selesai dibawa ke rencana kerja berikutnya.",
        (*_PERSON, "Tanggal", "Yang Perlu Diperbaiki", "Rencana Pengembangan", "Tenggat", "Asal"),
        [*agreed, *missing],
    )


def _origin(step: Step) -> str:
    return "Periode lalu" if step.carried else "Periode ini"


def _reward(found: FollowUp, rules: FollowUpRules) -> FlatSheet:
    rows = [
        (
            one.member.group,
            one.place,
            *_who(one.member),
            one.member.result.predicate,
            one.member.result.final,
            f"{one.tied} orang" if one.tied > 1 else "",
            one.size,
            one.member.rater,
            "\n".join(one.reasons),
        )
        for one in found.ranked
    ] + [(group, None, "", "", "", "", "", None, "", size, "", _too_small(size, rules)) for group, size in found.small]
    return FlatSheet(
        REWARD,
        "Bahan untuk Tim Penilai Kinerja, bukan keputusan. Dibandingkan hanya dalam jenis jabatan yang sama, menurut "
        "predikat lalu nilai akhir; yang sama persis menempati peringkat yang sama.",
        ("Kelompok", "Peringkat", *_PERSON, "Predikat", "Nilai Akhir", "Seri", "Anggota", "Penilai", "Alasan"),
        rows,
    )


def _too_small(size: int, rules: FollowUpRules) -> str:
    return (
        f"Hanya {size} orang yang lengkap; peringkat baru berarti mulai {rules.smallest_group.value} orang. Nilai "
        "sendiri-sendiri."
    )


def _guidance(found: FollowUp) -> FlatSheet:
    rows = [
        (
            *_who(one.member),
            one.member.result.predicate,
            one.member.result.final,
            one.member.rater,
            "\n".join(one.causes),
            "Sudah ada" if one.begun else "Belum ada",
        )
        for one in found.guidance
    ]
    return FlatSheet(
        GUIDANCE,
        "Yang perlu dibantu lebih dulu. Mulai dari dialog: dengarkan sebabnya, bedakan yang di luar kendali pegawai, "
        "sepakati satu langkah. Daftar ini tidak memutuskan apa pun.",
        (*_PERSON, "Predikat", "Nilai Akhir", "Penilai", "Yang Terlihat di Penilaian", "Langkah"),
        rows,
    )


def _promotion(found: FollowUp, rules: FollowUpRules) -> FlatSheet:
    years = [str(year) for year, _ in found.promotions[0].predicates] if found.promotions else []
    rows = [
        (*_who(one.member), *(predicate or "tidak ada di sini" for _, predicate in one.predicates), str(one.readiness))
        for one in found.promotions
    ]
    least, count = rules.promotion_least, rules.promotion_years.value
    return FlatSheet(
        PROMOTION,
        f"SIMULASI: kenaikan pangkat reguler meminta predikat paling rendah {least.value} pada {count} tahun terakhir "
        f"({least.source}, keyakinan {least.confidence}). Syarat lain tidak diperiksa; yang memutuskan BKN.",
        (*_PERSON, *(f"Predikat {year}" for year in years), "Syarat Predikat"),
        rows,
    )
