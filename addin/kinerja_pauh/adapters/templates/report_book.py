"""The master of the Laporan Hasil Penilaian: one person, cells hold jinja2 expressions that HR may edit in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Border

from . import look
from .table_sheet import empty_book, set_up_page

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

REPORT, CALCULATION = "Laporan", "Perhitungan"
_VALUE = 2  # column of a step's value on Perhitungan
_WIDTHS = {"A": 5, "B": 14, "C": 27, "D": 14, "E": 15, "F": 11, "G": 9, "H": 10, "I": 13}
_LAST, _TEXT_COLUMNS = 9, 5


_PREDICATE = "{{ nilai.predikat | atau('belum ada') }}{{ ' (SEMENTARA)' if nilai.sementara else '' }}"
_FINAL = (
    "{{ nilai.akhir | angka(2) if nilai.akhir is not none else 'belum ada' }}"
    "{{ ' – ' ~ nilai.sebutan if nilai.sebutan else '' }}"
)
_WORK = (
    "{{ nilai.hasil | angka(2) if nilai.hasil is not none else 'belum ada' }}"
    "{{ ' (tanpa faktor luar ' ~ (nilai.hasil_mentah | angka(2)) ~ ')' if nilai.berbeda else '' }}"
)


def report_book() -> Workbook:
    """The workbook: the report on two pages, and the computation behind it."""
    book = empty_book()
    _report(book.create_sheet(REPORT))
    _calculation(book.create_sheet(CALCULATION))
    return book


def _report(sheet: Worksheet) -> None:
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    row = _title(sheet)
    row = _people(sheet, row + 1)
    row = _figures(sheet, row + 1)
    row = _sentences(sheet, row + 1)
    row = _indicators(sheet, row + 1)
    row = _factors(sheet, row)
    row = _behaviours(sheet, row + 1)
    row = _feedback(sheet, row + 1)
    row = _close(sheet, row + 1)
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=False)
    sheet.print_area = f"A1:I{row}"
    sheet.oddFooter.left.text = "Laporan Hasil Penilaian Kinerja"


def _title(sheet: Worksheet) -> int:
    look.title(sheet.cell(1, 1, "Laporan Hasil Penilaian Kinerja"))
    look.note(sheet.cell(2, 1, "{{ instansi }} – {{ unit }}"), strong=True)
    look.note(sheet.cell(3, 1, "{{ periode }} ({{ mulai | tanggal }} – {{ selesai | tanggal }})"), strong=True)
    sheet.row_dimensions[1].height = 24
    return 3


def _people(sheet: Worksheet, row: int) -> int:
    _bar(sheet, row, "Pegawai yang dinilai dan pejabat penilai")
    lines = (
        ("Nama", "{{ pegawai.nama }}", "{{ penilai.nama }}"),
        ("NIP", "{{ pegawai.nip | nip }}", "{{ penilai.nip | nip }}"),
        ("Jabatan", "{{ pegawai.jabatan }}", "{{ penilai.jabatan }}"),
        ("Unit kerja", "{{ pegawai.unit }}", "{{ penilai.unit }}"),
    )
    head = row + 1
    _wide(sheet, head, 3, 4, "Pegawai").font = look.font(bold=True)
    _wide(sheet, head, 5, _LAST, "Pejabat penilai").font = look.font(bold=True)
    for number, (label, ratee, rater) in enumerate(lines, start=head + 1):
        _wide(sheet, number, 1, 2, label).font = look.font(colour=look.MUTED)
        _wide(sheet, number, 3, 4, ratee)
        _wide(sheet, number, 5, _LAST, rater)
    return head + len(lines)


def _figures(sheet: Worksheet, row: int) -> int:
    _bar(sheet, row, "Hasil")
    lines = (
        ("Predikat kinerja", _PREDICATE),
        ("Nilai akhir dan sebutan", _FINAL),
        ("Nilai hasil kerja", _WORK),
        ("Nilai perilaku", "{{ nilai.perilaku | angka(2) if nilai.perilaku is not none else 'belum ada' }}"),
        ("Rating hasil kerja", "{{ nilai.rating_hasil | atau('belum ada') }}"),
        ("Rating perilaku", "{{ nilai.rating_perilaku | atau('belum ada') }}"),
        ("Alasan penilai", "{{ nilai.alasan | atau('–') }}"),
    )
    for number, (label, value) in enumerate(lines, start=row + 1):
        _wide(sheet, number, 1, 2, label).font = look.font(colour=look.MUTED)
        cell = _wide(sheet, number, 3, _LAST, value)
        cell.font = look.font(bold=number == row + 1, size=14 if number == row + 1 else 11)
    sheet.row_dimensions[row + 1].height = 21
    return row + len(lines)


def _sentences(sheet: Worksheet, row: int) -> int:
    _bar(sheet, row, "Apa artinya")
    _directive(sheet, row + 1, "{% for kalimat in kalimat_kalimat %}")
    sheet.cell(row + 2, 1, "•").alignment = Alignment(horizontal="right", vertical="top")
    _wide(sheet, row + 2, 2, _LAST, "{{ kalimat }}")
    _directive(sheet, row + 3, "{% endfor %}")
    return row + 3


def _indicators(sheet: Worksheet, row: int) -> int:
    _bar(sheet, row, "Hasil kerja")
    heads = ("No", "Indikator", "", "Target", "Realisasi", "Capaian (%)", "Bobot", "Nilai", "Kontribusi")
    _heads(sheet, row + 1, heads)
    sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=2, end_column=3)
    _directive(sheet, row + 2, "{% for i in indikator %}")
    data = row + 3
    name = "{{ i.indikator }}{{ ' (Tambahan)' if i.jenis == 'Tambahan' else '' }}"
    values = (
        "{{ i.no }}",
        None,
        None,
        "{{ i.target }}",
        "{{ i.realisasi }}",
        "{{ i.capaian }}",
        "{{ i.bobot }}",
        "{{ i.nilai }}",
        "{{ i.kontribusi }}",
    )
    for column, value in enumerate(values, start=1):
        cell = _boxed(sheet, data, column, value)
        cell.number_format = "0.00" if column > _TEXT_COLUMNS else "General"
        cell.alignment = Alignment(horizontal="center", vertical="top", wrap_text=True)
    _wide(sheet, data, 2, 3, name, boxed=True)
    _directive(sheet, row + 4, "{% endfor %}")
    total = row + 5
    words = "Jumlah kontribusi (dibulatkan dua desimal menjadi nilai hasil kerja)"
    _wide(sheet, total, 1, _LAST - 1, words).font = look.font(bold=True)
    cell = _boxed(sheet, total, _LAST, f"=SUM(I{data}:I{data})")
    cell.number_format, cell.font = "0.00", look.font(bold=True)
    cell.alignment = Alignment(horizontal="center")
    sheet.conditional_formatting.add(
        f"I{data}", DataBarRule("num", 0, "percentile", 100, color="9DC3E6", showValue=True)
    )
    sheet.conditional_formatting.add(
        f"F{data}", FormulaRule(formula=[f"AND(ISNUMBER(F{data}),F{data}<90)"], fill=look.fill(look.MISSING))
    )
    return total + 1


def _factors(sheet: Worksheet, row: int) -> int:
    _directive(sheet, row, "{% if faktor_luar %}")
    _bar(sheet, row + 2, "Faktor luar")
    _directive(sheet, row + 3, "{% for f in faktor_luar %}")
    sheet.cell(row + 4, 1, "{{ f.no }}").alignment = Alignment(horizontal="center", vertical="top")
    text = (
        "{{ f.sebab }}, {{ f.mulai | tanggal }} – {{ f.selesai | tanggal }}: {{ f.cara }}. {{ f.keputusan }} "
        "Bukti: {{ f.bukti | atau('belum disebut') }}."
    )
    _wide(sheet, row + 4, 2, _LAST, text)
    _directive(sheet, row + 5, "{% endfor %}")
    _directive(sheet, row + 6, "{% endif %}")
    return row + 6


def _behaviours(sheet: Worksheet, row: int) -> int:
    _bar(sheet, row, "Perilaku kerja")
    _heads(sheet, row + 1, ("No", "Nilai BerAKHLAK", "", "Rating", "", "Contoh perilaku", "", "", ""))
    for first, last in ((2, 3), (4, 5), (6, _LAST)):
        sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=first, end_column=last)
    _directive(sheet, row + 2, "{% for p in perilaku %}")
    data = row + 3
    _boxed(sheet, data, 1, "{{ loop.index }}").alignment = Alignment(horizontal="center", vertical="top")
    _wide(sheet, data, 2, 3, "{{ p.nilai }}", boxed=True)
    _wide(sheet, data, 4, 5, "{{ p.rating | atau('belum dinilai') }}", boxed=True)
    _wide(sheet, data, 6, _LAST, "{{ p.contoh | atau('–') }}", boxed=True)
    _directive(sheet, row + 4, "{% endfor %}")
    return row + 4


def _feedback(sheet: Worksheet, row: int) -> int:
    _bar(sheet, row, "Umpan balik dan langkah bersama")
    _directive(sheet, row + 1, "{% for u in umpan_balik %}")
    lines = (
        ("Tanggal", "{{ u.tanggal | tanggal if u.tanggal else 'tidak dicatat' }}"),
        ("Sudah baik", "{{ u.baik | atau('–') }}"),
        ("Perlu diperbaiki", "{{ u.perbaiki | atau('–') }}"),
        ("Langkah", "{{ u.rencana | atau('–') }}{{ ' Tenggat ' ~ (u.tenggat | tanggal) ~ '.' if u.tenggat else '' }}"),
    )
    for number, (label, value) in enumerate(lines, start=row + 2):
        _wide(sheet, number, 1, 2, label).font = look.font(colour=look.MUTED)
        _wide(sheet, number, 3, _LAST, value)
    end = row + 2 + len(lines)
    _directive(sheet, end, "{% endfor %}")
    _directive(sheet, end + 1, "{% if not umpan_balik %}")
    _wide(sheet, end + 2, 1, _LAST, "Belum ada umpan balik tertulis. Mintalah pembicaraan dengan pejabat penilai Anda.")
    _directive(sheet, end + 3, "{% endif %}")
    return end + 3


def _close(sheet: Worksheet, row: int) -> int:
    text = (
        "Cara setiap angka dihitung ada di lembar Perhitungan. Bila Anda keberatan, ajukan secara tertulis beserta "
        "alasannya kepada atasan pejabat penilai paling lama {{ keberatan.hari }} hari sejak laporan ini diterima "
        "({{ keberatan.sumber }})."
    )
    note = _wide(sheet, row, 1, _LAST, text)
    note.font = look.font(italic=True, colour=look.MUTED, size=10)
    sheet.row_dimensions[row].height = 32
    _wide(sheet, row + 2, 1, 3, "Pegawai yang dinilai,")
    _wide(sheet, row + 2, 5, _LAST, "{{ tempat | atau('…………………') }}, ……………………… 20……\nPejabat penilai,")
    sheet.row_dimensions[row + 2].height = 32
    sheet.row_dimensions[row + 3].height = 44
    _wide(sheet, row + 4, 1, 3, "{{ pegawai.nama }}").font = look.font(bold=True)
    _wide(sheet, row + 4, 5, _LAST, "{{ penilai.nama }}").font = look.font(bold=True)
    _wide(sheet, row + 5, 1, 3, "NIP {{ pegawai.nip | nip }}")
    _wide(sheet, row + 5, 5, _LAST, "NIP {{ penilai.nip | nip }}")
    return row + 5


def _calculation(sheet: Worksheet) -> None:
    widths = {"A": 62, "B": 20, "C": 70, "D": 17, "E": 40}
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    look.title(sheet.cell(1, 1, "Bagaimana nilai ini dihitung"))
    look.note(sheet.cell(2, 1, "{{ pegawai.nama }} · {{ periode }}"), strong=True)
    note = "Ikuti dari bawah ke atas dengan kalkulator: setiap angka dibulatkan dua desimal, setengah ke atas."
    look.note(sheet.cell(3, 1, note))
    for column, head in enumerate(("Yang dihitung", "Hasil", "Caranya", "Sel di formulir", "Dasar"), start=1):
        look.heading(sheet.cell(5, column, head))
    _directive(sheet, 6, "{% for l in langkah %}")
    for column, value in enumerate(
        ("{{ l.uraian }}", "{{ l.nilai }}", "{{ l.cara }}", "{{ l.sel }}", "{{ l.dasar }}"), start=1
    ):
        cell = _boxed(sheet, 7, column, value)
        cell.number_format = "0.00####" if column == _VALUE else "General"
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    _directive(sheet, 8, "{% endfor %}")
    bold = FormulaRule(formula=['LEFT($A7,1)<>" "'], font=look.font(bold=True), fill=look.fill(look.LOCKED))
    sheet.conditional_formatting.add("A7:E7", bold)
    sheet.freeze_panes = "A6"
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=True)
    sheet.print_title_rows = "5:5"
    sheet.print_area = "A1:E8"


def _bar(sheet: Worksheet, row: int, words: str) -> None:
    """A section heading across the page."""
    for column in range(1, _LAST + 1):
        cell = sheet.cell(row, column)
        cell.fill = look.fill(look.ACCENT)
    sheet.cell(row, 1, words).font = look.font(bold=True, colour="FFFFFF")
    sheet.row_dimensions[row].height = 18


def _heads(sheet: Worksheet, row: int, words: tuple[str, ...]) -> None:
    for column, text in enumerate(words, start=1):
        cell = sheet.cell(row, column, text)
        cell.font, cell.fill, cell.border = look.font(bold=True, colour=look.ACCENT), look.fill(look.LOCKED), look.BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _directive(sheet: Worksheet, row: int, text: str) -> None:
    """A row that steers the template engine and is not printed."""
    sheet.cell(row, 1, text).font = look.font(colour="A6A6A6", size=9)


def _boxed(sheet: Worksheet, row: int, column: int, value: str | None) -> Cell:
    cell = sheet.cell(row, column, value)
    cell.font, cell.border = look.font(), look.BOX
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _wide(  # noqa: PLR0913 - a place of four numbers
    sheet: Worksheet, row: int, first: int, last: int, value: str, *, boxed: bool = False
) -> Cell:
    """A text over several columns."""
    cell = sheet.cell(row, first, value)
    cell.font = look.font()
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column in range(first, last + 1):
        sheet.cell(row, column).border = look.BOX if boxed else Border()
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    return cell
