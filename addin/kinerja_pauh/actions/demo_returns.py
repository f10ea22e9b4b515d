"""What the raters of the sample office would send back: the handed-out forms with the invented entries typed in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.samples import fill
from kinerja_pauh.sheets.fill_form import fill_form, typed_cells

from .demo_moves import part_entries
from .demo_service import sample_with_data
from .folder import OfficeFolder
from .form_building import build_forms, form_names
from .read_files import check_induk
from .rules import rules_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Form, Ratee
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import World
    from kinerja_pauh.samples import SampleOffice


def return_filled(
    root: Path,
    office: SampleOffice,
    world: World,
    seed: int,
    bend: Callable[[Mapping[str, Ratee]], Mapping[str, Ratee]] = dict,
) -> None:
    """Put a filled copy of every form into the inbox. seed: of the entries; bend: changes them before that."""
    folder = OfficeFolder(root)
    book = world.read(folder.induk)
    induk, _ = check_induk(book, world.now().date())
    sample = sample_with_data(office, induk, book)
    rules = rules_for(induk.rules, sample.period)
    entries = bend(fill(sample, rules, seed))
    plans = {nip: plan if any(row.job for row in plan) else sample.plans[nip] for nip, plan in induk.plans.items()}
    forms = build_forms(replace(induk, plans=plans), sample.period, rules)
    done = world.progress(f"Mengisi formulir contoh {sample.period.label}", len(forms))
    for number, (name, form) in enumerate(zip(form_names(forms), forms, strict=True), start=1):
        filled = replace(form, ratees=tuple(_entered(ratee, entries[ratee.nip], form, rules) for ratee in form.ratees))
        results = [score(ratee, rules, form.rated_days) for ratee in filled.ratees]
        world.save(folder.inbox / name, (folder.shared / name).read_bytes())
        for sheet, values in typed_cells(fill_form(filled, results, rules)).items():
            world.write_cells(folder.inbox / name, sheet, values)
        done(number)


def _entered(planned: Ratee, whole: Ratee, form: Form, rules: Rulebook) -> Ratee:
    return whole if form.part is None else part_entries(planned, whole, rules, form.rated_days)
