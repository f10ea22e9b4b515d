"""Planning workbooks cell by cell: what is read where something is missing, and where a row goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from filled_office import SAMPLE, YEAR
from kinerja_pauh.appraisal.follow_up import OpenStep
from kinerja_pauh.sheets import skp_words as words
from kinerja_pauh.sheets.approval_layout import APPROVAL_TABLES
from kinerja_pauh.sheets.bank_sheet import ANY_POST, fill_bank, read_bank, rows_for
from kinerja_pauh.sheets.cascade_layout import CASCADE_TABLES
from kinerja_pauh.sheets.cells import Block, Book, Cell, CellKind
from kinerja_pauh.sheets.fill_approval import SUPPORTED, UNSUPPORTED, Submission, fill_approval
from kinerja_pauh.sheets.fill_skp import FIRST_STEP, STEPS_ROW, Origin, PlanDraft, fill_plan
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW, PURPOSE_ROW, resolve
from kinerja_pauh.sheets.read_approval import read_approval
from kinerja_pauh.sheets.read_skp import offered_results, read_plan
from kinerja_pauh.sheets.skp_layout import BANK_TABLES, PLAN_TABLE, PLAN_TABLES
from kinerja_pauh.sheets.skp_meta import NotAPlan, PlanMeta, fill_meta, planning_kind, read_plan_meta
from kinerja_pauh.sheets.skp_words import GUIDE, PLAN
from kinerja_pauh.sheets.write_plans import plan_changes

PERSON = SAMPLE.rated[2]
META = PlanMeta(words.PLAN_KIND, "id", SAMPLE.office, YEAR, 1, PERSON.nip, PERSON.name, PERSON.rater)


def cells(values) -> dict[tuple[int, int], Cell]:
    """Values as they would be read."""
    return {place: _cell(value) for place, value in values.items() if value not in (None, "")}


def _cell(value) -> Cell:
    if isinstance(value, int | Decimal):
        return Cell(CellKind.NUMBER, float(value))
    return Cell(CellKind.TEXT, str(value))


def heads(table) -> dict[tuple[int, int], str]:
    return {(HEADER_ROW, n): column.header for n, column in enumerate(table.columns, start=1)}


def book(fills, tables, meta=META) -> Book:
    sheets = {name: cells(heads(tables[name]) | dict(fill.values)) for name, fill in fills.items() if name in tables}
    return Book("buku.xlsx", {**sheets, words.META: cells(fill_meta(meta).values)})


def draft(rows, **more) -> PlanDraft:
    return PlanDraft(SAMPLE.office, YEAR, 1, PERSON, "Penilai", rows, (), **more)


def test_a_plan_is_read_back_as_it_was_filled():
    rows = SAMPLE.plans[PERSON.nip]
    read = read_plan(book(fill_plan(draft(rows)), PLAN_TABLES))
    assert [(r.number, r.kind, r.superior_result, r.result, r.name, r.target, r.weight) for r in read.rows] == [
        (r.number, r.kind, r.superior_result, r.result, r.name, r.target, r.weight) for r in rows
    ]
    assert read.findings == ()


PLACES = [(("2", "5"), ("2", "5")), (("2", "2"), ("1", "2")), (("a", "99"), ("1", "2"))]


@pytest.mark.parametrize(("numbers", "placed"), PLACES)
def test_a_row_stands_under_its_own_number_where_that_can_be_a_place(numbers, placed):
    rows = tuple(replace(SAMPLE.plans[PERSON.nip][0], number=number) for number in numbers)
    read = read_plan(book(fill_plan(draft(rows)), PLAN_TABLES))
    assert tuple(row.number for row in read.rows) == placed


def test_rows_of_last_year_are_called_so_until_a_plan_comes_back():
    rows = SAMPLE.plans[PERSON.nip]
    told = {
        words: fill_plan(draft(rows, **more))[PLAN].values.get((PURPOSE_ROW, 1))
        for words, more in {
            "new": {},
            "same post": {"origin": Origin(2025, "")},
            "other post": {"origin": Origin(2025, "Pengelola Arsip")},
            "returned": {"origin": Origin(2025, ""), "reason": "Naikkan target."},
        }.items()
    }
    notice = "▲ Baris di bawah ini dari rencana Anda tahun 2025. Periksa satu per satu, sesuaikan, lalu kirim."
    post = "tahun 2025. Jabatan Anda waktu itu: Pengelola Arsip. Periksa"
    assert told == {
        "new": None,
        "same post": notice,
        "other post": notice.replace("tahun 2025. Periksa", post),
        "returned": "▲ Dikembalikan: Naikkan target.",
    }


def test_agreed_steps_stand_below_the_identity_and_nothing_where_there_are_none():
    until = date(2026, 3, 31)
    steps = (OpenStep("Tahunan 2025", "Latihan SIAK", until), OpenStep("Semester II 2025", "Magang " * 40, None))
    guide = fill_plan(draft((), left_steps=steps))[GUIDE]
    assert guide.blocks == (Block(FIRST_STEP, FIRST_STEP, 2),)
    assert [guide.values[FIRST_STEP, column] for column in (2, 3, 4)] == ["Tahunan 2025", "Latihan SIAK", until]
    assert guide.values[FIRST_STEP + 1, 4] is None
    assert guide.heights[FIRST_STEP] < guide.heights[FIRST_STEP + 1]
    bare = fill_plan(draft(()))[GUIDE]
    assert bare.blocks == (Block(STEPS_ROW, FIRST_STEP, 0),)
    assert max(row for row, _ in bare.values) < STEPS_ROW


def test_a_workbook_without_its_sheet_says_so_instead_of_reading_nothing():
    bare = book({}, {})
    assert [one.code for one in read_plan(bare).findings] == ["lembar-hilang"]
    assert offered_results(bare) is None
    approval = book({}, {}, replace(META, kind=words.APPROVAL_KIND))
    assert [one.code for one in read_approval(approval).findings] == ["lembar-hilang"]
    assert offered_results(book(fill_plan(draft(())), PLAN_TABLES)) is None


def test_another_workbook_is_no_plan():
    other = Book("lain.xlsx", {"Lembar1": {}})
    assert planning_kind(other) == ""
    with pytest.raises(NotAPlan, match="bukan buku kerja rencana"):
        read_plan_meta(other)


def test_the_bank_offers_what_fits_a_post_or_else_everything():
    def row(posts, result):
        return {column.header: "" for column in BANK_TABLES[words.BANK].columns} | {
            "Jabatan": posts, "Rencana Hasil Kerja": result, "Target": Decimal("2.5"),
        }  # fmt: skip

    rows = [row("Lurah / Kepala Seksi", "A"), row("Penata Layanan", "B"), row(ANY_POST, "C"), row("", "D")]
    filled = fill_bank(rows, {"Menyusun": "Tersusunnya", "": "x", "Membantu": ""}, "Kantor")
    read = read_bank(book(filled, BANK_TABLES))
    assert read.activities == {"menyusun": "Tersusunnya", "membantu": ""}
    assert [one["Rencana Hasil Kerja"] for one in rows_for(read, "Lurah Cupak Tangah")] == ["A", "C"]
    assert [one["Rencana Hasil Kerja"] for one in rows_for(read, "Lurahan")] == ["A", "B", "C", "D"]
    assert read.rows[0]["Target"] == Decimal("2.5")


def test_a_bank_without_its_sheets_is_empty_and_says_so():
    read = read_bank(Book("bank.xlsx", {}))
    assert (read.rows, dict(read.activities)) == ((), {})
    assert [one.code for one in read.findings] == ["lembar-hilang", "lembar-hilang"]


def test_a_blank_row_of_the_bank_is_passed_over():
    filled = book(fill_bank([], {"Menyusun": "Tersusunnya"}, "Kantor"), BANK_TABLES)
    spaces = {(FIRST_ROW + 3, 1): Cell(CellKind.TEXT, " ")}
    sheets = {**filled.sheets, words.BANK: {**filled.sheets[words.BANK], **spaces}}
    assert read_bank(Book("bank.xlsx", sheets)).rows == ()


def test_a_rater_sees_which_results_nobody_supports():
    row = replace(SAMPLE.plans[PERSON.nip][0], superior_result="A")
    fill = fill_approval(Submission(SAMPLE.office, YEAR, "Penilai", (), ("A", "B"), ((PERSON.name, (row,)),)))
    table, values = APPROVAL_TABLES[words.SUPPORT], fill[words.SUPPORT].values
    told = [(values[r, table.column("Didukung Oleh")], values[r, table.column("Keadaan")]) for r in (7, 8)]
    assert told == [(PERSON.name, SUPPORTED), ("", UNSUPPORTED)]


# --- into the Induk --------------------------------------------------------------------------------------------------


def induk(*people, formulas=()) -> Book:
    """An Induk with one row each of these people, in this order."""
    sheet = cells(heads(PLANS_TABLE))
    for row, nip in enumerate(people, start=FIRST_ROW):
        sheet |= cells({(row, 1): nip, (row, PLANS_TABLE.column("Indikator")): "lama"})
    for row in formulas:
        sheet[row, PLANS_TABLE.column("Nama")] = Cell(CellKind.TEXT, "x", "VLOOKUP()")
    return Book("Induk.xlsx", {PLANS: sheet})


ROWS = tuple(replace(SAMPLE.plans[PERSON.nip][0], number=str(n), name=f"baru {n}") for n in (1, 2, 3))
OTHER = SAMPLE.rated[0]


def written(found, header):
    column = PLANS_TABLE.column(header)
    return {row: value for (row, c), value in sorted(found.items()) if c == column}


def test_own_rows_are_used_first_and_the_rest_goes_below_the_table():
    found = plan_changes(induk(PERSON.nip, OTHER.nip, PERSON.nip, formulas=(7,)), [(PERSON, ROWS)])
    assert written(found, "Indikator") == {7: "baru 1", 9: "baru 2", 10: "baru 3"}
    assert written(found, "NIP") == dict.fromkeys((7, 9, 10), PERSON.nip)
    assert written(found, "Nama") == {9: PERSON.name, 10: PERSON.name}


def test_two_people_who_need_more_rows_do_not_meet():
    found = plan_changes(induk(PERSON.nip, OTHER.nip), [(PERSON, ROWS), (OTHER, ROWS)])
    assert written(found, "NIP") == {
        7: PERSON.nip, 8: OTHER.nip, 9: PERSON.nip, 10: PERSON.nip, 11: OTHER.nip, 12: OTHER.nip,
    }  # fmt: skip


def test_rows_too_many_are_emptied_and_a_new_person_begins_below():
    found = plan_changes(induk(PERSON.nip, PERSON.nip, ""), [(PERSON, ROWS[:1]), (OTHER, ROWS[:1])])
    assert written(found, "Indikator") == {7: "baru 1", 8: None, 10: "baru 1"}
    assert written(found, "NIP") == {7: PERSON.nip, 8: None, 10: OTHER.nip}


def test_an_induk_without_the_sheet_is_not_written():
    assert plan_changes(Book("x", {}), [(PERSON, ROWS)]) is None


# --- layouts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tables", [PLAN_TABLES, BANK_TABLES, APPROVAL_TABLES, CASCADE_TABLES])
def test_every_formula_names_columns_that_exist(tables):
    every = {**PLAN_TABLES, **tables}
    for table in tables.values():
        for column in table.columns:
            texts = [column.formula, *(rule.formula for rule in column.rules)]
            texts += [column.choices] if isinstance(column.choices, str) else []
            assert all("[" not in resolve(text, table, every) for text in texts if text)


def test_a_laptop_screen_shows_the_whole_plan():
    pixels = sum(round(column.width * 7) + 5 for column in PLAN_TABLE.columns) * PLAN_TABLE.zoom / 100
    assert pixels < 1366 - 60  # row numbers and scroll bar
