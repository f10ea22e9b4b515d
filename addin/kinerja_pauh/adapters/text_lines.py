"""How many lines a text takes in a cell, by the widths of Calibri's letters (and Carlito's, its metric twin).

Programs disagree with each other by a few per cent; this errs towards one line too many, never one too few.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLASSES = (
    (0.45, " 'il"), (0.5, ",.Ij·\u2019"), (0.55, ":;"), (0.6, "()-[]`f"), (0.65, "!J{}"), (0.7, "rt"),
    (0.8, '"/\\sz'), (0.85, "Lcx\u201c\u201d"), (0.9, "FSkvy|"), (0.95, "?Zag"), (1.05, "CKPXbdhnopqu"),
    (1.1, "BR"), (1.15, "AV"), (1.25, "DGH"), (1.3, "NOU"), (1.35, "&Q"), (1.45, "%w\u2026"), (1.6, "m"),
    (1.75, "MW"), (1.8, "@\u2014"),
)  # fmt: skip
"""Widths of letters, a digit of the same size being 1; what stands nowhere here is about as wide as a digit."""

_WIDTHS = {letter: width for width, letters in _CLASSES for letter in letters}
_BOLD = 1.04
_USUAL = 1.0
_FAR_WIDE = 2.0  # letters of East Asia
_PADDING = 0.75  # of a column's width, free on both sides of a text
_PRINTED = 0.94  # a screen rounds a digit of Calibri 11 down to 7 of its 7.4 points; paper does not
_SIZE = 11.0  # that widths count in


@lru_cache(maxsize=8192)  # plans and guides say the same to many people
def text_lines(text: str, width: float, size: float = _SIZE, *, bold: bool = False) -> int:
    """Lines of a text broken between words. width: of the column or merged columns, as a sheet counts; size: points.

    >>> text_lines("Rekap SIAK", 20), text_lines("", 20), text_lines("a\\nb", 20), text_lines("m" * 30, 20)
    (1, 1, 2, 3)
    """
    room = max(1.0, (width - _PADDING) * _PRINTED * _SIZE / size / (_BOLD if bold else 1))
    return sum(sum(1 for _ in _filled(part, room)) for part in text.split("\n"))


def _filled(part: str, room: float) -> Iterator[float]:
    """The widths of the lines of one paragraph."""
    space = _WIDTHS[" "]
    used = 0.0
    for word in part.split(" "):
        wide = text_width(word)
        if not word:
            used += space if used else 0.0  # a space at the end of a line hangs over it
            continue
        if used and used + space + wide > room:
            yield used
            used = 0.0
        elif used:
            used += space
        while used + wide > room:  # a word that fills lines of its own
            yield room
            wide -= room
        used += wide
    yield used


@lru_cache(maxsize=8192)
def text_width(word: str) -> float:
    """The width of one word, in digits of its own size."""
    return sum(_WIDTHS.get(letter, _FAR_WIDE if ord(letter) > 0x2E80 else _USUAL) for letter in word)  # noqa: PLR2004 (where the scripts of East Asia begin)
