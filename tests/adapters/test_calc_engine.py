"""Ordinary xlwings code against a real LibreOffice: what is written comes back, in the cells and in the saved file."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import spreadsheet
from kinerja_pauh.adapters.libreoffice import BookNotOpened, BookNotSaved, CellLocked, OfficeProblem, engine

NIP = "198001012005011001"
ERRORS = {
    "=1/0": "#DIV/0!",
    '=VALUE("x")': "#VALUE!",
    "=NA()": "#N/A",
    "=tidakada(1)": "#NAME?",
    "=10^400": "#NUM!",
}


@pytest.fixture(scope="module")
def app():
    spreadsheet.required_office()
    running = engine.start()
    yield running
    running.quit()


@pytest.fixture(scope="module")
def shared_book(app):
    return app.books.add()


@pytest.fixture
def sheet(shared_book):
    """An empty sheet of its own for each test."""
    fresh = shared_book.sheets.add()
    yield fresh
    if fresh.api.isProtected():
        fresh.api.unprotect("")
    if len(shared_book.sheets) > 1:
        fresh.delete()


@pytest.fixture
def saved(sheet, tmp_path):
    """Saves a copy of the workbook of `sheet` and gives the sheet as openpyxl reads it."""

    def save(*, values=False):
        copy = sheet.book.app.books.add()
        sheet.copy(after=copy.sheets[0])
        copy.save(tmp_path / "salinan.xlsx")
        copy.close()
        return openpyxl.load_workbook(tmp_path / "salinan.xlsx", data_only=values).worksheets[1]

    return save


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        -0.125,
        87.5,
        1e300,
        "teks",
        NIP,
        "00123",
        "87,5",
        "1.250",
        "TRUE",
        "2026-01-02",
        "1/2",
        "+62 751 12345",
        "-",
        "-1",
        "@rekap",
        "50%",
        "é ☕ 𝒳 中 \u202e",
        "baris satu\nbaris dua",
        "  tepi  ",
        "a" * 30_000,
        "kutip \" ganda ' tunggal",
        "\\ garis / miring",
        True,
        False,
        datetime(2026, 2, 28),
        datetime(2026, 2, 28, 13, 5, 59),
        datetime(1900, 3, 1),
        datetime(9999, 12, 31),
        None,
    ],
)
def test_a_value_comes_back_as_it_was_written(sheet, value):
    sheet["B2"].value = value
    assert sheet["B2"].value == value
    assert type(sheet["B2"].value) is type(value)


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.booleans(),
            st.floats(allow_nan=False, allow_infinity=False, width=32),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20).filter(
                lambda text: not text.startswith(("=", "'"))
            ),
            st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
        ),
        min_size=3,
        max_size=24,
    ).map(lambda values: [values[place : place + 3] for place in range(0, len(values) // 3 * 3, 3)])
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_block_of_mixed_values_comes_back(sheet, rows):
    sheet.clear()
    sheet["C4"].value = rows
    read = sheet["C4"].resize(len(rows), 3).options(ndim=2).value
    assert read == [[None if value == "" else value for value in row] for row in rows]


@pytest.mark.parametrize("moment", [datetime(2080, 1, 1, 0, 0, 5), datetime(9999, 12, 31, 23, 59, 59)])
def test_a_moment_far_away_comes_back_to_the_second(sheet, moment):
    sheet["B2"].value = moment
    assert sheet["B2"].value == moment


def test_numbers_of_every_type_become_numbers(sheet):
    sheet["A1"].value = [7, Decimal("12.25"), 2**40, True]
    assert sheet["A1:D1"].value == [7.0, 12.25, float(2**40), True]


def test_a_date_is_shown_as_a_date_and_keeps_the_format_that_its_cell_has(sheet):
    sheet["A1"].value = date(2026, 3, 4)
    sheet["A2"].number_format = "d mmmm yyyy"
    sheet["A2"].value = date(2026, 3, 4)
    sheet["A3"].value = [[date(2026, 1, day)] for day in range(1, 29)]
    assert sheet["A1"].number_format == "yyyy-mm-dd"
    assert sheet["A2"].number_format == "d mmmm yyyy"
    assert sheet["A1:A2"].value == [datetime(2026, 3, 4)] * 2
    assert sheet["A3:A30"].options(dates=date).value == [date(2026, 1, day) for day in range(1, 29)]


def test_a_time_of_day_is_the_part_of_a_day(sheet):
    sheet["A1"].value = time(18, 0)
    assert sheet["A1"].value == 0.75
    assert sheet["A1"].api.getString().startswith("18:00")


def test_a_number_written_over_a_boolean_is_a_number(sheet):
    sheet["A1"].value = [True, datetime(2026, 1, 1), "x"]
    sheet["A1"].value = [5, 6, 7]
    assert sheet["A1"].value == 5.0
    assert sheet["B1"].value == datetime(1900, 1, 5)  # a cell that shows dates goes on doing so, as in Excel
    assert sheet["C1"].value == 7.0


def test_a_text_is_never_a_formula_unless_it_begins_with_an_equals_sign(sheet, saved):
    evil = ["+1+1", "-2+3", "@SUM(1)", "\t=1+1", " =1+1", "'=1+1", "{=1+1}", "cmd|'/c calc'!A0", "of:=1+1"]
    sheet["A1"].options(transpose=True).value = evil
    shown = [text.removeprefix("'") for text in evil]
    assert sheet[f"A1:A{len(evil)}"].value == shown
    assert engine.formula_cells(sheet[f"A1:A{len(evil)}"]) == [[False]] * len(evil)
    file = saved()
    assert [file.cell(row + 1, 1).data_type for row in range(len(evil))] == ["s"] * len(evil)


def test_a_nip_is_text_in_the_saved_file_too(sheet, saved):
    sheet["A1"].value = [NIP, "0007"]
    file = saved()
    assert [(cell.value, cell.data_type) for cell in file[1][:2]] == [(NIP, "s"), ("0007", "s")]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(A1:A3,10)",
        '=IF(A1>1,"ya, lebih","tidak; kurang")',
        "=ROUND(A1/3,2)*{1,2;3,4}",
        "=VLOOKUP(A1,$A$1:$B$3,2,0)",
        '=SUMPRODUCT((A1:A3>1)*(A1:A3<>""))',
        "=IFERROR(1/0,0.5)",
        "='Hasil Kerja'!A1+'Hasil Kerja'!$B$2",
        '=COUNTIFS(A1:A3,">=2",B1:B3,"x")',
        "=-A1^2%",
        '=TEXT(A1,"0.00")&" poin"',
    ],
)
def test_a_formula_is_written_and_read_in_excels_english(sheet, formula):
    if "Hasil Kerja" not in [each.name for each in sheet.book.sheets]:
        sheet.book.sheets.add("Hasil Kerja")
    sheet["D5"].formula = formula
    assert sheet["D5"].formula.replace(" ", "") == formula.replace(" ", "")
    sheet["D6"].value = formula
    assert sheet["D6"].formula.replace(" ", "") == formula.replace(" ", "")


def test_formulas_calculate_and_reach_the_saved_file(sheet, saved):
    sheet["A1"].value = [[1, "=A1*2"], [2, "=SUM(A1:A2)"], [3, '=IF(A3=3,"tiga","bukan")']]
    assert sheet["B1:B3"].value == [2.0, 3.0, "tiga"]
    assert sheet["A1:B3"].formula == (("1", "=A1*2"), ("2", "=SUM(A1:A2)"), ("3", '=IF(A3=3,"tiga","bukan")'))
    assert engine.formula_cells(sheet["A1:B4"]) == [[False, True]] * 3 + [[False, False]]
    file = saved()
    assert [file.cell(row, 2).value for row in (1, 2, 3)] == ["=A1*2", "=SUM(A1:A2)", '=IF(A3=3,"tiga","bukan")']


def test_one_formula_for_many_cells_moves_along(sheet):
    sheet["A1"].options(transpose=True).value = [1, 2, 3]
    sheet["B1:B3"].formula = "=A1*$A$3"
    assert sheet["B1:B3"].formula == (("=A1*$A$3",), ("=A2*$A$3",), ("=A3*$A$3",))
    assert sheet["B1:B3"].value == [3.0, 6.0, 9.0]


def test_an_array_formula_is_told_from_others(sheet):
    sheet["A1"].value = [[1, 2], [3, 4]]
    sheet["D1:E2"].formula_array = "=A1:B2*10"
    assert sheet["D1:E2"].value == [[10.0, 20.0], [30.0, 40.0]]
    assert (sheet["D1"].has_array, sheet["A1"].has_array) == (True, False)
    assert sheet["D1"].formula_array == "=A1:B2*10"
    assert sheet["A1"].formula_array is None


@pytest.mark.parametrize(("formula", "shown"), ERRORS.items())
def test_an_error_is_none_or_its_name(sheet, formula, shown):
    sheet["A1"].value = [formula, 1]
    assert sheet["A1:B1"].value == [None, 1.0]
    assert sheet["A1:B1"].options(err_to_str=True).value == [shown, 1.0]


def test_an_empty_text_of_a_formula_is_blank_but_a_formula(sheet):
    sheet["A1"].value = '=""'
    assert sheet["A1"].value is None
    assert sheet["A1"].options(empty="kosong").value == "kosong"
    assert engine.formula_cells(sheet["A1"]) == [[True]]


def test_a_data_frame_goes_and_comes(sheet):
    frame = pd.DataFrame(
        {
            "NIP": [NIP, "199002022015022002"],
            "Nilai": [87.5, float("nan")],
            "Tanggal": [pd.Timestamp(2026, 1, 2), pd.NaT],
            "Tetap": [True, False],
        }
    )
    sheet["A1"].options(index=False).value = frame
    back = sheet["A1"].options(pd.DataFrame, index=False, expand="table").value
    assert list(back.columns) == list(frame.columns)
    assert list(back["NIP"]) == list(frame["NIP"])
    assert back["Nilai"][0] == 87.5
    assert pd.isna(back["Nilai"][1])
    assert back["Tanggal"][0] == pd.Timestamp(2026, 1, 2)
    assert list(back["Tetap"]) == [True, False]


def test_reading_a_form_sized_sheet_is_one_exchange(app, sheet):
    sheet["A1"].value = [[row * column for column in range(20)] for row in range(40)]
    sheet["C3:C9"].number_format = "dd/mm/yyyy"
    sheet["D4:K20"].color = (200, 255, 200)
    link, orders = app.impl.office.link, []
    call = link.call
    link.call = lambda command, *args, **more: orders.append(command) or call(command, *args, **more)
    try:
        values = sheet["A1:T40"].value
    finally:
        del link.call
    assert values[39][19] == 39.0 * 19
    assert isinstance(values[5][2], datetime)
    assert orders.count("read_cells") == 1
    assert len(orders) < 6


def test_ends_and_regions_are_found_as_with_ctrl_and_arrows(sheet):
    sheet["B2"].value = [["a", "b", "c"], [1, 2, None], [4, 5, 6]]
    assert sheet["B2"].end("right").address == "$D$2"
    assert sheet["B2"].end("down").address == "$B$4"
    assert sheet["D4"].end("up").address == "$D$4".replace("4", "2")
    assert sheet["D2"].end("left").address == "$B$2"
    assert sheet["B4"].end("down").address == "$B$1048576"
    assert sheet["B2"].expand().address == "$B$2:$D$4"
    assert sheet["B2"].expand("down").address == "$B$2:$B$4"
    assert sheet["C3"].current_region.address == "$B$2:$D$4"
    assert sheet.used_range.address == "$A$1:$D$4"


def test_places_are_named_as_in_excel(sheet):
    assert sheet["A1:C3"].address == "$A$1:$C$3"
    assert sheet["A:C"].address == "$A:$C"
    assert sheet["2:5"].address == "$2:$5"
    assert sheet["A1"].offset(2, 3).address == "$D$3"
    assert sheet["A1"].resize(2, 4).address == "$A$1:$D$2"
    assert sheet[0, 1].address == "$B$1"
    assert sheet[1:3, 0:2].address == "$A$2:$B$3"
    assert sheet.range((2, 3), (4, 5)).address == "$C$2:$E$4"
    assert sheet.range("C5", "A2").address == "$A$2:$C$5"
    assert sheet["A1:C3"].get_address(row_absolute=False, column_absolute=False) == "A1:C3"
    assert [each.address for each in sheet["A1:B2"].rows] == ["$A$1:$B$1", "$A$2:$B$2"]
    with pytest.raises(xw.NoSuchObjectError):
        sheet["tidak_ada"].value  # noqa: B018  reading it is the point
    with pytest.raises(IndexError):
        sheet.range((0, 1))


def test_a_whole_column_is_read_as_far_as_it_is_filled(sheet):
    sheet["A1"].options(transpose=True).value = [1, 2, 3]
    assert sheet["A:A"].value == [1.0, 2.0, 3.0]


def test_looks_are_set_and_read(sheet):
    cell = sheet["B2"]
    cell.color = "#ffcc00"
    cell.font.bold, cell.font.italic, cell.font.size, cell.font.name = True, True, 14, "Carlito"
    cell.font.color = (255, 0, 0)
    cell.number_format = "#,##0.00"
    cell.wrap_text = True
    cell.horizontal_alignment, cell.vertical_alignment = "center", "top"
    cell.column_width, cell.row_height = 20, 30
    assert cell.color == (255, 204, 0)
    assert (cell.font.bold, cell.font.italic, cell.font.size, cell.font.name) == (True, True, 14, "Carlito")
    assert cell.font.color == (255, 0, 0)
    assert cell.number_format == "#,##0.00"
    assert cell.wrap_text is True
    assert (cell.horizontal_alignment, cell.vertical_alignment) == ("center", "top")
    assert cell.column_width == pytest.approx(20, abs=0.15)
    assert cell.row_height == pytest.approx(30, abs=0.1)
    assert sheet["A1"].color is None
    assert sheet["A1:B2"].color is None
    assert sheet["A1:B2"].number_format is None
    cell.color = None
    assert cell.color is None


def test_looks_reach_the_saved_file(sheet, saved):
    sheet["A1"].value = 1234.5
    sheet["A1"].color = (255, 204, 0)
    sheet["A1"].font.bold = True
    sheet["A1"].number_format = "#,##0.00"
    sheet["B1:C2"].merge()
    file = saved()
    assert file["A1"].fill.fgColor.rgb == "FFFFCC00"
    assert file["A1"].font.b
    assert file["A1"].number_format == "#,##0.00"
    assert [str(merged) for merged in file.merged_cells.ranges] == ["B1:C2"]


@pytest.mark.parametrize(
    "code", ["#,##0.00", "0.00####", "0%", "dd/mm/yyyy", "[$-421]d mmmm yyyy", 'hh:mm AM/PM "Daring"', "@", "0;-0;;@"]
)
def test_a_number_format_is_excels_own_spelling_both_ways(sheet, code):
    sheet["A1"].number_format = code
    assert sheet["A1"].number_format == code


def test_widths_formats_and_protection_of_a_file_from_excel_are_read_as_they_are(app, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.column_dimensions["A"].width = 20.7109375
    page.row_dimensions[1].height = 30
    page["A1"].number_format = "#,##0.00"
    page["A2"] = NIP
    page["A2"].number_format = "@"
    page.protection.sheet = True
    book.save(tmp_path / "dari excel.xlsx")
    opened = app.books.open(tmp_path / "dari excel.xlsx")
    read = opened.sheets[0]
    assert read["A1"].column_width == pytest.approx(20, abs=0.3)
    assert read["A1"].row_height == pytest.approx(30, abs=0.1)
    assert (read["A1"].number_format, read["A2"].number_format) == ("#,##0.00", "@")
    assert read["A2"].value == NIP
    assert read.api.isProtected() is True
    with pytest.raises(CellLocked):
        read["A2"].value = "x"
    opened.close()


def test_clearing_takes_what_it_says(sheet):
    def filled():
        sheet["A1"].value = 5
        sheet["A1"].color = (1, 2, 3)
        if sheet["A1"].note is None:
            sheet["A1"].add_note("catatan")

    filled()
    sheet["A1"].clear_contents()
    assert (sheet["A1"].value, sheet["A1"].color, sheet["A1"].note.text) == (None, (1, 2, 3), "catatan")
    filled()
    sheet["A1"].clear_formats()
    assert (sheet["A1"].value, sheet["A1"].color) == (5.0, None)
    filled()
    sheet["A1"].clear()
    assert (sheet["A1"].value, sheet["A1"].color) == (None, None)


def test_cells_are_inserted_deleted_copied_and_merged(sheet):
    sheet["A1"].value = [[1, 2], [3, 4]]
    sheet["A1"].insert("down")
    assert sheet["A1:B3"].value == [[None, 2.0], [1.0, 4.0], [3.0, None]]
    sheet["A1"].delete("up")
    assert sheet["A1:B2"].value == [[1.0, 2.0], [3.0, 4.0]]
    sheet["1:1"].insert("down")
    assert sheet["A1:B1"].value == [None, None]
    sheet["1:1"].delete()
    sheet["A1:B2"].copy(sheet["D5"])
    assert sheet["D5:E6"].value == [[1.0, 2.0], [3.0, 4.0]]
    sheet["D5:E6"].merge()
    assert sheet["D5:E6"].merge_cells is True
    assert sheet["E6"].merge_area.address == "$D$5:$E$6"
    sheet["D5:E6"].unmerge()
    assert sheet["D5"].merge_cells is False


def test_a_note_is_added_changed_listed_and_deleted(sheet, saved):
    note = sheet["C3"].add_note("▲ Realisasi kosong")
    assert sheet["C3"].note.text == "▲ Realisasi kosong"
    note.text = "✕ Salah: 920\nMungkin 92,0?"
    assert sheet["C3"].note.text == "✕ Salah: 920\nMungkin 92,0?"
    assert [each.location.address for each in sheet.notes] == ["$C$3"]
    assert saved()["C3"].comment.text == "✕ Salah: 920\nMungkin 92,0?"
    sheet["C3"].note.delete()
    assert sheet["C3"].note is None
    assert len(sheet.notes) == 0


def test_a_link_leads_out_or_to_a_cell(sheet):
    sheet["A1"].add_hyperlink("https://padang.go.id", "Kota Padang")
    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("Kota Padang", "https://padang.go.id")
    sheet["A2"].formula = '=HYPERLINK("#\'Hasil Kerja\'!M7","Hasil Kerja!M7")'
    assert sheet["A2"].hyperlink == "#'Hasil Kerja'!M7"
    assert sheet["A2"].value == "Hasil Kerja!M7"


def test_a_hyperlink_survives_a_round_trip_through_a_file(sheet, saved):
    sheet["A1"].add_hyperlink("https://padang.go.id", "Kota Padang")
    assert saved()["A1"].hyperlink.target.rstrip("/") == "https://padang.go.id"


def test_names_of_the_book_and_of_a_sheet(sheet):
    book = sheet.book
    book.names.add("nilai_uji", f"='{sheet.name}'!$B$2:$C$3")
    sheet.names.add("lokal_uji", f"='{sheet.name}'!$A$1")
    sheet["D9"].name = "sel_uji"
    book.names.add("tetapan_uji", "=0.7")
    try:
        assert sheet["nilai_uji"].address == "$B$2:$C$3"
        assert book.names["nilai_uji"].refers_to == f"={sheet.name}!$B$2:$C$3"
        assert book.names["nilai_uji"].refers_to_range.sheet.name == sheet.name
        assert book.names["tetapan_uji"].refers_to == "=0.7"
        assert sheet["lokal_uji"].address == "$A$1"
        assert [name.name for name in sheet.names] == [f"{sheet.name}!lokal_uji"]
        assert sheet["D9"].name.name == "sel_uji"
        assert "nilai_uji" in book.names
        assert "bukan" not in book.names
        sheet["A5"].formula = "=tetapan_uji*10"
        assert sheet["A5"].value == 7.0
        book.names["nilai_uji"].refers_to = f"='{sheet.name}'!$A$1"
        assert sheet["nilai_uji"].address == "$A$1"
        book.names["nilai_uji"].name = "nilai_baru"
        assert "nilai_baru" in book.names
    finally:
        for name in ("nilai_uji", "nilai_baru", "sel_uji", "tetapan_uji"):
            if name in book.names:
                book.names[name].delete()
    assert "nilai_baru" not in book.names


def test_a_table_is_made_read_and_resized(sheet):
    sheet["A1"].value = [["NIP", "Nilai"], [NIP, 90], ["x", 80]]
    table = sheet.tables.add(sheet["A1:B3"], name="TabelUji")
    assert [each.name for each in sheet.tables] == ["TabelUji"]
    assert table.range.address == "$A$1:$B$3"
    assert table.header_row_range.value == ["NIP", "Nilai"]
    assert table.data_body_range.value == [[NIP, 90.0], ["x", 80.0]]
    assert sheet["TabelUji[Nilai]"].value == [90.0, 80.0]
    assert sheet["A2"].table.name == "TabelUji"
    table.resize(sheet["A1:B4"])
    assert table.data_body_range.shape == (3, 2)
    assert "TabelUji" in sheet.tables
    assert "Lain" not in sheet.tables


def test_sheets_are_added_renamed_moved_copied_hidden_and_deleted(app):
    book = app.books.add()
    first = book.sheets[0]
    first.name = "Pertama"
    second = book.sheets.add("Kedua", after=first)
    assert [each.name for each in book.sheets] == ["Pertama", "Kedua"]
    assert book.sheets.active == second
    second["A1"].value = "isi"
    copy = second.copy(name="Salinan")
    assert copy["A1"].value == "isi"
    assert [each.name for each in book.sheets] == ["Pertama", "Kedua", "Salinan"]
    assert (first.index, copy.index) == (1, 3)
    second.visible = False
    assert second.visible is False
    assert "kedua" in book.sheets
    book.sheets["KEDUA"].delete()
    assert [each.name for each in book.sheets] == ["Pertama", "Salinan"]
    with pytest.raises(ValueError, match="already present"):
        book.sheets.add("pertama")
    with pytest.raises(xw.NoSuchObjectError):
        book.sheets["Kedua"]
    book.close()


def test_a_sheet_handle_survives_that_sheets_change_their_order(app):
    book = app.books.add()
    kept = book.sheets[0]
    kept.name = "Tetap"
    kept["A1"].value = "di sini"
    book.sheets.add("Depan", before=kept)
    assert (kept.name, kept.index, kept["A1"].value) == ("Tetap", 2, "di sini")
    book.close()


def test_protection_is_uno_s_own(sheet):
    sheet["A1"].value = "lama"
    assert sheet.api.isProtected() is False
    sheet.api.protect("rahasia")
    assert sheet.api.isProtected() is True
    with pytest.raises(CellLocked):
        sheet["A1"].value = "baru"
    with pytest.raises(CellLocked):
        sheet["A1:A2"].formula = "=1+1"
    with pytest.raises(OfficeProblem):
        sheet.api.unprotect("salah")
    assert sheet["A1"].value == "lama"
    sheet.api.unprotect("rahasia")
    sheet["A1"].value = "baru"
    assert sheet["A1"].value == "baru"


def test_an_unlocked_cell_of_a_protected_sheet_takes_values(sheet):
    protection = sheet["B2"].api.CellProtection
    protection.IsLocked = False
    sheet["B2"].api.CellProtection = protection
    sheet.api.protect("")
    sheet["B2"].value = 87.5
    assert sheet["B2"].value == 87.5
    with pytest.raises(CellLocked):
        sheet["A2:B2"].value = [1, 2]


def test_the_document_can_be_protected_through_its_api(app):
    book = app.books.add()
    book.api.protect("x")
    assert book.api.isProtected() is True
    book.api.unprotect("x")
    assert book.api.isProtected() is False
    book.close()


def test_a_book_is_saved_opened_and_found_again(app, tmp_path):
    book = app.books.add()
    book.sheets[0]["A1"].value = [NIP, 87.5, datetime(2026, 1, 2), True, "=B1*2"]
    path = tmp_path / "Penilaian ke-1 (Padang) é.xlsx"
    book.save(path)
    assert (book.name, book.fullname) == (path.name, str(path))
    book.sheets[0]["A2"].value = "lagi"
    book.save()
    book.close()
    row = openpyxl.load_workbook(path).active[1]
    assert [cell.value for cell in row] == [NIP, 87.5, datetime(2026, 1, 2), True, "=B1*2"]
    opened = app.books.open(path)
    assert opened.sheets[0]["A1:E1"].value == [NIP, 87.5, datetime(2026, 1, 2), True, 175.0]
    assert opened.sheets[0]["A2"].value == "lagi"
    assert app.books.open(path).fullname == opened.fullname
    assert app.books[path.name].fullname == str(path)
    opened.close()
    assert path.name not in [each.name for each in app.books]


@pytest.mark.parametrize("suffix", [".xlsm", ".ods", ".xls", ".csv"])
def test_a_book_is_saved_in_other_kinds(app, tmp_path, suffix):
    book = app.books.add()
    book.sheets[0]["A1"].value = [["Nama", "Nilai"], ["é", 87.5]]
    path = tmp_path / f"kirim{suffix}"
    book.save(path)
    book.close()
    again = app.books.open(path)
    assert again.sheets[0]["A1:B2"].value == [["Nama", "Nilai"], ["é", 87.5]]
    again.close()


def test_what_is_no_workbook_is_refused_in_a_sentence(app, tmp_path):
    empty, damaged = tmp_path / "kosong.xlsx", tmp_path / "rusak.xlsx"
    empty.write_bytes(b"")
    damaged.write_bytes(b"bukan zip " * 50)
    for path in (empty, damaged):
        with pytest.raises(BookNotOpened, match="buku kerja"):
            app.books.open(path)
    with pytest.raises(FileNotFoundError):
        app.books.open(tmp_path / "tiada.xlsx")


def test_saving_where_it_cannot_be_is_a_sentence_and_makes_no_folder(app, tmp_path):
    book = app.books.add()
    with pytest.raises(BookNotSaved, match="tidak dapat disimpan"):
        book.save(str(tmp_path / "salah ketik" / "buku.xlsx"))
    with pytest.raises(BookNotSaved):
        book.save(tmp_path / "buku.txt")
    assert not (tmp_path / "salah ketik").exists()
    book.close()


def test_a_book_opened_read_only_is_not_saved_in_its_place(app, tmp_path):
    path = tmp_path / "baca.xlsx"
    openpyxl.Workbook().save(path)
    book = app.books.open(path, read_only=True)
    assert book.api.isReadonly() is True
    with pytest.raises(BookNotSaved):
        book.save()
    book.close()


def test_a_book_or_a_sheet_is_printed(app, tmp_path):
    book = app.books.add()
    book.sheets[0]["A1"].value = "Laporan halaman satu"
    book.sheets.add("Dua", after=book.sheets[0])["A1"].value = "Hanya lembar dua"
    book.to_pdf(tmp_path / "semua.pdf", show=False)
    text = spreadsheet.text_of_pdf(tmp_path / "semua.pdf")
    assert "Laporan halaman satu" in text
    assert "Hanya lembar dua" in text
    book.sheets["Dua"]["A1:B2"].to_pdf(tmp_path / "satu.pdf", show=False)
    assert "Laporan" not in spreadsheet.text_of_pdf(tmp_path / "satu.pdf")
    book.close()


def test_the_workbook_with_date_counting_from_1904_gives_the_same_dates(app, tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = datetime(2026, 5, 6)
    book.save(tmp_path / "mac.xlsx")
    opened = app.books.open(tmp_path / "mac.xlsx")
    assert opened.sheets[0]["A1"].value == datetime(2026, 5, 6)
    opened.sheets[0]["B1"].value = datetime(2026, 5, 7)
    assert opened.sheets[0]["B1"].value - opened.sheets[0]["A1"].value == timedelta(days=1)
    opened.close()


def test_app_states_are_set_and_come_back(app):
    book = app.books.add()
    book.sheets[0]["A1"].value = [1, "=A1*2"]
    app.calculation = "manual"
    book.sheets[0]["A1"].value = 5
    assert app.calculation == "manual"
    app.calculation = "automatic"
    app.calculate()
    assert book.sheets[0]["B1"].value == 10.0
    app.screen_updating = False
    assert app.screen_updating is False
    assert book.api.hasControllersLocked() is True
    app.screen_updating = True
    assert book.api.hasControllersLocked() is False
    app.status_bar = "Menghitung 3 dari 10 …"
    assert app.status_bar == "Menghitung 3 dari 10 …"
    app.status_bar = False
    book.sheets[0]["B2:C3"].select()
    assert app.selection.address == "$B$2:$C$3"
    assert app.books.active.name == book.name
    assert app.version.major >= 15
    book.close()


def test_an_alert_without_a_window_answers_at_once_with_the_careful_button(app):
    book = app.books.add()
    assert app.alert("Nilai 3 pegawai ditulis.", "Hitung Nilai") == "ok"
    assert app.alert("Teruskan?", buttons="yes_no", mode="critical") == "no"
    book.close()


def test_a_picture_is_placed_and_deleted(app, tmp_path):
    png = tmp_path / "titik.png"
    png.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301"
            "0100c9fe92ef0000000049454e44ae426082"
        )
    )
    book = app.books.add()
    picture = book.sheets[0].pictures.add(png, name="logo", left=10, top=20, width=40, height=30)
    assert (picture.name, round(picture.left), round(picture.top)) == ("logo", 10, 20)
    assert (round(picture.width), round(picture.height)) == (40, 30)
    assert [shape.type for shape in book.sheets[0].shapes] == ["picture"]
    picture.delete()
    assert len(book.sheets[0].pictures) == 0
    book.close()


def test_a_lean_caller_gets_no_pandas_numpy_or_openpyxl_from_us():
    names = ("pandas", "numpy", "openpyxl")
    code = f"""
import sys
for name in {names!r}:
    sys.modules[name] = None
from kinerja_pauh.adapters.libreoffice import engine
engine.activate()
print([name for name in {names!r} if sys.modules[name]])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == ["[]"]


def test_our_code_names_nothing_of_the_paid_parts():
    folder = Path(engine.__file__).parent
    for file in folder.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not any(part in text for part in ("xlwings.pro", "xlwings.reports", "xlwings.server")), file.name
