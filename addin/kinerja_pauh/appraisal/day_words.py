"""Days, months and moments as an Indonesian reader expects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

MONTH_NAMES = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def show_day(day: date) -> str:
    """A day in words.

    >>> from datetime import date
    >>> show_day(date(2026, 11, 24))
    '24 November 2026'
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """The month of a day where there is little room.

    >>> from datetime import date
    >>> short_month(date(2026, 8, 24))
    'Agu 2026'
    """
    return f"{MONTH_NAMES[day.month - 1][:3]} {day.year}"


def short_day(day: date) -> str:
    """A day where there is little room, `24 Agu 2026`."""
    return f"{day.day} {short_month(day)}"


def moment_words(moment: datetime, *, timed: bool = True) -> str:
    """`3/3/2026 08.15`, day before month."""
    day = f"{moment.day}/{moment.month}/{moment.year}"
    return f"{day} {clock_words(moment)}" if timed else day


def clock_words(moment: datetime) -> str:
    """`08.15`."""
    return f"{moment.hour:02}.{moment.minute:02}"
