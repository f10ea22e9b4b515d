"""kinerja bagikan: one pre-filled form for every rater."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.model import Behaviour, Form, Ratee, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.ports import Issued
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.induk_layout import SETTINGS

from .digest import digest
from .file_names import form_name
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .read_files import check_induk
from .rules import rules_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee, Period
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.cells import SheetFill
    from kinerja_pauh.sheets.read_induk import Induk


def distribute(root: Path, world: World, *, macros: bool = False) -> Outcome:
    """Write the forms into 1_dibagikan; with a blocking finding in the Induk nothing is written.

    macros: as .xlsm with buttons on the sheets.

    Raises:
        Refusal: no Induk, or one that cannot be read.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    induk, findings = check_induk(world.read(path), world.now().date())
    if induk.period is None or blocked(findings):
        advice = "Formulir belum dibagikan. Betulkan temuan di Induk, lalu bagikan lagi."
        return Outcome((FileOutcome(path.name, Verdict.LOOK, findings),), advice=advice)
    try:
        rules = rules_for(induk.rules, induk.period)
    except Refusal as problem:
        finding = Finding(SETTINGS, "", "pengaturan-ditolak", Severity.WRONG, str(problem))
        return Outcome(
            (FileOutcome(path.name, Verdict.LOOK, (*findings, finding)),), advice="Formulir belum dibagikan."
        )
    forms = build_forms(induk, induk.period, rules)
    stamper = world.templates.form(induk.password, macros=macros)
    names = [form_name(form.rater_nip, form.period.label, "xlsm" if macros else "xlsx") for form in forms]
    fills = (_filled(form, rules, induk.password) for form in forms)
    written = _write(folder, dict(zip(names, forms, strict=True)), map(stamper.render, fills), world)
    people = sum(len(form.ratees) for form in forms)
    advice = f"{len(forms)} formulir untuk {people} pegawai ada di {folder.shared.name}. Kirim kepada penilainya."
    return Outcome((FileOutcome(path.name, Verdict.ACCEPTED, findings),), tuple(map(str, written)), advice)


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
        forms.append(replace(form, form_id=digest(form)))
    return forms


def _ratee(employee: Employee, induk: Induk, rules: Rulebook) -> Ratee:
    behaviours = tuple(Behaviour(value.name) for value in rules.values.value)
    plan = induk.plans[employee.nip]
    return Ratee(employee.nip, employee.name, employee.position, plan, behaviours, new_idea=False)


def _filled(form: Form, rules: Rulebook, password: str) -> Mapping[str, SheetFill]:
    results = [score(ratee, rules, form.period) for ratee in form.ratees]
    return fill_form(form, results, rules, password)


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
    register.issue(issued, world.now())
    return [folder.shared / name for name in forms]
