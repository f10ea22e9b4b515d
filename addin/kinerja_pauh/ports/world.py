"""Everything together, as a face hands it to an action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.dashboard_page import Dashboard
    from kinerja_pauh.sheets.flat_book import FlatBook
    from kinerja_pauh.sheets.recap_layout import RecapBook
    from kinerja_pauh.sheets.service_result import ServiceBook

    from .files import BookReader, CellWriter, EvidenceReader, FileSaver, MacroGuard, Progress
    from .keys import SealKeys
    from .printing import PdfFiles, Printer
    from .register import Register, RegisterCare
    from .templates import Templates


@dataclass(frozen=True, slots=True)
class World:
    """Everything an action may use.

    open_book: a workbook from its file's name and bytes; open_untrusted: the same for one that a stranger may have
    made, read in a process of its own, refused where it holds anything that acts; open_csv: the same for a text of
    fields, which acts in no way. open_elsewhere: where a file is open, as part of a sentence; None where it is not.
    hold: alone in an office folder inside; told the folder and the verb, waits for others, then refuses. printer:
    told "excel", "libreoffice", or "" for the best one here; running inside; may raise PrinterMissing. now: local time.
    who: user and computer, for the register's diary.
    """

    read: BookReader
    open_book: Callable[[str, bytes], Book]
    open_untrusted: Callable[[str, bytes], Book]
    open_csv: Callable[[str, bytes], Book]
    open_elsewhere: Callable[[Path], str | None]
    hold: Callable[[Path, str], AbstractContextManager[None]]
    keys: SealKeys
    refuse_foreign_macros: MacroGuard
    write_cells: CellWriter
    save: FileSaver
    templates: Templates
    register: Callable[[Path], Register]
    care: RegisterCare
    write_recap: Callable[[RecapBook], bytes]
    write_service: Callable[[ServiceBook], bytes]
    write_flat: Callable[[FlatBook], bytes]
    evidence: EvidenceReader
    write_dashboard: Callable[[Dashboard], bytes]
    printer: Callable[[str], AbstractContextManager[Printer]]
    pdf: PdfFiles
    progress: Progress
    now: Callable[[], datetime]
    who: str
    version: str
