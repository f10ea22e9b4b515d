"""The one way a shown number is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def half_up(number: Decimal, step: Decimal = CENT) -> Decimal:
    """The number to two decimals (or to `step`), halves away from zero as Excel's ROUND does.

    >>> half_up(Decimal("2.345")), half_up(Decimal("99.5"), Decimal(1))
    (Decimal('2.35'), Decimal('100'))
    """
    return WIDE.quantize(number, step)


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A quotient to 60 digits: far more than needed for the one rounding that follows to be the true one.

    >>> half_up(divide(Decimal(1), Decimal(3)))
    Decimal('0.33')
    """
    return WIDE.divide(numerator, denominator)
