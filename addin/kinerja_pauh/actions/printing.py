"""Printing documents as PDF: only what is missing or says something else by now, one whole file after the other.

Each PDF carries a digest of what it was made from, so a run that was stopped is taken up where it ended, on any
computer, and there is no list beside the files that could contradict them (docs/keputusan/0025).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.ports import PdfProperties, PdfSource

from .outcome import FileOutcome, Verdict
from .papers import content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.ports import Printer, World

    from .papers import Paper

_GIVE_UP = 5
"""Failures in a row after which the printer, not a workbook, is to blame."""


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What the user asks for. printer: "excel", "libreoffice" or "" for the best one here; join: "unit", "semua" or ""
    for no joined files.
    """

    printer: str = ""
    join: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """printer: its name, "" where nothing had to be printed; fresh: PDF files made now; kept: how many were right
    already; untried: how many are left because the printer failed again and again.
    """

    printer: str = ""
    fresh: tuple[Path, ...] = ()
    kept: int = 0
    failed: tuple[FileOutcome, ...] = ()
    untried: int = 0


def print_papers(papers: Sequence[Paper], author: str, wanted: str, world: World) -> Printed:
    """Print those that need it. author: the office, for the properties; wanted: as in PrintOrder.

    Raises:
        PrinterMissing: there is something to print, and no program to do it.
    """
    digests = {paper: digest_of(paper, author) for paper in papers}
    due = [paper for paper in papers if not _is_right(paper.pdf, digests[paper], wanted, world)]
    kept = len(papers) - len(due)
    if not due:
        return Printed(kept=kept)
    fresh: list[Path] = []
    failed: list[FileOutcome] = []
    streak = 0
    with world.printer(wanted) as printer:
        done = world.progress(f"Mencetak PDF dengan {printer.name}", len(due))
        for number, paper in enumerate(due, start=1):
            try:
                _print(paper, author, digests[paper], printer, world)
            except Refusal as problem:
                failed.append(FileOutcome(paper.pdf.name, Verdict.REFUSED, note=str(problem)))
                streak += 1
            else:
                fresh.append(paper.pdf)
                streak = 0
            done(len(due) if streak == _GIVE_UP else number)
            if streak == _GIVE_UP:
                break
        return Printed(printer.name, tuple(fresh), kept, tuple(failed), len(due) - number)


def outdated(papers: Sequence[Paper], author: str, world: World) -> int:
    """How many PDF files of ours say something else than their workbooks by now."""
    stored = ((paper, world.pdf.source(content(paper.pdf))) for paper in papers)
    return sum(source is not None and source.digest != digest_of(paper, author) for paper, source in stored)


def digest_of(paper: Paper, author: str) -> str:
    """Of all that its PDF depends on."""
    made_of = hashlib.sha256(f"{paper.title}\0{author}\0".encode())
    made_of.update(content(paper.path))
    return made_of.hexdigest()


def _is_right(pdf: Path, digest: str, wanted: str, world: World) -> bool:
    source = world.pdf.source(content(pdf))
    return source is not None and source.digest == digest and wanted in {"", source.printer.casefold()}


def _print(paper: Paper, author: str, digest: str, printer: Printer, world: World) -> None:
    properties = PdfProperties(paper.title, author, PdfSource(digest, printer.name))
    world.save(paper.pdf, world.pdf.finish(printer.print_book(paper.path), properties))
