"""Pictures, shapes and charts of a drawing, staying beside the cells that they were put on."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.row_plan import MAX_ROW, RowPlan
from kinerja_pauh.adapters.xml_scan import Element, descendants, find, root_of, text_of, with_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

_FREE = frozenset({"oneCell", "absolute"})  # what moves with its cells, but keeps its size
_SHAPE_ID = re.compile(r'(<(?:\w+:)?cNvPr\b[^>]*?\bid=")(\d+)(")')
_ROW = re.compile(r"(<(?:\w+:)?row>)(\d+)(</)")


def moved_drawing(text: str, plan: RowPlan) -> str:
    """A drawing's XML for moved rows.

    A picture or shape in repeated rows stands in each copy, in rows that went it goes too. A chart stands once: its
    ranges speak of all copies.
    """
    root = root_of(text)
    numbers = count(max((int(found[2]) for found in _SHAPE_ID.finditer(text)), default=0) + 1)
    pieces: list[str] = []
    reached = root.inner
    for anchor in root.children():
        pieces.append(text[reached : anchor.start])
        for index, copy in enumerate(_copies(anchor, plan)):
            fresh = _SHAPE_ID.sub(lambda found: f"{found[1]}{next(numbers)}{found[3]}", copy) if index else copy
            pieces.append(fresh)
        reached = anchor.end
    return text[: root.inner] + "".join(pieces) + text[reached:]


def _copies(anchor: Element, plan: RowPlan) -> Iterator[str]:
    first, last = _row(anchor, "from"), _row(anchor, "to")
    if first is None:
        yield anchor.whole
        return
    landings = list(plan.landings(first))
    around = plan.chains.get(first, ())
    if any(inner.name == "graphicFrame" for inner in descendants(anchor)):
        landings = landings[:1] or [(plan.start(first, MAX_ROW) or 1, ())]
    elif last is not None and plan.chains.get(last, ())[: len(around)] != around:
        landings = landings[:1]  # it reaches out of the repeated rows
    for out, path in landings:
        end = out
        if last is not None:
            keeps = anchor.attributes.get("editAs") in _FREE
            end = out + last - first if keeps else max(out, plan.start(last, MAX_ROW, path) or out)
        yield _placed(anchor, out, end)


def _row(anchor: Element, corner: str) -> int | None:
    """The row of a corner, counted from 1."""
    place = find(anchor, corner)
    row = find(place, "row") if place else None
    return int(text_of(row)) + 1 if row else None


def _placed(anchor: Element, first: int, last: int) -> str:
    rows = iter((first, last))
    return _ROW.sub(lambda found: f"{found[1]}{next(rows, last) - 1}{found[3]}", anchor.whole)


def held_by_corner(text: str) -> str:
    """The drawing with pictures that keep their size held by their upper left corner alone, so that rows which grow
    under them do not stretch them."""
    root = root_of(text)
    pieces: list[str] = []
    reached = 0
    for anchor in root.children():
        if anchor.name == "twoCellAnchor" and anchor.attributes.get("editAs") in _FREE:
            pieces += (text[reached : anchor.start], by_corner(anchor))
            reached = anchor.end
    return "".join(pieces) + text[reached:]


def by_corner(anchor: Element) -> str:
    """One anchor of two corners as one of a corner and a size, where the size is known."""
    size, to = drawn_size(anchor), find(anchor, "to")
    if anchor.name != "twoCellAnchor" or not size or not to or find(anchor, "pic") is None:
        return anchor.whole
    prefix = anchor.tag.removesuffix("twoCellAnchor")
    start = with_attributes(anchor, editAs=None).replace(anchor.tag, f"{prefix}oneCellAnchor", 1)
    extent = f'<{prefix}ext cx="{size[0]}" cy="{size[1]}"/>'
    inside = anchor.text[anchor.inner : to.start] + extent + anchor.text[to.end : anchor.inner_end]
    return f"{start}{inside}</{prefix}oneCellAnchor>"


def drawn_size(anchor: Element) -> tuple[int, int] | None:
    """Width and height of a picture in EMU, of which a millimetre has 36,000; None where it says none."""
    for element in descendants(anchor):
        if element.name == "ext" and "cx" in element.attributes:
            size = int(element.attributes["cx"]), int(element.attributes["cy"])
            if min(size) > 0:
                return size
    return None
