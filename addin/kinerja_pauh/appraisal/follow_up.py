"""Tindak lanjut: what a year's results are a base for. Lists for people who decide; nothing here decides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from .feedback import strongest, weakest
from .model import Rating
from .plan_review import same
from .scoring import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from .in_force import Regulation
    from .model import Ratee
    from .rulebook import Provision
    from .scoring import Result


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """promotion_least, promotion_years: for kenaikan pangkat reguler, the predicate that each of so many years must
    reach. smallest_group: from how many people on a group is ranked. places: how many ranks a shortlist has.
    """

    regulation: Regulation
    promotion_least: Provision[str]
    promotion_years: Provision[Decimal]
    smallest_group: Provision[Decimal]
    places: Provision[Decimal]


@dataclass(frozen=True, slots=True)
class Member:
    """One appraised person. group: whom he or she may fairly be compared with (jenis jabatan), "" where unknown.

    earlier: results of earlier periods, oldest first, each with the period's last day. beside: the same person under
    the raters of other jobs in this period; only what they agreed is looked at.
    """

    result: Result
    unit: str
    group: str
    rater: str
    earlier: tuple[tuple[date, Result], ...] = ()
    beside: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """An agreed step of development. day: of the talk; deadline: None where none was agreed; carried: agreed in an
    earlier period.
    """

    member: Member
    day: date | None
    improve: str
    plan: str
    deadline: date | None
    carried: bool


@dataclass(frozen=True, slots=True)
class OpenStep:
    """An agreed step that the next plan may take up. period: the one it was agreed in; deadline: None where none was
    agreed.
    """

    period: str
    plan: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place on a shortlist. tied: how many share it; size: of the group."""

    member: Member
    place: int
    tied: int
    size: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Someone whose result is weak. causes: what the result itself names; begun: whether a step is agreed already."""

    member: Member
    causes: tuple[str, ...]
    begun: bool


class Readiness(StrEnum):
    """Whether the predicates of the years allow a regular pangkat, as far as this office's results tell."""

    MET = "Terpenuhi"
    NOT_MET = "Belum terpenuhi"
    UNKNOWN = "Belum dapat dinilai"


@dataclass(frozen=True, slots=True)
class Promotion:
    """predicates: (year, predicate) of the years looked at, newest first; a year without result has ""."""

    member: Member
    predicates: tuple[tuple[int, str], ...]
    readiness: Readiness


def steps(members: Iterable[Member]) -> tuple[Step, ...]:
    """Every agreed step, by person: first what earlier periods left, then this period's."""
    return tuple(step for member in members for step in _steps(member))


def _steps(member: Member) -> Iterator[Step]:
    for _, result in member.earlier[-1:]:
        yield from _agreed(member, result.ratee, carried=True)
    for one in (*member.beside, member):
        yield from _agreed(one, one.result.ratee, carried=False)


def open_steps(earlier: Iterable[tuple[str, Ratee]]) -> tuple[OpenStep, ...]:
    """Every step agreed with one person. earlier: period and entries, oldest first.

    Nobody notes that a step is done, so all are told; one that was agreed again stands once, as agreed last.
    """
    found: dict[str, OpenStep] = {}
    for period, ratee in earlier:
        for _, _, plan, deadline in _agreements(ratee):
            found.pop(same(plan), None)
            found[same(plan)] = OpenStep(period, plan, deadline)
    return tuple(found.values())


def _agreed(member: Member, ratee: Ratee, *, carried: bool) -> Iterator[Step]:
    for day, improve, plan, deadline in _agreements(ratee):
        yield Step(member, day, improve, plan, deadline, carried)


def _agreements(ratee: Ratee) -> Iterator[tuple[date | None, str, str, date | None]]:
    """What was agreed in feedback, then in talks, whose agreements have no deadline: day, why, what, by when."""
    for entry in ratee.feedback:
        if entry.plan:
            yield entry.day, entry.improve, entry.plan, entry.deadline
    for talk in ratee.dialogues:
        if talk.agreed:
            yield talk.day, talk.topic, talk.agreed, None


def _has_step(member: Member) -> bool:
    return any(step for one in (*member.beside, member) for step in _agreements(one.result.ratee))


def without_step(members: Iterable[Member]) -> tuple[Member, ...]:
    """With whom no rater agreed a step of development in this period."""
    return tuple(one for one in members if not _has_step(one))


def shortlist(members: Iterable[Member], rules: FollowUpRules, order: Sequence[str]) -> tuple[Ranked, ...]:
    """The first places of each group that is large enough, best first; ties share a place and the next is skipped.

    order: the predicates, best first. Only complete results with one of the two best predicates are ranked.
    """
    groups: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if member.result.status is Status.COMPLETE and member.group:
            groups[member.group].append(member)
    return tuple(
        ranked
        for group in sorted(groups)
        if len(groups[group]) >= rules.smallest_group.value
        for ranked in _ranked(groups[group], int(rules.places.value), order)
    )


def small_groups(members: Iterable[Member], rules: FollowUpRules) -> tuple[tuple[str, int], ...]:
    """Groups with complete results that are too small to be ranked, with their size."""
    sizes: dict[str, int] = defaultdict(int)
    for member in members:
        if member.result.status is Status.COMPLETE and member.group:
            sizes[member.group] += 1
    return tuple((group, size) for group, size in sorted(sizes.items()) if size < rules.smallest_group.value)


def _ranked(group: Sequence[Member], places: int, order: Sequence[str]) -> Iterator[Ranked]:
    keys = [_key(member, order) for member in group]
    best = sorted(zip(keys, group, strict=True), key=lambda pair: pair[0])
    for key, member in best:
        place = 1 + sum(other < key for other in keys)
        if place <= places and member.result.predicate in order[:2]:
            yield Ranked(member, place, keys.count(key), len(group), _reasons(member))


def _key(member: Member, order: Sequence[str]) -> tuple[int, Decimal]:
    """Predicate first, since the law ranks by it; of the same predicate the higher final score."""
    result = member.result
    return order.index(str(result.predicate)), -(result.final or Decimal(0))


def _reasons(member: Member) -> tuple[str, ...]:
    above = [b.value for b in member.result.ratee.behaviours if b.rating is Rating.ABOVE]
    found = (
        *strongest(member.result),
        f"Perilaku yang menonjol: {', '.join(above)}." if above else "",
        f"Ide baru: {member.result.ratee.idea_text}" if member.result.ratee.new_idea else "",
    )
    return tuple(one for one in found if one)


def guidance(members: Iterable[Member], order: Sequence[str]) -> tuple[Guidance, ...]:
    """Complete results below the two best predicates, in the order of the staff list."""
    return tuple(
        Guidance(one, _causes(one), _has_step(one))
        for one in members
        if one.result.status is Status.COMPLETE and one.result.predicate not in order[:2]
    )


def _causes(member: Member) -> tuple[str, ...]:
    ratee = member.result.ratee
    below = [b.value for b in ratee.behaviours if b.rating is Rating.BELOW]
    open_factors = sum(not factor.counts for factor in ratee.factors)
    found = (
        *weakest(member.result),
        f"Perilaku yang perlu dikuatkan: {', '.join(below)}." if below else "",
        f"Ada {open_factors} faktor luar yang diajukan tetapi tidak dihitung; bicarakan juga." if open_factors else "",
    )
    return tuple(one for one in found if one)


def promotions(
    members: Iterable[Member], year: int, rules: FollowUpRules, order: Sequence[str]
) -> tuple[Promotion, ...]:
    """Each person's predicates of the last years and what they mean for a regular pangkat.

    Of several periods that end in a year the last one speaks for it.
    """
    return tuple(_promotion(member, year, rules, order) for member in members)


def _promotion(member: Member, year: int, rules: FollowUpRules, order: Sequence[str]) -> Promotion:
    known = {day.year: _final_predicate(result) for day, result in member.earlier}
    known[year] = _final_predicate(member.result)
    years = [(one, known.get(one, "")) for one in range(year, year - int(rules.promotion_years.value), -1)]
    good = order[: order.index(rules.promotion_least.value) + 1]
    if any(predicate and predicate not in good for _, predicate in years):
        readiness = Readiness.NOT_MET
    elif all(predicate for _, predicate in years):
        readiness = Readiness.MET
    else:
        readiness = Readiness.UNKNOWN
    return Promotion(member, tuple(years), readiness)


def _final_predicate(result: Result) -> str:
    """The predicate of a complete result; "" while it is provisional or missing."""
    return str(result.predicate) if result.status is Status.COMPLETE else ""
