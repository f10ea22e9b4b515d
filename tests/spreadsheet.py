"""The real spreadsheet in tests: what the shared fixture of conftest.py and the picture checks need."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from kinerja_pauh.adapters.libreoffice import Installation, find_office

if TYPE_CHECKING:
    from pathlib import Path

CURE = "run `make test` once, which installs it through apt-get, or install LibreOffice yourself"


def required_office() -> Installation:
    """The LibreOffice of this computer; a test that needs it fails without, since it would prove nothing."""
    installation = find_office()
    if installation is None:
        pytest.fail(f"LibreOffice with its Python bridge is missing: {CURE}", pytrace=False)
    return installation


def pages_as_png(pdf: Path, folder: Path, dpi: int = 80) -> list[Path]:
    """One PNG a page, in page order, in `folder`, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    _poppler("pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem))
    pages = sorted(folder.glob(f"{pdf.stem}-*.png"), key=lambda page: int(page.stem.rpartition("-")[2]))
    assert pages, f"{pdf.name} has no page"
    return pages


def text_of_pdf(pdf: Path) -> str:
    """All text of a PDF in reading order; a form feed ends each page."""
    return _poppler("pdftotext", "-layout", str(pdf), "-")


def _poppler(program: str, *arguments: str) -> str:
    if not shutil.which(program):
        pytest.fail(f"{program} (poppler-utils) is missing: {CURE}", pytrace=False)
    return subprocess.run([program, *arguments], capture_output=True, check=True, encoding="utf-8").stdout
