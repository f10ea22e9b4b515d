"""The tree behind a person's numbers: each step with its entries, their cells, its rule, and what is still missing."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.model import Direction, Kind, Remedy
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import show
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import random_ratees
from people import ABOVE, BELOW, PERIOD, RULES, VALUES, behaved, capped, factor, person, rated_row, row


def trees(*rows, rules=RULES, **more):
    return explain(score(person(*rows, **more), rules, PERIOD), rules, PERIOD)


def steps(tree, label):
    return [step for _, step in tree.walk() if step.label.startswith(label)]


def one(tree, label):
    return steps(tree, label)[0]


def test_the_predicate_names_both_ratings_and_the_matrix():
    predicate, _ = trees()
    assert (predicate.label, predicate.value) == ("Predikat", "Baik")
    assert predicate.formula == "matriks: hasil kerja Sesuai Ekspektasi, perilaku Sesuai Ekspektasi"
    assert predicate.source == RULES.matrix.source
    assert one(predicate, "Rating hasil kerja").formula == "pilihan penilai, sama dengan usulan"
    assert one(predicate, "Rating hasil kerja").where == "Ringkasan!work_rating"
    assert one(predicate, "Rating perilaku").where == "Ringkasan!behaviour_rating"


def test_a_choice_that_differs_and_a_missing_choice_are_said():
    predicate, _ = trees(work_rating=ABOVE, behaviour_rating=None, reason="Bukti rapat")
    assert predicate.formula.endswith("; SEMENTARA karena rating belum dipilih penilai")
    assert one(predicate, "Rating hasil kerja").formula == "pilihan penilai, berbeda dari usulan, dengan alasan"
    behaviour = one(predicate, "Rating perilaku")
    assert (behaviour.formula, behaviour.where) == ("usulan, karena penilai belum memilih", "")
    assert behaviour.value == behaviour.parts[0].value == "Sesuai Ekspektasi"
    assert one(predicate, "Usulan rating hasil kerja").formula == (
        "nilai hasil kerja 100,00: mulai 110 Di Atas, mulai 90 Sesuai, selain itu Di Bawah"
    )


def test_what_is_missing_shows_as_a_question_mark_and_never_as_a_number():
    predicate, final = trees(row(realisation=None), behaviours=behaved(None))
    assert (predicate.value, predicate.formula) == (None, "belum ada: nilai belum lengkap")
    assert (final.value, final.formula) == (None, "(70 × ? + 30 × ?) ÷ 100, dibulatkan dua desimal")
    assert one(final, "Nilai hasil kerja").formula.startswith("jumlah kontribusi Utama ?")
    assert one(final, "Indikator 1").formula == "bobot 100 × nilai ? ÷ 100"
    assert one(final, "Capaian").formula == "? ÷ 100 × 100, dibulatkan dua desimal"
    assert one(final, "Nilai perilaku").formula.startswith("(? + 100 + ")
    assert steps(final, VALUES[0])[0].formula == "nilai rating ?"


def test_missing_weights_targets_and_additional_outcomes_show_as_question_marks():
    rows = (row(weight=None, target=None, realisation="5"), replace(row("2", realisation=None), kind=Kind.ADDITIONAL))
    _, final = trees(*rows)
    assert one(final, "Indikator 1").formula == "bobot ? × nilai ? ÷ ?"
    assert one(final, "Indikator 2").formula == "P ? % × bobot 100 × nilai ? ÷ 100"
    assert steps(final, "Nilai")[-2].formula == "kategori ? menurut capaian yang dibulatkan ke persen penuh"
    assert steps(final, "Capaian")[0].formula == "5 ÷ ? × 100, dibulatkan dua desimal"
    assert one(trees(rated_row("1", None))[1], "Capaian").formula == "nilai rating ?"


def test_the_shares_follow_the_peers():
    _, final = trees(rules=rulebook_for(PERIOD.end, with_peers=True))
    assert final.formula == "(60 × 100,00 + 40 × 100,00) ÷ 100, dibulatkan dua desimal"
    assert final.source == RULES.work_share_with_peers.source
    assert trees()[1].source == RULES.work_share.source


def test_the_grade_says_whether_there_was_an_idea_and_lists_its_bands():
    bands = (
        "Sangat Baik mulai 110 dan ada ide baru, Baik mulai 90, Cukup mulai 70, Kurang mulai 50, Sangat Kurang mulai 0"
    )
    assert one(trees()[1], "Sebutan").formula == f"tanpa ide baru; {bands}"
    assert one(trees(new_idea=True, idea_text="Antrean")[1], "Sebutan").formula == f"ada ide baru; {bands}"


@pytest.mark.parametrize(
    ("change", "formula", "rule"),
    [
        ({"realisation": "80"}, "80 ÷ 100 × 100, dibulatkan dua desimal", RULES.capaian_higher),
        (
            {"realisation": "80", "direction": Direction.LOWER},
            "(1 + (1 − 80 ÷ 100)) × 100, paling rendah 0, dibulatkan dua desimal",
            RULES.capaian_lower,
        ),
        (
            {"realisation": "80", "target_upper": 120},
            "80 ÷ 100 × 100, target rentang 100–120, dibulatkan dua desimal",
            RULES.capaian_higher,
        ),
        (
            {"realisation": "130", "target_upper": 120, "direction": Direction.LOWER},
            "(1 + (1 − 130 ÷ 120)) × 100, paling rendah 0, target rentang 100–120, dibulatkan dua desimal",
            RULES.capaian_lower,
        ),
        (
            {"realisation": "110.5", "target_upper": 120},
            "110,5 ÷ 110,5 × 100, target rentang 100–120, dibulatkan dua desimal",
            RULES.capaian_range,
        ),
    ],
)
def test_a_capaian_shows_its_arithmetic_its_rule_and_its_entries(change, formula, rule):
    step = one(trees(row(**change))[1], "Capaian")
    assert (step.formula, step.source, step.confidence) == (formula, rule.source, rule.confidence)
    entries = [(part.label, part.where) for part in step.parts]
    upper = [("Target Atas", "Hasil Kerja!target_upper")] if "target_upper" in change else []
    assert entries == [("Realisasi", "Hasil Kerja!realisation"), ("Target", "Hasil Kerja!target"), *upper]


def test_a_rated_indicator_shows_its_rating():
    step = one(trees(rated_row("1", BELOW))[1], "Capaian")
    assert (step.value, step.formula) == (60, "nilai rating Di Bawah Ekspektasi")
    assert step.source == RULES.rating_scores.source
    assert [(part.value, part.where) for part in step.parts] == [(BELOW, "Hasil Kerja!realisation")]


def test_additional_work_shows_its_category_and_its_cap():
    _, final = trees(row(), replace(row("2", weight="2"), kind=Kind.ADDITIONAL))
    step = one(final, "Indikator 2")
    assert (step.value, step.formula) == (Decimal("1.6"), "P 80 % × bobot 2 × nilai 100,00 ÷ 100")
    assert step.source == RULES.additional_bands.source
    assert one(final, "Nilai hasil kerja").formula == (
        "jumlah kontribusi Utama 100 + kontribusi Tambahan 1,6 (paling tinggi 10), paling tinggi 120, "
        "dibulatkan dua desimal"
    )


def test_a_left_out_row_stands_with_its_capaian_and_the_raw_score_beside_the_adjusted():
    rows = (row(weight="30"), row("2", weight="70", realisation="10"))
    _, final = trees(*rows, factors=(factor("2", Remedy.LEAVE_OUT),))
    left = one(final, "Indikator 2")
    assert (left.value, left.source) == (0, RULES.outside_factor.source)
    assert left.formula == "dikeluarkan karena faktor luar; bobotnya dibagi ke indikator Utama lain"
    assert left.parts[1].value == 10
    assert one(final, "Indikator 1").formula == "bobot 30 × nilai 100,00 ÷ 30 (jumlah bobot yang tersisa)"
    assert one(final, "Nilai hasil kerja tanpa faktor luar").value == 37
    assert steps(trees(*rows)[1], "Nilai hasil kerja tanpa") == []


def test_under_a_cap_raw_adjusted_cap_and_what_counts_stand_below_each_other():
    rows = (row(weight="30"), row("2", weight="70", realisation="10"))
    rules = capped("12.5")
    _, final = trees(*rows, rules=rules, factors=(factor("2", Remedy.LEAVE_OUT),))
    work = one(final, "Nilai hasil kerja")
    assert (work.value, work.source, work.confidence) == (Decimal("49.50"), rules.outside_cap.source, "D")
    assert work.formula == (
        "paling tinggi 37,00 (tanpa faktor luar) + 12,5 (batas kenaikan) = 49,50; dengan faktor luar 100,00, jadi "
        "dibatasi"
    )
    adjusted, raw, cap = work.parts
    assert (adjusted.value, raw.value, cap.value) == (100, 37, Decimal("12.5"))
    assert adjusted.formula.startswith("jumlah kontribusi Utama 3.000 ÷ 30")
    assert cap.source == "Pengaturan kantor, semula 120 menurut Rancangan kinerja-pauh"


def test_what_a_cap_waits_for_is_said_and_no_number_shown():
    rows = (row(weight="30"), row("2", weight="70", realisation=None))
    _, final = trees(*rows, rules=capped("12.5"), factors=(factor("2", Remedy.LEAVE_OUT),))
    work = one(final, "Nilai hasil kerja")
    assert (final.value, work.value) == (None, None)
    assert work.formula.startswith("belum ada: nilai dengan dan tanpa faktor luar harus lengkap")
    assert [part.value for part in work.parts] == [100, None, Decimal("12.5")]


def test_a_cap_is_not_spoken_of_where_no_factor_counts():
    with_cap, without = (one(trees(rules=rules)[1], "Nilai hasil kerja") for rules in (capped("5"), RULES))
    assert with_cap == without


def test_a_prorated_row_stands_with_both_capaian_and_its_days():
    _, final = trees(row(realisation="73"), factors=(factor(),))
    adjusted = one(final, "Capaian disesuaikan")
    assert adjusted.formula == "73 ÷ (100 × 355 ÷ 365 hari) × 100, dibulatkan dua desimal"
    assert adjusted.value == Decimal("75.06")
    assert (adjusted.parts[0].label, adjusted.parts[0].value) == ("Capaian (%)", 73)
    assert one(final, "Nilai hasil kerja tanpa faktor luar").value == 73


def test_behaviour_shows_seven_ratings_and_their_cells():
    behaviour = one(trees(behaviours=behaved(ABOVE, BELOW))[1], "Nilai perilaku")
    assert behaviour.formula == "(120 + 60 + 100 + 100 + 100 + 100 + 100) ÷ 7, dibulatkan dua desimal"
    assert [part.label for part in behaviour.parts] == list(VALUES)
    assert [part.parts[0].where for part in behaviour.parts] == ["Perilaku!rating"] * 7


def test_every_computed_value_names_a_rule_or_is_made_of_parts_that_do():
    for ratee in random_ratees(random.Random(3), 60, VALUES):
        for tree in explain(score(ratee, RULES, PERIOD), RULES, PERIOD):
            for _, step in tree.walk():
                assert step.value is not None or step.label == "Target Atas"
                assert not (step.formula and not step.source) or step.parts or step.label.endswith("tanpa faktor luar")
                assert bool(step.source) == bool(step.confidence)
                assert step.confidence in {"", "V2", "V1", "M", "D"}


@pytest.mark.parametrize(
    ("reached", "formula", "percent"),
    [
        ("73", "73 ÷ (100 × 355 ÷ 365 hari) × 100, dibulatkan dua desimal", "75.06"),
        ("117", "117 ÷ (120 × 355 ÷ 365 hari) × 100, dibulatkan dua desimal", "100.25"),
        ("98", "di dalam rentang target × 355 ÷ 365 hari", "100"),
    ],
)
def test_a_prorated_range_shows_the_bound_that_counts(reached, formula, percent):
    _, final = trees(row(target_upper=120, realisation=reached), factors=(factor(),))
    step = one(final, "Capaian disesuaikan")
    assert (step.formula, step.value) == (formula, Decimal(percent))


def test_shares_that_do_not_end_are_shown_to_six_decimals_and_summed_exactly():
    rows = (row(weight="20"), row("2", weight="50", realisation="77.7"), row("3", weight="30", realisation="10"))
    _, final = trees(*rows, factors=(factor("3", Remedy.LEAVE_OUT),), behaviours=behaved(ABOVE))
    assert [show(step.value) for step in steps(final, "Indikator")] == ["28,571429", "55,5", "0"]
    notes = [step.formula.endswith(", dibulatkan enam desimal hanya di sini") for step in steps(final, "Indikator")]
    assert notes == [True, False, False]
    total = one(final, "Nilai hasil kerja").formula
    assert total.startswith("jumlah kontribusi Utama 5.885 ÷ 70 ≈ 84,071429 (jumlah bobot × nilai ÷ jumlah bobot), ")


def test_shares_that_do_not_end_but_sum_to_a_whole_are_said_to_equal_it():
    rows = (row(weight="20"), row("2", weight="40"), row("3", weight="40", realisation="10"))
    _, final = trees(*rows, factors=(factor("3", Remedy.LEAVE_OUT),))
    assert one(final, "Nilai hasil kerja").formula.startswith("jumlah kontribusi Utama 6.000 ÷ 60 = 100 (jumlah")


def test_an_open_row_beside_a_left_out_one_leaves_the_sum_open():
    rows = (row(weight="20", realisation=None), row("2", weight="80"))
    _, final = trees(*rows, factors=(factor("2", Remedy.LEAVE_OUT),))
    assert one(final, "Nilai hasil kerja").formula.startswith("jumlah kontribusi Utama ?, paling")
