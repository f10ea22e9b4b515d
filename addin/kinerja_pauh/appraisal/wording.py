"""Numbers and texts as an Indonesian reader expects them."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from .rounding import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIKE_A_NIP = re.compile(r"\d{12,}")


def show(number: Decimal) -> str:
    """A number with as many decimals as it has.

    >>> show(Decimal("1250.750")), show(Decimal("-3")), show(Decimal("100.00"))
    ('1.250,75', '-3', '100')
    """
    with localcontext(WIDE):
        plain = f"{number.normalize():,f}" if number else "0"
    return plain.replace(",", " ").replace(".", ",").replace(" ", ".")


def show_score(number: Decimal) -> str:
    """A score: always two decimals.

    >>> show_score(Decimal("98.5"))
    '98,50'
    """
    return f"{number:.2f}".replace(".", ",")


def shorten(text: str, longest: int = 50) -> str:
    """A text in one line, cut with an ellipsis where it is longer.

    >>> shorten("kepuasan  pemohon layanan", 12)
    'kepuasan pe…'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def name_some(names: Sequence[str], most: int) -> str:
    """The first names of a list, and how many more there are.

    >>> name_some(["Ani", "Budi", "Cici"], 2)
    'Ani, Budi, dan 1 lagi'
    """
    rest = len(names) - most
    return ", ".join((*names[:most], *([f"dan {rest} lagi"] if rest > 0 else ())))


def quote(text: str, longest: int = 40) -> str:
    """An entry as a message may repeat it: in one line, not too long, and never a NIP that strayed into the cell.

    >>> quote("12  hari"), quote("198609262015051001")
    ('12 hari', '1986…')
    """
    return _LIKE_A_NIP.sub(lambda digits: f"{digits.group()[:4]}…", shorten(text, longest))
