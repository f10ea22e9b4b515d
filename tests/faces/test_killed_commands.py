"""Commands killed at every step that touches the disk: nothing lost, nothing half, and the rerun ends the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import filled_office
from kinerja_pauh.adapters import key_store
from kinerja_pauh.faces.cli import main

SCRIPT = Path(__file__).parents[1] / "crash_everywhere.py"
EVERY = 1 if os.environ.get("KINERJA_LENGKAP") == "1" else 41
"""Each forty-first step in the ordinary run; `make ketahanan` dies at each of them."""
FEWEST = {"bagikan": 60, "hitung": 6, "kumpulkan": 30, "laporan": 40}
"""Steps that a command has at least: fewer would mean that the steps are not seen."""


def deaths(root: Path, verb: str) -> int:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(root), verb, str(EVERY)],
        capture_output=True,
        text=True,
        env=os.environ | {key_store.OVERRIDE: str(root.parent / "kunci.json")},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    """An office of two raters, handed out; its key is at hand."""
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    shutil.copy(os.environ[key_store.OVERRIDE], tmp_path / "kunci.json")
    return root


@pytest.mark.parametrize("verb", ["bagikan", "kumpulkan", "hitung"])
def test_killed_anywhere_nothing_is_lost(folder: Path, verb: str) -> None:
    if verb == "bagikan":
        (folder / "register.sqlite").unlink()
    assert deaths(folder, verb) >= FEWEST[verb] // EVERY


def test_killed_while_reports_are_written_nothing_is_lost(folder: Path) -> None:
    assert main(["kumpulkan", str(folder)]) == 0
    assert deaths(folder, "laporan") >= FEWEST["laporan"] // EVERY
