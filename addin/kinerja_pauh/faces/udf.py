"""The worksheet functions of Excel (Windows): each hands its cells to the core, a mistake becomes the cell's text.

Numbers and words of the law are those of the newest regulation in force, today PP 30/2019 with PermenPANRB 6/2022; an
office's own settings stand in its forms and are not known here. Off Windows xlwings gives the plain functions.

The names and the docstrings are what Excel shows: of each docstring its function wizard takes 255 characters.
"""
# Type hints would become xlwings converters, and Excel users know the functions by capitals:
# ruff: noqa: ANN001, ANN002, ANN201, N802
# mypy: disable-error-code="no-untyped-def, no-untyped-call, misc"

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import xlwings as xw

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.regulations import appraisal_regulations, credit_table, rulebook_for, survey_rules
from kinerja_pauh.sheets import cell_functions as core
from kinerja_pauh.sheets.function_arguments import each_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.sheets.function_arguments import Answer, CellValue

CATEGORY = "Penilaian Kinerja"
function = xw.func(category=CATEGORY)
cells = partial(xw.arg, ndim=2, err_to_str=True)
"""An argument: a block of rows whatever its size; the error of a cell as its name instead of a blank."""


def described(function):
    """Its docstring without line ends and indents: the wizard shows them, and they count among the 255."""
    function.__doc__ = " ".join(function.__doc__.split())
    return function


@function
@cells(
    "arah", doc="Makin tinggi makin baik, Makin rendah makin baik, atau Kualitatif: kata seperti di lembar Hasil Kerja."
)
@cells("target", doc="Target, lebih dari 0. Kosong untuk arah Kualitatif.")
@cells("target_atas", doc="Batas atas bila targetnya rentang; selain itu kosong.")
@cells("realisasi", doc="Yang tercapai, tanpa satuan; untuk arah Kualitatif ratingnya, misalnya Sesuai Ekspektasi.")
@cells("jenis", doc="Boleh kosong. Utama (bila kosong) atau Tambahan.")
@described
def NILAI_INDIKATOR(arah, target, target_atas, realisasi, jenis=None):
    """Nilai satu indikator (0–120) tanpa faktor luar, sama dengan kolom Nilai di lembar Hasil Kerja. Menerima satu sel
    atau rentang yang sama besar. Sel kosong: jawabannya kosong. Salah isi: teks berawalan ✕.
    """
    one = partial(core.indicator_score, _rules())
    return _answer(one, arah=arah, target=target, target_atas=target_atas, realisasi=realisasi, jenis=jenis)


@function
@cells("nilai_hasil", doc="Nilai hasil kerja, 0 sampai 120; dibulatkan dua desimal seperti tampilannya.")
@cells("nilai_perilaku", doc="Nilai perilaku, 0 sampai 120; dibulatkan dua desimal seperti tampilannya.")
@cells(
    "dengan_rekan", doc="Boleh kosong. Ya atau BENAR bila rekan kerja ikut menilai (60:40); kosong atau Tidak: 70:30."
)
@described
def NILAI_AKHIR(nilai_hasil, nilai_perilaku, dengan_rekan=None):
    """Nilai akhir dua desimal: 70 % nilai hasil kerja + 30 % nilai perilaku, atau 60:40 dengan rekan kerja (PP 30/2019
    ps. 41). Menerima satu sel atau rentang yang sama besar. Sel kosong: jawabannya kosong.
    """
    one = partial(core.final, _rules)
    return _answer(one, nilai_hasil=nilai_hasil, nilai_perilaku=nilai_perilaku, dengan_rekan=dengan_rekan)


@function
@cells("nilai_akhir", doc="Nilai akhir, 0 sampai 120; dibulatkan dua desimal seperti tampilannya.")
@cells("ide_baru", doc="Boleh kosong. Ya atau BENAR bila ada ide baru; tanpa itu Sangat Baik tidak tercapai.")
@described
def SEBUTAN(nilai_akhir, ide_baru=None):
    """Sebutan nilai akhir menurut PP 30/2019: Sangat Baik, Baik, Cukup, Kurang, atau Sangat Kurang. Sangat Baik perlu
    ide baru. Menerima satu sel atau rentang yang sama besar. Sel kosong: jawabannya kosong.
    """
    return _answer(partial(core.grade_of, _rules()), nilai_akhir=nilai_akhir, ide_baru=ide_baru)


@function
@cells("rating_hasil", doc="Di Bawah Ekspektasi, Sesuai Ekspektasi, atau Di Atas Ekspektasi; boleh disingkat: di atas.")
@cells(
    "rating_perilaku", doc="Di Bawah Ekspektasi, Sesuai Ekspektasi, atau Di Atas Ekspektasi; boleh disingkat: sesuai."
)
@described
def PREDIKAT(rating_hasil, rating_perilaku):
    """Predikat kinerja dari matriks rating hasil kerja dan rating perilaku (PermenPANRB 6/2022), tidak pernah dari
    angka. Menerima satu sel atau rentang yang sama besar. Sel kosong: jawabannya kosong.
    """
    return _answer(partial(core.predicate, _rules()), rating_hasil=rating_hasil, rating_perilaku=rating_perilaku)


@function
@cells("nip", doc="NIP atau NI PPPK, 18 angka, tersimpan sebagai Teks.")
@cells(
    "status_asn",
    doc="Boleh kosong. PNS, CPNS, PPPK, atau PPPK Paruh Waktu; bila diisi, bulan pengangkatan ikut diperiksa.",
)
@described
def CEK_NIP(nip, status_asn=None):
    """Memeriksa susunan NIP (tanggal lahir, pengangkatan, jenis kelamin, nomor urut): ✓ wajar, ▲ meragukan, atau ✕
    dengan sebabnya. Bukan bukti bahwa NIP itu ada. Menerima satu sel atau satu kolom NIP.
    """
    today = datetime.now().astimezone().date()
    return _answer(partial(core.nip_verdict, today), nip=nip, status_asn=status_asn)


@function
@cells(
    "*nilai",
    doc="Sembilan nilai rata-rata unsur (1–4), atau satu rentang berisi sembilan kolom, satu baris per responden.",
)
@described
def IKM(*nilai):
    """Indeks Kepuasan Masyarakat (25–100) menurut PermenPANRB 14/2017 dari sembilan unsur, bobot tepat sama. Jawaban
    yang kosong tidak dihitung; unsur tanpa satu pun jawaban membuat hasilnya kosong.
    """
    return _answer(partial(core.survey_index, survey_rules(), nilai))


@function
@cells("predikat", doc="Predikat kinerja, misalnya Baik.")
@cells("jenjang_atau_koefisien", doc="Nama jenjang, misalnya Ahli Muda, atau koefisien tahunannya, misalnya 25.")
@cells("bulan", doc="Boleh kosong. Lama dalam bulan, 1 sampai 12; bila kosong setahun penuh.")
@described
def ANGKA_KREDIT(predikat, jenjang_atau_koefisien, bulan=None):
    """Angka kredit jabatan fungsional dari predikat (PermenPANRB 1/2023 ps. 37): simulasi, BKN yang menetapkan.
    Menerima satu sel atau rentang yang sama besar. Sel kosong: jawabannya kosong.
    """
    one = partial(core.credit_points, credit_table())
    return _answer(one, predikat=predikat, jenjang_atau_koefisien=jenjang_atau_koefisien, bulan=bulan)


def _rules(*, with_peers: bool = False) -> Rulebook:
    """The rulebook of the newest regulation in force."""
    return rulebook_for(appraisal_regulations()[-1].in_force_from, with_peers=with_peers)


def _answer(one: Callable[..., Answer], **arguments: CellValue) -> Answer | list[list[Answer]]:
    """The answer for each cell. Nothing leaves as an exception: Excel would show its words as the cell's value."""
    try:
        return each_cell(one, _in_words, arguments)
    except Exception as mistake:  # noqa: BLE001 - said above
        return _in_words(mistake)


def _in_words(mistake: Exception) -> str:
    if isinstance(mistake, Refusal):
        return f"{core.WRONG} {mistake}"
    # By kind only: its text could hold a NIP.
    return f"{core.WRONG} kesalahan di dalam program ({type(mistake).__name__}); laporkan keterangan dalam kurung itu"
