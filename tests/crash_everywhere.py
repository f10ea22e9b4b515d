"""A command killed at each of its steps in turn: every write, flush, rename, removal, SQL statement and commit.

    python crash_everywhere.py FOLDER VERB EVERY

FOLDER holds an office; a fresh copy of it is made for each death. VERB may be two words, "skp bagikan". Afterwards the
office must be whole and the same command, run again, must bring it to where an undisturbed run brings it. Prints how
many deaths it died, or what was wrong. A process of its own, because forking is only safe in one without threads.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.package_guard import check_package
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.faces.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("open", "write", "fsync", "replace", "unlink", "rename", "utime")
DIED = 86
YEAR = 2026
WORKBOOKS = (".xlsx", ".xlsm")


class Countdown:
    """Dies just before the step of the given number; counts on without dying where there is none such."""

    def __init__(self, number: int) -> None:
        self.left = number

    def step(self, *_: Any, **__: Any) -> None:
        self.left -= 1
        if self.left == 0:
            os._exit(DIED)

    def before(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*words: Any, **options: Any) -> Any:
            self.step()
            return real(*words, **options)

        return stepped


def run(root: Path, verb: str, die_at: int) -> tuple[int, str]:
    """The command in a child of ours; gives its exit status and what it said. die_at: 0 lets it live."""
    told = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - both of us close it
    child = os.fork()
    if child:
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with told:
            told.seek(0)
            return status, told.read()
    status = 99
    try:
        countdown = Countdown(0)
        for name in STEPS:
            setattr(os, name, countdown.before(getattr(os, name)))
        sa.event.listen(sa.Engine, "before_cursor_execute", countdown.step)
        sa.event.listen(sa.Engine, "commit", countdown.step)
        with told, redirect_stdout(told), redirect_stderr(told):
            countdown.left = die_at
            status = main(words(root, verb))
    finally:
        os._exit(status)


def words(root: Path, verb: str) -> list[str]:
    if verb == "hitung":
        return [verb, str(min((root / "2_masuk").glob("*.xlsx")))]
    return [*verb.split(), str(root)]


def state(root: Path) -> dict[str, object]:
    """What the office holds: files by content, the register by its entries; raises where anything is half."""
    found: dict[str, object] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix in WORKBOOKS:
            found[str(path.relative_to(root))] = timeless(path.read_bytes())
        elif path.is_file() and not path.name.startswith("register.sqlite"):
            found[str(path.relative_to(root))] = "ada"
    register = open_register(root / "register.sqlite")
    faults = register.faults()
    if faults:
        raise AssertionError(faults)
    found["dibagikan"] = sorted((one.form_id, hashlib.sha256(one.data).hexdigest()) for one in register.issued())
    found["kembali"] = sorted((one.form_id, one.sha256, one.verdict) for one in register.returns())
    plans = register.plans
    sent = ((one.form_id, hashlib.sha256(plans.issued_file(one.form_id)).hexdigest()) for one in plans.issued(YEAR))
    found["rencana dibagikan"] = sorted(sent)
    found["rencana kembali"] = sorted((one.form_id, one.sha256, one.verdict) for one in plans.returns(YEAR))
    return found


@lru_cache(maxsize=64)  # most of them are the same after each try
def timeless(data: bytes) -> str:
    """A fingerprint of a workbook's values without the moment at which Hitung Nilai or a report was made."""
    check_package(data)
    moment = re.compile(r"\d{1,2}[:.]\d\d")
    rows = []
    for name, cells in sorted(book_from_bytes("", data).sheets.items()):
        for place, cell in sorted(cells.items()):
            # A date with a clock time is a moment of this run; everything else must come out the same.
            dated = cell.is_date and isinstance(cell.value, float) and cell.value % 1
            text = "saat" if dated or moment.search(str(cell.value)) else str(cell.value)
            rows.append(f"{name} {place} {text} {cell.formula}")
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def die_everywhere(office: Path, verb: str, every: int) -> int:
    """Number of deaths; raises AssertionError or a refusal where one of them did harm."""
    with tempfile.TemporaryDirectory() as place:
        undisturbed = Path(shutil.copytree(office, Path(place, "utuh")))
        ended, _ = run(undisturbed, verb, 0)
        wanted = state(undisturbed)
        before = state(office)
        deaths = 0
        number = 1
        while True:
            root = Path(shutil.copytree(office, Path(place, "kantor")))
            if run(root, verb, number)[0] != DIED:
                return deaths
            deaths += 1
            between = state(root)
            kept = {name: entry for name, entry in before.items() if name.endswith(WORKBOOKS)}
            for name, entry in kept.items():
                assert between.get(name) in {entry, wanted[name]}, (number, name)
            again, told = run(root, verb, 0)
            assert again == ended, (number, again, told)
            after = {name: entry for name, entry in state(root).items() if ".~kinerja-" not in name}
            wrong = {name for name in after.keys() | wanted if after.get(name) != wanted.get(name)}
            assert not wrong, (number, wrong, told)
            shutil.rmtree(root)
            number += every


if __name__ == "__main__":
    sys.stdout.write(str(die_everywhere(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
