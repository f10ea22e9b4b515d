"""One at a time in an office folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from kinerja_pauh.adapters.atomic_save import LEFTOVER_PREFIX
from kinerja_pauh.adapters.office_lock import LOCK_NAME, held, who_am_i
from kinerja_pauh.ports import UnusableFile

_HOLD = """
import sys, time
from pathlib import Path
from kinerja_pauh.adapters.office_lock import held
with held(Path(sys.argv[1]), "Kumpulkan"):
    print("masuk", flush=True)
    sys.stdin.read()
"""
_COUNT = """
import sys
from pathlib import Path
from kinerja_pauh.adapters.office_lock import held
folder, times = Path(sys.argv[1]), int(sys.argv[2])
for _ in range(times):
    with held(folder, "Kumpulkan"):
        number = folder / "angka.txt"
        number.write_text(str(int(number.read_text()) + 1))
"""


@pytest.fixture
def lock(tmp_path):
    return tmp_path / LOCK_NAME


def holder(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "masuk\n"
    return process


def finish(process):
    process.communicate("")


def test_inside_the_lock_says_who_and_afterwards_it_is_gone(tmp_path, lock):
    with held(tmp_path, "Kumpulkan"):
        said = json.loads(lock.read_text("utf-8"))
        assert (said["siapa"], said["sedang"], said["pid"]) == (who_am_i(), "Kumpulkan", os.getpid())
    assert list(tmp_path.iterdir()) == []


def test_it_is_gone_after_an_error_too(tmp_path):
    with pytest.raises(ZeroDivisionError), held(tmp_path, "Kumpulkan"):
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []


def test_the_second_one_is_told_who_is_there_and_for_how_long(tmp_path):
    other = holder(tmp_path)
    try:
        with pytest.raises(UnusableFile) as refused, held(tmp_path, "Bagikan Formulir", wait=0.3):
            pass
        assert f"sedang dipakai {who_am_i()} untuk Kumpulkan, sudah kurang dari semenit" in str(refused.value)
    finally:
        finish(other)
    assert list(tmp_path.iterdir()) == []


def test_the_second_one_waits_until_the_first_is_done(tmp_path):
    other = holder(tmp_path)
    other.stdin.close()
    with held(tmp_path, "Bagikan Formulir", wait=60):
        assert other.wait(20) == 0
    other.stdout.close()


def test_the_lock_of_a_killed_program_holds_nobody_up(tmp_path, lock):
    other = holder(tmp_path)
    other.kill()
    finish(other)
    assert lock.exists()
    with held(tmp_path, "Kumpulkan", wait=0.5):
        assert json.loads(lock.read_text("utf-8"))["pid"] == os.getpid()


def left_behind(lock, *, computer, silent):
    said = {"siapa": "ani@lain", "komputer": computer, "pid": 1, "sedang": "Rekap", "sejak": time.time() - 1000}
    lock.write_text(json.dumps(said), "utf-8")
    os.utime(lock, (time.time() - silent,) * 2)


def test_another_computer_that_fell_silent_holds_nobody_up(tmp_path, lock):
    left_behind(lock, computer="PC lain", silent=600)
    with held(tmp_path, "Kumpulkan", wait=0.5):
        assert json.loads(lock.read_text("utf-8"))["pid"] == os.getpid()


def test_another_computer_that_still_speaks_is_waited_for(tmp_path, lock):
    left_behind(lock, computer="PC lain", silent=10)
    with pytest.raises(UnusableFile, match="ani@lain untuk Rekap, sudah 17 menit"), held(tmp_path, "X", wait=0.3):
        pass
    assert lock.exists()


@pytest.mark.parametrize("half", [b"", b'{"siapa": "a'])
def test_a_lock_whose_maker_was_killed_while_writing_it_holds_nobody_up(tmp_path, lock, half):
    lock.write_bytes(half)
    with pytest.raises(UnusableFile, match="di komputer lain"), held(tmp_path, "Kumpulkan", wait=0.3):
        pass
    os.utime(lock, (time.time() - 60,) * 2)
    with held(tmp_path, "Kumpulkan", wait=0.5):
        pass
    assert not lock.exists()


def test_a_lock_that_someone_else_took_over_is_not_removed(tmp_path, lock):
    with held(tmp_path, "Kumpulkan"):
        left_behind(lock, computer="PC lain", silent=0)
    assert json.loads(lock.read_text("utf-8"))["siapa"] == "ani@lain"


def test_leftovers_of_killed_saves_are_cleaned_up(tmp_path):
    inbox = tmp_path / "2_masuk"
    inbox.mkdir()
    for folder in (tmp_path, inbox):
        left = folder / f"{LEFTOVER_PREFIX}1-aa.tmp"
        left.touch()
        os.utime(left, (1, 1))
    with held(tmp_path, "Kumpulkan"):
        pass
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UnusableFile, match="tidak ditemukan"), held(tmp_path / "x", "Kumpulkan"):
        pass


def test_eight_programs_that_add_one_each_lose_none(tmp_path):
    (tmp_path / "angka.txt").write_text("0")
    programs = [subprocess.Popen([sys.executable, "-c", _COUNT, str(tmp_path), "5"]) for _ in range(8)]
    assert [program.wait() for program in programs] == [0] * 8
    assert (tmp_path / "angka.txt").read_text() == "40"
