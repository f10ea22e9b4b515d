"""All figures of an office for one period, counted once: the recap and the dashboard show these and no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .distribution import check
from .group_figures import group_figures
from .outside_figures import outside_figures
from .rater_checks import rater_signs
from .shared_indicators import shared_indicators, strongest, weakest
from .trend import trend_point

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from .distribution import DistributionCheck, DistributionRules
    from .group_figures import GroupFigures
    from .model import Period
    from .outside_figures import OutsideFigures
    from .rater_checks import Sign
    from .scoring import Result
    from .shared_indicators import IndicatorFigures
    from .trend import TrendPoint

UNKNOWN_UNIT = "Tidak ada di Induk"


@dataclass(frozen=True, slots=True)
class Rated:
    """One person's result with what the staff list and the form say around it. unit: "" for nobody of the list."""

    result: Result
    unit: str
    rater_nip: str
    rater: str


@dataclass(frozen=True, slots=True)
class RatedPart:
    """One result of a person who moved or acted for another post, with the days that it is about.

    counted: whether the person is listed by it; every figure counts that one alone.
    """

    rated: Rated
    days: Period
    counted: bool


@dataclass(frozen=True, slots=True)
class EarlierPeriod:
    """A period before the present one. results: NIP -> result."""

    label: str
    start: date
    end: date
    results: Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class RaterFigures:
    """What one rater gave."""

    group: GroupFigures
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of one period. patterns: the head-counts of the whole office beside the pattern of each
    predicate that an organisation can have, so that what would be asked is seen before it is set. trend: oldest first,
    without the present period.
    """

    whole: GroupFigures
    units: tuple[GroupFigures, ...]
    raters: tuple[RaterFigures, ...]
    patterns: tuple[DistributionCheck, ...]
    strongest: tuple[IndicatorFigures, ...]
    weakest: tuple[IndicatorFigures, ...]
    outside: OutsideFigures
    trend: tuple[TrendPoint, ...]


def overview(
    name: str,
    people: Sequence[Rated],
    earlier: Sequence[EarlierPeriod],
    organisation: str,
    rules: DistributionRules,
) -> Overview:
    """Count everything. name: of the office; organisation: its own predicate, "" while not set."""
    results = [one.result for one in people]
    now = {result.ratee.nip: result for result in results}
    whole = group_figures(name, results, organisation, rules)
    shared = shared_indicators(results)
    last = earlier[-1].results if earlier else {}
    return Overview(
        whole=whole,
        units=tuple(
            group_figures(key[0], members, organisation, rules) for key, members in _grouped(people, _unit).items()
        ),
        raters=tuple(
            RaterFigures(group_figures(key[1], members, "", rules), rater_signs(members, last))
            for key, members in _grouped(people, _rater).items()
        ),
        patterns=tuple(check(whole.counts, one, rules) for one in rules.patterns.value),
        strongest=strongest(shared),
        weakest=weakest(shared),
        outside=outside_figures(results),
        trend=tuple(trend_point(one.label, (one.start, one.end), one.results, now) for one in earlier),
    )


def _unit(one: Rated) -> tuple[str, ...]:
    return (one.unit or UNKNOWN_UNIT,)


def _rater(one: Rated) -> tuple[str, ...]:
    return one.rater_nip, one.rater


def _grouped(people: Sequence[Rated], key: Callable[[Rated], tuple[str, ...]]) -> dict[tuple[str, ...], list[Result]]:
    """Results by key, in the order in which the keys first appear, which is that of the staff list."""
    found: dict[tuple[str, ...], list[Result]] = {}
    for one in people:
        found.setdefault(key(one), []).append(one.result)
    return found
