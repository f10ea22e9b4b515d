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
from .returns import same_seat, seat_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
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

    changes: against the form of the same days before it. returned, result: what came back by then and stands, None
    while nothing had. replaced: the day on which another form about the same days took its place; withdrawn: the day
    on which the office took it back, so that its result no longer counts; each None where that did not happen.
    """

    issued: Issued
    handed_out: ScoredForm
    ratee: Ratee
    changes: tuple[PlanChange, ...]
    returned: Returned | None
    result: Result | None
    replaced: date | None = None
    withdrawn: date | None = None

    def ends(self, other: Chapter) -> bool:
        """Whether this form takes the place of one before it: of the same period, days and seat."""
        ours, theirs = (seat_of(one.handed_out.form, one.ratee, one.issued.slot) for one in (self, other))
        return self.issued.period == other.issued.period and same_seat(ours, theirs)


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
    return tuple(_withdrawn(chapters, register, moment))


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
    """The chapters and a later one, which takes the place of those about the same days; several parts stand beside
    each other.
    """
    before = [one for one in chapters if new.ends(one)]
    if not before:
        return [*chapters, new]
    day = noted(new.issued.at).date()
    ended = [replace(one, replaced=one.replaced or day) if new.ends(one) else one for one in chapters]
    return [*ended, replace(new, changes=plan_changes(before[-1].ratee.indicators, new.ratee.indicators))]


def _withdrawn(chapters: Sequence[Chapter], register: Register, moment: datetime) -> Iterator[Chapter]:
    """The chapters with the day of their withdrawal; a form that was handed out again is a chapter of its own."""
    taken = [(one.about, noted(one.at)) for one in register.withdrawals()]
    for place, one in enumerate(chapters):
        form_id, out = one.issued.form_id, noted(one.issued.at)
        again = (noted(later.issued.at) for later in chapters[place + 1 :] if later.issued.form_id == form_id)
        until = next(again, moment)
        day = next((at.date() for about, at in taken if about == form_id and out <= at <= until), None)
        yield replace(one, withdrawn=day)
