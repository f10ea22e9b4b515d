"""The workbook Pandangan Pegawai cell by cell, its `_meta`, and the workbook of what came together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import books
from filled_office import RULES, SAMPLE
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Direction
from kinerja_pauh.appraisal.self_view import OwnResult, SelfView
from kinerja_pauh.sheets.cells import Book
from kinerja_pauh.sheets.fill_self_view import SELF_IDENTITY, SELF_IDENTITY_ROW, SelfViewDraft, fill_self_view
from kinerja_pauh.sheets.inquiry_meta import (
    InquiryMeta,
    NotAnInquiry,
    fill_inquiry_meta,
    inquiry_kind,
    people_of,
    read_inquiry_meta,
)
from kinerja_pauh.sheets.inquiry_words import GUIDE, META, SELF_BEHAVIOUR, SELF_GUIDE, SELF_KIND, SELF_WORK
from kinerja_pauh.sheets.layout import FIRST_ROW, PURPOSE_ROW
from kinerja_pauh.sheets.read_self_view import read_self_view
from kinerja_pauh.sheets.seal import locked_cells
from kinerja_pauh.sheets.self_view_layout import EVIDENCE, HINDRANCE, REALISATION, REMEMBERED, SELF_TABLES
from kinerja_pauh.sheets.self_view_results import Answered, Silent, self_view_book

PERSON = SAMPLE.rated[2]
INDICATOR = SAMPLE.plans[PERSON.nip][0]
PLAN = (
    replace(INDICATOR, number="1", direction=Direction.HIGHER, target=Decimal(12), target_upper=None),
    replace(INDICATOR, number="2", direction=Direction.LOWER, target=Decimal("7.5"), target_upper=Decimal(10)),
    replace(INDICATOR, number="3", direction=Direction.QUALITATIVE, target=None, target_text="Rapi"),
    replace(INDICATOR, number="4", direction=Direction.HIGHER, target=None, target_upper=None),
)
DRAFT = SelfViewDraft(SAMPLE.office, SAMPLE.period, PERSON, "Penilai (Fiktif)", PLAN, RULES.values.value)
FILLS = fill_self_view(DRAFT)
INQUIRY = InquiryMeta(
    SELF_KIND, "id-1", SAMPLE.office, SAMPLE.period, PERSON.nip, PERSON.name, PERSON.rater, "Penilai (Fiktif)"
)
FIRST_VALUE = RULES.values.value[0].name


def returned(typed=None, fills=None, meta=INQUIRY) -> Book:
    """The workbook as it comes back. typed: (sheet, line from 1, header) -> value."""
    sheets = {
        name: books.sheet(fill, SELF_TABLES.get(name))
        for name, fill in {**(fills or FILLS), META: fill_inquiry_meta(meta)}.items()
    }
    for (sheet, line, header), value in (typed or {}).items():
        sheets[sheet][FIRST_ROW - 1 + line, SELF_TABLES[sheet].column(header)] = books.cell(value)
    return Book("Pandangan.xlsx", sheets)


def work(header, value, line=1):
    return returned({(SELF_WORK, line, header): value})


# --- what is handed out ----------------------------------------------------------------------------------------------


def test_the_plan_stands_there_and_nothing_is_said_yet():
    table, values = SELF_TABLES[SELF_WORK], FILLS[SELF_WORK].values
    column = table.column("Target")
    assert [values[FIRST_ROW + n, column] for n in range(4)] == [Decimal(12), "7,5–10", "Rapi", None]
    assert [values[FIRST_ROW + n, 1] for n in range(4)] == [1, 2, 3, 4]
    entries = {table.column(header) for header in table.entries}
    assert not [place for place in values if place[0] >= FIRST_ROW and place[1] in entries]
    assert read_self_view(returned()) == read_self_view(returned(fills=FILLS))
    assert not read_self_view(returned()).view.says_anything


def test_the_seven_values_stand_with_their_guides():
    values = FILLS[SELF_BEHAVIOUR].values
    assert [values[FIRST_ROW + n, 1] for n in range(7)] == [one.name for one in RULES.values.value]
    assert all(values[FIRST_ROW + n, 2].startswith("• ") for n in range(7))


def test_the_guide_says_whose_it_is_and_leaves_room_below_the_steps():
    values = FILLS[GUIDE].values
    identity = [values[SELF_IDENTITY_ROW + n, 3] for n in range(len(SELF_IDENTITY))]
    assert identity == [
        PERSON.name, PERSON.nip, PERSON.position, PERSON.unit, "Penilai (Fiktif)", SAMPLE.period.label,
    ]  # fmt: skip
    assert PURPOSE_ROW + 1 + len(SELF_GUIDE) < SELF_IDENTITY_ROW - 1
    assert any("tidak pernah ikut dihitung" in line for line in SELF_GUIDE)


def test_the_entries_and_nothing_else_are_free():
    locked = {(sheet, row, column) for sheet, row, column, _ in locked_cells(returned())}
    typed = {(SELF_WORK, 1, header): "x" for header in SELF_TABLES[SELF_WORK].entries}
    typed |= {(SELF_BEHAVIOUR, 1, REMEMBERED): "x"}
    assert {(sheet, row, column) for sheet, row, column, _ in locked_cells(returned(typed))} == locked
    assert (SELF_WORK, FIRST_ROW, 6) in locked
    assert SELF_TABLES[SELF_WORK].entries == (REALISATION, EVIDENCE, HINDRANCE)


# --- what comes back -------------------------------------------------------------------------------------------------


def test_only_the_rows_of_which_anything_was_said_are_taken():
    book = returned({(SELF_WORK, 2, REALISATION): 8.5, (SELF_WORK, 3, REALISATION): "Sudah rapi",
                     (SELF_WORK, 4, HINDRANCE): "Banjir", (SELF_WORK, 1, EVIDENCE): "  ",
                     (SELF_BEHAVIOUR, 1, REMEMBERED): "Jaga posko", (SELF_BEHAVIOUR, 2, REMEMBERED): " "})  # fmt: skip
    read = read_self_view(book)
    name, unit = INDICATOR.name, INDICATOR.unit
    assert read.findings == ()
    assert read.view == SelfView(
        (
            OwnResult("2", name, unit, Decimal("8.5")),
            OwnResult("3", name, unit, None, "Sudah rapi"),
            OwnResult("4", name, unit, hindrance="Banjir"),
        ),
        ((FIRST_VALUE, "Jaga posko"),),
    )


UNREADABLE = {
    "a unit": ("12 hari", "angka-bersatuan", "12 hari"),
    "an ambiguous number": ("1.250", "angka-ambigu", "1.250"),
    "words": ("banyak", "bukan-angka", "banyak"),
    "a date": (date(2026, 3, 12), "sel-tanggal", "12 Maret 2026"),
    "a truth value": (True, "bukan-angka", "BENAR"),
    "an error": (books.ERROR, "sel-galat", ""),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_number_is_a_finding_and_stays_in_words(name):
    typed, code, words = UNREADABLE[name]
    book = work(EVIDENCE, "Buku register")
    one = typed if isinstance(typed, books.Cell) else books.cell(typed)
    book = books.with_sheet(book, SELF_WORK, lambda cells: cells | {(FIRST_ROW, 7): one})
    read = read_self_view(book)
    assert [(f.sheet, f.cell, f.code) for f in read.findings] == [(SELF_WORK, "G7", code)]
    assert read.view.results == (OwnResult("1", INDICATOR.name, INDICATOR.unit, None, words, "Buku register"),)


def test_a_number_typed_as_text_is_taken_and_said():
    read = read_self_view(work(REALISATION, "8,5", line=2))
    assert read.view.results[0].realisation == Decimal("8.5")
    assert [(f.code, f.severity) for f in read.findings] == [("angka-teks", Severity.WARNING)]


def test_a_zero_is_an_answer_and_a_formula_is_none():
    assert read_self_view(work(REALISATION, 0)).view.results[0].realisation == 0
    formula = books.with_sheet(
        returned(), SELF_WORK, lambda cells: cells | {(FIRST_ROW, 7): books.cell(12, formula="6*2")}
    )
    read = read_self_view(formula)
    assert read.view.results == ()
    assert [f.code for f in read.findings] == ["sel-rumus"]


def test_words_that_begin_like_a_formula_are_only_words():
    read = read_self_view(work(HINDRANCE, '=HYPERLINK("http://x","y")'))
    assert read.view.results[0].hindrance == '=HYPERLINK("http://x","y")'


@pytest.mark.parametrize("sheet", [SELF_WORK, SELF_BEHAVIOUR])
def test_a_missing_sheet_is_told_and_the_other_one_read(sheet):
    typed = {(SELF_WORK, 1, HINDRANCE): "Banjir", (SELF_BEHAVIOUR, 1, REMEMBERED): "Jaga posko"}
    read = read_self_view(books.without_sheet(returned(typed), sheet))
    assert [(f.sheet, f.code) for f in read.findings] == [(sheet, "lembar-hilang")]
    assert (bool(read.view.results), bool(read.view.remembered)) == (sheet != SELF_WORK, sheet != SELF_BEHAVIOUR)


# --- _meta -----------------------------------------------------------------------------------------------------------


def test_meta_is_read_back_as_it_was_written():
    assert read_inquiry_meta(returned()) == INQUIRY
    assert inquiry_kind(returned()) == SELF_KIND
    assert list(people_of(returned())) == [(PERSON.nip, PERSON.name), (PERSON.rater, "Penilai (Fiktif)")]
    alone = replace(INQUIRY, rater="", rater_name="")
    assert list(people_of(returned(meta=alone))) == [(PERSON.nip, PERSON.name)]


def _with_meta(key, value) -> Book:
    def change(cells):
        row = next(row for (row, column), cell in cells.items() if column == 1 and cell.value == key)
        rest = {place: cell for place, cell in cells.items() if place != (row, 2)}
        return rest if value is None else rest | {(row, 2): books.cell(value)}

    return books.with_sheet(returned(), META, change)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("jenis", "Formulir Penilaian", "bukan lembar pandangan"),
        ("jenis", None, "bukan lembar pandangan"),
        ("skema", "99", "versi 99"),
        ("skema", None, "versi "),
        ("mulai", "kemarin", "_meta rusak"),
        ("nip", None, "_meta rusak"),
        ("id_formulir", None, "_meta rusak"),
    ],
)
def test_meta_that_is_none_or_harmed_is_refused_in_words(key, value, words):
    with pytest.raises(NotAnInquiry, match=words):
        read_inquiry_meta(_with_meta(key, value))


def test_a_meta_that_lost_a_line_is_harmed_and_a_foreign_book_is_no_inquiry():
    lost = books.with_sheet(
        returned(),
        META,
        lambda cells: {p: c for p, c in cells.items() if p[0] != 8},  # mulai
    )
    with pytest.raises(NotAnInquiry, match="_meta rusak"):
        read_inquiry_meta(lost)
    assert inquiry_kind(Book("lain.xlsx", {})) == ""


# --- what came together ----------------------------------------------------------------------------------------------


def test_results_stand_by_rater_with_numbers_as_numbers_and_words_as_words():
    view = SelfView(
        (
            OwnResult("1", "Berkas", "berkas", Decimal(29), "", "Surat", "Banjir"),
            OwnResult("2", "Rapi", "", None, "ya"),
        ),
        (("Loyal", "Jaga posko"),),
    )
    flat = self_view_book(
        [Answered("Ani", PERSON, view)],
        [Silent("Ani", PERSON, handed_out=True), Silent("Budi", PERSON, handed_out=False)],
        "Judul",
    )
    work_sheet, behaviour, rest = flat.sheets
    assert list(work_sheet.rows) == [
        ("Ani", PERSON.nip, PERSON.name, "1", "Berkas", "berkas", Decimal(29), "Surat", "Banjir"),
        ("Ani", PERSON.nip, PERSON.name, "2", "Rapi", "", "ya", "", ""),
    ]
    assert list(behaviour.rows) == [("Ani", PERSON.nip, PERSON.name, "Loyal", "Jaga posko")]
    assert [row[-1] for row in rest.rows] == ["Belum kembali", "Belum dibagikan"]
    assert all(len(row) == len(one.heads) for one in flat.sheets for row in one.rows)
