from __future__ import annotations

import pytest

from kinerja_pauh.appraisal.model import Civil
from kinerja_pauh.appraisal.ranks import rank_choices
from kinerja_pauh.regulations import ranks


@pytest.mark.parametrize("civil", [Civil.PNS, Civil.CPNS])
def test_a_pns_has_17_ranks_with_a_name(civil):
    choices = rank_choices(civil, ranks())
    assert len(choices) == 17
    assert choices[0] == "Juru Muda, I/a"
    assert choices[9] == "Penata Muda Tingkat I, III/b"
    assert choices[-1] == "Pembina Utama, IV/e"


@pytest.mark.parametrize("civil", [Civil.PPPK, Civil.PPPK_PART_TIME])
def test_a_pppk_has_17_grades_without_a_name(civil):
    choices = rank_choices(civil, ranks())
    assert (len(choices), choices[0], choices[8], choices[-1]) == (17, "I", "IX", "XVII")


def test_all_may_be_chosen_while_the_status_is_unknown():
    assert rank_choices(None, ranks()) == rank_choices(Civil.PNS, ranks()) + rank_choices(Civil.PPPK, ranks())
