"""How appraised periods stand to each other in time, and whether two may stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .jobs import overlaps

if TYPE_CHECKING:
    from datetime import date

    from .model import Period


def in_time(period: Period) -> tuple[date, int]:
    """Key of the order in time; of two that end on the same day the shorter one, a part of the other, comes first."""
    return period.end, period.days


def clash(one: Period, other: Period) -> bool:
    """Whether two periods of different names lie across each other, or are the same days under two names.

    A quarter inside its year is no clash, nor are periods that share no day.
    """
    if one.label == other.label or not overlaps(one, other):
        return False
    same = (one.start, one.end) == (other.start, other.end)
    return same or not (_holds(one, other) or _holds(other, one))


def _holds(outer: Period, inner: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
