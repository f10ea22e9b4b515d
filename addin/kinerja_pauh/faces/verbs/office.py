"""Verbs about an office folder through the year: made, handed out, taken in, watched, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import finish, say, say_written, tell, tell_lines

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World


def run_start(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.start import start

    year = world.now().year if said.tahun is None else said.tahun
    return finish(start(said.folder, year, world, said.dari, macros=said.xlsm), as_json=said.json)


def run_distribute(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.distribute import distribute

    return finish(distribute(said.folder, world, macros=said.xlsm), as_json=said.json)


def run_collect(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.collect import collect

    return finish(collect(said.folder, world), as_json=said.json)


def run_monitor(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.monitor_office import monitor_outcome
    from kinerja_pauh.actions.monitor_words import monitor_lines
    from kinerja_pauh.faces.show import monitor_json

    outcome = monitor_outcome(said.folder, world)
    if said.json:
        tell(monitor_json(outcome))
    else:
        tell_lines(monitor_lines(outcome.found))
    for note in (*(finding.message for finding in outcome.findings), *outcome.notes):
        say(note)
    say_written(outcome.written)
    say(outcome.advice)
    return outcome.exit_status


def run_service(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.service_data import import_service_data
    from kinerja_pauh.faces.show_service import service_json, service_lines

    found = import_service_data(said.folder, said.files, world)
    if said.json:
        tell(service_json(found))
    else:
        tell_lines(service_lines(found))
    say_written(found.outcome.written)
    say(found.outcome.advice)
    return found.outcome.exit_status


def run_evidence(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.evidence import evidence

    return finish(evidence(said.folder, world), as_json=said.json)


def run_close(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.closing import close_period, reopen_period

    return finish((reopen_period if said.buka else close_period)(said.folder, world), as_json=said.json)
