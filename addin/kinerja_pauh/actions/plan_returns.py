"""What `kumpulkan` does with a planning workbook: a verdict, a version in the register, a decision carried out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.ports import PlanReturned, PlanRuling
from kinerja_pauh.sheets.read_approval import read_approval
from kinerja_pauh.sheets.skp_meta import read_plan_meta
from kinerja_pauh.sheets.skp_words import DECISIONS, PLAN_KIND, PlanDecision

from .outcome import FileOutcome, Verdict, blocked
from .plan_reviewing import plan_desk, review
from .plan_states import PlanState, Ruling, plan_lines, plan_year
from .return_checks import NotIssuedHere
from .sealing import is_ours, tampering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kinerja_pauh.appraisal.model import Indicator
    from kinerja_pauh.ports import PlanIssued, PlanRegister, World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_approval import Decided, ReadApproval
    from kinerja_pauh.sheets.read_induk import Induk
    from kinerja_pauh.sheets.skp_meta import PlanMeta

    from .folder import OfficeFolder
    from .plan_reviewing import PlanDesk

_OLDER = "rencana-berkas-lama"
_RULINGS = {PlanDecision.AGREED: Ruling.AGREED, PlanDecision.RETURNED: Ruling.RETURNED}


@dataclass(frozen=True, slots=True)
class PlanInbox:
    """What returned planning workbooks are held against. desk: made when the first plan needs it; issued: everything
    handed out for the office's year.
    """

    induk: Induk
    desk: Callable[[], PlanDesk]
    issued: Sequence[PlanIssued]
    plans: PlanRegister
    world: World


def plan_inbox(folder: OfficeFolder, induk: Induk, plans: PlanRegister, world: World) -> PlanInbox:
    """Gathered once for a whole `kumpulkan`.

    Raises:
        NoPlanYear: the Induk's period is missing or wrong.
    """
    desk = cache(lambda: plan_desk(folder, induk, plans, world))
    return PlanInbox(induk, desk, plans.issued(plan_year(induk)), plans, world)


@dataclass(frozen=True, slots=True)
class TakenPlan:
    """A planning workbook that the register has. owed: it was incomplete and nothing newer came from its sender."""

    verdict: Verdict
    owed: bool

    def said_again(self, name: str, findings: tuple[Finding, ...] = ()) -> FileOutcome:
        """What there is to say of the file: nothing in it is news, not even that a newer workbook went out since."""
        lacks = tuple(one for one in findings if one.code != _OLDER)
        return FileOutcome(name, self.verdict, lacks, note="Sudah pernah diterima; tidak dicatat dua kali.")


def taken_plans(induk: Induk, plans: PlanRegister) -> dict[str, TakenPlan]:
    """Hash -> every planning workbook that the register has."""
    returned = plans.returns(plan_year(induk)) if induk.period else []
    newest = {(one.kind, one.nip): one.sha256 for one in returned}
    return {
        one.sha256: TakenPlan(
            Verdict(one.verdict), one.verdict == Verdict.LOOK and newest[one.kind, one.nip] == one.sha256
        )
        for one in returned
    }


@dataclass(frozen=True, slots=True)
class JudgedPlan:
    """A planning workbook that can be taken. rows: of an employee's plan; approval: what a rater decided, None for an
    employee's plan.
    """

    meta: PlanMeta
    findings: tuple[Finding, ...]
    rows: tuple[Indicator, ...] = ()
    approval: ReadApproval | None = None


def judge_plan(name: str, data: bytes, book: Book, inbox: PlanInbox) -> JudgedPlan | FileOutcome:
    """A returned workbook with all that is to be said of it, or why it is refused, by cell.

    Raises:
        Refusal: it is refused as a whole.
    """
    meta, world = read_plan_meta(book), inbox.world
    issue = next((one for one in inbox.issued if one.form_id == meta.form_id), None)
    if issue is None:
        raise _unknown(book, meta, inbox)
    original = inbox.plans.issued_file(issue.form_id)
    world.refuse_foreign_macros(data, original)
    sent = world.open_book(issue.file_name, original)
    changed = tampering(book, sent, world.keys)
    if blocked(changed):
        note = "Isinya tidak diambil: ada sel terkunci yang berubah. Minta berkas aslinya diisi lagi."
        return FileOutcome(name, Verdict.REFUSED, tuple(changed), note=note)
    if meta.kind == PLAN_KIND:
        read, findings = review(book, inbox.desk())
        return JudgedPlan(meta, (*changed, *_older(issue.revision, meta, inbox), *findings), read.rows)
    approval = read_approval(book)
    return JudgedPlan(meta, (*changed, *approval.findings), approval=approval)


def _unknown(book: Book, meta: PlanMeta, inbox: PlanInbox) -> NotIssuedHere:
    """Why a workbook that the register does not know is not taken."""
    office = inbox.induk.office
    if (meta.office.agency, meta.office.unit) != (office.agency, office.unit):
        return NotIssuedHere(
            f"Rencana ini dari {meta.office.agency} – {meta.office.unit}, bukan dari kantor ini. Kirim kembali."
        )
    if meta.year != plan_year(inbox.induk):
        return NotIssuedHere(f"Rencana ini untuk tahun {meta.year}. Taruh di 2_masuk folder tahunnya.")
    if is_ours(book, inbox.world.keys):
        return NotIssuedHere(
            "Rencana ini bersegel kantor ini, tetapi tidak tercatat di register folder ini. Pulihkan register dari "
            "cadangan terbaru, atau periksa apakah salah folder."
        )
    return NotIssuedHere(
        "Rencana ini tidak dibagikan dari folder ini, dan segelnya tidak dikenal. Minta pegawai mengisi yang dibagikan."
    )


def _older(revision: int, meta: PlanMeta, inbox: PlanInbox) -> Iterator[Finding]:
    """That a workbook of an earlier revision comes in only now."""
    newest = max((one.revision for one in inbox.issued if one.nip == meta.nip), default=revision)
    if revision < newest:
        message = (
            f"Ini berkas revisi {revision}, padahal revisi {newest} sudah dibagikan. Isinya tetap diperiksa; pakai "
            "berkas terbaru lain kali."
        )
        yield Finding("", "", "rencana-berkas-lama", Severity.WARNING, message)


def take_plan(name: str, data: bytes, judged: JudgedPlan, inbox: PlanInbox) -> FileOutcome:
    """Into the register as one more version, together with what is decided by it."""
    meta, world = judged.meta, inbox.world
    sha256 = hashlib.sha256(data).hexdigest()
    verdict = Verdict.LOOK if blocked(judged.findings) else Verdict.ACCEPTED
    if judged.approval is not None:
        more, rulings = _decided(judged.approval, inbox)
    else:
        more, rulings = _drafted(judged, sha256, inbox)
        if verdict is Verdict.ACCEPTED and not more:
            inbox.desk().plans[meta.nip] = judged.rows
    entry = PlanReturned(0, meta.form_id, meta.kind, meta.nip, meta.year, name, sha256, verdict, data)
    inbox.plans.add(entry, rulings, world.now(), world.who)
    return FileOutcome(name, verdict, (*judged.findings, *more), note="Dicatat di register.")


def _drafted(judged: JudgedPlan, sha256: str, inbox: PlanInbox) -> tuple[list[Finding], list[PlanRuling]]:
    """Why a plan does not count, and that the program sends an incomplete one back: it never reaches the rater."""
    meta = judged.meta
    line = plan_lines(inbox.induk.plan_makers, inbox.plans, meta.year).get(meta.nip)
    if line is None:
        message = "Pemilik rencana ini tidak ada lagi, atau tidak aktif, di lembar Pegawai. Periksa Induk."
        return [Finding("", "", "pegawai-tidak-di-daftar", Severity.WARNING, message)], []
    if line.state is PlanState.AGREED:
        message = (
            "Rencana orang ini sudah disetujui dalam versi lain. Kiriman ini disimpan tetapi tidak dipakai; bila "
            "memang harus berubah, bagikan lagi dengan --nip dan --alasan."
        )
        unused = PlanRuling(meta.nip, meta.year, sha256, Ruling.UNUSED, "", "")
        return [Finding("", "", "rencana-sudah-disetujui", Severity.WARNING, message)], [unused]
    owed = sum(finding.severity.blocks for finding in judged.findings)
    if not owed:
        return [], []
    reason = f"Rencana belum lengkap: {owed} hal yang harus dibetulkan ada di lembar Temuan."
    return [], [PlanRuling(meta.nip, meta.year, sha256, Ruling.RETURNED, reason, "")]


def _decided(approval: ReadApproval, inbox: PlanInbox) -> tuple[list[Finding], list[PlanRuling]]:
    """A warning for each decision that cannot count, and those that do."""
    year, plans = approval.meta.year, inbox.plans
    lines = plan_lines(inbox.induk.plan_makers, plans, year)
    ruled = {one.sha256: one for one in plans.rulings(year) if one.by}
    findings, fresh = [], []
    for one in approval.decided:
        sha256, line = approval.meta.people.get(one.nip, ""), lines.get(one.nip)
        ruling = _RULINGS[one.decision]
        reason = one.reason if ruling is Ruling.RETURNED else ""
        earlier = ruled.get(sha256)
        if earlier is not None:
            if (earlier.ruling, earlier.reason) != (ruling, reason):
                findings.append(_row_finding(one, "sudah-diputuskan", _TWICE.format(earlier.ruling), Severity.WARNING))
        elif line is None or line.employee.rater != approval.meta.nip:
            findings.append(_row_finding(one, "penilai-berganti", _NOT_THE_RATER, Severity.WARNING))
        elif line.standing is None or line.standing.sha256 != sha256 or line.state is not PlanState.WAITS:
            findings.append(_row_finding(one, "rencana-sudah-baru", _NEWER, Severity.WARNING))
        else:
            fresh.append(PlanRuling(one.nip, year, sha256, ruling, reason, approval.meta.nip))
    return findings, fresh


_TWICE = "Rencana ini sudah diputuskan sebelumnya ({}). Keputusan pertama tetap berlaku."
_NOT_THE_RATER = "Penilai pegawai di baris ini sudah lain di lembar Pegawai, jadi keputusan ini tidak dipakai."
_NEWER = (
    "Pegawai sudah mengirim rencana yang lebih baru daripada yang diputuskan di sini. Ajukan lagi dengan kinerja skp "
    "ajukan."
)


def _row_finding(one: Decided, code: str, message: str, severity: Severity) -> Finding:
    return Finding(DECISIONS, one.cell, code, severity, message)
