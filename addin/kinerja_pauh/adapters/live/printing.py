"""Printing closed workbooks through an Excel of our own. Implements ports.Printer over xlwings.

Excel prints only into a file. It stands beside the workbook, under the name of a temporary file of ours, so that
nothing about a person lies outside the office folder.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kinerja_pauh.adapters.atomic_save import LEFTOVER_PREFIX
from kinerja_pauh.ports import UnusableFile

from .busy import patiently
from .lean_xlwings import lean_xlwings

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings

_MAC_EXCEL = Path("/Applications/Microsoft Excel.app")
_FAILED = (
    "Excel tidak dapat mencetak buku ini. Tutup Excel, lalu jalankan perintah yang sama lagi; bila tetap gagal, "
    "tambahkan --pencetak libreoffice."
)


def excel_is_here() -> bool:
    """Whether Excel is installed, without starting it."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  there is none elsewhere

        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Excel.Application\CLSID"):
            return True
        return False
    return sys.platform == "darwin" and _MAC_EXCEL.exists()


def _hidden_excel() -> xlwings.App:
    app: xlwings.App = lean_xlwings().App(visible=False, add_book=False)
    app.display_alerts = False
    return app


class ExcelPrinter:
    """An Excel without a window, apart from the user's own, from the first workbook to the end of the `with` block.

    After a failure it is ended, and the next workbook gets a fresh one.
    """

    name = "Excel"

    def __init__(self, start: Callable[[], xlwings.App] = _hidden_excel) -> None:
        """start: gives the program; another than Excel where xlwings has an engine for it."""
        self._start = start
        self._app: xlwings.App | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def print_book(self, path: Path) -> bytes:
        """All visible sheets as one PDF.

        Raises:
            UnusableFile: Excel does not start, or cannot open or print the workbook.
        """
        printed = path.absolute().with_name(f"{LEFTOVER_PREFIX}{os.getpid()}-{secrets.token_hex(6)}.pdf")
        try:
            self._print(path, printed)
            return printed.read_bytes()
        except Exception as problem:
            self._end()
            raise UnusableFile(_FAILED) from problem
        finally:
            with contextlib.suppress(OSError):
                printed.unlink()

    def _print(self, path: Path, printed: Path) -> None:
        app = self._app = self._app or patiently(self._start)
        book = patiently(lambda: app.books.open(str(path.absolute()), update_links=False, read_only=True))
        try:
            patiently(lambda: book.to_pdf(str(printed), show=False))
        finally:
            patiently(book.close)

    def _end(self) -> None:
        """An Excel that no longer answers is killed: it has nothing to lose, its workbooks are read-only."""
        app, self._app = self._app, None
        if app is None:
            return
        try:
            app.quit()
        except Exception:  # noqa: BLE001  COM has many, and none of them leaves anything to do but this
            with contextlib.suppress(Exception):
                app.kill()
