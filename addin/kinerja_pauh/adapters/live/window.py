"""What Excel (COM) and LibreOffice (UNO) call by different names: extent, path, window, scrolling, selection."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.libreoffice.file_urls import path_of

if TYPE_CHECKING:
    import xlwings

Area = tuple[int, int, int, int]
"""Row, column, number of rows, number of columns."""

_XL_FORMULAS, _XL_PART, _XL_BY_ROWS, _XL_BY_COLUMNS, _XL_PREVIOUS, _XL_VISIBLE = -4123, 2, 1, 2, 2, -1
_UNO_CONTENT = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas


def is_excel(thing: Any) -> bool:  # noqa: ANN401 - App, Book, Sheet or Range of xlwings
    """Whether Excel itself stands behind it, not LibreOffice."""
    if hasattr(thing, "sheet"):
        thing = thing.sheet
    if hasattr(thing, "book"):
        thing = thing.book
    app = getattr(thing, "app", thing)
    return bool(app.engine.name == "excel")


def file_of(book: xlwings.Book) -> Path | None:
    """The workbook's file on this computer; None while it was never saved, or where it stands in a cloud."""
    if is_excel(book):
        name = book.api.FullName
        return Path(name) if book.api.Path and "://" not in name else None
    return path_of(book.api.URL)


def opened_read_only(book: xlwings.Book) -> bool:
    """Whether it cannot be saved in its place."""
    return bool(book.api.ReadOnly if is_excel(book) else book.api.isReadonly())


def is_saved(book: xlwings.Book) -> bool:
    """Whether its file holds everything that is on the screen."""
    return bool(book.api.Saved if is_excel(book) else not book.api.isModified())


def counts_from_1904(book: xlwings.Book) -> bool:
    """Whether dates are counted from 1904, as old workbooks from a Mac do."""
    return bool(book.api.Date1904 if is_excel(book) else book.api.NullDate.Year == 1904)  # noqa: PLR2004 - the year


def is_hidden(sheet: xlwings.Sheet) -> bool:
    """Whether the sheet has no tab: hidden or very hidden."""
    return bool(sheet.api.Visible != _XL_VISIBLE if is_excel(sheet) else not sheet.api.IsVisible)


def hides_rows(sheet: xlwings.Sheet) -> bool:
    """Whether a filter hides rows in a way that may lead the block writes of Excel astray."""
    return bool(is_excel(sheet) and sheet.api.FilterMode)


def contents_of(block: xlwings.Range) -> Any:  # noqa: ANN401 - as COM and UNO give blocks
    """What the input line shows of each cell: a formula begins with "="; Excel gives a single cell as such.

    LibreOffice writes formulas in its own way here, but all of them at once, where Excel's way takes a call a cell.
    """
    return block.formula if is_excel(block) else block.api.getFormulaArray()


def filled_area(sheet: xlwings.Sheet) -> Area | None:
    """From the first cell to the last one with content, formats left out of account; None in an empty sheet."""
    if is_excel(sheet):
        ends = [
            sheet.api.Cells.Find("*", sheet.api.Range("A1"), _XL_FORMULAS, _XL_PART, order, _XL_PREVIOUS)
            for order in (_XL_BY_ROWS, _XL_BY_COLUMNS)
        ]
        return None if ends[0] is None else (1, 1, ends[0].Row, ends[1].Column)
    areas = sheet.api.queryContentCells(_UNO_CONTENT).getRangeAddresses()
    if not areas:
        return None
    return 1, 1, max(area.EndRow for area in areas) + 1, max(area.EndColumn for area in areas) + 1


def selected_cell(book: xlwings.Book) -> tuple[str, int, int]:
    """Sheet, row and column of the cell with the cursor; in LibreOffice the first of a selection."""
    if is_excel(book):
        cell = book.api.Windows(1).ActiveCell
        return str(cell.Worksheet.Name), int(cell.Row), int(cell.Column)
    controller = book.api.CurrentController
    chosen = controller.Selection
    sheet = str(controller.ActiveSheet.Name)
    if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
        return sheet, 1, 1
    return sheet, chosen.RangeAddress.StartRow + 1, chosen.RangeAddress.StartColumn + 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user looks and what is selected. selection: the program's own object or address; None for a drawing."""

    sheet: str
    selection: Any
    cell: Any
    row: int
    column: int


def place_of(book: xlwings.Book) -> Place | None:
    """None where the workbook has no window."""
    if is_excel(book):
        window = book.api.Windows(1)
        chosen = window.RangeSelection.Address
        return Place(
            book.api.ActiveSheet.Name, chosen, window.ActiveCell.Address, window.ScrollRow, window.ScrollColumn
        )
    controller = book.api.CurrentController
    if controller is None:
        return None
    name = controller.ActiveSheet.Name
    return Place(name, controller.Selection, None, controller.FirstVisibleRow, controller.FirstVisibleColumn)


def go_back(book: xlwings.Book, place: Place) -> None:
    """Show and select again what was shown and selected."""
    if is_excel(book):
        _go_back_in_excel(book, place)
        return
    controller = book.api.CurrentController
    if controller.ActiveSheet.Name != place.sheet:
        controller.setActiveSheet(book.api.Sheets.getByName(place.sheet))
    if place.selection is not None:
        controller.select(place.selection)
    controller.setFirstVisibleRow(place.row)
    controller.setFirstVisibleColumn(place.column)


def _go_back_in_excel(book: xlwings.Book, place: Place) -> None:
    if place_of(book) == place:
        return  # selecting anew would flicker, and would end the user's copy mode
    window = book.api.Windows(1)
    sheet = book.api.Sheets(place.sheet)
    sheet.Activate()
    sheet.Range(place.selection).Select()
    sheet.Range(place.cell).Activate()
    window.ScrollRow, window.ScrollColumn = place.row, place.column
