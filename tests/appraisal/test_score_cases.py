"""Situation -> expected: the golden cases, and each rule of how a score comes about under its own name."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja_pauh.appraisal.checks import check_ratee
from kinerja_pauh.appraisal.indicators import NO_ADJUSTMENT, adjustments, capaian, compute, days_lost
from kinerja_pauh.appraisal.model import Aspect, Decision, Direction, Kind, OutsideFactor, Rating, Remedy
from kinerja_pauh.appraisal.rounding import half_up
from kinerja_pauh.appraisal.scoring import (
    Status,
    behaviour_score,
    contribution,
    counted_work,
    final_score,
    grade,
    main_weight,
    propose_behaviour_rating,
    propose_work_rating,
    reason_needed,
    score,
)
from kinerja_pauh.regulations import rulebook_for, with_settings
from people import ABOVE, BELOW, MEETS, PERIOD, RULES, behaved, capped, factor, person, rated_row, row

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "golden" / "score_cases.toml").read_text("utf-8"), parse_float=Decimal
)
WITH_PEERS = rulebook_for(PERIOD.end, with_peers=True)


def scored(*rows, **more):
    return score(person(*rows, **more), RULES, PERIOD)


def additional(no, weight, reached):
    return replace(row(no, weight=weight, realisation=reached), kind=Kind.ADDITIONAL)


# --- the golden table ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("work", "behaviour", "predicate"), CASES["matrix"])
def test_the_predicate_is_the_cell_of_the_matrix(work, behaviour, predicate):
    chosen = {"work_rating": Rating(work), "behaviour_rating": Rating(behaviour), "reason": "Bukti rapat"}
    assert scored(**chosen).predicate == predicate


def test_the_golden_matrix_has_all_nine_cells():
    assert len({(work, behaviour) for work, behaviour, _ in CASES["matrix"]}) == 9


@pytest.mark.parametrize(
    ("direction", "case"),
    [(Direction.HIGHER, case) for case in CASES["higher"]] + [(Direction.LOWER, case) for case in CASES["lower"]],
)
def test_capaian_and_nilai_of_a_measured_indicator(direction, case):
    target, upper, reached, percent, worth = case
    one = row(target=target, target_upper=upper or None, realisation=reached, direction=direction)
    outcome = compute(one, RULES, PERIOD, NO_ADJUSTMENT).raw
    assert (outcome.capaian, outcome.score) == (percent, worth)
    assert (outcome.share, outcome.category) == (100, "")


@pytest.mark.parametrize(("rating", "percent"), CASES["qualitative"])
def test_capaian_of_an_indicator_rated_in_words(rating, percent):
    outcome = compute(rated_row("1", Rating(rating)), RULES, PERIOD, NO_ADJUSTMENT).raw
    assert (outcome.capaian, outcome.score) == (percent, percent)


@pytest.mark.parametrize("case", CASES["additional"])
def test_additional_work_is_worth_its_category(case):
    reached, weight, category, share, worth, points = case
    result = scored(row(), additional("2", weight, reached))
    outcome = result.indicators[1].raw
    assert (outcome.category, outcome.share, outcome.score) == (category, share, worth)
    assert result.indicators[1].contribution == points
    assert result.work == 100 + points


@pytest.mark.parametrize(("work", "behaviour", "peers", "expected"), CASES["final"])
def test_the_final_score_weighs_work_and_behaviour(work, behaviour, peers, expected):
    rules = WITH_PEERS if peers else RULES
    assert final_score(Decimal(work), Decimal(behaviour), rules) == expected


@pytest.mark.parametrize(("final", "idea", "label"), CASES["grade"])
def test_the_grade_follows_the_final_score_and_a_new_idea(final, idea, label):
    assert grade(Decimal(final), RULES, new_idea=idea) == label


@pytest.mark.parametrize(("raw", "adjusted", "cap", "counted"), CASES["outside_cap"])
def test_outside_factors_raise_the_work_by_no_more_than_the_cap(raw, adjusted, cap, counted):
    assert counted_work(Decimal(raw), Decimal(adjusted), Decimal(cap)) == counted


@pytest.mark.parametrize(("work", "rating"), CASES["work_proposal"])
def test_the_work_proposal_follows_the_thresholds(work, rating):
    assert propose_work_rating(Decimal(work), RULES) is Rating(rating)


@pytest.mark.parametrize(("above", "below", "mean", "rating"), CASES["behaviour"])
def test_behaviour_is_the_mean_and_its_proposal_the_median(above, below, mean, rating):
    rated = behaved(*[ABOVE] * above, *[BELOW] * below)
    assert behaviour_score(rated, RULES) == mean
    assert propose_behaviour_rating(rated) is Rating(rating)


# --- weights ------------------------------------------------------------------------------------------------------


def test_three_weights_of_33_33_do_not_make_100_and_give_no_score():
    rows = [row(str(n), weight="33.33") for n in (1, 2, 3)]
    result = scored(*rows)
    assert result.work is None
    assert result.work_raw is None
    assert [one.contribution for one in result.indicators] == [None] * 3
    assert [f.code for f in check_ratee(result.ratee, RULES, PERIOD)] == ["bobot-bukan-100"]


def test_a_third_is_written_33_33_and_33_33_and_33_34():
    rows = [row(str(n), weight=w) for n, w in ((1, "33.33"), (2, "33.33"), (3, "33.34"))]
    assert scored(*rows).work == 100
    assert check_ratee(person(*rows), RULES, PERIOD) == []


def test_contributions_are_exact_and_only_their_sum_is_rounded():
    rows = [row(str(n), weight=w, realisation="99.99") for n, w in ((1, "33.33"), (2, "33.33"), (3, "33.34"))]
    result = scored(*rows)
    assert [one.contribution for one in result.indicators] == [Decimal("33.326667")] * 2 + [Decimal("33.336666")]
    assert result.work == Decimal("99.99")


def test_only_main_rows_count_towards_100():
    assert main_weight([compute(r, RULES, PERIOD, NO_ADJUSTMENT) for r in (row(), additional("2", "5", 100))]) == 100
    assert main_weight([compute(additional("1", "100", 100), RULES, PERIOD, NO_ADJUSTMENT)]) is None
    assert main_weight([]) is None


# --- missing is never zero ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "gap",
    [
        {"realisation": None},
        {"target": None, "realisation": "5"},
        {"weight": None},
        {"target": "0", "realisation": "5"},
        {"target": "-3", "realisation": "5"},
        {"realisation": Decimal(-1)},
        {"target": "90", "target_upper": 80, "realisation": "5"},
    ],
    ids="-".join,
)
def test_a_missing_or_impossible_entry_gives_no_score_at_all(gap):
    result = scored(row(weight="50"), row("2", **{"weight": "50", **gap}))
    assert (result.work, result.work_raw, result.final, result.grade, result.predicate) == (None,) * 5
    assert result.work_rating_proposed is None
    assert result.status is Status.INCOMPLETE
    assert result.behaviour == 100


def test_a_row_of_unknown_direction_or_kind_gives_no_score():
    assert scored(row(direction=None)).work is None
    assert scored(row(), row("2", kind=None)).work is None


def test_an_unrated_qualitative_row_gives_no_score():
    assert scored(rated_row("1", None)).work is None


def test_a_missing_additional_row_leaves_the_score_open_too():
    assert scored(row(), additional("2", "5", None)).work is None


@pytest.mark.parametrize(
    "rows",
    [
        behaved(None),
        behaved()[:6],
        (*behaved(), behaved()[0]),
        (replace(behaved()[0], value="Ramah"), *behaved()[1:]),
        (),
    ],
    ids=["one unrated", "six", "one twice", "a foreign value", "none"],
)
def test_behaviour_needs_each_of_the_seven_values_exactly_once(rows):
    result = scored(behaviours=rows)
    assert (result.behaviour, result.final, result.predicate) == (None, None, None)
    assert result.behaviour_rating_proposed is None
    assert result.work == 100
    assert result.status is Status.INCOMPLETE


def test_a_reached_zero_is_a_zero_and_not_missing():
    result = scored(row(realisation="0"))
    assert result.work == 0
    assert result.final == 30
    assert result.grade == "Sangat Kurang"


# --- caps ---------------------------------------------------------------------------------------------------------


def test_an_indicator_is_capped_at_120_but_its_capaian_is_shown_as_it_is():
    result = scored(row(weight="50", realisation="940"), row("2", weight="50", realisation="50"))
    assert (result.indicators[0].raw.capaian, result.indicators[0].raw.score) == (940, 120)
    assert result.work == 85


def test_additional_work_adds_at_most_ten_points():
    rows = [row(), *[additional(str(n), "5", 120) for n in (2, 3)]]
    assert scored(*rows).work == 110
    assert scored(*rows[:2]).work == 106


def test_the_work_score_is_capped_at_120():
    assert scored(row(realisation="115"), additional("2", "10", 120)).work == 120
    assert scored(row(realisation="115"), additional("2", "2", 120)).work == Decimal("117.4")


# --- outside factors ----------------------------------------------------------------------------------------------


def thirds(**second):
    return row(weight="20"), row("2", weight="30", **second), row("3", weight="50", realisation="80")


def test_a_left_out_indicator_spreads_its_weight_in_proportion():
    result = scored(*thirds(realisation="10"), factors=(factor("2", Remedy.LEAVE_OUT),))
    assert result.work_raw == 20 + 3 + 40
    assert result.work == Decimal("85.71")  # (20 × 100 + 50 × 80) ÷ 70
    left = result.indicators[1]
    assert (left.adjusted, left.contribution, left.raw_contribution) == (None, 0, 3)
    assert half_up(result.indicators[0].contribution, Decimal("0.0001")) == Decimal("28.5714")  # 20 × 100 ÷ 70


def test_leaving_out_every_main_row_leaves_no_score():
    result = scored(row(), factors=(factor("1", Remedy.LEAVE_OUT),))
    assert (result.work_raw, result.work, result.final) == (100, None, None)
    assert contribution(row(), result.indicators[0].raw, Decimal(0)) is None


def test_a_left_out_additional_row_only_loses_its_own_points():
    rows = (row(), additional("2", "5", 120))
    result = scored(*rows, factors=(factor("2", Remedy.LEAVE_OUT),))
    assert (result.work_raw, result.work) == (106, 100)


def test_prorating_shrinks_the_target_by_the_days_lost():
    # 73 of 365 days lost: the target 100 becomes 80.
    lost = factor(start=date(2026, 3, 1), end=date(2026, 5, 12))
    assert days_lost(lost, PERIOD) == 73
    result = scored(row(realisation="72"), factors=(lost,))
    assert (result.indicators[0].raw.capaian, result.indicators[0].adjusted.capaian) == (72, 90)
    assert (result.work_raw, result.work) == (72, 90)
    assert result.indicators[0].counted_days == 73


def test_prorating_a_range_shrinks_both_ends():
    lost = factor(start=date(2026, 3, 1), end=date(2026, 5, 12))
    one = row(target="100", target_upper=110, realisation="88")
    assert scored(one, factors=(lost,)).indicators[0].adjusted.capaian == 100
    assert scored(replace(one, realisation=Decimal(110)), factors=(lost,)).indicators[0].adjusted.capaian == 125


def test_days_of_two_factors_of_one_indicator_add_up_and_a_leave_out_stays():
    factors = (factor(), factor(start=date(2026, 4, 1), end=date(2026, 4, 5)), factor(remedy=Remedy.LEAVE_OUT))
    found = adjustments(factors, PERIOD)["1"]
    assert (found.days_lost, found.left_out) == (15, True)
    assert adjustments(factors[::-1], PERIOD)["1"] == found


def test_only_days_inside_the_period_are_lost():
    lost = {
        (date(2025, 12, 1), date(2026, 1, 3)): 3,
        (date(2026, 12, 30), date(2027, 2, 1)): 2,
        (date(2025, 1, 1), date(2025, 2, 1)): 0,
        (date(2026, 6, 5), date(2026, 6, 4)): 0,
        (date(2026, 6, 5), date(2026, 6, 5)): 1,
        (date(2020, 1, 1), date(2030, 1, 1)): 365,
        (None, date(2026, 6, 5)): 0,
        (date(2026, 6, 5), None): 0,
    }
    assert {days: days_lost(factor(start=days[0], end=days[1]), PERIOD) for days in lost} == lost


def test_a_capped_rise_carries_into_the_final_score_and_the_proposal():
    # Prorated as above: 72 without, 90 with the factor; Sesuai begins at 90.
    lost = factor(start=date(2026, 3, 1), end=date(2026, 5, 12))
    ratee = person(row(realisation="72"), factors=(lost,))
    free, held = score(ratee, RULES, PERIOD), score(ratee, capped("12.5"), PERIOD)
    assert (free.work, free.final, free.factor_cap, free.capped) == (90, 93, None, False)
    assert (held.work_raw, held.work_adjusted, held.factor_cap, held.work) == (72, 90, Decimal("12.5"), Decimal("84.5"))
    assert (held.final, held.capped) == (Decimal("89.15"), True)
    assert (free.work_rating_proposed, held.work_rating_proposed) == (MEETS, BELOW)
    assert held.indicators == free.indicators


def test_a_cap_that_is_not_reached_changes_nothing_but_that_it_is_said():
    lost = factor(start=date(2026, 3, 1), end=date(2026, 5, 12))
    ratee = person(row(realisation="72"), factors=(lost,))
    free, held = score(ratee, RULES, PERIOD), score(ratee, capped("18"), PERIOD)
    assert held == replace(free, factor_cap=Decimal(18))
    assert not held.capped


def test_a_cap_from_the_highest_work_score_upward_is_no_cap():
    rows, left_out = thirds(realisation=None), factor("2", Remedy.LEAVE_OUT)
    ratee = person(*rows, factors=(left_out,))
    lower = with_settings(RULES, {"batas_faktor_luar": "100", "batas_nilai_hasil": "100"})
    assert [score(ratee, rules, PERIOD).work for rules in (RULES, lower)] == [Decimal("85.71")] * 2
    assert score(ratee, lower, PERIOD).factor_cap is None


def test_under_a_cap_a_left_out_row_without_realisation_leaves_no_work_score():
    ratee = person(*thirds(realisation=None), factors=(factor("2", Remedy.LEAVE_OUT),))
    result = score(ratee, capped("119.99"), PERIOD)
    assert (result.work_raw, result.work_adjusted, result.work) == (None, Decimal("85.71"), None)
    assert (result.final, result.predicate, result.status, result.capped) == (None, None, Status.INCOMPLETE, False)
    assert score(ratee, RULES, PERIOD).work == Decimal("85.71")


def test_losing_the_whole_period_leaves_no_capaian():
    assert capaian(row(), RULES, PERIOD, 365) is None
    assert capaian(row(), RULES, PERIOD, 364) == 36500
    assert scored(row(), factors=(factor(start=PERIOD.start, end=PERIOD.end),)).work is None


@pytest.mark.parametrize(
    "refused",
    [
        {"rater_decision": Decision.REFUSED},
        {"superior_decision": Decision.REFUSED},
        {"rater_decision": None},
        {"superior_decision": None},
        {"remedy": Remedy.NOTE_ONLY},
        {"remedy": None},
        {"indicator": "99"},
    ],
    ids=str,
)
@pytest.mark.parametrize("remedy", [Remedy.PRORATE, Remedy.LEAVE_OUT])
def test_a_factor_that_is_not_agreed_by_both_changes_nothing(refused, remedy):
    rows = thirds(realisation="10")
    plain, claimed = scored(*rows), scored(*rows, factors=(replace(factor("2", remedy), **refused),))
    assert claimed.indicators == plain.indicators
    assert (claimed.work, claimed.work_raw, claimed.final) == (plain.work, plain.work_raw, plain.final)


@pytest.mark.parametrize("change", [{"aspect": Aspect.TIME}, {"aspect": None}, {"direction": Direction.LOWER}], ids=str)
def test_only_a_quantity_that_grows_is_prorated(change):
    rows = (row(realisation="50", **change),)
    assert scored(*rows, factors=(factor(),)).work == scored(*rows).work
    assert scored(*rows, factors=(factor(),)).indicators[0].counted_days == 0


def test_a_factor_without_decisions_does_not_count():
    assert not OutsideFactor("1", "Banjir", None, None, None).counts
    assert factor().counts


# --- ratings, predicate, status -----------------------------------------------------------------------------------


def test_the_raters_choice_stands_against_the_proposal():
    result = scored(work_rating=ABOVE, behaviour_rating=BELOW, reason="Bukti rapat")
    assert (result.work_rating_proposed, result.behaviour_rating_proposed) == (MEETS, MEETS)
    assert (result.work_rating, result.behaviour_rating) == (ABOVE, BELOW)
    assert result.predicate == "Kurang"
    assert result.status is Status.COMPLETE


def test_the_predicate_comes_from_the_ratings_and_never_from_the_number():
    low = scored(row(realisation="10"), work_rating=ABOVE, behaviour_rating=ABOVE, reason="Bukti rapat")
    assert (low.final, low.grade, low.predicate) == (37, "Sangat Kurang", "Sangat Baik")


@pytest.mark.parametrize("name", ["work_rating", "behaviour_rating"])
def test_a_predicate_on_a_proposal_is_provisional(name):
    result = scored(**{name: None})
    assert result.predicate == "Baik"
    assert result.provisional
    assert result.status is Status.PROVISIONAL
    assert not scored().provisional


def test_without_a_predicate_nothing_is_provisional():
    result = scored(row(realisation=None), work_rating=None)
    assert result.predicate is None
    assert not result.provisional


def test_a_choice_that_differs_from_the_proposal_needs_a_reason():
    for chosen in ({"work_rating": BELOW}, {"behaviour_rating": ABOVE}):
        bare, said = scored(**chosen, reason=""), scored(**chosen, reason="Bukti rapat")
        assert reason_needed(bare)
        assert (bare.status, said.status) == (Status.INCOMPLETE, Status.COMPLETE)
    assert not reason_needed(scored())
    assert not reason_needed(scored(work_rating=None, behaviour_rating=None))
    assert not reason_needed(scored(row(realisation=None), work_rating=ABOVE))


@pytest.mark.parametrize("rating", [ABOVE, BELOW])
def test_each_rating_above_or_below_needs_an_example(rating):
    shown = behaved(rating)
    bare = (replace(shown[0], example=""), *shown[1:])
    assert scored(behaviours=bare).status is Status.INCOMPLETE
    assert scored(behaviours=shown).status is Status.COMPLETE


def test_a_new_idea_must_be_decided_and_described():
    assert scored(new_idea=None).status is Status.INCOMPLETE
    assert scored(new_idea=True).status is Status.INCOMPLETE
    assert scored(new_idea=True, idea_text="Antrean lewat WhatsApp").status is Status.COMPLETE


def test_sangat_baik_needs_a_new_idea_that_was_decided():
    best = {"behaviours": behaved(*[ABOVE] * 7), "work_rating": ABOVE, "behaviour_rating": ABOVE}
    grades = [
        scored(row(realisation="120"), new_idea=idea, idea_text="Antrean", **best).grade for idea in (True, False, None)
    ]
    assert grades == ["Sangat Baik", "Baik", "Baik"]


def test_the_next_step_uses_the_shown_number():
    # Exactly 84.285714…: shown 84.29, and 70 % of the shown one, not of the exact one, goes on.
    result = scored(row(weight="50", target="7", realisation="6"), row("2", weight="50", target="7", realisation="5.8"))
    assert [one.raw.capaian for one in result.indicators] == [Decimal("85.71"), Decimal("82.86")]
    assert result.work == Decimal("84.29")  # half of 85.71 + 82.86 is 84.285, half up
    assert result.final == Decimal("89.00")


def test_a_threshold_is_met_by_the_shown_number():
    # 89.995 is shown as 90.00, so it is Sesuai.
    result = scored(row(weight="50", realisation="89.99"), row("2", weight="50", realisation="90"))
    assert result.work == 90
    assert result.work_rating_proposed is MEETS
