"""Every master of an official form and of what helps with e-Kinerja, by its file name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .copy_book import copy_book
from .finish import finished
from .official_credit_book import credit_book
from .official_evaluation_books import document_book, evaluation_book
from .official_plan_books import attachment_book, leader_book, qualitative_book, quantitative_book, steps_book
from .reconcile_book import reconcile_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

OFFICIAL: dict[str, tuple[Callable[[], Workbook], str]] = {
    "SKP_Kuantitatif.xlsx": (quantitative_book, "Sasaran Kinerja Pegawai"),
    "SKP_Kualitatif.xlsx": (qualitative_book, "Sasaran Kinerja Pegawai"),
    "SKP_Pimpinan.xlsx": (leader_book, "Sasaran Kinerja Pegawai"),
    "Lampiran_SKP.xlsx": (attachment_book, "Lampiran Sasaran Kinerja Pegawai"),
    "Rencana_Aksi.xlsx": (steps_book, "Rencana Aksi"),
    "Evaluasi_Kinerja.xlsx": (evaluation_book, "Evaluasi Kinerja Pegawai"),
    "Dokumen_Evaluasi_Kinerja.xlsx": (document_book, "Dokumen Evaluasi Kinerja Pegawai"),
    "Konversi_Angka_Kredit.xlsx": (credit_book, "Simulasi Angka Kredit"),
    "Lembar_Salin.xlsx": (copy_book, "Lembar Salin e-Kinerja"),
    "Rekonsiliasi.xlsx": (reconcile_book, "Rekonsiliasi e-Kinerja"),
}


def official_books() -> dict[str, bytes]:
    """File name -> bytes of each of these masters."""
    return {name: finished(make(), title) for name, (make, title) in OFFICIAL.items()}
