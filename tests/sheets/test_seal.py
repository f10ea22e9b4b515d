"""The seal over a form's locked cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.seal import SEAL, SEAL_KEY, SealKey, canonical, seal_holds, seal_of, sealed_by

KEY = SealKey("aa11", b"k" * 32, "2026-01-02")
OTHER = replace(KEY, id="bb22", secret=b"l" * 32)
TARGET = (FIRST_ROW, layout.WORK_TABLE.column("Target"))
REALISATION = (FIRST_ROW, layout.WORK_TABLE.column("Realisasi"))


def text(words):
    return Cell(CellKind.TEXT, words)


def number(value):
    return Cell(CellKind.NUMBER, value)


def form(*, seal="", key=KEY.id, **changes):
    """A small form; changes: target, realisation, title, score."""
    said = {"target": number(12.0), "realisation": number(11.0), "title": text("Hasil Kerja"), "score": number(90.0)}
    said |= changes
    meta = [("jenis", "Formulir Penilaian"), ("penilai_nip", "197001012000011001"), (SEAL_KEY, key), (SEAL, seal)]
    cells = {(row, column): text(pair[column - 1]) for row, pair in enumerate(meta, start=1) for column in (1, 2)}
    return Book(
        "form.xlsx",
        {
            layout.WORK: {(1, 1): said["title"], TARGET: said["target"], REALISATION: said["realisation"]},
            layout.RESULTS: {(FIRST_ROW, 3): said["score"]},
            layout.META: {place: cell for place, cell in cells.items() if cell.value},
        },
    )


def sealed(**changes):
    return form(seal=seal_of(form(**changes), KEY), **changes)


def test_a_sealed_form_holds_under_its_key_and_under_no_other():
    assert sealed_by(sealed()) == (seal_of(form(), KEY), KEY.id)
    assert seal_holds(sealed(), KEY)
    assert not seal_holds(sealed(), OTHER)


@pytest.mark.parametrize(
    "change", [{"target": number(11.0)}, {"target": text("12")}, {"title": text("Hasil Kerja 2")}, {"key": "bb22"}]
)
def test_any_change_of_a_locked_cell_breaks_it(change):
    assert not seal_holds(form(seal=seal_of(form(), KEY), **change), KEY)


@pytest.mark.parametrize("change", [{"realisation": number(99.0)}, {"realisation": text("x")}, {"score": number(1.0)}])
def test_what_the_rater_types_and_what_hitung_nilai_writes_are_not_under_it(change):
    assert seal_holds(form(seal=seal_of(form(), KEY), **change), KEY)


def test_a_form_without_a_seal_holds_under_no_key():
    assert sealed_by(Book("x", {})) == ("", "")
    assert not seal_holds(form(), KEY)


def test_a_key_does_not_show_its_secret():
    assert "secret" not in repr(KEY)
    assert "k" * 8 not in repr(KEY)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (number(0.1 + 0.2), number(0.3)),
        (text("dua  kata\n lagi"), text("dua kata lagi")),
        (Cell(CellKind.NUMBER, 5.0, "A1+1"), Cell(CellKind.TEXT, "lima", "SUM(A1;1)")),
        (text(""), None),
    ],
)
def test_what_programs_spell_differently_is_the_same(one, same):
    assert canonical(one) == canonical(same)


@pytest.mark.parametrize(
    "pair",
    [
        (number(1.0), text("1")),
        (number(1.0), Cell(CellKind.BOOL, value=True)),
        (text("#REF!"), Cell(CellKind.ERROR, "#REF!")),
        (text("rumus"), Cell(CellKind.TEXT, "x", "A1")),
        (number(0.0), None),
    ],
)
def test_what_means_something_else_is_not_the_same(pair):
    assert canonical(pair[0]) != canonical(pair[1])


VALUES = st.one_of(
    st.text(max_size=8).map(text),
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(number),
    st.booleans().map(lambda value: Cell(CellKind.BOOL, value)),
)


@given(VALUES, VALUES)
def test_two_forms_share_a_seal_only_where_their_locked_cells_are_the_same(one, other):
    same = canonical(one) == canonical(other)
    assert (seal_of(form(title=one), KEY) == seal_of(form(title=other), KEY)) is same
