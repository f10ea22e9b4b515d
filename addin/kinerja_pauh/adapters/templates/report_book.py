"""The master of the Laporan Hasil Penilaian: one person, cells hold jinja2 expressions that HR may edit in Excel.

Two pages: who, the result and what it means, the work; then behaviour, what was agreed, and what may be done about it.
Each section is a function from its first row to the row after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break

from . import look
from .report_annex import calculation
from .report_cells import LAST, SIZE, SMALL, bar, directive, gap, label, note, underline, wide
from .report_dialogue import annex, dialogues
from .report_jobs import jobs
from .report_talk import factors, feedback, history, objection, signatures, steps
from .report_work import FITS_ON_PAGE_ONE, behaviours, indicators
from .table_sheet import empty_book, set_up_page

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

REPORT, CALCULATION = "Laporan", "Perhitungan"
_WIDTHS = {"A": 7.3, "B": 19.5, "C": 20, "D": 15.5, "E": 15.5, "F": 8.8, "G": 8, "H": 7.8, "I": 11.5}
_SCALE = 83  # percent; no fitting to a width, since Excel then passes over page breaks
_TILES = (
    (1, 3, "Predikat kinerja", "{{ nilai.predikat | atau('belum ada') }}", "{{ keadaan }}"),
    (
        4,
        5,
        "Nilai akhir",
        "{{ nilai.akhir | angka(2) if nilai.akhir is not none else 'belum ada' }}",
        "{{ 'sebutan ' ~ nilai.sebutan if nilai.sebutan else 'sebutan belum ada' }}",
    ),
    (
        6,
        7,
        "Nilai hasil kerja",
        "{{ nilai.hasil | angka(2) if nilai.hasil is not none else 'belum ada' }}",
        "{{ nilai.rating_hasil | atau('belum ada rating') }}",
    ),
    (
        8,
        9,
        "Nilai perilaku",
        "{{ nilai.perilaku | angka(2) if nilai.perilaku is not none else 'belum ada' }}",
        "{{ nilai.rating_perilaku | atau('belum ada rating') }}",
    ),
)


def report_book() -> Workbook:
    """The workbook: the report on two pages, and the computation behind it."""
    book = empty_book()
    _report(book.create_sheet(REPORT))
    calculation(book.create_sheet(CALCULATION))
    return book


def _report(sheet: Worksheet) -> None:
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    row = _title(sheet)
    row = gap(sheet, _people(sheet, row))
    row = gap(sheet, _figures(sheet, row))
    row = gap(sheet, _sentences(sheet, row))
    row = _work(sheet, row)
    row = gap(sheet, behaviours(sheet, row))
    row = dialogues(sheet, gap(sheet, feedback(sheet, row)))
    row = gap(sheet, history(sheet, jobs(sheet, row)))
    row = gap(sheet, steps(sheet, row))
    row = annex(sheet, _close(sheet, row))
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, landscape=False)
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.scale = _SCALE
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = "1:2"
    sheet.print_area = f"A1:I{row - 1}"
    sheet.oddFooter.left.text = "Laporan Hasil Penilaian Kinerja"


def _title(sheet: Worksheet) -> int:
    """The first two rows stand on every page, so that a lone page says whose it is."""
    look.title(wide(sheet, 1, 1, 6, "Laporan Hasil Penilaian Kinerja"))
    code = wide(sheet, 1, 7, LAST, "Kode {{ kode }}", across="right")
    code.font, code.alignment = look.font(bold=True, size=SIZE), Alignment(horizontal="right", vertical="center")
    sheet.row_dimensions[1].height = 24
    words = "{{ pegawai.nama }} · {{ periode }}, {{ mulai | tanggal }} – {{ selesai | tanggal }}"
    person = wide(sheet, 2, 1, LAST, words)
    person.font = look.font(bold=True, colour=look.MUTED, size=SIZE)
    underline(sheet, 2)
    look.note(wide(sheet, 3, 1, LAST, "{{ instansi }} – {{ unit }}"), strong=True)
    return gap(sheet, 4)


def _people(sheet: Worksheet, row: int) -> int:
    columns = (
        (2, 3, "Pegawai yang dinilai", "pegawai"),
        (4, 6, "Pejabat penilai", "penilai"),
        (7, LAST, "Atasan pejabat penilai", "atasan"),
    )
    lines = (
        ("Nama", "nama }}"),
        ("NIP", "nip | nip }}"),
        ("Gol.", "pangkat | atau('–') }}"),
        ("Jabatan", "jabatan | atau('–') }}"),
        ("Unit", "unit | atau('–') }}"),
    )
    bar(sheet, row, "")
    for first, last, words, _ in columns:
        cell = wide(sheet, row, first, last, words)
        cell.font, cell.alignment = look.font(bold=True, colour="FFFFFF"), Alignment(vertical="center")
    for number, (words, code) in enumerate(lines, start=row + 1):
        wide(sheet, number, 1, 1, words).font = look.font(colour=look.MUTED, size=SMALL)
        for first, last, _, who in columns:
            wide(sheet, number, first, last, f"{{{{ {who}.{code}").font = look.font(size=SIZE, bold=words == "Nama")
    return row + 1 + len(lines)


def _figures(sheet: Worksheet, row: int) -> int:
    bar(sheet, row, "Hasil")
    for first, last, head, value, below in _TILES:
        wide(sheet, row + 1, first, last, head).font = look.font(colour=look.MUTED, size=SMALL)
        cell = wide(sheet, row + 2, first, last, value)
        cell.font, cell.alignment = look.font(bold=True, colour=look.ACCENT, size=16), Alignment(vertical="center")
        wide(sheet, row + 3, first, last, below).font = look.font(size=SMALL)
        for line in range(row + 1, row + 4):
            for column in range(first, last + 1):
                sheet.cell(line, column).fill = look.fill(look.LOCKED)
    sheet.row_dimensions[row + 2].height = 24
    row += 4
    for condition, words, value in (
        ("nilai.berbeda", "Faktor luar", _BESIDE),
        ("nilai.alasan", "Alasan penilai", "{{ nilai.alasan }}"),
        ("nilai.ide", "Ide baru", "{{ nilai.ide }}"),
    ):
        row = directive(sheet, row, f"{{% if {condition} %}}")
        label(sheet, row, words)
        wide(sheet, row, 3, LAST, value)
        row = directive(sheet, row + 1, "{% endif %}")
    return row


_BESIDE = (
    "Nilai hasil kerja tanpa faktor luar {{ nilai.hasil_mentah | angka(2) }}, dengan faktor luar yang disetujui "
    "{{ nilai.hasil_sebelum_batas | angka(2) }}{{ '; kenaikannya dibatasi kantor pada ' ~ (nilai.batas_faktor_luar | "
    "angka(2)) ~ ', jadi dihitung ' ~ (nilai.hasil | angka(2)) if nilai.dibatasi else '' }}."
)


def _sentences(sheet: Worksheet, row: int) -> int:
    bar(sheet, row, "Apa artinya")
    row = directive(sheet, row + 1, "{% for kalimat in kalimat_kalimat %}")
    bullet = sheet.cell(row, 1, "•")
    bullet.font, bullet.alignment = look.font(size=SIZE), Alignment(horizontal="right", vertical="top")
    wide(sheet, row, 2, LAST, "{{ kalimat }}")
    return directive(sheet, row + 1, "{% endfor %}")


def _close(sheet: Worksheet, row: int) -> int:
    """What cannot be signed yet says so in place of the signatures."""
    row = directive(sheet, row, "{% if nilai.status == 'Belum lengkap' %}")
    note(sheet, row, "Laporan ini belum lengkap, jadi belum untuk ditandatangani. Mintalah cetakan yang lengkap.")
    row = directive(sheet, row + 1, "{% else %}")
    row = signatures(sheet, gap(sheet, objection(sheet, row)))
    return directive(sheet, row, "{% endif %}")


def _work(sheet: Worksheet, row: int) -> int:
    """The work; the outside factors beside it where it needs several pages anyway, else on the second page."""
    row = indicators(sheet, row)
    row = directive(sheet, row, f"{{% if {FITS_ON_PAGE_ONE} %}}")
    row = _next_page(sheet, row)
    row = factors(sheet, row)
    row = directive(sheet, row, "{% else %}")
    row = factors(sheet, gap(sheet, row))
    row = _next_page(sheet, row)
    return directive(sheet, row, "{% endif %}")


def _next_page(sheet: Worksheet, row: int) -> int:
    note(sheet, row, "Bersambung ke halaman berikut.")
    sheet.row_breaks.append(Break(id=row))
    return gap(sheet, row + 1)
