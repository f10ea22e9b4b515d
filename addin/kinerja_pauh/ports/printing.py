"""Programs that print, and the PDF files that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kinerja_pauh.appraisal.findings import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class PrinterMissing(Refusal):
    """No program that could print is on this computer, or not the one asked for."""


class Printer(Protocol):
    """A spreadsheet program that prints one workbook after the other, started for a whole batch."""

    @property
    def name(self) -> str:
        """What the user calls it: Excel or LibreOffice."""

    def print_book(self, path: Path) -> bytes:
        """All visible sheets of a closed workbook as one PDF, as the program itself makes it.

        Raises:
            Refusal: the workbook cannot be opened or printed, or the program failed; it is ready for the next one.
        """


@dataclass(frozen=True, slots=True)
class PdfSource:
    """What a PDF was made from. digest: of the workbooks and of its properties; printer: the program's name."""

    digest: str
    printer: str


@dataclass(frozen=True, slots=True)
class PdfProperties:
    """What a PDF says of itself: the kind of document and the office, never a person."""

    title: str
    author: str
    source: PdfSource


class PdfFiles(Protocol):
    """PDF files as the office keeps them. The same printed pages give the same bytes."""

    def source(self, data: bytes) -> PdfSource | None:
        """What a file was made from; None where it is not ours or not whole."""

    def finish(self, printed: bytes, properties: PdfProperties) -> bytes:
        """What a printer gave, with these properties instead of its own and without clock times.

        Raises:
            UnusableFile: it is no PDF.
        """

    def join(self, parts: Sequence[tuple[str, bytes]], properties: PdfProperties) -> bytes:
        """Several of them behind one another, each with a bookmark of that name.

        Raises:
            UnusableFile: one of them is no PDF.
        """
