"""Who serves whose results: the plans of an office as a tree, from its leader's results downward, with the gaps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .plan_review import same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .plan_review import Plan


@dataclass(frozen=True, slots=True)
class Branch:
    """One result of one person. level: 1 for those at the top; measures: its indicators; alone: nobody whom the person
    rates serves it, though he or she rates someone; loose: it serves no result of the person's rater.
    """

    level: int
    nip: str
    name: str
    result: str
    measures: tuple[str, ...]
    alone: bool = False
    loose: bool = False


def cascade(plans: Sequence[Plan]) -> list[Branch]:
    """Every result of everybody exactly once, each below the first result that it serves.

    At the top stand those whose rater has no plan here; what serves nothing comes last, with what hangs below it.
    """
    by_rater: dict[str, list[Plan]] = {}
    for plan in plans:
        by_rater.setdefault(plan.rater, []).append(plan)
    known = {plan.nip for plan in plans}
    told: set[tuple[str, str]] = set()
    found: list[Branch] = []
    for top in (True, False):
        for plan in plans:
            for text in _results(plan):
                if (plan.nip, same(text)) not in told and (plan.rater not in known) >= top:
                    below = list(_below(plan, text, 1, by_rater, told))
                    found += below if top else [replace(below[0], loose=True), *below[1:]]
    return found


def _results(plan: Plan) -> list[str]:
    """Each result once, as it was first written."""
    first: dict[str, str] = {}
    for row in plan.indicators:
        if row.result:
            first.setdefault(same(row.result), row.result)
    return list(first.values())


def _below(
    plan: Plan, result: str, level: int, by_rater: Mapping[str, Sequence[Plan]], told: set[tuple[str, str]]
) -> Iterator[Branch]:
    """A result and everything that serves it; what was told already is not told again."""
    told.add((plan.nip, same(result)))
    team = by_rater.get(plan.nip, ())
    serving = [(one, text) for one in team for text in _results(one) if _serves(one, text, result)]
    measures = tuple(row.name for row in plan.indicators if same(row.result) == same(result))
    yield Branch(level, plan.nip, plan.name, result, measures, alone=bool(team) and not serving)
    for one, text in serving:
        if (one.nip, same(text)) not in told:
            yield from _below(one, text, level + 1, by_rater, told)


def _serves(plan: Plan, result: str, superior: str) -> bool:
    rows = (row for row in plan.indicators if same(row.result) == same(result))
    return any(same(row.superior_result) == same(superior) for row in rows)
