"""How wide the columns of a flat table are: as its words need, and together as a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Value

_ROOM = 2  # characters beside the words
_ARROW = 3  # and beside a header, which carries the button of the filter
_DATE = 19  # "30 September 2026"
_NARROWEST, _ONE_LINE, _WIDEST = 9, 22, 90  # "Sesuai Ekspektasi" in one line
_FULL, _DENSE, _FEW_LINES = 150, 210, 4
"""Characters that a landscape page holds at full size, and at the size that texts of more than a few lines allow."""


@dataclass(slots=True)
class _Column:
    """width: in characters, at first the least that can be read. most: the longest line. mass: the longest text."""

    width: float
    most: float
    mass: int

    @property
    def height(self) -> float:
        """About how many lines the longest text takes."""
        return self.mass / self.width


def column_widths(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[float]:
    """Characters for each column: the longest text gets a character more, until the page is full."""
    columns = [_column(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    while takers := [column for column in columns if column.width < column.most]:
        longest = max(takers, key=lambda column: column.height)
        if sum(column.width for column in columns) >= (_DENSE if longest.height > _FEW_LINES else _FULL):
            break
        longest.width += 1
    return [column.width for column in columns]


def _column(head: str, values: Sequence[Value]) -> _Column:
    texts = [value for value in values if isinstance(value, str)]
    others = [_short(value) for value in values if not isinstance(value, str)]
    header = max(_word(head), ceil(len(head) / 2)) + _ARROW
    least = max([_NARROWEST, header, *others, *(_word(part) + _ROOM for part in texts)])
    longest_line = max((len(line) + _ROOM for part in texts for line in part.split("\n")), default=0)
    return _Column(
        max(least, min(longest_line, _ONE_LINE)), min(longest_line, _WIDEST), max(map(len, texts), default=0) + _ROOM
    )


def _short(value: Value) -> int:
    """What is never broken: a day, a number."""
    if isinstance(value, date):
        return _DATE
    return 0 if value is None else len(str(value)) + _ROOM


def _word(text: str) -> int:
    return max(map(len, text.split()), default=0)
