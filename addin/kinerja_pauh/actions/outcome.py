"""What an action tells about each file: a verdict, findings, results. A face prints it for people or as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.scoring import Result


class Verdict(StrEnum):
    """Putusan over a file."""

    ACCEPTED = "diterima"
    LOOK = "perlu_dilihat"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file. note: what was done with it, or why it was refused."""

    file: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    results: tuple[Result, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action did. files: looked at or refused; written: paths for the user to open; advice: the next step."""

    files: tuple[FileOutcome, ...] = ()
    written: tuple[str, ...] = ()
    advice: str = ""

    @property
    def exit_status(self) -> int:
        """0 clean, 1 findings, 2 a file was unusable."""
        if any(one.verdict is Verdict.REFUSED for one in self.files):
            return 2
        return int(any(one.findings for one in self.files))


def blocked(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings forbids writing a result."""
    return any(finding.severity.blocks for finding in findings)


STRUCTURE = frozenset({"lembar-hilang", "judul-hilang"})
"""Codes of findings about a table that could not be read at all."""
_FOLLOWS = frozenset({"nip-tak-dikenal", "baris-hilang"})  # what is said of every row while the list of people is gone


def merged(read: Iterable[Finding], checked: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of reading and of checking; a cell that could not be read is not called empty as well.

    While a whole table is unreadable, that other tables and the checks miss its rows is no news.
    """
    first = tuple(read)
    if any(f.code in STRUCTURE for f in first):
        return tuple(f for f in first if f.code not in _FOLLOWS)
    said = {(f.sheet, f.cell) for f in first if f.severity is Severity.WRONG and f.cell}
    return first + tuple(f for f in checked if (f.sheet, f.cell) not in said)
