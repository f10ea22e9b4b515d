"""The reminders of an office: a WhatsApp text for each rater whose form is awaited, and one text file with letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.reminders import Reminder, letter, show_days, unit_letter, whatsapp

from .monitoring import OUTSIDE, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from .monitoring import FormLine, Monitoring

_RULE = "=" * 72


def reminder_for(line: FormLine, found: Monitoring) -> Reminder:
    """What is said to the rater of an awaited form."""
    return Reminder(
        line.rater_name,
        found.office,
        found.period.label,
        line.people,
        show_day(line.deadline) if line.deadline else "",
        line.days,
        to_mend=line.state is State.LOOK,
        handed_out=show_day(line.handed_out.date()) if line.handed_out else "",
        part=line.part,
    )


def message_for(line: FormLine, found: Monitoring) -> str:
    """The WhatsApp text; "" where the rater has nothing left to do."""
    return whatsapp(reminder_for(line, found)) if line.awaited else ""


def reminders_file(found: Monitoring, today: date) -> bytes:
    """One text: for each awaited form the WhatsApp message and the letter, then a letter for each unit with several.

    With a byte order mark and CRLF, so that any Notepad and Word show it as it is meant.
    """
    said = show_day(today)
    lines = [f"Pengingat Formulir Penilaian Kinerja, periode {found.period.label}", _standing(found, said)]
    awaited = [line for line in found.lines if line.awaited]
    if not awaited:
        lines += ["", "Tidak ada penilai yang perlu diingatkan."]
    for line in awaited:
        lines += _rater(line, found, said)
    for one in found.units:
        of_unit = [line for line in awaited if line.unit == one.unit]
        if len(of_unit) > 1 and one.unit != OUTSIDE:
            reminders = [reminder_for(line, found) for line in of_unit]
            lines += ["", _RULE, f"SURAT UNTUK UNIT: {one.unit}", "", *_spaced(unit_letter(one.unit, reminders, said))]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _standing(found: Monitoring, said: str) -> str:
    if found.deadline is None:
        return f"Disusun {said}. Batas kembali belum diisi di lembar Pengaturan."
    first = f", diperpanjang dari {show_day(found.first)}" if found.first else ""
    return f"Disusun {said}. Batas kembali {show_day(found.deadline)}{first} ({show_days(found.days)})."


def _rater(line: FormLine, found: Monitoring, said: str) -> Iterator[str]:
    reminder = reminder_for(line, found)
    part = f" · {line.part}" if line.part else ""
    yield from ("", _RULE, f"{line.rater_name} · {line.unit} · {line.state}{part}")
    yield from ("", "PESAN WHATSAPP", "", whatsapp(reminder))
    yield from ("", "SURAT", "", *_spaced(letter(reminder, said)))


def _spaced(paragraphs: Iterable[str]) -> list[str]:
    """An empty line between paragraphs."""
    spaced: list[str] = []
    for paragraph in paragraphs:
        spaced += [paragraph, ""]
    return spaced[:-1]
