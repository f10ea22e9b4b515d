"""Columns of a flat table: nothing is cut, and the page holds them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja_pauh.sheets.flat_widths import column_widths

LONG = "Paling perlu perhatian: rekap laporan posyandu, capaian 58,33 %. " * 4
NIP = "199901012022011001"


@pytest.mark.parametrize(
    ("value", "least"),
    [
        pytest.param(NIP, 18, id="a NIP"),
        pytest.param(date(2026, 9, 30), len("30 September 2026"), id="a day in words"),
        pytest.param(Decimal("25.8325"), 7, id="a number"),
        pytest.param("siti/rekap-buku-loket-januari-sampai-desember.pdf", 49, id="what has no gap to break at"),
        pytest.param("Sesuai Ekspektasi", 17, id="a rating in one line"),
        pytest.param(None, 1, id="nothing"),
    ],
)
def test_short_things_stand_in_one_line(value, least) -> None:
    (width,) = column_widths(("No",), [(value,)])
    assert width > least


def test_a_header_finds_room_in_two_lines() -> None:
    unspaced, spaced = column_widths(("Ditopang(%)", "Tanggal Berkas"), [(1, 1)])
    assert unspaced > len("Ditopang(%)")
    assert spaced >= len("Tanggal ")


def test_a_text_is_as_wide_as_its_longest_line_and_no_wider() -> None:
    assert column_widths(("Hal",), [("Satu baris yang pendek saja\ndua",)]) == [len("Satu baris yang pendek saja") + 2]


def test_a_long_text_takes_the_room_that_short_ones_leave() -> None:
    nip, name, why = column_widths(("NIP", "Nama", "Alasan"), [(NIP, "Siti Contoh", LONG)])
    assert why > 3 * name
    assert nip + name + why <= 211


def test_many_long_texts_share_a_page() -> None:
    widths = column_widths([f"Alasan {n}" for n in range(6)], [[LONG] * 6])
    assert max(widths) - min(widths) <= 1
    assert sum(widths) <= 211


def test_a_few_long_texts_leave_the_room_to_what_is_long_in_most_rows() -> None:
    rows = [("Siti Contoh", LONG, "")] * 29 + [("Siti Contoh", LONG, LONG)]
    _, usual, rare = column_widths(("Nama", "Indikator", "Yang Perlu Dilakukan"), rows)
    assert usual > rare + 20  # alike they would share the room
    (alone,) = column_widths(("Alasan",), [(LONG,), (LONG,), ("",)])
    assert alone > 60


def test_many_rows_make_a_denser_page() -> None:
    row = ["Rekap laporan bulanan kependudukan yang dikirim tepat waktu"] * 6
    few, many = (sum(column_widths([f"Bukti {n}" for n in range(6)], [row] * rows)) for rows in (100, 101))
    assert few <= 151 < many <= 211


def test_columns_that_are_not_printed_take_no_room_from_those_that_are() -> None:
    heads, rows = ("Nama", "Indikator", "Alasan", "Catatan"), [("Siti Contoh", LONG, LONG, LONG)]
    assert column_widths(heads, rows, 2)[:2] == column_widths(heads[:2], [rows[0][:2]])
    assert column_widths(heads, rows, 2)[2:] == column_widths(heads[2:], [rows[0][2:]])


def test_a_table_without_rows_is_as_wide_as_its_headers() -> None:
    assert column_widths(("Berkas", "SHA-256"), []) == [9, 10]
