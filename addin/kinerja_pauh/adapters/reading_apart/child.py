"""The process that reads apart: it gets files, gives workbooks or sentences, and ends when nobody sends any more.

Only the standard library and our own reader are loaded here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.active_content import refuse_active_content
from kinerja_pauh.adapters.closed_files import book_from_package
from kinerja_pauh.adapters.package_guard import MAX_BYTES, package_from_bytes
from kinerja_pauh.adapters.reading_apart.book_text import book_text
from kinerja_pauh.adapters.reading_apart.frames import LineBroken, Word, receive, send, standard_streams
from kinerja_pauh.adapters.reading_apart.limits import SECONDS, limit_this_process, start_clock, stop_clock
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinerja_pauh.sheets.cells import Book

MAX_ANSWER = 16 * 1024 * 1024
"""Bytes; the form of a rater with a hundred people takes two million."""

_LAST_WORDS = frozenset({Word.HEAVY, Word.CRASHED})


def read_untrusted(data: bytes) -> Book:
    """The workbook in these bytes.

    Raises:
        UnusableFile: it cannot be read, or it holds what may act.
    """
    package = package_from_bytes(data)
    refuse_active_content(package)
    return book_from_package("", package)


def serve(read: Callable[[bytes], Book] = read_untrusted, seconds: float = SECONDS) -> None:
    """Answer one file after the other until the line is cut, or until one took so much that this process is spent.

    seconds: of work for one file; beyond them the system ends this process.
    """
    orders, answers = standard_streams()
    limit_this_process()
    try:
        send(answers, Word.READY)
        while True:
            _word, data = receive(orders, MAX_BYTES)
            start_clock(seconds)
            word, content = _answer(read, data)
            stop_clock()
            send(answers, word, content)
            if word in _LAST_WORDS:
                break
    except LineBroken:
        pass
    os._exit(0)  # no tidying up: there is nothing to keep, and little memory to do it with


def _answer(read: Callable[[bytes], Book], data: bytes) -> tuple[Word, bytes]:
    try:
        content = book_text(read(data))
    except UnusableFile as refused:
        return Word.REFUSED, str(refused).encode("utf-8", "replace")
    except MemoryError:
        return Word.HEAVY, b""
    except BaseException:  # noqa: BLE001 - whatever it was, its words may quote the file
        return Word.CRASHED, b""
    return (Word.BOOK, content) if len(content) <= MAX_ANSWER else (Word.HEAVY, b"")
