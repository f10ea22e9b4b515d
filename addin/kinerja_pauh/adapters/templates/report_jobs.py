"""What the report shows of a person who moved, or acted for another post: every result of the period side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import look
from .report_cells import LAST, SMALL, bar, directive, gap, heads, note, number, wide

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WHAT = (
    "{{ t.jabatan | atau('–') }}{{ ' (laporan ini)' if t.kini else '' }}\n"
    "{{ t.mulai | tanggal }} – {{ t.selesai | tanggal }}{{ '\n▸ dihitung di rekap' if t.direkap else '' }}"
)
_PREDICATE = "{{ t.predikat | atau('belum ada') }}{{ ' (SEMENTARA)' if t.sementara else '' }}"
_NEVER_AVERAGED = (
    "Hasil setiap penugasan berdampingan dan tidak dirata-rata. Rekap mencantumkan pegawai menurut jabatannya sendiri "
    "yang terakhir."
)


def jobs(sheet: Worksheet, row: int) -> int:
    """Post, days, rater and result of each; nothing where there is only one result."""
    row = directive(sheet, row, "{% if penugasan %}")
    bar(sheet, row, "Penugasan dalam periode ini")
    words = ((1, 2, "Jabatan dan masa"), (3, 3, "Penilai"), (4, 4, "Nilai hasil kerja"), (5, 5, "Nilai perilaku"))
    heads(sheet, row + 1, (*words, (6, 6, "Nilai akhir"), (7, 8, "Sebutan"), (LAST, LAST, "Predikat")))
    sheet.row_dimensions[row + 1].height = 26
    row = directive(sheet, row + 2, "{% for t in penugasan %}")
    wide(sheet, row, 1, 2, _WHAT, boxed=True)
    wide(sheet, row, 3, 3, "{{ t.penilai | atau('–') }}", boxed=True)
    for column, code in ((4, "hasil"), (5, "perilaku"), (6, "akhir")):
        number(sheet, row, column, f"{{{{ t.{code} if t.{code} is not none else 'belum ada' }}}}")
    wide(sheet, row, 7, 8, "{{ t.sebutan | atau('belum ada') }}", boxed=True)
    wide(sheet, row, LAST, LAST, _PREDICATE, boxed=True)
    for column in range(1, LAST + 1):
        sheet.cell(row, column).font = look.font(size=SMALL)
    row = directive(sheet, row + 1, "{% endfor %}")
    note(sheet, row, _NEVER_AVERAGED)
    return directive(sheet, gap(sheet, row + 1), "{% endif %}")
