"""The buttons by name: what each does and for which workbook it is. What a button needs is imported when pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.sheets.form_layout import META
from kinerja_pauh.sheets.induk_layout import PLANS, STAFF

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from kinerja_pauh.actions.message import Message
    from kinerja_pauh.ports import LiveWorkbook, World

    Action = Callable[[LiveWorkbook, World], Message]

MACRO_CONTRACT = "1"
"""What the macros in a workbook and this program must agree on: the names of the buttons and how they are passed on."""


class WrongWorkbook(Refusal):
    """Tombol ini bukan untuk buku kerja ini."""


class OtherVersion(Refusal):
    """Tombol ini dari versi lain."""


class Kind(Enum):
    """What a workbook is."""

    FORM = "Formulir Penilaian"
    INDUK = "Induk"


@dataclass(frozen=True, slots=True)
class Button:
    """actions: kind of workbook -> its action as "module:function" below kinerja_pauh; under None for any workbook."""

    actions: Mapping[Kind | None, str]


def _form(name: str) -> Button:
    return Button({Kind.FORM: f"actions.live_form:{name}"})


def _induk(name: str) -> Button:
    return Button({Kind.INDUK: f"actions.live_office:{name}"})


def _stage(name: str) -> Button:
    return Button({Kind.INDUK: f"actions.live_stages:{name}"})


def _asking(name: str) -> Button:
    return Button({Kind.INDUK: f"actions.live_asking:{name}"})


BUTTONS: Mapping[str, Button] = {
    "periksa-isian": _form("check_entries"),
    "hitung-nilai": _form("appraise_open"),
    "jelaskan-nilai": _form("explain_selected"),
    "bersihkan-tanda": Button(
        {Kind.FORM: "actions.live_form:clear_marks", Kind.INDUK: "actions.live_office:clear_induk_marks"}
    ),
    "periksa-induk": _induk("check_open_induk"),
    "bagikan-formulir": _induk("distribute_from"),
    "kumpulkan": _induk("collect_from"),
    "monitor": Button({Kind.INDUK: "actions.monitor_office:monitor_from"}),
    "rekap": _induk("recap_from"),
    "buat-laporan": _induk("report_from"),
    "bagikan-rencana": _stage("share_plans_from"),
    "ajukan-rencana": _stage("submit_plans_from"),
    "status-rencana": _stage("plan_status_from"),
    "muat-data-layanan": _stage("service_data_from"),
    "bagikan-pandangan": _asking("share_self_views_from"),
    "hasil-pandangan": _asking("self_view_results_from"),
    "bagikan-kuesioner": _asking("share_peers_from"),
    "hasil-kuesioner": _asking("peer_results_from"),
    "bukti-dukung": _stage("evidence_from"),
    "berkas-keberatan": _stage("objections_from"),
    "tindak-lanjut": _stage("follow_up_from"),
    "tutup-periode": _stage("close_from"),
    "diagnosa": Button({None: "faces.workbook_state:workbook_state"}),
}


_SAME: Mapping[str, str] = {
    "bagikan": "Bagikan Formulir",
    "kumpulkan": "Kumpulkan",
    "monitor": "Monitor",
    "rekap": "Rekap",
    "laporan": "Buat Laporan",
    "layanan": "Muat Data Layanan",
    "skp bagikan": "Bagikan Rencana",
    "skp status": "Status Rencana",
    "pandangan bagikan": "Bagikan Pandangan",
    "rekan bagikan": "Bagikan Kuesioner",
}
_RUN = re.compile(rf"(?:tekan Monitor, atau )?\b([Jj])alankan kinerja ({'|'.join(_SAME)})\b(?! dengan)")


def as_pressed(text: str) -> str:
    """What a command advises to run next, in an Induk as the button that does the same.

    >>> as_pressed("Taruh berkas di 2_masuk, lalu jalankan kinerja kumpulkan.")
    'Taruh berkas di 2_masuk, lalu tekan Kumpulkan.'
    """
    return _RUN.sub(lambda found: f"{'T' if found[1] == 'J' else 't'}ekan {_SAME[found[2]]}", text)


def action_for(name: str, contract: str, sheets: Collection[str]) -> Action:
    """What the button does in a workbook with these sheets.

    Raises:
        OtherVersion: the macros of the workbook belong to another version of the program.
        WrongWorkbook: the button is for another kind of workbook.
    """
    button = BUTTONS.get(name)
    if contract != MACRO_CONTRACT or button is None:
        raise OtherVersion(
            "Tombol di buku ini dari versi lain daripada program di komputer ini: jalankan kinerja pasang dari versi "
            "terbaru, atau minta buku dari versi yang terpasang."
        )
    place = button.actions.get(kind_of(sheets)) or button.actions.get(None)
    if place is None:
        raise WrongWorkbook(_WRONG[frozenset(button.actions)])
    return _load(place)


def kind_of(sheets: Collection[str]) -> Kind | None:
    """What a workbook with these sheets is; None: none of ours."""
    if META in sheets:
        return Kind.FORM
    return Kind.INDUK if STAFF in sheets or PLANS in sheets else None


_OPEN_FORM = "Buka berkas Penilaian_… yang dibagikan HR"
_OPEN_INDUK = "Buka Induk di folder penilaian"
_WRONG: Mapping[frozenset[Kind | None], str] = {
    frozenset({Kind.FORM}): f"Tombol ini untuk Formulir Penilaian. {_OPEN_FORM}, lalu tekan tombolnya lagi.",
    frozenset({Kind.INDUK}): f"Tombol ini untuk Induk. {_OPEN_INDUK}, lalu tekan tombolnya lagi.",
    frozenset({Kind.FORM, Kind.INDUK}): (
        f"Tombol ini untuk Formulir Penilaian dan Induk. {_OPEN_FORM}, atau Induknya, lalu tekan tombolnya lagi."
    ),
}


def _load(place: str) -> Action:
    module, _, function = place.partition(":")
    action: Action = getattr(import_module(f"kinerja_pauh.{module}"), function)
    return action
