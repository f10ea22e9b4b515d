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
_FULL, _DENSE, _FEW_LINES, _MANY = 150, 210, 4, 100
"""Characters that a landscape page holds at full size, and at the size that texts of more than a few lines allow, or
many rows, which would fill too many pages."""
_TYPICAL = 0.9
"""Share of the rows by whose texts a column is judged: a few long ones take several lines instead of all the room."""


@dataclass(slots=True)
class _Column:
    """width: in characters, at first the least that can be read. most: the longest line. mass: a long, typical text."""

    width: float
    most: float
    mass: int

    @property
    def height(self) -> float:
        """About how many lines a long text takes."""
        return self.mass / self.width


def column_widths(heads: Sequence[str], rows: Sequence[Sequence[Value]], printed: int = 0) -> list[float]:
    """Characters for each column: the longest text gets a character more, until the page is full.

    printed: how many columns from the left share the page, 0 for all.
    """
    if printed:
        parts = (slice(None, printed), slice(printed, None))
        return [width for part in parts for width in column_widths(heads[part], [row[part] for row in rows])]
    columns = [_column(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    while takers := [column for column in columns if column.width < column.most]:
        longest = max(takers, key=lambda column: column.height)
        dense = longest.height > _FEW_LINES or len(rows) > _MANY
        if sum(column.width for column in columns) >= (_DENSE if dense else _FULL):
            break
        longest.width += 1
    return [column.width for column in columns]


def _column(head: str, values: Sequence[Value]) -> _Column:
    texts = [value for value in values if isinstance(value, str)]
    others = [_short(value) for value in values if not isinstance(value, str)]
    header = max(_word(head), ceil(len(head) / 2)) + _ARROW
    least = max([_NARROWEST, header, *others, *(_word(part) + _ROOM for part in texts)])
    longest_line = max((len(line) + _ROOM for part in texts for line in part.split("\n")), default=0)
    lengths = sorted(len(value) if isinstance(value, str) else 0 for value in values) or [0]
    mass = lengths[ceil(len(lengths) * _TYPICAL) - 1] + _ROOM
    return _Column(max(least, min(longest_line, _ONE_LINE)), min(longest_line, _WIDEST), mass)


def _short(value: Value) -> int:
    """What is never broken: a day, a number."""
    if isinstance(value, date):
        return _DATE
    return 0 if value is None else len(str(value)) + _ROOM


def _word(text: str) -> int:
    return max(map(len, text.split()), default=0)
