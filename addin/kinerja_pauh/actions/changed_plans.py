"""Whether a plan differs from what its rater had before, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.plan_changes import Changed, change_findings, plan_changes
from kinerja_pauh.sheets.read_form import read_form

from .returns import in_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.model import Form, Indicator
    from kinerja_pauh.appraisal.plan_changes import ChangeNote
    from kinerja_pauh.ports import Issued, Register, World
    from kinerja_pauh.sheets.read_induk import Induk


@dataclass(frozen=True, slots=True)
class TargetChange:
    """That a target was another one when it was first handed out. note: None where nobody wrote why."""

    old: str
    note: ChangeNote | None


def changed_plan_findings(forms: Sequence[Form], induk: Induk, register: Register, world: World) -> tuple[Finding, ...]:
    """What stands in the way of handing out these forms after others of the same period."""
    label = forms[0].period.label
    before = _plans(_read((one for one in in_use(register) if one.period == label), world))
    if not before:
        return ()
    places = {employee.nip: employee.places.get("nip", "") for employee in induk.employees}
    notes = _by_person(induk.changes)
    return tuple(
        finding
        for nip, plan in _plans(forms).items()
        if nip in before
        for finding in change_findings(
            before[nip].values(), tuple(plan.values()), notes.get(nip, {}), places.get(nip, "")
        )
    )


def target_changes(register: Register, induk: Induk, world: World) -> dict[str, dict[str, TargetChange]]:
    """NIP -> number of the indicator -> its change, for targets of the Induk's period that are not what they were."""
    label = induk.period.label if induk.period else ""
    ours = [one for one in register.issued() if one.period == label]
    if len({one.rater_nip for one in ours}) == len(ours):  # nobody was handed a second form
        return {}
    forms = list(_read(ours, world))
    first, last = _plans(reversed(forms)), _plans(forms)
    notes = _by_person(induk.changes)
    found: dict[str, dict[str, TargetChange]] = {}
    for nip, plan in last.items():
        for change in plan_changes(first[nip].values(), plan.values()):
            if change.what is Changed.TARGET:
                note = notes.get(nip, {}).get(change.number)
                found.setdefault(nip, {})[change.number] = TargetChange(change.old, note)
    return found


def _by_person(notes: Iterable[ChangeNote]) -> dict[str, dict[str, ChangeNote]]:
    found: dict[str, dict[str, ChangeNote]] = {}
    for note in notes:
        found.setdefault(note.nip, {})[note.number] = note
    return found


def _read(forms: Iterable[Issued], world: World) -> Iterator[Form]:
    return (read_form(world.open_book(one.file_name, one.data)).form for one in forms)


def _plans(forms: Iterable[Form]) -> dict[str, dict[str, Indicator]]:
    """NIP -> number -> indicator, over all parts of the period; of several forms the last one tells."""
    found: dict[str, dict[str, Indicator]] = {}
    for form in forms:
        for ratee in form.ratees:
            found.setdefault(ratee.nip, {}).update((row.number, row) for row in ratee.indicators)
    return found
