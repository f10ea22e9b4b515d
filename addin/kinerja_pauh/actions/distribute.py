"""kinerja bagikan: one pre-filled form for every rater."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.model import Behaviour, Form, Ratee, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.ports import Issued
from kinerja_pauh.sheets.fill_form import fill_form, fill_meta
from kinerja_pauh.sheets.induk_layout import SETTINGS
from kinerja_pauh.sheets.year_sheets import OBJECTIONS

from .changed_plans import changed_plan_findings
from .digest import digest
from .file_names import form_name
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .period_checks import period_findings
from .plan_gate import plans_hindering
from .read_files import check_induk
from .rules import rules_for
from .sealing import sealed
from .service_induk import with_service_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee, Period
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk


_MEND_FIRST = "Formulir belum dibagikan. Betulkan temuan di Induk, lalu bagikan lagi."
_PLANS_FIRST = (
    "Formulir belum dibagikan: rencana {} orang belum beres, sedangkan skp_disetujui = Ya di lembar Pengaturan. "
    "Lihat kinerja skp status, selesaikan, lalu bagikan lagi."
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
        names = [form_name(form.rater_nip, form.period.label, "xlsm" if macros else "xlsx") for form in forms]
        files = _rendered(forms, ready.rules, ready.induk.password, world, macros=macros)
        written = _write(folder, dict(zip(names, forms, strict=True)), files, world)
    people = sum(len(form.ratees) for form in forms)
    advice = f"{len(forms)} formulir untuk {people} pegawai ada di {folder.shared.name}. Kirim kepada penilainya."
    return Outcome((FileOutcome(path.name, Verdict.ACCEPTED, ready.findings),), tuple(map(str, written)), advice)


def _forms(book: Book, register: Register, world: World) -> _Ready | _NotYet:
    """One form a rater, once the Induk, the plans, the rules and the period allow it."""
    induk, findings = check_induk(book, world.now().date())
    # A slip in the sheet Keberatan is told, but concerns the last appraisal and not the one that begins.
    if induk.period is None or blocked(one for one in findings if one.sheet != OBJECTIONS):
        return _NotYet(findings)
    waiting = plans_hindering(induk, register.plans)
    if waiting:
        return _NotYet((*findings, *waiting), _PLANS_FIRST.format(len(waiting)))
    try:
        rules = rules_for(induk.rules, induk.period)
    except Refusal as problem:
        return _NotYet((*findings, Finding(SETTINGS, "", "pengaturan-ditolak", Severity.WRONG, str(problem))))
    forms = build_forms(with_service_data(induk, book), induk.period, rules)
    changed = changed_plan_findings(forms, induk, register, world)
    hindering = (*period_findings(induk.period, register, world), *changed)
    findings = (*findings, *hindering)
    return _NotYet(findings) if blocked(hindering) else _Ready(induk, forms, rules, findings)


def build_forms(induk: Induk, period: Period, rules: Rulebook) -> list[Form]:
    """One form a rater, in the order in which the staff list first names the rater's people."""
    people = {employee.nip: employee for employee in induk.employees}
    groups: dict[str, list[Employee]] = {}
    for employee in induk.employees:
        if employee.active:
            groups.setdefault(employee.rater, []).append(employee)
    choice = RuleChoice(rules.id, induk.rules.with_peers, induk.rules.values_version, induk.rules.settings)
    forms = []
    for rater, ratees in groups.items():
        persons = tuple(_ratee(e, induk, rules) for e in ratees)
        form = Form("", induk.office, period, choice, rater, people[rater].name, persons)
        forms.append(replace(form, form_id=digest((form, induk.password))))
    return forms


def _ratee(employee: Employee, induk: Induk, rules: Rulebook) -> Ratee:
    behaviours = tuple(Behaviour(value.name) for value in rules.values.value)
    plan = induk.plans[employee.nip]
    return Ratee(employee.nip, employee.name, employee.position, plan, behaviours, new_idea=False)


def _rendered(forms: Iterable[Form], rules: Rulebook, password: str, world: World, *, macros: bool) -> Iterator[bytes]:
    stamper = world.templates.form(password, macros=macros)
    key = world.keys.current(world.now())
    read = partial(world.open_book, "")
    for form in forms:
        results = [score(ratee, rules, form.period) for ratee in form.ratees]
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
