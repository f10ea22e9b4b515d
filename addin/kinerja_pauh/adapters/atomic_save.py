"""Saving so that a file is always the whole old one or the whole new one, whatever stops the program."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEFTOVER_PREFIX = ".~kinerja-"
"""How the name of a temporary file begins; one that stays behind was left by a killed save."""
LEFTOVER_ENDINGS = (".tmp", ".pdf")
"""How it ends; Excel takes no other name for what it prints."""

_STALE_SECONDS = 600.0  # far longer than a save lasts, so a colleague's running save on a share is never disturbed
_REPLACE_PAUSES = (0.1, 0.3)  # virus scanners and OneDrive hold a file for a moment
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def save_atomically(path: Path, data: bytes, check: Callable[[bytes], None] | None = None) -> None:
    """Put `data` at `path`: the old file stays whole until the new one lies complete on the disk.

    check: looks at the bytes as they came back from the disk and raises if they are no good. A link is followed.
    The old file's permission bits stay.

    Raises:
        UnusableFile: folder missing or read-only, disk full, target open in another program, `check` said no.
    """
    target = path.resolve()
    temporary = target.with_name(f"{LEFTOVER_PREFIX}{os.getpid()}-{secrets.token_hex(6)}.tmp")
    try:
        _write_through(temporary, data, _permissions(target))
        _verify(temporary, data, check)
        _replace(temporary, target)
    except BaseException as problem:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(problem, OSError):
            raise UnusableFile(_sentence(problem)) from problem
        raise
    _sync_folder(target.parent)
    clean_leftovers(target.parent)


def clean_leftovers(folder: Path) -> int:
    """Remove the temporary files of saves that were killed; gives how many went.

    A young one may belong to a save under way on another computer, so it stays. One from the future is a moved clock.
    """
    removed = 0
    for leftover in (path for ending in LEFTOVER_ENDINGS for path in folder.glob(f"{LEFTOVER_PREFIX}*{ending}")):
        with contextlib.suppress(OSError):
            if abs(time.time() - leftover.lstat().st_mtime) > _STALE_SECONDS:
                leftover.unlink()
                removed += 1
    return removed


def _permissions(target: Path) -> int | None:
    """The permission bits of the file that stands there; None when there is none."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def _write_through(temporary: Path, data: bytes, permissions: int | None) -> None:
    """Write a new file down to the disk itself."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(temporary, flags, 0o666)
    except OSError as problem:
        if problem.errno in _READ_ONLY:
            raise UnusableFile(
                "Folder tujuan tidak boleh ditulisi: pindahkan berkas ke folder Anda sendiri, atau minta izin tulis, "
                "lalu ulangi."
            ) from problem
        raise
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if permissions is not None:
            temporary.chmod(permissions)
        os.fsync(handle)
    finally:
        os.close(handle)


def _verify(temporary: Path, data: bytes, check: Callable[[bytes], None] | None) -> None:
    """Read back what was written: a full or failing disk is found before the old file goes."""
    written = temporary.read_bytes()
    if written != data:
        raise UnusableFile(
            "Isi yang tersimpan tidak sama dengan yang ditulis: cakram atau jaringan bermasalah, jadi simpan di "
            "tempat lain, lalu ulangi."
        )
    if check is not None:
        check(written)


def _replace(temporary: Path, target: Path) -> None:
    """Swap the files; a target that stays locked is reported as open."""
    for pause in _REPLACE_PAUSES:
        try:
            os.replace(temporary, target)  # noqa: PTH105 (tests stop the program at this very call)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    try:
        os.replace(temporary, target)  # noqa: PTH105 (as above)
    except PermissionError as problem:
        raise UnusableFile(
            "Berkas tidak dapat diganti karena sedang dibuka atau terkunci: tutup dulu di Excel, lalu ulangi."
        ) from problem


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the platform can; the file itself is whole either way."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(problem: OSError) -> str:
    """What went wrong and the cure, for a reader who knows folders but no error numbers."""
    if problem.errno in _NO_ROOM:
        return "Tempat di cakram habis, berkas lama tetap utuh: kosongkan sebagian isi cakram, lalu ulangi."
    if problem.errno == errno.ENOENT:
        return "Folder tujuan tidak ada: buat dulu foldernya, lalu ulangi."
    if problem.errno == errno.ENAMETOOLONG:
        return "Nama berkas terlalu panjang: pendekkan nama berkas atau foldernya, lalu ulangi."
    if problem.errno in {errno.EISDIR, errno.ENOTDIR}:
        return "Nama yang dituju adalah folder, bukan berkas: pilih nama berkas lain, lalu ulangi."
    return "Berkas tidak dapat disimpan karena cakram atau jaringan bermasalah: periksa sambungannya, lalu ulangi."
