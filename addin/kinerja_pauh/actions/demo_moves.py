"""Somebody of the demo moves in the middle of the year: two jobs, each with its part of the plan and its own rater."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import place_parts
from kinerja_pauh.appraisal.model import Aspect, Direction, Post
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.samples import service_data
from kinerja_pauh.sheets.fill_induk import plan_values
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE, STAFF, STAFF_TABLE
from kinerja_pauh.sheets.job_sheet import JOBS, JOBS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.mark_sheets import position
from kinerja_pauh.sheets.read_induk import read_induk

from .folder import OfficeFolder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee, Indicator, Period, Ratee
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import World
    from kinerja_pauh.samples import SampleOffice
    from kinerja_pauh.sheets.cells import Value

_HALF_YEAR = (6, 30)
_LETTER = "800/61/BKPSDM-2026 (fiktif)"


def move_somebody(root: Path, sample: SampleOffice, world: World) -> bool:
    """Enter a move on 1 July into the Induk, as HR would; False in an office in which nobody can move."""
    found = _mover(sample)
    if found is None:
        return False
    employee, rater = found
    path = OfficeFolder(root).induk
    induk = read_induk(world.read(path))
    own = next(one for one in induk.employees if one.nip == employee.nip)
    year = sample.period.start.year
    first, second = date(year, *_HALF_YEAR), date(year, *_HALF_YEAR) + timedelta(days=1)
    jobs = (
        _job(employee, 1, sample.period.start, first, employee.rater, employee.superior),
        _job(employee, 2, second, sample.period.end, rater.nip, rater.rater) | {"Unit Kerja": rater.unit},
    )
    for place, values in enumerate(jobs, start=FIRST_ROW):
        world.write_cells(path, JOBS, {(place, JOBS_TABLE.column(header)): value for header, value in values.items()})
    row = row_of(own.places["rater"])
    seat: dict[str, Value] = {"NIP Penilai": rater.nip, "NIP Atasan Penilai": rater.rater, "Unit Kerja": rater.unit}
    world.write_cells(path, STAFF, {(row, STAFF_TABLE.column(header)): value for header, value in seat.items()})
    world.write_cells(path, PLANS, _split_plan(own, induk.plans))
    return True


def _mover(sample: SampleOffice) -> tuple[Employee, Employee] | None:
    """Somebody who rates nobody and has no counter data, and who will be the rater."""
    raters = [one for one in sample.rated if any(other.rater == one.nip for other in sample.rated)]
    linked = {link.nip for link in service_data(sample).links}
    for one in reversed(sample.rated):
        if one not in raters and one.nip not in linked:
            for rater in raters:
                if rater.nip != one.rater:
                    return one, rater
    return None


def _job(  # noqa: PLR0913, PLR0917 - the columns of a row
    employee: Employee, number: int, start: date, end: date, rater: str, superior: str
) -> dict[str, Value]:
    return {
        "NIP": employee.nip,
        "No": Decimal(number),
        "Macam": Post.OWN,
        "Jabatan": employee.position,
        "Unit Kerja": employee.unit,
        "NIP Penilai": rater,
        "NIP Atasan Penilai": superior,
        "Mulai": start,
        "Selesai": end,
        "Nomor Surat": _LETTER,
    }


def _split_plan(employee: Employee, plans: Mapping[str, Sequence[Indicator]]) -> dict[tuple[int, int], Value]:
    """The person's rows for the first job, and the same once more below the table for the second."""
    rows = plans[employee.nip]
    cells: dict[tuple[int, int], Value] = {}
    free = 1 + max(row_of(row.places["number"]) for plan in plans.values() for row in plan)
    last = max(int(row.number) for row in rows)
    for place, row in enumerate(rows):
        first = replace(row, target=_half(row), job="1")
        second = replace(first, number=str(last + 1 + place), job="2")
        for where, one in ((row_of(row.places["number"]), first), (free + place, second)):
            values = plan_values(employee, one)
            cells |= {(where, PLANS_TABLE.column(h)): value for h, value in values.items() if h != "Nama"}
    return cells


def _half(row: Indicator) -> Decimal | None:
    """Half of what is counted over a year; a rate, a term or a rating is the same in half a year."""
    counted = row.aspect is Aspect.QUANTITY and row.direction is Direction.HIGHER and row.target_upper is None
    if row.target is None or not counted or row.target < 2 or row.unit == "persen":  # noqa: PLR2004 - one is not halved
        return row.target
    return (row.target / 2).quantize(Decimal(1), ROUND_HALF_UP)


def part_entries(planned: Ratee, whole: Ratee, rules: Rulebook, period: Period) -> Ratee:
    """What the rater of one job enters, made from the entries of the whole year: reached in the same proportion."""
    by_name = {row.name: row for row in whole.indicators}
    indicators = tuple(_reached(row, by_name[row.name]) for row in planned.indicators)
    ratee = replace(
        planned,
        indicators=indicators,
        behaviours=whole.behaviours,
        feedback=tuple(one for one in whole.feedback if one.day and period.start <= one.day <= period.end),
        dialogues=tuple(one for one in whole.dialogues if one.day and period.start <= one.day <= period.end),
        new_idea=False,
    )
    result = score(ratee, rules, period)
    return replace(ratee, work_rating=result.work_rating_proposed, behaviour_rating=result.behaviour_rating_proposed)


def _reached(planned: Indicator, whole: Indicator) -> Indicator:
    reached = whole.realisation
    if reached is not None and planned.target and whole.target and planned.target != whole.target:
        reached = (reached * planned.target / whole.target).quantize(Decimal(1), ROUND_HALF_UP)
    return replace(planned, realisation=reached, rating=whole.rating, evidence=whole.evidence, note=whole.note)


def row_of(place: str) -> int:
    """The number of the row in which a place lies; 0 for none."""
    found = position(place_parts(place)[1])
    return found[0] if found else 0
