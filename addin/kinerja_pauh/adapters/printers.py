"""Which spreadsheet program prints: Excel where it is installed, else LibreOffice, unless the user names one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.libreoffice.printing import OfficePrinter
from kinerja_pauh.adapters.libreoffice.problems import OfficeMissing
from kinerja_pauh.adapters.live.printing import ExcelPrinter, excel_is_here
from kinerja_pauh.ports import PrinterMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.ports import Printer

EXCEL, OFFICE = "excel", "libreoffice"


@contextmanager
def printer(wanted: str) -> Iterator[Printer]:
    """The program, running inside and ended afterwards. wanted: "excel", "libreoffice", or "" for the best one here.

    Raises:
        PrinterMissing: there is none, or not the wanted one.
    """
    excel = wanted != OFFICE and excel_is_here()
    if wanted == EXCEL and not excel:
        raise PrinterMissing("Excel tidak ada di komputer ini. Hilangkan --pencetak excel, atau pakai libreoffice.")
    try:
        running: ExcelPrinter | OfficePrinter = ExcelPrinter() if excel else OfficePrinter()
        with running as started:
            yield started
    except OfficeMissing as problem:
        none = (
            "LibreOffice tidak ada di komputer ini" if wanted else "Excel maupun LibreOffice tidak ada di komputer ini"
        )
        raise PrinterMissing(f"{none}. {problem}") from problem
