"""kinerja bagikan: one pre-filled form for every rater."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.model import Behaviour, Form, Ratee, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.ports import Issued
from kinerja_pauh.sheets.fill_form import fill_form, fill_meta
from kinerja_pauh.sheets.form_layout import META
from kinerja_pauh.sheets.induk_layout import SETTINGS

from .digest import digest
from .file_names import form_name
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .read_files import check_induk
from .rules import rules_for
from .sealing import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee, Period
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import Stamper, World
    from kinerja_pauh.sheets.cells import SheetFill
    from kinerja_pauh.sheets.read_induk import Induk


def distribute(root: Path, world: World, *, macros: bool = False) -> Outcome:
    """Write the sealed forms into 1_dibagikan; with a blocking finding in the Induk nothing is written.

    macros: as .xlsm with buttons on the sheets.

    Raises:
        Refusal: no Induk, or one that cannot be read; someone else works in the folder.
    """
    folder = OfficeFolder(root)
    path = folder.induk
    with world.hold(root, "Bagikan Formulir"):
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
        names = [form_name(form.rater_nip, form.period.label, "xlsm" if macros else "xlsx") for form in forms]
        files = _rendered(forms, rules, induk.password, world, macros=macros)
        written = _write(folder, dict(zip(names, forms, strict=True)), files, world)
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
        yield sealed(partial(fill_meta, form, password, key.id), partial(_render, stamper, fills), read, key)


def _render(stamper: Stamper, fills: Mapping[str, SheetFill], meta: SheetFill) -> bytes:
    return stamper.render({**fills, META: meta})


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
