"""Fonts of cells and of shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.units import NO_COLOUR, colour_of, rgb
from kinerja_pauh.adapters.libreoffice.remote import Enum

if TYPE_CHECKING:
    from kinerja_pauh.adapters.libreoffice.remote import RemoteObject

BOLD, NORMAL = 150.0, 100.0
_SLANT = "com.sun.star.awt.FontSlant"


class Font(base_classes.Font):
    """Each is None where the text differs."""

    def __init__(self, text: Any) -> None:  # noqa: ANN401  UNO's character properties
        self._text = text

    @property
    def api(self) -> RemoteObject:
        text: RemoteObject = self._text
        return text

    @property
    def bold(self) -> bool | None:
        weight = self._text.CharWeight
        return None if weight is None else weight >= BOLD

    @bold.setter
    def bold(self, value: bool) -> None:
        self._text.CharWeight = BOLD if value else NORMAL

    @property
    def italic(self) -> bool | None:
        slant = self._text.CharPosture
        return None if slant is None else slant.value != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._text.CharPosture = Enum(_SLANT, "ITALIC" if value else "NONE")

    @property
    def size(self) -> float | None:
        size: float | None = self._text.CharHeight
        return size

    @size.setter
    def size(self, value: float) -> None:
        self._text.CharHeight = float(value)

    @property
    def name(self) -> str | None:
        name: str | None = self._text.CharFontName
        return name

    @name.setter
    def name(self, value: str) -> None:
        self._text.CharFontName = value

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Black where it was never chosen."""
        colour = self._text.CharColor
        return (0, 0, 0) if colour == NO_COLOUR else rgb(colour)

    @color.setter
    def color(self, color_or_rgb: object) -> None:
        self._text.CharColor = colour_of(color_or_rgb)
