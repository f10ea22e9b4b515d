"""Keberatan: the clock and the order of an objection (PP 30/2019 ps. 59). Who is right is for people to decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from .day_words import show_day
from .findings import Finding, Severity, place_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SATURDAY = 5


class DayBasis(StrEnum):
    """How the days of the clock are counted; the law's "hari" leaves it open."""

    CALENDAR = "Kalender"
    WORKING = "Kerja"


class Ruling(StrEnum):
    """Keputusan of the rater's superior."""

    UPHELD = "Dikabulkan"
    PARTLY = "Dikabulkan sebagian"
    REJECTED = "Ditolak"


class Stage(StrEnum):
    """How far an objection is."""

    RESPONSE = "Menunggu tanggapan penilai"
    RULING = "Menunggu keputusan atasan penilai"
    RULED = "Sudah diputus"


@dataclass(frozen=True, slots=True)
class Objection:
    """One entry. received: when the person got the result; filed: when the objection came in; response: the rater's
    side; ruled: day of the ruling. period: as it was typed, "" for the one that the office is in. places: attribute ->
    cell.
    """

    nip: str
    received: date | None
    filed: date | None
    reason: str
    response: str = ""
    ruling: Ruling | None = None
    ruling_reason: str = ""
    ruled: date | None = None
    period: str = ""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def stage(self) -> Stage:
        if self.ruling is not None:
            return Stage.RULED
        return Stage.RULING if self.response else Stage.RESPONSE


def last_day(received: date, days: int, basis: DayBasis) -> date:
    """The last day on which an objection is in time; the day of receipt itself does not count.

    Working days leave out Saturdays and Sundays; public holidays are not known here.

    >>> last_day(date(2027, 1, 8), 14, DayBasis.CALENDAR), last_day(date(2027, 1, 8), 2, DayBasis.WORKING)
    (datetime.date(2027, 1, 22), datetime.date(2027, 1, 12))
    """
    if basis is DayBasis.CALENDAR:
        return received + timedelta(days=days)
    day = received
    for _ in range(days):
        day += timedelta(days=1)
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
    return day


def objection_findings(one: Objection, days: int, basis: DayBasis) -> tuple[Finding, ...]:
    """What keeps an entry from being a regular objection, and what it still lacks."""
    return tuple(_findings(one, days, basis))


def _findings(one: Objection, days: int, basis: DayBasis) -> Iterator[Finding]:
    needed = (("received", "Diterima Pegawai"), ("filed", "Diajukan"), ("reason", "Alasan Pegawai"))
    for name, header in needed:
        if not getattr(one, name):
            yield _at(one, name, "keberatan-kosong", f"{header} belum diisi. Lengkapi, atau hapus baris keberatannya.")
    if one.received and one.filed:
        yield from _clock(one, one.received, one.filed, last_day(one.received, days, basis))
    if one.ruling is not None:
        yield from _ruling(one)


def _clock(one: Objection, received: date, filed: date, last: date) -> Iterator[Finding]:
    if filed < received:
        message = "Keberatan diajukan sebelum hasilnya diterima. Betulkan salah satu tanggalnya."
        yield _at(one, "filed", "keberatan-tanggal", message)
    elif filed > last:
        message = (
            f"Keberatan ini lewat waktu: hari terakhirnya {show_day(last)}. Periksa tanggal diterimanya; bila "
            "benar, sampaikan kepada pegawai bahwa keberatannya tidak dapat diproses, dan bicarakan di dialog kinerja."
        )
        yield _at(one, "filed", "keberatan-lewat", message)


def _ruling(one: Objection) -> Iterator[Finding]:
    if not one.response:
        message = "Keputusan diambil sebelum penilai menanggapi. Kedua pihak harus didengar: isi Tanggapan Penilai."
        yield _at(one, "response", "keberatan-sepihak", message)
    if not one.ruling_reason:
        message = "Keputusan tanpa alasan. Tulis alasannya agar pegawai dan penilai dapat mengikutinya."
        yield _at(one, "ruling_reason", "putusan-tanpa-alasan", message)
    if one.ruled is None:
        yield _at(one, "ruled", "keberatan-kosong", "Diputus Pada belum diisi. Isi tanggal keputusannya.")
    elif one.filed and one.ruled < one.filed:
        message = "Tanggal keputusan lebih awal daripada tanggal pengajuan. Betulkan salah satunya."
        yield _at(one, "ruled", "keberatan-tanggal", message)


def _at(one: Objection, name: str, code: str, message: str) -> Finding:
    sheet, cell = place_parts(one.places.get(name, ""))
    return Finding(sheet, cell, code, Severity.WRONG, message)
