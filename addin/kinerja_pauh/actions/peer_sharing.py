"""kinerja rekan bagikan: anonymous questionnaires about everybody who is rated."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.nip import clean_nip
from kinerja_pauh.ports import Inquiry
from kinerja_pauh.sheets.fill_peers import PeerSheet, fill_peers
from kinerja_pauh.sheets.induk_layout import SETTINGS, STAFF
from kinerja_pauh.sheets.inquiry_meta import InquiryMeta, fill_inquiry_meta, read_inquiry_meta
from kinerja_pauh.sheets.inquiry_words import PEER_KIND

from .closing import closed_words
from .digest import digest
from .file_names import peer_name
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .read_files import check_induk
from .rules import rules_for
from .sealing import is_ours, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee, Period
    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.read_induk import Induk

VERB = "Kuesioner Rekan"
PEER_MASTER = "Kuesioner_Rekan.xlsx"
USUAL_COPIES, FEWEST_COPIES, MOST_COPIES = 5, 3, 20
"""Questionnaires about each person: as many as must come back at least, and two to spare."""
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is taken for something else when read aloud
_CODE_LENGTH = 8
_NOT_MINE = frozenset({"tanpa-rencana", "tanpa-utama"})  # colleagues say how somebody works, plan or not


class PeersNotAsked(Refusal):
    """Kuesioner rekan tidak dapat dibagikan di sini."""


def share_peers(root: Path, world: World, copies: int = USUAL_COPIES, nips: Sequence[str] = ()) -> Outcome:
    """Write so many questionnaires about each person into 1_dibagikan/rekan; those handed out before count.

    nips: only about these.

    Raises:
        PeersNotAsked: dengan_rekan is Tidak, too few or too many copies, a closed period, a NIP that is nobody's here.
        Refusal: no Induk, or one that cannot be read; someone else works in the folder.
    """
    if not FEWEST_COPIES <= copies <= MOST_COPIES:
        raise PeersNotAsked(
            f"Jumlah kuesioner per orang harus {FEWEST_COPIES} sampai {MOST_COPIES}: kurang dari {FEWEST_COPIES} "
            "jawaban tidak pernah menjadi hasil."
        )
    folder = OfficeFolder(root)
    path = folder.induk
    with world.hold(root, VERB):
        induk, findings = check_induk(world.read(path), world.now().date())
        hindering = tuple(f for f in findings if f.sheet in {STAFF, SETTINGS} and f.code not in _NOT_MINE)
        if induk.period is None or blocked(hindering):
            advice = "Kuesioner rekan belum dibagikan. Betulkan temuan di Induk, lalu bagikan lagi."
            return Outcome((FileOutcome(path.name, Verdict.LOOK, hindering),), advice=advice)
        register = world.register(folder.register)
        _refuse(induk, induk.period, register)
        people = _wanted([one for one in induk.employees if one.active], nips)
        if forgotten := list(_forgotten(folder, people, induk.period, register, world)):
            register.inquiries.issue(forgotten, world.now(), world.who)
        written = _hand_out(folder, induk, induk.period, _missing(people, copies, induk.period, register), world)
    where = f"{folder.shared.name}/{folder.peers.name}"
    advice = f"Tidak ada kuesioner yang kurang: {len(people)} orang sudah punya {copies} atau lebih."
    if written:
        advice = (
            f"{len(written)} kuesioner ada di {where}. Berikan acak kepada rekan yang mengenal pekerjaan orangnya, dan "
            "jangan catat siapa menerima kode mana."
        )
    return Outcome((FileOutcome(path.name, Verdict.ACCEPTED, hindering),), tuple(map(str, written)), advice)


def _refuse(induk: Induk, period: Period, register: Register) -> None:
    if not induk.rules.with_peers:
        raise PeersNotAsked(
            "dengan_rekan di lembar Pengaturan = Tidak, jadi rekan tidak ditanya. Bila rekan memang ikut ditanya, ubah "
            "menjadi Ya: bobot semua orang lalu 60/40, bukan 70/30 (PP 30/2019 ps. 41)."
        )
    if closed := closed_words(register, period.label):
        raise PeersNotAsked(closed)


def _wanted(people: Sequence[Employee], nips: Sequence[str]) -> list[Employee]:
    wanted = {clean_nip(nip) for nip in nips}
    if not wanted <= {one.nip for one in people}:
        raise PeersNotAsked("Salah satu NIP bukan pegawai aktif di lembar Pegawai. Periksa 18 angkanya, lalu ulangi.")
    return [one for one in people if not wanted or one.nip in wanted]


def _forgotten(
    folder: OfficeFolder, people: Sequence[Employee], period: Period, register: Register, world: World
) -> Iterator[Inquiry]:
    """Our copies in the folder that the register lacks, since a run was cut short: they may be handed out already."""
    asked = {one.nip for one in people}
    known = {one.file_name for one in register.inquiries.issued(period.label, PEER_KIND)}
    for path in sorted(folder.peers.glob("*.xlsx")):
        if path.name in known:
            continue
        try:
            data = path.read_bytes()
            book = world.open_book(path.name, data)
            meta = read_inquiry_meta(book)
        except (OSError, Refusal):  # foreign or harmed: nobody could return it either
            continue
        ours = (meta.kind, meta.period.label) == (PEER_KIND, period.label) and is_ours(book, world.keys)
        if ours and meta.nip in asked:
            yield Inquiry(meta.inquiry_id, PEER_KIND, meta.nip, period.label, path.name, data)


@dataclass(frozen=True, slots=True)
class _Copy:
    """One questionnaire to be made."""

    person: Employee
    code: str


def _missing(people: Sequence[Employee], copies: int, period: Period, register: Register) -> list[_Copy]:
    issued = register.inquiries.issued(period.label, PEER_KIND)
    there = Counter(one.nip for one in issued)
    return [_Copy(one, code) for one in people for code in _codes(max(0, copies - there[one.nip]))]


def _codes(count: int) -> Iterator[str]:
    """Chance and nothing else: no code says when it was made, for whom, or after which other one."""
    for _ in range(count):
        yield "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))


def _hand_out(folder: OfficeFolder, induk: Induk, period: Period, copies: Sequence[_Copy], world: World) -> list[Path]:
    """A sealed questionnaire for each of these, noted in the register; gives the files."""
    if not copies:
        return []
    rules = rules_for(induk.rules, period)
    stamper = world.templates.planning(PEER_MASTER, induk.password)
    key, read = world.keys.current(world.now()), partial(world.open_book, "")
    folder.peers.mkdir(parents=True, exist_ok=True)
    done = world.progress("Membuat kuesioner rekan", len(copies))
    issued, written = [], []
    for number, copy in enumerate(copies, start=1):
        sheet, person = PeerSheet(induk.office, period, copy.person), copy.person
        inquiry_id = digest((sheet, copy.code, induk.password))
        meta = InquiryMeta(
            PEER_KIND, inquiry_id, induk.office, period, person.nip, person.name, password=induk.password
        )
        data = sealed(stamper, fill_peers(sheet, rules), partial(fill_inquiry_meta, meta, key.id), read, key)
        name = peer_name(person.nip, period.label, copy.code)
        world.save(folder.peers / name, data)
        written.append(folder.peers / name)
        issued.append(Inquiry(inquiry_id, PEER_KIND, person.nip, period.label, name, data))
        done(number)
    world.register(folder.register).inquiries.issue(issued, world.now(), world.who)
    return written
