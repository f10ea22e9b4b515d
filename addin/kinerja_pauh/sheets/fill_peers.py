"""A questionnaire about one person: model -> cells. It says about whom it asks, never who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day

from .cells import SheetFill
from .fill_form import fill_table, subtitle
from .inquiry_words import GUIDE
from .layout import SUBTITLE_ROW
from .peer_layout import QUESTIONS_TABLE, SUGGESTION_TABLE, UNANSWERED
from .peer_words import GUIDE_LINES, QUESTIONS, SUGGESTION, SUGGESTION_QUESTION

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.model import Employee, Office, Period
    from kinerja_pauh.appraisal.rulebook import Rulebook

    from .cells import Value

IDENTITY_ROW = len(GUIDE_LINES) + 7
"""First row of the person on the sheet Petunjuk, label in column 2, value in column 3."""


@dataclass(frozen=True, slots=True)
class PeerSheet:
    """What a questionnaire is about. person: of whom it asks; all copies about a person say the same."""

    office: Office
    period: Period
    person: Employee


def fill_peers(sheet: PeerSheet, rules: Rulebook) -> dict[str, SheetFill]:
    """What each sheet holds beside `_meta`."""
    heading = subtitle(sheet.office, sheet.period, f"Tentang: {sheet.person.name}")
    questions: list[dict[str, Value]] = [
        {
            "No": number,
            "Nilai BerAKHLAK": value.name,
            "Panduan": "\n".join(f"• {guide}" for guide in value.guides),
            "Keadaan": UNANSWERED,
        }
        for number, value in enumerate(rules.values.value, start=1)
    ]
    return {
        GUIDE: _guide(sheet, heading),
        QUESTIONS: fill_table(QUESTIONS_TABLE, questions, heading),
        SUGGESTION: fill_table(SUGGESTION_TABLE, [{"Pertanyaan": SUGGESTION_QUESTION}], heading),
    }


def _guide(sheet: PeerSheet, heading: str) -> SheetFill:
    person, period = sheet.person, sheet.period
    days = f"{period.label}: {show_day(period.start)} – {show_day(period.end)}"
    told = (person.name, person.position, person.unit, days)
    values: dict[tuple[int, int], Value] = {(SUBTITLE_ROW, 1): heading}
    values |= {(IDENTITY_ROW + n, 3): value for n, value in enumerate(told)}
    return SheetFill(values=values)
