"""From one person's entries to nilai hasil kerja, nilai perilaku, nilai akhir, ratings and predikat.

Each shown number is rounded half up to two decimals once, where it is shown, and the next step uses the shown number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import TYPE_CHECKING

from .indicators import HUNDRED, NO_ADJUSTMENT, adjustments, compute
from .model import Kind, Rating
from .rounding import WIDE, divide, half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .indicators import IndicatorResult, Outcome
    from .model import Behaviour, Indicator, Period, Ratee
    from .rulebook import Rulebook


class Status(StrEnum):
    """How far a person's result is."""

    COMPLETE = "Lengkap"
    PROVISIONAL = "Sementara"
    INCOMPLETE = "Belum lengkap"


@dataclass(frozen=True, slots=True)
class Result:
    """What one person's entries are worth; each number has two decimals and is None while it does not exist.

    work: nilai hasil kerja that counts. work_raw: without outside factors, work_adjusted: with the accepted ones before
    the office's cap; factor_cap: that cap in points, None where the office set none. grade: sebutan of the final score
    (PP 30/2019). predicate: from the matrix and the two ratings only, provisional while a rating is the proposal.
    """

    ratee: Ratee
    indicators: tuple[IndicatorResult, ...]
    work_raw: Decimal | None
    work_adjusted: Decimal | None
    factor_cap: Decimal | None
    work: Decimal | None
    behaviour: Decimal | None
    final: Decimal | None
    grade: str | None
    work_rating_proposed: Rating | None
    work_rating: Rating | None
    behaviour_rating_proposed: Rating | None
    behaviour_rating: Rating | None
    predicate: str | None
    status: Status

    @property
    def capped(self) -> bool:
        """Whether the office's cap holds back what outside factors would have given."""
        return self.work is not None and self.work_adjusted is not None and self.work < self.work_adjusted

    @property
    def provisional(self) -> bool:
        """Whether the predicate rests on a rating that the rater has not chosen yet."""
        return self.predicate is not None and None in (self.ratee.work_rating, self.ratee.behaviour_rating)


def score(ratee: Ratee, rules: Rulebook, period: Period) -> Result:
    """Everything one person's entries are worth."""
    found = adjustments(ratee.factors, period)
    computed = [compute(i, rules, period, found.get(i.number, NO_ADJUSTMENT)) for i in ratee.indicators]
    kept = main_weight(computed)
    work_raw, work_adjusted = _work_scores(computed, rules)
    cap = rules.outside_cap.value if rules.caps_factors else None
    work = counted_work(work_raw, work_adjusted, cap)
    behaviour = behaviour_score(ratee.behaviours, rules)
    final = None if work is None or behaviour is None else final_score(work, behaviour, rules)
    work_proposed = None if work is None else propose_work_rating(work, rules)
    behaviour_proposed = None if behaviour is None else propose_behaviour_rating(ratee.behaviours)
    work_rating = ratee.work_rating or work_proposed
    behaviour_rating = ratee.behaviour_rating or behaviour_proposed
    result = Result(
        ratee=ratee,
        indicators=tuple(_with_contributions(one, kept) for one in computed),
        work_raw=work_raw,
        work_adjusted=work_adjusted,
        factor_cap=cap,
        work=work,
        behaviour=behaviour,
        final=final,
        grade=None if final is None else grade(final, rules, new_idea=ratee.new_idea is True),
        work_rating_proposed=work_proposed,
        work_rating=work_rating,
        behaviour_rating_proposed=behaviour_proposed,
        behaviour_rating=behaviour_rating,
        predicate=_predicate(final, work_rating, behaviour_rating, rules),
        status=Status.INCOMPLETE,
    )
    return replace(result, status=_status(result))


def counted_work(raw: Decimal | None, adjusted: Decimal | None, cap: Decimal | None) -> Decimal | None:
    """Nilai hasil kerja that counts: the adjusted one, at most cap points above the raw one; None while unknown.

    cap: None for no cap. With one the raw score must exist, which an indicator left out without a realisation prevents.
    A score that the factors lower stands as it is.
    """
    if cap is None or adjusted is None:
        return adjusted
    return None if raw is None else min(adjusted, half_up(raw + cap))


def final_score(work: Decimal, behaviour: Decimal, rules: Rulebook) -> Decimal:
    """Nilai akhir of the two shown scores (PP 30/2019 ps. 41)."""
    work_share, behaviour_share = rules.shares
    return half_up((work_share * work + behaviour_share * behaviour) / HUNDRED)


def grade(final: Decimal, rules: Rulebook, *, new_idea: bool) -> str:
    """Sebutan: the best band whose floor is reached and whose condition holds."""
    return next(b.label for b in rules.grades.value if final >= b.floor and (new_idea or not b.needs_idea))


def behaviour_score(behaviours: Sequence[Behaviour], rules: Rulebook) -> Decimal | None:
    """Mean of the seven values; None unless each is there exactly once and rated."""
    rated = {b.value: b.rating for b in behaviours}
    wanted = {value.name for value in rules.values.value}
    if set(rated) != wanted or len(behaviours) != len(wanted):
        return None
    scores = [rules.rating_scores.value[rating] for rating in rated.values() if rating is not None]
    return half_up(divide(sum(scores, Decimal(0)), Decimal(len(wanted)))) if len(scores) == len(wanted) else None


def propose_work_rating(work: Decimal, rules: Rulebook) -> Rating:
    """Usulan rating hasil kerja: our proposal by thresholds of the profile, never the law's."""
    if work >= rules.work_above.value:
        return Rating.ABOVE
    return Rating.MEETS if work >= rules.work_meets.value else Rating.BELOW


def propose_behaviour_rating(behaviours: Sequence[Behaviour]) -> Rating:
    """Usulan rating perilaku: the median of the ratings; all must be rated and their count odd."""
    order = list(Rating)
    ranks = sorted(order.index(b.rating) for b in behaviours if b.rating is not None)
    return order[ranks[len(ranks) // 2]]


def reason_needed(result: Result) -> bool:
    """Whether a chosen rating differs from the proposal, so that words are owed."""
    chosen = (result.ratee.work_rating, result.ratee.behaviour_rating)
    proposed = (result.work_rating_proposed, result.behaviour_rating_proposed)
    return any(c is not None and p is not None and c is not p for c, p in zip(chosen, proposed, strict=True))


def example_needed(behaviour: Behaviour) -> bool:
    """Whether a rating stands that must be shown by an example in words."""
    return behaviour.rating in {Rating.ABOVE, Rating.BELOW}


def main_weight(computed: Sequence[IndicatorResult]) -> Decimal | None:
    """Sum of the bobot of the UTAMA rows that were not left out; None while a bobot is missing or they are not 100."""
    mains = [c for c in computed if c.indicator.kind is Kind.MAIN]
    weights = [c.indicator.weight for c in mains if c.indicator.weight is not None]
    if not mains or len(weights) < len(mains) or sum(weights) != HUNDRED:
        return None
    return sum((c.indicator.weight or Decimal(0) for c in mains if not c.adjustment.left_out), Decimal(0))


def _work_scores(computed: Sequence[IndicatorResult], rules: Rulebook) -> tuple[Decimal | None, Decimal | None]:
    """Nilai hasil kerja without and with the accepted outside factors."""
    kept = main_weight(computed)
    if kept is None:
        return None, None
    raw = [(c.indicator, c.raw) for c in computed]
    adjusted = [(c.indicator, c.adjusted) for c in computed if not c.adjustment.left_out]
    return _total(raw, HUNDRED, rules), _total(adjusted, kept, rules) if kept else None


def _total(rows: Sequence[tuple[Indicator, Outcome | None]], weight: Decimal, rules: Rulebook) -> Decimal | None:
    points = {Kind.MAIN: Decimal(0), Kind.ADDITIONAL: Decimal(0)}
    with localcontext(WIDE):
        for row, outcome in rows:
            if outcome is None or row.weight is None or row.kind is None:
                return None
            points[row.kind] += row.weight * outcome.score * outcome.share / HUNDRED
        additional = min(points[Kind.ADDITIONAL] / HUNDRED, rules.additional_cap.value)
        return half_up(min(divide(points[Kind.MAIN], weight) + additional, rules.work_cap.value))


def _with_contributions(one: IndicatorResult, kept: Decimal | None) -> IndicatorResult:
    weights = None if kept is None else HUNDRED
    adjusted = Decimal(0) if one.adjustment.left_out else contribution(one.indicator, one.adjusted, kept)
    return replace(one, raw_contribution=contribution(one.indicator, one.raw, weights), contribution=adjusted)


def contribution(row: Indicator, outcome: Outcome | None, weights: Decimal | None) -> Decimal | None:
    """Points that a row brings to nilai hasil kerja, not rounded; weights: sum of the bobot of the counting UTAMA rows.

    None while the outcome, the row's bobot or the weights do not exist.
    """
    if outcome is None or row.weight is None or not weights:
        return None
    if row.kind is Kind.ADDITIONAL:
        return row.weight * outcome.score * outcome.share / HUNDRED / HUNDRED
    return divide(row.weight * outcome.score, weights)


def _predicate(final: Decimal | None, work: Rating | None, behaviour: Rating | None, rules: Rulebook) -> str | None:
    if final is None or work is None or behaviour is None:
        return None
    return rules.matrix.value[work, behaviour]


def _status(result: Result) -> Status:
    ratee = result.ratee
    owed = (
        result.final is None,
        ratee.new_idea is None,
        ratee.new_idea is True and not ratee.idea_text,
        reason_needed(result) and not ratee.reason,
        any(example_needed(b) and not b.example for b in ratee.behaviours),
    )
    if any(owed):
        return Status.INCOMPLETE
    return Status.PROVISIONAL if result.provisional else Status.COMPLETE
