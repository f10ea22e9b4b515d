"""The newest returned forms of an office, read again from the register and scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

from .outcome import Verdict
from .read_files import check_induk, score_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.ports import Issued, Register, World
    from kinerja_pauh.sheets.read_induk import Induk

    from .folder import OfficeFolder
    from .read_files import ScoredForm


class NothingReturned(Refusal):
    """Belum ada formulir yang kembali."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person's result with the form it stands in."""

    result: Result
    scored: ScoredForm


@dataclass(frozen=True, slots=True)
class Returns:
    """Of the Induk's period. people: NIP -> result; missing: forms in use and not back yet."""

    induk: Induk
    staff: Mapping[str, Employee]
    people: Mapping[str, Person]
    missing: tuple[Issued, ...]


def gather_returns(folder: OfficeFolder, world: World) -> Returns:
    """What the register knows now.

    Raises:
        NothingReturned: no form has come back yet.
        Refusal: no Induk or one that cannot be read.
    """
    induk, _ = check_induk(world.read(folder.induk), world.now().date())
    register = world.register(folder.register)
    label = induk.period.label if induk.period else ""
    # Who was handed out anew stands in two forms: the one handed out last counts, whichever arrived last.
    order = {one.form_id: place for place, one in enumerate(register.issued()) if one.period == label}
    ours = (one for one in register.standing(Verdict.ACCEPTED) if one.form_id in order)
    counting = sorted(ours, key=lambda one: order[one.form_id])
    if not counting:
        raise NothingReturned(
            "Belum ada formulir periode ini yang diterima. Taruh berkas di 2_masuk, lalu jalankan kinerja kumpulkan."
        )
    people: dict[str, Person] = {}
    for returned in counting:
        scored = score_form(world.open_book(returned.file_name, returned.data))
        people |= {result.ratee.nip: Person(result, scored) for result in scored.results}
    missing = tuple(one for one in not_back(register) if one.period == label)
    return Returns(induk, {e.nip: e for e in induk.employees}, people, missing)


def in_use(register: Register) -> tuple[Issued, ...]:
    """The forms that raters should fill in: of those handed out to a rater for a period, the last one."""
    return tuple({(one.rater_nip, one.period): one for one in register.issued()}.values())


def not_back(register: Register) -> tuple[Issued, ...]:
    """The forms in use that have not come back yet."""
    back = {one.form_id for one in register.standing(Verdict.ACCEPTED)}
    return tuple(one for one in in_use(register) if one.form_id not in back)
