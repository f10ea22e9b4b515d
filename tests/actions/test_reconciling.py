"""What e-Kinerja shows against the register, person by person."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_pauh.actions.reconciling import CURES, Ours, State, compare
from kinerja_pauh.sheets.read_paste import Pasted
from kinerja_pauh.sheets.reconcile_layout import BEHAVIOUR, COMPARED, NIP, PREDICATE, SCORE, WORK

ONE, TWO, THREE = "198609262015051901", "199001012014022902", "197501012000011903"
MEETS = "Sesuai Ekspektasi"
FULL = {PREDICATE: "Baik", WORK: MEETS, BEHAVIOUR: MEETS, SCORE: Decimal("98.50")}
NOTHING = dict.fromkeys(COMPARED)


def ours(nip: str = ONE, name: str = "Sari", **changed: object) -> Ours:
    return Ours(nip, name, "Sekretariat", FULL | changed, "Lengkap")


def row(nip: str = ONE, name: str = "Sari", values: dict | None = None) -> Pasted:
    shown = FULL if values is None else values
    return Pasted(nip, name, shown, {field: f"Tempel!{field}" for field in (NIP, *shown)})


def told(register, pasted) -> list[tuple[State, str, str, str, str]]:
    return [(one.state, one.nip, one.field, one.ours, one.theirs) for one in compare(register, pasted).lines]


def test_who_is_alike_is_only_counted() -> None:
    found = compare([ours(), ours(TWO, "Budi")], [row(), row(TWO, "Budi", {PREDICATE: "Baik"})])
    assert (found.lines, found.same) == ((), 2)


def test_each_field_that_differs_is_a_line_with_both_values_and_its_cell() -> None:
    found = compare([ours()], [row(values=FULL | {PREDICATE: "Kurang", SCORE: Decimal("98.4")})])
    assert [(o.state, o.field, o.ours, o.theirs, o.place) for o in found.lines] == [
        (State.DIFFERENT, PREDICATE, "Baik", "Kurang", "Tempel!Predikat"),
        (State.DIFFERENT, SCORE, "98,50", "98,40", "Tempel!Nilai Akhir"),
    ]
    assert found.same == 0


def test_scores_that_show_alike_are_alike() -> None:
    assert told([ours()], [row(values=FULL | {SCORE: Decimal("98.504")})]) == []


def test_an_empty_row_is_one_line_and_an_empty_field_one_too() -> None:
    assert told([ours()], [row(values=dict(NOTHING))]) == [(State.NOT_COPIED, ONE, PREDICATE, "Baik", "")]
    assert told([ours()], [row(values=FULL | {WORK: None})]) == [(State.NOT_COPIED, ONE, WORK, MEETS, "")]


def test_who_is_missing_on_either_side_is_told() -> None:
    assert told([ours()], []) == [(State.NOT_THERE, ONE, "", "Baik", "")]
    assert told([], [row()]) == [(State.STRANGER, ONE, "", "", "")]


def test_who_is_not_rated_here_is_told_only_where_e_kinerja_says_something() -> None:
    unrated = ours(**NOTHING)
    assert told([unrated], [row()]) == [(State.NOT_RATED, ONE, PREDICATE, "", "Baik")]
    assert told([unrated], [row(values=dict(NOTHING))]) == told([unrated], []) == []


def test_a_row_of_which_nothing_could_be_read_says_nothing() -> None:
    assert told([ours()], [row(values={})]) == []
    assert told([ours(**NOTHING)], [row(values={})]) == []


def test_a_spoilt_nip_is_made_up_for_by_a_name_that_only_one_has() -> None:
    assert told([ours(), ours(TWO, "Budi")], [row("", " sari "), row(TWO, "Budi")]) == []
    twins = [ours(), ours(TWO, "Sari")]
    assert [line[0] for line in told(twins, [row(""), row(TWO)])] == [State.NOT_THERE]


def test_a_name_without_any_nip_is_nobody() -> None:
    assert told([], [row("", "Orang lain")]) == []


def test_of_two_rows_that_come_to_the_same_person_the_first_counts() -> None:
    assert told([ours()], [row(), row("", "Sari", {PREDICATE: "Kurang"})]) == []


def test_the_register_s_people_stand_first_in_their_order() -> None:
    lines = told([ours(TWO, "Budi"), ours()], [row(THREE, "Lain")])
    assert [line[1] for line in lines] == [TWO, ONE, THREE]


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_cure_that_fits_its_column(state: State) -> None:
    assert 20 < len(CURES[state]) < 100
