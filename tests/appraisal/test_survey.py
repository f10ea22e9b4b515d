from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.appraisal.survey import average, survey, survey_of_answers
from kinerja_pauh.regulations import survey_rules
from law_cases import law_cases

RULES = survey_rules()
sheets = st.lists(st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=9, max_size=9), max_size=4)


@pytest.mark.parametrize(("averages", "ikm", "letter", "label"), law_cases("survey"))
def test_the_index_and_its_letter_are_those_of_the_table(averages, ikm, letter, label):
    result = survey([Decimal(value) for value in averages], RULES)
    assert (result.ikm, result.band.letter, result.band.label) == (ikm, letter, label)


def test_an_empty_answer_is_no_zero():
    assert average([4, None, 3], RULES) == Decimal("3.5")
    assert average([None, None], RULES) is None
    assert average([], RULES) is None


def test_one_unsur_without_an_answer_leaves_no_index():
    assert survey([Decimal(3)] * 8 + [None], RULES) is None
    assert survey_of_answers([[3] * 8 + [None]], RULES) is None
    assert survey_of_answers([], RULES) is None


def test_answers_of_several_people_are_averaged_per_unsur():
    result = survey_of_answers([[4] * 9, [3] * 8 + [None]], RULES)
    assert result.averages == (*[Decimal("3.5")] * 8, Decimal(4))
    assert result.ikm == Decimal("88.89")


def test_the_weakest_unsur_is_named():
    averages = [Decimal(4)] * 9
    averages[7] = Decimal("2.5")
    assert survey(averages, RULES).weakest == "Penanganan Pengaduan, Saran dan Masukan"


@pytest.mark.parametrize("off", [0, 5, Decimal("4.01"), Decimal("0.99")])
def test_a_value_off_the_scale_is_refused(off):
    with pytest.raises(ValueError, match="harus 1 sampai 4"):
        average([3, off], RULES)
    with pytest.raises(ValueError, match="harus 1 sampai 4"):
        survey([Decimal(off)] + [Decimal(3)] * 8, RULES)


def test_nine_unsur_are_needed_no_more_no_less():
    with pytest.raises(ValueError, match="9 unsur"):
        survey([Decimal(3)] * 8, RULES)
    with pytest.raises(ValueError, match="9 unsur"):
        survey_of_answers([[3] * 9, [3] * 10], RULES)


@settings(deadline=None)
@given(st.integers(2500, 10000))
def test_every_index_of_two_decimals_has_exactly_one_letter(hundredths):
    ikm = Decimal(hundredths) / 100
    floors = [band.floor for band in RULES.bands.value]
    above = [*[floor - Decimal("0.01") for floor in floors[:-1]], None]
    tops = [Decimal(100), *above[:-1]]
    holding = [low for low, top in zip(floors, tops, strict=True) if low <= ikm <= top]
    assert len(holding) == 1


@settings(deadline=None)
@given(sheets)
def test_the_index_lies_between_25_and_100_and_more_satisfied_people_never_lower_it(filled):
    result = survey_of_answers(filled, RULES)
    if result is not None:
        assert 25 <= result.ikm <= 100
        assert survey_of_answers([*filled, [4] * 9], RULES).ikm >= result.ikm
