"""kinerja skp bagikan: one workbook for drafting the annual plan for every employee."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.nip import clean_nip
from kinerja_pauh.ports import PlanIssued, PlanRuling
from kinerja_pauh.sheets.bank_sheet import fill_bank_sheet, rows_for
from kinerja_pauh.sheets.fill_skp import PlanDraft, fill_plan
from kinerja_pauh.sheets.induk_layout import SETTINGS, STAFF
from kinerja_pauh.sheets.skp_meta import PlanMeta, fill_meta
from kinerja_pauh.sheets.skp_words import BANK, PLAN_KIND

from .digest import digest
from .file_names import plan_name
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .plan_reviewing import measures_of, plan_desk, review
from .plan_states import PlanState, Ruling, plan_lines, plan_year, standing_book
from .read_files import check_induk
from .sealing import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.ports import PlanRegister, Stamper, World
    from kinerja_pauh.sheets.cells import Book, SheetFill
    from kinerja_pauh.sheets.read_induk import Induk
    from kinerja_pauh.sheets.seal import SealKey

    from .plan_reviewing import PlanDesk
    from .plan_states import PlanLine

VERB = "Rencana SKP"
PLAN_MASTER = "Rencana_SKP.xlsx"
_PLANS_MAY_LACK = frozenset({"tanpa-rencana", "tanpa-utama"})  # that is what drafting is for


class NotForPlanning(Refusal):
    """Orang itu tidak dapat diberi buku kerja rencana."""


def share_plans(root: Path, world: World, nips: Sequence[str] = (), reason: str = "") -> Outcome:
    """Write the workbooks into 1_dibagikan/SKP, for all whose plan is neither agreed nor before the rater.

    nips: only for these. reason: opens their agreed plans again.

    Raises:
        Refusal: no Induk, or one that cannot be read; someone else works in the folder; a NIP that is nobody's here,
            or whose plan is agreed and no reason is given.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    with world.hold(root, VERB):
        induk, findings = check_induk(world.read(path), world.now().date())
        hindering = tuple(f for f in findings if f.sheet in {STAFF, SETTINGS} and f.code not in _PLANS_MAY_LACK)
        if induk.period is None or blocked(hindering):
            advice = "Buku kerja rencana belum dibagikan. Betulkan temuan di Induk, lalu bagikan lagi."
            return Outcome((FileOutcome(path.name, Verdict.LOOK, hindering),), advice=advice)
        plans, year = world.register(folder.register).plans, plan_year(induk)
        lines = plan_lines(induk.plan_makers, plans, year)
        if nips:
            lines = _wanted(lines, nips)
            _open_again(lines.values(), reason, plans, year, world)
            lines = {nip: line for nip, line in plan_lines(induk.plan_makers, plans, year).items() if nip in lines}
        drafting = [one for one in lines.values() if one.state not in {PlanState.AGREED, PlanState.WAITS}]
        desk = plan_desk(folder, induk, plans, world)
        written = hand_out(folder, induk, drafting, desk, world)
    skipped = len(lines) - len(drafting)
    rest = f" {skipped} orang dilewati: rencananya sudah disetujui atau menunggu penilai." if skipped else ""
    where = f"{folder.shared.name}/{folder.plans.name}"
    made = f"{len(written)} buku kerja rencana ada di {where}. Kirim kepada pegawainya."
    made = (made if written else "Tidak ada buku kerja rencana yang perlu dibagikan.") + rest
    advice = " ".join((made, *(desk.notes() if written else ())))
    return Outcome((FileOutcome(path.name, Verdict.ACCEPTED, hindering),), tuple(map(str, written)), advice)


def _wanted(lines: Mapping[str, PlanLine], nips: Sequence[str]) -> dict[str, PlanLine]:
    wanted = [clean_nip(nip) for nip in nips]
    if any(nip not in lines for nip in wanted):
        raise NotForPlanning(
            "Salah satu NIP bukan pegawai aktif di lembar Pegawai, atau rencananya sudah dibagi menurut penugasan di "
            "lembar Rencana. Periksa 18 angkanya, lalu ulangi."
        )
    return {nip: lines[nip] for nip in wanted}


def _open_again(lines: Iterable[PlanLine], reason: str, plans: PlanRegister, year: int, world: World) -> None:
    agreed = [one for one in lines if one.state is PlanState.AGREED]
    if agreed and not reason.strip():
        raise NotForPlanning(
            "Rencana orang itu sudah disetujui. Untuk membukanya lagi, sebut sebabnya dengan --alasan; versi yang "
            "disetujui tetap tersimpan."
        )
    opened = [
        PlanRuling(one.employee.nip, year, one.standing.sha256, Ruling.OPENED, reason.strip(), "")
        for one in agreed
        if one.standing is not None
    ]
    plans.rule(opened, world.now(), world.who)


def hand_out(folder: OfficeFolder, induk: Induk, lines: Sequence[PlanLine], desk: PlanDesk, world: World) -> list[Path]:
    """A sealed workbook for each of these people, noted in the register; gives the files."""
    if not lines:
        return []
    year, plans = plan_year(induk), world.register(folder.register).plans
    stamper = world.templates.planning(PLAN_MASTER, induk.password)
    key = world.keys.current(world.now())
    heading = f"{induk.office.agency} – {induk.office.unit}"
    folder.plans.mkdir(parents=True, exist_ok=True)
    done = world.progress("Membuat buku kerja rencana", len(lines))
    issued, written = [], []
    for number, line in enumerate(lines, start=1):
        draft = _draft(line, standing_book(line, plans, world), induk, desk)
        form_id = digest((draft, induk.password))
        meta = PlanMeta(
            PLAN_KIND, form_id, induk.office, year, draft.revision, line.employee.nip, line.employee.name,
            line.employee.rater, password=induk.password,
        )  # fmt: skip
        bank = fill_bank_sheet(rows_for(desk.bank, line.employee.position), heading)
        data = stamp_sealed(meta, {**fill_plan(draft), BANK: bank}, stamper, key, world)
        name = plan_name(line.employee.nip, year, draft.revision)
        world.save(folder.plans / name, data)
        written.append(folder.plans / name)
        issued.append(
            PlanIssued(form_id, PLAN_KIND, line.employee.nip, line.employee.name, year, draft.revision, name, data)
        )
        done(number)
    plans.issue(issued, world.now(), world.who)
    return written


def stamp_sealed(meta: PlanMeta, fills: Mapping[str, SheetFill], stamper: Stamper, key: SealKey, world: World) -> bytes:
    """A planning workbook under the office's seal."""
    return sealed(stamper, fills, partial(fill_meta, meta, key.id), partial(world.open_book, ""), key)


def _draft(line: PlanLine, standing: Book | None, induk: Induk, desk: PlanDesk) -> PlanDraft:
    """What the workbook begins with: what was sent last, else what the Induk has, else last year's plan."""
    person = line.employee
    rater = desk.staff.get(person.rater)
    rows = induk.plans.get(person.nip, ())
    findings: tuple[Finding, ...] = ()
    origin = None
    if standing is not None:
        read, findings = review(standing, desk)
        rows = read.rows
    elif not rows and (rows := desk.last.rows.get(person.nip, ())):
        origin = desk.last.origin(person)
    superior = measures_of(person.rater, desk)
    name = rater.name if rater else ""
    steps = desk.steps().people.get(person.nip, ())
    return PlanDraft(
        induk.office, plan_year(induk), line.revision, person, name, rows, superior, line.reason, findings, origin,
        steps,
    )  # fmt: skip
