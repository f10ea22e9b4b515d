"""How a group of people did: heads by predicate, nilai akhir, feedback, and the pattern of the organisation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .distribution import check
from .rounding import divide, half_up
from .scoring import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .distribution import DistributionCheck, DistributionRules
    from .scoring import Result

SMALL = 10
"""Below this ten percent are less than one person, so the shares of a pattern say nothing about a group."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One unit or the whole office.

    people: everybody with a returned form; counted: those of them whose result is not incomplete; the other figures
    are of the counted. counts: predicate -> heads, all five, best first. mean: two decimals; mean, lowest and highest
    are None where nobody is counted. feedback: people with words of feedback, of all people. check: None while the
    organisation's own predicate is not set.
    """

    name: str
    people: int
    counted: int
    counts: Mapping[str, int]
    mean: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    feedback: int
    check: DistributionCheck | None

    @property
    def incomplete(self) -> int:
        """People whose result still lacks something; never counted as zero."""
        return self.people - self.counted

    @property
    def small(self) -> bool:
        """Whether the group is too small for shares in percent."""
        return self.counted < SMALL


def group_figures(name: str, results: Sequence[Result], organisation: str, rules: DistributionRules) -> GroupFigures:
    """The figures of a group. organisation: its own predicate, "" while that is not set."""
    counted = [result for result in results if counts(result)]
    heads = Counter(result.predicate for result in counted if result.predicate is not None)
    finals = [result.final for result in counted if result.final is not None]
    by_predicate = {predicate: heads[predicate] for predicate in rules.predicates}
    return GroupFigures(
        name=name,
        people=len(results),
        counted=len(counted),
        counts=by_predicate,
        mean=mean(finals),
        lowest=min(finals, default=None),
        highest=max(finals, default=None),
        feedback=sum(has_feedback(result) for result in results),
        check=check(by_predicate, organisation, rules) if organisation else None,
    )


def counts(result: Result) -> bool:
    """Whether a result enters the figures of a group."""
    return result.status is not Status.INCOMPLETE


def has_feedback(result: Result) -> bool:
    """Whether the rater left words of feedback, good or to improve."""
    return any(entry.good or entry.improve for entry in result.ratee.feedback)


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The mean, half up to two decimals; None of nothing.

    >>> mean([Decimal("100.00"), Decimal("100.01")])
    Decimal('100.01')
    """
    return half_up(divide(sum(values, Decimal(0)), Decimal(len(values)))) if values else None
