"""The report's tables of what was done and how: indicators with bars, the seven values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import DataBarRule

from . import look
from .report_cells import LAST, SIZE, SMALL, bar, directive, heads, note, number, wide

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NAME = "{{ i.indikator }}{{ ' (' ~ i.keterangan ~ ')' if i.keterangan else '' }}"
_BAR = "9DC3E6"
FITS_ON_PAGE_ONE = (
    "indikator | length <= 9 and (indikator | join(attribute='indikator') | length) "
    "+ (indikator | join(attribute='rhk') | length) < 1900"
)
"""Whether the work fits on the first page. Where it does not, a rencana hasil kerja stands in one cell with its first
indicator, so that no page break can part them."""


def indicators(sheet: Worksheet, row: int) -> int:
    """Each indicator under its rencana hasil kerja, and the sum of what they bring."""
    bar(sheet, row, "Hasil kerja")
    names = ((1, 1, "No"), (2, 3, "Rencana hasil kerja dan indikator"), (4, 4, "Target"), (5, 5, "Realisasi"))
    figures = ((6, 6, "Capaian (%)"), (7, 7, "Bobot (%)"), (8, 8, "Nilai"), (9, LAST, "Kontribusi"))
    heads(sheet, row + 1, (*names, *figures))
    sheet.row_dimensions[row + 1].height = 26
    row = directive(sheet, row + 2, "{% for i in indikator %}")
    row = directive(sheet, row, f"{{% if i.rhk_baru and {FITS_ON_PAGE_ONE} %}}")
    _result(sheet, row)
    row = directive(sheet, row + 1, "{% endif %}")
    row = directive(sheet, row, f"{{% if i.rhk_baru and not ({FITS_ON_PAGE_ONE}) %}}")
    first = row
    _indicator(sheet, row, "{{ i.rhk }}\n▸ " + _NAME)
    row = directive(sheet, row + 1, "{% else %}")
    _indicator(sheet, row, _NAME)
    last = row
    row = directive(sheet, row + 1, "{% endif %}")
    row = directive(sheet, row, "{% endfor %}")
    bars = DataBarRule("num", 0, "max", None, color=_BAR, showValue=True)
    sheet.conditional_formatting.add(f"I{first}:I{last}", bars)
    row = directive(sheet, row, "{% if nilai.hasil is not none %}")
    wide(sheet, row, 1, LAST - 1, _SUM, boxed=True, across="right").font = look.font(bold=True, size=SMALL)
    total = number(sheet, row, LAST, f"=SUM(I{first}:I{last})")
    total.font = look.font(bold=True, size=SIZE)
    row = directive(sheet, row + 1, "{% else %}")
    note(sheet, row, "Jumlah kontribusi belum ada, karena ada bagian yang belum lengkap.")
    return directive(sheet, row + 1, "{% endif %}")


_SUM = "Jumlah kontribusi, sebelum batas nilai tertinggi dan pembulatan"


def _result(sheet: Worksheet, row: int) -> None:
    cell = wide(sheet, row, 1, LAST, "{{ i.rhk }}", boxed=True)
    cell.font = look.font(bold=True, size=SMALL)
    for column in range(1, LAST + 1):
        sheet.cell(row, column).fill = look.fill("FAFAFA")


def _indicator(sheet: Worksheet, row: int, name: str) -> None:
    wide(sheet, row, 1, 1, "{{ i.no }}", boxed=True, across="center")
    wide(sheet, row, 2, 3, name, boxed=True)
    wide(sheet, row, 4, 4, "{{ i.target }}", boxed=True, across="center")
    wide(sheet, row, 5, 5, "{{ i.realisasi }}", boxed=True, across="center")
    number(sheet, row, 6, "{{ i.capaian }}")
    number(sheet, row, 7, "{{ i.bobot }}")
    number(sheet, row, 8, "{{ i.nilai }}")
    number(sheet, row, 9, "{{ i.kontribusi }}")
    for column in range(1, LAST):
        sheet.cell(row, column).font = look.font(size=SMALL)


def behaviours(sheet: Worksheet, row: int) -> int:
    """The seven values with the example that the rater wrote."""
    bar(sheet, row, "Perilaku kerja")
    words = ((1, 1, "No"), (2, 2, "Nilai BerAKHLAK"), (3, 3, "Rating (nilai)"), (4, LAST, "Contoh perilaku"))
    heads(sheet, row + 1, words)
    row = directive(sheet, row + 2, "{% for p in perilaku %}")
    wide(sheet, row, 1, 1, "{{ loop.index }}", boxed=True, across="center")
    wide(sheet, row, 2, 2, "{{ p.nilai }}", boxed=True)
    rated = "{{ p.rating ~ ' (' ~ (p.angka | angka) ~ ')' if p.rating else 'belum dinilai' }}"
    wide(sheet, row, 3, 3, rated, boxed=True)
    wide(sheet, row, 4, LAST, "{{ p.contoh | atau('–') }}", boxed=True)
    for column in range(1, LAST + 1):
        sheet.cell(row, column).font = look.font(size=SMALL)
    return directive(sheet, row + 1, "{% endfor %}")
