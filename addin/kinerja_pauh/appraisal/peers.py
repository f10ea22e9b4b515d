"""Rekan kerja: what several anonymous answers about one person say together, and that too few of them say nothing.

The tally is shown to the rater and stands in the report. It enters no score: no regulation we know says how it would.
Only that peers are asked counts, by the 60/40 of PP 30/2019 ps. 41.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from .model import Rating
from .rounding import divide, half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .rulebook import Rulebook

LEAST_ANSWERS = 3
"""With fewer answers there is no result at all. Our own rule, not a law's: two answers betray each other's giver."""
_BEST_FIRST = (Rating.ABOVE, Rating.MEETS, Rating.BELOW)


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """One anonymous answer about one person. ratings, examples: value's name -> what was chosen or written; only what
    was there. suggestion: "" for none.
    """

    ratings: Mapping[str, Rating]
    examples: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ValueTally:
    """What the answers say of one value. counts: every rating -> how often it was chosen; mean: of the ratings'
    scores, two decimals. middle: the median rating; both where an even number of answers leaves it between two.
    examples: in an order that says nothing of who wrote which.
    """

    value: str
    counts: Mapping[Rating, int]
    mean: Decimal
    middle: tuple[Rating, ...]
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeerResult:
    """What at least three answers say of one person, value by value in the rulebook's order. suggestions: as the
    examples of a value.
    """

    answers: int
    tallies: tuple[ValueTally, ...]
    suggestions: tuple[str, ...] = ()


def is_whole(answer: PeerAnswer, rules: Rulebook) -> bool:
    """Whether all seven values are answered. Another answer does not count: what is missing is not 0."""
    return all(value.name in answer.ratings for value in rules.values.value)


def peer_result(answers: Iterable[PeerAnswer], rules: Rulebook) -> PeerResult | None:
    """The answers together; None while there are fewer than three whole ones."""
    whole = [answer for answer in answers if is_whole(answer, rules)]
    if len(whole) < LEAST_ANSWERS:
        return None
    tallies = tuple(_tally(value.name, whole, rules) for value in rules.values.value)
    return PeerResult(len(whole), tallies, _mixed(answer.suggestion for answer in whole))


def still_needed(answers: int) -> int:
    """How many more answers make a result; 0 where there are enough."""
    return max(0, LEAST_ANSWERS - answers)


def _tally(value: str, answers: Sequence[PeerAnswer], rules: Rulebook) -> ValueTally:
    chosen = sorted((answer.ratings[value] for answer in answers), key=list(Rating).index)
    total = sum((rules.rating_scores.value[rating] for rating in chosen), Decimal(0))
    lower, upper = chosen[(len(chosen) - 1) // 2], chosen[len(chosen) // 2]
    return ValueTally(
        value,
        {rating: chosen.count(rating) for rating in _BEST_FIRST},
        half_up(divide(total, Decimal(len(chosen)))),
        (lower,) if lower is upper else (lower, upper),
        _mixed(answer.examples.get(value, "") for answer in answers),
    )


def _mixed(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts by alphabet: neither the order of arrival nor that of another value's texts shows in it."""
    return tuple(sorted((text.strip() for text in texts if text.strip()), key=lambda text: (text.casefold(), text)))


def short(rating: Rating) -> str:
    """A rating without the word that all of them share.

    >>> short(Rating.ABOVE)
    'Di Atas'
    """
    return rating.removesuffix(" Ekspektasi")


def count_words(tally: ValueTally) -> str:
    """How often each rating was chosen, best first, and of how many answers.

    >>> three = ValueTally("Adaptif", {Rating.ABOVE: 2, Rating.MEETS: 1, Rating.BELOW: 0}, Decimal(113), ())
    >>> count_words(three)
    'Di Atas 2 · Sesuai 1 · Di Bawah 0 (3 jawaban)'
    """
    counts = " · ".join(f"{short(rating)} {tally.counts[rating]}" for rating in _BEST_FIRST)
    return f"{counts} ({sum(tally.counts.values())} jawaban)"


def middle_words(tally: ValueTally) -> str:
    """The median in words.

    >>> middle_words(ValueTally("Adaptif", {}, Decimal(110), (Rating.MEETS, Rating.ABOVE)))
    'antara Sesuai dan Di Atas'
    """
    if len(tally.middle) == 1:
        return str(tally.middle[0])
    return "antara " + " dan ".join(short(rating) for rating in tally.middle)
