"""The workbook Pandangan Pegawai: what a person says of the own work. Nothing runs in it and nothing is computed."""

from __future__ import annotations

from .inquiry_words import SELF_BEHAVIOUR, SELF_WORK
from .layout import Column, Look, Table

REALISATION, EVIDENCE, HINDRANCE = "Realisasi Menurut Saya", "Bukti", "Kendala atau Keterangan"
REMEMBERED = "Contoh yang Ingin Saya Ingatkan"

SELF_WORK_TABLE = Table(
    SELF_WORK,
    "Pandangan Pegawai",
    "Isi sel kuning menurut pengetahuan Anda sendiri; boleh sebagian. Diperlihatkan kepada penilai, tidak dihitung.",
    (
        Column("No", 5, Look.NUMBER),
        Column("Rencana Hasil Kerja", 30, Look.WRAP),
        Column("Indikator", 30, Look.WRAP),
        Column("Satuan", 11, Look.WRAP),
        Column("Arah", 14, Look.WRAP),
        Column("Target", 14, Look.NUMBER),
        Column(
            REALISATION,
            14,
            Look.NUMBER,
            entry=True,
            prompt="Angka saja, tanpa satuan. Untuk target berupa kalimat: kalimat singkat. Tidak tahu: kosongkan.",
        ),
        Column(EVIDENCE, 28, Look.WRAP, entry=True, prompt="Apa yang menunjukkannya: nomor surat, buku, berkas."),
        Column(HINDRANCE, 34, Look.WRAP, entry=True, prompt="Apa yang menghambat, atau yang perlu diketahui penilai."),
    ),
    frozen="No",
    zoom=85,
    lines=3,
)
SELF_BEHAVIOUR_TABLE = Table(
    SELF_BEHAVIOUR,
    "Perilaku Kerja",
    "Kejadian nyata yang menurut Anda patut diingat penilai: kapan, apa yang Anda lakukan, apa akibatnya.",
    (
        Column("Nilai BerAKHLAK", 22, Look.WRAP),
        Column("Panduan", 62, Look.WRAP),
        Column(
            REMEMBERED,
            76,
            Look.WRAP,
            entry=True,
            prompt="Satu dua kalimat, tanpa nama atau nomor warga. Boleh dikosongkan.",
        ),
    ),
    frozen="Nilai BerAKHLAK",
    zoom=90,
    lines=3,
)
SELF_TABLES = {table.sheet: table for table in (SELF_WORK_TABLE, SELF_BEHAVIOUR_TABLE)}
"""The tables under the seal."""
