"""The shipped masters, compiled, and the path of the add-in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile

from .report_templates import ReportTemplate, compile_report
from .shipped_folders import bundled_folder
from .stamping import CompiledTemplate, compile_template
from .templates.names import ADDIN, FORM, INDUK, REPORT, with_macros
from .templates.protection import with_password

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["BundledTemplates", "addin_path", "bundled_folder"]


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

    def report(self, own: Path) -> ReportTemplate:
        """The Laporan Hasil Penilaian; a file of that name in the office's own folder wins."""
        mine = own / REPORT
        path = mine if mine.is_file() else _master(REPORT)
        return compile_report(path.read_bytes(), path.name)


@cache
def _form(password: str, *, macros: bool) -> CompiledTemplate:
    return compile_template(with_password(_bytes(FORM, macros=macros), password))


def _bytes(name: str, *, macros: bool) -> bytes:
    return _master(with_macros(name) if macros else name).read_bytes()
