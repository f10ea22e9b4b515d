"""A list from a CSV file as a book of one sheet, every field text, so that no program eats digits of a NIP."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Book, Cell, CellKind

from .closed_files import read_book

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 20_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 30  # lines that tell the delimiter: a title may stand above the table
SHEET = "Daftar"


def read_workbook_or_csv(path: Path) -> Book:
    """A workbook, or a CSV file (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252).

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
    return book_from_csv(path.name, data)


def book_from_csv(name: str, data: bytes) -> Book:
    """The same for a CSV file that is in memory already. name: the file's, for messages.

    Raises:
        UnusableFile: no such file.
    """
    if len(data) > _LARGEST or (b"\0" in data and not data.startswith(_UTF16)):
        raise UnusableFile("Berkas ini bukan CSV yang wajar. Simpan daftarnya sebagai .xlsx atau CSV, lalu ulangi.")
    text = _decoded(data)
    if text.lstrip()[:200].casefold().startswith(("<html", "<!doctype", "<table", "<?xml", "<meta")):
        raise UnusableFile("Berkas ini HTML, bukan CSV: buka di Excel, lalu Simpan Sebagai .xlsx.")
    return Book(name, {SHEET: _cells(text)})


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _cells(text: str) -> dict[tuple[int, int], Cell]:
    first = text.split("\n", _LOOKED_AT)[:_LOOKED_AT]
    delimiter = max(";,\t", key=lambda sign: sum(line.count(sign) for line in first))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise UnusableFile("Isi CSV tidak beraturan. Simpan daftarnya sebagai .xlsx, lalu ulangi.") from None
    return {
        (row, column): Cell(CellKind.TEXT, field.strip())
        for row, fields in enumerate(rows, start=1)
        for column, field in enumerate(fields, start=1)
        if field.strip()
    }
