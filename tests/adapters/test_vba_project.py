"""The VBA project that we write: every stranger reads the same text out of it, and ours reads what strangers write."""

from __future__ import annotations

import contextlib
import io
import random
import re
import struct

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.adapters.bundled import bundled_folder
from kinerja_pauh.adapters.vba.compound_file import write_compound_file
from kinerja_pauh.adapters.vba.compound_reader import BadCompoundFile, read_compound_file
from kinerja_pauh.adapters.vba.compression import BadCompression, compress, decompress
from kinerja_pauh.adapters.vba.modules import (
    SHEET_BASE,
    WORKBOOK_BASE,
    BadModule,
    ModuleKind,
    document_module,
    module_from_text,
)
from kinerja_pauh.adapters.vba.project import vba_project
from kinerja_pauh.adapters.vba.source_reader import read_project
from kinerja_pauh.ports import UnusableFile
from macro_reader import code_lines, decompress_stream, vba_modules

MACROS = sorted(bundled_folder("macros").glob("*.bas"))
LARGE = 1_000_000
REPEATING = st.lists(st.sampled_from([b"Public Sub ", b"End Sub\r\n", b"    ", b"abc", b"\x00"]), max_size=900).map(
    b"".join
)


# --- compression -----------------------------------------------------------------------------------------------------


@given(st.one_of(st.binary(max_size=9000), REPEATING))
def test_what_is_compressed_comes_back_through_oletools_and_through_ours(data: bytes) -> None:
    packed = compress(data)
    plain = decompress(packed, LARGE)
    assert plain[: len(data)] == data
    assert not plain[len(data) :].strip(b"\0")  # only a plain last chunk is filled up
    assert decompress_stream(bytearray(packed)) == plain


@given(REPEATING)
def test_text_comes_back_exactly(data: bytes) -> None:
    assert decompress(compress(data), LARGE) == data


def test_the_examples_of_the_specification_are_understood_and_ours_are_no_longer() -> None:
    """[MS-OVBA] 3.2: no compression, normal compression, the most compression."""
    examples = {
        b"abcdefghijklmnopqrstuv.": (b"\x01\x19\xb0\x00abcdefgh\x00ijklmnop\x00qrstuv.").hex(),
        b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa": (
            "012FB000236161616263646582660070616768696A013808616B6C00306D6E6F700671027004107273747576107778797A003C"
        ),
        b"a" * 73: "0103B002614500",
    }
    for plain, written in examples.items():
        packed = bytes.fromhex(written.replace(" ", ""))
        assert decompress(packed, LARGE) == plain
        assert len(compress(plain)) == len(packed)


def test_a_chunk_boundary_and_an_incompressible_chunk_survive() -> None:
    chance = random.Random(7).randbytes
    for size in (4095, 4096, 4097, 8192, 12288):
        assert decompress(compress(chance(size)), LARGE)[:size] == random.Random(7).randbytes(size)
        chance = random.Random(7).randbytes


@given(st.binary(max_size=400))
def test_garbage_is_refused_or_read_but_never_a_crash(data: bytes) -> None:
    for one in (data, b"\x01" + data, b"\x01\x19\xb0" + data):
        try:
            decompress(one, LARGE)
        except BadCompression:
            continue


def test_a_bomb_is_stopped() -> None:
    bomb = b"\x01" + compress(b"a" * 4096)[1:] * 1000
    with pytest.raises(BadCompression):
        decompress(bomb, 1_000_000)


# --- the compound file -----------------------------------------------------------------------------------------------

NAMES = st.text(st.sampled_from("ABCdefgh_19"), min_size=1, max_size=31)
STREAMS = st.dictionaries(NAMES, st.binary(max_size=9000), max_size=9).filter(
    lambda tree: len({name.upper() for name in tree}) == len(tree)
)


@given(STREAMS, STREAMS)
def test_every_stream_comes_back_through_olefile_and_through_ours(
    root: dict[str, bytes], folder: dict[str, bytes]
) -> None:
    tree = {name: data for name, data in root.items() if name.upper() != "VBA"} | {"VBA": folder}
    data = write_compound_file(tree)
    flat = {name: content for name, content in tree.items() if isinstance(content, bytes)}
    flat |= {f"VBA/{name}": content for name, content in folder.items()}
    assert read_compound_file(data) == flat
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_POTENTIAL) as opened:
        assert {"/".join(path) for path in opened.listdir()} == set(flat)
        for path, content in flat.items():
            assert opened.openstream(path).read() == content, path  # olefile searches its tree, so the order is right


def test_a_large_file_needs_several_sectors_of_its_table() -> None:
    content = random.Random(3).randbytes(200_000)
    data = write_compound_file({"Besar": content, "VBA": {}})
    assert read_compound_file(data) == {"Besar": content}
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_POTENTIAL) as opened:
        assert opened.openstream("Besar").read() == content


@given(st.data())
def test_a_damaged_compound_file_is_refused_or_read_but_never_a_crash_or_a_hang(data) -> None:
    whole = bytearray(write_compound_file({"PROJECT": b"a" * 900, "VBA": {"dir": b"b" * 5000, "Tombol": b"c"}}))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 4))
        struct.pack_into("<I", whole, at, data.draw(st.sampled_from([0, 1, 2, 5, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF])))
    cut = data.draw(st.integers(0, len(whole)))
    for one in (bytes(whole), bytes(whole[:cut])):
        try:
            read_compound_file(one)
        except BadCompoundFile:
            continue


# --- modules and projects --------------------------------------------------------------------------------------------


def project_of(*files: tuple[str, str]) -> bytes:
    modules = [document_module("ThisWorkbook", WORKBOOK_BASE), document_module("LembarSatu", SHEET_BASE)]
    return vba_project(modules + [module_from_text(text, name) for name, text in files], "Uji")


SOURCES = [(path.name, path.read_text("utf-8")) for path in MACROS]
CLASS = (
    'VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\nAttribute VB_Name = "Orang"\nAttribute VB_Exposed = True\n'
    'Public Nama As String\n\nPublic Function Sapaan() As String\n    Sapaan = "Yth. – " & Nama\nEnd Function\n'
)


def test_oletools_reads_every_module_as_it_was_written(tmp_path) -> None:
    path = tmp_path / "vbaProject.bin"
    path.write_bytes(project_of(*SOURCES, ("Orang.cls", CLASS)))
    found = vba_modules(path)
    assert set(found) == {"ThisWorkbook", "LembarSatu", "Orang", *(p.stem for p in MACROS)}
    for name, text in SOURCES:
        assert code_lines(found[name.removesuffix(".bas")]) == code_lines(text)
    assert 'Sapaan = "Yth. – " & Nama' in found["Orang"]
    assert "MultiUse" not in found["Orang"]
    assert code_lines(found["ThisWorkbook"]) == []


def test_our_reader_gives_the_text_and_the_libraries() -> None:
    read = read_project(project_of(*SOURCES))
    assert {name: code_lines(text) for name, text in read.sources.items() if code_lines(text)} == {
        name.removesuffix(".bas"): code_lines(text) for name, text in SOURCES
    }
    assert read.libraries == {"00020430-0000-0000-C000-000000000046", "2DF8D04C-5BFA-101B-BDE5-00AA0044DE52"}
    assert read.extras == set()


def test_the_project_has_no_compiled_code_and_is_the_same_every_time() -> None:
    data = project_of(*SOURCES)
    assert data == project_of(*SOURCES)
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_POTENTIAL) as opened:
        assert opened.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("cc61ffff000000")
        text = opened.openstream("PROJECT").read().decode("cp1252")
        names = opened.openstream("PROJECTwm").read()
        for path in opened.listdir(storages=True):
            assert opened.getctime(path) is None
            assert opened.getmtime(path) is None
    assert re.findall(r"^(?:Document|Module)=(\w+)", text, re.MULTILINE) == [
        "ThisWorkbook", "LembarSatu", *(path.stem for path in MACROS),
    ]  # fmt: skip
    assert 'Name="Uji"' in text
    assert b"Tombol\0" + "Tombol".encode("utf-16-le") + b"\0\0" in names
    assert names.endswith(b"\0\0\0\0")


def revealed(text: str, key: int) -> bytes:
    """[MS-OVBA] 2.4.3.3, written down anew: the data behind one of the obfuscated values of PROJECT."""
    seed, version, mixed_key, *rest = bytes.fromhex(text)
    assert (seed ^ version, seed ^ mixed_key) == (2, key)
    plain, first, second, out = key, mixed_key, version, []
    for byte in rest:
        value = byte ^ ((second + plain) & 0xFF)
        second, first, plain = first, byte, value
        out.append(value)
    skipped = (seed & 6) // 2
    (length,) = struct.unpack("<I", bytes(out[skipped : skipped + 4]))
    data = bytes(out[skipped + 4 :])
    assert len(data) == length
    return data


def test_the_project_says_that_it_is_open_visible_and_without_password() -> None:
    with olefile.OleFileIO(io.BytesIO(project_of())) as opened:
        text = opened.openstream("PROJECT").read().decode("ascii")
    values = dict(re.findall(r'^(\w+)="([^"]*)"', text, re.MULTILINE))
    key = sum(values["ID"].encode()) & 0xFF
    assert [revealed(values[name], key) for name in ("CMG", "DPB", "GC")] == [bytes(4), b"\0", b"\xff"]


def test_a_character_that_vba_cannot_store_is_named_with_its_line() -> None:
    with pytest.raises(BadModule, match=r"Tombol\.bas: .*'≥' \(U\+2265\) in line 2") as refused:
        module_from_text('Attribute VB_Name = "Tombol"\nSub A()\n  MsgBox "≥ 90"\nEnd Sub\n', "Tombol.bas")
    assert "Windows-1252" in str(refused.value)
    assert "–" in module_from_text("' a – b\n", "Ya.bas").source


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("catatan.txt", "Sub A()\nEnd Sub\n"),
        ("1satu.bas", ""),
        ("A.bas", 'Attribute VB_Name = "dua kata"\n'),
        ("A.bas", f'Attribute VB_Name = "{"P" * 32}"\n'),
    ],
)
def test_a_module_that_no_project_can_hold_is_refused(name, text) -> None:
    with pytest.raises(BadModule):
        module_from_text(text, name)


def test_two_modules_of_one_name_are_refused_in_any_case() -> None:
    with pytest.raises(BadModule, match="one name"):
        project_of(("Tombol.bas", "' a\n"), ("TOMBOL.bas", "' b\n"))


def test_a_class_is_no_document() -> None:
    module = module_from_text(CLASS, "Orang.cls")
    assert (module.name, module.kind) == ("Orang", ModuleKind.CLASS)
    assert "Attribute VB_Exposed = True" in module.source
    assert "Attribute VB_PredeclaredId = False" in module.source


@given(st.data())
def test_a_damaged_project_is_refused_or_read_but_never_a_crash(data) -> None:
    whole = bytearray(project_of(("A.bas", "Sub A()\nEnd Sub\n")))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnusableFile):
        read_project(bytes(whole))


@pytest.mark.parametrize("data", [b"", b"PK", bytes(600), bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)])
def test_what_is_no_project_is_refused(data) -> None:
    with pytest.raises(UnusableFile):
        read_project(data)
