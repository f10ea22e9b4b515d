"""Words from closed lists, as people really type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Word = TypeVar("Word", bound=str)
_GAP = re.compile(r"[\s\u00a0\u202f]+")


def plain(text: str) -> str:
    """A text for comparing: case, spaces and the joined spelling of di atas / di bawah do not count.

    >>> plain("  DIATAS  ekspektasi ")
    'di atas ekspektasi'
    """
    folded = _GAP.sub(" ", text).strip().casefold()
    return re.sub(r"\bdi(atas|bawah)\b", r"di \1", folded)


def choose(text: str, words: Iterable[Word]) -> Word | None:
    """The word of a list that a text means; None if it is none of them.

    A beginning of whole words is enough where only one word begins so: "di atas" for Di Atas Ekspektasi. Neither does
    the point of an abbreviation count: "plt" for Plt.

    >>> choose("di atas", ["Di Bawah Ekspektasi", "Di Atas Ekspektasi"])
    'Di Atas Ekspektasi'
    """
    wanted = plain(text).rstrip(".")
    known = {plain(word).rstrip("."): word for word in words}
    if wanted in known:
        return known[wanted]
    longer = [word for key, word in known.items() if wanted and key.startswith(wanted + " ")]
    return longer[0] if len(longer) == 1 else None
