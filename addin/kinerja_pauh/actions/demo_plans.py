"""The planning round of `kinerja demo`: everybody drafts, one plan is incomplete, one goes back, all are agreed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.sheets.approval_layout import DECISIONS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.skp_layout import PLAN_TABLE
from kinerja_pauh.sheets.skp_words import DECISIONS, PLAN, PlanDecision

from .collect import collect
from .file_names import plan_name
from .folder import OfficeFolder
from .plan_sharing import share_plans
from .plan_status import plan_status, status_lines
from .plan_submitting import submit_plans

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kinerja_pauh.ports import World
    from kinerja_pauh.samples.staff import SampleOffice
    from kinerja_pauh.sheets.cells import Value

REASON = "Target No 1 lebih rendah daripada tahun lalu. Samakan sedikitnya dengan capaian tahun lalu."
_FIRST, _SECOND = 1, 2


def plan_the_year(root: Path, sample: SampleOffice, world: World) -> tuple[str, str]:
    """Play the round in an office folder that has its Induk; gives how it stands at the end, and the cascade's path.

    What is agreed in the end is what the Induk had, so the rest of the demo goes on with the same plans.
    """
    timid, hasty = sample.rated[-1].nip, sample.rated[-2].nip
    year = sample.period.start.year
    share_plans(root, world)
    for one in sample.rated:
        first = sample.plans[one.nip][0]
        draft: dict[str, Value] = {}
        if one.nip == timid and first.target is not None:
            draft["Target"] = max(Decimal(1), first.target // 2)
        if one.nip == hasty and first.weight is not None:
            draft["Bobot (%)"] = first.weight + 5
        _send(root, plan_name(one.nip, year, _FIRST), draft, world)
    collect(root, world)
    _decide(root, submit_plans(root, world).written, {timid: REASON}, world)
    collect(root, world)
    for nip in (timid, hasty):
        first = sample.plans[nip][0]
        _send(root, plan_name(nip, year, _SECOND), {"Target": first.target, "Bobot (%)": first.weight}, world)
    collect(root, world)
    _decide(root, submit_plans(root, world).written, {}, world)
    collect(root, world)
    _put_away(OfficeFolder(root).inbox)
    status = plan_status(root, world)
    return next(status_lines(status)), status.written


def _put_away(inbox: Path) -> None:
    """What the register has may leave the inbox; HR keeps it in a folder of its own there."""
    done = inbox / "SKP"
    done.mkdir(exist_ok=True)
    for path in sorted(inbox.glob("*.xlsx")):
        path.rename(done / path.name)


def _send(root: Path, name: str, first_row: Mapping[str, Value], world: World) -> None:
    """A handed-out workbook into the inbox, with these entries typed into its first row."""
    folder = OfficeFolder(root)
    world.save(folder.inbox / name, (folder.plans / name).read_bytes())
    typed = {(FIRST_ROW, PLAN_TABLE.column(header)): value for header, value in first_row.items()}
    if typed:
        world.write_cells(folder.inbox / name, PLAN, typed)


def _decide(root: Path, files: tuple[str, ...], returned: Mapping[str, str], world: World) -> None:
    """What the raters send back. returned: NIP -> why that plan is not agreed to."""
    folder = OfficeFolder(root)
    decision, why = DECISIONS_TABLE.column("Keputusan"), DECISIONS_TABLE.column("Alasan")
    for file in files:
        source = folder.plans / file.replace("\\", "/").rpartition("/")[2]
        data = source.read_bytes()
        cells = world.open_book(source.name, data).sheets[DECISIONS]
        typed: dict[tuple[int, int], Value] = {}
        for (row, column), cell in cells.items():
            if column == 1 and row >= FIRST_ROW:
                reason = returned.get(str(cell.value), "")
                typed[row, decision] = PlanDecision.RETURNED if reason else PlanDecision.AGREED
                typed[row, why] = reason
        world.save(folder.inbox / source.name, data)
        world.write_cells(folder.inbox / source.name, DECISIONS, typed)
