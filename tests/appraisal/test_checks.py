"""What a form's entries are told: clean entries nothing, each fault once, at its cell, in plain words."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from finding_codes import codes_in
from kinerja_pauh.appraisal import checks
from kinerja_pauh.appraisal.checks import check_form, check_ratee, plan_findings
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Aspect, Decision, Direction, Kind, Remedy
from kinerja_pauh.samples import fill, office, random_ratees
from messages import flaws
from people import (
    ABOVE,
    BELOW,
    MEETS,
    OTHER_NIP,
    PERIOD,
    RULES,
    VALUES,
    behaved,
    capped,
    factor,
    form_of,
    person,
    rated_row,
    row,
)

WRONG, MISSING, WARNING = Severity.WRONG, Severity.MISSING, Severity.WARNING
FIRST, *OTHERS = behaved()
BARE_FACTOR = {"indicator": "", "cause": "", "start": None, "end": None, "remedy": None, "evidence": ""}


def days(start, end, **more):
    return factor(start=start, end=end, **more)


def feb(first, last, **more):
    return days(date(2026, 2, first), date(2026, 2, last), **more)


# What is bent -> (code, severity, cell) of each finding, in order; cells are named after the attribute.
CASES = {
    # the plan
    "no number": (person(row("")), [("rencana-kosong", WRONG, "number")]),
    "no kind": (person(row(), row("2", kind=None)), [("rencana-kosong", WRONG, "kind")]),
    "no direction": (person(row(direction=None)), [("rencana-kosong", WRONG, "direction")]),
    "no name": (person(row(name="")), [("rencana-kosong", WRONG, "name")]),
    "no weight": (person(row(weight=None)), [("rencana-kosong", WRONG, "weight")]),
    "no target": (person(row(target=None, realisation="5")), [("rencana-kosong", WRONG, "target")]),
    "target zero": (person(row(target="0", realisation="5")), [("target-nol", WRONG, "target")]),
    "target negative": (person(row(target="-2.5", realisation="5")), [("target-nol", WRONG, "target")]),
    "range upside down": (person(row(target_upper=90)), [("target-terbalik", WRONG, "target_upper")]),
    "weight zero": (person(row(), row("2", weight="0")), [("bobot-nol", WRONG, "weight")]),
    "additional weight negative": (
        person(row(), row("2", weight="-1", kind=Kind.ADDITIONAL)),
        [("bobot-nol", WRONG, "weight")],
    ),
    "no main row": (person(row(kind=Kind.ADDITIONAL)), [("tanpa-utama", WRONG, "nip")]),
    "weights 90": (person(row(weight="40"), row("2", weight="50")), [("bobot-bukan-100", WRONG, "weight")]),
    "weights 100,01": (person(row(weight="50"), row("2", weight="50.01")), [("bobot-bukan-100", WRONG, "weight")]),
    # realisations
    "not measured": (person(row(realisation=None)), [("realisasi-kosong", MISSING, "realisation")]),
    "not rated": (person(rated_row("1", None)), [("realisasi-kosong", MISSING, "realisation")]),
    "left out and not measured": (
        person(row(weight="60"), row("2", weight="40", realisation=None), factors=(factor("2", Remedy.LEAVE_OUT),)),
        [("realisasi-dikeluarkan", WARNING, "realisation")],
    ),
    "left out under a cap and not measured": (
        person(row(weight="60"), row("2", weight="40", realisation=None), factors=(factor("2", Remedy.LEAVE_OUT),)),
        [("batas-perlu-realisasi", MISSING, "realisation")],
    ),
    "negative": (person(row(realisation="-1")), [("realisasi-negatif", WRONG, "realisation")]),
    "doubtful": (person(row(realisation="201")), [("realisasi-janggal", WARNING, "realisation")]),
    "no evidence": (person(row(evidence="")), [("bukti-kosong", WARNING, "evidence")]),
    # behaviour
    "a value gone": (person(behaviours=tuple(OTHERS)), [("perilaku-baris", WRONG, "nip")]),
    "a value twice": (person(behaviours=(FIRST, FIRST, *OTHERS)), [("perilaku-baris", WRONG, "nip")]),
    "a foreign value": (
        person(behaviours=(*behaved(), replace(FIRST, value="Ramah"))),
        [("perilaku-baris", WRONG, "value")],
    ),
    "value not rated": (person(behaviours=behaved(None)), [("perilaku-kosong", MISSING, "rating")]),
    "above without example": (
        person(behaviours=(replace(FIRST, rating=ABOVE), *OTHERS)),
        [("contoh-kosong", MISSING, "example")],
    ),
    "below without example": (
        person(behaviours=(replace(FIRST, rating=BELOW), *OTHERS)),
        [("contoh-kosong", MISSING, "example")],
    ),
    # outside factors
    "empty factor": (
        person(factors=(factor(**BARE_FACTOR),)),
        [("faktor-kosong", MISSING, name) for name in ("indicator", "cause", "start", "end", "remedy", "evidence")],
    ),
    "rater undecided": (
        person(factors=(factor(rater_decision=None),)),
        [("faktor-belum-diputus", WARNING, "rater_decision")],
    ),
    "superior undecided": (
        person(factors=(factor(superior_decision=None),)),
        [("faktor-belum-diputus", WARNING, "superior_decision")],
    ),
    "ends before it starts": (person(factors=(feb(9, 8),)), [("faktor-tanggal", WRONG, "end")]),
    "starts before the period": (
        person(factors=(days(date(2025, 12, 31), date(2026, 1, 2)),)),
        [("faktor-tanggal", WRONG, "start")],
    ),
    "ends after the period": (
        person(factors=(days(date(2026, 12, 31), date(2027, 1, 1)),)),
        [("faktor-tanggal", WRONG, "end")],
    ),
    "of no indicator": (person(factors=(factor("9"),)), [("faktor-indikator", WRONG, "indicator")]),
    "prorates a quality": (
        person(row(aspect=Aspect.QUALITY), factors=(factor(),)),
        [("faktor-cara", WRONG, "remedy")],
    ),
    "prorates what should fall": (
        person(row(direction=Direction.LOWER), factors=(factor(),)),
        [("faktor-cara", WRONG, "remedy")],
    ),
    "days counted twice": (
        person(factors=(feb(1, 5), feb(5, 9), feb(2, 3))),
        [("faktor-tumpang-tindih", WRONG, "start")] * 2,
    ),
    "whole period lost": (
        person(factors=(days(PERIOD.start, PERIOD.end),)),
        [("faktor-seluruh-periode", WRONG, "remedy")],
    ),
    "everything left out": (
        person(row(weight="60"), row("2", weight="40"), factors=tuple(factor(n, Remedy.LEAVE_OUT) for n in "12")),
        [("faktor-semua-indikator", WRONG, "remedy")],
    ),
    "everything and more left out": (
        person(
            row(),
            row("2", weight="2", kind=Kind.ADDITIONAL),
            factors=tuple(factor(no, Remedy.LEAVE_OUT) for no in "21"),
        ),
        [("faktor-semua-indikator", WRONG, "remedy")],
    ),
    # the choices
    "idea undecided": (person(new_idea=None), [("ide-kosong", MISSING, "new_idea")]),
    "idea undescribed": (person(new_idea=True), [("uraian-ide-kosong", MISSING, "idea_text")]),
    "no reason for the work rating": (person(work_rating=BELOW, reason=""), [("alasan-kosong", MISSING, "reason")]),
    "no reason for the behaviour rating": (
        person(behaviour_rating=ABOVE, reason=""),
        [("alasan-kosong", MISSING, "reason")],
    ),
    "work rating open": (person(work_rating=None), [("rating-belum-dipilih", WARNING, "work_rating")]),
    "behaviour rating open": (person(behaviour_rating=None), [("rating-belum-dipilih", WARNING, "behaviour_rating")]),
    "no feedback": (person(feedback=()), [("umpan-balik-kosong", WARNING, "nip")]),
}


def found(ratee, rules=RULES):
    return check_ratee(ratee, rules, PERIOD)


def rules_of(name):
    return capped("10") if "under a cap" in name else RULES


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_found_once_at_its_cell(name):
    ratee, expected = CASES[name]
    assert [(f.code, f.severity, f.cell) for f in found(ratee, rules_of(name))] == expected


@pytest.mark.parametrize("name", CASES)
def test_each_message_is_a_plain_sentence_without_a_nip(name):
    assert [flaw for finding in found(CASES[name][0], rules_of(name)) for flaw in flaws(finding)] == []


def test_the_cases_bring_out_every_code_of_the_module():
    from_source = set(codes_in(Path(checks.__file__).read_text("utf-8")))
    assert {code for _, expected in CASES.values() for code, *_ in expected} == from_source


@pytest.mark.parametrize(
    "clean",
    [
        person(),
        person(row(realisation="200")),
        person(row(realisation="0")),
        person(row(realisation="940", note="Memang sebanyak itu, lihat rekap.")),
        person(row(realisation="0", direction=Direction.LOWER)),
        person(row(weight="50"), rated_row("2", MEETS, "50")),
        person(row(target_upper=100)),
        person(behaviours=behaved(ABOVE, BELOW)),
        person(factors=(feb(1, 5), feb(6, 9))),
        person(row(weight="60"), row("2", weight="40"), factors=(feb(1, 5), feb(1, 5, indicator="2"))),
        person(factors=(feb(1, 5), feb(1, 5, rater_decision=Decision.REFUSED))),
        person(factors=(feb(1, 5), feb(1, 5, remedy=Remedy.NOTE_ONLY))),
        person(factors=(factor(remedy=Remedy.LEAVE_OUT, superior_decision=Decision.REFUSED),)),
        person(new_idea=True, idea_text="Antrean lewat WhatsApp"),
        person(work_rating=BELOW, behaviour_rating=ABOVE, reason="Bukti rapat"),
    ],
    ids=range(15),
)
def test_what_is_allowed_is_told_nothing(clean):
    assert found(clean) == []


@pytest.mark.parametrize(
    ("ratee", "code"),
    [
        (person(row(realisation=None)), "realisasi-kosong"),
        (person(row(weight="60"), row("2", weight="40"), factors=(factor("2", Remedy.LEAVE_OUT),)), None),
        (person(row(weight="60"), row("2", weight="40"), factors=(feb(1, 5),)), None),
    ],
)
def test_a_cap_asks_for_nothing_but_the_realisation_of_what_was_left_out(ratee, code):
    assert [f.code for f in found(ratee, capped("0"))] == [code] * (code is not None)


def test_what_a_cap_asks_for_is_told_with_the_cap():
    ratee, _ = CASES["left out under a cap and not measured"]
    (finding,) = found(ratee, capped("7.5"))
    assert "membatasi kenaikan karena faktor luar pada 7,5" in finding.message
    assert [f.code for f in found(ratee, capped("120"))] == ["realisasi-dikeluarkan"]


def test_overlapping_days_are_told_once_a_row_even_where_they_meet_two_others():
    ratee = person(factors=(feb(1, 5), feb(4, 9), feb(1, 9)))
    assert [f.code for f in found(ratee)] == ["faktor-tumpang-tindih"] * 2


def test_the_findings_of_a_form_stand_person_by_person():
    form = form_of(person(), person(nip=OTHER_NIP, new_idea=None), person(feedback=()))
    assert [f.code for f in check_form(form, RULES)] == ["ide-kosong", "umpan-balik-kosong"]


def test_a_plan_alone_is_checked_without_realisations():
    assert list(plan_findings([row(realisation=None)], "Rencana!A7")) == []
    (finding,) = plan_findings([], "Rencana!A7")
    assert (finding.where, finding.code) == ("Rencana!A7", "tanpa-utama")


@pytest.mark.parametrize(
    ("weights", "advice"),
    [
        (("33.33", "33.33", "33.33"), "99,99, harus tepat 100. Tambah 0,01"),
        (("60", "70"), "130, harus tepat 100. Kurangi 30"),
    ],
)
def test_weights_that_are_not_100_are_told_by_how_much(weights, advice):
    (finding,) = found(person(*[row(str(n), weight=w) for n, w in enumerate(weights)]))
    assert advice in finding.message


@pytest.mark.parametrize(
    ("target", "upper", "reached", "guess"),
    [
        ("92", None, "920", "Mungkin maksudnya 92?"),
        ("90", None, "9200", "Mungkin maksudnya 92?"),
        ("80", 90, "885", "Mungkin maksudnya 88,5?"),
        ("3", None, "7", None),
        ("1", None, "5000", None),
    ],
)
def test_a_realisation_far_above_its_target_is_asked_about(target, upper, reached, guess):
    (finding,) = found(person(row(target=target, target_upper=upper, realisation=reached)))
    assert finding.code == "realisasi-janggal"
    assert (guess in finding.message) if guess else ("Mungkin" not in finding.message)


def test_a_row_without_a_unit_is_asked_about_without_a_gap():
    (finding,) = found(person(row(unit="", realisation="500")))
    assert "targetnya 100 (capaian 500 %)." in finding.message


def test_long_and_odd_texts_stay_within_a_message():
    long = "Sangat panjang\n" * 40
    ratee = person(
        row(name=long, unit=long[:200], realisation="999999999999999"),
        row("2" * 200, weight="0", name=long, realisation=None),
        behaviours=(*behaved(), replace(FIRST, value=long)),
        factors=(factor("9" * 300), factor("1" * 300, end=date(2030, 1, 1))),
    )
    assert [flaw for finding in found(ratee) for flaw in flaws(finding)] == []


def test_the_invented_office_has_only_the_findings_it_was_given():
    sample = office(60)
    people = fill(sample, RULES).values()
    codes = [f.code for ratee in people for f in found(ratee) if f.severity is not WARNING]
    assert codes == ["perilaku-kosong"]


def test_random_people_have_warnings_at_most_and_each_is_well_said():
    for ratee in random_ratees(random.Random(5), 200, VALUES):
        for finding in found(ratee):
            assert finding.severity is WARNING
            assert finding.code in {"realisasi-janggal", "faktor-belum-diputus", "umpan-balik-kosong"}
            assert flaws(finding) == []


def test_a_person_without_places_is_checked_all_the_same():
    for name, (ratee, expected) in CASES.items():
        bare = replace(
            ratee,
            places={},
            indicators=tuple(replace(i, places={}) for i in ratee.indicators),
            behaviours=tuple(replace(b, places={}) for b in ratee.behaviours),
            factors=tuple(replace(f, places={}) for f in ratee.factors),
        )
        assert [(f.code, f.where) for f in found(bare, rules_of(name))] == [(code, "") for code, *_ in expected]


def test_a_doubtful_capaian_is_only_asked_about_where_higher_is_better():
    assert Decimal(200) == checks.DOUBTFUL_CAPAIAN
    assert found(person(rated_row("1", ABOVE, weight="100"), work_rating=ABOVE)) == []
