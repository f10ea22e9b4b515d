"""Adding parts to a workbook package and saying so in its lists; every other part stays byte for byte."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.package_zip import pack_part, read_package, write_package
from kinerja_pauh.adapters.xml_scan import decode_xml, escape_attribute, root_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SMALLEST = 9

WORKSHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
"""Children of a worksheet in the only order that Excel accepts (ECMA-376 part 1, 18.3.1.99)."""


class PackageEditor:
    """A package being changed. Parts keep their order; new ones stand at the end."""

    def __init__(self, data: bytes) -> None:
        self._parts = {part.name: part for part in read_package(data)}

    @property
    def parts(self) -> Sequence[str]:
        """The names of all parts, in order."""
        return tuple(self._parts)

    def text(self, part: str) -> str | None:
        """An XML part; None when there is none of that name."""
        return decode_xml(self._parts[part].data) if part in self._parts else None

    def put(self, part: str, data: str | bytes) -> None:
        """Add a part or exchange it."""
        self._parts[part] = pack_part(part, data.encode() if isinstance(data, str) else data, _SMALLEST)

    def declare(self, part: str, content_type: str) -> None:
        """Say of what type a part is, instead of what was said before."""
        self._declare("Override", "PartName", f"/{part}", content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say of what type all parts are whose names end so."""
        self._declare("Default", "Extension", ending, content_type)

    def _declare(self, tag: str, key: str, value: str, content_type: str) -> None:
        text = self._needed(_TYPES)
        root = root_of(text)
        entry = f'<{tag} {key}="{escape_attribute(value)}" ContentType="{escape_attribute(content_type)}"/>'
        for child in root.children():
            if child.name == tag and child.attributes.get(key, "").casefold() == value.casefold():
                self.put(_TYPES, text[: child.start] + entry + text[child.end :])
                return
        place = root.inner if tag == "Default" else root.inner_end
        self.put(_TYPES, text[:place] + entry + text[place:])

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to another one; gives the id. part: "" is the package; kind: the relation's type."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        text = self.text(path) or f'<Relationships xmlns="{_RELATIONS}"></Relationships>'
        root = root_of(text)
        used = {child.attributes.get("Id") for child in root.children()}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        entry = f'<Relationship Id="rId{number}" Type="{kind}" Target="{escape_attribute(target)}"/>'
        self.put(path, text[: root.inner_end] + entry + text[root.inner_end :])
        return f"rId{number}"

    def written(self) -> bytes:
        """The package as it is now."""
        return write_package(self._parts.values())

    def _needed(self, part: str) -> str:
        text = self.text(part)
        if text is None:
            raise KeyError(part)
        return text


def with_child(text: str, name: str, markup: str, order: Sequence[str] = WORKSHEET_ORDER) -> str:
    """The XML text with this child of its root where the order wants it, instead of one of the same name."""
    root = root_of(text)
    rank = order.index(name)
    for child in root.children():
        if child.name == name:
            return text[: child.start] + markup + text[child.end :]
        if child.name in order and order.index(child.name) > rank:
            return text[: child.start] + markup + text[child.start :]
    return text[: root.inner_end] + markup + text[root.inner_end :]
