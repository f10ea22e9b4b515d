"""Notes on cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

if TYPE_CHECKING:
    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range
    from kinerja_pauh.adapters.libreoffice.engine.sheets import Sheet
    from kinerja_pauh.adapters.libreoffice.remote import RemoteObject

ANNOTATION = 8  # of com.sun.star.sheet.CellFlags


class Note(base_classes.Note):
    """That of the first cell of a range."""

    def __init__(self, cell: Range) -> None:
        self._cell = cell

    @property
    def api(self) -> RemoteObject:
        annotation: RemoteObject = self._cell.first_cell().getAnnotation()
        return annotation

    @property
    def text(self) -> str:
        return str(self.api.getString())

    @text.setter
    def text(self, value: str) -> None:
        self.api.setString(value)

    @property
    def author(self) -> str:
        return str(self.api.getAuthor())

    @property
    def location(self) -> Range:
        return self._cell

    def delete(self) -> None:
        self._cell.first_cell().clearContents(ANNOTATION)


def note_of(cell: Range) -> Note | None:
    """None where the first cell has none."""
    note = Note(cell)
    return note if note.text else None


def notes_of(sheet: Sheet) -> list[Note]:
    """All of a sheet."""
    annotations = sheet.sheet.Annotations
    places = [annotations.getByIndex(index).getPosition() for index in range(annotations.Count)]
    return [Note(sheet.cells_at(at.Row + 1, at.Column + 1, at.Row + 1, at.Column + 1)) for at in places]
