"""The workbook in which an employee drafts the annual plan: columns, drop-downs, live states. Nothing runs in it."""

from __future__ import annotations

from dataclasses import replace

from kinerja_pauh.appraisal.model import Aspect, Direction, Kind

from .layout import MISSING, WRONG, Column, Look, Rule, Table
from .skp_words import ACTIVITIES, BANK, PLAN, SUPERIOR

LEAST_ROWS, SPARE_ROWS = 20, 6
"""Rows of the plan: at least so many, and always some that are empty."""

_TYPED = (
    "Jenis", "RHK Atasan", "Rencana Hasil Kerja", "Aspek", "Indikator", "Satuan", "Arah", "Target", "Bobot (%)",
)  # fmt: skip
_USED = "(" + "&".join(f"[{header}]" for header in _TYPED) + '<>"")'
_QUALITATIVE = f'[Arah]="{Direction.QUALITATIVE}"'
_NO_TARGET = f"AND(NOT({_QUALITATIVE}),NOT(ISNUMBER([Target])))"
_BAD_TARGET = f"AND(NOT({_QUALITATIVE}),N([Target])<=0)"
_BAD_RANGE = f'AND([Target Atas]<>"",NOT({_QUALITATIVE}),OR(NOT(ISNUMBER([Target Atas])),N([Target Atas])<N([Target])))'
_BAD_WEIGHT = "OR(NOT(ISNUMBER([Bobot (%)])),N([Bobot (%)])<=0)"
_STATES = (
    ('[Jenis]=""', "▲ pilih Jenis"),
    ('[Rencana Hasil Kerja]=""', "▲ isi hasil kerja"),
    ('[Aspek]=""', "▲ pilih Aspek"),
    ('[Indikator]=""', "▲ isi Indikator"),
    (f'AND([Satuan]="",NOT({_QUALITATIVE}))', "▲ isi Satuan"),
    ('[Arah]=""', "▲ pilih Arah"),
    (_NO_TARGET, "▲ isi angka Target"),
    (_BAD_TARGET, "✕ Target harus > 0"),
    (_BAD_RANGE, "✕ Target Atas keliru"),
    (_BAD_WEIGHT, "▲ isi Bobot"),
    (f'AND([Jenis]="{Kind.MAIN}",[RHK Atasan]="")', "▲ pilih RHK Atasan"),
    ('[Sumber Data]=""', "▲ isi Sumber Data"),
)


def _state() -> str:
    """Nothing in an empty row, the first thing that is missing, or that all is there."""
    chain = '"✓ Lengkap"'
    for test, words in reversed(_STATES):
        chain = f'IF({test},"{words}",{chain})'
    return f'IF(NOT{_USED},"",{chain})'


def _needed(header: str, *, but: str = "") -> Rule:
    return Rule(MISSING, f'AND({_USED},[{header}]=""{but})')


_RESULT = Column(
    "Rencana Hasil Kerja",
    30,
    Look.WRAP,
    entry=True,
    prompt="Hasil yang Anda serahkan, bukan kegiatannya. Boleh sama untuk beberapa indikator.",
    rules=(_needed("Rencana Hasil Kerja"),),
)
_MEASURE = (
    Column("Aspek", 10, entry=True, choices=tuple(Aspect), rules=(_needed("Aspek"),)),
    Column("Indikator", 29, Look.WRAP, entry=True, prompt="Ukuran hasil itu.", rules=(_needed("Indikator"),)),
    Column(
        "Satuan",
        11,
        Look.WRAP,
        entry=True,
        prompt="Misalnya persen, hari kerja, dokumen.",
        rules=(_needed("Satuan", but=f",NOT({_QUALITATIVE})"),),
    ),
    Column("Arah", 14, Look.WRAP, entry=True, choices=tuple(Direction), rules=(_needed("Arah"),)),
    Column(
        "Target",
        14,
        Look.NUMBER,
        entry=True,
        prompt="Angka saja, tanpa satuan. Untuk Kualitatif: kalimat singkat.",
        rules=(Rule(MISSING, f'AND({_USED},[Target]="",NOT({_QUALITATIVE}))'), Rule(WRONG, _BAD_TARGET)),
    ),
    Column(
        "Target Atas",
        8,
        Look.NUMBER,
        entry=True,
        prompt="Batas atas bila target berupa rentang; selain itu kosong.",
        rules=(Rule(WRONG, _BAD_RANGE),),
    ),
    Column(
        "Sumber Data",
        20,
        Look.WRAP,
        entry=True,
        prompt="Dari mana realisasi diambil dan siapa yang mencatatnya.",
        rules=(_needed("Sumber Data"),),
    ),
)

PLAN_TABLE = Table(
    PLAN,
    "Rencana Kerja Tahunan (SKP)",
    "Satu baris satu indikator. Kirim kembali kepada HR bila semua baris ✓ Lengkap dan bobot pas 100.",
    (
        Column("No", 4.5, Look.NUMBER),
        Column("Jenis", 10, entry=True, choices=tuple(Kind), rules=(_needed("Jenis"),)),
        Column(
            "RHK Atasan",
            26,
            Look.WRAP,
            entry=True,
            choices=f"=[{SUPERIOR}:RHK Atasan]",
            open_list=True,
            prompt="Pilih hasil penilai yang Anda dukung. Bila belum ada di daftar, boleh diketik.",
            rules=(_needed("RHK Atasan", but=f',[Jenis]="{Kind.MAIN}"'),),
        ),
        _RESULT,
        *_MEASURE,
        Column(
            "Bobot (%)",
            8.5,
            Look.NUMBER,
            entry=True,
            prompt="Jumlah baris Utama harus tepat 100. Sepertiga: 33,33 33,33 33,34.",
            rules=(_needed("Bobot (%)"), Rule(WRONG, _BAD_WEIGHT)),
        ),
        Column("Keadaan", 20, Look.STATE, formula=_state()),
    ),
    frozen="No",
    zoom=85,
)
SUPERIOR_TABLE = Table(
    SUPERIOR,
    "RHK Atasan",
    "Hasil yang direncanakan penilai Anda. Setiap hasil Anda sebaiknya mendukung salah satunya.",
    (
        Column("No", 5, Look.COUNT),
        Column("RHK Atasan", 76, Look.WRAP),
        Column("Ukuran", 76, Look.WRAP),
    ),
    frozen="No",
    zoom=90,
)


def _plain(column: Column) -> Column:
    """A column of examples: the same drop-downs, so that copying does not lose them, and nothing marked as missing."""
    return replace(column, rules=(), prompt="")


BANK_TABLE = Table(
    BANK,
    "Bank Indikator",
    "Contoh untuk pekerjaan kecamatan. Salin sel Rencana Hasil Kerja sampai Sumber Data, tempel di lembar Rencana SKP, "
    "lalu sesuaikan.",
    (
        Column("Jabatan", 30, Look.WRAP, entry=True),
        replace(_plain(_RESULT), width=38),
        *(_plain(column) for column in _MEASURE),
    ),
    frozen="Jabatan",
    zoom=80,
)
ACTIVITIES_TABLE = Table(
    ACTIVITIES,
    "Kata Kegiatan",
    "Rencana yang diawali kata di kolom kiri diberi saran. Kolom kanan: awal kalimat hasilnya; boleh kosong.",
    (Column("Kata Kegiatan", 28, entry=True), Column("Kata Hasil", 28, entry=True)),
    frozen="Kata Kegiatan",
    landscape=False,
    zoom=100,
)
PLAN_TABLES = {table.sheet: table for table in (PLAN_TABLE, SUPERIOR_TABLE)}
"""The tables under the seal. The bank is for copying from, and nothing is read from it."""
BANK_TABLES = {table.sheet: table for table in (BANK_TABLE, ACTIVITIES_TABLE)}

_MAIN_WEIGHTS = f'SUMIF([{PLAN}:Jenis],"{Kind.MAIN}",[{PLAN}:Bobot (%)])'
_MAIN_ROWS = f'COUNTIF([{PLAN}:Jenis],"{Kind.MAIN}")'
_EACH = f"ROUNDDOWN(100/{_MAIN_ROWS},2)"
SUM_FORMULA = f"ROUND({_MAIN_WEIGHTS},4)"
SUM_STATE_FORMULA = (
    f'IF({_MAIN_ROWS}=0,"▲ belum ada Utama",IF({SUM_FORMULA}=100,"✓ bobot pas 100",'
    f'IF({SUM_FORMULA}<100,"▲ kurang "&ROUND(100-{SUM_FORMULA},4),"✕ lebih "&ROUND({SUM_FORMULA}-100,4))))'
)
OFFER_FORMULA = (
    f'IF({_MAIN_ROWS}<2,"",IF({SUM_FORMULA}=100,"","Bila dibagi rata: "&({_MAIN_ROWS}-1)&" baris × "&{_EACH}&", satu '
    f'baris "&ROUND(100-({_MAIN_ROWS}-1)*{_EACH},2)))'
)
SUM_ROW = 5
"""Row between heading and headers where the sum of the weights stands."""
