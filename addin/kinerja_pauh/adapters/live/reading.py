"""Cells of an open sheet as plain values, in few block reads, as `closed_files` gives them for the same file."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Cell, CellKind

from .window import contents_of, filled_area, is_excel

if TYPE_CHECKING:
    import xlwings

    from .window import Area

MAX_CELLS = 1_000_000
"""Of one sheet, blank ones included; as for a closed file."""

_WIDE = 50_000  # cells; from here on it pays to ask whether formats alone make the area so large
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_DAY_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_DAY = timedelta(days=1)

_TRUTH = ("=TRUE()", "=FALSE()")  # what LibreOffice makes of a typed truth value
_ERROR_BASE = -2146828288  # what COM adds to Excel's number of an error
_RARE_ERRORS = {
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!",
}  # fmt: skip
"""Those that xlwings leaves as numbers."""


def read_cells(sheet: xlwings.Sheet, *, date1904: bool) -> dict[tuple[int, int], Cell]:
    """Every cell with a value or a formula.

    Raises:
        UnusableFile: there are too many.
    """
    area = _used(sheet)
    if area is None:
        return {}
    top, left, rows, columns = area
    block = sheet.range((top, left), (top + rows - 1, left + columns - 1))
    shown = block.options(ndim=2, err_to_str=True).value
    errors = _errors(block, shown)
    formulas = two_dimensional(contents_of(block), columns)
    exact = _exact(block, shown, columns)
    cells = {}
    for y, (line, texts) in enumerate(zip(shown, formulas, strict=True)):
        for x, (value, text) in enumerate(zip(line, texts, strict=True)):
            formula = _formula(text, value)
            if value in (None, "") and not formula:
                continue
            if (y, x) in errors:
                cells[top + y, left + x] = Cell(CellKind.ERROR, str(value), formula)
            else:
                number = exact[y][x] if exact else None
                cells[top + y, left + x] = _cell(value, formula, number, date1904=date1904)
    return cells


def _formula(text: Any, value: Any) -> str:  # noqa: ANN401 - what a cell may hold
    """The formula in an input line without its "=", "" where the line is just the value, a text perhaps like one."""
    if not isinstance(text, str) or text == value or (isinstance(value, bool) and text in _TRUTH):
        return ""
    if text.startswith("{=") and text.endswith("}"):  # LibreOffice's way of showing an array formula
        return text[2:-1]
    return text[1:] if text.startswith("=") else ""


def _cell(value: Any, formula: str, exact: Any, *, date1904: bool) -> Cell:  # noqa: ANN401 - what a cell may hold
    """exact: the same cell as a bare number, where the program can say it; else None."""
    if isinstance(value, bool):
        return Cell(CellKind.BOOL, value, formula)
    if value is None or isinstance(value, str):
        return Cell(CellKind.TEXT, value or "", formula)
    if isinstance(value, int) and _ERROR_BASE < value < _ERROR_BASE + 0xFFFF:
        return Cell(CellKind.ERROR, _RARE_ERRORS.get(value - _ERROR_BASE, "#GALAT!"), formula)
    is_date = isinstance(value, datetime)
    if not isinstance(exact, float):
        exact = _serial(value, date1904=date1904) if is_date else float(value)
    return Cell(CellKind.NUMBER, exact, formula, is_date)


def _serial(moment: datetime, *, date1904: bool) -> float:
    """Days without a gap, as both programs count them when asked, also before March 1900 where Excel shows one more."""
    return (moment - (_DAY_ZERO_1904 if date1904 else _DAY_ZERO)) / _DAY


def _used(sheet: xlwings.Sheet) -> Area | None:
    used = sheet.used_range
    area = (used.row, used.column, *used.shape)
    if math.prod(area[2:]) > _WIDE:
        filled = filled_area(sheet)
        if filled is None:
            return None
        area = filled
    if math.prod(area[2:]) > MAX_CELLS:
        raise UnusableFile(
            "Buku kerja ini memuat terlalu banyak sel: hapus baris kosong di bawah tabel, lalu simpan lagi."
        )
    return area


def _errors(block: xlwings.Range, shown: list[list[Any]]) -> set[tuple[int, int]]:
    """Where an error stands; a text that merely reads like one is none. xlwings gives None for an error unasked."""
    suspects = [
        (y, x) for y, line in enumerate(shown) for x, v in enumerate(line) if isinstance(v, str) and v[:1] == "#"
    ]
    if not suspects:
        return set()
    plain = block.options(ndim=2).value
    return {(y, x) for y, x in suspects if plain[y][x] is None}


def _exact(block: xlwings.Range, shown: list[list[Any]], columns: int) -> list[list[Any]] | None:
    """The cells as bare numbers: Excel rounds money to 4 decimals and times to seconds when it gives them as such."""
    if is_excel(block) and any(isinstance(value, (datetime, Decimal)) for line in shown for value in line):
        return two_dimensional(block.api.Value2, columns)
    return None


def two_dimensional(block: Any, columns: int) -> list[list[Any]]:  # noqa: ANN401 - as COM and xlwings give it
    """A block as rows, also where it is a single cell, row or column."""
    if not isinstance(block, (list, tuple)):
        return [[block]]
    if block and isinstance(block[0], (list, tuple)):
        return [list(line) for line in block]
    return [list(block)] if columns > 1 else [[value] for value in block]
