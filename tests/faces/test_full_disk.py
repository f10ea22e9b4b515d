"""A disk without room and a folder without permission: nothing lost, nothing half, and the rerun ends the same."""

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
from own_mounts import own_mounts

SCRIPT = Path(__file__).parents[1] / "disk_trouble.py"
EVERY = 1 if os.environ.get("KINERJA_LENGKAP") == "1" else 20
"""How many pages of 4 KiB more there are from one try to the next; `make ketahanan` adds them one by one."""


def shortages(root: Path, verb: str) -> int:
    """How often there was no room; anything lost or half fails the test."""
    done = subprocess.run(
        [*own_mounts(), sys.executable, str(SCRIPT), str(root), verb, str(EVERY)],
        capture_output=True,
        text=True,
        env=os.environ | {key_store.OVERRIDE: str(root.parent / "kunci.json")},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    """An office whose forms are back; its key is at hand."""
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    shutil.copy(os.environ[key_store.OVERRIDE], tmp_path / "kunci.json")
    return root


@pytest.mark.parametrize("verb", ["kumpulkan", "hitung", "laporan"])
def test_without_room_or_permission_nothing_is_lost(folder: Path, verb: str) -> None:
    if verb == "laporan":
        assert main(["kumpulkan", str(folder)]) == 0
    assert shortages(folder, verb) > 0
