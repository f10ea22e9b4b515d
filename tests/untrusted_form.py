"""A filled form in memory, as it lies in an inbox: plain, with buttons, and as other programs save it again."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.appraisal.model import Form, Period, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets.fill_form import fill_form

if TYPE_CHECKING:
    from collections.abc import Mapping

PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))


@cache
def form_bytes(people: int = 3, *, macros: bool = False) -> bytes:
    """The workbook of a rater with so many people, all entries made."""
    rules = rulebook_for(PERIOD.end)
    sample = office(12)
    rated = tuple(fill(sample, rules).values())[:people]
    form = Form("uji", sample.office, PERIOD, RuleChoice(rules.id), rated[0].nip, rated[0].name, rated)
    results = [score(ratee, rules, PERIOD) for ratee in rated]
    return BundledTemplates().form("pauh", macros=macros).render(fill_form(form, results, rules))


def repacked(data: bytes, changes: Mapping[str, str | bytes]) -> bytes:
    """The package with parts changed or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()} | dict(changes)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def part(data: bytes, name: str) -> str:
    """One part of a package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode("utf-8")
