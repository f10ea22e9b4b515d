"""`kinerja templat bangun`: every master of workbook_templates/, from sheets/ and the default rulebook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.atomic_save import save_atomically
from kinerja_pauh.adapters.shipped_folders import bundled_folder
from kinerja_pauh.appraisal.model import Period
from kinerja_pauh.regulations import rulebook_for, settings_of
from kinerja_pauh.sheets.form_meta import DEFAULT_PASSWORD

from .finish import finished
from .form_book import form_book
from .induk_book import induk_book
from .macro_books import macro_books
from .names import APPROVAL, BANK, CASCADE, FORM, INDUK, PEERS, PLAN, REPORT, SELF_VIEW
from .official_books import official_books
from .peer_book import peer_master
from .plan_books import approval_book, bank_book, cascade_book, plan_book
from .report_book import report_book
from .self_view_book import self_view_book

if TYPE_CHECKING:
    from pathlib import Path

_EXAMPLE = Period("Contoh", date(2026, 1, 1), date(2026, 12, 31))


def built_templates() -> dict[str, bytes]:
    """File name -> bytes of each master, the same bytes every time."""
    rules = rulebook_for(_EXAMPLE.end)
    masters = {
        FORM: finished(form_book(rules, _EXAMPLE, DEFAULT_PASSWORD), "Formulir Penilaian Kinerja"),
        INDUK: finished(induk_book(rules, settings_of(rules)), "Induk Penilaian Kinerja"),
        REPORT: finished(report_book(), "Laporan Hasil Penilaian Kinerja"),
        PLAN: finished(plan_book(DEFAULT_PASSWORD), "Rencana Kinerja Tahunan (SKP)"),
        APPROVAL: finished(approval_book(DEFAULT_PASSWORD), "Persetujuan Rencana (SKP)"),
        CASCADE: finished(cascade_book(), "Cascade Rencana Kinerja"),
        BANK: bank_book(),
        PEERS: peer_master(DEFAULT_PASSWORD),
        SELF_VIEW: finished(self_view_book(DEFAULT_PASSWORD), "Pandangan Pegawai"),
    }
    return masters | official_books() | macro_books(masters, bundled_folder("macros"))


def build_templates(folder: Path) -> list[Path]:
    """Write the masters into a folder; gives the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in built_templates().items():
        save_atomically(folder / name, data)
        paths.append(folder / name)
    return paths
