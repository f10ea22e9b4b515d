"""Where the shipped masters and macro sources stand: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

import kinerja_pauh
from kinerja_pauh.ports import UnusableFile


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
