"""The numbers of the law on a form's sheet Petunjuk: each once, named for the formulas, with unit and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.rulebook import Provision

from .cells import column_letters
from .form_layout import GUIDE

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.appraisal.rulebook import Rulebook

    from .cells import Value

GUIDE_LINES = (
    "Formulir ini memuat semua pegawai yang Anda nilai. Isi hanya sel kuning muda; sel lain terkunci agar rumus aman.",
    "Lembar Hasil Kerja: ketik Realisasi sebagai angka saja (87,5), tanpa satuan. Baris Kualitatif: pilih dari daftar.",
    "Sebutkan Bukti Dukung tiap realisasi. Nilai yang punya bukti tidak diperdebatkan.",
    "Lembar Perilaku: pilih Rating ketujuh nilai BerAKHLAK menurut apa yang terlihat, bukan menurut kesan.",
    "Di Atas dan Di Bawah Ekspektasi wajib disertai contoh nyata: kapan, apa yang dilakukan, apa akibatnya.",
    "Lembar Faktor Luar: catat sebab di luar kendali pegawai (misalnya SIAK mati). Dihitung bila kedua atasan setuju.",
    "Lembar Umpan Balik: yang baik, yang perlu diperbaiki, langkah. Dialog: catatan pembicaraan. Bahan: dibaca saja.",
    "Lembar Ringkasan: pilih Rating Hasil dan Rating Perilaku. Bila berbeda dari usulan, isi Alasan.",
    "Kosong berarti belum dinilai, tidak pernah dianggap nol. Jingga: belum diisi. Merah: salah. ✓: lengkap.",
    "Simpan, tutup, lalu kembalikan berkas ini kepada HR tanpa mengganti nama lembar dan judul kolom.",
)
FIRST_GUIDE_ROW = 6
PARAMETER_TITLE_ROW = FIRST_GUIDE_ROW + len(GUIDE_LINES) + 1
LABEL, VALUE, UNIT, SOURCE, CONFIDENCE = 2, 3, 4, 5, 6
"""Columns of the parameter table; column A numbers the guide lines."""

CONFIDENCE_WORDS = {
    "V2": "tertulis di dua sumber atau lebih",
    "V1": "tertulis di satu sumber",
    "M": "setelan kantor (belum dicocokkan dengan naskah peraturan)",
    "D": "setelan kantor (usulan kinerja-pauh, bukan bunyi peraturan)",
}
"""What a confidence tag means to the reader; M and D may be changed by the office and say so."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number that formulas use under a defined name. provision: where it comes from in the rulebook."""

    name: str
    label: str
    provision: Callable[[Rulebook], Provision[Decimal]]


def _from_mapping(rating: Rating) -> Callable[[Rulebook], Provision[Decimal]]:
    return lambda rules: _with_value(rules.rating_scores, rules.rating_scores.value[rating])


def _from_grade(place: int) -> Callable[[Rulebook], Provision[Decimal]]:
    return lambda rules: _with_value(rules.grades, rules.grades.value[place].floor)


def _with_value(provision: Provision[Any], value: Decimal) -> Provision[Decimal]:
    return Provision(value, provision.unit, provision.source, provision.confidence)


def _work_share(rules: Rulebook) -> Provision[Decimal]:
    return rules.work_share_with_peers if rules.with_peers else rules.work_share


def _behaviour_share(rules: Rulebook) -> Provision[Decimal]:
    return _with_value(_work_share(rules), rules.shares[1])


PARAMETERS = (
    Parameter("nilai_di_atas", "Nilai rating Di Atas Ekspektasi", _from_mapping(Rating.ABOVE)),
    Parameter("nilai_sesuai", "Nilai rating Sesuai Ekspektasi", _from_mapping(Rating.MEETS)),
    Parameter("nilai_di_bawah", "Nilai rating Di Bawah Ekspektasi", _from_mapping(Rating.BELOW)),
    Parameter("batas_nilai", "Nilai tertinggi satu indikator", lambda rules: rules.score_cap),
    Parameter("maks_tambahan", "Jumlah tertinggi kinerja tambahan", lambda rules: rules.additional_cap),
    Parameter("maks_hasil_kerja", "Nilai hasil kerja tertinggi", lambda rules: rules.work_cap),
    Parameter("batas_faktor_luar", "Kenaikan tertinggi karena faktor luar (120: tanpa batas)", lambda r: r.outside_cap),
    Parameter("bobot_hasil", "Bobot hasil kerja dalam nilai akhir", _work_share),
    Parameter("bobot_perilaku", "Bobot perilaku dalam nilai akhir", _behaviour_share),
    Parameter(
        "ambang_hasil_di_atas", "Usulan Di Atas Ekspektasi mulai nilai hasil kerja", lambda rules: rules.work_above
    ),
    Parameter(
        "ambang_hasil_sesuai", "Usulan Sesuai Ekspektasi mulai nilai hasil kerja", lambda rules: rules.work_meets
    ),
    Parameter("ambang_sangat_baik", "Sebutan Sangat Baik mulai (dan ada ide baru)", _from_grade(0)),
    Parameter("ambang_baik", "Sebutan Baik mulai", _from_grade(1)),
    Parameter("ambang_cukup", "Sebutan Cukup mulai", _from_grade(2)),
    Parameter("ambang_kurang", "Sebutan Kurang mulai", _from_grade(3)),
)
PERIOD_NAMES = (
    ("periode_mulai", "Hari pertama periode"),
    ("periode_selesai", "Hari terakhir periode"),
    ("hari_periode", "Jumlah hari periode"),
)
FIRST_PARAMETER_ROW = PARAMETER_TITLE_ROW + 2
_PERIOD_ROW = FIRST_PARAMETER_ROW + len(PARAMETERS)
ADDITIONAL_TITLE_ROW = _PERIOD_ROW + len(PERIOD_NAMES) + 1
FIRST_ADDITIONAL_ROW = ADDITIONAL_TITLE_ROW + 2
ADDITIONAL_ROWS = 5
MATRIX_TITLE_ROW = FIRST_ADDITIONAL_ROW + ADDITIONAL_ROWS + 1
FIRST_MATRIX_ROW = MATRIX_TITLE_ROW + 2
HINT_ROW = FIRST_MATRIX_ROW + len(Rating) + 1
HINT = "ketik angka, misalnya 87,5"


def defined_names() -> dict[str, str]:
    """Name -> absolute range on the sheet Petunjuk."""
    letters = column_letters(VALUE)
    names = {p.name: f"${letters}${FIRST_PARAMETER_ROW + i}" for i, p in enumerate(PARAMETERS)}
    names |= {name: f"${letters}${_PERIOD_ROW + i}" for i, (name, _) in enumerate(PERIOD_NAMES)}
    first, last = FIRST_ADDITIONAL_ROW, FIRST_ADDITIONAL_ROW + ADDITIONAL_ROWS - 1
    for column, name in ((VALUE, "tambahan_batas"), (UNIT, "tambahan_persen"), (SOURCE, "tambahan_nilai")):
        names[name] = f"${column_letters(column)}${first}:${column_letters(column)}${last}"
    first, last = FIRST_MATRIX_ROW, FIRST_MATRIX_ROW + len(Rating) - 1
    names["daftar_rating"] = f"${column_letters(LABEL)}${first}:${column_letters(LABEL)}${last}"
    names["matriks_predikat"] = f"${column_letters(VALUE)}${first}:${column_letters(SOURCE)}${last}"
    names["contoh_angka"] = f"${column_letters(LABEL)}${HINT_ROW}"
    return {name: f"'{GUIDE}'!{place}" for name, place in names.items()}


def parameter_cells(rules: Rulebook, period: Period) -> dict[tuple[int, int], Value]:
    """What the parameter table holds for a rulebook and a period; labels included."""
    cells: dict[tuple[int, int], Value] = {}
    for row, parameter in enumerate(PARAMETERS, start=FIRST_PARAMETER_ROW):
        provision = parameter.provision(rules)
        cells |= _line(row, parameter.label, provision.value, provision)
    days: tuple[Value, ...] = (period.start, period.end, period.days)
    for row, ((_, label), value) in enumerate(zip(PERIOD_NAMES, days, strict=True), start=_PERIOD_ROW):
        cells |= {(row, LABEL): label, (row, VALUE): value, (row, SOURCE): "Pengaturan kantor"}
    cells[_PERIOD_ROW + 2, UNIT] = "hari"
    for row, band in enumerate(reversed(rules.additional_bands.value), start=FIRST_ADDITIONAL_ROW):
        cells |= {(row, LABEL): band.category, (row, VALUE): band.floor, (row, UNIT): band.share}
        cells[row, SOURCE] = band.score
        cells[row, CONFIDENCE] = CONFIDENCE_WORDS[rules.additional_bands.confidence]
    for row, work in enumerate(Rating, start=FIRST_MATRIX_ROW):
        cells[row, LABEL] = work
        for column, behaviour in enumerate(Rating, start=VALUE):
            cells[row, column] = rules.matrix.value[work, behaviour]
    cells[HINT_ROW, LABEL] = HINT
    return cells


def _line(row: int, label: str, value: Value, provision: Provision[Decimal]) -> dict[tuple[int, int], Value]:
    return {
        (row, LABEL): label,
        (row, VALUE): value,
        (row, UNIT): provision.unit,
        (row, SOURCE): provision.source,
        (row, CONFIDENCE): CONFIDENCE_WORDS[provision.confidence],
    }
