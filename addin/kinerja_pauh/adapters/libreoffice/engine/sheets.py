"""Sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import xlwings
from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.drawings import Charts, Pictures, Shapes
from kinerja_pauh.adapters.libreoffice.engine.names import Names, sheet_names
from kinerja_pauh.adapters.libreoffice.engine.notes import notes_of
from kinerja_pauh.adapters.libreoffice.engine.places import LAST_COLUMN, LAST_ROW, Corners, corners_of, split_sheet
from kinerja_pauh.adapters.libreoffice.engine.range_edit import ALL_CONTENTS, EVERYTHING, FORMATS, fit
from kinerja_pauh.adapters.libreoffice.engine.ranges import Range
from kinerja_pauh.adapters.libreoffice.engine.tables import Tables, table_area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.adapters.libreoffice.engine.books import Book
    from kinerja_pauh.adapters.libreoffice.engine.notes import Note
    from kinerja_pauh.adapters.libreoffice.remote import RemoteObject


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> RemoteObject:
        sheets: RemoteObject = self.book.document.Sheets
        return sheets

    def __len__(self) -> int:
        return len(self.names())

    def __iter__(self) -> Iterator[Sheet]:
        sheets = self.api
        return (Sheet(self.book, sheets.getByIndex(index)) for index in range(sheets.Count))

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.getCurrentController().getActiveSheet())

    def __call__(self, name_or_index: int | str) -> Sheet:
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= len(self):
                raise xlwings.NoSuchObjectError(f"Sheet {name_or_index} doesn't exist.")
            return Sheet(self.book, self.api.getByIndex(name_or_index - 1))
        for name in self.names():
            if name.lower() == name_or_index.lower():
                return Sheet(self.book, self.api.getByName(name))
        raise xlwings.NoSuchObjectError(f"Sheet {name_or_index} doesn't exist.")

    def __contains__(self, name: str) -> bool:
        return name.lower() in [known.lower() for known in self.names()]

    def names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = self.api.getElementNames()
        return names

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Without a place: before the active sheet, as Excel."""
        place = after.index if after else (before or self.active).index - 1
        fresh = name or self._fresh_name()
        self.api.insertNewByName(fresh, place)
        sheet = Sheet(self.book, self.api.getByName(fresh))
        sheet.activate()
        return sheet

    def _fresh_name(self) -> str:
        number = len(self) + 1
        while f"Sheet{number}" in self:
            number += 1
        return f"Sheet{number}"


class Sheet(base_classes.Sheet):
    """`api` is UNO's sheet: isProtected(), protect(password), unprotect(password)."""

    def __init__(self, book: Book, sheet: Any) -> None:  # noqa: ANN401  UNO
        self._book = book
        self._sheet = sheet
        self._shifts = book.app.shifts

    @property
    def sheet(self) -> Any:  # noqa: ANN401  UNO
        """Fetched anew after cells were inserted or deleted: LibreOffice lets the old object begin at another row."""
        if self._shifts != self._book.app.shifts:
            self._sheet = self._book.document.Sheets.getByName(self._sheet.getName())
            self._shifts = self._book.app.shifts
        return self._sheet

    @property
    def api(self) -> RemoteObject:
        sheet: RemoteObject = self.sheet
        return sheet

    @property
    def book(self) -> Book:
        return self._book

    @property
    def index(self) -> int:
        return int(self.sheet.getRangeAddress().Sheet) + 1

    @property
    def name(self) -> str:
        return str(self.sheet.getName())

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.setName(value)

    @property
    def names(self) -> Names:
        return sheet_names(self)

    @property
    def visible(self) -> bool:
        return bool(self.sheet.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.sheet.IsVisible = bool(value)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def charts(self) -> Charts:
        return Charts(self)

    @property
    def shapes(self) -> Shapes:
        return Shapes(self)

    @property
    def pictures(self) -> Pictures:
        return Pictures(self)

    @property
    def notes(self) -> list[Note]:
        return notes_of(self)

    @property
    def page_setup(self) -> PageSetup:
        return PageSetup(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        return FreezePanes(self)

    @property
    def show_gridlines(self) -> bool:
        return bool(self.book.document.getCurrentController().ShowGrid)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        self.activate()
        self.book.document.getCurrentController().ShowGrid = bool(value)

    @property
    def cells(self) -> Range:
        return self.cells_at(1, 1, LAST_ROW, LAST_COLUMN)

    @property
    def used_range(self) -> Range:
        """From A1 to the last cell that holds anything, formats included."""
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)  # noqa: FBT003  UNO takes no keywords
        end = cursor.getRangeAddress()
        return self.cells_at(1, 1, end.EndRow + 1, end.EndColumn + 1)

    def range(self, arg1: Any, arg2: Any = None) -> Range:  # noqa: ANN401  whatever xlwings takes for a place
        sheet, place = self._place(arg1)
        if arg2 is not None:
            place = place.around(sheet._place(arg2)[1])  # noqa: SLF001  another sheet is one of us
        return sheet.cells_at(place.top, place.left, place.bottom, place.right)

    def cells_at(self, top: int, left: int, bottom: int, right: int) -> Range:
        return Range(self, Corners(top, left, bottom, right))

    def activate(self) -> None:
        self.book.document.getCurrentController().setActiveSheet(self.sheet)

    def select(self) -> None:
        self.activate()

    def clear_contents(self) -> None:
        self.sheet.clearContents(ALL_CONTENTS)

    def clear_formats(self) -> None:
        self.sheet.clearContents(FORMATS)

    def clear(self) -> None:
        self.sheet.clearContents(EVERYTHING)

    def autofit(self, axis: str | None = None) -> None:
        fit(self.used_range.cells, axis)

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.name)

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        target = before or after
        if target is not None:
            self.book.document.Sheets.moveByName(self.name, target.index - (1 if before else 0))

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        target = before or after
        if target is None:
            return
        place = target.index - (1 if before else 0)
        sheets = target.book.document.Sheets
        if target.book.fullname != self.book.fullname:
            sheets.importSheet(self.book.document, self.name, place)
            return
        number = 2
        while sheets.hasByName(f"{self.name} ({number})"):
            number += 1
        sheets.copyByName(self.name, f"{self.name} ({number})", place)

    def to_pdf(self, path: str) -> None:
        self.used_range.to_pdf(path, None)

    def _place(self, place: Any) -> tuple[Sheet, Corners]:  # noqa: ANN401  whatever xlwings takes for a place
        match place:
            case Range():
                return place.sheet, place.corners
            case str():
                return self._named(place)
            case (int(row), int(column)):
                if 0 in (row, column):
                    raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
                return self, Corners(row, column, row, column)
            case (int(row), int(column), int(rows), int(columns)):
                return self, Corners(row, column, row + rows - 1, column + columns - 1)
        raise ValueError("Invalid parameters")

    def _named(self, text: str) -> tuple[Sheet, Corners]:
        name, rest = split_sheet(text)
        sheet = self.book.sheets(name) if name else self
        if place := corners_of(rest):
            return sheet, place
        for container in (sheet.sheet.NamedRanges, self.book.document.NamedRanges):
            if container.hasByName(rest):
                cells = container.getByName(rest).getReferredCells()
                if cells is not None:
                    found = self.book.range_at(cells.getRangeAddress())
                    return found.sheet, found.corners
        table = table_area(sheet, rest)
        if table is None:
            raise xlwings.NoSuchObjectError(f"The address/named range '{text}' doesn't exist.")
        return table.sheet, table.corners


class PageSetup(base_classes.PageSetup):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> RemoteObject:
        return self._sheet.api

    @property
    def print_area(self) -> str | None:
        areas = self._sheet.sheet.getPrintAreas()
        return ",".join(self._sheet.book.range_at(area).address for area in areas) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        areas = [self._sheet.range(part).cells.getRangeAddress() for part in value.split(",")] if value else []
        self._sheet.sheet.setPrintAreas(tuple(areas))


class FreezePanes(base_classes.FreezePanes):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> RemoteObject:
        return self._sheet.api

    def freeze_at(self, frozen_range: Any) -> None:  # noqa: ANN401  a range or its address
        frozen = self._sheet.range(frozen_range)
        place = frozen.corners
        rows = place.bottom if place.bottom < LAST_ROW else 0
        columns = place.right if place.right < LAST_COLUMN else 0
        self._freeze(columns, rows)

    def unfreeze(self) -> None:
        self._freeze(0, 0)

    def _freeze(self, columns: int, rows: int) -> None:
        self._sheet.activate()
        self._sheet.book.document.getCurrentController().freezeAtPosition(columns, rows)
