"""What is doubtful in the minutes of talks (sheet Dialog). They never count, so nothing here holds a score back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .day_words import show_day
from .findings import Finding, Severity, place_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from .model import Dialogue, Period, Ratee

_TEXTS = (("topic", "Pokok Bahasan"), ("own_words", "Pendapat Pegawai"), ("agreed", "Kesepakatan"))


def dialogue_findings(ratee: Ratee, days: Period, today: date | None = None) -> Iterator[Finding]:
    """Warnings about a person's talks. days: those that are rated; today: None where what lies ahead is not asked."""
    for entry in ratee.dialogues:
        yield from _day(entry, days, today)
        for name, header in _TEXTS:
            if not getattr(entry, name):
                message = f"{header} dialog ini belum ditulis. Lengkapi barisnya, atau kosongkan seluruhnya."
                yield _at(entry.places, name, "dialog-kosong", message, Severity.WARNING)


def _day(entry: Dialogue, days: Period, today: date | None) -> Iterator[Finding]:
    if entry.day is None:
        message = "Tanggal dialog ini belum diisi. Tulis hari pembicaraannya."
        yield _at(entry.places, "day", "dialog-kosong", message, Severity.WARNING)
    elif today is not None and entry.day > today:
        message = f"Tanggal dialog ini {show_day(entry.day)}, padahal hari itu belum tiba. Betulkan tanggalnya."
        yield _at(entry.places, "day", "dialog-hari-depan", message, Severity.WARNING)
    elif not days.start <= entry.day <= days.end:
        message = (
            f"Tanggal dialog ini {show_day(entry.day)}, di luar hari yang dinilai ({show_day(days.start)} – "
            f"{show_day(days.end)}). Betulkan bila salah ketik."
        )
        yield _at(entry.places, "day", "dialog-luar-masa", message, Severity.WARNING)


def _at(places: Mapping[str, str], name: str, code: str, message: str, severity: Severity) -> Finding:
    sheet, cell = place_parts(places.get(name, ""))
    return Finding(sheet, cell, code, severity, message)
