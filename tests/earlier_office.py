"""An office folder in whose register forms of earlier periods came back."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import filled_office
from filled_office import RULES, SAMPLE
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.outcome import Verdict
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.appraisal.model import Form, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.ports import Issued, Returned
from kinerja_pauh.sheets.fill_form import fill_form

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Period

NOW = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)
RATER = filled_office.largest_rater()
PEOPLE = tuple(filled_office.raters()[RATER][:2])


def came_back(root: Path, *periods: Period, harmed: bool = False) -> OfficeFolder:
    """An office whose rater returned a form for each of the periods."""
    root.mkdir(parents=True, exist_ok=True)
    register = open_register(root / "register.sqlite")
    stamper = BundledTemplates().form("pauh")
    for period in periods:
        form = Form(f"formulir {period.label}", SAMPLE.office, period, RuleChoice(RULES.id), RATER, "Penilai", PEOPLE)
        results = [score(one, RULES, period) for one in PEOPLE]
        data = b"bukan buku kerja" if harmed else stamper.render(fill_form(form, results, RULES, "pauh"))
        name = f"{period.label}.xlsx"
        register.issue([Issued(form.form_id, RATER, "Penilai", period.label, name, len(PEOPLE), data)], NOW, "uji")
        sha256 = hashlib.sha256(data).hexdigest()
        register.add(Returned(0, form.form_id, name, sha256, Verdict.ACCEPTED, data), NOW, "uji")
    return OfficeFolder(root)
