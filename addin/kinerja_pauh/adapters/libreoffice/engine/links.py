"""Hyperlinks in cells: fields in their text, or the function HYPERLINK."""

from __future__ import annotations

import re
from typing import Any

URL_FIELD = "com.sun.star.text.TextField.URL"
_FUNCTION = re.compile(r'=HYPERLINK\("([^"]*)"', re.IGNORECASE)


class NoHyperlink(Exception):
    """Sel ini tidak berisi tautan: pilih sel yang bertautan."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def link_of(cell: Any) -> str:  # noqa: ANN401  UNO
    """The address. Raises NoHyperlink."""
    if found := _FUNCTION.match(str(cell.getFormula())):
        return found[1]
    fields = cell.getTextFields().createEnumeration()
    if not fields.hasMoreElements():
        raise NoHyperlink
    return _shown(str(fields.nextElement().URL))


def add_link(document: Any, cell: Any, address: str, text: str) -> None:  # noqa: ANN401  UNO
    """Replaces what stands in the cell. address: of the web, a file, or "#Hasil!B2" within the workbook."""
    field = document.createInstance(URL_FIELD)
    field.Representation = text
    field.URL = address
    cell.setString("")
    cell.insertTextContent(cell.createTextCursor(), field, False)  # noqa: FBT003  UNO takes no keywords


def _shown(url: str) -> str:
    return url
