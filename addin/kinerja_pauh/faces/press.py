"""One press of a button in an open workbook: the door through which Excel and LibreOffice come in.

    python -m kinerja_pauh.faces.press hitung-nilai --macro=1 --wb="Buku.xlsm" --from_xl=1 --app=… --hwnd=…
    python -m kinerja_pauh.faces.press hitung-nilai --macro=1 --pipa=… --buku=file:///…/Buku.xlsm

The first line is what xlwings' RunFrozenPython makes of it, the second what our bridge in LibreOffice does. Status: 0
when the user was told how it ended, well or not; 2 when no message could be shown, which stderr then says.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.actions.message import Message
from kinerja_pauh.adapters.live.lean_xlwings import lean_xlwings
from kinerja_pauh.appraisal.findings import Refusal

from .unexpected import unexpected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import xlwings


class BookNotFound(Refusal):
    """Buku kerja tempat tombol ditekan tidak ditemukan."""


@dataclass(frozen=True, slots=True)
class Press:
    """contract: of the macros in the workbook. pipe: LibreOffice's, None from Excel. document: its URL there."""

    button: str
    contract: str
    pipe: str | None
    document: str


def main(words: Sequence[str] | None = None) -> int:
    """Press one button. No traceback ever reaches the user."""
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    press = _press(sys.argv[1:] if words is None else words)
    try:
        book = _book(press)
        message = _pressed(press, book)
        _tell(book, message)
    except Refusal as refusal:
        _complain(str(refusal))
    except Exception as problem:  # noqa: BLE001 - the last door: a sentence instead of a traceback
        _complain(unexpected(problem))
    else:
        return 0
    return 2


def _complain(sentence: str) -> None:
    """xlwings and our bridge show what stands here when the status is not 0."""
    sys.stderr.write(sentence + "\n")


def _press(words: Sequence[str]) -> Press:
    """What was pressed; options that are meant for xlwings are passed over."""
    options = dict(word[2:].split("=", 1) for word in words if word.startswith("--") and "=" in word)
    button = next((word for word in words if not word.startswith("-")), "")
    return Press(button, options.get("macro", ""), options.get("pipa"), options.get("buku", ""))


def _book(press: Press) -> xlwings.Book:
    """The workbook whose button it was, also where others of its kind are open."""
    program = lean_xlwings()
    if press.pipe is None:
        book: xlwings.Book = program.Book.caller()
        return book
    from kinerja_pauh.adapters.libreoffice.engine import connect

    app = connect(press.pipe)
    if not press.document:  # never saved: LibreOffice has no address for it, but it is the one in front
        front: xlwings.Book = app.books.active
        return front
    for each in app.books:
        if press.document == each.api.URL:
            found: xlwings.Book = each
            return found
    raise BookNotFound("Buku kerja tempat tombol ditekan tidak ditemukan: simpan bukunya, lalu tekan tombolnya lagi.")


def _pressed(press: Press, book: xlwings.Book) -> Message:
    """Do it; a sentence in any case."""
    from kinerja_pauh.adapters.live.live_book import LiveBook
    from kinerja_pauh.adapters.live.talking import status_progress
    from kinerja_pauh.adapters.live.view import kept_status_bar

    from .buttons import Kind, action_for, as_pressed, kind_of
    from .world import real_world

    live = LiveBook(book)
    told: Callable[[str], str] = str
    try:
        sheets = live.sheet_names
        told = as_pressed if kind_of(sheets) is Kind.INDUK else str
        action = action_for(press.button, press.contract, sheets)
        with kept_status_bar(book.app):
            message = action(live, real_world(status_progress(book.app)))
        return replace(message, text=told(message.text))
    except Refusal as refusal:
        return Message(told(str(refusal)), warning=True)
    except Exception as problem:  # noqa: BLE001 - the user is told in the workbook, not by a traceback
        return Message(unexpected(problem), warning=True)


def _tell(book: xlwings.Book, message: Message) -> None:
    from kinerja_pauh.adapters.live.talking import say

    say(book.app, message.text, warning=message.warning)


if __name__ == "__main__":
    sys.exit(main())
