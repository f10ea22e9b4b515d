"""A workbook in which a rater decides on plans: model -> cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Kind
from kinerja_pauh.appraisal.plan_review import same

from .approval_layout import DECISIONS_TABLE, PEOPLES_PLANS_TABLE, SUPPORT_TABLE
from .cells import SheetFill
from .fill_form import fill_table
from .fill_induk import plan_values
from .fill_skp import heading_of
from .layout import SUBTITLE_ROW
from .skp_words import DECISIONS, GUIDE, PEOPLES_PLANS, SUPPORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.model import Employee, Indicator, Office

    from .cells import Value

SUPPORTED, UNSUPPORTED = "✓ didukung", "▲ belum didukung"


@dataclass(frozen=True, slots=True)
class Submitted:
    """One person's plan before the rater. advice: what the review says, a sentence each."""

    employee: Employee
    revision: int
    rows: tuple[Indicator, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything one rater decides on. results: the rater's own; team: name and plan of all of his or her people."""

    office: Office
    year: int
    rater_name: str
    people: tuple[Submitted, ...]
    results: tuple[str, ...]
    team: tuple[tuple[str, tuple[Indicator, ...]], ...]


def fill_approval(submission: Submission) -> dict[str, SheetFill]:
    """What each sheet holds beside `_meta`."""
    heading = heading_of(submission.office, submission.year, f"Penilai: {submission.rater_name}", 1)
    plans = [plan_values(one.employee, row) for one in submission.people for row in one.rows]
    return {
        GUIDE: SheetFill(values={(SUBTITLE_ROW, 1): heading}),
        DECISIONS: fill_table(DECISIONS_TABLE, [_decision(one) for one in submission.people], heading),
        PEOPLES_PLANS: fill_table(PEOPLES_PLANS_TABLE, plans, heading),
        SUPPORT: fill_table(SUPPORT_TABLE, _support(submission), heading),
    }


def _decision(one: Submitted) -> dict[str, Value]:
    mains = [row.weight or Decimal(0) for row in one.rows if row.kind is Kind.MAIN]
    return {
        "NIP": one.employee.nip,
        "Nama": one.employee.name,
        "Jabatan": one.employee.position,
        "Revisi": one.revision,
        "Indikator": len(one.rows),
        "Bobot Utama (%)": sum(mains, Decimal(0)),
        "Catatan Program": "\n".join(f"• {words}" for words in one.advice) or "Tidak ada catatan.",
        "Keadaan": "▲ belum diputuskan",
    }


def _support(submission: Submission) -> list[dict[str, Value]]:
    return [
        {"No": n, "RHK Anda": text, "Didukung Oleh": names, "Keadaan": SUPPORTED if names else UNSUPPORTED}
        for n, text in enumerate(submission.results, start=1)
        for names in ("; ".join(supporters(text, submission.team)),)
    ]


def supporters(result: str, team: Sequence[tuple[str, tuple[Indicator, ...]]]) -> list[str]:
    """Names of those with a row that serves this result."""
    return [name for name, rows in team if any(same(row.superior_result) == same(result) for row in rows)]
