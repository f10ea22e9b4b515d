"""Files as the actions read and write them: workbooks, evidence, and what goes wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kinerja_pauh.appraisal.findings import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.evidence import EvidenceFile
    from kinerja_pauh.sheets.cells import Book, Value


class UnusableFile(Refusal):
    """A file that cannot be read as a workbook or cannot be replaced. Its text does not name the path."""


class ReaderMissing(Refusal):
    """What reads untrusted files does not start on this computer; no file is at fault."""


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


class MacroGuard(Protocol):
    def __call__(self, returned: bytes, issued: bytes) -> None:
        """Do nothing when the macros in a returned file are those it was handed out with, or ours, or none.

        Nothing in the file is run. issued: the file as it was handed out.

        Raises:
            UnusableFile: another module, a changed one, or macros of another kind.
        """


class Progress(Protocol):
    def __call__(self, what: str, total: int) -> Callable[[int], None]:
        """Begin to show work of `total` pieces; the result is told how many are finished."""


class EvidenceReader(Protocol):
    def __call__(self, folder: Path, progress: Progress) -> Sequence[EvidenceFile]:
        """Every file below a folder with its hash, sorted by path; nothing outside of it.

        Raises:
            UnusableFile: one of them cannot be read.
        """
