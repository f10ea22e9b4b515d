from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.credit import credit
from kinerja_pauh.regulations import credit_table, distribution
from law_cases import law_cases

TABLE = credit_table()


@pytest.mark.parametrize("row", law_cases("credit_year"), ids=lambda row: row[0])
def test_a_whole_year_is_exact(row):
    level, *points = row
    assert [credit(level, predicate, TABLE).points for predicate in distribution().predicates] == points


def test_the_table_of_cases_has_every_jenjang():
    assert [row[0] for row in law_cases("credit_year")] == list(TABLE.levels.value)


@pytest.mark.parametrize(("level", "predicate", "months", "points"), law_cases("credit_part"))
def test_a_part_of_a_year_has_two_decimals(level, predicate, months, points):
    assert credit(level, predicate, TABLE, months).points == points


def test_a_line_holds_what_the_conversion_sheet_prints():
    line = credit("Ahli Muda", "Butuh Perbaikan", TABLE, 3)
    assert (line.predicate, line.months, line.percent, line.coefficient) == ("Butuh Perbaikan", 3, 75, 25)
    assert line.points == Decimal("4.69")


def test_cukup_is_worth_what_butuh_perbaikan_is():
    for level in TABLE.levels.value:
        assert credit(level, "Cukup", TABLE).points == credit(level, "Butuh Perbaikan", TABLE).points


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_year_has_1_to_12_months(months):
    with pytest.raises(ValueError, match="1 sampai 12"):
        credit("Mahir", "Baik", TABLE, months)


def test_twelve_months_are_never_worth_less_than_eleven():
    for level in TABLE.levels.value:
        points = [credit(level, "Baik", TABLE, months).points for months in range(1, 13)]
        assert points == sorted(points)
