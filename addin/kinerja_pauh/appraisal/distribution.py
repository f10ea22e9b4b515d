"""Whether the predicates of an organisation fit the pattern of its own predicate (SE MenPANRB 3/2023).

It counts heads and says what does not fit. It never changes a predicate: people rate, a pattern does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .in_force import Regulation
    from .rulebook import Provision


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on the head-count of some predicates together: a share in percent or a number of people."""

    predicates: tuple[str, ...]
    percent: Decimal = Decimal(0)
    people: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one predicate of the organisation asks for. majority: the predicate most must have, "" for none.

    No predicate is in two limits of `at_least`, and some predicate is in no limit of `at_most`.
    """

    organisation: str
    majority: str
    at_most: tuple[Limit, ...]
    at_least: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class DistributionRules:
    """predicates: the five, best first. patterns: predicate of the organisation -> pattern.

    majority_over: percent that "sebagian besar" must exceed.
    """

    regulation: Regulation
    predicates: tuple[str, ...]
    patterns: Provision[Mapping[str, Pattern]]
    majority_over: Provision[Decimal]


@dataclass(frozen=True, slots=True)
class Bound:
    """Fewest and most people allowed to have one of the predicates; None where there is no such bound."""

    predicates: tuple[str, ...]
    fewest: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class DistributionCheck:
    """The head-counts beside the bounds. possible: whether any distribution of so many people fits the pattern.

    source: where the pattern stands. warnings: Indonesian clauses, one a crossed bound, none when all fits.
    """

    organisation: str
    source: str
    total: int
    counts: Mapping[str, int]
    bounds: tuple[Bound, ...]
    possible: bool
    warnings: tuple[str, ...]

    @property
    def warning(self) -> str:
        """All warnings in one Indonesian sentence, the organisation's predicate named once; "" when all fits."""
        intro = f"Predikat organisasi {self.organisation} ({self.source})"
        return f"{intro}: {'; '.join(self.warnings)}." if self.warnings else ""


def check(counts: Mapping[str, int], organisation: str, rules: DistributionRules) -> DistributionCheck:
    """Compare head-counts (predicate -> people) with the pattern of the organisation's predicate.

    Raises:
        KeyError: a predicate or the organisation's predicate is none of the five.
    """
    full = dict.fromkeys(rules.predicates, 0)
    for predicate, people in counts.items():
        full[predicate] += people
    total = sum(full.values())
    pattern = rules.patterns.value[organisation]
    bounds = _bounds(total, pattern, rules.majority_over.value) if total else ()
    possible = is_possible(total, pattern, rules.majority_over.value)
    found = [warning for bound in bounds for warning in _warnings(bound, full, total)]
    if not possible:
        found = [
            f"pola ini tak dapat dipenuhi oleh {total} orang, apa pun predikatnya; lihat di tingkat yang lebih besar"
        ]
    return DistributionCheck(organisation, rules.patterns.source, total, full, bounds, possible, tuple(found))


def is_possible(total: int, pattern: Pattern, majority_over: Decimal) -> bool:
    """Whether some distribution of so many people fits. Those that no minimum asks for can go where no maximum is."""
    fewest = _fewest(total, pattern, majority_over)
    most = {limit.predicates: _share(total, limit.percent, ROUND_FLOOR) for limit in pattern.at_most}
    fits = all(people <= most.get(predicates, total) for predicates, people in fewest.items())
    return total == 0 or (fits and sum(fewest.values()) <= total)


def _fewest(total: int, pattern: Pattern, majority_over: Decimal) -> dict[tuple[str, ...], int]:
    found = {
        limit.predicates: max(limit.people, _share(total, limit.percent, ROUND_CEILING)) for limit in pattern.at_least
    }
    if pattern.majority:
        found[pattern.majority,] = _share(total, majority_over, ROUND_FLOOR) + 1
    return found


def _bounds(total: int, pattern: Pattern, majority_over: Decimal) -> tuple[Bound, ...]:
    fewest = _fewest(total, pattern, majority_over)
    most = {limit.predicates: _share(total, limit.percent, ROUND_FLOOR) for limit in pattern.at_most}
    return tuple(Bound(group, fewest.get(group), most.get(group)) for group in dict.fromkeys([*fewest, *most]))


def _share(total: int, percent: Decimal, rounding: str) -> int:
    return int((total * percent / 100).to_integral_value(rounding))


def _warnings(bound: Bound, counts: Mapping[str, int], total: int) -> list[str]:
    people, words = sum(counts[predicate] for predicate in bound.predicates), " atau ".join(bound.predicates)
    found = []
    if bound.fewest is not None and people < bound.fewest:
        found.append(f"paling sedikit {bound.fewest} dari {total} orang {words}, sekarang {people} orang")
    if bound.most is not None and people > bound.most:
        found.append(f"paling banyak {bound.most} dari {total} orang {words}, sekarang {people} orang")
    return found
