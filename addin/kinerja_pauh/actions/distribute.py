"""kinerja bagikan: one pre-filled form for every rater."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import name_some
from kinerja_pauh.ports import Issued, slot
from kinerja_pauh.sheets.extension_sheet import EXTENSIONS
from kinerja_pauh.sheets.fill_form import fill_form, fill_meta
from kinerja_pauh.sheets.induk_layout import SETTINGS
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.year_sheets import OBJECTIONS

from .changed_plans import changed_plan_findings
from .folder import OfficeFolder
from .form_building import as_handed_out, build_forms, form_names
from .materials import gathered_materials
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .peer_gate import peers_hindering
from .period_checks import period_findings
from .plan_gate import plans_hindering
from .read_files import check_induk
from .returns import in_use
from .rules import rules_for
from .sealing import sealed
from .service_induk import with_service_data

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Form
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk


_AFTERWARDS = frozenset({OBJECTIONS, EXTENSIONS})
"""Sheets about what comes after handing out: a slip there is told, but keeps no form back."""
_NAMED = 3  # withdrawn files named before the rest is counted
_MEND_FIRST = "Formulir belum dibagikan. Betulkan temuan di Induk, lalu bagikan lagi."
_PLANS_FIRST = (
    "Formulir belum dibagikan: rencana {} orang belum beres, sedangkan skp_disetujui = Ya di lembar Pengaturan. "
    "Jalankan kinerja skp status, selesaikan, lalu bagikan lagi."
)
_PEERS_FIRST = (
    "Formulir belum dibagikan: jawaban rekan kerja tentang {} orang belum cukup. Kumpulkan jawabannya, atau isi "
    "dengan_rekan = Tidak di lembar Pengaturan: bobot lalu 70/30 untuk semua orang."
)


@dataclass(frozen=True, slots=True)
class _Ready:
    """What is to be handed out, with what should be known about it."""

    induk: Induk
    forms: list[Form]
    rules: Rulebook
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _NotYet:
    """What keeps the forms from being handed out."""

    findings: tuple[Finding, ...]
    advice: str = _MEND_FIRST


def distribute(root: Path, world: World, *, macros: bool = False) -> Outcome:
    """Write the sealed forms into 1_dibagikan; with a blocking finding in the Induk nothing is written.

    macros: as .xlsm with buttons on the sheets.

    Raises:
        Refusal: no Induk, or one that cannot be read; someone else works in the folder.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    with world.hold(root, "Bagikan Formulir"):
        ready = _forms(world.read(path), world.register(folder.register), world)
        if isinstance(ready, _NotYet):
            return Outcome((FileOutcome(path.name, Verdict.LOOK, ready.findings),), advice=ready.advice)
        forms = ready.forms
        names = form_names(forms, "xlsm" if macros else "xlsx")
        files = _rendered(forms, ready.rules, ready.induk.password, world, macros=macros)
        written = _write(folder, dict(zip(names, forms, strict=True)), files, world)
        gone = _withdraw(folder, forms, names, world)
    people = len({ratee.nip for form in forms for ratee in form.ratees})
    advice = f"{len(forms)} formulir untuk {people} pegawai ada di {folder.shared.name}. Kirim kepada penilainya."
    if gone:
        advice += (
            f" Ditarik karena penilai atau penugasannya tidak ada lagi: {name_some(gone, _NAMED)}. Kirimannya tidak "
            "dihitung, dan tidak ditagih lagi."
        )
    return Outcome((FileOutcome(path.name, Verdict.ACCEPTED, ready.findings),), tuple(map(str, written)), advice)


def _forms(book: Book, register: Register, world: World) -> _Ready | _NotYet:
    """One form a rater, once the Induk, the plans, the rules and the period allow it."""
    induk, findings = check_induk(book, world.now().date())
    if induk.period is None or blocked(one for one in findings if one.sheet not in _AFTERWARDS):
        return _NotYet(findings)
    waiting = plans_hindering(induk, register.plans)
    if waiting:
        return _NotYet((*findings, *waiting), _PLANS_FIRST.format(len(waiting)))
    unheard = peers_hindering(induk, register)
    if blocked(unheard):
        return _NotYet((*findings, *unheard), _PEERS_FIRST.format(len(unheard)))
    findings = (*findings, *unheard)
    try:
        rules = rules_for(induk.rules, induk.period)
    except Refusal as problem:
        return _NotYet((*findings, Finding(SETTINGS, "", "pengaturan-ditolak", Severity.WRONG, str(problem))))
    materials = gathered_materials(register, induk.period, with_peers=induk.rules.with_peers)
    forms = build_forms(with_service_data(induk, book), induk.period, rules, materials)
    forms = as_handed_out(forms, register, induk.password, world)
    changed = changed_plan_findings(forms, induk, register, world)
    hindering = (*period_findings(induk.period, register, world), *changed)
    findings = (*findings, *hindering)
    return _NotYet(findings) if blocked(hindering) else _Ready(induk, forms, rules, findings)


def _rendered(forms: Iterable[Form], rules: Rulebook, password: str, world: World, *, macros: bool) -> Iterator[bytes]:
    stamper = world.templates.form(password, macros=macros)
    key = world.keys.current(world.now())
    read = partial(world.open_book, "")
    for form in forms:
        results = [score(ratee, rules, form.rated_days) for ratee in form.ratees]
        fills = fill_form(form, results, rules, password)
        yield sealed(stamper, fills, partial(fill_meta, form, password, key.id), read, key)


def _write(folder: OfficeFolder, forms: Mapping[str, Form], files: Iterable[bytes], world: World) -> list[Path]:
    """Save each form under its name and note it. files: their bytes, made one by one."""
    register = world.register(folder.register)
    folder.create()
    done = world.progress("Membuat formulir", len(forms))
    issued = []
    for number, ((name, form), data) in enumerate(zip(forms.items(), files, strict=True), start=1):
        world.save(folder.shared / name, data)
        label, people = form.period.label, len(form.ratees)
        issued.append(Issued(form.form_id, form.rater_nip, form.rater_name, label, name, people, data))
        done(number)
    register.issue(issued, world.now(), world.who)
    return [folder.shared / name for name in forms]


def _withdraw(folder: OfficeFolder, forms: Sequence[Form], names: Iterable[str], world: World) -> list[str]:
    """Take back the period's forms whose rater or part is there no more; gives the names of those in use until now.

    What came back about somebody whom no form rates any more, one who retired, stays the last word on that person.
    """
    register, label = world.register(folder.register), forms[0].period.label
    slots = {slot(form.rater_nip, label, name) for form, name in zip(forms, names, strict=True)}
    kept = {form.form_id for form in forms}
    standing = [one for one in in_use(register) if one.period == label and one.form_id not in kept]
    lost = {one.slot for one in standing if one.slot not in slots}
    rated = frozenset(ratee.nip for form in forms for ratee in form.ratees)
    back = {one.form_id for one in register.standing(Verdict.ACCEPTED)}
    gone = {
        one.form_id
        for one in register.issued()
        if one.slot in lost and one.form_id not in kept and not (one.form_id in back and _left(one, rated, world))
    }
    register.withdraw(sorted(gone), world.now(), world.who)
    return [one.file_name for one in standing if one.form_id in gone]


def _left(one: Issued, rated: Container[str], world: World) -> bool:
    """Whether a form is about somebody who is rated no more."""
    form = read_form(world.open_book(one.file_name, one.data)).form
    return any(ratee.nip not in rated for ratee in form.ratees)
