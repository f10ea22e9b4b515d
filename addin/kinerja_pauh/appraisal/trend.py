"""Earlier periods beside the present one, for an office and for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .group_figures import counts, mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from .scoring import Result


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period. counted and mean: of everybody counted then.

    same: people counted both then and in the present period; same_mean: their mean nilai akhir then, same_now: that of
    the very same people in the present period, so that who came and who left moves neither. None where there are none.
    """

    label: str
    start: date
    end: date
    counted: int
    mean: Decimal | None
    same: int
    same_mean: Decimal | None
    same_now: Decimal | None


def trend_point(
    label: str, days: tuple[date, date], then: Mapping[str, Result], now: Mapping[str, Result]
) -> TrendPoint:
    """A period beside the present one; then and now: NIP -> result."""
    scores, present = _finals(then), _finals(now)
    same = [nip for nip in scores if nip in present]
    return TrendPoint(
        label=label,
        start=days[0],
        end=days[1],
        counted=len(scores),
        mean=mean(list(scores.values())),
        same=len(same),
        same_mean=mean([scores[nip] for nip in same]),
        same_now=mean([present[nip] for nip in same]),
    )


def _finals(results: Mapping[str, Result]) -> dict[str, Decimal]:
    return {nip: one.final for nip, one in results.items() if one.final is not None and counts(one)}


def person_trend(nip: str, periods: Iterable[tuple[str, Mapping[str, Result]]]) -> Sequence[tuple[str, Result]]:
    """Label and result of each period in which this person was counted, in the given order."""
    return [(label, results[nip]) for label, results in periods if nip in results and counts(results[nip])]
