"""What each command does: words already parsed in, an action called, its outcome printed; gives the exit status.

A new verb is a function `run_…` in the module of its subject, a line in `VERBS`, and its words in `faces.arguments`.
A function imports its action itself, so that a command loads only what it needs; all that is printed goes through
`faces.screen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import computer, demo, marks, office, peers, plans, register, results, self_views

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from kinerja_pauh.ports import World

VERBS: dict[str, Callable[[argparse.Namespace, World], int]] = {
    "demo": demo.run_demo,
    "mulai": office.run_start,
    "bagikan": office.run_distribute,
    "periksa": marks.run_check,
    "hitung": marks.run_appraise,
    "jelaskan": marks.run_explain,
    "kumpulkan": office.run_collect,
    "layanan": office.run_service,
    "monitor": office.run_monitor,
    "bukti": office.run_evidence,
    "skp": plans.run_plans,
    "rekan": peers.run_peers,
    "pandangan": self_views.run_self_views,
    "rekap": results.run_recap,
    "tindak-lanjut": results.run_follow_up,
    "keberatan": results.run_objections,
    "riwayat": results.run_history,
    "tutup": office.run_close,
    "dasbor": results.run_dashboard,
    "laporan": results.run_report,
    "rekonsiliasi": results.run_reconcile,
    "templat": computer.run_templates,
    "periksa-keutuhan": register.run_verify,
    "cadangkan": register.run_back_up,
    "pulihkan": register.run_restore,
    "data-pribadi": register.run_personal,
    "retensi": register.run_retention,
    "kunci": computer.run_key,
    "pasang": computer.run_install,
    "lepas": computer.run_uninstall,
    "diagnosa": computer.run_diagnose,
}
"""The word of a command -> what it does."""
