"""Excel rejects calls while the user edits a cell or a dialog is open: wait a little, then say so."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")

_CALL_REJECTED = 0x80010001  # RPC_E_CALL_REJECTED
_RETRY_LATER = 0x8001010A  # RPC_E_SERVERCALL_RETRYLATER
_EDITING = 0x800AC472  # VBA_E_IGNORE
_BUSY = frozenset({_CALL_REJECTED, _RETRY_LATER, _EDITING})
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 0.8)
_LONG_WAITS = (*_WAITS, *(2.0,) * 30)
_SCODE = 5  # its place in the details of a COM error


class Busy(UnusableFile):
    """The spreadsheet program takes no calls, mostly because a cell is being edited."""


def patiently(call: Callable[[], _T], *, long: bool = False) -> _T:
    """What the call gives, tried again while the program is busy. long: for a minute, where giving up would do harm.

    Raises:
        Busy: it stays so.
    """
    for seconds in _LONG_WAITS if long else _WAITS:
        try:
            return call()
        except Exception as problem:
            if not is_busy(problem):
                raise
        time.sleep(seconds)
    try:
        return call()
    except Exception as problem:
        if not is_busy(problem):
            raise
    raise Busy(
        "Excel sedang sibuk, mungkin karena sebuah sel sedang disunting: tekan Enter atau Esc di Excel, lalu tekan "
        "tombolnya lagi."
    )


def is_busy(problem: BaseException) -> bool:
    """Whether an error of COM only says that Excel takes no calls at the moment. No COM library is needed to tell."""
    if type(problem).__name__ == "ExcelBusyError":  # xlwings' own word for it
        return True
    details = getattr(problem, "excepinfo", None) or ()
    codes = [getattr(problem, "hresult", None), details[_SCODE] if len(details) > _SCODE else None]
    return any(isinstance(code, int) and code & 0xFFFFFFFF in _BUSY for code in codes)
