"""Cells of a worksheet function: blocks of one size, numbers and words as people type them, each mistake a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.sheets.function_arguments import (
    WrongArgument,
    answer_sheets,
    each_cell,
    is_blank,
    number,
    number_between,
    points,
    text,
    word,
    yes,
)

RATINGS = ("Di Bawah Ekspektasi", "Sesuai Ekspektasi", "Di Atas Ekspektasi")


def joined(*cells: object) -> str:
    return "+".join(map(str, cells))


def told(mistake: Exception) -> str:
    return f"! {mistake}"


def test_single_cells_give_a_single_answer() -> None:
    assert each_cell(joined, told, {"a": 1.0, "b": [["x"]], "c": None}) == "1.0+x+None"


def test_blocks_of_one_size_go_together_and_a_single_cell_goes_with_all() -> None:
    got = each_cell(joined, told, {"a": [[1.0, 2.0], [3.0, 4.0]], "b": [["p", "q"], ["r", "s"]], "c": "!"})
    assert got == [["1.0+p+!", "2.0+q+!"], ["3.0+r+!", "4.0+s+!"]]


def test_a_mistake_stands_in_its_own_cell() -> None:
    got = each_cell(lambda cell: number("target", cell) and "ok", told, {"target": [[1.0], ["dua"], [3.0]]})
    assert got == [["ok"], ['! target berisi "dua", bukan angka; ketik angkanya'], ["ok"]]


@pytest.mark.parametrize("other", [[["x"], ["y"], ["z"]], [["x", "y"]]])
def test_blocks_of_two_sizes_are_refused_with_both_sizes(other: list) -> None:
    with pytest.raises(WrongArgument, match=rf"nip 2×1, status {len(other)}×{len(other[0])}$"):
        each_cell(joined, told, {"nip": [["1"], ["2"]], "status": other, "c": 1.0})


@given(st.integers(1, 5), st.integers(1, 5))
def test_the_answer_has_the_size_of_the_block(height: int, width: int) -> None:
    got = each_cell(joined, told, {"a": [[1.0] * width] * height, "b": 2.0})
    rows = got if isinstance(got, list) else [[got]]
    assert (len(rows), {len(row) for row in rows}) == (height, {width})


@pytest.mark.parametrize(("cell", "blank"), [(None, True), ("", True), ("  ", True), ("x", False), (0.0, False)])
def test_only_nothing_and_spaces_are_blank(cell: object, blank: bool) -> None:  # noqa: FBT001 - a table
    assert is_blank(cell) is blank


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (4.3499999999999996, "4.35"),
        (12, "12"),
        (Decimal("1250.75"), "1250.75"),
        ("87,5", "87.5"),
        ("1.250,75", "1250.75"),
        (0.0, "0"),
    ],
)
def test_a_number_is_what_the_cell_shows(cell: object, meant: str) -> None:
    assert number("target", cell) == Decimal(meant)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("1.250", "target dapat berarti 1.250 atau 1,25; ketik tanpa titik ribuan"),
        ("12 hari", 'target berisi "12 hari", bukan angka; ketik "12" saja'),
        ("dua", 'target berisi "dua", bukan angka; ketik angkanya'),
        (True, "target berisi BENAR/SALAH; ketik angkanya"),
        (
            datetime(2026, 8, 12, tzinfo=UTC),
            "target berubah menjadi tanggal; ubah format sel menjadi Umum, lalu ketik ulang angkanya",
        ),
        (date(2026, 8, 12), "target berubah menjadi tanggal; ubah format sel menjadi Umum, lalu ketik ulang angkanya"),
        (float("inf"), "target terlalu besar atau terlalu kecil; ketik ulang angkanya"),
        (float("nan"), "target terlalu besar atau terlalu kecil; ketik ulang angkanya"),
        (1e300, "target terlalu besar atau terlalu kecil; ketik ulang angkanya"),
        ("#N/A", "target berisi galat #N/A; betulkan sel itu dulu"),
        ("#DIV/0!", "target berisi galat #DIV/0!; betulkan sel itu dulu"),
    ],
)
def test_what_is_no_number_is_said_with_the_cure(cell: object, sentence: str) -> None:
    with pytest.raises(WrongArgument) as caught:
        number("target", cell)
    assert str(caught.value) == sentence


def test_bounds_are_included_and_said() -> None:
    assert [number_between("bulan", n, Decimal(1), Decimal(12)) for n in (1.0, 12.0)] == [1, 12]
    for off in (0.0, 12.5):
        with pytest.raises(WrongArgument, match=r"^bulan harus 1 sampai 12$"):
            number_between("bulan", off, Decimal(1), Decimal(12))


def test_a_score_is_taken_as_it_is_shown() -> None:
    assert points("nilai", 109.995, Decimal(120)) == Decimal("110.00")
    assert points("nilai", 109.994, Decimal(120)) == Decimal("109.99")


@given(st.text())
def test_an_entry_is_never_repeated_with_a_whole_nip(around: str) -> None:
    with pytest.raises(WrongArgument) as caught:
        word("rating", f"{around}x198609262015051001", RATINGS)
    assert "198609262015051001" not in str(caught.value)


def test_a_word_may_be_shortened_and_an_unknown_one_names_the_choices() -> None:
    assert word("rating", " DIATAS ", RATINGS) == "Di Atas Ekspektasi"
    with pytest.raises(WrongArgument) as caught:
        word("rating", "bagus", RATINGS)
    assert str(caught.value) == f'rating berisi "bagus"; pilih salah satu: {", ".join(RATINGS)}'


def test_a_number_among_words_is_shown_as_excel_shows_it() -> None:
    assert [text("jenjang", cell) for cell in (3.0, 12.5)] == ["3", "12,5"]


def test_text_keeps_a_number_sign_that_is_no_error() -> None:
    assert text("nip", " #7 satu ") == "#7 satu"


@pytest.mark.parametrize(
    ("cell", "said"),
    [(None, False), ("", False), ("Ya", True), ("tidak", False), (True, True), (False, False)],
)
def test_yes_is_ya_or_true(cell: object, said: bool) -> None:  # noqa: FBT001 - a table
    assert yes("ide_baru", cell) is said


def test_neither_ya_nor_tidak_is_a_mistake() -> None:
    with pytest.raises(WrongArgument, match=r"pilih salah satu: Ya, Tidak$"):
        yes("ide_baru", "mungkin")


@pytest.mark.parametrize(
    "arguments",
    [
        [1, 2, 3, 4],
        [[[1, 2, 3, 4]]],
        [[[1], [2], [3], [4]]],
        [[[1, 2], [3, 4]]],
        [[[1, 2]], 3, [[4]]],
    ],
)
def test_as_many_cells_as_elements_are_one_sheet_of_answers(arguments: list) -> None:
    assert answer_sheets(arguments, 4) == [[1, 2, 3, 4]]


def test_a_block_as_wide_as_the_elements_has_a_row_a_respondent() -> None:
    assert answer_sheets([[[1, 2], [3, None]]], 2) == [[1, 2], [3, None]]


@pytest.mark.parametrize("arguments", [[], [1], [[[1, 2, 3]]], [[[1, 2], [3, 4]], 5]])
def test_any_other_shape_is_refused(arguments: list) -> None:
    with pytest.raises(WrongArgument, match=r"^isi 2 nilai unsur, atau satu rentang dengan 2 kolom"):
        answer_sheets(arguments, 2)
