"""What the recap workbook holds: flat rows, one per person, indicator, factor, missing form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cells import Value

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
FACTOR_HEADERS = ("NIP", "Nama", "Unit Kerja", "No Indikator", "Sebab", "Mulai", "Selesai", "Cara", "Dihitung")
MISSING_HEADERS = ("Penilai", "Berkas", "Jumlah Pegawai")
NO_PREDICATE = "Belum lengkap"


@dataclass(frozen=True, slots=True)
class RecapBook:
    """rows match the headers above. predicates: best first, for counting. warnings: sentences for the Camat."""

    heading: str
    people: tuple[tuple[Value, ...], ...]
    indicators: tuple[tuple[Value, ...], ...]
    factors: tuple[tuple[Value, ...], ...]
    missing: tuple[tuple[Value, ...], ...]
    predicates: tuple[str, ...]
    warnings: tuple[str, ...]
    made: str
