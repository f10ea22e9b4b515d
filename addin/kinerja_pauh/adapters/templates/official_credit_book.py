"""Master of the conversion of a predicate into angka kredit (F8), marked as a simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .official_page import Page, page
from .official_plan_books import titles
from .table_sheet import empty_book

if TYPE_CHECKING:
    from openpyxl import Workbook

    from .official_page import Span

_RULE = "………………"
_WIDTHS = (5, 20, 20, 5, 12, 14, 26)
_SPANS: tuple[Span, ...] = ((1, 2), (3, 3), (4, 5), (6, 6), (7, 7))
_HEADS = ("PERIODE", "PREDIKAT", "PROSENTASE", "KOEFISIEN PER TAHUN", "ANGKA KREDIT")


def credit_book() -> Workbook:
    """The line that this office knows; what stood before it is written by hand."""
    book = empty_book()
    sheet = page(book, "Angka Kredit", _WIDTHS)
    sheet.line("SIMULASI – bukan penetapan", bold=True, centre=True)
    sheet.line("Angka kredit ditetapkan lewat BKN (MyASN); lembar ini hanya memperkirakannya.", centre=True)
    titles(sheet, "{{ teks.judul_angka_kredit }}")
    sheet.people((1, (2, 2), (3, 3)), (4, (5, 6), (7, 7)))
    sheet.next(8)
    sheet.band("HASIL PENILAIAN KINERJA")
    sheet.heads(tuple(zip(_SPANS, _HEADS, strict=True)))
    values = (
        "{{ periode }}{{ ' (' ~ konversi.bulan ~ ' bulan)' if konversi.bulan else '' }}",
        f"{{{{ hasil.predikat | atau('{_RULE}') }}}}{{{{ ' (SEMENTARA)' if hasil.sementara else '' }}}}",
        _number("konversi.persen", " %"),
        _number("konversi.koefisien"),
        _number("konversi.angka_kredit"),
    )
    for span, value in zip(_SPANS, values, strict=True):
        sheet.text(span, value, centre=True)
    sheet.next()
    sheet.next(8)
    _by_hand(sheet)
    sheet.line(
        "Jenjang: {{ jenjang.nama | atau('tidak terbaca dari nama jabatan; tulis sendiri') }}. Dasar: {{ dasar }}."
    )
    sheet.signatures(None, (4, 7))
    sheet.done("SIMULASI angka kredit", landscape=False)
    return book


def _by_hand(sheet: Page) -> None:
    """Akumulasi and Penetapan: the office does not keep earlier angka kredit."""
    needed = "{{ jenjang.%s | angka if jenjang.%s is not none else '" + _RULE + "' }}"
    parts = (
        ("AKUMULASI ANGKA KREDIT", (("Angka kredit sebelumnya", _RULE), ("Jumlah dengan hasil di atas", _RULE))),
        (
            "PENETAPAN",
            (
                ("Kebutuhan untuk kenaikan pangkat", needed.replace("%s", "untuk_pangkat")),
                (
                    "Kebutuhan untuk kenaikan jenjang{{ ' ke ' ~ jenjang.berikutnya if jenjang.berikutnya else '' }}",
                    needed.replace("%s", "untuk_jenjang"),
                ),
            ),
        ),
    )
    for title, rows in parts:
        sheet.band(title)
        for label, value in rows:
            sheet.text((1, 5), label)
            sheet.text((6, 7), value, centre=True)
            sheet.next()
        sheet.next(8)


def _number(name: str, unit: str = "") -> str:
    return f"{{{{ ({name} | angka) ~ '{unit}' if {name} is not none else '{_RULE}' }}}}"
