"""The invented office is repeatable, consistent at any size, and brings every case that the tool must cope with."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kinerja_pauh.samples as room
from kinerja_pauh import samples
from kinerja_pauh.appraisal.checks import check_ratee
from kinerja_pauh.appraisal.indicators import adjustments, can_prorate, capaian
from kinerja_pauh.appraisal.model import (
    Aspect,
    Civil,
    Decision,
    Direction,
    Kind,
    Rating,
    Remedy,
)
from kinerja_pauh.appraisal.nip import nip_doubt, nip_problem
from kinerja_pauh.appraisal.scoring import Status, reason_needed, score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import bank, phrases
from kinerja_pauh.samples.data import table
from kinerja_pauh.samples.numbers import equal_weights, random_weights
from kinerja_pauh.samples.outcomes import realisation
from kinerja_pauh.sheets.induk_layout import POSITION_TYPES

SIZES = (5, 6, 9, 10, 11, 18, 19, 28, 41, 60, 61, 120, 300)
RULES = rulebook_for(date(2026, 12, 31))
VALUES = tuple(value.name for value in RULES.values.value)
KELURAHAN = {
    "Limau Manis",
    "Koto Lua",
    "Limau Manis Selatan",
    "Piai Tangah",
    "Cupak Tangah",
    "Pisang",
    "Binuang Kampung Dalam",
    "Kapalo Koto",
    "Lambung Bukit",
}


def _by_position(sample, start):
    return [e for e in sample.employees if e.position.startswith(start)]


def _mains(rows):
    return [row for row in rows if row.kind is Kind.MAIN]


# --- the office ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_an_office_has_exactly_as_many_rated_people_as_asked_for(size):
    sample = samples.office(size)
    assert len(sample.rated) == size
    assert set(sample.plans) == set(sample.kinds) == {e.nip for e in sample.rated}


@pytest.mark.parametrize("size", SIZES)
def test_the_same_arguments_give_the_same_office(size):
    assert samples.office(size) == samples.office(size)
    assert samples.office(size, 2025) != samples.office(size, 2026)


def test_a_larger_office_begins_with_the_people_and_plans_of_a_smaller_one():
    small, large = samples.office(17), samples.office(300)
    assert large.employees[: len(small.employees)] == small.employees
    assert {nip: large.plans[nip] for nip in small.plans} == small.plans


@pytest.mark.parametrize("size", [4, 0, -1])
def test_an_office_of_fewer_than_five_is_refused_in_words_a_user_understands(size):
    with pytest.raises(ValueError, match="paling sedikit 5 pegawai"):
        samples.office(size)


@pytest.mark.parametrize("size", SIZES)
def test_every_rater_is_on_the_list_before_the_people_rated_and_no_one_rates_himself(size):
    sample = samples.office(size)
    places = {e.nip: place for place, e in enumerate(sample.employees)}
    for e in sample.rated:
        # Standing before is more than "no cycle": the chain of raters can only lead upward.
        assert places[e.rater] < places[e.nip]


@pytest.mark.parametrize("size", SIZES)
def test_the_superior_of_a_rater_is_the_one_who_rates_the_rater(size):
    sample = samples.office(size)
    raters = {e.nip: e.rater for e in sample.employees}
    assert all(e.superior == raters[e.rater] for e in sample.rated)


def test_only_the_camat_has_no_superior_because_the_wali_kota_has_no_nip():
    sample = samples.office(120)
    assert [e.position for e in sample.rated if not e.superior] == ["Camat"]


def test_who_rates_whom_follows_the_usual_order_of_a_kecamatan():
    sample = samples.office(120)
    people = {e.nip: e for e in sample.employees}

    def pairs(start):
        return {
            (people[e.rater].position, people[e.superior].position if e.superior else "")
            for e in _by_position(sample, start)
        }

    assert pairs("Camat") == {("Sekretaris Daerah Kota Padang", "")}
    for start in ("Sekretaris Camat", "Kepala Seksi Pelayanan Umum", "Kepala Seksi Tata", "Lurah "):
        assert pairs(start) == {("Camat", "Sekretaris Daerah Kota Padang")}
    assert pairs("Kepala Subbagian") == {("Sekretaris Camat", "Camat")}
    assert pairs("Arsiparis") == {("Kepala Subbagian Umum dan Kepegawaian", "Sekretaris Camat")}
    assert pairs("Operator Layanan Operasional (Patroli") == {
        ("Kepala Seksi Ketenteraman dan Ketertiban Umum", "Camat")
    }
    for e in _by_position(sample, "Sekretaris Kelurahan") + _by_position(sample, "Kepala Seksi Pemerintahan,"):
        assert people[e.rater].position == f"Lurah {e.unit.removeprefix('Kelurahan ')}"
    in_kelurahan = [e for e in sample.rated if e.unit.startswith("Kelurahan") and e.position_type == "Pelaksana"]
    assert {people[e.rater].position.split()[0] for e in in_kelurahan} == {"Lurah", "Kepala"}
    assert all(people[e.rater].unit == e.unit for e in in_kelurahan)


def test_the_office_of_sixty_has_all_posts_of_a_kecamatan_and_its_nine_kelurahan():
    sample = samples.office()
    positions = Counter(e.position for e in sample.rated)
    assert {p.removeprefix("Lurah ") for p in positions if p.startswith("Lurah ")} == KELURAHAN
    assert sum(p.startswith("Kepala Subbagian") for p in positions) == 2
    assert sum(p.startswith("Kepala Seksi") and "Kelurahan" not in p for p in positions) == 5
    assert positions["Camat"] == positions["Sekretaris Camat"] == 1
    assert {e.civil for e in sample.rated} == set(Civil)
    assert {e.position_type for e in sample.employees} == set(POSITION_TYPES)


def test_the_one_who_is_not_rated_is_the_rater_outside():
    sample = samples.office(300)
    (outside,) = [e for e in sample.employees if not e.active]
    assert outside is sample.employees[0]
    assert (outside.position, outside.rater, outside.superior) == ("Sekretaris Daerah Kota Padang", "", "")
    assert outside.nip not in sample.plans


@pytest.mark.parametrize("year", [2024, 2026, 2031])
def test_numbers_and_names_are_unique_and_possible_in_the_appraised_year(year):
    sample = samples.office(300, year)
    assert len({e.nip for e in sample.employees}) == len({e.name for e in sample.employees}) == 301
    for e in sample.employees:
        assert nip_problem(e.nip, e.civil, date(year, 1, 1)) is None
        assert nip_doubt(e.nip, e.civil) is None
        assert 22 <= year - int(e.nip[:4]) <= 58


def test_nobody_can_take_a_sheet_for_a_real_one():
    sample = samples.office(300)
    assert "DATA FIKTIF" in sample.office.unit
    assert all(e.name.endswith(" (Fiktif)") for e in sample.employees)
    assert all(int(e.nip[15:]) > 900 for e in sample.employees)


def test_the_period_is_the_calendar_year():
    period = samples.office(5, 2028).period
    assert (period.label, period.start, period.end) == ("Tahunan 2028", date(2028, 1, 1), date(2028, 12, 31))


# --- plans --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_each_plan_weighs_exactly_one_hundred_and_is_numbered_through(size):
    for rows in samples.office(size).plans.values():
        assert sum(row.weight for row in _mains(rows)) == 100
        assert [row.number for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        assert [row.kind for row in rows] == sorted((row.kind for row in rows), key=list(Kind).index)
        extra = [row for row in rows if row.kind is Kind.ADDITIONAL]
        assert len(extra) <= 2
        assert all(1 <= row.weight <= 5 for row in extra)


def test_plans_have_four_to_eight_main_rows_and_newcomers_three_of_a_third_each():
    sample = samples.office(120)
    for e in sample.rated:
        weights = [row.weight for row in _mains(sample.plans[e.nip])]
        if e.civil in {Civil.CPNS, Civil.PPPK_PART_TIME}:
            assert weights == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
        else:
            assert 4 <= len(weights) <= 8


def test_every_row_says_what_it_serves_where_its_number_comes_from_and_what_is_aimed_at():
    sample = samples.office(300)
    for row in (row for rows in sample.plans.values() for row in rows):
        assert row.superior_result
        assert row.data_source
        assert row.unit
        assert "{" not in row.result + row.superior_result + row.name
        assert (row.realisation, row.rating, row.evidence) == (None, None, "")
        if row.direction is Direction.QUALITATIVE:
            assert row.target is None
            assert row.target_text
        else:
            assert row.target > 0
            assert row.target_upper is None or row.target_upper > row.target


def test_each_result_serves_a_result_in_the_plan_of_the_rater():
    sample = samples.office(300)
    for e in sample.rated[1:]:
        above = {row.result for row in sample.plans[e.rater]}
        assert {row.superior_result for row in _mains(sample.plans[e.nip])} <= above


@pytest.mark.parametrize("size", [10, 60, 120])
def test_all_aspects_directions_and_ranges_either_way_occur(size):
    rows = [row for plan in samples.office(size).plans.values() for row in plan]
    assert {row.aspect for row in rows} == set(Aspect)
    assert {row.direction for row in rows} == set(Direction)
    assert {row.direction for row in rows if row.target_upper} == {Direction.HIGHER, Direction.LOWER}


def test_the_bank_holds_more_than_eighty_indicators_and_no_name_twice():
    rows = [p.indicator for plan in bank.plans() for p in bank.main_rows(plan)]
    rows += [p.indicator for p in bank.additional_rows()]
    names = [row.name for row in rows]
    assert len(names) == len(set(names)) >= 160
    lengths = sorted(len(p.indicator.result) for plan in bank.plans() for p in bank.main_rows(plan))
    assert lengths[0] >= 50
    assert lengths[-1] >= 165


def test_no_target_of_the_bank_lies_beyond_what_its_unit_allows():
    for plan in bank.plans():
        for row in (promise.indicator for promise in bank.main_rows(plan)):
            most = bank.unit(row.unit).most
            assert most is None or (row.target_upper or row.target) <= most


def test_every_kind_of_post_has_a_plan_in_the_bank_and_a_family_of_feedback():
    kinds = {row["plan"] for row in table("office.toml")["post"]} - {""}
    families = [kind for kinds in table("entries.toml")["families"].values() for kind in kinds]
    assert kinds == set(bank.plans()) == set(families)
    assert len(families) == len(set(families))
    for family in table("entries.toml")["families"]:
        levels = {row["level"] for row in table("entries.toml")["feedback"] if row["family"] == family}
        assert levels == {"strong", "good", "weak", "poor"}


@given(st.integers(1, 40), st.sampled_from(["0.01", "2.5"]), st.integers())
def test_any_partition_of_the_weights_is_exact_and_leaves_no_row_empty(parts, step, seed):
    for weights in (random_weights(random.Random(seed), parts, step), equal_weights(parts)):
        assert len(weights) == parts
        assert sum(weights) == 100
        assert all(w > 0 and w == round(w, 2) for w in weights)
    assert max(equal_weights(parts)) - min(equal_weights(parts)) <= Decimal("0.01")


# --- what the raters typed ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sixty():
    return samples.office()


@pytest.fixture(scope="module")
def filled(sixty):
    return samples.fill(sixty, RULES)


@pytest.fixture(scope="module")
def results(sixty, filled):
    return {nip: score(ratee, RULES, sixty.period) for nip, ratee in filled.items()}


def test_filling_is_repeatable_and_another_seed_gives_another_year(sixty, filled):
    assert samples.fill(sixty, RULES) == filled
    assert samples.fill(sixty, RULES, seed=7) != filled


@pytest.mark.parametrize("size", SIZES)
def test_filled_entries_keep_the_plan_and_show_no_wrong_cell(size):
    sample = samples.office(size)
    people = samples.fill(sample, RULES)
    assert list(people) == [e.nip for e in sample.rated]
    found = Counter()
    for e in sample.rated:
        ratee = people[e.nip]
        assert (ratee.name, ratee.position) == (e.name, e.position)
        planned = [(row.number, row.name, row.target, row.weight) for row in sample.plans[e.nip]]
        assert [(row.number, row.name, row.target, row.weight) for row in ratee.indicators] == planned
        found.update(finding.code for finding in check_ratee(ratee, RULES, sample.period))
    assert set(found) <= {"perilaku-kosong", "realisasi-janggal"}
    assert found["perilaku-kosong"] <= 1


def test_no_realisation_lies_beyond_what_its_unit_allows(filled):
    for row in (row for ratee in filled.values() for row in ratee.indicators):
        most = bank.unit(row.unit).most
        assert row.realisation is None or row.realisation >= 0
        assert row.realisation is None or most is None or row.realisation <= most


def test_the_year_is_spread_as_in_a_real_office(results):
    spread = Counter(result.predicate for result in results.values())
    assert spread["Baik"] > 30
    assert 2 <= spread["Sangat Baik"] <= 9
    assert 2 <= spread["Butuh Perbaikan"] <= 9
    assert 1 <= spread["Kurang"] <= 2
    assert set(spread) == {"Baik", "Sangat Baik", "Butuh Perbaikan", "Kurang", None}
    assert {"Sangat Baik", "Baik", "Cukup"} <= {result.grade for result in results.values()}


def test_one_person_waits_for_one_behaviour_rating_and_all_others_are_complete(filled, results):
    waiting = [nip for nip, result in results.items() if result.status is not Status.COMPLETE]
    (nip,) = waiting
    assert [b.rating is None for b in filled[nip].behaviours].count(True) == 1
    assert (results[nip].final, results[nip].predicate) == (None, None)
    assert filled[nip].work_rating is not None


def test_one_person_reached_more_than_nine_times_the_target(sixty, filled):
    percents = [capaian(row, RULES, sixty.period) for r in filled.values() for row in r.indicators]
    assert [p for p in percents if p > 200] == [Decimal(940)]


def test_an_outage_of_siak_agreed_by_both_lifts_a_quantity(filled, results):
    ((ratee, factor),) = [
        (ratee, f) for ratee in filled.values() for f in ratee.factors if f.counts and f.remedy is Remedy.PRORATE
    ]
    assert "SIAK" in factor.cause
    (row,) = [row for row in ratee.indicators if row.number == factor.indicator]
    assert can_prorate(row)
    assert "SIAK" in row.data_source
    assert results[ratee.nip].work > results[ratee.nip].work_raw


def test_one_indicator_is_left_out_by_agreement_and_that_changes_the_score(filled, results):
    ((ratee, _),) = [(r, f) for r in filled.values() for f in r.factors if f.counts and f.remedy is Remedy.LEAVE_OUT]
    assert results[ratee.nip].work > results[ratee.nip].work_raw


def test_one_claim_is_refused_by_the_superior_and_changes_nothing(filled, results):
    ((ratee, factor),) = [(r, f) for r in filled.values() for f in r.factors if f.superior_decision is Decision.REFUSED]
    assert factor.rater_decision is Decision.AGREED
    assert results[ratee.nip].work == results[ratee.nip].work_raw


def test_exactly_one_rater_departs_from_the_proposal_and_says_why(filled, results):
    departing = [nip for nip, result in results.items() if reason_needed(result)]
    (nip,) = departing
    assert filled[nip].reason
    assert [n for n, ratee in filled.items() if ratee.reason] == departing


def test_several_people_but_a_minority_brought_a_new_idea(filled):
    ideas = [ratee for ratee in filled.values() if ratee.new_idea]
    assert 3 <= len(ideas) <= 15
    assert all(ratee.idea_text for ratee in ideas)


def test_every_rating_beside_the_expected_has_an_example_and_everyone_has_feedback(sixty, filled):
    for ratee in filled.values():
        assert [b.value for b in ratee.behaviours] == list(VALUES)
        assert all(b.example for b in ratee.behaviours if b.rating in {Rating.ABOVE, Rating.BELOW})
        for entry in ratee.feedback:
            assert entry.good
            assert entry.improve
            assert entry.plan
            assert sixty.period.start <= entry.day <= sixty.period.end
            assert entry.day < entry.deadline
        assert all(row.evidence for row in ratee.indicators)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_outside_factors_stay_inside_the_period_in_any_year(year):
    sample = samples.office(60, year)
    people = samples.fill(sample, rulebook_for(sample.period.end))
    factors = [f for ratee in people.values() for f in ratee.factors]
    assert len(factors) == 3
    assert all(sample.period.start <= f.start <= f.end <= sample.period.end for f in factors)


def test_a_realisation_made_for_a_percentage_gives_about_that_capaian(sixty):
    rows = [row for rows in sixty.plans.values() for row in rows if row.target and row.target >= 10]
    for row in rows:
        reached = realisation(row, 90)
        ratio = (
            (2 - reached / (row.target_upper or row.target))
            if row.direction is Direction.LOWER
            else reached / row.target
        )
        assert abs(ratio - Decimal("0.9")) < Decimal("0.06"), row


def test_the_sentences_are_seven_times_above_and_below():
    assert len(phrases.behaviour_phrases()) == len(VALUES) == 7
    assert all(p.examples[Rating.ABOVE] and p.examples[Rating.BELOW] for p in phrases.behaviour_phrases())


# --- random people ------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_random_people():
    one, other = (samples.random_ratees(random.Random(5), 50, VALUES) for _ in range(2))
    assert one == other
    assert one != samples.random_ratees(random.Random(6), 50, VALUES)


@settings(max_examples=25, deadline=None)
@given(st.integers(), st.integers(2024, 2030))
def test_random_people_are_complete_and_show_no_wrong_cell(seed, year):
    period = samples.year_period(year)
    people = samples.random_ratees(random.Random(seed), 15, VALUES, period)
    assert len({p.nip for p in people}) == 15
    for person in people:
        assert score(person, RULES, period).status is Status.COMPLETE
        assert [f for f in check_ratee(person, RULES, period) if f.severity.blocks] == []
        assert all(nip_problem(person.nip, Civil.PNS, period.start) is None for person in people)


@settings(max_examples=25, deadline=None)
@given(st.integers())
def test_random_weights_factors_and_realisations_keep_their_bounds(seed):
    period = samples.year_period(2026)
    for person in samples.random_ratees(random.Random(seed), 15, VALUES):
        mains = _mains(person.indicators)
        assert sum(row.weight for row in mains) == 100
        assert all(row.weight == round(row.weight, 2) for row in person.indicators)
        assert all(row.realisation == round(row.realisation, 3) for row in person.indicators if row.realisation)
        days = [{f.start + timedelta(n) for n in range((f.end - f.start).days + 1)} for f in person.factors]
        assert all(spell and min(spell) >= period.start and max(spell) <= period.end for spell in days)
        assert sum(map(len, days)) == len(set().union(*days)) < period.days
        left_out = {number for number, a in adjustments(person.factors, period).items() if a.left_out}
        assert {row.number for row in mains} - left_out
        rows = {row.number: row for row in person.indicators}
        assert all(can_prorate(rows[f.indicator]) for f in person.factors if f.remedy is Remedy.PRORATE)


def test_random_people_go_everywhere_the_rules_allow():
    people = samples.random_ratees(random.Random(1), 400, VALUES)
    rows = [row for person in people for row in person.indicators]
    factors = [f for person in people for f in person.factors]
    assert {(row.aspect, row.direction) for row in rows} == {(a, d) for a in Aspect for d in Direction}
    assert {len(_mains(person.indicators)) for person in people} == set(range(1, 9))
    assert {len(person.factors) for person in people} == {0, 1, 2, 3}
    assert {(f.remedy, f.rater_decision, f.superior_decision) for f in factors} == {
        (r, a, b) for r in Remedy for a in Decision for b in Decision
    }
    predicates = {score(p, RULES, samples.year_period(2026)).predicate for p in people}
    assert predicates == set(RULES.matrix.value.values())
    assert any(row.target_upper is not None and row.target_upper == row.target for row in rows)
    assert any(row.realisation == 0 for row in rows)
    assert {-row.realisation.as_tuple().exponent for row in rows if row.realisation is not None} == {0, 1, 2, 3}


def test_many_random_capaian_are_ties_of_half_a_hundredth():
    rows = [
        row
        for person in samples.random_ratees(random.Random(2), 200, VALUES)
        for row in person.indicators
        if row.realisation is not None
    ]
    ties = [row for row in rows if (row.realisation * 100_000) % (row.target * 10) == row.target * 5]
    assert len(ties) > len(rows) / 4
    assert {row.direction for row in ties} == {Direction.HIGHER, Direction.LOWER}
    period = samples.year_period(2026)
    up = [row for row in ties if row.direction is Direction.HIGHER]
    assert all(capaian(row, RULES, period) > row.realisation * 100 / row.target for row in up)


# --- the room -----------------------------------------------------------------------------------------------------


def test_the_room_draws_only_from_seeded_chance():
    for path in Path(room.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for forbidden in ("random.choice", "random.random(", "random.sample", "random.seed", "today()", "now("):
            assert forbidden not in text.replace("rng.", ""), path.name


def test_every_third_person_talked_with_the_rater_within_the_period_and_every_sixth_twice(sixty, filled):
    counts = [len(ratee.dialogues) for ratee in filled.values()]
    assert set(counts[::6]) <= {1, 2}
    assert 2 in counts
    assert counts[3::6] == [1] * len(counts[3::6])
    assert not any(count for place, count in enumerate(counts) if place % 3)
    for ratee in filled.values():
        for one in ratee.dialogues:
            assert sixty.period.start <= one.day <= sixty.period.end
            assert all((one.topic, one.own_words, one.agreed))
    assert len({one.topic for ratee in filled.values() for one in ratee.dialogues}) > 3
