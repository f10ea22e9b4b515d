"""Writing into protected sheets: unlocked for a moment, then protected as before, with the same permissions."""

from __future__ import annotations

import contextlib
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from kinerja_pauh.ports import UnusableFile

from .busy import is_busy, patiently
from .window import is_excel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import xlwings

ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting",
    "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip
"""The permissions of Excel's sheet protection, in the order in which Worksheet.Protect takes them."""


@contextmanager
def unprotected(book: xlwings.Book, sheets: Sequence[xlwings.Sheet], password: str) -> Iterator[None]:
    """All the sheets open for writing; those that were protected are so again afterwards, also after an error.

    Raises:
        UnusableFile: one is protected by another password; then nothing has changed.
    """
    with ExitStack() as stack:
        if not is_excel(book):
            stack.enter_context(_undo_of_libreoffice(book.api, sheets, password))
        else:
            for sheet in sheets:
                stack.callback(_opened_in_excel(sheet, password))
        yield


def _opened_in_excel(sheet: xlwings.Sheet, password: str) -> Callable[[], None]:
    """Take the protection off; gives what puts it back."""
    api = sheet.api
    if not patiently(lambda: api.ProtectContents):
        return lambda: None
    allowed = [bool(getattr(api.Protection, name)) for name in ALLOWED]
    drawings, scenarios = bool(api.ProtectDrawingObjects), bool(api.ProtectScenarios)
    for_people_only, selecting = bool(api.ProtectionMode), api.EnableSelection
    _unlock(lambda: api.Unprotect(password), sheet.name)
    if api.ProtectContents:  # some versions of Excel refuse in silence
        raise _other_password(sheet.name)

    def protect() -> None:
        patiently(
            lambda: api.Protect(password, drawings, True, scenarios, for_people_only, *allowed),  # noqa: FBT003 - COM
            long=True,
        )
        api.EnableSelection = selecting

    return protect


@contextmanager
def _undo_of_libreoffice(document: Any, sheets: Sequence[xlwings.Sheet], password: str) -> Iterator[None]:  # noqa: ANN401
    """Protecting anew by UNO would leave a weaker hash of the password, so its removal is undone instead.

    What is written in between is not noted for undoing, and what the user could undo before stays undoable. Should
    something be noted all the same, nothing is undone: a weaker hash is better than lost results.
    """
    undo = document.UndoManager
    opened: list[xlwings.Sheet] = []
    noted: tuple[str, ...] | None = None
    try:
        for sheet in sheets:
            if sheet.api.isProtected():
                _unlock(lambda api=sheet.api: api.unprotect(password), sheet.name)  # type: ignore[misc]  # bound at once
                opened.append(sheet)
        noted = undo.getAllUndoActionTitles()
        undo.lock()
        try:
            yield
        finally:
            undo.unlock()
    finally:
        if noted is None or undo.getAllUndoActionTitles() == noted:
            for _ in opened:
                with contextlib.suppress(Exception):  # undoing may be switched off
                    undo.undo()
        for sheet in opened:
            if not sheet.api.isProtected():
                sheet.api.protect(password)
        if opened:
            undo.clearRedo()  # else "redo" would offer to take the protection off


def _unlock(unlock: Callable[[], object], name: str) -> None:
    try:
        patiently(unlock)
    except UnusableFile:
        raise
    except Exception as problem:
        if is_busy(problem):
            raise
        raise _other_password(name) from problem


def _other_password(name: str) -> UnusableFile:
    return UnusableFile(
        f'Lembar "{name}" dilindungi dengan kata sandi lain, jadi tidak dapat diisi: buka perlindungannya lewat menu '
        "Tinjau, lalu tekan tombolnya lagi."
    )
