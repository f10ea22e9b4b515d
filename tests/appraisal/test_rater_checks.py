"""Each sign about a rater appears for what it says, not for less, and says what it does not prove."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinerja_pauh.appraisal.rater_checks import FEWEST, MANY, rater_signs
from kinerja_pauh.appraisal.scoring import score
from people import ABOVE, BELOW, MEETS, PERIOD, RULES, behaved, person, row

VARIED = (ABOVE, MEETS, MEETS)


def results(*behaviours, **more):
    """One complete person for each set of behaviour ratings."""
    return [
        score(person(row(), nip=f"{n:018}", behaviours=behaved(*given), **more), RULES, PERIOD)
        for n, given in enumerate(behaviours)
    ]


def signs(people, earlier=None) -> dict:
    return {sign.what: sign for sign in rater_signs(people, earlier)}


def test_few_people_are_never_called_alike() -> None:
    assert signs(results(*[()] * (FEWEST - 1))) == {}


@pytest.mark.parametrize("people", [FEWEST, MANY - 1, MANY, 15])
def test_the_same_ratings_for_all_are_two_signs_with_their_limits(people) -> None:
    found = signs(results(*[()] * people))
    assert set(found) == {"Tanpa sebaran", "Perilaku seragam"}
    assert f"ke-{people} orang" in found["Perilaku seragam"].seen
    assert ("Pada 4 orang" in found["Perilaku seragam"].limit) == (people < MANY)
    assert "Wajar" in found["Tanpa sebaran"].limit


def test_one_different_person_is_spread() -> None:
    people = results((), (), (), VARIED)
    people[3] = replace(people[3], work_rating=ABOVE)
    assert "Tanpa sebaran" not in signs(people)
    assert "Perilaku seragam" not in signs(people)


def test_someone_not_rated_yet_is_no_proof_of_sameness() -> None:
    assert signs(results((None,), (), (), ())) == {}


def test_a_varied_set_repeated_from_the_period_before_is_a_sign_and_a_flat_one_is_not() -> None:
    people = results(VARIED, (), (BELOW,), VARIED)
    before = {one.ratee.nip: one for one in people}
    assert "Sama dengan periode lalu" in signs(people, before)
    assert "Sama dengan periode lalu" not in signs(results((), (), (), ()), {**before})
    flat = results((), (), (), ())
    assert "Sama dengan periode lalu" not in signs(flat, {one.ratee.nip: one for one in flat})


def test_one_changed_value_is_no_copy() -> None:
    people = results(VARIED, (), (BELOW,), VARIED)
    before = {one.ratee.nip: one for one in results(VARIED, (), (BELOW,), ())}
    assert "Sama dengan periode lalu" not in signs(people, before)


def test_above_without_an_example_is_counted_by_values_and_people() -> None:
    (one,) = results((ABOVE, ABOVE, BELOW))
    bare = tuple(replace(b, example="") for b in one.ratee.behaviours)
    found = signs([replace(one, ratee=replace(one.ratee, behaviours=bare)), *results(())])
    assert found["Di Atas tanpa contoh"].seen.startswith("2 rating perilaku Di Atas pada 1 orang")


def test_a_chosen_rating_far_from_the_figure_is_counted_up_and_down_with_its_reasons() -> None:
    up, down, silent = (
        *results((), work_rating=ABOVE),
        *results((), work_rating=BELOW),
        *results((), work_rating=ABOVE, reason=""),
    )
    told = signs([up, down, silent])["Rating jauh dari angka"].seen
    assert "lebih tinggi daripada usulan angka pada 2 orang, lebih rendah pada 1 orang; 2 beralasan" in told


def test_no_sign_names_or_blames_a_person() -> None:
    for sign in rater_signs(results(*[(ABOVE,)] * 5, work_rating=ABOVE)):
        for words in (sign.seen, sign.limit):
            assert "Fulan" not in words
            assert not any(word in words.lower() for word in ("curang", "salah", "melanggar"))
        assert sign.limit


def test_a_rating_without_a_figure_to_compare_with_adds_no_reason() -> None:
    (up,) = results((), work_rating=ABOVE, reason="")
    unmeasured = score(person(row(realisation=None), work_rating=ABOVE, reason="Lihat catatan."), RULES, PERIOD)
    assert unmeasured.work_rating_proposed is None
    assert "0 beralasan tertulis" in signs([up, unmeasured])["Rating jauh dari angka"].seen
