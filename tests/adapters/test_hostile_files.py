"""Whatever lies in an inbox ends as a workbook or as a sentence: read apart, in seconds, and without a traceback.

`KINERJA_MUTASI` and `KINERJA_BALIK_BIT` say how many mutations and bit flips are tried; the long run takes 20,000 and
100,000.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import random
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from form_mutations import mutant
from handmade_books import MAIN, OFFICE, packed, parts, relations, texts, workbook, worksheet
from kinerja_pauh.adapters.reading_apart.child import read_untrusted
from kinerja_pauh.adapters.reading_apart.reader import CRASHED, ApartReader
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Book
from untrusted_form import form_bytes

TORTURE = Path(__file__).parents[2].parent / "shared" / "torture"
MUTATIONS = int(os.environ.get("KINERJA_MUTASI", "400"))
FLIPS = int(os.environ.get("KINERJA_BALIK_BIT", "1500"))


@pytest.fixture(scope="module")
def apart():
    with ApartReader() as reader:
        yield reader


def verdict(read, data):
    """The book, or the sentence; anything else fails the test."""
    try:
        book = read(data)
    except UnusableFile as refused:
        sentence = str(refused)
        assert sentence.endswith("."), sentence
        assert ": " in sentence, sentence
        return sentence
    for cells in book.sheets.values():
        for (row, column), cell in cells.items():
            assert 0 < row <= 1_048_576
            assert 0 < column <= 16_384
            assert cell.value is not None or cell.formula
            assert not isinstance(cell.value, float) or math.isfinite(cell.value)
    return book


def read_apart(apart, data):
    said = verdict(lambda content: apart.read("Penilaian.xlsx", content), data)
    assert said != CRASHED
    return said


# --- the world's strange files


def test_every_strange_file_of_the_world_ends_as_a_book_or_a_sentence(apart):
    files = sorted(TORTURE.iterdir())
    assert len(files) > 150
    said = [read_apart(apart, path.read_bytes()) for path in files]
    assert sum(isinstance(one, Book) for one in said) > 60


# --- attacks of our own


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

ATTACKS = {
    "nothing": (b"", "0 byte"),
    "two letters": (b"PK", "rusak"),
    "an empty zip": (b"PK\x05\x06" + bytes(18), "bukan buku kerja"),
    "a zip in a zip": (packed({"a.xlsx": packed(parts(row()))}), "bukan buku kerja"),
    "a gigabyte of one letter": (bomb("xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000), "mengembang"),
    "twenty million cells": (bomb("xl/worksheets/sheet1.xml", worksheet("<row>" + "<c/>" * 10_000_000)), "mengembang"),
    "many parts of moderate size": (
        packed(parts(row()) | {f"xl/a{n}.xml": random.Random(n).randbytes(4_000) * 250 for n in range(80)}), "besar",
    ),
    "ten thousand parts": (named(*(f"xl/a{n}.xml" for n in range(10_000))), None),
    "ten thousand sheets": (packed(parts(book=workbook(*(f"L{n}" for n in range(10_000))))), "lembar"),
    "a size too small": (lying_size(100), "rusak"),
    "a size too large": (lying_size(200_000), "rusak|mengembang"),
    "a part twice": (twin("xl/worksheets/sheet1.xml", worksheet(row()), worksheet("")), "dua bagian"),
    "a part twice in another case": (twin("xl/WORKSHEETS/sheet1.xml", worksheet(row()), "<a/>"), "dua bagian"),
    "billion laughs": (with_doctype(LAUGHS, "&a9;"), "DTD"),
    "a quadratic entity": (with_doctype(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 5_000), "DTD"),
    "a file as entity": (with_doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'), "DTD"),
    "a web page as entity": (with_doctype('<!ENTITY a SYSTEM "http://contoh.id/">'), "DTD"),
    "a parameter entity": (with_doctype('<!ENTITY % a SYSTEM "http://contoh.id/"> %a;', "x"), "DTD"),
    "a DTD from the web": (
        packed(parts(sheet=f'<!DOCTYPE worksheet SYSTEM "http://contoh.id/a.dtd">{worksheet(row())}')), "DTD",
    ),
    "an entity nobody declared": (packed(parts(row('<c t="inlineStr"><is><t>&apa;</t></is></c>'))), "rusak"),
    "depth without end": (packed(parts("<a>" * 200_000)), "rusak"),
    "an attribute of a megabyte": (packed(parts(row(f'<c r="{"A" * 900_000}"><v>1</v></c>'))), "rusak"),
    "a column beyond the last": (packed(parts(row('<c r="XFE1"><v>1</v></c>'))), "rusak"),
    "a row beyond the last": (packed(parts('<row r="1048577"><c><v>1</v></c></row>')), "rusak"),
    "a cell twice": (packed(parts(row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'))), "dua kali"),
    "a text that is not there": (packed(parts(row('<c t="s"><v>7</v></c>'), shared=texts("<t>a</t>"))), "tidak ada"),
    "no number": (packed(parts(row("<c><v>NaN</v></c>"))), "angka"),
    "DDE in a formula": (packed(parts(row("<c><f>cmd|'/C calc'!A0</f><v>0</v></c>"))), "DDE"),
    "a path in place of a sheet": (
        packed(parts(row()) | leading_to("../../../../etc/passwd")), "rusak",
    ),
    "a sheet on another computer": (
        packed(parts(row()) | leading_to("\\\\10.0.0.1\\a\\b.xml")), "rusak",
    ),
    "a workbook that is its own sheet": (
        packed(parts(row()) | leading_to("workbook.xml")), None,
    ),
    "a program among the parts": (named("xl/media/a.exe"), "berkas lain"),
    "a library among the parts": (named("xl/a.dll"), "berkas lain"),
    "a macro sheet": (
        packed(parts(row(), book=f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="M" sheetId="1" '
                                 'r:id="rId1"/></sheets></workbook>')
               | {"xl/_rels/workbook.xml.rels": relations(("xlMacrosheet", "macrosheets/sheet1.xml"))}), "XLM",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ATTACKS)
def test_each_attack_gets_its_sentence(apart, what):
    data, words = ATTACKS[what]
    said = read_apart(apart, data)
    if words is None:
        assert isinstance(said, Book | str)
    else:
        assert isinstance(said, str)
        assert any(word in said for word in words.split("|")), said


@pytest.mark.parametrize(
    "made",
    [
        parts(sheet=worksheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        parts(sheet=worksheet(row(), before='<dimension ref="A1:XFD1048576"/>')),
        parts(sheet=worksheet('<row r="900"><c r="B900"><v>1</v></c></row>', before='<dimension ref="A1:A1"/>')),
    ],
    ids=["a stray last cell", "a dimension too large", "a dimension too small"],
)
def test_a_far_cell_or_a_false_dimension_is_read_as_what_stands_there(apart, made):
    book = read_apart(apart, packed(made))
    assert sum(len(cells) for cells in book.sheets.values()) == 1


@pytest.mark.parametrize(
    "name", ["../../../../tmp/jahat.xml", "/tmp/jahat.xml", "..\\..\\jahat.xml", "C:\\jahat.xml", "CON.xml", "a\0b.xml",
             "\u202ejahat.xml", "x" * 60_000 + ".xml"],
)  # fmt: skip
def test_a_part_whose_name_leads_elsewhere_is_written_nowhere(apart, tmp_path, name):
    with contextlib.chdir(tmp_path):
        said = read_apart(apart, named(name))
    assert isinstance(said, Book | str)
    assert list(tmp_path.iterdir()) == []
    assert not Path("/tmp/jahat.xml").exists()


def test_a_form_cut_off_anywhere_is_refused(apart):
    form = form_bytes(1)
    places = sorted({0, 1, 3, 4, 30, len(form) - 1, len(form) - 22, *range(500, len(form), len(form) // 60)})
    for place in places:
        assert isinstance(read_apart(apart, form[:place]), str)


# --- mutations and bit flips of a real form


def test_mutations_of_a_real_form_end_as_a_book_or_a_sentence():
    form = form_bytes(1)
    books = 0
    for number in range(MUTATIONS):
        try:
            books += isinstance(verdict(read_untrusted, mutant(form, number)), Book)
        except BaseException as problem:
            problem.add_note(f"mutation {number}")
            raise
    assert 0 < books < MUTATIONS


def test_mutations_read_apart_say_the_same_as_here(apart):
    form = form_bytes(1)
    for number in range(0, min(MUTATIONS, 600), 10):
        data = mutant(form, number)
        here, there = verdict(read_untrusted, data), read_apart(apart, data)
        if isinstance(here, Book):
            assert (here.sheets, here.hidden, here.hidden_rows) == (there.sheets, there.hidden, there.hidden_rows)
        else:
            assert here == there


def test_no_flipped_bit_changes_a_value_in_silence():
    form = form_bytes(1)
    good = read_untrusted(form)
    chance = random.Random(2026)
    bits = len(form) * 8
    refused = 0
    for bit in chance.sample(range(bits), min(FLIPS, bits)):
        flipped = bytearray(form)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            book = read_untrusted(bytes(flipped))
        except UnusableFile:
            refused += 1
        else:
            assert book == good, f"bit {bit}"
    assert refused > FLIPS // 2
