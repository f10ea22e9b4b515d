"""The sheets of the Induk about service data: what is promised, what it is linked to, how the columns of a log read."""

from __future__ import annotations

from enum import StrEnum

from kinerja_pauh.appraisal.service_figures import Measure

from .layout import MISSING, WRONG, Column, Look, Rule, Table
from .person_columns import NAME_FORMULA, needed, nip_column

SERVICES, LINKS, MAPPING = "Layanan", "Tautan Data", "Pemetaan Kolom"
YES, NO = "Ya", "Tidak"
FILLED = ("Realisasi", "Bukti", "Dihitung Pada")
"""Headers of Tautan Data that the import writes."""


class SourceKind(StrEnum):
    """What a file of service data is."""

    LOG = "Loket"
    SURVEY = "Survei"


class Meaning(StrEnum):
    """What a column of such a file says. Only these leave the reader; all else is never kept."""

    NUMBER = "Nomor Berkas"
    SERVICE = "Layanan"
    TAKEN_IN = "Diterima"
    TAKEN_IN_AT = "Jam Diterima"
    HANDED_OVER = "Diserahkan"
    HANDED_OVER_AT = "Jam Diserahkan"
    STANDARD = "Standar (jam)"
    OFFICER = "Petugas"
    DAY = "Tanggal Survei"
    U1 = "Unsur U1"
    U2 = "Unsur U2"
    U3 = "Unsur U3"
    U4 = "Unsur U4"
    U5 = "Unsur U5"
    U6 = "Unsur U6"
    U7 = "Unsur U7"
    U8 = "Unsur U8"
    U9 = "Unsur U9"
    IGNORED = "Abaikan"


ELEMENTS = tuple(one for one in Meaning if one.value.startswith("Unsur "))


def _positive(header: str) -> Rule:
    return Rule(WRONG, f'AND([{header}]<>"",OR(NOT(ISNUMBER([{header}])),N([{header}])<=0))')


SERVICES_TABLE = Table(
    SERVICES,
    "Layanan dan Standarnya",
    "Satu baris satu layanan yang tercatat di loket. Standar ditetapkan kantor; sebut sumbernya. Jam adalah jam "
    "kalender, malam dan hari libur ikut.",
    (
        Column("Layanan", 30, Look.WRAP, entry=True, prompt="Nama layanan, misalnya KTP-el."),
        Column(
            "Sebutan Lain",
            34,
            Look.WRAP,
            entry=True,
            prompt="Nama lain di buku loket, dipisah titik koma, misalnya: E-KTP; Cetak KTP.",
        ),
        Column(
            "Standar (jam)",
            12,
            Look.NUMBER,
            entry=True,
            prompt="Paling lama berapa jam, misalnya 24; boleh kosong. Sehari 24 jam.",
            rules=(_positive("Standar (jam)"),),
        ),
        Column(
            "Sumber Standar",
            44,
            Look.WRAP,
            entry=True,
            prompt="Keputusan atau SOP yang menetapkannya.",
            rules=(Rule(MISSING, 'AND([Standar (jam)]<>"",[Sumber Standar]="")'),),
        ),
        Column(
            "Batas Wajar (jam)",
            12,
            Look.NUMBER,
            entry=True,
            prompt="Lebih lama dari ini diperingatkan; kosong berarti 720 jam (30 hari).",
            rules=(_positive("Batas Wajar (jam)"),),
        ),
    ),
    frozen="Layanan",
    zoom=100,
)

_SAME = "([Rencana:NIP]=[NIP])*([Rencana:No]=[No Indikator])"
_INDICATOR = (
    f'IF(OR([NIP]="",[No Indikator]=""),"",IF(SUMPRODUCT({_SAME})=1,'
    f'LOOKUP(2,1/({_SAME}),[Rencana:Indikator]),"tidak ada di Rencana"))'
)


LINKS_TABLE = Table(
    LINKS,
    "Tautan Data Layanan",
    "Hubungkan indikator dengan data layanan. kinerja layanan mengisi tiga kolom kelabu di kanan; kinerja bagikan "
    "membawanya ke formulir.",
    (
        nip_column(),
        Column("Nama", 20, Look.WRAP, formula=NAME_FORMULA),
        Column(
            "No Indikator",
            11.5,
            Look.NUMBER,
            entry=True,
            prompt="Kolom No orang itu di lembar Rencana.",
            rules=(needed("No Indikator"),),
        ),
        Column("Indikator", 28, Look.WRAP, formula=_INDICATOR),
        Column(
            "Ukuran",
            17.5,
            entry=True,
            choices=tuple(Measure),
            prompt="Median dan Sesuai standar dari loket; IKM dan Unsur dari survei (skala 25–100).",
            rules=(needed("Ukuran"),),
        ),
        Column(
            "Layanan",
            17,
            Look.WRAP,
            entry=True,
            choices=f"=[{SERVICES}:Layanan]",
            prompt="Kosong berarti semua layanan.",
        ),
        Column(
            "Hanya Miliknya",
            10,
            entry=True,
            choices=(YES, NO),
            prompt="Ya: hanya berkas yang ia layani sendiri (kolom Petugas).",
        ),
        Column("Realisasi", 11, Look.NUMBER),
        Column("Bukti", 46, Look.WRAP),
        Column("Dihitung Pada", 17, Look.DATE),
    ),
    frozen="Nama",
    zoom=80,
    lines=3,
)

MAPPING_TABLE = Table(
    MAPPING,
    "Pemetaan Kolom",
    "Arti setiap judul kolom berkas Anda. Salah tebak? Pilih yang benar, lalu impor lagi.",
    (
        Column("Jenis", 12, entry=True, choices=tuple(SourceKind)),
        Column("Judul Kolom", 52, Look.WRAP, entry=True, prompt="Persis seperti di berkas."),
        Column(
            "Dibaca Sebagai",
            22,
            entry=True,
            choices=tuple(Meaning),
            prompt="Abaikan: kolom ini tidak dibaca dan tidak disimpan (misalnya nama dan NIK warga).",
            rules=(Rule(MISSING, 'AND([Judul Kolom]<>"",[Dibaca Sebagai]="")'),),
        ),
    ),
    frozen="Judul Kolom",
    landscape=False,
    zoom=100,
)

SERVICE_TABLES = (SERVICES_TABLE, LINKS_TABLE, MAPPING_TABLE)
