"""What one indicator is worth: capaian, nilai, and what an accepted outside factor changes about them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from .model import Aspect, Direction, Kind, Remedy
from .rounding import WIDE, divide, half_up

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Indicator, OutsideFactor, Period
    from .rulebook import Rulebook

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the accepted outside factors do to one indicator: calendar days lost, or left out of the score."""

    days_lost: int = 0
    left_out: bool = False


NO_ADJUSTMENT = Adjustment()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was reached. capaian: percent, two decimals. score: nilai, for an additional row that of its category.

    share: percent of the score that counts, 100 for a main row, P of the category for an additional one (PermenPANRB
    8/2021, kinerja tambahan). category: SB, B, C, K or SK of an additional row, "" for a main row.
    """

    capaian: Decimal
    score: Decimal
    share: Decimal = HUNDRED
    category: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator, computed. raw: as planned; adjusted: with the accepted outside factors (the same where none
    counts, None for a row left out); each None while it does not exist.

    raw_contribution, contribution: points it brings to the raw and to the adjusted nilai hasil kerja, not rounded; the
    adjusted one is 0 for a row left out; None while the outcome or the weights are incomplete.
    """

    indicator: Indicator
    adjustment: Adjustment
    raw: Outcome | None
    adjusted: Outcome | None
    raw_contribution: Decimal | None = None
    contribution: Decimal | None = None

    @property
    def counted_days(self) -> int:
        """Days by which the target is prorated: those lost, where this indicator's target may be prorated at all."""
        return self.adjustment.days_lost if can_prorate(self.indicator) else 0


def capaian(indicator: Indicator, rules: Rulebook, period: Period, days_lost: int = 0) -> Decimal | None:
    """Percent reached, two decimals; None while an entry is missing or cannot be used.

    A range target counts as reached anywhere inside. days_lost prorates the target to the days that were left.
    """
    if indicator.direction is Direction.QUALITATIVE:
        return None if indicator.rating is None else rules.rating_scores.value[indicator.rating]
    entries = _usable(indicator)
    if indicator.direction is None or entries is None or days_lost >= period.days:
        return None
    with localcontext(WIDE):
        # Scaling both sides to whole days keeps everything exact up to the one division.
        reached = entries[2] * period.days
        lower, upper = (bound * (period.days - days_lost) for bound in entries[:2])
        aim = min(max(reached, lower), upper)
        if indicator.direction is Direction.LOWER:
            return half_up(max(Decimal(0), divide((2 * aim - reached) * HUNDRED, aim)))
        return half_up(divide(reached * HUNDRED, aim))


def _usable(indicator: Indicator) -> tuple[Decimal, Decimal, Decimal] | None:
    """Lower and upper target (the same for a single one) and realisation; None where one is missing or impossible."""
    lower, reached = indicator.target, indicator.realisation
    if lower is None or reached is None or lower <= 0 or reached < 0:
        return None
    upper = lower if indicator.target_upper is None else indicator.target_upper
    return (lower, upper, reached) if upper >= lower else None


def adjustments(factors: Iterable[OutsideFactor], period: Period) -> dict[str, Adjustment]:
    """Indicator number -> what its accepted factors do; factors that are not agreed or only noted do nothing."""
    found: dict[str, Adjustment] = {}
    for factor in factors:
        if not factor.counts or factor.remedy is None:
            continue
        before = found.get(factor.indicator, NO_ADJUSTMENT)
        if factor.remedy is Remedy.LEAVE_OUT:
            found[factor.indicator] = Adjustment(before.days_lost, left_out=True)
        elif factor.remedy is Remedy.PRORATE:
            found[factor.indicator] = Adjustment(before.days_lost + days_lost(factor, period), before.left_out)
    return found


def days_lost(factor: OutsideFactor, period: Period) -> int:
    """Calendar days of the factor inside the period, both ends included; 0 while a date is missing."""
    if factor.start is None or factor.end is None:
        return 0
    return max(0, (min(factor.end, period.end) - max(factor.start, period.start)).days + 1)


def can_prorate(indicator: Indicator) -> bool:
    """Whether a target may shrink with the days: only a quantity that grows with time."""
    return indicator.aspect is Aspect.QUANTITY and indicator.direction is Direction.HIGHER


def compute(indicator: Indicator, rules: Rulebook, period: Period, adjustment: Adjustment) -> IndicatorResult:
    """One indicator, raw and adjusted, still without its contribution."""
    raw = adjusted = _outcome(indicator, capaian(indicator, rules, period), rules)
    if adjustment.days_lost and can_prorate(indicator):
        adjusted = _outcome(indicator, capaian(indicator, rules, period, adjustment.days_lost), rules)
    return IndicatorResult(indicator, adjustment, raw, None if adjustment.left_out else adjusted)


def _outcome(indicator: Indicator, percent: Decimal | None, rules: Rulebook) -> Outcome | None:
    if percent is None or indicator.kind is None:
        return None
    if indicator.kind is Kind.MAIN:
        return Outcome(percent, min(percent, rules.score_cap.value))
    whole = half_up(percent, Decimal(1))
    band = next(b for b in rules.additional_bands.value if whole >= b.floor)
    return Outcome(percent, band.score, band.share, band.category)
