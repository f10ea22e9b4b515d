"""Verbs about this computer and this program, not about an office folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import finish, say, say_written, tell, tell_lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from kinerja_pauh.actions.setup import Step
    from kinerja_pauh.ports import Calc, World


def run_key(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions import keep_keys

    match said.what:
        case "lihat":
            lines = keep_keys.list_keys(world)
        case "ganti":
            lines = keep_keys.rotate_key(world)
        case "cadangkan":
            lines = keep_keys.back_up_keys(said.file, world)
        case _:
            lines = keep_keys.restore_keys(said.file, world)
    tell_lines(lines)
    return 0


def run_templates(said: argparse.Namespace, world: World) -> int:
    if said.what == "periksa":
        from kinerja_pauh.actions.check_template import check_templates

        return finish(check_templates(said.files, world), as_json=said.json)
    from kinerja_pauh.adapters.bundled import bundled_folder
    from kinerja_pauh.adapters.templates.build import build_templates

    say_written(build_templates(said.ke or bundled_folder("workbook_templates")))
    return 0


def run_install(said: argparse.Namespace, _world: World) -> int:
    from kinerja_pauh.actions.setup import set_up_calc, set_up_excel
    from kinerja_pauh.adapters.computer import RealComputer

    if said.folder is not None and not said.libreoffice:
        say("Pilihan --folder hanya untuk LibreOffice. Tulis kinerja pasang --libreoffice --folder DIR.")
        return 2
    return _steps(set_up_calc(_calc(), said.folder) if said.libreoffice else set_up_excel(RealComputer()))


def run_uninstall(said: argparse.Namespace, _world: World) -> int:
    from kinerja_pauh.actions.setup import undo_calc, undo_excel
    from kinerja_pauh.adapters.computer import RealComputer

    return _steps(undo_calc(_calc()) if said.libreoffice else undo_excel(RealComputer()))


def _calc() -> Calc:
    from kinerja_pauh.adapters.libreoffice.user_calc import UserCalc

    return UserCalc(Path(sys.executable))


def _steps(steps: Sequence[Step]) -> int:
    from kinerja_pauh.actions.setup import failed
    from kinerja_pauh.faces.show_computer import step_lines

    tell_lines(step_lines(steps))
    return 2 if failed(steps) else 0


def run_diagnose(said: argparse.Namespace, _world: World) -> int:
    from kinerja_pauh.actions.diagnose import clean, diagnose
    from kinerja_pauh.adapters.computer import RealComputer
    from kinerja_pauh.faces.show_computer import diagnosis_json, diagnosis_lines

    lines = diagnose(RealComputer(), _calc(), Path.cwd())
    if said.json:
        tell(diagnosis_json(lines))
    else:
        tell_lines(diagnosis_lines(lines))
    return int(not clean(lines))
