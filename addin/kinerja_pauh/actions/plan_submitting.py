"""kinerja skp ajukan: one workbook for every rater with the plans that wait for his or her word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.plan_review import Plan, alike, alike_finding
from kinerja_pauh.ports import PlanIssued
from kinerja_pauh.sheets.fill_approval import Submission, Submitted, fill_approval
from kinerja_pauh.sheets.skp_meta import PlanMeta
from kinerja_pauh.sheets.skp_words import APPROVAL_KIND, PLAN

from .digest import digest
from .file_names import approval_name
from .folder import OfficeFolder
from .outcome import Outcome
from .plan_reviewing import plan_desk, results_of, review_read
from .plan_sharing import VERB, stamp_sealed
from .plan_states import PlanState, plan_lines, plan_year
from .read_files import check_induk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Indicator
    from kinerja_pauh.ports import PlanRegister, World
    from kinerja_pauh.sheets.read_induk import Induk

    from .plan_reviewing import PlanDesk
    from .plan_states import PlanLine

APPROVAL_MASTER = "Persetujuan_SKP.xlsx"


def submit_plans(root: Path, world: World) -> Outcome:
    """Write the workbooks into 1_dibagikan/SKP; nothing where no plan waits.

    Raises:
        Refusal: no Induk, or one that cannot be read; its period is missing; someone else works in the folder.
    """
    folder = OfficeFolder(root)
    with world.hold(root, VERB):
        induk, _ = check_induk(world.read(folder.induk), world.now().date())
        plans = world.register(folder.register).plans
        lines = plan_lines(induk.plan_makers, plans, plan_year(induk))
        waiting: dict[str, list[PlanLine]] = {}
        for line in lines.values():
            if line.state is PlanState.WAITS:
                waiting.setdefault(line.employee.rater, []).append(line)
        if not waiting:
            return Outcome(advice="Tidak ada rencana yang menunggu penilai.")
        desk = plan_desk(folder, induk, plans, world)
        written = _write(folder, waiting, _Round(induk, lines, desk, plans, world))
    people = sum(map(len, waiting.values()))
    where = f"{folder.shared.name}/{folder.plans.name}"
    advice = f"{people} rencana untuk {len(waiting)} penilai ada di {where}. Kirim kepada penilainya."
    return Outcome(written=tuple(map(str, written)), advice=" ".join((advice, *desk.last.notes)))


@dataclass(frozen=True, slots=True)
class _Round:
    """What all workbooks of one `ajukan` are made from."""

    induk: Induk
    lines: Mapping[str, PlanLine]
    desk: PlanDesk
    plans: PlanRegister
    world: World


def _write(folder: OfficeFolder, waiting: Mapping[str, list[PlanLine]], ours: _Round) -> list[Path]:
    world, plans, year, password = ours.world, ours.plans, plan_year(ours.induk), ours.induk.password
    stamper = world.templates.planning(APPROVAL_MASTER, password)
    key = world.keys.current(world.now())
    before = [one for one in plans.issued(year) if one.kind == APPROVAL_KIND]
    folder.plans.mkdir(parents=True, exist_ok=True)
    done = world.progress("Membuat berkas persetujuan", len(waiting))
    issued, written = [], []
    for number, (rater, people) in enumerate(waiting.items(), start=1):
        submission = _submission(rater, people, ours)
        shas = {one.employee.nip: one.standing.sha256 for one in people if one.standing}
        form_id = digest((submission, tuple(shas.values()), password))
        earlier = [one.form_id for one in before if one.nip == rater]
        turn = earlier.index(form_id) + 1 if form_id in earlier else len(earlier) + 1
        name = submission.rater_name
        meta = PlanMeta(APPROVAL_KIND, form_id, ours.induk.office, year, turn, rater, name, "", shas, password)
        data = stamp_sealed(meta, fill_approval(submission), stamper, key, world)
        file = approval_name(rater, year, turn)
        world.save(folder.plans / file, data)
        written.append(folder.plans / file)
        issued.append(PlanIssued(form_id, APPROVAL_KIND, rater, name, year, turn, file, data))
        done(number)
    plans.issue(issued, world.now(), world.who)
    return written


def _submission(rater: str, people: list[PlanLine], ours: _Round) -> Submission:
    """What one rater reads: the plans that wait, advice on each, and who of the whole team serves which result."""
    desk = ours.desk
    team = [one.employee for one in ours.lines.values() if one.employee.rater == rater]
    drafted = [Plan(one.nip, one.name, rater, desk.plans.get(one.nip, ())) for one in team]
    twins = alike(drafted)
    name = desk.staff[rater].name if rater in desk.staff else ""
    submitted = tuple(_submitted(one, twins.get(one.employee.nip, 0), ours) for one in people)
    rows = tuple((one.name, one.indicators) for one in drafted)
    return Submission(ours.induk.office, plan_year(ours.induk), name, submitted, results_of(rater, desk) or (), rows)


def _submitted(line: PlanLine, twin_rows: int, ours: _Round) -> Submitted:
    """twin_rows: how many rows are a colleague's too, 0 where that is nothing to speak of."""
    findings = list(review_read(ours.desk.drafts[line.employee.nip], ours.desk))
    if twin_rows:
        findings.append(alike_finding(PLAN, twin_rows))
    rows = ours.desk.plans.get(line.employee.nip, ())
    advice = tuple(f"{_row_words(one.where, rows)}{one.message}" for one in findings)
    return Submitted(line.employee, line.revision, rows, advice)


def _row_words(where: str, rows: tuple[Indicator, ...]) -> str:
    number = next((row.number for row in rows if where in row.places.values()), "")
    return f"No {number}: " if number else ""
