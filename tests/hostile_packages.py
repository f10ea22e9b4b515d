"""Attacks of our own: packages made to hurt a reader, and returned forms made to hurt whoever takes them in."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

from handmade_books import packed, parts, relations, texts, unpacked, workbook, worksheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def row(cells="<c><v>1</v></c>"):
    return f'<row r="1">{cells}</row>'


def bomb(part, content):
    return packed(parts(row()) | {part: content})


def twin(name, first, second):
    """A package in which a part stands twice."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as package:
        warnings.simplefilter("ignore")
        for part, content in (parts(row()) | {name: first}).items():
            package.writestr(part, content)
        package.writestr(name, second)
    return made.getvalue()


def lying_size(declared):
    """A package whose sheet declares another size than it has, in both headers."""
    data = bytearray(packed(parts(row("<c><v>1</v></c>" * 4000))))
    for signature, offset, name_offset in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.find(signature)
        while at >= 0:
            if data[at + name_offset :].startswith(b"xl/worksheets/sheet1.xml"):
                struct.pack_into("<I", data, at + offset, declared)
            at = data.find(signature, at + 1)
    return bytes(data)


def with_doctype(declaration, text="&a;"):
    sheet = worksheet(row(f'<c t="inlineStr"><is><t>{text}</t></is></c>'))
    return packed(parts(sheet=f"<!DOCTYPE worksheet [{declaration}]>{sheet}"))


def leading_to(target):
    """The one sheet stands elsewhere."""
    return {"xl/_rels/workbook.xml.rels": relations(("worksheet", target))}


def named(*names):
    return packed(parts(row()) | dict.fromkeys(names, "<a/>"))


LAUGHS = '<!ENTITY a0 "haha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))

ATTACKS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "nothing": (lambda: b"", "0 byte"),
    "two letters": (lambda: b"PK", "rusak"),
    "an empty zip": (lambda: b"PK\x05\x06" + bytes(18), "bukan buku kerja"),
    "a zip in a zip": (lambda: packed({"a.xlsx": packed(parts(row()))}), "bukan buku kerja"),
    "a gigabyte of one letter": (lambda: bomb("xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000), "mengembang"),
    "ten million cells": (
        lambda: bomb("xl/worksheets/sheet1.xml", worksheet("<row>" + "<c/>" * 10_000_000)),
        "mengembang",
    ),
    "many parts of moderate size": (
        lambda: packed(parts(row()) | {f"xl/a{n}.xml": random.Random(n).randbytes(4_000) * 250 for n in range(80)}),
        "besar",
    ),
    "ten thousand parts": (lambda: named(*(f"xl/a{n}.xml" for n in range(10_000))), None),
    "ten thousand sheets": (lambda: packed(parts(book=workbook(*(f"L{n}" for n in range(10_000))))), "lembar"),
    "a size too small": (lambda: lying_size(100), "rusak"),
    "a size too large": (lambda: lying_size(200_000), "rusak|mengembang"),
    "a part twice": (lambda: twin("xl/worksheets/sheet1.xml", worksheet(row()), worksheet("")), "dua bagian"),
    "a part twice in another case": (lambda: twin("xl/WORKSHEETS/sheet1.xml", worksheet(row()), "<a/>"), "dua bagian"),
    "billion laughs": (lambda: with_doctype(LAUGHS, "&a9;"), "DTD"),
    "a quadratic entity": (lambda: with_doctype(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 5_000), "DTD"),
    "a file as entity": (lambda: with_doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'), "DTD"),
    "a web page as entity": (lambda: with_doctype('<!ENTITY a SYSTEM "http://contoh.id/">'), "DTD"),
    "a parameter entity": (lambda: with_doctype('<!ENTITY % a SYSTEM "http://contoh.id/"> %a;', "x"), "DTD"),
    "a DTD from the web": (
        lambda: packed(parts(sheet=f'<!DOCTYPE worksheet SYSTEM "http://contoh.id/a.dtd">{worksheet(row())}')),
        "DTD",
    ),
    "an entity nobody declared": (lambda: packed(parts(row('<c t="inlineStr"><is><t>&apa;</t></is></c>'))), "rusak"),
    "depth without end": (lambda: packed(parts("<a>" * 200_000)), "rusak"),
    "an attribute of a megabyte": (lambda: packed(parts(row(f'<c r="{"A" * 900_000}"><v>1</v></c>'))), "rusak"),
    "a column beyond the last": (lambda: packed(parts(row('<c r="XFE1"><v>1</v></c>'))), "rusak"),
    "a row beyond the last": (lambda: packed(parts('<row r="1048577"><c><v>1</v></c></row>')), "rusak"),
    "a cell twice": (lambda: packed(parts(row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'))), "dua kali"),
    "a text that is not there": (
        lambda: packed(parts(row('<c t="s"><v>7</v></c>'), shared=texts("<t>a</t>"))),
        "tidak ada",
    ),
    "no number": (lambda: packed(parts(row("<c><v>NaN</v></c>"))), "angka"),
    "DDE in a formula": (lambda: packed(parts(row("<c><f>cmd|'/C calc'!A0</f><v>0</v></c>"))), "DDE"),
    "a path in place of a sheet": (
        lambda: packed(parts(row()) | leading_to("../../../../etc/passwd")),
        "rusak",
    ),
    "a sheet on another computer": (
        lambda: packed(parts(row()) | leading_to("\\\\10.0.0.1\\a\\b.xml")),
        "rusak",
    ),
    "a workbook that is its own sheet": (
        lambda: packed(parts(row()) | leading_to("workbook.xml")),
        None,
    ),
    "a program among the parts": (lambda: named("xl/media/a.exe"), "berkas lain"),
    "a library among the parts": (lambda: named("xl/a.dll"), "berkas lain"),
    "a macro sheet": (
        lambda: packed(
            parts(row()) | {"xl/_rels/workbook.xml.rels": relations(("xlMacrosheet", "macrosheets/sheet1.xml"))}
        ),
        "XLM",
    ),
}
"""What it is -> how it is made, and words of which the refusal holds one; None where it may be read as well."""

WORK_SHEET = "xl/worksheets/sheet3.xml"
_VBA = '<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="%s"/>'


def changed(form: bytes, part: str, old: str, new: str) -> bytes:
    """A form in which a piece of one part is another."""
    made = unpacked(form)
    text = made[part].decode()
    assert old in text, old
    return packed(made | {part: text.replace(old, new, 1)})


def with_macros(form: bytes, project: bytes) -> bytes:
    """A form that carries the macros of a stranger."""
    made = unpacked(
        changed(form, "xl/_rels/workbook.xml.rels", "</Relationships>", _VBA % "vbaProject.bin" + "</Relationships>")
    )
    return packed(made | {"xl/vbaProject.bin": project})


def of_a_form(form: bytes, project: bytes) -> Iterator[tuple[str, bytes, str]]:
    """What can be done to a real returned form: what it is, the file, and words of which the refusal holds one."""
    book = "xl/workbook.xml"
    yield "dde", changed(form, WORK_SHEET, "<f>", "<f>cmd|'/C calc'!A0+"), "DDE"
    yield "tautan", changed(form, WORK_SHEET, "<f>", "<f>[1]Isian!A1+"), "berkas lain"
    yield "web", changed(form, WORK_SHEET, "<f>", '<f>0*WEBSERVICE("http://contoh.invalid/")+'), "WEBSERVICE"
    yield (
        "nama",
        changed(form, book, "<definedNames>", "<definedNames><definedName name=\"x\">cmd|'a'!A1</definedName>"),
        "DDE",
    )
    yield "entitas", changed(form, WORK_SHEET, "<worksheet", f"<!DOCTYPE worksheet [{LAUGHS}]><worksheet"), "DTD"
    yield "ganda", _doubled(form), "dua bagian"
    yield "bom", packed(unpacked(form) | {"xl/media/image9.png": bytes(60_000_000)}), "mengembang"
    yield "makro", with_macros(form, project), "Makro"
    yield "terpotong", form[: len(form) // 3], "rusak"
    yield "kosong", b"", "0 byte"
    yield "csv", b"NIP;Nama\n198001012005011001;Siti\n", "teks"
    yield "html", b"<html><table><tr><td>=1+1</td></tr></table></html>", "HTML"
    chance = random.Random(2026)
    for number in range(5):
        flipped = bytearray(form)
        flipped[chance.randrange(len(form) // 4, len(form) // 2)] ^= 1 << number
        yield f"bit {number}", bytes(flipped), "rusak"


def _doubled(form: bytes) -> bytes:
    made = io.BytesIO(form)
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr(WORK_SHEET, worksheet(""))
    return made.getvalue()
