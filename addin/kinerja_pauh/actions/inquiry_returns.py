"""What `kumpulkan` does with an inquiry that comes back: a verdict, and its answers into the register, not its file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.self_view import as_text
from kinerja_pauh.ports import Answer
from kinerja_pauh.sheets.inquiry_meta import read_inquiry_meta
from kinerja_pauh.sheets.inquiry_words import PEER_KIND, SELF_KIND
from kinerja_pauh.sheets.read_peers import read_peers
from kinerja_pauh.sheets.read_self_view import read_self_view

from .closing import closed_words
from .outcome import FileOutcome, Verdict, blocked
from .peer_answers import answer_text
from .return_checks import NotIssuedHere
from .sealing import is_ours, tampering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kinerja_pauh.ports import Inquiry, Register, World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.inquiry_meta import InquiryMeta
    from kinerja_pauh.sheets.read_induk import Induk

_NOTED = "Isinya dicatat di register; berkasnya sendiri tidak disimpan di sana."
_HALF = (
    "Isinya tidak diambil karena belum lengkap atau tidak terbaca. Minta pengisinya melengkapi berkas ini, lalu "
    "mengembalikannya lagi."
)


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """What a kind of inquiry says. content: JSON text for the register, "" where nothing may be taken: nothing was
    filled in, or too little of what belongs together.
    """

    content: str
    findings: tuple[Finding, ...] = ()


def _self_view(book: Book) -> TakenAnswer:
    read = read_self_view(book)
    return TakenAnswer(as_text(read.view) if read.view.says_anything else "", read.findings)


def _peers(book: Book) -> TakenAnswer:
    """All seven values or nothing: what is missing is not 0, and half an answer is no answer."""
    read = read_peers(book)
    return TakenAnswer("" if blocked(read.findings) else answer_text(read.answer), read.findings)


READERS: Mapping[str, Callable[[Book], TakenAnswer]] = {SELF_KIND: _self_view, PEER_KIND: _peers}
"""Kind of inquiry -> what takes its answers."""


@dataclass(frozen=True, slots=True)
class InquiryInbox:
    """What returned inquiries are held against."""

    induk: Induk
    register: Register
    world: World


@dataclass(frozen=True, slots=True)
class JudgedInquiry:
    """An inquiry that can be taken."""

    meta: InquiryMeta
    taken: TakenAnswer


def judge_inquiry(name: str, data: bytes, book: Book, inbox: InquiryInbox) -> JudgedInquiry | FileOutcome:
    """A returned inquiry with all that is to be said of it, or why it is refused, by cell.

    Raises:
        Refusal: it is refused as a whole.
    """
    meta, world, inquiries = read_inquiry_meta(book), inbox.world, inbox.register.inquiries
    issued = inquiries.issued(meta.period.label, meta.kind)
    issue = next((one for one in issued if one.inquiry_id == meta.inquiry_id), None)
    if issue is None or meta.kind not in READERS:
        raise _unknown(book, meta, inbox)
    original = inquiries.issued_file(issue.inquiry_id)
    world.refuse_foreign_macros(data, original)
    sent = world.open_book(issue.file_name, original)
    changed = tampering(book, sent, world.keys)
    if blocked(changed):
        note = "Isinya tidak diambil: ada sel terkunci yang berubah. Minta berkas aslinya diisi lagi."
        return FileOutcome(name, Verdict.REFUSED, tuple(changed), note=note)
    taken = READERS[meta.kind](book)
    about = (*changed, *_outdated(issue, issued), *_not_on_list(issue, inbox.induk))
    return JudgedInquiry(meta, TakenAnswer(taken.content, (*about, *taken.findings)))


def _unknown(book: Book, meta: InquiryMeta, inbox: InquiryInbox) -> NotIssuedHere:
    """Why an inquiry that the register does not know is not taken."""
    office, period = inbox.induk.office, inbox.induk.period
    if (meta.office.agency, meta.office.unit) != (office.agency, office.unit):
        return NotIssuedHere(
            f"Lembar ini dari {meta.office.agency} – {meta.office.unit}, bukan dari kantor ini. Kirim kembali."
        )
    if period is not None and meta.period.label != period.label:
        return NotIssuedHere(
            f"Lembar ini untuk periode {meta.period.label}, sedangkan folder ini untuk {period.label}. Taruh di "
            "2_masuk folder periodenya."
        )
    if is_ours(book, inbox.world.keys):
        return NotIssuedHere(
            "Lembar ini bersegel kantor ini, tetapi tidak tercatat di register folder ini. Pulihkan register dari "
            "cadangan terbaru, atau periksa apakah salah folder."
        )
    return NotIssuedHere(
        "Lembar ini tidak dibagikan dari folder ini, dan segelnya tidak dikenal. Minta yang dibagikan diisi."
    )


def _outdated(issue: Inquiry, issued: Sequence[Inquiry]) -> Iterator[Finding]:
    """That a person's plan changed since, so that another workbook was handed out; peers all have their own."""
    newest = [one for one in issued if one.nip == issue.nip][-1]
    if issue.kind == SELF_KIND and newest.inquiry_id != issue.inquiry_id:
        message = (
            "Lembar ini sudah diganti dengan yang dibagikan sesudah rencananya berubah. Isinya tetap dicatat; minta "
            "yang terbaru diisi bila rencananya memang lain."
        )
        yield Finding("", "", "lembar-lama", Severity.WARNING, message)


def _not_on_list(issue: Inquiry, induk: Induk) -> Iterator[Finding]:
    if all(one.nip != issue.nip or not one.active for one in induk.employees):
        message = "Orang yang dimaksud lembar ini tidak ada lagi, atau tidak aktif, di lembar Pegawai. Periksa Induk."
        yield Finding("", "", "pegawai-tidak-di-daftar", Severity.WARNING, message)


def take_inquiry(name: str, data: bytes, judged: JudgedInquiry, inbox: InquiryInbox) -> FileOutcome:
    """The answers into the register; a later return is the newer answer, the same file twice is one."""
    meta, taken, register, world = judged.meta, judged.taken, inbox.register, inbox.world
    sha256 = hashlib.sha256(data).hexdigest()
    verdict = Verdict.LOOK if blocked(taken.findings) else Verdict.ACCEPTED
    if register.inquiries.find(sha256) is not None:
        note = "Sudah pernah diterima; tidak dicatat dua kali."
    elif closed := closed_words(register, meta.period.label):
        return FileOutcome(name, Verdict.REFUSED, note=closed)
    elif not taken.content and verdict is Verdict.LOOK:
        return FileOutcome(name, verdict, taken.findings, note=_HALF)
    elif not taken.content:
        note = "Lembar ini kembali tanpa isian, jadi tidak ada yang dicatat."
        empty = Finding("", "", "lembar-kosong", Severity.WARNING, note)
        return FileOutcome(name, Verdict.LOOK, (*taken.findings, empty), note=note)
    else:
        note = _NOTED
        answer = Answer(0, meta.inquiry_id, meta.kind, meta.nip, meta.period.label, sha256, taken.content)
        register.inquiries.add(answer, world.now(), world.who)
    return FileOutcome(name, verdict, taken.findings, note=note)
