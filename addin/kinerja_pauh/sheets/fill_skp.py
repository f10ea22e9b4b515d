"""A workbook for drafting a plan: model -> cells, with the states that its own formulas will show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Direction, Kind
from kinerja_pauh.appraisal.weights import CENT, HUNDRED

from .cells import Block, SheetFill
from .fill_form import fill_table
from .heights import height_of, lines
from .layout import PURPOSE_ROW, SUBTITLE_ROW
from .mark_sheets import FINDINGS, findings_values, listed
from .plan_rows import plan_cells
from .skp_layout import LEAST_ROWS, PLAN_TABLE, SPARE_ROWS, SUM_ROW, SUPERIOR_TABLE
from .skp_words import GUIDE, PLAN, SUPERIOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.follow_up import OpenStep
    from kinerja_pauh.appraisal.model import Employee, Indicator, Office

    from .cells import Value

IDENTITY_ROW = 16
"""First row of the identity on the sheet Petunjuk, label in column 2, value in column 3."""
_LAST_PLACE = 60
NOTICE_MARK = "▲ "
"""What a notice in the purpose line of the plan begins with, so that it is coloured."""
_RETURNED = f"{NOTICE_MARK}Dikembalikan: "
_OF_FINDINGS = "Temuan atas rencana yang terakhir Anda kirim. Betulkan di lembar Rencana SKP, lalu kirim lagi."


@dataclass(frozen=True, slots=True)
class Origin:
    """That a draft's rows are those of an earlier year. post: what the person was then, "" where that is the same."""

    year: int
    post: str

    @property
    def told(self) -> str:
        """The notice above the rows."""
        post = f" Jabatan Anda waktu itu: {self.post}." if self.post else ""
        return (
            f"{NOTICE_MARK}Baris di bawah ini dari rencana Anda tahun {self.year}.{post} Periksa satu per satu, "
            "sesuaikan, lalu kirim."
        )


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a person is handed for drafting. rows: what stands there already; superior: the rater's results with their
    measures; reason: why the last one came back, "" at first; findings: of what was sent last. origin: of the rows,
    None where they are this year's; left_steps: agreed earlier, to be taken up where still needed.
    """

    office: Office
    year: int
    revision: int
    employee: Employee
    rater_name: str
    rows: tuple[Indicator, ...]
    superior: tuple[tuple[str, str], ...]
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    origin: Origin | None = None
    left_steps: tuple[OpenStep, ...] = ()


def fill_plan(draft: PlanDraft) -> dict[str, SheetFill]:
    """What each sheet holds beside `_meta`."""
    heading = heading_of(draft.office, draft.year, draft.employee.name, draft.revision)
    slots = _slots(draft.rows)
    count = max(LEAST_ROWS, max(slots, default=0) + SPARE_ROWS)
    rows: list[dict[str, Value]] = [
        {"No": n, **plan_cells(slots[n]), "Keadaan": row_state(slots[n])} if n in slots else {"No": n, "Keadaan": ""}
        for n in range(1, count + 1)
    ]
    plan = fill_table(PLAN_TABLE, rows, heading)
    values = dict(plan.values) | _sums(draft.rows)
    if draft.reason:
        values[PURPOSE_ROW, 1] = f"{_RETURNED}{draft.reason}"
    elif draft.origin:
        values[PURPOSE_ROW, 1] = draft.origin.told
    superior: list[dict[str, Value]] = [
        {"No": n, "RHK Atasan": text, "Ukuran": measures} for n, (text, measures) in enumerate(draft.superior, start=1)
    ]
    return {
        GUIDE: _guide(draft, heading),
        PLAN: SheetFill(plan.blocks, values, plan.heights),
        SUPERIOR: fill_table(SUPERIOR_TABLE, superior, heading),
        FINDINGS: _findings(draft.findings, heading),
    }


def _slots(rows: Sequence[Indicator]) -> dict[int, Indicator]:
    """Place in the table -> row: each under its own No where these can be places, else one after the other."""
    numbers = [int(row.number) if row.number.isascii() and row.number.isdigit() else 0 for row in rows]
    fit = len(set(numbers)) == len(numbers) and all(0 < number <= _LAST_PLACE for number in numbers)
    return dict(zip(numbers if fit else range(1, len(rows) + 1), rows, strict=True))


def heading_of(office: Office, year: int, name: str, revision: int) -> str:
    """The line below each sheet's title."""
    more = f" · revisi {revision}" if revision > 1 else ""
    return f"{office.agency} – {office.unit} · SKP {year}{more} · {name}"


def row_state(row: Indicator) -> str:
    """What the column Keadaan says of a row that holds anything."""
    counted = row.direction is not Direction.QUALITATIVE
    tests = (
        (row.kind is None, "▲ pilih Jenis"),
        (not row.result, "▲ isi hasil kerja"),
        (row.aspect is None, "▲ pilih Aspek"),
        (not row.name, "▲ isi Indikator"),
        (counted and not row.unit, "▲ isi Satuan"),
        (row.direction is None, "▲ pilih Arah"),
        (counted and row.target is None, "▲ isi angka Target"),
        (counted and row.target is not None and row.target <= 0, "✕ Target harus > 0"),
        (counted and _turned(row), "✕ Target Atas keliru"),
        (row.weight is None or row.weight <= 0, "▲ isi Bobot"),
        (row.kind is Kind.MAIN and not row.superior_result, "▲ pilih RHK Atasan"),
        (not row.data_source, "▲ isi Sumber Data"),
    )
    return next((words for owed, words in tests if owed), "✓ Lengkap")


def _turned(row: Indicator) -> bool:
    return row.target is not None and row.target_upper is not None and row.target_upper < row.target


def _sums(rows: Sequence[Indicator]) -> dict[tuple[int, int], Value]:
    """What the formulas above the table show: the sum of the main weights, what is left, equal parts."""
    mains = [row.weight or Decimal(0) for row in rows if row.kind is Kind.MAIN]
    total = sum(mains, Decimal(0))
    rest = HUNDRED - total
    state = f"▲ kurang {_short(rest)}" if rest > 0 else f"✕ lebih {_short(-rest)}" if rest else "✓ bobot pas 100"
    offer = ""
    if len(mains) > 1 and rest:
        each = (HUNDRED / len(mains)).quantize(CENT, "ROUND_DOWN")
        others = len(mains) - 1
        last = HUNDRED - others * each
        offer = f"Bila dibagi rata: {others} baris × {_short(each)}, satu baris {_short(last)}"
    weight, place = PLAN_TABLE.column("Bobot (%)"), PLAN_TABLE.column("Keadaan")
    return {
        (SUM_ROW, PLAN_TABLE.column("Indikator")): offer,
        (SUM_ROW, weight): total,
        (SUM_ROW, place): state if mains else "▲ belum ada Utama",
    }


def _short(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def _guide(draft: PlanDraft, heading: str) -> SheetFill:
    person = draft.employee
    identity = (
        ("Nama", person.name),
        ("NIP", person.nip),
        ("Pangkat/Gol.", person.rank),
        ("Jabatan", person.position),
        ("Unit Kerja", person.unit),
        ("Pejabat Penilai", draft.rater_name),
        ("Tahun", str(draft.year)),
        ("Revisi", str(draft.revision)),
        ("Alasan dikembalikan", draft.reason or "–"),
    )
    values: dict[tuple[int, int], Value] = {(SUBTITLE_ROW, 1): heading}
    values |= {(IDENTITY_ROW + n, 3): value for n, (_, value) in enumerate(identity)}
    steps = draft.left_steps
    if not steps:
        return SheetFill((Block(STEPS_ROW, FIRST_STEP, 0),), values)
    heights = {}
    for row, step in enumerate(steps, start=FIRST_STEP):
        values |= {(row, 2): step.period, (row, 3): step.plan, (row, 4): step.deadline}
        heights[row] = height_of(max(lines(step.period, GUIDE_WIDTHS[1]), lines(step.plan, GUIDE_WIDTHS[2])))
    return SheetFill((Block(FIRST_STEP, FIRST_STEP, len(steps)),), values, heights)


IDENTITY = (
    "Nama", "NIP", "Pangkat/Gol.", "Jabatan", "Unit Kerja", "Pejabat Penilai", "Tahun", "Revisi", "Alasan dikembalikan",
)  # fmt: skip
STEPS_ROW = IDENTITY_ROW + len(IDENTITY) + 1
"""On the sheet Petunjuk below the identity: heading, a sentence, headers, then the steps; gone where there are none."""
FIRST_STEP = STEPS_ROW + 3
GUIDE_WIDTHS = (4, 24, 96, 20)
"""Columns of the sheet Petunjuk, in characters."""


def _findings(findings: Sequence[Finding], heading: str) -> SheetFill:
    values, heights = findings_values([listed(one) for one in findings])
    return SheetFill(values={(SUBTITLE_ROW, 1): heading, (PURPOSE_ROW, 1): _OF_FINDINGS, **values}, heights=heights)
