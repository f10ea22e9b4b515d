"""Reading one table of a workbook cell by cell, with a finding for every entry that cannot be what it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.wording import quote, show

from .cells import Cell, CellKind, address
from .days import from_serial
from .numbers import Ambiguous, NoNumber, from_float, from_text, is_believable
from .words import choose, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from .cells import Book
    from .layout import Table

Word = TypeVar("Word", bound=str)
_HEADERS_WITHIN = 30  # rows from the top in which the header row is looked for
NIP_DIGITS = 18
_LOST_DIGITS = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
"""How a NIP reads after a program took it for a number, `1,98003032005011E+17`."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """A table found in a sheet. Every reading method takes a row and a header and adds to `findings` what is wrong.

    columns: header -> column number. last_row: the last row that holds anything.
    """

    sheet: str
    cells: Mapping[tuple[int, int], Cell]
    columns: Mapping[str, int]
    first_row: int
    last_row: int
    date1904: bool
    findings: list[Finding] = field(default_factory=list)

    def rows(self) -> Iterator[int]:
        """The rows that hold anything in a column of the table."""
        ours = set(self.columns.values())
        used = {row for row, column in self.cells if column in ours}
        return iter(sorted(row for row in used if row >= self.first_row))

    def filled_rows(self, headers: Iterable[str]) -> Iterator[int]:
        """The rows in which anything was typed under one of these headers."""
        looked_at = tuple(header for header in headers if header in self.columns)
        return (row for row in self.rows() if not all(self.is_blank(row, header) for header in looked_at))

    def at(self, row: int, header: str) -> str:
        """`Hasil Kerja!M7`."""
        return f"{self.sheet}!{address(row, self.columns[header])}"

    def add(self, row: int, header: str, code: str, message: str, severity: Severity = Severity.WRONG) -> None:
        """Report what is wrong with a cell."""
        self.findings.append(Finding(self.sheet, address(row, self.columns[header]), code, severity, message))

    def text(self, row: int, header: str) -> str:
        """The cell's words without spaces around them; "" for a blank or unusable cell.

        A number stands as it was typed (2026, never 2.026), a date in words (Excel makes one of "Des 2026"), a truth
        value as an Indonesian Excel shows it.
        """
        cell = self._typed(row, header)
        if cell is None or cell.value is None:
            return ""
        if isinstance(cell.value, float):
            day = from_serial(cell.value, date1904=self.date1904) if cell.is_date else None
            return show_day(day) if day else show(from_float(cell.value)).replace(".", "")
        if isinstance(cell.value, bool):
            return "BENAR" if cell.value else "SALAH"
        return str(cell.value).strip()

    def number(self, row: int, header: str) -> Decimal | None:
        """The cell's number; None for a blank or unusable cell. Text that clearly means a number is taken, and said."""
        cell = self._typed(row, header)
        if cell is None:
            return None
        if cell.is_date and isinstance(cell.value, float):
            self._say_date(row, header, cell.value)
            return None
        if isinstance(cell.value, float):
            return self._believed(row, header, from_float(cell.value))
        if isinstance(cell.value, bool):
            self.add(row, header, "bukan-angka", f"{header} berisi BENAR/SALAH. Ketik angkanya.")
            return None
        return self._number_of_text(row, header, str(cell.value).strip())

    def _believed(self, row: int, header: str, number: Decimal) -> Decimal | None:
        if is_believable(number):
            return number
        message = f"{header} berisi angka yang terlalu besar atau terlalu kecil untuk dinilai. Ketik ulang angkanya."
        self.add(row, header, "angka-di-luar-batas", message)
        return None

    def day(self, row: int, header: str) -> date | None:
        """The cell's date; None for a blank or unusable cell."""
        cell = self._typed(row, header)
        if cell is None:
            return None
        found = from_serial(cell.value, date1904=self.date1904) if type(cell.value) is float else None
        if found is None:
            self.add(
                row,
                header,
                "bukan-tanggal",
                f'{header} bukan tanggal ("{quote(self.text(row, header))}"). Ketik ulang, misalnya 12/8/2026.',
            )
        return found

    def choice(self, row: int, header: str, words: Iterable[Word]) -> Word | None:
        """The word of a closed list; None for a blank cell or an unknown word."""
        allowed = tuple(words)
        text = self.text(row, header)
        if not text:
            return None
        found = choose(text, allowed)
        if found is None:
            self.add(
                row,
                header,
                "pilihan-tidak-dikenal",
                f'{header} berisi "{quote(text)}". Pilih salah satu: {", ".join(allowed).removesuffix(".")}.',
            )
        return found

    def nip(self, row: int, header: str) -> str:
        """The cell's NIP without spaces; "" for a blank cell, a number or anything that is not 18 digits."""
        cell = self._typed(row, header)
        if cell is None:
            return ""
        if cell.kind is not CellKind.TEXT:
            self.add(
                row,
                header,
                "nip-angka",
                f"{header} tersimpan sebagai angka, padahal Excel hanya menyimpan 15 angka pertama dengan benar. "
                "Ubah format sel menjadi Teks, lalu ketik ulang 18 angkanya.",
            )
            return ""
        text = "".join(str(cell.value).split()).replace("\u00a0", "")
        if len(text) == NIP_DIGITS and text.isascii() and text.isdigit():
            return text
        if _LOST_DIGITS.fullmatch(text):
            message = (
                f"{header} pernah tersimpan sebagai angka, jadi angka belakangnya sudah hilang. Ambil lagi dari "
                "sumbernya, dan tempel ke sel berformat Teks."
            )
        else:
            message = (
                f"{header} harus 18 angka; di sini ada {len(text)} karakter. Ketik ulang dari SK atau kartu pegawai."
            )
        self.add(row, header, "nip-salah", message)
        return ""

    def is_blank(self, row: int, header: str) -> bool:
        """Whether nothing was typed there; a cell of spaces is blank."""
        cell = self.cells.get((row, self.columns[header]))
        return cell is None or (not cell.formula and isinstance(cell.value, str) and not cell.value.strip())

    def _typed(self, row: int, header: str) -> Cell | None:
        """The cell if a person's value stands in it; formulas and errors are reported."""
        if self.is_blank(row, header):
            return None
        cell = self.cells[row, self.columns[header]]
        if cell.kind is CellKind.ERROR:
            self.add(row, header, "sel-galat", f"{header} berisi galat {cell.value}. Hapus isinya, lalu ketik ulang.")
            return None
        if cell.formula:
            self.add(row, header, "sel-rumus", f"{header} berisi rumus. Ketik hasilnya sebagai nilai biasa.")
            return None
        return cell

    def _say_date(self, row: int, header: str, serial: float) -> None:
        day = from_serial(serial, date1904=self.date1904)
        shown = show_day(day) if day else "waktu"
        self.add(
            row,
            header,
            "sel-tanggal",
            f"{header} berubah menjadi tanggal ({shown}), mungkin karena diketik dengan garis miring. Ubah format sel "
            "menjadi Umum/General, lalu ketik ulang angkanya dengan koma desimal.",
        )

    def _number_of_text(self, row: int, header: str, text: str) -> Decimal | None:
        meant = from_text(text)
        if isinstance(meant, Ambiguous):
            self.add(
                row,
                header,
                "angka-ambigu",
                f'{header} tertulis "{text}": {show(meant.thousands)} atau {show(meant.decimal)}? Ketik ulang tanpa '
                "titik, dengan koma untuk desimal.",
            )
            return None
        if isinstance(meant, NoNumber):
            self._say_no_number(row, header, text, meant)
            return None
        if self._believed(row, header, meant) is None:
            return None
        self.add(
            row,
            header,
            "angka-teks",
            f'{header} "{quote(text)}" tersimpan sebagai teks; dibaca {show(meant)}. Ketik ulang sebagai angka '
            "agar rumus di lembar ikut menghitungnya.",
            Severity.WARNING,
        )
        return meant

    def _say_no_number(self, row: int, header: str, text: str, meant: NoNumber) -> None:
        if meant.begins:
            cure = f'Ketik angkanya saja: "{quote(meant.begins, 20)}"; satuan sudah ada di kolom Satuan.'
            self.add(row, header, "angka-bersatuan", f'{header} berisi "{quote(text)}". {cure}')
        else:
            self.add(row, header, "bukan-angka", f'{header} berisi "{quote(text)}", bukan angka. Ketik angkanya.')


def open_table(book: Book, table: Table, headers: Iterable[str]) -> tuple[TableReader | None, list[Finding]]:
    """The table of a sheet, or None with a finding when the sheet or one of the needed headers is not there."""
    needed = tuple(headers)
    cells = book.sheets.get(table.sheet)
    if cells is None:
        return None, [_missing_sheet(book, table, needed)]
    row, columns = _header_row(cells, needed)
    missing = [header for header in needed if header not in columns]
    if missing:
        names = ", ".join(missing)
        message = (
            f"Judul kolom tidak ditemukan: {names}. Kembalikan judulnya persis seperti aslinya; urutan kolom boleh "
            "berubah, namanya tidak."
        )
        return None, [Finding(table.sheet, "", "judul-hilang", Severity.WRONG, message)]
    ours = {plain(column.header): column.header for column in table.columns}
    known = {ours[plain(header)]: number for header, number in columns.items() if plain(header) in ours}
    last = max((r for r, _ in cells), default=row)
    return TableReader(table.sheet, cells, known, row + 1, last, book.date1904), []


def open_if_there(book: Book, table: Table, later: Collection[str] = ()) -> tuple[TableReader | None, list[Finding]]:
    """The table with every column that holds no formula; None without a finding where its sheet is not there.

    For sheets that a workbook from an earlier version does not have yet. later: headers that came after the sheet did,
    so that it may lack them.
    """
    if table.sheet not in book.sheets:
        return None, []
    needed = (column.header for column in table.columns if not column.formula)
    return open_table(book, table, [header for header in needed if header not in later])


def _header_row(cells: Mapping[tuple[int, int], Cell], needed: tuple[str, ...]) -> tuple[int, dict[str, int]]:
    """The row near the top with most of the needed headers, and where each of its headers stands."""
    wanted = {plain(header): header for header in needed}
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in sorted(cells.items()):
        if row <= _HEADERS_WITHIN and isinstance(cell.value, str):
            header = wanted.get(plain(cell.value), cell.value.strip())
            rows.setdefault(row, {}).setdefault(header, column)
    return max(rows.items(), key=lambda item: len(set(needed) & set(item[1])), default=(0, {}))


def renamed(book: Book, headers: Iterable[str]) -> str:
    """The first sheet with all of these headers, as a table's under another name has them; "" where there is none."""
    needed = tuple(headers)
    has_all = (name for name, cells in book.sheets.items() if set(needed) <= set(_header_row(cells, needed)[1]))
    return next(has_all, "")


def _missing_sheet(book: Book, table: Table, needed: tuple[str, ...]) -> Finding:
    if name := renamed(book, needed):
        message = f'Lembar "{table.sheet}" tidak ada, tetapi lembar "{name}" tampak seperti itu. Kembalikan namanya.'
        return Finding(table.sheet, "", "lembar-hilang", Severity.WRONG, message)
    message = f'Lembar "{table.sheet}" tidak ada. Pakai lagi berkas yang dibagikan, atau minta salinannya.'
    return Finding(table.sheet, "", "lembar-hilang", Severity.WRONG, message)
