"""The buttons of an open Induk for the plans, the service data, and what follows the appraisal.

What a button notes in the register or writes for others speaks for the Induk's file, so the Induk is saved before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.sheets.induk_layout import TABLES
from kinerja_pauh.sheets.mark_sheets import FINDINGS, Listed, findings_change

from .closing import before_closing, close_period
from .evidence import evidence
from .folder import OfficeFolder
from .follow_up import follow_up
from .live_office import (
    LOOK_AT_LIST,
    NOT_SAVED,
    UNPROTECTED,
    list_files,
    open_induk,
    reading_live,
    said,
    writing_live,
)
from .marking import marks
from .message import Message
from .objection import objections
from .plan_sharing import share_plans
from .plan_status import listed_people, plan_status, status_lines
from .plan_submitting import submit_plans
from .service_data import import_service_data

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import LiveWorkbook, World
    from kinerja_pauh.sheets.cells import Book

    from .outcome import Outcome


def share_plans_from(live: LiveWorkbook, world: World) -> Message:
    """Bagikan Rencana: a workbook for everybody who has to draft the annual plan.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be saved or written.
    """
    root, book, saved = saved_induk(live)
    return marked(live, book, share_plans(root, reading_live(live, book, world)), saved=saved)


def submit_plans_from(live: LiveWorkbook, world: World) -> Message:
    """Ajukan Rencana: a workbook for every rater with the plans that wait for his or her word.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be saved.
    """
    root, book, saved = saved_induk(live)
    return said(submit_plans(root, reading_live(live, book, world)), _unless(saved=saved))


def plan_status_from(live: LiveWorkbook, world: World) -> Message:
    """Status Rencana: list on the sheet Temuan whose plan is not agreed yet; the cascade goes to 3_rekap.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be written.
    """
    root, book = open_induk(live)
    status = plan_status(root, reading_live(live, book, world))
    rows = [Listed(level, words) for level, words in listed_people(status)]
    live.apply([findings_change(rows)], UNPROTECTED)
    if rows:
        live.show(FINDINGS)
    told = next(iter(status_lines(status)))
    where = f"Cascade ada di {OfficeFolder(root).recap.name}."
    return Message(f"{told} {LOOK_AT_LIST} {where}" if rows else f"{told} {where}", warning=status.exit_status > 0)


def service_data_from(live: LiveWorkbook, world: World) -> Message:
    """Muat Data Layanan: count the files of data_layanan and write the realisations beside their links.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, cannot be saved or written, or there is no file.
    """
    root, book, _ = saved_induk(live)
    outcome = import_service_data(root, (), writing_live(live, reading_live(live, book, world))).outcome
    saved = live.save()
    list_files(live, outcome)
    where = f" Hasilnya ada di {OfficeFolder(root).recap.name}." if outcome.written else ""
    return said(outcome, f"{where} {LOOK_AT_LIST}{_unless(saved=saved)}")


def objections_from(live: LiveWorkbook, world: World) -> Message:
    """Berkas Keberatan: one file for each regular objection on the sheet Keberatan.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, cannot be saved, or there is no objection.
    """
    root, book, saved = saved_induk(live)
    return marked(live, book, objections(root, reading_live(live, book, world)), saved=saved)


def evidence_from(live: LiveWorkbook, world: World) -> Message:
    """Bukti Dukung: which file stands behind which realisation; what is missing is listed on the sheet Temuan.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, cannot be written, or nothing has come back.
    """
    root, book = open_induk(live)
    outcome = evidence(root, reading_live(live, book, world))
    list_files(live, outcome)
    return said(outcome, f" Bukunya ada di {OfficeFolder(root).recap.name}. {LOOK_AT_LIST}")


def follow_up_from(live: LiveWorkbook, world: World) -> Message:
    """Tindak Lanjut: what the results are a base for.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or nothing has come back.
    """
    root, book = open_induk(live)
    outcome = follow_up(root, reading_live(live, book, world))
    return said(outcome, f" Daftarnya ada di {OfficeFolder(root).recap.name}.")


def close_from(live: LiveWorkbook, world: World) -> Message:
    """Tutup Periode: what is still open is listed on the sheet Temuan; with nothing open it asks, and closes on a yes.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, has no period, or cannot be saved.
    """
    root, book, saved = saved_induk(live)
    there = reading_live(live, book, world)
    found = before_closing(root, there)
    if found.hindered:
        return marked(live, book, found.hindered, saved=saved)
    question = (
        f"Tutup periode {found.label} ({found.people} pegawai)? Sesudah itu kiriman baru tidak lagi diterima dan "
        "hasilnya tidak berubah. Membukanya lagi hanya dengan perintah kinerja tutup --buka, dan itu tercatat."
    )
    if not live.ask(question):
        return Message(f"Periode {found.label} tidak ditutup. Tidak ada yang berubah.")
    return marked(live, book, close_period(root, there), saved=saved)


def saved_induk(live: LiveWorkbook) -> tuple[Path, Book, bool]:
    """Office folder, cells on the screen, and whether the file says the same."""
    root, book = open_induk(live)
    return root, book, live.save()


def marked(live: LiveWorkbook, book: Book, outcome: Outcome, *, saved: bool) -> Message:
    """Mark the findings of the Induk, and say how it ended."""
    findings = [finding for one in outcome.files for finding in one.findings]
    live.apply(marks(book, TABLES, findings), UNPROTECTED)
    return said(outcome, (f" {LOOK_AT_LIST}" if findings else "") + _unless(saved=saved))


def _unless(*, saved: bool) -> str:
    return "" if saved else f" {NOT_SAVED}"
