"""A returned form beside the one that was handed out: every locked cell that is not as it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.wording import quote, show

from . import form_layout as layout
from .cells import CellKind, address
from .layout import FIRST_ROW
from .numbers import from_float

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .cells import Book, Cell

_CURE = "Kembalikan seperti semula, atau minta HR mengubahnya di Induk dan membagikan formulir baru."


def locked_changes(sent: Book, back: Book) -> list[Finding]:
    """A finding for each locked cell of the sent form that holds something else now, by address with both values.

    The sheet Hasil is passed over: Hitung Nilai writes there, and nothing is read from it. Formulas are only asked to
    be formulas still, since every program writes them a little differently.
    """
    findings: list[Finding] = []
    for name in (layout.META, layout.GUIDE, *layout.TABLES):
        if name != layout.RESULTS and name in back.sheets:
            findings += _sheet_changes(name, sent.sheets[name], back.sheets[name])
    return findings


def _sheet_changes(
    name: str, sent: Mapping[tuple[int, int], Cell], back: Mapping[tuple[int, int], Cell]
) -> Iterator[Finding]:
    entries = _entry_columns(name)
    for (row, column), before in sent.items():
        if row >= FIRST_ROW and column in entries:
            continue
        after = back.get((row, column))
        place = address(row, column)
        if before.formula:
            if after is None or not after.formula:
                message = f"Rumus di sel ini tertimpa menjadi {_shown(after)}. {_CURE}"
                yield Finding(name, place, "rumus-tertimpa", Severity.WRONG, message)
        elif not _same(before, after):
            message = f"Sel terkunci ini berubah dari {_shown(before)} menjadi {_shown(after)}. {_CURE}"
            yield Finding(name, place, "sel-terkunci-berubah", Severity.WRONG, message)


def _entry_columns(name: str) -> frozenset[int]:
    table = layout.TABLES.get(name)
    return frozenset(n for n, c in enumerate(table.columns, start=1) if c.entry) if table else frozenset()


def _same(before: Cell, after: Cell | None) -> bool:
    """Whether two cells hold the same number (to the digits that a sheet keeps) or the same text."""
    if after is None or after.formula:
        return False
    if isinstance(before.value, float) and isinstance(after.value, float):
        return from_float(before.value) == from_float(after.value)
    return before.kind is after.kind and str(before.value).split() == str(after.value).split()


def _shown(cell: Cell | None) -> str:
    if cell is None or cell.value is None or cell.value == "":
        return "kosong"
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, float):
        return show(from_float(cell.value))
    if isinstance(cell.value, bool):
        return "BENAR" if cell.value else "SALAH"
    return f'"{quote(str(cell.value), 60)}"'
