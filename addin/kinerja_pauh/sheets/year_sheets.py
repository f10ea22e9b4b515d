"""The sheets of the Induk that are filled in during the year: jobs, changed targets, extended deadlines, objections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.objections import Objection, Ruling
from kinerja_pauh.appraisal.plan_changes import ChangeNote

from .extension_sheet import EXTENSIONS_TABLE
from .job_sheet import JOBS_TABLE
from .layout import MISSING, WRONG, Column, Look, Rule, Table
from .person_columns import NAME_FORMULA, needed, nip_column
from .table_reader import open_if_there

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book
    from .table_reader import TableReader

CHANGES, OBJECTIONS = "Perubahan Target", "Keberatan"
_PERIOD = "Periode"


CHANGES_TABLE = Table(
    CHANGES,
    "Perubahan Target",
    "Satu baris satu target yang berubah sesudah formulir dibagikan. Target lama tetap tercatat di register; di sini "
    "tanggal, alasan, dan suratnya.",
    (
        nip_column(),
        Column("Nama", 24, Look.WRAP, formula=NAME_FORMULA),
        Column(
            "No Indikator",
            10,
            Look.NUMBER,
            entry=True,
            prompt="Kolom No orang itu di lembar Rencana.",
            rules=(needed("No Indikator"),),
        ),
        Column("Berlaku Mulai", 18, Look.DATE, entry=True, rules=(needed("Berlaku Mulai"),)),
        Column("Alasan", 52, Look.WRAP, entry=True, rules=(needed("Alasan"),)),
        Column("Nomor Surat", 30, Look.WRAP, entry=True, prompt="Surat atau berita acara yang menyetujuinya."),
    ),
    frozen="Nama",
    lines=3,
)

OBJECTIONS_TABLE = Table(
    OBJECTIONS,
    "Keberatan atas Hasil Penilaian",
    "Satu baris satu keberatan. Kedua pihak didengar, lalu atasan penilai memutuskan. Berkas Keberatan (kinerja "
    "keberatan) menyusun berkasnya.",
    (
        nip_column("Pegawai yang berkeberatan."),
        Column("Nama", 24, Look.WRAP, formula=NAME_FORMULA),
        Column(
            _PERIOD,
            18,
            Look.WRAP,
            entry=True,
            prompt="Sebutan periode seperti di Pengaturan, misalnya Triwulan I 2026; kosong = periode Induk sekarang.",
        ),
        Column(
            "Diterima Pegawai",
            18,
            Look.DATE,
            entry=True,
            prompt="Hari pegawai menerima hasilnya. Tenggat dihitung dari hari ini.",
            rules=(needed("Diterima Pegawai"),),
        ),
        Column(
            "Diajukan",
            18,
            Look.DATE,
            entry=True,
            prompt="Hari keberatan tertulis masuk.",
            rules=(
                needed("Diajukan"),
                Rule(WRONG, 'AND([Diajukan]<>"",[Diterima Pegawai]<>"",N([Diajukan])<N([Diterima Pegawai]))'),
            ),
        ),
        Column("Alasan Pegawai", 44, Look.WRAP, entry=True, rules=(needed("Alasan Pegawai"),)),
        Column("Tanggapan Penilai", 44, Look.WRAP, entry=True),
        Column(
            "Keputusan",
            20,
            entry=True,
            choices=tuple(Ruling),
            prompt="Dari atasan penilai; bersifat akhir.",
        ),
        Column(
            "Alasan Keputusan",
            44,
            Look.WRAP,
            entry=True,
            rules=(Rule(MISSING, 'AND([Keputusan]<>"",[Alasan Keputusan]="")'),),
        ),
        Column(
            "Diputus Pada",
            18,
            Look.DATE,
            entry=True,
            rules=(Rule(MISSING, 'AND([Keputusan]<>"",[Diputus Pada]="")'),),
        ),
    ),
    frozen="Nama",
    pages_wide=2,
    lines=4,
)

YEAR_TABLES = (JOBS_TABLE, CHANGES_TABLE, EXTENSIONS_TABLE, OBJECTIONS_TABLE)


def read_changes(book: Book) -> tuple[tuple[ChangeNote, ...], tuple[Finding, ...]]:
    """The notes on changed targets with what is wrong in their cells; an Induk without the sheet has none."""
    reader, findings = open_if_there(book, CHANGES_TABLE)
    if reader is None:
        return (), tuple(findings)
    notes = tuple(
        ChangeNote(
            reader.nip(row, "NIP"),
            reader.text(row, "No Indikator"),
            reader.day(row, "Berlaku Mulai"),
            reader.text(row, "Alasan"),
            reader.text(row, "Nomor Surat"),
        )
        for row in reader.filled_rows(CHANGES_TABLE.entries)
    )
    return notes, (*findings, *reader.findings)


def read_objections(book: Book) -> tuple[tuple[Objection, ...], tuple[Finding, ...]]:
    """The objections with what is wrong in their cells; an Induk without the sheet has none.

    Without the column Periode, as in an Induk of an earlier version, each is of the Induk's period.
    """
    reader, findings = open_if_there(book, OBJECTIONS_TABLE, later=(_PERIOD,))
    if reader is None:
        return (), tuple(findings)
    typed = [header for header in OBJECTIONS_TABLE.entries if header in reader.columns]
    objections = tuple(_objection(reader, row) for row in reader.filled_rows(typed))
    return objections, (*findings, *reader.findings)


_PLACES = {
    "nip": "NIP",
    "received": "Diterima Pegawai",
    "filed": "Diajukan",
    "reason": "Alasan Pegawai",
    "response": "Tanggapan Penilai",
    "ruling": "Keputusan",
    "ruling_reason": "Alasan Keputusan",
    "ruled": "Diputus Pada",
    "period": _PERIOD,
}


def _objection(reader: TableReader, row: int) -> Objection:
    if reader.is_blank(row, "NIP"):
        reader.add(row, "NIP", "nip-kosong", "Baris keberatan ini tanpa NIP. Pilih NIP-nya, atau hapus barisnya.")
    return Objection(
        reader.nip(row, "NIP"),
        reader.day(row, "Diterima Pegawai"),
        reader.day(row, "Diajukan"),
        reader.text(row, "Alasan Pegawai"),
        reader.text(row, "Tanggapan Penilai"),
        reader.choice(row, "Keputusan", Ruling),
        reader.text(row, "Alasan Keputusan"),
        reader.day(row, "Diputus Pada"),
        reader.text(row, _PERIOD) if _PERIOD in reader.columns else "",
        {name: reader.at(row, header) for name, header in _PLACES.items() if header in reader.columns},
    )
