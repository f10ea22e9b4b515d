"""The newest returned forms of an office, read again from the register and scored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.jobs import overlaps
from kinerja_pauh.appraisal.model import Post
from kinerja_pauh.appraisal.wording import quote

from .history import issued_by, standing_at
from .outcome import Verdict
from .read_files import check_induk, score_form

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from datetime import datetime

    from kinerja_pauh.appraisal.model import Employee, Form, Material, Period, Ratee
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.ports import Issued, Register, Returned, World
    from kinerja_pauh.sheets.read_induk import Induk

    from .changed_plans import TargetChange
    from .folder import OfficeFolder
    from .read_files import ScoredForm


class NothingReturned(Refusal):
    """Belum ada formulir yang kembali."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person's result with the form it stands in. sha256: of the returned file, "" where there is none.

    slot: of the form as it was handed out, see `ports.slot`; empty where nobody looked it up.
    """

    result: Result
    scored: ScoredForm
    sha256: str = ""
    slot: tuple[str, ...] = ()

    @property
    def acting(self) -> bool:
        """Whether the result is of a post that was only acted for."""
        return _acting(self.scored.form)

    def replaces(self, other: Person) -> bool:
        """Whether only one of both results can count; see `same_seat`."""
        ours, theirs = (seat_of(one.scored.form, one.result.ratee, one.slot) for one in (self, other))
        return same_seat(ours, theirs)


@dataclass(frozen=True, slots=True)
class Seat:
    """On what a form rates somebody. acted_for: the post that is only acted for, "" for a post of one's own; slot: as
    for `Person`.
    """

    days: Period
    acted_for: str
    slot: tuple[str, ...] = ()


def seat_of(form: Form, ratee: Ratee, place: tuple[str, ...] = ()) -> Seat:
    """The seat of one ratee. One has a single post of one's own, whatever it is called, but may act for several."""
    return Seat(form.rated_days, ratee.position if _acting(form) else "", place)


def same_seat(one: Seat, other: Seat) -> bool:
    """Whether two forms rate the same days on the same seat, so that the later one takes the place of the other.

    A form in the slot of another does so for a person in both, also where the post is called otherwise now.
    """
    if one.slot and one.slot == other.slot:
        return True
    return one.acted_for == other.acted_for and overlaps(one.days, other.days)


def _acting(form: Form) -> bool:
    return form.part is not None and form.part.post is not Post.OWN


@dataclass(frozen=True, slots=True)
class Returns:
    """Of the Induk's period. people: NIP -> result; missing: forms in use and not back yet.

    people has the result of the post held last, for whoever moved; others: NIP -> the results beside it, in order of
    time. earlier: NIP -> results of earlier periods, oldest first; empty unless someone read them (`earlier_periods`).
    changes: NIP -> number -> changed target, likewise (`target_changes`). self_views: NIP -> what the person said of
    himself or herself, likewise (`self_view_materials`); the forms show what had come back before they went out.
    """

    induk: Induk
    staff: Mapping[str, Employee]
    people: Mapping[str, Person]
    missing: tuple[Issued, ...]
    earlier: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    changes: Mapping[str, Mapping[str, TargetChange]] = field(default_factory=dict)
    others: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    self_views: Mapping[str, tuple[Material, ...]] = field(default_factory=dict)

    def all_of(self, nip: str) -> tuple[Person, ...]:
        """Every result of a person, that of `people` first."""
        return (*filter(None, [self.people.get(nip)]), *self.others.get(nip, ()))

    @property
    def form(self) -> Form:
        """One of the forms; office and period are the same in all of them. Only where there is anybody."""
        return next(iter(self.people.values())).scored.form

    def in_staff_order(self) -> list[str]:
        """NIPs of the people as the Induk lists them; whom it does not list any more comes last."""
        return self._listed(self.people)

    def everybody(self) -> list[str]:
        """The same with those of whom only a result beside their own post is back."""
        return self._listed({**self.people, **self.others})

    def _listed(self, known: Mapping[str, object]) -> list[str]:
        listed = [nip for nip in self.staff if nip in known]
        return [*listed, *(nip for nip in known if nip not in self.staff)]

    def unit_of(self, nip: str) -> str:
        """The unit that the Induk says; "" for whom it does not list."""
        return self.staff[nip].unit if nip in self.staff else ""


def gather_returns(folder: OfficeFolder, world: World, period: str = "") -> Returns:
    """What the register knows now. period: "" for the Induk's; for another one the Induk speaks as of that period.

    Raises:
        NothingReturned: no form of the period has come back.
        Refusal: no Induk or one that cannot be read.
    """
    induk, _ = check_induk(world.read(folder.induk), world.now().date())
    register = world.register(folder.register)
    label = period or (induk.period.label if induk.period else "")
    people, others = leading(returned_results(register, label, world))
    if not people:
        raise NothingReturned(_no_such_period(register, period) if period else _NONE_BACK)
    missing = tuple(one for one in not_back(register) if one.period == label)
    returns = Returns(induk, {e.nip: e for e in induk.employees}, people, missing, others=others)
    return replace(returns, induk=replace(induk, period=returns.form.period)) if period else returns


_NONE_BACK = "Belum ada formulir periode ini yang diterima. Taruh berkas di 2_masuk, lalu jalankan kinerja kumpulkan."


def _no_such_period(register: Register, period: str) -> str:
    known = ", ".join(periods_of(register)) or "belum ada"
    return f'Belum ada formulir periode "{quote(period)}" yang diterima. Periode di register: {known}.'


def periods_of(register: Register) -> tuple[str, ...]:
    """The periods for which forms were handed out, in the order of their first."""
    return tuple(dict.fromkeys(one.period for one in register.issued()))


def counting_returns(register: Register, period: str, moment: datetime | None = None) -> list[Returned]:
    """The return of each form of a period that counts, now or at a moment. Who stands in two counts by the later one.

    Who was handed out anew stands in two forms: the one handed out last counts, whichever arrived last.
    """
    issued = register.issued() if moment is None else issued_by(register, moment)
    gone = register.withdrawn(moment)
    order = {one.form_id: place for place, one in enumerate(issued) if one.period == period and one.form_id not in gone}
    accepted = Verdict.ACCEPTED
    standing = register.standing(accepted) if moment is None else standing_at(register, accepted, moment)
    return sorted((one for one in standing if one.form_id in order), key=lambda one: order[one.form_id])


def returned_people(register: Register, period: str, world: World) -> dict[str, Person]:
    """NIP -> the result that counts in a period, for whoever moved that of the post held last.

    Raises:
        Refusal: a returned form is of another version, or its rules cannot be applied.
    """
    return leading(returned_results(register, period, world))[0]


def returned_results(register: Register, period: str, world: World) -> dict[str, list[Person]]:
    """NIP -> every result that counts in a period: one for each part of it that was rated by itself.

    Raises:
        Refusal: a returned form is of another version, or its rules cannot be applied.
    """
    found: dict[str, list[Person]] = {}
    slots = {one.form_id: one.slot for one in register.issued()}
    for returned in counting_returns(register, period):
        for person in people_of_return(returned, world):
            put_in(found, replace(person, slot=slots[returned.form_id]))
    return found


def put_in(results: dict[str, list[Person]], person: Person) -> None:
    """Add a result to those by NIP; what it replaces goes."""
    before = results.get(person.result.ratee.nip, [])
    results[person.result.ratee.nip] = [*(one for one in before if not person.replaces(one)), person]


def leading(results: Mapping[str, Iterable[Person]]) -> tuple[dict[str, Person], dict[str, tuple[Person, ...]]]:
    """NIP -> the result by which a person is listed, and the others in order of time. Acting posts only stand beside.

    results: none that replaces another. Whose own post is not back yet is only among the others.
    """
    people: dict[str, Person] = {}
    others: dict[str, tuple[Person, ...]] = {}
    for nip, found in results.items():
        ordered = sorted(found, key=lambda one: (one.acting, one.scored.form.rated_days.start))
        last = next((one for one in reversed(ordered) if not one.acting), None)
        if last is not None:
            people[nip] = last
        if rest := tuple(one for one in ordered if one is not last):
            others[nip] = rest
    return people, others


def people_of_return(returned: Returned, world: World) -> tuple[Person, ...]:
    """Everybody in one returned form.

    Raises:
        Refusal: the form is of another version, or its rules cannot be applied.
    """
    scored = score_form(world.open_book(returned.file_name, returned.data))
    return tuple(Person(result, scored, returned.sha256) for result in scored.results)


def without_form(induk: Induk, people: Container[str], missing: Iterable[Issued]) -> tuple[Employee, ...]:
    """Active people of whom nothing came back and nothing is awaited: no form about them was handed out.

    people: NIPs of those who came back; missing: forms that are not back.
    """
    waiting = {one.rater_nip for one in missing}
    raters = {employee.nip: {employee.rater} for employee in induk.employees}
    for job in induk.jobs:
        raters.setdefault(job.nip, set()).add(job.rater)
    return tuple(
        one for one in induk.employees if one.active and one.nip not in people and not raters[one.nip] & waiting
    )


def in_use(register: Register) -> tuple[Issued, ...]:
    """The forms that raters should fill in: the last one of each slot, unless it was withdrawn.

    One that stands in two slots, since its rater was erased in between, is that of the later one.
    """
    gone = register.withdrawn()
    last = {one.slot: one for one in register.issued()}
    return tuple({one.form_id: one for one in last.values() if one.form_id not in gone}.values())


def not_back(register: Register) -> tuple[Issued, ...]:
    """The forms in use that have not come back yet."""
    back = {one.form_id for one in register.standing(Verdict.ACCEPTED)}
    return tuple(one for one in in_use(register) if one.form_id not in back)
