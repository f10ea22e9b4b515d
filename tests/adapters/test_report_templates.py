"""Report templates that anyone may write: data comes out as it is, mistakes are named by cell, attacks are refused."""

from __future__ import annotations

import io
import resource
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from kinerja_pauh.adapters.report_templates import TemplateProblem, compile_report
from kinerja_pauh.ports import UnusableFile

NIP = "198609262015051001"


class Predicate(StrEnum):
    GOOD = "Baik"


@dataclass(frozen=True)
class Person:
    nama: str
    nip: str
    nilai: Decimal | None
    butir: tuple[str, ...] = ()

    @property
    def lulus(self) -> bool:
        return self.nilai is not None and self.nilai >= 90


PEOPLE = (
    Person("Sari", NIP, Decimal("98.50"), ("a", "b")),
    Person("=Budi", "", None),
    Person("{{ nama }}", "199001012015051001", Decimal(80), ("c",)),
)
CONTEXT = {
    "kantor": "Kecamatan Pauh",
    "tahun": 2026,
    "tanggal_cetak": date(2026, 11, 24),
    "orang": PEOPLE,
    "kosong": None,
}


def workbook(rows, prepare=None):
    """A template of one sheet, Laporan, from lists of cells; prepare: what else to do to the sheet."""
    book = openpyxl.Workbook()
    book.active.title = "Laporan"
    for row in rows:
        book.active.append(row)
    if prepare:
        prepare(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rendered(rows, context=CONTEXT, prepare=None):
    data = compile_report(workbook(rows, prepare), "laporan.xlsx").render(context)
    return openpyxl.load_workbook(io.BytesIO(data))["Laporan"]


def grid(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def problem(cell, context=CONTEXT):
    """What is said about a template whose only cell, B2, holds this."""
    with pytest.raises(TemplateProblem) as caught:
        rendered([[], [None, cell]], context)
    return str(caught.value)


def test_a_lone_expression_gives_the_value_itself_in_the_format_of_its_cell():
    def formats(sheet):
        sheet["A1"].number_format = "0.00"
        sheet["A2"].number_format = "d mmmm yyyy"

    cells = [
        "{{ orang[0].nilai }}", " {{ tanggal_cetak }} ", "{{ orang[0].lulus }}", "{{ kosong }}", "{{ kantor }}",
        "{{ tahun + 1 }}", "{{ tahun / 4 }}", "{{ predikat }}", "{# catatan #}",
    ]  # fmt: skip
    rows = [[cell] for cell in cells]
    sheet = rendered(rows, CONTEXT | {"predikat": Predicate.GOOD}, formats)
    values = [sheet.cell(row, 1).value for row in range(1, 10)]
    printed = datetime(2026, 11, 24)  # noqa: DTZ001 (a sheet knows no zones)
    assert values == [98.5, printed, True, None, "Kecamatan Pauh", 2027, 506.5, "Baik", None]
    assert (sheet["A1"].number_format, sheet["A1"].data_type, sheet["A5"].data_type) == ("0.00", "n", "s")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Tahun {{ tahun }}", "Tahun 2026"),
        ("{{ orang[0].nilai }} poin", "98,50 poin"),
        ("Padang, {{ tanggal_cetak }}", "Padang, 24 November 2026"),
        ("[{{ kosong }}]", "[]"),
        ("{{ orang[0].lulus }}/{{ orang[1].lulus }}", "Ya/Tidak"),
        ("{{ 'a' ~ orang[0].nilai }}", "a98,50"),
        ("{% for o in orang %}{{ loop.index }}. {{ o.nama }}\n{% endfor %}", "1. Sari\n2. =Budi\n3. {{ nama }}\n"),
        ("{% if orang %}ada{% else %}tidak{% endif %}", "ada"),
        ("{{ orang[0].nip|nip }}", "19860926 201505 1 001"),
        ("{{ 'NIP lama'|nip }}", "NIP lama"),
        ("{{ 1234567.5|angka(2) }}", "1.234.567,50"),
        ("{{ orang[0].nilai|angka }} {{ kosong|angka }}|", "98,50 |"),
        ("{{ tanggal_cetak|tanggal }}", "24 November 2026"),
        ("{{ kosong|atau('belum diisi') }}", "belum diisi"),
        ("{{ ''|atau('-') }}{{ 0|atau('-') }}", "-0"),
        ("{{ orang[0].butir|join(', ') }}", "a, b"),
        ("{{ orang|join('; ', attribute='nama')|upper }}", "SARI; =BUDI; {{ NAMA }}"),
        ("{{ (orang|first).nama }}{{ (orang|last).butir|length }}", "Sari1"),
        ("{{ '  A '|trim|lower }}", "a"),
        ("{{ '=1+1' }}", "=1+1"),
        ("{{ 'ya' if tahun is odd else 'bukan' }}", "bukan"),
        ("{{ 'ada' if rahasia is defined else 'tanpa' }}", "tanpa"),
        ("100 % {benar} }}", "100 % {benar} }}"),
    ],
)
def test_text_around_and_filters_give_text_as_the_office_writes_it(cell, expected):
    got = rendered([[cell]])["A1"]
    assert (got.value, got.data_type) == (expected, "s")


LISTED = [
    ["Daftar {{ kantor }}"],
    ["No", "Nama", "Nilai", "Dua kali"],
    ["{% for o in orang if o.nilai is not none %}"],
    ["{{ loop.index }}", "{{ o.nama }}", "{{ o.nilai }}", "=C4*2"],
    ["{% if o.butir|length > 1 %}"],
    [None, "{{ o.butir|join(', ') }}"],
    ["{% elif loop.last %}"],
    [None, "terakhir"],
    ["{% else %}"],
    [None, "biasa"],
    ["{% endif %}"],
    ["{% endfor %}"],
    ["Jumlah", None, "=SUM(C4:C4)", "=SUM($D$4:$D$4)+LOG10(C13)"],
]


def test_directive_rows_repeat_and_choose_rows_and_disappear():
    assert grid(rendered(LISTED)) == [
        ["Daftar Kecamatan Pauh", None, None, None],
        ["No", "Nama", "Nilai", "Dua kali"],
        [1, "Sari", 98.5, "=C3*2"],
        [None, "a, b", None, None],
        [2, "{{ nama }}", 80, "=C5*2"],
        [None, "terakhir", None, None],
        ["Jumlah", None, "=SUM(C3:C5)", "=SUM($D$3:$D$5)+LOG10(C7)"],
    ]


def test_loops_stand_in_loops_and_each_sees_its_own_rows():
    rows = [
        ["{% if unit %}"],
        ["{% for nama, isi in unit %}"],
        ["Unit {{ nama }}", "=SUM(A5:A5)"],
        ["{% for angka in isi %}"],
        ["{{ angka }}", "=A5/SUM(A$5:A$5)", "{{ nama }}{{ loop.index }}/{{ loop.length }}"],
        ["{% endfor %}"],
        ["{{ loop.index }}"],
        ["{% endfor %}"],
        ["{% endif %}"],
        ["=SUM(A5:A5)", "{{ unit|length }}"],
    ]
    assert grid(rendered(rows, {"unit": [("P", [1, 2]), ("Q", [3])]})) == [
        ["Unit P", "=SUM(A2:A3)", None],
        [1, "=A2/SUM(A$2:A$6)", "P1/2"],
        [2, "=A3/SUM(A$2:A$6)", "P2/2"],
        [1, None, None],
        ["Unit Q", "=SUM(A6:A6)", None],
        [3, "=A6/SUM(A$2:A$6)", "Q1/1"],
        [2, None, None],
        ["=SUM(A2:A6)", 2, None],
    ]
    assert grid(rendered(rows, {"unit": []})) == [["=SUM(A1048576)", 0]]


def test_formats_rules_merges_and_charts_follow_the_rows():
    def prepare(sheet):
        sheet.row_dimensions[4].height = 40
        sheet["B4"].font = Font(bold=True)
        sheet.merge_cells("B6:D6")
        sheet.print_area, sheet.freeze_panes = "A1:D13", "A3"
        sheet.conditional_formatting.add("C4", FormulaRule(formula=["$C4<90"], font=Font(color="FF0000")))
        rule = DataValidation(type="list", formula1="$B$4:$B$4", sqref="D4")
        sheet.add_data_validation(rule)
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=3, min_row=4, max_row=4))
        sheet.add_chart(chart, "F2")

    data = compile_report(workbook(LISTED, prepare), "laporan.xlsx").render(CONTEXT)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Laporan"]
    assert [sheet.row_dimensions[row].height for row in (3, 4, 5)] == [40, None, 40]
    assert (sheet["B5"].font.bold, sheet["B6"].font.bold) == (True, False)
    assert [str(each) for each in sheet.merged_cells.ranges] == ["B4:D4"]
    assert (sheet.print_area, sheet.freeze_panes) == ("'Laporan'!$A$1:$D$7", "A3")
    assert [(str(each.sqref), each.rules[0].formula) for each in sheet.conditional_formatting] == [
        ("C3 C5", ["$C3<90"])
    ]
    assert [(str(each.sqref), each.formula1) for each in sheet.data_validations.dataValidation] == [
        ("D3 D5", "$B$3:$B$5")
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>'Laporan'!$C$3:$C$5</f>" in package.read("xl/charts/chart1.xml")


def test_formulas_are_never_templates():
    sheet = rendered([['="{{ kantor }}"', "{{ kantor }}"]])
    assert sheet["A1"].value == '="{{ kantor }}"'


def with_shared_strings(data):
    """The same workbook with its texts x and y in a table of shared strings, as Excel saves it; y is rich text."""
    main = b"http://schemas.openxmlformats.org/"
    link = (
        b'<Relationship Id="rIdS" Type="' + main + b'officeDocument/2006/relationships/sharedStrings" Target="%s"/></R'
    )
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></T'
    inline, shared = b't="inlineStr"><is><t>%s</t></is>', b't="s"><v>%s</v>'
    changes = {
        "xl/worksheets/sheet1.xml": [(inline % b"x", shared % b"0"), (inline % b"y", shared % b"1")],
        "xl/_rels/workbook.xml.rels": [(b"</R", link % b"sharedStrings.xml")],
        "[Content_Types].xml": [(b"</T", listed)],
    }
    items = b"<si><t>judul</t></si><si><r><t>{{ </t></r><r><t>kantor }}</t></r></si></sst>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes.get(name, ()):
                text = text.replace(before, after)
            new.writestr(name, text)
        new.writestr("xl/sharedStrings.xml", b'<sst xmlns="' + main + b'spreadsheetml/2006/main">' + items)
    return out.getvalue()


def test_templates_with_shared_and_rich_strings_work_and_their_code_does_not_travel_along():
    data = compile_report(with_shared_strings(workbook([["x", "y"]])), "laporan.xlsx").render(CONTEXT)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Laporan"]
    assert grid(sheet) == [["judul", "Kecamatan Pauh"]]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if b"{{" in package.read(name)]


def test_a_template_without_code_is_only_copied():
    assert grid(rendered([["Judul", "=1+1", 3]])) == [["Judul", "=1+1", 3]]


def test_the_same_context_gives_the_same_bytes():
    data = workbook(LISTED)  # once: openpyxl writes the second of saving into a workbook
    template = compile_report(data, "laporan.xlsx")
    assert template.render(CONTEXT) == template.render(dict(reversed(CONTEXT.items())))
    assert template.render(CONTEXT) == compile_report(data, "laporan.xlsx").render(CONTEXT)


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20), max_size=6
    )
)
@settings(max_examples=100, deadline=None)
def test_any_data_is_printed_verbatim_and_stays_text(texts):
    template = test_any_data_is_printed_verbatim_and_stays_text.template
    sheet = openpyxl.load_workbook(io.BytesIO(template.render({"teks": texts})))["Laporan"]
    for row, text in enumerate(texts, 1):
        lone, mixed = sheet.cell(row, 1), sheet.cell(row, 2)
        assert (lone.data_type, mixed.data_type) == ("s", "s")
        assert openpyxl.utils.escape.unescape(lone.value) == text
        assert openpyxl.utils.escape.unescape(mixed.value) == f"={text}"


test_any_data_is_printed_verbatim_and_stays_text.template = compile_report(
    workbook([["{% for t in teks %}"], ["{{ t }}", "={{ t }}".replace("=", "{{ '=' }}")], ["{% endfor %}"]]), "t.xlsx"
)


@pytest.mark.parametrize(
    "cell",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ kantor|attr('__class__') }}",
        "{{ orang.append(1) }}",
        "{{ daftar.append }}",
        "{{ 'x' * 10**9 }}",
        "{{ 10**9 * 'x' }}",
        "{{ [0] * 10**9 }}",
        "{{ 9**99999999 }}",
        "{{ (9**500)**500 }}",
        "{{ range(10**9) }}",
        "{% for a in range(10**9) %}{% endfor %}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ huruf|join(huruf|join(huruf|join(huruf|join('x')))) }}",
        "{% for a in huruf %}{% for b in huruf %}{% for c in huruf %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in huruf %}{% for b in huruf %}{{ kantor }}{{ kantor }}{% endfor %}{% endfor %}",
        "{% set a = 'xxxx' %}{{ a }}",
        "{% macro a() %}{% endmacro %}",
        "{% include 'rahasia' %}",
        "{% import 'os' as os %}",
        "{{ self }}",
        "{{ kantor|map('upper') }}",
        "{{ _rahasia }}",
        "{{ kantor.upper }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "-" * 9000 + "1 }}",
        "{{ kantor" + ".a" * 9000 + " }}",
    ],
)
def test_hostile_cells_are_refused_by_address_and_cost_little_memory(cell):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    context = CONTEXT | {"daftar": [1], "huruf": ["y" * 10] * 400}
    assert problem(cell, context).startswith("Templat laporan.xlsx, Laporan!B2: ")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KiB


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "{{ nma }}",
            'Nama "nma" tidak dikenal. Nama yang tersedia di sini: kantor, kosong, orang, tahun, tanggal_cetak.',
        ),
        (
            "Yth. {{ nma }}",
            'Nama "nma" tidak dikenal. Nama yang tersedia di sini: kantor, kosong, orang, tahun, tanggal_cetak.',
        ),
        ("{{ orang[0].nma }}", 'Isian "nma" tidak ada di sini. Isian yang ada: butir, lulus, nama, nilai, nip.'),
        ("{{ kosong.nama }}", 'Isian "nama" diminta dari sesuatu yang kosong.'),
        ("{{ orang }}", "Isi sel ini daftar atau kumpulan isian"),
        ("{{ tahun / 0 }}", "Hitungan di sel ini tidak dapat dikerjakan"),
        ("{{ tahun + kantor }}", "Hitungan di sel ini tidak dapat dikerjakan"),
        ("{{ kantor", "tidak lengkap atau salah ketik"),
        ("{{ kantor|besar }}", 'Saringan "besar" tidak ada. Yang ada: angka, atau, first, join'),
        ("{{ kantor is besar }}", 'Uji "is besar" tidak ada.'),
        ("{{ kantor|angka }}", 'Saringan "angka" hanya untuk angka.'),
        ("{{ tahun|angka(99) }}", "menerima 0 sampai 10 desimal"),
        ("{{ kantor|tanggal }}", 'Saringan "tanggal" hanya untuk tanggal.'),
        ("{{ takhingga }}", "bukan angka biasa"),
        ("{{ raksasa }}", "terlalu besar untuk buku kerja"),
        ("{{ purba }}", "sebelum tahun 1900"),
        ("{{ panjang }}", "batas satu sel"),
        ("{% for x in orang %}", "Baris {% for x in orang %} tidak ditutup. Tambahkan baris {% endfor %}."),
        ("{% if orang %}", "Tambahkan baris {% endif %}."),
        ("{% endfor %}", "Baris {% endfor %} tidak punya baris pembuka di atasnya."),
        ("{% else %}", "tidak punya baris pembuka"),
        ("{% for x.y in orang %}", "tidak lengkap atau salah ketik"),
        ("{% for x in orang recursive %}", "Tulis perulangan sebagai"),
    ],
)
def test_a_mistake_is_named_with_its_cell_and_cure(cell, expected):
    unfit = {"takhingga": float("inf"), "raksasa": Decimal("1E999"), "purba": date(1800, 1, 1), "panjang": "x" * 40_000}
    said = problem(cell, CONTEXT | ({} if "tersedia" in expected else unfit))
    assert said.startswith("Templat laporan.xlsx, Laporan!B2: ")
    assert expected in said


@pytest.mark.parametrize(
    ("rows", "cell", "expected"),
    [
        ([["{% for o in orang %}", "isi"], ["{% endfor %}"]], "A1", "harus sendirian. Pindahkan isi sel B1"),
        ([["{% for o in nmr %}"], ["{% endfor %}"]], "A1", 'Nama "nmr" tidak dikenal'),
        ([["{% for o in tahun %}"], ["{% endfor %}"]], "A1", "Yang diulang harus sebuah daftar"),
        ([["{% for a, b in orang %}"], ["{% endfor %}"]], "A1", "Yang diulang harus sebuah daftar"),
        ([["{% for o in orang %}"], ["{{ o.alamat }}"], ["{% endfor %}"]], "A2", 'Isian "alamat" tidak ada'),
        ([["{% for o in orang %}"], ["{{ p }}"], ["{% endfor %}"]], "A2", "di sini: kantor, kosong, loop, o, orang"),
        ([["{% for o in orang if o.a %}"], ["{% endfor %}"]], "A1", 'Isian "a" tidak ada'),
        ([["{% if tahun > kantor %}"], ["{% endif %}"]], "A1", "Hitungan di sel ini tidak dapat dikerjakan"),
        ([["{% if kosong %}"], ["{% else %}"], ["{% else %}"], ["{% endif %}"]], "A3", "Sesudah baris {% else %}"),
        ([["{% for o in orang %}"], ["{% if o %}"], ["{% endfor %}"]], "A3", "tidak punya baris pembuka"),
        ([["{% for o in ribuan %}"], ["x"], ["{% endfor %}"]], "A1", "Perulangan di templat ini terlalu banyak"),
    ],
)
def test_a_directive_that_does_not_fit_is_named(rows, cell, expected):
    with pytest.raises(TemplateProblem) as caught:
        rendered(rows, CONTEXT | ({"ribuan": range(600_000)} if "ribuan" in str(rows) else {}))
    assert f"Laporan!{cell}: " in str(caught.value)
    assert expected in str(caught.value)


def test_too_many_rows_or_letters_are_refused():
    loop = [["{% for o in banyak %}"], ["{{ o }}"], ["{% endfor %}"]]
    with pytest.raises(TemplateProblem, match=r"lembar Laporan: Laporan ini lebih dari 20\.000 baris"):
        rendered(loop, {"banyak": range(20_001)})
    with pytest.raises(TemplateProblem, match=r"Laporan!A2: Teks laporan ini lebih dari 2 juta huruf"):
        rendered(loop, {"banyak": ["x" * 30_000] * 70})


def test_a_file_that_is_no_workbook_is_refused():
    with pytest.raises(UnusableFile):
        compile_report(b"<html></html>", "laporan.xlsx")


def test_a_real_spreadsheet_shows_and_calculates_the_report(office, tmp_path):
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(compile_report(workbook(LISTED), "laporan.xlsx").render(CONTEXT))
    with office.open(path) as book:
        book.recalculate()
        assert book.read("Laporan", 3, 1, 5, 4) == [
            [1.0, "Sari", 98.5, 197.0],
            [None, "a, b", None, None],
            [2.0, "{{ nama }}", 80.0, 160.0],
            [None, "terakhir", None, None],
            ["Jumlah", None, 178.5, pytest.approx(359.2516, abs=1e-4)],
        ]
        book.save_as(tmp_path / "ulang.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ulang.xlsx")["Laporan"]["C7"].value == "=SUM(C3:C5)"


def test_a_report_template_saved_by_libreoffice_works_as_before(office, tmp_path):
    (tmp_path / "asli.xlsx").write_bytes(workbook(LISTED))
    with office.open(tmp_path / "asli.xlsx") as book:
        book.save_as(tmp_path / "simpan.xlsx")
    data = compile_report((tmp_path / "simpan.xlsx").read_bytes(), "simpan.xlsx").render(CONTEXT)
    assert grid(openpyxl.load_workbook(io.BytesIO(data))["Laporan"]) == grid(rendered(LISTED))
