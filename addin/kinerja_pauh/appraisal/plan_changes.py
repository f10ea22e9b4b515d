"""What changed in a person's plan between two times at which it was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .findings import Finding, Severity, place_parts
from .indicator_words import target_text
from .wording import shorten, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from .model import Indicator


class Changed(StrEnum):
    """Which part of an indicator differs."""

    TARGET = "Target"
    WEIGHT = "Bobot"
    INDICATOR = "Indikator"
    ADDED = "Indikator baru"
    REMOVED = "Indikator dihapus"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One difference. number: of the indicator; old, new: as a reader sees them, "" where there was or is none."""

    number: str
    what: Changed
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What the office wrote about a change of target. letter: number of the letter, "" where none is named."""

    nip: str
    number: str
    day: date | None
    reason: str
    letter: str


def plan_changes(before: Iterable[Indicator], after: Iterable[Indicator]) -> tuple[PlanChange, ...]:
    """Every difference by number, in the order of the new plan, what is gone last."""
    old, new = ({row.number: row for row in rows} for rows in (before, after))
    found = [change for number, row in new.items() for change in _between(number, old.get(number), row)]
    gone = [PlanChange(number, Changed.REMOVED, row.name, "") for number, row in old.items() if number not in new]
    return (*found, *gone)


def _between(number: str, old: Indicator | None, new: Indicator) -> Iterator[PlanChange]:
    if old is None:
        yield PlanChange(number, Changed.ADDED, "", new.name)
        return
    if old.name != new.name:
        yield PlanChange(number, Changed.INDICATOR, old.name, new.name)
    if target_text(old) != target_text(new):
        yield PlanChange(number, Changed.TARGET, target_text(old), target_text(new))
    if old.weight != new.weight:
        yield PlanChange(number, Changed.WEIGHT, _percent(old.weight), _percent(new.weight))


def _percent(weight: Decimal | None) -> str:
    return "" if weight is None else show(weight)


def change_findings(
    before: Iterable[Indicator], after: Sequence[Indicator], notes: Mapping[str, ChangeNote], person: str
) -> Iterator[Finding]:
    """What stands in the way of handing out a changed plan again.

    notes: number of the indicator -> what the office wrote about it. person: the cell that names the person.
    """
    places = {row.number: row.places.get("target", person) for row in after}
    for change in plan_changes(before, after):
        if change.what is Changed.REMOVED:
            message = (
                f'Indikator {change.number} "{shorten(change.old)}" ada di formulir yang sudah dibagikan, kini tidak '
                "ada. Bila memang dihapus, beri tahu penilai dan pegawainya."
            )
            yield _at(person, "indikator-dihapus", Severity.WARNING, message)
        elif change.what is Changed.TARGET:
            yield from _unexplained(change, notes.get(change.number), places[change.number])


def _unexplained(change: PlanChange, note: ChangeNote | None, place: str) -> Iterator[Finding]:
    told = f'Target indikator {change.number} berubah dari "{change.old}" menjadi "{change.new}"'
    if note is None or not note.reason or note.day is None:
        message = (
            f"{told} sesudah formulirnya dibagikan. Tulis tanggal dan alasannya di lembar Perubahan Target, lalu "
            "bagikan lagi."
        )
        yield _at(place, "target-tanpa-alasan", Severity.WRONG, message)
    elif not note.letter:
        message = f"{told} tanpa nomor surat. Sebut suratnya di lembar Perubahan Target bila ada."
        yield _at(place, "target-tanpa-surat", Severity.WARNING, message)


def _at(place: str, code: str, severity: Severity, message: str) -> Finding:
    sheet, cell = place_parts(place)
    return Finding(sheet, cell, code, severity, message)
