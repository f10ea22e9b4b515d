"""What the raters of the invented office had typed in by the end of the year, with the cases that a year brings."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Ratee, Rating
from kinerja_pauh.appraisal.scoring import score

from . import phrases
from .cases import CASES
from .outcomes import Level, behaviours, reach

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.model import Employee, Indicator
    from kinerja_pauh.appraisal.rulebook import Rulebook

    from .staff import SampleOffice

# One person in so many.
STRONG_IN, WEAK_IN, POOR_IN, IDEA_IN, TALK_IN = 10, 12, 45, 14, 3
WITH_NOTE = 0.08  # share of rows with a remark of the rater


@dataclass(frozen=True, slots=True)
class _Year:
    sample: SampleOffice
    rules: Rulebook
    rng: random.Random


def fill(sample: SampleOffice, rules: Rulebook, seed: int = 2026) -> Mapping[str, Ratee]:
    """NIP -> everything entered about that person, in the order of the staff list.

    Complete, but for the one person with a behaviour not rated yet. The raters follow the proposals of `rules`, but for
    one, who gives a reason. The special cases of `cases` fall on as many people as the office has that suit them.
    """
    year = _Year(sample, rules, random.Random(seed))
    levels = _levels(year)
    people = {employee.nip: _person(year, employee, levels[employee.nip]) for employee in sample.rated}
    people = {nip: _with_talks(year, ratee, place) for place, (nip, ratee) in enumerate(people.items())}
    _bring_cases(year, people, [nip for nip, level in levels.items() if level is Level.GOOD])
    rated = {nip: _rate(ratee, year) for nip, ratee in people.items()}
    return _disagree(year, rated, [nip for nip, level in levels.items() if level is Level.GOOD])


def _levels(year: _Year) -> dict[str, Level]:
    """NIP -> how the year went; the Camat, who stands first, had a good one."""
    camat, *others = (employee.nip for employee in year.sample.rated)
    size = len(others) + 1
    special = [Level.STRONG] * max(1, size // STRONG_IN)
    special += [Level.WEAK] * max(1, size // WEAK_IN) + [Level.POOR] * max(1, size // POOR_IN)
    drawn = dict(zip(year.rng.sample(others, len(special)), special, strict=True))
    return {nip: drawn.get(nip, Level.GOOD) for nip in (camat, *others)}


def _person(year: _Year, employee: Employee, level: Level) -> Ratee:
    rng, sample = year.rng, year.sample
    idea = level is Level.STRONG or rng.randrange(IDEA_IN) == 0
    return Ratee(
        nip=employee.nip,
        name=employee.name,
        position=employee.position,
        indicators=tuple(_entry(year, row, level) for row in sample.plans[employee.nip]),
        behaviours=behaviours(rng, [value.name for value in year.rules.values.value], level),
        feedback=phrases.feedback(rng, sample.kinds[employee.nip], level.value, sample.period.start.year),
        new_idea=idea,
        idea_text=rng.choice(phrases.texts("ideas")) if idea else "",
    )


def _with_talks(year: _Year, ratee: Ratee, place: int) -> Ratee:
    """Every third person talked with the rater during the year, every sixth twice. place: in the staff list, from 0."""
    if place % TALK_IN:
        return ratee
    nth = place // TALK_IN
    kind, when = year.sample.kinds[ratee.nip], year.sample.period.start.year
    return replace(ratee, dialogues=phrases.dialogues(kind, 1 if nth % 2 else 2, nth // 2 + nth % 2, when))


def _entry(year: _Year, row: Indicator, level: Level) -> Indicator:
    reached = reach(year.rng, row, level)
    rating = reached if isinstance(reached, Rating) else None
    evidence = phrases.evidence(year.rng, row, year.sample.period.start.year)
    known = row.realisation is not None  # the service data said it already
    return replace(
        row,
        realisation=row.realisation if known or isinstance(reached, Rating) else reached,
        rating=rating,
        evidence=row.evidence if known else evidence,
        note=year.rng.choice(phrases.texts("notes")) if year.rng.random() < WITH_NOTE else "",
    )


def _bring_cases(year: _Year, people: dict[str, Ratee], candidates: list[str]) -> None:
    """Let each case befall one of the people, no one twice."""
    year.rng.shuffle(candidates)
    for case in CASES:
        for nip in candidates:
            befallen = case(people[nip], year.sample.period)
            if befallen is not None:
                people[nip] = befallen
                candidates.remove(nip)
                break


def _rate(ratee: Ratee, year: _Year) -> Ratee:
    """The rater's own choice, the same as the proposal; none where there is no proposal yet."""
    result = score(ratee, year.rules, year.sample.period)
    return replace(ratee, work_rating=result.work_rating_proposed, behaviour_rating=result.behaviour_rating_proposed)


def _disagree(year: _Year, people: dict[str, Ratee], candidates: list[str]) -> dict[str, Ratee]:
    """One rater rates someone's results higher than proposed and says why."""
    for nip in reversed(candidates):
        ratee = people[nip]
        if ratee.work_rating is Rating.MEETS and ratee.behaviour_rating is Rating.MEETS and not ratee.factors:
            reason = year.rng.choice(phrases.texts("reasons"))
            return people | {nip: replace(ratee, work_rating=Rating.ABOVE, reason=reason)}
    return people
