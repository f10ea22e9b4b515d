from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.appraisal.distribution import check, is_possible
from kinerja_pauh.regulations import distribution
from law_cases import law_cases

RULES = distribution()
ORGANISATIONS = list(RULES.patterns.value)


def counted(people):
    return dict(zip(RULES.predicates, people, strict=True))


def all_ways(total):
    """Every way to share out so many people among five predicates."""
    for bars in combinations(range(total + 4), 4):
        edges = (-1, *bars, total + 4)
        yield [high - low - 1 for low, high in pairwise(edges)]


@pytest.mark.parametrize(("organisation", "people", "words"), law_cases("distribution"))
def test_the_warnings_are_those_of_the_table(organisation, people, words):
    found = check(counted(people), organisation, RULES)
    assert len(found.warnings) == len(words)
    for warning, wanted in zip(found.warnings, words, strict=True):
        assert wanted in warning


@pytest.mark.parametrize(("organisation", "people", "words"), law_cases("distribution"))
def test_one_sentence_holds_all_warnings_and_names_the_organisation_once(organisation, people, words):
    found = check(counted(people), organisation, RULES)
    intro = f"Predikat organisasi {organisation} (SE MenPANRB 3/2023): "
    assert found.warning == (f"{intro}{'; '.join(found.warnings)}." if words else "")
    assert "Predikat organisasi" not in "".join(found.warnings)


@pytest.mark.parametrize(
    ("organisation", "impossible"),
    [
        ("Istimewa", [1, 2, 4]),
        ("Baik", [1, 2, 4]),
        ("Butuh Perbaikan", []),
        ("Kurang", [1, 2]),
        ("Sangat Kurang", [1, 2]),
    ],
)
def test_units_too_small_for_the_pattern_are_known(organisation, impossible):
    pattern, over = RULES.patterns.value[organisation], RULES.majority_over.value
    assert [total for total in range(200) if not is_possible(total, pattern, over)] == impossible


@pytest.mark.parametrize("organisation", ORGANISATIONS)
@pytest.mark.parametrize("total", range(1, 10))
def test_possible_means_that_some_distribution_has_no_warning(organisation, total):
    results = [check(counted(people), organisation, RULES) for people in all_ways(total)]
    assert {result.possible for result in results} == {any(not result.warnings for result in results)}


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=5, max_size=5), st.sampled_from(ORGANISATIONS))
def test_nobody_is_moved_and_a_bound_is_warned_of_exactly_when_it_is_crossed(people, organisation):
    counts = counted(people)
    result = check(counts, organisation, RULES)
    assert result.counts == counts
    assert result.total == sum(people)
    crossed = 0
    for bound in result.bounds:
        here = sum(counts[predicate] for predicate in bound.predicates)
        crossed += bound.fewest is not None and here < bound.fewest
        crossed += bound.most is not None and here > bound.most
    assert len(result.warnings) == (crossed if result.possible else 1)


def test_predicates_that_nobody_has_may_be_left_out():
    assert check({"Baik": 2, "Kurang": 1}, "Baik", RULES).counts == counted([0, 2, 0, 1, 0])


def test_a_predicate_that_does_not_exist_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        check({"Cukup": 1}, "Baik", RULES)
