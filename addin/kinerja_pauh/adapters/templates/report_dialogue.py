"""What the report shows of talks and of what others said: beside the feedback where it fits, else on pages of its own.

None of it counts. A report about whom nobody wrote any of it has neither a heading nor a page for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

from . import look
from .report_cells import LAST, SMALL, bar, directive, gap, heads, label, note, wide

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ON_THE_PAGE = "dialog and dialog_muat"
ON_PAGES_OF_ITS_OWN = "pandangan or penugasan_lain or (dialog and not dialog_muat)"


def dialogues(sheet: Worksheet, row: int) -> int:
    """Below the feedback on the second page: the talks where there is room, and where to find what is not here."""
    row = directive(sheet, row, f"{{% if {ON_THE_PAGE} %}}")
    row = gap(sheet, _talks(sheet, row))
    row = directive(sheet, row, "{% endif %}")
    row = directive(sheet, row, f"{{% if {ON_PAGES_OF_ITS_OWN} %}}")
    note(sheet, row, "Catatan lain yang tidak ikut dihitung ada di lampiran.")
    row = gap(sheet, row + 1)
    return directive(sheet, row, "{% endif %}")


def annex(sheet: Worksheet, row: int) -> int:
    """After the signatures, from a new page on."""
    row = directive(sheet, row, f"{{% if {ON_PAGES_OF_ITS_OWN} %}}")
    sheet.row_breaks.append(Break(id=row))
    row = gap(sheet, row)
    look.note(wide(sheet, row, 1, LAST, "Lampiran: dialog dan pandangan (tidak dihitung)"), strong=True)
    note(sheet, row + 1, "Tidak ada angka di laporan ini yang berasal dari lampiran ini; gunanya untuk dibicarakan.")
    row = gap(sheet, row + 2)
    row = directive(sheet, row, "{% if dialog and not dialog_muat %}")
    row = gap(sheet, _talks(sheet, row))
    row = directive(sheet, row, "{% endif %}")
    row = _told(sheet, row, "pandangan", "Pandangan pegawai dan rekan (tidak dihitung)")
    row = _told(sheet, row, "penugasan_lain", "Penugasan lain (tidak dihitung)")
    return directive(sheet, row, "{% endif %}")


def _talks(sheet: Worksheet, row: int) -> int:
    """Each talk with its day, what it was about, the person's own words and what was agreed."""
    bar(sheet, row, "Dialog kinerja")
    row = directive(sheet, row + 1, "{% for d in dialog %}")
    head = wide(sheet, row, 1, LAST, _TALK)
    head.font = look.font(bold=True, size=SMALL)
    row += 1
    for name, words in (("pendapat", "Pendapat pegawai"), ("kesepakatan", "Kesepakatan")):
        row = directive(sheet, row, f"{{% if d.{name} %}}")
        label(sheet, row, words)
        wide(sheet, row, 3, LAST, f"{{{{ d.{name} }}}}")
        row = directive(sheet, row + 1, "{% endif %}")
    return directive(sheet, row, "{% endfor %}")


_TALK = "{{ d.tanggal | tanggal if d.tanggal else 'Tanpa tanggal' }}{{ ': ' ~ d.pokok if d.pokok else '' }}"


def _told(sheet: Worksheet, row: int, name: str, words: str) -> int:
    """A table of what the rater was shown; nothing where there is none."""
    row = directive(sheet, row, f"{{% if {name} %}}")
    bar(sheet, row, words)
    heads(sheet, row + 1, ((1, 2, "Tentang"), (3, 7, "Isi"), (8, LAST, "Sumber")))
    row = directive(sheet, row + 2, f"{{% for b in {name} %}}")
    wide(sheet, row, 1, 2, "{{ b.tentang | atau('–') }}", boxed=True)
    wide(sheet, row, 3, 7, "{{ b.isi | atau('–') }}", boxed=True)
    wide(sheet, row, 8, LAST, "{{ b.sumber }}", boxed=True)
    for column in range(1, LAST + 1):
        sheet.cell(row, column).font = look.font(size=SMALL)
    row = directive(sheet, row + 1, "{% endfor %}")
    return directive(sheet, gap(sheet, row), "{% endif %}")
