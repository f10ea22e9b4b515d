"""The recap workbook: pandas counts, openpyxl writes values and native charts."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from kinerja_pauh.appraisal.rounding import divide, half_up
from kinerja_pauh.sheets import recap_layout as layout
from kinerja_pauh.sheets.heights import height_of, lines
from kinerja_pauh.sheets.layout import Look

from .templates import look
from .templates.finish import finished
from .templates.table_sheet import empty_book, set_up_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.sheets.cells import Value
    from kinerja_pauh.sheets.recap_layout import RecapBook

WEAKEST = 10
_WIDTHS = {
    "NIP": 20,
    "Nama": 30,
    "Jabatan": 34,
    "Unit Kerja": 30,
    "Penilai": 30,
    "Indikator": 46,
    "Berkas": 46,
    "Sebab": 30,
}
_OVERVIEW_WIDTHS = (42, 11, 11, 12, 3, 50, 11, 13)
_HEAD_ROW = 5
_CHART_TOP, _TABLE_TOP = 15, 38
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CENTS = -2  # the exponent of a number with two decimals


def recap_workbook(recap: RecapBook) -> bytes:
    """The workbook: one page for the Camat, then flat sheets for a pivot table."""
    people = pd.DataFrame(recap.people, columns=layout.PERSON_HEADERS)
    indicators = pd.DataFrame(recap.indicators, columns=layout.INDICATOR_HEADERS)
    book = empty_book()
    _overview(book.create_sheet("Ringkasan"), recap, people, indicators)
    _flat(book, "Pegawai", recap.heading, layout.PERSON_HEADERS, recap.people)
    _flat(book, "Indikator", recap.heading, layout.INDICATOR_HEADERS, recap.indicators)
    _flat(book, "Faktor Luar", recap.heading, layout.FACTOR_HEADERS, recap.factors)
    _flat(book, "Belum Kembali", recap.heading, layout.MISSING_HEADERS, recap.missing)
    return finished(book, "Rekap Penilaian Kinerja")


def predicate_counts(recap: RecapBook, people: pd.DataFrame) -> list[tuple[str, int]]:
    """Predicate -> number of people, best first, those without one last; every person is in exactly one row."""
    counts = people["Predikat"].value_counts()
    return [(predicate, int(counts.get(predicate, 0))) for predicate in recap.predicates]


def unit_means(people: pd.DataFrame) -> list[tuple[str, int, int, Decimal | None]]:
    """Unit, people, people with a final score, mean final score (two decimals, None where nobody has one)."""
    rows = []
    for unit, group in people.groupby("Unit Kerja", sort=True):
        scored = [score for score in group["Nilai Akhir"] if score is not None]
        rows.append((str(unit), len(group), len(scored), _mean(scored)))
    return rows


def weakest_indicators(indicators: pd.DataFrame) -> list[tuple[str, int, Decimal | None]]:
    """Indicators by mean adjusted capaian, the weakest first; only those that two people or more share."""
    rows = []
    for name, group in indicators.groupby("Indikator", sort=True):
        reached = [value for value in group["Capaian Disesuaikan (%)"] if value is not None]
        if len(reached) > 1:
            rows.append((str(name), len(reached), _mean(reached)))
    return sorted(rows, key=lambda row: (row[2], row[0]))[:WEAKEST]


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    # Summed as Decimals: pandas would turn them into floats and lose the half that rounds up.
    return half_up(divide(sum(values, Decimal(0)), Decimal(len(values)))) if values else None


def _overview(sheet: Worksheet, recap: RecapBook, people: pd.DataFrame, indicators: pd.DataFrame) -> None:
    for letter, width in zip("ABCDEFGH", _OVERVIEW_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    look.title(sheet.cell(1, 1, "Rekap Penilaian Kinerja"))
    look.note(_text(sheet.cell(2, 1), recap.heading), strong=True)
    look.note(sheet.cell(3, 1, f"Dibuat {recap.made}. Angka berasal dari formulir terakhir yang diterima."))
    counts = predicate_counts(recap, people)
    row = _table(sheet, _HEAD_ROW, 1, ("Predikat", "Pegawai"), [*counts, ("Jumlah", len(people))])
    _bars(sheet, (_HEAD_ROW, 1, len(counts)), "Pegawai menurut predikat", f"A{_CHART_TOP}", 2)
    units = unit_means(people)
    end = _table(sheet, _TABLE_TOP, 1, ("Unit kerja", "Pegawai", "Bernilai", "Rata-rata"), units)
    _bars(sheet, (_TABLE_TOP, 1, len(units)), "Rata-rata nilai akhir menurut unit", f"F{_CHART_TOP}", 4)
    weak = weakest_indicators(indicators)
    _table(sheet, _TABLE_TOP, 6, ("Indikator bersama yang paling perlu perhatian", "Pegawai", "Capaian (%)"), weak)
    for number, warning in enumerate(recap.warnings, start=row + 1):
        look.note(sheet.cell(number, 6, f"▲ {warning}"))
    missing = f"{len(recap.missing)} formulir belum kembali." if recap.missing else "Semua formulir sudah kembali."
    look.note(sheet.cell(_HEAD_ROW, 6, missing), strong=True)
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=False)
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:H{max(end, _TABLE_TOP + len(weak) + 2)}"


def _table(sheet: Worksheet, row: int, column: int, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """A small boxed table; gives the row below it."""
    for place, head in enumerate(heads, start=column):
        look.heading(sheet.cell(row, place, head))
    for values in rows:
        row += 1
        needed = height_of(lines(str(values[0]), _OVERVIEW_WIDTHS[column - 1]))
        # Two tables share these rows: the higher one decides.
        sheet.row_dimensions[row].height = max(needed, sheet.row_dimensions[row].height or 0)
        for place, value in enumerate(values, start=column):
            cell = _put(sheet, row, place, value)
            cell.border = look.BOX
            first = place == column
            cell.alignment = Alignment(horizontal="left" if first else "right", vertical="top", wrap_text=first)
    return row + 1


def _bars(sheet: Worksheet, rows: tuple[int, int, int], title: str, place: str, values: int) -> None:
    head, labels, count = rows
    chart = BarChart()
    chart.type, chart.style, chart.title, chart.legend = "bar", 10, title, None
    data = Reference(sheet, min_col=values, min_row=head + 1, max_row=head + count)
    chart.add_data(data)
    chart.set_categories(Reference(sheet, min_col=labels, min_row=head + 1, max_row=head + count))
    chart.series[0].graphicalProperties.solidFill = look.ACCENT
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.y_axis.scaling.min, chart.x_axis.scaling.orientation = 0, "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.gapWidth, chart.width, chart.height = 40, 14.4, 11.2
    chart.x_axis.tickLblSkip = 1
    chart.y_axis.majorGridlines = None
    sheet.add_chart(chart, place)


def _flat(book: Workbook, name: str, heading: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    sheet = book.create_sheet(name)
    look.title(sheet.cell(1, 1, name))
    look.note(_text(sheet.cell(2, 1), heading), strong=True)
    for column, head in enumerate(heads, start=1):
        look.heading(sheet.cell(_HEAD_ROW, column, head))
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(head, max(12, len(head) * 0.75))
    for row, values in enumerate(rows, start=_HEAD_ROW + 1):
        for column, value in enumerate(values, start=1):
            _put(sheet, row, column, value).border = look.BOX
    if not rows:
        look.note(sheet.cell(_HEAD_ROW + 1, 1, "Tidak ada."))
    last = get_column_letter(len(heads))
    sheet.row_dimensions[_HEAD_ROW].height = 32
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 3)
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + max(1, len(rows))}"
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=True)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"


def _text(cell: Cell, text: str) -> Cell:
    """Text as text: never a formula, and what looks like an escape of the file format stays as it was typed."""
    safe = _LOOKS_ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text)).replace("\r", "_x000D_")
    cell.value, cell.data_type = safe, "s"
    return cell


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """A value as itself; text is never a formula, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.font = look.font()
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if isinstance(value, str):
        _text(cell, value).number_format = "@"
    else:
        cell.value = value
        if isinstance(value, Decimal):
            cell.number_format = "0.00" if value.as_tuple().exponent == _CENTS else "General"
        elif isinstance(value, date):
            cell.number_format = look.FORMATS[Look.DATE]
    return cell
