"""Places on a sheet, as xlwings and Excel write them: "B2", "$A$1:C3", "A:C", "2:5", "'Hasil Kerja'!M7"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinerja_pauh.sheets.cells import column_letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_CELLS = re.compile(rf"{_CELL.pattern}(?::{_CELL.pattern})?")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
_PLAIN_SHEET = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Corners:
    """A rectangle of cells, counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def around(self, other: Corners) -> Corners:
        """The smallest rectangle with both inside."""
        return Corners(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


def corners_of(text: str) -> Corners | None:
    """The rectangle that an address without a sheet names; None where it is none, say the name of a range."""
    if found := _CELLS.fullmatch(text):
        left, top, right, bottom = found.groups()
        first = Corners(int(top), _column(left), int(top), _column(left))
        if right:
            first = first.around(Corners(int(bottom), _column(right), int(bottom), _column(right)))
        return first if _exists(first) else None
    if found := _COLUMNS.fullmatch(text):
        left, right = sorted(_column(letters) for letters in found.groups())
        whole = Corners(1, left, LAST_ROW, right)
        return whole if _exists(whole) else None
    if found := _ROWS.fullmatch(text):
        top, bottom = sorted(int(row) for row in found.groups())
        whole = Corners(top, 1, bottom, LAST_COLUMN)
        return whole if _exists(whole) else None
    return None


def split_sheet(text: str) -> tuple[str | None, str]:
    """The sheet that an address names, and the rest: ("Hasil Kerja", "M7")."""
    sheet, mark, rest = text.rpartition("!")
    if not mark:
        return None, text
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, rest


def quoted(sheet: str) -> str:
    """A sheet's name as it stands before the exclamation mark."""
    return sheet if _PLAIN_SHEET.fullmatch(sheet) and not corners_of(sheet) else "'" + sheet.replace("'", "''") + "'"


def address_of(place: Corners, *, row_fixed: bool = True, column_fixed: bool = True) -> str:
    """As Excel gives it: "$A$1:$B$2", whole columns as "$A:$C", whole rows as "$2:$5"."""
    row, column = "$" if row_fixed else "", "$" if column_fixed else ""
    rows = f"{row}{place.top}", f"{row}{place.bottom}"
    columns = f"{column}{column_letters(place.left)}", f"{column}{column_letters(place.right)}"
    if (place.top, place.bottom) == (1, LAST_ROW):
        return ":".join(columns)
    if (place.left, place.right) == (1, LAST_COLUMN):
        return ":".join(rows)
    first, last = columns[0] + rows[0], columns[1] + rows[1]
    return first if first == last else f"{first}:{last}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _exists(place: Corners) -> bool:
    return place.top >= 1 and place.left >= 1 and place.bottom <= LAST_ROW and place.right <= LAST_COLUMN
