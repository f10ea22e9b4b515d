"""Ranges that are found from a range: the end of a block, the block around it, parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.adapters.libreoffice.engine.places import (
    LAST_COLUMN,
    LAST_ROW,
    Corners,
    address_of,
    quoted,
)
from kinerja_pauh.adapters.libreoffice.engine.range_cells import RangeCells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range

DOWN, UP, RIGHT, LEFT = ("down", "d"), ("up", "u"), ("right", "r"), ("left", "l")


class RangeReach(RangeCells):
    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        """The cell at row, column of this range, or the one at a running number, both from 1 and possibly outside."""
        _, columns = self.shape
        if arg2 is None:
            arg1, arg2 = (arg1 - 1) // columns + 1, (arg1 - 1) % columns + 1
        row, column = self.corners.top + arg1 - 1, self.corners.left + arg2 - 1
        return self.at(Corners(row, column, row, column))

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return (self.sheet.name, self.corners.top, self.corners.left, *self.shape)

    @property
    def rows(self) -> list[Range]:
        place = self.corners
        return [self.at(Corners(row, place.left, row, place.right)) for row in range(place.top, place.bottom + 1)]

    @property
    def columns(self) -> list[Range]:
        place = self.corners
        return [self.at(Corners(place.top, each, place.bottom, each)) for each in range(place.left, place.right + 1)]

    @property
    def address(self) -> str:
        return address_of(self.corners)

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:  # noqa: FBT001, FBT002  as xlwings calls it
        address = address_of(self.corners, row_fixed=row_absolute, column_fixed=col_absolute)
        if not external:
            return address
        sheet = f"[{self.sheet.book.name}]{self.sheet.name}"
        return f"{quoted_external(sheet)}!{address}"

    @property
    def current_region(self) -> Range:
        """The block of filled cells around, up to blank rows and columns."""
        cursor = self.sheet.sheet.createCursorByRange(self.first_cell())
        cursor.collapseToCurrentRegion()
        return self.sheet.book.range_at(cursor.getRangeAddress())

    def end(self, direction: str) -> Range:
        """As Ctrl and an arrow key from the first cell."""
        used = self.sheet.used_range.corners
        place = self.corners
        row, column = place.top, place.left
        if direction in DOWN + UP:
            line = self._filled(Corners(1, column, max(used.bottom, row), column))
            row = end_of(line, row, LAST_ROW, 1 if direction in DOWN else -1)
        elif direction in RIGHT + LEFT:
            line = self._filled(Corners(row, 1, row, max(used.right, column)))
            column = end_of(line, column, LAST_COLUMN, 1 if direction in RIGHT else -1)
        else:
            raise ValueError("direction: up, down, left, right")
        return self.at(Corners(row, column, row, column))

    def select(self) -> None:
        self.sheet.activate()
        self.sheet.book.document.getCurrentController().select(self.cells)

    def _filled(self, place: Corners) -> list[bool]:
        """Of a row or column, which cells hold anything; one that shows an empty text counts as filled, as in Excel."""
        cells = self.at(place).cells
        return [text != "" for row in cells.getFormulaArray() for text in row]


def end_of(filled: Sequence[bool], start: int, last: int, step: int) -> int:
    """Where Ctrl and an arrow go from `start` in a line of cells counted from 1; beyond `filled` all is blank.

    >>> line = [True, True, False, True]
    >>> end_of(line, 1, 100, 1), end_of(line, 2, 100, 1), end_of(line, 4, 100, 1), end_of(line, 4, 100, -1)
    (2, 4, 100, 2)
    """

    def full(place: int) -> bool:
        return 1 <= place <= len(filled) and filled[place - 1]

    place = start
    if full(place) and full(place + step):
        while full(place + step):
            place += step
        return place
    place += step
    while 1 <= place <= len(filled):
        if full(place):
            return place
        place += step
    return last if step > 0 else (place if full(place) else 1)


def quoted_external(sheet: str) -> str:
    """[Book]Sheet as Excel writes it before the exclamation mark: in quotes where either has more than letters."""
    return (
        sheet
        if quoted(sheet.translate({ord("["): None, ord("]"): None, ord("."): None})).find("'") < 0
        else quoted(sheet)
    )
