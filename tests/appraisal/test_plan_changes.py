"""A plan that changed after it was handed out: seen, and refused without a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.plan_changes import Changed, ChangeNote, PlanChange, change_findings, plan_changes
from people import MEETS, rated_row, row

PERSON = "Rencana!A7"
NOTE = ChangeNote("1", "1", date(2026, 7, 1), "Anggaran dipangkas", "800/12/2026")


def codes(before, after, note=None):
    return [(f.code, f.severity) for f in change_findings(before, after, {"1": note} if note else {}, PERSON)]


def test_the_same_plan_has_no_changes_and_realisations_are_none_of_them():
    rows = [row("1"), rated_row("2", MEETS)]
    assert plan_changes(rows, [replace(one, realisation=Decimal(3), evidence="x") for one in rows]) == ()
    assert codes(rows, rows) == []


def test_each_part_that_differs_is_told_with_both_values():
    before = [row("1"), row("2"), row("3", weight=None)]
    after = [
        row("1", target="90", target_upper="95", weight="60"),
        replace(row("2"), name="Nama baru"),
        row("3", weight="40"),
        row("5"),
    ]
    assert plan_changes([*before, row("4")], after) == (
        PlanChange("1", Changed.TARGET, "100 dokumen", "90–95 dokumen"),
        PlanChange("1", Changed.WEIGHT, "100", "60"),
        PlanChange("2", Changed.INDICATOR, "Jumlah layanan 2", "Nama baru"),
        PlanChange("3", Changed.WEIGHT, "", "40"),
        PlanChange("5", Changed.ADDED, "", "Jumlah layanan 5"),
        PlanChange("4", Changed.REMOVED, "Jumlah layanan 4", ""),
    )


@pytest.mark.parametrize("note", [None, replace(NOTE, reason=""), replace(NOTE, day=None)])
def test_a_target_changed_without_day_or_reason_is_refused(note):
    before, after = [row("1")], [row("1", target="90")]
    (found,) = change_findings(before, after, {"1": note} if note else {}, PERSON)
    assert (found.code, found.severity, found.where) == ("target-tanpa-alasan", Severity.WRONG, "Hasil Kerja!target")
    assert '"100 dokumen" menjadi "90 dokumen"' in found.message


def test_a_reason_is_enough_and_a_missing_letter_is_told():
    before, after = [row("1")], [row("1", target="90")]
    assert codes(before, after, NOTE) == []
    assert codes(before, after, replace(NOTE, letter="")) == [("target-tanpa-surat", Severity.WARNING)]


def test_an_indicator_that_is_gone_is_told_and_other_changes_need_no_reason():
    (gone,) = change_findings([row("1"), row("2")], [row("1")], {}, PERSON)
    assert gone.where == PERSON
    assert codes([row("1"), row("2")], [row("1", weight="50")]) == [("indikator-dihapus", Severity.WARNING)]
    assert codes([row("1")], [row("1"), row("2")]) == []
