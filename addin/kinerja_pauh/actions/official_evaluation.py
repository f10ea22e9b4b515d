"""What the forms of the evaluation may name: Evaluasi Kinerja and Dokumen Evaluasi Kinerja."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.regulations import document_texts

from .official_context import behaviours, office_context, with_plan, work_groups

if TYPE_CHECKING:
    from decimal import Decimal

    from .returns import Person, Returns

_CURVE = ("Sangat Kurang", "Kurang/Misconduct", "Butuh Perbaikan", "Baik", "Sangat Baik")


def evaluation_context(person: Person, returns: Returns) -> dict[str, object]:
    """Evaluasi Kinerja Pegawai, periodic or at the end of the year."""
    rows = with_plan(person.result.ratee.indicators, returns.induk.plans.get(person.result.ratee.nip, ()))
    return {
        **office_context(person, returns),
        "organisasi": organisation_context(returns),
        "kelompok": work_groups(rows),
        "perilaku": behaviours(person),
        "hasil": outcome_context(person),
    }


def document_context(person: Person, returns: Returns) -> dict[str, object]:
    """Dokumen Evaluasi Kinerja Pegawai: who, the predicate, and what was agreed."""
    return {
        **office_context(person, returns),
        "organisasi": organisation_context(returns),
        "hasil": outcome_context(person),
        "catatan": _notes(person),
    }


def organisation_context(returns: Returns) -> dict[str, object]:
    """The organisation's own predicate, "" while the office set none, and the curve that goes with it."""
    predicate = returns.induk.organisation_predicate
    heights = document_texts().curves.value.get(predicate, ())
    curve: list[dict[str, object]] = [
        {"predikat": name, "tinggi": _height(heights, place)} for place, name in enumerate(_CURVE)
    ]
    return {"capaian": predicate, "kurva": curve}


def _height(heights: tuple[Decimal, ...], place: int) -> Decimal | None:
    return heights[place] if heights else None


def outcome_context(person: Person) -> dict[str, object]:
    """Ratings and predicate; "" where there is none yet. sementara: a rating is still the program's proposal."""
    result = person.result
    return {
        "rating_hasil": str(result.work_rating or ""),
        "rating_perilaku": str(result.behaviour_rating or ""),
        "predikat": result.predicate or "",
        "sementara": result.provisional,
        "nilai_hasil": result.work,
        "nilai_perilaku": result.behaviour,
        "nilai_akhir": result.final,
    }


def _notes(person: Person) -> list[str]:
    """What was said and agreed in the feedback, an entry a text, and when there were talks."""
    found = []
    for entry in person.result.ratee.feedback:
        parts = (("Sudah baik", entry.good), ("Perlu diperbaiki", entry.improve), ("Rencana", entry.plan))
        told = [f"{head}: {words}" for head, words in parts if words]
        if told:
            found.append("\n".join(told))
    return [*found, *_talks(person)]


def _talks(person: Person) -> list[str]:
    """One line, since the form is one page: when there were talks. What was said stands in the report."""
    days = ", ".join(show_day(entry.day) for entry in person.result.ratee.dialogues if entry.day)
    return [f"Dialog kinerja: {days}"] if days else []
