"""kinerja demo: the whole cycle on fictitious staff, by the same steps that an office takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets.fill_form import fill_form, typed_cells
from kinerja_pauh.sheets.fill_induk import settings_for

from .appraise import appraise
from .check import check
from .collect import collect
from .distribute import build_forms, distribute
from .file_names import form_name
from .folder import OfficeFolder
from .outcome import Outcome, Verdict
from .read_files import check_induk
from .recap import recap
from .report import report
from .rules import rules_for
from .start import write_induk

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import World

YEAR = 2026
FEWEST, MOST = 5, 300
"""How many people a sample office can have."""


def demo(root: Path, world: World, people: int) -> Outcome:
    """A new folder with Induk, forms, filled returns, results, recap and reports.

    written: what to open first, in this order: Induk, an empty form, the same form filled, recap, a report.

    Raises:
        FolderTaken: there is an Induk already.
        ValueError: fewer people than an office can have.
    """
    sample = office(people, YEAR)
    write_induk(root, sample.employees, sample.plans, settings_for(sample.office, sample.period, year=YEAR), world)
    shared = distribute(root, world)
    _return_filled(root, world, people)
    inbox = sorted(OfficeFolder(root).inbox.glob("*.xlsx"))
    checked = check(inbox, world)
    appraise([p for p, one in zip(inbox, checked.files, strict=True) if one.verdict is Verdict.ACCEPTED], world)
    collected = collect(root, world)
    recapped = recap(root, world)
    reported = report(root, world)
    form = shared.written[-1]
    filled = str(OfficeFolder(root).inbox / PurePath(form).name)
    written = (str(OfficeFolder(root).induk), form, filled, *recapped.written, reported.written[0])
    advice = (shared.advice, collected.advice, recapped.advice, reported.advice)
    return Outcome(collected.files, written, "\n".join(advice))


def _return_filled(root: Path, world: World, people: int) -> None:
    """What the raters would send back: the handed-out forms with the invented entries typed in."""
    folder = OfficeFolder(root)
    induk, _ = check_induk(world.read(folder.induk), world.now().date())
    period = office(people, YEAR).period
    rules = rules_for(induk.rules, period)
    entries = fill(office(people, YEAR), rules)
    forms = build_forms(induk, period, rules)
    done = world.progress("Mengisi formulir contoh", len(forms))
    for number, form in enumerate(forms, start=1):
        filled = replace(form, ratees=tuple(entries[ratee.nip] for ratee in form.ratees))
        results = [score(ratee, rules, period) for ratee in filled.ratees]
        name = form_name(form.rater_nip, period.label)
        world.save(folder.inbox / name, (folder.shared / name).read_bytes())
        for sheet, values in typed_cells(fill_form(filled, results, rules)).items():
            world.write_cells(folder.inbox / name, sheet, values)
        done(number)
