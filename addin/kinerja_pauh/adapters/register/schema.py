"""The tables of the register in their present layout. Their words are Indonesian: an auditor reads them with any tool.

Those of `CONTENTS` hold contents, `peristiwa` is the diary that chains them, `kepala` says how long the diary is, and
`versi_register` which layout this is. `migrations` brings an older register here; a test holds both against each other.
"""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

ISSUED = sa.Table(
    "formulir_dibagikan",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("nip_penilai", sa.String, nullable=False),
    sa.Column("nama_penilai", sa.String, nullable=False),
    sa.Column("periode", sa.String, nullable=False),
    sa.Column("berkas", sa.String, nullable=False),
    sa.Column("jumlah_pegawai", sa.Integer, nullable=False),
    sa.Column("isi", sa.LargeBinary, nullable=False),
    sa.Column("dibagikan_pada", sa.String, nullable=False),
)
RETURNED = sa.Table(
    "formulir_kembali",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("berkas", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False, unique=True),
    sa.Column("putusan", sa.String, nullable=False),
    sa.Column("isi", sa.LargeBinary, nullable=False),
    sa.Column("diterima_pada", sa.String, nullable=False),
)
CHOICES = sa.Table(
    "pilihan",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("dipilih_pada", sa.String, nullable=False),
)
EVENTS = sa.Table(
    "peristiwa",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("apa", sa.String, nullable=False),
    sa.Column("tentang", sa.String, nullable=False),
    sa.Column("pada", sa.String, nullable=False),
    sa.Column("siapa", sa.String, nullable=False),
    sa.Column("sidik_siapa", sa.String, nullable=False),
    sa.Column("tabel", sa.String, nullable=False),
    sa.Column("baris", sa.Integer, nullable=False),
    sa.Column("sidik_lama", sa.String, nullable=False),
    sa.Column("sidik_baru", sa.String, nullable=False),
    sa.Column("rantai", sa.String, nullable=False),
    sa.Index("ix_peristiwa_tabel_baris", "tabel", "baris"),
)
HEAD = sa.Table(
    "kepala",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("jumlah", sa.Integer, nullable=False),
    sa.Column("rantai", sa.String, nullable=False),
)
PLANS_ISSUED = sa.Table(
    "rencana_dibagikan",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("jenis", sa.String, nullable=False),
    sa.Column("nip", sa.String, nullable=False),
    sa.Column("nama", sa.String, nullable=False),
    sa.Column("tahun", sa.Integer, nullable=False),
    sa.Column("revisi", sa.Integer, nullable=False),
    sa.Column("berkas", sa.String, nullable=False),
    sa.Column("isi", sa.LargeBinary, nullable=False),
    sa.Column("dibagikan_pada", sa.String, nullable=False),
)
PLANS_RETURNED = sa.Table(
    "rencana_kembali",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("jenis", sa.String, nullable=False),
    sa.Column("nip", sa.String, nullable=False),
    sa.Column("tahun", sa.Integer, nullable=False),
    sa.Column("berkas", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False, unique=True),
    sa.Column("putusan", sa.String, nullable=False),
    sa.Column("isi", sa.LargeBinary, nullable=False),
    sa.Column("diterima_pada", sa.String, nullable=False),
)
PLAN_DECISIONS = sa.Table(
    "keputusan_rencana",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("nip", sa.String, nullable=False),
    sa.Column("tahun", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String, nullable=False, index=True),
    sa.Column("keputusan", sa.String, nullable=False),
    sa.Column("alasan", sa.String, nullable=False),
    sa.Column("oleh", sa.String, nullable=False),
    sa.Column("diputuskan_pada", sa.String, nullable=False),
)
INQUIRIES = sa.Table(
    "lembar_dibagikan",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("jenis", sa.String, nullable=False),
    sa.Column("nip", sa.String, nullable=False),
    sa.Column("periode", sa.String, nullable=False),
    sa.Column("berkas", sa.String, nullable=False),
    sa.Column("isi", sa.LargeBinary, nullable=False),
    sa.Column("dibagikan_pada", sa.String, nullable=False),
)
ANSWERS = sa.Table(
    "jawaban_lembar",
    METADATA,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("jenis", sa.String, nullable=False),
    sa.Column("nip", sa.String, nullable=False),
    sa.Column("periode", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False, unique=True),
    sa.Column("jawaban", sa.String, nullable=False),
    sa.Column("diterima_pada", sa.String, nullable=False),
)
VERSION = sa.Table(
    "versi_register",
    METADATA,
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="versi_register_pkc"),
)

PLANS = (PLANS_ISSUED, PLANS_RETURNED, PLAN_DECISIONS)
CONTENTS = (ISSUED, RETURNED, CHOICES, *PLANS, INQUIRIES, ANSWERS)
"""The tables whose every row the diary vouches for."""
