"""An office in which a child program runs a command again and again while something goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import filled_office
from kinerja_pauh.adapters import key_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest


def office_with_key(tmp_path: Path, factory: pytest.TempPathFactory) -> Path:
    """An office whose forms are back, its key beside it for `troubles`."""
    root = filled_office.office_copy(tmp_path, factory)
    shutil.copy(os.environ[key_store.OVERRIDE], tmp_path / "kunci.json")
    return root


def troubles(script: str, root: Path, verb: str, every: int, before: Sequence[str] = ()) -> int:
    """How often the trouble came, as the script beside this file counts; anything lost or half fails the test.

    before: what the interpreter is started through.
    """
    done = subprocess.run(
        [*before, sys.executable, str(Path(__file__).with_name(script)), str(root), verb, str(every)],
        capture_output=True,
        text=True,
        env=os.environ | {key_store.OVERRIDE: str(root.parent / "kunci.json")},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)
