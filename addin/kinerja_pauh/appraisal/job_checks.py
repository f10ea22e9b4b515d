"""What is wrong with dated jobs: days that overlap or are missing, strangers, plans that name no job there is."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from .day_words import show_day
from .findings import Finding, Severity, place_parts
from .jobs import days_in, gaps, overlaps
from .model import Post
from .wording import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .model import Employee, Indicator, Job, Part, Period


def check_jobs(
    jobs: Sequence[Job],
    employees: Sequence[Employee],
    plans: Mapping[str, Sequence[Indicator]],
    period: Period | None,
) -> list[Finding]:
    """Every finding about jobs, row by row, then person by person. period: None while the office has not set it."""
    staff = {employee.nip: employee for employee in employees}
    findings = [finding for job in jobs for finding in _row(job, staff)]
    for employee in employees:
        own = [job for job in jobs if job.nip == employee.nip]
        findings += _numbers(own)
        findings += _joined(own, plans.get(employee.nip, ()))
        if period is not None:
            findings += _time(employee, own, period) if employee.active else _unrated(own, period)
    return findings


def _row(job: Job, staff: Mapping[str, Employee]) -> Iterator[Finding]:
    if job.nip and job.nip not in staff:
        message = "NIP ini tidak ada di lembar Pegawai. Tambahkan di sana, atau betulkan di sini."
        yield _at(job, "nip", "penugasan-tak-dikenal", Severity.WRONG, message)
    for name, header in (
        ("number", "No"), ("post", "Macam"), ("position", "Jabatan"), ("rater", "NIP Penilai"), ("start", "Mulai"),
        ("end", "Selesai"),
    ):  # fmt: skip
        if getattr(job, name) in (None, ""):
            message = f"{header} belum diisi. Lengkapi baris penugasan ini."
            yield _at(job, name, "penugasan-kosong", Severity.MISSING, message)
    if job.start and job.end and job.end < job.start:
        message = "Selesai lebih awal daripada Mulai. Betulkan salah satunya."
        yield _at(job, "end", "penugasan-terbalik", Severity.WRONG, message)
    if job.rater and job.rater == job.nip:
        message = "Orang ini menilai dirinya sendiri. Isi NIP atasan langsungnya pada penugasan itu."
        yield _at(job, "rater", "penugasan-menilai-diri", Severity.WRONG, message)
    for name, header in (("rater", "NIP Penilai"), ("superior", "NIP Atasan Penilai")):
        nip = getattr(job, name)
        if nip and nip not in staff:
            message = f"{header} tidak ada di kolom NIP lembar Pegawai. Tambahkan barisnya, atau betulkan di sini."
            yield _at(job, name, "penugasan-tak-dikenal", Severity.WRONG, message)
    if not job.letter:
        message = "Nomor Surat penugasan ini belum diisi. Isi, agar pemeriksa dapat menelusurinya."
        yield _at(job, "letter", "penugasan-tanpa-surat", Severity.WARNING, message)


def _numbers(own: Iterable[Job]) -> Iterator[Finding]:
    jobs = [job for job in own if job.number]
    counts = Counter(job.number for job in jobs)
    for job in jobs:
        if counts[job.number] > 1:
            message = f"No {quote(job.number, 20)} dipakai lebih dari sekali untuk orang ini. Beri nomor yang berbeda."
            yield _at(job, "number", "penugasan-ganda", Severity.WRONG, message)


def _joined(own: Sequence[Job], plan: Sequence[Indicator]) -> Iterator[Finding]:
    """Rows of the plan that name a job which is not there, or none although the person has several."""
    known = {job.number for job in own}
    for row in plan:
        if row.job and row.job not in known:
            message = (
                f"Penugasan {quote(row.job, 20)} orang ini tidak ada di lembar Penugasan. Tambahkan barisnya di sana, "
                "atau kosongkan di sini."
            )
            yield _place_finding(row.places.get("job", ""), "rencana-penugasan", Severity.WRONG, message)
    shared = [row for row in plan if not row.job]
    if shared and sum(job.post is Post.OWN for job in own) > 1:
        message = (
            "Baris rencana tanpa Penugasan berlaku di setiap penugasan orang ini dengan target yang sama. Isi kolom "
            "Penugasan bila targetnya berbeda."
        )
        yield _place_finding(shared[0].places.get("job", ""), "rencana-semua-penugasan", Severity.WARNING, message)


def _time(employee: Employee, jobs: Iterable[Job], period: Period) -> Iterator[Finding]:
    found = [(part, job) for job in jobs if (part := days_in(job, period))]
    for (one, first), (other, second) in combinations(found, 2):
        if overlaps(one, other) and _same_seat(first, second):
            message = (
                f"Penugasan ini bertumpuk dengan penugasan No {quote(first.number, 20)} ({_days(one)}): hari yang sama "
                "akan dinilai dua kali. Betulkan tanggalnya."
            )
            yield _at(second, "start", "penugasan-bertumpuk", Severity.WRONG, message)
    own = sorted((one for one in found if one[0].post is Post.OWN), key=lambda one: one[0].start)
    for start, end in gaps([part for part, _ in own], period) if own else ():
        message = (
            f"Orang ini tanpa penugasan definitif dari {show_day(start)} sampai {show_day(end)}. Tambahkan barisnya; "
            "biarkan bila ia memang belum atau tidak lagi bertugas di sini."
        )
        yield _at(own[0][1], "start", "penugasan-bolong", Severity.WARNING, message)
    if own and own[-1][0].end == period.end and own[-1][1].rater != employee.rater:
        message = "Penilai pada penugasan terakhir berbeda dari NIP Penilai di lembar Pegawai. Samakan keduanya."
        yield _at(own[-1][1], "rater", "penugasan-beda-penilai", Severity.WARNING, message)


def _unrated(jobs: Iterable[Job], period: Period) -> Iterator[Finding]:
    """Jobs in the period of somebody who is not rated here."""
    for job in jobs:
        if days_in(job, period):
            message = (
                "Orang ini Aktif = Tidak di lembar Pegawai, jadi penugasan ini tidak dinilai. Bila ia dinilai untuk "
                "masa itu, isi Ya sampai periodenya ditutup."
            )
            yield _at(job, "nip", "penugasan-tidak-aktif", Severity.WARNING, message)


def _same_seat(one: Job, other: Job) -> bool:
    """Whether two jobs cannot be held on one day: two own posts, or the same post acted for twice."""
    both = (one.post is Post.OWN, other.post is Post.OWN)
    return all(both) or (not any(both) and one.position == other.position)


def _days(part: Part) -> str:
    return f"{show_day(part.start)} – {show_day(part.end)}"


def _at(job: Job, name: str, code: str, severity: Severity, message: str) -> Finding:
    return _place_finding(job.places.get(name, ""), code, severity, message)


def _place_finding(place: str, code: str, severity: Severity, message: str) -> Finding:
    sheet, cell = place_parts(place)
    return Finding(sheet, cell, code, severity, message)
