"""What a button changes to show findings in the workbook in which they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.sheets.cells import SheetChange
from kinerja_pauh.sheets.mark_sheets import findings_change, listed, no_findings_change, notes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.sheets.cells import Book


def marks(book: Book, tables: Iterable[str], findings: Sequence[Finding]) -> list[SheetChange]:
    """A note on each faulty cell and the list on Temuan; earlier marks go. tables: sheets that may have findings."""
    return [*_notes(book, tables, findings), findings_change([listed(finding) for finding in findings])]


def no_marks(book: Book, tables: Iterable[str]) -> list[SheetChange]:
    """No notes of ours, an empty list, and with it no colours."""
    return [*_notes(book, tables, ()), no_findings_change()]


def _notes(book: Book, tables: Iterable[str], findings: Iterable[Finding]) -> list[SheetChange]:
    notes = notes_of(findings)
    return [SheetChange(sheet, notes=notes.get(sheet, {})) for sheet in tables if sheet in book.sheets]
