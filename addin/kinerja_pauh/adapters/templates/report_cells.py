"""What the pages of the report are drawn with: headings, texts over several columns, boxes, rows for the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Side

from . import look

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LAST = 9
"""The report is nine columns wide."""
SIZE, SMALL = 10.0, 9.0
SCORE = "[$-421]0.00"
"""Two decimals, with a comma also where the spreadsheet does not speak Indonesian."""
POINTS = "[$-421]0.00####"
_HAIR = Side(style="hair", color=look.RULE)


def bar(sheet: Worksheet, row: int, words: str, last: int = LAST) -> None:
    """A section heading across the page."""
    for column in range(1, last + 1):
        sheet.cell(row, column).fill = look.fill(look.ACCENT)
    cell = sheet.cell(row, 1, words)
    cell.font, cell.alignment = look.font(bold=True, colour="FFFFFF"), Alignment(vertical="center")
    sheet.row_dimensions[row].height = 17


def heads(sheet: Worksheet, row: int, words: tuple[tuple[int, int, str], ...]) -> None:
    """A table's header row: first column, last column, text of each."""
    for first, last, text in words:
        cell = wide(sheet, row, first, last, text, boxed=True)
        cell.font = look.font(bold=True, colour=look.ACCENT, size=SMALL)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        for column in range(first, last + 1):
            sheet.cell(row, column).fill = look.fill(look.LOCKED)


def directive(sheet: Worksheet, row: int, text: str) -> int:
    """A row that steers the template engine and is not printed; gives the next row."""
    sheet.cell(row, 1, text).font = look.font(colour="A6A6A6", size=SMALL)
    return row + 1


def gap(sheet: Worksheet, row: int) -> int:
    """A little room; gives the next row."""
    sheet.row_dimensions[row].height = 6
    return row + 1


def wide(  # noqa: PLR0913 - a place of four numbers
    sheet: Worksheet, row: int, first: int, last: int, value: str | None, *, boxed: bool = False, across: str = "left"
) -> Cell:
    """A text over one or several columns, broken into lines where it is long."""
    cell = sheet.cell(row, first, value)
    cell.font = look.font(size=SIZE)
    cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=True)
    for column in range(first, last + 1):
        sheet.cell(row, column).border = look.BOX if boxed else Border()
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    return cell


def number(sheet: Worksheet, row: int, column: int, value: str, number_format: str = SCORE) -> Cell:
    """A boxed number; a word in its place may break into lines."""
    cell = wide(sheet, row, column, column, value, boxed=True, across="center")
    cell.number_format = number_format
    return cell


def label(sheet: Worksheet, row: int, words: str, last: int = 2) -> None:
    """What stands at the left of a line."""
    wide(sheet, row, 1, last, words).font = look.font(colour=look.MUTED, size=SIZE)


def note(sheet: Worksheet, row: int, words: str, last: int = LAST) -> None:
    """A remark across the page."""
    wide(sheet, row, 1, last, words).font = look.font(italic=True, colour=look.MUTED, size=SMALL)


def underline(sheet: Worksheet, row: int) -> None:
    """A fine line below a row."""
    for column in range(1, LAST + 1):
        sheet.cell(row, column).border = Border(bottom=_HAIR)
