"""What the actions ask of the world. Cells are plain values here (`sheets.cells`); no library's types.

Each Protocol has one real implementation in `adapters`; `World` is what a face hands to an action.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kinerja_pauh.appraisal.findings import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from kinerja_pauh.sheets.cells import Book, SheetFill, Value
    from kinerja_pauh.sheets.recap_layout import RecapBook


class UnusableFile(Refusal):
    """A file that cannot be read as a workbook or cannot be replaced. Its text does not name the path."""


class BookReader(Protocol):
    def __call__(self, path: Path) -> Book:
        """Read a closed workbook.

        Raises:
            UnusableFile: not a workbook, encrypted, damaged, too large, hostile.
        """


class CellWriter(Protocol):
    def __call__(self, path: Path, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
        """Write plain values into one sheet of a closed workbook, everything else kept byte for byte, atomically.

        Raises:
            UnusableFile: as for reading, or the file cannot be replaced (open in Excel, read-only folder, full disk).
        """


class FileSaver(Protocol):
    def __call__(self, path: Path, data: bytes) -> None:
        """Replace or create a file so that a crash leaves the old or the new one, whole.

        Raises:
            UnusableFile: the folder or the file cannot be written.
        """


class Stamper(Protocol):
    """A compiled template workbook."""

    def render(self, fills: Mapping[str, SheetFill]) -> bytes:
        """The template with the named sheets filled; the others as they are.

        Raises:
            KeyError: the template has no sheet of that name.
        """


class ReportTemplate(Protocol):
    """A compiled report template with expressions in its cells."""

    def render(self, context: Mapping[str, object]) -> bytes:
        """The report for one person.

        Raises:
            Refusal: the template asks for something that is not there; names template, sheet and cell.
        """


class Templates(Protocol):
    """The masters; a file of the same name in the office's own `templat` folder wins over the shipped one."""

    def form(self, password: str) -> Stamper:
        """The Formulir Penilaian, its sheets protected by the password."""

    def induk(self) -> Stamper:
        """The Induk."""

    def report(self, own: Path) -> ReportTemplate:
        """The Laporan Hasil Penilaian. own: the office's template folder, which need not exist."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A form as it was handed out. data: the file itself, to hold a return against it."""

    form_id: str
    rater_nip: str
    rater_name: str
    period: str
    file_name: str
    ratees: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned form as the register keeps it. data: the file itself; number: order of arrival."""

    number: int
    form_id: str
    file_name: str
    sha256: str
    verdict: str
    data: bytes


class Register(Protocol):
    """The office's memory of forms that went out and came back; entries are only ever added."""

    def issue(self, forms: Iterable[Issued], when: datetime) -> None:
        """Remember forms that are handed out; what a rater was handed last for a period is not noted twice."""

    def issued(self) -> Sequence[Issued]:
        """Every form handed out, in order."""

    def add(self, returned: Returned, when: datetime) -> None:
        """Remember a return; the same file twice is one return."""

    def find(self, sha256: str) -> Returned | None:
        """The return with that file, if it was taken before."""

    def standing(self, verdict: str) -> Sequence[Returned]:
        """The return of each form that counts, in order of arrival: the newest with this verdict, else the newest."""


class Printer(Protocol):
    def __call__(self, pairs: Sequence[tuple[Path, Path]], done: Callable[[int], None]) -> None:
        """Turn workbooks into PDF files. done: told how many are finished.

        Raises:
            Refusal: LibreOffice is not there or failed.
        """


class Progress(Protocol):
    def __call__(self, what: str, total: int) -> Callable[[int], None]:
        """Begin to show work of `total` pieces; the result is told how many are finished."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything an action may use. open_book: a workbook from its file's name and bytes; now: the local time."""

    read: BookReader
    open_book: Callable[[str, bytes], Book]
    write_cells: CellWriter
    save: FileSaver
    templates: Templates
    register: Callable[[Path], Register]
    write_recap: Callable[[RecapBook], bytes]
    print_pdf: Printer
    progress: Progress
    now: Callable[[], datetime]
    version: str
