"""More time for raters: who gets which day, and what is wrong with the rows that say so."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.extensions import Extension, extended, extension_findings
from kinerja_pauh.appraisal.findings import Severity
from people import OTHER_NIP, RATER_NIP

FIRST = date(2027, 1, 15)
LATER, LATEST = FIRST + timedelta(days=5), FIRST + timedelta(days=9)


def row(rater: str = "", deadline: date | None = LATER, **more: Any) -> Extension:
    places = {one.name: f"Perpanjangan!{one.name}" for one in fields(Extension)}
    one = Extension(rater, "", date(2027, 1, 10), deadline, "Banjir", "900/1/2027", places)
    return replace(one, **more)


def told(*rows: Extension, deadline: date | None = FIRST) -> list[tuple[str, str, Severity]]:
    return [(one.code, one.cell, one.severity) for one in extension_findings(rows, deadline, [RATER_NIP])]


def test_a_row_for_all_raters_and_one_for_a_single_one() -> None:
    rows = (row(), row(RATER_NIP, LATEST))
    assert extended(FIRST, RATER_NIP, rows) is rows[1]
    assert extended(FIRST, OTHER_NIP, rows) is rows[0]
    assert extended(FIRST, "", rows) is rows[0]
    assert extended(FIRST, OTHER_NIP, rows[1:]) is None


def test_where_no_deadline_is_set_nothing_is_extended() -> None:
    assert extended(None, "", [row()]) is None
    assert told(row(), deadline=None) == [("perpanjangan-tanpa-batas", "deadline", Severity.WARNING)]


days = st.integers(-20, 20).map(lambda n: FIRST + timedelta(days=n)) | st.none()


@given(st.lists(st.builds(row, st.sampled_from(("", RATER_NIP, OTHER_NIP)), days), max_size=6))
def test_nobody_ever_loses_time_by_a_row(rows) -> None:
    found = extended(FIRST, RATER_NIP, rows)
    own = [one.deadline for one in rows if one.rater in {"", RATER_NIP} and one.deadline]
    assert (found.deadline if found else FIRST) == max([FIRST, *own])


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ({}, []),
        ({"decided": None}, [("perpanjangan-kosong", "decided", Severity.MISSING)]),
        ({"deadline": None}, [("perpanjangan-kosong", "deadline", Severity.MISSING)]),
        ({"reason": ""}, [("perpanjangan-kosong", "reason", Severity.MISSING)]),
        ({"letter": ""}, [("perpanjangan-tanpa-surat", "letter", Severity.WARNING)]),
        ({"rater": OTHER_NIP}, [("perpanjangan-tak-dikenal", "rater", Severity.WRONG)]),
        ({"rater": RATER_NIP}, []),
        ({"deadline": FIRST}, [("perpanjangan-mundur", "deadline", Severity.WRONG)]),
        ({"deadline": FIRST, "period": "Triwulan I 2026"}, []),
    ],
)
def test_each_slip_is_told_at_its_cell(broken, expected) -> None:
    assert told(row(**broken)) == expected
