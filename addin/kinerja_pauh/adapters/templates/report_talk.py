"""The report's second page below the tables: outside factors, feedback, earlier periods, the way of the numbers, the
right to object, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment

from . import look
from .report_cells import LAST, POINTS, SCORE, SIZE, SMALL, bar, directive, gap, heads, label, note, number, wide

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CAUSE = (
    "{{ f.sebab }}{{ ', ' ~ (f.mulai | tanggal) ~ ' – ' ~ (f.selesai | tanggal) if f.mulai and f.selesai else '' }}. "
    "Bukti: {{ f.bukti | atau('belum disebut') }}. {{ f.keputusan }}"
)
_BESIDE = (
    "{{{{ {0}_mentah | angka(2) if {0}_mentah is not none else 'belum ada' }}}} → "
    "{{{{ 'dikeluarkan' if f.dikeluarkan else {0} | angka(2) if {0} is not none else 'belum ada' }}}}"
)
_BAR = "C9DDEF"


def factors(sheet: Worksheet, row: int) -> int:
    """What was outside the person's control, the raw numbers beside the adjusted ones; nothing where there is none."""
    row = directive(sheet, row, "{% if faktor_luar %}")
    bar(sheet, row, "Faktor luar: yang tidak dalam kendali pegawai")
    words = ((1, 1, "No"), (2, 4, "Sebab, waktu, bukti, keputusan"), (5, 5, "Cara"))
    heads(sheet, row + 1, (*words, (6, 7, "Capaian (%) semula → jadi"), (8, LAST, "Kontribusi semula → jadi")))
    sheet.row_dimensions[row + 1].height = 26
    row = directive(sheet, row + 2, "{% for f in faktor_luar %}")
    wide(sheet, row, 1, 1, "{{ f.no }}", boxed=True, across="center")
    wide(sheet, row, 2, 4, _CAUSE, boxed=True)
    wide(sheet, row, 5, 5, "{{ f.cara | atau('–') }}", boxed=True)
    wide(sheet, row, 6, 7, _BESIDE.format("f.capaian"), boxed=True, across="center")
    wide(sheet, row, 8, LAST, _BESIDE.format("f.kontribusi"), boxed=True, across="center")
    for column in range(1, LAST + 1):
        sheet.cell(row, column).font = look.font(size=SMALL)
    row = directive(sheet, row + 1, "{% endfor %}")
    return directive(sheet, gap(sheet, row), "{% endif %}")


def feedback(sheet: Worksheet, row: int) -> int:
    """What was said and agreed, an entry without a part leaving it out."""
    bar(sheet, row, "Umpan balik dan langkah bersama")
    row = directive(sheet, row + 1, "{% for u in umpan_balik %}")
    head = wide(sheet, row, 1, LAST, "{{ u.tanggal | tanggal if u.tanggal else 'Tanpa tanggal' }}")
    head.font = look.font(bold=True, size=SMALL)
    row += 1
    plan = "{{ u.rencana | atau('–') }}{{ ' Tenggat: ' ~ (u.tenggat | tanggal) ~ '.' if u.tenggat else '' }}"
    for condition, words, value in (
        ("u.baik", "Sudah baik", "{{ u.baik }}"),
        ("u.perbaiki", "Perlu diperbaiki", "{{ u.perbaiki }}"),
        ("u.rencana or u.tenggat", "Langkah bersama", plan),
    ):
        row = directive(sheet, row, f"{{% if {condition} %}}")
        label(sheet, row, words)
        wide(sheet, row, 3, LAST, value)
        row = directive(sheet, row + 1, "{% endif %}")
    row = directive(sheet, row, "{% endfor %}")
    row = directive(sheet, row, "{% if not umpan_balik %}")
    note(sheet, row, "Belum ada umpan balik tertulis. Mintalah pembicaraan dengan pejabat penilai Anda.")
    return directive(sheet, row + 1, "{% endif %}")


def history(sheet: Worksheet, row: int) -> int:
    """Earlier periods and this one, with bars."""
    row = directive(sheet, row, "{% if riwayat %}")
    bar(sheet, row, "Perjalanan nilai")
    row += 1
    words = ((1, 2, "Periode"), (3, 3, "Predikat"), (4, 4, "Nilai hasil kerja"), (5, 5, "Nilai perilaku"))
    heads(sheet, row, (*words, (6, LAST, "Nilai akhir")))
    row = directive(sheet, row + 1, "{% for r in riwayat %}")
    wide(sheet, row, 1, 2, "{{ r.periode }}{{ ' (laporan ini)' if r.kini else '' }}", boxed=True)
    wide(sheet, row, 3, 3, "{{ r.predikat | atau('belum ada') }}", boxed=True)
    for column, code in ((4, "hasil"), (5, "perilaku")):
        number(sheet, row, column, f"{{{{ r.{code} if r.{code} is not none else 'belum ada' }}}}")
    final = wide(sheet, row, 6, LAST, "{{ r.akhir if r.akhir is not none else 'belum ada' }}", boxed=True)
    final.number_format = SCORE
    for column in range(1, LAST + 1):
        sheet.cell(row, column).font = look.font(size=SMALL)
    sheet.conditional_formatting.add(f"F{row}", DataBarRule("num", 0, "num", 120, color=_BAR, showValue=True))
    row = directive(sheet, row + 1, "{% endfor %}")
    row = directive(sheet, row, "{% else %}")
    note(sheet, row, "Perjalanan nilai: belum ada periode sebelumnya.")
    return directive(sheet, row + 1, "{% endif %}")


def steps(sheet: Worksheet, row: int) -> int:
    """The computation in its main steps; all of it stands in the annex."""
    bar(sheet, row, "Bagaimana nilai ini dihitung")
    row = directive(sheet, row + 1, "{% for s in pokok %}")
    wide(sheet, row, 1, 2, "{{ s.uraian | trim }}", boxed=True).font = look.font(bold=True, size=SMALL)
    value = wide(sheet, row, 3, 3, "{{ s.nilai }}", boxed=True)
    value.number_format, value.font = POINTS, look.font(bold=True, size=SMALL)
    wide(sheet, row, 4, LAST, "{{ s.cara }}. Dasar: {{ s.dasar }}", boxed=True).font = look.font(size=SMALL)
    row = directive(sheet, row + 1, "{% endfor %}")
    note(sheet, row, "Setiap angka dengan sel dan peraturannya, serta arti (V2), (V1), (M), (D), ada di lampiran.")
    return row + 1


def objection(sheet: Worksheet, row: int) -> int:
    """What a person who disagrees may do, and until when."""
    bar(sheet, row, "Bila Anda tidak setuju")
    text = (
        "Anda berhak mengajukan keberatan tertulis beserta alasannya kepada atasan pejabat penilai, paling lambat "
        "{{ keberatan.hari }} {{ keberatan.satuan }} sesudah laporan ini diterima"
        "{{ ', yaitu ' ~ (keberatan.sampai | tanggal) if keberatan.sampai else '' }} ({{ keberatan.sumber }}). "
        "Atasan mendengar kedua pihak sebelum memutuskan."
    )
    wide(sheet, row + 1, 1, LAST, text)
    received = "{{ keberatan.diserahkan | tanggal if keberatan.diserahkan else '……………………………………' }}"
    wide(sheet, row + 2, 1, LAST, f"Laporan ini diterima tanggal {received}").font = look.font(bold=True, size=SIZE)
    return row + 3


def signatures(sheet: Worksheet, row: int) -> int:
    """One high row, so that no page break can part a name from its place to sign."""
    place = "{{ tempat | atau('…………………') }}, ……………………… 20……\n"
    for first, last, head, who in (
        (1, 2, "\nPegawai yang dinilai,", "pegawai"),
        (3, 5, f"{place}Pejabat penilai,", "penilai"),
        (6, LAST, "Mengetahui,\nAtasan pejabat penilai,", "atasan"),
    ):
        name = f"{{{{ {who}.nama | atau('……………………………………') }}}}\nNIP {{{{ {who}.nip | nip | atau('……………………………') }}}}"
        cell = wide(sheet, row, first, last, f"{head}\n\n\n\n\n{name}")
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    sheet.row_dimensions[row].height = 128
    return row + 1
