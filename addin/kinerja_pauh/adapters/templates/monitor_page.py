"""The sheet Monitor of the Induk: a list that a program writes, in which one column is for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW, LEGEND_ROW, Look
from kinerja_pauh.sheets.monitor_sheet import (
    CHOICE,
    DAYS_LEFT,
    FORM_ID,
    LAST_OF_LIST,
    MONITOR_TABLE,
    MOST_ROWS,
    ROW_POINTS,
    STATE,
    SUMS_TITLE,
    TOTAL,
    UNIT,
)

from . import look
from .table_sheet import write_list

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SIGNS = (("✓", look.DONE), ("▲", look.CAUTION), ("✕", look.MISSING))
_LAST_ROW = FIRST_ROW + MOST_ROWS - 1
_HEADER_HEIGHT = 34.0  # two lines: the narrow columns have long names
_SUM_LINE = Border(bottom=Side(style="thin", color=look.RULE))
_LATE = "9C2A1F"


def write_monitor(sheet: Worksheet) -> None:
    """The empty sheet. Rows get their frame and colours by conditional formats, as soon as something stands in them."""
    table = MONITOR_TABLE
    write_list(sheet, table)
    sheet.row_dimensions[HEADER_ROW].height = _HEADER_HEIGHT
    sheet.freeze_panes = sheet.cell(FIRST_ROW, table.column(table.frozen) + 1)
    look.note(sheet.cell(LEGEND_ROW, 1), strong=True)
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = ROW_POINTS, True
    for number, column in enumerate(table.columns, start=1):
        place = Alignment(horizontal="center" if column.look is Look.COUNT else "left", vertical="center")
        sheet.column_dimensions[get_column_letter(number)].alignment = place
    _colours(sheet)
    _choice_help(sheet)
    # The two halves are about equally wide, so the list comes onto the first page and the texts onto the second.
    sheet.page_setup.fitToWidth = table.pages_wide


def _colours(sheet: Worksheet) -> None:
    """Each rule brings the frame along: not every program adds up the rules of a cell."""
    first = {
        name: f"${get_column_letter(MONITOR_TABLE.column(name))}{FIRST_ROW}" for name in (UNIT, FORM_ID, DAYS_LEFT)
    }
    late = FormulaRule(
        formula=[f'LEFT({first[DAYS_LEFT]},5)="lewat"'], font=look.font(bold=True, colour=_LATE), border=look.BOX
    )
    sheet.conditional_formatting.add(_column(DAYS_LEFT), late)
    state = f"{get_column_letter(MONITOR_TABLE.column(STATE))}{FIRST_ROW}"
    for sign, colour in _SIGNS:
        rule = FormulaRule(formula=[f'LEFT({state},1)="{sign}"'], fill=look.fill(colour), border=look.BOX)
        sheet.conditional_formatting.add(_column(STATE), rule)
    typed = FormulaRule(formula=[f'{first[FORM_ID]}<>""'], fill=look.fill(look.INPUT), border=look.BOX)
    sheet.conditional_formatting.add(_column(CHOICE), typed)
    every = f"A{FIRST_ROW}:{get_column_letter(len(MONITOR_TABLE.columns))}{_LAST_ROW}"
    sheet.conditional_formatting.add(every, FormulaRule(formula=[f'{first[FORM_ID]}<>""'], border=look.BOX))
    is_sum = f'AND({first[UNIT]}<>"",{first[FORM_ID]}="")'
    is_strong = f'OR({first[UNIT]}="{SUMS_TITLE}",{first[UNIT]}="{TOTAL}")'
    listed = f"A{FIRST_ROW}:{get_column_letter(MONITOR_TABLE.column(LAST_OF_LIST))}{_LAST_ROW}"
    strong = FormulaRule(formula=[is_strong], font=look.font(bold=True), border=_SUM_LINE)
    sheet.conditional_formatting.add(listed, strong)
    sheet.conditional_formatting.add(listed, FormulaRule(formula=[is_sum], border=_SUM_LINE))


def _choice_help(sheet: Worksheet) -> None:
    column = MONITOR_TABLE.columns[MONITOR_TABLE.column(CHOICE) - 1]
    rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="1", allow_blank=True)
    rule.errorTitle, rule.error, rule.showErrorMessage = CHOICE, "Ketik nomor kiriman, misalnya 1 atau 2.", True
    rule.promptTitle, rule.prompt, rule.showInputMessage = CHOICE, column.prompt, True
    rule.add(_column(CHOICE))
    sheet.add_data_validation(rule)


def _column(header: str) -> str:
    letter = get_column_letter(MONITOR_TABLE.column(header))
    return f"{letter}{FIRST_ROW}:{letter}{_LAST_ROW}"
