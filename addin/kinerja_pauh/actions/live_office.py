"""The buttons of an open Induk: the verbs of the office folder in which it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import SheetChange
from kinerja_pauh.sheets.induk_layout import TABLES
from kinerja_pauh.sheets.mark_sheets import FINDINGS, Listed, findings_change, listed

from .collect import collect
from .dashboard import write_dashboard
from .distribute import distribute
from .folder import OfficeFolder
from .marking import marks, no_marks
from .message import Message, counted
from .outcome import Verdict
from .read_files import check_induk, is_induk
from .recap import write_recap
from .recap_source import recap_source
from .report import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kinerja_pauh.ports import LiveWorkbook, World
    from kinerja_pauh.sheets.cells import Book, Value

    from .outcome import FileOutcome, Outcome

UNPROTECTED = ""
NOT_SAVED = (
    "Induk belum disimpan, karena LibreOffice membuang tombol saat menyimpan .xlsm. Simpan sendiri; isinya tetap utuh."
)
LOOK_AT_LIST = f"Daftarnya di lembar {FINDINGS}."


class NotInOfficeFolder(Refusal):
    """Induk ini belum disimpan di folder penilaian."""


def check_open_induk(live: LiveWorkbook, world: World) -> Message:
    """Periksa Induk: mark what is wrong or missing.

    Raises:
        Refusal: the workbook is no Induk, or cannot be written.
    """
    book = live.read()
    _, findings = check_induk(book, world.now().date())
    live.apply(marks(book, TABLES, findings), UNPROTECTED)
    if not findings:
        return Message("Induk lengkap dan tidak ada temuan. Silakan tekan Bagikan Formulir.")
    return Message(f"Ada temuan: {counted(findings)}. {LOOK_AT_LIST}", warning=True)


def distribute_from(live: LiveWorkbook, world: World) -> Message:
    """Bagikan Formulir: save the Induk, so that the file says what was handed out, and write the forms.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be saved or written.
    """
    root, book = open_induk(live)
    saved = live.save()
    outcome = distribute(root, reading_live(live, book, world))
    findings = [finding for one in outcome.files for finding in one.findings]
    live.apply(marks(book, TABLES, findings), UNPROTECTED)
    return said(outcome, (f" {LOOK_AT_LIST}" if findings else "") + ("" if saved else f" {NOT_SAVED}"))


def collect_from(live: LiveWorkbook, world: World) -> Message:
    """Kumpulkan: list the verdict and the findings of every file of 2_masuk on the sheet Temuan.

    Plans that were agreed go into the open Induk, which is saved then: the register notes only what its file says.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be written.
    """
    root, book = open_induk(live)
    outcome = collect(root, keeping_live(live, reading_live(live, book, world)))
    list_files(live, outcome)
    return said(outcome, f" Putusan tiap berkas ada di lembar {FINDINGS}." if outcome.files else "")


def recap_from(live: LiveWorkbook, world: World) -> Message:
    """Rekap: write recap and dashboard of everything that came back.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or nothing has come back.
    """
    root, book = open_induk(live)
    folder, there = OfficeFolder(root), reading_live(live, book, world)
    source = recap_source(folder, there)
    outcome = write_recap(folder, source, there)
    write_dashboard(folder, source, there)
    return said(outcome, f" Rekap dan dasbor ada di {folder.recap.name}.")


def report_from(live: LiveWorkbook, world: World) -> Message:
    """Buat Laporan: one report workbook a person.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or nothing has come back.
    """
    root, book = open_induk(live)
    return said(report(root, reading_live(live, book, world)), "")


def clear_induk_marks(live: LiveWorkbook, _world: World) -> Message:
    """Bersihkan Tanda: no notes of ours, no colours of findings, an empty list.

    Raises:
        Refusal: the workbook cannot be written.
    """
    book = live.read()
    live.apply(no_marks(book, TABLES), UNPROTECTED)
    return Message("Tanda temuan dibersihkan. Isi Induk tidak berubah.")


def open_induk(live: LiveWorkbook) -> tuple[Path, Book]:
    """The office folder of an open Induk, and what it says on the screen.

    Raises:
        NotInOfficeFolder: it stands in no office folder, only in a cloud, or is another workbook.
    """
    root, book = _root(live), live.read()
    if not is_induk(book):
        raise NotInOfficeFolder("Tombol ini untuk Induk. Buka Induk di folder penilaian, lalu tekan tombolnya lagi.")
    return root, book


def _root(live: LiveWorkbook) -> Path:
    path = live.path
    if path is None:
        raise NotInOfficeFolder(
            "Induk ini belum disimpan di komputer ini, atau dibuka langsung dari OneDrive. Simpan di folder penilaian "
            "di komputer ini, lalu tekan tombolnya lagi."
        )
    if OfficeFolder(path.parent).induk.resolve() != path.resolve():
        raise NotInOfficeFolder(
            "Buku ini bukan Induk_<tahun> dari foldernya. Buka Induk di folder penilaian, lalu tekan tombolnya lagi."
        )
    return path.parent


def reading_live(live: LiveWorkbook, book: Book, world: World) -> World:
    """The world in which the Induk reads as it is on the screen; Excel may not let its file be read meanwhile."""

    def read(path: Path) -> Book:
        return book if _is_open_here(live, path) else world.read(path)

    return replace(world, read=read)


def writing_live(live: LiveWorkbook, world: World) -> World:
    """The world in which what is written into the Induk stands on the screen at once, saved or not."""

    def write(path: Path, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
        if _is_open_here(live, path):
            live.apply([SheetChange(sheet, values)], UNPROTECTED)
        else:
            world.write_cells(path, sheet, values)

    def elsewhere(path: Path) -> str | None:
        return None if _is_open_here(live, path) else world.open_elsewhere(path)

    return replace(world, write_cells=write, open_elsewhere=elsewhere)


def keeping_live(live: LiveWorkbook, world: World) -> World:
    """The same where the Induk is saved each time; a writing that cannot be saved is a UnusableFile."""
    there = writing_live(live, world)

    def write(path: Path, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
        there.write_cells(path, sheet, values)
        if _is_open_here(live, path) and not live.save():
            raise UnusableFile(
                "Barisnya tampil di layar, tetapi LibreOffice membuang tombol saat menyimpan .xlsm. Simpan sendiri, "
                "tutup, lalu pakai perintah kinerja kumpulkan."
            )

    return replace(there, write_cells=write)


def _is_open_here(live: LiveWorkbook, path: Path) -> bool:
    return live.path is not None and path.resolve() == live.path.resolve()


def list_files(live: LiveWorkbook, outcome: Outcome) -> None:
    """Verdict and findings of each file on the sheet Temuan, which comes to the front."""
    live.apply([findings_change(_verdicts(outcome.files))], UNPROTECTED)
    live.show(FINDINGS)


def said(outcome: Outcome, more: str) -> Message:
    """What the command says, and more."""
    return Message(f"{outcome.advice}{more}", warning=outcome.exit_status > 0)


_VERDICT_WORDS = {
    Verdict.REFUSED: "✕ Ditolak",
    Verdict.LOOK: "▲ Perlu dilihat",
    Verdict.ACCEPTED: "✓ Diterima",
}


def _verdicts(files: Iterable[FileOutcome]) -> list[Listed]:
    """For each file its verdict, then its findings."""
    rows = []
    for one in files:
        rows.append(Listed(_VERDICT_WORDS[one.verdict], one.note, one.file))
        rows += [listed(finding, one.file) for finding in one.findings]
    return rows
