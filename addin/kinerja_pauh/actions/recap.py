"""kinerja rekap: the figures of the office on one page, and every accepted value behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .file_names import slug
from .folder import OfficeFolder
from .outcome import Outcome
from .recap_source import book_of, recap_source

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.recap_layout import RecapBook

    from .recap_source import RecapSource


def recap(root: Path, world: World) -> Outcome:
    """Write the recap into 3_rekap, replacing the one of the same period.

    Raises:
        Refusal: nothing has come back yet, or the folder cannot be used.
    """
    folder = OfficeFolder(root)
    return write_recap(folder, recap_source(folder, world), world)


def write_recap(folder: OfficeFolder, source: RecapSource, world: World) -> Outcome:
    """Write the recap of a source."""
    book = book_of(source)
    path = folder.recap / f"Rekap_{slug(book.period)}.xlsx"
    folder.create()
    world.save(path, world.write_recap(book))
    return Outcome(written=(str(path),), advice=" ".join((recap_advice(book), *source.notes)))


def recap_advice(book: RecapBook) -> str:
    """The head-counts in a sentence, and where they do not fit the pattern."""
    whole = book.figures.whole
    told = f"{whole.counted} pegawai dinilai, {whole.incomplete} belum lengkap, {book.forms} formulir belum kembali."
    return f"{told} {whole.check.warning if whole.check else ''}".rstrip()
