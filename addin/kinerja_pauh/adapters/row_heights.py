"""How high the rows of a filled report must be, by its texts and the widths, fonts and merged cells they stand in.

No program fits a row to a text over merged cells, and none fits any row again when it opens a file that says a height.
So the height is worked out here; what someone set by hand is a least height, not a most.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.formula_shift import MAX_COLUMN, Area, parse_areas
from kinerja_pauh.adapters.text_lines import text_lines
from kinerja_pauh.adapters.xml_scan import descendants, find, root_of
from kinerja_pauh.sheets.heights import LINE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kinerja_pauh.adapters.xml_scan import Element
    from kinerja_pauh.sheets.cells import Value

TALLEST = 409.0
"""Points; no spreadsheet makes a row higher."""

_USUAL_WIDTH = 9.14  # of a column that says nothing, in a sheet that says nothing
_SIZE = 11.0
_ROOM = 3.0  # points above and below several lines
_INDENT = 1.3  # width that one step of indentation takes
_FAR = 100  # columns and rows of a merged cell that are looked at; so many hold any text
_YES = frozenset({"1", "true"})
_FILLING = frozenset({"justify", "distributed"})  # alignments that break lines without saying so


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell format shows text. size: points."""

    wraps: bool = False
    size: float = _SIZE
    bold: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A cell whose format counts. width: room for its text, as a sheet counts; below: points that the other rows of a
    merged cell give."""

    look: Look
    width: float
    below: float

    def needed(self, value: object) -> float:
        """Points that a row must have for this value."""
        line = LINE * self.look.size / _SIZE
        if not isinstance(value, str) or not self.look.wraps:
            return max(LINE, line)
        count = text_lines(value, self.width, self.look.size, bold=self.look.bold)
        return max(LINE, min(TALLEST, ceil(count * line + (_ROOM if count > 1 else 0)) - self.below))


@dataclass(frozen=True, slots=True)
class RowShapes:
    """One sheet. frames: of the cells whose format counts; least: points that the template's own texts need, by row;
    set_heights: points, by hand; fitted: rows whose height a program chose for the template's own text; hidden rows
    stay hidden."""

    frames: Mapping[tuple[int, int], Frame]
    least: Mapping[int, float]
    set_heights: Mapping[int, float]
    fitted: frozenset[int]
    hidden: frozenset[int]

    def height(self, row: int, values: Mapping[int, Value]) -> float | None:
        """Points for a template row that gets these values by column; None where the template's height will do."""
        if row in self.hidden or not values:
            return None
        needed = self.least.get(row, LINE)
        for column, value in values.items():
            if frame := self.frames.get((row, column)):
                needed = max(needed, frame.needed(value))
        by_hand = self.set_heights.get(row)
        if by_hand is not None:
            return None if needed <= by_hand else needed
        return needed if needed > LINE or row in self.fitted else None


def row_shapes(sheet_xml: str, styles_xml: str, texts: Mapping[int, Mapping[int, str]]) -> RowShapes:
    """What the XML of a worksheet and of the styles says. texts: the sheet's own, by row and column."""
    formats = _looks(styles_xml)
    width = _USUAL_WIDTH
    widths: dict[int, float] = {}
    merged: dict[tuple[int, int], Area] = {}
    looks: dict[tuple[int, int], Look] = {}
    set_heights: dict[int, float] = {}
    fitted: set[int] = set()
    hidden: set[int] = set()
    for element in descendants(root_of(sheet_xml)):
        attributes = element.attributes
        if element.name == "sheetFormatPr":
            width = float(attributes.get("defaultColWidth", width))
        elif element.name == "col":
            wide = 0.0 if attributes.get("hidden") in _YES else float(attributes.get("width", width))
            last = min(int(attributes["max"]), MAX_COLUMN)
            widths |= dict.fromkeys(range(int(attributes["min"]), last + 1), wide)
        elif element.name == "mergeCell":
            merged.update({(area.top, area.left): area for area in parse_areas(attributes.get("ref", ""))})
        elif element.name == "c" and (look := formats.get(attributes.get("s", ""))):
            looks.update({(area.top, area.left): look for area in parse_areas(attributes.get("r", ""))})
        elif element.name == "row":
            row = int(attributes.get("r", 0))
            if attributes.get("hidden") in _YES:
                hidden.add(row)
            elif "ht" in attributes and attributes.get("customHeight") in _YES:
                set_heights[row] = float(attributes["ht"])
            elif "ht" in attributes:
                fitted.add(row)
    frames = _frames(looks, merged, lambda column: widths.get(column, width), dict.fromkeys(hidden, 0.0) | set_heights)
    return RowShapes(frames, _least(frames, texts), set_heights, frozenset(fitted), frozenset(hidden))


def _frames(
    looks: Mapping[tuple[int, int], Look],
    merged: Mapping[tuple[int, int], Area],
    width: Callable[[int], float],
    heights: Mapping[int, float],
) -> dict[tuple[int, int], Frame]:
    """width: of a column; heights: points of rows that are no usual line."""
    frames = {}
    for place, look in looks.items():
        area = merged.get(place, Area(*place, *place))
        wide = sum(map(width, range(area.left, min(area.right, area.left + _FAR) + 1)))
        below = sum(heights.get(row, LINE) for row in range(area.top + 1, min(area.bottom, area.top + _FAR) + 1))
        frames[place] = Frame(look, wide - look.indent * _INDENT, below)
    return frames


def _least(frames: Mapping[tuple[int, int], Frame], texts: Mapping[int, Mapping[int, str]]) -> dict[int, float]:
    """Points that the texts of the template itself need, by row; rows that a line is enough for are absent."""
    found: dict[int, float] = {}
    for row, own in texts.items():
        for column, text in own.items():
            if frame := frames.get((row, column)):
                found[row] = max(found.get(row, LINE), frame.needed(text))
    return found


def _looks(styles_xml: str) -> dict[str, Look]:
    """Cell formats by their number, of those in which something may be higher than a usual line."""
    root = root_of(styles_xml)
    fonts = [_font(each) for each in _listed(root, "fonts")]
    found: dict[str, Look] = {}
    for number, style in enumerate(_listed(root, "cellXfs")):
        font = int(style.attributes.get("fontId", 0))
        size, bold = fonts[font] if font < len(fonts) else (_SIZE, False)
        alignment = find(style, "alignment")
        said = alignment.attributes if alignment else {}
        wraps = said.get("wrapText") in _YES or not _FILLING.isdisjoint((said.get("horizontal"), said.get("vertical")))
        look = Look(wraps, size, bold, float(said.get("indent", 0)))
        if wraps or size > _SIZE:
            found[str(number)] = look
    return found


def _listed(root: Element, name: str) -> list[Element]:
    holder = find(root, name)
    return list(holder.children()) if holder else []


def _font(font: Element) -> tuple[float, bool]:
    size = find(font, "sz")
    bold = find(font, "b")
    points = float(size.attributes.get("val", _SIZE)) if size else _SIZE
    return max(1.0, points), bold is not None and bold.attributes.get("val", "1") in _YES
