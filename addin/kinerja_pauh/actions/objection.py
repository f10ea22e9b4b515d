"""kinerja keberatan: the file of each objection that HR entered in the Induk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity, place_parts
from kinerja_pauh.appraisal.objections import Stage, last_day, objection_findings
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.objection_book import ObjectionCase, objection_book
from kinerja_pauh.sheets.year_sheets import read_objections

from .file_names import document_name
from .folder import OfficeFolder
from .history import end_of, noted
from .outcome import FileOutcome, Outcome, Verdict, merged
from .returns import counting_returns, gather_returns, people_of_return

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from kinerja_pauh.appraisal.objections import Objection
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.ports import Register, Returned, World

    from .returns import Person, Returns

STEM = "Keberatan"


class NoObjection(Refusal):
    """Tidak ada keberatan yang dicatat."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every objection of one run needs."""

    folder: OfficeFolder
    returns: Returns
    register: Register
    world: World


def objections(root: Path, world: World, *, nips: Collection[str] = ()) -> Outcome:
    """Write one file for each regular objection into 4_laporan. nips: only these people; none means all.

    Raises:
        NoObjection: the Induk has none, or none of these people.
        Refusal: nothing has come back yet, no Induk, or someone else works in the folder.
    """
    folder = OfficeFolder(root)
    with world.hold(root, "Keberatan"):
        desk = _Desk(folder, gather_returns(folder, world), world.register(folder.register), world)
        entries, findings = read_objections(world.read(folder.induk))
        chosen = [one for one in entries if not nips or one.nip in nips]
        if not chosen:
            raise NoObjection(_NONE_OF_THEM if entries else _NONE)
        folder.create()
        told = merged(findings, (finding for one in chosen for finding in _findings(one, desk)))
        written = [_write(one, number, desk) for one, number in _numbered(chosen) if _regular(one, told)]
    verdict = Verdict.LOOK if told else Verdict.ACCEPTED
    file = FileOutcome(folder.induk.name, verdict, told)
    return Outcome((file,), tuple(map(str, written)), _advice(chosen, len(written), folder))


_NONE = "Belum ada keberatan yang dicatat. Isi lembar Keberatan di Induk, simpan, tutup, lalu ulangi."
_NONE_OF_THEM = "Tidak ada keberatan atas NIP yang diminta di lembar Keberatan. Periksa ke-18 angkanya."


def _numbered(entries: Iterable[Objection]) -> Iterator[tuple[Objection, int]]:
    """Each entry with its number among those of the same person, from 1, so that each keeps a file of its own."""
    seen: Counter[str] = Counter()
    for one in entries:
        seen[one.nip] += 1
        yield one, seen[one.nip]


def _regular(one: Objection, findings: Sequence[Finding]) -> bool:
    """Whether nothing blocking was found in any cell of its row."""
    own = set(one.places.values())
    return not any(finding.severity.blocks and finding.where in own for finding in findings)


def _findings(one: Objection, desk: _Desk) -> tuple[Finding, ...]:
    rules = desk.returns.people.get(one.nip, next(iter(desk.returns.people.values()))).scored.rules
    found = objection_findings(one, int(rules.objection_days.value), desk.returns.induk.day_basis)
    if one.nip and one.nip not in desk.returns.people:
        message = (
            "Belum ada formulir yang diterima untuk NIP ini, jadi belum ada hasil yang dapat dipersoalkan. Cocokkan "
            "NIP-nya dengan lembar Pegawai, atau kumpulkan formulirnya dahulu."
        )
        sheet, cell = place_parts(one.places["nip"])
        return (*found, Finding(sheet, cell, "keberatan-tanpa-hasil", Severity.WRONG, message))
    return found


def _write(one: Objection, number: int, desk: _Desk) -> Path:
    person = desk.returns.people[one.nip]
    form = person.scored.form
    case = _case(one, person, desk)
    name = person.result.ratee.name if number == 1 else f"{person.result.ratee.name} {number}"
    path = desk.folder.reports / document_name(STEM, one.nip, name)
    desk.world.save(path, desk.world.write_flat(objection_book(case, subtitle(form.office, form.period))))
    return path


def _case(one: Objection, person: Person, desk: _Desk) -> ObjectionCase:
    form, rules, induk = person.scored.form, person.scored.rules, desk.returns.induk
    employee = desk.returns.staff.get(one.nip)
    superior = desk.returns.staff.get(employee.superior) if employee else None
    days = int(rules.objection_days.value)
    return ObjectionCase(
        one,
        _before(one, person, desk),
        person.result,
        rules,
        form.period,
        form.rater_name,
        superior.name if superior else "",
        desk.returns.unit_of(one.nip),
        last_day(one.received, days, induk.day_basis) if one.received else None,
        _returns(person, desk.register),
    )


def _before(one: Objection, person: Person, desk: _Desk) -> Result:
    """The result that counted at the end of the day of filing; today's where the register had none by then."""
    if one.filed is None:
        return person.result
    for returned in reversed(counting_returns(desk.register, person.scored.form.period.label, end_of(one.filed))):
        for then in people_of_return(returned, desk.world):
            if then.result.ratee.nip == one.nip:
                return then.result
    return person.result


def _returns(person: Person, register: Register) -> Sequence[tuple[date, str, str, str]]:
    """What this rater sent back for the period, also in forms that were handed out before the present one."""
    form = person.scored.form
    ours = {
        one.form_id for one in register.issued() if (one.rater_nip, one.period) == (form.rater_nip, form.period.label)
    }
    chosen = {one.sha256 for one in register.choices()}
    return [
        (noted(one.at).date(), one.file_name, one.verdict.replace("_", " "), _remark(one, chosen, person))
        for one in register.returns()
        if one.form_id in ours
    ]


def _remark(one: Returned, chosen: Container[str], person: Person) -> str:
    counts = "dipakai sekarang" if one.sha256 == person.sha256 else ""
    picked = "dipilih HR" if one.sha256 in chosen else ""
    return ", ".join(filter(None, (counts, picked)))


def _advice(chosen: Sequence[Objection], written: int, folder: OfficeFolder) -> str:
    stages = {stage: sum(one.stage is stage for one in chosen) for stage in Stage}
    told = ", ".join(f"{count} {stage.value[0].lower()}{stage.value[1:]}" for stage, count in stages.items() if count)
    return f"{len(chosen)} keberatan: {told}. {written} berkas ada di {folder.reports.name}."
