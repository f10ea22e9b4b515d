"""The moments of a counter log, in all the shapes in which offices keep them; what may mean two days is not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import MONTH_NAMES
from kinerja_pauh.appraisal.service_records import Stamp

from .days import from_serial

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .cells import Cell

_GAP = re.compile(r"\s+")  # the no-break kinds are among them
_AROUND = re.compile(
    r"^(senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)\s*,?\s+|\s*\b(wib|wita|wit)\.?$", re.IGNORECASE
)
_SPOKEN = re.compile(r"\b(pukul|pkl|jam)\b\.?\s*", re.IGNORECASE)
_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\.?)?"
_TIME = rf"(?:[T ,;/-]+{_CLOCK})?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_NUMBERS = re.compile(rf"(?P<one>\d{{1,2}})[/.\- ](?P<two>\d{{1,2}})[/.\- ]{_YEAR}{_TIME}", re.IGNORECASE)
_ISO = re.compile(rf"(?P<year>\d{{4}})[/.\-](?P<month>\d{{1,2}})[/.\-](?P<day>\d{{1,2}}){_TIME}", re.IGNORECASE)
_WORDS = re.compile(rf"(?P<day>\d{{1,2}})[ \-./]+(?P<name>[a-z]{{3,9}})[ \-./,]+{_YEAR}{_TIME}", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_ONLY_CLOCK = re.compile(_CLOCK, re.IGNORECASE)
_CENTURY, _NOON = 2000, 12
_FIRST, _LAST = 36526, 73050  # 1 January 2000 to 31 December 2099: a number outside is no date of a log
_SECONDS_A_DAY = 86_400
_ABROAD = {"agt": 8, "ags": 8, "aug": 8, "august": 8, "may": 5, "oct": 10, "october": 10, "dec": 12, "december": 12,
           "january": 1, "february": 2, "march": 3, "june": 6, "july": 7, "pebruari": 2, "peb": 2, "nopember": 11,
           "nop": 11}  # fmt: skip


class Shape(Enum):
    """How a date was written, as far as it tells about its neighbours."""

    PLAIN = "plain"  # tells nothing
    DAY_FIRST = "day first"  # figures, and only the day can stand first
    MONTH_FIRST = "month first"  # figures, and only the month can stand first; or a clock of twelve hours
    CELL = "cell"  # a date cell of a spreadsheet
    LATE_CELL = "late cell"  # the same, its day after the 12th


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell that names a moment."""

    stamp: Stamp
    shape: Shape


def read_moment(cell: Cell, *, date1904: bool = False) -> Reading | None:
    """The moment that a cell names, day before month where figures leave the choice; None if it names none."""
    if isinstance(cell.value, bool) or cell.value is None:
        return None
    if isinstance(cell.value, float):
        when = _of_serial(cell.value, date1904=date1904)
        return None if when is None else _of_cell(when)
    text = _SPOKEN.sub("", _AROUND.sub("", _GAP.sub(" ", cell.value).strip())).strip()
    if found := _SERIAL.fullmatch(text):
        when = _of_serial(float(f"{found[1]}.{found[2] or 0}"), date1904=date1904)
        return None if when is None else _of_cell(when)
    try:
        return _of_text(text)
    except ValueError:
        return None


def read_clock(cell: Cell) -> time | None:
    """The time of day in a cell of its own; None if it names none."""
    if isinstance(cell.value, float) and not isinstance(cell.value, bool):
        if not (cell.is_date or 0 <= cell.value < 1):
            return None
        seconds = round(cell.value % 1 * _SECONDS_A_DAY)
        return time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
    if not isinstance(cell.value, str):
        return None
    text = _SPOKEN.sub("", _AROUND.sub("", _GAP.sub(" ", cell.value).strip())).strip()
    found = _ONLY_CLOCK.fullmatch(text)
    try:
        return _clock(found)[0] if found else None
    except ValueError:
        return None


def at_clock(reading: Reading, clock: time) -> Reading:
    """The same day at a time of day that stands beside it."""
    stamp = reading.stamp
    swapped = None if stamp.swapped is None else datetime.combine(stamp.swapped.date(), clock)
    moved = replace(stamp, when=datetime.combine(stamp.when.date(), clock), timed=True, swapped=swapped)
    return replace(reading, stamp=moved)


def doubted(readings: Iterable[Reading]) -> frozenset[Shape]:
    """Shapes of a log whose dates with two readings may not be believed.

    One date that can only be month before day tells that a foreign program wrote the log. And where figures that only
    the Indonesian way can be read stand as text beside date cells of which none lies after a 12th, a spreadsheet set to
    English has turned the others round.
    """
    shapes = {reading.shape for reading in readings}
    found: set[Shape] = set()
    if Shape.MONTH_FIRST in shapes:
        found |= {Shape.PLAIN, Shape.DAY_FIRST, Shape.MONTH_FIRST}
    if {Shape.CELL, Shape.DAY_FIRST} <= shapes and Shape.LATE_CELL not in shapes:
        found.add(Shape.CELL)
    return frozenset(found)


def with_doubt(reading: Reading, doubt: frozenset[Shape]) -> Stamp:
    """The stamp, marked where it has two readings of which the log's other dates leave none certain."""
    return replace(reading.stamp, doubtful=reading.stamp.swapped is not None and reading.shape in doubt)


def _of_serial(serial: float, *, date1904: bool) -> datetime | None:
    day = from_serial(serial, date1904=date1904)
    if day is None or not _FIRST <= (day - date(1899, 12, 30)).days <= _LAST:
        return None
    seconds = round(serial % 1 * _SECONDS_A_DAY)  # the float of a minute is never quite a minute
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def _of_cell(when: datetime) -> Reading:
    late = when.day > len(MONTH_NAMES)
    swapped = None if late or when.day == when.month else when.replace(day=when.month, month=when.day)
    return Reading(Stamp(when, when.time() != time(), swapped), Shape.LATE_CELL if late else Shape.CELL)


def _of_text(text: str) -> Reading | None:
    if found := _NUMBERS.fullmatch(text):
        return _of_figures(found)
    if found := _ISO.fullmatch(text):
        return Reading(_stamp(int(found["year"]), int(found["month"]), int(found["day"]), found), Shape.PLAIN)
    if (found := _WORDS.fullmatch(text)) and (month := _month(found["name"].casefold())):
        return Reading(_stamp(_year(found["year"]), month, int(found["day"]), found), Shape.PLAIN)
    return None


def _of_figures(found: re.Match[str]) -> Reading:
    one, two, year = int(found["one"]), int(found["two"]), _year(found["year"])
    months = len(MONTH_NAMES)
    if two > months:
        return Reading(_stamp(year, one, two, found), Shape.MONTH_FIRST)
    stamp = _stamp(year, two, one, found)
    if one > months:
        return Reading(stamp, Shape.DAY_FIRST)
    other = None if one == two else _stamp(year, one, two, found).when
    return Reading(replace(stamp, swapped=other), Shape.MONTH_FIRST if found["half"] else Shape.PLAIN)


def _stamp(year: int, month: int, day: int, found: re.Match[str]) -> Stamp:
    if found["hour"] is None:
        return Stamp(datetime(year, month, day), timed=False)  # noqa: DTZ001 - the clock on the office's wall
    clock, later = _clock(found)
    return Stamp(datetime.combine(date(year, month, day) + timedelta(later), clock), timed=True)


def _clock(found: re.Match[str]) -> tuple[time, int]:
    """The time of day, and a day later for 24.00."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if half := found["half"]:
        hour = hour % _NOON + (_NOON if half.casefold() == "p" else 0)
    if (hour, minute, second) == (24, 0, 0):
        return time(), 1
    return time(hour, minute, second), 0


def _year(text: str) -> int:
    return int(text) + (0 if len(text) > len("26") else _CENTURY)


def _month(name: str) -> int:
    """The number of a month by its name or its first three letters; 0 for no month."""
    names = [month.casefold() for month in MONTH_NAMES]
    for number, month in enumerate(names, start=1):
        if name in (month, month[:3]):
            return number
    return _ABROAD.get(name, 0)
