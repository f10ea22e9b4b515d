"""The sentences that tell a rated person what the numbers mean."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.feedback import sentences
from kinerja_pauh.appraisal.model import Direction, Kind, Remedy
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.samples import random_ratees
from people import ABOVE, BELOW, MEETS, PERIOD, RULES, VALUES, behaved, capped, factor, person, rated_row, row


def said(*rows, **more):
    more = {"work_rating": None, "behaviour_rating": None} | more
    return sentences(score(person(*rows, **more), RULES, PERIOD), RULES)


def test_an_incomplete_appraisal_draws_no_conclusion():
    for gap, words in (
        ({"new_idea": None}, "pilihan Ide Baru"),
        ({"behaviours": behaved(None)}, f"rating perilaku {VALUES[0]}"),
        ({"rows": (row(realisation=None),)}, "hasil indikator 1"),
    ):
        assert said(*gap.pop("rows", ()), **gap) == (
            "Penilaian ini belum lengkap, jadi belum ada kesimpulan. Bagian yang kosong bukan berarti nol.",
            f"Yang masih ditunggu: {words}.",
        )


def test_the_predicate_is_said_first_and_marked_while_it_is_only_a_proposal():
    chosen = said(work_rating=ABOVE, behaviour_rating=MEETS, reason="Disepakati")
    assert chosen[0] == "Predikat Baik: hasil kerja Di Atas Ekspektasi dan perilaku Sesuai Ekspektasi."
    assert said()[0] == (
        "Predikat Baik: hasil kerja Sesuai Ekspektasi dan perilaku Sesuai Ekspektasi; masih sementara, karena penilai "
        "belum memilih ratingnya."
    )


@pytest.mark.parametrize(
    ("work", "behaviour", "next_step"),
    [
        (MEETS, MEETS, "Sangat Baik, tercapai bila hasil kerja dan perilaku sama-sama Di Atas Ekspektasi"),
        (ABOVE, MEETS, "Sangat Baik, tercapai bila perilaku menjadi Di Atas Ekspektasi"),
        (MEETS, ABOVE, "Sangat Baik, tercapai bila hasil kerja menjadi Di Atas Ekspektasi"),
        (BELOW, MEETS, "Baik, tercapai bila hasil kerja menjadi Sesuai Ekspektasi"),
        (BELOW, BELOW, "Kurang, tercapai bila hasil kerja menjadi Sesuai Ekspektasi"),
        (ABOVE, ABOVE, ""),
    ],
)
def test_the_nearest_better_cell_of_the_matrix_is_named(work, behaviour, next_step):
    words = said(work_rating=work, behaviour_rating=behaviour, reason="Disepakati")
    found = [one for one in words if one.startswith("Predikat berikutnya")]
    assert found == ([f"Predikat berikutnya, {next_step}."] if next_step else [])


def test_raising_both_ratings_names_each_where_they_differ():
    flat = dict.fromkeys(RULES.matrix.value, "Baik") | {(ABOVE, MEETS): "Sangat Baik"}
    rules = replace(RULES, matrix=replace(RULES.matrix, value=flat))
    ratee = person(work_rating=MEETS, behaviour_rating=BELOW, reason="Disepakati")
    words = sentences(score(ratee, rules, PERIOD), rules)
    assert any("bila hasil kerja menjadi Di Atas Ekspektasi dan perilaku menjadi Sesuai" in one for one in words)


def test_the_whole_is_said_against_the_thresholds():
    assert said(row(realisation="112"))[1] == (
        "Nilai hasil kerja 112,00, di atas harapan yang disepakati. Pertahankan dan tularkan."
    )
    assert said()[1] == (
        "Nilai hasil kerja 100,00, memenuhi harapan yang disepakati; untuk usulan Di Atas Ekspektasi masih perlu naik "
        "10,00 hingga 110,00."
    )
    assert said(row(realisation="82.5"))[1] == (
        "Nilai hasil kerja 82,50; untuk usulan Sesuai Ekspektasi masih perlu naik 7,50 hingga 90,00."
    )


def test_the_strongest_indicator_is_named_where_it_met_its_target():
    words = said(row(weight="50", realisation="105"), row("2", weight="50", realisation="110"))
    assert words[3] == 'Paling kuat: "Jumlah layanan 2" dengan capaian 110 %.'
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
    assert "Faktor luar, yang bukan dalam kendali pegawai, disetujui dan mengubah nilai hasil kerja dari 62,00" in words
    assert "menjadi 101,60; keduanya ditampilkan." in words


@pytest.mark.parametrize(("cap", "counted"), [("10", "72,00"), ("0", "62,00")])
def test_a_capped_rise_is_told_with_all_four_numbers(cap, counted):
    rows = (row(weight="60"), row("2", weight="40", realisation="5"))
    ratee, rules = person(*rows, factors=(factor("2", Remedy.LEAVE_OUT),), work_rating=None), capped(cap)
    (sentence,) = [one for one in sentences(score(ratee, rules, PERIOD), rules) if "Faktor luar" in one]
    assert sentence == (
        "Faktor luar, yang bukan dalam kendali pegawai, disetujui: nilai hasil kerja 62,00 akan menjadi 100,00. Kantor "
        f"membatasi kenaikannya pada {cap},00, jadi yang dihitung {counted}; semuanya ditampilkan."
    )


def test_a_cap_that_holds_nothing_back_is_not_mentioned():
    rows = (row(weight="60"), row("2", weight="40", realisation="5"))
    ratee, rules = person(*rows, factors=(factor("2", Remedy.LEAVE_OUT),)), capped("38")
    assert not [one for one in sentences(score(ratee, rules, PERIOD), rules) if "batas" in one]


def test_without_a_raw_score_nothing_is_compared():
    rows = (row(weight="60"), row("2", weight="40", realisation=None))
    words = said(*rows, factors=(factor("2", Remedy.LEAVE_OUT),))
    assert words[0].startswith("Predikat")
    assert not [one for one in words if "Faktor luar" in one]


def test_a_factor_that_changed_nothing_is_not_mentioned():
    assert not [one for one in said(factors=(factor(remedy=Remedy.NOTE_ONLY),)) if "Faktor luar" in one]


def test_behaviour_that_stood_out_is_named():
    words = said(behaviours=behaved(ABOVE, BELOW, ABOVE))
    assert words[-2] == f"Perilaku yang menonjol: {VALUES[0]}, {VALUES[2]}."
    assert words[-1] == f"Perilaku yang masih dapat dikuatkan: {VALUES[1]}. Contohnya ditulis penilai."
    assert not [one for one in said() if one.startswith("Perilaku")]


def test_every_sentence_is_plain_and_every_score_in_it_is_in_the_result():
    for ratee in random_ratees(random.Random(11), 150, VALUES):
        result = score(ratee, RULES, PERIOD)
        aims = (RULES.work_meets.value, RULES.work_above.value)
        gaps = (aim - result.work for aim in aims)
        known = {show_score(n) for n in (result.work, result.work_raw, *aims, *gaps, Decimal(100))}
        words = sentences(result, RULES)
        assert words
        assert all(one[0].isupper() and one.endswith(".") and "None" not in one for one in words)
        figures = [f for one in words if one.startswith(("Nilai", "Faktor")) for f in re.findall(r"\d+,\d\d", one)]
        assert set(figures) <= known
