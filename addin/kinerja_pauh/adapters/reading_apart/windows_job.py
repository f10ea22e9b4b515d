"""Limits on Windows, by a job that the process enters itself. Written from Microsoft's pages, never run on Windows."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

_LIMIT_JOB_TIME = 0x4
_LIMIT_ACTIVE_PROCESS = 0x8
_LIMIT_PROCESS_MEMORY = 0x100
_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x400
_EXTENDED_LIMIT_INFORMATION = 9
_NO_ERROR_BOXES = 0x1 | 0x2 | 0x8000  # critical errors, crashes, missing disks: nobody sits in front of this process
_TICKS_PER_SECOND = 10_000_000


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def enter_job(memory: int) -> None:
    """Put this process into a job in which it has so many bytes, starts no other process and dies without a window."""
    kernel = _kernel()
    kernel.SetErrorMode(_NO_ERROR_BOXES)
    _limits().process_memory = memory
    _set(0)
    kernel.AssignProcessToJobObject(_job(), ctypes.c_void_p(kernel.GetCurrentProcess()))


def work_at_most(seconds: float) -> None:
    """Let the system end this process after so much more work, with the status `limits.OUT_OF_TIME`.

    Only work in user mode counts, and the system adds what was worked before to each new limit.
    """
    _limits().basic.per_job_user_time = round(seconds * _TICKS_PER_SECOND)
    _set(_LIMIT_JOB_TIME)


@cache
def _kernel() -> Any:  # noqa: ANN401  a library
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - exists on Windows only
    for function in (kernel.CreateJobObjectW, kernel.GetCurrentProcess):
        function.restype = ctypes.c_void_p
    return kernel


@cache
def _job() -> ctypes.c_void_p:
    """The one job of this process."""
    return ctypes.c_void_p(_kernel().CreateJobObjectW(None, None))


@cache
def _limits() -> _Extended:
    """What the job allows; each call of the system takes all of it again."""
    limits = _Extended()
    limits.basic.flags = _LIMIT_ACTIVE_PROCESS | _LIMIT_PROCESS_MEMORY | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION
    limits.basic.active_processes = 1
    return limits


def _set(flag: int) -> None:
    limits = _limits()
    limits.basic.flags |= flag
    _kernel().SetInformationJobObject(_job(), _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits))
