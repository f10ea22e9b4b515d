"""What is wrong with a staff list and its plans before forms are handed out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .checks import plan_findings
from .findings import Finding, Severity, place_parts
from .jobs import assignments
from .nip import nip_doubt, nip_problem
from .wording import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from .model import Employee, Indicator, Job, Period


def check_office(
    employees: Sequence[Employee],
    plans: Mapping[str, Sequence[Indicator]],
    today: date,
    jobs: Sequence[Job] = (),
    period: Period | None = None,
) -> list[Finding]:
    """Every finding about staff, who rates whom, and plans, in the order of the sheets.

    today: for NIP dates. jobs, period: which rows of a plan are promised together; period None: all of a person's.
    """
    known = {employee.nip for employee in employees}
    findings = []
    for employee in employees:
        findings += [*_identity(employee, today), *_raters(employee, known)]
    findings += _circles(employees)
    for employee in employees:
        if employee.active:
            own = [job for job in jobs if job.nip == employee.nip]
            findings += _plan(employee, own, plans.get(employee.nip, ()), period)
    return findings


def _identity(employee: Employee, today: date) -> Iterator[Finding]:
    problem = nip_problem(employee.nip, employee.civil, today) or nip_doubt(employee.nip, employee.civil)
    if problem:
        yield _at(employee, "nip", "nip-janggal", problem, Severity.WARNING)
    for name, header in (("name", "Nama"), ("position", "Jabatan"), ("unit", "Unit Kerja")):
        if not getattr(employee, name):
            yield _at(employee, name, "pegawai-kosong", f"{header} belum diisi.")


def _raters(employee: Employee, known: set[str]) -> Iterator[Finding]:
    if employee.active and not employee.rater:
        yield _at(employee, "rater", "penilai-kosong", "NIP Penilai belum diisi. Isi NIP atasan langsungnya.")
    if employee.rater and employee.rater == employee.nip:
        yield _at(employee, "rater", "menilai-diri", "Orang ini menilai dirinya sendiri. Isi NIP atasan langsungnya.")
    for name, header in (("rater", "NIP Penilai"), ("superior", "NIP Atasan Penilai")):
        nip = getattr(employee, name)
        if nip and nip not in known:
            message = (
                f"{header} tidak ada di kolom NIP lembar Pegawai. Tambahkan barisnya (Aktif = Tidak bila orang luar)."
            )
            yield _at(employee, name, "penilai-tak-dikenal", message)


def _circles(employees: Sequence[Employee]) -> Iterator[Finding]:
    """People who end up rating themselves through others; each circle is said once per member."""
    rater = {e.nip: e.rater for e in employees if e.rater != e.nip}
    for employee in employees:
        seen, nip = {employee.nip}, rater.get(employee.nip, "")
        while nip and nip not in seen:
            seen.add(nip)
            nip = rater.get(nip, "")
        if nip == employee.nip:
            message = (
                "Penilaian melingkar: lewat penilai-penilainya orang ini menilai dirinya sendiri. Betulkan penilainya."
            )
            yield _at(employee, "rater", "penilaian-melingkar", message)


def _plan(
    employee: Employee, jobs: Sequence[Job], plan: Sequence[Indicator], period: Period | None
) -> Iterator[Finding]:
    if not plan:
        message = "Orang ini belum punya rencana di lembar Rencana. Tambahkan, atau ubah Aktif menjadi Tidak."
        yield _at(employee, "nip", "tanpa-rencana", message)
        return
    counts = Counter(row.number for row in plan)
    for row in plan:
        if row.number and counts[row.number] > 1:
            sheet, cell = place_parts(row.places.get("number", ""))
            message = f"No {quote(row.number, 20)} dipakai lebih dari sekali untuk orang ini. Beri nomor yang berbeda."
            yield Finding(sheet, cell, "indikator-ganda", Severity.WRONG, message)
    place = employee.places.get("nip", "")
    if period is None or not jobs:
        yield from plan_findings(plan, place)
        return
    parts = assignments(employee, jobs, plan, period)
    found = (plan_findings(one.plan, one.job.places.get("nip", "") if one.job else place) for one in parts)
    yield from dict.fromkeys(finding for findings in found for finding in findings)  # a shared row is told once


def _at(employee: Employee, name: str, code: str, message: str, severity: Severity = Severity.WRONG) -> Finding:
    sheet, cell = place_parts(employee.places.get(name, ""))
    return Finding(sheet, cell, code, severity, message)
