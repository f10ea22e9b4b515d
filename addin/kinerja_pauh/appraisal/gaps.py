"""What an appraisal still waits for, as phrases that a list may join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Kind
from .scoring import example_needed, main_weight, reason_needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .scoring import Result


def gaps(result: Result) -> tuple[str, ...]:
    """Each thing whose absence keeps the result from being complete; nothing for a complete one."""
    return tuple(_gaps(result))


def _gaps(result: Result) -> Iterator[str]:
    ratee = result.ratee
    if not any(one.indicator.kind is Kind.MAIN for one in result.indicators):
        yield "rencana hasil kerja"
    elif main_weight(result.indicators) is None:
        yield "bobot yang berjumlah 100"
    elif all(one.adjustment.left_out for one in result.indicators):
        yield "indikator yang tidak dikeluarkan karena faktor luar"
    yield from _numbered("hasil indikator", [o.indicator.number for o in result.indicators if o.raw is None])
    unrated = [b.value for b in ratee.behaviours if b.rating is None]
    yield from _numbered("rating perilaku", unrated)
    if result.behaviour is None and not unrated:
        yield "rating ketujuh nilai perilaku"
    yield from _numbered("contoh perilaku", [b.value for b in ratee.behaviours if example_needed(b) and not b.example])
    if ratee.new_idea is None:
        yield "pilihan Ide Baru"
    elif ratee.new_idea and not ratee.idea_text:
        yield "uraian ide baru"
    if reason_needed(result) and not ratee.reason:
        yield "alasan rating yang berbeda dari usulan"


def _numbered(what: str, which: Sequence[str]) -> Iterator[str]:
    if which:
        *firsts, last = which
        yield f"{what} {', '.join(firsts)} dan {last}" if firsts else f"{what} {last}"
