"""kinerja pandangan bagikan: a workbook for every employee's own view of the period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.nip import clean_nip
from kinerja_pauh.ports import Inquiry
from kinerja_pauh.sheets.fill_self_view import SelfViewDraft, fill_self_view
from kinerja_pauh.sheets.induk_layout import PLANS, SETTINGS, STAFF
from kinerja_pauh.sheets.inquiry_meta import InquiryMeta, fill_inquiry_meta
from kinerja_pauh.sheets.inquiry_words import SELF_KIND

from .closing import closed_words
from .digest import digest
from .file_names import self_view_name
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .read_files import check_induk
from .rules import rules_for
from .sealing import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee, Period
    from kinerja_pauh.appraisal.rulebook import Value
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.read_induk import Induk

VERB = "Pandangan Pegawai"
SELF_VIEW_MASTER = "Pandangan_Pegawai.xlsx"
_NOT_MINE = frozenset({"tanpa-rencana", "tanpa-utama"})  # of one person; the others can say what they think


class NotAsked(Refusal):
    """Orang itu tidak dapat diberi lembar pandangan."""


def share_self_views(root: Path, world: World, nips: Sequence[str] = ()) -> Outcome:
    """Write the workbooks into 1_dibagikan/pandangan, for every active person with a plan. nips: only for these.

    Raises:
        Refusal: no Induk, or one that cannot be read; rules that cannot be applied; someone else works in the folder;
            a NIP that is nobody's here, or of somebody without a plan.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    with world.hold(root, VERB):
        induk, findings = check_induk(world.read(path), world.now().date())
        about = tuple(f for f in findings if f.sheet in {STAFF, PLANS, SETTINGS} and f.code not in _NOT_MINE)
        if induk.period is not None and (closed := closed_words(world.register(folder.register), induk.period.label)):
            about = (*about, Finding(SETTINGS, "", "periode-ditutup", Severity.WRONG, closed))
        if induk.period is None or blocked(about):
            advice = "Lembar pandangan belum dibagikan. Betulkan temuan di Induk, lalu bagikan lagi."
            return Outcome((FileOutcome(path.name, Verdict.LOOK, about),), advice=advice)
        people = asked(induk)
        active = sum(one.active for one in induk.employees)
        if nips:
            people = _wanted(people, nips)
        written = _hand_out(folder, induk, induk.period, people, world)
    advice = f"{len(written)} lembar pandangan ada di {folder.shared.name}/{folder.self_views.name}. Kirim kepada "
    advice += "pegawainya; yang kembali taruh di 2_masuk."
    if not nips and active > len(people):
        advice += f" {active - len(people)} orang dilewati: belum punya rencana di Induk."
    return Outcome((FileOutcome(path.name, Verdict.ACCEPTED, about),), tuple(map(str, written)), advice)


def asked(induk: Induk) -> list[Employee]:
    """Everybody who is rated here and has a plan, in the order of the staff list."""
    return [one for one in induk.employees if one.active and induk.plans.get(one.nip)]


def _wanted(people: Iterable[Employee], nips: Sequence[str]) -> list[Employee]:
    known = {one.nip: one for one in people}
    wanted = [clean_nip(nip) for nip in nips]
    if any(nip not in known for nip in wanted):
        raise NotAsked(
            "Salah satu NIP bukan pegawai aktif yang punya rencana di Induk. Periksa 18 angkanya, lalu ulangi."
        )
    return [known[nip] for nip in dict.fromkeys(wanted)]


def _hand_out(
    folder: OfficeFolder, induk: Induk, period: Period, people: Sequence[Employee], world: World
) -> list[Path]:
    """A sealed workbook for each of these people, noted in the register; gives the files."""
    values = rules_for(induk.rules, period).values.value
    stamper = world.templates.planning(SELF_VIEW_MASTER, induk.password)
    key, read = world.keys.current(world.now()), partial(world.open_book, "")
    folder.self_views.mkdir(parents=True, exist_ok=True)
    done = world.progress("Membuat lembar pandangan", len(people))
    issued = []
    for number, person in enumerate(people, start=1):
        draft = _draft(person, induk, period, values)
        inquiry_id = digest((SELF_KIND, draft.office, period, person, draft.rater_name, draft.plan, induk.password))
        meta = InquiryMeta(
            SELF_KIND, inquiry_id, induk.office, period, person.nip, person.name, person.rater, draft.rater_name,
            induk.password,
        )  # fmt: skip
        data = sealed(stamper, fill_self_view(draft), partial(fill_inquiry_meta, meta, key.id), read, key)
        name = self_view_name(person.nip, period.label)
        world.save(folder.self_views / name, data)
        issued.append(Inquiry(inquiry_id, SELF_KIND, person.nip, period.label, name, data))
        done(number)
    world.register(folder.register).inquiries.issue(issued, world.now(), world.who)
    return [folder.self_views / one.file_name for one in issued]


def _draft(person: Employee, induk: Induk, period: Period, values: Sequence[Value]) -> SelfViewDraft:
    raters = {one.nip: one.name for one in induk.employees}
    plan = tuple(induk.plans[person.nip])
    return SelfViewDraft(induk.office, period, person, raters.get(person.rater, ""), plan, values)
