"""Numbers as a person would type them, and partitions of the 100 percent of bobot."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.rounding import half_up

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

CENTS = 10_000  # of one percent, in the whole 100


def tidy(number: Decimal) -> Decimal:
    """The same number without needless zeros or exponent.

    >>> tidy(Decimal("84.50")), tidy(Decimal("1.2E+3"))
    (Decimal('84.5'), Decimal('1200'))
    """
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def to_step(number: Decimal, step: Decimal) -> Decimal:
    """The nearest multiple of a step, halves up.

    >>> to_step(Decimal("2.3"), Decimal("0.5"))
    Decimal('2.5')
    """
    return tidy(half_up(number / step, Decimal(1)) * step)


def equal_weights(parts: int) -> list[Decimal]:
    """The fairest partition of 100 with two decimals; the odd hundredths go to the last.

    >>> [str(weight) for weight in equal_weights(3)]
    ['33.33', '33.33', '33.34']
    """
    each, rest = divmod(CENTS, parts)
    return _percent(each + (1 if part >= parts - rest else 0) for part in range(parts))


def random_weights(rng: random.Random, parts: int, step: str) -> list[Decimal]:
    """A random partition of 100 in which every weight is a multiple of `step` ("5", "2.5", "0.01") and none is 0."""
    unit = int(Decimal(step) * 100)
    cuts = sorted(rng.sample(range(1, CENTS // unit), parts - 1))
    return _percent((high - low) * unit for low, high in zip([0, *cuts], [*cuts, CENTS // unit], strict=True))


def _percent(cents: Iterable[int]) -> list[Decimal]:
    return [tidy(Decimal(number) / 100) for number in cents]
