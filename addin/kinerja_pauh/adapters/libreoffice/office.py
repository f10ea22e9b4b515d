"""LibreOffice as a whole: start it, open workbooks in it, print many files."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Self

from kinerja_pauh.adapters.libreoffice.book import CALL_SECONDS, PRINT_SECONDS, OfficeBook
from kinerja_pauh.adapters.libreoffice.installation import find_office
from kinerja_pauh.adapters.libreoffice.link import Link
from kinerja_pauh.adapters.libreoffice.problems import OfficeMissing

if TYPE_CHECKING:
    from pathlib import Path


class Office:
    """A LibreOffice of our own, apart from any that the user has open: own process, own profile, no window.

    It starts with the first workbook, and anew after it broke down; workbooks that were open then are lost. On leaving
    the `with` block, and when our process dies, the soffice that we started is ended.
    """

    def __init__(self, locale: str = "id-ID") -> None:
        """locale: how typed numbers and dates are read and unmarked ones shown, as "id-ID"."""
        self._locale = locale
        self._link: Link | None = None

    def __enter__(self) -> Self:
        """Starts LibreOffice, so that what is missing is known at once."""
        self._started()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def pid(self) -> int | None:
        """Of the soffice that runs for us; None while none does."""
        return self._link.pid if self._link and self._link.alive else None

    def open(self, path: Path) -> OfficeBook:
        """Opens a workbook (.xlsx, .xlsm, .ods) without running its macros.

        Raises:
            OfficeMissing, OfficeStopped, OfficeTooSlow: LibreOffice does not run.
            BookNotOpened: the file is missing, damaged, encrypted or no workbook.
        """
        link = self._started()
        return OfficeBook(link, link.call("open", CALL_SECONDS, path=str(path.absolute())))

    def print_book(self, path: Path) -> bytes:
        """All visible sheets of a workbook as PDF, quicker than through `open`: no window is built for it.

        Raises:
            OfficeProblem: as for `open`, or the workbook cannot be printed.
        """
        return base64.b64decode(self._started().call("print_book", PRINT_SECONDS, path=str(path.absolute())))

    def end(self) -> None:
        """Ends the LibreOffice that runs for us, if one does; unsaved changes are lost."""
        if self._link:
            self._link.end()
            self._link = None

    def _started(self) -> Link:
        if not self._link or not self._link.alive:
            installation = find_office()
            if not installation:
                raise OfficeMissing
            self._link = Link(installation, self._locale)
        return self._link
