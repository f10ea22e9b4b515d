"""The workbook Data_Layanan, by openpyxl, with the months as charts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kinerja_pauh.sheets import service_result as layout
from kinerja_pauh.sheets.flat_book import FlatSheet
from kinerja_pauh.sheets.flat_widths import column_widths

from .table_cells import HEAD_ROW, flat_sheet, line
from .templates.finish import finished
from .templates.table_sheet import empty_book

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.sheets.service_result import ServiceBook

_ABOUT = {
    layout.SUMMARY: "Satu baris satu layanan. Jam dan hari dihitung menurut kalender, dari diterima sampai diserahkan.",
    layout.REALISATION: "Satu baris satu indikator di lembar Tautan Data pada Induk, dengan asal angkanya.",
    layout.REFUSED: "Satu baris satu baris berkas yang tidak dihitung, atau dihitung tetapi perlu dilihat.",
    layout.TREND: "Satu baris satu bulan menurut tanggal diserahkan atau tanggal survei.",
    layout.FILES: "Satu baris satu berkas. Nama, NIK dan kolom lain yang diabaikan tidak dibaca dan tidak disimpan.",
}
_OF_ALL = ("Sesuai Standar (%)", "IKM")
_HOURS, _SERVICES_SHOWN = "Median Jam", 2
_CHART_COLUMN, _CHART_HEIGHT, _ROWS_A_CHART = "I", 4.7, 8  # four of them on the first page


def service_workbook(book: ServiceBook) -> bytes:
    """The workbook; the same rows give the same bytes."""
    made = empty_book()
    for name, heads, rows in (
        (layout.SUMMARY, layout.SUMMARY_HEADERS, book.summary),
        (layout.REALISATION, layout.REALISATION_HEADERS, book.realisations),
        (layout.REFUSED, layout.REFUSED_HEADERS, book.refused),
        (layout.TREND, layout.TREND_HEADERS, book.trend),
        (layout.FILES, layout.FILE_HEADERS, book.files),
    ):
        widths = () if name == layout.TREND else column_widths(heads, rows)  # its page also holds the charts
        flat_sheet(made, FlatSheet(name, _ABOUT[name], heads, rows), book.heading, widths)
    _charts(made[layout.TREND], book)
    return finished(made, "Data Layanan")


def _charts(sheet: Worksheet, book: ServiceBook) -> None:
    """A line over the months for each figure of all services together, then the hours of the most used services."""
    wanted = [(layout.ALL_SERVICES, head) for head in _OF_ALL]
    used = Counter({row[0]: row[1] for row in book.summary if row[0] != layout.ALL_SERVICES and row[1]})
    wanted += [(str(name), _HOURS) for name, _ in used.most_common(_SERVICES_SHOWN)]
    top = HEAD_ROW + 1  # not in the row that is printed on every page
    for service, head in wanted:
        column = layout.TREND_HEADERS.index(head)
        rows = [n for n, row in enumerate(book.trend, start=HEAD_ROW + 1) if row[0] == service]
        if any(book.trend[n - HEAD_ROW - 1][column] is not None for n in rows):
            cells = (layout.TREND_HEADERS.index("Bulan") + 1, column + 1, rows[0], rows[-1])
            line(sheet, f"{_CHART_COLUMN}{top}", f"{head}, {service}", cells, _CHART_HEIGHT)
            top += _ROWS_A_CHART
