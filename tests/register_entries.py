"""Entries for registers under test, and a look at their tables past the program."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from kinerja_pauh.ports import Answer, Inquiry, Issued, PlanIssued, PlanReturned, PlanRuling, Returned
from kinerja_pauh.sheets.inquiry_words import SELF_KIND
from kinerja_pauh.sheets.skp_words import PLAN_KIND

NOW = datetime(2026, 12, 24, 9, 30, tzinfo=timezone(timedelta(hours=7)))
LATER = NOW + timedelta(days=1)
WHO = "hr@kantor"
FORM = Issued("id-1", "198001012005011001", "Fulan", "Tahunan 2026", "Penilaian_1.xlsx", 4, b"formulir")


def returned(data: bytes, form_id: str = "id-1", name: str = "kembali.xlsx", verdict: str = "diterima") -> Returned:
    return Returned(0, form_id, name, sha(data), verdict, data)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def fill(register) -> None:
    """Two forms, three returns of which one was chosen, chosen anew."""
    register.issue([FORM, replace(FORM, form_id="id-2", rater_nip="198001012005011002")], NOW, WHO)
    for data, form_id in ((b"satu", "id-1"), (b"dua", "id-1"), (b"tiga", "id-2")):
        register.add(returned(data, form_id), NOW, WHO)
    register.choose("id-1", sha(b"dua"), LATER, WHO)
    register.choose("id-1", sha(b"satu"), LATER, WHO)


PLAN = PlanIssued("r-1", PLAN_KIND, "198609262015051901", "Fulan", 2026, 1, "SKP_1.xlsx", b"rencana")
PLAN_BACK = PlanReturned(
    0, "r-1", PLAN_KIND, PLAN.nip, PLAN.year, "SKP_1.xlsx", sha(b"kembali"), "diterima", b"kembali"
)  # fmt: skip
AGREED = PlanRuling(PLAN.nip, PLAN.year, PLAN_BACK.sha256, "Setuju", "", FORM.rater_nip)


def fill_plans(register) -> None:
    """A plan that went out, came back and was agreed to."""
    register.plans.issue([PLAN], NOW, WHO)
    register.plans.add(PLAN_BACK, [AGREED], NOW, WHO)


INQUIRY = Inquiry("l-1", SELF_KIND, "198609262015051901", "Tahunan 2026", "Pandangan_1.xlsx", b"lembar")
ANSWER = Answer(0, "l-1", SELF_KIND, INQUIRY.nip, INQUIRY.period, sha(b"jawaban"), '{"hasil": [], "perilaku": []}')


def fill_inquiries(register) -> None:
    """An inquiry that went out, and what was taken of it."""
    register.inquiries.issue([INQUIRY], NOW, WHO)
    register.inquiries.add(ANSWER, NOW, WHO)


def state(register) -> tuple:
    """All that the register says, its diary included."""
    return (
        register.issued(), register.returns(), register.chosen(), register.standing("diterima"), register.diary(),
    )  # fmt: skip


def change(path, *statements) -> None:
    """Run SQL in a register file as a foreign hand would. statements: text, or text and parameters."""
    with closing(sqlite3.connect(path)) as connection:
        for one in statements:
            connection.execute(*((one,) if isinstance(one, str) else one))
        connection.commit()


def rows(path, table: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"select * from {table} order by 1").fetchall()


OLD_LAYOUT = """
CREATE TABLE formulir_dibagikan (
    nomor INTEGER NOT NULL, id_formulir VARCHAR NOT NULL, nip_penilai VARCHAR NOT NULL, nama_penilai VARCHAR NOT NULL,
    periode VARCHAR NOT NULL, berkas VARCHAR NOT NULL, jumlah_pegawai INTEGER NOT NULL, isi BLOB NOT NULL,
    dibagikan_pada VARCHAR NOT NULL, PRIMARY KEY (nomor)
);
CREATE INDEX ix_formulir_dibagikan_id_formulir ON formulir_dibagikan (id_formulir);
CREATE TABLE formulir_kembali (
    nomor INTEGER NOT NULL, id_formulir VARCHAR NOT NULL, berkas VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
    putusan VARCHAR NOT NULL, isi BLOB NOT NULL, diterima_pada VARCHAR NOT NULL, PRIMARY KEY (nomor), UNIQUE (sha256)
);
CREATE INDEX ix_formulir_kembali_id_formulir ON formulir_kembali (id_formulir)
"""
"""What the program made before the chain."""

OLD_ISSUED = [
    (n, f"id-{n}", f"19800101200501100{n}", f"Fulan {n}", "Tahunan 2026", f"P{n}.xlsx", n, bytes([n]) * 99, at)
    for n, at in ((1, "2026-12-01T08:00:00+07:00"), (2, "2026-12-01T08:00:00+07:00"), (3, "2026-12-05T08:00:00+07:00"))
]
OLD_RETURNED = [
    (n, f"id-{n}", f"K{n}.xlsx", sha(bytes([n])), "diterima", bytes([n]), at)
    for n, at in ((1, "2026-12-02T08:00:00+07:00"), (2, "2026-12-06T08:00:00+07:00"))
]


def old_register(path) -> None:
    """A register as it was written before the chain."""
    change(
        path,
        *OLD_LAYOUT.split(";"),
        *((f"insert into formulir_dibagikan values ({','.join('?' * 9)})", row) for row in OLD_ISSUED),
        *((f"insert into formulir_kembali values ({','.join('?' * 7)})", row) for row in OLD_RETURNED),
    )
