"""Telling the next spreadsheet program that opens a workbook to calculate it anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.byte_edits import refuse_other_encodings, spliced, start_tag, with_attribute
from kinerja_pauh.adapters.package_guard import part_key
from kinerja_pauh.adapters.workbook_parts import Workbook, relations_of
from kinerja_pauh.adapters.xml_parts import parser_for, run

if TYPE_CHECKING:
    from kinerja_pauh.adapters.byte_edits import Cut
    from kinerja_pauh.adapters.package_guard import Package

_BEFORE_CALCULATION = frozenset({
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
})  # fmt: skip


def recalculated(data: bytes) -> bytes:
    """workbook.xml with the order to recalculate everything on opening."""
    refuse_other_encodings(data)
    depth, at, root = 0, 0, 0
    existing = -1
    last = ""

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, existing, root
        depth += 1
        if depth == 1:
            root = parser.CurrentByteIndex
        if depth == 2 and name.endswith(" calcPr"):  # noqa: PLR2004 (a child of the root)
            existing = parser.CurrentByteIndex

    def end(name: str) -> None:
        nonlocal depth, at, last
        depth -= 1
        if depth == 1 and name.rpartition(" ")[2] in _BEFORE_CALCULATION:
            at, last = parser.CurrentByteIndex, name

    parser = parser_for(start, end)
    run(parser, data)
    if existing >= 0:
        tag = start_tag(data, existing)
        return spliced(data, [(tag.start, tag.end, with_attribute(data, tag, "fullCalcOnLoad", "1"))])
    local = last.rpartition(" ")[2].encode()
    closing = re.compile(rb"</[^\s>]*?" + local + rb"\s*>").match(data, at)
    place = closing.end() if closing else at
    new = f'<{start_tag(data, root).prefix}calcPr fullCalcOnLoad="1"/>'.encode()
    return spliced(data, [(place, place, new)])


def without_chain(package: Package, workbook: Workbook, changed: dict[str, bytes]) -> str:
    """Take the list of formula cells out, which would name cells without formula; Excel makes it anew.

    Gives the key of the dropped part, "" when there was none. Its entries in `changed` are added.
    """
    chain = next((r.target for r in relations_of(package, workbook.part).values() if r.kind == "calcChain"), "")
    if chain not in package:
        return ""
    folder, _, name = workbook.part.rpartition("/")
    for part, wanted in ((f"{folder}/_rels/{name}.rels", "/calcChain"), ("[Content_Types].xml", "calcChain+xml")):
        changed[part_key(part)] = _without_element(package.read(part), wanted)
    return part_key(chain)


def _without_element(data: bytes, ending: str) -> bytes:
    """Without the empty elements whose Type or ContentType ends so."""
    refuse_other_encodings(data)
    cuts: list[Cut] = []

    def start(_name: str, attributes: dict[str, str]) -> None:
        if (attributes.get("Type") or attributes.get("ContentType", "")).endswith(ending):
            tag = start_tag(data, parser.CurrentByteIndex)
            cuts.append((tag.start, tag.end, b""))

    def end(_name: str) -> None:
        return

    parser = parser_for(start, end)
    run(parser, data)
    return spliced(data, cuts)
