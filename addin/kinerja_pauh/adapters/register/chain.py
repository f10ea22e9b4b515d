"""The hash chain: what a row says as bytes, and how one entry of the diary hangs on the one before.

Pure. Whoever can rewrite the whole database and knows this module can make a new chain that fits: there is no secret in
it. It shows slips, damage and a hand in single rows; against a forged whole stands the comparison with a backup.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

GENESIS = "0" * 64
"""What the first entry hangs on."""

GONE = ""
"""The fingerprint of a row that is not there: before it was added, and after it was erased."""


@dataclass(frozen=True, slots=True)
class Event:
    """What the chain says of a diary entry. who: fingerprint of who did it, so that a name can be erased.

    table, row: what it is about, "" and 0 for nothing; before, after: fingerprints of that row.
    """

    number: int
    what: str
    about: str
    at: str
    who: str
    table: str
    row: int
    before: str
    after: str


def canonical(values: Iterable[object]) -> bytes:
    """Values as bytes that no other values give; a file stands in it as its SHA-256.

    >>> canonical(["ab", 1, None]) == canonical(["a", "b1", None])
    False
    """
    return b"".join(map(_framed, values))


def fingerprint(table: str, values: Iterable[object]) -> str:
    """SHA-256 of a row. values: all columns in their order, as the database gives them."""
    return hashlib.sha256(canonical((table, *values))).hexdigest()


def word_print(text: object) -> str:
    """SHA-256 of a single value."""
    return hashlib.sha256(canonical((text,))).hexdigest()


def link(previous: str, event: Event) -> str:
    """The hash of an entry which hangs on the entry with hash `previous`."""
    return hashlib.sha256(canonical((previous, *astuple(event)))).hexdigest()


def _framed(value: object) -> bytes:
    if isinstance(value, str):
        kind, content = b"s", value.encode("utf-8", "surrogatepass")
    elif isinstance(value, bytes):
        kind, content = b"b", hashlib.sha256(value).digest()
    else:  # a number, nothing, or what a foreign hand put there
        kind, content = type(value).__name__.encode(), repr(value).encode()
    return kind + b"%d:" % len(content) + content
