"""How a range looks."""

from __future__ import annotations

from typing import Any

from kinerja_pauh.adapters.libreoffice.engine.fonts import Font
from kinerja_pauh.adapters.libreoffice.engine.range_cells import RangeCells
from kinerja_pauh.adapters.libreoffice.engine.units import (
    characters_of,
    colour_of,
    hundredths,
    points,
    rgb,
    width_of,
)
from kinerja_pauh.adapters.libreoffice.remote import Enum

GENERAL = "General"
_ACROSS = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "justify": "BLOCK",
    "fill": "REPEAT",
}
_DOWN = {"bottom": 3, "top": 1, "center": 2, "justify": 4}  # com.sun.star.table.CellVertJustify2; 0 is the default
_UNO_ACROSS = "com.sun.star.table.CellHoriJustify"


class RangeFormat(RangeCells):
    @property
    def number_format(self) -> str | None:
        """As Excel writes it in English; None where the cells differ."""
        key = self.shared("NumberFormat")
        if key is None:
            return None
        code = self.sheet.book.format_code(key)
        return GENERAL if code in ("Standard", "General") else code

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.cells.NumberFormat = 0 if value == GENERAL else self.sheet.book.format_key(value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        return rgb(self.shared("CellBackColor"))

    @color.setter
    def color(self, color_or_rgb: object) -> None:
        self.cells.CellBackColor = colour_of(color_or_rgb)

    @property
    def font(self) -> Font:
        return Font(self.cells)

    @property
    def wrap_text(self) -> bool | None:
        wrapped: bool | None = self.shared("IsTextWrapped")
        return wrapped

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.cells.IsTextWrapped = bool(value)

    @property
    def horizontal_alignment(self) -> str | None:
        found = self.shared("HoriJustify")
        return next((name for name, word in _ACROSS.items() if found and word == found.value), None)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        if value not in _ACROSS:
            raise NotImplementedError(value)
        self.cells.HoriJustify = Enum(_UNO_ACROSS, _ACROSS[value])

    @property
    def vertical_alignment(self) -> str | None:
        found = self.shared("VertJustify")
        if found is None:
            return None
        return next((name for name, number in _DOWN.items() if number == found), "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        if value not in _DOWN:
            raise NotImplementedError(value)
        self.cells.VertJustify = _DOWN[value]

    @property
    def column_width(self) -> float | None:
        """In characters; None where the columns differ."""
        found: float | None = _one(characters_of(each) for each in self._sizes("Columns", "Width"))
        return found

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.cells.Columns.Width = width_of(value)

    @property
    def row_height(self) -> float | None:
        """In points; None where the rows differ."""
        found: float | None = _one(points(each) for each in self._sizes("Rows", "Height"))
        return found

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.cells.Rows.Height = hundredths(value)

    @property
    def row_hidden(self) -> bool | None:
        return self._hidden("Rows")

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.cells.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        return self._hidden("Columns")

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.cells.Columns.IsVisible = not value

    @property
    def width(self) -> float:
        return points(self.cells.Size.Width)

    @property
    def height(self) -> float:
        return points(self.cells.Size.Height)

    @property
    def left(self) -> float:
        return points(self.cells.Position.X)

    @property
    def top(self) -> float:
        return points(self.cells.Position.Y)

    def _sizes(self, lines: str, size: str) -> list[int]:
        found = getattr(self.cells, lines)
        return [getattr(found.getByIndex(index), size) for index in range(min(found.Count, 256))]

    def _hidden(self, lines: str) -> bool | None:
        found = getattr(self.cells, lines)
        hidden: bool | None = _one(not found.getByIndex(index).IsVisible for index in range(min(found.Count, 256)))
        return hidden


def _one(values: Any) -> Any:  # noqa: ANN401  numbers or booleans
    """The value that all share; None where they differ."""
    every = list(values)
    return every[0] if every and all(each == every[0] for each in every) else None
