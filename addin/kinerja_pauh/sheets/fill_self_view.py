"""A Pandangan Pegawai to be handed out: the person's plan of the period -> cells, with nothing said yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Direction
from kinerja_pauh.appraisal.wording import show

from .cells import SheetFill
from .fill_form import fill_table, indicator_number, subtitle
from .inquiry_words import GUIDE, SELF_BEHAVIOUR, SELF_GUIDE, SELF_WORK
from .layout import PURPOSE_ROW, SUBTITLE_ROW
from .self_view_layout import SELF_BEHAVIOUR_TABLE, SELF_WORK_TABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.model import Employee, Indicator, Office, Period
    from kinerja_pauh.appraisal.rulebook import Value as CoreValue

    from .cells import Value

SELF_IDENTITY = ("Nama", "NIP", "Jabatan", "Unit Kerja", "Pejabat Penilai", "Periode")
SELF_IDENTITY_ROW = PURPOSE_ROW + len(SELF_GUIDE) + 4
"""First row of the identity on the sheet Petunjuk, label in column 2, value in column 3."""


@dataclass(frozen=True, slots=True)
class SelfViewDraft:
    """What a person is asked about. values: of BerAKHLAK, with their guides."""

    office: Office
    period: Period
    employee: Employee
    rater_name: str
    plan: tuple[Indicator, ...]
    values: Sequence[CoreValue]


def fill_self_view(draft: SelfViewDraft) -> dict[str, SheetFill]:
    """What each sheet holds beside `_meta`."""
    person = draft.employee
    heading = subtitle(draft.office, draft.period, person.name)
    lines = (person.name, person.nip, person.position, person.unit, draft.rater_name, draft.period.label)
    guide: dict[tuple[int, int], Value] = {(SUBTITLE_ROW, 1): heading}
    guide |= {(SELF_IDENTITY_ROW + n, 3): text for n, text in enumerate(lines)}
    behaviour: list[dict[str, Value]] = [
        {"Nilai BerAKHLAK": one.name, "Panduan": "\n".join(f"• {guide}" for guide in one.guides)}
        for one in draft.values
    ]
    return {
        GUIDE: SheetFill(values=guide),
        SELF_WORK: fill_table(SELF_WORK_TABLE, [_row(one) for one in draft.plan], heading),
        SELF_BEHAVIOUR: fill_table(SELF_BEHAVIOUR_TABLE, behaviour, heading),
    }


def _row(one: Indicator) -> dict[str, Value]:
    return {
        "No": indicator_number(one.number),
        "Rencana Hasil Kerja": one.result,
        "Indikator": one.name,
        "Satuan": one.unit,
        "Arah": one.direction,
        "Target": _target(one),
    }


def _target(one: Indicator) -> Value:
    if one.direction is Direction.QUALITATIVE:
        return one.target_text
    if one.target is not None and one.target_upper is not None:
        return f"{show(one.target)}–{show(one.target_upper)}"
    return one.target
