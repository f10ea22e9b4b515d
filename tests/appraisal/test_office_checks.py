"""What a staff list and its plans are told before forms are handed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from finding_codes import codes_in
from kinerja_pauh.appraisal import office_checks
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Civil, Employee
from kinerja_pauh.appraisal.office_checks import check_office
from kinerja_pauh.samples import office
from messages import flaws
from people import NIP, OTHER_NIP, RATER_NIP, places, row

TODAY = date(2026, 11, 24)
STRANGER = "197001011995031009"


def employee(nip, rater, **more):
    one = Employee(
        nip=nip,
        name="Fulan (Fiktif)",
        civil=Civil.PNS,
        rank="Penata (III/c)",
        position="Pelaksana",
        position_type="Pelaksana",
        unit="Kecamatan Pauh",
        rater=rater,
        superior="",
        active=True,
        places=places(Employee, "Pegawai"),
    )
    return replace(one, **more)


RATER = employee(RATER_NIP, "", active=False)
A, B = employee(NIP, RATER_NIP), employee(OTHER_NIP, NIP, superior=RATER_NIP)
STAFF, PLANS = (RATER, A, B), {NIP: (row(),), OTHER_NIP: (row(),)}


def found(*staff, plans=None):
    return check_office(staff, PLANS if plans is None else plans, TODAY)


# staff, plans -> (code, cell) of each finding; cells are named after the attribute.
CASES = {
    "impossible NIP": (
        (RATER, A, B, employee("198613262015051001", NIP, active=False)),
        PLANS,
        [("nip-janggal", "nip")],
    ),
    "appointed as a child": (
        (RATER, A, B, employee("198609262000011001", NIP, active=False)),
        PLANS,
        [("nip-janggal", "nip")],
    ),
    "no name": ((RATER, replace(A, name=""), B), PLANS, [("pegawai-kosong", "name")]),
    "no position": ((RATER, replace(A, position=""), B), PLANS, [("pegawai-kosong", "position")]),
    "no unit": ((RATER, replace(A, unit=""), B), PLANS, [("pegawai-kosong", "unit")]),
    "no rater": ((RATER, replace(A, rater=""), B), PLANS, [("penilai-kosong", "rater")]),
    "rates himself": ((RATER, replace(A, rater=NIP), B), PLANS, [("menilai-diri", "rater")]),
    "unknown rater": ((RATER, replace(A, rater=STRANGER), B), PLANS, [("penilai-tak-dikenal", "rater")]),
    "unknown superior": ((RATER, A, replace(B, superior=STRANGER)), PLANS, [("penilai-tak-dikenal", "superior")]),
    "a circle": (
        (RATER, replace(A, rater=OTHER_NIP), B),
        PLANS,
        [("penilaian-melingkar", "rater")] * 2,
    ),
    "no plan": (STAFF, {NIP: (row(),)}, [("tanpa-rencana", "nip")]),
    "a number twice": (
        STAFF,
        PLANS | {NIP: (row("7", weight="50"), row("7", weight="50"))},
        [("indikator-ganda", "number")] * 2,
    ),
    "a wrong plan": (STAFF, PLANS | {NIP: (row(weight="90"),)}, [("bobot-bukan-100", "weight")]),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_found_at_its_cell_and_said_in_a_plain_sentence(name):
    staff, plans, expected = CASES[name]
    findings = found(*staff, plans=plans)
    assert [(f.code, f.cell) for f in findings] == expected
    assert [flaw for finding in findings for flaw in flaws(finding)] == []


def test_the_cases_bring_out_every_code_of_the_module():
    from_source = set(codes_in(Path(office_checks.__file__).read_text("utf-8")))
    assert {code for *_, expected in CASES.values() for code, _ in expected} == from_source | {"bobot-bukan-100"}


def test_a_clean_office_is_told_nothing():
    assert found(*STAFF) == []
    assert found(plans={}) == []


@pytest.mark.parametrize("size", [5, 60, 300])
def test_the_invented_office_is_clean(size):
    sample = office(size)
    assert check_office(sample.employees, sample.plans, TODAY) == []


def test_only_an_odd_nip_is_a_warning():
    severities = {f.code: f.severity for staff, plans, _ in CASES.values() for f in found(*staff, plans=plans)}
    assert {code for code, severity in severities.items() if severity is Severity.WARNING} == {"nip-janggal"}


def test_who_is_not_active_needs_neither_rater_nor_plan():
    assert found(RATER, A, employee(OTHER_NIP, "", active=False), plans={NIP: (row(),)}) == []


def test_who_is_rated_by_someone_in_a_circle_is_not_in_it():
    circle = (replace(A, rater=OTHER_NIP), B)
    outside = employee(STRANGER, NIP)
    codes = [(f.code, f.message) for f in found(*circle, outside, RATER, plans=PLANS | {STRANGER: (row(),)})]
    assert [code for code, _ in codes] == ["penilaian-melingkar"] * 2


def test_an_unnumbered_row_is_not_called_a_double():
    plan = (row("", weight="50"), row("", weight="50"))
    assert [f.code for f in found(*STAFF, plans=PLANS | {NIP: plan})] == ["rencana-kosong"] * 2


def test_a_double_number_is_found_even_where_no_cell_is_known():
    plan = tuple(replace(row("7", weight="50"), places={}) for _ in range(2))
    assert [(f.code, f.where) for f in found(*STAFF, plans=PLANS | {NIP: plan})] == [("indikator-ganda", "")] * 2
