"""The master of the Formulir Penilaian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Protection
from openpyxl.workbook.defined_name import DefinedName

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets import parameters as place
from kinerja_pauh.sheets.layout import SUBTITLE_ROW, TITLE_ROW
from kinerja_pauh.sheets.parameters import parameter_cells

from . import look
from .protection import protect
from .table_sheet import empty_book, set_up_page, write_list, write_table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.appraisal.rulebook import Rulebook

_WIDTHS = {1: 4, 2: 48, 3: 20, 4: 20, 5: 74, 6: 56}


def form_book(rules: Rulebook, period: Period, password: str) -> Workbook:
    """The workbook with every sheet, each table's row standing once."""
    book = empty_book()
    _guide(book.create_sheet(layout.GUIDE), rules, period)
    for table in layout.TABLES.values():
        write_table(book.create_sheet(table.sheet), table, layout.TABLES)
    for table in layout.MARK_TABLES.values():
        write_list(book.create_sheet(table.sheet), table)
    meta = book.create_sheet(layout.META)
    meta.sheet_state = "veryHidden"
    meta["A1"].number_format = meta["B1"].number_format = "@"
    for name, target in place.defined_names().items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    for sheet in book.worksheets:
        protect(sheet, password)
    book[layout.GUIDE].sheet_properties.tabColor = look.ACCENT
    book[layout.SUMMARY].sheet_properties.tabColor = look.ACCENT
    for name in (layout.WORK, layout.BEHAVIOUR, layout.FACTORS, layout.FEEDBACK, layout.DIALOGUE):
        book[name].sheet_properties.tabColor = "FFD966"
    return book


def _guide(sheet: Worksheet, rules: Rulebook, period: Period) -> None:
    for column, width in _WIDTHS.items():
        sheet.column_dimensions["ABCDEF"[column - 1]].width = width
    look.title(sheet.cell(TITLE_ROW, 1, "Formulir Penilaian Kinerja"))
    look.note(sheet.cell(SUBTITLE_ROW, 1), strong=True)
    look.note(sheet.cell(SUBTITLE_ROW + 1, 1, "Baca sepuluh baris ini dulu; pengisian selesai dalam sekali duduk."))
    for number, line in enumerate(place.GUIDE_LINES, start=1):
        row = place.FIRST_GUIDE_ROW + number - 1
        counter = sheet.cell(row, 1, number)
        counter.font, counter.alignment = look.font(bold=True, colour=look.ACCENT), Alignment(horizontal="center")
        sheet.cell(row, 2, line).font = look.font()
        sheet.row_dimensions[row].height = 18
    _parameters(sheet, rules, period)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    set_up_page(sheet, landscape=True)
    sheet.page_setup.fitToHeight = 1
    sheet.print_area = f"A1:F{place.HINT_ROW - 1}"


def _parameters(sheet: Worksheet, rules: Rulebook, period: Period) -> None:
    _band(sheet, place.PARAMETER_TITLE_ROW, "Ketentuan yang dipakai rumus formulir ini")
    _headers(sheet, place.PARAMETER_TITLE_ROW + 1, ("Ketentuan", "Nilai", "Satuan", "Sumber", "Keyakinan"))
    _band(sheet, place.ADDITIONAL_TITLE_ROW, "Kinerja tambahan: P % × bobot × nilai, menurut capaian")
    _headers(
        sheet,
        place.ADDITIONAL_TITLE_ROW + 1,
        ("Kategori", "Capaian mulai (%)", "P (%)", "Nilai", "Keyakinan"),
    )
    _band(sheet, place.MATRIX_TITLE_ROW, "Predikat: baris rating hasil kerja, kolom rating perilaku")
    _headers(sheet, place.MATRIX_TITLE_ROW + 1, ("Hasil kerja ↓ / perilaku →", *Rating, rules.matrix.source))
    for (row, column), value in parameter_cells(rules, period).items():
        sheet.cell(row, column).value = value
    for row in range(place.FIRST_PARAMETER_ROW, place.HINT_ROW):
        for column in range(place.LABEL, place.CONFIDENCE + 1):
            _plain(sheet, row, column)
    hint = sheet.cell(place.HINT_ROW, place.LABEL)
    hint.font = look.font(colour="FFFFFF", size=8)
    for row in range(place.FIRST_PARAMETER_ROW + len(place.PARAMETERS), place.ADDITIONAL_TITLE_ROW - 2):
        sheet.cell(row, place.VALUE).number_format = "[$-421]d mmmm yyyy"


def _band(sheet: Worksheet, row: int, words: str) -> None:
    cell = sheet.cell(row, 2, words)
    cell.font = look.font(bold=True, colour=look.ACCENT, size=12)


def _headers(sheet: Worksheet, row: int, words: tuple[str, ...]) -> None:
    for column, text in enumerate(words, start=place.LABEL):
        look.heading(sheet.cell(row, column, text))
    sheet.row_dimensions[row].height = 18


def _plain(sheet: Worksheet, row: int, column: int) -> None:
    cell = sheet.cell(row, column)
    if cell.value is None and sheet.cell(row, place.LABEL).value is None:
        return
    if cell.font.color is not None and cell.fill.fill_type:  # a header row between the tables
        return
    if sheet.cell(row, place.VALUE).value is None:  # a band title
        return
    cell.font, cell.border, cell.fill = look.font(), look.BOX, look.fill(look.LOCKED)
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    cell.protection = Protection(locked=True)
