"""Small report templates, one for each thing that a template may hold, and what they are filled with."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from kinerja_pauh.adapters.package_edits import PackageEditor, with_child

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Laporan"
_MAIN = "http://schemas.openxmlformats.org"
_DRAWING = f"{_MAIN}/officeDocument/2006/relationships/drawing"
_IMAGE = f"{_MAIN}/officeDocument/2006/relationships/image"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"


@dataclass(frozen=True)
class Item:
    nama: str
    jumlah: int
    harga: Decimal
    catatan: str = ""


SHOP = (
    Item("Kertas & tinta", 4, Decimal("12.50")),
    Item("=Map", 2, Decimal("3.25"), "biru"),
    Item("Pena", 1, Decimal(2)),
)
CONTEXT = {
    "instansi": "Pemerintah Kota Padang & Kecamatan",
    "nama": "Sari {{ kota }}",
    "hari": date(2026, 11, 24),
    "barang": SHOP,
    "kosong": (),
    "unit": [
        {"nama": "Pelayanan", "orang": [{"nama": "Adi", "nilai": 90}, {"nama": "Budi", "nilai": 80}]},
        {"nama": "Kosong", "orang": []},
        {"nama": "Umum", "orang": [{"nama": "Citra", "nilai": 70}]},
    ],
    "kalimat": "Pelayanan selesai tepat waktu sepanjang tahun dan dicatat di buku register. " * 3,
    "ya": True,
    "tidak": False,
}


def picture(width: int, height: int, colour: tuple[int, int, int] = (47, 84, 150)) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def saved(
    rows: Sequence[Sequence[object]], prepare: Callable[[Worksheet], None] | None = None, drawing: str = ""
) -> bytes:
    """A template of one sheet. drawing: anchors to put on it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    for row in rows:
        sheet.append(list(row))
    if prepare:
        prepare(sheet)
    out = io.BytesIO()
    book.save(out)
    return drawn(out.getvalue(), drawing) if drawing else out.getvalue()


def drawn(data: bytes, anchors: str) -> bytes:
    """The workbook with a drawing on its first sheet; rId1 in the anchors is a picture."""
    editor = PackageEditor(data)
    spaces = (
        f'xmlns:xdr="{_MAIN}/drawingml/2006/spreadsheetDrawing" xmlns:a="{_MAIN}/drawingml/2006/main" '
        f'xmlns:r="{_MAIN}/officeDocument/2006/relationships"'
    )
    editor.put("xl/media/image1.png", picture(40, 20))
    editor.put("xl/drawings/drawing1.xml", f"<xdr:wsDr {spaces}>{anchors}</xdr:wsDr>")
    editor.declare("xl/drawings/drawing1.xml", _DRAWING_TYPE)
    editor.declare_ending("png", "image/png")
    editor.relate("xl/drawings/drawing1.xml", _IMAGE, "../media/image1.png")
    number = editor.relate("xl/worksheets/sheet1.xml", _DRAWING, "../drawings/drawing1.xml")
    text = editor.text("xl/worksheets/sheet1.xml")
    assert text
    mark = f'<drawing xmlns:r="{_MAIN}/officeDocument/2006/relationships" r:id="{number}"/>'
    editor.put("xl/worksheets/sheet1.xml", with_child(text, "drawing", mark))
    return editor.written()


def _corner(name: str, column: int, row: int) -> str:
    return (
        f"<xdr:{name}><xdr:col>{column - 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row - 1}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
    )


def picture_at(  # noqa: PLR0913 (a place and its ways)
    row: int, last: int, *, name: str = "Gambar", keeps: bool = True, column: int = 5, number: int = 2
) -> str:
    """A picture over columns E and F, 40 by 20 millimetres."""
    moves = ' editAs="oneCell"' if keeps else ""
    return (
        f"<xdr:twoCellAnchor{moves}>{_corner('from', column, row)}{_corner('to', column + 2, last)}<xdr:pic>"
        f'<xdr:nvPicPr><xdr:cNvPr id="{number}" name="{name}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        '<a:blip r:embed="rId1"/>'
        '<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1440000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )


def box_at(row: int, last: int, *paragraphs: Sequence[str]) -> str:
    """A text box; each paragraph is cut into stretches as a program may do it."""
    runs = ("".join(f'<a:r><a:rPr lang="id-ID"/><a:t>{text}</a:t></a:r>' for text in texts) for texts in paragraphs)
    body = "".join(f"<a:p>{inside}</a:p>" for inside in runs)
    return (
        f'<xdr:twoCellAnchor>{_corner("from", 5, row)}{_corner("to", 8, last)}<xdr:sp macro="" textlink=""><xdr:nvSpPr>'
        '<xdr:cNvPr id="9" name="Kotak"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/>{body}</xdr:txBody></xdr:sp><xdr:clientData/>"
        "</xdr:twoCellAnchor>"
    )


def nested() -> bytes:
    return saved(
        [
            ["Daftar per unit"],
            ["{% for u in unit %}"],
            ["Unit {{ u.nama }}", None, "=SUM(B5:B5)", "{{ loop.revindex }}"],
            ["{% for o in u.orang %}"],
            ["{{ loop.luar.index }}.{{ loop.index }} {{ o.nama }}", "{{ o.nilai }}", "=B5/SUM(B$5:B$5)"],
            ["{% if o.nilai >= 80 and not loop.last %}"],
            ["cukup, bukan yang terakhir"],
            ["{% endif %}"],
            ["{% else %}"],
            ["belum ada orang di {{ u.nama }}"],
            ["{% endfor %}"],
            ["{% if loop.last %}"],
            ["Selesai"],
            ["{% else %}"],
            ["–"],
            ["{% endif %}"],
            ["{% endfor %}"],
            ["Jumlah", "=SUM(B5:B5)", "=B18*2"],
        ]
    )


def formulas() -> bytes:
    def prepare(sheet: Worksheet) -> None:
        sheet.parent.defined_names["Harga"] = DefinedName("Harga", attr_text=f"{SHEET}!$C$3:$C$3")
        sheet["F3"] = ArrayFormula("F3", "=SUM(B3:C3*1)")
        other = sheet.parent.create_sheet("Ringkas")
        other["A1"] = f"=SUM({SHEET}!D3:D3)"
        other["A2"] = "=SUM(Harga)"
        other["A3"] = f"={SHEET}!D5"

    return saved(
        [
            ["Barang", "Jumlah", "Harga", "Nilai"],
            ["{% for b in barang %}"],
            ["{{ b.nama }}", "{{ b.jumlah }}", "{{ b.harga }}", "=B3*C3", "=D3/D$5", None],
            ["{% endfor %}"],
            ["Jumlah", "=SUM(B3:B3)", None, "=SUM(D3:D3)", "=SUM(E3:E3)", "=SUM(F3:F3)"],
            ["{% for b in kosong %}"],
            ["{{ b }}"],
            ["{% endfor %}"],
            ["Kosong", "=COUNT(A7:A7)+D5", "=MAX($D$3:$D$3)"],
        ],
        prepare,
    )


def rules() -> bytes:
    def prepare(sheet: Worksheet) -> None:
        red = PatternFill("solid", bgColor="FFFFC7CE")
        sheet.conditional_formatting.add("A3:C3", FormulaRule(formula=["$B3<SUM($B$3:$B$3)/2"], fill=red))
        sheet.conditional_formatting.add("B3", DataBarRule("num", 0, "max", None, color="9DC3E6"))
        sheet.conditional_formatting.add("C5", CellIsRule(operator="greaterThan", formula=["$C$3"], fill=red))
        listed = DataValidation(type="list", formula1="$A$3:$A$3", sqref="D3")
        listed.promptTitle, listed.prompt = "Pilih", "Pilih nama barang"
        bounded = DataValidation(type="whole", operator="between", formula1="0", formula2="B3", sqref="E3 E5")
        sheet.add_data_validation(listed)
        sheet.add_data_validation(bounded)
        sheet.auto_filter.ref = "A1:C3"
        sheet.freeze_panes = "A2"

    return saved(
        [
            ["Barang", "Jumlah", "Harga"],
            ["{% for b in barang %}"],
            ["{{ b.nama }}", "{{ b.jumlah }}", "{{ b.harga }}"],
            ["{% endfor %}"],
            ["Jumlah", "=SUM(B3:B3)", "=MAX(C3:C3)"],
        ],
        prepare,
    )


def merges() -> bytes:
    def prepare(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:D3")
        sheet.merge_cells("B6:D7")
        for cell, size in (("A1", 11), ("B3", 11), ("B4", 16), ("C4", 11), ("B6", 11)):
            sheet[cell].alignment, sheet[cell].font = Alignment(wrap_text=True), Font(name="Calibri", size=size)
        sheet.row_dimensions[3].height = 20
        sheet["C4"].hyperlink = Hyperlink("C4", location=f"{SHEET}!B3", display="lihat")
        sheet["D4"].hyperlink = "https://padang.go.id"
        sheet["D4"].comment = Comment("Sumber", "HR")
        sheet.row_breaks.append(Break(id=2))
        sheet.row_breaks.append(Break(id=5))

    return saved(
        [
            ["{{ kalimat }}"],
            ["{% for b in barang %}"],
            ["{{ loop.index }}", "{{ b.nama }}: {{ kalimat }}"],
            [None, "baris\nkedua {{ b.catatan }}", "{{ b.nama }}", "situs"],
            ["{% endfor %}"],
            ["akhir", "{{ kalimat }}{{ kalimat }}"],
            [None],
        ],
        prepare,
    )


def pages() -> bytes:
    def prepare(sheet: Worksheet) -> None:
        sheet.print_area = "A1:C5"
        sheet.print_title_rows = "1:1"
        sheet.oddHeader.left.text = "{{ instansi }}"
        sheet.oddHeader.right.size, sheet.oddHeader.right.text = 9, "{{ hari.year }}"
        sheet.oddFooter.center.text = "Hal. &P dari &N{% if tidak %} (SEMENTARA){% endif %} – {{ nama }}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True

    return saved(
        [["Barang", "Jumlah"], ["{% for b in barang %}"], ["{{ b.nama }}", "{{ b.jumlah }}"], ["{% endfor %}"], ["x"]],
        prepare,
    )


def charts() -> bytes:
    def prepare(sheet: Worksheet) -> None:
        chart = BarChart()
        chart.title = "Nilai barang {{ nama }}"
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=3, max_row=3))
        chart.series[0].val.numRef.f = f"'{SHEET}'!$B$3:$B$3"
        sheet.add_chart(chart, "A7")

    return saved(
        [
            ["Barang", "Jumlah"],
            ["{% for b in barang %}"],
            ["{{ b.nama }}", "{{ b.jumlah }}"],
            ["{% endfor %}"],
            ["akhir"],
        ],
        prepare,
    )


def pictures() -> bytes:
    drawing = (
        picture_at(1, 3)
        + picture_at(4, 6, name="Foto", number=3)
        + picture_at(9, 10, name="Hilang", number=4)
        + picture_at(12, 14, name="Melar", keeps=False, number=5)
        + box_at(12, 14, ("Untuk {{ na", "ma }} &amp; ", "rekan"), ("Tanggal {{ hari }}", " tetap"))
    )
    rows = [
        ["kepala"], ["{{ kalimat }}"], ["{% for b in barang %}"], ["{{ b.nama }}"], [None], [None], ["{% endfor %}"],
        ["{% if tidak %}"], ["hilang"], [None], ["{% endif %}"], ["kaki"], [None], [None],
    ]  # fmt: skip
    return saved(rows, None, drawing)


def tables() -> bytes:
    def prepare(sheet: Worksheet) -> None:
        sheet.add_table(Table(displayName="Barang", ref="A1:B3"))
        sheet.add_table(Table(displayName="TanpaIsi", ref="A7:B9"))

    return saved(
        [
            ["Barang", "Jumlah"],
            ["{% for b in barang %}"],
            ["{{ b.nama }}", "{{ b.jumlah }}"],
            ["{% endfor %}"],
            [None, "=SUM(B3:B3)"],
            [None],
            ["Nama", "Isi"],
            ["{% for k in kosong %}"],
            ["{{ k }}", "{{ k }}"],
            ["{% endfor %}"],
            [None],
            ["akhir"],
        ],
        prepare,
    )


def registration() -> bytes:
    """As xltpl's example of a registration form: merged cells, a first, a middle and a last kind of row."""

    def prepare(sheet: Worksheet) -> None:
        for cells in ("B1:H1", "C3:F3", "B4:H4", "C6:H6", "C9:H9", "C11:H11", "C13:H13", "B16:H17"):
            sheet.merge_cells(cells)

    return saved(
        [
            [None, "Formulir Pendaftaran"],
            [],
            [None, "Nama", "{{ nama }}", None, None, None, "Tanggal", "{{ hari }}"],
            [None, "Barang milik {{ nama }}: {{ barang | join(', ', attribute='nama') }}"],
            ["{% for b in barang %}"],
            [None, "{{ loop.index }}", "{{ b.nama }}"],
            ["{% if loop.first and loop.last %}"],
            ["{% elif loop.first %}"],
            [None, "Baris", "atas {{ loop.index }}"],
            ["{% elif not loop.last %}"],
            [None, None, "tengah {{ loop.index }}"],
            ["{% else %}"],
            [None, None, "bawah {{ loop.index }}"],
            ["{% endif %}"],
            ["{% endfor %}"],
            [None, "Catatan: formulir ini dibuat dari templat."],
        ],
        prepare,
    )


def price_list() -> bytes:
    """As xltpl's example of a price list: sums as numbers, a filter and a validation over the repeated rows."""

    def prepare(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A1:D1"
        rule = DataValidation(type="decimal", operator="greaterThan", formula1="0", sqref="C3")
        sheet.add_data_validation(rule)

    return saved(
        [
            ["Barang", "Jumlah", "Harga", "Nilai"],
            ["{% for b in barang %}"],
            ["{{ b.nama }}", "{{ b.jumlah }}", "{{ b.harga }}", "{{ b.harga * b.jumlah }}"],
            ["{% endfor %}"],
        ],
        prepare,
    )


def album() -> bytes:
    """As xltpl's example of pictures in repeated rows, with the picture placed in the template."""
    rows = [["{% for b in barang %}"], ["Nama", "{{ b.nama }}"], ["Jumlah", "{{ b.jumlah }}"], [None], ["{% endfor %}"]]
    return saved(rows, None, picture_at(2, 4, column=4))


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "bersarang": nested,
    "rumus": formulas,
    "aturan": rules,
    "gabungan": merges,
    "halaman": pages,
    "grafik": charts,
    "gambar": pictures,
    "tabel": tables,
    "xltpl-formulir": registration,
    "xltpl-daftar": price_list,
    "xltpl-album": album,
}
