"""An open workbook without a spreadsheet program: the port `LiveWorkbook` over cells in memory, for tests of the order
of steps. What a real program does with the changes is tested in tests/adapters and tests/faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import books
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Book, Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.sheets.cells import SheetChange


class WorkbookInMemory:
    """Keeps the changes that it was given; `selected` is where the user stands."""

    def __init__(self, path: Path, selected: tuple[str, int, int] = ("", 1, 1), *, read_only: bool = False) -> None:
        self.path: Path | None = path
        self.read_only = read_only
        self.keeps_buttons_by_hand = False
        self.selected = selected
        self.shown = ""
        self.saved = 0
        self.password = ""
        self.answer = False
        self.asked: list[str] = []
        self.notes: dict[str, dict[tuple[int, int], str]] = {}
        self._book = read_book(path)

    def read(self) -> Book:
        return self._book

    def selection(self) -> tuple[str, int, int]:
        return self.selected

    def apply(self, changes: Sequence[SheetChange], password: str) -> None:
        self.password = password
        for change in changes:
            self._book = books.with_sheet(
                self._book, change.sheet, lambda cells, change=change: _changed(cells, change)
            )
            if change.notes is not None:
                self.notes[change.sheet] = dict(change.notes)

    def show(self, sheet: str) -> None:
        self.shown = sheet

    def ask(self, question: str) -> bool:
        self.asked.append(question)
        return self.answer

    def save(self) -> bool:
        if self.keeps_buttons_by_hand:
            return False
        if self.read_only:
            raise UnusableFile("Buku ini terbuka hanya-baca. Simpan dengan nama lain, lalu ulangi.")
        self.saved += 1
        return True

    def type(self, sheet: str, row: int, column: int, value: object) -> None:
        """What the user typed since the last save."""
        kept = {place: cell for place, cell in self._book.sheets[sheet].items() if place != (row, column)}
        typed = books.cell(value)
        self._book = books.with_sheet(self._book, sheet, lambda _: {**kept, (row, column): typed} if typed else kept)

    def column(self, sheet: str, column: int, first: int = 7) -> list[object]:
        """The values of a column from a row on, in order of the rows."""
        cells = self._book.sheets[sheet]
        return [cells[place].value for place in sorted(cells) if place[1] == column and place[0] >= first]


def _changed(cells: dict[tuple[int, int], Cell], change: SheetChange) -> dict[tuple[int, int], Cell]:
    kept = {place: cell for place, cell in cells.items() if change.clear_from is None or place[0] < change.clear_from}
    typed = {place: books.cell(value) for place, value in change.values.items()}
    computed = {place: Cell(CellKind.TEXT, formula, formula[1:]) for place, formula in change.formulas.items()}
    return {place: cell for place, cell in {**kept, **typed, **computed}.items() if cell is not None}
