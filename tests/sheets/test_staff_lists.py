"""A staff list from elsewhere: found by its headers, completed, and never silently empty."""

from __future__ import annotations

from dataclasses import replace

import pytest

import books
from books import cell
from kinerja_pauh.appraisal.model import Civil
from kinerja_pauh.samples import office
from kinerja_pauh.sheets import induk_layout as layout
from kinerja_pauh.sheets.cells import Book
from kinerja_pauh.sheets.fill_induk import fill_induk, settings_for
from kinerja_pauh.sheets.staff_list import read_staff_list
from messages import flaws
from people import NIP, OTHER_NIP


def listed(*rows, name="Daftar.csv", sheet="Daftar"):
    """A book with one sheet of these rows; None is a blank cell."""
    cells = {(r, c): cell(v) for r, line in enumerate(rows, 1) for c, v in enumerate(line, 1) if v is not None}
    return Book(name, {sheet: cells})


HEADERS = ("NIP", "Nama")


def test_two_columns_are_enough_and_everyone_is_active():
    people, findings = read_staff_list(listed(HEADERS, (NIP, "Fulan"), (OTHER_NIP, "Fulanah")))
    assert findings == ()
    assert [(p.nip, p.name, p.active) for p in people] == [(NIP, "Fulan", True), (OTHER_NIP, "Fulanah", True)]
    assert {(p.civil, p.rank, p.position, p.unit, p.rater, p.superior) for p in people} == {(None, "", "", "", "", "")}


def test_other_columns_of_pegawai_are_taken_in_any_order():
    rows = [("Jabatan", "Aktif", "Nama", "Gaji", "NIP", "Status ASN"), ("Camat", "Tidak", "Fulan", 1, NIP, "pns")]
    (one,), findings = read_staff_list(listed(*rows))
    assert findings == ()
    assert (one.position, one.active, one.civil, one.nip) == ("Camat", False, Civil.PNS, NIP)


def test_headers_are_found_below_a_title_and_in_another_case():
    (one,), findings = read_staff_list(listed(("Daftar Pegawai",), (), (" nip ", "NAMA"), (NIP, "Fulan")))
    assert (one.nip, findings) == (NIP, ())


def test_the_first_sheet_with_the_headers_is_read():
    book = replace(
        listed(HEADERS, (NIP, "Fulan")),
        sheets={"Catatan": {(1, 1): cell("Nama")}} | listed(HEADERS, (NIP, "Fulan")).sheets,
    )
    (one,), findings = read_staff_list(book)
    assert (one.places["name"], findings) == ("Daftar!B2", ())


def test_an_induk_is_a_staff_list_too():
    sample = office(9)
    book = books.book(fill_induk(sample.employees, sample.plans, settings_for(sample.office, sample.period, year=2026)))
    people, findings = read_staff_list(book)
    assert (people, findings) == (sample.employees, ())


def told(book):
    people, findings = read_staff_list(book)
    assert [flaw for f in findings for flaw in flaws(f)] == []
    return [p.nip for p in people], [(f.code, f.where) for f in findings]


def test_a_list_without_the_headers_is_told_so():
    assert told(listed(("Nomor", "Nama"), (NIP, "Fulan"))) == ([], [("judul-hilang", "")])
    assert told(Book("kosong.csv", {})) == ([], [("judul-hilang", "")])


def test_a_list_of_nobody_is_told_so():
    assert told(listed(HEADERS)) == ([], [("daftar-kosong", "Daftar")])
    assert told(listed(HEADERS, ("  ", " "))) == ([], [("daftar-kosong", "Daftar")])


def test_each_wrong_nip_is_told_and_the_others_are_read():
    rows = [(NIP, "Fulan"), (float(OTHER_NIP), "Fulanah"), ("12", "Polan"), (None, "Tanpa NIP")]
    assert told(listed(HEADERS, *rows)) == (
        [NIP],
        [("nip-angka", "Daftar!A3"), ("nip-salah", "Daftar!A4"), ("nip-kosong", "Daftar!A5")],
    )


def test_only_wrong_nips_are_told_as_they_are():
    assert told(listed(HEADERS, ("12", "Polan"))) == ([], [("nip-salah", "Daftar!A2")])


@pytest.mark.parametrize("lost", ["1,98003032005011E+17", "1.98003E+17", "2e17"])
def test_a_nip_that_was_a_number_once_is_called_lost_and_not_miscounted(lost):
    _, (finding,) = read_staff_list(listed(HEADERS, (lost, "Polan")))
    assert finding.code == "nip-salah"
    assert "angka belakangnya sudah hilang" in finding.message


def test_one_nip_twice_is_told_at_both_rows():
    found = told(listed(HEADERS, (NIP, "Fulan"), (NIP, "Fulan")))[1]
    assert found == [("nip-ganda", "Daftar!A2"), ("nip-ganda", "Daftar!A3")]


def test_rows_of_spaces_and_notes_beside_the_table_are_nobody():
    rows = [(NIP, "Fulan"), (" ", "  "), (None, None, None, "Jumlah: 1")]
    assert told(listed((*HEADERS, None, "Catatan"), *rows)) == ([NIP], [])


def test_who_is_active_must_be_said_where_the_list_has_the_column():
    assert told(listed((*HEADERS, "Aktif"), (NIP, "Fulan", None)))[1] == [("aktif-kosong", "Daftar!C2")]
    assert layout.ACTIVE == "Ya"
