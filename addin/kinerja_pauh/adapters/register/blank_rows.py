"""Taking the contents out of some rows of a sheet's XML, and the shared texts that nobody else uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.xml_scan import descendants, root_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kinerja_pauh.adapters.xml_scan import Element

_KIND = re.compile(r"\s+t\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def without_rows(text: str, rows: frozenset[int]) -> str:
    """A sheet with these rows blank; cells keep their look, and formulas that others share their place."""
    pieces: list[str] = []
    at = 0
    for number, cell in _cells(text):
        if number in rows:
            kept = "".join(child.whole for child in cell.children() if child.name == "f" and "t" in child.attributes)
            tag = f"{cell.tag}{_KIND.sub('', cell.raw_attributes)}"
            pieces += (text[at : cell.start], f"<{tag}>{kept}</{cell.tag}>" if kept else f"<{tag}/>")
            at = cell.end
    return "".join((*pieces, text[at:]))


def orphaned_texts(sheets: Mapping[str, str], blank: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """Numbers of the shared texts that stand in blanked rows and nowhere else: what was written of one person only."""
    gone: set[int] = set()
    stay: set[int] = set()
    for key, text in sheets.items():
        for number, cell in _cells(text):
            if cell.attributes.get("t") == "s":
                values = (text_of(child) for child in cell.children() if child.name == "v")
                (gone if number in blank[key] else stay).update(int(value) for value in values if value)
    return frozenset(gone - stay)


def without_items(text: str, numbers: frozenset[int]) -> str:
    """The shared texts with some of them empty; the others keep their numbers."""
    pieces: list[str] = []
    at = 0
    items = (child for child in root_of(text).children() if child.name == "si")
    for number, item in enumerate(items):
        if number in numbers:
            prefix = item.tag.removesuffix("si")
            pieces += (text[at : item.start], f"<{item.tag}><{prefix}t/></{item.tag}>")
            at = item.end
    return "".join((*pieces, text[at:]))


def _cells(text: str) -> Iterator[tuple[int, Element]]:
    """Row number and cell, in order; a row without a number follows the one above it."""
    number = 0
    for row in (one for one in descendants(root_of(text)) if one.name == "row"):
        number = int(row.attributes.get("r", number + 1))
        for cell in row.children():
            if cell.name == "c":
                yield number, cell
