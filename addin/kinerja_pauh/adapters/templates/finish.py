"""From an openpyxl workbook to bytes that come out the same every time."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from openpyxl.writer.excel import save_workbook

from kinerja_pauh.adapters.package_zip import Part, pack_part, read_package, write_package

if TYPE_CHECKING:
    from openpyxl import Workbook

_MADE = b"2026-01-01T00:00:00Z"
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_SMALLEST = 9


def finished(book: Workbook, title: str) -> bytes:
    """The workbook as a package without clock, person or chance in it. title: its document property."""
    book.properties.creator = book.properties.lastModifiedBy = "kinerja-pauh"
    book.properties.title = title
    raw = io.BytesIO()
    save_workbook(book, raw)
    return write_package(_timeless(part) for part in read_package(raw.getvalue()))


def _timeless(part: Part) -> Part:
    data = part.data
    if part.name == "docProps/core.xml":  # openpyxl writes the moment of saving
        data = _CLOCK.sub(rb"\g<1>" + _MADE, data)
    return pack_part(part.name, data, _SMALLEST)
