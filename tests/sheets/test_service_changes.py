"""A realisation that service data gave and the rater changed is told, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import books
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.sheets.compare_service import FROM_DATA, service_changes
from kinerja_pauh.sheets.form_layout import WORK, WORK_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from messages import flaws
from people import form_of, person, row

GIVEN = replace(row(weight="50"), realisation=Decimal("21.5"), evidence=f"{FROM_DATA}median …")
TYPED = replace(row("2", weight="50"), evidence="Rekap")
SENT = books.form_book(form_of(person(GIVEN, TYPED)))


def changed(value, number=FIRST_ROW):
    return service_changes(SENT, books.typed(SENT, WORK, "Realisasi", value, number))


def test_another_number_than_that_of_the_data_is_told():
    ((finding),) = changed(20)
    assert (finding.code, finding.severity) == ("realisasi-data-diubah", Severity.WARNING)
    assert finding.where == f"{WORK}!{WORK_TABLE.cell('Realisasi', FIRST_ROW)}"
    assert "21,5" in finding.message
    assert flaws(finding) == []


def test_the_same_number_an_empty_one_and_those_of_the_rater_are_not():
    assert changed(21.5) == []
    assert changed(None) == []
    assert changed(3, FIRST_ROW + 1) == []
    assert service_changes(books.typed(SENT, WORK, "Realisasi", "teks"), SENT) == []
