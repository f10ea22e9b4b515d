"""The sentences that tell a rated person what the numbers mean."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from kinerja_pauh.appraisal.feedback import sentences
from kinerja_pauh.appraisal.model import Direction, Kind, Remedy
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.samples import random_ratees
from people import ABOVE, BELOW, PERIOD, RULES, VALUES, behaved, factor, person, rated_row, row


def said(*rows, **more):
    more = {"work_rating": None, "behaviour_rating": None} | more
    return sentences(score(person(*rows, **more), RULES, PERIOD), RULES)


def test_an_incomplete_appraisal_draws_no_conclusion():
    for gap in ({"new_idea": None}, {"behaviours": behaved(None)}):
        assert said(**gap) == (
            "Penilaian ini belum lengkap, jadi belum ada kesimpulan. Bagian yang kosong bukan berarti nol.",
        )
    assert len(said(row(realisation=None))) == 1


def test_the_whole_is_said_against_the_thresholds():
    assert said(row(realisation="112"))[0] == (
        "Nilai hasil kerja 112,00, di atas harapan yang disepakati. Pertahankan dan tularkan."
    )
    assert said()[0] == "Nilai hasil kerja 100,00, memenuhi harapan yang disepakati."
    assert said(row(realisation="82.5"))[0] == (
        "Nilai hasil kerja 82,50; untuk usulan Sesuai Ekspektasi masih perlu naik 7,50 hingga 90,00."
    )


def test_the_strongest_indicator_is_named_where_it_met_its_target():
    words = said(row(weight="50", realisation="105"), row("2", weight="50", realisation="110"))
    assert words[1] == 'Paling kuat: "Jumlah layanan 2" dengan capaian 110 %.'
    assert not [one for one in said(row(realisation="99")) if "Paling kuat" in one]


def test_the_two_that_cost_most_are_named_with_what_their_target_asks():
    rows = (
        row("1", weight="60", realisation="95"),  # costs 3
        row("2", weight="10", realisation="50"),  # costs 5
        row("3", weight="30", realisation="80"),  # costs 6
    )
    weak = [one for one in said(*rows) if "perhatian" in one]
    assert weak == [
        f'Paling perlu perhatian: "Jumlah layanan {no}", capaian {percent} %. Target tercapai bila realisasi naik dari '
        f"{percent} menjadi 100 dokumen."
        for no, percent in ((3, 80), (2, 50))
    ]


def wish(one, **more):
    return next(words for words in said(one, **more) if "perhatian" in words)


def test_the_wish_names_the_nearer_end_of_a_range():
    low = row(target="80", target_upper=90, realisation="70")
    high = row(target="7", target_upper=8, realisation="9.5", direction=Direction.LOWER, unit="hari")
    single = row(target="7", realisation="9.5", direction=Direction.LOWER, unit="hari")
    assert wish(low).endswith("naik dari 70 menjadi 80 dokumen.")
    assert wish(high).endswith("turun dari 9,5 menjadi 8 hari.")
    assert wish(single).endswith("turun dari 9,5 menjadi 7 hari.")


def test_no_wish_for_a_rated_or_a_prorated_indicator():
    assert wish(rated_row("1", BELOW)) == 'Paling perlu perhatian: "Jumlah layanan 1", capaian 60 %.'
    assert wish(row(realisation="50"), factors=(factor(),)).endswith("capaian 51,41 %.")


def test_additional_rows_and_left_out_rows_are_not_discussed():
    rows = (row(weight="60"), row("2", weight="40", realisation="1"), row("3", weight="2", kind=Kind.ADDITIONAL))
    words = " ".join(said(*rows, factors=(factor("2", Remedy.LEAVE_OUT),)))
    assert "layanan 2" not in words
    assert "layanan 3" not in words
    assert "Faktor luar yang disetujui mengubah nilai hasil kerja dari 62,00 menjadi 101,60" in words


def test_a_factor_that_changed_nothing_is_not_mentioned():
    assert not [one for one in said(factors=(factor(remedy=Remedy.NOTE_ONLY),)) if "Faktor luar" in one]


def test_behaviour_that_stood_out_is_named():
    words = said(behaviours=behaved(ABOVE, BELOW, ABOVE))
    assert words[-2] == f"Perilaku yang menonjol: {VALUES[0]}, {VALUES[2]}."
    assert words[-1] == f"Perilaku yang perlu dibina: {VALUES[1]}. Lihat contoh yang ditulis penilai."
    assert not [one for one in said() if one.startswith("Perilaku")]


def test_every_sentence_is_plain_and_every_score_in_it_is_in_the_result():
    for ratee in random_ratees(random.Random(11), 150, VALUES):
        result = score(ratee, RULES, PERIOD)
        gap = RULES.work_meets.value - result.work
        known = {show_score(n) for n in (result.work, result.work_raw, gap, RULES.work_meets.value, Decimal(100))}
        words = sentences(result, RULES)
        assert words
        assert all(one[0].isupper() and one.endswith(".") and "None" not in one for one in words)
        figures = [f for one in words if one.startswith(("Nilai", "Faktor")) for f in re.findall(r"\d+,\d\d", one)]
        assert set(figures) <= known
