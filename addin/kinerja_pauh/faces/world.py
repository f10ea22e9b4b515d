"""The real world for the actions. What is heavy is imported where it is used: a command pays for what it needs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kinerja_pauh import __version__
from kinerja_pauh.ports import World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import Progress, Register, ReportTemplate, Stamper
    from kinerja_pauh.sheets.cells import Book, Value
    from kinerja_pauh.sheets.recap_layout import RecapBook


class _Templates:
    """The shipped masters, their engine loaded on first use."""

    def form(self, password: str, *, macros: bool = False) -> Stamper:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().form(password, macros=macros)

    def induk(self, *, macros: bool = False) -> Stamper:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().induk(macros=macros)

    def report(self, own: Path) -> ReportTemplate:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().report(own)


def _refuse_foreign_macros(returned: bytes, issued: bytes) -> None:
    from kinerja_pauh.adapters.returned_macros import refuse_foreign_macros

    refuse_foreign_macros(returned, issued)


def _read(path: Path) -> Book:
    from kinerja_pauh.adapters.staff_files import read_workbook_or_csv

    return read_workbook_or_csv(path)


def _open_book(name: str, data: bytes) -> Book:
    from kinerja_pauh.adapters.closed_files import book_from_bytes

    return book_from_bytes(name, data)


def _write_cells(path: Path, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
    from kinerja_pauh.adapters.cell_writer import write_cells

    write_cells(path, sheet, values)


def _save(path: Path, data: bytes) -> None:
    from kinerja_pauh.adapters.atomic_save import save_atomically

    save_atomically(path, data)


def _register(path: Path) -> Register:
    from kinerja_pauh.adapters.register import SqliteRegister

    return SqliteRegister(path)


def _write_recap(recap: RecapBook) -> bytes:
    from kinerja_pauh.adapters.recap_book import recap_workbook

    return recap_workbook(recap)


def _print_pdf(pairs: Sequence[tuple[Path, Path]], done: Callable[[int], None]) -> None:
    from kinerja_pauh.adapters.libreoffice.printing import print_all

    print_all(pairs, done)


def real_world(progress: Progress) -> World:
    """Files, templates, register, LibreOffice and clock of this computer."""
    return World(
        read=_read,
        open_book=_open_book,
        refuse_foreign_macros=_refuse_foreign_macros,
        write_cells=_write_cells,
        save=_save,
        templates=_Templates(),
        register=_register,
        write_recap=_write_recap,
        print_pdf=_print_pdf,
        progress=progress,
        now=lambda: datetime.now().astimezone(),
        version=__version__,
    )
