"""Indicators that several people share, by how far they were reached: what goes well and what needs attention."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .group_figures import mean
from .indicators import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from .scoring import Result

SHARED_BY = 2
"""People who must share an indicator: of a single one it would be a person that is shown, not an indicator."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class IndicatorFigures:
    """One indicator. people: with a capaian. reached: mean capaian with the accepted outside factors, percent."""

    name: str
    unit: str
    people: int
    reached: Decimal


def shared_indicators(results: Iterable[Result]) -> tuple[IndicatorFigures, ...]:
    """The indicators that two people or more share, the furthest reached first; name and unit must be the same."""
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for result in results:
        for one in result.indicators:
            if one.adjusted is not None:
                found[one.indicator.name, one.indicator.unit].append(one.adjusted.capaian)
    rows = [
        IndicatorFigures(name, unit, len(values), reached)
        for (name, unit), values in found.items()
        if len(values) >= SHARED_BY and (reached := mean(values)) is not None
    ]
    return tuple(sorted(rows, key=lambda row: (-row.reached, row.name, row.unit)))


def strongest(rows: Iterable[IndicatorFigures]) -> tuple[IndicatorFigures, ...]:
    """The five furthest reached of those that met their target."""
    return tuple(row for row in rows if row.reached >= HUNDRED)[:SHOWN]


def weakest(rows: Iterable[IndicatorFigures]) -> tuple[IndicatorFigures, ...]:
    """The five least reached of those that missed their target, the least first."""
    return tuple(row for row in reversed(tuple(rows)) if row.reached < HUNDRED)[:SHOWN]
