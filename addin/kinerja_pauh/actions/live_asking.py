"""The buttons of an open Induk for what employees say of themselves, and colleagues of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.sheets.mark_sheets import FINDINGS, Listed, findings_change

from .folder import OfficeFolder
from .live_office import LOOK_AT_LIST, UNPROTECTED, open_induk, reading_live, said
from .live_stages import marked, saved_induk
from .message import Message
from .peer_sharing import share_peers
from .peer_status import NOT_USED, peer_lines, peer_status, waiting_people
from .self_view_results import self_view_results
from .self_view_sharing import share_self_views

if TYPE_CHECKING:
    from kinerja_pauh.ports import LiveWorkbook, World


def share_self_views_from(live: LiveWorkbook, world: World) -> Message:
    """Bagikan Pandangan: a sheet for everybody who has a plan.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be saved or written.
    """
    root, book, saved = saved_induk(live)
    return marked(live, book, share_self_views(root, reading_live(live, book, world)), saved=saved)


def self_view_results_from(live: LiveWorkbook, world: World) -> Message:
    """Hasil Pandangan: what was answered, into 3_rekap.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or nobody was asked.
    """
    root, book = open_induk(live)
    outcome = self_view_results(root, reading_live(live, book, world))
    return said(outcome, f" Kumpulannya ada di {OfficeFolder(root).recap.name}.")


def share_peers_from(live: LiveWorkbook, world: World) -> Message:
    """Bagikan Kuesioner: the usual number of questionnaires about everybody.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, cannot be saved or written, or the office does
            not ask peers.
    """
    root, book, saved = saved_induk(live)
    return marked(live, book, share_peers(root, reading_live(live, book, world)), saved=saved)


def peer_results_from(live: LiveWorkbook, world: World) -> Message:
    """Hasil Kuesioner: the answers put together in 3_rekap; on the sheet Temuan who waits for how many.

    Raises:
        Refusal: the workbook is no Induk, stands in no office folder, or cannot be written.
    """
    root, book = open_induk(live)
    status = peer_status(root, reading_live(live, book, world))
    rows = [Listed("▲ Menunggu", words) for words in waiting_people(status)]
    live.apply([findings_change(rows)], UNPROTECTED)
    if rows:
        live.show(FINDINGS)
    told = next(peer_lines(status))
    where = f"Gabungannya ada di {OfficeFolder(root).recap.name}; bacalah dulu kalimatnya sebelum dibagikan."
    more = (*([LOOK_AT_LIST] if rows else []), *([] if status.used else [NOT_USED]))
    return Message(" ".join((told, where, *more)), warning=status.exit_status > 0)
