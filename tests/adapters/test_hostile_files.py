"""Whatever lies in an inbox ends as a workbook or as a sentence: read apart, in seconds, and without a traceback.

`KINERJA_MUTASI` and `KINERJA_BALIK_BIT` say how many mutations and bit flips are tried; the long run takes 20,000 and
100,000.
"""

from __future__ import annotations

import contextlib
import math
import os
import random
from pathlib import Path

import pytest

from form_mutations import mutant
from handmade_books import packed, parts, worksheet
from hostile_packages import ATTACKS, named, row
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
        for (down, across), cell in cells.items():
            assert 0 < down <= 1_048_576
            assert 0 < across <= 16_384
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


@pytest.mark.parametrize("what", ATTACKS)
def test_each_attack_gets_its_sentence(apart, what):
    made, words = ATTACKS[what]
    said = read_apart(apart, made())
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
