"""What every part of a range stands on: its sheet, its corners, its cells in LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.places import LAST_COLUMN, LAST_ROW, Corners
from kinerja_pauh.adapters.libreoffice.remote import RemoteObject, Struct, ref_of

if TYPE_CHECKING:
    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range
    from kinerja_pauh.adapters.libreoffice.engine.sheets import Sheet


class RangeCells(base_classes.Range):
    def __init__(self, sheet: Sheet, corners: Corners) -> None:
        self.sheet = sheet
        self.corners = corners
        self.options: dict[str, Any] = {}
        self._cells: Any = None
        self._shifts = 0

    @property
    def cells(self) -> Any:  # noqa: ANN401  UNO
        """UNO's cell range, or its cell where there is only one; asked for when first needed."""
        place = self.corners
        if self._shifts != self.sheet.book.app.shifts:
            self._cells, self._shifts = None, self.sheet.book.app.shifts
        if self._cells is None and len(self) == 1:
            self._cells = self.sheet.sheet.getCellByPosition(place.left - 1, place.top - 1)
        if self._cells is None:
            self._cells = self.sheet.sheet.getCellRangeByPosition(
                place.left - 1, place.top - 1, place.right - 1, place.bottom - 1
            )
        return self._cells

    @property
    def api(self) -> RemoteObject:
        """UNO's cell range."""
        cells: RemoteObject = self.cells
        return cells

    @property
    def row(self) -> int:
        return self.corners.top

    @property
    def column(self) -> int:
        return self.corners.left

    @property
    def shape(self) -> tuple[int, int]:
        place = self.corners
        return place.bottom - place.top + 1, place.right - place.left + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def shared(self, name: str) -> Any:  # noqa: ANN401  UNO
        """A property that all cells have alike; None where they differ."""
        if len(self) > 1 and self.cells.getPropertyState(name).value == "AMBIGUOUS_VALUE":
            return None
        return getattr(self.cells, name)

    def first_cell(self) -> Any:  # noqa: ANN401  UNO
        return self.cells.getCellByPosition(0, 0)

    def cell_address(self) -> Struct:
        """Of the first cell."""
        place = self.corners
        return Struct(
            "com.sun.star.table.CellAddress", Sheet=self.sheet.index - 1, Column=place.left - 1, Row=place.top - 1
        )

    def used_part(self) -> Range:
        """Whole rows and columns only as far as anything stands in them; any other range as it is."""
        place = self.corners
        if place.bottom < LAST_ROW and place.right < LAST_COLUMN:
            return self.at(place)
        used = self.sheet.used_range.corners
        bottom = used.bottom if place.bottom == LAST_ROW else place.bottom
        right = used.right if place.right == LAST_COLUMN else place.right
        return self.at(Corners(place.top, place.left, max(place.top, bottom), max(place.left, right)))

    def at(self, place: Corners) -> Range:
        """Another range of the same sheet."""
        return self.sheet.cells_at(place.top, place.left, place.bottom, place.right)

    def order(self, command: str, **arguments: Any) -> Any:  # noqa: ANN401  JSON
        """A command of the bridge about these cells."""
        book = self.sheet.book
        return book.app.office.order(command, ref=ref_of(self.cells), **arguments)
