"""Verbs about what came of a period: recap, dashboard, documents, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import finish, tell, tell_lines

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World


def run_recap(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.recap import recap

    return finish(recap(said.folder, world), as_json=said.json)


def run_follow_up(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.follow_up import follow_up

    return finish(follow_up(said.folder, world), as_json=said.json)


def run_objections(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.objection import objections

    return finish(objections(said.folder, world, nips=said.nip), as_json=said.json)


def run_history(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.person_history import person_history
    from kinerja_pauh.actions.person_history_words import history_lines
    from kinerja_pauh.faces.show import history_json

    chapters = person_history(said.folder, said.nip, said.pada, world)
    if said.json:
        tell(history_json(chapters))
    else:
        tell_lines(history_lines(chapters))
    return 0


def run_dashboard(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.dashboard import dashboard

    return finish(dashboard(said.folder, world, named=not said.tanpa_nama), as_json=said.json)


def run_report(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.printing import PrintOrder
    from kinerja_pauh.actions.report import report

    wanted = said.pdf or said.gabung or said.pencetak  # who says how to print wants it printed
    order = PrintOrder(said.pencetak, said.gabung) if wanted else None
    made = report(said.folder, world, kind=said.jenis, nips=said.nip, period=said.periode, pdf=order)
    return finish(made, as_json=said.json)


def run_reconcile(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.reconcile import reconcile

    return finish(reconcile(said.folder, world, said.file), as_json=said.json)
