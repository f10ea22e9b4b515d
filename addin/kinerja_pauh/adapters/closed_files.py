"""Reading a closed workbook without any spreadsheet program: sparse, bounded, and never wrong in silence."""

from __future__ import annotations

import contextlib
import math
from datetime import datetime, time
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.cell_xml import serial
from kinerja_pauh.adapters.package_guard import open_package, package_from_bytes
from kinerja_pauh.adapters.workbook_parts import date_styles, read_workbook, shared_texts
from kinerja_pauh.adapters.xml_parts import MAX_DEPTH, parser_for, run, tags, unescaped
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Book, Cell, CellKind, address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.adapters.package_guard import Package

MAX_CELLS = 1_000_000
"""Blank ones included. So many take about 10 s and 200 MB; the work plans of 2,000 people have half as many."""

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_UNSEEN_FORMULA = "(rumus)"  # a child of a shared formula carries no text of its own, and yet is a formula
_TAGS = tags(("row", "c", "v", "f", "is", "t", "rPh"))
_WORDY = frozenset({"str", "e"})  # the types whose content may begin or end with a blank
_KINDS = {
    "n": CellKind.NUMBER, "d": CellKind.NUMBER, "s": CellKind.TEXT, "str": CellKind.TEXT, "b": CellKind.BOOL,
    "e": CellKind.ERROR,
}  # fmt: skip
_LONG_NUMBER = 10  # digits; no list of texts is that long
_KNOWN_CELLS = 10_000
_BOOLS = {"1": True, "0": False, "true": True, "false": False}
_TRUE = frozenset({"1", "true", "on"})
_FLAT_POINTS = 1.0  # no screen shows a line of less


def read_book(path: Path) -> Book:
    """Read every cell with a value or a formula of an .xlsx or .xlsm file; an open file may be read as last saved.

    Links to other files are never followed, and the values that the file itself keeps are taken as they are.

    Raises:
        UnusableFile: not such a workbook, encrypted, damaged, too large or hostile.
    """
    return book_from_package(path.name, open_package(path))


def book_from_bytes(name: str, data: bytes) -> Book:
    """The same for a file that is in memory already. name: the file's, for messages.

    Raises:
        UnusableFile: as for a file on disk.
    """
    return book_from_package(name, package_from_bytes(data))


def book_from_package(name: str, package: Package) -> Book:
    """The same for a package that is open already.

    Raises:
        UnusableFile: as for a file on disk.
    """
    workbook = read_workbook(package)
    texts = shared_texts(package, workbook.texts_part) if workbook.texts_part else []
    dates = date_styles(package, workbook.styles_part) if workbook.styles_part else frozenset()
    sheets: dict[str, dict[tuple[int, int], Cell]] = {}
    hidden_rows: dict[str, frozenset[int]] = {}
    count = 0
    for entry in workbook.sheets:
        reader = _SheetReader(entry.name, texts, dates, date1904=workbook.date1904, count=count)
        if entry.part:
            reader.read(package.read(entry.part))
        sheets[entry.name] = reader.cells
        if reader.hidden_rows:
            hidden_rows[entry.name] = frozenset(reader.hidden_rows)
        count = reader.count
    hidden = frozenset(entry.name for entry in workbook.sheets if entry.hidden)
    return Book(name, sheets, workbook.date1904, hidden, hidden_rows)


def file_is_open(path: Path) -> str | None:
    """The part of a sentence which says where a workbook is open, e.g. "sedang dibuka di Excel"; None when closed.

    Told by the lock file beside it, which a crashed program leaves behind.
    """
    with contextlib.suppress(OSError):  # a name so long that no lock beside it can have been made
        if path.with_name(f"~${path.name}").exists():
            return "sedang dibuka di Excel"
        if path.with_name(f".~lock.{path.name}#").exists():
            return "sedang dibuka di LibreOffice"
    return None


class _SheetReader:
    """One pass over the XML of one sheet. count: cells seen so far in the whole book, blank ones included."""

    __slots__ = (
        "_attributes",
        "_column",
        "_columns",
        "_date1904",
        "_dates",
        "_depth",
        "_formula",
        "_inline",
        "_known",
        "_name",
        "_phonetic",
        "_pieces",
        "_row",
        "_row_text",
        "_texts",
        "_value",
        "cells",
        "count",
        "hidden_rows",
    )  # fmt: skip

    def __init__(self, name: str, texts: Sequence[str], dates: frozenset[str], *, date1904: bool, count: int) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.count = count
        self._name, self._texts, self._dates, self._date1904 = name, texts, dates, date1904
        self._row = self._column = self._depth = self._phonetic = 0
        self._row_text = ""
        self._columns: dict[str, int] = {}
        self._known: dict[tuple[str | None, str | None, str | None, str | None], Cell] = {}
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._inline: list[str] | None = None
        self._value: str | None = None
        self._formula = ""

    def read(self, data: bytes) -> None:
        parser = parser_for(self._start, self._end)
        parser.CharacterDataHandler = self._pieces.append
        run(parser, data, self._damaged())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnusableFile(self._damaged())
        tag = _TAGS.get(name)
        if tag == "c":
            self._attributes = attributes
            self._value = self._inline = None
            self._formula = ""
        elif tag == "v":
            self._pieces.clear()
        elif tag is not None:
            self._start_rarer(tag, attributes)

    def _start_rarer(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._open_row(attributes.get("r"))
            if attributes.get("hidden", "0") in _TRUE or ("ht" in attributes and _is_flat(attributes["ht"])):
                self.hidden_rows.add(self._row)
        elif tag == "is":
            self._inline = []
        elif tag == "rPh":
            self._phonetic += 1
        else:
            self._pieces.clear()

    def _end(self, name: str) -> None:
        self._depth -= 1
        tag = _TAGS.get(name)
        if tag == "v":
            self._value = "".join(self._pieces)
        elif tag == "c":
            self._close_cell()
        elif tag == "f":
            self._formula = "".join(self._pieces) or _UNSEEN_FORMULA
        elif tag == "t":
            if self._inline is not None and not self._phonetic:
                self._inline.append("".join(self._pieces))
        elif tag == "rPh":
            self._phonetic -= 1

    def _open_row(self, text: str | None) -> None:
        self._row = self._row + 1 if text is None else self._row_of(text) if text.isascii() and text.isdigit() else 0
        if not 0 < self._row <= MAX_ROW:
            raise UnusableFile(self._damaged())
        self._row_text, self._column = str(self._row), 0

    def _close_cell(self) -> None:
        self.count += 1
        if self.count > MAX_CELLS:
            raise UnusableFile(
                "Buku kerja ini memuat terlalu banyak sel: hapus baris kosong di bawah tabel, lalu simpan lagi."
            )
        place = self._place(self._attributes.get("r"))
        if self._value is None and self._inline is None and not self._formula:
            return
        cell = self._cell(place) if self._formula else self._plain_cell(place)
        if cell is None:
            return
        if place in self.cells:
            raise self._bad(place, "tertulis dua kali")
        self.cells[place] = cell

    def _place(self, reference: str | None) -> tuple[int, int]:
        """Row and column of the present cell; one without reference follows its left neighbour."""
        if reference is None:
            self._column += 1
            row = self._row
        else:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = self._new_column(letters)
            self._column = column
            digits = reference[len(letters) :]
            row = self._row if digits == self._row_text else self._row_of(digits)
        if self._column > MAX_COLUMN:
            raise UnusableFile(self._damaged())
        return row, self._column

    def _new_column(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= len("XFD")):
            raise UnusableFile(self._damaged())
        return column_number(letters)

    def _row_of(self, digits: str) -> int:
        row = int(digits) if 0 < len(digits) < _LONG_NUMBER else 0
        if not 0 < row <= MAX_ROW:
            raise UnusableFile(self._damaged())
        return row

    def _plain_cell(self, place: tuple[int, int]) -> Cell | None:
        """A cell without formula; the same content in the same style is the same cell, read once."""
        attributes = self._attributes
        inline = None if self._inline is None else "".join(self._inline)
        key = (attributes.get("t"), attributes.get("s"), self._value, inline)
        cell = self._known.get(key)
        if cell is None:
            cell = self._cell(place)
            if cell is not None and len(self._known) < _KNOWN_CELLS:
                self._known[key] = cell
        return cell

    def _cell(self, place: tuple[int, int]) -> Cell | None:
        """The cell just closed; None when it is blank after all."""
        code, text = self._attributes.get("t", "n"), self._value
        if code == "inlineStr" or (text is None and self._inline is not None):
            text, code = None if self._inline is None else "".join(self._inline), "str"
        if code not in _WORDY and text is not None:
            text = text.strip() or None
        if not text and not self._formula:
            return None
        kind = _KINDS.get(code)
        if kind is None:
            raise self._bad(place, "berjenis tidak dikenal")
        value = None if text is None else self._value_of(code, text, place)
        if value == "" and not self._formula:
            return None
        is_date = kind is CellKind.NUMBER and (code == "d" or self._attributes.get("s", "0") in self._dates)
        return Cell(kind, value, self._formula, is_date)

    def _value_of(self, code: str, text: str, place: tuple[int, int]) -> float | str | bool:
        if code == "n":
            return self._number(text, place)
        if code == "s":
            return self._shared(text, place)
        if code == "str":
            return unescaped(text)
        if code == "d":
            return self._date(text, place)
        if code == "b":
            return self._bool(text, place)
        return text

    def _number(self, text: str, place: tuple[int, int]) -> float:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or "_" in text or not text.isascii():  # Python also takes 1_000 and ١٢
            raise self._bad(place, "berisi angka yang rusak")
        return number

    def _shared(self, text: str, place: tuple[int, int]) -> str:
        index = int(text) if text.isascii() and text.isdigit() and len(text) < _LONG_NUMBER else -1
        if not 0 <= index < len(self._texts):
            raise self._bad(place, "menunjuk teks yang tidak ada")
        return self._texts[index]

    def _bool(self, text: str, place: tuple[int, int]) -> bool:
        if text not in _BOOLS:
            raise self._bad(place, "berisi nilai benar/salah yang rusak")
        return _BOOLS[text]

    def _date(self, text: str, place: tuple[int, int]) -> float:
        """The serial number of a date or time in ISO 8601 (only strict files have them)."""
        try:
            if "-" not in text:
                clock = time.fromisoformat(text)
                return ((clock.hour * 60 + clock.minute) * 60 + clock.second + clock.microsecond / 1e6) / 86400
            return float(serial(datetime.fromisoformat(text), date1904=self._date1904))
        except ValueError as problem:
            raise self._bad(place, "berisi tanggal yang rusak") from problem

    def _damaged(self) -> str:
        return f'Lembar "{self._name}" rusak: minta pengirim menyimpan bukunya lagi di Excel.'

    def _bad(self, place: tuple[int, int], what: str) -> UnusableFile:
        cell = f"{self._name}!{address(*place)}"
        return UnusableFile(f"Sel {cell} {what}: minta pengirim mengetik ulang sel itu dan menyimpannya di Excel.")


def _is_flat(height: str) -> bool:
    try:
        return float(height) < _FLAT_POINTS
    except ValueError:
        return False


def column_number(letters: str) -> int:
    """The number of a column from its letters.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
