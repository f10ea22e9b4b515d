"""A returned Formulir Penilaian: cells -> model, with a finding for every entry that cannot be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.model import (
    Behaviour,
    Decision,
    Direction,
    Feedback,
    Form,
    Indicator,
    OutsideFactor,
    Ratee,
    Rating,
    Remedy,
)
from kinerja_pauh.appraisal.wording import quote

from . import form_layout as layout
from .form_meta import read_meta
from .plan_rows import read_plan_row
from .table_reader import open_table, renamed
from .talk_rows import read_dialogue, read_materials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .cells import Book
    from .form_meta import FormMeta
    from .table_reader import TableReader

Row = TypeVar("Row")

_OPTIONAL = {"Nama", "Panduan", "Hari"}
"""Headers that only help people; a form without them still says everything."""


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form as read, with what could not be read. findings: in reading order."""

    form: Form
    findings: tuple[Finding, ...]


def read_form(book: Book) -> ReadForm:
    """The form in a workbook.

    Raises:
        NotAForm: the workbook is none, or of another version.
    """
    meta = read_meta(book)
    findings: list[Finding] = []
    tables = {sheet: _open(book, sheet, findings) for sheet in _READ}
    people = _people(tables[layout.SUMMARY], meta, findings)
    # Whose own row in Ringkasan is gone has been reported there; the other rows of that person are no strangers'.
    known = {*meta.rows, *people}
    indicators = _by_person(tables[layout.WORK], known, _indicator)
    behaviours = _by_person(tables[layout.BEHAVIOUR], known, _behaviour)
    factors = _by_person(tables[layout.FACTORS], known, _factor)
    feedback = _by_person(tables[layout.FEEDBACK], known, _feedback)
    dialogues = _by_person(tables[layout.DIALOGUE], known, read_dialogue)
    materials = read_materials(tables[layout.MATERIALS], known)
    for reader in tables.values():
        findings.extend(reader.findings if reader else ())
    ratees = tuple(
        replace(
            person,
            indicators=indicators[nip],
            behaviours=behaviours[nip],
            factors=factors[nip],
            feedback=feedback[nip],
            dialogues=dialogues[nip],
        )
        for nip, person in people.items()
    )
    form = Form(meta.form_id, meta.office, meta.period, meta.rules, meta.rater_nip, meta.rater_name, ratees, meta.part)
    form = replace(form, materials=materials)
    if tables[layout.WORK] is not None:
        findings.extend(_changed_rows(form, meta))
    return ReadForm(form, tuple(findings))


_READ = (layout.SUMMARY, layout.WORK, layout.BEHAVIOUR, layout.FACTORS, layout.FEEDBACK, *layout.LATER)


def _open(book: Book, sheet: str, findings: list[Finding]) -> TableReader | None:
    table = layout.TABLES[sheet]
    needed = [c.header for c in table.columns if (c.entry or not c.formula) and c.header not in _OPTIONAL]
    if sheet in layout.LATER and sheet not in book.sheets and not renamed(book, needed):
        return None
    reader, missing = open_table(book, table, needed)
    findings.extend(missing)
    return reader


def _people(reader: TableReader | None, meta: FormMeta, findings: list[Finding]) -> dict[str, Ratee]:
    """The ratees in the order of the sheet Ringkasan, still without their rows."""
    if reader is None:
        return {}
    people: dict[str, Ratee] = {}
    unread = 0
    for row in reader.rows():
        nip = reader.nip(row, "NIP")
        unread += not nip and not reader.is_blank(row, "NIP")
        if nip in people:
            message = "NIP ini sudah ada di baris lain lembar Ringkasan. Hapus salah satu barisnya."
            reader.add(row, "NIP", "nip-ganda", message)
        elif nip and nip not in meta.rows:
            reader.add(row, "NIP", "nip-tak-dikenal", _UNKNOWN)
        elif nip:
            people[nip] = _person(reader, row, nip)
    lost = len(set(meta.rows) - set(people)) - unread  # who cannot be read has a finding already
    if lost > 0:
        message = (
            f"{lost} pegawai yang semula ada di formulir ini tidak ada lagi. Kembalikan barisnya dari berkas asli."
        )
        findings.append(Finding(layout.SUMMARY, "", "baris-hilang", Severity.WRONG, message))
    return people


_UNKNOWN = "NIP ini bukan pegawai yang dinilai di formulir ini. Salin NIP yang benar dari lembar Ringkasan."


def _person(reader: TableReader, row: int, nip: str) -> Ratee:
    idea = reader.choice(row, "Ide Baru", (layout.YES, layout.NO))
    return Ratee(
        nip=nip,
        name=reader.text(row, "Nama") if "Nama" in reader.columns else "",
        position=reader.text(row, "Jabatan"),
        new_idea=None if idea is None else idea == layout.YES,
        idea_text=reader.text(row, "Uraian Ide Baru"),
        work_rating=reader.choice(row, "Rating Hasil", Rating),
        behaviour_rating=reader.choice(row, "Rating Perilaku", Rating),
        reason=reader.text(row, "Alasan"),
        places=_places(
            reader,
            row,
            nip="NIP",
            new_idea="Ide Baru",
            idea_text="Uraian Ide Baru",
            work_rating="Rating Hasil",
            behaviour_rating="Rating Perilaku",
            reason="Alasan",
        ),
    )


def _places(reader: TableReader, row: int, **headers: str) -> Mapping[str, str]:
    return {name: reader.at(row, header) for name, header in headers.items()}


def _indicator(reader: TableReader, row: int) -> Indicator:
    planned = read_plan_row(reader, row)
    qualitative = planned.direction is Direction.QUALITATIVE
    return replace(
        planned,
        realisation=None if qualitative else reader.number(row, "Realisasi"),
        rating=reader.choice(row, "Realisasi", Rating) if qualitative else None,
        evidence=reader.text(row, "Bukti Dukung"),
        note=reader.text(row, "Catatan"),
        places={**planned.places, **_places(reader, row, realisation="Realisasi", evidence="Bukti Dukung")},
    )


def _behaviour(reader: TableReader, row: int) -> Behaviour:
    return Behaviour(
        value=reader.text(row, "Nilai BerAKHLAK"),
        rating=reader.choice(row, "Rating", Rating),
        example=reader.text(row, "Contoh Perilaku"),
        expectation=reader.text(row, "Ekspektasi Khusus"),
        places=_places(reader, row, value="Nilai BerAKHLAK", rating="Rating", example="Contoh Perilaku"),
    )


def _factor(reader: TableReader, row: int) -> OutsideFactor:
    return OutsideFactor(
        indicator=reader.text(row, "No Indikator"),
        cause=reader.text(row, "Sebab"),
        start=reader.day(row, "Mulai"),
        end=reader.day(row, "Selesai"),
        remedy=reader.choice(row, "Cara", Remedy),
        evidence=reader.text(row, "Bukti"),
        rater_decision=reader.choice(row, "Keputusan Penilai", Decision),
        superior_decision=reader.choice(row, "Keputusan Atasan Penilai", Decision),
        places=_places(
            reader,
            row,
            indicator="No Indikator",
            start="Mulai",
            end="Selesai",
            remedy="Cara",
            evidence="Bukti",
            cause="Sebab",
            rater_decision="Keputusan Penilai",
            superior_decision="Keputusan Atasan Penilai",
        ),
    )


def _feedback(reader: TableReader, row: int) -> Feedback | None:
    entry = Feedback(
        day=reader.day(row, "Tanggal"),
        good=reader.text(row, "Yang Sudah Baik"),
        improve=reader.text(row, "Yang Perlu Diperbaiki"),
        plan=reader.text(row, "Rencana Pengembangan"),
        deadline=reader.day(row, "Tenggat"),
        places=_places(reader, row, day="Tanggal", good="Yang Sudah Baik"),
    )
    given = (entry.day, entry.good, entry.improve, entry.plan, entry.deadline)
    return entry if any(given) else None


def _by_person(
    reader: TableReader | None, people: Iterable[str], one: Callable[[TableReader, int], Row | None]
) -> dict[str, tuple[Row, ...]]:
    """The rows of a table by NIP, in order; rows without one or of nobody known are reported."""
    found: dict[str, list[Row]] = {nip: [] for nip in people}
    for row in reader.rows() if reader else ():
        nip = _owner(reader, row, found) if reader else ""
        entry = one(reader, row) if reader and nip else None
        if entry is not None:
            found[nip].append(entry)
    return {nip: tuple(rows) for nip, rows in found.items()}


def _owner(reader: TableReader, row: int, people: Mapping[str, object]) -> str:
    """The NIP whose row it is; "" for an empty row or one that belongs to nobody."""
    if reader.is_blank(row, "NIP"):
        if not all(reader.is_blank(row, header) for header in _entries(reader)):
            reader.add(
                row, "NIP", "nip-kosong", "Baris ini berisi data tetapi NIP-nya kosong. Pilih NIP-nya dari daftar."
            )
        return ""
    nip = reader.nip(row, "NIP")
    if nip and nip not in people:
        reader.add(row, "NIP", "nip-tak-dikenal", _UNKNOWN)
        return ""
    return nip


def _entries(reader: TableReader) -> list[str]:
    return [c.header for c in layout.TABLES[reader.sheet].columns if c.entry and c.header in reader.columns]


def _changed_rows(form: Form, meta: FormMeta) -> list[Finding]:
    """Indicator rows that the form was sent with and are gone, twice, or new."""
    found = []
    for ratee in form.ratees:
        numbers = Counter(i.number for i in ratee.indicators)
        sent = set(meta.rows[ratee.nip])
        place = ratee.places["nip"]
        found += [
            _row_finding(
                "baris-hilang", place, f"Indikator nomor {quote(n, 20)} orang ini tidak ada lagi di lembar Hasil Kerja."
            )
            for n in meta.rows[ratee.nip]
            if not numbers[n]
        ]
        found += [
            _row_finding(
                "baris-ganda",
                i.places["number"],
                f"Indikator nomor {quote(i.number, 20) or '(kosong)'} orang ini ada lebih dari sekali.",
            )
            for i in ratee.indicators
            if numbers[i.number] > 1
        ]
        found += [
            _row_finding(
                "baris-baru",
                i.places["number"],
                f"Indikator nomor {quote(i.number, 20) or '(kosong)'} tidak ada di formulir asli.",
            )
            for i in ratee.indicators
            if i.number not in sent
        ]
    return found


def _row_finding(code: str, place: str, message: str) -> Finding:
    sheet, cell = place.split("!")
    cure = " Kembalikan barisnya seperti pada berkas yang dibagikan."
    return Finding(sheet, cell, code, Severity.WRONG, message + cure)
