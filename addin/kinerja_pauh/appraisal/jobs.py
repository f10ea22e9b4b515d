"""Moves and acting posts: who is rated by whom over which days of a period. Results stand side by side.

Nothing is averaged over the parts of a period: no rule we know of says how (docs/keputusan/0034).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from .day_words import show_day
from .model import Part, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from .model import Employee, Indicator, Job, Period


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person under one rater. part: None for the whole period. job: None where the staff list alone says it.

    plan: the indicators that are promised there.
    """

    position: str
    rater: str
    part: Part | None
    job: Job | None
    plan: tuple[Indicator, ...]


def assignments(
    employee: Employee, jobs: Iterable[Job], plan: Sequence[Indicator], period: Period
) -> tuple[Assignment, ...]:
    """Who rates an employee on what, in order of time, own posts before acting ones. jobs: the employee's.

    Without a row about an own post the staff list holds for the whole period. An acting post is rated by itself only
    where the plan has indicators of its own for it; its tasks are otherwise additional work of the own post.
    """
    found = [(part, job) for job in jobs if (part := days_in(job, period))]
    found.sort(key=lambda one: one[0].start)
    own = [one for one in found if one[0].post is Post.OWN]
    rated = {row.job for row in plan}
    acting = [one for one in found if one[0].post is not Post.OWN and one[1].number in rated]
    if not own:
        shared = tuple(row for row in plan if not row.job)
        first = [Assignment(employee.position, employee.rater, None, None, shared)]
    else:
        first = [_assigned(*one, plan, period, shared=True) for one in own]
    return (*first, *(_assigned(*one, plan, period, shared=False) for one in acting))


def _assigned(part: Part, job: Job, plan: Sequence[Indicator], period: Period, *, shared: bool) -> Assignment:
    """shared: rows of the plan that belong to no job in particular are promised here as well."""
    whole = (part.start, part.end, part.post) == (period.start, period.end, Post.OWN)
    rows = tuple(row for row in plan if row.job == job.number or (shared and not row.job))
    return Assignment(position_words(job), job.rater, None if whole else part, job, rows)


def days_in(job: Job, period: Period) -> Part | None:
    """The days of a job inside a period; None where it has none there or its row does not say."""
    if job.start is None or job.end is None or job.post is None or job.end < job.start:
        return None
    start, end = max(job.start, period.start), min(job.end, period.end)
    return Part(start, end, job.post) if start <= end else None


def position_words(job: Job) -> str:
    """What the person is on that job: "Kasi Pemerintahan", "Plt. Sekretaris Kecamatan"."""
    if job.post in {None, Post.OWN}:
        return job.position
    first = "".join(job.position.split()[:1])
    said = first.rstrip(".").casefold() == str(job.post).rstrip(".").casefold()
    return job.position if said else f"{job.post} {job.position}"


def part_words(part: Part) -> str:
    """The days of a part and, where it is not the own post, which: "1 Januari – 30 Juni 2026", "…, Plt."."""
    start = show_day(part.start)
    if part.start.year == part.end.year:
        start = start.removesuffix(f" {part.start.year}")
    post = "" if part.post is Post.OWN else f", {part.post}"
    return f"{start} – {show_day(part.end)}{post}"


def overlaps(one: Part | Period, other: Part | Period) -> bool:
    """Whether two stretches of days share one."""
    return one.start <= other.end and other.start <= one.end


def gaps(parts: Iterable[Part], period: Period) -> tuple[tuple[date, date], ...]:
    """First and last day of each stretch of a period that no part covers."""
    day, found, free = timedelta(days=1), [], period.start
    for part in sorted(parts, key=lambda part: part.start):
        if part.start > free:
            found.append((free, part.start - day))
        free = max(free, part.end + day)
    if free <= period.end:
        found.append((free, period.end))
    return tuple(found)
