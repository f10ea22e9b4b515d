"""Jawaban Rekan: what came together about everybody, for HR and the rater. Below three answers it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.peers import LEAST_ANSWERS, middle_words, short, still_needed

from .flat_book import FlatBook, FlatSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.appraisal.peers import PeerResult

    from .cells import Value

OVERVIEW, PER_VALUE, TEXTS = "Ikhtisar", "Per Nilai", "Contoh dan Saran"
_WHO = ("NIP", "Nama")


@dataclass(frozen=True, slots=True)
class PeerLine:
    """How it stands with one person. handed_out, answers: how many questionnaires went out and count; result: None
    while there are fewer than three answers.
    """

    person: Employee
    handed_out: int
    answers: int
    result: PeerResult | None

    @property
    def state(self) -> str:
        """What is there, in words."""
        if self.result is not None:
            return "Ada hasil"
        if not self.handed_out:
            return "Belum dibagikan"
        return f"Belum ada hasil: baru {self.answers} dari sedikitnya {LEAST_ANSWERS} jawaban"


def peer_book(lines: Sequence[PeerLine], heading: str) -> FlatBook:
    """The workbook."""
    return FlatBook("Jawaban Rekan", heading, (_overview(lines), _per_value(lines), _texts(lines)))


def _who(line: PeerLine) -> tuple[Value, ...]:
    return line.person.nip, line.person.name


def _overview(lines: Sequence[PeerLine]) -> FlatSheet:
    return FlatSheet(
        OVERVIEW,
        f"Satu baris satu pegawai yang dinilai. Kurang dari {LEAST_ANSWERS} jawaban: tidak ada hasil sama sekali. "
        "Hasilnya dibaca penilai sebagai bahan dan tidak masuk ke nilai.",
        (*_WHO, "Unit Kerja", "Dibagikan", "Kembali", "Masih Perlu", "Keadaan"),
        [
            (*_who(line), line.person.unit, line.handed_out, line.answers, still_needed(line.answers), line.state)
            for line in lines
        ],
    )


def _per_value(lines: Sequence[PeerLine]) -> FlatSheet:
    return FlatSheet(
        PER_VALUE,
        "Berapa rekan memilih tiap jawaban. Rata-rata memakai angka rating peraturan (Di Atas, Sesuai, Di Bawah "
        "Ekspektasi) untuk dibaca, bukan untuk dihitung lagi.",
        (*_WHO, "Nilai BerAKHLAK", *(short(rating) for rating in reversed(Rating)), "Jawaban", "Rata-rata", "Tengah"),
        list(_value_rows(lines)),
    )


def _value_rows(lines: Sequence[PeerLine]) -> Iterator[tuple[Value, ...]]:
    for line in lines:
        for tally in line.result.tallies if line.result else ():
            counts = tuple(tally.counts[rating] for rating in reversed(Rating))
            yield (*_who(line), tally.value, *counts, sum(counts), tally.mean, middle_words(tally))


def _texts(lines: Sequence[PeerLine]) -> FlatSheet:
    return FlatSheet(
        TEXTS,
        "Contoh dan saran menurut abjad, jadi urutannya tidak menunjukkan siapa penulisnya. Bacalah dulu sebelum "
        "dibagikan: kalimat sendiri dapat menunjukkan penulisnya.",
        (*_WHO, "Tentang", "Tulisan"),
        list(_text_rows(lines)),
    )


def _text_rows(lines: Sequence[PeerLine]) -> Iterator[tuple[Value, ...]]:
    for line in lines:
        if line.result is None:
            continue
        for tally in line.result.tallies:
            yield from ((*_who(line), tally.value, text) for text in tally.examples)
        yield from ((*_who(line), "Saran", text) for text in line.result.suggestions)
