"""A returned form beside the one that was handed out: every locked cell that is not as it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.wording import quote, show

from .cells import CellKind, address
from .form_words import LATER
from .numbers import from_float
from .seal import canonical, columns_read, locked_cells, seal_places

if TYPE_CHECKING:
    from .cells import Book, Cell

_CURE = "Kembalikan seperti semula, atau minta HR mengubahnya di Induk dan membagikan formulir baru."


def locked_changes(sent: Book, back: Book) -> list[Finding]:
    """A finding for each locked cell that does not hold what it was sent with, by address with both values.

    The seal is judged elsewhere. The sheet Hasil is passed over: Hitung Nilai writes there, and nothing is read from
    it. A cell of a table that was sent empty is read as well, say Target Atas; beside the tables what stands in such a
    cell is a warning: nothing of ours reads it, but someone took the protection off. A sheet that older forms do not
    have, and this one was sent with, must be there.
    """
    before = {(sheet, row, column): cell for sheet, row, column, cell in locked_cells(sent) if sheet in back.sheets}
    known = before.keys() | seal_places(back)
    for place in seal_places(sent):
        before.pop(place, None)
    compared = (_changed(place, cell, back.sheets[place[0]].get(place[1:])) for place, cell in before.items())
    findings = [_gone(sheet) for sheet in LATER if sheet in sent.sheets and sheet not in back.sheets]
    findings += [found for found in compared if found is not None]
    read = columns_read(sent)
    for sheet, row, column, cell in locked_cells(back):
        if (sheet, row, column) in known or not canonical(cell):
            continue
        if column <= read.get(sheet, 0):
            message = f"Sel terkunci yang tadinya kosong kini berisi {_shown(cell)}. {_CURE}"
            findings.append(Finding(sheet, address(row, column), "sel-terkunci-berubah", Severity.WRONG, message))
        else:
            message = f"Sel terkunci yang tadinya kosong kini berisi {_shown(cell)}. Isinya tidak dibaca."
            findings.append(Finding(sheet, address(row, column), "sel-terkunci-terisi", Severity.WARNING, message))
    return findings


def _gone(sheet: str) -> Finding:
    message = f'Lembar "{sheet}" ada saat formulir dibagikan, kini tidak. Kembalikan lembarnya dari berkas asli.'
    return Finding(sheet, "", "lembar-hilang", Severity.WRONG, message)


def _changed(place: tuple[str, int, int], before: Cell, after: Cell | None) -> Finding | None:
    if canonical(before) == canonical(after):
        return None
    sheet, row, column = place
    if before.formula:
        message = f"Rumus di sel ini tertimpa menjadi {_shown(after)}. {_CURE}"
        return Finding(sheet, address(row, column), "rumus-tertimpa", Severity.WRONG, message)
    message = f"Sel terkunci ini berubah dari {_shown(before)} menjadi {_shown(after)}. {_CURE}"
    return Finding(sheet, address(row, column), "sel-terkunci-berubah", Severity.WRONG, message)


def _shown(cell: Cell | None) -> str:
    if cell is None or cell.value is None or cell.value == "":
        return "kosong"
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, float):
        return show(from_float(cell.value))
    if isinstance(cell.value, bool):
        return "BENAR" if cell.value else "SALAH"
    return f'"{quote(str(cell.value), 60)}"'
