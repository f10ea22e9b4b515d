"""What the process that reads apart may use. It takes the rest away from itself before it sees the first file."""

from __future__ import annotations

import contextlib
import sys

SECONDS = 10.0
"""For one file, from its first byte to the answer."""

MEMORY = 512 * 1024 * 1024
"""Bytes for the whole process, its program included."""

_BACKSTOP_SECONDS = 2 * SECONDS
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


def start_clock() -> None:
    """Die later by oneself, should the program that watches the time be gone by then."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415 - has no timer on Windows, where the job ends with the program

        signal.setitimer(signal.ITIMER_REAL, _BACKSTOP_SECONDS)


def stop_clock() -> None:
    """The file is read."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415 - as above

        signal.setitimer(signal.ITIMER_REAL, 0)
