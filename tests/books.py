"""Workbooks in memory: what `fill_form` or `fill_induk` would write, below its headers, as a reader would find it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.cell_xml import serial
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.sheets import form_layout, induk_layout
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.fill_induk import fill_induk, settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW, TITLE_ROW
from people import PERIOD, RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kinerja_pauh.appraisal.model import Employee, Form, Indicator, Period
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.sheets.cells import SheetFill, Value
    from kinerja_pauh.sheets.layout import Table

Cells = dict[tuple[int, int], Cell]
TABLES = form_layout.TABLES | induk_layout.TABLES
ERROR = Cell(CellKind.ERROR, "#REF!")


def cell(value: Value, formula: str = "") -> Cell | None:
    """A value as it would be read back; None for a blank cell. A date is a number that is shown as one."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return Cell(CellKind.BOOL, value, formula)
    if isinstance(value, date):
        return Cell(CellKind.NUMBER, float(serial(value)), formula, is_date=True)
    if isinstance(value, (int, float, Decimal)):
        return Cell(CellKind.NUMBER, float(value), formula)
    return Cell(CellKind.TEXT, str(value), formula)


def sheet(fill: SheetFill, table: Table | None) -> Cells:
    """A filled sheet with title and headers; where the table computes a column the value is a cached result."""
    cells: dict[tuple[int, int], Cell | None] = {}
    computed = set()
    if table is not None:
        cells[TITLE_ROW, 1] = cell(table.title)
        cells |= {(HEADER_ROW, n): cell(column.header) for n, column in enumerate(table.columns, start=1)}
        computed = {n for n, column in enumerate(table.columns, start=1) if column.formula}
    for (row, column), value in fill.values.items():
        formula = "1+1" if row >= FIRST_ROW and column in computed else ""
        cells[row, column] = cell(value, formula)
    return {place: one for place, one in cells.items() if one is not None}


def book(fills: Mapping[str, SheetFill], name: str = "Uji.xlsx") -> Book:
    return Book(name, {title: sheet(fill, TABLES.get(title)) for title, fill in fills.items()})


def form_book(form: Form, rules: Rulebook = RULES) -> Book:
    """The form's workbook with everything in it that the form holds."""
    results = [score(ratee, rules, form.period) for ratee in form.ratees]
    return book(fill_form(form, results, rules))


def induk_book(
    employees: Sequence[Employee],
    plans: Mapping[str, Sequence[Indicator]],
    form: Form,
    period: Period = PERIOD,
    **settings: Value,
) -> Book:
    chosen = settings_for(form.office, period, year=period.end.year) | settings
    return book(fill_induk(employees, plans, chosen))


def with_sheet(old: Book, title: str, change: Callable[[Cells], Cells]) -> Book:
    """The book with one sheet changed; the sheets keep their order."""
    return replace(old, sheets={n: change(dict(c)) if n == title else c for n, c in old.sheets.items()})


def typed(old: Book, title: str, header: str, value: Value | Cell, row: int = FIRST_ROW) -> Book:
    """The book after someone typed into one cell."""
    one = value if isinstance(value, Cell) else cell(value)
    place = (row, TABLES[title].column(header))

    def change(cells: Cells) -> Cells:
        cells.pop(place, None)
        return cells if one is None else cells | {place: one}

    return with_sheet(old, title, change)


def rearranged(old: Book, title: str, rows: Mapping[int, int]) -> Book:
    """The book with the sheet's data rows taken from elsewhere: new row -> old row; rows not named are gone."""

    def change(cells: Cells) -> Cells:
        moved = {place: one for place, one in cells.items() if place[0] < FIRST_ROW}
        for new, source in rows.items():
            moved |= {(new, column): one for (row, column), one in cells.items() if row == source}
        return moved

    return with_sheet(old, title, change)


def data_rows(old: Book, title: str) -> list[int]:
    return sorted({row for row, _ in old.sheets[title] if row >= FIRST_ROW})


def with_columns(old: Book, title: str, order: Sequence[int]) -> Book:
    """The book with the sheet's columns in another order: order[0] is the old column that becomes the first."""
    new = {column: place for place, column in enumerate(order, start=1)}
    return with_sheet(
        old,
        title,
        lambda cells: {(r, new[c]) if r >= HEADER_ROW else (r, c): one for (r, c), one in cells.items()},
    )


def without_sheet(old: Book, title: str) -> Book:
    return replace(old, sheets={name: cells for name, cells in old.sheets.items() if name != title})


def renamed(old: Book, title: str, new: str) -> Book:
    return replace(old, sheets={new if name == title else name: cells for name, cells in old.sheets.items()})
