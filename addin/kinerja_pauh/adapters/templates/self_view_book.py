"""The master of the Pandangan Pegawai."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.sheets.fill_self_view import SELF_IDENTITY, SELF_IDENTITY_ROW
from kinerja_pauh.sheets.inquiry_words import GUIDE, SELF_GUIDE, SELF_WORK
from kinerja_pauh.sheets.self_view_layout import SELF_TABLES

from .guide_sheet import closed, write_guide, write_identity
from .table_sheet import empty_book, write_table

if TYPE_CHECKING:
    from openpyxl import Workbook


def self_view_book(password: str) -> Workbook:
    """The workbook in which a person says what was reached; every table's row standing once."""
    book = empty_book()
    guide = book.create_sheet(GUIDE)
    write_guide(guide, "Pandangan Pegawai", SELF_GUIDE)
    write_identity(guide, "Pandangan ini milik", SELF_IDENTITY, SELF_IDENTITY_ROW)
    for table in SELF_TABLES.values():
        write_table(book.create_sheet(table.sheet), table, SELF_TABLES, marked=False)
    return closed(book, password, SELF_WORK)
