"""The clock of an objection and what a ruling needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.objections import DayBasis, Objection, Ruling, Stage, last_day, objection_findings

FRIDAY = date(2027, 1, 8)
NAMES = ("nip", "received", "filed", "reason", "response", "ruling", "ruling_reason", "ruled")
GOOD = Objection(
    "1", FRIDAY, date(2027, 1, 22), "Loket tutup dua minggu", places={name: f"Keberatan!{name}" for name in NAMES}
)
RULED = replace(GOOD, response="Sudah dihitung", ruling=Ruling.UPHELD, ruling_reason="Terbukti", ruled=date(2027, 2, 1))


def codes(one, basis=DayBasis.CALENDAR):
    found = objection_findings(one, 14, basis)
    assert all(finding.severity is Severity.WRONG and finding.message for finding in found)
    return [(finding.cell, finding.code) for finding in found]


def test_the_last_day_is_in_time_and_the_next_is_not():
    assert codes(GOOD) == []
    assert codes(replace(GOOD, filed=date(2027, 1, 23))) == [("filed", "keberatan-lewat")]


def test_working_days_leave_out_the_weekend():
    assert last_day(FRIDAY, 14, DayBasis.WORKING) == date(2027, 1, 28)
    assert codes(replace(GOOD, filed=date(2027, 1, 28)), DayBasis.WORKING) == []
    assert codes(replace(GOOD, filed=date(2027, 1, 29)), DayBasis.WORKING) == [("filed", "keberatan-lewat")]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 40))
def test_so_many_working_days_lie_after_the_day_of_receipt(received, days):
    last = last_day(received, days, DayBasis.WORKING)
    between = [received + timedelta(days=n) for n in range(1, (last - received).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == days
    assert last.weekday() < 5


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"received": None}, [("received", "keberatan-kosong")]),
        ({"filed": None}, [("filed", "keberatan-kosong")]),
        ({"reason": ""}, [("reason", "keberatan-kosong")]),
        ({"filed": date(2027, 1, 7)}, [("filed", "keberatan-tanggal")]),
    ],
)
def test_what_is_missing_or_out_of_order_is_told_by_its_cell(change, found):
    assert codes(replace(GOOD, **change)) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"response": ""}, [("response", "keberatan-sepihak")]),
        ({"ruling_reason": ""}, [("ruling_reason", "putusan-tanpa-alasan")]),
        ({"ruled": None}, [("ruled", "keberatan-kosong")]),
        ({"ruled": date(2027, 1, 21)}, [("ruled", "keberatan-tanggal")]),
        ({"filed": None, "ruled": date(2027, 1, 21)}, [("filed", "keberatan-kosong")]),
    ],
)
def test_a_ruling_hears_both_sides_and_says_why(change, found):
    assert codes(replace(RULED, **change)) == found


def test_the_stage_follows_what_was_entered():
    assert [one.stage for one in (GOOD, replace(GOOD, response="Ya"), RULED)] == list(Stage)
