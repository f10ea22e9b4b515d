"""A small office that plans its year: workbooks handed out, filled in, agreed to or sent back, by the real commands."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

from filled_office import SAMPLE, YEAR
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.plan_sharing import share_plans
from kinerja_pauh.actions.plan_submitting import submit_plans
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets.approval_layout import DECISIONS_TABLE
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.induk_layout import SETTING_KEYS, SETTINGS
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.skp_layout import PLAN_TABLE
from kinerja_pauh.sheets.skp_words import DECISIONS, PLAN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from kinerja_pauh.actions.outcome import Outcome
    from kinerja_pauh.sheets.cells import Value

PEOPLE = tuple(one.nip for one in SAMPLE.rated)
WORLD = real_world(show_progress)


def new_office(root: Path) -> Path:
    """An office folder whose Induk has last year's plans."""
    write_induk(root, SAMPLE.employees, SAMPLE.plans, settings_for(SAMPLE.office, SAMPLE.period, year=YEAR), WORLD)
    return root


@cache
def _shared(base: Path) -> Path:
    root = new_office(base / "kantor-rencana")
    share_plans(root, WORLD)
    return root


def shared_office(tmp_path: Path, factory: pytest.TempPathFactory) -> Path:
    """The same with a workbook for everybody in 1_dibagikan/SKP."""
    return shutil.copytree(_shared(factory.getbasetemp()), tmp_path / "Penilaian-2026")


@cache
def _submitted(base: Path) -> Path:
    root = shutil.copytree(_shared(base), base / "kantor-diajukan")
    for nip in PEOPLE:
        send_plan(root, nip)
    assert {one.verdict for one in collect(root, WORLD).files} == {"diterima"}
    submit_plans(root, WORLD)
    return root


def submitted_office(tmp_path: Path, factory: pytest.TempPathFactory) -> Path:
    """The same with every plan back and before its rater."""
    return shutil.copytree(_submitted(factory.getbasetemp()), tmp_path / "Penilaian-2026")


def plan_file(root: Path, nip: str, revision: int = 1) -> Path:
    """A person's workbook as handed out."""
    more = "" if revision == 1 else f"_revisi-{revision}"
    return OfficeFolder(root).plans / f"SKP_{nip}_{YEAR}{more}.xlsx"


def send_plan(
    root: Path, nip: str, cells: Mapping[tuple[int, str], Value] | None = None, revision: int = 1, name: str = ""
) -> Path:
    """Put a person's workbook into the inbox with these entries typed in. cells: (No, header) -> value."""
    source = plan_file(root, nip, revision)
    target = root / "2_masuk" / (name or source.name)
    shutil.copy(source, target)
    typed = {(FIRST_ROW - 1 + no, PLAN_TABLE.column(header)): value for (no, header), value in (cells or {}).items()}
    write_cells(target, PLAN, typed)
    return target


def approval_file(root: Path, rater: str, number: int = 1) -> Path:
    """A rater's workbook for agreeing, as handed out."""
    more = "" if number == 1 else f"_{number}"
    return OfficeFolder(root).plans / f"Persetujuan_SKP_{rater}_{YEAR}{more}.xlsx"


def send_decisions(
    root: Path, rater: str, decided: Mapping[str, tuple[str, str]], number: int = 1, name: str = ""
) -> Path:
    """Put a rater's workbook into the inbox. decided: NIP -> Keputusan and Alasan."""
    source = approval_file(root, rater, number)
    target = root / "2_masuk" / (name or source.name)
    shutil.copy(source, target)
    typed: dict[tuple[int, int], Value] = {}
    for row, nip in rows_of_people(source).items():
        decision, reason = decided.get(nip, ("", ""))
        typed[row, DECISIONS_TABLE.column("Keputusan")] = decision
        typed[row, DECISIONS_TABLE.column("Alasan")] = reason
    write_cells(target, DECISIONS, typed)
    return target


def rows_of_people(path: Path) -> dict[int, str]:
    """Row -> NIP of the sheet Keputusan."""
    cells = read_book(path).sheets[DECISIONS]
    return {row: str(cell.value) for (row, column), cell in cells.items() if column == 1 and row >= FIRST_ROW}


def raters() -> dict[str, list[str]]:
    """NIP of each rater -> NIPs of his or her people."""
    groups: dict[str, list[str]] = {}
    for one in SAMPLE.rated:
        groups.setdefault(one.rater, []).append(one.nip)
    return groups


def agree_to_all(root: Path) -> Outcome:
    """Every rater agrees to every plan; gives what collecting says."""
    for rater, people in raters().items():
        send_decisions(root, rater, dict.fromkeys(people, ("Setuju", "")))
    return collect(root, WORLD)


def set_in_induk(root: Path, key: str, value: Value) -> None:
    """Type a setting into the closed Induk."""
    row = FIRST_ROW + list(SETTING_KEYS).index(key)
    write_cells(OfficeFolder(root).induk, SETTINGS, {(row, 2): value})
