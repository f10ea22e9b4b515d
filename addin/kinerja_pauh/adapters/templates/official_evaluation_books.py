"""Masters of the evaluation's official forms: Evaluasi Kinerja Pegawai (F6) and Dokumen Evaluasi Kinerja (F7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.shapes import GraphicalProperties

from .official_page import FIRST, FURTHER, HEAD, PERSON, Page, page
from .official_plan_books import PERIOD, close_groups, open_groups, titles
from .table_sheet import empty_book

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from .official_page import Span

_WIDE = (5, 20, 8, 28, 5, 9, 12, 16, 15, 26, 30)
_LAST = len(_WIDE)
_WHEN = "PERIODE: {{ periode | upper }}{{ ' – AKHIR' if akhir else '' }}"
_RULE = "…………………………"
_RATING = "{{{{ hasil.{} | atau('{}') }}}}"
_PREDICATE = (
    f"{{{{ hasil.predikat | upper | atau('{_RULE}') }}}}"
    "{{ ' (SEMENTARA: rating masih usulan)' if hasil.sementara else '' }}"
)


def evaluation_book() -> Workbook:
    """F6: the work with what was reached and said of it, the behaviours, the ratings, the predicate."""
    book = empty_book()
    sheet = page(book, "Hasil Kerja", _WIDE)
    approach = "{{ teks.judul_kuantitatif if teks.pendekatan == 'Kuantitatif' else teks.judul_kualitatif }}"
    titles(sheet, "{{ teks.judul_evaluasi }}", approach, "{{ teks.bagi_evaluasi }}", _WHEN)
    sheet.people((1, (2, 2), (3, 4)), (5, (6, 7), (8, _LAST)))
    sheet.next(8)
    chart = _curve()
    _organisation(sheet, chart)
    first = sheet.row
    sheet.steer("{% if teks.pendekatan == 'Kuantitatif' %}")
    _quantitative_heads(sheet)
    sheet.steer("{% else %}")
    _qualitative_heads(sheet)
    sheet.steer("{% endif %}")
    heads = f"{first}:{sheet.row - 1}"
    open_groups(sheet)
    sheet.steer("{% if teks.pendekatan == 'Kuantitatif' %}")
    _quantitative_rows(sheet)
    sheet.steer("{% else %}")
    _qualitative_rows(sheet)
    sheet.steer("{% endif %}")
    close_groups(sheet)
    _verdict(sheet, "RATING HASIL KERJA*", _RATING.format("rating_hasil", _RULE), (1, 4), (5, _LAST))
    sheet.done("Evaluasi Kinerja Pegawai", landscape=True)
    sheet.sheet.print_title_rows = heads
    _behaviours(book)
    _curve_data(book, chart)
    return book


def _organisation(sheet: Page, chart: LineChart) -> None:
    """The organisation's predicate and, once it is set, the curve of its pattern."""
    sheet.text((1, 4), "CAPAIAN KINERJA ORGANISASI*", bold=True)
    sheet.text((5, _LAST), f"{{{{ organisasi.capaian | upper | atau('{_RULE}') }}}}")
    sheet.next()
    sheet.text((1, 4), "POLA DISTRIBUSI:", bold=True)
    sheet.text((5, _LAST))
    sheet.sheet.add_chart(chart, f"E{sheet.row}")
    sheet.next(96)
    sheet.next(8)


def _curve() -> LineChart:
    chart = LineChart()
    chart.height, chart.width = 3.1, 17
    chart.legend = None
    chart.y_axis.delete = True
    chart.x_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.graphical_properties = GraphicalProperties(noFill=True)
    chart.graphical_properties.line.noFill = True
    return chart


def _curve_data(book: Workbook, chart: LineChart) -> None:
    """A sheet of its own, not printed, that the chart reads."""
    sheet: Worksheet = book.create_sheet("Pola")
    sheet.sheet_state = "hidden"
    sheet.cell(1, 1, "{% for t in organisasi.kurva %}")
    sheet.cell(2, 1, "{{ t.predikat }}")
    sheet.cell(2, 2, "{{ t.tinggi }}")
    sheet.cell(3, 1, "{% endfor %}")
    chart.add_data(Reference(sheet, min_col=2, min_row=2), titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2))
    chart.series[0].smooth = True


def _quantitative_spans() -> tuple[Span, ...]:
    return ((1, 1), (2, 3), (4, 4), (5, 6), (7, 8), (9, 9), (10, 10), (11, 11))


def _quantitative_heads(sheet: Page) -> None:
    words = (
        "NO",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
        "REALISASI BERDASARKAN BUKTI DUKUNG",
        "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
    )
    sheet.heads(tuple(zip(_quantitative_spans(), words, strict=True)))


def _quantitative_rows(sheet: Page) -> None:
    no, superior, result, *measures = _quantitative_spans()
    sheet.text(no, "{{ r.no }}", centre=True, border=FIRST)
    sheet.text(superior, "{{ r.rhk_atasan | atau('–') }}", border=FIRST)
    sheet.text(result, "{{ r.rhk }}", border=FIRST)
    _measures(sheet, "r.pertama", measures)
    sheet.steer("{% for a in r.lain %}")
    for span in (no, superior, result):
        sheet.text(span, border=FURTHER)
    _measures(sheet, "a", measures)
    sheet.steer("{% endfor %}")


def _measures(sheet: Page, name: str, spans: list[Span]) -> None:
    aspect, indicator, target, reached, feedback = spans
    sheet.text(aspect, f"{{{{ {name}.aspek | atau('–') }}}}")
    sheet.text(indicator, f"{{{{ {name}.indikator }}}}")
    sheet.text(target, f"{{{{ {name}.target | atau('–') }}}}")
    sheet.text(reached, _reached(name))
    sheet.text(feedback, f"{{{{ {name}.umpan_balik | atau('–') }}}}")
    sheet.next()


def _reached(name: str) -> str:
    evidence = f"{{{{ '\\nBukti: ' ~ {name}.bukti if {name}.bukti else '' }}}}"
    return f"{{{{ {name}.realisasi | atau('{_RULE}') }}}}{evidence}"


def _qualitative_spans() -> tuple[Span, Span, Span, Span]:
    return (1, 1), (2, 8), (9, 10), (11, 11)


def _qualitative_heads(sheet: Page) -> None:
    no, words, reached, feedback = _qualitative_spans()
    sheet.heads(
        (
            ((no[0], words[1]), "HASIL KERJA"),
            (reached, "REALISASI BERDASARKAN BUKTI DUKUNG"),
            (feedback, "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"),
        )
    )


def _qualitative_rows(sheet: Page) -> None:
    no, words, reached, feedback = _qualitative_spans()
    sheet.text(no, "{{ r.no }}", centre=True, border=FIRST)
    sheet.text((words[0], feedback[1]), "{{ r.rhk }}", bold=True)
    sheet.next()
    sheet.steer("{% for a in r.aspek %}")
    sheet.text(no, border=FURTHER)
    sheet.text(words, "•  {{ a.indikator }}: {{ a.target | atau('–') }}")
    sheet.text(reached, _reached("a"))
    sheet.text(feedback, "{{ a.umpan_balik | atau('–') }}")
    sheet.next()
    sheet.steer("{% endfor %}")


def _verdict(sheet: Page, words: str, value: str, left: Span, right: Span) -> None:
    sheet.text(left, words, bold=True)
    sheet.text(right, value, bold=True)
    sheet.next(20)


def _behaviours(book: Workbook) -> None:
    sheet = page(book, "Perilaku Kerja", (5, 86, 40, 55))
    sheet.line(PERSON)
    sheet.next(6)
    heads = (
        ((1, 2), "PERILAKU KERJA"),
        ((3, 3), "EKSPEKTASI KHUSUS PIMPINAN"),
        ((4, 4), "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"),
    )
    sheet.heads(heads, numbered=False)
    sheet.steer("{% for p in perilaku %}")
    sheet.text((1, 1), "{{ p.no }}", centre=True)
    sheet.text((2, 2), "{{ p.nilai }}\n•  {{ p.panduan | join('\\n•  ') }}")
    sheet.text((3, 3), "{{ p.ekspektasi | atau('–') }}")
    sheet.text((4, 4), "{{ p.rating | atau('belum dinilai') }}{{ '\\n' ~ p.umpan_balik if p.umpan_balik else '' }}")
    sheet.next()
    sheet.steer("{% endfor %}")
    _verdict(sheet, "RATING PERILAKU KERJA*", _RATING.format("rating_perilaku", _RULE), (1, 2), (3, 4))
    _verdict(sheet, "PREDIKAT KINERJA PEGAWAI*", _PREDICATE, (1, 2), (3, 4))
    sheet.signatures(None, (3, 4), note="* Diisi oleh Pejabat Penilai Kinerja.")
    sheet.done("Evaluasi Kinerja Pegawai", landscape=True)


def document_book() -> Workbook:
    """F7: the cover that is handed over and signed by both."""
    book = empty_book()
    sheet = page(book, "Dokumen Evaluasi", (5, 30, 17, 42))
    sheet.next(30)
    for line in ("{{ teks.judul_dokumen_evaluasi }}", _WHEN):
        sheet.line(line, bold=True, centre=True)
    sheet.next(8)
    sheet.line("{{ instansi | upper }}{{ ' – ' ~ (unit | upper) if unit else '' }}", bold=True)
    sheet.line(PERIOD, bold=True)
    sheet.next(8)
    people = (("pegawai", "PEGAWAI YANG DINILAI"), ("penilai", "PEJABAT PENILAI KINERJA"))
    for number, (who, title) in enumerate((*people, ("atasan", "ATASAN PEJABAT PENILAI KINERJA")), start=1):
        _person_block(sheet, number, who, title)
    _part(sheet, 4, "EVALUASI KINERJA")
    _pair(sheet, "CAPAIAN KINERJA ORGANISASI", f"{{{{ organisasi.capaian | upper | atau('{_RULE}') }}}}")
    _pair(sheet, "PREDIKAT KINERJA PEGAWAI", _PREDICATE)
    _notes(sheet)
    sheet.signatures((1, 2), (3, 4), handed_over=True)
    sheet.done("Dokumen Evaluasi Kinerja Pegawai", landscape=False)
    return book


def _person_block(sheet: Page, number: int, who: str, title: str) -> None:
    _part(sheet, number, title)
    rows = (
        ("NAMA", "nama"),
        (f"{{{{ {who}.sebutan_nip }}}}", "nip | nip"),
        ("PANGKAT/GOL. RUANG", "pangkat"),
        ("JABATAN", "jabatan"),
        ("UNIT KERJA", "unit"),
    )
    for label, name in rows:
        _pair(sheet, label, f"{{{{ {who}.{name} | atau('{_RULE}') }}}}")


def _part(sheet: Page, number: int, title: str) -> None:
    sheet.text((1, 1), number, bold=True, centre=True, colour=HEAD)
    sheet.text((2, 4), title, bold=True, colour=HEAD)
    sheet.next(18)


def _pair(sheet: Page, label: str, value: str) -> None:
    sheet.text((1, 1))
    sheet.text((2, 2), label)
    sheet.text((3, 4), value)
    sheet.next()


def _notes(sheet: Page) -> None:
    """A tall box, or what was said and agreed."""
    _part(sheet, 5, "CATATAN/REKOMENDASI")
    sheet.steer("{% for c in catatan %}")
    sheet.text((1, 4), "{{ c }}")
    sheet.next()
    sheet.steer("{% endfor %}")
    sheet.steer("{% if not catatan %}")
    sheet.text((1, 4))
    sheet.next(70)
    sheet.steer("{% endif %}")
