"""Reading closed workbooks: what a cell means, what is refused and how, and that nothing is ever misread."""

from __future__ import annotations

import csv
import io
import os
import random
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from handmade_books import (
    MAIN,
    STRICT,
    STRICT_OFFICE,
    packed,
    parts,
    relations,
    styles,
    texts,
    workbook,
    worksheet,
)
from kinerja_pauh.adapters.closed_files import book_from_bytes, file_is_open, read_book
from kinerja_pauh.adapters.workbook_parts import shows_date
from kinerja_pauh.adapters.xml_parts import unescaped
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Book, Cell, CellKind

TORTURE = Path(__file__).parents[2].parent / "shared" / "torture"

PARTS = (
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)  # fmt: skip
NUMBER, TEXT, BOOL, ERROR = CellKind.NUMBER, CellKind.TEXT, CellKind.BOOL, CellKind.ERROR


@pytest.fixture
def read(tmp_path):
    """Reads bytes as if they were a returned form."""

    def reading(data, name="Penilaian.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        return read_book(path)

    return reading


@pytest.fixture
def cells(read):
    """The cells of a one-sheet workbook with these rows."""

    def reading(rows, **more):
        return dict(read(packed(parts(rows, **more))).sheets["Isian"])

    return reading


@pytest.fixture
def refusal(read):
    """The sentence with which bytes are refused."""

    def reading(data, name="Penilaian.xlsx"):
        with pytest.raises(UnusableFile) as caught:
            read(data, name)
        sentence = str(caught.value)
        assert sentence.endswith("."), sentence
        assert name not in sentence
        return sentence

    return reading


def verdict(path):
    """The book, or the sentence that refuses it; anything else fails the test."""
    try:
        return read_book(path)
    except UnusableFile as refused:
        sentence = str(refused)
    assert sentence.endswith(".")
    return sentence


# --- what a cell means


def test_every_type_of_cell_is_read_as_the_file_says_it(cells):
    rows = """
      <row r="1"><c r="A1"><v>87.5</v></c><c r="B1" t="n"><v> 1E-3 </v></c><c r="C1" t="s"><v>1</v></c>
        <c r="D1" t="str"><v> pinggir </v></c><c r="E1" t="inlineStr"><is><t>di sini</t></is></c>
        <c r="F1" t="b"><v>1</v></c><c r="G1" t="b"><v>false</v></c><c r="H1" t="e"><v>#REF!</v></c>
        <c r="I1" t="d"><v>2026-03-01</v></c><c r="J1" t="d"><v>2026-03-01T06:00:00</v></c>
        <c r="K1" t="d"><v>12:00</v></c>
      </row>"""
    assert cells(rows, shared=texts("<t>nol</t>", "<t>satu</t>")) == {
        (1, 1): Cell(NUMBER, 87.5),
        (1, 2): Cell(NUMBER, 0.001),
        (1, 3): Cell(TEXT, "satu"),
        (1, 4): Cell(TEXT, " pinggir "),
        (1, 5): Cell(TEXT, "di sini"),
        (1, 6): Cell(BOOL, value=True),
        (1, 7): Cell(BOOL, value=False),
        (1, 8): Cell(ERROR, "#REF!"),
        (1, 9): Cell(NUMBER, 46082.0, is_date=True),
        (1, 10): Cell(NUMBER, 46082.25, is_date=True),
        (1, 11): Cell(NUMBER, 0.5, is_date=True),
    }


def test_blank_cells_are_no_cells(cells):
    rows = """<row r="1"><c r="A1" s="0"/><c r="B1"><v/></c><c r="C1" t="s"><v>0</v></c><c r="D1" t="str"><v></v></c>
      <c r="E1" t="inlineStr"/><c r="F1" t="inlineStr"><is><t/></is></c><c r="G1" t="b"/><c r="H1" t="e"/>
      <c r="I1" t="s"/><c r="J1" t="lain"/><c r="K1"><v>0</v></c></row>"""
    assert cells(rows, shared=texts("<t></t>")) == {(1, 11): Cell(NUMBER, 0.0)}


def test_a_formula_is_known_with_or_without_its_result(cells):
    rows = """<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v/></c>
      <c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>
      <c r="F1" t="str"><f>A1&amp;"%"</f><v>2%</v></c><c r="G1" t="b"><f>TRUE()</f><v>1</v></c></row>"""
    assert cells(rows) == {
        (1, 1): Cell(NUMBER, 2.0, "1+1"),
        (1, 2): Cell(NUMBER, None, "1+1"),
        (1, 3): Cell(NUMBER, None, "1+1"),
        (1, 4): Cell(TEXT, "", '""'),
        (1, 5): Cell(ERROR, "#DIV/0!", "1/0"),
        (1, 6): Cell(TEXT, "2%", 'A1&"%"'),
        (1, 7): Cell(BOOL, True, "TRUE()"),  # noqa: FBT003 (the value of the cell)
    }


def test_shared_and_array_formulas_are_formulas_in_every_cell_that_carries_one(cells):
    rows = """<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>2</v></c></row>
      <row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>
      <row r="3"><c r="A3"><f t="shared" si="0"></f></c></row>
      <row r="4"><c r="A4"><f t="array" ref="A4:A5">ROW(B1:B2)</f><v>1</v></c></row>"""
    assert cells(rows) == {
        (1, 1): Cell(NUMBER, 2.0, "B1*2"),
        (2, 1): Cell(NUMBER, 4.0, "(rumus)"),
        (3, 1): Cell(NUMBER, None, "(rumus)"),
        (4, 1): Cell(NUMBER, 1.0, "ROW(B1:B2)"),
    }


def test_runs_of_rich_text_are_joined_and_phonetic_guides_are_left_out(cells):
    rich = "<r><t>Nilai </t></r><r><rPr><b/></rPr><t>akhir</t></r><rPh sb='0' eb='1'><t>bacaan</t></rPh><phoneticPr/>"
    rows = f'<row><c t="s"><v>0</v></c><c t="inlineStr"><is>{rich}</is></c></row>'
    assert cells(rows, shared=texts(rich)) == {(1, 1): Cell(TEXT, "Nilai akhir"), (1, 2): Cell(TEXT, "Nilai akhir")}


def test_escaped_characters_come_back_once(cells):
    written = "a_x000D__x000A_b_x005F_x0041__x41_ _xD83D__xDE00_ _xD83D_!"
    rows = f'<row><c t="inlineStr"><is><t>{written}</t></is></c></row>'
    assert cells(rows)[1, 1].value == "a\r\nb_x0041__x41_ \N{GRINNING FACE} �!"


def test_cells_and_rows_without_references_follow_their_neighbours(cells):
    rows = """<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c r="C5"><v>4</v></c><c><v>5</v></c></row>
      <row><c><v>6</v></c></row>"""
    found = {place: cell.value for place, cell in cells(rows).items()}
    assert found == {(1, 1): 1, (1, 3): 3, (5, 3): 4, (5, 4): 5, (6, 1): 6}


def test_numbers_in_date_styles_are_marked(cells):
    style = styles(0, 14, 22, 45, 2, 9, 49, "[$-421]d mmmm yyyy", '0.00" hari"', "[h]:mm", "[Red]0", r"0\d", "_d0", "@")
    rows = "<row>" + "".join(f'<c s="{n}"><v>1</v></c>' for n in range(14)) + '<c s="99"><v>1</v></c></row>'
    dates = {column for (_, column), cell in cells(rows, style=style).items() if cell.is_date}
    assert dates == {2, 3, 4, 8, 10}


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("General", False),
        ("dd/mm/yyyy", True),
        ("[$-409]h:mm AM/PM", True),
        ('"Rp"#,##0', False),
        ('_("Rp"* #,##0_)', False),
        ("[$Rp-421]#,##0", False),
        ('#,##0 "hari";[Red]-0 "hari"', False),
        ("0.00E+00", False),
        ("[<1]0%;0", False),
        ("mm:ss.0", True),
        ("[mm]:ss", True),
        ("[Magenta]0", False),
        ('0"d', False),
        ("yyyy", True),
    ],
)
def test_a_number_format_shows_a_date_or_not(code, date):
    assert shows_date(code) is date


def test_styles_beyond_the_first_do_not_mix_with_differential_ones(read):
    made = parts('<row><c s="1"><v>1</v></c></row>', style=styles(0, 14))
    made["xl/styles.xml"] = made["xl/styles.xml"].replace(
        "</styleSheet>", '<dxfs><dxf><numFmt numFmtId="14" formatCode="0"/></dxf></dxfs></styleSheet>'
    )
    made["xl/styles.xml"] = made["xl/styles.xml"].replace(
        "<cellStyleXfs><xf/>", '<cellStyleXfs><xf numFmtId="14"/><xf/>'
    )
    assert read(packed(made)).sheets["Isian"][1, 1].is_date


# --- what a workbook is


def test_sheets_come_in_tab_order_with_hidden_ones_named(read):
    made = parts(book=workbook("B", "A &amp; C", "_meta", properties='date1904="true"'))
    made["xl/workbook.xml"] = (
        made["xl/workbook.xml"]
        .replace('sheetId="2"', 'sheetId="7" state="hidden"')
        .replace('sheetId="3"', 'sheetId="2" state="veryHidden"')
    )
    made["xl/_rels/workbook.xml.rels"] = relations(
        ("worksheet", "worksheets/sheet9.xml"), ("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "/xl/meta.xml")
    )
    made["xl/worksheets/sheet9.xml"] = worksheet("<row><c><v>9</v></c></row>")
    made["xl/meta.xml"] = worksheet("")
    book = read(packed(made), "Nama.xlsm")
    assert list(book.sheets) == ["B", "A & C", "_meta"]
    assert (book.name, book.date1904, book.hidden) == ("Nama.xlsm", True, frozenset({"A & C", "_meta"}))
    assert book.sheets["B"] == {(1, 1): Cell(NUMBER, 9.0)}


@pytest.mark.parametrize("system", ["", 'date1904="0"', 'date1904="1"'])
def test_an_iso_date_counts_in_the_date_system_of_its_workbook(cells, system):
    rows = '<row><c t="d"><v>1904-01-02</v></c><c t="d"><v>2026-12-31T00:00:00Z</v></c></row>'
    found = cells(rows, book=workbook("Isian", properties=system))
    assert [cell.value for cell in found.values()] == ([1, 44925] if '"1"' in system else [1463, 46387])


def test_the_strict_dialect_is_read_like_the_other(read):
    made = parts(
        sheet=worksheet('<row><c t="s"><v>0</v></c><c s="1"><v>5</v></c></row>', STRICT),
        shared=texts("<t>ketat</t>", main=STRICT),
        style=styles(0, 14, main=STRICT),
        book=workbook("Isian", main=STRICT, office=STRICT_OFFICE),
    )
    made["_rels/.rels"] = relations(("officeDocument", "xl/workbook.xml"), office=STRICT_OFFICE)
    kinds = ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
    made["xl/_rels/workbook.xml.rels"] = relations(*kinds, office=STRICT_OFFICE)
    assert read(packed(made)).sheets["Isian"] == {
        (1, 1): Cell(TEXT, "ketat"),
        (1, 2): Cell(NUMBER, 5.0, is_date=True),
    }


def test_prefixed_elements_are_read_and_foreign_ones_are_not(cells):
    sheet = f"""<x:worksheet xmlns:x="{MAIN}" xmlns:z="urn:lain"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v>
      <z:v>2</z:v>      </x:c><z:c r="B1"><z:v>3</z:v></z:c></x:row></x:sheetData></x:worksheet>"""
    assert cells("", sheet=sheet) == {(1, 1): Cell(NUMBER, 1.0)}


def test_utf16_parts_and_backslashes_in_names_are_read(read):
    made = parts()
    made["xl/worksheets/sheet1.xml"] = worksheet('<row><c t="inlineStr"><is><t>héé</t></is></c></row>').encode("utf-16")
    odd = {name.replace("/", "\\") if name.startswith("xl/w") else name: content for name, content in made.items()}
    assert read(packed(odd)).sheets["Isian"][1, 1].value == "héé"


def test_a_stray_cell_in_the_last_corner_costs_nothing(read):
    data = packed(parts('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    tracemalloc.start()
    assert read(data).sheets["Isian"] == {(1_048_576, 16_384): Cell(NUMBER, 1.0)}
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("stated", ["A1", "A1:XFD1048576", "Z9:A1", "rusak"])
def test_a_lying_dimension_changes_nothing(cells, stated):
    rows = "".join(f"<row><c><v>{n}</v></c><c><v>{n}</v></c></row>" for n in range(6))
    sheet = worksheet(rows, before=f'<dimension ref="{stated}"/>')
    assert len(cells("", sheet=sheet)) == 12


def test_links_out_of_the_package_are_neither_followed_nor_a_way_out_of_it(read, refusal, tmp_path):
    secret = tmp_path / "rahasia.xml"
    secret.write_text(worksheet("<row><c><v>1</v></c></row>"))
    made = parts("<row><c><v>7</v></c></row>")
    kept = made["xl/_rels/workbook.xml.rels"]
    made["xl/_rels/workbook.xml.rels"] = kept.replace("worksheets/", "../../../../xl/worksheets/")
    assert read(packed(made)).sheets["Isian"][1, 1].value == 7
    for target in (f"../../../../..{secret}", secret.as_uri(), str(secret)):
        made["xl/_rels/workbook.xml.rels"] = kept.replace("worksheets/sheet1.xml", target)
        assert "rusak" in refusal(packed(made))
    made["xl/_rels/workbook.xml.rels"] = kept.replace("Target=", 'TargetMode="External" Target=')
    assert "rusak" in refusal(packed(made))
    made["xl/_rels/workbook.xml.rels"] = kept.replace(
        "</Rel",
        '<Relationship Id="e" Type="x/externalLink" TargetMode="External" Target="http://127.0.0.1:9/x"/></Rel',
        1,
    )
    assert read(packed(made)).sheets["Isian"][1, 1].value == 7


def test_bytes_in_memory_are_read_like_the_file(read):
    data = ordinary_form()
    assert book_from_bytes("Penilaian.xlsx", data) == read(data)
    with pytest.raises(UnusableFile, match="rusak"):
        book_from_bytes("Penilaian.xlsx", data[:500])


# --- what is refused


def ole(*names):
    """An OLE container's beginning with these directory entries."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names))
    return bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0") + directory


XLSB = {"[Content_Types].xml": "", "xl/workbook.bin": b"\x83\x01\x00"}
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong (0 byte)"),
        (b"<html><table><tr><td>NIP</td></tr></table></html>", "berkas ini HTML, bukan Excel"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>\n<body>", "berkas ini HTML"),
        (b"<style>td{}</style>\n<table border=1>", "berkas ini HTML"),
        ("\ufeff<HTML>".encode("utf-16-le"), "berkas ini HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML Excel 2003"),
        (b"NIP;Nama;Nilai\r\n1;A;90\r\n", "teks biasa (misalnya CSV)"),
        ("NIP\tNama\r\n".encode("utf-16"), "teks biasa"),
        (b"%PDF-1.7\n%\xe2\xe3", "berkas ini PDF"),
        (ole("Workbook"), "format Excel lama (.xls)"),
        (ole("Book"), "format Excel lama (.xls)"),
        (b"\x09\x08\x10\x00\x00\x06", "format Excel lama (.xls)"),
        (ole("EncryptionInfo", "EncryptedPackage"), "kata sandi"),
        (ole("WordDocument"), "bukan buku kerja Excel"),
        (bytes(range(256)), "bukan buku kerja Excel"),
        (packed(XLSB), ".xlsb"),
        (packed(ODS), "OpenDocument (.ods)"),
        (
            packed({"_rels/.rels": relations(("officeDocument", "word/document.xml")), "word/document.xml": "<x/>"}),
            "bukan",
        ),
        (packed({"catatan.txt": "halo"}), "bukan buku kerja Excel"),
        (b"PK\x05\x06" + bytes(18), "bukan buku kerja Excel"),
        (b"PK\x03\x04 lalu habis", "rusak"),
    ],
)
@pytest.mark.parametrize("name", ["Nilai.xlsx", "Nilai.xls"])
def test_another_kind_of_file_is_named_with_its_cure(refusal, data, words, name):
    sentence = refusal(data, name)
    assert words.casefold() in sentence.casefold()


def test_missing_files_folders_pipes_and_lock_files_are_told_apart(tmp_path, refusal):
    for path, words in ((tmp_path / "tidak ada.xlsx", "tidak ditemukan"), (tmp_path, "adalah folder")):
        with pytest.raises(UnusableFile, match=words):
            read_book(path)
    os.mkfifo(tmp_path / "pipa.xlsx")
    with pytest.raises(UnusableFile, match="bukan berkas biasa"):
        read_book(tmp_path / "pipa.xlsx")
    assert "berkas kunci sementara Excel" in refusal(b"\x05Ani  ", "~$Penilaian.xlsx")
    assert "berkas kunci sementara LibreOffice" in refusal(b",Ani,", ".~lock.Penilaian.xlsx#")


@pytest.mark.parametrize(
    ("error", "words"), [(PermissionError(13, "no"), "tidak boleh dibaca"), (OSError(5, "io"), "cakram atau jaringan")]
)
def test_a_file_that_cannot_be_read_is_told_without_a_traceback(tmp_path, monkeypatch, error, words):
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed(parts()))

    def fail(*_arguments, **_options):
        raise error

    monkeypatch.setattr(io, "open", fail)
    with pytest.raises(UnusableFile, match=words):
        read_book(path)


def test_two_parts_of_one_name_are_refused_whatever_their_case(refusal):
    made = parts("<row><c><v>1</v></c></row>")
    made["xl/WORKSHEETS/Sheet1.xml"] = worksheet("<row><c><v>2</v></c></row>")
    assert "dua bagian dengan nama yang sama" in refusal(packed(made))


@pytest.mark.parametrize("part", [*PARTS, "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused_in_every_part(refusal, part, encoding):
    made = parts('<row><c t="s"><v>0</v></c></row>', shared=texts("<t>a</t>"), style=styles(0))
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY s SYSTEM "file:///etc/hostname">]>'
    made[part] = (bomb + made[part]).encode(encoding)
    assert "DTD" in refusal(packed(made))


@pytest.mark.parametrize("part", PARTS)
def test_broken_missing_and_endlessly_nested_parts_are_refused(refusal, part):
    made = parts('<row><c t="s"><v>0</v></c></row>', shared=texts("<t>a</t>"), style=styles(0))
    whole = made.pop(part)
    assert refusal(packed(made))
    for spoilt in (whole[:-9], whole.replace(">", ">&tidak;", 1), b'<?xml version="1.0" encoding="sandi-lain"?><a/>',
                   "<a>" * 100_000 + "</a>" * 100_000, b"\xff\xfe\x00"):  # fmt: skip
        assert "rusak" in refusal(packed({**made, part: spoilt}))


def test_a_nest_of_known_elements_is_refused_too(refusal):
    for tag in ("c", "row", "v", "is"):
        nest = f"<{tag}>" * 1000 + f"</{tag}>" * 1000
        assert "rusak" in refusal(packed(parts(nest)))
    assert "rusak" in refusal(packed(parts(shared=texts("<t>" * 1000 + "</t>" * 1000))))


@pytest.mark.parametrize("cell", [
    '<c r="M7"><v>nan</v></c>', '<c r="M7"><v>inf</v></c>', '<c r="M7"><v>-Infinity</v></c>',
    '<c r="M7"><v>1e999</v></c>',
    '<c r="M7"><v>1_000</v></c>', '<c r="M7"><v>87,5</v></c>', '<c r="M7"><v>١٢</v></c>', '<c r="M7"><v>0x1F</v></c>',
    '<c r="M7" t="s"><v>1</v></c>', '<c r="M7" t="s"><v>-1</v></c>', '<c r="M7" t="s"><v>0_0</v></c>',
    '<c r="M7" t="b"><v>ya</v></c>', '<c r="M7" t="d"><v>2026-02-30</v></c>', '<c r="M7" t="d"><v>besok</v></c>',
    '<c r="M7" t="d"><v>0001-01-01</v></c>', '<c r="M7" t="lain"><v>1</v></c>',
    '<c r="M7"><v>1</v></c><c r="M7"><v>2</v></c>', f'<c r="M7" t="s"><v>{"9" * 5000}</v></c>',
])  # fmt: skip
def test_a_value_that_cannot_be_meant_is_refused_by_its_cell(refusal, cell):
    sentence = refusal(packed(parts(f'<row r="7">{cell}</row>', shared=texts("<t>a</t>"))))
    assert "Isian!M7" in sentence


@pytest.mark.parametrize("row", [
    '<row r="0"/>', '<row r="1048577"/>', '<row r="-1"/>', '<row r="satu"/>', f'<row r="{"9" * 5000}"/>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>', '<row r="1"><c r="A0"><v>1</v></c></row>',
    '<row r="1"><c r="1"><v>1</v></c></row>', '<row r="1"><c r="A"><v>1</v></c></row>',
    '<row r="1"><c r="$A$1"><v>1</v></c></row>', '<row r="1"><c r=""><v>1</v></c></row>',
    '<row r="1"><c r="XFD1"/><c><v>1</v></c></row>', '<row r="1"><c r="ſ1"><v>1</v></c></row>',
])  # fmt: skip
def test_a_place_that_no_sheet_has_is_refused(refusal, row):
    assert 'Lembar "Isian" rusak' in refusal(packed(parts(row)))


def test_two_sheets_of_one_name_no_sheet_and_too_many_are_refused(refusal):
    for names in (("Isian", "ISIAN"), ("",)):
        made = parts(book=workbook(*names))
        made["xl/_rels/workbook.xml.rels"] = relations(*[("worksheet", "worksheets/sheet1.xml")] * 2)
        assert "rusak" in refusal(packed(made))
    assert "0 lembar" in refusal(packed(parts(book=workbook())))
    assert "201 lembar" in refusal(packed(parts(book=workbook(*[f"L{n}" for n in range(201)]))))


# --- bombs


def test_a_part_that_swells_beyond_reason_is_refused_unread(refusal):
    rows = "<row><c><v>1</v></c></row>" * 100_000
    assert "mengembang tidak wajar" in refusal(packed(parts(rows)))
    made = parts("<row><c><v>1</v></c></row>")
    made["xl/media/image1.bmp"] = bytes(2_000_000)
    assert "mengembang tidak wajar" in refusal(packed(made)), "a bomb in a part nobody reads still reaches Excel"


def test_parts_that_are_too_large_together_are_refused(refusal):
    made = parts("<row><c><v>1</v></c></row>")
    block = os.urandom(20_000) * 1000
    for number in range(4):
        made[f"xl/media/{number}.bin"] = block
    assert "terlalu besar" in refusal(packed(made))


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(tmp_path):
    path = tmp_path / "besar.xlsx"
    with path.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(UnusableFile, match="terlalu besar"):
        read_book(path)


def test_a_part_that_lies_about_its_size_is_not_inflated_beyond_it(read):
    made = parts("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>" + " " * 30_000_000)
    data = bytearray(packed(made))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    real, small = struct.pack("<I", size), struct.pack("<I", 300_000)
    assert data.count(real) == 2
    lying = bytes(data.replace(real, small))
    tracemalloc.start()
    with pytest.raises(UnusableFile, match="rusak"):
        read(lying)
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


def test_too_many_cells_are_refused_even_when_blank(refusal):
    rows = ("<row>" + "<c/>" * 16_000 + "</row>") * 126
    assert "terlalu banyak sel" in refusal(packed(parts(rows), zipfile.ZIP_STORED))


def test_other_ways_of_packing_are_refused(refusal):
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "rusak" in refusal(packed(parts("<row><c><v>1</v></c></row>"), method))


def test_a_part_under_a_zip_password_is_refused(refusal):
    data = bytearray(packed(parts("<row><c><v>1</v></c></row>")))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert "rusak" in refusal(bytes(data))


# --- damage


def ordinary_form():
    """A workbook as openpyxl saves it, with texts, numbers, dates and formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hasil Kerja"
    words = random.Random(7)
    for row in range(1, 40):
        sheet.append(
            [f"{words.randrange(10**18):018d}", f"Rencana {row}", words.random() * 100, date(2026, 1, row % 28 + 1)]
        )
        sheet.cell(row, 5, f"=ROUND(C{row},2)")
    book.create_sheet("_meta").sheet_state = "veryHidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_three_hundred_flipped_bits_never_change_a_value_in_silence(read):
    data = ordinary_form()
    whole = read(data)
    chance = random.Random(20260101)
    refused = 0
    for _ in range(300):
        at = chance.randrange(len(data) * 8)
        spoilt = bytearray(data)
        spoilt[at // 8] ^= 1 << at % 8
        try:
            assert read(bytes(spoilt)) == whole
        except UnusableFile:
            refused += 1
    assert 0 < refused < 300


def test_a_truncated_file_is_refused_at_every_length(read):
    data = ordinary_form()
    for length in [*range(1, 60), *range(60, len(data), 97)]:
        with pytest.raises(UnusableFile):
            read(data[:length])


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_whatever_stands_in_the_xml_gives_a_book_or_a_sentence(tmp_path_factory, data):
    made = parts(
        '<row r="2"><c r="B2" t="s" s="1"><f>A1</f><v>0</v></c></row>', shared=texts("<t>a</t>"), style=styles(0, 14)
    )
    part = data.draw(st.sampled_from(sorted(made)))
    text = made[part]
    at = data.draw(st.integers(0, len(text)))
    piece = data.draw(
        st.text(max_size=6) | st.sampled_from(['"', "<c/>", "<row>", "</c>", "r=''", "&#0;", "]]>", "<!--", "-"])
    )
    gone = data.draw(st.integers(0, 12))
    made[part] = (text[:at] + piece + text[at + gone :]).encode("utf-8", "surrogatepass")
    path = tmp_path_factory.mktemp("acak") / "a.xlsx"
    path.write_bytes(packed(made))
    assert isinstance(verdict(path), Book | str)


# --- the world's workbooks


def torture_files():
    with (TORTURE / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_strange_workbook_gives_a_book_or_a_sentence():
    files = torture_files()
    assert len(files) > 150
    books = [book for entry in files if isinstance(book := verdict(TORTURE / entry["file"]), Book)]
    for book in books:
        assert all(cell.value is not None or cell.formula for cells in book.sheets.values() for cell in cells.values())
    assert len(books) > 70


def test_encrypted_old_and_foreign_workbooks_of_the_world_get_their_own_sentence():
    for entry in torture_files():
        head = (TORTURE / entry["file"]).read_bytes()[:8]
        words = {".xls": "Excel lama|Excel, atau sudah rusak|teks biasa", ".xlsb": "xlsb|sandi", ".ods": "OpenDocument"}
        expected = words.get(Path(entry["file"]).suffix.lower())
        if expected is None and head.startswith(b"\xd0\xcf\x11\xe0"):
            expected = "kata sandi"
        if expected:
            with pytest.raises(UnusableFile, match=expected):
                read_book(TORTURE / entry["file"])


ORDINARY = [
    entry["file"]
    for entry in (torture_files() if TORTURE.is_dir() else [])
    if entry["reader"] == "accept"
    and "openpyxl=ok" in entry["note"]
    and entry["kind"] != "strict-ooxml"  # openpyxl finds no sheet in them
    and "duplicate-filename" not in entry["file"]  # refused on purpose
]


def test_the_strange_workbooks_are_there():
    assert len(ORDINARY) > 50


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", ORDINARY)
def test_values_agree_with_openpyxl_on_ordinary_workbooks(file):
    ours = read_book(TORTURE / file)
    theirs = openpyxl.load_workbook(TORTURE / file, data_only=True)
    written = openpyxl.load_workbook(TORTURE / file)
    assert list(ours.sheets) == theirs.sheetnames
    for sheet in theirs.worksheets:
        found = {place: plain(cell) for place, cell in ours.sheets[sheet.title].items() if cell.value not in (None, "")}
        expected = {
            place: as_stored(cell.value, theirs.epoch)
            for place, cell in sheet._cells.items()
            if cell.value not in (None, "")
        }
        assert found == expected
        formulas = {place for place, cell in ours.sheets[sheet.title].items() if cell.formula}
        assert formulas == {place for place, cell in written[sheet.title]._cells.items() if cell.data_type == "f"}


def plain(cell):
    return round(cell.value, 6) if cell.kind is NUMBER else cell.value


def as_stored(value, epoch):
    """A value of openpyxl as the file keeps it."""
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, (date, time, timedelta)):
        value = to_excel(value, epoch)
    return value if isinstance(value, bool) else round(float(value), 6)


# --- open elsewhere


def test_a_lock_file_beside_a_workbook_says_where_it_is_open(tmp_path):
    path = tmp_path / "Penilaian.xlsx"
    path.write_bytes(packed(parts("<row><c><v>1</v></c></row>")))
    assert file_is_open(path) is None
    (tmp_path / ".~lock.Penilaian.xlsx#").write_text(",ani,pc,")
    assert file_is_open(path) == "sedang dibuka di LibreOffice"
    (tmp_path / "~$Penilaian.xlsx").write_bytes(b"\x03Ani")
    assert file_is_open(path) == "sedang dibuka di Excel"
    assert read_book(path).sheets["Isian"][1, 1].value == 1, "reading an open file is allowed"


def test_reading_needs_neither_openpyxl_nor_pandas():
    code = "import sys, kinerja_pauh.adapters.closed_files; print({'openpyxl', 'pandas', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_dates_agree_with_openpyxl_over_both_systems(read):
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):
        book = openpyxl.Workbook()
        book.epoch = epoch
        moments = [datetime(2026, 12, 31, 18, 30), datetime(1904, 1, 3), datetime(2000, 2, 29)]  # noqa: DTZ001 (a cell knows no zone)
        book.active.append(moments)
        buffer = io.BytesIO()
        book.save(buffer)
        found = read(buffer.getvalue())
        assert [cell.is_date for cell in found.sheets["Sheet"].values()] == [True, True, True]
        values = [cell.value for cell in found.sheets["Sheet"].values()]
        assert values == pytest.approx([to_excel(moment, epoch) for moment in moments], abs=1e-9)
        assert found.date1904 == (epoch == openpyxl.utils.datetime.MAC_EPOCH)
