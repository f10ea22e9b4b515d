"""The annex of the report: the whole computation, from the predicate down to the cells that someone typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from . import look
from .report_cells import POINTS, SMALL, directive, heads, note, wide
from .table_sheet import set_up_page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = (
    ("Yang dihitung", 50, "{{ h.uraian }}"),
    ("Hasil", 16, "{{ h.nilai }}"),
    ("Caranya", 46, "{{ h.cara | atau('–') }}"),
    ("Dari sel formulir", 36, "{{ h.masukan }}"),
    ("Dasar", 30, "{{ h.dasar }}"),
)
_TAGS = (
    "(V2) tertulis di dua sumber atau lebih, (V1) di satu sumber, (M) setelan kantor yang belum dicocokkan dengan "
    "naskah peraturan, (D) usulan kinerja-pauh, bukan bunyi peraturan; (M) dan (D) boleh diubah kantor."
)
_VALUE = 2


def calculation(sheet: Worksheet) -> None:
    """One line a step, indented below what it is a part of."""
    last = len(_COLUMNS)
    for number, (_, width, _code) in enumerate(_COLUMNS):
        sheet.column_dimensions["ABCDE"[number]].width = width
    look.title(wide(sheet, 1, 1, last - 1, "Lampiran: bagaimana nilai ini dihitung"))
    sheet.cell(1, last, "Kode {{ kode }}").font = look.font(bold=True)
    sheet.row_dimensions[1].height = 24
    look.note(wide(sheet, 2, 1, last, "{{ pegawai.nama }} · {{ periode }} · {{ peraturan }}"), strong=True)
    words = "Baca dari bawah ke atas dengan kalkulator: setiap angka dibulatkan dua desimal, setengah ke atas."
    note(sheet, 3, words, last)
    heads(sheet, 4, tuple((n, n, words) for n, (words, _, _code) in enumerate(_COLUMNS, start=1)))
    row = directive(sheet, 5, "{% for h in hitungan %}")
    for column, (_, _width, code) in enumerate(_COLUMNS, start=1):
        cell = wide(sheet, row, column, column, code, boxed=True)
        cell.font = look.font(size=SMALL)
        cell.number_format = POINTS if column == _VALUE else "General"
    bold = FormulaRule(formula=[f'LEFT($A{row},1)<>" "'], font=Font(bold=True), fill=look.fill(look.LOCKED))
    sheet.conditional_formatting.add(f"A{row}:E{row}", bold)
    row = directive(sheet, row + 1, "{% endfor %}")
    note(sheet, row, _TAGS, last)
    sheet.row_dimensions[row].height = 26
    sheet.freeze_panes = "A5"
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=True)
    sheet.print_title_rows = "1:4"
    sheet.print_area = f"A1:E{row}"
