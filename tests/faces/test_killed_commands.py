"""Commands killed at every step that touches the disk: nothing lost, nothing half, and the rerun ends the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kinerja_pauh.faces.cli import main
from troubled_office import office_with_key, troubles

if TYPE_CHECKING:
    from pathlib import Path

EVERY = 1 if os.environ.get("KINERJA_LENGKAP") == "1" else 41
"""Each forty-first step in the ordinary run; `make ketahanan` dies at each of them."""
FEWEST = {"bagikan": 60, "hitung": 6, "kumpulkan": 30, "laporan": 40}
"""Steps that a command has at least: fewer would mean that the steps are not seen."""


def deaths(root: Path, verb: str) -> int:
    return troubles("crash_everywhere.py", root, verb, EVERY)


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    """An office of two raters, handed out; its key is at hand."""
    return office_with_key(tmp_path, tmp_path_factory)


@pytest.mark.parametrize("verb", ["bagikan", "kumpulkan", "hitung"])
def test_killed_anywhere_nothing_is_lost(folder: Path, verb: str) -> None:
    if verb == "bagikan":
        (folder / "register.sqlite").unlink()
    assert deaths(folder, verb) >= FEWEST[verb] // EVERY


def test_killed_while_reports_are_written_nothing_is_lost(folder: Path) -> None:
    assert main(["kumpulkan", str(folder)]) == 0
    assert deaths(folder, "laporan") >= FEWEST["laporan"] // EVERY
