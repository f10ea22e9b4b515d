"""The sheet Penugasan of the Induk: moves and acting posts, a dated row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Job, Post

from .layout import WRONG, Column, Look, Rule, Table
from .person_columns import NAME_FORMULA, eighteen_digits, needed, nip_column
from .table_reader import open_if_there

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book
    from .table_reader import TableReader

JOBS = "Penugasan"
JOB_COLUMN = "Penugasan"
"""Header of the plan's column that names a job by its number."""


JOBS_TABLE = Table(
    JOBS,
    "Penugasan: Mutasi, Plt., dan Plh.",
    "Hanya untuk yang berpindah jabatan atau penilai di tengah periode, atau merangkap. Tiap penugasan dinilai oleh "
    "penilainya sendiri; hasilnya tampil berdampingan dan tidak dirata-rata.",
    (
        nip_column(),
        Column("Nama", 24, Look.WRAP, formula=NAME_FORMULA),
        Column(
            "No",
            6,
            Look.NUMBER,
            entry=True,
            prompt="1, 2, … untuk orang itu. Dipakai kolom Penugasan di lembar Rencana.",
            rules=(needed("No"),),
        ),
        Column(
            "Macam",
            12,
            entry=True,
            choices=tuple(Post),
            prompt="Definitif: jabatannya sendiri. Plt. atau Plh.: jabatan lain yang dirangkap.",
            rules=(needed("Macam"),),
        ),
        Column("Jabatan", 32, Look.WRAP, entry=True, rules=(needed("Jabatan"),)),
        Column("Unit Kerja", 26, Look.WRAP, entry=True),
        Column(
            "NIP Penilai",
            20,
            entry=True,
            prompt="Yang menilai penugasan ini; ia juga harus ada di lembar Pegawai.",
            rules=(needed("NIP Penilai"), eighteen_digits("NIP Penilai")),
        ),
        Column("NIP Atasan Penilai", 20, entry=True, rules=(eighteen_digits("NIP Atasan Penilai"),)),
        Column("Mulai", 18, Look.DATE, entry=True, prompt="Hari pertama.", rules=(needed("Mulai"),)),
        Column(
            "Selesai",
            18,
            Look.DATE,
            entry=True,
            prompt="Hari terakhir (ikut dihitung).",
            rules=(
                needed("Selesai"),
                Rule(WRONG, 'AND([Selesai]<>"",[Mulai]<>"",N([Selesai])<N([Mulai]))'),
            ),
        ),
        Column("Nomor Surat", 28, Look.WRAP, entry=True, prompt="SK atau surat perintah penugasannya."),
    ),
    frozen="Nama",
    pages_wide=1,
    lines=2,
)

_PLACES = {
    "nip": "NIP",
    "number": "No",
    "post": "Macam",
    "position": "Jabatan",
    "rater": "NIP Penilai",
    "superior": "NIP Atasan Penilai",
    "start": "Mulai",
    "end": "Selesai",
    "letter": "Nomor Surat",
}


def read_jobs(book: Book) -> tuple[tuple[Job, ...], tuple[Finding, ...]]:
    """The jobs with what is wrong in their cells; an Induk without the sheet has none."""
    reader, findings = open_if_there(book, JOBS_TABLE)
    if reader is None:
        return (), tuple(findings)
    jobs = tuple(_job(reader, row) for row in reader.filled_rows(JOBS_TABLE.entries))
    return jobs, (*findings, *reader.findings)


def _job(reader: TableReader, row: int) -> Job:
    if reader.is_blank(row, "NIP"):
        message = "Baris penugasan ini tanpa NIP. Pilih NIP-nya dari daftar pegawai."
        reader.add(row, "NIP", "nip-kosong", message)
    return Job(
        nip=reader.nip(row, "NIP"),
        number=reader.text(row, "No"),
        post=reader.choice(row, "Macam", Post),
        position=reader.text(row, "Jabatan"),
        unit=reader.text(row, "Unit Kerja"),
        rater=reader.nip(row, "NIP Penilai"),
        superior=reader.nip(row, "NIP Atasan Penilai"),
        start=reader.day(row, "Mulai"),
        end=reader.day(row, "Selesai"),
        letter=reader.text(row, "Nomor Surat"),
        places={name: reader.at(row, header) for name, header in _PLACES.items()},
    )
