"""Which rows of a workbook nobody sees: hidden, filtered away or pressed flat."""

from __future__ import annotations

import io

import openpyxl
import pytest

from handmade_books import packed, parts
from kinerja_pauh.adapters.closed_files import book_from_bytes
from untrusted_form import form_bytes


def hidden(rows):
    return book_from_bytes("a.xlsx", packed(parts(rows))).hidden_rows


@pytest.mark.parametrize(
    ("attributes", "is_hidden"),
    [
        ('hidden="1"', True), ('hidden="true"', True), ('hidden="0"', False), ('hidden="false"', False), ("", False),
        ('ht="0" customHeight="1"', True), ('ht="0.75"', True), ('ht="15"', False), ('ht="apa"', False),
        ('hidden="0" ht="0"', True), ('hidden="1" ht="15"', True), ('zeroHeight="1"', False),
    ],
)  # fmt: skip
def test_a_row_that_nobody_sees_is_told(attributes, is_hidden):
    rows = f'<row r="7" {attributes}><c r="A7"><v>1</v></c></row><row r="8"><c r="A8"><v>1</v></c></row>'
    assert hidden(rows) == ({"Isian": frozenset({7})} if is_hidden else {})


def test_rows_without_numbers_are_counted_on():
    assert hidden('<row r="3"/><row hidden="1"/><row/><row hidden="1"/>') == {"Isian": frozenset({4, 6})}


def test_a_form_as_handed_out_hides_no_row():
    assert book_from_bytes("a.xlsx", form_bytes()).hidden_rows == {}


def test_rows_that_openpyxl_hid_are_told_sheet_by_sheet():
    book = openpyxl.load_workbook(io.BytesIO(form_bytes()))
    book["Hasil Kerja"].row_dimensions[8].hidden = True
    book["Perilaku"].row_dimensions[9].height = 0.5
    made = io.BytesIO()
    book.save(made)
    assert book_from_bytes("a.xlsx", made.getvalue()).hidden_rows == {
        "Hasil Kerja": frozenset({8}),
        "Perilaku": frozenset({9}),
    }


def test_a_row_that_was_hidden_in_libreoffice_is_told(office, tmp_path):
    """And no other: LibreOffice writes a height for every row."""
    path = tmp_path / "form.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(form_bytes()))
    book["Hasil Kerja"].row_dimensions[8].hidden = True
    book.save(path)
    with office.open(path) as opened:
        opened.save_as(path.with_stem("lagi"))
    data = path.with_stem("lagi").read_bytes()
    assert book_from_bytes("a.xlsx", data).hidden_rows == {"Hasil Kerja": frozenset({8})}
