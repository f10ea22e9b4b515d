"""Writing a few cells of a closed workbook: the values arrive, styles stay, every other byte is as it was."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from handmade_books import MAIN, declare, packed, parts, relations, styles, texts, unpacked, workbook, worksheet
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.xml_parts import unescaped
from kinerja_pauh.ports import UnusableFile

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def made(tmp_path):
    """A workbook on disk from hand-made parts."""

    def making(*arguments, **more):
        path = tmp_path / "Penilaian.xlsx"
        path.write_bytes(packed(parts(*arguments, **more)))
        return path

    return making


@pytest.fixture
def form(tmp_path):
    """A form as openpyxl saves it, with all that must survive."""
    book = openpyxl.Workbook()
    book.properties.creator = "Kecamatan Pauh"
    sheet = book.active
    sheet.title = "Hasil Kerja"
    sheet.append(["NIP", "Nama", "Target", "Realisasi", "Capaian (%)"])
    for row in range(2, 8):
        sheet.append([f"19800101200501100{row}", f"Pegawai {row}", 80, None, f"=ROUND(D{row}/C{row}*100,2)"])
        sheet.cell(row, 4).fill = PatternFill("solid", fgColor="FFF2CC")
        sheet.cell(row, 4).protection = Protection(locked=False)
        sheet.cell(row, 4).number_format = "#,##0.00"
    sheet["G20"] = date(2026, 3, 1)
    sheet["G20"].number_format = "dd/mm/yyyy"
    sheet["A1"].font = Font(bold=True)
    sheet["A1"].comment = Comment("NIP 18 angka", "Kecamatan")
    sheet.merge_cells("A22:C22")
    rule = DataValidation(type="list", formula1='"Sesuai,Di Atas"')
    rule.add("F2:F7")
    sheet.add_data_validation(rule)
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    other = book.create_sheet("Ringkasan")
    other["A1"] = "='Hasil Kerja'!E2"
    book.create_sheet("_meta").sheet_state = "veryHidden"
    path = tmp_path / "Penilaian_1.xlsx"
    book.save(path)
    return path


@pytest.fixture
def resaved(form, office, tmp_path):
    """The same form after a person saved it in LibreOffice."""
    path = tmp_path / "disimpan.xlsx"
    with office.open(form) as book:
        book.save_as(path)
    return path


def values_of(path, sheet="Isian"):
    return {place: cell.value for place, cell in read_book(path).sheets[sheet].items()}


def changed_parts(before, after):
    old, new = unpacked(before), unpacked(after)
    assert list(old) == list(new)
    return {name for name in old if old[name] != new[name]}


EVERY_KIND = {
    (2, 4): Decimal("87.5"),
    (3, 4): 12,
    (4, 4): "=HYPERLINK(A1)",
    (5, 4): True,
    (6, 4): date(2026, 12, 31),
    (7, 4): None,
    (2, 1): "198001012005011001",
    (9, 2): "baris baru",
    (2, 9): "kolom baru",
    (20, 7): "",
    (1_048_576, 16_384): Decimal("-0.001"),
}


@pytest.mark.parametrize("source", ["form", "resaved"])
def test_values_of_every_kind_arrive_and_nothing_else_changes(source, request):
    path = request.getfixturevalue(source)
    before, old = path.read_bytes(), read_book(path)
    write_cells(path, "Hasil Kerja", EVERY_KIND)
    assert changed_parts(before, path.read_bytes()) == {SHEET, "xl/workbook.xml"}
    expected = {place: cell.value for place, cell in old.sheets["Hasil Kerja"].items()}
    expected |= {
        (2, 4): 87.5,
        (3, 4): 12,
        (4, 4): "=HYPERLINK(A1)",
        (5, 4): True,
        (6, 4): 46387,
        (2, 1): "198001012005011001",
        (9, 2): "baris baru",
        (2, 9): "kolom baru",
        (1_048_576, 16_384): -0.001,
    }
    expected.pop((7, 4), None)
    expected.pop((20, 7))
    assert values_of(path, "Hasil Kerja") == expected
    assert not any(read_book(path).sheets["Hasil Kerja"][place].formula for place in EVERY_KIND if place in expected)


@pytest.mark.parametrize("source", ["form", "resaved"])
def test_openpyxl_sees_the_same_values_and_the_old_styles(source, request):
    path = request.getfixturevalue(source)
    before = openpyxl.load_workbook(path)["Hasil Kerja"]
    write_cells(path, "Hasil Kerja", {place: value for place, value in EVERY_KIND.items() if place[0] < 1000})
    after = openpyxl.load_workbook(path)["Hasil Kerja"]
    assert (after["D2"].value, after["D4"].value, after["D4"].data_type) == (87.5, "=HYPERLINK(A1)", "s")
    assert (after["D5"].value, after["D7"].value, after["G20"].value) == (True, None, None)
    for place, cell in before._cells.items():
        assert after._cells[place]._style == cell._style
    assert after.data_validations.dataValidation[0].sqref == before.data_validations.dataValidation[0].sqref
    assert after.merged_cells.ranges == before.merged_cells.ranges
    assert after["A1"].comment.text == "NIP 18 angka"
    assert after.protection.sheet


@pytest.mark.parametrize("source", ["form", "resaved"])
def test_every_byte_of_the_sheet_outside_the_written_cells_stays(source, request):
    path = request.getfixturevalue(source)
    old = unpacked(path.read_bytes())[SHEET]
    write_cells(path, "Hasil Kerja", {(3, 4): Decimal(70)})
    new = unpacked(path.read_bytes())[SHEET]
    cell = re.compile(rb'<c r="D3"[^>]*?(/>|>.*?</c>)')
    assert len(cell.findall(old)) == len(cell.findall(new)) == 1
    assert cell.sub(b"", new) == cell.sub(b"", old)


def test_libreoffice_recalculates_what_depends_on_the_written_cells(form, office, tmp_path):
    with office.open(form) as book:
        book.type("Hasil Kerja", 2, 4, "40")
        book.save_as(tmp_path / "dihitung.xlsx")
    path = tmp_path / "dihitung.xlsx"
    assert values_of(path, "Ringkasan") == {(1, 1): 50}
    write_cells(path, "Hasil Kerja", {(2, 4): Decimal("60.2")})
    assert values_of(path, "Ringkasan") == {(1, 1): 50}, "a closed file keeps its cached results"
    with office.open(path) as book:
        book.recalculate()
        assert book.read("Ringkasan", 1, 1) == [[75.25]]
        assert book.read("Hasil Kerja", 2, 4) == [[60.2]]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60) | st.text(alphabet="_x0041F&<>]\"'\t\n\r =+-@", max_size=40))
def test_any_text_comes_back_verbatim_and_is_never_a_formula(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("teks") / "a.xlsx"
    path.write_bytes(packed(parts('<row r="3"><c r="C3"><f>1+1</f><v>2</v></c></row>')))
    write_cells(path, "Isian", {(3, 3): text})
    kept = text.replace("\x00", "")  # XML knows no NUL in any writing
    cell = read_book(path).sheets["Isian"].get((3, 3))
    assert (cell.value if cell else "") == kept
    assert cell is None or not cell.formula
    theirs = openpyxl.load_workbook(path)["Isian"]["C3"]
    assert unescaped(theirs.value or "") == kept
    assert theirs.data_type != "f"


places = st.tuples(st.integers(1, 12), st.integers(1, 12))
plain_values = (
    st.none()
    | st.text(alphabet="abc é&<", max_size=5)
    | st.integers(-(10**9), 10**9)
    | st.booleans()
    | st.decimals(-(10**6), 10**6, places=4)
    | st.dates(date(1900, 1, 1), date(2100, 1, 1))
)


sheets = st.tuples(
    st.dictionaries(places, st.sampled_from(["v", "blank", "text", "formula"])),
    st.booleans(),
    st.sampled_from(["", "x:"]),
)


@settings(deadline=None, max_examples=100)
@given(sheet=sheets, written=st.dictionaries(places, plain_values, max_size=12), date1904=st.booleans())
def test_cells_written_anywhere_into_any_sheet_are_read_in_order(tmp_path_factory, sheet, written, date1904):
    path = tmp_path_factory.mktemp("acak") / "a.xlsx"
    book = workbook("Isian", properties=f'date1904="{date1904:d}"')
    path.write_bytes(packed(parts(sheet=random_sheet(*sheet), book=book)))
    if date1904:
        written = {place: value for place, value in written.items() if not isinstance(value, date) or value.year > 1903}
    before = values_of(path)
    write_cells(path, "Isian", written)
    expected = {place: value for place, value in before.items() if place not in written}
    expected |= {place: as_read(value, date1904) for place, value in written.items() if value not in (None, "")}
    assert values_of(path) == expected
    theirs = openpyxl.load_workbook(path)["Isian"]
    assert {p for p, c in theirs._cells.items() if c.value is not None} == set(expected)
    if written:
        xml = unpacked(path.read_bytes())[SHEET].decode()
        references = [(int(row), column) for column, row in re.findall(r'<(?:x:)?c r="([A-Z]+)([0-9]+)"', xml)]
        assert references == sorted(references)
        rows = [int(row) for row in re.findall(r'<(?:x:)?row r="([0-9]+)"', xml)]
        assert rows == sorted(set(rows))


def as_read(value, date1904):
    if isinstance(value, date):
        start = date(1904, 1, 1) if date1904 else date(1899, 12, 31)
        return (value - start).days + (not date1904 and value >= date(1900, 3, 1))
    return float(value) if isinstance(value, Decimal) else value


def random_sheet(there, bare, prefix):
    """Rows in order; bare: references left out where the position says the same."""
    content = {"v": "<P:v>5</P:v>", "blank": "", "text": "", "formula": "<P:f>1+1</P:f><P:v>2</P:v>"}
    rows, last_row = "", 0
    for row in sorted({row for row, _ in there}):
        cells, last = "", 0
        for column in sorted(column for r, column in there if r == row):
            kind = there[row, column]
            inside = content[kind]
            named = "" if bare and column == last + 1 else f' r="{chr(64 + column)}{row}"'
            typed = ' t="inlineStr"' if kind == "text" else ""
            inside = "<P:is><P:t>lama</P:t></P:is>" if kind == "text" else inside
            cells += f"<P:c{named}{typed}>{inside}</P:c>" if inside else f"<P:c{named}{typed} />"
            last = column
        numbered = "" if bare and row == last_row + 1 else f' r="{row}"'
        rows += f'<P:row{numbered} spans="1:3">{cells}</P:row>'
        last_row = row
    space = f'xmlns:x="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    data = f"<P:sheetData>{rows}</P:sheetData>" if rows else "<P:sheetData/>"
    sheet = f'<?xml version="1.0" encoding="UTF-8"?>\n<P:worksheet {space}><P:dimension ref="B2"/>{data}</P:worksheet>'
    return sheet.replace("P:", prefix)


# --- details of the sheet


def test_an_existing_cell_keeps_its_style_and_loses_formula_type_and_metadata(made):
    rows = """<row r="1" spans="1:2"><c r="A1" s="1" t="str" cm="1"><f>B1</f><v>x</v></c><c s='1' r='B1'/></row>"""
    path = made(rows, style=styles(0, 14))
    write_cells(path, "Isian", {(1, 1): 5, (1, 2): None})
    xml = unpacked(path.read_bytes())[SHEET].decode()
    assert '<row r="1" spans="1:2"><c r="A1" s="1"><v>5</v></c><c r="B1" s="1"/></row>' in xml


def test_a_new_cell_takes_the_style_of_its_row_or_column_like_one_typed_in_excel(made):
    path = made(sheet=worksheet(
        '<row r="1" s="2" customFormat="1"><c r="A1"/></row><row r="2" s="2"/>',
        before='<dimension ref="A1"/><cols><col min="2" max="3" style="1" width="9"/></cols>',
    ), style=styles(0, 14, 2))  # fmt: skip
    write_cells(path, "Isian", {(1, 2): 1, (2, 2): 2, (2, 4): 3, (3, 3): 4})
    xml = unpacked(path.read_bytes())[SHEET].decode()
    assert re.findall(r'<c r="([B-D]\d)"(?: s="(\d)")?', xml) == [("B1", "2"), ("B2", "1"), ("D2", ""), ("C3", "1")]
    assert '<dimension ref="A1:D3"/>' in xml


def test_markup_that_only_looks_like_cells_is_left_alone(made):
    trap = '<!-- <row r="1"><c r="A1"><v>9</v></c></row> -->'
    cells = '<c r="B2" t="str"><v><![CDATA[<c r="A1"/></row>]]></v></c ><c r="D2"/>'
    path = made(sheet=worksheet(f'{trap}<row r="2" x=">">{cells}</row\n>', after=trap))
    write_cells(path, "Isian", {(1, 1): 1, (2, 3): 2, (2, 5): 3, (3, 1): 4})
    assert values_of(path) == {(1, 1): 1, (2, 2): '<c r="A1"/></row>', (2, 3): 2, (2, 5): 3, (3, 1): 4}
    assert unpacked(path.read_bytes())[SHEET].decode().count(trap) == 2


def test_extensions_at_the_end_of_a_row_stay_behind_its_cells(made):
    path = made('<row r="1"><c r="A1"><v>1</v></c><extLst><ext uri="u"/></extLst></row>')
    write_cells(path, "Isian", {(1, 3): 3})
    assert '</c><c r="C1"><v>3</v></c><extLst>' in unpacked(path.read_bytes())[SHEET].decode()


def test_nothing_to_write_leaves_the_file_untouched(made):
    path = made("<row><c><v>1</v></c></row>")
    before = path.stat()
    write_cells(path, "Isian", {})
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_writing_the_same_twice_gives_the_same_bytes(form):
    write_cells(form, "Hasil Kerja", EVERY_KIND)
    once = form.read_bytes()
    write_cells(form, "Hasil Kerja", EVERY_KIND)
    assert form.read_bytes() == once


def test_a_time_of_the_day_is_written_with_its_fraction(made):
    path = made("")
    write_cells(path, "Isian", {(1, 1): datetime(2026, 1, 1, 6, 0)})  # noqa: DTZ001 (a cell knows no zone)
    assert values_of(path) == {(1, 1): 46023.25}


# --- the workbook around it


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", '</sheets><calcPr fullCalcOnLoad="1"/></workbook>'),
        ("<definedNames><definedName name='a'>1</definedName></definedNames ><oleSize ref='A1'/>",
         "</definedNames ><calcPr fullCalcOnLoad=\"1\"/><oleSize ref='A1'/>"),
        ("<functionGroups/><extLst/>", '<functionGroups/><calcPr fullCalcOnLoad="1"/><extLst/>'),
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0" calcId="1"></calcPr>', '<calcPr calcId="1" fullCalcOnLoad="1"></calcPr>'),
        ("<pivotCaches/>", '</sheets><calcPr fullCalcOnLoad="1"/><pivotCaches/>'),
    ],
)  # fmt: skip
def test_the_order_to_recalculate_stands_where_the_schema_wants_it(made, more, expected):
    path = made("", book=workbook("Isian", more=more))
    write_cells(path, "Isian", {(1, 1): 1})
    assert expected in unpacked(path.read_bytes())["xl/workbook.xml"].decode()
    assert openpyxl.load_workbook(path).calculation.fullCalcOnLoad


def test_a_prefixed_workbook_gets_a_prefixed_order(made):
    book = workbook("Isian").replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    path = made("<row><c><v>1</v></c></row>", book=book)
    write_cells(path, "Isian", {(1, 1): 2})
    assert '</x:sheets><x:calcPr fullCalcOnLoad="1"/>' in unpacked(path.read_bytes())["xl/workbook.xml"].decode()
    assert values_of(path) == {(1, 1): 2}


def with_chain():
    made = parts('<row><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>1</v></c></row>')
    made["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'
    made["xl/_rels/workbook.xml.rels"] = relations(
        ("worksheet", "worksheets/sheet1.xml"), ("calcChain", "calcChain.xml")
    )
    declare(made, "xl/calcChain.xml", "calcChain")
    return made


def test_the_calculation_chain_goes_when_a_formula_went(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed(with_chain()))
    write_cells(path, "Isian", {(1, 2): 5})
    assert "xl/calcChain.xml" in unpacked(path.read_bytes())
    write_cells(path, "Isian", {(1, 1): 5})
    left = unpacked(path.read_bytes())
    assert "xl/calcChain.xml" not in left
    assert not any(b"calcChain" in content for content in left.values())
    assert values_of(path) == {(1, 1): 5, (1, 2): 5}


def test_macros_and_unknown_parts_are_carried_along(tmp_path):
    path = tmp_path / "a.xlsm"
    extra = {"xl/vbaProject.bin": os.urandom(5000), "customUI/customUI14.xml": "<customUI/>", "xl/x é.bin": b"1"}
    path.write_bytes(packed({**parts("<row><c><v>1</v></c></row>"), **extra}))
    before = path.read_bytes()
    write_cells(path, "Isian", {(1, 1): 2})
    assert changed_parts(before, path.read_bytes()) == {SHEET, "xl/workbook.xml"}


# --- refusals


def refused(path, values, sheet="Isian"):
    before = path.read_bytes()
    with pytest.raises(UnusableFile) as caught:
        write_cells(path, sheet, values)
    assert path.read_bytes() == before
    assert not [entry for entry in path.parent.iterdir() if entry.name.startswith(".~kinerja-")]
    return str(caught.value)


def test_a_workbook_that_is_open_elsewhere_is_not_written(made):
    path = made("")
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"\x03Ani")
    assert "sedang dibuka di Excel: tutup dulu" in refused(path, {(1, 1): 1})
    lock.unlink()
    write_cells(path, "Isian", {(1, 1): 1})
    assert values_of(path) == {(1, 1): 1}


def test_a_workbook_open_in_libreoffice_is_not_written(form):
    form.with_name(f".~lock.{form.name}#").write_text(",ani,pc,")
    assert "sedang dibuka di LibreOffice" in refused(form, {(1, 1): 1}, "Hasil Kerja")


def test_a_missing_sheet_and_a_chart_sheet_are_refused(made):
    path = made("")
    assert 'Lembar "isian" tidak ada' in refused(path, {(1, 1): 1}, "isian")
    spoilt = parts("")
    spoilt["xl/_rels/workbook.xml.rels"] = relations(("chartsheet", "worksheets/sheet1.xml"))
    path.write_bytes(packed(spoilt))
    assert 'Lembar "Isian" tidak ada' in refused(path, {(1, 1): 1})


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)])
def test_a_place_outside_every_sheet_is_refused(made, place):
    assert "tidak mempunyai baris" in refused(made(""), {place: 1})


@pytest.mark.parametrize(
    "value", ["x" * 32_768, "😀" * 16_384, Decimal("NaN"), Decimal("Infinity"), Decimal("1E400"), date(1899, 1, 1)]
)
def test_a_value_that_no_cell_can_hold_is_refused_by_its_cell(made, value):
    assert "Isian!B2" in refused(made(""), {(1, 1): 1, (2, 2): value})


def test_the_longest_text_of_a_cell_is_written(made):
    path = made("")
    write_cells(path, "Isian", {(1, 1): "x" * 32_767})
    assert values_of(path) == {(1, 1): "x" * 32_767}


def test_formulas_that_other_cells_live_from_are_not_torn_out(made):
    path = made("""<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>2</v></c>
      <c r="C1"><f t="array" ref="C1:C2">D1:D2</f><v>1</v></c><c r="E1"><f t="array" ref="E1">1</f><v>1</v></c></row>
      <row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c><c r="C2"><v>1</v></c></row>""")
    for place in ((1, 1), (1, 3), (2, 3)):
        assert "rumus yang dipakai bersama" in refused(path, {place: 1})
    write_cells(path, "Isian", {(2, 1): 7, (1, 5): 8})
    assert read_book(path).sheets["Isian"][1, 1].formula == "B1"
    write_cells(path, "Isian", {(1, 1): 1, (2, 1): 2, (1, 3): 3, (2, 3): 4})
    assert values_of(path) == {(1, 1): 1, (2, 1): 2, (1, 3): 3, (2, 3): 4, (1, 5): 8}


@pytest.mark.parametrize("rows", [
    '<row r="2"/><row r="1"/>', '<row r="2"/><row r="2"/>', '<row r="1"><c r="B1"/><c r="A1"/></row>',
    '<row r="1"><c r="A2"/></row>', '<row r="1"><c r="A1"/><c r="A1"/></row>',
])  # fmt: skip
def test_a_sheet_in_disorder_is_refused_since_it_cannot_be_extended_safely(made, rows):
    assert "tidak teratur" in refused(made(rows), {(1, 1): 1})


def test_another_encoding_and_broken_parts_are_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    for part in (SHEET, "xl/workbook.xml"):
        for encoding in ("utf-16", "latin-1"):
            spoilt = parts("<row><c><v>1</v></c></row>")
            head = '<?xml version="1.0" encoding="iso-8859-1"?>' if encoding == "latin-1" else ""
            spoilt[part] = (head + spoilt[part]).encode(encoding)
            path.write_bytes(packed(spoilt))
            assert "sandi huruf" in refused(path, {(1, 1): 1})
    for sheet in ("<a/>", worksheet("")[:-5], f"<!DOCTYPE a>{worksheet('')}", f'<worksheet xmlns="{MAIN}"/>'):
        spoilt = parts(sheet=sheet)
        path.write_bytes(packed(spoilt))
        assert refused(path, {(1, 1): 1}).endswith(".")


def test_a_full_disk_while_writing_keeps_the_old_workbook(form, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "write", full)
    assert "Tempat di cakram habis" in refused(form, {(2, 4): 1}, "Hasil Kerja")


def test_shared_texts_stay_for_the_other_cells_that_use_them(made):
    path = made('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>', shared=texts("<t>sama</t>"))
    write_cells(path, "Isian", {(1, 1): "lain"})
    assert values_of(path) == {(1, 1): "lain", (1, 2): "sama"}
