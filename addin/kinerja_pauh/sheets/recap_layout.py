"""What the recap workbook holds: the figures of the office, and flat rows for a pivot table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.scoring import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.overview import Overview

    from .cells import Value

OVERVIEW = "Ringkasan"
UNITS, PATTERNS, RATERS = "Unit", "Pola", "Penilai"
PEOPLE, INDICATORS, BEHAVIOURS = "Pegawai", "Indikator", "Perilaku"
FACTORS, JOBS, TREND = "Faktor Luar", "Penugasan", "Kecenderungan"
NOT_RATED, MISSING = "Belum Dinilai", "Belum Kembali"

PERSON_HEADERS = (
    "NIP",
    "Nama",
    "Jabatan",
    "Unit Kerja",
    "Penilai",
    "Nilai Hasil Kerja",
    "Hasil Tanpa Faktor Luar",
    "Nilai Perilaku",
    "Nilai Akhir",
    "Sebutan",
    "Rating Hasil",
    "Rating Perilaku",
    "Predikat",
    "Status",
    "Umpan Balik",
)
INDICATOR_HEADERS = (
    "NIP",
    "Nama",
    "Unit Kerja",
    "No",
    "Jenis",
    "Aspek",
    "Indikator",
    "Satuan",
    "Target",
    "Target Atas",
    "Realisasi",
    "Bobot (%)",
    "Capaian (%)",
    "Capaian Disesuaikan (%)",
    "Nilai Disesuaikan",
)
BEHAVIOUR_HEADERS = ("NIP", "Nama", "Unit Kerja", "Penilai", "Nilai BerAKHLAK", "Rating", "Contoh")
FACTOR_HEADERS = (
    "NIP",
    "Nama",
    "Unit Kerja",
    "No Indikator",
    "Sebab",
    "Mulai",
    "Selesai",
    "Cara",
    "Dihitung",
    "Hasil Tanpa Faktor Luar",
    "Hasil Sebelum Batas",
    "Batas Kenaikan",
    "Nilai Hasil Kerja",
)
JOB_HEADERS = (
    "NIP",
    "Nama",
    "Jabatan",
    "Unit Kerja",
    "Penilai",
    "Mulai",
    "Selesai",
    "Nilai Hasil Kerja",
    "Nilai Perilaku",
    "Nilai Akhir",
    "Sebutan",
    "Predikat",
    "Status",
    "Dihitung di Rekap",
)
MISSING_HEADERS = ("Penilai", "Berkas", "Jumlah Pegawai")
NOT_RATED_HEADERS = ("NIP", "Nama", "Unit Kerja", "Penilai", "Sebab")
TREND_HEADERS = ("NIP", "Nama", "Unit Kerja", "Periode", "Nilai Akhir", "Predikat")
UNIT_HEADERS = (
    "Unit Kerja",
    "Pegawai",
    "Dinilai",
    "Belum Lengkap",
    "Sangat Baik",
    "Baik",
    "Butuh Perbaikan",
    "Kurang",
    "Sangat Kurang",
    "Rata-rata",
    "Terendah",
    "Tertinggi",
    "Umpan Balik",
    "Pola Distribusi",
)
PATTERN_HEADERS = (
    "Predikat Organisasi",
    "Predikat Pegawai",
    "Paling Sedikit",
    "Paling Banyak",
    "Sekarang",
    "Keadaan",
)
RATER_HEADERS = (
    "Penilai",
    "Pegawai",
    "Rata-rata",
    "Terendah",
    "Tertinggi",
    "Umpan Balik",
    "Yang Terlihat",
    "Uraian",
    "Batasnya",
)
NO_PREDICATE = str(Status.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class RecapBook:
    """heading: office and period. figures: counted once, for this workbook and the dashboard alike.

    rows: sheet -> flat rows that match `HEADERS`. absent: people of the staff list without a returned form. forms:
    handed out and not back. made: the day in words. period: the appraised one.
    """

    heading: str
    period: str
    figures: Overview
    rows: Mapping[str, tuple[tuple[Value, ...], ...]]
    absent: int
    forms: int
    made: str


HEADERS: Mapping[str, tuple[str, ...]] = {
    UNITS: UNIT_HEADERS,
    PATTERNS: PATTERN_HEADERS,
    RATERS: RATER_HEADERS,
    PEOPLE: PERSON_HEADERS,
    INDICATORS: INDICATOR_HEADERS,
    BEHAVIOURS: BEHAVIOUR_HEADERS,
    FACTORS: FACTOR_HEADERS,
    JOBS: JOB_HEADERS,
    TREND: TREND_HEADERS,
    NOT_RATED: NOT_RATED_HEADERS,
    MISSING: MISSING_HEADERS,
}
"""Sheets after the overview, in order."""
PURPOSES: Mapping[str, str] = {
    UNITS: "Satu baris satu unit. Pola distribusi berlaku untuk seluruh organisasi, bukan untuk unit kecil.",
    PATTERNS: "Simulasi: jumlah sekarang di samping pola tiap predikat organisasi. Tidak ada rating yang diubah.",
    RATERS: "Bahan pembicaraan atasan dengan penilai, bukan tuduhan. Tidak satu pun mengubah rating.",
    PEOPLE: "Satu baris satu pegawai, siap untuk PivotTable.",
    INDICATORS: "Satu baris satu indikator seorang pegawai, siap untuk PivotTable.",
    BEHAVIOURS: "Satu baris satu pegawai; di kanan rating setiap nilai BerAKHLAK.",
    FACTORS: "Satu baris satu faktor luar. Dihitung = Ya bila penilai dan atasannya setuju; dibatasi = kenaikannya "
    "ditahan batas kantor.",
    JOBS: "Satu baris satu hasil pegawai yang berpindah atau merangkap. Hasilnya berdampingan, tidak dirata-rata; di "
    "lembar lain pegawai itu dihitung sekali, menurut baris yang Ya.",
    TREND: "Satu baris satu pegawai; di kanan nilai akhir setiap periode, yang terlama dulu. Kosong: belum dinilai.",
    NOT_RATED: "Pegawai aktif yang belum ikut dihitung, dengan sebabnya.",
    MISSING: "Formulir yang dibagikan dan belum kembali.",
}
