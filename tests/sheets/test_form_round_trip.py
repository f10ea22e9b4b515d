"""A form that is filled and read again says the same, whoever fills it and however its sheets are arranged."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import books
from kinerja_pauh.appraisal.model import (
    Behaviour,
    Dialogue,
    Feedback,
    Material,
    MaterialSource,
    Office,
    Ratee,
    RuleChoice,
)
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office, random_ratees
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.fill_form import fill_form, indicator_number, subtitle
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.talk_rows import NO_MATERIALS
from people import ABOVE, NIP, OTHER_NIP, PERIOD, RULES, VALUES, factor, form_of, person, row, talk

READ = (layout.SUMMARY, layout.WORK, layout.BEHAVIOUR, layout.FACTORS, layout.FEEDBACK, layout.DIALOGUE)
seeds = st.integers(0, 10**9)


def crowd(seed, size=3):
    return tuple(random_ratees(random.Random(seed), size, VALUES))


def read_back(form, rules=RULES):
    read = read_form(books.form_book(form, rules))
    assert read.findings == ()
    return read.form


def test_a_plain_form_comes_back_as_it_was():
    form = form_of(person(), person(nip=OTHER_NIP, name="Fulanah (Fiktif)"))
    assert read_back(form) == form


@given(seeds)
def test_random_people_come_back_as_they_were(seed):
    form = form_of(*crowd(seed))
    assert read_back(form) == form


def test_a_whole_office_comes_back_as_it_was_but_for_what_the_form_does_not_ask():
    sample = office(60)
    people = fill(sample, RULES).values()
    form = form_of(*people, office=sample.office)
    told = [replace(i, superior_result="", data_source="") for p in people for i in p.indicators]
    assert [i for p in read_back(form).ratees for i in p.indicators] == told


def test_an_untouched_form_comes_back_with_nothing_entered():
    blank = Ratee(
        NIP,
        "Fulan (Fiktif)",
        "Pelaksana",
        (replace(row(), realisation=None, evidence=""),),
        tuple(Behaviour(value) for value in VALUES),
        new_idea=False,
    )
    form = form_of(blank)
    assert read_back(form) == form


def test_the_rules_and_the_office_of_a_form_come_back():
    choice = RuleChoice(
        "permenpanrb_6_2022",
        with_peers=True,
        values_version="B",
        settings=(("ambang_hasil_sesuai", "85"), ("batas", "1,5")),
    )
    form = form_of(person(), rules=choice, office=Office("Pemerintah Kota Padang", "Kecamatan Pauh", ""))
    assert read_back(form, rulebook_for(PERIOD.end, with_peers=True)) == form


@pytest.mark.parametrize(
    "gap",
    [
        {"office": Office("", "", "")},
        {"rules": RuleChoice("")},
        {"rater_name": ""},
        {"rules": RuleChoice(RULES.id, settings=(("kunci", ""),))},
    ],
    ids=str,
)
def test_what_the_office_left_blank_does_not_spoil_the_form(gap):
    form = form_of(person(), **gap)
    assert read_back(form) == form


def test_a_person_without_a_single_indicator_comes_back():
    form = form_of(person(indicators=()), person(nip=OTHER_NIP))
    assert read_back(form) == form


@pytest.mark.parametrize("no", ["1", "01", "0", "1a", "1.1", "1,5", "1250", "9" * 20, "٣", "A 7"])
def test_an_indicators_number_comes_back_as_it_was_sent(no):
    form = form_of(person(row(no), factors=(factor(no),)))
    assert read_back(form) == form


def test_a_number_that_is_one_is_written_as_a_number():
    assert [indicator_number(no) for no in ("7", "0", "12")] == [7, 0, 12]
    assert all(isinstance(indicator_number(no), Decimal) for no in ("7", "0", "12"))
    assert [indicator_number(no) for no in ("07", "1a", "", "٣", "1.5")] == ["07", "1a", "", "٣", "1.5"]


@given(seeds, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_rows_in_another_order_say_the_same_of_every_person(seed, rng):
    form = form_of(*crowd(seed))
    book = books.form_book(form)
    for sheet in READ:
        rows = books.data_rows(book, sheet)
        book = books.rearranged(book, sheet, dict(zip(rows, rng.sample(rows, len(rows)), strict=True)))
    read = read_form(book)
    assert read.findings == ()
    before = {r.nip: replace(score(r, RULES, PERIOD), ratee=None, indicators=()) for r in form.ratees}
    after = {r.nip: replace(score(r, RULES, PERIOD), ratee=None, indicators=()) for r in read.form.ratees}
    assert after == before


@given(st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_columns_in_another_order_are_still_read(rng):
    form = form_of(*crowd(4))
    book = books.form_book(form)
    for sheet in READ:
        width = len(layout.TABLES[sheet].columns)
        book = books.with_columns(book, sheet, rng.sample(range(1, width + 1), width))
    read = read_form(book)
    assert (read.form, read.findings) == (form, ())


def test_sheets_in_another_order_and_foreign_sheets_are_no_matter():
    form = form_of(person())
    book = books.form_book(form)
    sheets = dict(reversed(book.sheets.items())) | {"Catatan Saya": {(1, 1): Cell(CellKind.TEXT, "NIP")}}
    assert read_form(replace(book, sheets=sheets)).form == form


def test_a_form_without_the_columns_that_only_help_people_is_read():
    form = form_of(person())
    book = books.form_book(form)
    for sheet, header in ((layout.SUMMARY, "Nama"), (layout.BEHAVIOUR, "Panduan"), (layout.FACTORS, "Hari")):
        column = layout.TABLES[sheet].column(header)
        book = books.with_sheet(book, sheet, lambda cells, c=column: {p: v for p, v in cells.items() if p[1] != c})
    read = read_form(book)
    assert read.findings == ()
    assert read.form == replace(form, ratees=(replace(form.ratees[0], name=""),))


def test_headers_are_found_in_other_case_and_spacing_and_below_inserted_lines():
    form = form_of(person())

    def down(cells):
        moved = {(r + 3 if r >= 6 else r, c): one for (r, c), one in cells.items()}
        return {
            p: replace(one, value=f" {one.value.upper().replace(' ', '  ')} ") if p[0] == 9 else one
            for p, one in moved.items()
        }

    read = read_form(books.with_sheet(books.form_book(form), layout.WORK, down))
    assert (read.form, read.findings) == (form, ())
    assert read.form.ratees[0].indicators[0].places["realisation"] == "Hasil Kerja!M10"


def test_dates_of_a_1904_workbook_are_the_same_days():
    form = form_of(person(factors=(factor(),), dialogues=(talk(),)))
    book = books.form_book(form)

    def older(cells):
        return {p: replace(one, value=one.value - 1462) if one.is_date else one for p, one in cells.items()}

    for sheet in (layout.FACTORS, layout.FEEDBACK, layout.DIALOGUE):
        book = books.with_sheet(book, sheet, older)
    assert read_form(replace(book, date1904=True)).form == form


def test_places_name_the_cells_as_the_user_sees_them():
    form = read_form(books.form_book(form_of(person(factors=(factor(),))))).form
    (one,) = form.ratees
    assert one.places["work_rating"] == "Ringkasan!L7"
    assert one.indicators[0].places["realisation"] == "Hasil Kerja!M7"
    assert one.behaviours[6].places["rating"] == "Perilaku!F13"
    assert one.factors[0].places["start"] == "Faktor Luar!E7"
    assert one.feedback[0].places["day"] == "Umpan Balik!C7"


def test_spaces_around_words_do_not_count_and_a_row_of_spaces_is_empty():
    form = form_of(person())
    book = books.typed(books.form_book(form), layout.WORK, "Bukti Dukung", "  Rekap SIAK Desember 2026 ")
    book = books.typed(book, layout.FACTORS, "Sebab", "   ")
    book = books.typed(book, layout.SUMMARY, "Jabatan", " ", row=FIRST_ROW + 5)
    read = read_form(book)
    assert (read.form, read.findings) == (form, ())


def test_a_number_or_a_date_among_words_is_kept_as_it_looks():
    book = books.form_book(form_of(person()))
    for header, typed in (("Bukti Dukung", 2026), ("Catatan", date(2026, 12, 1))):
        book = books.typed(book, layout.WORK, header, typed)
    (one,) = read_form(book).form.ratees[0].indicators
    assert (one.evidence, one.note) == ("2026", "1 Desember 2026")
    book = books.typed(book, layout.WORK, "Catatan", Cell(CellKind.NUMBER, 0.5, is_date=True))
    assert read_form(book).form.ratees[0].indicators[0].note == "0,5"


def test_feedback_with_nothing_but_a_deadline_is_not_lost():
    form = form_of(person(feedback=(Feedback(None, "", "", "", date(2027, 1, 31)),)))
    assert read_back(form) == form


def test_a_form_has_room_for_more_factors_and_feedback():
    for people in (1, 12):
        form = form_of(*crowd(8, people))
        fills = fill_form(form, [score(r, RULES, PERIOD) for r in form.ratees], RULES)
        entered = sum(len(r.factors) for r in form.ratees)
        (factors,) = fills[layout.FACTORS].blocks
        assert factors.copies == entered + max(15, 3 * people)
        (feedback,) = fills[layout.FEEDBACK].blocks
        assert feedback.copies == sum(len(r.feedback) or 1 for r in form.ratees) + max(8, people)
        (talks,) = fills[layout.DIALOGUE].blocks
        assert talks.copies == sum(len(r.dialogues) for r in form.ratees) + max(8, 2 * people)
        for name in READ:
            assert set(fills[name].heights) == set(range(FIRST_ROW, FIRST_ROW + fills[name].blocks[0].copies))


def test_what_was_computed_stands_in_the_cells_that_the_formulas_will_fill():
    form = form_of(*crowd(21, 4), person(new_idea=None, behaviours=()))
    results = [score(r, RULES, PERIOD) for r in form.ratees]
    fills = fill_form(form, results, RULES)
    table = layout.SUMMARY_TABLE
    for number, result in enumerate(results, start=FIRST_ROW):

        def cell(header, number=number):
            return fills[layout.SUMMARY].values[number, table.column(header)]

        assert cell("Nilai Akhir") == (result.final if result.final is not None else "")
        assert cell("Sebutan") == (result.grade or "")
        assert cell("Predikat") == (result.predicate or "")
    assert fills[layout.META].values[1, 2] == "Formulir Penilaian"


def test_a_predicate_on_a_proposal_is_marked_in_the_sheet():
    form = form_of(person(work_rating=None))
    fills = fill_form(form, [score(form.ratees[0], RULES, PERIOD)], RULES)
    place = (FIRST_ROW, layout.SUMMARY_TABLE.column("Predikat"))
    assert fills[layout.SUMMARY].values[place] == "Baik (SEMENTARA)"


@pytest.mark.parametrize(
    ("gap", "status"),
    [
        ({}, "✓ Lengkap"),
        ({"work_rating": None}, "▲ Sementara"),
        ({"indicators": (replace(row(), realisation=None),)}, "✕ Hasil kerja belum lengkap"),
        ({"behaviours": ()}, "✕ Perilaku belum lengkap"),
        ({"new_idea": None}, "✕ Ide Baru belum dipilih"),
        ({"new_idea": True}, "✕ Uraian ide belum diisi"),
        (
            {"behaviours": tuple(Behaviour(value, ABOVE) for value in VALUES), "behaviour_rating": None},
            "✕ Contoh perilaku belum lengkap",
        ),
        ({"work_rating": ABOVE, "reason": ""}, "✕ Alasan belum diisi"),
    ],
    ids=str,
)
def test_the_status_names_the_first_thing_that_is_owed(gap, status):
    form = form_of(person(**gap))
    fills = fill_form(form, [score(form.ratees[0], RULES, PERIOD)], RULES)
    assert fills[layout.SUMMARY].values[FIRST_ROW, layout.SUMMARY_TABLE.column("Status")] == status


def test_the_line_below_the_title_says_whose_and_when():
    where = Office("Pemerintah Kota Padang", "Kecamatan Pauh")
    assert subtitle(where, PERIOD) == (
        "Pemerintah Kota Padang – Kecamatan Pauh · Tahunan 2026 (1 Januari 2026 – 31 Desember 2026)"
    )
    assert subtitle(where, PERIOD, "Penilai: Fulan").endswith(" · Penilai: Fulan")


def test_a_book_of_this_test_is_made_of_plain_cells():
    book = books.form_book(form_of(person()))
    assert isinstance(book, Book)
    kinds = {type(one.value) for cells in book.sheets.values() for one in cells.values()}
    assert kinds == {str, float}


# --- talks and materials ------------------------------------------------------------------------------------------

MATERIALS = (
    Material(OTHER_NIP, MaterialSource.PEERS, "Harmonis", "Mau mendengar lebih dahulu.\nTidak memotong pembicaraan."),
    Material(NIP, MaterialSource.SELF, "Jumlah layanan 1", "Blangko kosong tiga pekan pada Maret."),
    Material(NIP, MaterialSource.JOBS, "", "Plt. Kasi Pelayanan, 1 Maret 2026 – 31 Mei 2026"),
)


def talked(**more):
    """Two people who talked with their rater, and what the rater was shown about them."""
    two = (person(dialogues=(talk(), talk(day=date(2026, 2, 18), agreed=""))), person(nip=OTHER_NIP))
    return form_of(*two, materials=MATERIALS, **more)


def test_talks_and_materials_come_back_in_their_order():
    assert read_back(talked()) == talked()


def test_the_place_of_a_talk_is_its_cell():
    (first, second) = read_back(talked()).ratees[0].dialogues
    assert first.places["day"] == "Dialog!C7"
    assert second.places["agreed"] == "Dialog!F8"


def test_a_talk_with_nothing_but_a_day_is_not_lost_and_a_row_with_nothing_but_a_nip_is_none():
    form = form_of(person(dialogues=(Dialogue(date(2026, 5, 20), "", "", ""),)))
    assert read_back(form) == form
    named = books.typed(books.form_book(form), layout.DIALOGUE, "NIP", NIP, row=FIRST_ROW + 1)
    assert read_form(named).form == form


def test_a_form_without_materials_says_so_in_one_row_and_is_read_as_having_none():
    form = form_of(person())
    fill_of_sheet = fill_form(form, [score(form.ratees[0], RULES, PERIOD)], RULES)[layout.MATERIALS]
    below = {place: value for place, value in fill_of_sheet.values.items() if place[0] >= FIRST_ROW}
    assert below == {(FIRST_ROW, layout.MATERIALS_TABLE.column("Isi")): NO_MATERIALS}
    assert read_back(form).materials == ()


def test_materials_about_nobody_of_the_form_are_neither_written_nor_read():
    stranger = Material("1" * 18, MaterialSource.SELF, "Rahasia", "Bukan urusan penilai ini")
    form = form_of(person(), materials=(stranger,))
    book = books.form_book(form)
    assert not [one for one in book.sheets[layout.MATERIALS].values() if one.value in {"Rahasia", stranger.nip}]
    mine = books.form_book(form_of(person(), materials=MATERIALS[1:2]))
    assert read_form(books.typed(mine, layout.MATERIALS, "NIP", stranger.nip)).form.materials == ()


@pytest.mark.parametrize("gone", [layout.LATER, (layout.DIALOGUE,), (layout.MATERIALS,)])
def test_a_form_of_an_older_program_is_read_as_having_no_such_sheet(gone):
    book = books.form_book(talked())
    for sheet in gone:
        book = books.without_sheet(book, sheet)
    read = read_form(book)
    assert read.findings == ()
    assert (read.form.materials == ()) == (layout.MATERIALS in gone)
    assert (read.form.ratees[0].dialogues == ()) == (layout.DIALOGUE in gone)
    assert read.form.ratees[1] == talked().ratees[1]


def test_talks_and_materials_change_no_score():
    silent = form_of(*(replace(one, dialogues=()) for one in talked().ratees))
    with_talks, without = ([score(r, RULES, PERIOD) for r in form.ratees] for form in (talked(), silent))
    assert [replace(one, ratee=None) for one in with_talks] == [replace(one, ratee=None) for one in without]
