"""The real world for the actions. What is heavy is imported where it is used: a command pays for what it needs."""

from __future__ import annotations

import atexit
import os
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh import __version__
from kinerja_pauh.ports import UnusableFile, World

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from kinerja_pauh.adapters.key_store import KeyFile
    from kinerja_pauh.adapters.reading_apart.reader import ApartReader
    from kinerja_pauh.adapters.register import DatabaseRegister
    from kinerja_pauh.appraisal.evidence import EvidenceFile
    from kinerja_pauh.ports import PdfProperties, PdfSource, Printer, Progress, ReportTemplate, Stamper, TemplateRemark
    from kinerja_pauh.sheets.cells import Book, Value
    from kinerja_pauh.sheets.dashboard_page import Dashboard
    from kinerja_pauh.sheets.flat_book import FlatBook
    from kinerja_pauh.sheets.recap_layout import RecapBook
    from kinerja_pauh.sheets.seal import SealKey
    from kinerja_pauh.sheets.service_result import ServiceBook


class _Templates:
    """The shipped masters, their engine loaded on first use."""

    def form(self, password: str, *, macros: bool = False) -> Stamper:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().form(password, macros=macros)

    def induk(self, *, macros: bool = False) -> Stamper:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().induk(macros=macros)

    def planning(self, name: str, password: str) -> Stamper:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().planning(name, password)

    def indicator_bank(self, own: Path) -> Book:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().indicator_bank(own)

    def document(self, name: str, own: Path) -> ReportTemplate:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().document(name, own)

    def inspect(self, path: Path, contexts: Sequence[Mapping[str, object]]) -> Sequence[TemplateRemark]:
        from kinerja_pauh.adapters.bundled import BundledTemplates

        return BundledTemplates().inspect(path, contexts)


def _refuse_foreign_macros(returned: bytes, issued: bytes) -> None:
    from kinerja_pauh.adapters.returned_macros import refuse_foreign_macros

    refuse_foreign_macros(returned, issued)


def _read(path: Path) -> Book:
    from kinerja_pauh.adapters.staff_files import read_workbook_or_csv

    return read_workbook_or_csv(path)


def _open_book(name: str, data: bytes) -> Book:
    from kinerja_pauh.adapters.closed_files import book_from_bytes

    return book_from_bytes(name, data)


@cache
def _reader() -> ApartReader:
    """One process reads all the files of a command; it ends with ours."""
    from kinerja_pauh.adapters.reading_apart.reader import ApartReader

    reader = ApartReader()
    atexit.register(reader.close)
    return reader


def _open_untrusted(name: str, data: bytes) -> Book:
    return _reader().read(name, data)


def _open_csv(name: str, data: bytes) -> Book:
    from kinerja_pauh.adapters.staff_files import book_from_csv

    return book_from_csv(name, data)


def _write_cells(path: Path, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
    from kinerja_pauh.adapters.cell_writer import write_cells

    write_cells(path, sheet, values)


def _save(path: Path, data: bytes) -> None:
    from kinerja_pauh.adapters.atomic_save import save_atomically

    save_atomically(path, data)


def _open_elsewhere(path: Path) -> str | None:
    from kinerja_pauh.adapters.closed_files import file_is_open

    return file_is_open(path)


def _hold(folder: Path, what: str) -> AbstractContextManager[None]:
    from kinerja_pauh.adapters.office_lock import held

    return held(folder, what)


class _Keys:
    """The seal keys of this user, their file looked for on first use: most clicks need none."""

    def current(self, when: datetime) -> SealKey:
        return _key_file().current(when)

    def find(self, key_id: str) -> SealKey | None:
        return _key_file().find(key_id)

    def listed(self) -> Sequence[SealKey]:
        return _key_file().listed()

    def rotate(self, when: datetime) -> SealKey:
        return _key_file().rotate(when)

    def back_up(self, target: Path) -> int:
        return _key_file().back_up(target)

    def restore(self, backup: Path) -> int:
        return _key_file().restore(backup)


def _key_file() -> KeyFile:
    from kinerja_pauh.adapters.key_store import KeyFile, key_file

    return KeyFile(key_file())


def _who() -> str:
    from kinerja_pauh.adapters.office_lock import who_am_i

    return who_am_i()


def _register(path: Path) -> DatabaseRegister:
    from kinerja_pauh.adapters.register import open_register

    return open_register(path, os.environ.get(REGISTER_URL))


class _Care:
    """Care of the register, its modules loaded on first use."""

    def back_up(self, path: Path, target: Path) -> int:
        from kinerja_pauh.adapters.register import care

        _refuse_server(care.ON_SERVER)
        return care.back_up(path, target)

    def restore(self, backup: Path, path: Path, when: datetime, who: str) -> Path | None:
        from kinerja_pauh.adapters.register import care

        _refuse_server(care.ON_SERVER)
        return care.restore(backup, path, when, who)

    def export_person(self, path: Path, nip: str) -> Mapping[str, object]:
        from kinerja_pauh.adapters.register.privacy import export_person

        return export_person(_register(path), nip)

    def erase_person(self, path: Path, nip: str, when: datetime, who: str) -> int:
        from kinerja_pauh.adapters.register.privacy import erase_person

        return erase_person(_register(path), nip, when, who)

    def older_than(self, path: Path, day: date) -> Sequence[str]:
        from kinerja_pauh.adapters.register.privacy import older_than

        return older_than(_register(path), day)

    def erase_forms(self, path: Path, form_ids: Sequence[str], when: datetime, who: str) -> int:
        from kinerja_pauh.adapters.register.privacy import erase_forms

        return erase_forms(_register(path), form_ids, when, who)


def _refuse_server(sentence: str) -> None:
    """A shared register is its server's to copy."""
    if os.environ.get(REGISTER_URL):
        raise UnusableFile(sentence)


def _write_recap(recap: RecapBook) -> bytes:
    from kinerja_pauh.adapters.recap_book import recap_workbook

    return recap_workbook(recap)


def _write_service(book: ServiceBook) -> bytes:
    from kinerja_pauh.adapters.service_book import service_workbook

    return service_workbook(book)


def _write_flat(flat: FlatBook) -> bytes:
    from kinerja_pauh.adapters.flat_book import flat_workbook

    return flat_workbook(flat)


def _evidence(folder: Path, progress: Progress) -> Sequence[EvidenceFile]:
    from kinerja_pauh.adapters.evidence_folder import evidence_files

    return evidence_files(folder, progress)


def _write_dashboard(dashboard: Dashboard) -> bytes:
    from kinerja_pauh.adapters.dashboard import dashboard_page

    return dashboard_page(dashboard)


def _printer(wanted: str) -> AbstractContextManager[Printer]:
    from kinerja_pauh.adapters.printers import printer

    return printer(wanted)


class _Pdf:
    """PDF files, their library loaded on first use."""

    def source(self, data: bytes) -> PdfSource | None:
        from kinerja_pauh.adapters.pdf_files import source_of

        return source_of(data)

    def finish(self, printed: bytes, properties: PdfProperties) -> bytes:
        from kinerja_pauh.adapters.pdf_files import finished

        return finished(printed, properties)

    def join(self, parts: Sequence[tuple[str, bytes]], properties: PdfProperties) -> bytes:
        from kinerja_pauh.adapters.pdf_files import joined

        return joined(parts, properties)


REGISTER_URL = "KINERJA_REGISTER"
"""Environment variable with the address of a shared register; without it the register stands in the office folder."""


def real_world(progress: Progress) -> World:
    """Files, templates, register, LibreOffice and clock of this computer."""
    return World(
        read=_read,
        open_book=_open_book,
        open_untrusted=_open_untrusted,
        open_csv=_open_csv,
        open_elsewhere=_open_elsewhere,
        hold=_hold,
        keys=_Keys(),
        refuse_foreign_macros=_refuse_foreign_macros,
        write_cells=_write_cells,
        save=_save,
        templates=_Templates(),
        register=_register,
        care=_Care(),
        write_recap=_write_recap,
        write_service=_write_service,
        write_flat=_write_flat,
        evidence=_evidence,
        write_dashboard=_write_dashboard,
        printer=_printer,
        pdf=_Pdf(),
        progress=progress,
        now=lambda: datetime.now().astimezone(),
        who=_who(),
        version=__version__,
    )
