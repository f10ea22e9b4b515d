"""How high the rows of a filled report must be, by the widths of its columns and merged cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.formula_shift import parse_areas
from kinerja_pauh.adapters.xml_scan import descendants, root_of
from kinerja_pauh.sheets.heights import LINE, height_of, lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.sheets.cells import Value

_USUAL_WIDTH = 8.43  # characters, of a column that says nothing


@dataclass(frozen=True, slots=True)
class RowShapes:
    """widths: column -> characters. merged: (row, first column) -> last column. wrapping: cells whose text breaks into
    lines. fixed: rows whose height is set."""

    widths: Mapping[int, float]
    merged: Mapping[tuple[int, int], int]
    wrapping: frozenset[tuple[int, int]]
    fixed: frozenset[int]

    def height(self, row: int, values: Mapping[int, Value]) -> float | None:
        """Points for a template row that holds these values by column; None where the usual or set height will do."""
        if row in self.fixed:
            return None
        texts = ((c, v) for c, v in values.items() if isinstance(v, str) and (row, c) in self.wrapping)
        most = max((lines(text, self._width(row, column)) for column, text in texts), default=1)
        return height_of(most) if most > 1 else None

    def _width(self, row: int, column: int) -> float:
        last = self.merged.get((row, column), column)
        return sum(self.widths.get(each, _USUAL_WIDTH) for each in range(column, last + 1))


def row_shapes(sheet_xml: str, styles_xml: str) -> RowShapes:
    """What the XML of a worksheet and of the styles says of columns, merged cells, wrapped text and set heights."""
    wraps = _wrapping_styles(styles_xml)
    widths: dict[int, float] = {}
    merged: dict[tuple[int, int], int] = {}
    wrapping: set[tuple[int, int]] = set()
    fixed: set[int] = set()
    for element in descendants(root_of(sheet_xml)):
        attributes = element.attributes
        if element.name == "col" and "width" in attributes:
            for column in range(int(attributes["min"]), int(attributes["max"]) + 1):
                widths[column] = float(attributes["width"])
        elif element.name == "mergeCell":
            merged.update({(area.top, area.left): area.right for area in parse_areas(attributes["ref"])})
        elif element.name == "c" and attributes.get("s") in wraps:
            wrapping.update((area.top, area.left) for area in parse_areas(attributes.get("r", "")))
        elif element.name == "row" and float(attributes.get("ht", LINE)) > LINE:
            fixed.add(int(attributes.get("r", 0)))
    return RowShapes(widths, merged, frozenset(wrapping), frozenset(fixed))


def _wrapping_styles(styles_xml: str) -> frozenset[str]:
    """Numbers of the cell formats whose text breaks into lines."""
    formats = next((e for e in root_of(styles_xml).children() if e.name == "cellXfs"), None)
    found = set()
    for number, style in enumerate(formats.children() if formats else ()):
        if any(child.attributes.get("wrapText") in {"1", "true"} for child in style.children()):
            found.add(str(number))
    return frozenset(found)
