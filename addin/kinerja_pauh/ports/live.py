"""A workbook that is open in front of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.sheets.cells import Book, SheetChange


class LiveWorkbook(Protocol):
    """A workbook that is open in Excel or LibreOffice in front of the user."""

    @property
    def path(self) -> Path | None:
        """Its file on this computer; None while it was never saved, or where it stands only in a cloud."""

    @property
    def read_only(self) -> bool:
        """Whether it was opened so that it cannot be saved in its place."""

    def read(self) -> Book:
        """All cells as they are now, also what was typed since the last save."""

    def selection(self) -> tuple[str, int, int]:
        """Sheet, row and column of the selected cell."""

    def apply(self, changes: Sequence[SheetChange], password: str) -> None:
        """Make all changes; a sheet that is protected is so again afterwards, with the same permissions.

        The user's selection, scrolling and calculation mode stay as they are, also after an error.

        Raises:
            UnusableFile: a sheet is protected by another password, gone, or a cell is being edited.
        """

    def show(self, sheet: str) -> None:
        """Bring a sheet to the front."""

    def ask(self, question: str) -> bool:
        """Whether the user says yes; a box that is closed, or that nobody can see, is a no."""

    def save(self) -> bool:
        """Save it in its place; gives whether its file now says what is on the screen.

        False: saving would take its buttons away, as LibreOffice does with .xlsm, so that is left to the user.

        Raises:
            UnusableFile: it is read-only, or the folder cannot be written.
        """
