"""The Induk: cells -> staff, plans and settings, with a finding for every entry that cannot be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.extensions import extended
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.jobs import assignments
from kinerja_pauh.appraisal.model import Civil, Employee
from kinerja_pauh.appraisal.objections import DayBasis

from . import induk_layout as layout
from .extension_sheet import read_extensions
from .job_sheet import JOB_COLUMN, read_jobs
from .plan_rows import read_plan_row
from .read_settings import read_settings
from .table_reader import open_table
from .words import choose
from .year_sheets import read_changes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kinerja_pauh.appraisal.extensions import Extension
    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.jobs import Assignment
    from kinerja_pauh.appraisal.model import Indicator, Job, Office, Period, RuleChoice
    from kinerja_pauh.appraisal.plan_changes import ChangeNote

    from .cells import Book
    from .table_reader import TableReader

_MAY_LACK = {"Keterangan", JOB_COLUMN}
"""Headers that only explain or came later; an Induk without them still says everything."""


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
    jobs: moves and acting posts, extensions: later deadlines, both in the order of their sheet.
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
    jobs: tuple[Job, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def plan_makers(self) -> tuple[Employee, ...]:
        """Whose plan is drafted and agreed as a whole; HR plans for those whose rows belong to single jobs."""
        return tuple(one for one in self.employees if not any(row.job for row in self.plans.get(one.nip, ())))

    def assignments_of(self, employee: Employee, period: Period) -> tuple[Assignment, ...]:
        """Who rates an employee on what over which days of a period; see `appraisal.jobs`."""
        own = (job for job in self.jobs if job.nip == employee.nip)
        return assignments(employee, own, self.plans.get(employee.nip, ()), period)

    def deadline_of(self, rater: str) -> tuple[date | None, Extension | None]:
        """By which day a rater's form should be back, and what extended that; None and None where none is set.

        rater: NIP; "" for what holds for all of them.
        """
        label = self.period.label if self.period else ""
        ours = (one for one in self.extensions if not one.period or choose(one.period, (label,)))
        found = extended(self.deadline, rater, ours)
        return (found.deadline if found else self.deadline), found

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
    table = _open(book, layout.SETTINGS, findings)
    employees = tuple(read_employees(staff)) if staff else ()
    indicators = _plans(plans, employees) if plans and staff else {}
    settings = read_settings(table)
    for reader in (staff, plans, table):
        findings.extend(reader.findings if reader else ())
    changes, found = read_changes(book)
    jobs, odd = read_jobs(book)
    extensions, late = read_extensions(book)
    return Induk(
        employees=employees,
        plans=indicators,
        office=settings.office,
        period=settings.period,
        rules=settings.rules,
        password=settings.password,
        organisation_predicate=settings.organisation_predicate,
        findings=(*findings, *found, *odd, *late),
        deadline=settings.deadline,
        texts=settings.texts,
        last_folder=settings.last_folder,
        handed_over=settings.handed_over,
        day_basis=settings.day_basis,
        plans_first=settings.plans_first,
        changes=changes,
        jobs=jobs,
        extensions=extensions,
    )


def _open(book: Book, sheet: str, findings: list[Finding]) -> TableReader | None:
    table = layout.TABLES[sheet]
    needed = [c.header for c in table.columns if not c.formula and c.header not in _MAY_LACK]
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
    planned = read_plan_row(reader, row)
    has_job = JOB_COLUMN in reader.columns
    return replace(
        planned,
        superior_result=reader.text(row, "RHK Atasan"),
        data_source=reader.text(row, "Sumber Data"),
        job=reader.text(row, JOB_COLUMN) if has_job else "",
        places={**planned.places, **({"job": reader.at(row, JOB_COLUMN)} if has_job else {})},
    )
