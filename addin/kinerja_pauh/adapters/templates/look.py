"""Colours, fonts and borders of every sheet: one accent, one input colour, grey for what is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from kinerja_pauh.sheets.layout import Look

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.dimensions import ColumnDimension

    from kinerja_pauh.sheets.layout import Column

FONT = "Calibri"
ACCENT, INPUT, LOCKED = "1F4E79", "FFF8DC", "F2F2F2"
MISSING, WRONG, DONE, CAUTION, NOTICE = "FFD58A", "F4B6AE", "E2EFDA", "FFF2CC", "CFE2F3"
RULE, MUTED = "BFBFBF", "595959"
FORMATS = {
    Look.TEXT: "@",
    Look.WRAP: "@",
    Look.STATE: "General",
    Look.NUMBER: "General",
    Look.SCORE: "0.00",
    Look.POINTS: "0.00####",
    Look.COUNT: "0;-0;;@",
    Look.DATE: "[$-421]d mmmm yyyy",
}
_THIN = Side(style="thin", color=RULE)
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def fill(colour: str) -> PatternFill:
    """A solid fill, also right inside a conditional format (which reads the background colour)."""
    return PatternFill("solid", fgColor=colour, bgColor=colour)


def font(*, bold: bool = False, italic: bool = False, colour: str = "000000", size: float = 11) -> Font:
    """The house font."""
    return Font(name=FONT, size=size, bold=bold, italic=italic, color=colour)


def heading(cell: Cell | MergedCell) -> None:
    """A table's header cell."""
    cell.font, cell.fill, cell.border = font(bold=True, colour="FFFFFF"), fill(ACCENT), BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def data(cell: Cell | MergedCell, column: Column, *, protected: bool = True) -> None:
    """A table's data cell: coloured and open where people type, grey and locked elsewhere."""
    formula_text = column.formula and column.look in {Look.TEXT, Look.WRAP}
    cell.number_format = "General" if formula_text else FORMATS[column.look]
    cell.font, cell.border = font(), BOX
    cell.fill = fill(INPUT if column.entry else LOCKED)
    cell.protection = Protection(locked=protected and not column.entry)
    numeric = column.look in {Look.NUMBER, Look.SCORE, Look.POINTS, Look.COUNT}
    # A typed number may also be words (a qualitative row), so its column wraps too.
    cell.alignment = Alignment(
        horizontal="right" if numeric else "left",
        vertical="top",
        wrap_text=column.look in {Look.WRAP, Look.STATE, Look.DATE, Look.NUMBER},
        indent=1 if numeric else 0,
    )


def whole_column(dimension: ColumnDimension, column: Column) -> None:
    """Every cell of a column that has no look of its own; locked, for a list that only a program writes."""
    dimension.number_format = FORMATS[column.look] if column.header != "Sel" else "General"
    dimension.font = font()
    dimension.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def title(cell: Cell | MergedCell) -> None:
    """A sheet's title."""
    cell.font = font(bold=True, colour=ACCENT, size=16)
    cell.alignment = Alignment(vertical="center")


def note(cell: Cell | MergedCell, *, strong: bool = False) -> None:
    """A line of explanation below the title."""
    cell.font = font(bold=strong, italic=not strong, colour=MUTED)
    cell.alignment = Alignment(vertical="center")
