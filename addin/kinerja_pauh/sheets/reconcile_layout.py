"""The workbook of Rekonsiliasi: where e-Kinerja's list is pasted, what the register says, what differs."""

from __future__ import annotations

from .layout import Column, Look, Table

PASTE, OURS, RESULT = "Tempel", "Register", "Hasil"
NIP, NAME, WORK, BEHAVIOUR, PREDICATE, SCORE = (
    "NIP", "Nama", "Rating Hasil Kerja", "Rating Perilaku Kerja", "Predikat", "Nilai Akhir",
)  # fmt: skip
COMPARED = (PREDICATE, WORK, BEHAVIOUR, SCORE)
"""What is compared, the most important first."""

ALIASES: dict[str, frozenset[str]] = {
    NIP: frozenset({"nip", "nip baru", "nip pegawai", "nip/ni pppk", "nip / ni pppk", "ni pppk"}),
    NAME: frozenset({"nama", "nama pegawai", "nama lengkap", "pegawai"}),
    WORK: frozenset({"rating hasil kerja", "rating hasil", "hasil kerja", "rating kinerja hasil"}),
    BEHAVIOUR: frozenset({"rating perilaku kerja", "rating perilaku", "perilaku kerja", "perilaku"}),
    PREDICATE: frozenset({"predikat", "predikat kinerja", "predikat kinerja pegawai", "predikat pegawai"}),
    SCORE: frozenset({"nilai akhir", "nilai", "nilai kinerja", "nilai akhir kinerja"}),
}
"""Header of ours -> what may stand there instead, in plain letters."""

PASTE_TABLE = Table(
    PASTE,
    "Tempel daftar dari e-Kinerja",
    "Tempel nilai saja (Paste Values) di bawah judul; judul dan urutan kolom boleh lain. Kolom NIP harus tetap teks. "
    "Simpan, tutup, lalu kinerja rekonsiliasi.",
    (
        Column(NIP, 22),
        Column(NAME, 40, Look.WRAP),
        Column(WORK, 24, Look.WRAP),
        Column(BEHAVIOUR, 24, Look.WRAP),
        Column(PREDICATE, 22, Look.WRAP),
        Column(SCORE, 12, Look.NUMBER),
    ),
    frozen=NIP,
)
OURS_TABLE = Table(
    OURS,
    "Isi register",
    "Ditulis oleh kinerja rekonsiliasi: yang seharusnya tampil di e-Kinerja. Tidak perlu diubah.",
    (
        Column(NIP, 22),
        Column(NAME, 40, Look.WRAP),
        Column("Unit Kerja", 30, Look.WRAP),
        Column(WORK, 24, Look.WRAP),
        Column(BEHAVIOUR, 24, Look.WRAP),
        Column(PREDICATE, 22, Look.WRAP),
        Column(SCORE, 12, Look.SCORE),
        Column("Status", 18, Look.WRAP),
    ),
    frozen=NIP,
)
RESULT_TABLE = Table(
    RESULT,
    "Hasil Rekonsiliasi",
    "Ditulis oleh kinerja rekonsiliasi. Betulkan di e-Kinerja atau lewat penilainya, lalu bandingkan lagi.",
    (
        Column("Keadaan", 26, Look.WRAP),
        Column(NIP, 21),
        Column(NAME, 40, Look.WRAP),
        Column("Unit Kerja", 40, Look.WRAP),
        Column("Isian", 22),
        Column("Register", 22, Look.WRAP),
        Column("e-Kinerja", 22, Look.WRAP),
        Column("Tempat", 13),
        Column("Saran", 90, Look.WRAP),
    ),
    frozen=NIP,
)
TABLES = {table.sheet: table for table in (PASTE_TABLE, OURS_TABLE, RESULT_TABLE)}
