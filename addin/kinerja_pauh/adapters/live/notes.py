"""Our notes on cells. They begin with a mark of their own, so that people's notes are never touched."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from .busy import patiently
from .window import is_excel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xlwings

MARK = "Temuan: "


def keep_notes(sheet: xlwings.Sheet, wanted: Mapping[tuple[int, int], str]) -> None:
    """Afterwards the sheet has exactly these notes of ours; a cell with someone's own note keeps that instead.

    wanted: without the mark. A note that is there already is left alone, so that nothing flickers.
    """
    missing = {place: MARK + text for place, text in wanted.items()}
    for note in patiently(lambda: list(sheet.notes)):
        place = (note.location.row, note.location.column)
        text = note.text
        if not text.startswith(MARK) or missing.get(place) == text:
            missing.pop(place, None)
        else:
            patiently(note.delete)
    for place, text in missing.items():
        _add(sheet, place, text)


def notes_stand(sheet: xlwings.Sheet, wanted: Mapping[tuple[int, int], str]) -> bool:
    """Whether keep_notes would change nothing. Asked first, because taking a protection off takes long."""
    there = patiently(lambda: _all(sheet))
    ours = {place: text for place, text in there.items() if text.startswith(MARK)}
    return ours == {place: MARK + text for place, text in wanted.items() if place in ours or place not in there}


@contextmanager
def kept_notes(sheet: xlwings.Sheet) -> Iterator[None]:
    """Values written inside leave the notes of their cells alone; LibreOffice would drop them with the old value."""
    if is_excel(sheet):
        yield
        return
    before = _all(sheet)
    yield
    if before:
        left = _all(sheet)
        for place in before.keys() - left.keys():
            _add(sheet, place, before[place])


def _all(sheet: xlwings.Sheet) -> dict[tuple[int, int], str]:
    return {(note.location.row, note.location.column): note.text for note in sheet.notes}


def _add(sheet: xlwings.Sheet, place: tuple[int, int], text: str) -> None:
    patiently(lambda: sheet.range(place).add_note(text))
