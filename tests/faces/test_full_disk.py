"""A disk without room and a folder without permission: nothing lost, nothing half, and the rerun ends the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kinerja_pauh.faces.cli import main
from own_mounts import own_mounts
from troubled_office import office_with_key, troubles

if TYPE_CHECKING:
    from pathlib import Path

EVERY = 1 if os.environ.get("KINERJA_LENGKAP") == "1" else 20
"""How many pages of 4 KiB more there are from one try to the next; `make ketahanan` adds them one by one."""


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    """An office whose forms are back; its key is at hand."""
    return office_with_key(tmp_path, tmp_path_factory)


@pytest.mark.parametrize("verb", ["kumpulkan", "hitung", "laporan"])
def test_without_room_or_permission_nothing_is_lost(folder: Path, verb: str) -> None:
    if verb == "laporan":
        assert main(["kumpulkan", str(folder)]) == 0
    assert troubles("disk_trouble.py", folder, verb, EVERY, own_mounts()) > 0
