"""The anonymous questionnaire cell by cell, and the workbook of what came together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filled_office import RULES, SAMPLE
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.peers import PeerAnswer, peer_result
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.fill_peers import IDENTITY_ROW, PeerSheet, fill_peers
from kinerja_pauh.sheets.inquiry_meta import InquiryMeta, fill_inquiry_meta
from kinerja_pauh.sheets.inquiry_words import GUIDE, META, PEER_KIND
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW, TITLE_ROW, resolve
from kinerja_pauh.sheets.peer_layout import PEER_TABLES, QUESTIONS_TABLE, SUGGESTION_TABLE, UNANSWERED
from kinerja_pauh.sheets.peer_results import OVERVIEW, PER_VALUE, TEXTS, PeerLine, peer_book
from kinerja_pauh.sheets.peer_words import QUESTIONS, SUGGESTION
from kinerja_pauh.sheets.read_peers import read_peers
from kinerja_pauh.sheets.seal import locked_cells

PERSON = SAMPLE.rated[2]
SHEET = PeerSheet(SAMPLE.office, SAMPLE.period, PERSON)
NAMES = tuple(value.name for value in RULES.values.value)
ANSWER, EXAMPLE = QUESTIONS_TABLE.column("Jawaban"), QUESTIONS_TABLE.column("Contoh")


def cells(values) -> dict[tuple[int, int], Cell]:
    """Values as they would be read."""
    return {place: _cell(value) for place, value in values.items() if value not in (None, "")}


def _cell(value) -> Cell:
    return Cell(CellKind.NUMBER, float(value)) if isinstance(value, int) else Cell(CellKind.TEXT, str(value))


def returned(ratings=(), examples=(), suggestion="") -> Book:
    """A questionnaire as it comes back, answered from the first value on."""
    fills = fill_peers(SHEET, RULES)
    typed = {
        QUESTIONS: {
            **{(FIRST_ROW + n, ANSWER): rating for n, rating in enumerate(ratings)},
            **{(FIRST_ROW + n, EXAMPLE): example for n, example in enumerate(examples)},
        },
        SUGGESTION: {(FIRST_ROW, SUGGESTION_TABLE.column("Saran")): suggestion},
    }
    sheets = {name: cells(_heads(name) | dict(fill.values) | typed.get(name, {})) for name, fill in fills.items()}
    meta = InquiryMeta(PEER_KIND, "id", SAMPLE.office, SAMPLE.period, PERSON.nip, PERSON.name)
    return Book("rekan.xlsx", {**sheets, META: cells(fill_inquiry_meta(meta).values)})


def _heads(name) -> dict[tuple[int, int], str]:
    table = PEER_TABLES.get(name)
    if table is None:
        return {}
    return {(TITLE_ROW, 1): table.title} | {(HEADER_ROW, n): c.header for n, c in enumerate(table.columns, start=1)}


@given(
    st.lists(st.sampled_from(Rating), min_size=7, max_size=7),
    st.lists(st.sampled_from(["", "Menolong loket saat antre.", "2026"]), min_size=7, max_size=7),
    st.sampled_from(["", "Teruskan."]),
)
def test_an_answer_is_read_back_as_it_was_typed(ratings, examples, suggestion):
    read = read_peers(returned(ratings, examples, suggestion))
    written = {name: text for name, text in zip(NAMES, examples, strict=True) if text}
    assert read.answer == PeerAnswer(dict(zip(NAMES, ratings, strict=True)), written, suggestion)
    assert read.findings == ()


def test_a_value_without_an_answer_is_missing_by_its_cell_and_not_zero():
    read = read_peers(returned([Rating.MEETS] * 6))
    (finding,) = read.findings
    assert (finding.sheet, finding.cell, finding.code, finding.severity) == (
        QUESTIONS, QUESTIONS_TABLE.cell("Jawaban", FIRST_ROW + 6), "jawaban-kosong", Severity.MISSING,
    )  # fmt: skip
    assert NAMES[6] in finding.message
    assert NAMES[6] not in read.answer.ratings


@pytest.mark.parametrize("typed", ["Baik", 5])
def test_another_word_than_the_three_is_no_answer(typed):
    read = read_peers(returned([typed, *[Rating.ABOVE] * 6]))
    assert [(one.code, one.cell) for one in read.findings] == [("pilihan-tidak-dikenal", f"D{FIRST_ROW}")]
    assert NAMES[0] not in read.answer.ratings


def test_the_short_word_is_understood_as_everywhere():
    assert read_peers(returned(["di atas", *[Rating.ABOVE] * 6])).answer.ratings[NAMES[0]] is Rating.ABOVE


@pytest.mark.parametrize("gone", [QUESTIONS, SUGGESTION])
def test_a_questionnaire_without_one_of_its_sheets_is_not_taken(gone):
    book = returned([Rating.MEETS] * 7)
    read = read_peers(replace(book, sheets={name: its for name, its in book.sheets.items() if name != gone}))
    assert [(one.sheet, one.code) for one in read.findings] == [(gone, "lembar-hilang")]
    assert read.answer == PeerAnswer({})


def test_it_says_about_whom_it_asks_and_nothing_of_who_answers():
    fills = fill_peers(SHEET, RULES)
    told = [fills[GUIDE].values[IDENTITY_ROW + n, 3] for n in range(4)]
    assert told == [PERSON.name, PERSON.position, PERSON.unit, "Tahunan 2026: 1 Januari 2026 – 31 Desember 2026"]
    others = {employee.name for employee in SAMPLE.employees} - {PERSON.name}
    said = "\n".join(str(value) for fill in fills.values() for value in fill.values.values())
    assert not [name for name in others if name in said]
    assert PERSON.nip not in said


def test_all_copies_about_a_person_say_the_same():
    assert fill_peers(SHEET, RULES) == fill_peers(replace(SHEET), RULES)


def test_the_states_filled_in_are_those_that_the_formula_shows():
    column = QUESTIONS_TABLE.columns[QUESTIONS_TABLE.column("Keadaan") - 1]
    formula = resolve(column.formula, QUESTIONS_TABLE, PEER_TABLES)
    assert formula.startswith(f'IF(D{FIRST_ROW}="","{UNANSWERED}",')
    fill = fill_peers(SHEET, RULES)[QUESTIONS]
    states = {fill.values[FIRST_ROW + n, QUESTIONS_TABLE.column("Keadaan")] for n in range(7)}
    assert states == {UNANSWERED}


def test_only_the_yellow_cells_are_outside_of_the_seal():
    book = returned([Rating.MEETS] * 7, ["Contoh."] * 7, "Saran.")
    locked = {(sheet, column) for sheet, row, column, _ in locked_cells(book) if row >= FIRST_ROW and sheet != META}
    assert (QUESTIONS, ANSWER) not in locked
    assert (QUESTIONS, EXAMPLE) not in locked
    assert (SUGGESTION, SUGGESTION_TABLE.column("Saran")) not in locked
    assert {(QUESTIONS, QUESTIONS_TABLE.column("Nilai BerAKHLAK")), (SUGGESTION, 1), (GUIDE, 3)} <= locked


def answers(count: int) -> list[PeerAnswer]:
    """One dissent among that many, each with a suggestion."""
    ratings = [Rating.BELOW, *[Rating.ABOVE] * (count - 1)]
    return [
        PeerAnswer(dict.fromkeys(NAMES, rating), {NAMES[1]: f"contoh {9 - n}"}, f"saran {9 - n}")
        for n, rating in enumerate(ratings)
    ]


def line(person, count: int, handed_out: int = 5) -> PeerLine:
    return PeerLine(person, handed_out, count, peer_result(answers(count), RULES) if count else None)


def test_below_three_answers_the_workbook_says_how_many_are_there_and_nothing_else():
    people = SAMPLE.rated
    book = peer_book([line(people[0], 2), line(people[1], 0), line(people[2], 0, handed_out=0)], "Kantor")
    overview, per_value, texts = book.sheets
    assert [sheet.name for sheet in book.sheets] == [OVERVIEW, PER_VALUE, TEXTS]
    assert [row[3:] for row in overview.rows] == [
        (5, 2, 1, "Belum ada hasil: baru 2 dari sedikitnya 3 jawaban"),
        (5, 0, 3, "Belum ada hasil: baru 0 dari sedikitnya 3 jawaban"),
        (0, 0, 3, "Belum dibagikan"),
    ]
    assert (per_value.rows, texts.rows) == ([], [])


some_answers = st.builds(
    PeerAnswer,
    st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(Rating))),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["Menolong.", "Terlambat."]), max_size=2),
    st.sampled_from(["", "Teruskan."]),
)


@given(st.integers(0, 2).flatmap(lambda n: st.tuples(*[st.lists(some_answers, min_size=n, max_size=n)] * 2)))
def test_below_three_answers_no_two_offices_can_be_told_apart_by_what_was_answered(both):
    """Whatever was answered, the workbook is the same: nothing of it leaks."""
    books = [
        peer_book([PeerLine(PERSON, 5, len(answered), peer_result(answered, RULES))], "Kantor") for answered in both
    ]
    assert books[0] == books[1]


def test_from_three_answers_on_every_value_and_every_text_stands_there_once():
    few, enough = SAMPLE.rated[:2]
    book = peer_book([line(few, 2), line(enough, 3)], "Kantor")
    overview, per_value, texts = book.sheets
    assert overview.rows[1][3:] == (5, 3, 0, "Ada hasil")
    assert [row[0] for row in per_value.rows] == [enough.nip] * 7
    assert tuple(row[2] for row in per_value.rows) == NAMES
    assert {row[3:] for row in per_value.rows} == {(2, 0, 1, 3, per_value.rows[0][7], "Di Atas Ekspektasi")}
    assert str(per_value.rows[0][7]) == "100.00"
    assert [row[2:] for row in texts.rows] == [
        *[(NAMES[1], f"contoh {n}") for n in (7, 8, 9)],
        *[("Saran", f"saran {n}") for n in (7, 8, 9)],
    ]
    for sheet in book.sheets:
        assert all(len(row) == len(sheet.heads) for row in sheet.rows)
