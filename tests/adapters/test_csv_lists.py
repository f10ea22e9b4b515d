"""Lists as text of fields: every encoding, delimiter and odd shape in which offices export them."""

from __future__ import annotations

import pytest

from kinerja_pauh.adapters.staff_files import SHEET, book_from_csv
from kinerja_pauh.ports import UnusableFile

TABLE = "Nama;Layanan\r\nSiti;KTP-el\r\nBéni;Kartu Keluarga\r\n"


def rows(data: bytes) -> list[list[str]]:
    cells = book_from_csv("daftar.csv", data).sheets[SHEET]
    last = max(row for row, _ in cells)
    return [[str(cell.value) for (r, _), cell in sorted(cells.items()) if r == row] for row in range(1, last + 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_gives_the_same_cells(encoding):
    assert rows(TABLE.encode(encoding)) == [["Nama", "Layanan"], ["Siti", "KTP-el"], ["Béni", "Kartu Keluarga"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_usual_delimiter_is_found_below_a_title(delimiter):
    text = f"BUKU LOKET\n\nNo{delimiter}Nama\n1{delimiter}Siti\n"
    assert rows(text.encode())[2:] == [["No", "Nama"], ["1", "Siti"]]


def test_a_field_may_hold_the_delimiter_quotes_and_a_line_break():
    assert rows(b'a;b\n"satu; dua";"kata ""dia""\nbaris"\n')[1] == ["satu; dua", 'kata "dia"\nbaris']


def test_an_empty_file_is_an_empty_list():
    assert book_from_csv("daftar.csv", b" \r\n").sheets[SHEET] == {}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x00\x00", "bukan CSV"),
        (b"<html><body><table>", "HTML"),
        (b"\n<TABLE border=1>", "HTML"),
        (b"a;b\n" + b'"' + b"x" * 200_000, "tidak beraturan"),
    ],
)
def test_what_is_no_such_text_is_refused_with_the_cure(data, words):
    with pytest.raises(UnusableFile, match=words):
        book_from_csv("daftar.csv", data)
