"""Master of the Lembar Salin: a person's values in the order of e-Kinerja's screens, one a cell, to copy and tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation

from . import look
from .official_page import NO_BORDER, PERSON, page
from .table_sheet import empty_book

if TYPE_CHECKING:
    from openpyxl import Workbook

    from .official_page import Page

TICKED, OPEN = "☑", "☐"
_WIDTHS = (6, 30, 92, 9, 9, 19)
_HEADS = ("No", "Isian e-Kinerja", "Salin nilai ini", "Disalin", "Panjang", "Tanda")
_VALUE, _TICK, _LENGTH = 3, 4, 5


def copy_book() -> Workbook:
    """One sheet: a band a screen, a row a value."""
    book = empty_book()
    sheet = page(book, "Lembar Salin", _WIDTHS)
    _top(sheet)
    sheet.heads([((n, n), words) for n, words in enumerate(_HEADS, start=1)], numbered=False)
    frozen = sheet.row
    sheet.steer("{% for l in layar %}")
    sheet.band("{{ l.judul }}")
    sheet.steer("{% for s in l.isian %}")
    _row(sheet)
    sheet.steer("{% endfor %}")
    sheet.steer("{% endfor %}")
    sheet.done("Lembar Salin e-Kinerja", landscape=True)
    sheet.sheet.freeze_panes = f"A{frozen}"
    return book


def _top(sheet: Page) -> None:
    sheet.line("LEMBAR SALIN E-KINERJA", bold=True)
    sheet.line(PERSON, bold=True)
    sheet.line(
        "Pilih satu sel di kolom Salin nilai ini, Ctrl+C, tempel di e-Kinerja, lalu beri tanda ☑. Urutannya mengikuti "
        "layar e-Kinerja. Sel kosong tidak ada datanya di sini; isi langsung di e-Kinerja.",
        height=30,
    )
    sheet.text((1, 2), "Tandai teks lebih dari (huruf)", border=NO_BORDER)
    limit = sheet.text((3, 3), "{{ batas_huruf }}")
    limit.alignment = Alignment(horizontal="left")
    sheet.next()
    sheet.text((1, 2), "Sudah disalin", border=NO_BORDER)
    sheet.text((3, 3), None)
    sheet.next()
    sheet.next(8)


def _row(sheet: Page) -> None:
    row, paper = sheet.row, sheet.sheet
    sheet.text((1, 1), "{{ s.no }}", centre=True)
    sheet.text((2, 2), "{{ s.isian }}")
    value = sheet.text((_VALUE, _VALUE), "{{ s.nilai }}")
    value.fill, value.number_format = look.fill(look.INPUT), "@"
    sheet.text((_TICK, _TICK), OPEN, centre=True).font = look.font(size=12)
    length, limit = f"LEN(C{row})", "$C$4"
    sheet.text((_LENGTH, _LENGTH), f"={length}", centre=True)
    sheet.text((6, 6), f'=IF(C{row}="","diisi di e-Kinerja",IF({length}>{limit},"▲ terlalu panjang",""))')
    ticks = DataValidation(type="list", formula1=f'"{OPEN},{TICKED}"', allow_blank=True, showErrorMessage=True)
    ticks.errorTitle, ticks.error = "Pilih dari daftar", f"Pilih {OPEN} atau {TICKED}."
    ticks.add(f"D{row}")
    paper.add_data_validation(ticks)
    done = FormulaRule(formula=[f'$D{row}="{TICKED}"'], fill=look.fill(look.DONE))
    paper.conditional_formatting.add(f"A{row}:F{row}", done)
    long = FormulaRule(formula=[f"LEN($C{row})>{limit}"], fill=look.fill(look.CAUTION))
    paper.conditional_formatting.add(f"E{row}:F{row}", long)
    counted = f'=COUNTIF(D{row}:D{row},"{TICKED}")&" dari "&COUNTA(A{row}:A{row})'
    paper.cell(5, _VALUE, counted)
    sheet.next()
