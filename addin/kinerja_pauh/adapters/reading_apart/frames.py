"""Messages between the program and the process that reads apart: one letter, a length, and so many bytes."""

from __future__ import annotations

import os
import struct
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

HEAD = struct.Struct(">cI")


class Word(Enum):
    """What a message says."""

    READY = b"s"
    FILE = b"f"
    BOOK = b"b"
    REFUSED = b"r"
    HEAVY = b"h"
    CRASHED = b"c"


class LineBroken(Exception):
    """The other side hung up, or says what is no message."""


def send(stream: BinaryIO, word: Word, content: bytes = b"") -> None:
    """Write one message.

    Raises:
        LineBroken: the other side is gone.
    """
    try:
        stream.write(HEAD.pack(word.value, len(content)))
        stream.write(content)
        stream.flush()
    except (OSError, ValueError) as problem:  # ValueError: closed on this side, by a clock that ran out
        raise LineBroken from problem


def receive(stream: BinaryIO, most: int) -> tuple[Word, bytes]:
    """The next message. most: bytes that it may be long; nothing beyond them is ever taken into memory.

    Raises:
        LineBroken: the other side is gone, or no message of ours comes.
    """
    try:
        word, length = HEAD.unpack(_exactly(stream, HEAD.size))
        if length > most:
            raise LineBroken
        return Word(word), _exactly(stream, length)
    except (OSError, ValueError, struct.error) as problem:
        raise LineBroken from problem


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) != size:
        raise LineBroken
    return content


def standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """The two ends that a child is born with; Python's own sys.stdin is missing under pythonw.exe."""
    return os.fdopen(0, "rb", closefd=False), os.fdopen(1, "wb", closefd=False)
