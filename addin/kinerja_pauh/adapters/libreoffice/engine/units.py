"""Measures and colours: hundredths of a millimetre and 0xRRGGBB here, points, characters and (r, g, b) in xlwings."""

from __future__ import annotations

PER_POINT = 2540 / 72
CHARACTER = 195.4  # hundredths of a millimetre that LibreOffice gives a digit of Excel's normal font, Calibri 11
PADDING = 5 / 7  # of a character, beside the digits of a column
NO_COLOUR = -1


def points(hundredths: float) -> float:
    """To a tenth, which is what LibreOffice's own rounding leaves reliable."""
    return round(hundredths / PER_POINT, 1)


def hundredths(in_points: float) -> int:
    return round(in_points * PER_POINT)


def characters_of(hundredths_wide: float) -> float:
    """A column's width in characters of Excel's normal font."""
    whole = hundredths_wide / CHARACTER
    first = 1 + PADDING
    return round(whole / first if whole < first else whole - PADDING, 2)


def width_of(characters: float) -> int:
    """The other way: hundredths of a millimetre."""
    whole = characters * (1 + PADDING) if characters < 1 else characters + PADDING
    return round(whole * CHARACTER)


def rgb(colour: int | None) -> tuple[int, int, int] | None:
    """None for no or for more than one colour."""
    if colour is None or colour == NO_COLOUR:
        return None
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def colour_of(value: object) -> int:
    """From (r, g, b), "#rrggbb", Excel's own number (blue first), or None for no colour."""
    match value:
        case None:
            return NO_COLOUR
        case str():
            return int(value.removeprefix("#"), 16)
        case int():
            return (value & 255) << 16 | value & 0xFF00 | value >> 16 & 255
        case (int(red), int(green), int(blue)):
            return red << 16 | green << 8 | blue
    raise ValueError("a colour is (r, g, b) or a text like #rrggbb")
