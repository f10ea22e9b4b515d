"""Cells, tables and charts of workbooks that are only read: values as themselves, text never as a formula."""

from __future__ import annotations

from copy import copy
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from kinerja_pauh.adapters.cell_xml import stored_text
from kinerja_pauh.sheets.heights import height_of, lines
from kinerja_pauh.sheets.layout import Look

from .templates import look
from .templates.table_sheet import set_up_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.sheets.cells import Value
    from kinerja_pauh.sheets.flat_book import FlatSheet

HEAD_ROW = 5
_WIDTHS = {
    "NIP": 20,
    "Nama": 30,
    "Jabatan": 34,
    "Unit Kerja": 30,
    "Penilai": 30,
    "Indikator": 46,
    "Berkas": 46,
    "Sebab": 30,
    "Predikat Organisasi": 20,
    "Predikat Pegawai": 28,
    "Keadaan": 28,
    "Pola Distribusi": 34,
    "Yang Terlihat": 24,
    "Uraian": 54,
    "Batasnya": 54,
    "Layanan": 26,
    "Unsur Terlemah": 34,
    "Asal Angka": 70,
    "Alasan dan Obat": 84,
    "Keterangan": 60,
}
_NARROWEST, _DATE = 12, 19  # "30 September 2026"
_WIDEST_OTHER = 18  # "Sesuai Ekspektasi" in one line
_NAME, _NAMED_WITHIN = "Nama", 4
_TITLE_HEIGHT = 24
_SCREEN, _EMPTY = 110, 8  # characters of the lines below the title, so that a small screen shows them; an empty column
_HEADER_LINE = 16.5  # points of a line of a header
_ROOM_FOR_LABELS = 1.2
_CENTS = -2  # the exponent of a number with two decimals


def text(cell: Cell, words: str) -> Cell:
    """Text as text, never a formula."""
    cell.value, cell.data_type = stored_text(words), "s"
    return cell


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """A value as itself in the house style."""
    cell = sheet.cell(row, column)
    _dress(cell, value)
    return cell


def _dress(cell: Cell, value: Value) -> None:
    """Write a value and style its cell."""
    _write(cell, value)
    cell.font = look.font()
    number = not isinstance(value, str | date)
    cell.alignment = Alignment(
        horizontal="right" if number else "left", vertical="top", wrap_text=not number, indent=int(number)
    )
    cell.number_format = _format_of(value)


def _write(cell: Cell, value: Value) -> None:
    """A value as itself; text is never a formula, whatever it begins with."""
    if isinstance(value, str):
        text(cell, value)
    else:
        cell.value = value


def _format_of(value: Value) -> str:
    if isinstance(value, str):
        return "@"
    if isinstance(value, date):
        return look.FORMATS[Look.DATE]
    return "0.00" if isinstance(value, Decimal) and value.as_tuple().exponent == _CENTS else "General"


def _boxed(cell: Cell, value: Value, styles: dict[str, StyleArray]) -> None:
    """A value with a border; of each kind only the first is styled, since openpyxl takes long to compare styles."""
    kind = _format_of(value)
    if kind in styles:
        _write(cell, value)
        cell._style = copy(styles[kind])  # noqa: SLF001 - as openpyxl itself copies a style
    else:
        _dress(cell, value)
        cell.border = look.BOX
        styles[kind] = cell._style  # noqa: SLF001 - see above


def small_table(sheet: Worksheet, row: int, column: int, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """A boxed table on a page, its first column wrapping; gives the row below it."""
    for place, head in enumerate(heads, start=column):
        look.heading(sheet.cell(row, place, head))
    for values in rows:
        row += 1
        for place, value in enumerate(values, start=column):
            cell = put(sheet, row, place, value)
            cell.border = look.BOX
            words = isinstance(value, str)
            cell.alignment = Alignment(
                horizontal="left" if words else "right", vertical="top", wrap_text=words, indent=int(place > column)
            )
            if words:
                raise_row(sheet, row, str(value), sheet.column_dimensions[get_column_letter(place)].width)
    return row + 1


def raise_row(sheet: Worksheet, row: int, words: str, width: float) -> None:
    """Give a row the height that a text needs; of several texts the highest decides."""
    needed = height_of(lines(words, width))
    sheet.row_dimensions[row].height = max(needed, sheet.row_dimensions[row].height or 0)


def bars(sheet: Worksheet, place: str, title: str, cells: tuple[int, int, int, int], height: float) -> None:
    """A bar chart. cells: column of the labels, column of the values, first and last row."""
    labels, values, first, last = cells
    chart = BarChart()
    chart.type, chart.style, chart.title, chart.legend = "bar", 10, title, None
    chart.add_data(Reference(sheet, min_col=values, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=labels, min_row=first, max_row=last))
    chart.series[0].graphicalProperties.solidFill = look.ACCENT
    chart.dataLabels = _values_shown()
    numbers = [float(sheet.cell(row, values).value or 0) for row in range(first, last + 1)]
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, max([1.0, *numbers]) * _ROOM_FOR_LABELS
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True  # each bar says its value
    chart.gapWidth, chart.width, chart.height = 40, 14.8, height
    chart.x_axis.tickLblSkip = 1
    chart.y_axis.majorGridlines = None
    sheet.add_chart(chart, place)


def line(sheet: Worksheet, place: str, title: str, cells: tuple[int, int, int, int], height: float) -> None:
    """A line chart; cells as for `bars`."""
    labels, values, first, last = cells
    chart = LineChart()
    chart.style, chart.title, chart.legend = 10, title, None
    chart.add_data(Reference(sheet, min_col=values, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=labels, min_row=first, max_row=last))
    series = chart.series[0]
    series.graphicalProperties.line.solidFill = look.ACCENT
    series.marker.symbol, series.smooth = "circle", False
    chart.dataLabels = _values_shown()
    chart.dataLabels.position = "t"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.width, chart.height = 14.8, height
    sheet.add_chart(chart, place)


def _values_shown() -> DataLabelList:
    return DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)


def _width(head: str, values: Sequence[Value]) -> float:
    """As known for the header, or else wide enough for the header in two lines and for short words in one."""
    if head in _WIDTHS:
        return _WIDTHS[head]
    longest = max((len(value) + 1 for value in values if isinstance(value, str)), default=0)
    day = _DATE if any(isinstance(value, date) for value in values) else 0
    return max(_NARROWEST, len(head) * 0.75, min(longest, _WIDEST_OTHER), day)


def flat_sheet(book: Workbook, flat: FlatSheet, heading: str, widths: Sequence[float] = ()) -> None:
    """A sheet of flat rows with a filter. heading: whose and when. widths: without them as the headers are known."""
    sheet, heads, rows = book.create_sheet(flat.name), flat.heads, flat.rows
    widths = widths or [_width(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _above(sheet, flat, heading, widths)
    for column, head in enumerate(heads, start=1):
        look.heading(text(sheet.cell(HEAD_ROW, column), head))
    sheet.row_dimensions[HEAD_ROW].height = _HEADER_LINE * max(2, *map(_header_lines, heads, widths))
    _rows(sheet, rows, widths)
    last = get_column_letter(len(heads))
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, _kept_in_view(heads) + 1)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + max(1, len(rows))}"
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=True)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    if flat.printed:
        sheet.print_area = f"A1:{get_column_letter(flat.printed)}{HEAD_ROW + max(1, len(rows))}"


def _above(sheet: Worksheet, flat: FlatSheet, heading: str, widths: Sequence[float]) -> None:
    """The title and what stands below it, in lines no longer than the table or the screen."""
    look.title(sheet.cell(1, 1, flat.name))
    sheet.row_dimensions[1].height = _TITLE_HEIGHT
    room, columns = 0.0, 0
    while columns < len(widths) and room < _SCREEN:
        room, columns = room + widths[columns], columns + 1
    beside = ceil(max(0.0, _SCREEN - room) / _EMPTY)  # columns right of a small table
    room, columns = room + beside * _EMPTY, columns + beside
    for row, (part, strong) in enumerate(((heading, True), (flat.about, False)), start=2):
        cell = text(sheet.cell(row, 1), part)
        look.note(cell, strong=strong)
        if lines(part, room) > 1:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
            raise_row(sheet, row, part, room)


def _header_lines(head: str, width: float) -> int:
    return lines(head, width - 2)  # the button of the filter


def _rows(sheet: Worksheet, rows: Sequence[Sequence[Value]], widths: Sequence[float]) -> None:
    styles: dict[str, StyleArray] = {}
    for row, values in enumerate(rows, start=HEAD_ROW + 1):
        for column, value in enumerate(values, start=1):
            _boxed(sheet.cell(row, column), value, styles)
            if isinstance(value, str):
                raise_row(sheet, row, value, widths[column - 1])
    if not rows:
        look.note(sheet.cell(HEAD_ROW + 1, 1, "Tidak ada."))


def _kept_in_view(heads: Sequence[str]) -> int:
    """How many columns stay while one scrolls: up to the name of whom a row is about, or else the first."""
    return heads.index(_NAME) + 1 if _NAME in heads[:_NAMED_WITHIN] else 1
