"""Plain lines of a counter log, to bend for a test; every place is a cell named after its entry."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from kinerja_pauh.appraisal.service_records import Service, ServiceRecord, Stamp, services_by_key

KTP = Service("KTP-el", Decimal(24), "SOP", ("E-KTP",))
KK = Service("Kartu Keluarga", Decimal(72), "SOP")
KNOWN = services_by_key([KTP, KK])
PLACES = {name: name for name in ("number", "service", "taken_in", "handed_over", "officer")}


def moment(text: str) -> datetime:
    """`3/2 08.15` or `3/2` of 2026, day first."""
    day, _, clock = text.partition(" ")
    date, month = day.split("/")
    hour, minute = clock.split(".") if clock else ("0", "0")
    return datetime(2026, int(month), int(date), int(hour), int(minute))  # noqa: DTZ001 - a clock on a wall


def stamp(text: str | None, swapped: str | None = None, **more: Any) -> Stamp | None:
    if text is None:
        return None
    return Stamp(moment(text), " " in text, None if swapped is None else moment(swapped), **more)


def line(start: str | Stamp | None = "2/3 08.00", end: str | Stamp | None = "2/3 10.00", **more: Any) -> ServiceRecord:
    """A KTP-el taken in and handed over on 2 March."""
    stamps = [one if isinstance(one, Stamp) else stamp(one) for one in (start, end)]
    given = {"file": "loket.csv", "sheet": "Daftar", "row": 5, "number": "", "service": "KTP-el"} | more
    return ServiceRecord(taken_in=stamps[0], handed_over=stamps[1], places=PLACES, **given)
