"""Masters of the plan's official forms: SKP of three kinds, its Lampiran, Rencana Aksi (F1 to F5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment

from .official_page import FIRST, FURTHER, NO_BORDER, PERSON, Page, page
from .table_sheet import empty_book

if TYPE_CHECKING:
    from openpyxl import Workbook

    from .official_page import Span

_WIDE = (5, 20, 14, 38, 5, 9, 12, 26, 17)
_LEFT, _RIGHT = (1, (2, 2), (3, 4)), (5, (6, 7), (8, 9))
_UPRIGHT = (5, 19, 27, 5, 19, 27)
_STEPS = (5, 20, 35, 5, 20, 25, 20, 7, 7, 7, 7)
PERIOD = "PERIODE PENILAIAN: {{ mulai | tanggal | upper }} – {{ selesai | tanggal | upper }}"
NONE_ADDED = "Belum ada penugasan tambahan."
_TITLE = "Sasaran Kinerja Pegawai"
_VIEWS = "Perspektif ditulis saat SKP dibuat: Penerima Layanan, Proses Bisnis, Penguatan Internal, atau Anggaran."
_STEPS_NOTE = "Tulis langkahnya dan beri tanda pada triwulannya; Induk tidak menyimpan rencana aksi."


def quantitative_book() -> Workbook:
    """F1: RHK of the superior, RHK, aspects with indicator and target."""
    book, sheet = _work_sheet("{{ teks.jabatan_skp }}", "{{ teks.judul_kuantitatif }}")
    no, superior, result, aspect, indicator, target = (1, 1), (2, 3), (4, 4), (5, 6), (7, 8), (9, 9)
    sheet.heads(
        (
            (no, "NO"),
            (superior, "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI"),
            (result, "RENCANA HASIL KERJA"),
            (aspect, "ASPEK"),
            (indicator, "INDIKATOR KINERJA INDIVIDU"),
            (target, "TARGET"),
        )
    )
    open_groups(sheet)
    sheet.text(no, "{{ r.no }}", centre=True, border=FIRST)
    sheet.text(superior, "{{ r.rhk_atasan | atau('–') }}", border=FIRST)
    sheet.text(result, "{{ r.rhk }}", border=FIRST)
    _aspect(sheet, "r.pertama", aspect, indicator, target)
    sheet.steer("{% for a in r.lain %}")
    for span in (no, superior, result):
        sheet.text(span, border=FURTHER)
    _aspect(sheet, "a", aspect, indicator, target)
    sheet.steer("{% endfor %}")
    close_groups(sheet)
    sheet.done(_TITLE, landscape=True)
    _behaviour_sheet(book)
    return book


def _aspect(sheet: Page, name: str, aspect: Span, indicator: Span, target: Span) -> None:
    sheet.text(aspect, f"{{{{ {name}.aspek | atau('–') }}}}")
    sheet.text(indicator, f"{{{{ {name}.indikator }}}}")
    sheet.text(target, f"{{{{ {name}.target | atau('–') }}}}")
    sheet.next()


def qualitative_book() -> Workbook:
    """F2: RHK in words with a list of its measures below."""
    book, sheet = _work_sheet("{{ teks.jabatan_skp }}", "{{ teks.judul_kualitatif }}")
    no, words = (1, 1), (2, 9)
    sheet.heads(((no, "NO"), (words, "RENCANA HASIL KERJA")), numbered=False)
    open_groups(sheet)
    sheet.text(no, "{{ r.no }}", centre=True, border=FIRST)
    assigned = "{{ '\\n(Penugasan dari RHK pimpinan: ' ~ r.rhk_atasan ~ ')' if r.rhk_atasan else '' }}"
    sheet.text(words, "{{ r.rhk }}" + assigned)
    sheet.next()
    sheet.text(no, border=FURTHER)
    sheet.text(words, "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:", bold=True)
    sheet.next()
    sheet.steer("{% for a in r.aspek %}")
    sheet.text(no, border=FURTHER)
    sheet.text(words, "•  {{ a.indikator }}: {{ a.target | atau('–') }}")
    sheet.next()
    sheet.steer("{% endfor %}")
    close_groups(sheet)
    sheet.done(_TITLE, landscape=True)
    _behaviour_sheet(book)
    return book


def leader_book() -> Workbook:
    """F3: for who leads a unit; the perspective is written by hand, the office keeps none."""
    book, sheet = _work_sheet("{{ teks.jabatan_skp_pimpinan }}", "{{ teks.judul_kuantitatif }}")
    no, result, indicator, target, view = (1, 1), (2, 3), (4, 7), (8, 8), (9, 9)
    sheet.heads(
        (
            (no, "NO"),
            (result, "RENCANA HASIL KERJA"),
            (indicator, "INDIKATOR KINERJA INDIVIDU"),
            (target, "TARGET"),
            (view, "PERSPEKTIF"),
        )
    )
    open_groups(sheet)
    sheet.text(no, "{{ r.no }}", centre=True, border=FIRST)
    sheet.text(result, "{{ r.rhk }}", border=FIRST)
    _measure(sheet, "r.pertama", indicator, target, view)
    sheet.steer("{% for a in r.lain %}")
    sheet.text(no, border=FURTHER)
    sheet.text(result, border=FURTHER)
    _measure(sheet, "a", indicator, target, view)
    sheet.steer("{% endfor %}")
    close_groups(sheet)
    sheet.line(_VIEWS)
    sheet.done(_TITLE, landscape=True)
    _behaviour_sheet(book)
    return book


def _measure(sheet: Page, name: str, indicator: Span, target: Span, view: Span) -> None:
    sheet.text(indicator, f"{{{{ {name}.indikator }}}}")
    sheet.text(target, f"{{{{ {name}.target | atau('–') }}}}")
    sheet.text(view, "…………………", centre=True)
    sheet.next()


def attachment_book() -> Workbook:
    """F4: three bands of numbered lines, written out or ruled."""
    book = empty_book()
    sheet = page(book, "Lampiran SKP", _UPRIGHT)
    titles(sheet, "{{ teks.judul_lampiran }}")
    sheet.people((1, (2, 2), (3, 3)), (4, (5, 5), (6, 6)))
    sheet.next(8)
    sheet.steer("{% for l in lampiran %}")
    sheet.band("{{ l.judul }}")
    sheet.steer("{% for b in l.butir %}")
    sheet.steer("{% if b.uraian %}")
    _item(sheet)
    sheet.steer("{% else %}")
    _item(sheet, 26)
    sheet.steer("{% endif %}")
    sheet.steer("{% endfor %}")
    sheet.steer("{% endfor %}")
    sheet.signatures((1, 3), (4, 6))
    sheet.done("Lampiran SKP", landscape=False)
    return book


def _item(sheet: Page, height: float | None = None) -> None:
    sheet.text((1, 1), "{{ b.no }}", centre=True)
    sheet.text((2, 6), "{{ b.uraian }}")
    sheet.next(height)


def steps_book() -> Workbook:
    """F5: room for the steps of each RHK, a quarter a column."""
    book = empty_book()
    sheet = page(book, "Rencana Aksi", _STEPS)
    titles(sheet, "{{ teks.judul_rencana_aksi }}")
    sheet.people((1, (2, 2), (3, 3)), (4, (5, 5), (6, 11)))
    sheet.next(8)
    no, result, steps, target = (1, 1), (2, 3), (4, 6), (7, 7)
    quarters = [((column, column), f"TW {name}") for column, name in enumerate(("I", "II", "III", "IV"), start=8)]
    sheet.heads(((no, "NO"), (result, "RENCANA HASIL KERJA"), (steps, "RENCANA AKSI"), (target, "TARGET"), *quarters))
    open_groups(sheet)
    sheet.text(no, "{{ r.no }}", centre=True)
    sheet.text(result, "{{ r.rhk }}")
    for span in (steps, target, *(span for span, _ in quarters)):
        sheet.text(span)
    sheet.next(78)
    close_groups(sheet)
    sheet.line(_STEPS_NOTE)
    sheet.signatures((1, 3), (5, 11))
    sheet.done("Rencana Aksi", landscape=True)
    return book


def titles(sheet: Page, *words: str) -> None:
    """Title lines in the middle, below them instansi left and period right."""
    for line in words:
        sheet.line(line, bold=True, centre=True)
    sheet.next(8)
    half, last = len(sheet.widths) // 2, len(sheet.widths)
    sheet.text((1, half), "{{ instansi | upper }}", bold=True, border=NO_BORDER)
    period = sheet.text((half + 1, last), PERIOD, bold=True, border=NO_BORDER)
    period.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
    sheet.next()


def open_groups(sheet: Page) -> None:
    """Opens A. UTAMA and B. TAMBAHAN, and in them each RHK as `r`."""
    sheet.steer("{% for k in kelompok %}")
    sheet.band("{{ k.judul }}")
    sheet.steer("{% if not k.rhk %}")
    sheet.text((1, len(sheet.widths)), NONE_ADDED)
    sheet.next()
    sheet.steer("{% endif %}")
    sheet.steer("{% for r in k.rhk %}")


def close_groups(sheet: Page) -> None:
    """Closes what `open_groups` opened."""
    sheet.steer("{% endfor %}")
    sheet.steer("{% endfor %}")
    sheet.close()


def _work_sheet(posts: str, approach: str) -> tuple[Workbook, Page]:
    book = empty_book()
    sheet = page(book, "Hasil Kerja", _WIDE)
    titles(sheet, "{{ teks.judul_skp }}", posts, approach)
    sheet.people(_LEFT, _RIGHT)
    sheet.next(8)
    sheet.band("HASIL KERJA")
    return book, sheet


def _behaviour_sheet(book: Workbook) -> None:
    """The seven values with their guides, what the leader expects, and the signatures."""
    sheet = page(book, "Perilaku Kerja", (5, 95, 80))
    sheet.line(PERSON)
    sheet.next(6)
    sheet.band("PERILAKU KERJA")
    sheet.steer("{% for p in perilaku %}")
    sheet.text((1, 1), "{{ p.no }}", centre=True, border=FIRST)
    sheet.text((2, 3), "{{ p.nilai }}", bold=True)
    sheet.next()
    sheet.text((1, 1), border=FURTHER)
    sheet.text((2, 2), "•  {{ p.panduan | join('\\n•  ') }}")
    sheet.text((3, 3), "Ekspektasi Khusus Pimpinan:\n{{ p.ekspektasi | atau(garis) }}")
    sheet.next()
    sheet.steer("{% endfor %}")
    sheet.close()
    sheet.signatures((1, 2), (3, 3))
    sheet.done(_TITLE, landscape=True)
