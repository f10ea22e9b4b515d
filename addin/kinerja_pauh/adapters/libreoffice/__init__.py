"""LibreOffice without a window: a real spreadsheet that opens, calculates, saves and prints workbooks.

`office` is the client; `bridge` runs in a process of its own under the Python that LibreOffice speaks with.
"""

from __future__ import annotations

from kinerja_pauh.adapters.libreoffice.book import CellError, OfficeBook
from kinerja_pauh.adapters.libreoffice.installation import Installation, find_office
from kinerja_pauh.adapters.libreoffice.office import Office
from kinerja_pauh.adapters.libreoffice.problems import (
    BookNotOpened,
    BookNotSaved,
    CellLocked,
    OfficeMissing,
    OfficeProblem,
    OfficeRefused,
    OfficeStopped,
    OfficeTooSlow,
)

__all__ = [
    "BookNotOpened",
    "BookNotSaved",
    "CellError",
    "CellLocked",
    "Installation",
    "Office",
    "OfficeBook",
    "OfficeMissing",
    "OfficeProblem",
    "OfficeRefused",
    "OfficeStopped",
    "OfficeTooSlow",
    "find_office",
]
