"""Workbooks of flat tables, by openpyxl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.sheets.flat_widths import column_widths

from .table_cells import flat_sheet
from .templates.finish import finished
from .templates.table_sheet import empty_book

if TYPE_CHECKING:
    from kinerja_pauh.sheets.flat_book import FlatBook


def flat_workbook(flat: FlatBook) -> bytes:
    """The workbook; the same content gives the same bytes."""
    book = empty_book()
    for sheet in flat.sheets:
        flat_sheet(book, sheet, flat.heading, column_widths(sheet.heads, sheet.rows, sheet.printed))
    return finished(book, flat.title)
