"""What an incomplete appraisal waits for."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kinerja_pauh.appraisal.gaps import gaps
from kinerja_pauh.appraisal.model import Remedy
from kinerja_pauh.appraisal.scoring import Status, score
from kinerja_pauh.samples import random_ratees
from people import ABOVE, BELOW, PERIOD, RULES, VALUES, behaved, factor, person, row


@pytest.mark.parametrize(
    ("ratee", "waited_for"),
    [
        (person(), ()),
        (replace(person(), indicators=()), ("rencana hasil kerja",)),
        (person(row(weight="99")), ("bobot yang berjumlah 100",)),
        (
            person(factors=(factor(remedy=Remedy.LEAVE_OUT),)),
            ("indikator yang tidak dikeluarkan karena faktor luar",),
        ),
        (
            person(*(row(no, weight=w, realisation=None) for no, w in (("1", "40"), ("2", "30"), ("3", "30")))),
            ("hasil indikator 1, 2 dan 3",),
        ),
        (person(behaviours=behaved(None, None)), (f"rating perilaku {VALUES[0]} dan {VALUES[1]}",)),
        (person(behaviours=behaved()[1:]), ("rating ketujuh nilai perilaku",)),
        (
            person(behaviours=tuple(replace(b, example="") for b in behaved(ABOVE, BELOW))),
            (f"contoh perilaku {VALUES[0]} dan {VALUES[1]}",),
        ),
        (person(new_idea=None), ("pilihan Ide Baru",)),
        (person(new_idea=True), ("uraian ide baru",)),
        (person(work_rating=ABOVE, reason=""), ("alasan rating yang berbeda dari usulan",)),
    ],
)
def test_each_gap_has_its_phrase(ratee, waited_for):
    assert gaps(score(ratee, RULES, PERIOD)) == waited_for


def test_there_are_gaps_exactly_where_the_result_is_incomplete():
    found = set()
    for ratee in random_ratees(random.Random(5), 120, VALUES):
        for one in (ratee, replace(ratee, new_idea=None), replace(ratee, behaviours=ratee.behaviours[1:])):
            result = score(one, RULES, PERIOD)
            assert bool(gaps(result)) == (result.status is Status.INCOMPLETE)
            found.add(result.status)
    assert len(found) > 1
