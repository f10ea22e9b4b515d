"""kinerja kumpulkan: a verdict for every file in 2_masuk; accepted values go into the register."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.ports import ReaderMissing, Returned
from kinerja_pauh.sheets.compare_service import service_changes
from kinerja_pauh.sheets.form_meta import NotAForm, is_form, read_meta
from kinerja_pauh.sheets.inquiry_meta import inquiry_kind
from kinerja_pauh.sheets.monitor_sheet import MONITOR
from kinerja_pauh.sheets.skp_meta import planning_kind

from .closing import closed_words
from .folder import OfficeFolder
from .inquiry_returns import InquiryInbox, JudgedInquiry, judge_inquiry, take_inquiry
from .monitoring import chosen_returns
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .plan_returns import JudgedPlan, PlanInbox, judge_plan, plan_inbox, take_plan, taken_plans
from .plan_settling import settle_plans
from .read_files import check_induk, score_form
from .return_checks import list_findings, unknown_form
from .returns import in_use, not_back
from .sealing import tampering
from .sent_again import sent_again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kinerja_pauh.ports import Issued, Register, World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk

    from .plan_returns import TakenPlan
    from .read_files import ScoredForm

    _Judged = ScoredForm | JudgedPlan | JudgedInquiry | FileOutcome

_PASSED_OVER = ("~$", ".~", ".")
_NOTED = "Dicatat di register."
_STRAY = (
    "Buku kerja ini bukan formulir, rencana, atau lembar pertanyaan yang dibagikan program, jadi isinya tidak diambil. "
    "Keluarkan dari 2_masuk. Bila ini salinan isian seorang penilai, minta berkas Penilaian_… aslinya."
)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every file is held against. issued: by form id; in_use: ids of the forms that raters should fill in.

    plans: for plans that come back, made when the first one does; taken: hash -> those that did before.
    """

    world: World
    register: Register
    induk: Induk
    issued: Mapping[str, Issued]
    in_use: frozenset[str]
    plans: Callable[[], PlanInbox]
    taken: Mapping[str, TakenPlan]

    @property
    def inquiries(self) -> InquiryInbox:
        """For inquiries that come back."""
        return InquiryInbox(self.induk, self.register, self.world)


def collect(root: Path, world: World) -> Outcome:
    """Read every file of the inbox; each ends in a verdict, and running it again changes nothing.

    Raises:
        Refusal: no office folder, register, keys or reader cannot be used, or someone else works in the folder.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    _ = world.keys.listed()  # a damaged key file is no form's fault
    with world.hold(root, "Kumpulkan"):
        book = world.read(path)
        induk, _ = check_induk(book, world.now().date())
        register = world.register(folder.register)
        chosen = register.chosen()
        wrong_choices = _note_choices(book, register, world)
        issued = {one.form_id: one for one in register.issued()}
        in_hand = frozenset(one.form_id for one in in_use(register))
        plans = cache(lambda: plan_inbox(folder, induk, register.plans, world))
        desk = _Desk(world, register, induk, issued, in_hand, plans, taken_plans(induk, register.plans))
        paths = _arrived(folder.inbox)
        done = world.progress("Memeriksa berkas", len(paths))
        files = []
        for number, arrived in enumerate(paths, start=1):
            files.append(_one(arrived, desk))
            done(number)
        files.sort(key=lambda one: one.file)
        if wrong_choices:
            note = "Ada nomor kiriman di lembar Monitor yang tidak dapat dipakai."
            files.append(FileOutcome(path.name, Verdict.LOOK, wrong_choices, note=note))
        files += _register_faults(folder, register)
        advice = _advice(len(paths), files, register)
        if register.chosen() != chosen or any(one.note == _NOTED for one in files):
            advice += " Lembar Monitor belum ikut berubah: tekan Monitor, atau jalankan kinerja monitor."
        settled = settle_plans(folder, induk, book, lambda: plans().desk(), world)
        return Outcome(tuple(files), advice=f"{advice} {settled.words}".rstrip())


def _note_choices(book: Book, register: Register, world: World) -> tuple[Finding, ...]:
    """What HR chose in the sheet Monitor goes into the register; a finding for each entry that names no return."""
    wanted, findings = chosen_returns(book, register)
    known = register.chosen()
    periods = {one.form_id: one.period for one in register.issued()}
    for form_id, sha256 in wanted.items():
        if known.get(form_id) == sha256:
            continue
        if closed := closed_words(register, periods[form_id]):
            findings = (*findings, Finding(MONITOR, "", "periode-ditutup", Severity.WRONG, closed))
        else:
            register.choose(form_id, sha256, world.now(), world.who)
    return findings


def _arrived(inbox: Path) -> list[Path]:
    """The files of the inbox, the one saved last at the end: of two returns of a form the earlier one is the first."""
    if not inbox.is_dir():
        return []
    paths = (p for p in inbox.iterdir() if p.is_file() and not p.name.startswith(_PASSED_OVER))
    return sorted(paths, key=lambda p: (p.stat().st_mtime_ns, p.name))


def _one(path: Path, desk: _Desk) -> FileOutcome:
    if where := desk.world.open_elsewhere(path):
        note = f"Berkas ini {where}, jadi belum dibaca. Tutup dulu, lalu kumpulkan lagi."
        return FileOutcome(path.name, Verdict.LOOK, (_not_read(note),), note=note)
    try:
        data = path.read_bytes()
        before = desk.taken.get(hashlib.sha256(data).hexdigest())
        if before and not before.owed:
            return before.said_again(path.name)
        judged = _judged(path.name, data, desk)
    except ReaderMissing:
        raise
    except Refusal as refusal:
        return FileOutcome(path.name, Verdict.REFUSED, note=str(refusal))
    except OSError:
        return FileOutcome(
            path.name, Verdict.REFUSED, note="Berkas tidak dapat dibuka. Tutup dulu di Excel, lalu ulangi."
        )
    # Outside of the try: a register that cannot be written is no reason to call a form refused.
    return _settled(path.name, data, judged, desk)


def _settled(name: str, data: bytes, judged: _Judged, desk: _Desk) -> FileOutcome:
    """What was judged goes where it belongs."""
    if isinstance(judged, JudgedPlan):
        before = desk.taken.get(hashlib.sha256(data).hexdigest())
        return before.said_again(name, judged.findings) if before else take_plan(name, data, judged, desk.plans())
    if isinstance(judged, JudgedInquiry):
        return take_inquiry(name, data, judged, desk.inquiries)
    return judged if isinstance(judged, FileOutcome) else _take(name, data, judged, desk)


def _not_read(note: str) -> Finding:
    return Finding("", "", "berkas-terbuka", Severity.WARNING, note)


def _judged(name: str, data: bytes, desk: _Desk) -> _Judged:
    """A file that can be taken, with all that is to be said of it; or why it is refused, by cell.

    Raises:
        Refusal: it is refused as a whole.
    """
    world = desk.world
    book = world.open_untrusted(name, data)
    if planning_kind(book):
        return judge_plan(name, data, book, desk.plans())
    if inquiry_kind(book):
        return judge_inquiry(name, data, book, desk.inquiries)
    if not is_form(book):
        raise NotAForm(_STRAY)
    issue = desk.issued.get(read_meta(book).form_id)
    if issue is None:
        raise unknown_form(book, desk.induk, world.keys)
    world.refuse_foreign_macros(data, issue.data)
    sent = world.open_book(issue.file_name, issue.data)
    changed = tampering(book, sent, world.keys)
    if blocked(changed):
        note = "Nilainya tidak diambil: ada sel terkunci yang berubah. Minta penilai mengisi lagi formulir aslinya."
        return FileOutcome(name, Verdict.REFUSED, tuple(changed), note=note)
    scored = score_form(book, world.now().date())
    about_form = (*_outdated(issue, desk), *changed, *service_changes(sent, book))
    findings = (*about_form, *list_findings(scored.form, book, desk.induk), *scored.findings)
    return replace(scored, findings=findings)


def _outdated(issue: Issued, desk: _Desk) -> list[Finding]:
    if issue.form_id in desk.in_use:
        return []
    if issue.form_id in desk.register.withdrawn():
        message = (
            "Formulir ini sudah ditarik karena penilai atau penugasannya tidak ada lagi di Induk; isinya dicatat, "
            "tetapi tidak dihitung. Minta formulir yang berlaku diisi, atau betulkan Induk dan bagikan ulang."
        )
        return [Finding("", "", "formulir-ditarik", Severity.WARNING, message)]
    message = "Formulir ini sudah diganti dengan yang dibagikan sesudahnya. Minta penilai mengisi yang terbaru."
    return [Finding("", "", "formulir-lama", Severity.WARNING, message)]


def _take(name: str, data: bytes, scored: ScoredForm, desk: _Desk) -> FileOutcome:
    """Into the register. What is noted there follows from the file alone; that it came twice is said beside it."""
    register, sha256 = desk.register, hashlib.sha256(data).hexdigest()
    verdict = Verdict.LOOK if blocked(scored.findings) else Verdict.ACCEPTED
    if register.find(sha256) is not None:
        note = "Sudah pernah diterima; tidak dicatat dua kali."
    elif closed := closed_words(register, scored.form.period.label):
        return FileOutcome(name, Verdict.REFUSED, note=closed)
    else:
        note = _NOTED
        entry = Returned(0, scored.form.form_id, name, sha256, verdict, data)
        register.add(entry, desk.world.now(), desk.world.who)
    again = sent_again(scored, sha256, verdict, register, desk.world)
    to_choose = any(one.code == "kiriman-perlu-dipilih" for one in again)
    shown = Verdict.LOOK if to_choose else verdict
    return FileOutcome(name, shown, (*scored.findings, *again), scored.results, note)


def _register_faults(folder: OfficeFolder, register: Register) -> list[FileOutcome]:
    """The register itself as one more file, where it does not fit together any more."""
    faults = register.faults()
    if not faults:
        return []
    note = "Register tidak utuh. Jalankan kinerja periksa-keutuhan, dan pulihkan dari cadangan bila perlu."
    findings = tuple(Finding("", "", "register-tidak-utuh", Severity.WRONG, fault) for fault in faults)
    return [FileOutcome(folder.register.name, Verdict.LOOK, findings, note=note)]


def _advice(count: int, files: list[FileOutcome], register: Register) -> str:
    missing = [one.file_name for one in not_back(register)]
    counts = [f"{sum(f.verdict is v for f in files)} {v.replace('_', ' ')}" for v in Verdict]
    advice = f"{count} berkas: {', '.join(counts)}."
    if missing:
        advice += f" Belum kembali: {len(missing)} formulir ({', '.join(missing[:5])}{' …' if missing[5:] else ''})."
    return advice
