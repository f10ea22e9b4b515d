"""A changed template is looked through: every mistake at once, by its cell, with what was meant."""

from __future__ import annotations

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

from feature_templates import CONTEXT, SHEET, TEMPLATES, box_at, drawn, saved
from kinerja_pauh.adapters.package_edits import PackageEditor
from kinerja_pauh.adapters.template_inspection import inspect_template
from kinerja_pauh.ports import UnusableFile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAMPLES = [CONTEXT, CONTEXT | {"kosong": ({"isi": 1},), "barang": ()}]


def remarks(rows, prepare=None, drawing="", samples=SAMPLES):
    found = inspect_template(saved(rows, prepare, drawing), "laporan.xlsx", samples)
    assert {remark.sheet for remark in found} <= {SHEET}
    return {remark.cell: (remark.kind, remark.message) for remark in found}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_that_prints_well_has_no_remark(name):
    assert inspect_template(TEMPLATES[name](), f"{name}.xlsx", [CONTEXT]) == []


def test_every_mistake_is_listed_at_once():
    found = remarks(
        [
            ["{{ nma }}", "{{ nama", "{{ hari | angka }}", "{{ barang.nama }}"],
            ["{% for b in barang %}", "isi"],
            ["{{ b.harg }}", "{{ b.nama | besar }}", "{{ hari }}", "{{ barang | join(', ', attribute='nm') }}"],
            ["{% endfor %}"],
            ["{% if tidak %}"],
            ["{{ nama.x.y }}", "{{ unit[0].orangnya }}", "{{ rahasia if rahasia is defined else 'tanpa' }}"],
            ["{% elif sungguh %}"],
            ["{% endif %}"],
            ["{% for k in kosongan if k.isi %}"],
            ["{{ k }}"],
            ["{% endfor %}"],
            ["{% for x in unit %}{{ x.nam }}{% endfor %}", "{% if nama == kotanya %}ya{% endif %}"],
        ]
    )
    assert {cell: kind for cell, (kind, _) in found.items()} == {
        "A1": "nama", "B1": "salah", "C1": "isi", "D1": "nama", "A2": "salah", "A3": "nama", "B3": "salah",
        "D3": "nama", "B6": "nama", "A7": "nama", "A9": "nama", "A12": "nama", "B12": "nama",
    }  # fmt: skip
    said = {cell: message for cell, (_, message) in found.items()}
    assert said["A1"] == 'Nama "nma" tidak dikenal. Mungkin maksudnya "nama".'
    assert said["A3"] == 'Isian "harg" tidak ada di sini. Mungkin maksudnya "harga".'
    assert "Isian yang ada: catatan, harga, jumlah, nama." in said["D3"]
    assert said["D1"].startswith('Isian "nama" diminta dari sebuah daftar. Ulangi daftarnya')
    assert said["A2"] == "baris {% for b in barang %} harus sendirian. Pindahkan isi sel B2 ke baris lain."
    assert "Nama yang tersedia di sini: barang, hari, instansi" in said["B12"]


def test_a_name_that_only_some_documents_have_is_no_mistake_when_it_is_asked_for_in_a_condition():
    rows = [["{% for k in kosong %}"], ["{{ k.isi }}"], ["{% endfor %}"], ["{{ kosong | length }}"]]
    assert remarks(rows) == {}


def test_steering_rows_that_do_not_fit_are_named_and_the_rest_is_still_read():
    found = remarks([["{% for b in barang %}"], ["{{ b.nama }}"], ["{{ tahun"], ["{% endif %}"]])
    assert found["A4"] == ("salah", "Baris {% endif %} tidak punya baris pembuka di atasnya.")
    assert found["A3"][0] == "salah"


def test_what_will_print_as_it_stands_is_said():
    def prepare(sheet):
        sheet["A1"] = '="{{ nama }}"'
        sheet["B1"].comment = Comment("Isi {{ nama }}", "HR")
        sheet["C1"].hyperlink = Hyperlink("C1", location="Laporan!A1", tooltip="{{ nama }}")
        rule = DataValidation(type="whole", operator="greaterThan", formula1="0", sqref="D1:D9")
        rule.prompt = "Untuk {{ nama }}"
        sheet.add_data_validation(rule)
        sheet["F1"], sheet["F2"] = "{{ nama }}", 1
        sheet.add_table(Table(displayName="Tabel", ref="F1:F2"))

    found = remarks([[]], prepare)
    assert {cell: kind for cell, (kind, _) in found.items()} == {
        "A1": "hilang", "B1": "hilang", "C1": "hilang", "D1": "hilang", "F1": "salah",
    }  # fmt: skip
    assert "Rumus tidak diisi" in found["A1"][1]
    assert "Judul kolom tabel Excel harus teks tetap" in found["F1"][1]


def test_code_outside_of_cells_is_looked_through_too():
    def prepare(sheet):
        sheet.oddHeader.left.text = "{{ instnasi }}"

    found = inspect_template(drawn(saved([["x"]], prepare), box_at(2, 4, ("{{ nam.x }}",))), "l.xlsx", SAMPLES)
    assert [(remark.sheet, remark.cell, remark.kind) for remark in found][:2] == [(SHEET, "", "nama")] * 2
    assert {remark.message for remark in found} >= {
        'Di kepala atau kaki halaman: Nama "instnasi" tidak dikenal. Mungkin maksudnya "instansi".',
        'Di kotak teks: Nama "nam" tidak dikenal. Mungkin maksudnya "nama".',
    }


def test_a_header_that_becomes_too_long_is_found_with_the_sample():
    def prepare(sheet):
        sheet.oddFooter.center.text = "{{ kalimat }}{{ kalimat }}"

    (remark,) = inspect_template(saved([["x"]], prepare), "l.xlsx", SAMPLES)
    assert remark.message == "Kepala atau kaki halaman lebih dari 255 huruf. Pendekkan isinya."


def test_a_text_that_no_row_can_hold_is_found_with_the_sample():
    def prepare(sheet):
        for cell in ("A3", "A5"):
            sheet[cell].alignment = Alignment(wrap_text=True)

    rows = [["{{ nama }}"], ["{% for b in barang %}"], ["{{ kalimat * 1 if tidak else kalimat ~ kalimat }}"]]
    found = remarks([*rows, ["{% endfor %}"], ["{{ kalimat ~ kalimat }}"]], prepare)
    assert {cell: kind for cell, (kind, _) in found.items()} == {"A3": "hilang", "A5": "hilang"}
    assert "paling banyak 409 poin" in found["A3"][1]


def test_a_sheet_is_not_named_by_data():
    def prepare(sheet):
        sheet.title = "{{ nama }}"

    (remark,) = inspect_template(saved([["x"]], prepare), "l.xlsx", SAMPLES)
    assert (remark.sheet, remark.message) == ("{{ nama }}", "Nama lembar tidak diisi. Beri lembar ini nama tetap.")


def test_what_is_no_workbook_is_refused():
    with pytest.raises(UnusableFile, match=r"^Templat l\.xlsx: "):
        inspect_template(b"PK\3\4", "l.xlsx", SAMPLES)


def with_link(kind, path, content="<a/>"):
    """A template with a part that hangs on its sheet."""
    editor = PackageEditor(saved([["{{ nama }}"]]))
    editor.put(path, content)
    editor.declare(path, "application/xml")
    editor.relate("xl/worksheets/sheet1.xml", f"{OFFICE}/{kind}", f"/{path}")
    return editor


@pytest.mark.parametrize("kind", ["pivotTable", "slicer", "timeline"])
def test_lists_that_no_report_fills_are_named(kind):
    (remark,) = inspect_template(with_link(kind, "xl/lain/lain1.xml").written(), "l.xlsx", SAMPLES)
    assert (remark.sheet, remark.cell, remark.kind) == (SHEET, "", "hilang")


def test_new_kinds_of_charts_and_data_tables_are_named():
    editor = with_link("drawing", "xl/drawings/drawing1.xml", "<wsDr/>")
    editor.put("xl/charts/chartEx1.xml", "<a/>")
    editor.relate("xl/drawings/drawing1.xml", f"{OFFICE}/chartEx", "../charts/chartEx1.xml")
    text = editor.text("xl/worksheets/sheet1.xml") or ""
    cell = '<c r="B1"><f t="dataTable" ref="B1:B2" r1="A1"/><v>1</v></c></row>'
    editor.put("xl/worksheets/sheet1.xml", text.replace("</row>", cell, 1))
    found = inspect_template(editor.written(), "l.xlsx", SAMPLES)
    assert [(remark.cell, remark.message.split(" ")[0]) for remark in found] == [("B1", "Tabel"), ("", "Grafik")]
