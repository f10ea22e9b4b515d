"""What the forms of the plan may name: SKP, lampiran, rencana aksi. All of it stands in the Induk before any return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .official_context import behaviours, office_context, printed_texts, work_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.model import Indicator

    from .returns import Person, Returns

_RULED_LINES = 4
_ATTACHED = ("dukungan_sumber_daya", "skema_pertanggungjawaban", "konsekuensi")
_QUARTERS = ("I", "II", "III", "IV")


def plan_context(person: Person, returns: Returns) -> dict[str, object]:
    """SKP: the agreed work and the expected behaviour. The special expectations come with the returned form."""
    return {
        **office_context(person, returns),
        "kelompok": work_groups(_planned(person, returns)),
        "perilaku": behaviours(person),
    }


def attachment_context(person: Person, returns: Returns) -> dict[str, object]:
    """Lampiran SKP: its three blocks as the office's settings say, or empty lines."""
    texts = printed_texts(returns)
    bands = [{"judul": key.replace("_", " ").upper(), "butir": _items(texts[key])} for key in _ATTACHED]
    return {**office_context(person, returns), "lampiran": bands}


def _items(text: str) -> list[dict[str, object]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [""] * _RULED_LINES
    return [{"no": number, "uraian": line} for number, line in enumerate(lines, start=1)]


def steps_context(person: Person, returns: Returns) -> dict[str, object]:
    """Rencana aksi: each RHK with room to write; the office keeps no steps."""
    return {
        **office_context(person, returns),
        "kelompok": work_groups(_planned(person, returns)),
        "triwulan": list(_QUARTERS),
    }


def _planned(person: Person, returns: Returns) -> Sequence[Indicator]:
    """The plan of the Induk for the same part of the period; for what is no longer in it, what the form says."""
    ratee, form, induk = person.result.ratee, person.scored.form, returns.induk
    employee = returns.staff.get(ratee.nip)
    if employee is None:
        return ratee.indicators
    same = [one for one in induk.assignments_of(employee, form.period) if one.part == form.part]
    only = same[0] if len(same) == 1 else None
    found = next((one for one in same if one.position == ratee.position), only)
    return found.plan if found and found.plan else ratee.indicators
