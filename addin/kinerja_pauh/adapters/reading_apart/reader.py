"""The program's side of reading apart: hands files to a child process, watches its time and replaces it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import kinerja_pauh
from kinerja_pauh.adapters.package_guard import MAX_BYTES, TOO_LARGE
from kinerja_pauh.adapters.reading_apart.book_text import NotABook, book_of
from kinerja_pauh.adapters.reading_apart.child import MAX_ANSWER
from kinerja_pauh.adapters.reading_apart.frames import LineBroken, Word, receive, send
from kinerja_pauh.adapters.reading_apart.limits import OUT_OF_TIME, WALL_SECONDS
from kinerja_pauh.ports import ReaderMissing, UnusableFile

if TYPE_CHECKING:
    from types import TracebackType
    from typing import BinaryIO

    from kinerja_pauh.sheets.cells import Book

PROGRAM = "from kinerja_pauh.adapters.reading_apart.child import serve; serve()"
"""What the child runs."""

HEAVY = (
    "Berkas ini terlalu berat untuk dibaca (lebih dari 10 detik kerja prosesor atau 512 MB): hapus lembar, baris dan "
    "gambar yang tidak perlu, atau isi lagi formulir aslinya."
)
STUCK = (
    "Berkas ini belum juga selesai dibaca sesudah satu menit, padahal tidak berat: tutup program lain yang sibuk, lalu "
    "ulangi. Bila terulang, minta penilai mengisi lagi formulir aslinya."
)
CRASHED = (
    "Berkas ini membuat pembacanya berhenti mendadak: jangan dibuka, dan minta penilai mengisi lagi formulir aslinya."
)

_FIND_PACKAGE = "import sys; sys.path.append(sys.argv[1]); "
_START_SECONDS = 60.0  # an old computer whose virus scanner looks at every module first
_KEPT_VARIABLES = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # what a loader asks; no secrets
_LONGEST_SENTENCE = 2_000


class ApartReader:
    """Reads files one after the other, in one thread. The child starts with the first of them and ends with `close`."""

    __slots__ = ("_child", "_program", "_seconds")

    def __init__(self, *, program: str = PROGRAM, seconds: float = WALL_SECONDS) -> None:
        """program: Python source that serves as `child.serve` does. seconds: to wait for one file."""
        self._program, self._seconds = program, seconds
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one; reading again starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def read(self, name: str, data: bytes) -> Book:
        """The workbook in these bytes. name: the file's, for messages; the child never sees it.

        Raises:
            UnusableFile: it cannot be read, holds what may act, takes too much or too long, or broke the child.
            ReaderMissing: the child cannot be started on this computer.
        """
        if len(data) > MAX_BYTES:
            raise UnusableFile(TOO_LARGE)
        word, content = self._answer(data)
        if word is Word.REFUSED:
            raise UnusableFile(_sentence(content))
        if word is not Word.BOOK:
            raise UnusableFile(HEAVY if word is Word.HEAVY else CRASHED)
        try:
            return book_of(name, content)
        except NotABook as problem:
            self.close()
            raise UnusableFile(CRASHED) from problem

    def _answer(self, data: bytes) -> tuple[Word, bytes]:
        """What the child says; a child that dies gets a second life, since others may have killed the first.

        Raises:
            UnusableFile: nothing was heard for too long.
        """
        left = self._seconds
        for _attempt in range(2):
            child = self._running()
            began = time.monotonic()
            try:
                word, content = child.ask(data, max(left, 0.0))
            except LineBroken as problem:
                self.close()
                if child.was_late:
                    raise UnusableFile(STUCK) from problem
                if child.worked_too_long:
                    return Word.HEAVY, b""
            except BaseException:  # a half-done exchange, say after Ctrl-C: the next answer would be the wrong one
                self.close()
                raise
            else:
                if word not in {Word.BOOK, Word.REFUSED} or child.was_late:  # the last moment may be too late as well
                    self.close()
                return word, content
            left -= time.monotonic() - began
        return Word.CRASHED, b""

    def _running(self) -> _Child:
        if self._child is not None and not self._child.alive:
            self.close()
        if self._child is None:
            self._child = _Child(self._program)
        return self._child


class _Child:
    """One process, from construction to `end`. was_late: it was killed because nobody would wait any longer."""

    __slots__ = ("_process", "was_late")

    def __init__(self, program: str) -> None:
        """Raises ReaderMissing; nothing is left running then."""
        self.was_late = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own source under our own interpreter
                [_python(), "-I", "-S", "-B", "-c", _FIND_PACKAGE + program, str(_package_root())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a traceback could quote the file
                cwd=Path(sys.executable).anchor or None,
                env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as problem:
            raise _missing() from problem
        try:
            self._exchange(None, 0, _START_SECONDS)
        except LineBroken as problem:
            self.end()
            raise _missing() from problem
        except BaseException:
            self.end()
            raise

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, data: bytes, seconds: float) -> tuple[Word, bytes]:
        """The answer to a file.

        Raises:
            LineBroken: it died; `was_late`, and `worked_too_long` after `end`, say whether of its time.
        """
        return self._exchange(data, MAX_ANSWER, seconds)

    @property
    def worked_too_long(self) -> bool:
        """Whether it was the system that ended it, for its work."""
        return self._process.returncode == OUT_OF_TIME

    def end(self) -> None:
        self._kill()
        for stream in (self._orders, self._answers):
            with contextlib.suppress(OSError):  # what was never sent cannot be flushed any more
                stream.close()
        self._process.wait()

    def _exchange(self, data: bytes | None, most: int, seconds: float) -> tuple[Word, bytes]:
        clock = threading.Timer(seconds, self._too_late)
        clock.daemon = True
        clock.start()
        try:
            if data is not None:
                send(self._orders, Word.FILE, data)
            return receive(self._answers, most)
        finally:
            clock.cancel()
            clock.join()  # it may be killing just now, and nobody else must have this process number yet

    def _too_late(self) -> None:
        self.was_late = True
        self._kill()

    def _kill(self) -> None:
        """With whatever it may have started; the group is its own, and exists until it is waited for."""
        if self._process.returncode is None:
            with contextlib.suppress(OSError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)

    @property
    def _orders(self) -> BinaryIO:
        return self._process.stdin  # type: ignore[return-value]  # a pipe, as asked for above

    @property
    def _answers(self) -> BinaryIO:
        return self._process.stdout  # type: ignore[return-value]  # a pipe, as asked for above


def _sentence(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    return text if 0 < len(text) <= _LONGEST_SENTENCE else CRASHED


def _python() -> str:
    """The interpreter itself; on Windows that of a venv only starts another process, which a job would forbid."""
    return getattr(sys, "_base_executable", "") if sys.platform == "win32" else sys.executable


def _package_root() -> Path:
    return Path(kinerja_pauh.__file__).resolve().parents[1]


def _missing() -> ReaderMissing:
    return ReaderMissing(
        "Proses pembaca berkas tidak dapat dijalankan di komputer ini: tutup program lain, jalankan kinerja diagnosa, "
        "lalu ulangi."
    )
