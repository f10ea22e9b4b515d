from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.appraisal.archive_2021 import (
    Additional2021,
    Plan2021,
    Year2021,
    additional_score_2021,
    appraise_2021,
    category_2021,
    final_2021,
    grade_2021,
    leader_score_2021,
)
from kinerja_pauh.regulations import archive_2021
from law_cases import law_cases

RULES = archive_2021()
percents = st.decimals(0, 200, places=2)


@pytest.mark.parametrize(("capaian", "leader", "category", "staff"), law_cases("category_2021"))
def test_category_and_scores_are_those_of_the_table(capaian, leader, category, staff):
    capaian = Decimal(capaian)
    assert leader_score_2021(capaian, RULES) == leader
    assert (category_2021(capaian, RULES).name, category_2021(capaian, RULES).score) == (category, staff)


def test_a_leader_who_reaches_the_attainable_maximum_has_120():
    assert leader_score_2021(Decimal(100), RULES, attainable_maximum=True) == 120
    assert leader_score_2021(Decimal(99), RULES, attainable_maximum=True) == 89
    assert leader_score_2021(Decimal(105), RULES, attainable_maximum=True) == Decimal("114.44")


@pytest.mark.parametrize(("capaian", "weight", "points"), law_cases("additional_2021"))
def test_additional_work_is_worth_what_the_table_says(capaian, weight, points):
    assert additional_score_2021(Decimal(capaian), Decimal(weight), RULES) == points


@pytest.mark.parametrize("case", law_cases("final_2021"))
def test_final_score_and_predicate_are_those_of_the_table(case):
    skp, behaviour, peers, idea, final, predicate = case
    assert final_2021(Decimal(skp), Decimal(behaviour), RULES, with_peers=peers) == final
    assert grade_2021(Decimal(final), RULES, new_idea=idea) == predicate


def test_a_whole_year_of_staff_adds_main_and_additional_work():
    plans = (Plan2021("Pelayanan KTP", Decimal(105)), Plan2021("Laporan", Decimal(100)))
    extras = (Additional2021("Panitia HUT", Decimal(100), Decimal(2)), Additional2021("Posko", Decimal(70), Decimal(2)))
    result = appraise_2021(Year2021(plans, Decimal(100), extras), RULES)
    # (120 + 100) ÷ 2 = 110; 1,6 + 0,48 = 2,08; 70 % × 112,08 + 30 % × 100 = 108,456
    assert (result.main, result.additional, result.plan) == (110, Decimal("2.08"), Decimal("112.08"))
    assert (result.final, result.grade) == (Decimal("108.46"), "Baik")


def test_peers_shift_the_weights_to_60_and_40():
    plans = (Plan2021("Layanan", Decimal(101)), Plan2021("Laporan", Decimal(100)))
    alone = appraise_2021(Year2021(plans, Decimal(90)), RULES)
    asked = appraise_2021(Year2021(plans, Decimal(90), with_peers=True), RULES)
    assert (alone.final, asked.final) == (Decimal(104), Decimal(102))


def test_a_new_idea_makes_the_difference_from_110_on():
    plans = (Plan2021("Layanan", Decimal(101)),)
    plain = appraise_2021(Year2021(plans, Decimal(100)), RULES)
    bright = appraise_2021(Year2021(plans, Decimal(100), new_idea=True), RULES)
    assert (plain.final, plain.grade, bright.grade) == (114, "Baik", "Sangat Baik")


def test_a_leader_is_scored_on_the_straight_lines():
    plans = (Plan2021("Indeks", Decimal(98)), Plan2021("Cakupan", Decimal(100), attainable_maximum=True))
    assert appraise_2021(Year2021(plans, Decimal(100), leader=True), RULES).main == 104


def test_additional_work_stops_at_10_and_nilai_skp_at_120():
    extras = tuple(Additional2021(f"Tugas {n}", Decimal(101), Decimal(3)) for n in range(5))
    result = appraise_2021(Year2021((Plan2021("Layanan", Decimal(110)),), Decimal(100), extras), RULES)
    assert (result.additional, result.plan) == (10, 120)


@pytest.mark.parametrize(
    "year",
    [
        Year2021((), Decimal(100)),
        Year2021((Plan2021("A", Decimal(100)), Plan2021("B", None)), Decimal(100)),
        Year2021((Plan2021("A", Decimal(100)),), None),
        Year2021((Plan2021("A", Decimal(100)),), Decimal(100), (Additional2021("T", None, Decimal(2)),)),
    ],
    ids=["no plan", "a capaian missing", "behaviour missing", "an additional capaian missing"],
)
def test_what_is_missing_is_not_zero_but_leaves_no_result(year):
    result = appraise_2021(year, RULES)
    assert (result.final, result.grade) == (None, None)


def test_the_trace_leads_from_the_final_score_to_every_capaian_with_its_source():
    plans = (Plan2021("Indeks", Decimal(98)), Plan2021("Cakupan", Decimal(105)))
    extras = (Additional2021("Panitia", Decimal(100), Decimal(2)),)
    result = appraise_2021(Year2021(plans, Decimal(100), extras, leader=True), RULES)
    rows = {step.label: step for _, step in result.trace.walk()}
    assert result.trace.value == result.final
    assert result.trace.formula == "70 % × nilai SKP + 30 % × nilai perilaku kerja"
    assert rows["Nilai kinerja utama"].value == result.main
    assert rows["Indeks"].formula == "capaian 98 % adalah Cukup"
    assert (rows["Indeks"].confidence, rows["Cakupan"].confidence) == ("V1", "M")
    assert rows["Panitia"].formula == "80 % × bobot lingkup 2 × 100 ÷ 100"
    assert [s.value for _, s in result.trace.walk() if s.label == "Capaian"] == [98, 105, 100]


@settings(deadline=None)
@given(percents, percents)
def test_more_capaian_never_scores_less(one, other):
    low, high = sorted((one, other))
    assert leader_score_2021(low, RULES) <= leader_score_2021(high, RULES)
    assert category_2021(low, RULES).score <= category_2021(high, RULES).score
    assert 0 <= leader_score_2021(high, RULES) <= 120
