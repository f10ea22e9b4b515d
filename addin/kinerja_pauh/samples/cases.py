"""The special cases of a year: each takes a person's entries and gives them back changed, None if it does not suit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.indicators import can_prorate
from kinerja_pauh.appraisal.model import Kind

from .bank import unit
from .outcomes import realisation
from .phrases import factor

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinerja_pauh.appraisal.model import Indicator, Period, Ratee

    Case = Callable[[Ratee, Period], Ratee | None]

OUTAGE = "SIAK"
OVER = 940  # percent of the target
WEAK, CANCELLED, NEARLY = 84, 30, 91
UNRATED = 2  # place of the behaviour that the rater forgot
COSTLY = {"kegiatan", "kunjungan", "pertemuan", "orang", "mediasi"}  # units of work that stops without money
AT_LEAST = 20  # target from which such an over-achievement is believable


def siak_outage(ratee: Ratee, period: Period) -> Ratee | None:
    """A quantity missed because SIAK was down; both raters agree to prorate the target."""
    row = _first(ratee, lambda row: can_prorate(row) and OUTAGE in row.data_source)
    return _with_factor(ratee, row, WEAK, "prorate", period)


def cancelled_work(ratee: Ratee, period: Period) -> Ratee | None:
    """An indicator whose money was moved away; both raters agree to leave it out."""
    row = _first(ratee, lambda row: can_prorate(row) and row.unit in COSTLY)
    return _with_factor(ratee, row, CANCELLED, "leave_out", period)


def refused_claim(ratee: Ratee, period: Period) -> Ratee | None:
    """An outage that the rater's superior does not accept as a cause."""
    return _with_factor(ratee, _first(ratee, can_prorate), NEARLY, "refused", period)


def over_achievement(ratee: Ratee, period: Period) -> Ratee | None:
    """More than nine times the target, entered as it was; the rules cap it, nobody refuses it."""
    del period
    row = _first(ratee, lambda row: can_prorate(row) and _believable(row))
    return None if row is None else _reached(ratee, row, OVER)


def behaviour_missing(ratee: Ratee, period: Period) -> Ratee | None:
    """One behaviour has no rating yet."""
    del period
    rated = list(ratee.behaviours)
    rated[UNRATED] = replace(rated[UNRATED], rating=None, example="")
    return replace(ratee, behaviours=tuple(rated))


CASES: tuple[Case, ...] = (siak_outage, cancelled_work, over_achievement, refused_claim, behaviour_missing)


def _believable(row: Indicator) -> bool:
    """Whether 940 percent of it is a whole number of things that know no limit."""
    target = row.target or Decimal(0)
    return target >= AT_LEAST and unit(row.unit).most is None and not target * OVER % 100


def _first(ratee: Ratee, suits: Callable[[Indicator], bool]) -> Indicator | None:
    return next((row for row in ratee.indicators if row.kind is Kind.MAIN and suits(row)), None)


def _with_factor(ratee: Ratee, row: Indicator | None, percent: int, kind: str, period: Period) -> Ratee | None:
    return None if row is None else replace(_reached(ratee, row, percent), factors=(factor(kind, row, period),))


def _reached(ratee: Ratee, row: Indicator, percent: int) -> Ratee:
    changed = replace(row, realisation=realisation(row, percent))
    return replace(ratee, indicators=tuple(changed if one is row else one for one in ratee.indicators))
