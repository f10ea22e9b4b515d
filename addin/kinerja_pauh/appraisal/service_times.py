"""How long a service took: each line of the counter log judged, and refused with its reason where it cannot count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from .day_words import moment_words
from .findings import Finding, Severity
from .rounding import divide
from .service_records import HOURS_A_DAY, Counted, Judged, Noted, service_key
from .wording import quote, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .model import Period
    from .service_records import Service, ServiceRecord, Stamp

_HOUR, _SATURDAY = Decimal(3600), 5


def judge(records: Sequence[ServiceRecord], services: Mapping[str, Service], period: Period) -> Judged:
    """Each line once: counted or refused. services: by `service_key`.

    A line belongs to the period in which the document was handed over. What comes out does not depend on the order of
    the lines, but for which of several equal lines is called the first.
    """
    counted: list[Counted] = []
    refused: list[Noted] = []
    warned: list[Noted] = []
    quarrels = _quarrels(records)
    first: dict[tuple[object, ...], ServiceRecord] = {}
    for record in records:
        whole = _whole(record, services.get(service_key(record.service)))
        if isinstance(whole, Finding):
            refused.append(Noted(record, whole))
            continue
        if finding := _untimely(whole, period) or _twice(record, quarrels, first):
            refused.append(Noted(record, finding))
            continue
        counted.append(_counted(whole))
        if too_long := _too_long(counted[-1], whole.service):
            warned.append(Noted(record, too_long))
    return Judged(tuple(counted), tuple(refused), tuple(warned))


def median(values: Iterable[Decimal]) -> Decimal | None:
    """The middle value, or the mean of the two middle ones, not rounded; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else divide(ordered[half - 1] + ordered[half], Decimal(2))


@dataclass(frozen=True, slots=True)
class _Whole:
    """A line with all that counts."""

    record: ServiceRecord
    service: Service
    start: Stamp
    end: Stamp


def _whole(record: ServiceRecord, service: Service | None) -> _Whole | Finding:
    """The line, or what it lacks."""
    if not record.service:
        return _finding(record, "service", "layanan-kosong", "Nama layanan kosong. Isi, lalu impor lagi.")
    if service is None:
        message = (
            f'Layanan "{quote(record.service)}" tidak ada di lembar Layanan. Tambahkan di sana, atau tulis sebagai '
            "Sebutan Lain dari layanan yang sama."
        )
        return _finding(record, "service", "layanan-tak-dikenal", message)
    if record.taken_in is None:
        message = "Tanggal diterima kosong, jadi lamanya tidak diketahui. Isi dari buku loket, lalu impor lagi."
        return _finding(record, "taken_in", "tanggal-kosong", message)
    if record.handed_over is None:
        message = "Belum ada tanggal diserahkan, jadi berkas ini belum dihitung. Isi bila sudah selesai."
        return _finding(record, "handed_over", "belum-diserahkan", message, Severity.WARNING)
    return _Whole(record, service, record.taken_in, record.handed_over)


@dataclass(frozen=True, slots=True)
class _Held:
    """What two moments are held against. timed: both have a time of day."""

    period: Period
    longest: Decimal
    timed: bool


def _untimely(one: _Whole, period: Period) -> Finding | None:
    """What is wrong with the two moments, day and month exchanged being the first suspicion."""
    record, start, end = one.record, one.start, one.end
    for stamp, place in ((start, "taken_in"), (end, "handed_over")):
        if stamp.doubtful:
            return _finding(record, place, "hari-bulan-ambigu", _both_readings(stamp))
    held = _Held(period, one.service.longest, start.timed and end.timed)
    trouble = _trouble(start.when, end.when, held)
    if helped := _helped(start, end, held) if trouble else "":
        stamp = start if helped == "taken_in" else end
        return _finding(record, helped, "hari-bulan-tertukar", _both_readings(stamp))
    if trouble in ("", _LONG):
        return None
    if trouble == _OUTSIDE:
        message = (
            f"Tanggal diserahkan {moment_words(end.when, timed=end.timed)} di luar periode {period.label}. Betulkan, "
            "atau biarkan bila memang milik periode lain."
        )
        return _finding(record, "handed_over", "diserahkan-luar-periode", message)
    message = (
        f"Diserahkan {moment_words(end.when, timed=end.timed)}, lebih awal daripada diterima "
        f"{moment_words(start.when, timed=start.timed)}. Betulkan salah satunya, lalu impor lagi."
    )
    return _finding(record, "handed_over", "durasi-negatif", message)


_OUTSIDE, _NEGATIVE, _LONG = "outside", "negative", "long"


def _trouble(start: datetime, end: datetime, held: _Held) -> str:
    """Why a line with these moments cannot be believed; "" if it can."""
    if not held.period.start <= end.date() <= held.period.end:
        return _OUTSIDE
    if (end < start) if held.timed else (end.date() < start.date()):
        return _NEGATIVE
    return _LONG if Decimal((end.date() - start.date()).days * HOURS_A_DAY) > held.longest else ""


def _helped(start: Stamp, end: Stamp, held: _Held) -> str:
    """Which of the moments makes sense of the line if its day and month are exchanged; "" if none does."""
    readings = ((start.swapped, end.when, "taken_in"), (start.when, end.swapped, "handed_over"))
    for one, two, place in (*readings, (start.swapped, end.swapped, "handed_over")):
        if one is not None and two is not None and not _trouble(one, two, held):
            return place
    return ""


def _both_readings(stamp: Stamp) -> str:
    first = moment_words(stamp.when, timed=stamp.timed)
    second = moment_words(stamp.swapped or stamp.when, timed=stamp.timed)
    return (
        f"Tanggal ini dapat berarti {first} atau {second} (hari dan bulan tertukar?); tidak ditebak. Ketik dengan nama "
        "bulan, misalnya 3 Maret 2026 08.15, lalu impor lagi."
    )


def _identity(record: ServiceRecord) -> tuple[object, ...] | None:
    """What makes two lines the same document; None where the log gives no numbers."""
    if not record.number or record.taken_in is None or record.handed_over is None:
        return None
    return record.number.casefold(), service_key(record.service), record.taken_in.when, record.handed_over.when


def _quarrels(records: Iterable[ServiceRecord]) -> set[tuple[object, ...]]:
    """Documents that are down for more than one officer."""
    officers: dict[tuple[object, ...], set[str]] = {}
    for record in records:
        if (identity := _identity(record)) is not None:
            officers.setdefault(identity, set()).add(record.officer)
    return {identity for identity, names in officers.items() if len(names) > 1}


def _twice(
    record: ServiceRecord, quarrels: set[tuple[object, ...]], first: dict[tuple[object, ...], ServiceRecord]
) -> Finding | None:
    identity = _identity(record)
    if identity is None:
        return None
    if identity in quarrels:
        message = "Berkas yang sama tercatat untuk dua petugas. Sisakan satu baris, lalu impor lagi."
        return _finding(record, "officer", "petugas-bertentangan", message)
    known = first.setdefault(identity, record)
    if known is record:
        return None
    message = (
        f"Sama dengan baris {known.row} di {known.file} (nomor, layanan dan waktunya); dihitung sekali. Tidak perlu "
        "dibetulkan."
    )
    return _finding(record, "number", "baris-rangkap", message, Severity.WARNING)


def _counted(one: _Whole) -> Counted:
    record, service, start, end = one.record, one.service, one.start, one.end
    first, last = start.when.date(), end.when.date()
    hours = None
    if start.timed and end.timed:
        hours = divide(Decimal(int((end.when - start.when).total_seconds())), _HOUR)
    days = (last - first).days
    weekdays = sum((first + timedelta(n)).weekday() < _SATURDAY for n in range(1, days + 1))
    standard = record.standard if service.standard is None else service.standard
    return Counted(record, service.name, f"{last:%Y-%m}", hours, days, weekdays, standard)


def _too_long(one: Counted, service: Service) -> Finding | None:
    if Decimal(one.days * HOURS_A_DAY) <= service.longest:
        return None
    message = (
        f"Lamanya {one.days} hari, lebih dari batas wajar {show(service.longest)} jam. Tetap dihitung; periksa kedua "
        "tanggalnya."
    )
    return _finding(one.record, "handed_over", "durasi-panjang", message, Severity.WARNING)


def _finding(
    record: ServiceRecord, place: str, code: str, message: str, severity: Severity = Severity.WRONG
) -> Finding:
    return Finding(record.sheet, record.places.get(place, ""), code, severity, message)
