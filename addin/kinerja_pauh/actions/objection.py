"""kinerja keberatan: the file of each objection that HR entered in the Induk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity, place_parts
from kinerja_pauh.appraisal.objections import Stage, last_day, objection_findings
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.objection_book import ObjectionCase, objection_book
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.year_sheets import read_objections

from .file_names import period_document_name
from .folder import OfficeFolder
from .history import end_of, noted
from .objection_periods import period_findings, periods_for
from .outcome import FileOutcome, Outcome, Verdict, merged
from .returns import NothingReturned, counting_returns, gather_returns, people_of_return
from .side_by_side import superior_of, unit_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from kinerja_pauh.appraisal.objections import Objection
    from kinerja_pauh.ports import Register, Returned, World

    from .returns import Person, Returns

STEM = "Keberatan"


class NoObjection(Refusal):
    """Tidak ada keberatan yang dicatat."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every objection of one run needs. returns: label of a period -> what came back; none where nothing did."""

    folder: OfficeFolder
    returns: Mapping[str, Returns]
    register: Register
    world: World


def objections(root: Path, world: World, *, nips: Collection[str] = ()) -> Outcome:
    """Write one file for each regular objection into 4_laporan. nips: only these people; none means all.

    Each is held against the results of its own period, also after the Induk moved on to another.

    Raises:
        NoObjection: the Induk has none, or none of these people.
        Refusal: nothing has come back yet, no Induk or period, or someone else works in the folder.
    """
    folder = OfficeFolder(root)
    with world.hold(root, "Keberatan"):
        book, register = world.read(folder.induk), world.register(folder.register)
        entries, findings = read_objections(book)
        chosen = [one for one in entries if not nips or one.nip in nips]
        if not chosen:
            raise NoObjection(_NONE_OF_THEM if entries else _NONE)
        periods = periods_for(register, read_induk(book).known_period().label)
        labelled = [(one, periods.of(one)) for one in chosen]
        desk = _Desk(folder, _gathered({label: None for _, label in labelled if label}, folder, world), register, world)
        folder.create()
        checked = [*period_findings(chosen, periods), *(f for pair in labelled for f in _findings(*pair, desk))]
        told = merged(findings, checked)
        written = [_write(one, desk.returns[label], desk) for one, label in labelled if label and _regular(one, told)]
    verdict = Verdict.LOOK if told else Verdict.ACCEPTED
    file = FileOutcome(folder.induk.name, verdict, told)
    return Outcome((file,), tuple(map(str, written)), _advice(chosen, len(written), folder))


def _gathered(labels: Iterable[str], folder: OfficeFolder, world: World) -> dict[str, Returns]:
    """The returns of each of these periods; a period of which nothing came back is left out.

    Raises:
        NothingReturned: nothing came back of any of them.
    """
    found: dict[str, Returns] = {}
    nothing: NothingReturned | None = None
    for label in labels:
        try:
            found[label] = gather_returns(folder, world, label)
        except NothingReturned as refusal:
            nothing = refusal
    if nothing and not found:
        raise nothing
    return found


_NONE = "Belum ada keberatan yang dicatat. Isi lembar Keberatan di Induk, simpan, tutup, lalu ulangi."
_NONE_OF_THEM = "Tidak ada keberatan atas NIP yang diminta di lembar Keberatan. Periksa ke-18 angkanya."


def _regular(one: Objection, findings: Sequence[Finding]) -> bool:
    """Whether nothing blocking was found in any cell of its row."""
    own = set(one.places.values())
    return not any(finding.severity.blocks and finding.where in own for finding in findings)


def _findings(one: Objection, label: str | None, desk: _Desk) -> tuple[Finding, ...]:
    returns = desk.returns.get(label or "")
    if returns is None or one.nip not in returns.people:
        return (_without_result(one),) if one.nip and label else ()
    rules = returns.people[one.nip].scored.rules
    return objection_findings(one, int(rules.objection_days.value), returns.induk.day_basis)


def _without_result(one: Objection) -> Finding:
    message = (
        "Belum ada formulir yang diterima untuk NIP ini pada periodenya, jadi belum ada hasil yang dapat dipersoalkan. "
        "Cocokkan NIP dengan lembar Pegawai dan Periode dengan Pengaturan, atau kumpulkan formulirnya dahulu."
    )
    sheet, cell = place_parts(one.places["nip"])
    return Finding(sheet, cell, "keberatan-tanpa-hasil", Severity.WRONG, message)


def _write(one: Objection, returns: Returns, desk: _Desk) -> Path:
    person = returns.people[one.nip]
    form = person.scored.form
    case = _case(one, person, returns, desk)
    path = desk.folder.reports / period_document_name(STEM, one.nip, person.result.ratee.name, form.period.label)
    desk.world.save(path, desk.world.write_flat(objection_book(case, subtitle(form.office, form.period))))
    return path


def _case(one: Objection, person: Person, returns: Returns, desk: _Desk) -> ObjectionCase:
    form, rules, induk = person.scored.form, person.scored.rules, returns.induk
    days, superior = int(rules.objection_days.value), returns.staff.get(superior_of(person, returns))
    before = _before(one, person, desk)
    return ObjectionCase(
        one,
        before.result,
        person.result,
        rules,
        before.scored.form.rated_days,
        form.rater_name,
        superior.name if superior else "",
        unit_of(person, returns),
        last_day(one.received, days, induk.day_basis) if one.received else None,
        _returns(person, desk.register),
    )


def _before(one: Objection, person: Person, desk: _Desk) -> Person:
    """The result that counted at the end of the day of filing; today's where the register had none by then.

    Of whoever has several, the one that is about the same days and seat as today's.
    """
    if one.filed is None:
        return person
    for returned in reversed(counting_returns(desk.register, person.scored.form.period.label, end_of(one.filed))):
        for then in people_of_return(returned, desk.world):
            if then.result.ratee.nip == one.nip and person.replaces(then):
                return then
    return person


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
