"""A filled row is as high as its texts need: over merged columns, in any font, at any length; never less than asked."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Font

from feature_templates import SHEET, saved
from kinerja_pauh.adapters.report_templates import compile_report
from kinerja_pauh.adapters.row_heights import TALLEST, row_shapes
from kinerja_pauh.adapters.text_lines import text_lines, text_width

WORDS = "Pelayanan administrasi kependudukan selesai tepat waktu "
WRAP = Alignment(wrap_text=True, vertical="top")


def height(text, prepare=None, rows=(("{{ isi }}",),), row=1):
    """Points of the first row of a sheet whose column A is 20 wide, filled with a text."""

    def ready(sheet):
        sheet.column_dimensions["A"].width = 20
        sheet["A1"].alignment, sheet["A1"].font = WRAP, Font(name="Calibri", size=11)
        if prepare:
            prepare(sheet)

    data = compile_report(saved(rows, ready), "l.xlsx").render({"isi": text})
    return openpyxl.load_workbook(io.BytesIO(data))[SHEET].row_dimensions[row].height


def test_one_line_needs_no_height_and_many_get_theirs():
    assert height("Rekap") is None
    assert height("a\nb\nc") == 48
    assert height(WORDS * 2) > height(WORDS) > 30
    assert height("x " * 4_000) == TALLEST


def test_of_a_merged_cell_over_the_whole_sheet_only_the_beginning_is_measured():
    cells = '<row r="1"><c r="A1" s="0"/></row>'
    sheet = f'<worksheet><sheetData>{cells}</sheetData><mergeCell ref="A1:XFD1048576"/></worksheet>'
    styles = '<styleSheet><cellXfs><xf><alignment wrapText="1"/></xf></cellXfs></styleSheet>'
    frame = row_shapes(sheet, styles, {}).frames[1, 1]
    assert 500 < frame.width < 1_000
    assert TALLEST < frame.below < 2_000


def test_a_wider_place_needs_fewer_lines():
    def merged(sheet):
        sheet.merge_cells("A1:D1")

    def wide(sheet):
        sheet.column_dimensions["A"].width = 120

    assert height(WORDS * 2, wide) is None
    assert 15 < height(WORDS * 2, merged) < height(WORDS * 2)


def test_hidden_columns_give_no_room_to_a_merged_text():
    def half(sheet):
        sheet.merge_cells("A1:B1")
        sheet.column_dimensions["B"].width, sheet.column_dimensions["B"].hidden = 90, True

    assert height(WORDS * 2, half) == height(WORDS * 2)


def test_rows_below_in_the_same_merged_cell_share_the_height():
    def down(sheet):
        sheet.merge_cells("A1:A3")
        sheet.row_dimensions[2].height = 30

    assert height(WORDS * 2, down) == height(WORDS * 2) - 45


@pytest.mark.parametrize(("size", "bold"), [(16, False), (16, True)])
def test_larger_and_bolder_letters_need_more(size, bold):
    def font(sheet):
        sheet["A1"].font = Font(name="Calibri", size=size, bold=bold)

    assert height(WORDS * 4, font) > height(WORDS * 4)


def test_smaller_letters_need_less_and_indentation_takes_room():
    def small(sheet):
        sheet["A1"].font = Font(name="Calibri", size=8)

    def indented(sheet):
        sheet["A1"].alignment = Alignment(wrap_text=True, indent=4)

    assert height(WORDS * 4, small) < height(WORDS * 4) < height(WORDS * 4, indented)


def test_the_highest_of_several_cells_counts_the_template_s_own_texts_included():
    def other(sheet):
        sheet["B1"], sheet["B1"].alignment = "tetap " * 20, WRAP

    assert height("Rekap", other) > 100
    assert height(WORDS * 9, other) == height(WORDS * 9)


def test_a_height_set_by_hand_is_the_least():
    def by_hand(sheet):
        sheet.row_dimensions[1].height = 40

    assert height("Rekap", by_hand) == 40
    assert height(WORDS * 4, by_hand) == height(WORDS * 4)


def test_a_height_that_a_program_chose_for_the_code_goes():
    source = saved(
        [["{{ isi }}"]],
        lambda sheet: (setattr(sheet["A1"], "alignment", WRAP), setattr(sheet.row_dimensions[1], "height", 90)),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b' customHeight="1"', b""))
    data = compile_report(out.getvalue(), "l.xlsx").render({"isi": "Rekap"})
    assert openpyxl.load_workbook(io.BytesIO(data))[SHEET].row_dimensions[1].height == 15


def test_text_that_does_not_wrap_and_hidden_rows_stay_as_they_are():
    def plain(sheet):
        sheet["A1"].alignment = Alignment()

    def hidden(sheet):
        sheet.row_dimensions[1].hidden = True

    assert height(WORDS * 9, plain) is None
    assert height(WORDS * 9, hidden) is None


def test_every_copy_of_a_repeated_row_has_its_own_height():
    rows = (("{{ isi }}",), ("{% for t in [isi, 'pendek', isi ~ isi] %}",), ("{{ t }}",), ("{% endfor %}",))

    def wrapped(sheet):
        sheet["A3"].alignment = WRAP

    found = [height(WORDS, wrapped, rows, row) for row in (2, 3, 4)]
    assert found[1] is None
    assert 15 < found[0] < found[2]


def test_capitals_are_wider_than_small_letters():
    assert text_width("KECAMATAN") > text_width("kecamatan")
    assert text_lines("KEPALA SEKSI PEMERINTAHAN DAN PELAYANAN", 40) > text_lines("kepala seksi pemerintahan dan", 40)


@given(st.text(max_size=200), st.floats(2, 120), st.floats(6, 40))
def test_a_text_never_needs_fewer_lines_in_less_room(text, width, size):
    lines = text_lines(text, width, size)
    assert lines >= text.count("\n") + 1
    assert text_lines(text, width / 2, size) >= lines
    assert text_lines(text, width, size, bold=True) >= lines
