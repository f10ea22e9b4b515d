"""What can be done with the cells of a range beside giving them values."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.libreoffice.engine.links import add_link, link_of
from kinerja_pauh.adapters.libreoffice.engine.names import name_of
from kinerja_pauh.adapters.libreoffice.engine.notes import Note, note_of
from kinerja_pauh.adapters.libreoffice.engine.range_cells import RangeCells
from kinerja_pauh.adapters.libreoffice.engine.tables import table_of
from kinerja_pauh.adapters.libreoffice.problems import BookNotSaved, OfficeRefused
from kinerja_pauh.adapters.libreoffice.remote import Enum, Struct, Typed, properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.adapters.libreoffice.engine.names import Name
    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range
    from kinerja_pauh.adapters.libreoffice.engine.tables import Table

# com.sun.star.sheet.CellFlags
ALL_CONTENTS = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas
FORMATS = 32 | 64 | 256
EVERYTHING = 1023
_FILLS = {
    "fill_default": "AUTO",
    "fill_copy": "SIMPLE",
    "fill_series": "LINEAR",
}


class RangeEdit(RangeCells):
    def clear_contents(self) -> None:
        self.cells.clearContents(ALL_CONTENTS)

    def clear_formats(self) -> None:
        self.cells.clearContents(FORMATS)

    def clear(self) -> None:
        self.cells.clearContents(EVERYTHING)

    def autofit(self, axis: str | None = None) -> None:
        fit(self.cells, axis)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:  # noqa: ARG002  LibreOffice has no choice there
        across = shift == "right" or (shift is None and self.shape[0] > self.shape[1])
        mode = Enum("com.sun.star.sheet.CellInsertMode", "RIGHT" if across else "DOWN")
        self.sheet.sheet.insertCells(self.cells.getRangeAddress(), mode)
        self.sheet.book.app.shifts += 1

    def delete(self, shift: str | None = None) -> None:
        across = shift == "left" or (shift is None and self.shape[0] > self.shape[1])
        mode = Enum("com.sun.star.sheet.CellDeleteMode", "LEFT" if across else "UP")
        self.sheet.sheet.removeRange(self.cells.getRangeAddress(), mode)
        self.sheet.book.app.shifts += 1

    def copy(self, destination: Any = None) -> None:  # noqa: ANN401  xlwings' own Range
        """Only to a destination: the user's clipboard is left alone."""
        if destination is None:
            raise NotImplementedError("copy() needs a destination")
        target = destination.impl if hasattr(destination, "impl") else destination
        target.sheet.sheet.copyRange(target.cell_address(), self.cells.getRangeAddress())

    def move(self, destination: Any) -> None:  # noqa: ANN401  xlwings' own Range
        target = destination.impl if hasattr(destination, "impl") else destination
        self.sheet.sheet.moveRange(target.cell_address(), self.cells.getRangeAddress())
        self.sheet.book.app.shifts += 1

    def autofill(self, destination: Any, type_: str = "fill_default") -> None:  # noqa: ANN401  xlwings' own Range
        if type_ not in _FILLS:
            raise NotImplementedError(type_)
        target = destination.impl if hasattr(destination, "impl") else destination
        down = target.shape[0] > self.shape[0]
        direction = Enum("com.sun.star.sheet.FillDirection", "TO_BOTTOM" if down else "TO_RIGHT")
        target.cells.fillAuto(direction, self.shape[0] if down else self.shape[1])

    def sort(self, keys: Sequence[int], ascending: Sequence[bool], has_headers: bool) -> None:  # noqa: FBT001  as xlwings calls it
        fields = [
            Struct("com.sun.star.table.TableSortField", Field=key - 1, IsAscending=up)
            for key, up in zip(keys, ascending, strict=True)
        ]
        typed = Typed("[]com.sun.star.table.TableSortField", fields)
        self.cells.sort(properties(SortFields=typed, ContainsHeader=has_headers, IsSortColumns=False))

    @property
    def merge_cells(self) -> bool:
        return bool(self.cells.getIsMerged()) or self.merge_area.corners != self.corners

    @property
    def merge_area(self) -> Range:
        cursor = self.sheet.sheet.createCursorByRange(self.cells)
        cursor.collapseToMergedArea()
        return self.sheet.book.range_at(cursor.getRangeAddress())

    def merge(self, across: bool = False) -> None:  # noqa: FBT001, FBT002  as xlwings calls it
        self.cells.merge(False)  # noqa: FBT003  UNO takes no keywords; what is merged in part would stay as it is
        if not across:
            self.cells.merge(True)  # noqa: FBT003  UNO takes no keywords
            return
        for index in range(self.shape[0]):
            self.cells.getCellRangeByPosition(0, index, self.shape[1] - 1, index).merge(True)  # noqa: FBT003  UNO

    def unmerge(self) -> None:
        self.cells.merge(False)  # noqa: FBT003  UNO takes no keywords

    @property
    def name(self) -> Name | None:
        return name_of(self.at(self.corners))

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add_place(value, self.at(self.corners))

    @property
    def table(self) -> Table | None:
        return table_of(self.at(self.corners))

    @property
    def note(self) -> Note | None:
        return note_of(self.at(self.corners))

    def add_note(self, text: str) -> Note:
        self.sheet.sheet.Annotations.insertNew(self.cell_address(), text)
        return Note(self.at(self.corners))

    @property
    def hyperlink(self) -> str:
        """Raises an exception where the cell has none, as Excel does."""
        return link_of(self.first_cell())

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:  # noqa: ARG002  LibreOffice shows the address
        add_link(self.sheet.book.document, self.first_cell(), address, text_to_display or address)

    def group(self, by: str | None = None) -> None:
        self.sheet.sheet.group(self.cells.getRangeAddress(), _axis(by))

    def ungroup(self, by: str | None = None) -> None:
        self.sheet.sheet.ungroup(self.cells.getRangeAddress(), _axis(by))

    def to_pdf(self, path: str, quality: str | None = None) -> None:  # noqa: ARG002  LibreOffice has one
        choice = Typed("[]com.sun.star.beans.PropertyValue", properties(Selection=self.cells))
        wanted = properties(FilterName="calc_pdf_Export", FilterData=choice)
        try:
            self.sheet.book.document.storeToURL(Path(path).absolute().as_uri(), wanted)
        except OfficeRefused as problem:
            raise BookNotSaved(problem.detail) from None


def fit(cells: Any, axis: str | None) -> None:  # noqa: ANN401  UNO
    """Columns ("c"), rows ("r") or both as wide and high as what stands in them."""
    with contextlib.suppress(OfficeRefused):  # a protected sheet keeps its widths
        if axis in (None, "c", "columns"):
            cells.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            cells.Rows.OptimalHeight = True


def _axis(by: str | None) -> Enum:
    return Enum("com.sun.star.table.TableOrientation", "COLUMNS" if by in ("c", "columns") else "ROWS")
