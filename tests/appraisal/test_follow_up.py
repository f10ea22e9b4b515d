"""Tindak lanjut: shortlists inside comparable groups, guidance, steps carried on, and the pangkat simulation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinerja_pauh.appraisal.follow_up import (
    Member,
    OpenStep,
    Readiness,
    guidance,
    open_steps,
    promotions,
    shortlist,
    small_groups,
    steps,
    without_step,
)
from kinerja_pauh.appraisal.model import Decision, Feedback
from kinerja_pauh.appraisal.scoring import Status, score
from kinerja_pauh.regulations import distribution, follow_up_rules
from people import ABOVE, BELOW, PERIOD, RULES, behaved, factor, person, row, talk

LAW, ORDER = follow_up_rules(), distribution().predicates
LAST, BEFORE = date(2025, 12, 31), date(2025, 6, 30)


def member(name="A", *, group="Pelaksana", reached="100", earlier=(), **more):
    more = {"name": name} | more
    return Member(score(person(row(realisation=reached), **more), RULES, PERIOD), "Unit", group, "Penilai", earlier)


def best(name="A", **more):
    return member(name, work_rating=ABOVE, behaviour_rating=ABOVE, behaviours=behaved(*[ABOVE] * 7), **more)


def weak(name="A", **more):
    return member(name, reached="50", work_rating=BELOW, **more)


def places(*members):
    return [(one.member.result.ratee.name, one.place, one.tied) for one in shortlist(members, LAW, ORDER)]


def test_the_predicate_ranks_before_the_number():
    assert places(member("angka", reached="119"), best("predikat", reached="100"), member("c")) == [
        ("predikat", 1, 1),
        ("angka", 2, 1),
        ("c", 3, 1),
    ]


def test_ties_share_a_place_and_nobody_tied_with_the_last_is_left_out():
    four = [member(name) for name in "BCDE"]
    assert places(best("A"), *four) == [("A", 1, 1), *[(name, 2, 4) for name in "BCDE"]]
    assert places(best("A"), best("B"), best("C"), member("D")) == [("A", 1, 3), ("B", 1, 3), ("C", 1, 3)]


def test_whoever_comes_behind_the_last_place_is_not_listed():
    numbers = [member(name, reached=str(110 - place)) for place, name in enumerate("ABCDE")]
    assert [name for name, _, _ in places(*numbers)] == ["A", "B", "C"]


def test_only_comparable_posts_are_compared():
    mixed = [*[member(name) for name in "ABC"], *[best(name, group="Pengawas") for name in "DEF"]]
    assert {(one.member.group, one.size) for one in shortlist(mixed, LAW, ORDER)} == {("Pelaksana", 3), ("Pengawas", 3)}
    assert [one.place for one in shortlist(mixed, LAW, ORDER)] == [1] * 6


def test_a_group_of_two_is_told_and_not_ranked():
    two = [best("A"), best("B")]
    assert places(*two) == []
    assert small_groups([*two, member("C", group="")], LAW) == (("Pelaksana", 2),)
    assert small_groups([*two, member("C")], LAW) == ()


def test_weak_incomplete_and_provisional_results_are_never_listed():
    others = [
        weak("lemah"),
        member("kurang", new_idea=None),
        member("sementara", work_rating=None, behaviour_rating=None),
        member("tanpa jenis", group=""),
    ]
    assert [one.result.status for one in others] == [
        Status.COMPLETE, Status.INCOMPLETE, Status.PROVISIONAL, Status.COMPLETE,
    ]  # fmt: skip
    assert places(best("A"), member("B"), *others) == [("A", 1, 1), ("B", 2, 1)]


def test_a_place_says_its_reasons():
    idea = best("A", new_idea=True, idea_text="Loket antar", reached="115")
    first = shortlist([idea, member("B", reached="95"), member("C")], LAW, ORDER)
    assert first[0].reasons[0].startswith('Paling kuat: "Jumlah layanan 1"')
    assert first[0].reasons[1].startswith("Perilaku yang menonjol: Berorientasi Pelayanan")
    assert first[0].reasons[2] == "Ide baru: Loket antar"
    assert first[2].reasons == ()


def test_guidance_names_what_the_result_names_and_whether_something_was_agreed():
    refused = factor(rater_decision=Decision.REFUSED)
    one = weak("A", behaviours=behaved(BELOW), factors=(refused,))
    other = weak("B", feedback=())
    found = guidance([one, best("C"), member("D", new_idea=None), other], ORDER)
    assert [(g.member.result.ratee.name, g.begun) for g in found] == [("A", True), ("B", False)]
    assert [cause.split(":")[0] for cause in found[0].causes] == [
        "Paling perlu perhatian",
        "Perilaku yang perlu dikuatkan",
        "Ada 1 faktor luar yang diajukan tetapi tidak dihitung; bicarakan juga.",
    ]
    assert len(found[1].causes) == 1


def test_open_steps_of_the_last_period_come_first_and_talk_without_a_step_is_none():
    talk = Feedback(date(2025, 12, 1), "Baik", "Lambat", "Latihan", date(2026, 2, 1))
    before = member("A", feedback=(talk, replace(talk, plan=""))).result
    oldest = member("A", feedback=(replace(talk, plan="Dulu sekali"),)).result
    now = member("A", earlier=((BEFORE, oldest), (LAST, before)))
    only_talk = member("B", feedback=(replace(talk, plan=""),))
    assert [(step.plan, step.carried) for step in steps([now, only_talk])] == [
        ("Latihan", True),
        ("Latihan SIAK", False),
    ]
    assert [one.result.ratee.name for one in without_step([now, only_talk])] == ["B"]


def test_what_was_agreed_in_a_talk_is_a_step_without_a_deadline():
    before = member("A", feedback=(), dialogues=(talk(day=date(2025, 5, 20)),)).result
    now = member("A", dialogues=(talk(agreed=""), talk(agreed="Belajar SIAK")), earlier=((LAST, before),))
    only_talk = weak("B", feedback=(), dialogues=(talk(),))
    nothing = weak("C", feedback=(), dialogues=(talk(agreed=""),))
    found = steps([now, only_talk, nothing])
    assert [(s.plan, s.improve, s.deadline is None, s.carried) for s in found] == [
        ("Jadwal istirahat bergantian mulai Juni.", "Antrean loket", True, True),
        ("Latihan SIAK", "Lebih cepat", False, False),
        ("Belajar SIAK", "Antrean loket", True, False),
        ("Jadwal istirahat bergantian mulai Juni.", "Antrean loket", True, False),
    ]
    assert found[0].day == date(2025, 5, 20)
    assert [one.result.ratee.name for one in without_step([now, only_talk, nothing])] == ["C"]
    assert [g.begun for g in guidance([only_talk, nothing], ORDER)] == [True, False]


def test_what_another_rater_of_the_same_period_agreed_is_a_step_under_that_rater():
    said = (Feedback(date(2026, 6, 1), "", "antrean", "kursus layanan", None),)
    before = replace(member(feedback=said), rater="Penilai Lama")
    moved = replace(weak(feedback=()), beside=(before,))
    (step,) = steps([moved])
    assert (step.member.rater, step.plan, step.carried) == ("Penilai Lama", "kursus layanan", False)
    assert without_step([moved]) == ()
    (found,) = guidance([moved], ORDER)
    assert found.begun


@pytest.mark.parametrize(
    ("last", "now", "readiness"),
    [
        (best(), member(), Readiness.MET),
        (weak(), member(), Readiness.NOT_MET),
        (member(), weak(), Readiness.NOT_MET),
        (None, member(), Readiness.UNKNOWN),
        (None, weak(), Readiness.NOT_MET),
        (member(), member(work_rating=None), Readiness.UNKNOWN),
    ],
)
def test_a_pangkat_needs_baik_in_each_of_two_years_and_a_missing_year_is_not_guessed(last, now, readiness):
    earlier = ((LAST, last.result),) if last else ()
    (found,) = promotions([replace(now, earlier=earlier)], 2026, LAW, ORDER)
    assert found.readiness is readiness
    assert [year for year, _ in found.predicates] == [2026, 2025]


def test_the_last_period_of_a_year_speaks_for_it():
    earlier = ((BEFORE, weak().result), (LAST, member().result))
    (found,) = promotions([member(earlier=earlier)], 2026, LAW, ORDER)
    assert found.predicates == ((2026, "Baik"), (2025, "Baik"))


def test_two_years_are_asked_by_the_law_not_by_the_code():
    assert (LAW.promotion_least.value, LAW.promotion_years.value) == ("Baik", 2)


def test_every_agreed_step_is_told_with_its_period_and_what_was_agreed_again_once_as_agreed_last():
    def agreed(*plans, talks=()):
        feedback = tuple(Feedback(None, "", "", plan, until) for plan, until in plans)
        return person(feedback=feedback, dialogues=tuple(talk(agreed=words) for words in talks))

    early, late = date(2025, 6, 30), date(2026, 3, 31)
    first = agreed(("Latihan SIAK", early), ("", early), talks=("Jadwal bergantian", ""))
    then = agreed(("latihan  siak.", late), ("Magang", None))
    assert open_steps([("Semester I", first), ("Semester II", then)]) == (
        OpenStep("Semester I", "Jadwal bergantian", None),
        OpenStep("Semester II", "latihan  siak.", late),
        OpenStep("Semester II", "Magang", None),
    )
    assert open_steps([("Semester I", agreed())]) == ()
