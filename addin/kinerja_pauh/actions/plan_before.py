"""What last year left for the plans of this one: the rows of its Induk, and the steps that were agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.follow_up import open_steps
from kinerja_pauh.sheets.fill_skp import Origin
from kinerja_pauh.sheets.read_induk import read_induk

from .earlier_periods import earlier_periods
from .folder import OfficeFolder
from .plan_states import plan_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.follow_up import OpenStep
    from kinerja_pauh.appraisal.model import Employee, Indicator
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.read_induk import Induk


@dataclass(frozen=True, slots=True)
class LastPlans:
    """Of last year's Induk. rows: NIP -> plan, without rows of single jobs; posts: NIP -> position of that year.

    year: 0 where there is no such Induk. notes: sentences on what could not be read.
    """

    year: int = 0
    rows: Mapping[str, tuple[Indicator, ...]] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def origin(self, person: Employee) -> Origin:
        """Where the rows of a person come from, with the post where that was another one."""
        post = self.posts.get(person.nip, "")
        return Origin(self.year, "" if post == person.position else post)


@dataclass(frozen=True, slots=True)
class LeftSteps:
    """people: NIP -> agreed steps, oldest first. notes: sentences on what could not be read."""

    people: Mapping[str, tuple[OpenStep, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def last_plans(folder: OfficeFolder, induk: Induk, world: World) -> LastPlans:
    """The plans of the year before, out of the folder that the setting folder_tahun_lalu names.

    One that is not there, or is of no earlier year, is no trouble; one that cannot be read is a note.

    Raises:
        NoPlanYear: the office's own period is missing or wrong.
    """
    if not induk.last_folder:
        return LastPlans()
    place = folder.root / induk.last_folder
    try:
        if not (place.is_dir() and any(place.glob("Induk_*.xls[xm]"))):
            return LastPlans()
        return _plans_of(read_induk(world.read(OfficeFolder(place).induk)), plan_year(induk))
    except (OSError, Refusal) as problem:
        why = str(problem) if isinstance(problem, Refusal) else "Periksa setelan folder_tahun_lalu di Induk."
        return LastPlans(notes=(f"Induk tahun lalu tidak terbaca, jadi rencananya tidak ikut dipakai. {why}",))


def _plans_of(last: Induk, now: int) -> LastPlans:
    year = plan_year(last)
    if year >= now:
        return LastPlans()
    whole = {nip: tuple(row for row in rows if not row.job) for nip, rows in last.plans.items()}
    posts = {one.nip: one.position for one in last.employees}
    return LastPlans(year, {nip: rows for nip, rows in whole.items() if rows}, posts)


def left_steps(folder: OfficeFolder, induk: Induk, world: World) -> LeftSteps:
    """What was agreed with everybody in the periods of last year, and in those of this year that are over.

    Raises:
        NoPlanYear: the office's own period is missing or wrong.
        Refusal: the office's own register cannot be opened.
    """
    since, earlier = plan_year(induk) - 1, earlier_periods(folder, induk, world)
    people = {}
    for nip, found in earlier.people.items():
        forms = [(one.scored.form.period, one.result.ratee) for one in found]
        if steps := open_steps((period.label, ratee) for period, ratee in forms if period.end.year >= since):
            people[nip] = steps
    return LeftSteps(people, earlier.notes)
