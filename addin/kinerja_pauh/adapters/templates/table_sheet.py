"""Writing one table of sheets/ into a worksheet: heading, header row, one data row, rules, protection, print set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.sheets.layout import (
    FIRST_ROW,
    HEADER_ROW,
    LEGEND_ROW,
    PURPOSE_ROW,
    SUBTITLE_ROW,
    TITLE_ROW,
    WRONG,
    Look,
    resolve,
)
from kinerja_pauh.sheets.mark_sheets import mark_rules

from . import look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.sheets.layout import Column, Table

LEGEND = (
    ("Kuning: diisi", look.INPUT),
    ("Abu-abu: terkunci", look.LOCKED),
    ("Jingga: belum diisi", look.MISSING),
    ("Merah: salah", look.WRONG),
)
_FILL_IN = 2  # of them say where to type
_HEADER_HEIGHT = 48.0
_LIST_HEADER_HEIGHT = 22.0
_LEGEND_WIDTH = 16
STATES = (("✓", look.DONE), ("▲", look.CAUTION), ("✕", look.MISSING))
_MARKS = {Severity.WRONG: look.WRONG, Severity.MISSING: look.MISSING, Severity.WARNING: look.NOTICE}
_LONGEST_PROMPT_TITLE = 32


def empty_book() -> Workbook:
    """A workbook without any sheet yet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def write_table(
    sheet: Worksheet, table: Table, tables: Mapping[str, Table], *, protected: bool = True, marked: bool = True
) -> None:
    """The whole sheet of a table, its data row standing once. marked: coloured by what the sheet Temuan lists."""
    _heading(sheet, table, _legend(table, protected=protected, marked=marked))
    for number, column in enumerate(table.columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width + 0.71  # Excel adds 5 pixels of padding to a width
        header = sheet.cell(HEADER_ROW, number, column.header)
        look.heading(header)
        cell = sheet.cell(FIRST_ROW, number)
        look.data(cell, column, protected=protected)
        if column.formula:
            cell.value = "=" + resolve(column.formula, table, tables)
        _rules(sheet, column, cell.coordinate, table, tables)
        _entry_help(sheet, column, cell.coordinate, table, tables)
    if marked:
        _marks(sheet, table)
    sheet.row_dimensions[HEADER_ROW].height = _HEADER_HEIGHT
    sheet.row_dimensions[FIRST_ROW].height = 18
    _view(sheet, table)
    _print(sheet, table)


def write_list(sheet: Worksheet, table: Table) -> None:
    """A sheet whose rows only a program writes: heading, header row, and the look of whole columns."""
    _heading(sheet, table, ())
    for number, column in enumerate(table.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width + 0.71
        dimension.hidden = not column.width
        look.whole_column(dimension, column)
        look.heading(sheet.cell(HEADER_ROW, number, column.header))
    sheet.row_dimensions[HEADER_ROW].height = _LIST_HEADER_HEIGHT
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 1)
    sheet.sheet_view.zoomScale = table.zoom
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=table.landscape)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _marks(sheet: Worksheet, table: Table) -> None:
    """The colours of what the sheet Temuan lists, over the whole table."""
    row = f"A{FIRST_ROW}:{get_column_letter(len(table.columns))}{FIRST_ROW}"
    for severity, formula in mark_rules(table.sheet):
        rule = FormulaRule(formula=[formula], fill=look.fill(_MARKS[severity]), stopIfTrue=True)
        sheet.conditional_formatting.add(row, rule)


def _legend(table: Table, *, protected: bool, marked: bool) -> Sequence[tuple[str, str]]:
    """The colours that can be seen in a table: missing and wrong only where something is asked for or marked."""
    if not protected or not (marked or table.entries):
        return ()
    judged = marked or any(column.rules for column in table.columns)
    return LEGEND if judged else LEGEND[:_FILL_IN]


def _heading(sheet: Worksheet, table: Table, legend: Sequence[tuple[str, str]]) -> None:
    look.title(sheet.cell(TITLE_ROW, 1, table.title))
    look.note(sheet.cell(SUBTITLE_ROW, 1), strong=True)
    look.note(sheet.cell(PURPOSE_ROW, 1, table.purpose))
    sheet.row_dimensions[TITLE_ROW].height = 24
    wide = [n for n, column in enumerate(table.columns, start=1) if column.width >= _LEGEND_WIDTH]
    for number, (words, colour) in zip(wide, legend, strict=False):
        cell = sheet.cell(LEGEND_ROW, number, words)
        cell.fill, cell.border, cell.font = look.fill(colour), look.BOX, look.font(size=10)


def _rules(sheet: Worksheet, column: Column, place: str, table: Table, tables: Mapping[str, Table]) -> None:
    # Wrong stands before missing, so that the stronger colour wins where both are true.
    for rule in sorted(column.rules, key=lambda r: r.state != WRONG):
        formula = resolve(rule.formula, table, tables)
        if rule.state == WRONG:
            formula = f'AND({place}<>"",{formula})'
        colour = look.WRONG if rule.state == WRONG else look.MISSING
        sheet.conditional_formatting.add(
            place, FormulaRule(formula=[formula], fill=look.fill(colour), stopIfTrue=rule.state == WRONG)
        )
    if column.look is Look.STATE:
        for sign, colour in STATES:
            rule = FormulaRule(formula=[f'LEFT({place},1)="{sign}"'], fill=look.fill(colour))
            sheet.conditional_formatting.add(place, rule)


def _entry_help(sheet: Worksheet, column: Column, place: str, table: Table, tables: Mapping[str, Table]) -> None:
    if not column.choices and not column.prompt:
        return
    rule = DataValidation(allow_blank=True)
    if isinstance(column.choices, str):
        rule.type = "list"
        rule.formula1 = resolve(column.choices.removeprefix("="), table, tables)
        rule.showErrorMessage = "IF(" not in column.choices and not column.open_list
    elif column.choices:
        rule.type, rule.formula1 = "list", '"' + ",".join(column.choices) + '"'
        rule.showErrorMessage = True
    if column.choices:
        rule.errorTitle, rule.error = "Pilih dari daftar", f"{column.header}: pilih salah satu yang ada di daftar."
    if column.prompt:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.header[:_LONGEST_PROMPT_TITLE], column.prompt
    rule.add(place)
    sheet.add_data_validation(rule)


def _view(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = sheet.cell(FIRST_ROW, table.column(table.frozen) + 1)
    sheet.sheet_view.zoomScale = table.zoom
    sheet.sheet_view.showGridLines = False
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{FIRST_ROW}"


def _print(sheet: Worksheet, table: Table) -> None:
    set_up_page(sheet, landscape=table.landscape)
    last = get_column_letter(len(table.columns))
    sheet.print_area = f"A1:{last}{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    if table.pages_wide > 1:
        sheet.page_setup.fitToWidth = table.pages_wide
        sheet.print_title_cols = f"A:{get_column_letter(table.column(table.frozen))}"


def set_up_page(sheet: Worksheet, *, landscape: bool) -> None:
    """A4, one page wide, page numbers at the foot."""
    page = sheet.page_setup
    page.paperSize, page.orientation = 9, "landscape" if landscape else "portrait"
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Halaman &P dari &N"
