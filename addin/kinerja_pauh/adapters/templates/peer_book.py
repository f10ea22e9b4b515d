"""The master of the anonymous questionnaire. Excel is told to write no name of whoever saves it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.package_zip import Part, pack_part, read_package, write_package
from kinerja_pauh.sheets.fill_peers import IDENTITY_ROW
from kinerja_pauh.sheets.inquiry_words import GUIDE
from kinerja_pauh.sheets.peer_layout import PEER_TABLES
from kinerja_pauh.sheets.peer_words import GUIDE_LINES, IDENTITY, QUESTIONS

from .finish import finished
from .guide_sheet import closed, write_guide, write_identity
from .table_sheet import empty_book, write_table

if TYPE_CHECKING:
    from openpyxl import Workbook

_TITLE = "Kuesioner Rekan"
_PROPERTIES = re.compile(rb"<workbookPr\b")
_SMALLEST = 9


def peer_master(password: str) -> bytes:
    """The questionnaire, every table's row standing once, with Excel's "remove personal information on save" set."""
    return write_package(_nameless(part) for part in read_package(finished(_book(password), _TITLE)))


def _book(password: str) -> Workbook:
    book = empty_book()
    guide = book.create_sheet(GUIDE)
    write_guide(guide, _TITLE, GUIDE_LINES)
    write_identity(guide, "Kuesioner ini tentang", IDENTITY, IDENTITY_ROW)
    for table in PEER_TABLES.values():
        write_table(book.create_sheet(table.sheet), table, PEER_TABLES, marked=False)
    return closed(book, password, QUESTIONS)


def _nameless(part: Part) -> Part:
    """openpyxl offers no way to set this property of a workbook."""
    if part.name != "xl/workbook.xml":
        return part
    return pack_part(part.name, _PROPERTIES.sub(b'<workbookPr filterPrivacy="1"', part.data, count=1), _SMALLEST)
