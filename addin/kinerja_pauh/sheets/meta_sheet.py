"""The very hidden sheet `_meta` that every workbook of ours carries: a key and a value in each row, all text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cells import Block, SheetFill
from .form_words import META

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Book, Value


def meta_fill(entries: Sequence[tuple[str, str]]) -> SheetFill:
    """The sheet with these keys and values, in this order."""
    values: dict[tuple[int, int], Value] = {}
    for row, (key, value) in enumerate(entries, start=1):
        values[row, 1], values[row, 2] = key, value
    return SheetFill((Block(1, 1, len(entries)),), values)


def meta_values(book: Book) -> dict[str, str]:
    """Key -> value as it stands there, "" for a blank one; nothing where a workbook has no such sheet."""
    cells = book.sheets.get(META, {})
    keys = {row: str(cell.value) for (row, column), cell in cells.items() if column == 1}
    return {key: str(cells[row, 2].value) if (row, 2) in cells else "" for row, key in keys.items()}
