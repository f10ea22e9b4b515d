"""A rendered workbook with its `_meta` filled anew is, byte for byte, the one that would have been rendered so."""

from __future__ import annotations

import pytest

from filled_office import RULES, SAMPLE, YEAR
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.templates.names import PLAN
from kinerja_pauh.appraisal.model import Form, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.samples import fill
from kinerja_pauh.sheets import form_meta
from kinerja_pauh.sheets.fill_form import fill_form, fill_meta
from kinerja_pauh.sheets.fill_skp import PlanDraft, fill_plan
from kinerja_pauh.sheets.form_layout import META
from kinerja_pauh.sheets.skp_meta import PlanMeta
from kinerja_pauh.sheets.skp_meta import fill_meta as plan_meta
from kinerja_pauh.sheets.skp_words import PLAN_KIND

PERSON = SAMPLE.rated[1]


@pytest.mark.parametrize("macros", [False, True])
def test_a_form_that_is_sealed_afterwards_is_the_form_with_that_seal(macros):
    people = tuple(fill(SAMPLE, RULES)[one.nip] for one in SAMPLE.rated[:3])
    form = Form("id", SAMPLE.office, SAMPLE.period, RuleChoice(RULES.id), PERSON.nip, PERSON.name, people)
    fills = fill_form(form, [score(one, RULES, SAMPLE.period) for one in people], RULES)
    stamper = BundledTemplates().form(form_meta.DEFAULT_PASSWORD, macros=macros)
    bare, sealed = (fill_meta(form, form_meta.DEFAULT_PASSWORD, "kunci", seal) for seal in ("", "a" * 64))
    whole = stamper.render({**fills, META: sealed})
    assert stamper.refill(stamper.render({**fills, META: bare}), META, sealed) == whole


def test_so_is_a_plan():
    draft = PlanDraft(SAMPLE.office, YEAR, 1, PERSON, "Penilai", SAMPLE.plans[PERSON.nip], ())
    meta = PlanMeta(PLAN_KIND, "id", SAMPLE.office, YEAR, 1, PERSON.nip, PERSON.name, PERSON.rater)
    stamper, fills = BundledTemplates().planning(PLAN, "pauh"), fill_plan(draft)
    bare, sealed = plan_meta(meta, "kunci", ""), plan_meta(meta, "kunci", "b" * 64)
    assert stamper.refill(stamper.render({**fills, META: bare}), META, sealed) == stamper.render(
        {**fills, META: sealed}
    )
