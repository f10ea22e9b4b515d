"""Verbs about single workbooks: their findings, their values, where a number comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.actions.outcome import FileOutcome, Outcome, Verdict
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.faces.screen import finish, say, tell, tell_json, tell_lines

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World


def run_check(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.check import check

    return finish(check(said.files, world), as_json=said.json)


def run_appraise(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.appraise import appraise

    return finish(appraise(said.files, world, write=not said.tanpa_tulis), as_json=said.json)


def run_explain(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.explaining import explain_person
    from kinerja_pauh.faces.show import explanation_json, tree_lines

    try:
        explanation = explain_person(said.file, said.nip, world)
    except Refusal as refusal:
        if said.json:
            tell_json(Outcome((FileOutcome(said.file.name, Verdict.REFUSED, note=str(refusal)),)))
        say(str(refusal))
        return 2
    if said.json:
        tell(explanation_json(said.file.name, explanation))
    else:
        tell(explanation.result.ratee.name)
        for tree in explanation.trees:
            tell_lines(tree_lines(tree))
    return int(bool(explanation.findings))
