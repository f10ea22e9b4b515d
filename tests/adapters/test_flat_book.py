"""Books of flat tables: on the screen and on paper nothing is cut."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from kinerja_pauh.adapters.flat_book import flat_workbook
from kinerja_pauh.sheets.flat_book import FlatBook, FlatSheet
from spreadsheet import text_of_pdf

HEADING = "Kecamatan Contoh · Tahunan 2026 (1 Januari 2026 – 31 Desember 2026)"
ABOUT = (
    "Langkah yang disepakati dalam umpan balik. Yang dari periode lalu ditanyakan kelanjutannya; "
    "yang belum selesai dibawa ke rencana kerja berikutnya. "
)
STEP = "Menyusun daftar periksa usulan bersama dua kelurahan percontohan sebelum musrenbang berikutnya. "
SHEETS = (
    FlatSheet(
        "Langkah",
        ABOUT + "Ujungpenjelasan",
        ("NIP", "Nama", "Rencana Pengembangan", "Tenggat"),
        [("199901012022011001", "Siti Contoh", STEP * 3 + "Ujunglangkah", date(2026, 9, 30))] * 40,
    ),
    FlatSheet("Kosong", ABOUT + "Ujungkosong", ("Berkas", "SHA-256"), []),
    FlatSheet("Hal", "", ("Hal", "Uraian"), [("Tahap", "=1+1")]),
    FlatSheet("Sebagian", "", ("Nama", "Hal", "NIP"), [("Siti", "Rekap", "9" * 18), ("Budi", "Surat", "8" * 18)], 2),
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return flat_workbook(FlatBook("Buku", HEADING, SHEETS))


def test_the_name_and_the_header_stay_in_view_and_come_again_on_every_page(made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert [book[sheet.name].freeze_panes for sheet in SHEETS] == ["C6", "B6", "B6", "B6"]
    for sheet in book:
        assert (sheet.print_title_rows, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("$5:$5", 1, 0)


def test_columns_for_the_screen_alone_are_not_printed(made, office, tmp_path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert [book[sheet.name].print_area for sheet in SHEETS] == ["", "", "", "'Sebagian'!$A$1:$B$7"]
    path = tmp_path / "buku.xlsx"
    path.write_bytes(made)
    with office.open(path) as opened:
        opened.to_pdf(tmp_path / "buku.pdf")
    words = text_of_pdf(tmp_path / "buku.pdf")
    assert "Budi" in words
    assert "9" * 18 not in words


def test_text_is_never_a_formula(made) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(made))["Hal"]["B6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_words_below_the_title_are_no_wider_than_a_screen(made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    for sheet in SHEETS[:2]:
        spans = [area for area in book[sheet.name].merged_cells.ranges if area.min_row == 3]
        assert [(area.min_col, area.max_row) for area in spans] == [(1, 3)]
        assert book[sheet.name]["A3"].alignment.wrap_text


def test_nothing_is_cut_in_print(made, office, tmp_path) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(made)
    with office.open(path) as book:
        book.to_pdf(tmp_path / "buku.pdf")
    words = text_of_pdf(tmp_path / "buku.pdf")
    assert words.count("30 September 2026") == words.count("Ujunglangkah") == 40
    assert "Ujungpenjelasan" in words
    assert "Ujungkosong" in words
    assert "###" not in words
