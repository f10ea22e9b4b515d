"""kinerja demo: the whole cycle on fictitious staff, by the same steps that an office takes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from kinerja_pauh.ports import slot
from kinerja_pauh.samples import office
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.induk_layout import LAST_FOLDER

from .appraise import appraise
from .check import check
from .collect import collect
from .dashboard import write_dashboard
from .demo_moves import move_somebody
from .demo_plans import plan_the_year
from .demo_returns import return_filled
from .demo_service import import_sample
from .demo_year import change_target, decide_outage, finish_year, first_entries, last_year
from .distribute import distribute
from .folder import OfficeFolder
from .outcome import Outcome, Verdict
from .recap import write_recap
from .recap_source import recap_source
from .report import report
from .start import write_induk

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import World

YEAR = 2026
_MOVED = "Seorang pegawai pindah pada 1 Juli: dua penilai, dua formulir, dua laporan yang tidak dirata-rata."
_DECIDED = "Satu faktor luar mula-mula hanya diajukan penilai; nilainya berubah sesudah atasan penilai menyetujui."
FEWEST, MOST = 5, 300
"""How many people a sample office can have."""


def demo(root: Path, world: World, people: int) -> Outcome:
    """A new folder in which two years are played: plans, forms, filled returns, results, recap, dashboard, reports.

    written: what to open first, in this order: Induk, an empty form, the same form filled, recap, dashboard, a report,
    the counted service data, the cascade of the plans, the evidence ledger, the file of an objection, follow-up.

    Raises:
        FolderTaken: there is an Induk already.
        ValueError: fewer people than an office can have.
    """
    world = replace(world, open_book=cache(world.open_book))  # each step of two years asks for the same returns again
    sample = office(people, YEAR)
    folder = OfficeFolder(root)
    settings = settings_for(sample.office, sample.period, year=YEAR) | {"predikat_organisasi": "Baik"}
    write_induk(root, sample.employees, sample.plans, settings | {LAST_FOLDER: last_year(root, sample, world)}, world)
    plans_told, cascade = plan_the_year(root, sample, world)
    counted = import_sample(root, sample, world)
    moved = move_somebody(root, sample, world)
    distribute(root, world)
    shared = change_target(root, world)
    return_filled(root, sample, world, YEAR, first_entries)
    inbox = sorted(folder.inbox.glob("*.xlsx"))
    checked = check(inbox, world)
    appraise([p for p, one in zip(inbox, checked.files, strict=True) if one.verdict is Verdict.ACCEPTED], world)
    collected = collect(root, world)
    decided = decide_outage(root, world)
    collected = decided or collected
    source = recap_source(folder, world)
    recapped, page = write_recap(folder, source, world), write_dashboard(folder, source, world)
    reported = report(root, world)
    rest = finish_year(root, world)
    form = next(path for path in reversed(shared.written) if not slot("", "", path)[2])  # of the whole period
    filled = str(folder.inbox / PurePath(form).name)
    year = (*rest.evidence.written, *rest.objections.written, *rest.follow_up.written)
    told = (*recapped.written, *page.written, reported.written[0], counted.outcome.written[0], cascade, *year)
    done = (counted.outcome, shared, collected, recapped, reported, rest.evidence, rest.objections, rest.follow_up)
    played = [words for words, happened in ((_MOVED, moved), (_DECIDED, decided)) if happened]
    advice = "\n".join((plans_told, *(one.advice for one in done), *played))
    return Outcome(collected.files, (str(folder.induk), form, filled, *told), advice)
