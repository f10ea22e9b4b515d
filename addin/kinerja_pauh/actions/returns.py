"""The newest returned forms of an office, read again from the register and scored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.wording import quote

from .history import issued_by, standing_at
from .outcome import Verdict
from .read_files import check_induk, score_form

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from datetime import datetime

    from kinerja_pauh.appraisal.model import Employee, Form
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
    """One person's result with the form it stands in. sha256: of the returned file, "" where there is none."""

    result: Result
    scored: ScoredForm
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Returns:
    """Of the Induk's period. people: NIP -> result; missing: forms in use and not back yet.

    earlier: NIP -> results of earlier periods, oldest first; empty unless someone read them (`earlier_periods`).
    changes: NIP -> number -> changed target, likewise (`target_changes`).
    """

    induk: Induk
    staff: Mapping[str, Employee]
    people: Mapping[str, Person]
    missing: tuple[Issued, ...]
    earlier: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    changes: Mapping[str, Mapping[str, TargetChange]] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        """One of the forms; office and period are the same in all of them. Only where there is anybody."""
        return next(iter(self.people.values())).scored.form

    def in_staff_order(self) -> list[str]:
        """NIPs of the people as the Induk lists them; whom it does not list any more comes last."""
        listed = [nip for nip in self.staff if nip in self.people]
        return [*listed, *(nip for nip in self.people if nip not in self.staff)]

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
    people = returned_people(register, label, world)
    if not people:
        raise NothingReturned(_no_such_period(register, period) if period else _NONE_BACK)
    missing = tuple(one for one in not_back(register) if one.period == label)
    returns = Returns(induk, {e.nip: e for e in induk.employees}, people, missing)
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
    order = {one.form_id: place for place, one in enumerate(issued) if one.period == period}
    accepted = Verdict.ACCEPTED
    standing = register.standing(accepted) if moment is None else standing_at(register, accepted, moment)
    return sorted((one for one in standing if one.form_id in order), key=lambda one: order[one.form_id])


def returned_people(register: Register, period: str, world: World) -> dict[str, Person]:
    """NIP -> the result that counts in a period.

    Raises:
        Refusal: a returned form is of another version, or its rules cannot be applied.
    """
    people: dict[str, Person] = {}
    for returned in counting_returns(register, period):
        people |= {person.result.ratee.nip: person for person in people_of_return(returned, world)}
    return people


def people_of_return(returned: Returned, world: World) -> tuple[Person, ...]:
    """Everybody in one returned form.

    Raises:
        Refusal: the form is of another version, or its rules cannot be applied.
    """
    scored = score_form(world.open_book(returned.file_name, returned.data))
    return tuple(Person(result, scored, returned.sha256) for result in scored.results)


def without_form(
    employees: Iterable[Employee], people: Container[str], missing: Iterable[Issued]
) -> tuple[Employee, ...]:
    """Active people of whom nothing came back and nothing is awaited: no form about them was handed out.

    people: NIPs of those who came back; missing: forms that are not back.
    """
    waiting = {one.rater_nip for one in missing}
    return tuple(one for one in employees if one.active and one.nip not in people and one.rater not in waiting)


def in_use(register: Register) -> tuple[Issued, ...]:
    """The forms that raters should fill in: of those handed out to a rater for a period, the last one."""
    return tuple({(one.rater_nip, one.period): one for one in register.issued()}.values())


def not_back(register: Register) -> tuple[Issued, ...]:
    """The forms in use that have not come back yet."""
    back = {one.form_id for one in register.standing(Verdict.ACCEPTED)}
    return tuple(one for one in in_use(register) if one.form_id not in back)
