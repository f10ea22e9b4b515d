"""What outside factors changed for a group: raw and adjusted side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .group_figures import mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from .scoring import Result


@dataclass(frozen=True, slots=True)
class OutsideFigures:
    """claims: factors written down; agreed: those that both superiors accepted.

    changed: people whose nilai hasil kerja they moved. capped: people whose rise the office's cap held back. raw and
    adjusted: mean nilai hasil kerja of those moved without the factors and as it counts, None where nobody was moved.
    """

    claims: int
    agreed: int
    changed: int
    capped: int
    raw: Decimal | None
    adjusted: Decimal | None


def outside_figures(results: Iterable[Result]) -> OutsideFigures:
    """The outside factors of a group."""
    every = tuple(results)
    factors = [factor for result in every for factor in result.ratee.factors]
    moved = [
        (result.work_raw, result.work)
        for result in every
        if result.work_raw is not None and result.work is not None and result.work != result.work_raw
    ]
    return OutsideFigures(
        claims=len(factors),
        agreed=sum(factor.counts for factor in factors),
        changed=len(moved),
        capped=sum(result.capped for result in every),
        raw=mean([raw for raw, _ in moved]),
        adjusted=mean([adjusted for _, adjusted in moved]),
    )
