"""What a counter log says, line by line, and what an office says of its services."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from .findings import Finding

HOURS_A_DAY = 24
LONGEST_HOURS = Decimal(30 * HOURS_A_DAY)
"""From here on a duration is told as doubtful, unless the office set another limit for the service."""
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as a log says it. timed: whether a time of day was given.

    swapped: the same with day and month exchanged, None where the text leaves no doubt. doubtful: other dates of the
    same log are written in the other order, so that neither reading may be taken.
    """

    when: datetime
    timed: bool
    swapped: datetime | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """A service as the office lists it. standard: hours promised, None where none is set; source: who says so.

    others: further names under which logs know it. longest: hours from which a duration is doubtful.
    """

    name: str
    standard: Decimal | None = None
    source: str = ""
    others: tuple[str, ...] = ()
    longest: Decimal = LONGEST_HOURS


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """One line of a counter log. number: "" where the log counts none. officer: NIP, "" where the log names nobody that
    the staff list knows. standard: hours that the log itself says. places: attribute -> cell.
    """

    file: str
    sheet: str
    row: int
    number: str
    service: str
    taken_in: Stamp | None
    handed_over: Stamp | None
    standard: Decimal | None = None
    officer: str = ""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Counted:
    """A line that counts. hours: clock hours, nights and holidays included; None where a time of day is missing.

    days: calendar days, 0 for the same day. workdays: the same without Saturdays and Sundays; holidays are not known.
    standard: hours promised, None where nobody set any.
    """

    record: ServiceRecord
    service: str
    month: str
    hours: Decimal | None
    days: int
    workdays: int
    standard: Decimal | None

    @property
    def within(self) -> bool | None:
        """Whether it was done within the standard; None where there is none, or where days cannot tell about hours."""
        if self.standard is None:
            return None
        if self.hours is not None:
            return self.hours <= self.standard
        return None if self.standard < HOURS_A_DAY else self.days * HOURS_A_DAY <= self.standard


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding about one line."""

    record: ServiceRecord
    finding: Finding


@dataclass(frozen=True, slots=True)
class Judged:
    """counted: in the order read. refused: lines that do not count, each with its reason. warned: lines that count."""

    counted: tuple[Counted, ...]
    refused: tuple[Noted, ...]
    warned: tuple[Noted, ...]


def service_key(name: str) -> str:
    """A name for comparing: case, blanks of any kind, dots and hyphens do not count.

    >>> service_key("KTP-el"), service_key(" ktp\u00a0 EL ")
    ('ktp el', 'ktp el')
    """
    return _NOT_A_WORD.sub(" ", name).strip().casefold()


def services_by_key(services: Iterable[Service]) -> dict[str, Service]:
    """Every name of every service; the first service that has a name keeps it."""
    known: dict[str, Service] = {}
    for service in services:
        for name in (service.name, *service.others):
            known.setdefault(service_key(name), service)
    return known
