"""One at a time in an office folder: a lock file that says who works there and since when.

A file, and not a lock of the operating system: office folders stand on network shares, flash disks and in OneDrive,
where only making a file that must not exist yet is dependable.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.atomic_save import clean_leftovers
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_NAME = ".~kinerja-sedang-dipakai.json"
WAIT_SECONDS = 60.0
_STALE_SECONDS = 120.0  # an owner says every few seconds that it still lives
_WRITING_SECONDS = 5.0  # far longer than those few letters take: its maker was killed before they stood there
_BEAT_SECONDS = 5.0
_ASK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a folder. what: the verb, for a sentence; since: seconds since 1970."""

    who: str
    computer: str
    pid: int
    what: str
    since: float


def who_am_i() -> str:
    """This user at this computer."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = "pengguna"
    return f"{user}@{platform.node() or 'komputer'}"


@contextmanager
def held(folder: Path, what: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Alone in a folder inside; what killed programs left there is cleaned up first.

    Raises:
        UnusableFile: someone else works there still after `wait` seconds, who and since when; or it is read-only.
    """
    path = folder / LOCK_NAME
    mine = Owner(who_am_i(), platform.node(), os.getpid(), what, time.time())
    _take(path, mine, wait)
    done = threading.Event()
    beat = threading.Thread(target=_say_alive, args=(path, done), daemon=True)
    beat.start()
    try:
        for place in (folder, *(child for child in folder.iterdir() if child.is_dir())):
            clean_leftovers(place)
        yield
    finally:
        done.set()
        beat.join()
        with contextlib.suppress(OSError):
            if _owner(path) == mine:
                path.unlink()


def _take(path: Path, mine: Owner, wait: float) -> None:
    until = time.monotonic() + wait
    while not _made(path, mine):
        _clear_if_dead(path)
        if time.monotonic() > until:
            raise UnusableFile(_sentence(_owner(path)))
        time.sleep(_ASK_SECONDS)


def _made(path: Path, mine: Owner) -> bool:
    said = {"siapa": mine.who, "komputer": mine.computer, "pid": mine.pid, "sedang": mine.what, "sejak": mine.since}
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        return False
    except FileNotFoundError as problem:
        raise UnusableFile("Folder kantor tidak ditemukan: periksa nama foldernya, lalu ulangi.") from problem
    except PermissionError as problem:
        if path.exists():  # Windows says so while the file is being removed
            return False
        raise UnusableFile(
            "Folder kantor tidak boleh ditulisi: pindahkan ke folder Anda sendiri, atau minta izin tulis, lalu ulangi."
        ) from problem
    except OSError as problem:
        raise UnusableFile(
            "Folder kantor tidak dapat ditulisi: cakram penuh, hanya-baca, atau jaringan putus. Periksa, lalu ulangi."
        ) from problem
    try:
        os.write(handle, json.dumps(said).encode())
    except OSError as problem:
        path.unlink()
        raise UnusableFile(
            "Tempat di cakram habis: kosongkan sebagian isi cakram, lalu ulangi. Tidak ada yang berubah."
        ) from problem
    finally:
        os.close(handle)
    return True


def _say_alive(path: Path, done: threading.Event) -> None:
    while not done.wait(_BEAT_SECONDS):
        with contextlib.suppress(OSError):
            os.utime(path)


def _clear_if_dead(path: Path) -> None:
    """Remove the lock of a program that was killed.

    It is moved aside first and looked at again: of two that wait, the slower one must not remove the lock which the
    quicker one has just made.
    """
    owner = _owner(path)
    if not _is_dead(path, owner):
        return
    aside = path.with_name(f"{LOCK_NAME}.{os.getpid()}.lama")
    with contextlib.suppress(OSError):
        path.rename(aside)
        if _owner(aside) == owner:
            aside.unlink()
        else:
            with contextlib.suppress(FileExistsError):
                os.link(aside, path)
            aside.unlink()


def _is_dead(path: Path, owner: Owner | None) -> bool:
    try:
        silent = time.time() - path.stat().st_mtime
    except OSError:
        return False  # gone meanwhile: nothing to clear
    if owner is None:
        return abs(silent) > _WRITING_SECONDS
    if owner.computer == platform.node() and os.name == "posix":
        return not _runs(owner.pid)
    return abs(silent) > _STALE_SECONDS


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _owner(path: Path) -> Owner | None:
    """What a lock says; None where there is none, or none that can be read, as while it is being written."""
    try:
        said = json.loads(path.read_bytes())
        return Owner(
            str(said["siapa"]), str(said["komputer"]), int(said["pid"]), str(said["sedang"]), float(said["sejak"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sentence(owner: Owner | None) -> str:
    if owner is None:
        return "Folder kantor sedang dipakai program ini di komputer lain. Tunggu sebentar, lalu ulangi."
    minutes = max(0, round((time.time() - owner.since) / 60))
    age = f"{minutes} menit" if minutes else "kurang dari semenit"
    return (
        f"Folder kantor sedang dipakai {owner.who} untuk {owner.what}, sudah {age}. Tunggu sampai selesai, lalu ulangi."
    )
