"""Quarters inside a year are fine; periods across each other are not."""

from __future__ import annotations

from datetime import date

import pytest

from kinerja_pauh.appraisal.model import Period
from kinerja_pauh.appraisal.period_order import clash

YEAR = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
FIRST = Period("Triwulan I", date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        (YEAR, False),
        (Period("Triwulan II", date(2026, 4, 1), date(2026, 6, 30)), False),
        (Period("Maret–Juni", date(2026, 3, 31), date(2026, 6, 30)), True),
        (Period("Kuartal 1", date(2026, 1, 1), date(2026, 3, 31)), True),
        (Period("Triwulan I", date(2026, 1, 1), date(2026, 4, 30)), False),
        (Period("Februari", date(2026, 2, 1), date(2026, 2, 28)), False),
        (Period("Lama", date(2025, 12, 1), date(2026, 1, 1)), True),
    ],
)
def test_a_period_may_lie_inside_another_or_beside_it_but_not_across_it(other, clashes):
    assert clash(FIRST, other) is clashes
    assert clash(other, FIRST) is clashes
