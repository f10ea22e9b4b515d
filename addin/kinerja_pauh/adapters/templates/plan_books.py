"""The masters of planning: the plan of one employee, a rater's agreement, and the bank of indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from kinerja_pauh.adapters.stamping import compile_template
from kinerja_pauh.samples.bank import additional_rows, main_rows, plans
from kinerja_pauh.samples.data import table as sample_words
from kinerja_pauh.sheets import skp_words as words
from kinerja_pauh.sheets.approval_layout import APPROVAL_TABLES
from kinerja_pauh.sheets.bank_sheet import ANY_POST, fill_bank
from kinerja_pauh.sheets.cascade_layout import CASCADE_TABLES
from kinerja_pauh.sheets.fill_skp import (
    FIRST_STEP,
    GUIDE_WIDTHS,
    IDENTITY,
    IDENTITY_ROW,
    NOTICE_MARK,
    STEPS_ROW,
)
from kinerja_pauh.sheets.layout import PURPOSE_ROW, Column, Look, resolve
from kinerja_pauh.sheets.mark_sheets import FINDINGS, FINDINGS_TABLE
from kinerja_pauh.sheets.plan_rows import plan_cells
from kinerja_pauh.sheets.skp_layout import (
    BANK_TABLE,
    BANK_TABLES,
    OFFER_FORMULA,
    PLAN_TABLE,
    PLAN_TABLES,
    SUM_FORMULA,
    SUM_ROW,
    SUM_STATE_FORMULA,
    SUPERIOR_TABLE,
)

from . import look
from .finish import finished
from .guide_sheet import closed, write_guide, write_identity
from .table_sheet import STATES, empty_book, write_list, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.appraisal.model import Indicator
    from kinerja_pauh.sheets.bank_sheet import BankRow

ACTIVITIES = {
    "Melaksanakan": "Terlaksananya",
    "Melakukan": "Terlaksananya",
    "Mengerjakan": "Selesainya",
    "Menyelesaikan": "Terselesaikannya",
    "Menyusun": "Tersusunnya",
    "Membuat": "Tersusunnya",
    "Menyiapkan": "Tersedianya",
    "Menyediakan": "Tersedianya",
    "Mengelola": "Terkelolanya",
    "Melayani": "Terlayaninya",
    "Memproses": "Terselesaikannya",
    "Menata": "Tertatanya",
    "Mencatat": "Tercatatnya",
    "Menginput": "Tercatatnya",
    "Mengarsipkan": "Tertatanya",
    "Mengumpulkan": "Terkumpulnya",
    "Menyampaikan": "Tersampaikannya",
    "Meningkatkan": "Meningkatnya",
    "Mengoordinasikan": "Terkoordinasinya",
    "Mengkoordinasikan": "Terkoordinasinya",
    "Memantau": "Terpantaunya",
    "Mengawasi": "Terawasinya",
    "Membina": "Terbinanya",
    "Membantu": "",
    "Mengikuti": "",
    "Menghadiri": "",
    "Mendampingi": "",
    "Mendukung": "",
}
"""First words of activities, and with what the result of each begins; none where only the person knows the result."""
_ANY_AREA = "wilayah kerja"


def plan_book(password: str) -> Workbook:
    """The workbook in which an employee drafts the plan; every table's row standing once."""
    book = empty_book()
    guide = book.create_sheet(words.GUIDE)
    write_guide(guide, "Rencana Kinerja Tahunan (SKP)", words.PLAN_GUIDE)
    _identity(guide)
    _steps(guide)
    plan = book.create_sheet(PLAN_TABLE.sheet)
    write_table(plan, PLAN_TABLE, PLAN_TABLES, marked=False)
    _sums(plan)
    write_table(book.create_sheet(SUPERIOR_TABLE.sheet), SUPERIOR_TABLE, PLAN_TABLES, marked=False)
    write_table(book.create_sheet(BANK_TABLE.sheet), BANK_TABLE, BANK_TABLES, marked=False)
    write_list(book.create_sheet(FINDINGS), FINDINGS_TABLE)
    return closed(book, password, PLAN_TABLE.sheet)


def approval_book(password: str) -> Workbook:
    """The workbook in which a rater agrees to plans or returns them."""
    book = empty_book()
    write_guide(book.create_sheet(words.GUIDE), "Persetujuan Rencana (SKP)", words.APPROVAL_GUIDE)
    for table in APPROVAL_TABLES.values():
        write_table(book.create_sheet(table.sheet), table, APPROVAL_TABLES, marked=False)
    return closed(book, password, words.DECISIONS)


def cascade_book() -> Workbook:
    """The tree of an office's results and its gaps; for reading, so nothing in it is locked."""
    book = empty_book()
    for table in CASCADE_TABLES.values():
        write_table(book.create_sheet(table.sheet), table, CASCADE_TABLES, protected=False, marked=False)
    return book


def bank_book() -> bytes:
    """The bank of indicators with its rows, open for the office to change."""
    book = empty_book()
    for table in BANK_TABLES.values():
        write_table(book.create_sheet(table.sheet), table, BANK_TABLES, protected=False, marked=False)
    template = compile_template(finished(book, "Bank Indikator"))
    return template.render(fill_bank(list(_bank_rows()), ACTIVITIES, "Boleh diubah kantor; taruh di folder templat."))


def _bank_rows() -> Iterator[BankRow]:
    """Every promise that the sample bank knows, the post first; its places stand for whatever area one works in."""
    for plan in plans():
        titles = " / ".join(dict.fromkeys(_titles(plan)))
        yield from (_bank_row(titles, one.indicator) for one in main_rows(plan))
    yield from (_bank_row(ANY_POST, one.indicator) for one in additional_rows())


def _titles(plan: str) -> Iterator[str]:
    for post in sample_words("office.toml")["post"]:
        if post["plan"] == plan:
            yield post["title"].replace(" {kelurahan}", "")


def _bank_row(titles: str, indicator: Indicator) -> BankRow:
    cells = plan_cells(replace(indicator, result=indicator.result.format(wilayah=_ANY_AREA))) | {"Jabatan": titles}
    return {column.header: cells[column.header] for column in BANK_TABLE.columns}


def _identity(sheet: Worksheet) -> None:
    write_identity(sheet, "Rencana ini milik", IDENTITY, IDENTITY_ROW)
    reason = sheet.cell(IDENTITY_ROW + len(IDENTITY) - 1, 3).coordinate
    rule = FormulaRule(formula=[f'AND({reason}<>"",{reason}<>"–")'], fill=look.fill(look.MISSING))
    sheet.conditional_formatting.add(reason, rule)
    sheet.row_dimensions[IDENTITY_ROW + len(IDENTITY) - 1].height = 48


def _steps(sheet: Worksheet) -> None:
    """Below the identity what was agreed earlier, one row standing once."""
    sheet.cell(STEPS_ROW, 2, words.STEPS_HEADING).font = look.font(bold=True, colour=look.ACCENT, size=12)
    look.note(sheet.cell(STEPS_ROW + 1, 2, words.STEPS_SENTENCE))
    sheet.column_dimensions[get_column_letter(len(GUIDE_WIDTHS))].width = GUIDE_WIDTHS[-1]
    for number, header in enumerate(words.STEPS_HEADERS, start=2):
        look.heading(sheet.cell(FIRST_STEP - 1, number, header))
        kind = Look.DATE if header == words.STEPS_HEADERS[-1] else Look.WRAP
        look.data(sheet.cell(FIRST_STEP, number), Column(header, GUIDE_WIDTHS[number - 1], kind))
    for row in (STEPS_ROW, STEPS_ROW + 1, FIRST_STEP - 1, FIRST_STEP):
        sheet.row_dimensions[row].height = 18
    sheet.page_setup.fitToHeight = 1


def _sums(sheet: Worksheet) -> None:
    """The line above the table: what the main weights sum to and how the rest could be spread."""
    offer, label = PLAN_TABLE.column("Indikator"), PLAN_TABLE.column("Sumber Data")
    weight, state = PLAN_TABLE.column("Bobot (%)"), PLAN_TABLE.column("Keadaan")
    look.note(sheet.cell(SUM_ROW, offer))
    sheet.cell(SUM_ROW, offer).value = "=" + resolve(OFFER_FORMULA, PLAN_TABLE, PLAN_TABLES)
    told = sheet.cell(SUM_ROW, label, "Jumlah bobot Utama")
    told.font, told.alignment = look.font(bold=True), Alignment(horizontal="right")
    for column, formula in ((weight, SUM_FORMULA), (state, SUM_STATE_FORMULA)):
        cell = sheet.cell(SUM_ROW, column, "=" + resolve(formula, PLAN_TABLE, PLAN_TABLES))
        cell.font, cell.border, cell.fill = look.font(bold=True), look.BOX, look.fill(look.LOCKED)
        cell.alignment = Alignment(horizontal="right" if column == weight else "left")
    place = sheet.cell(SUM_ROW, state).coordinate
    for sign, colour in STATES:
        rule = FormulaRule(formula=[f'LEFT({place},1)="{sign}"'], fill=look.fill(colour))
        sheet.conditional_formatting.add(place, rule)
    mark = f'LEFT($A${PURPOSE_ROW},{len(NOTICE_MARK)})="{NOTICE_MARK}"'
    returned = FormulaRule(formula=[mark], font=look.font(bold=True, colour="9C2A1F"), fill=look.fill(look.MISSING))
    sheet.conditional_formatting.add(f"A{PURPOSE_ROW}:{sheet.cell(PURPOSE_ROW, state).coordinate}", returned)
