"""kinerja riwayat: what held for one person on a day, as the register kept it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.plan_changes import plan_changes

from .folder import OfficeFolder
from .history import end_of, issued_by, noted, standing_at
from .outcome import Verdict
from .read_files import score_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Ratee
    from kinerja_pauh.appraisal.plan_changes import PlanChange
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.ports import Issued, Register, Returned, World

    from .read_files import ScoredForm


class NoHistory(Refusal):
    """Register tidak mengenal orang ini pada tanggal itu."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A form that was handed out about the person. handed_out, ratee: as it went out, with the plan.

    changes: against the form of the same period before it. returned, result: what counted on that day, None while
    nothing had come back. replaced: the day on which another form of the period took its place, None where none did.
    """

    issued: Issued
    handed_out: ScoredForm
    ratee: Ratee
    changes: tuple[PlanChange, ...]
    returned: Returned | None
    result: Result | None
    replaced: date | None = None


def person_history(root: Path, nip: str, day: date | None, world: World) -> tuple[Chapter, ...]:
    """Every form about a person that was out by the end of a day, oldest first. day: None means now.

    Raises:
        NoHistory: there was none.
        Refusal: no office folder, or the register cannot be opened.
    """
    moment = end_of(day) if day else world.now()
    folder = OfficeFolder(root)
    _ = folder.induk  # a folder without an Induk is none of ours
    register = world.register(folder.register)
    returns = {one.form_id: one for one in standing_at(register, Verdict.ACCEPTED, moment)}
    chapters: list[Chapter] = []
    for issued in issued_by(register, moment):
        handed_out = score_form(world.open_book(issued.file_name, issued.data))
        ratee = next((one for one in handed_out.form.ratees if one.nip == nip), None)
        if ratee is not None:
            chapters = _with(chapters, _chapter(issued, handed_out, ratee, returns, world))
    if not chapters:
        raise NoHistory(_unknown(register))
    return tuple(chapters)


def _unknown(register: Register) -> str:
    days = [noted(one.at).date() for one in register.issued()]
    since = f" Formulir pertama di register ini dibagikan {show_day(min(days))}." if days else ""
    return f"Register tidak mengenal NIP ini pada tanggal itu. Periksa ke-18 angkanya dan tanggalnya.{since}"


def _chapter(
    issued: Issued, handed_out: ScoredForm, ratee: Ratee, returns: Mapping[str, Returned], world: World
) -> Chapter:
    returned = returns.get(issued.form_id)
    result = None if returned is None else _result(returned, ratee.nip, world)
    return Chapter(issued, handed_out, ratee, (), returned, result)


def _result(returned: Returned, nip: str, world: World) -> Result | None:
    scored = score_form(world.open_book(returned.file_name, returned.data))
    return next((one for one in scored.results if one.ratee.nip == nip), None)


def _with(chapters: Sequence[Chapter], new: Chapter) -> list[Chapter]:
    """The chapters and a later one, which takes the place of the last of the same period."""
    before = next((one for one in reversed(chapters) if one.issued.period == new.issued.period), None)
    if before is None:
        return [*chapters, new]
    ended = replace(before, replaced=noted(new.issued.at).date())
    changed = replace(new, changes=plan_changes(before.ratee.indicators, new.ratee.indicators))
    return [*(ended if one is before else one for one in chapters), changed]
