"""Each thing that a report template may hold: filled, opened in a real spreadsheet, and compared with a golden file.

A golden file holds what the filled workbook says, as XML in one canonical form. After a wanted change write them anew
with `KINERJA_EMAS=tulis .venv/bin/pytest tests/adapters/test_template_features.py` and read the difference.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import package_checks
from feature_templates import CONTEXT, SHEET, TEMPLATES, box_at, picture_at, saved
from kinerja_pauh.adapters.report_templates import TemplateProblem, compile_report

GOLDEN = Path(__file__).parent.parent / "golden" / "templates"
SHOWN = re.compile(r"xl/(?:worksheets/sheet|drawings/drawing|charts/chart|tables/table|comments/comment)\d*\.xml$")
FEATURES = sorted(TEMPLATES)

LONG = CONTEXT["kalimat"]
VALUES = {
    "bersarang": [
        ["Daftar per unit", None, None, None],
        ["Unit Pelayanan", None, 170, 3],
        ["1.1 Adi", 90, 0.375, None],
        ["cukup, bukan yang terakhir", None, None, None],
        ["1.2 Budi", 80, pytest.approx(1 / 3), None],
        ["–", None, None, None],
        ["Unit Kosong", None, 0, 2],
        ["belum ada orang di Kosong", None, None, None],
        ["–", None, None, None],
        ["Unit Umum", None, 70, 1],
        ["3.1 Citra", 70, pytest.approx(70 / 240), None],
        ["Selesai", None, None, None],
        ["Jumlah", 240, 480, None],
    ],
    "rumus": [
        ["Barang", "Jumlah", "Harga", "Nilai", None, None],
        ["Kertas & tinta", 4, 12.5, 50, pytest.approx(50 / 58.5), 16.5],
        ["=Map", 2, 3.25, 6.5, pytest.approx(6.5 / 58.5), 5.25],
        ["Pena", 1, 2, 2, pytest.approx(2 / 58.5), 3],
        ["Jumlah", 7, None, 58.5, 1, 24.75],
        ["Kosong", 58.5, 50, None, None, None],
    ],
    "aturan": [["Barang", "Jumlah", "Harga"], ["Kertas & tinta", 4, 12.5], ["=Map", 2, 3.25], ["Pena", 1, 2]],
    "gabungan": [
        [LONG, None, None, None],
        [1, f"Kertas & tinta: {LONG}", None, None],
        [None, "baris\nkedua ", "Kertas & tinta", "situs"],
        [2, f"=Map: {LONG}", None, None],
        [None, "baris\nkedua biru", "=Map", "situs"],
    ],
    "halaman": [["Barang", "Jumlah"], ["Kertas & tinta", 4], ["=Map", 2], ["Pena", 1], ["x", None]],
    "grafik": [["Barang", "Jumlah"], ["Kertas & tinta", 4], ["=Map", 2], ["Pena", 1], ["akhir", None]],
    "gambar": [["kepala"], [LONG], ["Kertas & tinta"], [None], [None], ["=Map"]],
    "tabel": [["Barang", "Jumlah"], ["Kertas & tinta", 4], ["=Map", 2], ["Pena", 1], [None, 7]],
    "xltpl-formulir": [
        [None, "Formulir Pendaftaran", None],
        [None, None, None],
        [None, "Nama", "Sari {{ kota }}"],
        [None, "Barang milik Sari {{ kota }}: Kertas & tinta, =Map, Pena", None],
        [None, 1, "Kertas & tinta"],
        [None, "Baris", "atas 1"],
        [None, 2, "=Map"],
        [None, None, "tengah 2"],
        [None, 3, "Pena"],
        [None, None, "bawah 3"],
    ],
    "xltpl-daftar": [
        ["Barang", "Jumlah", "Harga", "Nilai"],
        ["Kertas & tinta", 4, 12.5, 50],
        ["=Map", 2, 3.25, 6.5],
        ["Pena", 1, 2, 2],
    ],
    "xltpl-album": [["Nama", "Kertas & tinta"], ["Jumlah", 4], [None, None], ["Nama", "=Map"], ["Jumlah", 2]],
}


@cache
def filled(name):
    return compile_report(TEMPLATES[name](), f"{name}.xlsx").render(CONTEXT)


def canonical(data):
    """What a workbook says, one element a line; what the maker of the template writes of itself is left out."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in sorted(package.namelist()):
            if SHOWN.search(part):
                lines += [f"== {part}", *_lines(package.read(part).decode())]
        names = ET.fromstring(package.read("xl/workbook.xml")).find(f"{package_checks.MAIN}definedNames")
    for name in names if names is not None else ():
        lines.append(f"== nama {name.get('name')}: {name.text}")
    return "\n".join(lines) + "\n"


def _lines(xml):
    return re.sub(r"(?=<(?!/)[\w:]+[ >/])", "\n", ET.canonicalize(xml)).strip().splitlines()


@pytest.mark.parametrize("name", FEATURES)
def test_a_filled_template_says_what_its_golden_file_says(name):
    path = GOLDEN / f"{name}.xml"
    if os.environ.get("KINERJA_EMAS") == "tulis":
        path.write_text(canonical(filled(name)), encoding="utf-8", newline="\n")
    assert canonical(filled(name)) == path.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_template():
    assert sorted(path.stem for path in GOLDEN.iterdir()) == FEATURES == sorted(VALUES)


@pytest.mark.parametrize("name", FEATURES)
def test_a_filled_template_is_a_sound_package(name):
    assert package_checks.faults(filled(name)) == []


def test_a_real_spreadsheet_shows_every_filled_template(office, tmp_path):
    for name in FEATURES:
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(filled(name))
        with office.open(path) as book:
            book.recalculate()
            expected = VALUES[name]
            assert book.read(SHEET, 1, 1, len(expected), len(expected[0])) == expected, name
            if name == "rumus":
                assert book.read("Ringkas", 1, 1, 3, 1) == [[58.5], [17.75], [58.5]]


def test_the_drawn_things_survive_a_real_spreadsheet(office, tmp_path):
    for name, pictures in (("gambar", 5), ("xltpl-album", 3)):
        (tmp_path / f"{name}.xlsx").write_bytes(filled(name))
        with office.open(tmp_path / f"{name}.xlsx") as book:
            book.save_as(tmp_path / f"{name}-lagi.xlsx")
        with zipfile.ZipFile(tmp_path / f"{name}-lagi.xlsx") as package:
            drawing = package.read("xl/drawings/drawing1.xml").decode()
        assert len(re.findall(r"<xdr:pic\b", drawing)) == pictures
        assert ("Untuk Sari {{ kota }} &amp; rekan" in drawing) == (name == "gambar")


def test_what_stands_in_the_last_rows_is_pushed_over_the_edge_and_nothing_breaks():
    def prepare(sheet):
        sheet["C1048575"], sheet["C1048576"] = "{{ nama }}", "akhir"

    rows = [["{% for b in barang %}"], ["{{ b.nama }}"], ["{% endfor %}"]]
    template = compile_report(saved(rows, prepare), "l.xlsx")
    for items, left in ((CONTEXT["barang"] * 3, []), ((), ["C1048572", "C1048573"])):
        data = template.render(CONTEXT | {"barang": items})
        assert package_checks.faults(data) == []
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            found = re.findall(r'r="(C\d+)"', package.read("xl/worksheets/sheet1.xml").decode())
        assert found == left


def test_a_chart_in_repeated_rows_stands_once_and_stays_when_there_are_none():
    def prepare(sheet):
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=2, max_row=2))
        sheet.add_chart(chart, "B2")

    rows = [["{% for b in barang %}"], ["{{ b.jumlah }}"], ["{% endfor %}"], ["akhir"]]
    template = compile_report(saved(rows, prepare), "l.xlsx")
    for items in (CONTEXT["barang"], ()):
        data = template.render(CONTEXT | {"barang": items})
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert re.findall(r"<row>(\d+)</row>", package.read("xl/drawings/drawing1.xml").decode()) == ["0"]


def test_drawn_things_without_rows_or_size_are_kept_as_they_are():
    absolute = (
        '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp macro="" textlink=""/>'
        "<xdr:clientData/></xdr:absoluteAnchor>"
    )
    shapeless = picture_at(4, 6).replace('<a:ext cx="1440000" cy="720000"/>', '<a:ext cx="0" cy="0"/>')
    inside = picture_at(2, 5, name="Keluar", number=4)
    rows = [["{% for b in barang %}"], ["{{ b.nama }}"], ["{% endfor %}"], ["x"], ["y"], ["z"]]
    data = compile_report(saved(rows, None, absolute + shapeless + inside), "l.xlsx").render(CONTEXT)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert absolute in drawing
    assert re.findall(r"<xdr:row>(\d+)</xdr:row>", drawing) == ["3", "5", "0", "1", "2"]
    assert drawing.count("<xdr:pic>") == 4  # the second keeps its size, so its corner alone says where it stands


def test_a_text_box_that_reaches_out_of_repeated_rows_stands_once():
    rows = [["{% for b in barang %}"], ["{{ b.nama }}"], ["{% endfor %}"], ["x"], ["y"]]
    data = compile_report(saved(rows, None, box_at(2, 5, ("{{ nama }}",))), "l.xlsx").render(CONTEXT)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert re.findall(r"<xdr:row>(\d+)</xdr:row>", drawing) == ["0", "4"]


def test_a_date_that_a_workbook_of_1904_cannot_hold_is_refused_for_the_report_and_told_by_the_check():
    def prepare(sheet):
        sheet.parent.epoch = CALENDAR_MAC_1904

    template = compile_report(saved([["{{ hari }}"]], prepare), "l.xlsx")
    assert template.render(CONTEXT)
    old = CONTEXT | {"hari": date(1903, 5, 1)}
    with pytest.raises(TemplateProblem, match=r"Templat l\.xlsx: isi laporan tidak dapat ditulis"):
        template.render(old)
    assert [trouble.sheet for trouble in template.troubles(old)] == [""]
