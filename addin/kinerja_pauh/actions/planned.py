"""The people of whom documents are made: of the plan all of the Induk, of the result those whose form came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.ports import slot

from .documents import DOCUMENTS
from .form_building import build_forms, form_names
from .outcome import blocked
from .read_files import ScoredForm, check_induk
from .returns import NothingReturned, Person, Returns, gather_returns, leading, put_in, returned_results
from .rules import rules_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.read_induk import Induk

    from .documents import Document
    from .folder import OfficeFolder


class PlanOfToday(Refusal):
    """Rencana periode lain tidak ada di Induk."""


class PlanNotReady(Refusal):
    """Induk masih ada temuannya, jadi SKP belum dapat dicetak."""


def people_for(wanted: Sequence[Document], folder: OfficeFolder, world: World, period: str = "") -> Returns:
    """Who gets these documents, with what is known of them. period: as for `gather_returns`.

    Raises:
        PlanOfToday: a document of the plan alone is asked for another period.
        NothingReturned: a document needs returned forms and none has come back.
        PlanNotReady: the plan is printed and the Induk is not ready for it.
        Refusal: no Induk or one that cannot be read.
    """
    if all(one.from_plan for one in wanted):
        if period:
            raise PlanOfToday("SKP dicetak dari Induk yang sekarang. Hilangkan --periode, atau pilih --jenis lain.")
        return gather_plans(folder, world)
    try:
        return gather_returns(folder, world, period)
    except NothingReturned as problem:
        early = ", ".join(one.key for one in DOCUMENTS.values() if one.from_plan)
        raise NothingReturned(f"{problem} Sebelum itu yang dapat dibuat dari Induk: --jenis {early}.") from problem


def planned_results(induk: Induk, period: Period) -> dict[str, list[Person]]:
    """NIP -> everybody whom the Induk plans for, once for each part of the period, with nothing realised yet.

    Raises:
        Refusal: its rules cannot be applied.
    """
    rules = rules_for(induk.rules, period)
    found: dict[str, list[Person]] = {}
    forms = build_forms(induk, period, rules)
    for form, name in zip(forms, form_names(forms), strict=True):
        results = tuple(score(ratee, rules, form.rated_days) for ratee in form.ratees)
        scored = ScoredForm(form, rules, (), results)
        for result in results:
            put_in(found, Person(result, scored, slot=slot(form.rater_nip, period.label, name)))
    return found


def gather_plans(folder: OfficeFolder, world: World) -> Returns:
    """Everybody whom the Induk plans for; where a form came back, as it says.

    Raises:
        PlanNotReady: something in the Induk is wrong or missing.
        Refusal: as for `people_for`.
    """
    induk, findings = check_induk(world.read(folder.induk), world.now().date())
    if induk.period is None or blocked(findings):
        raise PlanNotReady(
            "SKP belum dapat dicetak: di Induk masih ada temuan. Lihat dengan kinerja periksa, lalu betulkan."
        )
    results = planned_results(induk, induk.period)
    for found in returned_results(world.register(folder.register), induk.period.label, world).values():
        for person in found:
            put_in(results, person)
    people, others = leading(results)
    return Returns(induk, {one.nip: one for one in induk.employees}, people, (), others=others)
