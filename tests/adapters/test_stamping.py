"""A template is filled without touching what need not change, and what changes is what a person would have made."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from kinerja_pauh.adapters.package_zip import read_package
from kinerja_pauh.adapters.stamping import compile_template
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import Block, SheetFill

YELLOW = PatternFill("solid", bgColor="FFFF00")


def packed(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def loaded(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def rules(sheet):
    return {(str(each.sqref), rule.formula[0]) for each in sheet.conditional_formatting for rule in each.rules}


def validations(sheet):
    return {(str(each.sqref), each.formula1) for each in sheet.data_validations.dataValidation}


def form():
    """A small form: row 7 is to be repeated, row 8 totals, another sheet sums up."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hasil Kerja"
    sheet["A1"] = "Judul"
    sheet["B3"] = 10
    for column, header in enumerate(["NIP", "Nama", "Target", "Realisasi", "Capaian"], 1):
        sheet.cell(6, column, header).font = Font(bold=True)
    sheet["C7"].number_format = "0.00"
    sheet["E7"] = '=IF(D7="","",ROUND(D7/C7*$B$3*10,2))'
    sheet.row_dimensions[7].height = 31
    sheet["A8"], sheet["E8"] = "Jumlah", "=SUM(E7:E7)"
    sheet.merge_cells("A9:E9")
    sheet.auto_filter.ref = "A6:E7"
    sheet.freeze_panes = "C7"
    sheet.print_area, sheet.print_title_rows = "A1:E9", "6:6"
    sheet.row_breaks.append(Break(id=8))
    sheet.conditional_formatting.add(
        "D7:D7", FormulaRule(formula=['AND($D7="",COUNTIF($A$7:$A$7,$A7)>0)'], fill=YELLOW)
    )
    lists = DataValidation(type="list", formula1="Acuan!$A$1:$A$3")
    lists.add("D7")
    unique = DataValidation(type="custom", formula1="COUNTIF(A$7:A$7,A7)=1")
    unique.add("A7:A7")
    sheet.add_data_validation(lists)
    sheet.add_data_validation(unique)
    sheet["B7"].hyperlink = Hyperlink(ref="B7", location="'Hasil Kerja'!A7")
    sheet["A8"].comment = Comment("catatan", "kantor")
    summary = book.create_sheet("Ringkasan")
    summary["A1"] = "=SUM('Hasil Kerja'!E7:E7)"
    summary["A2"] = "=SUMIF('Hasil Kerja'!$A$7:$A$7,\"x\",'Hasil Kerja'!$E$7:$E$7)"
    summary.conditional_formatting.add("A1", FormulaRule(formula=["COUNTA('Hasil Kerja'!$A$7:$A$7)=0"], fill=YELLOW))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=7, max_row=7))
    sheet.add_chart(chart, "A12")
    book.create_sheet("Acuan").append(["Ya"])
    book.defined_names["Semua"] = DefinedName("Semua", attr_text="'Hasil Kerja'!$A$7:$E$7")
    book.defined_names["Jumlah"] = DefinedName("Jumlah", attr_text="'Hasil Kerja'!$E$8")
    return packed(book)


FORM = form()


def filled(copies=10, **values):
    return compile_template(FORM).render({"Hasil Kerja": SheetFill((Block(7, 7, copies),), values.get("values", {}))})


def test_repeated_rows_keep_style_height_and_formula():
    sheet = loaded(filled(values={(9, 1): "x", (9, 3): Decimal("12.50")}))["Hasil Kerja"]
    assert (sheet["A9"].value, sheet["C9"].value, sheet["C9"].number_format) == ("x", 12.5, "0.00")
    assert sheet["E16"].value == '=IF(D16="","",ROUND(D16/C16*$B$3*10,2))'
    assert [sheet.row_dimensions[row].height for row in (7, 16, 17)] == [31, 31, None]
    assert (sheet["A17"].value, sheet["E17"].value) == ("Jumlah", "=SUM(E7:E16)")


def test_all_that_speaks_of_rows_follows_them():
    book = loaded(filled())
    sheet = book["Hasil Kerja"]
    assert rules(sheet) == {("D7:D16", 'AND($D7="",COUNTIF($A$7:$A$16,$A7)>0)')}
    assert validations(sheet) == {("D7:D16", "Acuan!$A$1:$A$3"), ("A7:A16", "COUNTIF(A$7:A$16,A7)=1")}
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A18:E18"]
    assert (sheet.auto_filter.ref, sheet.print_area, sheet.print_title_rows) == (
        "A6:E16",
        "'Hasil Kerja'!$A$1:$E$18",
        "$6:$6",
    )
    assert [each.id for each in sheet.row_breaks.brk] == [17]
    assert (sheet.freeze_panes, sheet.dimensions) == ("C7", "A1:E18")
    assert {(row, sheet.cell(row, 2).hyperlink.location) for row in (7, 16)} == {
        (7, "'Hasil Kerja'!A7"), (16, "'Hasil Kerja'!A16")}  # fmt: skip
    assert sheet["A17"].comment.text == "catatan"
    assert book["Ringkasan"]["A1"].value == "=SUM('Hasil Kerja'!E7:E16)"
    assert book["Ringkasan"]["A2"].value == "=SUMIF('Hasil Kerja'!$A$7:$A$16,\"x\",'Hasil Kerja'!$E$7:$E$16)"
    assert rules(book["Ringkasan"]) == {("A1", "COUNTA('Hasil Kerja'!$A$7:$A$16)=0")}
    assert book.defined_names["Semua"].attr_text == "'Hasil Kerja'!$A$7:$E$16"
    assert book.defined_names["Jumlah"].attr_text == "'Hasil Kerja'!$E$17"
    assert "<f>'Hasil Kerja'!$E$7:$E$16</f>" in part(filled(), "xl/charts/chart1.xml")
    assert "<row>20</row>" in part(filled(), "xl/drawings/drawing1.xml").replace("xdr:", "")


def test_no_copies_remove_the_rows_and_what_stood_on_them():
    book = loaded(filled(copies=0))
    sheet = book["Hasil Kerja"]
    assert (sheet["A7"].value, sheet["E7"].value) == ("Jumlah", "=SUM(#REF!)")
    assert (rules(sheet), validations(sheet), sheet.auto_filter.ref) == (set(), set(), "A6:E6")
    assert "<dataValidations" not in part(filled(copies=0), "xl/worksheets/sheet1.xml")
    assert book["Ringkasan"]["A1"].value == "=SUM(#REF!)"


def test_a_merge_inside_a_block_stands_in_each_copy_and_a_merge_around_it_grows():
    book = openpyxl.Workbook()
    book.active.title = "L"
    for area in ("A2:B3", "D1:D5", "F2:F2", "G2:G3"):
        book.active.merge_cells(area)
    data = compile_template(packed(book)).render({"L": SheetFill((Block(2, 3, 2),))})
    areas = {str(each) for each in loaded(data)["L"].merged_cells.ranges}
    assert areas == {"A2:B3", "A4:B5", "D1:D7", "G2:G3", "G4:G5"}


@pytest.mark.parametrize(
    ("sqref", "formula", "expected"),
    [
        ("A7:A20", "$B7=1", {("A7:A22", "$B7=1")}),
        ("A8:A9 C8", "B8>$B$8", {("A8:A11 C8 C10", "B8>$B$8")}),
        ("A1:A3", "B1=B2", {("A1:A3", "B1=B2")}),
        ("A8", "A8<=B3", {("A8 A10", "A8<=B$3")}),
        ("A12:A13", "B12>B11", {("A14:A15", "B14>B13")}),
        ("A10:A11", "B10>B9", {("A12", "B12>B9"), ("A13", "B13>B12")}),
        ("A8:A9", "B8<B10", {("A8:A9", "B8<B12"), ("A10:A11", "B10<B12")}),
        ("A8:A9", "B8<B9", {("A8 A10:A11", "B8<B9"), ("A9", "B9<B12")}),
        ("A8:A8", "SUM(B8:B9)>SUM(B$8:B$9)", {("A8 A10", "SUM(B8:B9)>SUM(B$8:B$11)")}),
        ("A8 C12", "$A8=1", {("A8 A10 C14", "$A8=1")}),
        ("A8:A9", "Lain!$B$2>Lain!B8", {("A8:A9", "Lain!$B$2>Lain!B8"), ("A10:A11", "Lain!$B$2>Lain!B8")}),
        ("A12", "SUM($B$8:$B$9)>0", {("A14", "SUM($B$8:$B$11)>0")}),
    ],
)
def test_a_rule_means_for_each_cell_what_it_meant_in_the_template(sqref, formula, expected):
    book = openpyxl.Workbook()
    book.active.title = "L"
    book.active.conditional_formatting.add(sqref, FormulaRule(formula=[formula], fill=YELLOW))
    rule = DataValidation(type="custom", formula1=formula, sqref=sqref)
    book.active.add_data_validation(rule)
    sheet = loaded(compile_template(packed(book)).render({"L": SheetFill((Block(8, 9, 2),))}))["L"]
    assert rules(sheet) == expected
    assert validations(sheet) == expected


def test_a_given_value_becomes_the_cached_result_and_the_formula_stays():
    values = {(7, 5): Decimal("98.70"), (8, 5): "", (9, 5): True, (10, 5): "belum", (17, 5): date(2026, 11, 24)}
    text = part(filled(values=values), "xl/worksheets/sheet1.xml")
    cell = {row: text.partition(f'<c r="E{row}"')[2].partition("</c>")[0] for row in (7, 8, 9, 10, 11, 17)}
    assert cell[7].endswith("</f><v>98.70</v>")
    assert cell[8].startswith(' t="str"><f>')
    assert cell[8].endswith("<v></v>")
    assert cell[9].startswith(' t="b"')
    assert cell[9].endswith("<v>1</v>")
    assert cell[10].endswith("<v>belum</v>")
    assert cell[11].endswith("</f>")  # nothing given: no result rather than an old one
    assert cell[17].endswith("<f>SUM(E7:E16)</f><v>46350</v>")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1E+3"), "<v>1000</v>"),
        (Decimal("1E-7"), "<v>0.0000001</v>"),
        (Decimal("-0.10"), "<v>-0.10</v>"),
        (Decimal("1E-400"), "<v>0</v>"),
        (12, "<v>12</v>"),
        (False, 't="b"><v>0</v>'),
        (date(1900, 2, 28), "<v>59</v>"),
        (date(1900, 3, 1), "<v>61</v>"),
        (datetime(2026, 11, 24, 18, 30), "<v>46350.77083333333</v>"),  # noqa: DTZ001 (a sheet knows no zones)
    ],
)
def test_values_are_written_as_the_sheet_counts(value, written):
    assert written in part(filled(values={(7, 3): value}), "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("value", [None, ""])
def test_nothing_is_a_blank_cell_with_its_style(value):
    text = part(filled(values={(7, 3): value}), "xl/worksheets/sheet1.xml")
    assert '<c r="C7" s="2"/>' in text


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), 10**400, date(1899, 1, 1), "x" * 32_768, "😀" * 16_384]
)
def test_what_no_cell_can_hold_is_refused_by_address(value):
    with pytest.raises(ValueError, match="Hasil Kerja!C8"):
        filled(values={(8, 3): value, (8, 2): "baik"})


def test_cells_that_the_template_lacks_take_the_style_of_their_row_or_column():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "L"
    sheet["B2"] = "ada"
    sheet.column_dimensions["C"].font = Font(bold=True)
    data = compile_template(packed(book)).render(
        {"L": SheetFill(values={(1, 2): "atas", (2, 1): "kiri", (2, 3): "kanan", (9, 4): "bawah"})}
    )
    got = loaded(data)["L"]
    assert [[cell.value for cell in row] for row in got["A1:C2"]] == [[None, "atas", None], ["kiri", "ada", "kanan"]]
    assert (got["C2"].font.bold, got["A2"].font.bold, got["D9"].value, got.dimensions) == (
        True,
        False,
        "bawah",
        "A1:D9",
    )


def test_dates_follow_the_1904_system_of_a_template():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"].number_format = "yyyy-mm-dd"
    data = compile_template(packed(book)).render({"Sheet": SheetFill(values={(1, 1): date(2026, 11, 24)})})
    assert loaded(data).active["A1"].value == datetime(2026, 11, 24)  # noqa: DTZ001 (a sheet knows no zones)


def test_an_unknown_sheet_is_an_error_that_names_those_that_are_there():
    with pytest.raises(KeyError, match="Hasil Kerja, Ringkasan, Acuan"):
        compile_template(FORM).render({"Hasil": SheetFill()})


def test_rendering_is_repeatable_and_leaves_other_parts_as_they_were():
    template = compile_template(FORM)
    fill = {"Hasil Kerja": SheetFill((Block(7, 7, 4),), {(7, 1): "a"})}
    once, other = template.render(fill), template.render({})
    assert once == template.render(fill) == compile_template(FORM).render(fill)
    before = {each.name: each for each in read_package(FORM)}
    after = {each.name: each for each in read_package(once)}
    assert list(after) == list(before)
    for name in ("xl/styles.xml", "docProps/core.xml", "xl/theme/theme1.xml", "xl/worksheets/sheet3.xml"):
        assert after[name].packed == before[name].packed
    assert zipfile.ZipFile(io.BytesIO(once)).testzip() is None
    assert "E7:E7" in part(other, "xl/worksheets/sheet2.xml")
    assert 'fullCalcOnLoad="1"' in part(once, "xl/workbook.xml")


SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="urn:xr" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xr:uid="{1}">'
    '<dimension ref="A1:C4"/><sheetData>'
    '<row r="1" spans="1:3" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c></row>'
    '<row><c><v>1</v></c><c><f t="shared" ref="B2:B4" si="0">A2*$A$2+LOG10(A2)</f><v>99</v></c><c r="D2" t="str">'
    "<f>IF(A2&gt;0,&quot;A2&quot;,'It''s &amp; mine'!A2)</f><v>basi</v></c></row>"
    '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f t="shared" si="0"/><v>98</v></c>'
    '<c r="C3"><f t="array" ref="C3:C3">SUM(A2:A3*2)</f><v>97</v></c></row>'
    '<row r="4"><c r="A4"><v>3</v></c><c r="B4"><f t="shared" si="0"/><v>98</v></c></row></sheetData>'
    '<protectedRanges><protectedRange name="isi" sqref="A3:B3"/></protectedRanges>'
    '<conditionalFormatting sqref="A3"><cfRule type="dataBar" priority="1"><dataBar>'
    '<cfvo type="formula" val="$A$3"/><cfvo type="max"/><color rgb="FF0000FF"/></dataBar></cfRule>'
    "</conditionalFormatting>"
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:xm="urn:xm"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="expression" priority="2" id="{A}"><xm:f>$A3&lt;Lain!$A$1</xm:f></x14:cfRule>'
    "<xm:sqref>A3:B3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>$A$3:$A$3</xm:f></x14:formula1>'
    "<xm:sqref>C3</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    '<ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups><x14:sparklineGroup><x14:colorSeries/>'
    "<x14:sparklines><x14:sparkline><xm:f>Lembar!A3:B3</xm:f><xm:sqref>E3</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
)  # fmt: skip


def as_excel_saves_it(sheet=SHEET, **more):
    """A package by hand: shared strings and formulas, rows and cells without address, extensions, a calc chain."""
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    link = '<Relationship Id="{}" Type="' + main + '/{}" Target="{}"/>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/calcChain.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
        "_rels/.rels": rels.format(link.format("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{main}"><sheets><sheet name="Lembar" sheetId="1" r:id="rId1"/></sheets><oleSize ref="A1"/>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": rels.format(
            link.format("rId1", "worksheet", "/xl/worksheets/sheet1.xml")
            + link.format("rId2", "calcChain", "calcChain.xml")
            + link.format("rId3", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": rels.format(link.format("rId1", "table", "../tables/table1.xml")),
        "xl/tables/table1.xml": '<table xmlns="urn:t" ref="A2:C3"><autoFilter ref="A2:C3"/></table>',
        "xl/sharedStrings.xml": "<sst><si><t>judul</t></si></sst>",
        "xl/calcChain.xml": '<calcChain><c r="B2"/></calcChain>',
    } | more
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:  # stored, not deflated
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def test_a_template_saved_by_excel_keeps_all_it_had():
    data = compile_template(as_excel_saves_it()).render({"Lembar": SheetFill((Block(3, 3, 2),), {(4, 1): 7})})
    text = part(data, "xl/worksheets/sheet1.xml")
    head, _, tail = text.partition("<sheetData>")
    rows, _, tail = tail.partition("</sheetData>")
    assert head == SHEET.partition("<sheetData>")[0].replace("A1:C4", "A1:C5")
    assert rows == (
        '<row r="1" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*$A$2+LOG10(A2)</f></c>'
        "<c r=\"D2\"><f>IF(A2&gt;0,\"A2\",'It''s &amp; mine'!A2)</f></c></row>"
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>A3*$A$2+LOG10(A3)</f></c>'
        '<c r="C3"><f t="array" ref="C3:C3">SUM(A2:A3*2)</f></c></row>'
        '<row r="4"><c r="A4"><v>7</v></c><c r="B4"><f>A4*$A$2+LOG10(A4)</f></c>'
        '<c r="C4"><f t="array" ref="C4:C4">SUM(A2:A4*2)</f></c></row>'
        '<row r="5"><c r="A5"><v>3</v></c><c r="B5"><f>A5*$A$2+LOG10(A5)</f></c></row>'
    )
    assert '<protectedRange name="isi" sqref="A3:B4"/>' in tail
    assert '<cfvo type="formula" val="$A$3"/>' in tail
    assert "<xm:f>$A3&lt;Lain!$A$1</xm:f></x14:cfRule><xm:sqref>A3:B4</xm:sqref>" in tail
    assert "<xm:f>$A$3:$A$4</xm:f></x14:formula1><xm:sqref>C3:C4</xm:sqref>" in tail
    assert "<xm:f>Lembar!A3:B3</xm:f><xm:sqref>E3</xm:sqref>" in tail
    assert "<xm:f>Lembar!A4:B4</xm:f><xm:sqref>E4</xm:sqref>" in tail
    assert '<autoFilter ref="A2:C4"/>' in part(data, "xl/tables/table1.xml")
    assert '</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/><oleSize' in part(data, "xl/workbook.xml")
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "xl/calcChain.xml" not in names
    assert "alcChain" not in part(data, "[Content_Types].xml") + part(data, "xl/_rels/workbook.xml.rels")


def test_extensions_go_with_the_last_of_their_rows():
    data = compile_template(as_excel_saves_it()).render({"Lembar": SheetFill((Block(3, 3, 0),))})
    tail = part(data, "xl/worksheets/sheet1.xml").partition("</sheetData>")[2]
    assert tail == "</worksheet>"


def test_prefixed_worksheets_are_written_with_their_prefix():
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:f>1+1</x:f><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    data = compile_template(as_excel_saves_it(sheet)).render({"Lembar": SheetFill((Block(1, 1, 2),), {(1, 2): "b"})})
    assert (
        '<x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c><x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">b</x:t>'
        '</x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:f>1+1</x:f></x:c></x:row>'
    ) in part(data, "xl/worksheets/sheet1.xml")


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def encrypted(data):
    at = data.index(b"PK\1\2")
    return data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>bukan buku kerja</html>",
        FORM[:-40],
        FORM[:2000],
        flipped(FORM, FORM.index(b"PK\3\4", 10) + 80),
        encrypted(FORM),
        as_excel_saves_it("<worksheet><sheetData></worksheet>"),
        as_excel_saves_it('<!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'),
        as_excel_saves_it("<chartsheet/>"),
        as_excel_saves_it('<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>'),
        as_excel_saves_it(**{"_rels/.rels": "<Relationships/>"}),
    ],
)
def test_a_damaged_or_hostile_template_is_refused_in_words(data):
    with pytest.raises(UnusableFile, match=r"\.$"):
        compile_template(data)


def test_no_flipped_bit_goes_unseen():
    data = FORM
    clean = compile_template(data).render({})
    for at in range(0, len(data), 97):
        try:
            again = compile_template(flipped(data, at)).render({})
        except (UnusableFile, KeyError):
            continue
        assert again == clean  # the bit was of no consequence (a date, a comment)


def shown(text):
    """A text as a sheet shows it: what cannot be shown is gone."""
    return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text if each != "\0")


AWKWARD = [
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "<f>1</f>", "]]>", "&lt;", "{{ x }}", "_x0041_", "_x005F_",
    " a ", "a\r\nb", "00123", "TRUE", "1e5", "#REF!", "'x",
]  # fmt: skip
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(AWKWARD)


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_any_text_comes_back_as_text(value):
    template = test_any_text_comes_back_as_text.template
    data = template.render({"Hasil Kerja": SheetFill(values={(7, 1): value})})
    cell = loaded(data)["Hasil Kerja"]["A7"]
    assert cell.data_type in {"s", "n"}
    assert cell.data_type == "s" or cell.value is None
    assert openpyxl.utils.escape.unescape(cell.value or "") == shown(value)


test_any_text_comes_back_as_text.template = compile_template(FORM)


def test_real_texts_are_shown_verbatim_by_a_real_spreadsheet(office, tmp_path):
    texts = [
        "=1+1",
        "+62 812",
        "-5",
        "@a",
        "a\nb",
        "_x0041_",
        "a\x01b",
        "  x  ",
        "<b>&amp;",
        "00123",
        "TRUE",
        "😀 é",
        "'q",
    ]
    values = {(7 + index, 1): text for index, text in enumerate(texts)}
    path = tmp_path / "teks.xlsx"
    path.write_bytes(filled(len(texts), values=values))
    with office.open(path) as book:
        assert [row[0] for row in book.read("Hasil Kerja", 7, 1, len(texts), 1)] == texts


def test_a_real_spreadsheet_calculates_the_filled_form(office, tmp_path):
    values = {(7 + index, column): Decimal(index + column) for index in range(25) for column in (3, 4)}
    path = tmp_path / "isian.xlsx"
    path.write_bytes(filled(25, values=values | {(7, 1): "x", (30, 1): "x"}))
    expected = [round(Decimal(index + 4) / Decimal(index + 3) * 100, 2) for index in range(25)]
    with office.open(path) as book:
        book.recalculate()
        assert [row[0] for row in book.read("Hasil Kerja", 7, 5, 25, 1)] == pytest.approx(
            [float(each) for each in expected]
        )
        assert book.read("Hasil Kerja", 32, 5) == [[pytest.approx(float(sum(expected)))]]
        assert book.read("Ringkasan", 1, 1) == [[pytest.approx(float(sum(expected)))]]
        assert book.read("Ringkasan", 2, 1) == [[pytest.approx(float(expected[0] + expected[23]))]]


def test_a_template_saved_by_libreoffice_can_be_filled(office, tmp_path):
    (tmp_path / "asli.xlsx").write_bytes(FORM)
    with office.open(tmp_path / "asli.xlsx") as book:
        book.save_as(tmp_path / "simpan.xlsx")
    template = compile_template((tmp_path / "simpan.xlsx").read_bytes())
    data = template.render({"Hasil Kerja": SheetFill((Block(7, 7, 3),), {(8, 3): 4, (8, 4): 2})})
    (tmp_path / "isi.xlsx").write_bytes(data)
    sheet = loaded(data)["Hasil Kerja"]
    assert sheet["E9"].value == '=IF(D9="","",ROUND(D9/C9*$B$3*10,2))'
    assert ("D7:D9", 'AND($D7="",COUNTIF($A$7:$A$9,$A7)>0)') in rules(sheet)
    with office.open(tmp_path / "isi.xlsx") as book:
        book.recalculate()
        assert book.read("Hasil Kerja", 10, 5) == [[50.0]]


@st.composite
def blocks_of_a_sheet(draw):
    edges = draw(st.lists(st.integers(2, 12), unique=True, max_size=6).map(sorted))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Block(first, last, draw(st.integers(0, 3))) for first, last in pairs)


def column_template():
    """Rows 1..13 of column A hold 2^row; column B of the rows 14.. sums every range of them."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 14):
        sheet.cell(row, 1, 2**row)
    book.create_sheet("Jumlah")
    for row, (first, last) in enumerate(((1, 13), (2, 5), (4, 4), (6, 12), (9, 10)), 1):
        book["Jumlah"].cell(row, 1, f"=SUM(Sheet!A{first}:A{last})")
    return compile_template(packed(book))


COLUMN = column_template()


@given(blocks_of_a_sheet())
@settings(max_examples=60, deadline=None)
def test_sums_add_up_what_a_naive_expansion_holds(blocks):
    book = loaded(COLUMN.render({"Sheet": SheetFill(blocks)}))
    rows = list(range(1, 14))
    for block in reversed(blocks):
        rows[block.first - 1 : block.last] = rows[block.first - 1 : block.last] * block.copies
    column = [cell.value for (cell,) in book["Sheet"].iter_rows(max_col=1)] if rows else []
    assert column == [2**row for row in rows]
    for number, (first, last) in enumerate(((1, 13), (2, 5), (4, 4), (6, 12), (9, 10)), 1):
        formula = book["Jumlah"].cell(number, 1).value
        left = [row for row in range(first, last + 1) if row in rows]
        if not left:
            assert formula == "=SUM(#REF!)"
            continue
        start, end = rows.index(left[0]), len(rows) - 1 - rows[::-1].index(left[-1])
        area = book["Sheet"][formula.removeprefix("=SUM(Sheet!").removesuffix(")")]
        cells = [cell for (cell,) in area] if isinstance(area, tuple) else [area]
        assert sum(cell.value for cell in cells) == sum(2**row for row in rows[start : end + 1])


def test_markup_that_only_other_programs_write_is_understood():
    sheet = (
        '<worksheet><!-- <sheetData/> --><sheetViews><sheetView topLeftCell="A4" workbookViewId="0">'
        '<pane ySplit="2" topLeftCell="A3" state="frozen"/><selection activeCell="B3" sqref="A3:B4"/></sheetView>'
        "</sheetViews><sheetData><row><c r='A1' t='inlineStr'><is><t><![CDATA[<&>]]>&#65;&#x42;\r\n</t></is></c>"
        '<c><f t="dataTable" ref="B1:B2" r1="A1"/><v>5</v></c><c t="str"><f><![CDATA[A3&"<"]]>&#38;A4</f></c></row>'
        '</sheetData><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="x14"><controls><control><anchor><from>'
        "<xdr:row>3</xdr:row></from></anchor></control></controls></mc:Choice><mc:Fallback/></mc:AlternateContent>"
        "</worksheet>"
    ).replace("<worksheet>", '<worksheet xmlns="urn:m" xmlns:xdr="urn:x">')
    text = part(
        compile_template(as_excel_saves_it(sheet)).render({"Lembar": SheetFill((Block(3, 3, 3),))}),
        "xl/worksheets/sheet1.xml",
    )
    assert '<sheetView topLeftCell="A6"' in text
    assert '<pane ySplit="2" topLeftCell="A3"' in text
    assert '<selection activeCell="B3" sqref="A3:B6"/>' in text
    assert "<is><t><![CDATA[<&>]]>&#65;&#x42;\r\n</t></is>" in text
    assert '<f t="dataTable" ref="B1:B2" r1="A1"/><v>5</v>' in text
    assert '<f>A3&amp;"&lt;"&amp;A6</f>' in text
    assert '<mc:Choice Requires="x14"><controls><control><anchor><from><xdr:row>5</xdr:row>' in text
    assert text.endswith("</mc:Choice><mc:Fallback/></mc:AlternateContent></worksheet>")


def claiming(data, name, size):
    """The package with another size claimed for one member."""
    at = data.index(name.encode(), data.index(b"PK\1\2")) - 46
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def test_a_package_that_lies_about_sizes_or_names_is_refused():
    data = FORM
    name = "xl/worksheets/sheet1.xml"
    for size in (10, 199_999_999, 300_000_000):
        with pytest.raises(UnusableFile):
            compile_template(claiming(data, name, size))
    with pytest.raises(UnusableFile):
        compile_template(data.replace(b"xl/styles.xml", b"xl/theme1.xml", 1))
    with pytest.raises(UnusableFile):
        compile_template(data.replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml"))
    with pytest.raises(UnusableFile):
        compile_template(as_excel_saves_it(**{"xl/_rels/workbook.xml.rels": "<Relationships/>"}))
