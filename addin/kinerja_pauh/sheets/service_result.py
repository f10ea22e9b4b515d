"""What the workbook Data_Layanan holds: a summary, the linked indicators, refused rows, the months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .flat_book import FIRST_ROW

if TYPE_CHECKING:
    from .cells import Book, Value

SUMMARY_HEADERS = (
    "Layanan",
    "Jumlah Berkas",
    "Median Jam",
    "Median Hari",
    "Median Hari Kerja",
    "Standar (jam)",
    "Sesuai Standar (%)",
    "Lembar Survei",
    "IKM",
    "Mutu",
    "Unsur Terlemah",
)
REALISATION_HEADERS = ("NIP", "Nama", "No", "Indikator", "Satuan", "Realisasi", "Asal Angka")
REFUSED_HEADERS = ("Berkas", "Lembar", "Sel", "Baris", "Keadaan", "Alasan dan Cara Membetulkan")
TREND_HEADERS = ("Layanan", "Bulan", "Jumlah Berkas", "Median Jam", "Sesuai Standar (%)", "Lembar Survei", "IKM")
FILE_HEADERS = ("Berkas", "Jenis", "Dihitung", "Tidak Dihitung", "Keterangan")
ALL_SERVICES = "Semua layanan"
SUMMARY, REALISATION, REFUSED, TREND, FILES = "Ringkasan", "Realisasi", "Ditolak", "Tren", "Berkas"
COUNTED, NOT_COUNTED, NO_ENTRY = "Dihitung, perlu dilihat", "Tidak dihitung", "Bukan baris data"

Row = tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class ServiceBook:
    """rows match the headers above. A median over different services says nothing, so all together have none.

    The trend begins with the months of all services together; then each service has its months.
    """

    heading: str
    summary: tuple[Row, ...]
    realisations: tuple[Row, ...]
    refused: tuple[Row, ...]
    trend: tuple[Row, ...]
    files: tuple[Row, ...]


def counted_files(book: Book) -> tuple[str, ...]:
    """The files of which a workbook made before counted anything."""
    cells = book.sheets.get(FILES, {})
    count = FILE_HEADERS.index("Dihitung") + 1
    rows = sorted(row for row, column in cells if column == 1 and row >= FIRST_ROW)
    return tuple(str(cells[row, 1].value) for row in rows if (row, count) in cells and cells[row, count].value)
