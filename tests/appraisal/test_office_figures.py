"""The figures of an office, counted by hand on a few people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.group_figures import SMALL, group_figures, mean
from kinerja_pauh.appraisal.indicator_words import reached_text, target_text
from kinerja_pauh.appraisal.model import Feedback, Rating
from kinerja_pauh.appraisal.outside_figures import outside_figures
from kinerja_pauh.appraisal.overview import UNKNOWN_UNIT, EarlierPeriod, Rated, overview
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.shared_indicators import SHOWN, shared_indicators, strongest, weakest
from kinerja_pauh.appraisal.trend import person_trend, trend_point
from kinerja_pauh.regulations import distribution
from people import ABOVE, BELOW, MEETS, PERIOD, RULES, behaved, capped, factor, person, rated_row, row

PATTERNS = distribution()
DAYS = (date(2025, 1, 1), date(2025, 12, 31))


def result(no=1, reached="100", **more):
    """A person of that number, complete unless `more` says otherwise."""
    ratee = person(row(realisation=reached), nip=f"{no:018}", name=f"Orang {no}", **more)
    return score(ratee, RULES, PERIOD)


def incomplete(no=1):
    return result(no, behaviours=behaved(None))


def rated(no=1, unit="Seksi A", rater="R1", **more):
    return Rated(result(no, **more), unit, rater, f"Penilai {rater}")


def test_a_group_counts_only_whole_results_and_never_an_incomplete_one_as_zero() -> None:
    group = group_figures("Seksi A", [result(1), result(2, "80"), incomplete(3)], "", PATTERNS)
    assert (group.people, group.counted, group.incomplete) == (3, 2, 1)
    assert group.counts == {**dict.fromkeys(PATTERNS.predicates, 0), "Baik": 2}
    assert (group.lowest, group.mean, group.highest) == (Decimal("86.00"), Decimal("93.00"), Decimal("100.00"))
    assert group.check is None


def test_a_group_of_nobody_has_no_mean() -> None:
    group = group_figures("Kosong", [], "Baik", PATTERNS)
    assert (group.people, group.counted, group.mean, group.lowest, group.highest) == (0, 0, None, None, None)
    assert group.check.possible


@given(st.lists(st.decimals(0, 120, places=2), min_size=1, max_size=20))
def test_a_mean_lies_between_its_ends_and_has_two_decimals(values) -> None:
    found = mean(values)
    assert min(values) <= found <= max(values)
    assert found.as_tuple().exponent == -2


def test_a_mean_rounds_half_up() -> None:
    assert mean([Decimal("100.00"), Decimal("100.01")]) == Decimal("100.01")


def test_feedback_needs_words() -> None:
    silent = (Feedback(date(2026, 6, 1), "", "", "Pelatihan", None),)
    group = group_figures("A", [result(1), result(2, feedback=silent), result(3, feedback=())], "", PATTERNS)
    assert group.feedback == 1


@pytest.mark.parametrize("people", [1, 2, 4])
def test_a_unit_that_no_distribution_can_fit_says_so(people) -> None:
    group = group_figures("Seksi", [result(n) for n in range(people)], "Baik", PATTERNS)
    assert not group.check.possible
    assert "tak dapat dipenuhi" in group.check.warnings[0]
    assert group.small


def test_from_ten_people_on_a_share_of_ten_percent_is_a_whole_person() -> None:
    assert not group_figures("Kantor", [result(n) for n in range(SMALL)], "Baik", PATTERNS).small


def test_shared_indicators_are_those_of_two_people_furthest_first() -> None:
    people = [
        score(
            person(row("1", weight="50", name=name, realisation=reached), row("2", weight="50", name=other)),
            RULES,
            PERIOD,
        )
        for name, other, reached in (("A", "B", "90"), ("A", "B", "91"), ("C", "B", "10"))
    ]
    found = shared_indicators(people)
    assert [(one.name, one.people, one.reached) for one in found] == [
        ("B", 3, Decimal("100.00")),
        ("A", 2, Decimal("90.50")),
    ]
    assert [one.name for one in strongest(found)] == ["B"]
    assert [one.name for one in weakest(found)] == ["A"]


def test_an_indicator_in_another_unit_is_another_and_one_not_reached_yet_counts_for_nobody() -> None:
    rows = [row(name="A", unit="berkas"), row(name="A", unit="surat"), row(name="A", unit="berkas", realisation=None)]
    assert shared_indicators(score(person(one), RULES, PERIOD) for one in rows) == ()


def test_no_more_than_five_are_shown_and_none_stands_on_both_sides() -> None:
    people = [
        score(
            person(*[row(str(n), weight="10", name=f"I{n}", realisation=str(90 + n)) for n in range(10)] * 1),
            RULES,
            PERIOD,
        )
        for _ in range(2)
    ] + [
        score(
            person(*[row(str(n), weight="10", name=f"J{n}", realisation=str(100 + n)) for n in range(10)]),
            RULES,
            PERIOD,
        )
        for _ in range(2)
    ]
    found = shared_indicators(people)
    assert [one.name for one in weakest(found)] == [f"I{n}" for n in range(SHOWN)]
    assert [one.name for one in strongest(found)] == [f"J{n}" for n in range(9, 9 - SHOWN, -1)]


def test_outside_factors_show_raw_and_adjusted_of_those_they_moved() -> None:
    moved = result(1, "90", factors=(factor("1"),))
    refused = result(2, "90", factors=(factor("1", rater_decision=None),))
    found = outside_figures([moved, refused, result(3)])
    assert (found.claims, found.agreed, found.changed) == (2, 1, 1)
    assert (found.raw, found.adjusted) == (moved.work_raw, moved.work)
    assert outside_figures([result(3)]).adjusted is None
    assert found.capped == 0


def test_a_rise_that_was_held_back_is_counted_and_moves_nobody_under_a_cap_of_0() -> None:
    claimed = person(row(realisation="90"), factors=(factor("1"),))
    held, raw = (score(claimed, capped(cap), PERIOD) for cap in ("0.5", "0"))
    found = outside_figures([held, raw, result(3)])
    assert (found.capped, found.changed, found.raw, found.adjusted) == (2, 1, 90, Decimal("90.5"))


def test_a_trend_compares_the_same_people_so_that_who_came_moves_nothing() -> None:
    then = {"a": result(1, "80"), "b": result(2, "60"), "x": incomplete(3)}
    now = {"a": result(1, "100"), "c": result(4, "20")}
    point = trend_point("2025", DAYS, then, now)
    assert (point.label, point.start, point.end, point.counted) == ("2025", *DAYS, 2)
    assert point.mean == mean([then["a"].final, then["b"].final])
    assert (point.same, point.same_mean, point.same_now) == (1, then["a"].final, now["a"].final)
    alone = trend_point("2025", DAYS, then, {})
    assert (alone.same, alone.same_mean, alone.same_now) == (0, None, None)


def test_a_persons_trend_leaves_out_periods_without_a_whole_result() -> None:
    periods = [("2023", {}), ("2024", {"a": incomplete()}), ("2025", {"a": result()})]
    assert [label for label, _ in person_trend("a", periods)] == ["2025"]


def test_the_overview_groups_by_unit_and_rater_in_the_order_of_the_staff_list() -> None:
    people = [rated(1, "Seksi B", "R2"), rated(2, "", "R1"), rated(3, "Seksi B", "R1")]
    before = EarlierPeriod("2025", *DAYS, {f"{1:018}": result(1, "80")})
    found = overview("Kecamatan", people, [before], "Baik", PATTERNS)
    assert [(one.name, one.people) for one in found.units] == [("Seksi B", 2), (UNKNOWN_UNIT, 1)]
    assert [(one.group.name, one.group.people) for one in found.raters] == [("Penilai R2", 1), ("Penilai R1", 2)]
    assert sum(one.people for one in found.units) == found.whole.people == 3
    assert [one.organisation for one in found.patterns] == list(PATTERNS.patterns.value)
    assert [one.label for one in found.trend] == ["2025"]
    assert found.whole.check.organisation == "Baik"


def test_two_raters_of_one_name_stay_two() -> None:
    people = [replace(rated(1, rater="R1"), rater="Budi"), replace(rated(2, rater="R2"), rater="Budi")]
    assert [one.group.people for one in overview("K", people, [], "", PATTERNS).raters] == [1, 1]


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from([ABOVE, MEETS, BELOW]), st.booleans()), max_size=9))
def test_everybody_stands_in_exactly_one_place_of_every_tally(people) -> None:
    every = [
        rated(no, unit, behaviour_rating=rating, behaviours=behaved(None) if gap else behaved())
        for no, (unit, rating, gap) in enumerate(people)
    ]
    found = overview("Kantor", every, [], "", PATTERNS)
    for group in (found.whole, *found.units, *(one.group for one in found.raters)):
        assert sum(group.counts.values()) + group.incomplete == group.people
    assert sum(one.people for one in found.units) == sum(one.group.people for one in found.raters) == len(every)
    for predicate in PATTERNS.predicates:
        assert sum(one.counts[predicate] for one in found.units) == found.whole.counts[predicate]


@pytest.mark.parametrize(
    ("indicator", "target", "reached"),
    [
        (row(target="1250.5", realisation="3"), "1.250,5 dokumen", "3 dokumen"),
        (row(target="90", target_upper="100", realisation=None), "90–100 dokumen", "belum ada"),
        (rated_row("1", Rating.ABOVE, target_text="Rapi"), "Rapi", "Di Atas Ekspektasi"),
        (rated_row("1", None), "belum ada", "belum ada"),
        (row(target=None), "belum ada", "belum ada"),
    ],
)
def test_target_and_realisation_in_words(indicator, target, reached) -> None:
    assert (target_text(indicator), reached_text(indicator)) == (target, reached)
