"""The master of the Induk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment

from kinerja_pauh.sheets import induk_layout as layout
from kinerja_pauh.sheets.heights import height_of, lines
from kinerja_pauh.sheets.layout import PURPOSE_ROW, SUBTITLE_ROW, TITLE_ROW
from kinerja_pauh.sheets.mark_sheets import FINDINGS, FINDINGS_TABLE
from kinerja_pauh.sheets.monitor_sheet import MONITOR
from kinerja_pauh.sheets.parameters import CONFIDENCE_WORDS

from . import look
from .home_page import write_home
from .monitor_page import write_monitor
from .table_sheet import empty_book, set_up_page, write_list, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.regulations import Setting

_REFERENCE_WIDTHS = (("A", 26), ("B", 50), ("C", 34), ("D", 10), ("E", 60), ("F", 58))


def induk_book(rules: Rulebook, settings: Sequence[Setting]) -> Workbook:
    """The workbook with every sheet, each table's row standing once. settings: of the rulebook, for the sheet Acuan."""
    book = empty_book()
    home = book.create_sheet(layout.HOME)
    write_home(home)
    for table in layout.TABLES.values():
        sheet = book.create_sheet(table.sheet)
        write_table(sheet, table, layout.TABLES, protected=False)
        sheet.sheet_properties.tabColor = "FFD966"
    _text_columns(book)
    _reference(book.create_sheet(layout.REFERENCE), rules, settings)
    write_list(book.create_sheet(FINDINGS), FINDINGS_TABLE)
    write_monitor(book.create_sheet(MONITOR))
    home.sheet_properties.tabColor = look.ACCENT
    return book


def _text_columns(book: Workbook) -> None:
    """Whole columns that hold a NIP are text, so that a row added below the table keeps all 18 digits."""
    for table in layout.TABLES.values():
        for number, column in enumerate(table.columns, start=1):
            if "NIP" in column.header:
                letter = book[table.sheet].cell(1, number).column_letter
                book[table.sheet].column_dimensions[letter].number_format = "@"


def _reference(sheet: Worksheet, rules: Rulebook, settings: Iterable[Setting]) -> None:
    for letter, width in _REFERENCE_WIDTHS:
        sheet.column_dimensions[letter].width = width
    look.title(sheet.cell(TITLE_ROW, 1, "Acuan"))
    look.note(sheet.cell(SUBTITLE_ROW, 1), strong=True)
    purpose = (
        "Ketentuan yang dipakai dan asalnya. Yang bertanda setelan kantor dapat diubah: tulis kuncinya di Pengaturan."
    )
    look.note(sheet.cell(PURPOSE_ROW, 1, purpose))
    rows: list[tuple[object, ...]] = [
        (
            line.key if line.is_setting else "",
            line.label,
            line.value,
            line.unit,
            line.source,
            CONFIDENCE_WORDS[line.confidence],
        )
        for line in settings
    ]
    row = _grid(sheet, 5, ("Kunci setelan", "Ketentuan", "Nilai", "Satuan", "Sumber", "Keyakinan"), rows)
    guides = [
        ("", v.name, "", "", "; ".join(v.guides), CONFIDENCE_WORDS[rules.values.confidence]) for v in rules.values.value
    ]
    _grid(sheet, row + 1, ("", "Nilai BerAKHLAK", "", "", "Panduan perilaku", "Keyakinan"), guides)
    sheet.freeze_panes = "A5"
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=True)


def _grid(sheet: Worksheet, first: int, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """A boxed table; gives the row below it."""
    for column, header in enumerate(headers, start=1):
        look.heading(sheet.cell(first, column, header))
    row = first
    for row, values in enumerate(rows, start=first + 1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            cell.font, cell.border, cell.fill = look.font(), look.BOX, look.fill(look.LOCKED)
            cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
        most = max(lines(str(value), width) for value, (_, width) in zip(values, _REFERENCE_WIDTHS, strict=True))
        sheet.row_dimensions[row].height = height_of(most)
    return row + 1
