"""What holds for every score, whatever the entries."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.checks import check_ratee
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Aspect, Direction, Kind
from kinerja_pauh.appraisal.rounding import CENT, WIDE, divide, half_up
from kinerja_pauh.appraisal.scoring import behaviour_score, grade, propose_behaviour_rating, score
from kinerja_pauh.samples import random_ratees
from kinerja_pauh.sheets.numbers import LEAST, MOST
from people import MEETS, PERIOD, RULES, VALUES, behaved, capped, factor, person, row

numbers = st.decimals(0, 10**9, places=3)
targets = st.decimals(Decimal("0.001"), 10**6, places=3)
aims = st.tuples(targets, st.none() | targets)
kinds = st.sampled_from(Kind)
seeds = st.integers(0, 10**9)
finals = st.integers(0, 12_000).map(lambda cents: Decimal(cents) / 100)


def someone(seed):
    return random_ratees(random.Random(seed), 1, VALUES)[0]


def work(kind, direction, aim, reached, factors):
    """Nilai hasil kerja of one indicator beside a steady one. aim: target and width of the range, None for no range."""
    target, width = aim
    upper = None if width is None else target + width
    one = row("2", target=target, target_upper=upper, realisation=reached, direction=direction, aspect=Aspect.QUANTITY)
    rows = (row(weight="50", realisation="60"), replace(one, kind=kind, weight=Decimal(50)))
    if kind is Kind.ADDITIONAL:
        rows = (replace(rows[0], weight=Decimal(100)), replace(rows[1], weight=Decimal(2)))
    return score(person(*rows, factors=factors), RULES, PERIOD).work


@given(kinds, aims, st.tuples(numbers, numbers), st.booleans())
def test_more_never_lowers_what_is_better_higher_nor_raises_what_is_better_lower(kind, aim, reached, lost):
    less, more = sorted(reached)
    factors = (factor("2"),) if lost else ()
    for direction, better, worse in ((Direction.HIGHER, more, less), (Direction.LOWER, less, more)):
        good = work(kind, direction, aim, better, factors)
        poor = work(kind, direction, aim, worse, factors)
        assert good >= poor


@given(kinds, aims, numbers)
def test_losing_days_never_lowers_a_score(kind, aim, reached):
    for direction in (Direction.HIGHER, Direction.LOWER):
        plain = work(kind, direction, aim, reached, ())
        assert work(kind, direction, aim, reached, (factor("2"),)) >= plain


@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(seed, rng):
    ratee = someone(seed)
    parts = {
        name: tuple(rng.sample(found := getattr(ratee, name), len(found)))
        for name in ("indicators", "behaviours", "factors", "feedback")
    }
    before, after = score(ratee, RULES, PERIOD), score(replace(ratee, **parts), RULES, PERIOD)
    same = {"ratee": None, "indicators": ()}
    assert replace(before, **same) == replace(after, **same)
    assert {i.indicator.number: i for i in before.indicators} == {i.indicator.number: i for i in after.indicators}


@given(seeds, finals)
def test_a_cap_only_holds_a_rise_back_and_never_below_the_raw_score(seed, cap):
    free, held = score(someone(seed), RULES, PERIOD), score(someone(seed), capped(f"{cap:.2f}"), PERIOD)
    assert held.work <= free.work == held.work_adjusted
    assert held.work >= min(free.work, held.work_raw)
    assert held.work - held.work_raw <= cap
    assert held.capped == (held.work < free.work)
    assert (held.work_raw, held.behaviour, held.indicators) == (free.work_raw, free.behaviour, free.indicators)


@given(seeds)
def test_a_cap_of_0_gives_the_raw_score_and_a_huge_one_the_adjusted(seed):
    ratee = someone(seed)
    free, none, huge = (score(ratee, rules, PERIOD) for rules in (RULES, capped("0"), capped("119.99")))
    assert none.work == min(free.work_raw, free.work)
    assert huge.work == min(free.work, free.work_raw + Decimal("119.99"))
    assert score(ratee, capped("120"), PERIOD) == free


@given(seeds, finals, finals)
def test_a_higher_cap_never_lowers_a_score(seed, one, two):
    less, more = (score(someone(seed), capped(f"{cap:.2f}"), PERIOD).work for cap in sorted((one, two)))
    assert less <= more


@given(seeds)
def test_a_complete_person_has_every_number_and_nothing_is_nan(seed):
    ratee = someone(seed)
    result = score(ratee, RULES, PERIOD)
    numbers = (result.work_raw, result.work, result.behaviour, result.final)
    assert all(isinstance(n, Decimal) and n.is_finite() and 0 <= n <= 120 for n in numbers)
    assert all(n.as_tuple().exponent == -2 for n in numbers)
    assert None not in (result.grade, result.predicate, result.work_rating, result.behaviour_rating)
    assert all(i.raw and i.contribution is not None and i.raw_contribution is not None for i in result.indicators)
    assert not [f for f in check_ratee(ratee, RULES, PERIOD) if f.severity is not Severity.WARNING]


@given(seeds)
def test_a_capaian_has_two_decimals_and_a_main_score_is_never_above_the_cap(seed):
    for one in score(someone(seed), RULES, PERIOD).indicators:
        for outcome in filter(None, (one.raw, one.adjusted)):
            assert outcome.capaian == half_up(outcome.capaian) >= 0
            assert 0 <= outcome.score <= 120


@given(seeds, st.data())
def test_taking_away_any_one_entry_takes_the_final_score_away(seed, data):
    ratee = someone(seed)
    rows = ratee.indicators
    gone = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(("weight", "kind", "direction", "reached")))
    fields = {"realisation": None, "rating": None} if name == "reached" else {name: None}
    changed = replace(ratee, indicators=(*rows[:gone], replace(rows[gone], **fields), *rows[gone + 1 :]))
    result = score(changed, RULES, PERIOD)
    assert (result.work_raw, result.final if gone not in _left_out(ratee) else None) == (None, None)


def _left_out(ratee):
    found = score(ratee, RULES, PERIOD).indicators
    return [n for n, one in enumerate(found) if one.adjustment.left_out]


def test_every_final_score_from_0_to_120_has_exactly_one_grade():
    for idea in (True, False):
        bands = [band for band in RULES.grades.value if idea or not band.needs_idea]
        ceilings = [Decimal(1000), *[band.floor for band in bands]]
        for cents in range(12_001):
            final = Decimal(cents) / 100
            fitting = [
                band.label for band, ceiling in zip(bands, ceilings, strict=False) if band.floor <= final < ceiling
            ]
            assert fitting == [grade(final, RULES, new_idea=idea)]


@given(finals, finals, st.booleans())
def test_a_higher_final_score_never_has_a_worse_grade(one, two, idea):
    order = [band.label for band in RULES.grades.value]
    low, high = sorted((one, two))
    assert order.index(grade(high, RULES, new_idea=idea)) <= order.index(grade(low, RULES, new_idea=idea))


def test_seven_times_sesuai_is_exactly_100():
    assert str(behaviour_score(behaved(), RULES)) == "100.00"
    assert propose_behaviour_rating(behaved()) is MEETS


# --- rounding -----------------------------------------------------------------------------------------------------


@given(st.decimals(-(10**12), 10**12, places=5))
def test_half_up_rounds_halves_away_from_zero_as_excel_does(number):
    exact = Fraction(number) * 100
    away = (abs(exact) + Fraction(1, 2)).__floor__()
    assert Fraction(half_up(number)) * 100 == (away if exact >= 0 else -away)
    assert half_up(number).as_tuple().exponent == -2


@given(st.integers(-(10**9), 10**9))
def test_half_up_takes_each_half_away_from_zero(thousands):
    tie = Decimal(thousands) / 100 + (Decimal("0.005") if thousands >= 0 else Decimal("-0.005"))
    step = CENT if thousands >= 0 else -CENT
    assert half_up(tie) == Decimal(thousands) / 100 + step


@given(st.integers(0, 10**12), st.integers(1, 10**9))
def test_a_division_is_precise_enough_for_the_one_rounding_that_follows(numerator, denominator):
    exact = Fraction(numerator, denominator)
    assert Fraction(half_up(divide(Decimal(numerator), Decimal(denominator)))) == Fraction((exact * 200 + 1) // 2, 100)


@given(st.integers(0, 10**50))
def test_rounding_does_not_depend_on_the_callers_decimal_context(number):
    exact = Fraction(number, 10_000)
    with localcontext(prec=3, rounding=ROUND_DOWN):
        rounded = half_up(Decimal(number).scaleb(-4, context=WIDE))
    assert Fraction(rounded) == Fraction((exact * 200 + 1) // 2, 100)


@given(
    st.sampled_from((Direction.HIGHER, Direction.LOWER)),
    st.sampled_from((LEAST, Decimal(1), MOST)),
    st.sampled_from((Decimal(0), LEAST, Decimal(1), MOST)),
    kinds,
)
def test_the_largest_and_smallest_numbers_a_cell_may_hold_have_a_score(direction, target, reached, kind):
    assert 0 <= work(kind, direction, (target, None), reached, (factor("2"),)) <= 120


@given(st.decimals(0, 100, places=2), st.decimals("0.01", 100, places=2))
def test_a_score_does_not_depend_on_the_callers_decimal_context(reached, target):
    one = person(row(target=target, realisation=reached, weight="40"), row("2", weight="60"))
    outside = score(one, RULES, PERIOD)
    with localcontext(prec=9, rounding=ROUND_DOWN):
        inside = score(one, RULES, PERIOD)
    assert (inside.work, inside.final, inside.behaviour) == (outside.work, outside.final, outside.behaviour)
