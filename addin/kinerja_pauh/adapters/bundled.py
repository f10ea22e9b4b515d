"""The shipped masters, compiled, and the path of the add-in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile

from .closed_files import book_from_bytes
from .shipped_folders import bundled_folder
from .stamping import CompiledTemplate, compile_template
from .templates.names import ADDIN, BANK, FORM, INDUK, with_macros
from .templates.protection import with_password

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import ReportTemplate, TemplateRemark
    from kinerja_pauh.sheets.cells import Book

__all__ = ["BundledTemplates", "addin_path", "bundled_folder"]

_LOGOS = ("logo.png", "logo.jpg", "logo.jpeg")


def addin_path() -> Path:
    """The add-in for Excel, Penilaian.xlam.

    Raises:
        UnusableFile: the installation is incomplete.
    """
    return _master(ADDIN)


def _master(name: str) -> Path:
    path = bundled_folder("workbook_templates") / name
    if not path.is_file():
        raise UnusableFile(f"Pemasangan tidak lengkap: berkas {name} tidak ada. Pasang ulang kinerja-pauh.")
    return path


class BundledTemplates:
    """The shipped masters. Implements ports.Templates."""

    def form(self, password: str, *, macros: bool = False) -> CompiledTemplate:
        """The Formulir Penilaian, its sheets protected by the password. macros: the .xlsm with buttons."""
        return _form(password, macros=macros)

    def induk(self, *, macros: bool = False) -> CompiledTemplate:
        """The Induk. macros: the .xlsm with buttons."""
        return compile_template(_bytes(INDUK, macros=macros))

    def planning(self, name: str, password: str) -> CompiledTemplate:
        """A master that people get beside the forms, of plans and inquiries; its sheets protected by the password."""
        return compile_template(with_password(_bytes(name), password))

    def indicator_bank(self, own: Path) -> Book:
        """The bank of indicators; own: as for `document`."""
        return book_from_bytes(BANK, _file_bytes(_own_or_shipped(BANK, own)))

    def document(self, name: str, own: Path) -> ReportTemplate:
        """The master of a document about a person; a file of that name in the office's own folder wins."""
        from .report_templates import compile_report  # noqa: PLC0415 - jinja2: a click on a form needs none

        return compile_report(_file_bytes(_own_or_shipped(name, own)), name, _own_logo(own))

    def inspect(self, path: Path, contexts: Sequence[Mapping[str, object]]) -> Sequence[TemplateRemark]:
        """Everything that is wrong with a document template. contexts: samples that it is filled with."""
        from .template_inspection import inspect_template  # noqa: PLC0415 - as above

        return inspect_template(_file_bytes(path), path.name, contexts)


def _own_or_shipped(name: str, own: Path) -> Path:
    mine = own / name
    return mine if mine.is_file() else _master(name)


def _own_logo(own: Path) -> bytes | None:
    """The office's logo beside its templates, if it has one."""
    path = next((own / name for name in _LOGOS if (own / name).is_file()), None)
    return _file_bytes(path) if path else None


def _file_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UnusableFile(
            f"Berkas {path.name} tidak dapat dibaca: tutup program yang membukanya, periksa nama dan foldernya, lalu "
            "ulangi."
        ) from problem


@cache
def _form(password: str, *, macros: bool) -> CompiledTemplate:
    return compile_template(with_password(_bytes(FORM, macros=macros), password))


def _bytes(name: str, *, macros: bool = False) -> bytes:
    return _master(with_macros(name) if macros else name).read_bytes()
