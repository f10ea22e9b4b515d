"""What people paste from e-Kinerja: other headers, other order, dirt around, and numbers of either kind."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from books import cell
from kinerja_pauh.sheets.cells import Book
from kinerja_pauh.sheets.read_paste import NoPastedTable, read_paste
from kinerja_pauh.sheets.reconcile_layout import (
    ALIASES,
    BEHAVIOUR,
    NAME,
    NIP,
    OURS,
    PASTE_TABLE,
    PREDICATE,
    RESULT,
    SCORE,
    WORK,
)
from kinerja_pauh.sheets.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.sheets.read_paste import Paste

ONE, TWO = "198609262015051901", "199001012014022902"
WORDS = {"Sangat Baik": "Sangat Baik", "Baik": "Baik", "Butuh Perbaikan": "Butuh Perbaikan", "Kurang": "Kurang"} | {
    "Cukup": "Butuh Perbaikan"
}
HEAD = (NIP, NAME, PREDICATE, WORK, BEHAVIOUR, SCORE)
ABOVE, MEETS = "Di Atas Ekspektasi", "Sesuai Ekspektasi"


def pasted(*rows: Sequence[object], sheet: str = "Tempel", **others: Sequence[Sequence[object]]) -> Paste:
    """What is read from sheets of rows, each from A1."""
    sheets = {sheet: rows, **others}
    cells = {
        name: {
            (r, c): one
            for r, line in enumerate(lines, start=1)
            for c, value in enumerate(line, start=1)
            if (one := cell(value)) is not None
        }
        for name, lines in sheets.items()
    }
    return read_paste(Book("ekinerja.xlsx", cells), WORDS)


def codes(paste: Paste) -> list[tuple[str, str]]:
    return [(finding.cell, finding.code) for finding in paste.findings]


def test_the_headers_of_our_own_sheet_are_among_those_known() -> None:
    for column in PASTE_TABLE.columns:
        assert plain(column.header) in ALIASES[column.header]


def test_a_clean_list_is_read_row_by_row() -> None:
    paste = pasted(HEAD, (ONE, "Sari", "Baik", MEETS, ABOVE, 98.5))
    (row,) = paste.rows
    assert (row.nip, row.name, paste.sheet, paste.findings) == (ONE, "Sari", "Tempel", ())
    assert row.values == {PREDICATE: "Baik", WORK: MEETS, BEHAVIOUR: ABOVE, SCORE: Decimal("98.5")}
    assert row.places[PREDICATE] == "Tempel!C2"


def test_headers_may_have_other_names_and_places_and_unknown_columns_do_not_matter() -> None:
    head = ("No", "Nama Pegawai", "Jabatan", "PREDIKAT  KINERJA*", "NIP :", "rating hasil")
    paste = pasted(("Daftar pegawai",), (), head, (1, "Sari", "Staf", "baik", ONE, "diatas ekspektasi"), sheet="Sheet1")
    (row,) = paste.rows
    assert (row.nip, row.name) == (ONE, "Sari")
    assert row.values == {PREDICATE: "Baik", WORK: ABOVE}
    assert row.places == {NAME: "Sheet1!B4", PREDICATE: "Sheet1!D4", NIP: "Sheet1!E4", WORK: "Sheet1!F4"}


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Kurang (Misconduct)", "Kurang"),
        ("KURANG/MISCONDUCT", "Kurang"),
        ("Cukup", "Butuh Perbaikan"),
        ("Cukup / Butuh Perbaikan", "Butuh Perbaikan"),
        ("  sangat   baik ", "Sangat Baik"),
        ("-", None),
        ("Belum dinilai", None),
        ("", None),
    ],
)
def test_a_predicate_is_taken_by_any_of_its_names(shown: str, meant: str | None) -> None:
    paste = pasted(HEAD, (ONE, "Sari", shown, MEETS))
    assert paste.rows[0].values[PREDICATE] == meant
    assert paste.findings == ()


@pytest.mark.parametrize(
    ("shown", "meant"), [("98,5", "98.5"), ("98.5", "98.5"), (98.5, "98.5"), ("102.333", "102.333"), ("100", "100")]
)
def test_a_score_may_have_a_comma_or_a_point(shown: object, meant: str) -> None:
    assert pasted(HEAD, (ONE, "Sari", "Baik", MEETS, MEETS, shown)).rows[0].values[SCORE] == Decimal(meant)


def test_no_score_yet_is_none() -> None:
    assert pasted(HEAD, (ONE, "Sari", "Baik", MEETS, MEETS, "–")).rows[0].values[SCORE] is None


def test_what_cannot_be_read_is_a_finding_and_is_not_compared() -> None:
    paste = pasted(HEAD, (ONE, "Sari", "Bagus", "Sip", MEETS, "tinggi"))
    assert codes(paste) == [("C2", "pilihan-tidak-dikenal"), ("D2", "pilihan-tidak-dikenal"), ("F2", "bukan-angka")]
    assert paste.rows[0].values == {BEHAVIOUR: MEETS}


def test_a_nip_that_excel_made_a_number_is_a_finding_and_its_row_stays() -> None:
    paste = pasted(HEAD, (float(ONE), "Sari", "Baik"))
    assert codes(paste) == [("A2", "nip-angka")]
    assert (paste.rows[0].nip, paste.rows[0].name) == ("", "Sari")


def test_a_nip_printed_in_groups_is_one() -> None:
    assert pasted(HEAD, ("19860926 201505 1 901", "Sari", "Baik")).rows[0].nip == ONE


def test_of_a_nip_that_stands_twice_the_first_row_counts() -> None:
    paste = pasted(HEAD, (ONE, "Sari", "Baik"), (ONE, "Sari", "Kurang"), (TWO, "Budi", "Baik"))
    assert [row.nip for row in paste.rows] == [ONE, TWO]
    assert paste.rows[0].values[PREDICATE] == "Baik"
    assert codes(paste) == [("A3", "rekon-ganda")]


def test_a_row_that_says_something_without_a_nip_is_told() -> None:
    assert codes(pasted(HEAD, (None, "Sari", "Baik"))) == [("A2", "rekon-tanpa-nip")]


def test_repeated_headers_feet_and_rows_beside_the_table_are_passed_over() -> None:
    paste = pasted(
        ("No", *HEAD),
        (1, ONE, "Sari", "Baik"),
        ("No", *HEAD),
        (2, TWO, "Budi", "Baik"),
        (None, None, "Menampilkan 1 sampai 2"),
        ("dicetak 3 Januari",),
    )
    assert [row.nip for row in paste.rows] == [ONE, TWO]
    assert paste.findings == ()


def test_a_list_without_names_will_do() -> None:
    assert pasted((NIP, PREDICATE), (ONE, "Baik")).rows[0].name == ""


def test_our_own_other_sheets_are_no_paste_and_the_fullest_sheet_is_taken() -> None:
    ours = [HEAD, (TWO, "Budi", "Baik", MEETS, MEETS, 90)]
    paste = pasted((NIP, PREDICATE), (ONE, "Baik"), **{OURS: ours, RESULT: ours, "Lain": [(NIP, "Catatan")]})
    assert (paste.sheet, [row.nip for row in paste.rows]) == ("Tempel", [ONE])
    fuller = pasted((NIP, PREDICATE), (ONE, "Baik"), Lembar2=ours)
    assert (fuller.sheet, [row.nip for row in fuller.rows]) == ("Lembar2", [TWO])


@pytest.mark.parametrize("rows", [[], [("Nama", "Predikat")], [(NIP, NAME)], [()] * 30 + [HEAD]])
def test_a_workbook_without_such_a_list_is_refused_with_the_cure(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(NoPastedTable, match="judul kolom NIP dan Predikat"):
        pasted(*rows)
