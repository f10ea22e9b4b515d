"""This computer for setting up and diagnosing: files, environment, registry, and what the program itself carries.

Everything that depends on the system can be given, so that the Windows side is tried out anywhere: what NTFS calls the
stream `Zone.Identifier` of a file is a file of that full name elsewhere.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import locale
import os
import platform
import re
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kinerja_pauh
from kinerja_pauh.ports import Program, UnusableFile

from .atomic_save import save_atomically
from .shipped_folders import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PENILAIAN, _XLWINGS = "Penilaian.xlam", "xlwings.xlam"
_MARK = ":Zone.Identifier"
_VERSION = re.compile(r'XLWINGS_VERSION As String = "([^"]+)"')
_LOCKED = "Berkas tidak dapat diganti karena sedang dibuka atau terkunci: tutup Excel, lalu ulangi."
_UNREADABLE = "Berkas tidak dapat dibaca: periksa izinnya, lalu ulangi."
_INCOMPLETE = "Pemasangan tidak lengkap: berkas {} tidak ada. Pasang ulang kinerja-pauh."
_SYSTEMS = {"Windows": "windows", "Darwin": "macos"}


class RealComputer:
    """Implements ports.Computer."""

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        system: str | None = None,
        python: Path | None = None,
        registry: Mapping[tuple[str, str], int | str] | None = None,
    ) -> None:
        """Each: in place of this computer's own. registry: (key, name) -> value."""
        self._environment = os.environ if environment is None else environment
        self.system = system or _SYSTEMS.get(platform.system(), "linux")
        self.ansi = locale.getencoding() if system is None else "cp1252"
        self._python = python or Path(sys.executable)
        self._registry = registry

    def variable(self, name: str) -> str:
        """An environment variable; "" where it is not set."""
        return self._environment.get(name, "")

    def program(self) -> Program:
        """This program.

        Raises:
            UnusableFile: the installation is incomplete.
        """
        return Program(
            self._python,
            Path(kinerja_pauh.__file__).parent,
            platform.python_version(),
            kinerja_pauh.__version__,
            version("xlwings"),
            {
                _PENILAIAN: _shipped(bundled_folder("workbook_templates") / _PENILAIAN),
                _XLWINGS: _shipped(_xlwings_folder() / "addin" / _XLWINGS),
            },
        )

    def addin_version(self, data: bytes) -> str | None:
        """The version that an xlwings add-in says of itself; None where it says none."""
        from .vba.source_reader import read_project  # noqa: PLC0415  only setting up and diagnosing pay for it

        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                sources = read_project(package.read("xl/vbaProject.bin")).sources
        except (zipfile.BadZipFile, KeyError, UnusableFile):
            return None
        return next((found[1] for text in sources.values() if (found := _VERSION.search(text))), None)

    def is_file(self, path: Path) -> bool:
        """Whether there is such a file."""
        return path.is_file()

    def names(self, folder: Path) -> Sequence[str]:
        """What stands in a folder; nothing where there is none."""
        try:
            return sorted(path.name for path in folder.iterdir())
        except OSError:
            return ()

    def read(self, path: Path) -> bytes | None:
        """A file; None where there is none.

        Raises:
            UnusableFile: it cannot be read.
        """
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise UnusableFile(_UNREADABLE) from problem

    def write(self, path: Path, data: bytes) -> None:
        """Make or replace a file, whole or not at all, and the folders above it.

        Raises:
            UnusableFile: it cannot be written, or Excel has it open.
        """
        with contextlib.suppress(OSError):  # saving says it better
            path.parent.mkdir(parents=True, exist_ok=True)
        save_atomically(path, data)

    def delete(self, path: Path) -> None:
        """Remove a file, if there.

        Raises:
            UnusableFile: Excel has it open.
        """
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise UnusableFile(_LOCKED) from problem

    def delete_empty(self, folder: Path) -> None:
        """Remove a folder, if there and empty."""
        with contextlib.suppress(OSError):
            folder.rmdir()

    def marked(self, path: Path) -> bool:
        """Whether Windows noted that the file came from the internet, so that Excel blocks its macros."""
        try:
            with _mark(path).open("rb"):
                return True
        except OSError:
            return False

    def unmark(self, path: Path) -> None:
        """Take that note away.

        Raises:
            UnusableFile: it cannot be taken away.
        """
        try:
            _mark(path).unlink(missing_ok=True)
        except OSError as problem:
            raise UnusableFile(_LOCKED) from problem

    def registry(self, key: str, name: str) -> int | str | None:
        """A value below HKEY_CURRENT_USER; None where there is none."""
        if self._registry is not None:
            return self._registry.get((key, name))
        value = _windows_registry(key, name)
        return value if isinstance(value, (int, str)) else None

    def may_write(self, folder: Path) -> bool:
        """Whether a file can be made in a folder."""
        probe = folder / f".~kinerja-{os.getpid()}-izin.tmp"
        try:
            probe.touch(exist_ok=False)
            probe.unlink()
        except OSError:
            return False
        return True


def _mark(path: Path) -> Path:
    return path.with_name(path.name + _MARK) if os.name != "nt" else Path(str(path) + _MARK)


def _shipped(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UnusableFile(_INCOMPLETE.format(path.name)) from problem


def _xlwings_folder() -> Path:
    """Where the package stands; it is not imported for that."""
    found = importlib.util.find_spec("xlwings")
    if found is None or found.origin is None:
        raise UnusableFile(_INCOMPLETE.format("xlwings"))
    return Path(found.origin).parent


def _windows_registry(key: str, name: str) -> Any:  # noqa: ANN401  whatever type the registry holds
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415  there is none elsewhere

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None
