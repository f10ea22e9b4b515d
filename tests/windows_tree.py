"""A user's folders as Windows has them, as a tree of plain files, with the real adapter over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.computer import RealComputer

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Windows:
    """The tree of one user; `program` is the interpreter that kinerja-pauh runs under."""

    root: Path
    program: Path
    registry: dict[tuple[str, str], int | str]

    @property
    def start(self) -> Path:
        return self.root / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"

    @property
    def settings(self) -> Path:
        return self.root / ".xlwings" / "xlwings.conf"

    @property
    def computer(self) -> RealComputer:
        """As the program would see it when started anew."""
        environment = {
            "APPDATA": str(self.root / "AppData" / "Roaming"),
            "USERPROFILE": str(self.root),
            "OneDrive": str(self.root / "OneDrive"),
        }
        return RealComputer(environment, "windows", self.program, self.registry)

    def mark(self, path: Path) -> Path:
        """The mark of the web as NTFS keeps it; gives where."""
        stream = path.with_name(path.name + ":Zone.Identifier")
        stream.write_text("[ZoneTransfer]\nZoneId=3\n")
        return stream

    def files(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.root)): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}


def windows(root: Path) -> Windows:
    """A user who has started Excel once."""
    program = root / "kinerja pauh" / ".venv" / "Scripts" / "python.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    found = Windows(root, program, {})
    found.start.mkdir(parents=True)
    return found
