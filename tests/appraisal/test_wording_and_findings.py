"""How numbers and texts are shown, and how a finding names its place."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.model import Period
from kinerja_pauh.appraisal.rulebook import Provision
from kinerja_pauh.appraisal.trace import Step
from kinerja_pauh.appraisal.wording import shorten, show, show_score


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("0.00", "0"),
        ("7", "7"),
        ("7.50", "7,5"),
        ("-3.25", "-3,25"),
        ("999", "999"),
        ("1000", "1.000"),
        ("1E+3", "1.000"),
        ("1250.750", "1.250,75"),
        ("1234567.8901", "1.234.567,8901"),
        ("0.0001", "0,0001"),
        ("1E-7", "0,0000001"),
        ("33.333333333333333333333333333333", "33,333333333333333333333333333333"),
    ],
)
def test_a_number_is_shown_with_the_decimals_it_has(number, shown):
    assert show(Decimal(number)) == shown


@pytest.mark.parametrize(("score", "shown"), [("100", "100,00"), ("98.5", "98,50"), ("0.07", "0,07")])
def test_a_score_is_always_shown_with_two_decimals(score, shown):
    assert show_score(Decimal(score)) == shown


@given(st.text(), st.integers(1, 80))
def test_a_shortened_text_is_one_line_and_never_longer_than_asked(text, longest):
    short = shorten(text, longest)
    assert len(short) <= longest
    assert short == " ".join(short.split())
    assert short == " ".join(text.split()) or (short.endswith("…") and " ".join(text.split()).startswith(short[:-1]))


@pytest.mark.parametrize(
    ("sheet", "cell", "where"), [("Hasil Kerja", "M7", "Hasil Kerja!M7"), ("A", "", "A"), ("", "", "")]
)
def test_a_finding_names_its_place_as_the_user_sees_it(sheet, cell, where):
    assert Finding(sheet, cell, "bukan-angka", Severity.WRONG, "Isi angkanya.").where == where


def test_only_a_warning_lets_a_result_be_written():
    assert {severity: severity.blocks for severity in Severity} == {
        Severity.WRONG: True,
        Severity.MISSING: True,
        Severity.WARNING: False,
    }
    assert [str(severity) for severity in Severity] == ["salah", "kurang", "peringatan"]


def test_a_finding_is_a_value():
    finding = Finding("A", "B1", "bukan-angka", Severity.WRONG, "Isi.")
    with pytest.raises(FrozenInstanceError):
        finding.code = "lain"


def test_a_period_counts_both_of_its_days():
    assert Period("Satu hari", date(2026, 5, 1), date(2026, 5, 1)).days == 1
    assert Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31)).days == 365
    assert Period("Tahunan 2028", date(2028, 1, 1), date(2028, 12, 31)).days == 366


@pytest.mark.parametrize(("confidence", "setting"), [("V2", False), ("V1", False), ("M", True), ("D", True)])
def test_the_office_may_change_only_what_no_source_states(confidence, setting):
    assert Provision(Decimal(1), "nilai", "PP", confidence).is_setting is setting


def test_a_tree_is_walked_in_reading_order():
    tree = Step("a", None, parts=(Step("b", Decimal(1), parts=(Step("c", "x"),)), Step("d", None)))
    assert [(depth, step.label) for depth, step in tree.walk()] == [(0, "a"), (1, "b"), (2, "c"), (1, "d")]
