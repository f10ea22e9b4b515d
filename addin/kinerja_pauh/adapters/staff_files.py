"""A staff list from a CSV file as a book of one sheet, every field text, so that no program eats digits of a NIP."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Book, Cell, CellKind

from .closed_files import read_book

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 20_000_000
SHEET = "Daftar"


def read_workbook_or_csv(path: Path) -> Book:
    """A workbook, or a CSV file (comma, semicolon or tab; UTF-8 or Windows-1252).

    Raises:
        UnusableFile: neither of them.
    """
    if path.suffix.lower() != ".csv":
        return read_book(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnusableFile("Berkas tidak ada. Periksa nama dan foldernya.") from None
    except OSError:
        raise UnusableFile("Berkas tidak dapat dibuka. Tutup dulu di Excel, lalu ulangi.") from None
    if len(data) > _LARGEST or b"\0" in data:
        raise UnusableFile("Berkas ini bukan CSV yang wajar. Simpan daftarnya sebagai .xlsx atau CSV, lalu ulangi.")
    return Book(path.name, {SHEET: _cells(_decoded(data))})


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _cells(text: str) -> dict[tuple[int, int], Cell]:
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error:
        raise UnusableFile("Isi CSV tidak beraturan. Simpan daftarnya sebagai .xlsx, lalu ulangi.") from None
    return {
        (row, column): Cell(CellKind.TEXT, field.strip())
        for row, fields in enumerate(rows, start=1)
        for column, field in enumerate(fields, start=1)
        if field.strip()
    }
