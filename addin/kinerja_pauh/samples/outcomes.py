"""How a year went for one person: numbers reached and behaviour seen."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Behaviour, Direction, Rating

from .bank import unit
from .numbers import to_step
from .phrases import behaviour_phrases

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.model import Indicator


class Level(Enum):
    """What sort of year a person had; the values name the feedback that fits."""

    STRONG = "strong"
    GOOD = "good"
    WEAK = "weak"  # results below what was agreed
    POOR = "poor"  # behaviour below what is expected


# Percent of the target that is aimed at, from and to.
_REACHED = {Level.STRONG: (114, 132), Level.GOOD: (94, 107), Level.WEAK: (55, 86), Level.POOR: (91, 102)}
_QUALITY = {
    Level.STRONG: (Rating.ABOVE,),
    Level.GOOD: (Rating.MEETS, Rating.MEETS, Rating.MEETS, Rating.ABOVE),
    Level.WEAK: (Rating.MEETS, Rating.BELOW),
    Level.POOR: (Rating.MEETS,),
}
# How many of the seven values are rated above and below, to choose from.
_BEHAVIOUR = {
    Level.STRONG: ((4, 0), (5, 0), (6, 0)),
    Level.GOOD: ((0, 0), (1, 0), (1, 0), (2, 0), (3, 0), (0, 1)),
    Level.WEAK: ((0, 0), (0, 1), (1, 1), (0, 2)),
    Level.POOR: ((0, 4), (0, 5)),
}
FULL = 100
EXACTLY_ON_TARGET = 0.35  # share of rows of a good year that end exactly as planned
WITH_EXPECTATION = 0.3  # share of rows on which the rater had written an own expectation


def reach(rng: random.Random, row: Indicator, level: Level) -> Decimal | Rating:
    """What was reached on a row, as a person would write it: in steps of its unit and never beyond what is possible."""
    if row.target is None:
        return rng.choice(_QUALITY[level])
    percent = rng.randint(*_REACHED[level])
    if level is Level.GOOD and rng.random() < EXACTLY_ON_TARGET:
        percent = FULL
    return realisation(row, percent)


def realisation(row: Indicator, percent: int) -> Decimal:
    """The number that comes nearest to `percent` of the target, a range counting from its nearer end."""
    target = row.target or Decimal(0)
    ends = sorted((target, row.target_upper or target), reverse=row.direction is Direction.LOWER)
    wanted = 2 * FULL - percent if row.direction is Direction.LOWER else percent
    number = (ends[0] + ends[1]) / 2 if percent == FULL else ends[percent > FULL] * wanted / FULL
    manner = unit(row.unit)
    return to_step(number if manner.most is None else min(number, manner.most), manner.step)


def behaviours(rng: random.Random, values: Sequence[str], level: Level) -> tuple[Behaviour, ...]:
    """The seven values as rated, with an example wherever one is owed."""
    above, below = rng.choice(_BEHAVIOUR[level])
    ratings = [Rating.ABOVE] * above + [Rating.BELOW] * below
    ratings += [Rating.MEETS] * (len(values) - len(ratings))
    rng.shuffle(ratings)
    return tuple(
        Behaviour(
            value=value,
            rating=rating,
            example=rng.choice(phrases.examples[rating]),
            expectation=phrases.expectation if rng.random() < WITH_EXPECTATION else "",
        )
        for value, rating, phrases in zip(values, ratings, behaviour_phrases(), strict=True)
    )
