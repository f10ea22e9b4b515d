"""Master of Rekonsiliasi: an empty list to paste into, the register's list, and the sheet of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule

from kinerja_pauh.sheets.layout import FIRST_ROW, SUBTITLE_ROW
from kinerja_pauh.sheets.reconcile_layout import OURS, OURS_TABLE, RESULT, TABLES

from . import look
from .table_sheet import empty_book, write_list

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FIELDS = ("nip", "nama", "unit", "rating_hasil", "rating_perilaku", "predikat", "nilai", "status")
_STATES = (("✕", look.WRONG), ("▲", look.CAUTION))
_SPARE = 2_000  # rows whose state is coloured


def reconcile_book() -> Workbook:
    """The three sheets."""
    book = empty_book()
    for name, table in TABLES.items():
        sheet = book.create_sheet(name)
        write_list(sheet, table)
        sheet.cell(SUBTITLE_ROW, 1, "{{ instansi }} – {{ unit }} · {{ periode }}")
        if name == OURS:
            _people(sheet)
        if name == RESULT:
            _states(sheet)
    return book


def _people(sheet: Worksheet) -> None:
    sheet.cell(FIRST_ROW, 1, "{% for p in pegawai %}")
    for number, (column, field) in enumerate(zip(OURS_TABLE.columns, _FIELDS, strict=True), start=1):
        cell = sheet.cell(FIRST_ROW + 1, number, f"{{{{ p.{field} }}}}")
        look.data(cell, column, protected=False)
    sheet.cell(FIRST_ROW + 2, 1, "{% endfor %}")


def _states(sheet: Worksheet) -> None:
    for sign, colour in _STATES:
        rule = FormulaRule(formula=[f'LEFT($A{FIRST_ROW},1)="{sign}"'], fill=look.fill(colour))
        sheet.conditional_formatting.add(f"A{FIRST_ROW}:A{FIRST_ROW + _SPARE}", rule)
