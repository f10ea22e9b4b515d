"""A returned plan with everything that is to be said of it: cells that could not be read, gaps, advice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.plan_review import repeats, repeats_finding, review_plan
from kinerja_pauh.sheets.bank_sheet import read_bank
from kinerja_pauh.sheets.read_skp import PERSON, offered_results, read_plan
from kinerja_pauh.sheets.skp_words import PLAN

from .outcome import merged
from .plan_before import LastPlans, LeftSteps, last_plans, left_steps
from .plan_states import plan_lines, plan_year, standing_plans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.model import Employee, Indicator
    from kinerja_pauh.ports import PlanRegister, World
    from kinerja_pauh.sheets.bank_sheet import IndicatorBank
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk
    from kinerja_pauh.sheets.read_skp import ReadPlan

    from .folder import OfficeFolder


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """What plans are held against. plans: NIP -> rows as known now, of the Induk and of what came back; whoever takes
    another plan adds it. drafts: NIP -> what came back, where that is what counts. last: what was planned last year.
    steps: what was agreed then, read when someone first asks.
    """

    staff: Mapping[str, Employee]
    plans: dict[str, tuple[Indicator, ...]]
    bank: IndicatorBank
    drafts: Mapping[str, ReadPlan]
    last: LastPlans
    steps: Callable[[], LeftSteps]

    def notes(self) -> tuple[str, ...]:
        """Sentences on what of last year could not be read."""
        return (*self.last.notes, *self.steps().notes)


def plan_desk(folder: OfficeFolder, induk: Induk, plans: PlanRegister, world: World) -> PlanDesk:
    """Gathered once for many plans.

    Raises:
        UnusableFile: the office's own bank of indicators cannot be read.
    """
    bank = read_bank(world.templates.indicator_bank(folder.templates))
    drafts = standing_plans(plan_lines(induk.plan_makers, plans, plan_year(induk)), plans, world)
    known = dict(induk.plans) | {nip: draft.rows for nip, draft in drafts.items()}
    staff = {one.nip: one for one in induk.employees}
    steps = cache(lambda: left_steps(folder, induk, world))
    return PlanDesk(staff, known, bank, drafts, last_plans(folder, induk, world), steps)


def review(book: Book, desk: PlanDesk) -> tuple[ReadPlan, tuple[Finding, ...]]:
    """A plan and its findings.

    Raises:
        NotAPlan: the workbook is none.
    """
    read = read_plan(book)
    return read, review_read(read, desk)


def review_read(read: ReadPlan, desk: PlanDesk) -> tuple[Finding, ...]:
    """The findings of a plan that was read already."""
    person = desk.staff.get(read.meta.nip)
    superior = results_of(person.rater, desk) if person else None
    checked = review_plan(read.rows, PERSON, desk.bank.activities, superior)
    if repeats(read.rows, desk.last.rows.get(read.meta.nip, ())):
        checked.append(repeats_finding(PLAN))
    return merged(read.findings, checked)


def review_alone(book: Book, bank: IndicatorBank) -> tuple[Finding, ...]:
    """The findings of a plan outside of its office folder: its own list of the rater's results has to do.

    Raises:
        NotAPlan: the workbook is none.
    """
    read = read_plan(book)
    return merged(read.findings, review_plan(read.rows, PERSON, bank.activities, offered_results(book)))


def results_of(nip: str, desk: PlanDesk) -> tuple[str, ...] | None:
    """What someone plans to reach, each result once; None where nobody knows."""
    found = tuple(dict.fromkeys(row.result for row in desk.plans.get(nip, ()) if row.result))
    return found or None


def measures_of(nip: str, desk: PlanDesk) -> tuple[tuple[str, str], ...]:
    """The same with the indicators of each result, joined."""
    found: dict[str, list[str]] = {}
    for row in desk.plans.get(nip, ()):
        if row.result:
            found.setdefault(row.result, []).append(row.name)
    return tuple((result, "; ".join(dict.fromkeys(names))) for result, names in found.items())
