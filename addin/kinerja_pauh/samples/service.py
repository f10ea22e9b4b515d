"""A year at the counter of the invented office: a log as offices really keep it, a survey, and what is linked to them.

The log is dirty on purpose: dates in five shapes, a title above the table, no-break spaces, lines twice, days and
months exchanged, documents not handed over yet, a sum at the end. Nobody in it exists.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.service_figures import Link, Measure
from kinerja_pauh.appraisal.service_records import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .staff import SampleOffice

SEED = 14_2017
_SOP = "Contoh: SOP pelayanan kecamatan (fiktif)"
SERVICES = (
    Service("KTP-el", Decimal(24), _SOP, ("E-KTP", "Cetak KTP")),
    Service("Kartu Keluarga", Decimal(72), _SOP, ("KK",)),
    Service("Surat Pindah", Decimal(48), _SOP),
    Service("Dispensasi Nikah", Decimal(8), _SOP),
)
_WORKDAYS = {"KTP-el": (0, 0, 1, 1, 1), "Kartu Keluarga": (1, 2, 2, 2, 3), "Surat Pindah": (0, 1, 1, 2),
             "Dispensasi Nikah": (0,)}  # fmt: skip
_SPELLINGS = {"KTP-el": ("KTP-el", "KTP-el", "KTP\u00a0EL", "E-KTP"), "Kartu Keluarga": ("Kartu Keluarga", "KK")}
_LINKED = (
    # Begin of an indicator's name, what of the data fills it, of which service, only what the person handled.
    ("Waktu penyelesaian KTP-el per pemohon", Measure.HOURS, "KTP-el", True),
    ("Waktu penyelesaian Kartu Keluarga per pemohon", Measure.WORKDAYS, "Kartu Keluarga", True),
    ("Rata-rata nilai unsur perilaku pelaksana", Measure.U7, "", False),
    ("Rata-rata waktu penyelesaian KTP-el", Measure.HOURS, "KTP-el", False),
    ("Rata-rata waktu penyelesaian Kartu Keluarga", Measure.WORKDAYS, "Kartu Keluarga", False),
    ("Indeks Kepuasan Masyarakat loket", Measure.IKM, "", False),
    ("Indeks Kepuasan Masyarakat (IKM) kecamatan", Measure.IKM, "", False),
)
_OFFICERS = "staf_pelayanan"
_A_MONTH, _SURVEYED_A_MONTH, _SATURDAY = 24, 10, 5
_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
           "November", "Desember")  # fmt: skip
_LOG_HEADS = "No. Registrasi;Nama Pemohon;NIK;Jenis Layanan;Tgl/Jam Berkas Masuk;Tgl/Jam Diserahkan;Petugas Loket;Ket."
_SURVEY_HEADS = "No;Tanggal;Jenis Layanan;" + ";".join(f"U{number}" for number in range(1, 10)) + ";Saran"


@dataclass(frozen=True, slots=True)
class SampleService:
    """log, survey: the text of two CSV files. links: row 0, as HR would type them."""

    services: tuple[Service, ...]
    links: tuple[Link, ...]
    log: str
    survey: str


def service_data(sample: SampleOffice) -> SampleService:
    """What the counter of the office wrote down in its year; the same office always gives the same."""
    year = sample.period.start.year
    rng = random.Random(SEED + year)
    officers = [person.name for person in sample.rated if sample.kinds[person.nip] == _OFFICERS] or [""]
    lines = [
        "BUKU REGISTER LOKET PELAYANAN;;;;;;;",
        f"{sample.office.unit}, tahun {year};;;;;;;",
        ";;;;;;;",
        _LOG_HEADS,
    ]
    good = [_line(number, entry) for number, entry in enumerate(_entries(rng, year, officers), start=1)]
    lines += [*good, *_dirt(good, year, officers[0])]
    return SampleService(SERVICES, tuple(_links(sample)), "\r\n".join(lines) + "\r\n", _survey(rng, year))


@dataclass(frozen=True, slots=True)
class _Entry:
    service: str
    start: datetime
    end: datetime
    officer: str
    shape: int


def _entries(rng: random.Random, year: int, officers: list[str]) -> Iterator[_Entry]:
    for month in range(1, 13):
        for _ in range(_A_MONTH):
            service = rng.choice(("KTP-el", "KTP-el", "KTP-el", "Kartu Keluarga", "Kartu Keluarga", *_WORKDAYS))
            start = _at_work(datetime(year, month, rng.randint(1, 24), rng.randint(8, 14), rng.randrange(60)))  # noqa: DTZ001 - the clock on the office's wall
            yield _Entry(service, start, _finished(rng, service, start), rng.choice(officers), rng.randrange(5))


def _finished(rng: random.Random, service: str, start: datetime) -> datetime:
    """Later on the same day, or on one of the next working days."""
    days = rng.choice(_WORKDAYS[service])
    if not days:
        return start + timedelta(minutes=rng.randint(25, 110))
    end = start
    for _ in range(days):
        end = _at_work(end + timedelta(days=1))
    return end.replace(hour=rng.randint(8, 12), minute=rng.randrange(60))


def _at_work(moment: datetime) -> datetime:
    while moment.weekday() >= _SATURDAY:
        moment += timedelta(days=1)
    return moment


def _line(number: int, entry: _Entry) -> str:
    spellings = _SPELLINGS.get(entry.service, (entry.service,))
    shown = (_written(entry.start, entry.shape), _written(entry.end, entry.shape))
    fields = (f"{number:04}/PAUH/{entry.start.year}", f"Warga {number:04} (Fiktif)", f"{number:016}")
    return ";".join((*fields, spellings[number % len(spellings)], *shown, entry.officer, ""))


def _written(moment: datetime, shape: int) -> str:
    """A moment in one of the shapes that a year's log mixes."""
    month, clock = _MONTHS[moment.month - 1], f"{moment.hour:02}.{moment.minute:02}"
    shapes = (
        f"{moment:%d/%m/%Y %H:%M}",
        f"{moment:%Y-%m-%d %H:%M}",
        f"{moment.day} {month} {moment.year} {clock}",
        f"{moment.day}\u00a0{month[:3]}\u00a0{moment.year}\u00a0{clock}",
        f"{moment:%d-%m-%y} {clock}",
    )
    return shapes[shape]


def _dirt(good: list[str], year: int, officer: str) -> list[str]:
    """What every such book has: each of these lines must be refused, and the program must say why."""
    who = "Warga (Fiktif);0000000000000000"
    return [
        good[3],
        good[40],
        f"0901/PAUH/{year};{who};KTP-el;10/03/{year} 09:15;09/03/{year} 10:00;{officer};",
        f"0902/PAUH/{year};{who};KTP-el;30/06/{year} 09:15;07/01/{year} 10:00;{officer};",
        f"0903/PAUH/{year};{who};Kartu Keluarga;28/12/{year - 1} 09:15;30/12/{year - 1} 10:00;{officer};",
        f"0904/PAUH/{year};{who};Kartu Keluarga;{year}-12-29 13:20;;{officer};menunggu blangko",
        f"0905/PAUH/{year};{who};Legalisir;12 Mei {year} 08.30;12 Mei {year} 09.00;{officer};",
        f"0906/PAUH/{year};{who};KTP-el;31/04/{year} 08:30;02/05/{year} 09:00;{officer};",
        f"0907/PAUH/{year};{who};KTP-el;;02/05/{year} 09:00;{officer};",
        "Jumlah;;;;;;;295 berkas",
    ]


def _survey(rng: random.Random, year: int) -> str:
    lines = [_SURVEY_HEADS]
    for number in range(12 * _SURVEYED_A_MONTH):
        month, service = number // _SURVEYED_A_MONTH + 1, rng.choice(("KTP-el", "KTP-el", "Kartu Keluarga"))
        answers = [str(rng.choice((3, 3, 3, 4, 4, 3, 2 if unsur == 2 else 3))) for unsur in range(9)]  # noqa: PLR2004 - the third unsur, waiting, is the weakest everywhere
        if number % 17 == 0:
            answers[rng.randrange(9)] = ""
        lines.append(f"{number + 1};{rng.randint(1, 28):02}/{month:02}/{year};{service};{';'.join(answers)};")
    lines.append(f"{len(lines)};15/12/{year};KTP-el;{';'.join('339333333')};")
    return "\r\n".join(lines) + "\r\n"


def _links(sample: SampleOffice) -> Iterator[Link]:
    for person in sample.rated:
        for row in sample.plans[person.nip]:
            found = next((one for one in _LINKED if row.name.startswith(one[0])), None)
            if found:
                yield Link(person.nip, row.number, found[1], found[2], found[3], 0)
