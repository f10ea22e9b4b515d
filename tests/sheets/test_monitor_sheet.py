"""The sheet Monitor: what is written, what HR typed and must not lose, and how it stands in a real workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.stamping import compile_template
from kinerja_pauh.adapters.templates.finish import finished
from kinerja_pauh.adapters.templates.induk_book import induk_book
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.regulations import settings_of
from kinerja_pauh.samples import office as invented_office
from kinerja_pauh.sheets import induk_layout
from kinerja_pauh.sheets.cells import Book, Cell, CellKind, address
from kinerja_pauh.sheets.fill_induk import fill_induk, settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW, LEGEND_ROW, SUBTITLE_ROW
from kinerja_pauh.sheets.monitor_sheet import (
    CHOICE,
    FORM_ID,
    MONITOR,
    MONITOR_TABLE,
    SUMS_TITLE,
    Choices,
    MonitorRow,
    MonitorSum,
    monitor_change,
    not_a_return,
    read_choices,
)
from kinerja_pauh.sheets.read_induk import read_induk
from messages import flaws
from people import NIP, OTHER_NIP, RULES

COLUMN = {column.header: number for number, column in enumerate(MONITOR_TABLE.columns, start=1)}
CHOICE_LETTER = address(1, COLUMN[CHOICE])[:-1]
ROWS = (
    MonitorRow(
        "00aa11bb22cc33dd", "Kelurahan Pisang", NIP, "Fulan Contoh", "Penilaian_a.xlsx", 3, date(2026, 11, 15),
        "✕ Belum kembali", "7 hari lagi", message="Yth. Bapak/Ibu Fulan Contoh, mohon dikirim.",
    ),
    MonitorRow(
        "1234567890123456", "Kelurahan Pisang", OTHER_NIP, "=Fulanah", "Penilaian_b.xlsx", 12, None,
        "▲ Perlu dipilih", "7 hari lagi", 2, 1, ("1: ✓ diterima", "2: ✓ diterima"),
    ),
)  # fmt: skip
SUMS = (MonitorSum("Kelurahan Pisang", "2 formulir", 15), MonitorSum("Seluruhnya", "2 formulir", 15))
FIRST, SECOND = (row.form_id for row in ROWS)


def change(rows=ROWS, sums=SUMS, typed=None):
    return monitor_change("Kecamatan Pauh", "2 formulir.", rows, sums, typed or {})


def as_book(*changes):
    """What a reader would find after the changes."""
    cells = {}
    for one in changes:
        cells = {place: cell for place, cell in cells.items() if place[0] < one.clear_from}
        cells |= {place: cell for place, value in one.values.items() if (cell := books.cell(value))}
    return Book("Induk.xlsx", {MONITOR: cells})


def with_typed(value, row=FIRST_ROW, header=CHOICE):
    book = as_book(change())
    cell = value if isinstance(value, Cell) else books.cell(value)
    return books.with_sheet(book, MONITOR, lambda cells: cells | ({(row, COLUMN[header]): cell} if cell else {}))


# --- layout and writing -------------------------------------------------------------------------------------------


def test_people_type_into_one_column_and_the_id_of_the_form_stands_last():
    assert [column.header for column in MONITOR_TABLE.columns if column.entry] == [CHOICE]
    assert MONITOR_TABLE.columns[-1].header == FORM_ID
    assert len(COLUMN) == len(MONITOR_TABLE.columns)
    assert MONITOR_TABLE.purpose.endswith(".")
    assert MONITOR in induk_layout.SHEETS
    assert MONITOR not in induk_layout.TABLES


def test_each_form_has_a_row_and_the_sums_stand_below():
    values = change().values
    assert values[SUBTITLE_ROW, 1] == "Kecamatan Pauh"
    assert values[LEGEND_ROW, 1] == "2 formulir."
    assert [values[HEADER_ROW, n] for n in COLUMN.values()] == list(COLUMN)
    shown = {header: values[FIRST_ROW, number] for header, number in COLUMN.items()}
    assert shown == {
        "Unit Kerja": "Kelurahan Pisang",
        "Nama Penilai": "Fulan Contoh",
        "NIP Penilai": NIP,
        "Keadaan": "✕ Belum kembali",
        "Sisa Waktu": "7 hari lagi",
        "Masa": "",
        "Pegawai": 3,
        "Dibagikan": date(2026, 11, 15),
        "Kiriman Masuk": 0,
        "Kiriman Berlaku": None,
        "Kiriman Dipakai": None,
        "Daftar Kiriman": "",
        "Pesan WhatsApp": "Yth. Bapak/Ibu Fulan Contoh, mohon dikirim.",
        "Formulir": "Penilaian_a.xlsx",
        "Id Formulir": FIRST,
    }
    assert values[FIRST_ROW + 1, COLUMN["Daftar Kiriman"]] == "1: ✓ diterima; 2: ✓ diterima"
    assert values[FIRST_ROW + 3, 1] == SUMS_TITLE
    assert [values[row, COLUMN["Pegawai"]] for row in (FIRST_ROW + 4, FIRST_ROW + 5)] == [15, 15]
    assert max(row for row, _ in values) == FIRST_ROW + 5


def test_every_row_is_one_line_high():
    assert set(change().heights.values()) == {18.0}
    assert not [value for value in change().values.values() if isinstance(value, str) and "\n" in value]


def test_an_office_that_handed_out_nothing_is_told_so():
    empty = change((), ())
    below = [value for (row, _), value in empty.values.items() if row >= FIRST_ROW]
    assert below == ["Belum ada formulir periode ini yang dibagikan."]
    assert read_choices(as_book(empty)) == Choices()


def test_a_shorter_list_leaves_nothing_of_the_longer_one():
    assert as_book(change(), change(ROWS[:1], ())).sheets == as_book(change(ROWS[:1], ())).sheets


# --- what HR typed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "number"), [(2, 2), (1.0, 1), ("2", 2), (" 1 ", 1)])
def test_a_number_says_which_return_of_which_form_counts(value, number):
    choices = read_choices(with_typed(value, FIRST_ROW + 1))
    assert choices.numbers == {SECOND: number}
    assert choices.cells == {SECOND: f"{CHOICE_LETTER}{FIRST_ROW + 1}"}
    assert [one.severity for one in choices.findings] == ([Severity.WARNING] if isinstance(value, str) else [])


def test_nothing_typed_is_no_choice():
    assert read_choices(as_book(change())) == Choices()


@pytest.mark.parametrize("typed", [2, "dua", "1 atau 2", Decimal("1.5"), 99])
def test_what_was_typed_is_kept_for_forms_still_listed(typed):
    before = with_typed(typed, FIRST_ROW + 1)
    again = as_book(change(ROWS[::-1], SUMS, read_choices(before).typed))
    assert again.sheets[MONITOR][FIRST_ROW, COLUMN[CHOICE]].value == (typed if isinstance(typed, str) else float(typed))
    assert read_choices(again).numbers == read_choices(before).numbers
    gone = as_book(change(ROWS[:1], SUMS, read_choices(before).typed))
    assert read_choices(gone) == Choices()


WRONG = {
    "words": ("dua", "bukan-angka"),
    "a fraction": (1.5, "kiriman-tidak-ada"),
    "nothing": (0, "kiriman-tidak-ada"),
    "below nothing": (-1, "kiriman-tidak-ada"),
    "a formula": (Cell(CellKind.NUMBER, 1.0, "1+0"), "sel-rumus"),
    "an error": (books.ERROR, "sel-galat"),
    "a date": (date(2026, 2, 1), "sel-tanggal"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_number_of_a_return_is_told_at_its_cell_and_chooses_nothing(name):
    value, code = WRONG[name]
    choices = read_choices(with_typed(value))
    assert choices.numbers == {}
    assert [(f.code, f.sheet, f.cell) for f in choices.findings] == [(code, MONITOR, f"{CHOICE_LETTER}{FIRST_ROW}")]
    assert [flaw for f in choices.findings for flaw in flaws(f)] == []


def test_a_number_outside_the_rows_of_forms_chooses_nothing():
    choices = read_choices(with_typed(1, FIRST_ROW + 5))
    assert choices.numbers == choices.typed == {}
    assert [f.code for f in choices.findings] == ["kiriman-tidak-ada"]


def test_of_a_row_that_was_copied_the_first_counts_and_the_second_is_told():
    book = as_book(change((ROWS[0], ROWS[0]), ()))
    typed = {(FIRST_ROW, COLUMN[CHOICE]): books.cell(1), (FIRST_ROW + 1, COLUMN[CHOICE]): books.cell(2)}
    choices = read_choices(books.with_sheet(book, MONITOR, lambda cells: cells | typed))
    assert choices.numbers == {FIRST: 1}
    assert [(f.code, f.cell) for f in choices.findings] == [("kiriman-tidak-ada", f"{CHOICE_LETTER}{FIRST_ROW + 1}")]


@pytest.mark.parametrize(("received", "said"), [(0, "Kosongkan"), (1, "Ketik 1,"), (3, "Ketik 1 sampai 3,")])
def test_a_number_beyond_the_returns_is_told_with_what_is_possible(received, said):
    finding = not_a_return("J7", received)
    assert said in finding.message
    assert (finding.where, flaws(finding)) == ("Monitor!J7", [])


def test_choices_are_read_by_header_wherever_the_columns_stand():
    book = with_typed(2)
    width = len(MONITOR_TABLE.columns)
    moved = books.with_sheet(
        book,
        MONITOR,
        lambda cells: {(r, width + 1 - c) if r >= HEADER_ROW else (r, c): v for (r, c), v in cells.items()},
    )
    assert read_choices(moved).numbers == {FIRST: 2}


def test_a_lost_header_is_told():
    lost = books.with_sheet(
        with_typed(2), MONITOR, lambda cells: {p: v for p, v in cells.items() if p != (HEADER_ROW, COLUMN[CHOICE])}
    )
    assert [f.code for f in read_choices(lost).findings] == ["judul-hilang"]


@given(
    st.one_of(
        st.text(max_size=30),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.builds(lambda serial: Cell(CellKind.NUMBER, serial, is_date=True), st.floats(-1e6, 1e7)),
        st.just(Cell(CellKind.NUMBER, None, "A1")),
    ),
    st.sampled_from([CHOICE, FORM_ID]),
)
def test_no_entry_of_any_kind_breaks_reading_and_rewriting(value, header):
    choices = read_choices(with_typed(value, header=header))
    assert [flaw for f in choices.findings for flaw in flaws(f)] == []
    assert all(number >= 1 for number in choices.numbers.values())
    change(typed=choices.typed)


# --- a real workbook ----------------------------------------------------------------------------------------------


@cache
def master():
    return finished(induk_book(RULES, settings_of(RULES)), "Induk Penilaian Kinerja")


@pytest.fixture
def induk(tmp_path):
    sample = invented_office(5)
    settings = settings_for(sample.office, sample.period, year=2026)
    path = tmp_path / "Induk_2026.xlsx"
    path.write_bytes(compile_template(master()).render(fill_induk(sample.employees, sample.plans, settings)))
    return path


def test_a_closed_induk_takes_dates_numbers_and_texts_as_they_are(induk):
    write_cells(induk, MONITOR, change(typed={SECOND: 2}).values)
    book = read_book(induk)
    cells = book.sheets[MONITOR]
    day = cells[FIRST_ROW, COLUMN["Dibagikan"]]
    assert (day.value, day.is_date) == (46341.0, True)
    assert cells[FIRST_ROW + 1, COLUMN["Pegawai"]] == Cell(CellKind.NUMBER, 12.0)
    for header, value in (("NIP Penilai", OTHER_NIP), (FORM_ID, SECOND), ("Nama Penilai", "=Fulanah")):
        assert cells[FIRST_ROW + 1, COLUMN[header]] == Cell(CellKind.TEXT, value)
    assert read_choices(book).numbers == {SECOND: 2}
    assert read_induk(book).findings == ()


def test_cells_take_the_look_of_their_column(induk):
    write_cells(induk, MONITOR, change(typed={SECOND: 2}).values)
    book = openpyxl.load_workbook(induk)
    sheet = book[MONITOR]
    assert sheet.cell(FIRST_ROW, COLUMN["Dibagikan"]).number_format == "[$-421]d mmmm yyyy"
    assert sheet.cell(FIRST_ROW, COLUMN["NIP Penilai"]).number_format == "@"
    assert sheet.cell(FIRST_ROW + 1, COLUMN[CHOICE]).alignment.horizontal == "center"
    assert sheet.freeze_panes == "C7"
    assert sheet.sheet_state == "visible"
    book.close()


def test_libreoffice_shows_what_was_written_and_saves_what_is_typed(induk, office, tmp_path):
    write_cells(induk, MONITOR, change().values)
    saved = tmp_path / "disimpan.xlsx"
    with office.open(induk) as book:
        book.type(MONITOR, FIRST_ROW + 1, COLUMN[CHOICE], "2")
        book.save_as(saved)
    again = read_book(saved)
    assert read_choices(again).numbers == {SECOND: 2}
    cells = again.sheets[MONITOR]
    assert cells[FIRST_ROW, COLUMN["Keadaan"]].value == "✕ Belum kembali"
    assert cells[FIRST_ROW, COLUMN["Dibagikan"]].value == 46341.0
    assert cells[FIRST_ROW + 1, COLUMN["Nama Penilai"]] == Cell(CellKind.TEXT, "=Fulanah")


# --- the deadline in Pengaturan -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["15 Januari 2027", "15/1/2027", date(2027, 1, 15)])
def test_the_deadline_is_read_from_the_settings(induk, typed):
    row = FIRST_ROW + list(induk_layout.SETTING_KEYS).index(induk_layout.DEADLINE)
    write_cells(induk, induk_layout.SETTINGS, {(row, 2): typed})
    book = read_book(induk)
    if isinstance(typed, date):  # the cell is text; typed by a person it becomes a date cell
        cell = Cell(CellKind.NUMBER, 46402.0, is_date=True)
        book = books.with_sheet(book, induk_layout.SETTINGS, lambda cells: cells | {(row, 2): cell})
    read = read_induk(book)
    assert (read.deadline, read.findings) == (date(2027, 1, 15), ())


def test_without_the_key_or_with_a_blank_there_is_no_deadline(induk):
    book = read_book(induk)
    assert read_induk(book).deadline is None
    row = FIRST_ROW + list(induk_layout.SETTING_KEYS).index(induk_layout.DEADLINE)
    older = books.with_sheet(book, induk_layout.SETTINGS, lambda cells: {p: v for p, v in cells.items() if p[0] != row})
    older = replace(older, sheets={name: cells for name, cells in older.sheets.items() if name != MONITOR})
    read = read_induk(older)
    assert (read.deadline, read.findings) == (None, ())
    assert read_choices(older) == Choices()


def test_a_deadline_that_is_no_day_is_told(induk):
    row = FIRST_ROW + list(induk_layout.SETTING_KEYS).index(induk_layout.DEADLINE)
    write_cells(induk, induk_layout.SETTINGS, {(row, 2): "minggu depan"})
    assert [(f.code, f.cell) for f in read_induk(read_book(induk)).findings] == [("bukan-tanggal", f"B{row}")]
