"""What an Indonesian office means by a number that was typed as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DECIMAL_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+")
_DECIMAL_POINT = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)\.\d+")
_WHOLE = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3}){2,}|\d{1,3}(,\d{3}){2,})")
_ONE_POINT_THREE = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_BEFORE_A_UNIT = re.compile(r"[+-]?\d[\d.,]*+(?=\s*(%|[^\W\d_](?!\d)))")
_SPACE = re.compile(r"\s+")  # the no-break kinds are among them
_BESIDE_A_SIGN = re.compile(r"(?<=[-+.,]) | (?=[.,])")
_SPACED_THOUSANDS = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?")
FIFTEEN = 15
"""Significant digits that Excel keeps and shows; what a file holds beyond them is binary noise."""
LEAST, MOST = Decimal("0.000001"), Decimal(10) ** FIFTEEN
"""Between which a number other than 0 can be meant: anything else is a slip, and would print as hundreds of digits."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """`1.250`: a thousand two hundred and fifty, or one and a quarter."""

    thousands: Decimal
    decimal: Decimal


@dataclass(frozen=True, slots=True)
class NoNumber:
    """Not a number. begins: the figure that stands before a unit, "" if none does: `12` of `12 hari`."""

    begins: str


def from_text(text: str) -> Decimal | Ambiguous | NoNumber:
    """The number a text means.

    >>> from_text("87,5"), from_text("1.250,75"), from_text("87.5")
    (Decimal('87.5'), Decimal('1250.75'), Decimal('87.5'))
    >>> from_text("1.250")
    Ambiguous(thousands=Decimal('1250'), decimal=Decimal('1.250'))
    >>> from_text("12 hari")
    NoNumber(begins='12')
    """
    single = _SPACE.sub(" ", text).strip()
    bare = _BESIDE_A_SIGN.sub("", single)
    if _SPACED_THOUSANDS.fullmatch(bare):
        bare = bare.replace(" ", "")
    if not bare.isascii():
        return NoNumber("")
    if _ONE_POINT_THREE.fullmatch(bare):
        return Ambiguous(Decimal(bare.replace(".", "")), Decimal(bare))
    if _DECIMAL_COMMA.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _DECIMAL_POINT.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    if _WHOLE.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", ""))
    begin = _BEFORE_A_UNIT.match(single)
    return NoNumber(begin.group().rstrip(".,") if begin else "")


def is_believable(number: Decimal) -> bool:
    """Whether a number is of a size that anyone writes down."""
    return not number or LEAST <= abs(number) <= MOST


def from_float(number: float) -> Decimal:
    """A cell's number as its fifteen digits say, without the binary noise (4.3499999999999996 is 4.35).

    >>> from_float(4.3499999999999996), from_float(1e21)
    (Decimal('4.35'), Decimal('1000000000000000000000'))
    """
    return Decimal(format(Decimal(f"{number:.{FIFTEEN}g}"), "f"))
