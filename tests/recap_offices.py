"""A small office as recap and dashboard see it, without folders and files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.actions.read_files import ScoredForm
from kinerja_pauh.actions.recap_source import RecapSource
from kinerja_pauh.appraisal.overview import Rated, RatedPart
from kinerja_pauh.appraisal.scoring import score
from people import PERIOD, RULES, form_of, person

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from kinerja_pauh.appraisal.model import Indicator
    from kinerja_pauh.appraisal.scoring import Result


def result(no: int = 1, *indicators: Indicator, **more: Any) -> Result:
    """A person with a NIP of his or her own."""
    given = {"nip": f"19860926201505{1000 + no}", "name": f"Orang {no}"} | more
    return score(person(*indicators, **given), RULES, PERIOD)


def rated(no: int = 1, *indicators: Indicator, unit: str = "Seksi A", rater: str = "Penilai", **more: Any) -> Rated:
    """The same within a unit. rater: name, and NIP to tell raters apart."""
    return Rated(result(no, *indicators, **more), unit, f"NIP {rater}", rater)


def part(one: Rated, start: date, end: date, *, counted: bool = False) -> RatedPart:
    """A result that is about some days of the period."""
    return RatedPart(one, replace(PERIOD, start=start, end=end), counted)


def source(*people: Rated, **more: Any) -> RecapSource:
    """What a recap is made from."""
    form = form_of(*(one.result.ratee for one in people))
    scored = ScoredForm(form, RULES, (), tuple(one.result for one in people))
    given = {"organisation": "", "earlier": (), "absent": (), "missing": (), "made": "24 Desember 2026"} | more
    return RecapSource(form=form, people=people, scored=(scored,) * len(people), **given)
