"""The sheet Perpanjangan of the Induk: later deadlines, a dated row each with its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.extensions import Extension

from .layout import MISSING, WRONG, Column, Look, Rule, Table
from .person_columns import NAME_FORMULA, nip_column
from .table_reader import open_if_there

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book
    from .table_reader import TableReader

EXTENSIONS = "Perpanjangan"


def _needed(header: str) -> Rule:
    """In a row about all raters the NIP is blank; the new day says that the row is used."""
    return Rule(MISSING, f'AND([Batas Baru]<>"",[{header}]="")')


EXTENSIONS_TABLE = Table(
    EXTENSIONS,
    "Perpanjangan Batas Kembali",
    "Satu baris satu perpanjangan, untuk seorang penilai atau untuk semua. Batas semula tetap di lembar Pengaturan; "
    "Monitor dan pengingat memakai yang baru.",
    (
        nip_column("Penilai yang diberi waktu; kosong untuk semua penilai."),
        Column("Nama", 24, Look.WRAP, formula=NAME_FORMULA),
        Column(
            "Periode",
            20,
            Look.WRAP,
            entry=True,
            prompt="Sebutan periode seperti di Pengaturan; kosong = periode Induk sekarang.",
        ),
        Column(
            "Tanggal", 18, Look.DATE, entry=True, prompt="Hari perpanjangan diputuskan.", rules=(_needed("Tanggal"),)
        ),
        Column(
            "Batas Baru",
            18,
            Look.DATE,
            entry=True,
            prompt="Hari terakhir yang baru.",
            rules=(Rule(WRONG, 'AND([Batas Baru]<>"",NOT(ISNUMBER([Batas Baru])))'),),
        ),
        Column("Alasan", 52, Look.WRAP, entry=True, rules=(_needed("Alasan"),)),
        Column("Nomor Surat", 30, Look.WRAP, entry=True, prompt="Surat yang menyetujuinya."),
    ),
    frozen="Nama",
    lines=2,
)

_PLACES = {
    "rater": "NIP",
    "period": "Periode",
    "decided": "Tanggal",
    "deadline": "Batas Baru",
    "reason": "Alasan",
    "letter": "Nomor Surat",
}


def read_extensions(book: Book) -> tuple[tuple[Extension, ...], tuple[Finding, ...]]:
    """The extensions with what is wrong in their cells; an Induk without the sheet has none."""
    reader, findings = open_if_there(book, EXTENSIONS_TABLE)
    if reader is None:
        return (), tuple(findings)
    found = tuple(_extension(reader, row) for row in reader.filled_rows(EXTENSIONS_TABLE.entries))
    return found, (*findings, *reader.findings)


def _extension(reader: TableReader, row: int) -> Extension:
    return Extension(
        reader.nip(row, "NIP"),
        reader.text(row, "Periode"),
        reader.day(row, "Tanggal"),
        reader.day(row, "Batas Baru"),
        reader.text(row, "Alasan"),
        reader.text(row, "Nomor Surat"),
        {name: reader.at(row, header) for name, header in _PLACES.items()},
    )
