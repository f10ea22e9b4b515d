"""The workbook in front of the user. Implements ports.LiveWorkbook over xlwings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Book

from .busy import is_busy, patiently
from .protection import unprotected
from .reading import read_cells
from .talking import ask
from .view import kept_view, quiet, unpainted
from .window import counts_from_1904, file_of, is_excel, is_hidden, is_saved, opened_read_only, selected_cell
from .writing import is_idle, prepared, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import xlwings

    from kinerja_pauh.sheets.cells import SheetChange


class LiveBook:
    """An open workbook. Any method may raise UnusableFile because a cell is being edited."""

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book

    @property
    def app(self) -> xlwings.App:
        """The program in which it is open."""
        return self._book.app

    @property
    def sheet_names(self) -> list[str]:
        """In tab order, hidden ones too."""
        return patiently(lambda: [sheet.name for sheet in self._book.sheets])

    @property
    def path(self) -> Path | None:
        """Its file on this computer; None while it was never saved, or where it stands only in a cloud."""
        return patiently(lambda: file_of(self._book))

    @property
    def read_only(self) -> bool:
        """Whether it was opened so that it cannot be saved in its place."""
        return patiently(lambda: opened_read_only(self._book))

    def read(self) -> Book:
        """All cells as they are now, also what was typed since the last save.

        Raises:
            UnusableFile: a sheet has too many cells.
        """
        with unpainted(self._book):
            return patiently(self._read)

    def _read(self) -> Book:
        date1904 = counts_from_1904(self._book)
        sheets = {sheet.name: sheet for sheet in self._book.sheets}
        cells = {name: read_cells(sheet, date1904=date1904) for name, sheet in sheets.items()}
        hidden = frozenset(name for name, sheet in sheets.items() if is_hidden(sheet))
        return Book(self._book.name, cells, date1904, hidden)

    def selection(self) -> tuple[str, int, int]:
        """Sheet, row and column of the selected cell."""
        return patiently(lambda: selected_cell(self._book))

    def apply(self, changes: Sequence[SheetChange], password: str) -> None:
        """Make all changes; see ports.LiveWorkbook. What cannot be done at all is found out before the first one."""
        if not is_excel(self._book) and self.read_only:
            raise UnusableFile(
                "Buku ini terbuka hanya-baca, jadi LibreOffice menolak perubahan: simpan dengan nama lain, lalu tekan "
                "tombolnya lagi di buku yang baru."
            )
        present = self._sheets()
        work = [(_of(present, change.sheet), prepared(change)) for change in changes]
        work = [(sheet, change) for sheet, change in work if not is_idle(sheet, change)]
        touched = {change.change.sheet: sheet for sheet, change in work}
        book = self._book
        with kept_view(book), unprotected(book, list(touched.values()), password), quiet(book.app):
            for sheet, change in work:
                write(sheet, change)
            patiently(book.app.calculate)  # Keadaan must be right also where the user calculates by hand

    def show(self, sheet: str) -> None:
        """Bring a sheet to the front, from its top."""
        front = _of(self._sheets(), sheet)
        patiently(front.activate)
        patiently(front.range((1, 1)).select)

    def ask(self, question: str) -> bool:
        """Whether the user says yes; see ports.LiveWorkbook."""
        return ask(self._book.app, question)

    def save(self) -> bool:
        """Save it in its place, unless its file is up to date; see ports.LiveWorkbook.

        Raises:
            UnusableFile: it is read-only, or the folder cannot be written.
        """
        if patiently(lambda: is_saved(self._book)):
            return True
        if self.read_only:
            raise UnusableFile(
                "Buku ini terbuka hanya-baca, jadi tidak dapat disimpan: tutup di komputer atau jendela lain, buka "
                "lagi, lalu tekan tombolnya lagi."
            )
        if not is_excel(self._book) and self._book.name.lower().endswith(".xlsm"):
            return False
        try:
            patiently(self._book.save)
        except UnusableFile:
            raise
        except Exception as problem:
            if is_busy(problem):
                raise
            raise UnusableFile(
                "Buku ini tidak dapat disimpan di tempatnya: periksa apakah foldernya boleh ditulisi dan masih ada "
                "ruang, lalu tekan tombolnya lagi."
            ) from problem
        return True

    def _sheets(self) -> dict[str, xlwings.Sheet]:
        """By name, asked once: every question goes through to the other program."""
        return patiently(lambda: {sheet.name: sheet for sheet in self._book.sheets})


def _of(sheets: dict[str, xlwings.Sheet], name: str) -> xlwings.Sheet:
    if name in sheets:
        return sheets[name]
    raise UnusableFile(
        f'Lembar "{name}" tidak ada di buku ini: kembalikan namanya, atau salin isian ke berkas aslinya.'
    )
