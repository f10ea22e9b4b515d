"""The documents in 4_laporan: written only where they say something new, and never deleted."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import World

JOINED = "Gabungan"
"""How the name of a PDF of several people begins."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document about one person, as a workbook. stem: how names of its kind begin; fresh: written by this run."""

    path: Path
    stem: str
    title: str
    person: str
    unit: str
    fresh: bool

    @property
    def pdf(self) -> Path:
        """Its PDF, whether or not it was ever printed."""
        return self.path.with_suffix(".pdf")


def content(path: Path) -> bytes:
    """A file's bytes; none where there is no such file, or it cannot be read."""
    with contextlib.suppress(OSError):
        return path.read_bytes()
    return b""


def keep(path: Path, data: bytes, world: World) -> bool:
    """See to it that a file says this; gives whether it had to be written.

    Raises:
        UnusableFile: it cannot be written.
    """
    if content(path) == data:
        return False
    world.save(path, data)
    return True


def left_behind(folder: Path, papers: Sequence[Paper], stems: Collection[str]) -> tuple[str, ...]:
    """Names of the files of these kinds about people, or under names, that have no document any more."""
    ours = re.compile(rf"({'|'.join(map(re.escape, stems))})_\d{{18}}_.*\.(xlsx|pdf)", re.IGNORECASE)
    known = {path.name.casefold() for paper in papers for path in (paper.path, paper.pdf)}
    names = sorted(path.name for path in folder.iterdir())
    return tuple(name for name in names if ours.fullmatch(name) and name.casefold() not in known)
