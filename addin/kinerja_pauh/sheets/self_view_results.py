"""What employees said of themselves as a workbook of flat tables, sorted by rater."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .flat_book import FlatBook, FlatSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.appraisal.self_view import SelfView

_WORK = (
    "Penilai", "NIP", "Nama", "No", "Indikator", "Satuan", "Realisasi Menurut Pegawai", "Bukti",
    "Kendala atau Keterangan",
)  # fmt: skip
_BEHAVIOUR = ("Penilai", "NIP", "Nama", "Nilai BerAKHLAK", "Contoh yang Diingatkan")
_ABOUT_WORK = "Satu baris satu indikator yang diisi pegawai. Diperlihatkan, tidak dihitung."
_ABOUT_BEHAVIOUR = "Kejadian yang ingin diingatkan pegawai. Diperlihatkan, tidak dihitung."
_SILENT = ("Penilai", "NIP", "Nama", "Jabatan", "Keadaan")


@dataclass(frozen=True, slots=True)
class Answered:
    """A person who answered. rater: the name."""

    rater: str
    person: Employee
    view: SelfView


@dataclass(frozen=True, slots=True)
class Silent:
    """A person who did not answer yet. rater: the name; handed_out: whether there is a workbook to answer in."""

    rater: str
    person: Employee
    handed_out: bool


def self_view_book(answered: Sequence[Answered], silent: Sequence[Silent], heading: str) -> FlatBook:
    """Three sheets: of the work, of behaviour, and who has not answered."""
    work = [
        (one.rater, one.person.nip, one.person.name, row.number, row.indicator, row.unit, number, *words)
        for one in answered
        for row in one.view.results
        for number in (row.typed if row.realisation is None else row.realisation,)
        for words in ((row.evidence, row.hindrance),)
    ]
    behaviour = [
        (one.rater, one.person.nip, one.person.name, value, text)
        for one in answered
        for value, text in one.view.remembered
    ]
    rest = [(one.rater, one.person.nip, one.person.name, one.person.position, _state(one)) for one in silent]
    sheets = (
        FlatSheet("Hasil Kerja", _ABOUT_WORK, _WORK, work),
        FlatSheet("Perilaku", _ABOUT_BEHAVIOUR, _BEHAVIOUR, behaviour),
        FlatSheet("Belum Menjawab", "Mengisi adalah pilihan pegawai; cukup diingatkan sekali.", _SILENT, rest),
    )
    return FlatBook("Pandangan Pegawai", heading, sheets)


def _state(one: Silent) -> str:
    return "Belum kembali" if one.handed_out else "Belum dibagikan"
