"""Whether forms of a period may be handed out beside those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.period_order import clash
from kinerja_pauh.sheets.induk_layout import SETTINGS
from kinerja_pauh.sheets.read_form import read_form

from .closing import closed_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.ports import Register, World


def period_findings(period: Period, register: Register, world: World) -> Iterator[Finding]:
    """That the period is closed, or lies across another one for which forms went out."""
    if closed := closed_words(register, period.label):
        yield _finding("periode-ditutup", closed)
    for other in _handed_out(register, world):
        if clash(period, other):
            message = (
                f"Periode {period.label} bertumpuk dengan {other.label} ({show_day(other.start)} – "
                f"{show_day(other.end)}), yang formulirnya sudah dibagikan: hari yang sama akan dinilai dua kali. "
                "Betulkan mulai, selesai, atau nama periodenya."
            )
            yield _finding("periode-bertumpuk", message)


def _finding(code: str, message: str) -> Finding:
    return Finding(SETTINGS, "", code, Severity.WRONG, message)


def _handed_out(register: Register, world: World) -> Iterator[Period]:
    """Each period that has forms, as its last form says it."""
    last = {one.period: one for one in register.issued()}
    return (read_form(world.open_book(one.file_name, one.data)).form.period for one in last.values())
