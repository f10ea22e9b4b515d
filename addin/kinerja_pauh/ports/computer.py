"""The user's computer: what setting up and diagnosing ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Program:
    """This program as it runs.

    package: the folder of its modules; addins: file name -> the add-in for Excel as shipped; xlwings: its version.
    """

    python: Path
    package: Path
    python_version: str
    version: str
    xlwings: str
    addins: Mapping[str, bytes]


class Computer(Protocol):
    """What setting up and diagnosing ask of a computer. Paths are those of its own user."""

    @property
    def system(self) -> str:
        """Either windows, macos or linux."""

    @property
    def ansi(self) -> str:
        """The encoding of text files that old programs read, such as VBA."""

    def variable(self, name: str) -> str:
        """An environment variable; "" where it is not set."""

    def program(self) -> Program:
        """This program.

        Raises:
            UnusableFile: the installation is incomplete.
        """

    def addin_version(self, data: bytes) -> str | None:
        """The version that an xlwings add-in says of itself; None where it says none."""

    def is_file(self, path: Path) -> bool:
        """Whether there is such a file."""

    def names(self, folder: Path) -> Sequence[str]:
        """What stands in a folder; nothing where there is none."""

    def read(self, path: Path) -> bytes | None:
        """A file; None where there is none.

        Raises:
            UnusableFile: it cannot be read.
        """

    def write(self, path: Path, data: bytes) -> None:
        """Make or replace a file, whole or not at all, and the folders above it.

        Raises:
            UnusableFile: it cannot be written, or Excel has it open.
        """

    def delete(self, path: Path) -> None:
        """Remove a file, if there.

        Raises:
            UnusableFile: Excel has it open.
        """

    def delete_empty(self, folder: Path) -> None:
        """Remove a folder, if there and empty."""

    def marked(self, path: Path) -> bool:
        """Whether Windows noted that the file came from the internet, so that Excel blocks its macros."""

    def unmark(self, path: Path) -> None:
        """Take that note away.

        Raises:
            UnusableFile: it cannot be taken away.
        """

    def registry(self, key: str, name: str) -> int | str | None:
        """A value below HKEY_CURRENT_USER; None where there is none."""

    def may_write(self, folder: Path) -> bool:
        """Whether a file can be made in a folder."""


@dataclass(frozen=True, slots=True)
class BridgeState:
    """How the way from LibreOffice's buttons to Python stands in a profile.

    profile: there is one; current: library and script are those of this version; python: what the buttons start, None
    where no script is; trusted: URLs of the folders whose documents may run macros.
    """

    profile: bool
    installed: bool
    current: bool
    python: Path | None
    trusted: tuple[str, ...]


class Calc(Protocol):
    """The user's own LibreOffice, and the way from its buttons to Python."""

    def found(self) -> bool:
        """Whether there is a LibreOffice that Python can speak with."""

    @property
    def profile(self) -> Path:
        """Where the user's settings of LibreOffice stand."""

    def state(self) -> BridgeState:
        """How the bridge stands."""

    def install(self, trust: Path | None) -> bool:
        """Put it there; gives whether anything changed. trust: an office folder whose documents may run macros.

        Raises:
            Refusal: LibreOffice is open, or its profile cannot be changed.
        """

    def remove(self) -> bool:
        """Take it out again; gives whether there was anything.

        Raises:
            Refusal: LibreOffice is open, or its profile cannot be changed.
        """
