"""The first sheet of the recap: one printed page that the Camat reads at a glance."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from kinerja_pauh.appraisal.indicators import HUNDRED
from kinerja_pauh.appraisal.rounding import divide, half_up
from kinerja_pauh.appraisal.wording import shorten, show_score
from kinerja_pauh.sheets import recap_layout as layout
from kinerja_pauh.sheets.recap_words import (
    feedback_words,
    job_words,
    missing_words,
    outside_words,
    pattern_of,
    pattern_sentences,
    rater_words,
    trend_words,
)

from .table_cells import bars, line, put, raise_row, small_table, text
from .templates import look
from .templates.table_sheet import set_up_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.appraisal.group_figures import GroupFigures
    from kinerja_pauh.appraisal.shared_indicators import IndicatorFigures
    from kinerja_pauh.appraisal.trend import TrendPoint
    from kinerja_pauh.sheets.cells import Value
    from kinerja_pauh.sheets.recap_layout import RecapBook

_COLUMNS = (32, 9, 11, 23, 16, 2, 42, 9, 14, 12)
_RIGHT = 7  # the first column of the right half
_LAST = len(_COLUMNS)
_UNITS_SHOWN = 16
_LONGEST = 90
_POINTS_A_CM = 28.35
_TALLEST_CHART = 9.5


def camat_page(sheet: Worksheet, recap: RecapBook) -> None:
    """Write the page."""
    for column, width in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    look.title(sheet.cell(1, 1, "Rekap Penilaian Kinerja"))
    look.note(text(sheet.cell(2, 1), recap.heading), strong=True)
    look.note(sheet.cell(3, 1, f"Dibuat {recap.made}. Angka berasal dari formulir terakhir yang diterima."))
    _tiles(sheet, 5, recap)
    row = _predicates(sheet, 8, recap)
    row = _sentences(sheet, row, pattern_sentences(recap.figures))
    row = _units(sheet, row + 1, recap)
    row = _indicators(sheet, row + 1, recap)
    row = _trend(sheet, row + 1, recap)
    told = (
        outside_words(recap.figures.outside),
        feedback_words(recap),
        rater_words(recap.figures),
        *job_words(recap),
        *missing_words(recap),
    )
    row = _sentences(sheet, row, told)
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=False)
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:{get_column_letter(_LAST)}{row - 1}"


def _tiles(sheet: Worksheet, row: int, recap: RecapBook) -> None:
    whole = recap.figures.whole
    mean = "belum ada" if whole.mean is None else show_score(whole.mean)
    tiles = (
        (1, 1, "Pegawai dinilai", f"{whole.counted} dari {whole.people + recap.absent}"),
        (2, 5, "Rata-rata nilai akhir", mean),
        (7, 7, "Mendapat umpan balik", f"{whole.feedback} dari {whole.people}"),
        (8, 10, "Formulir belum kembali", str(recap.forms)),
    )
    sheet.row_dimensions[row].height, sheet.row_dimensions[row + 1].height = 16, 30
    for first, last, label, value in tiles:
        for line_row, words, size in ((row, label, 10), (row + 1, value, 20)):
            if last > first:
                sheet.merge_cells(start_row=line_row, end_row=line_row, start_column=first, end_column=last)
            for column in range(first, last + 1):
                sheet.cell(line_row, column).fill = look.fill(look.LOCKED)
            cell = text(sheet.cell(line_row, first), words)
            cell.font = look.font(bold=size > 10, colour=look.ACCENT if size > 10 else look.MUTED, size=size)  # noqa: PLR2004 - the size of a label
            cell.alignment = Alignment(horizontal="center", vertical="center")


def _predicates(sheet: Worksheet, row: int, recap: RecapBook) -> int:
    whole = recap.figures.whole
    rows = [
        (predicate, heads, _share(heads, whole.counted), *pattern_of(whole.check, predicate))
        for predicate, heads in whole.counts.items()
    ]
    rest = [(layout.NO_PREDICATE, whole.incomplete, "", "", ""), ("Tanpa formulir", recap.absent, "", "", "")]
    total = ("Jumlah pegawai", whole.people + recap.absent, "", "", "")
    heads = ("Predikat", "Orang", "Bagian (%)", "Pola", "Keadaan")
    end = small_table(sheet, row, 1, heads, [*rows, *rest, total])
    for column in range(1, len(heads) + 1):
        sheet.cell(end - 1, column).font = look.font(bold=True)
    height = (end - row) * 19.5 / _POINTS_A_CM
    bars(sheet, f"{get_column_letter(_RIGHT)}{row}", "Pegawai menurut predikat", (1, 2, row + 1, end - 2), height)
    return end + 1


def _share(heads: int, counted: int) -> Decimal | None:
    return half_up(divide(heads * HUNDRED, Decimal(counted)), Decimal(1)) if counted else None


def _units(sheet: Worksheet, row: int, recap: RecapBook) -> int:
    units = recap.figures.units
    shown = units[:_UNITS_SHOWN]
    rows = [
        (
            unit.name,
            unit.people,
            unit.counted,
            _span(unit),
            unit.mean,
        )
        for unit in shown
    ]
    end = small_table(sheet, row, 1, ("Unit kerja", "Pegawai", "Dinilai", "Rentang", "Rata-rata"), rows)
    points = sum(sheet.row_dimensions[one].height or 15 for one in range(row, end))
    height = max(5.0, min(points / _POINTS_A_CM, 2 * _TALLEST_CHART))
    bars(
        sheet,
        f"{get_column_letter(_RIGHT)}{row}",
        "Rata-rata nilai akhir menurut unit",
        (1, 5, row + 1, end - 1),
        height,
    )
    if units[_UNITS_SHOWN:]:
        look.note(sheet.cell(end, 1, f"… dan {len(units) - _UNITS_SHOWN} unit lagi: lembar {layout.UNITS}."))
        end += 1
    return end


def _span(group: GroupFigures) -> str:
    if group.lowest is None or group.highest is None:
        return ""
    ends = dict.fromkeys((group.lowest, group.highest))
    return " – ".join(map(show_score, ends))


def _indicators(sheet: Worksheet, row: int, recap: RecapBook) -> int:
    figures = recap.figures
    left = _listing(sheet, row, (1, 3), "Indikator bersama terkuat", figures.strongest)
    right = _listing(sheet, row, (_RIGHT, _RIGHT + 1), "Indikator bersama yang perlu perhatian", figures.weakest)
    return max(left, right)


def _listing(sheet: Worksheet, row: int, name: tuple[int, int], title: str, found: Sequence[IndicatorFigures]) -> int:
    """Indicators, their names over several columns; gives the row below."""
    first, last = name
    width = sum(_COLUMNS[first - 1 : last])
    rows: list[tuple[Value, Value, Value]] = [(shorten(one.name, _LONGEST), one.people, one.reached) for one in found]
    for values in [(title, "Orang", "Capaian (%)"), *(rows or [("Tidak ada", "", "")])]:
        for place, value in zip((first, last + 1, last + 2), values, strict=True):
            cell = put(sheet, row, place, value)
            cell.alignment = Alignment(
                horizontal="left" if place == first else "right",
                vertical="top",
                wrap_text=True,
                indent=int(place > last),
            )
        for place in range(first, last + 3):
            cell = sheet.cell(row, place)
            cell.border = look.BOX
            if values[0] is title:
                look.heading(cell)
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        raise_row(sheet, row, str(values[0]), width)
        row += 1
    return row


def _trend(sheet: Worksheet, row: int, recap: RecapBook) -> int:
    figures = recap.figures
    if not figures.trend:
        return row
    rows = [(one.label, one.counted, one.same, _then_and_now(one), one.mean) for one in figures.trend]
    now = (recap.period, figures.whole.counted, "", "", figures.whole.mean)
    heads = ("Kecenderungan", "Dinilai", "Juga kini", "Mereka: dulu → kini", "Rata-rata")
    end = small_table(sheet, row, 1, heads, [*rows, now])
    line(sheet, f"{get_column_letter(_RIGHT)}{row}", "Rata-rata nilai akhir", (1, 5, row + 1, end - 1), 4.5)
    return _sentences(sheet, max(end, row + 9), trend_words(figures))


def _then_and_now(point: TrendPoint) -> str:
    """The mean of the people of both periods, then and now."""
    if point.same_mean is None or point.same_now is None:
        return ""
    return f"{show_score(point.same_mean)} → {show_score(point.same_now)}"


def _sentences(sheet: Worksheet, row: int, sentences: Iterable[str]) -> int:
    """One merged line a sentence; gives the row below."""
    width = sum(_COLUMNS)
    for sentence in sentences:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_LAST)
        cell = text(sheet.cell(row, 1), sentence)
        warning = sentence.startswith("▲")
        cell.font = look.font(bold=warning)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        raise_row(sheet, row, sentence, width)
        row += 1
    return row
