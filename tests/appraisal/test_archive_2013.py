from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.appraisal.archive_2013 import (
    Measure,
    Task2013,
    Year2013,
    appraise_2013,
    behaviour_2013,
    class_2013,
    extra_points_2013,
    final_2013,
    ratio_2013,
    task_value_2013,
    thrift_2013,
)
from kinerja_pauh.regulations import archive_2013
from law_cases import law_cases

RULES = archive_2013()
BEHAVIOURS = dict.fromkeys(RULES.behaviours.value, Decimal(80))


def measure(target, reached):
    return Measure(Decimal(target), None if reached is None else Decimal(reached))


TASK = Task2013("Pelayanan", measure(12, 12), measure(100, 90), measure(12, 10))
YEAR = Year2013((TASK,), BEHAVIOURS, structural=True)


@pytest.mark.parametrize(("target", "reached", "score"), law_cases("thrift_2013"))
def test_time_and_cost_are_worth_what_the_table_says(target, reached, score):
    assert thrift_2013(measure(target, reached), RULES) == score


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(0, 4))
def test_exactly_24_percent_saved_is_100_whatever_the_target(target, places):
    target = Decimal(target).scaleb(-places)
    at_limit = target * 76 / 100
    assert thrift_2013(Measure(target, at_limit), RULES) == 100
    assert thrift_2013(Measure(target, at_limit - target / 10**9), RULES) == 76


@settings(deadline=None)
@given(st.decimals("0.01", 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_beyond_24_percent_the_score_is_100_less_what_was_saved(target, reached):
    saved = 100 - reached / target * 100
    score = thrift_2013(Measure(target, reached), RULES)
    if saved > Decimal("24.001"):
        assert abs(score - (100 - saved)) <= Decimal("0.006")
    elif saved < Decimal("23.999"):
        assert abs(score - (76 + saved)) <= Decimal("0.006")


def test_quantity_and_quality_are_a_plain_ratio():
    assert ratio_2013(measure(12, 10)) == Decimal("83.33")
    assert ratio_2013(measure(12, 15)) == 125
    assert ratio_2013(measure(12, None)) is None


@pytest.mark.parametrize("target", [0, -1])
def test_a_target_that_is_not_above_0_is_refused(target):
    with pytest.raises(ValueError, match="lebih besar daripada 0"):
        ratio_2013(measure(target, 1))
    with pytest.raises(ValueError, match="lebih besar daripada 0"):
        thrift_2013(measure(target, None), RULES)


def test_a_task_is_the_mean_of_the_aspects_that_have_a_target():
    # (100 + 90 + 92,67) ÷ 3, then with cost 76: ÷ 4
    assert task_value_2013(TASK, RULES) == Decimal("94.22")
    assert task_value_2013(replace(TASK, cost=measure(500, 500)), RULES) == Decimal("89.67")
    assert task_value_2013(replace(TASK, quality=None), RULES) == Decimal("96.34")


def test_a_cost_target_that_was_met_exactly_gives_one_number_everywhere():
    on_target = Task2013("Kegiatan", measure(1, 1), measure(100, 100), measure(12, 12), measure(500, 500))
    result = appraise_2013(replace(YEAR, tasks=(on_target,)), RULES)
    assert result.tasks == (88,)
    assert result.plan == 88
    assert next(step.value for _, step in result.trace.walk() if step.label == "Kegiatan") == 88


@pytest.mark.parametrize(("tasks", "points"), [(0, 0), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (40, 3)])
def test_additional_tasks_bring_points_in_steps(tasks, points):
    assert extra_points_2013(tasks, RULES) == points


def test_kepemimpinan_counts_for_structural_posts_only():
    scores = BEHAVIOURS | {"Kepemimpinan": Decimal(50)}
    assert behaviour_2013(scores, RULES, structural=True) == 75
    assert behaviour_2013(scores, RULES, structural=False) == 80
    del scores["Kepemimpinan"]
    assert behaviour_2013(scores, RULES, structural=False) == 80
    assert behaviour_2013(scores, RULES, structural=True) is None
    assert behaviour_2013(BEHAVIOURS | {"Disiplin": None}, RULES, structural=True) is None


def test_final_is_60_percent_skp_and_40_percent_behaviour():
    assert final_2013(Decimal("85.5"), Decimal(80), RULES) == Decimal("83.3")
    assert class_2013(Decimal("83.3"), RULES) == "Baik"


@pytest.mark.parametrize(("score", "label"), law_cases("class_2013"))
def test_the_class_is_that_of_the_table(score, label):
    assert class_2013(Decimal(score), RULES) == label


def test_a_whole_year_adds_additional_tasks_and_creativity():
    result = appraise_2013(replace(YEAR, extra_tasks=4, creativity="Organisasi"), RULES)
    # 94,22 + 2 + 6 = 102,22; 60 % × 102,22 + 40 % × 80 = 93,332
    assert (result.plan, result.behaviour, result.final) == (Decimal("102.22"), 80, Decimal("93.33"))
    assert result.label == "Sangat Baik"


def test_creativity_for_nobody_we_know_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        appraise_2013(replace(YEAR, creativity="Dunia"), RULES)


@pytest.mark.parametrize(
    "year",
    [
        replace(YEAR, tasks=()),
        replace(YEAR, tasks=(TASK, replace(TASK, time=measure(12, None)))),
        replace(YEAR, tasks=(Task2013("Tanpa target"),)),
        replace(YEAR, behaviours={}),
    ],
    ids=["no task", "a realisation missing", "no target at all", "no behaviour"],
)
def test_missing_entries_of_2013_are_not_zero_but_leave_no_result(year):
    result = appraise_2013(year, RULES)
    assert (result.final, result.label, result.trace.value) == (None, None, None)


def test_the_trace_names_the_branch_that_time_took():
    late = Task2013("Cepat sekali", time=measure(12, 6), cost=measure(12, 9))
    task = replace(TASK, cost=measure(500, None))
    rows = [step for _, step in appraise_2013(replace(YEAR, tasks=(TASK, late, task)), RULES).trace.walk()]
    times = [(step.value, step.confidence) for step in rows if step.label == "Waktu"]
    assert times == [(Decimal("92.67"), "V2"), (50, "M"), (Decimal("92.67"), "V2")]
    assert [step.value for step in rows if step.label == "Biaya"] == [75, None]
    assert next(s.formula for s in rows if s.label == "Waktu") == "(1,76 × target − realisasi) ÷ target × 100"
    assert "Kepemimpinan" in {step.label for step in rows}
