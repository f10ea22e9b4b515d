"""A workbook as JSON and back: every kind, float and text exactly as it was.

Each different cell stands once in a pool, and a sheet is a flat row of row, column, place in the pool, ….
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from kinerja_pauh.sheets.cells import Book, Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES: Mapping[CellKind, type] = {
    CellKind.NUMBER: float,
    CellKind.TEXT: str,
    CellKind.BOOL: bool,
    CellKind.ERROR: str,
}
_NAMES = {kind: kind.name for kind in CellKind}


class NotABook(Exception):
    """A text that does not hold a workbook as `book_text` writes one."""


def book_text(book: Book) -> bytes:
    """The workbook in ASCII, without its name."""
    pool: list[list[object]] = []
    places: dict[int, int] = {}  # by identity: the reader gives equal cells as one object

    def place(cell: Cell) -> int:
        number = places.get(id(cell))
        if number is None:
            number = places[id(cell)] = len(pool)
            pool.append([_NAMES[cell.kind], cell.value, cell.formula, cell.is_date])
        return number

    sheets = [
        [name, [number for (row, column), cell in cells.items() for number in (row, column, place(cell))]]
        for name, cells in book.sheets.items()
    ]
    content = {
        "pool": pool,
        "sheets": sheets,
        "date1904": book.date1904,
        "hidden": sorted(book.hidden),
        "hidden_rows": {name: sorted(rows) for name, rows in book.hidden_rows.items()},
    }
    return json.dumps(content, allow_nan=False, separators=(",", ":")).encode("ascii")


def book_of(name: str, text: bytes) -> Book:
    """The workbook that `book_text` wrote. name: the file's.

    Raises:
        NotABook: anything is not as it writes it; who sends this may have been taken over by the file it read.
    """
    try:
        content = json.loads(text)
        pool = [_cell(*one) for one in content["pool"]]
        return Book(
            name,
            {_of(str, sheet): _cells(numbers, pool) for sheet, numbers in content["sheets"]},
            _of(bool, content["date1904"]),
            frozenset(_of(str, sheet) for sheet in content["hidden"]),
            {sheet: frozenset(_of(int, row) for row in rows) for sheet, rows in content["hidden_rows"].items()},
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as problem:
        raise NotABook from problem


def _cell(kind: str, value: object, formula: object, is_date: object) -> Cell:
    known = CellKind[kind]
    if value is None and formula:
        return Cell(known, None, _of(str, formula), _of(bool, is_date))
    checked = _of(_TYPES[known], value)
    if isinstance(checked, float) and not math.isfinite(checked):
        raise ValueError
    return Cell(known, checked, _of(str, formula), _of(bool, is_date))


def _cells(numbers: list[int], pool: list[Cell]) -> dict[tuple[int, int], Cell]:
    rows, columns, cells = numbers[0::3], numbers[1::3], numbers[2::3]
    if not len(rows) == len(columns) == len(cells) or any(type(one) is not int or one < 0 for one in numbers):
        raise ValueError
    return {(row, column): pool[cell] for row, column, cell in zip(rows, columns, cells, strict=True)}


def _of(kind: type, value: object) -> Any:  # noqa: ANN401  of the type that was asked for
    """The value, when it is exactly of this type: True is no number here."""
    if type(value) is not kind:
        raise TypeError
    return value
