"""The first sheet of a workbook that somebody fills in and sends back: numbered steps, then whose or what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment

from kinerja_pauh.sheets import skp_words as words
from kinerja_pauh.sheets.layout import PURPOSE_ROW, SUBTITLE_ROW, TITLE_ROW

from . import look
from .protection import protect
from .table_sheet import set_up_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def write_guide(sheet: Worksheet, title: str, lines: Sequence[str]) -> None:
    """Title and numbered steps."""
    for letter, width in (("A", 4), ("B", 24), ("C", 96)):
        sheet.column_dimensions[letter].width = width
    look.title(sheet.cell(TITLE_ROW, 1, title))
    look.note(sheet.cell(SUBTITLE_ROW, 1), strong=True)
    look.note(sheet.cell(PURPOSE_ROW, 1, "Baca langkah ini dulu, lalu isi lembar berikutnya."))
    for number, line in enumerate(lines, start=1):
        row = PURPOSE_ROW + 1 + number
        counter = sheet.cell(row, 1, number)
        counter.font, counter.alignment = look.font(bold=True, colour=look.ACCENT), Alignment(horizontal="center")
        sheet.cell(row, 2, line).font = look.font()
        sheet.row_dimensions[row].height = 18
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    set_up_page(sheet, landscape=True)


def write_identity(sheet: Worksheet, heading: str, labels: Sequence[str], first_row: int) -> None:
    """A small table below the steps: labels in column 2, what is filled in later in column 3."""
    sheet.cell(first_row - 1, 2, heading).font = look.font(bold=True, colour=look.ACCENT, size=12)
    for row, label in enumerate(labels, start=first_row):
        for column in (2, 3):
            cell = sheet.cell(row, column)
            cell.font, cell.border, cell.fill = look.font(bold=column == 2), look.BOX, look.fill(look.LOCKED)  # noqa: PLR2004 - the labels
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            cell.number_format = "@"
        sheet.cell(row, 2).value = label
        sheet.row_dimensions[row].height = 18


def closed(book: Workbook, password: str, first: str) -> Workbook:
    """The workbook with its hidden `_meta` and every sheet protected. first: the sheet that is filled in first."""
    meta = book.create_sheet(words.META)
    meta.sheet_state = "veryHidden"
    meta["A1"].number_format = meta["B1"].number_format = "@"
    for sheet in book.worksheets:
        protect(sheet, password)
    book[words.GUIDE].sheet_properties.tabColor = look.ACCENT
    book[first].sheet_properties.tabColor = "FFD966"
    return book
