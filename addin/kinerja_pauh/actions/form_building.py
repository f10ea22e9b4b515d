"""Which forms a period needs: one a rater, and one more for each part of the period that is rated by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Behaviour, Form, MaterialSource, Ratee, RuleChoice
from kinerja_pauh.ports import slot
from kinerja_pauh.sheets.read_form import read_form

from .digest import digest
from .file_names import form_name, part_name
from .materials import job_lines
from .returns import in_use
from .self_views import of_this_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kinerja_pauh.appraisal.jobs import Assignment
    from kinerja_pauh.appraisal.model import Employee, Job, Material, Part, Period
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.read_induk import Induk


def build_forms(
    induk: Induk, period: Period, rules: Rulebook, materials: Mapping[str, tuple[Material, ...]] | None = None
) -> list[Form]:
    """One form a rater and part of the period, in the order in which the staff list first names the rater's people.

    materials: NIP -> what a rater is shown beside the entries.
    """
    choice = RuleChoice(rules.id, induk.rules.with_peers, induk.rules.values_version, induk.rules.settings)
    names = {employee.nip: employee.name for employee in induk.employees}
    forms = []
    for (rater, part), ratees in _groups(induk, period, rules):
        shown = tuple(
            line
            for ratee, job in ratees
            for line in (
                *job_lines(ratee.nip, job, induk, period),
                *of_this_job((materials or {}).get(ratee.nip, ()), ratee, induk),
            )
        )
        people = tuple(ratee for ratee, _ in ratees)
        form = Form("", induk.office, period, choice, rater, names.get(rater, ""), people, part, shown)
        forms.append(_with_id(form, induk.password))
    return forms


def as_handed_out(forms: Sequence[Form], register: Register, password: str, world: World) -> list[Form]:
    """The forms, those that only what people said since sets apart from the one in use being that one.

    A rater who has begun, or is done, must not be asked anew because somebody else's words came in late; the report
    shows them all the same. password: of the sheets.
    """
    standing = {one.slot: one for one in in_use(register)}
    found = []
    for form, name in zip(forms, form_names(forms), strict=True):
        before = standing.get(slot(form.rater_nip, form.period.label, name))
        if before is not None and before.form_id != form.form_id:
            read = read_form(world.open_book(before.file_name, before.data)).form
            same = _with_id(replace(form, materials=_said_before(form, read.materials)), password)
            found.append(same if same.form_id == before.form_id else form)
        else:
            found.append(form)
    return found


def _said_before(form: Form, before: Iterable[Material]) -> tuple[Material, ...]:
    """A form's own lines about jobs, and of the rest what the form before it showed."""
    ours = [one for one in form.materials if one.source is MaterialSource.JOBS]
    theirs = [one for one in before if one.source is not MaterialSource.JOBS]
    return tuple(one for ratee in form.ratees for lines in (ours, theirs) for one in lines if one.nip == ratee.nip)


def _with_id(form: Form, password: str) -> Form:
    """A form's id follows from all it says, so that the same form has the same one."""
    return replace(form, form_id=digest((replace(form, form_id=""), password)))


_Group = list[tuple["Ratee", "Job | None"]]


def _groups(induk: Induk, period: Period, rules: Rulebook) -> Iterator[tuple[tuple[str, Part | None], _Group]]:
    """The people of each form with their jobs. Who acts for two posts in the same days stands in two forms."""
    groups: dict[tuple[str, Part | None, int], _Group] = {}
    for employee in induk.employees:
        if employee.active:
            seen: Counter[tuple[str, Part | None]] = Counter()
            for one in induk.assignments_of(employee, period):
                place = (one.rater, one.part)
                ratee = _ratee(employee, one, rules)
                groups.setdefault((*place, seen[place]), []).append((ratee, one.job))
                seen[place] += 1
    return (((rater, part), people) for (rater, part, _), people in groups.items())


def _ratee(employee: Employee, one: Assignment, rules: Rulebook) -> Ratee:
    behaviours = tuple(Behaviour(value.name) for value in rules.values.value)
    return Ratee(employee.nip, employee.name, one.position, one.plan, behaviours, new_idea=False)


def form_names(forms: Iterable[Form], ending: str = "xlsx") -> list[str]:
    """A file name for each form, in the same order."""
    seen: Counter[tuple[str, Part | None]] = Counter()
    names = []
    for form in forms:
        place = (form.rater_nip, form.part)
        seen[place] += 1
        names.append(form_name(form.rater_nip, form.period.label, ending, part_name(form.part, seen[place])))
    return names
