"""Printing workbooks through one LibreOffice for the whole batch. Implements ports.Printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from .office import Office

if TYPE_CHECKING:
    from pathlib import Path


class OfficePrinter:
    """A LibreOffice of our own, running inside a `with` block; it starts anew after it broke down."""

    name = "LibreOffice"

    def __init__(self) -> None:
        self._office = Office()

    def __enter__(self) -> Self:
        """Starts it: OfficeMissing, OfficeStopped or OfficeTooSlow say why it does not."""
        self._office.__enter__()
        return self

    def __exit__(self, *problem: object) -> None:
        self._office.__exit__(*problem)

    def print_book(self, path: Path) -> bytes:
        """All visible sheets as one PDF.

        Raises:
            OfficeProblem: the workbook cannot be opened or printed.
        """
        return self._office.print_book(path)
