"""Templates and data of someone who means harm: refused by name and cell, or printed as the text that they are."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feature_templates import CONTEXT, SHEET, TEMPLATES, box_at, drawn, saved
from kinerja_pauh.adapters import report_compile, template_guard
from kinerja_pauh.adapters.package_edits import PackageEditor
from kinerja_pauh.adapters.report_budget import Budget
from kinerja_pauh.adapters.report_templates import TemplateProblem, compile_report
from kinerja_pauh.ports import UnusableFile

SHEET_PART = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLAIN = saved([["{{ nama }}"], ["{% for b in barang %}"], ["{{ b.nama }}"], ["{% endfor %}"]])


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def edited(data=PLAIN, **changes):
    """The template with a part changed by a function of its text."""
    editor = PackageEditor(data)
    for name, change in changes.items():
        path = {"sheet": SHEET_PART, "book": "xl/workbook.xml", "styles": "xl/styles.xml"}[name]
        editor.put(path, change(editor.text(path) or ""))
    return editor.written()


def with_part(path, content, content_type="application/xml", kind=""):
    editor = PackageEditor(PLAIN)
    editor.put(path, content)
    editor.declare(path, content_type)
    if kind:
        editor.relate("xl/workbook.xml", f"{MAIN}/{kind}", f"/{path}")
    return editor.written()


def outside(data, kind, target):
    """The template with a relation that leads out of it."""
    editor = PackageEditor(data)
    editor.relate(SHEET_PART, f"{MAIN}/{kind}", target)
    path = "xl/worksheets/_rels/sheet1.xml.rels"
    text = editor.text(path) or ""
    editor.put(path, text.replace(f'Target="{target}"', f'Target="{target}" TargetMode="External"'))
    return editor.written()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (with_part("xl/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject"), "memuat makro"),
        (with_part("xl/externalLinks/externalLink1.xml", "<externalLink/>"), "memuat tautan ke buku kerja lain"),
        (with_part("xl/connections.xml", "<connections/>"), "memuat sambungan data ke luar"),
        (with_part("xl/embeddings/oleObject1.bin", b"x"), "memuat objek atau berkas yang disisipkan"),
        (with_part("xl/macrosheets/sheet9.xml", "<a/>"), "lembar makro Excel lama"),
        (saved([["=cmd|' /C calc'!A0"]]), "DDE"),
        (saved([['=WEBSERVICE("http://contoh.id/"&B1)', "{{ nama }}"]]), "Sel Laporan!A1 memuat rumus WEBSERVICE"),
        (saved([['=HYPERLINK("http://contoh.id/"&B1)', "{{ nama }}"]]), "tautan lewat rumus HYPERLINK"),
        (saved([["='[lain.xlsx]A'!A1"]]), "berkas lain"),
        (outside(PLAIN, "image", "http://contoh.id/a.png"), "gambar yang diambil dari luar"),
        (outside(PLAIN, "hyperlink", "file:///C:/a.exe"), "tautan yang bukan ke alamat web"),
    ],
)
def test_what_acts_by_itself_is_refused_with_the_template_s_name(data, said):
    with pytest.raises(UnusableFile) as caught:
        compile_report(data, "laporan.xlsx")
    message = str(caught.value)
    assert message.startswith("Templat laporan.xlsx: ")
    assert said in message
    assert message.endswith(("Hapus itu dari templat, lalu simpan lagi.", "disimpan sebagai .xlsx."))


def test_a_template_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(template_guard, "_MAX_FILE", len(PLAIN) - 1)
    with pytest.raises(UnusableFile, match="Templat ini terlalu besar"):
        compile_report(PLAIN, "laporan.xlsx")
    monkeypatch.setattr(template_guard, "_MAX_FILE", len(PLAIN))
    monkeypatch.setattr(template_guard, "_MAX_XML", 3_000)
    with pytest.raises(UnusableFile, match="Templat ini terlalu besar"):
        compile_report(PLAIN, "laporan.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        edited(sheet=lambda text: text.replace("</worksheet>", "<a>" * 3_000 + "</a>" * 3_000 + "</worksheet>")),
        edited(sheet=lambda text: '<!DOCTYPE a [<!ENTITY b "c">]>' + text),
        edited(sheet=lambda text: text.replace("</worksheet>", "")),
        edited(sheet=lambda text: text.replace('<row r="1"', '<row r="satu"')),
        edited(sheet=lambda text: text.replace('<row r="3"', '<row r="1"')),
        edited(sheet=lambda text: text.replace("<sheetData>", '<cols><col min="x" max="3"/></cols><sheetData>')),
        edited(sheet=lambda text: text.replace('<row r="1"', '<row ht="tinggi" customHeight="1" r="1"')),
        edited(book=lambda text: text.replace('name="Laporan"', "")),
        edited(book=lambda text: re.sub(r"<sheets>.*</sheets>", "", text)),
        edited(styles=lambda text: re.sub(r'fontId="\d+"', 'fontId="x"', text)),
    ],
)  # fmt: skip
def test_a_damaged_template_is_refused_and_nothing_breaks(data):
    with pytest.raises(UnusableFile, match=r"^Templat laporan\.xlsx: "):
        compile_report(data, "laporan.xlsx").render(CONTEXT)


def test_a_column_range_without_end_takes_neither_memory_nor_time():
    endless = '<cols><col min="1" max="99999999999" width="5" style="0"/></cols><sheetData>'
    template = compile_report(edited(sheet=lambda text: text.replace("<sheetData>", endless)), "laporan.xlsx")
    assert template.render(CONTEXT)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_template_with_any_text_exchanged_is_filled_or_refused(data):
    name = data.draw(st.sampled_from(sorted(TEMPLATES)))
    source = ORIGINALS.setdefault(name, TEMPLATES[name]())
    editor = PackageEditor(source)
    path = data.draw(st.sampled_from([each for each in editor.parts if each.endswith((".xml", ".rels"))]))
    text = editor.text(path) or ""
    spots = [found.span() for found in re.finditer(r'(?<==")[^"]*(?=")|(?<=>)[^<]+', text)]
    if spots:
        start, end = data.draw(st.sampled_from(spots))
        editor.put(path, text[:start] + data.draw(st.sampled_from(ODD)) + text[end:])
    try:
        filled = compile_report(editor.written(), "laporan.xlsx").render(CONTEXT)
    except (UnusableFile, TemplateProblem) as refused:
        said = str(refused)
    else:
        said = "Templat laporan.xlsx" if zipfile.ZipFile(io.BytesIO(filled)).testzip() is None else ""
    assert said.startswith("Templat laporan.xlsx")


ORIGINALS: dict[str, bytes] = {}
ODD = (
    "", "-1", "0", "99999999999", "x", "A0", "XFE1:A9", "{{", "{% endfor %}", "{% for a in barang %}", "../../x",
    "rId99", "#REF!", "1e999", "nan", "A1:B", "&amp;", "${7*7}", "{{ barang }}", "1 2 3",
)  # fmt: skip


def test_a_template_that_only_takes_long_is_stopped():
    rows = [["{% for a in banyak %}"], ["{% for b in banyak if (" + "+".join(["banyak"] * 30) + ")|length < 0 %}"]]
    template = compile_report(saved([*rows, ["{% endfor %}"], ["{% endfor %}"]]), "laporan.xlsx")
    with pytest.raises(TemplateProblem, match=r"Laporan!A2: Laporan ini terlalu lama dihitung"):
        template.render(CONTEXT | {"banyak": [[1]] * 300}, Budget(seconds=0.3))


def test_writing_what_was_filled_is_under_the_clock_too():
    def prepare(sheet):
        other = sheet.parent.create_sheet("Ringkas")
        for row in range(1, 3_001):
            other.append([f"=SUM({SHEET}!A2:A2)+{row}"])

    data = saved([["{% for b in barang %}"], ["{{ b.nama }}"], ["{% endfor %}"]], prepare)
    template = compile_report(data, "laporan.xlsx")
    with pytest.raises(TemplateProblem, match=r"Templat laporan\.xlsx: Laporan ini terlalu lama dihitung"):
        template.render(CONTEXT, Budget(seconds=0.01))


def test_a_row_of_a_thousand_cells_is_not_repeated_without_end():
    def prepare(sheet):
        for column in range(1, 1_001):
            sheet.cell(2, column).number_format = "0.00"

    template = compile_report(
        saved([["{% for a in banyak %}"], ["{{ a }}"], ["{% endfor %}"]], prepare), "laporan.xlsx"
    )
    with pytest.raises(TemplateProblem, match=r"lembar Laporan: Laporan ini memuat terlalu banyak sel"):
        template.render({"banyak": range(6_000)})


def test_rows_that_steer_stand_near_the_top():
    def prepare(sheet):
        sheet["A20001"] = "{% endfor %}"

    with pytest.raises(TemplateProblem, match=r"Laporan!A20001: Baris {% endfor %} terlalu jauh di bawah"):
        compile_report(saved([["{% for a in barang %}"], ["{{ a.nama }}"]], prepare), "laporan.xlsx")


def test_the_usual_time_is_enough_for_the_largest_report():
    rows = [["{% for a in banyak %}"], *([["{{ a }} {{ loop.index }}", "{{ a | upper }}"]] * 9), ["{% endfor %}"]]
    filled = compile_report(saved(rows), "laporan.xlsx").render({"banyak": ["isi"] * 2_000})
    assert len(filled) > 10_000


def test_too_many_different_cells_are_refused(monkeypatch):
    rows = [[f"{{{{ {row} + {row} }}}}"] for row in range(9)]
    monkeypatch.setattr(report_compile, "_MOST_TEXTS", 8)
    with pytest.raises(TemplateProblem, match=r"Laporan!A9: Templat ini memuat terlalu banyak isian"):
        compile_report(saved(rows), "laporan.xlsx")
    compile_report(saved([["{{ nama }}"]] * 2_000), "laporan.xlsx")  # the same again and again is one


ATTACKS = (
    "&F&[Path]&A", "&10x", "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "＝1+1", "{{ nama }}", "{% raw %}",
    "<b>&amp;</b>", "]]>", "\0\x07 a", "_x0041_", "\u202egnp.exe", "a" * 60,
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_data_outside_of_cells_is_only_text(attack):
    def prepare(sheet):
        sheet.oddHeader.left.text = "&9{{ nama }}"
        sheet.oddFooter.center.text = "{{ nama }} &P"

    template = compile_report(drawn(saved([["{{ nama }}"]], prepare), box_at(3, 5, ("Kotak {{ nama }}",))), "l.xlsx")
    filled = template.render({"nama": attack})
    shown = re.sub("[\x00-\x08]", "", attack)
    sheet = openpyxl.load_workbook(io.BytesIO(filled))[SHEET]
    assert sheet["A1"].data_type in {"s", "inlineStr"}
    root = re.search(r"<oddHeader>(.*)</oddHeader>.*<oddFooter>(.*)</oddFooter>", part(filled, SHEET_PART), re.DOTALL)
    texts = [found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for found in root.groups()]
    escaped = " ".join(shown.splitlines()).replace("&", "&&")
    assert texts == [f"&L&9 {escaped}", f"&C{escaped} &P"]
    drawing = part(filled, "xl/drawings/drawing1.xml")
    assert drawing.count("<a:t>") == 1
    assert "<b>" not in drawing
