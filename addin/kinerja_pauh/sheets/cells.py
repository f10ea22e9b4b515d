"""Cells as plain values: what a reader gives and what a writer takes. No library's types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CellKind(Enum):
    """What stands in a cell, as the file says it. A blank cell is no cell at all."""

    NUMBER = "angka"
    TEXT = "teks"
    BOOL = "benar/salah"
    ERROR = "galat"


@dataclass(frozen=True, slots=True)
class Cell:
    """One non-empty cell as read.

    value: float for NUMBER, str for TEXT and ERROR ("#REF!"), bool for BOOL; None when a formula has no cached value.
    formula: its text without "=", "" for a typed value. is_date: the number is shown as a date or time.
    """

    kind: CellKind
    value: float | str | bool | None
    formula: str = ""
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read: sheet name -> {(row, column): cell}, rows and columns from 1, sheets in tab order.

    name: the file's name, for messages. hidden: names of sheets that are hidden or very hidden. hidden_rows: sheet ->
    its rows that are hidden, filtered away or pressed flat; a sheet without any is not in it.
    """

    name: str
    sheets: Mapping[str, Mapping[tuple[int, int], Cell]]
    date1904: bool = False
    hidden: frozenset[str] = frozenset()
    hidden_rows: Mapping[str, frozenset[int]] = field(default_factory=dict)


Value = str | int | Decimal | date | bool | None
"""What may be written: a date becomes a serial number, None and "" a blank cell; text is never a formula."""


@dataclass(frozen=True, slots=True)
class Block:
    """Template rows first..last (included), to stand `copies` times in a row in the output; 0 removes them."""

    first: int
    last: int
    copies: int


@dataclass(frozen=True, slots=True)
class SheetFill:
    """What one sheet of a rendered workbook holds beyond its template.

    blocks: repeated rows, in order, not overlapping. values: (row, column) of the *output* -> value; where the
    template cell holds a formula the formula stays and the value becomes its cached result. heights: row of the
    output -> points, for rows whose height differs from the template's.
    """

    blocks: tuple[Block, ...] = ()
    values: Mapping[tuple[int, int], Value] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What a button changes in one sheet of an open workbook, locked cells included.

    clear_from: the contents of this row and all below go first; None clears nothing. values: text is never a formula.
    heights: row -> points.
    formulas: in English syntax, with "=". notes: exactly the notes that our program keeps on the sheet afterwards
    (people's own notes stay); None leaves ours as they are.
    """

    sheet: str
    values: Mapping[tuple[int, int], Value] = field(default_factory=dict)
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    clear_from: int | None = None
    heights: Mapping[int, float] = field(default_factory=dict)
    notes: Mapping[tuple[int, int], str] | None = None


def column_letters(column: int) -> str:
    """The letters of a column counted from 1.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The name of a cell as a user reads it.

    >>> address(7, 13)
    'M7'
    """
    return f"{column_letters(column)}{row}"
