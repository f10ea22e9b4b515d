"""Talks are warned about where their minutes cannot be right; nothing of them counts or keeps a score from being."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from finding_codes import codes_in
from kinerja_pauh.appraisal import talk_checks
from kinerja_pauh.appraisal.checks import check_form, check_ratee
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Part, Post
from kinerja_pauh.appraisal.talk_checks import dialogue_findings
from messages import flaws
from people import OTHER_NIP, PERIOD, RULES, form_of, person, talk

TODAY = date(2026, 11, 3)
ONE_DAY = timedelta(days=1)

# What is bent -> (code, cell) of each finding, in order; cells are named after the attribute.
CASES = {
    "no day": (talk(day=None), [("dialog-kosong", "day")]),
    "no topic": (talk(topic=""), [("dialog-kosong", "topic")]),
    "no own words": (talk(own_words=""), [("dialog-kosong", "own_words")]),
    "nothing agreed": (talk(agreed=""), [("dialog-kosong", "agreed")]),
    "only a day": (
        talk(topic="", own_words="", agreed=""),
        [("dialog-kosong", "topic"), ("dialog-kosong", "own_words"), ("dialog-kosong", "agreed")],
    ),
    "before the period": (talk(day=PERIOD.start - ONE_DAY), [("dialog-luar-masa", "day")]),
    "ahead": (talk(day=TODAY + ONE_DAY), [("dialog-hari-depan", "day")]),
    "ahead and after the period": (talk(day=PERIOD.end + ONE_DAY), [("dialog-hari-depan", "day")]),
    "first day": (talk(day=PERIOD.start), []),
    "today": (talk(day=TODAY), []),
    "clean": (talk(), []),
}


@pytest.mark.parametrize("name", CASES)
def test_each_doubt_is_told_once_at_its_cell_as_a_warning(name):
    entry, expected = CASES[name]
    found = list(dialogue_findings(person(dialogues=(entry,)), PERIOD, TODAY))
    assert [(f.code, f.cell) for f in found] == expected
    assert {f.severity for f in found} <= {Severity.WARNING}
    assert {f.sheet for f in found} <= {"Dialog"}
    assert [flaw for f in found for flaw in flaws(f)] == []


def test_the_cases_bring_out_every_code_of_the_module():
    from_source = set(codes_in(Path(talk_checks.__file__).read_text("utf-8")))
    assert {code for _, expected in CASES.values() for code, _ in expected} == from_source


def test_without_a_clock_a_day_is_held_against_the_rated_days_only():
    late = person(dialogues=(talk(day=PERIOD.end), talk(day=PERIOD.end + ONE_DAY)))
    assert [f.code for f in dialogue_findings(late, PERIOD)] == ["dialog-luar-masa"]


def test_the_days_of_a_form_that_rates_a_part_are_those_of_the_part():
    part = Part(date(2026, 3, 1), date(2026, 5, 19), Post.ACTING)
    form = form_of(person(dialogues=(talk(day=date(2026, 5, 19)), talk(day=date(2026, 5, 20)))), part=part)
    (found,) = check_form(form, RULES, TODAY)
    assert (found.code, found.cell) == ("dialog-luar-masa", "day")
    assert "(1 Maret 2026 – 19 Mei 2026)" in found.message


def test_every_talk_of_everybody_is_looked_at_and_nobody_owes_one():
    form = form_of(person(dialogues=(talk(), talk(topic=""))), person(nip=OTHER_NIP, dialogues=(talk(agreed=""),)))
    assert [f.code for f in check_form(form, RULES, TODAY)] == ["dialog-kosong"] * 2
    assert check_ratee(person(), RULES, PERIOD, TODAY) == []
