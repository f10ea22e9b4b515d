"""One PDF for a unit or for everybody: the pages of its people in the order of the staff list, with bookmarks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.ports import PdfProperties, PdfSource

from .file_names import slug
from .outcome import FileOutcome, Verdict
from .papers import JOINED, content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import World

    from .papers import Paper

BY_UNIT, ALL = "unit", "semua"
_NO_UNIT = "Tanpa Unit Kerja"
_EVERYBODY = "semua pegawai"
_NOT_WHOLE = "Belum digabung: ada halaman yang belum tercetak. Jalankan lagi."


@dataclass(frozen=True, slots=True)
class Joined:
    """fresh: files made now; kept: how many were right already; failed: those that miss somebody's pages."""

    fresh: tuple[Path, ...] = ()
    kept: int = 0
    failed: tuple[FileOutcome, ...] = ()


def join_papers(papers: Sequence[Paper], by: str, author: str, world: World) -> Joined:
    """Put printed documents together. papers: in the order of the pages; by: "unit" or "semua"; author: the office.

    Raises:
        UnusableFile: a PDF was damaged meanwhile, or a file cannot be written.
    """
    fresh: list[Path] = []
    failed: list[FileOutcome] = []
    groups = list(_groups(papers, by))
    done = world.progress("Menggabungkan PDF", len(groups))
    for number, (path, title, members) in enumerate(groups, start=1):
        made = _join(path, title, members, author, world)
        if made is None:
            failed.append(FileOutcome(path.name, Verdict.REFUSED, note=_NOT_WHOLE))
        elif made:
            fresh.append(path)
        done(number)
    return Joined(tuple(fresh), len(groups) - len(fresh) - len(failed), tuple(failed))


def _groups(papers: Sequence[Paper], by: str) -> Iterator[tuple[Path, str, list[Paper]]]:
    """File, title and members of each; units whose names differ only in signs or length stay apart by a number."""
    groups: dict[tuple[str, str], list[Paper]] = {}
    for paper in papers:
        groups.setdefault((paper.stem, (paper.unit or _NO_UNIT) if by == BY_UNIT else ""), []).append(paper)
    taken: set[str] = set()
    for (stem, unit), members in groups.items():
        name = f"{JOINED}_{stem}_{slug(unit)}" if unit else f"{JOINED}_{stem}"
        unique, number = name, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{name}-{number}"
        taken.add(unique.casefold())
        yield members[0].path.with_name(f"{unique}.pdf"), f"{members[0].title} – {unit or _EVERYBODY}", members


def _join(path: Path, title: str, members: Sequence[Paper], author: str, world: World) -> bool | None:
    """Whether the file had to be written; None where a member has no PDF."""
    parts = [(paper.person, content(paper.pdf)) for paper in members]
    sources = [source for _, data in parts if (source := world.pdf.source(data))]
    if len(sources) < len(members):
        return None
    pieces = zip(parts, sources, strict=True)
    made_of = "\0".join(
        (title, author, *(f"{person}\0{source.digest} {source.printer}" for (person, _), source in pieces))
    )
    source = PdfSource(hashlib.sha256(made_of.encode()).hexdigest(), sources[0].printer)
    if world.pdf.source(content(path)) == source:
        return False
    world.save(path, world.pdf.join(parts, PdfProperties(title, author, source)))
    return True
