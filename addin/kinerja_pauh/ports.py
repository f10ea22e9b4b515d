"""What the actions ask of the world. Cells are plain values here (`sheets.cells`); no library's types.

Each Protocol has one real implementation in `adapters`; `World` is what a face hands to an action.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kinerja_pauh.appraisal.findings import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path

    from kinerja_pauh.appraisal.evidence import EvidenceFile
    from kinerja_pauh.sheets.cells import Book, SheetChange, SheetFill, Value
    from kinerja_pauh.sheets.dashboard_page import Dashboard
    from kinerja_pauh.sheets.flat_book import FlatBook
    from kinerja_pauh.sheets.recap_layout import RecapBook
    from kinerja_pauh.sheets.seal import SealKey
    from kinerja_pauh.sheets.service_result import ServiceBook


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


class Stamper(Protocol):
    """A compiled template workbook."""

    def render(self, fills: Mapping[str, SheetFill]) -> bytes:
        """The template with the named sheets filled; the others as they are.

        Raises:
            KeyError: the template has no sheet of that name.
        """

    def refill(self, rendered: bytes, name: str, fill: SheetFill) -> bytes:
        """What it rendered, with one sheet filled otherwise; nothing else may refer to that sheet."""


class ReportTemplate(Protocol):
    """A compiled report template with expressions in its cells."""

    def render(self, context: Mapping[str, object]) -> bytes:
        """The report for one person.

        Raises:
            Refusal: the template asks for something that is not there; names template, sheet and cell.
        """


@dataclass(frozen=True, slots=True)
class TemplateRemark:
    """What is wrong at one place of a document template, or what of it no document will have.

    cell: "" for what stands in no cell, sheet: "" for the whole file. kind: `salah` for what cannot be read, `nama` for
    a name that is not known, `isi` for what went wrong with sample data, `hilang` for what will not come out as it
    looks.
    """

    sheet: str
    cell: str
    kind: str
    message: str


class Templates(Protocol):
    """The masters; a file of the same name in the office's own `templat` folder wins over the shipped one."""

    def form(self, password: str, *, macros: bool = False) -> Stamper:
        """The Formulir Penilaian, its sheets protected by the password. macros: the .xlsm with buttons."""

    def induk(self, *, macros: bool = False) -> Stamper:
        """The Induk. macros: the .xlsm with buttons."""

    def planning(self, name: str, password: str) -> Stamper:
        """A master about annual plans, its sheets protected by the password."""

    def indicator_bank(self, own: Path) -> Book:
        """The bank of indicators; own: as for `document`.

        Raises:
            UnusableFile: the office's own cannot be read.
        """

    def document(self, name: str, own: Path) -> ReportTemplate:
        """The master of a document about a person. own: the office's template folder, which need not exist."""

    def inspect(self, path: Path, contexts: Sequence[Mapping[str, object]]) -> Sequence[TemplateRemark]:
        """Everything that is wrong with a document template. contexts: samples that it is filled with.

        Raises:
            UnusableFile: no workbook, damaged, or it holds more than cells, looks, pictures and charts.
        """


@dataclass(frozen=True, slots=True)
class Issued:
    """A form as it was handed out. data: the file itself, to hold a return against it; at: ISO time, "" before it is
    in the register.
    """

    form_id: str
    rater_nip: str
    rater_name: str
    period: str
    file_name: str
    ratees: int
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned form as the register keeps it. data: the file itself; number: order of arrival; at: ISO time, ""
    before it is in the register.
    """

    number: int
    form_id: str
    file_name: str
    sha256: str
    verdict: str
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class PlanIssued:
    """A planning workbook as it was handed out. kind: of `sheets.skp_words`; nip, name: of the employee, or of the
    rater who is to agree; revision: from 1; data: the file itself, left out of listings; at: as for `Issued`.
    """

    form_id: str
    kind: str
    nip: str
    name: str
    year: int
    revision: int
    file_name: str
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class PlanReturned:
    """A planning workbook that came back; fields as for `PlanIssued` and `Returned`."""

    number: int
    form_id: str
    kind: str
    nip: str
    year: int
    file_name: str
    sha256: str
    verdict: str
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class PlanRuling:
    """What was decided on one returned plan. sha256: of that file; ruling: a word of `actions.plan_states`.

    by: NIP of the rater, "" for the program or HR; at: ISO time, "" before it is in the register.
    """

    nip: str
    year: int
    sha256: str
    ruling: str
    reason: str
    by: str
    at: str = ""


class PlanRegister(Protocol):
    """The office's memory of annual plans; as `Register`, beside it."""

    def issue(self, files: Iterable[PlanIssued], when: datetime, who: str) -> None:
        """Remember workbooks that are handed out; what a person was handed last is not noted twice."""

    def issued(self, year: int) -> Sequence[PlanIssued]:
        """Every workbook handed out for a year, in order, without the files."""

    def issued_file(self, form_id: str) -> bytes:
        """A workbook as it was handed out.

        Raises:
            KeyError: none of that id was.
        """

    def add(self, one: PlanReturned, rulings: Iterable[PlanRuling], when: datetime, who: str) -> None:
        """Remember a return together with what is decided by it; the same file twice is one return."""

    def returns(self, year: int) -> Sequence[PlanReturned]:
        """Every return for a year, in order of arrival, without the files."""

    def returned_file(self, sha256: str) -> bytes:
        """A workbook as it came back.

        Raises:
            KeyError: none with that hash did.
        """

    def rule(self, rulings: Iterable[PlanRuling], when: datetime, who: str) -> None:
        """Remember what was decided on plans, in this order."""

    def rulings(self, year: int) -> Sequence[PlanRuling]:
        """Everything decided on plans of a year, in order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """That a return of a form was chosen to count, at this ISO time."""

    form_id: str
    sha256: str
    at: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the register's diary. about: form id or file hash, never a person; at: ISO time; who: as `World`."""

    number: int
    what: str
    about: str
    at: str
    who: str


class Register(Protocol):
    """The office's memory of forms that went out and came back; entries are only ever added, and chained by hashes.

    Every method may raise UnusableFile: the register is damaged, locked, of a newer version, or cannot be written.
    """

    @property
    def plans(self) -> PlanRegister:
        """The annual plans of the same office."""

    def issue(self, forms: Iterable[Issued], when: datetime, who: str) -> None:
        """Remember forms that are handed out; what a rater was handed last for a period is not noted twice."""

    def issued(self) -> Sequence[Issued]:
        """Every form handed out, in order."""

    def add(self, returned: Returned, when: datetime, who: str) -> None:
        """Remember a return; the same file twice is one return."""

    def find(self, sha256: str) -> Returned | None:
        """The return with that file, if it was taken before."""

    def returns(self) -> Sequence[Returned]:
        """Every return, in order of arrival."""

    def choose(self, form_id: str, sha256: str, when: datetime, who: str) -> None:
        """Remember which of several returns of a form counts; the last choice stands, the same one is not noted twice.

        Raises:
            KeyError: the form has no such return.
        """

    def standing(self, verdict: str, form_id: str | None = None) -> Sequence[Returned]:
        """The return of each form that counts, in order of arrival. form_id: only of this form.

        The chosen one; without a choice the first with this verdict; without that the newest.
        """

    def chosen(self) -> Mapping[str, str]:
        """Form id -> hash of the return that was chosen last; only forms for which someone chose."""

    def close(self, period: str, when: datetime, who: str) -> None:
        """Remember that a period is final; what is closed already is not noted twice."""

    def reopen(self, period: str, when: datetime, who: str) -> None:
        """Remember that a closed period is open again; what is open is not noted."""

    def closed(self) -> Mapping[str, Happening]:
        """Period -> the entry of the diary that closed it; only those that are closed now."""

    def choices(self) -> Sequence[Choice]:
        """Every choice between returns, also those that a later one replaced, in order."""

    def diary(self) -> Sequence[Happening]:
        """Who did what when, in order."""

    def faults(self) -> Sequence[str]:
        """What does not fit together any more, a sentence each: a changed, missing or foreign entry. Empty: whole."""


class RegisterCare(Protocol):
    """Keeping a register safe, and what the law on personal data asks of it. path: where `World.register` opens it.

    Every method may raise UnusableFile, as the register itself; then nothing was changed.
    """

    def back_up(self, path: Path, target: Path) -> int:
        """Copy it into a file that must not exist yet, found whole first; gives how many entries its diary has."""

    def restore(self, backup: Path, path: Path, when: datetime, who: str) -> Path | None:
        """Put a backup in its place; gives where the present one is kept, None where there was none."""

    def export_person(self, path: Path, nip: str) -> Mapping[str, object]:
        """All that it knows of one NIP, as plain data."""

    def erase_person(self, path: Path, nip: str, when: datetime, who: str) -> int:
        """Take one NIP and its names out of everything; gives how many rows changed."""

    def older_than(self, path: Path, day: date) -> Sequence[str]:
        """Ids of the forms of periods in which nothing went out or came back on or after this day."""

    def erase_forms(self, path: Path, form_ids: Sequence[str], when: datetime, who: str) -> int:
        """Take whole forms out, with all their returns; gives how many rows went."""


class SealKeys(Protocol):
    """The keys with which this office seals its forms. They stand on this computer, never in a workbook or folder.

    Every method may raise UnusableFile: the key file is damaged, or cannot be read or written.
    """

    def current(self, when: datetime) -> SealKey:
        """The key for new forms; the first one is made where there is none."""

    def find(self, key_id: str) -> SealKey | None:
        """A key of this office, also one that seals no more; None where it is not on this computer."""

    def listed(self) -> Sequence[SealKey]:
        """All of them, the current one last."""

    def rotate(self, when: datetime) -> SealKey:
        """A fresh key seals from now on; the old ones stay for verifying."""

    def back_up(self, target: Path) -> int:
        """Copy all keys into a file that must not exist yet; gives how many."""

    def restore(self, backup: Path) -> int:
        """Take in the keys of such a file beside those that are here; gives how many were new."""


class LiveWorkbook(Protocol):
    """A workbook that is open in Excel or LibreOffice in front of the user."""

    @property
    def path(self) -> Path | None:
        """Its file on this computer; None while it was never saved, or where it stands only in a cloud."""

    @property
    def read_only(self) -> bool:
        """Whether it was opened so that it cannot be saved in its place."""

    def read(self) -> Book:
        """All cells as they are now, also what was typed since the last save."""

    def selection(self) -> tuple[str, int, int]:
        """Sheet, row and column of the selected cell."""

    def apply(self, changes: Sequence[SheetChange], password: str) -> None:
        """Make all changes; a sheet that is protected is so again afterwards, with the same permissions.

        The user's selection, scrolling and calculation mode stay as they are, also after an error.

        Raises:
            UnusableFile: a sheet is protected by another password, gone, or a cell is being edited.
        """

    def show(self, sheet: str) -> None:
        """Bring a sheet to the front."""

    def save(self) -> bool:
        """Save it in its place; gives whether its file now says what is on the screen.

        False: saving would take its buttons away, as LibreOffice does with .xlsm, so that is left to the user.

        Raises:
            UnusableFile: it is read-only, or the folder cannot be written.
        """


class PrinterMissing(Refusal):
    """No program that could print is on this computer, or not the one asked for."""


class Printer(Protocol):
    """A spreadsheet program that prints one workbook after the other, started for a whole batch."""

    @property
    def name(self) -> str:
        """What the user calls it: Excel or LibreOffice."""

    def print_book(self, path: Path) -> bytes:
        """All visible sheets of a closed workbook as one PDF, as the program itself makes it.

        Raises:
            Refusal: the workbook cannot be opened or printed, or the program failed; it is ready for the next one.
        """


@dataclass(frozen=True, slots=True)
class PdfSource:
    """What a PDF was made from. digest: of the workbooks and of its properties; printer: the program's name."""

    digest: str
    printer: str


@dataclass(frozen=True, slots=True)
class PdfProperties:
    """What a PDF says of itself: the kind of document and the office, never a person."""

    title: str
    author: str
    source: PdfSource


class PdfFiles(Protocol):
    """PDF files as the office keeps them. The same printed pages give the same bytes."""

    def source(self, data: bytes) -> PdfSource | None:
        """What a file was made from; None where it is not ours or not whole."""

    def finish(self, printed: bytes, properties: PdfProperties) -> bytes:
        """What a printer gave, with these properties instead of its own and without clock times.

        Raises:
            UnusableFile: it is no PDF.
        """

    def join(self, parts: Sequence[tuple[str, bytes]], properties: PdfProperties) -> bytes:
        """Several of them behind one another, each with a bookmark of that name.

        Raises:
            UnusableFile: one of them is no PDF.
        """


class MacroGuard(Protocol):
    def __call__(self, returned: bytes, issued: bytes) -> None:
        """Do nothing when the macros in a returned file are those it was handed out with, or ours, or none.

        Nothing in the file is run. issued: the file as it was handed out.

        Raises:
            UnusableFile: another module, a changed one, or macros of another kind.
        """


@dataclass(frozen=True, slots=True)
class Program:
    """This program as it runs.

    package: the folder of its modules; addins: file name -> the add-in for Excel as shipped; xlwings: its version.
    """

    python: Path
    package: Path
    python_version: str
    version: str
    xlwings: str
    addins: Mapping[str, bytes]


class Computer(Protocol):
    """What setting up and diagnosing ask of a computer. Paths are those of its own user."""

    @property
    def system(self) -> str:
        """Either windows, macos or linux."""

    @property
    def ansi(self) -> str:
        """The encoding of text files that old programs read, such as VBA."""

    def variable(self, name: str) -> str:
        """An environment variable; "" where it is not set."""

    def program(self) -> Program:
        """This program.

        Raises:
            UnusableFile: the installation is incomplete.
        """

    def addin_version(self, data: bytes) -> str | None:
        """The version that an xlwings add-in says of itself; None where it says none."""

    def is_file(self, path: Path) -> bool:
        """Whether there is such a file."""

    def names(self, folder: Path) -> Sequence[str]:
        """What stands in a folder; nothing where there is none."""

    def read(self, path: Path) -> bytes | None:
        """A file; None where there is none.

        Raises:
            UnusableFile: it cannot be read.
        """

    def write(self, path: Path, data: bytes) -> None:
        """Make or replace a file, whole or not at all, and the folders above it.

        Raises:
            UnusableFile: it cannot be written, or Excel has it open.
        """

    def delete(self, path: Path) -> None:
        """Remove a file, if there.

        Raises:
            UnusableFile: Excel has it open.
        """

    def delete_empty(self, folder: Path) -> None:
        """Remove a folder, if there and empty."""

    def marked(self, path: Path) -> bool:
        """Whether Windows noted that the file came from the internet, so that Excel blocks its macros."""

    def unmark(self, path: Path) -> None:
        """Take that note away.

        Raises:
            UnusableFile: it cannot be taken away.
        """

    def registry(self, key: str, name: str) -> int | str | None:
        """A value below HKEY_CURRENT_USER; None where there is none."""

    def may_write(self, folder: Path) -> bool:
        """Whether a file can be made in a folder."""


@dataclass(frozen=True, slots=True)
class BridgeState:
    """How the way from LibreOffice's buttons to Python stands in a profile.

    profile: there is one; current: library and script are those of this version; python: what the buttons start, None
    where no script is; trusted: URLs of the folders whose documents may run macros.
    """

    profile: bool
    installed: bool
    current: bool
    python: Path | None
    trusted: tuple[str, ...]


class Calc(Protocol):
    """The user's own LibreOffice, and the way from its buttons to Python."""

    def found(self) -> bool:
        """Whether there is a LibreOffice that Python can speak with."""

    @property
    def profile(self) -> Path:
        """Where the user's settings of LibreOffice stand."""

    def state(self) -> BridgeState:
        """How the bridge stands."""

    def install(self, trust: Path | None) -> bool:
        """Put it there; gives whether anything changed. trust: an office folder whose documents may run macros.

        Raises:
            Refusal: LibreOffice is open, or its profile cannot be changed.
        """

    def remove(self) -> bool:
        """Take it out again; gives whether there was anything.

        Raises:
            Refusal: LibreOffice is open, or its profile cannot be changed.
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
