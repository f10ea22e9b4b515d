"""The sheets Temuan and Penjelasan: lists that a button writes, and the colours that follow from them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.sheets.cells import column_letters
from kinerja_pauh.sheets.layout import FIRST_ROW, LEGEND_ROW
from kinerja_pauh.sheets.mark_sheets import (
    EXPLANATION_TABLE,
    FINDINGS_TABLE,
    MOST_FINDINGS,
    Listed,
    explanation_change,
    findings_change,
    link,
    listed,
    mark_formula,
    mark_rules,
    no_explanation_change,
    no_findings_change,
    notes_of,
    position,
)

ADDRESS, KEY = FINDINGS_TABLE.column("Sel"), FINDINGS_TABLE.column("Kunci")


def finding(cell="M7", sheet="Hasil Kerja", severity=Severity.WRONG, message="Salah."):
    return Finding(sheet, cell, "kode", severity, message)


def test_a_finding_of_the_open_workbook_is_a_row_with_a_jump_and_a_key():
    change = findings_change([listed(finding())])
    assert change.sheet == "Temuan"
    assert change.clear_from == FIRST_ROW
    assert [change.values.get((FIRST_ROW, column)) for column in range(1, KEY + 1)] == [
        1, "✕ Salah", "", "Hasil Kerja", None, "Salah.", "salah|Hasil Kerja!M7",
    ]  # fmt: skip
    assert change.formulas == {(FIRST_ROW, ADDRESS): '=HYPERLINK("#\'Hasil Kerja\'!M7","M7")'}


def test_a_finding_in_another_file_neither_jumps_nor_colours():
    change = findings_change([listed(finding(), "Penilaian_x.xlsx")])
    assert change.formulas == {}
    assert change.values[FIRST_ROW, ADDRESS] == "M7"
    assert change.values[FIRST_ROW, KEY] is None


@pytest.mark.parametrize("place", [finding(cell=""), finding(cell="", sheet=""), finding(cell="M7:M9")])
def test_a_finding_without_one_cell_has_no_jump(place):
    change = findings_change([listed(place)])
    assert change.formulas == {}


def test_no_finding_is_said_in_words_and_colours_nothing():
    change = findings_change([])
    assert list(change.values.values()) == ["Tidak ada temuan."]
    assert (FIRST_ROW, 1) not in change.values


def test_the_longest_list_is_whole_and_a_longer_one_says_how_many_are_left():
    whole = findings_change([listed(finding())] * MOST_FINDINGS)
    assert max(row for row, _ in whole.values) == FIRST_ROW + MOST_FINDINGS - 1
    cut = findings_change([listed(finding())] * (MOST_FINDINGS + 3))
    rest = {place: value for place, value in cut.values.items() if place[0] == FIRST_ROW + MOST_FINDINGS}
    assert list(rest.values()) == ["… dan 3 temuan lagi. Betulkan dulu yang di atas."]
    assert max(row for row, _ in cut.formulas) == FIRST_ROW + MOST_FINDINGS - 1


def test_the_colour_rule_looks_at_every_row_of_the_list_by_the_key_that_the_list_writes():
    letter = column_letters(KEY)
    formula = mark_formula("Hasil Kerja", Severity.MISSING)
    assert f"${letter}${FIRST_ROW}:${letter}${FIRST_ROW + MOST_FINDINGS - 1}" in formula
    key = listed(finding(severity=Severity.MISSING)).key
    assert key == "kurang|Hasil Kerja!M7"
    assert '"kurang|Hasil Kerja!"&ADDRESS(ROW(),COLUMN(),4)' in formula
    assert [severity for severity, _ in mark_rules("Hasil")] == list(Severity)


def test_all_findings_of_a_cell_stand_in_its_one_note():
    notes = notes_of(
        [finding(message="Satu."), finding(message="Dua."), finding(cell="A9", sheet="Hasil"), finding("")]
    )
    assert notes == {"Hasil Kerja": {(7, 13): "Satu.\nDua."}, "Hasil": {(9, 1): "Salah."}}


def test_a_cleared_list_is_empty():
    for change in (no_findings_change(), no_explanation_change()):
        assert change.clear_from == FIRST_ROW
        assert not any(change.values.values())


def test_an_explanation_stands_line_by_line_with_jumps_to_its_cells():
    lines = [
        {"Uraian": "Nilai akhir", "Nilai": Decimal("91.5"), "Cara": "70 % × 90", "Sel": "", "Dasar": "PP 30/2019"},
        {"Uraian": "    Realisasi", "Nilai": Decimal(29), "Cara": "", "Sel": "Hasil Kerja!M7", "Dasar": ""},
        {"Uraian": "    Perilaku", "Nilai": "Baik", "Cara": "", "Sel": "Perilaku!F7:F13", "Dasar": ""},
    ]
    change = explanation_change("Orang Fiktif", lines)
    column = {column.header: number for number, column in enumerate(EXPLANATION_TABLE.columns, start=1)}
    assert change.values[LEGEND_ROW, 1] == "Orang Fiktif"
    assert change.values[FIRST_ROW, column["Nilai"]] == Decimal("91.5")
    assert change.values[FIRST_ROW, column["Sel"]] == ""
    assert set(change.heights) == {FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 2}
    assert change.formulas == {(FIRST_ROW + 1, column["Sel"]): '=HYPERLINK("#\'Hasil Kerja\'!M7","Hasil Kerja!M7")'}
    assert change.values[FIRST_ROW + 2, column["Sel"]] == "Perilaku!F7:F13"


@pytest.mark.parametrize(
    ("sheet", "cell", "formula"),
    [
        ("It's", "A1", "=HYPERLINK(\"#'It''s'!A1\",\"A1\")"),
        ('a"b', "A1", '=HYPERLINK("#\'a""b\'!A1","A1")'),
        ("", "A1", ""),
        ("x", "", ""),
        ("x", '1")&x', ""),
    ],
)
def test_a_jump_says_its_sheet_safely_or_is_none(sheet, cell, formula):
    assert link(sheet, cell) == formula


def test_a_jump_may_name_its_sheet():
    assert link('a"b', "A1", whole=True) == '=HYPERLINK("#\'a""b\'!A1","a""b!A1")'


@pytest.mark.parametrize(
    ("cell", "place"), [("A1", (1, 1)), ("XFD1048576", (1048576, 16384)), ("A0", None), ("1A", None), ("", None)]
)
def test_an_address_has_a_position_or_none(cell, place):
    assert position(cell) == place


def test_a_row_is_as_high_as_its_words_need():
    change = findings_change([listed(finding()), listed(finding(message="kata " * 60))])
    assert change.heights[FIRST_ROW + 1] > 2 * change.heights[FIRST_ROW]


def test_a_listed_verdict_has_no_place():
    change = findings_change([Listed("✓ Diterima", "Dicatat di register.", "a.xlsx")])
    assert change.values[FIRST_ROW, ADDRESS] == ""
    assert change.values[FIRST_ROW, KEY] is None
