"""Saving that survives a kill at every step, a full disk, a locked file and a folder without write permission."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handmade_books import packed, parts
from kinerja_pauh.adapters.atomic_save import LEFTOVER_PREFIX, clean_leftovers, save_atomically
from kinerja_pauh.adapters.package_guard import check_package
from kinerja_pauh.ports import UnusableFile

OLD = packed(parts("<row><c><v>1</v></c></row>"))
NEW = packed(parts("<row>" + "".join(f"<c><v>{n * n * 7919 % 1000003}.25</v></c>" for n in range(3000)) + "</row>"))

CHILD = """
import os, signal, sys
from pathlib import Path
from kinerja_pauh.adapters.atomic_save import save_atomically
from kinerja_pauh.adapters.package_guard import check_package

path, source, moment, when = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
data = source.read_bytes()
calls = 0

def interposed(name, real):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == moment and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "write":  # the system may always write less than asked for
            arguments = (arguments[0], arguments[1][:2500])
            if calls == moment and when == "half":
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
        result = real(*arguments, **options)
        if calls == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return call

for name in ("open", "write", "fsync", "close", "replace", "chmod"):
    setattr(os, name, interposed(name, getattr(os, name)))
save_atomically(path, data, check_package)
print(calls, flush=True)
"""


def save_in_child(path, source, moment, when):
    command = [sys.executable, "-c", CHILD, str(path), str(source), str(moment), when]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def leftovers(folder):
    return [entry for entry in folder.iterdir() if entry.name.startswith(LEFTOVER_PREFIX)]


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_a_kill_at_any_step_leaves_the_whole_old_or_the_whole_new_file(tmp_path, when):
    path, source = tmp_path / "Penilaian.xlsx", tmp_path / "baru"
    source.write_bytes(NEW)
    path.write_bytes(OLD)
    steps = int(save_in_child(path, source, 0, when).stdout)
    assert steps >= 12  # open, six writes, chmod, fsync, close, replace, open, fsync, close
    seen = []
    for moment in range(1, steps + 1):
        path.write_bytes(OLD)
        killed = save_in_child(path, source, moment, when)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        content = path.read_bytes()
        assert content in {OLD, NEW}
        seen.append(content == NEW)
    assert seen == sorted(seen), "once the new file is in place it stays"
    assert set(seen) == {False, True}
    assert leftovers(tmp_path), "a kill leaves a temporary file, or the next test would prove nothing"


def test_what_a_kill_left_is_removed_once_it_is_surely_dead(tmp_path):
    path, source = tmp_path / "Penilaian.xlsx", tmp_path / "baru"
    source.write_bytes(NEW)
    path.write_bytes(OLD)
    save_in_child(path, source, 3, "half")
    (left,) = leftovers(tmp_path)
    assert clean_leftovers(tmp_path) == 0, "it might be a colleague's save under way"
    hour_ago = time.time() - 3600
    os.utime(left, (hour_ago, hour_ago))
    assert clean_leftovers(tmp_path) == 1
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["Penilaian.xlsx", "baru"]


def test_cleaning_touches_nothing_else_and_trusts_no_clock_from_the_future(tmp_path):
    later = time.time() + 7200
    for name in ("~$Penilaian.xlsx", "Penilaian.xlsx", ".~lock.a#", ".~kinerja-catatan.txt", ".~kinerja-1-ab.tmp"):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (later, later))
    (tmp_path / ".~kinerja-folder.tmp").mkdir()
    os.utime(tmp_path / ".~kinerja-folder.tmp", (0, 0))
    assert clean_leftovers(tmp_path) == 1
    assert not (tmp_path / ".~kinerja-1-ab.tmp").exists()
    assert len(list(tmp_path.iterdir())) == 5


@settings(deadline=None)
@given(old=st.none() | st.binary(max_size=200), new=st.binary(max_size=5000))
def test_any_bytes_come_back_and_nothing_else_is_left(tmp_path_factory, old, new):
    folder = tmp_path_factory.mktemp("simpan")
    path = folder / "a.bin"
    if old is not None:
        path.write_bytes(old)
    save_atomically(path, new)
    assert path.read_bytes() == new
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permission_bits_of_the_old_file_stay(tmp_path, mode):
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLD)
    path.chmod(mode)
    save_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_the_permissions_that_any_program_would_give(tmp_path):
    plain = tmp_path / "biasa"
    plain.write_bytes(b"")
    save_atomically(tmp_path / "a.xlsx", NEW)
    assert (tmp_path / "a.xlsx").stat().st_mode == plain.stat().st_mode


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path):
    (tmp_path / "bersama").mkdir()
    real = tmp_path / "bersama" / "asli.xlsx"
    real.write_bytes(OLD)
    link = tmp_path / "pintasan.xlsx"
    link.symlink_to(real)
    save_atomically(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


def refused(path, data=NEW, check=check_package):
    """The sentence of a refused save, after making sure that the old file stands and nothing else is left."""
    before = path.read_bytes()
    with pytest.raises(UnusableFile) as caught:
        save_atomically(path, data, check)
    assert path.read_bytes() == before
    assert leftovers(path.parent) == []
    return str(caught.value)


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "Penilaian.xlsx"
    path.write_bytes(OLD)
    return path


def test_a_package_that_is_not_whole_never_replaces_a_good_one(old):
    assert "rusak" in refused(old, NEW[:-30])
    middle = len(NEW) // 2
    assert "rusak" in refused(old, NEW[:middle] + bytes([NEW[middle] ^ 1]) + NEW[middle + 1 :])


def test_bytes_that_the_disk_changed_are_found(old, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(len(data))))
    assert "tidak sama" in refused(old)


def test_an_interruption_by_the_user_leaves_nothing_behind(old, monkeypatch):
    def interrupted(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_atomically(old, NEW)
    assert old.read_bytes() == OLD
    assert leftovers(old.parent) == []


LIMITED = """
import resource, sys
from pathlib import Path
from kinerja_pauh.adapters.atomic_save import save_atomically
from kinerja_pauh.ports import UnusableFile
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    save_atomically(Path(sys.argv[1]), bytes(200_000))
except UnusableFile as problem:
    print(problem)
"""


def test_a_file_that_may_not_grow_is_told_as_a_full_disk(old):
    command = [sys.executable, "-c", LIMITED, str(old)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Tempat di cakram habis" in told
    assert old.read_bytes() == OLD
    assert leftovers(old.parent) == []


@contextlib.contextmanager
def small_disk(folder):
    """A real disk of 64 KiB where this user may mount one, else a device that is always full."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False)
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_old_file_and_no_rest(tmp_path, monkeypatch):
    folder = tmp_path / "cakram"
    folder.mkdir()
    with small_disk(folder) as real:
        path = folder / "Penilaian.xlsx"
        path.write_bytes(OLD)
        if not real:
            write = os.write
            monkeypatch.setattr(os, "write", lambda _handle, data: write(full, data))
            full = os.open("/dev/full", os.O_WRONLY)
        assert "Tempat di cakram habis" in refused(path, os.urandom(200_000), None)
        if real:
            save_atomically(path, os.urandom(20_000))
            assert path.stat().st_size == 20_000


@contextlib.contextmanager
def sealed(path):
    """Nobody may write here; root is only stopped by the file system's own flag."""
    flag = shutil.which("chattr") if os.geteuid() == 0 else None
    done = bool(flag) and subprocess.run([flag, "+i", str(path)], check=False, capture_output=True).returncode == 0
    mode = stat.S_IMODE(path.stat().st_mode)
    if not done:
        path.chmod(0o555)
    try:
        yield done or os.geteuid() != 0
    finally:
        if done:
            subprocess.run([flag, "-i", str(path)], check=True)
        else:
            path.chmod(mode)


def test_a_folder_without_write_permission_is_named_as_such(old, monkeypatch):
    with sealed(old.parent) as real:
        if not real:

            def forbidden(*_arguments, **_options):
                raise PermissionError(errno.EACCES, "forbidden")

            monkeypatch.setattr(os, "open", forbidden)
        assert "Folder tujuan tidak boleh ditulisi" in refused(old)
        monkeypatch.undo()


def locked_times(monkeypatch, times):
    """os.replace as Windows answers while another program holds the target; the pauses taken are returned."""
    real, pauses = os.replace, []

    def replace(source, target):
        if len(pauses) < times:
            raise PermissionError(errno.EACCES, "sharing violation")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def test_a_target_open_in_excel_is_to_be_closed_first(old, monkeypatch):
    pauses = locked_times(monkeypatch, 99)
    assert "tutup dulu di Excel" in refused(old)
    assert 0 < sum(pauses) < 2


def test_a_virus_scanner_that_lets_go_after_a_moment_is_waited_for(old, monkeypatch):
    locked_times(monkeypatch, 1)
    save_atomically(old, NEW, check_package)
    assert old.read_bytes() == NEW


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "Tempat di cakram habis"),
        (errno.EDQUOT, "Tempat di cakram habis"),
        (errno.EROFS, "Folder tujuan tidak boleh ditulisi"),
        (errno.EIO, "cakram atau jaringan bermasalah"),
        (errno.ESTALE, "cakram atau jaringan bermasalah"),
    ],
)
def test_errors_of_the_system_become_a_sentence_with_a_cure(old, monkeypatch, number, words):
    def fail(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open" if number == errno.EROFS else "fsync", fail)
    sentence = refused(old)
    assert words in sentence
    assert sentence.endswith("ulangi.")


def test_a_missing_folder_a_long_name_and_a_folder_in_the_way_are_told(tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    for path, words in (
        (tmp_path / "tidak ada" / "a.xlsx", "Folder tujuan tidak ada"),
        (tmp_path / ("a" * 300), "terlalu panjang"),
        (tmp_path / "folder.xlsx", "adalah folder"),
    ):
        with pytest.raises(UnusableFile, match=words):
            save_atomically(path, NEW)
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder.xlsx"]


def test_a_folder_that_cannot_be_synced_does_not_undo_a_finished_save(old, monkeypatch):
    real = os.fsync

    def only_files(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not supported here")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    save_atomically(old, NEW)
    assert old.read_bytes() == NEW


def test_a_save_sweeps_away_what_an_earlier_killed_one_left(tmp_path) -> None:
    left, young = tmp_path / f"{LEFTOVER_PREFIX}1-a.tmp", tmp_path / f"{LEFTOVER_PREFIX}2-b.tmp"
    left.write_bytes(b"setengah")
    young.write_bytes(b"sedang ditulis")
    os.utime(left, (0, 0))
    save_atomically(tmp_path / "a.xlsx", b"isi")
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, "a.xlsx"]
