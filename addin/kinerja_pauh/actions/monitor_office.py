"""kinerja monitor: who has not returned, onto the sheet Monitor of the Induk, with reminders in 3_rekap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.monitor_sheet import MONITOR, read_choices

from .file_names import slug
from .folder import OfficeFolder
from .live_office import open_induk, reading_live
from .message import Message
from .monitor_words import counted, deadline_words, sheet_change
from .monitoring import State, monitor_of
from .reminding import reminders_file

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.ports import LiveWorkbook, World
    from kinerja_pauh.sheets.cells import Book, SheetChange, Value

    from .monitoring import Monitoring

_VERB, _UNPROTECTED = "Monitor", ""
_NO_SHEET = f"Induk ini dari versi sebelumnya dan belum punya lembar {MONITOR}, jadi lembarnya tidak ditulis."


@dataclass(frozen=True, slots=True)
class MonitorOutcome:
    """What `kinerja monitor` found and did. written: files for the user to open; notes: what could not be written and
    the cure; findings: entries of the sheet that are no number of a return.
    """

    found: Monitoring
    written: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def advice(self) -> str:
        """The next step, for the last line on the screen."""
        return _advice(self.found)

    @property
    def exit_status(self) -> int:
        """0: every form is in; 1: something is left to be done."""
        return int(self.found.total.state is not State.ACCEPTED or bool(self.notes or self.findings))


def monitor_outcome(root: Path, world: World) -> MonitorOutcome:
    """Look up every form in use, write the sheet Monitor of the closed Induk and the reminders.

    An Induk that is open elsewhere is left as it is, and that is said.

    Raises:
        Refusal: no Induk or one that cannot be read; someone else works in the folder; the folder cannot be written.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    with world.hold(root, _VERB):
        book = world.read(path)
        found = monitor_of(book, world.register(folder.register), world)
        choices = read_choices(book)
        note = _write_sheet(path, book, sheet_change(found, choices.typed, world.now()), world)
        reminders = _write_reminders(folder, found, world)
    written = (str(reminders),) if note else (str(path), str(reminders))
    return MonitorOutcome(found, written, (note,) if note else (), choices.findings)


def monitor_from(live: LiveWorkbook, world: World) -> Message:
    """Monitor: write the sheet Monitor of the open Induk anew and bring it to the front; the reminders go to 3_rekap.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be written.
    """
    root, book = open_induk(live)
    reading = reading_live(live, book, world)
    folder = OfficeFolder(root)
    with world.hold(root, _VERB):
        found = monitor_of(book, world.register(folder.register), reading)
        if MONITOR in book.sheets:
            choices = read_choices(book)
            live.apply([sheet_change(found, choices.typed, world.now())], _UNPROTECTED)
        reminders = _write_reminders(folder, found, world)
    where = f"Pengingat ada di {reminders.parent.name}."
    if MONITOR not in book.sheets:
        return Message(f"{_advice(found)} {_NO_SHEET} {where}", warning=True)
    live.show(MONITOR)
    return Message(f"{_advice(found)} {where}", warning=found.total.state is not State.ACCEPTED)


def _advice(found: Monitoring) -> str:
    return f"{counted(found.total)}. {deadline_words(found)}"


def _write_sheet(path: Path, book: Book, change: SheetChange, world: World) -> str:
    """Write the sheet of the closed file; gives why not, "" when done."""
    if MONITOR not in book.sheets:
        return f"{_NO_SHEET} Daftarnya ada di layar ini, pesannya di berkas pengingat."
    if where := world.open_elsewhere(path):
        return (
            f"Lembar {MONITOR} belum diperbarui karena Induk {where}. Tutup dulu di sana, lalu jalankan lagi, atau "
            "tekan tombol Monitor di Induk itu."
        )
    try:
        world.write_cells(path, MONITOR, _emptied(book) | dict(change.values))
    except UnusableFile as problem:
        return f"Lembar {MONITOR} belum diperbarui. {problem}"
    return ""


def _emptied(book: Book) -> dict[tuple[int, int], Value]:
    """Blanks for every cell of the old list."""
    return {place: None for place in book.sheets[MONITOR] if place[0] >= FIRST_ROW}


def _write_reminders(folder: OfficeFolder, found: Monitoring, world: World) -> Path:
    path = folder.recap / f"Pengingat_{slug(found.period.label)}.txt"
    folder.create()
    world.save(path, reminders_file(found, world.now().date()))
    return path
