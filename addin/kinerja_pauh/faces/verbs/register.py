"""Verbs about the register, and what it knows about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.faces.screen import finish, say, tell

if TYPE_CHECKING:
    import argparse

    from kinerja_pauh.ports import World


def run_verify(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import verify

    if said.kode is not None:
        return _answer_code(said, world)
    return finish(verify(said.folder, world), as_json=said.json)


def _answer_code(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.verification import answer_words, check_code
    from kinerja_pauh.faces.show import code_json

    answer = check_code(said.folder, said.kode, world)
    tell(code_json(answer) if said.json else answer_words(answer))
    return int(not answer.holds)


def run_back_up(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import back_up_register

    return finish(back_up_register(said.folder, said.ke, world), as_json=said.json)


def run_restore(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import restore_register

    return finish(restore_register(said.folder, said.backup, world), as_json=said.json)


def run_personal(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import forget_person, person_known
    from kinerja_pauh.faces.show import person_json

    if said.hapus:
        return finish(forget_person(said.folder, said.nip, world), as_json=said.json)
    tell(person_json(person_known(said.folder, said.nip, world)))
    return 0


def run_retention(said: argparse.Namespace, world: World) -> int:
    from kinerja_pauh.actions.keep_register import past_retention, retention_words
    from kinerja_pauh.faces.show import retention_json

    found = past_retention(said.folder, said.tahun, world, erase=said.hapus)
    if said.json:
        tell(retention_json(found))
    say(retention_words(found))
    return 0
