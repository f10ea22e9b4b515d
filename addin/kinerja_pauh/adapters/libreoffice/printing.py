"""Printing workbooks as PDF through one LibreOffice. Implements ports.Printer."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from .office import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def print_all(pairs: Sequence[tuple[Path, Path]], done: Callable[[int], None]) -> None:
    """Workbook -> PDF, one pair after the other; done is told how many are finished.

    Raises:
        OfficeProblem: LibreOffice is not there, or it could not print one of them (the others are printed).
    """
    finished = count(1)
    with Office() as office:
        failed = office.print_all(pairs, progress=lambda _path: done(next(finished)))
    if failed:
        raise next(iter(failed.values()))
