"""The annual work plan of one post, chosen from the bank."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Civil, Direction, Indicator

from .bank import additional_rows, main_rows, unit
from .numbers import equal_weights, random_weights, to_step

if TYPE_CHECKING:
    import random

    from .bank import Promise
    from .posts import Post

FEWEST, MOST = 4, 8
NEWCOMERS = {Civil.CPNS, Civil.PPPK_PART_TIME}
NEWCOMER_ROWS = 3  # their plan is short and weighs each row alike
LARGE = 100  # from here on a target differs from one colleague to the next
ADDITIONAL_ROWS = (0, 0, 0, 1, 1, 2)


def plan_for(rng: random.Random, post: Post, rater: Post | None) -> tuple[Indicator, ...]:
    """Utama rows whose weights are exactly 100, then at most two Tambahan rows of weight 1 to 5, numbered "1", "2", …

    Who leads has the whole plan of the post, so that every subordinate's superior result stands in the rater's plan.
    """
    promises = _chosen(rng, post)
    weights = _weights(rng, post, len(promises))
    extra = rng.sample(additional_rows(), rng.choice(ADDITIONAL_ROWS))
    weights += [Decimal(rng.randint(1, 5)) for _ in extra]
    areas = post.area, post.area if rater is None else rater.area
    return tuple(
        _row(rng, promise, str(number), weight, areas)
        for number, (promise, weight) in enumerate(zip([*promises, *extra], weights, strict=True), start=1)
    )


def _chosen(rng: random.Random, post: Post) -> list[Promise]:
    rows = main_rows(post.plan)
    if post.leads:
        return list(rows[:MOST])
    few = NEWCOMER_ROWS if post.civil in NEWCOMERS else rng.randint(FEWEST, min(MOST, len(rows)))
    return [rows[place] for place in sorted(rng.sample(range(len(rows)), few))]


def _weights(rng: random.Random, post: Post, parts: int) -> list[Decimal]:
    way = "" if post.civil in NEWCOMERS else rng.choice(("", "5", "5", "2.5"))
    return random_weights(rng, parts, way) if way else equal_weights(parts)


def _row(rng: random.Random, promise: Promise, number: str, weight: Decimal, areas: tuple[str, str]) -> Indicator:
    row = promise.indicator
    return replace(
        row,
        number=number,
        result=row.result.format(wilayah=areas[0]),
        target=_target(rng, row),
        weight=weight,
        superior_result=promise.superior.format(wilayah=areas[1]),
    )


def _target(rng: random.Random, row: Indicator) -> Decimal | None:
    counted = row.direction is Direction.HIGHER and unit(row.unit).most is None
    if row.target is None or not counted or row.target < LARGE:
        return row.target
    return to_step(row.target * rng.choice((80, 90, 100, 100, 110)) / 100, Decimal(10))
