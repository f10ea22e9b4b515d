"""Beranda of the Induk: the year from top to bottom, each step with its button, result and command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Side

from kinerja_pauh.sheets import induk_layout as layout
from kinerja_pauh.sheets.extension_sheet import EXTENSIONS
from kinerja_pauh.sheets.job_sheet import JOBS
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW, PURPOSE_ROW, SUBTITLE_ROW, TITLE_ROW
from kinerja_pauh.sheets.service_sheets import LINKS
from kinerja_pauh.sheets.year_sheets import CHANGES, OBJECTIONS

from . import look
from .table_sheet import set_up_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

_WHEN, _STEP, _DOOR, _SECOND_DOOR, _RESULT, _COMMAND = range(1, 7)
_WIDTHS = (("A", 14), ("B", 77), ("C", 20), ("D", 20), ("E", 32), ("F", 26))
_HEADERS = ("Kapan", "Langkah", "Tombol atau lembar", "Tombol atau lembar", "Hasilnya", "Perintah yang sama")
_FIRST = HEADER_ROW  # the header stands in the row that other sheets leave to their buttons
_STEP_POINTS = 20.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the year. buttons: their captions; sheets: where something is typed; together at most two.
    when: said where a stretch of the year begins.
    """

    text: str
    buttons: tuple[str, ...] = ()
    result: str = ""
    command: str = ""
    sheets: tuple[str, ...] = ()
    when: str = ""


STEPS = (
    Step(
        "Isi satu baris untuk setiap orang; yang pindah atau menjadi Plt.: lembar Penugasan.",
        sheets=(layout.STAFF, JOBS),
        when="Menyiapkan",
    ),
    Step("Isi instansi, unit, periode, hari pertama dan hari terakhir.", sheets=(layout.SETTINGS,)),
    Step(
        "Periksa dan betulkan yang ditandai; ulangi kapan saja.",
        ("Periksa Induk", "Bersihkan Tanda"),
        "tanda di sel, lembar Temuan",
        "kinerja periksa",
    ),
    Step(
        "SKP: kirim buku kerja rencana kepada pegawai. Tanpa SKP: isi lembar Rencana sendiri.",
        ("Bagikan Rencana", "Status Rencana"),
        "1_dibagikan/SKP; lembar Temuan",
        "kinerja skp bagikan, status",
        when="Merencanakan",
    ),
    Step(
        "Rencana yang kembali taruh di 2_masuk, kumpulkan, lalu ajukan dan kirim kepada penilai.",
        ("Kumpulkan", "Ajukan Rencana"),
        "1_dibagikan/SKP",
        "kinerja skp ajukan",
    ),
    Step(
        "Jawaban penilai taruh di 2_masuk, kumpulkan: yang disetujui masuk lembar Rencana.",
        ("Kumpulkan",),
        "lembar Rencana",
        "kinerja kumpulkan",
        (layout.PLANS,),
    ),
    Step(
        "Bila ada data loket: isi Layanan dan Tautan Data, taruh berkasnya di data_layanan.",
        ("Muat Data Layanan",),
        "lembar Tautan Data; 3_rekap",
        "kinerja layanan",
        (LINKS,),
        when="Menilai",
    ),
    Step(
        "Minta pandangan pegawai atas kinerjanya sendiri; yang kembali taruh di 2_masuk.",
        ("Bagikan Pandangan", "Hasil Pandangan"),
        "1_dibagikan/pandangan; 3_rekap",
        "kinerja pandangan",
    ),
    Step(
        "Bila dengan_rekan = Ya: tanya rekan kerja tanpa nama; yang kembali taruh di 2_masuk.",
        ("Bagikan Kuesioner", "Hasil Kuesioner"),
        "1_dibagikan/rekan; 3_rekap",
        "kinerja rekan",
    ),
    Step(
        "Kirim satu formulir kepada setiap penilai.",
        ("Bagikan Formulir",),
        "1_dibagikan",
        "kinerja bagikan",
    ),
    Step(
        "Target berubah: catat sebab dan suratnya, bagikan lagi. Perlu waktu: catat perpanjangan.",
        sheets=(CHANGES, EXTENSIONS),
    ),
    Step(
        "Formulir yang kembali taruh di 2_masuk, kumpulkan; lihat siapa yang belum, kirim pengingat.",
        ("Kumpulkan", "Monitor"),
        "lembar Temuan dan Monitor; 3_rekap",
        "kinerja kumpulkan, monitor",
    ),
    Step(
        "Taruh berkas bukti di 5_bukti dan cocokkan dengan realisasinya.",
        ("Bukti Dukung",),
        "3_rekap; lembar Temuan",
        "kinerja bukti",
    ),
    Step(
        "Rekap dan dasbor untuk pimpinan, laporan untuk setiap pegawai.",
        ("Rekap", "Buat Laporan"),
        "3_rekap; 4_laporan",
        "kinerja rekap, laporan",
        when="Menyerahkan",
    ),
    Step(
        "Bila ada keberatan: catat di lembar Keberatan, susun berkasnya, isi keputusannya.",
        ("Berkas Keberatan",),
        "4_laporan",
        "kinerja keberatan",
        (OBJECTIONS,),
    ),
    Step(
        "Langkah pengembangan, bahan penghargaan, dan pembinaan.",
        ("Tindak Lanjut",),
        "3_rekap",
        "kinerja tindak-lanjut",
        when="Menutup",
    ),
    Step(
        "Tutup periode: hanya bila tidak ada lagi yang terbuka. Anda ditanya dahulu.",
        ("Tutup Periode",),
        "register; kiriman baru ditolak",
        "kinerja tutup",
    ),
)
_COUNTS = (
    ("Pegawai yang dinilai", f'SUMPRODUCT(({{aktif}}="{layout.ACTIVE}")*1)', ""),
    (
        "Pegawai dinilai tanpa rencana",
        f'SUMPRODUCT(({{aktif}}="{layout.ACTIVE}")*ISNA(MATCH({{nip}},{{rencana}},0)))',
        "Harus 0 sebelum formulir dibagikan.",
    ),
    (
        "Pegawai dinilai tanpa penilai",
        f'SUMPRODUCT(({{aktif}}="{layout.ACTIVE}")*({{penilai}}=""))',
        "Harus 0 sebelum formulir dibagikan.",
    ),
    ("Baris rencana", 'SUMPRODUCT(({rencana}<>"")*1)', ""),
)


def button_places() -> Iterator[tuple[int, int, str]]:
    """Row, column and caption of each button beside the steps; it covers the same words in the cell."""
    for row, step in enumerate(STEPS, start=_FIRST):
        yield from ((row, column, caption) for column, caption in enumerate(step.buttons, start=_DOOR))


def write_home(sheet: Worksheet) -> None:
    """The whole sheet."""
    for letter, width in _WIDTHS:
        sheet.column_dimensions[letter].width = width
    look.title(sheet.cell(TITLE_ROW, 1, "Induk Penilaian Kinerja"))
    look.note(sheet.cell(SUBTITLE_ROW, 1), strong=True)
    purpose = (
        "Buku kerja HR. Kerjakan dari atas ke bawah; setiap langkah punya tombol di sini atau di pita, atau perintah."
    )
    look.note(sheet.cell(PURPOSE_ROW, 1, purpose))
    sheet.row_dimensions[TITLE_ROW].height = 24
    for column, header in enumerate(_HEADERS, start=1):
        look.heading(sheet.cell(_FIRST - 1, column, header))
    for row, step in enumerate(STEPS, start=_FIRST):
        _write_step(sheet, row, step)
    _write_counts(sheet, _FIRST + len(STEPS) + 2)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 85
    set_up_page(sheet, landscape=True)


def _write_step(sheet: Worksheet, row: int, step: Step) -> None:
    jumps = (f'=HYPERLINK("#\'{name}\'!A{FIRST_ROW}","{name}")' for name in step.sheets)
    doors = (*step.buttons, *jumps, "", "")[:2]
    for column, value in enumerate((step.when, step.text, *doors, step.result, step.command), start=1):
        cell = sheet.cell(row, column, value or None)
        colour = look.MUTED if column in {_RESULT, _COMMAND} else look.ACCENT
        cell.font = look.font() if column == _STEP else look.font(bold=column == _WHEN, colour=colour)
        horizontal = "center" if column in {_DOOR, _SECOND_DOOR} else None
        cell.alignment = Alignment(vertical="center", horizontal=horizontal)
        if step.when:
            cell.border = Border(top=Side(style="thin", color=look.RULE))
    sheet.row_dimensions[row].height = _STEP_POINTS


def _write_counts(sheet: Worksheet, first: int) -> None:
    sheet.cell(first - 1, _WHEN, "Keadaan sekarang").font = look.font(bold=True, colour=look.ACCENT)
    whole = {
        "aktif": layout.STAFF_TABLE.whole("Aktif"),
        "nip": layout.STAFF_TABLE.whole("NIP"),
        "penilai": layout.STAFF_TABLE.whole("NIP Penilai"),
        "rencana": layout.PLANS_TABLE.whole("NIP"),
    }
    for row, (label, formula, hint) in enumerate(_COUNTS, start=first):
        for column, value in ((_WHEN, "=" + formula.format(**whole)), (_STEP, f"{label}. {hint}".strip())):
            cell = sheet.cell(row, column, value)
            cell.font, cell.border, cell.fill = look.font(), look.BOX, look.fill(look.LOCKED)
            cell.alignment = Alignment(horizontal="center" if column == _WHEN else "left")
