"""Dates read: spreadsheet serials and Indonesian words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kinerja_pauh.appraisal.day_words import MONTH_NAMES

_1900, _1904 = date(1899, 12, 30), date(1904, 1, 1)
_NO_DAY = 60  # the 29 February 1900 that never was: up to it the calendars of spreadsheets disagree
_LAST = 2958465  # 31 December 9999, the last day a spreadsheet knows


def from_serial(serial: float, *, date1904: bool = False) -> date | None:
    """The day of a spreadsheet's serial number; None for one that is no day (before 1 March 1900, after 9999).

    >>> from_serial(46350), from_serial(0.5)
    (datetime.date(2026, 11, 24), None)
    """
    days = int(serial) + (0 if not date1904 else (_1904 - _1900).days)
    return _1900 + timedelta(days) if _NO_DAY < days <= _LAST else None


_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")


def from_text(text: str) -> date | None:
    """The day that a text names the Indonesian way, day before month; None if it names none.

    >>> from_text("1 Januari 2026"), from_text("31/12/2026"), from_text("2026-12-31"), from_text("31 Desembar 2026")
    (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31), datetime.date(2026, 12, 31), None)
    """
    try:
        if match := _NUMBERS.fullmatch(text.strip()):
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        if match := _WORDS.fullmatch(text.strip()):
            months = [name.casefold() for name in MONTH_NAMES]
            return date(int(match[3]), months.index(match[2].casefold()) + 1, int(match[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
