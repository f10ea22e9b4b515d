"""Who has not returned: the state of every form in use, gathered from the Induk and the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.jobs import part_words
from kinerja_pauh.appraisal.reminders import days_left
from kinerja_pauh.sheets.monitor_sheet import not_a_return, read_choices
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.read_induk import read_induk

from .digest import digest
from .file_names import part_of_slot
from .folder import OfficeFolder
from .history import OddTime, noted
from .outcome import Verdict
from .returns import in_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.model import Office, Period
    from kinerja_pauh.ports import Issued, Register, Returned, World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk

OUTSIDE = "Luar kantor"
"""Where a rater belongs whom the sheet Pegawai does not know."""


class State(StrEnum):
    """How it stands with a form in use."""

    MISSING = "Belum kembali"
    LOOK = "Perlu dilihat"  # what counts is incomplete or wrong: the rater has to mend it
    CHOOSE = "Perlu dipilih"  # several accepted returns say different things, and nobody chose: HR has to
    ACCEPTED = "Diterima"

    @property
    def shown(self) -> str:
        """Sign and word, `✓ Diterima`."""
        return f"{_SIGNS[self]} {self}"


_SIGNS = {State.MISSING: "✕", State.LOOK: "▲", State.CHOOSE: "▲", State.ACCEPTED: "✓"}


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in use. handed_out: None where the register does not say. returns: in order of arrival, so that the number
    of a return is its place from 1. counting: the number of the return that counts; None while there is none. part:
    the days that the form rates, in words; "" for the whole period. deadline, days: as for `Monitoring`, of this rater;
    extended: whether the rater was given more time than the office set at first.
    """

    form_id: str
    unit: str
    rater_nip: str
    rater_name: str
    file_name: str
    people: int
    handed_out: datetime | None
    state: State
    returns: tuple[Returned, ...] = ()
    counting: int | None = None
    part: str = ""
    deadline: date | None = None
    days: int | None = None
    extended: bool = False

    @property
    def awaited(self) -> bool:
        """Whether the rater still has to send something."""
        return self.state in {State.MISSING, State.LOOK}


@dataclass(frozen=True, slots=True)
class FormSum:
    """How many forms and people a unit or the office has, and how many of the forms are in each state."""

    unit: str
    people: int
    counts: Mapping[State, int]

    @property
    def forms(self) -> int:
        """Forms handed out."""
        return sum(self.counts.values())

    @property
    def returned(self) -> int:
        """Forms of which anything came back."""
        return self.forms - self.counts[State.MISSING]

    @property
    def state(self) -> State:
        """The state furthest from done; accepted where there is no form at all."""
        return next((state for state in State if self.counts[state]), State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Of the Induk's period, units and raters in the order of the staff list. days: left to the deadline, negative when
    it is over. deadline and days: None where the office set no deadline. first: the deadline as it was set at first,
    where it was extended for everybody; None where it was not.
    """

    office: Office
    period: Period
    deadline: date | None
    days: int | None
    lines: tuple[FormLine, ...]
    units: tuple[FormSum, ...]
    total: FormSum
    first: date | None = None


def monitor(root: Path, world: World) -> Monitoring:
    """What the register knows now about the forms of an office folder.

    Raises:
        NoPeriod: the Induk does not say which period it is about.
        Refusal: no Induk or one that cannot be read; the register cannot be used.
    """
    folder = OfficeFolder(root)
    book = world.read(folder.induk)
    return monitor_of(book, world.register(folder.register), world)


def monitor_of(book: Book, register: Register, world: World) -> Monitoring:
    """The same from an Induk that was read already.

    Raises:
        NoPeriod, Refusal: as `monitor`.
    """
    induk = read_induk(book)
    period = induk.known_period()
    lines = _lines(induk, period, register, world)
    units = tuple(_sum(unit, (line for line in lines if line.unit == unit)) for unit in _units(lines))
    deadline, extension = induk.deadline_of("")
    days = days_left(deadline, world.now().date())
    first = induk.deadline if extension else None
    return Monitoring(induk.office, period, deadline, days, lines, units, _sum("", lines), first)


def chosen_returns(book: Book, register: Register) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Form id -> hash of the return that HR typed into the sheet Monitor, for `Register.choose`.

    With a finding for every entry that names no return.
    """
    choices = read_choices(book)
    arrived = returns_of(register)
    hashes: dict[str, str] = {}
    findings = list(choices.findings)
    for form_id, number in choices.numbers.items():
        there = arrived.get(form_id, ())
        if number <= len(there):
            hashes[form_id] = there[number - 1].sha256
        else:
            findings.append(not_a_return(choices.cells[form_id], len(there)))
    return hashes, tuple(findings)


def returns_of(register: Register) -> dict[str, tuple[Returned, ...]]:
    """Form id -> its returns in order of arrival; the number of a return is its place there, from 1."""
    found: dict[str, tuple[Returned, ...]] = {}
    for one in register.returns():
        found[one.form_id] = (*found.get(one.form_id, ()), one)
    return found


def _lines(induk: Induk, period: Period, register: Register, world: World) -> tuple[FormLine, ...]:
    units = {one.nip: one.unit or OUTSIDE for one in induk.employees}
    order = {nip: place for place, nip in enumerate(units)}
    arrived, standing = returns_of(register), {one.form_id: one.sha256 for one in register.standing(Verdict.ACCEPTED)}
    chosen = register.chosen()
    lines = []
    for one in in_use(register):
        if one.period == period.label:
            there = arrived.get(one.form_id, ())
            number = _place(there, standing.get(one.form_id))
            state = _state(there, number, one.form_id in chosen, world)
            line = _line(one, units.get(one.rater_nip, OUTSIDE), there, number, state)
            deadline, extension = induk.deadline_of(one.rater_nip)
            days = days_left(deadline, world.now().date())
            lines.append(replace(line, deadline=deadline, days=days, extended=extension is not None))
    lines.sort(key=lambda line: order.get(line.rater_nip, len(order)))
    first = {unit: place for place, unit in reversed(list(enumerate(line.unit for line in lines)))}
    return tuple(sorted(lines, key=lambda line: first[line.unit]))


def _line(one: Issued, unit: str, there: tuple[Returned, ...], number: int | None, state: State) -> FormLine:
    return FormLine(
        one.form_id,
        unit,
        one.rater_nip,
        one.rater_name,
        one.file_name,
        one.ratees,
        moment(one.at),
        state,
        there,
        number,
        _part(one),
    )


def _part(one: Issued) -> str:
    """What tells a form from the rater's others: its days, and a number where they and the post are alike."""
    part = part_of_slot(one.slot[2])
    if part is None:
        return ""
    days, number = part
    return part_words(days) + (f", formulir ke-{number}" if number > 1 else "")


def _place(there: Sequence[Returned], sha256: str | None) -> int | None:
    """The number of the return with that hash."""
    return next((number for number, one in enumerate(there, start=1) if one.sha256 == sha256), None)


def _state(there: Sequence[Returned], counting: int | None, was_chosen: bool, world: World) -> State:  # noqa: FBT001 - a fact of the register, not a switch
    if counting is None:
        return State.MISSING
    if there[counting - 1].verdict != Verdict.ACCEPTED:
        return State.LOOK
    accepted = [one for one in there if one.verdict == Verdict.ACCEPTED]
    if was_chosen or not _differ(accepted, world):
        return State.ACCEPTED
    return State.CHOOSE


def _differ(returns: Sequence[Returned], world: World) -> bool:
    """Whether the entries differ; a form that was only opened and saved again says the same in another file."""
    if len(returns) == 1:
        return False
    return len({digest(read_form(world.open_book(one.file_name, one.data)).form) for one in returns}) > 1


def moment(at: str) -> datetime | None:
    """A time of the register; None where it says none."""
    try:
        return noted(at)
    except OddTime:
        return None


def _units(lines: Iterable[FormLine]) -> list[str]:
    return list(dict.fromkeys(line.unit for line in lines))


def _sum(unit: str, lines: Iterable[FormLine]) -> FormSum:
    forms = list(lines)
    found = Counter(line.state for line in forms)
    return FormSum(unit, sum(line.people for line in forms), {state: found[state] for state in State})
