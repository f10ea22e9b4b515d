"""What a drafted plan is told: each case by its name, and which of them keep it from the rater."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finding_codes import codes_in
from kinerja_pauh.appraisal import plan_review
from kinerja_pauh.appraisal.cascade import Branch, cascade
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Direction, Kind
from kinerja_pauh.appraisal.plan_review import Plan, alike, alike_finding, repeats, repeats_finding, review_plan
from kinerja_pauh.appraisal.weights import spread
from messages import flaws
from people import places
from people import row as plain_row

ACTIVITIES = {"melaksanakan": "Terlaksananya", "membantu": ""}
RESULTS = ("Terlayaninya warga",)


def row(no="1", **more):
    """A row without any fault."""
    given = {"superior_result": "Terlayaninya  warga.", "data_source": "Rekap SIAK"} | more
    return replace(plain_row(no), **given, places=places(type(plain_row()), "Rencana SKP"))


def found(*rows, superior=RESULTS):
    return review_plan(rows, "Rencana SKP!person", ACTIVITIES, superior)


THIRD = {"weight": Decimal("33.33")}
# rows -> (code, attribute) of each finding
CASES = {
    "nothing is wrong": ((row(),), []),
    "a result that is an activity": (
        (row(result="Melaksanakan perekaman KTP-el"),),
        [("hasil-berupa-kegiatan", "result")],
    ),
    "an indicator that is an activity without a result of its own": (
        (row(name="Membantu, bila perlu"),),
        [("hasil-berupa-kegiatan", "name")],
    ),
    "no unit": ((row(unit=""),), [("rencana-kosong", "unit")]),
    "no unit, but nothing to count": (
        (row(unit="", direction=Direction.QUALITATIVE, target=None, target_text="Rapi"),),
        [],
    ),
    "no direction": ((row(direction=None),), [("rencana-kosong", "direction")]),
    "no result and no aspect": (
        (row(result="", aspect=None),),
        [("rencana-kosong", "result"), ("rencana-kosong", "aspect")],
    ),
    "nobody knows where it is counted": ((row(data_source=""),), [("sumber-kosong", "data_source")]),
    "weights a little below 100": (
        (row("1", **THIRD), row("2", name="B", **THIRD), row("3", name="C", **THIRD)),
        [("bobot-bukan-100", "weight")],
    ),
    "the same promise twice": (
        (row("1", weight=Decimal(50)), row("2", name="Jumlah  layanan 1.", weight=Decimal(50))),
        [("indikator-kembar", "name"), ("indikator-kembar", "name")],
    ),
    "serves nothing": ((row(superior_result=""),), [("rhk-atasan-kosong", "superior_result")]),
    "serves what the rater does not plan": (
        (row(superior_result="Tertatanya arsip"),),
        [("rhk-atasan-lain", "superior_result")],
    ),
    "additional work need not serve anything": (
        (row(), row("2", kind=Kind.ADDITIONAL, name="B", superior_result="", weight=Decimal(2))),
        [],
    ),
    "nothing at all": ((), [("tanpa-utama", "person")]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_plan_is_told(name):
    rows, expected = CASES[name]
    assert [(one.code, one.cell) for one in found(*rows)] == expected


def test_what_only_makes_a_plan_weak_is_advice_and_what_forbids_a_score_blocks():
    severities = {one.code: one.severity for rows, _ in CASES.values() for one in found(*rows)}
    advice = {code for code, severity in severities.items() if severity is Severity.WARNING}
    assert advice == {"hasil-berupa-kegiatan", "sumber-kosong", "rhk-atasan-kosong", "rhk-atasan-lain"}


def test_a_rater_without_a_plan_blocks_nobody():
    assert [one.code for one in found(row(superior_result=""), superior=None)] == ["menunggu-rhk-atasan"]
    assert found(row(superior_result="Yang diketahui dari perjanjian kinerja"), superior=None) == []


def test_an_activity_is_offered_as_a_result():
    (one,) = found(row(result="Melaksanakan perekaman KTP-el"))
    assert '"Terlaksananya perekaman KTP-el"' in one.message
    (other,) = found(row(name="Membantu"))
    assert "Tulis hasil yang Anda serahkan sendiri." in other.message


def test_wrong_weights_come_with_a_concrete_offer():
    rows, _ = CASES["weights a little below 100"]
    (one,) = found(*rows)
    assert one.message.endswith("Usulan pembagian: No 1 33,33 · No 2 33,33 · No 3 33,34.")


def test_too_many_rows_for_one_sentence_get_no_offer():
    rows = [row(str(n), name=f"Jumlah {n}", weight=Decimal(5)) for n in range(1, 14)]
    (one,) = found(*rows)
    assert one.message.endswith("Tambah 35 pada salah satu baris.")


def test_every_message_reads_well():
    told = [one for rows, _ in CASES.values() for one in found(*rows)]
    told += [
        *found(row(superior_result=""), superior=None),
        alike_finding("Rencana SKP", 5),
        repeats_finding("Rencana SKP"),
    ]
    assert [flaw for one in told for flaw in flaws(one)] == []


def test_every_code_of_the_review_has_its_case():
    told = {one.code for rows, _ in CASES.values() for one in found(*rows)}
    known = set(codes_in(Path(plan_review.__file__).read_text("utf-8")))
    assert known <= told | {"menunggu-rhk-atasan", "rencana-mirip", "rencana-sama-tahun-lalu"}


# --- weights ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.one_of(st.none(), st.decimals("0", "500", places=2)), min_size=1, max_size=12))
def test_spread_weights_sum_to_exactly_100_and_each_counts(weights):
    parts = spread(weights)
    assert sum(parts) == 100
    assert len(parts) == len(weights)
    assert all(part > 0 and part == part.quantize(Decimal("0.01")) for part in parts)


def test_seven_equal_weights_are_exactly_100():  # trap 2
    assert list(map(str, spread([None] * 7))) == ["14.28"] * 3 + ["14.29"] * 4


def test_a_weight_that_would_vanish_makes_all_alike():
    assert spread([Decimal("0.001"), Decimal(1000)]) == (Decimal(50), Decimal(50))


# --- between people --------------------------------------------------------------------------------------------------


def plan(nip, rater, *rows):
    return Plan(nip, f"Nama {nip}", rater, rows)


def promise(result, superior="", name="Jumlah", target="1"):
    return replace(plain_row(target=target), result=result, superior_result=superior, name=name)


BOSS = plan("1", "0", promise("A"), promise("B"))
LEFT = plan("2", "1", promise("C", "a"), promise("X", "Z"))
RIGHT = plan("3", "1", promise("C", "A"), promise("E", ""))
CLERK = plan("4", "2", promise("F", "C"), promise("F", "X"), promise(""))
ALL = (BOSS, LEFT, RIGHT, CLERK)


def test_a_copied_plan_is_flagged_for_both_and_only_under_the_same_rater():  # trap 11
    same = [promise("C", name=str(n), target=str(n)) for n in (1, 2, 3)]
    one, other, elsewhere = plan("5", "1", *same), plan("6", "1", *same[:2], promise("Q")), plan("7", "2", *same)
    assert alike((one, other, elsewhere)) == {"5": 2, "6": 2}
    assert alike((one, elsewhere)) == {}
    words = replace(same[0], target=None, target_text="Rapi")
    assert alike((plan("8", "1", words), plan("9", "1", replace(words, target_text=" rapi ")))) == {"8": 1, "9": 1}


LAST = (row("1", weight=Decimal(60)), row("2", weight=Decimal(40), target_upper=Decimal(120)))


@pytest.mark.parametrize(
    "more",
    [
        {"result": "terlaksananya  pelayanan KTP-el."},
        {"superior_result": "Lainnya", "data_source": "", "evidence": "Rekap"},
        {"target": Decimal("100.00"), "weight": Decimal("60.0")},
        {"number": "7"},
    ],
)
def test_the_same_promises_as_last_year_are_seen_however_they_are_written(more):  # trap 11
    assert repeats((LAST[1], replace(LAST[0], **more)), LAST)


@pytest.mark.parametrize(
    "more",
    [
        {"result": "Terlaksananya pelayanan KK"},
        {"name": "Jumlah berkas"},
        {"unit": "berkas"},
        {"target": Decimal(101)},
        {"target": None, "target_text": "Rapi"},
        {"target_upper": Decimal(101)},
        {"weight": Decimal(61)},
        {"weight": None},
        {"direction": Direction.LOWER},
        {"kind": Kind.ADDITIONAL},
    ],
)
def test_a_plan_in_which_anything_is_promised_otherwise_is_a_new_one(more):
    assert not repeats((replace(LAST[0], **more), LAST[1]), LAST)


def test_a_longer_a_shorter_and_an_empty_plan_repeat_nothing():
    assert not repeats((*LAST, LAST[0]), LAST)
    assert not repeats(LAST[:1], LAST)
    assert not repeats((), ())


def test_the_cascade_shows_every_result_once_below_what_it_serves_and_marks_the_gaps():
    def line(level, owner, result, **more):
        return Branch(level, owner.nip, owner.name, result, ("Jumlah",), **more)

    assert cascade(ALL) == [
        line(1, BOSS, "A"),
        line(2, LEFT, "C"),
        replace(line(3, CLERK, "F"), measures=("Jumlah", "Jumlah")),
        line(2, RIGHT, "C"),
        line(1, BOSS, "B", alone=True),
        line(1, LEFT, "X", loose=True),
        line(1, RIGHT, "E", loose=True),
    ]


def test_people_who_rate_each_other_do_not_hang_the_cascade():
    told = cascade((plan("1", "2", promise("A", "B")), plan("2", "1", promise("B", "A"))))
    assert [(one.nip, one.loose) for one in told] == [("1", True), ("2", False)]
