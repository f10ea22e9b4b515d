"""Programs that write into a register at once, and programs killed in the middle; run as a process of its own.

    python register_processes.py writers URL-or-path    eight writers; prints nothing
    python register_processes.py killed FOLDER ACTION EVERY   killed at every so manieth statement; prints how often

It forks, which a test run with threads should not.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from pathlib import Path

import sqlalchemy as sa

from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.adapters.register.care import back_up, restore
from kinerja_pauh.adapters.register.privacy import erase_forms, erase_person
from register_entries import FORM, LATER, NOW, WHO, fill, old_register, returned, sha, state

WRITERS, ENTRIES = 8, 12
_KILLED = 9
_EVENTS = ("before_cursor_execute", "after_cursor_execute", "commit", "rollback")


def writers(where: str) -> None:
    """Each adds returns of its own, one that all add, and chooses; then checks that it was heard."""
    children = []
    for name in range(WRITERS):
        child = os.fork()
        if not child:
            _ended(lambda name=name: _write(where, f"p{name}"))
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0


def open_where(where: str):
    return open_register(Path(where), where if "://" in where else None)


def _write(where: str, name: str) -> None:
    register = open_where(where)
    for number in range(ENTRIES):
        register.add(returned(f"{name}-{number}".encode(), name), NOW, name)
        register.add(returned(f"sama-{number}".encode(), "bersama"), NOW, name)
        register.choose(name, sha(f"{name}-{number}".encode()), NOW, name)


def expect_all_entries(register) -> None:
    writers, entries = range(WRITERS), range(ENTRIES)
    own = {f"p{name}-{number}".encode() for name in writers for number in entries}
    shared = {f"sama-{number}".encode() for number in entries}
    assert sorted(one.data for one in register.returns()) == sorted(own | shared)
    assert register.chosen() == {f"p{name}": sha(f"p{name}-{entries[-1]}".encode()) for name in writers}
    assert [one.number for one in register.diary()] == list(range(1, 2 * len(own) + len(shared) + 1))
    assert register.faults() == []


def killed(folder: Path, action: str, every: int) -> int:
    """Stop the action at its first statement, at one `every` further on … until it gets through; all stays whole."""
    before, done = _ready(folder / "awal", action)
    old = state(open_register(Path(shutil.copytree(before, folder / "lihat")) / "r.sqlite"))  # looking migrates
    _act(done / "r.sqlite", action)
    new = state(open_register(done / "r.sqlite"))
    assert old != new or action == "migrasi"
    for deaths, count in enumerate(itertools.count(1, every)):
        place = Path(shutil.copytree(before, folder / f"mati-{count}"))
        child = os.fork()
        if not child:
            _count_down(count)
            _ended(lambda place=place: _act(place / "r.sqlite", action))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in {0, _KILLED}, status
        _check(place / "r.sqlite", action, old, new)
        shutil.rmtree(place)
        if not status:
            return deaths
    raise AssertionError


def _ready(folder: Path, action: str) -> tuple[Path, Path]:
    """Two folders with the same register before the action."""
    folder.mkdir()
    path = folder / "r.sqlite"
    if action == "migrasi":
        old_register(path)
    elif action != "baru":
        fill(open_register(path))
        back_up(path, folder / "cadangan.sqlite")
        open_register(path).add(returned(b"sesudah cadangan", "id-2"), LATER, WHO)
    return folder, Path(shutil.copytree(folder, folder.with_name("jadi")))


def _act(path: Path, action: str) -> None:
    register = open_register(path)
    match action:
        case "baru":
            fill_first(register)
        case "migrasi":
            register.issued()
        case "terima":
            register.add(returned(b"empat"), LATER, WHO)
        case "pilih":
            register.choose("id-1", sha(b"dua"), LATER, WHO)
        case "hapus-formulir":
            erase_forms(register, ["id-1"], LATER, WHO)
        case "hapus-orang":
            erase_person(register, FORM.rater_nip, LATER, WHO)
        case "pulihkan":
            restore(path.with_name("cadangan.sqlite"), path, LATER, WHO)


def fill_first(register) -> None:
    register.issue([FORM], NOW, WHO)


def _check(path: Path, action: str, old: tuple, new: tuple) -> None:
    register = open_register(path)
    assert register.faults() == []
    now = state(register)
    assert now in (old, new), action
    if now == old != new:
        _act(path, action)
        assert state(open_register(path)) == new
        assert open_register(path).faults() == []


def _count_down(count: int) -> None:
    left = itertools.count(count, -1)

    def stop(*_: object) -> None:
        if next(left) == 1:
            os._exit(_KILLED)

    for name in _EVENTS:
        sa.event.listen(sa.Engine, name, stop)


def _ended(work) -> None:
    """Run it and end this process without what the parent has open."""
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    if sys.argv[1] == "writers":
        writers(sys.argv[2])
    else:
        print(killed(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])))  # noqa: T201 - its answer
