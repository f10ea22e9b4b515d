"""The Induk: cells -> staff, plans and settings, with a finding for every entry that cannot be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.model import (
    Civil,
    Employee,
    Indicator,
    Office,
    Period,
    RuleChoice,
)
from kinerja_pauh.appraisal.objections import DayBasis

from . import induk_layout as layout
from .days import from_text
from .form_meta import DEFAULT_PASSWORD
from .plan_rows import read_plan_row
from .table_reader import open_table
from .year_sheets import read_changes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kinerja_pauh.appraisal.plan_changes import ChangeNote

    from .cells import Book
    from .table_reader import TableReader

ORGANISATION_PREDICATES = ("Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
_SAID_BY_US = {"Keterangan"}
"""Headers that only explain; an Induk without them still says everything."""


class NotAnInduk(Refusal):
    """Bukan buku Induk."""


class NoPeriod(Refusal):
    """Periode di Induk belum lengkap."""


@dataclass(frozen=True, slots=True)
class Induk:
    """The master workbook as read. plans: NIP -> indicators in the order of the sheet.

    period: None while its settings are missing or wrong. password: courtesy protection of forms.
    organisation_predicate: "" while the organisation's own predicate is not set. deadline: the day by which forms
    should be back, None where the office set none. texts: keys about documents -> what the office prints.
    last_folder: the office folder of last year, "" where none is named. handed_over: the day on which reports are given
    out, None while it is not known. day_basis: how the days of an objection are counted.
    plans_first: no form goes out before every plan is agreed. changes: what was noted about changed targets.
    """

    employees: tuple[Employee, ...]
    plans: Mapping[str, tuple[Indicator, ...]]
    office: Office
    period: Period | None
    rules: RuleChoice
    password: str
    organisation_predicate: str
    findings: tuple[Finding, ...]
    deadline: date | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    last_folder: str = ""
    handed_over: date | None = None
    day_basis: DayBasis = DayBasis.CALENDAR
    plans_first: bool = False
    changes: tuple[ChangeNote, ...] = ()

    def known_period(self) -> Period:
        """The period, for what makes no sense without one.

        Raises:
            NoPeriod: its settings are missing or wrong.
        """
        if self.period is None:
            raise NoPeriod(
                "Periode di lembar Pengaturan belum lengkap. Isi periode, mulai dan selesai di Induk, lalu ulangi."
            )
        return self.period


def read_induk(book: Book) -> Induk:
    """The staff, plans and settings of a workbook.

    Raises:
        NotAnInduk: it has neither of the sheets Pegawai and Rencana.
    """
    if not {layout.STAFF, layout.PLANS} & set(book.sheets):
        raise NotAnInduk("Berkas ini bukan buku Induk: lembar Pegawai dan Rencana tidak ada. Pakai Induk_<tahun>.xlsx.")
    findings: list[Finding] = []
    staff = _open(book, layout.STAFF, findings)
    plans = _open(book, layout.PLANS, findings)
    settings = _open(book, layout.SETTINGS, findings)
    employees = tuple(read_employees(staff)) if staff else ()
    indicators = _plans(plans, employees) if plans and staff else {}
    chosen = _settings(settings) if settings else {}
    office, period, rules = _office(settings, chosen), _period(settings, chosen), _rules(settings, chosen)
    password = _word(settings, chosen, "kata_sandi_lembar") or DEFAULT_PASSWORD
    organisation = _choice(settings, chosen, "predikat_organisasi", ORGANISATION_PREDICATES)
    deadline = _day(settings, chosen, layout.DEADLINE) if settings else None
    handed_over = _day(settings, chosen, layout.HANDED_OVER) if settings else None
    basis = DayBasis(_choice(settings, chosen, layout.DAY_BASIS, tuple(DayBasis)) or DayBasis.CALENDAR)
    texts = {key: _word(settings, chosen, key) for key in chosen if key.startswith(layout.DOCUMENT_KEYS)}
    plans_first = _choice(settings, chosen, layout.PLANS_FIRST, ("Ya", "Tidak")) == "Ya"
    for reader in (staff, plans, settings):
        findings.extend(reader.findings if reader else ())
    changes, found = read_changes(book)
    return Induk(
        employees=employees,
        plans=indicators,
        office=office,
        period=period,
        rules=rules,
        password=password,
        organisation_predicate=organisation,
        findings=(*findings, *found),
        deadline=deadline,
        texts=texts,
        last_folder=_word(settings, chosen, layout.LAST_FOLDER),
        handed_over=handed_over,
        day_basis=basis,
        plans_first=plans_first,
        changes=changes,
    )


def _open(book: Book, sheet: str, findings: list[Finding]) -> TableReader | None:
    table = layout.TABLES[sheet]
    needed = [c.header for c in table.columns if not c.formula and c.header not in _SAID_BY_US]
    reader, missing = open_table(book, table, needed)
    findings.extend(missing)
    return reader


def read_employees(reader: TableReader) -> list[Employee]:
    """The people of a staff table that has every header; findings are added to the reader."""
    rows = reader.filled_rows(layout.STAFF_TABLE.entries)
    found = [(row, employee) for row in rows if (employee := _employee(reader, row)) is not None]
    counts = Counter(employee.nip for _, employee in found)
    for row, employee in found:
        if counts[employee.nip] > 1:
            reader.add(row, "NIP", "nip-ganda", "NIP ini ada di lebih dari satu baris. Sisakan satu baris saja.")
    return [employee for _, employee in found]


def _employee(reader: TableReader, row: int) -> Employee | None:
    if reader.is_blank(row, "NIP"):
        reader.add(
            row, "NIP", "nip-kosong", "Baris ini berisi data tetapi NIP-nya kosong. Isi NIP-nya atau hapus barisnya."
        )
        return None
    nip = reader.nip(row, "NIP")
    active = reader.choice(row, "Aktif", (layout.ACTIVE, layout.INACTIVE))
    if active is None and reader.is_blank(row, "Aktif"):
        reader.add(row, "Aktif", "aktif-kosong", "Aktif belum diisi. Pilih Ya bila orang ini dinilai, atau Tidak.")
    employee = Employee(
        nip=nip,
        name=reader.text(row, "Nama"),
        civil=reader.choice(row, "Status ASN", Civil),
        rank=reader.text(row, "Pangkat/Gol."),
        position=reader.text(row, "Jabatan"),
        position_type=reader.text(row, "Jenis Jabatan"),
        unit=reader.text(row, "Unit Kerja"),
        rater=reader.nip(row, "NIP Penilai"),
        superior=reader.nip(row, "NIP Atasan Penilai"),
        active=active == layout.ACTIVE,
        places={
            name: reader.at(row, header)
            for name, header in (
                ("nip", "NIP"),
                ("name", "Nama"),
                ("civil", "Status ASN"),
                ("position", "Jabatan"),
                ("unit", "Unit Kerja"),
                ("rater", "NIP Penilai"),
                ("superior", "NIP Atasan Penilai"),
            )
        },
    )
    return employee if nip else None


def _plans(reader: TableReader, employees: tuple[Employee, ...]) -> dict[str, tuple[Indicator, ...]]:
    known = {employee.nip for employee in employees}
    plans: dict[str, list[Indicator]] = {}
    for row in reader.filled_rows(layout.PLANS_TABLE.entries):
        if reader.is_blank(row, "NIP"):
            reader.add(row, "NIP", "nip-kosong", "Baris rencana ini tanpa NIP. Pilih NIP-nya dari daftar pegawai.")
            continue
        nip = reader.nip(row, "NIP")
        if nip and nip not in known:
            reader.add(row, "NIP", "nip-tak-dikenal", "NIP ini tidak ada di lembar Pegawai. Tambahkan atau betulkan.")
        elif nip:
            plans.setdefault(nip, []).append(_indicator(reader, row))
    return {nip: tuple(rows) for nip, rows in plans.items()}


def _indicator(reader: TableReader, row: int) -> Indicator:
    superior_result, data_source = reader.text(row, "RHK Atasan"), reader.text(row, "Sumber Data")
    return replace(read_plan_row(reader, row), superior_result=superior_result, data_source=data_source)


def _settings(reader: TableReader) -> dict[str, int]:
    """Key -> its row; a key that stands twice is reported."""
    rows: dict[str, int] = {}
    for row in reader.rows():
        key = reader.text(row, "Kunci")
        if key in rows:
            reader.add(row, "Kunci", "kunci-ganda", f"Kunci {key} ada dua kali. Hapus salah satu barisnya.")
        elif key:
            rows[key] = row
    return rows


def _word(reader: TableReader | None, rows: Mapping[str, int], key: str) -> str:
    return reader.text(rows[key], "Nilai") if reader and key in rows else ""


def _day(reader: TableReader, rows: Mapping[str, int], key: str) -> date | None:
    """A date of the settings. Their cells are text, so that a date may be typed in words; a real date does as well."""
    if key not in rows or reader.is_blank(rows[key], "Nilai"):
        return None
    cell = reader.cells[rows[key], reader.columns["Nilai"]]
    typed = from_text(cell.value) if isinstance(cell.value, str) and not cell.formula else None
    return typed or reader.day(rows[key], "Nilai")


def _office(reader: TableReader | None, rows: Mapping[str, int]) -> Office:
    return Office(_word(reader, rows, "instansi"), _word(reader, rows, "unit"), _word(reader, rows, "tempat"))


def _period(reader: TableReader | None, rows: Mapping[str, int]) -> Period | None:
    if reader is None:
        return None
    label, start, end = _word(reader, rows, "periode"), _day(reader, rows, "mulai"), _day(reader, rows, "selesai")
    for key, value in (("periode", label), ("mulai", start), ("selesai", end)):
        if not value and key not in rows:
            reader.findings.append(_missing_key(key))
        elif not value and reader.is_blank(rows[key], "Nilai"):
            reader.add(rows[key], "Nilai", "pengaturan-kosong", f"Pengaturan {key} belum diisi. Isi kolom Nilai.")
    if start and end and end < start:
        reader.add(
            rows["selesai"],
            "Nilai",
            "periode-terbalik",
            "Hari terakhir periode lebih awal daripada hari pertama. Betulkan.",
        )
        return None
    return Period(label, start, end) if label and start and end else None


def _missing_key(key: str) -> Finding:
    message = f"Kunci {key} tidak ada di lembar Pengaturan. Tambahkan barisnya."
    return Finding(layout.SETTINGS, "", "pengaturan-kosong", Severity.WRONG, message)


def _rules(reader: TableReader | None, rows: Mapping[str, int]) -> RuleChoice:
    peers = _choice(reader, rows, "dengan_rekan", ("Ya", "Tidak"))
    version = _choice(reader, rows, "versi_berakhlak", ("A", "B"))
    own = [(key, _word(reader, rows, key)) for key in rows if _is_rule(key)]
    return RuleChoice("", peers == "Ya", version or "A", tuple((key, value) for key, value in own if value))


def _is_rule(key: str) -> bool:
    return key not in layout.SETTING_KEYS and not key.startswith(layout.DOCUMENT_KEYS)


def _choice(reader: TableReader | None, rows: Mapping[str, int], key: str, words: tuple[str, ...]) -> str:
    return (reader.choice(rows[key], "Nilai", words) or "") if reader and key in rows else ""
