"""A counter log or a survey as offices keep them: only the columns that count are read, row by row."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.rounding import divide
from kinerja_pauh.appraisal.service_figures import Answers
from kinerja_pauh.appraisal.service_records import HOURS_A_DAY, ServiceRecord, Stamp
from kinerja_pauh.appraisal.wording import quote, shorten, show

from .moments import Reading, at_clock, doubted, read_clock, read_moment, with_doubt
from .numbers import from_text
from .service_sheets import ELEMENTS, Meaning, SourceKind
from .service_table import DataRead, DataSheet, Refused, entry_rows, header_of, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from .cells import Book
    from .column_meanings import Chosen, ReadAs

_MEASURED = re.compile(r"(\d+(?:[.,]\d+)?)\s*(menit|jam|hari)?", re.IGNORECASE)
_MINUTES = {"menit": 1, "jam": 60, "hari": 60 * HOURS_A_DAY}
_LIKE_A_NIK = re.compile(r"\d{16}")


def read_service_data(
    book: Book, chosen: Chosen, officer: Callable[[str], str], scale: tuple[Decimal, Decimal]
) -> DataRead:
    """Every sheet of a file that is a counter log or a survey; every row of it is a record or refused with its reason.

    chosen: what HR set in Pemetaan Kolom. officer: NIP for the words in which a log names someone, "" if nobody's.
    scale: the lowest and the highest answer of a survey.
    """
    read = DataRead()
    for name, cells in book.sheets.items():
        if not cells or name in book.hidden:
            continue
        titles = header_of(cells, chosen)
        if titles is None:
            read.findings.append(_no_table(name))
            continue
        read.tables[name] = titles
        if titles.missing:
            read.findings.append(_unmapped(name, titles))
            continue
        sheet = DataSheet(book.name, name, cells, titles, book.date1904, officer, scale, read)
        rows = list(entry_rows(sheet))
        if titles.kind is SourceKind.LOG:
            _read_log(sheet, rows)
        else:
            _read_survey(sheet, rows)
    return read


def _no_table(sheet: str) -> Finding:
    message = (
        "Lembar ini tidak tampak seperti buku loket atau survei: tidak ada baris judul kolom. Beri judul kolom, atau "
        "abaikan bila memang bukan datanya."
    )
    return Finding(sheet, "", "bukan-data-layanan", Severity.WARNING, message)


def _unmapped(sheet: str, titles: ReadAs) -> Finding:
    missing = ", ".join(titles.missing)
    known = shorten(", ".join(f'"{quote(title, 24)}"' for title in titles.titles), 110)
    message = (
        f"Kolom untuk {missing} tidak dikenali, jadi lembar ini belum dihitung. Judul yang ada: {known}. Pilih artinya "
        "di lembar Pemetaan Kolom pada Induk, lalu jalankan lagi."
    )
    return Finding(sheet, "", "kolom-belum-dipetakan", Severity.WRONG, message)


# --- the counter log --------------------------------------------------------------------------------------------------


def _read_log(sheet: DataSheet, rows: list[int]) -> None:
    read: dict[int, tuple[Reading | None, Reading | None]] = {}
    for row in rows:
        start = _moment(sheet, row, Meaning.TAKEN_IN, Meaning.TAKEN_IN_AT)
        end = _moment(sheet, row, Meaning.HANDED_OVER, Meaning.HANDED_OVER_AT)
        if isinstance(start, Finding) or isinstance(end, Finding):
            sheet.refuse(row, start if isinstance(start, Finding) else end)  # type: ignore[arg-type]  # one of them is
        else:
            read[row] = (start, end)
    doubt = doubted(reading for pair in read.values() for reading in pair if reading)
    for row, (start, end) in read.items():
        stamps = [with_doubt(one, doubt) if one else None for one in (start, end)]
        sheet.into.records.append(_record(sheet, row, stamps[0], stamps[1]))


def _moment(sheet: DataSheet, row: int, day: Meaning, clock: Meaning) -> Reading | Finding | None:
    cell, beside = sheet.cell(row, day), sheet.cell(row, clock)
    if cell is None:
        return None
    reading = None if cell.formula and cell.value is None else read_moment(cell, date1904=sheet.date1904)
    if reading is None:
        return _unreadable(sheet, row, day, "tanggal", "3 Maret 2026 08.15")
    if beside is None:
        return reading
    found = read_clock(beside)
    return _unreadable(sheet, row, clock, "jam", "08.15") if found is None else at_clock(reading, found)


def _unreadable(sheet: DataSheet, row: int, meaning: Meaning, what: str, example: str) -> Finding:
    said = quote(sheet.text(row, meaning), 30)
    message = f'{meaning} berisi "{said}", bukan {what} yang dapat dibaca. Ketik ulang, misalnya {example}.'
    return Finding(sheet.name, sheet.place(row, meaning), "waktu-tak-terbaca", Severity.WRONG, message)


def _record(sheet: DataSheet, row: int, start: Stamp | None, end: Stamp | None) -> ServiceRecord:
    number = sheet.text(row, Meaning.NUMBER)
    return ServiceRecord(
        file=sheet.file,
        sheet=sheet.name,
        row=row,
        number="" if _LIKE_A_NIK.fullmatch(number) else number,
        service=sheet.text(row, Meaning.SERVICE),
        taken_in=start,
        handed_over=end,
        standard=_standard(sheet, row),
        officer=_officer(sheet, row),
        places={name: sheet.place(row, meaning) for name, meaning in _PLACES},
    )


_PLACES = (
    ("number", Meaning.NUMBER),
    ("service", Meaning.SERVICE),
    ("taken_in", Meaning.TAKEN_IN),
    ("handed_over", Meaning.HANDED_OVER),
    ("officer", Meaning.OFFICER),
)


def _standard(sheet: DataSheet, row: int) -> Decimal | None:
    """Hours that the log itself promises: a number, or one with menit, jam or hari behind it."""
    text = sheet.text(row, Meaning.STANDARD)
    if not text:
        return None
    found = _MEASURED.fullmatch(text)
    number = from_text(found[1]) if found else None
    if found is None or not isinstance(number, Decimal) or number <= 0:
        message = f'Standar "{quote(text, 20)}" bukan jam, jadi tidak dipakai. Ketik angkanya saja, misalnya 24.'
        place = sheet.place(row, Meaning.STANDARD)
        finding = Finding(sheet.name, place, "standar-tak-terbaca", Severity.WARNING, message)
        sheet.into.warned.append(Refused(sheet.file, row, finding))
        return None
    return divide(number * _MINUTES[(found[2] or "jam").casefold()], Decimal(60))


def _officer(sheet: DataSheet, row: int) -> str:
    said = sheet.text(row, Meaning.OFFICER)
    nip = sheet.officer(said) if said else ""
    if said and not nip:
        message = (
            "Petugas di baris ini tidak ditemukan di lembar Pegawai, atau namanya dipakai dua orang. Barisnya tetap "
            "dihitung untuk layanannya; tulis NIP atau nama lengkapnya."
        )
        place = sheet.place(row, Meaning.OFFICER)
        finding = Finding(sheet.name, place, "petugas-tak-dikenal", Severity.WARNING, message)
        sheet.into.warned.append(Refused(sheet.file, row, finding))
    return nip


# --- the survey -------------------------------------------------------------------------------------------------------


def _read_survey(sheet: DataSheet, rows: list[int]) -> None:
    dated = Meaning.DAY in sheet.read.meanings
    days: dict[int, Reading | None] = {}
    for row in rows:
        day = _moment(sheet, row, Meaning.DAY, Meaning.IGNORED)
        if isinstance(day, Finding):
            sheet.refuse(row, day)
        elif dated and day is None:
            message = "Tanggal survei kosong, jadi periodenya tidak diketahui. Isi, lalu impor lagi."
            place = sheet.place(row, Meaning.DAY)
            sheet.refuse(row, Finding(sheet.name, place, "tanggal-survei-kosong", Severity.WRONG, message))
        else:
            days[row] = day
    doubt = doubted(reading for reading in days.values() if reading)
    for row, day in days.items():
        _read_answers(sheet, row, with_doubt(day, doubt) if day else None)


def _read_answers(sheet: DataSheet, row: int, stamp: Stamp | None) -> None:
    given: list[Decimal | None] = []
    for meaning in ELEMENTS:
        answer = _answer(sheet, row, meaning)
        if isinstance(answer, Finding):
            return sheet.refuse(row, answer)
        given.append(answer)
    if not any(answer is not None for answer in given):
        place = sheet.place(row, ELEMENTS[0])
        message = "Tidak satu unsur pun dijawab, jadi lembar ini tidak dihitung."
        return sheet.refuse(row, Finding(sheet.name, place, "survei-kosong", Severity.WARNING, message))
    if stamp and stamp.doubtful:
        place = sheet.place(row, Meaning.DAY)
        message = "Tanggal survei dapat dibaca dua cara (hari dan bulan tertukar?). Ketik dengan nama bulan."
        return sheet.refuse(row, Finding(sheet.name, place, "tanggal-survei-ambigu", Severity.WRONG, message))
    day = stamp.when.date() if stamp else None
    answers = Answers(sheet.file, sheet.name, row, sheet.text(row, Meaning.SERVICE), day, tuple(given))
    return sheet.into.answers.append(answers)


def _answer(sheet: DataSheet, row: int, meaning: Meaning) -> Decimal | Finding | None:
    """On the scale; None where nothing was answered, for an empty answer is no zero."""
    cell = sheet.cell(row, meaning)
    if cell is None:
        return None
    number = whole(cell.value)
    lowest, highest = sheet.scale
    if number is None or not lowest <= number <= highest:
        said = quote(sheet.text(row, meaning), 20)
        allowed = f"{show(lowest)} sampai {show(highest)}"
        message = f'{meaning} berisi "{said}", padahal jawaban harus {allowed}. Betulkan, atau kosongkan.'
        return Finding(sheet.name, sheet.place(row, meaning), "jawaban-salah", Severity.WRONG, message)
    return Decimal(number)
