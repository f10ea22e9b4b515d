"""What the process that reads apart may use. It takes the rest away from itself before it sees the first file."""

from __future__ import annotations

import contextlib
import signal
import sys

SECONDS = 10.0
"""For one file, of the processor's work for this process alone: a computer busy with other things costs no file."""

WALL_SECONDS = 60.0
"""For one file, by the clock on the wall, for a process that waits without working. The program watches it."""

MEMORY = 512 * 1024 * 1024
"""Bytes for the whole process, its program included."""

OUT_OF_TIME = 1816 if sys.platform == "win32" else -signal.SIGPROF
"""Status with which the system ends a process that used up its SECONDS: ERROR_NOT_ENOUGH_QUOTA, or the signal."""

_ALONE_SECONDS = 2 * WALL_SECONDS
_OPEN_FILES = 16  # three are in use; Python opens one or two more while it loads the names of an old code page


def limit_this_process() -> None:
    """Take away all that reading a workbook does not need; what a system does not know is passed over."""
    if sys.platform == "win32":
        from kinerja_pauh.adapters.reading_apart.windows_job import enter_job  # noqa: PLC0415 - there is ctypes.windll

        enter_job(MEMORY)
        return
    import resource  # noqa: PLC0415 - Windows has no such module

    limits = {"AS": MEMORY, "DATA": MEMORY, "CORE": 0, "FSIZE": 0, "NOFILE": _OPEN_FILES, "NPROC": 0, "MEMLOCK": 0}
    for name, most in limits.items():
        number = getattr(resource, f"RLIMIT_{name}", None)
        if number is not None:
            with contextlib.suppress(ValueError, OSError):  # macOS knows some of them by name only
                resource.setrlimit(number, (most, most))
    deadly = (signal.SIGPROF, signal.SIGALRM)
    for number in deadly:
        signal.signal(number, signal.SIG_DFL)  # whoever started the program may have had them ignored
    signal.pthread_sigmask(signal.SIG_UNBLOCK, deadly)


def start_clock(seconds: float) -> None:
    """From now on the system ends this process when it has worked so long; later too, should nobody watch it."""
    if sys.platform == "win32":
        from kinerja_pauh.adapters.reading_apart.windows_job import work_at_most  # noqa: PLC0415 - as above

        work_at_most(seconds)  # nothing more: the job ends with the program
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, _ALONE_SECONDS)


def stop_clock() -> None:
    """The file is read. On Windows the next one starts the count anew, and waiting is no work."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
