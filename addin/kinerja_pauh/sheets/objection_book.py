"""Berkas Keberatan: what both sides and the one who decides must have in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.indicator_words import reached_text, target_text

from .flat_book import FlatBook, FlatSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from kinerja_pauh.appraisal.indicators import IndicatorResult
    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.appraisal.objections import Objection
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.appraisal.scoring import Result

    from .cells import Value

FACTS, RESULTS, TRACE, PLAN, TALKS, FACTORS, RETURNS = (
    "Keberatan",
    "Sebelum dan Sesudah",
    "Uraian Nilai",
    "Rencana dan Bukti",
    "Umpan Balik",
    "Faktor Luar",
    "Kiriman Formulir",
)
NONE_YET = "belum ada"
_INDENT = "   "


@dataclass(frozen=True, slots=True)
class ObjectionCase:
    """One objection with all that belongs to it.

    before: the result that counted when it was filed; now: the one that counts today. last: the last day on which it
    could be filed. period: the days that the result before was rated over. superior: who decides, "" where the Induk
    names nobody. returns: (day, file, verdict, remark) of each return of the form, in order.
    """

    objection: Objection
    before: Result
    now: Result
    rules: Rulebook
    period: Period
    rater: str
    superior: str
    unit: str
    last: date | None
    returns: Sequence[tuple[date, str, str, str]]


def objection_book(case: ObjectionCase, heading: str) -> FlatBook:
    """The workbook."""
    return FlatBook(
        "Berkas Keberatan",
        heading,
        (_facts(case), _results(case), _trace(case), _plan(case), _talks(case), _factors(case), _returns(case)),
    )


def _facts(case: ObjectionCase) -> FlatSheet:
    one, ratee = case.objection, case.now.ratee
    rows = (
        ("Pegawai", ratee.name),
        ("NIP", ratee.nip),
        ("Jabatan", ratee.position),
        ("Unit kerja", case.unit),
        ("Periode", case.period.label),
        ("Masa yang dinilai", f"{show_day(case.period.start)} – {show_day(case.period.end)}"),
        ("Penilai", case.rater),
        ("Yang memutuskan", case.superior or "atasan penilai; belum tercatat di Induk"),
        ("Hasil diterima pegawai", _day(one.received)),
        ("Hari terakhir mengajukan", _day(case.last)),
        ("Keberatan diajukan", _day(one.filed)),
        ("Dasar tenggat", f"{case.rules.objection_days.source}, {case.rules.objection_days.value} hari"),
        ("Tahap", str(one.stage)),
        ("Alasan pegawai", one.reason),
        ("Tanggapan penilai", one.response or NONE_YET),
        ("Keputusan", str(one.ruling or NONE_YET)),
        ("Alasan keputusan", one.ruling_reason or NONE_YET),
        ("Diputus pada", _day(one.ruled)),
    )
    return FlatSheet(
        FACTS,
        "Kedua pihak didengar; atasan penilai memutuskan, dan keputusannya bersifat akhir (PP 30/2019 ps. 59).",
        ("Hal", "Uraian"),
        rows,
    )


def _day(day: date | None) -> str:
    return show_day(day) if day else NONE_YET


def _results(case: ObjectionCase) -> FlatSheet:
    before, now = case.before, case.now
    rows = [
        ("Nilai hasil kerja", *_pair(before.work, now.work)),
        ("Nilai perilaku", *_pair(before.behaviour, now.behaviour)),
        ("Nilai akhir", *_pair(before.final, now.final)),
        ("Rating hasil kerja", *_words(before.work_rating, now.work_rating)),
        ("Rating perilaku", *_words(before.behaviour_rating, now.behaviour_rating)),
        ("Predikat", *_words(before.predicate, now.predicate)),
        *_indicators(before, now),
        *_behaviours(before, now),
    ]
    return FlatSheet(
        RESULTS,
        "Sebelum: hasil yang berlaku saat keberatan diajukan. Sesudah: hasil yang berlaku sekarang.",
        ("Bagian", "Sebelum", "Sesudah", "Selisih"),
        rows,
    )


def _pair(before: Decimal | None, now: Decimal | None) -> tuple[Value, Value, Value]:
    gap = None if before is None or now is None else now - before
    return before, now, gap


def _words(before: object, now: object) -> tuple[Value, Value, Value]:
    return str(before or NONE_YET), str(now or NONE_YET), "" if before == now else "berubah"


def _indicators(before: Result, now: Result) -> Iterator[tuple[Value, ...]]:
    """Only those of which something differs; all others are as they were."""
    old = {one.indicator.number: one for one in before.indicators}
    for one in now.indicators:
        was = old.get(one.indicator.number)
        first, second = "" if was is None else _reached(was), _reached(one)
        if first != second:
            yield f"Indikator {one.indicator.number}: {one.indicator.name}", first or NONE_YET, second, "berubah"


def _reached(one: IndicatorResult) -> str:
    row = one.indicator
    return f"target {target_text(row)}, realisasi {reached_text(row)}"


def _behaviours(before: Result, now: Result) -> Iterator[tuple[Value, ...]]:
    old = {one.value: one.rating for one in before.ratee.behaviours}
    for one in now.ratee.behaviours:
        if old.get(one.value) != one.rating:
            yield f"Perilaku: {one.value}", *_words(old.get(one.value), one.rating)


def _trace(case: ObjectionCase) -> FlatSheet:
    rows = [
        (
            _INDENT * depth + step.label,
            NONE_YET if step.value is None else step.value,
            step.formula,
            step.where,
            step.basis,
        )
        for tree in explain(case.before, case.rules, case.period)
        for depth, step in tree.walk()
    ]
    return FlatSheet(
        TRACE,
        "Bagaimana hasil yang dipersoalkan dihitung, dengan sel formulirnya dan dasarnya.",
        ("Uraian", "Nilai", "Cara", "Sel", "Dasar"),
        rows,
    )


def _plan(case: ObjectionCase) -> FlatSheet:
    rows = [
        (row.number, row.name, target_text(row), reached_text(row), row.weight, row.evidence, row.note)
        for row in case.before.ratee.indicators
    ]
    return FlatSheet(
        PLAN,
        "Yang disepakati, yang tercapai menurut penilai, dan buktinya.",
        ("No", "Indikator", "Target", "Realisasi", "Bobot (%)", "Bukti Dukung", "Catatan"),
        rows,
    )


def _talks(case: ObjectionCase) -> FlatSheet:
    rows = [(one.day, one.good, one.improve, one.plan, one.deadline) for one in case.before.ratee.feedback]
    return FlatSheet(
        TALKS,
        "Umpan balik yang pernah dicatat. Kosong berarti pegawai belum diberi tahu secara tertulis.",
        ("Tanggal", "Yang Sudah Baik", "Yang Perlu Diperbaiki", "Rencana Pengembangan", "Tenggat"),
        rows,
    )


def _factors(case: ObjectionCase) -> FlatSheet:
    rows = [
        (
            one.indicator,
            one.cause,
            one.start,
            one.end,
            str(one.remedy or ""),
            one.evidence,
            str(one.rater_decision or NONE_YET),
            str(one.superior_decision or NONE_YET),
        )
        for one in case.before.ratee.factors
    ]
    return FlatSheet(
        FACTORS,
        "Sebab di luar kendali pegawai yang diajukan, dengan kedua keputusannya.",
        ("No Indikator", "Sebab", "Mulai", "Selesai", "Cara", "Bukti", "Penilai", "Atasan Penilai"),
        rows,
    )


def _returns(case: ObjectionCase) -> FlatSheet:
    return FlatSheet(
        RETURNS,
        "Setiap kiriman formulir penilai menurut register. Hasil baru sesudah keputusan adalah kiriman baru yang "
        "dipilih di lembar Monitor.",
        ("Diterima", "Berkas", "Putusan", "Keterangan"),
        list(case.returns),
    )
