"""Where LibreOffice stands on this computer, and which Python can speak with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERRIDE = "KINERJA_SOFFICE"


@dataclass(frozen=True, slots=True)
class Installation:
    """soffice: the program that becomes LibreOffice, never a launcher where it can be told. python: has `uno`."""

    soffice: Path
    python: Path


def find_office() -> Installation | None:
    """The LibreOffice to use; None where there is none, or none whose Python bridge is installed.

    The variable KINERJA_SOFFICE, where set, names the only soffice that is considered.
    """
    for found in _soffice_places():
        if found.is_file():
            soffice = _program(found)
            python = next((path for path in _python_places(soffice) if _has_uno(path)), None)
            if python:
                return Installation(soffice, python)
    return None


def bridge_environment() -> dict[str, str]:
    """Our environment without what would bend another Python than ours (PYTHONPATH, PYTHONHOME, …)."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def _soffice_places() -> Iterator[Path]:
    if override := os.environ.get(OVERRIDE):
        yield Path(override)
        return
    for name in ("soffice", "libreoffice"):
        if on_path := shutil.which(name):
            yield Path(on_path)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder, "LibreOffice", "program", "soffice.exe")
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def _program(soffice: Path) -> Path:
    """soffice.bin beside the launcher: ending the launcher would leave the real program behind."""
    real = soffice.resolve()
    beside = real.with_name("soffice.bin")
    return beside if beside.is_file() else real


def _python_places(soffice: Path) -> Iterator[Path]:
    """LibreOffice's own Python first, then the system's, then ours."""
    program = soffice.parent
    yield from (program / "python.exe", program / "python", program.parent / "Resources" / "python")
    yield Path("/usr/bin/python3")
    if on_path := shutil.which("python3"):
        yield Path(on_path)
    yield Path(sys.executable)


def _has_uno(python: Path) -> bool:
    if not python.is_file():
        return False
    command = [str(python), "-c", "import uno"]
    try:
        tried = subprocess.run(  # noqa: S603  a fixed command under an interpreter found on this computer
            command, env=bridge_environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
