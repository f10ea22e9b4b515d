"""A real form spoiled with knowledge of how it is built: its XML, its relations, its zip. Seeded, so a find comes back.

`mutant(number)` is always the same file for the same form.
"""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Parts = list[tuple[str, bytes]]

TAG = re.compile(rb"<[^<>]*>")
ATTRIBUTE = re.compile(rb'\s([\w:]+)="([^"]*)"')
TEXT = re.compile(rb">([^<>]+)<")
ELEMENT = re.compile(rb"<(c|row|f|v|is|t|sheet|Relationship|definedName|xf|si|Override|mergeCell|col|numFmt)\b[^>]*?"
                     rb"(?:/>|>.*?</\1>)", re.DOTALL)  # fmt: skip
VALUES = [
    b"", b"0", b"-1", b"1", b"2", b"1048577", b"16385", b"4294967296", b"99999999999999999999", b"1e999", b"nan", b"-0",
    b"inf", b"1_000", b" 1 ", b"true", b"s", b"str", b"e", b"b", b"d", b"inlineStr", b"apa", b"XFD1048576", b"A0", b"A",
    b"1A", b"A1:B2", b"../../../etc/passwd", b"/etc/passwd", b"file:///c:/x", b"External", b"veryHidden", b"&#0;",
    b"&apa;", b"&#xD800;", b"_xD800_", b"_x0000_", b"\xff\xfe", "١٢".encode(), "１２".encode(), b"2026-02-30", b"24:61",
    b"9" * 400, b"A" * 40_000, b"[1]Isian!A1", b"cmd|'/c'!A1", b"rId1", b"rId99", b"xl/workbook.xml", b"\x00", b"]]>",
]  # fmt: skip
PIECES = [
    b"<", b">", b"/>", b"</c>", b"</row>", b"<c/>", b"<c><v>1</v></c>", b"<row/>", b"<f/>", b"<is/>", b"<t>", b"<!--",
    b"-->", b"<![CDATA[", b"<?x?>", b"<!DOCTYPE a>", b"<!ENTITY a 'b'>", b'<c r="XFD1048576"><v>1</v></c>', b"<a>" * 70,
    b'<mc:AlternateContent xmlns:mc="x">', b"<rPh><t>x</t></rPh>", b"\xc3", b"\x00", b"&", b"&#1;", b"<v>1</v>" * 3,
    b'<row r="7">', b'<c r="A7"><v>1</v></c>', b"<sheetData>", b"</sheetData>", b'<?xml version="1.0" encoding="x"?>',
]  # fmt: skip
NAMES = ["../jahat.xml", "/xl/workbook.xml", "xl\\workbook.xml", "XL/WORKBOOK.XML", "C:\\x.xml", "CON", "xl/",
         "a" * 300, "xl/embeddings/a.bin", "xl/vbaProject.bin", "a\0b.xml", "[Content_Types].xml",
         "xl/styles.xml"]  # fmt: skip


def mutant(data: bytes, number: int) -> bytes:
    """The form after one to three changes."""
    chance = random.Random(number)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    for _ in range(chance.randint(1, 3)):
        chance.choice(OF_PARTS)(parts, chance)
    made = _zipped(parts, chance)
    if chance.random() < 0.25:
        made = chance.choice(OF_BYTES)(made, chance)
    return made


def _zipped(parts: Parts, chance: random.Random) -> bytes:
    made = io.BytesIO()
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as package:
        warnings.simplefilter("ignore")  # a name that stands twice is what we want
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name), content, method)  # the same moment in every run
    return made.getvalue()


def _pick(parts: Parts, chance: random.Random) -> int:
    """Sheets and what leads to them are where the reader looks."""
    near = [n for n, (name, _) in enumerate(parts) if "sheet" in name or "workbook" in name or name.endswith(".rels")]
    return chance.choice(near) if near and chance.random() < 0.8 else chance.randrange(len(parts))


def _in_text(pattern: re.Pattern[bytes], group: int, new: Callable[[bytes, random.Random], bytes]):
    def change(parts: Parts, chance: random.Random) -> None:
        at = _pick(parts, chance)
        name, content = parts[at]
        found = list(pattern.finditer(content))
        if found:
            match = chance.choice(found)
            first, last = match.span(group)
            parts[at] = (name, content[:first] + new(content[first:last], chance) + content[last:])

    return change


def _insert(parts: Parts, chance: random.Random) -> None:
    at = _pick(parts, chance)
    name, content = parts[at]
    place = chance.randrange(len(content) + 1)
    parts[at] = (name, content[:place] + chance.choice(PIECES) + content[place + chance.choice((0, 0, 1, 9)) :])


def _move_element(parts: Parts, chance: random.Random) -> None:
    at = _pick(parts, chance)
    name, content = parts[at]
    found = list(ELEMENT.finditer(content))
    if len(found) > 1:
        source, target = chance.choice(found), chance.choice(found)
        parts[at] = (name, content[: target.start()] + source[0] + content[target.start() :])


def _exchange(parts: Parts, chance: random.Random) -> None:
    one, other = _pick(parts, chance), _pick(parts, chance)
    parts[one], parts[other] = (parts[one][0], parts[other][1]), (parts[other][0], parts[one][1])


def _drop(parts: Parts, chance: random.Random) -> None:
    if len(parts) > 1:
        del parts[_pick(parts, chance)]


def _rename(parts: Parts, chance: random.Random) -> None:
    at = _pick(parts, chance)
    parts[at] = (chance.choice(NAMES), parts[at][1])


def _twice(parts: Parts, chance: random.Random) -> None:
    name, content = parts[_pick(parts, chance)]
    parts.append((chance.choice((name, name.upper(), "/" + name, name.replace("/", "\\"))), content))


def _encode(parts: Parts, chance: random.Random) -> None:
    at = _pick(parts, chance)
    name, content = parts[at]
    encoding = chance.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "utf-7", "cp037"))
    text = content.decode("utf-8", "replace")
    if chance.random() < 0.5:
        text = f'<?xml version="1.0" encoding="{encoding}"?>{text.partition("?>")[2] or text}'
    parts[at] = (name, text.encode(encoding, "replace"))


def _cut(parts: Parts, chance: random.Random) -> None:
    at = _pick(parts, chance)
    name, content = parts[at]
    parts[at] = (name, content[: chance.randrange(len(content) + 1)])


OF_PARTS = [
    _in_text(ATTRIBUTE, 2, lambda _old, chance: chance.choice(VALUES)),
    _in_text(ATTRIBUTE, 1, lambda _old, chance: chance.choice((b"r", b"t", b"s", b"hidden", b"ht", b"id", b"x:y"))),
    _in_text(ATTRIBUTE, 0, lambda _old, _chance: b""),
    _in_text(ATTRIBUTE, 0, lambda old, _chance: old + old),
    _in_text(TEXT, 1, lambda _old, chance: chance.choice(VALUES)),
    _in_text(TAG, 0, lambda _old, _chance: b""),
    _in_text(TAG, 0, lambda old, _chance: old + old),
    _in_text(ELEMENT, 0, lambda _old, _chance: b""),
    _in_text(ELEMENT, 0, lambda old, chance: old * chance.choice((2, 3, 500))),
    _insert, _move_element, _exchange, _drop, _rename, _twice, _encode, _cut,
]  # fmt: skip


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 4, 64))) + data[at + chance.choice((0, 4)) :]


def _headers(data: bytes, chance: random.Random) -> bytes:
    """A field of a local or central header, or of the end record, set to something else."""
    places = [m.start() for m in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    at = chance.choice(places) + chance.randrange(4, 42)
    kind, values = chance.choice((("<H", (0, 1, 8, 9, 12, 99, 0xFFFF)), ("<I", (0, 1, 2**31, 2**32 - 1, 500_000_000))))
    value = struct.pack(kind, chance.choice(values))
    return data[:at] + value + data[at + len(value) :]


def _wrapped(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"MZ" * 40 + data, data + b"\0" * 70_000, data + data, b"PK" + data, data[::-1]))


OF_BYTES = [_truncate, _noise, _headers, _headers, _wrapped]
