"""What the user sees stays as it is while a button works, also when it fails."""

from __future__ import annotations

import contextlib
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from .busy import patiently
from .window import go_back, is_excel, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings

_QUIET = ("enable_events", "screen_updating")  # switched off meanwhile; in this order they come back


@contextmanager
def kept_view(book: xlwings.Book) -> Iterator[None]:
    """Afterwards sheet, selection, scrolling and calculation mode are as before, also after an error.

    What cannot be brought back is let go: an error inside is more important than one on the way out.
    """
    back = [_place(book), _calculation(book)]
    try:
        yield
    finally:
        for restore in back:
            with contextlib.suppress(Exception):
                patiently(restore)


@contextmanager
def unpainted(book: xlwings.Book) -> Iterator[None]:
    """LibreOffice does not paint the workbook inside: whatever it is asked meanwhile would have to wait for that.

    Only for reading: what is written inside can afterwards not be undone as `protection` needs it. Excel answers first
    and paints afterwards.
    """
    if is_excel(book):
        yield
        return
    document = book.api
    document.lockControllers()
    try:
        yield
    finally:
        with contextlib.suppress(Exception):  # closed meanwhile
            document.unlockControllers()


@contextmanager
def quiet(app: xlwings.App) -> Iterator[None]:
    """No flicker and no event macros of Excel inside. LibreOffice shows nothing in between anyway."""
    if not is_excel(app):
        yield
        return
    back = [_property(app, name) for name in _QUIET]
    try:
        for name in _QUIET:
            with contextlib.suppress(Exception):
                setattr(app, name, False)
        yield
    finally:
        for restore in back:
            with contextlib.suppress(Exception):
                patiently(restore)


@contextmanager
def kept_status_bar(app: xlwings.App) -> Iterator[None]:
    """The status bar says inside what it likes and afterwards what it said before."""
    restore = _property(app, "status_bar")
    try:
        yield
    finally:
        with contextlib.suppress(Exception):
            patiently(restore)


def _nothing() -> None:
    """Restores nothing: what could not be read cannot come back."""


def _property(owner: Any, name: str) -> Callable[[], None]:  # noqa: ANN401 - App of xlwings or a UNO document
    try:
        value = getattr(owner, name)
    except Exception:  # noqa: BLE001 - whatever the program throws, the work itself goes on
        return _nothing
    return partial(setattr, owner, name, value)


def _place(book: xlwings.Book) -> Callable[[], None]:
    try:
        place = place_of(book)
    except Exception:  # noqa: BLE001 - no window, a chart sheet in front: nothing to come back to
        return _nothing
    return _nothing if place is None else partial(go_back, book, place)


def _calculation(book: xlwings.Book) -> Callable[[], None]:
    """In Excel the mode belongs to the program, in LibreOffice to the workbook."""
    if is_excel(book):
        return _calculation_of_excel(book.app)
    automatic = book.api.isAutomaticCalculationEnabled()

    def restore() -> None:
        if book.api.isAutomaticCalculationEnabled() != automatic:
            book.api.enableAutomaticCalculation(automatic)

    return restore


def _calculation_of_excel(app: xlwings.App) -> Callable[[], None]:
    mode = app.calculation

    def restore() -> None:
        if app.calculation != mode:
            app.calculation = mode

    return restore
