"""A returned form beside the one that was handed out: realisations that came from service data and were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.wording import show

from .cells import address
from .form_layout import WORK, WORK_TABLE
from .layout import FIRST_ROW
from .numbers import from_float
from .seal import canonical

if TYPE_CHECKING:
    from .cells import Book

FROM_DATA = "Data layanan: "
"""Begins the evidence of a realisation that the program filled in."""


def service_changes(sent: Book, back: Book) -> list[Finding]:
    """A warning for each realisation that the rater changed although service data had given it; it may well be right.

    A realisation that was emptied is missing, which is told elsewhere.
    """
    value, evidence = WORK_TABLE.column("Realisasi"), WORK_TABLE.column("Bukti Dukung")
    before, after = sent.sheets.get(WORK, {}), back.sheets.get(WORK, {})
    findings = []
    for (row, column), said in before.items():
        if column != evidence or row < FIRST_ROW or not str(said.value).startswith(FROM_DATA):
            continue
        given, now = before.get((row, value)), after.get((row, value))
        if given is None or now is None or canonical(given) == canonical(now) or not isinstance(given.value, float):
            continue
        message = (
            f"Realisasi ini diubah penilai, padahal data layanan memberi {show(from_float(given.value))}. Tanyakan "
            "alasannya; yang diketik penilai yang dipakai."
        )
        findings.append(Finding(WORK, address(row, value), "realisasi-data-diubah", Severity.WARNING, message))
    return findings
