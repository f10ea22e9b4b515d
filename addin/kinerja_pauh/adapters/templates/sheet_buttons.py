"""Buttons on a worksheet, as Excel keeps its form controls: a VML part that hangs on the sheet (`legacyDrawing`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.package_edits import WORKSHEET_ORDER, PackageEditor, with_child
from kinerja_pauh.adapters.xml_scan import Element, escape, escape_attribute, find, root_of, with_attributes
from kinerja_pauh.sheets.layout import HEADER_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BUTTON_ROW = HEADER_ROW - 1
ROW_POINTS = 25.5
_HEIGHT, _GAP = 24, 7  # pixels
_POINTS_PER_PIXEL = 0.75
_DIGIT, _PADDING = 7, 5  # pixels of Calibri 11: its widest digit, and what Excel adds to a column
_DEFAULT_WIDTH, _DEFAULT_POINTS = 8 + _PADDING / _DIGIT, 15.0
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
    'data="{number}"/></o:shapelayout><v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path shadowok="f" o:extrusionok="f" '
    'strokeok="f" fillok="f" o:connecttype="rect"/><o:lock v:ext="edit" shapetype="t"/></v:shapetype>{shapes}</xml>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t201" alt="{alt}" style="position:absolute;margin-left:{left}pt;'
    'margin-top:{top}pt;width:{width}pt;height:{height}pt;z-index:{order};mso-wrap-style:tight" o:button="t" '
    'fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto"><v:fill color2="buttonFace [67]" '
    'o:detectmouseclick="t"/><o:lock v:ext="edit" rotation="t"/><v:textbox style="mso-direction-alt:auto" '
    'o:singleclick="f"><div style="text-align:center"><font face="Calibri" size="200" color="#000000">{caption}</font>'
    '</div></v:textbox><x:ClientData ObjectType="Button"><x:Anchor>{anchor}</x:Anchor><x:PrintObject>False'
    "</x:PrintObject><x:AutoFill>False</x:AutoFill><x:FmlaMacro>[0]!{macro}</x:FmlaMacro><x:TextHAlign>Center"
    "</x:TextHAlign><x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape>"
)


@dataclass(frozen=True, slots=True)
class Button:
    """A button. tip: what a screen reader says of it; macro: the public Sub that it calls."""

    caption: str
    tip: str

    @property
    def macro(self) -> str:
        return self.caption.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Strip:
    """Buttons side by side in one row. column: at whose left edge they begin, from 1. width: of each in pixels, so that
    ten stand on a small screen."""

    row: int
    buttons: Sequence[Button]
    column: int = 1
    width: int = 126


def row_is_free(sheet: str) -> bool:
    """Whether nothing is written in the row of the buttons. sheet: the worksheet's XML."""
    row = _row(root_of(sheet), BUTTON_ROW)
    return row is None or not any(cell.inner < cell.inner_end for cell in row.children())


def add_buttons(package: PackageEditor, path: str, number: int, strips: Sequence[Strip]) -> None:
    """Put buttons on a sheet; the row between legend and headers becomes high enough. number: of the sheet, from 1."""
    sheet = package.text(path)
    if sheet is None:
        raise KeyError(path)
    if any(strip.row == BUTTON_ROW for strip in strips):
        sheet = _with_high_row(sheet)
    part = f"xl/drawings/vmlDrawing{number}.vml"
    package.put(part, _drawing(sheet, number, strips))
    package.declare_ending("vml", _VML_TYPE)
    relation = package.relate(path, f"{_OFFICE}/vmlDrawing", f"../drawings/vmlDrawing{number}.vml")
    link = f'<legacyDrawing xmlns:r="{_OFFICE}" r:id="{relation}"/>'
    package.put(path, with_child(sheet, "legacyDrawing", link, WORKSHEET_ORDER))


def _drawing(sheet: str, number: int, strips: Iterable[Strip]) -> str:
    widths = list(_column_pixels(sheet))
    heights = list(_row_points(sheet))
    shapes: list[str] = []
    for strip in strips:
        above = round((heights[strip.row - 1] / _POINTS_PER_PIXEL - _HEIGHT) / 2)
        top = sum(heights[: strip.row - 1]) + above * _POINTS_PER_PIXEL
        begin = sum(widths[: strip.column - 1]) + _GAP // 2
        for place, button in enumerate(strip.buttons):
            left = begin + place * (strip.width + _GAP)
            (first, first_offset), (last, last_offset) = (
                _column_at(widths, left),
                _column_at(widths, left + strip.width),
            )
            rows = strip.row - 1
            anchor = (first, first_offset, rows, above, last, last_offset, rows, above + _HEIGHT)
            order = len(shapes) + 1
            shapes.append(
                _SHAPE.format(
                    id=1024 * number + order,
                    alt=escape_attribute(button.tip),
                    left=f"{left * _POINTS_PER_PIXEL:g}",
                    top=f"{top:g}",
                    width=f"{strip.width * _POINTS_PER_PIXEL:g}",
                    height=f"{_HEIGHT * _POINTS_PER_PIXEL:g}",
                    order=order,
                    caption=escape(button.caption),
                    anchor=", ".join(map(str, anchor)),
                    macro=button.macro,
                )
            )
    return _VML.format(number=number, shapes="".join(shapes))


def _column_pixels(sheet: str) -> Iterator[int]:
    """Widths of the columns from A on, without end; a hidden one is 0."""
    columns = find(root_of(sheet), "cols")
    known: dict[int, int] = {}
    for column in columns.children() if columns else ():
        attributes = column.attributes
        pixels = 0 if attributes.get("hidden") in {"1", "true"} else _pixels(float(attributes["width"]))
        known |= dict.fromkeys(range(int(attributes["min"]), int(attributes["max"]) + 1), pixels)
    default = _pixels(_DEFAULT_WIDTH)
    for number in range(1, max([*known, 0]) + 100):
        yield known.get(number, default)


def _pixels(width: float) -> int:
    """ECMA-376 part 1, 18.3.1.13: a width in characters, padding included, as pixels."""
    return int((256 * width + 128 // _DIGIT) / 256 * _DIGIT)


def _column_at(widths: Sequence[int], pixels: int) -> tuple[int, int]:
    """The column, from 0, in which a point stands, and how far in it."""
    for number, width in enumerate(widths):
        if pixels < width:
            return number, pixels
        pixels -= width
    raise ValueError("too many buttons for the sheet")


def _row_points(sheet: str) -> Iterator[float]:
    """Heights of the rows down to the last one that is described."""
    data = find(root_of(sheet), "sheetData")
    known = {
        int(row.attributes["r"]): float(row.attributes.get("ht", _DEFAULT_POINTS))
        for row in (data.children() if data else ())
    }
    return (known.get(number, _DEFAULT_POINTS) for number in range(1, max([*known, BUTTON_ROW]) + 1))


def _row(root: Element, number: int) -> Element | None:
    data = find(root, "sheetData")
    rows = data.children() if data else ()
    return next((row for row in rows if row.attributes.get("r") == str(number)), None)


def _with_high_row(sheet: str) -> str:
    root = root_of(sheet)
    data = find(root, "sheetData")
    if data is None or data.inner == data.end:
        raise ValueError("a sheet without rows needs no buttons")
    row = _row(root, BUTTON_ROW)
    if row is not None:
        return sheet[: row.start] + with_attributes(row, ht=f"{ROW_POINTS:g}", customHeight="1") + sheet[row.inner :]
    later = (other.start for other in data.children() if int(other.attributes["r"]) > BUTTON_ROW)
    place = next(later, data.inner_end)
    return f'{sheet[:place]}<row r="{BUTTON_ROW}" ht="{ROW_POINTS:g}" customHeight="1"/>{sheet[place:]}'
