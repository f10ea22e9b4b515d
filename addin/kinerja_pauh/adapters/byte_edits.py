"""Exchanging pieces of an XML text by their place in its bytes, so that every other byte stays as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinerja_pauh.adapters.package_guard import DAMAGED
from kinerja_pauh.ports import UnusableFile

Cut = tuple[int, int, bytes]
"""From where, to where, what stands there instead."""

_START_TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")


@dataclass(frozen=True, slots=True)
class StartTag:
    """A start tag in the bytes. prefix: "x:" or ""; end: where the content begins; empty: written as <x/>."""

    start: int
    end: int
    prefix: str
    empty: bool


def spliced(data: bytes, cuts: list[Cut]) -> bytes:
    """Bytes with pieces exchanged; a piece is (start, end, new), those at one place go in as listed.

    >>> spliced(b"abcdef", [(4, 5, b"E"), (1, 2, b""), (4, 4, b"-")])
    b'acd-Ef'
    """
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(cuts, key=lambda cut: (cut[0], cut[1])):
        pieces += (data[at:start], new)
        at = end
    return b"".join((*pieces, data[at:]))


def start_tag(data: bytes, at: int) -> StartTag:
    """The tag that begins at this place."""
    found = _START_TAG.match(data, at)
    if found is None:
        raise UnusableFile(DAMAGED)
    prefix, colon, _ = found[1].decode().rpartition(":")
    return StartTag(at, found.end(), prefix + colon, bool(found[2]))


def with_attribute(data: bytes, tag: StartTag, name: str, value: str | None) -> bytes:
    """The bytes of a start tag with one attribute set, or taken out for None."""
    text = data[tag.start : tag.end]
    for found in _ATTRIBUTE.finditer(text):
        if found[1] == name.encode():
            text = text[: found.start()] + text[found.end() :]
            break
    if value is None:
        return text
    end = len(text) - (2 if tag.empty else 1)
    return text[:end].rstrip() + f' {name}="{value}"'.encode() + text[end:]


def opened(tag: bytes) -> bytes:
    """An empty element's tag as a start tag.

    >>> opened(b'<row r="5" />')
    b'<row r="5">'
    """
    return tag[:-2].rstrip() + b">"


def refuse_other_encodings(data: bytes) -> None:
    """
    Raises:
        UnusableFile: the part is not in UTF-8, so that bytes put into it would be misread.
    """
    declared = _ENCODING.match(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}):
        raise UnusableFile("Berkas ini memakai sandi huruf yang tidak biasa: buka di Excel, simpan, lalu ulangi.")
