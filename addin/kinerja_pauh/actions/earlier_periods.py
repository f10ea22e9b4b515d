"""What the same people reached before: earlier periods of this register, and last year's office folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.period_order import in_time

from .folder import OfficeFolder
from .returns import periods_of, returned_people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.read_induk import Induk

    from .returns import Person


@dataclass(frozen=True, slots=True)
class Earlier:
    """people: NIP -> results of earlier periods, oldest first. notes: sentences on what could not be read."""

    people: Mapping[str, tuple[Person, ...]]
    notes: tuple[str, ...] = ()


def earlier_periods(folder: OfficeFolder, induk: Induk, world: World) -> Earlier:
    """The results that count of every period before the Induk's.

    A last year's folder that is not there is no trouble; one that cannot be read is a note.

    Raises:
        Refusal: the office's own register cannot be opened.
    """
    now = induk.period
    if now is None:
        return Earlier({})
    notes: list[str] = []
    found: dict[tuple[str, str, date], Person] = {}
    own = _of_register(folder.register, world, now, notes, now.label)
    for person in (*_last_year(folder, induk, world, notes), *own):
        period = person.scored.form.period
        found[person.result.ratee.nip, period.label, period.end] = person
    people: dict[str, tuple[Person, ...]] = {}
    for person in sorted(_told_apart(found.values(), now), key=lambda one: in_time(one.scored.form.period)):
        nip = person.result.ratee.nip
        people[nip] = (*people.get(nip, ()), person)
    return Earlier(people, tuple(notes))


def _told_apart(people: Collection[Person], now: Period) -> Iterator[Person]:
    """The same people; where an office calls the periods of two years alike, the year stands behind the name."""
    ends: dict[str, set[date]] = {now.label: {now.end}}
    for person in people:
        period = person.scored.form.period
        ends.setdefault(period.label, set()).add(period.end)
    for person in people:
        form = person.scored.form
        if len(ends[form.period.label]) == 1:
            yield person
        else:
            period = replace(form.period, label=f"{form.period.label} ({form.period.end.year})")
            yield replace(person, scored=replace(person.scored, form=replace(form, period=period)))


def _last_year(folder: OfficeFolder, induk: Induk, world: World, notes: list[str]) -> list[Person]:
    if not induk.last_folder or induk.period is None:
        return []
    try:
        register = OfficeFolder(folder.root / induk.last_folder).register
        if register.is_file():
            return list(_of_register(register, world, induk.period, notes))
    except (OSError, Refusal) as problem:
        why = str(problem) if isinstance(problem, Refusal) else "Periksa setelan folder_tahun_lalu di Induk."
        notes.append(f"Folder tahun lalu tidak terbaca, jadi hasilnya tidak ikut ditampilkan. {why}")
    return []


def _of_register(path: Path, world: World, now: Period, notes: list[str], own: str = "") -> Iterator[Person]:
    """Results of earlier periods. own: the period that need not be read, since it is the present one."""
    register = world.register(path)
    for label in periods_of(register):
        if label != own:
            for person in _people(register, label, world, notes):
                if in_time(person.scored.form.period) < in_time(now):
                    yield person


def _people(register: Register, label: str, world: World, notes: list[str]) -> list[Person]:
    try:
        return list(returned_people(register, label, world).values())
    except Refusal as refusal:
        notes.append(f"Periode {label} tidak terbaca, jadi hasilnya tidak ikut ditampilkan. {refusal}")
        return []
