"""How high a row must be for its wrapped text, since no program agrees with another on auto-fit."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING

from .layout import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .layout import Table

LINE = 15.0  # points of a line of Calibri 11
_PADDING = 3.0
_LETTERS, _NARROW = 1.05, 25
"""A width counts digits, and letters are a little narrower; in a narrow column one wide word undoes that."""
_TALLEST = 400.0  # a spreadsheet allows 409


@lru_cache(maxsize=4096)  # plans and guides say the same to many people
def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width` characters, broken between words.

    >>> lines("Rekap SIAK", 20), lines("", 20), lines("a\\nb", 20)
    (1, 1, 2)
    """
    room = max(1, int(width * (_LETTERS if width > _NARROW else 1)))
    return sum(max(1, len(wrap(part, room))) for part in text.split("\n"))


def row_height(table: Table, texts: Mapping[str, object]) -> float:
    """Points for a row of a table, given its values by header; only texts in columns that wrap take several lines."""
    most = 1
    for column in table.columns:
        value = texts.get(column.header)
        if isinstance(value, str) and column.look in {Look.WRAP, Look.NUMBER}:
            most = max(most, lines(value, column.width))
    return height_of(most)


def height_of(count: int) -> float:
    """Points for a row of so many lines."""
    return min(_TALLEST, count * LINE + _PADDING)
