"""Commands killed at every step that touches the disk: nothing lost, nothing half, and the rerun ends the same."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.demo_service import import_sample
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters import key_store
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.faces.cli import main
from kinerja_pauh.samples import office
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.service_sheets import LINKS, LINKS_TABLE
from planning_office import PEOPLE, WORLD, new_office, send_plan, shared_office
from troubled_office import office_with_key, troubles

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = os.environ.get("KINERJA_LENGKAP") == "1"
EVERY = {"layanan": 12, "skp bagikan": 60, "skp ajukan": 30}
"""From one death to the next in the ordinary run, else 41; `make ketahanan` dies at each step."""
FEWEST = {
    "bagikan": 60,
    "hitung": 6,
    "kumpulkan": 30,
    "laporan": 40,
    "layanan": 15,
    "skp bagikan": 90,
    "skp ajukan": 45,
}
"""Steps that a command has at least: fewer would mean that the steps are not seen."""


def survives(root: Path, verb: str) -> None:
    every = 1 if WHOLE else EVERY.get(verb, 41)
    assert troubles("crash_everywhere.py", root, verb, every) >= FEWEST[verb] // every


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    """An office of two raters, handed out; its key is at hand."""
    return office_with_key(tmp_path, tmp_path_factory)


@pytest.mark.parametrize("verb", ["bagikan", "kumpulkan", "hitung"])
def test_killed_anywhere_nothing_is_lost(folder: Path, verb: str) -> None:
    if verb == "bagikan":
        (folder / "register.sqlite").unlink()
    survives(folder, verb)


def test_killed_while_reports_are_written_nothing_is_lost(folder: Path) -> None:
    assert main(["kumpulkan", str(folder)]) == 0
    survives(folder, "laporan")


@pytest.fixture
def key(tmp_path: Path) -> None:
    """What `troubles` looks for beside an office."""
    shutil.copy(os.environ[key_store.OVERRIDE], tmp_path / "kunci.json")


@pytest.mark.usefixtures("key")
def test_killed_while_service_data_are_counted_nothing_is_lost(tmp_path: Path) -> None:
    root, sample = tmp_path / "kantor", office(5)
    settings = settings_for(sample.office, sample.period, year=sample.period.start.year)
    write_induk(root, sample.employees, sample.plans, settings, WORLD)
    import_sample(root, sample, WORLD)
    # As it stood before that import: files and links are there, no number is.
    next((root / "3_rekap").glob("Data_Layanan_*")).unlink()
    written = [LINKS_TABLE.column(header) for header in ("Realisasi", "Bukti", "Dihitung Pada")]
    rows = range(FIRST_ROW, FIRST_ROW + 20)
    write_cells(OfficeFolder(root).induk, LINKS, {(row, column): None for row in rows for column in written})
    survives(root, "layanan")


@pytest.mark.usefixtures("key")
def test_killed_while_plans_are_handed_out_nothing_is_lost(tmp_path: Path) -> None:
    survives(new_office(tmp_path / "kantor"), "skp bagikan")


@pytest.mark.usefixtures("key")
def test_killed_while_plans_go_to_their_raters_nothing_is_lost(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = shared_office(tmp_path, tmp_path_factory)
    for nip in PEOPLE[:3]:
        send_plan(root, nip)
    assert {one.verdict for one in collect(root, WORLD).files} == {"diterima"}
    survives(root, "skp ajukan")
