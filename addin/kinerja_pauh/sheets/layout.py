"""How a sheet is described: its table of columns, each with its header, look, entry rule and formula.

One table a sheet: headers in one row, data directly below. The headers are the contract: a reader finds columns by
them, whatever their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .cells import address, column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "1"
"""Version of the sheet contract; written into every form, and a form of another version is refused by name."""

TITLE_ROW, SUBTITLE_ROW, PURPOSE_ROW, LEGEND_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4, 6, 7


MISSING, WRONG = "kurang", "salah"
"""States that a rule of a column marks: not filled in yet, and impossible."""


class Look(Enum):
    """What a cell of a column looks like; the template builder turns it into styles."""

    TEXT = "text"
    WRAP = "wrap"
    NUMBER = "number"  # as typed
    SCORE = "score"  # two decimals
    POINTS = "points"  # two to six decimals
    COUNT = "count"  # whole, zero not shown
    DATE = "date"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Rule:
    """A conditional format of a column: `formula` is true where the cell is in the state (MISSING or WRONG)."""

    state: str
    formula: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    width: in characters of the default font. entry: whether people type here (unlocked, coloured). choices: the words
    allowed, or a formula that gives a list ("=daftar_rating"). open_list: other words than the list's may be typed.
    formula: what computes the cell, with [Header] for the cell of that column in the same row and [Sheet:Header] for
    the whole column of another table. prompt: what Excel says when the cell is selected.
    """

    header: str
    width: float
    look: Look = Look.TEXT
    entry: bool = False
    choices: tuple[str, ...] | str = ()
    open_list: bool = False
    formula: str = ""
    prompt: str = ""
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one sheet. frozen: header of the last column that stays in sight when scrolling right,
    and that is printed again where a sheet is several pages wide. lines: how many lines of text a row has room for at
    least, where people type sentences: a row whose height is set does not grow while they do."""

    sheet: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    frozen: str
    landscape: bool = True
    zoom: int = 85
    pages_wide: int = 1
    lines: int = 1

    @property
    def entries(self) -> tuple[str, ...]:
        """Headers of the columns in which people type."""
        return tuple(column.header for column in self.columns if column.entry)

    def column(self, header: str) -> int:
        """Number of a column, from 1.

        Raises:
            KeyError: the table has no such header.
        """
        for number, column in enumerate(self.columns, start=1):
            if column.header == header:
                return number
        raise KeyError(header)

    def cell(self, header: str, row: int) -> str:
        """`M7`: where a header's value of a row stands."""
        return address(row, self.column(header))

    def whole(self, header: str) -> str:
        """The column's data as an absolute range of the template's one data row, `'Hasil Kerja'!$M$7:$M$7`."""
        letters = column_letters(self.column(header))
        return f"'{self.sheet}'!${letters}${FIRST_ROW}:${letters}${FIRST_ROW}"


_REFERENCE = re.compile(r"\[(?:([^\[\]:]+):)?([^\[\]:]+)\]")


def resolve(formula: str, table: Table, tables: Mapping[str, Table], row: int = FIRST_ROW) -> str:
    """A column's formula with its headers turned into addresses.

    >>> t = Table("A", "", "", (Column("X", 5), Column("Nilai", 5)), "X")
    >>> resolve("SUM([A:X])-[Nilai]", t, {"A": t})
    "SUM('A'!$A$7:$A$7)-B7"
    """

    def place(match: re.Match[str]) -> str:
        sheet, header = match.groups()
        return tables[sheet].whole(header) if sheet else table.cell(header, row)

    return _REFERENCE.sub(place, formula)
