"""Weights that sum to exactly 100 percent."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from .rounding import divide

if TYPE_CHECKING:
    from collections.abc import Sequence

HUNDRED, CENT = Decimal(100), Decimal("0.01")


def spread(weights: Sequence[Decimal | None]) -> tuple[Decimal, ...]:
    """Weights of two decimals that sum to exactly 100, in the proportion of those given.

    Equal parts where one is missing or too small to count; whatever is left over goes to the last ones.

    >>> [str(part) for part in spread([None, None, None])]
    ['33.33', '33.33', '33.34']
    >>> [str(part) for part in spread([Decimal(30), Decimal(30), Decimal(30)])]
    ['33.33', '33.33', '33.34']
    """
    known = [weight for weight in weights if weight is not None and weight > 0]
    if len(known) == len(weights):
        parts = _in_proportion(known)
        if all(parts):
            return parts
    return _in_proportion([Decimal(1)] * len(weights))


def _in_proportion(shares: Sequence[Decimal]) -> tuple[Decimal, ...]:
    total = sum(shares, Decimal(0))
    exact = [divide(share * HUNDRED, total) for share in shares]
    parts = [part.quantize(CENT, ROUND_DOWN) for part in exact]
    left = int((HUNDRED - sum(parts, Decimal(0))) / CENT)
    by_rest = sorted(range(len(parts)), key=lambda n: (exact[n] - parts[n], n), reverse=True)
    for place in by_rest[:left]:
        parts[place] += CENT
    return tuple(parts)
