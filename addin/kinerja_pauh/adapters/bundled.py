"""Where the shipped masters stand: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import kinerja_pauh
from kinerja_pauh.ports import UnusableFile

from .report_templates import ReportTemplate, compile_report
from .stamping import CompiledTemplate, compile_template
from .templates.names import FORM, INDUK, REPORT
from .templates.protection import with_password


def bundled_folder(name: str) -> Path:
    """The folder `workbook_templates` or `macros`.

    Raises:
        UnusableFile: the installation is incomplete.
    """
    package = Path(kinerja_pauh.__file__).parent
    for folder in (package / "_bundled" / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise UnusableFile(f"Pemasangan tidak lengkap: folder {name} tidak ada. Pasang ulang kinerja-pauh.")


class BundledTemplates:
    """The shipped masters. Implements ports.Templates."""

    def form(self, password: str) -> CompiledTemplate:
        """The Formulir Penilaian, its sheets protected by the password."""
        return _form(password)

    def induk(self) -> CompiledTemplate:
        """The Induk."""
        return compile_template((bundled_folder("workbook_templates") / INDUK).read_bytes())

    def report(self, own: Path) -> ReportTemplate:
        """The Laporan Hasil Penilaian; a file of that name in the office's own folder wins."""
        mine = own / REPORT
        path = mine if mine.is_file() else bundled_folder("workbook_templates") / REPORT
        return compile_report(path.read_bytes(), path.name)


@cache
def _form(password: str) -> CompiledTemplate:
    return compile_template(with_password((bundled_folder("workbook_templates") / FORM).read_bytes(), password))
