"""One number out of service data, for the indicators that are linked to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Direction, Employee
from kinerja_pauh.appraisal.service_figures import Answers, Link, Measure, log_figure, survey_figure, unit_fits
from kinerja_pauh.appraisal.service_links import check_links, no_data, realise
from kinerja_pauh.appraisal.service_officers import OfficerList
from kinerja_pauh.appraisal.service_times import judge
from kinerja_pauh.regulations import survey_rules
from messages import flaws
from people import NIP, OTHER_NIP, PERIOD, row
from service_lines import KNOWN, line

SURVEY = survey_rules()
ROWS = judge(
    [
        line("2/3 08.00", "2/3 10.00", officer=NIP),
        line("2/3 08.00", "3/3 09.00", officer=OTHER_NIP, file="b.csv"),
        line("6/3 08.00", "9/3 08.30", officer=NIP),
        line("2/3", "4/3", service="Kartu Keluarga", officer=NIP),
    ],
    KNOWN,
    PERIOD,
).counted  # fmt: skip


def sheet(*given, service="", day=None, file="skm.csv"):
    return Answers(file, "Daftar", 2, service, day, tuple(None if a is None else Decimal(a) for a in given))


SHEETS = [
    sheet(3, 3, 2, 4, 3, 3, 4, 3, 3, service="KTP-el", day=date(2026, 3, 2)),
    sheet(3, 3, None, 4, 3, 3, 3, 3, 3, service="Kartu Keluarga", day=date(2026, 3, 9)),
]

MEASURED = {
    Measure.HOURS: (ROWS[:3], "25", 3),
    Measure.MINUTES: (ROWS[:1], "120", 1),
    Measure.DAYS: (ROWS, "1.5", 4),
    Measure.WORKDAYS: (ROWS, "1", 4),
    Measure.SHARE: (ROWS, "50", 4),
    Measure.COUNT: (ROWS, "4", 4),
}


@pytest.mark.parametrize("measure", MEASURED)
def test_each_measure_of_the_log_is_counted(measure):
    rows, value, base = MEASURED[measure]
    found = log_figure(measure, rows)
    assert (found.value, found.base) == (Decimal(value), base)


@pytest.mark.parametrize("measure", [m for m in Measure if not m.of_survey])
def test_of_nothing_there_is_no_number_and_no_zero(measure):
    assert log_figure(measure, []).value is None


def test_a_share_counts_only_what_can_be_judged():
    bare = judge([line("5/3", "5/3"), line("2/3 08.00", "2/3 10.00")], KNOWN, PERIOD).counted
    assert log_figure(Measure.SHARE, [replace(bare[0], standard=None), bare[1]]).base == 1
    assert log_figure(Measure.SHARE, [replace(bare[0], standard=None)]).value is None


def test_the_index_of_satisfaction_and_one_element_of_it():
    # NRR 3 3 2 4 3 3 3,5 3 3, their mean × 25
    assert survey_figure(Measure.IKM, SHEETS, SURVEY).value == Decimal("76.39")
    element = survey_figure(Measure.U7, SHEETS, SURVEY)
    assert (element.value, element.base) == (Decimal("87.50"), 2)
    assert survey_figure(Measure.U3, SHEETS, SURVEY).base == 1
    assert survey_figure(Measure.U3, SHEETS[1:], SURVEY).value is None
    assert survey_figure(Measure.IKM, [], SURVEY).base == 0


@pytest.mark.parametrize(
    ("measure", "unit", "fits"),
    [
        (Measure.HOURS, "jam", True),
        (Measure.HOURS, "hari kerja", False),
        (Measure.WORKDAYS, "hari kerja", True),
        (Measure.MINUTES, "menit", True),
        (Measure.SHARE, "%", True),
        (Measure.IKM, "skala 25–100", True),
        (Measure.IKM, "persen", False),
        (Measure.COUNT, "dokumen", True),
        (Measure.COUNT, "persen (%)", False),
        (Measure.DAYS, "jam per hari", False),
    ],
)
def test_a_measure_must_fit_the_unit_of_its_indicator(measure, unit, fits):
    assert unit_fits(measure, unit) is fits


# --- links ------------------------------------------------------------------------------------------------------------

PLACES = {name: f"Tautan Data!{name}" for name in ("nip", "number", "measure", "value")}
PLAN = {NIP: (row(weight="50"), replace(row("2", weight="50"), unit="jam"), row("3"))}
PEOPLE = [
    Employee(NIP, "Dra. Hj. Rina Putri, M.Si.", None, "", "", "", "", "", "", active=True),
    Employee(OTHER_NIP, "Budi (Fiktif)", None, "", "", "", "", "", "", active=True),
]


def link(number="2", measure=Measure.HOURS, service="KTP-el", *, nip=NIP, own=False):
    return Link(nip, number, measure, service, own, 7, PLACES)


def test_a_link_is_filled_from_its_service_and_its_officer():
    usable, findings = check_links([link(), link("1", Measure.COUNT, "", own=True)], PEOPLE, PLAN)
    assert findings == []
    hours, count = realise(usable, ROWS, SHEETS, SURVEY)
    assert (hours.figure.value, hours.files) == (Decimal(25), ("b.csv", "loket.csv"))
    assert (hours.first, hours.last) == (date(2026, 3, 2), date(2026, 3, 9))
    assert count.figure.value == 3


def test_a_survey_link_takes_all_sheets_or_those_of_a_service():
    usable, _ = check_links([link("1", Measure.IKM, "kartu keluarga"), link("3", Measure.U7, "")], PEOPLE, PLAN)
    own, all_of_it = realise(usable, ROWS, SHEETS, SURVEY)
    assert own.figure.value is None
    assert (all_of_it.figure.value, all_of_it.files) == (Decimal("87.50"), ("skm.csv",))
    assert (all_of_it.first, all_of_it.last) == (date(2026, 3, 2), date(2026, 3, 9))
    undated, _ = check_links([link("3", Measure.U7, "")], PEOPLE, PLAN)
    assert realise(undated, [], [replace(SHEETS[0], day=None)], SURVEY)[0].first is None
    told = no_data(own)
    assert (told.code, told.severity, told.cell) == ("tautan-tanpa-data", Severity.WARNING, "value")
    assert flaws(told) == []


QUALITATIVE = {NIP: (replace(row(), direction=Direction.QUALITATIVE),)}
BROKEN = {
    "a stranger": (link(nip="197001011995031009"), PLAN, "tautan-orang-asing", "nip"),
    "no such indicator": (link("9"), PLAN, "tautan-indikator-asing", "number"),
    "nobody's plan": (link(nip=OTHER_NIP), PLAN, "tautan-indikator-asing", "number"),
    "a quality in words": (link("1"), QUALITATIVE, "tautan-kualitatif", "number"),
    "hours for a percentage": (link("2", Measure.SHARE), PLAN, "tautan-satuan-beda", "measure"),
}


@pytest.mark.parametrize(("wrong", "plans", "code", "cell"), BROKEN.values(), ids=BROKEN)
def test_a_link_that_cannot_be_filled_is_told(wrong, plans, code, cell):
    usable, (finding,) = check_links([wrong], PEOPLE, plans)
    assert (usable, finding.code, finding.sheet, finding.cell) == ({}, code, "Tautan Data", cell)
    assert flaws(finding) == []


# --- officers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "nip"),
    [
        (NIP, NIP),
        ("198609 26201505 1901", NIP),
        ("197001011995031009", ""),
        ("Rina Putri", NIP),
        ("HJ. RINA PUTRI, S.Sos", NIP),
        ("Dra Hj Rina Putri", NIP),
        ("Putri", ""),
        ("Budi", OTHER_NIP),
        ("budi (loket 2)", OTHER_NIP),
        ("Siti", ""),
        ("-", ""),
    ],
)
def test_an_officer_is_found_by_nip_or_by_name(said, nip):
    assert OfficerList(PEOPLE)(said) == nip


def test_a_name_that_two_people_have_means_nobody():
    twins = [*PEOPLE, replace(PEOPLE[0], nip="199001012014022999", name="Rina Putri")]
    assert OfficerList(twins)("Rina Putri") == ""
    assert OfficerList(twins)("Hj. Rina Putri") == NIP
