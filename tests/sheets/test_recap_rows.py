"""Rows and sentences of the recap: each value stands where its header says, each sentence follows the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.distribution import Bound, check
from kinerja_pauh.appraisal.model import Remedy
from kinerja_pauh.appraisal.overview import EarlierPeriod, Rated, RatedPart, overview
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import distribution
from kinerja_pauh.sheets import recap_layout as layout
from kinerja_pauh.sheets import recap_rows as rows
from kinerja_pauh.sheets import recap_words as words
from kinerja_pauh.sheets.recap_layout import RecapBook
from people import ABOVE, PERIOD, RULES, behaved, capped, factor, person, rated_row, row

PATTERNS = distribution()


def result(no=1, *indicators, **more):
    return score(person(*indicators, nip=f"{no:018}", name=f"Orang {no}", **more), RULES, PERIOD)


def rated(no=1, *indicators, unit="Seksi A", **more):
    return Rated(result(no, *indicators, **more), unit, "R1", "Penilai")


def under(headers, row_):
    return dict(zip(headers, row_, strict=True))


def figures(people, organisation="", earlier=()):
    return overview("Kantor", people, earlier, organisation, PATTERNS)


def book(people, not_rated=(), forms=0, organisation=""):
    return RecapBook(
        "Kantor", "2026", figures(people, organisation), {layout.NOT_RATED: tuple(not_rated)}, 0, forms, "1"
    )


def test_a_person_without_a_whole_result_has_no_predicate_in_the_row() -> None:
    whole = under(layout.PERSON_HEADERS, rows.person_row(rated(unit="")))
    assert (whole["Unit Kerja"], whole["Predikat"], whole["Umpan Balik"]) == ("Tidak ada di Induk", "Baik", "Ada")
    owed = replace(person(), behaviours=tuple(replace(b, rating=ABOVE) for b in behaved()), feedback=())
    one = Rated(score(owed, RULES, PERIOD), "A", "R", "P")
    row_ = under(layout.PERSON_HEADERS, rows.person_row(one))
    assert (row_["Predikat"], row_["Status"], row_["Umpan Balik"]) == ("Belum lengkap", "Belum lengkap", "Belum")


def test_indicator_rows_hold_numbers_or_words_as_they_were_agreed() -> None:
    one = rated(1, row("1", weight="50"), rated_row("2", None, "50", target_text="Rapi"))
    first, second = (under(layout.INDICATOR_HEADERS, each) for each in rows.indicator_rows(one))
    assert (first["No"], first["Target"], first["Capaian (%)"]) == (Decimal(1), Decimal(100), Decimal("100.00"))
    assert (second["Target"], second["Realisasi"], second["Nilai Disesuaikan"]) == ("Rapi", None, None)


def test_behaviours_and_factors_have_a_row_each() -> None:
    one = rated(behaviours=behaved(ABOVE), factors=(factor("1"), factor("1", rater_decision=None)))
    told = [under(layout.BEHAVIOUR_HEADERS, each) for each in rows.behaviour_rows(one)]
    assert [(each["Rating"], each["Contoh"]) for each in told[:2]] == [(ABOVE, "Ada"), ("Sesuai Ekspektasi", "Tidak")]
    assert [under(layout.FACTOR_HEADERS, each)["Dihitung"] for each in rows.factor_rows(one)] == ["Ya", "Tidak"]


def test_a_factor_stands_beside_what_all_factors_of_the_person_came_to() -> None:
    factors = (factor("1"), factor("1", remedy=Remedy.NOTE_ONLY), factor("1", rater_decision=None))
    ratee = person(row(realisation="90"), factors=factors)
    for rules, told in ((RULES, ("Ya", "Ya", "Tidak")), (capped("1"), ("Ya, dibatasi", "Ya", "Tidak"))):
        one = Rated(score(ratee, rules, PERIOD), "Seksi A", "R1", "Penilai")
        found = [under(layout.FACTOR_HEADERS, each) for each in rows.factor_rows(one)]
        assert tuple(each["Dihitung"] for each in found) == told
        last = found[-1]
        assert (last["Hasil Tanpa Faktor Luar"], last["Hasil Sebelum Batas"]) == (90, Decimal("92.54"))
        assert (last["Batas Kenaikan"], last["Nilai Hasil Kerja"]) == (
            (None, Decimal("92.54")) if rules is RULES else (1, 91)
        )


def test_a_result_beside_another_says_its_days_and_whether_it_counts() -> None:
    days = replace(PERIOD, end=date(2026, 6, 30))
    told = under(layout.JOB_HEADERS, rows.job_row(RatedPart(rated(), days, counted=False)))
    assert (told["Mulai"], told["Selesai"], told["Dihitung di Rekap"]) == (days.start, days.end, "Tidak")
    assert (told["Nilai Akhir"], told["Predikat"]) == (Decimal("100.00"), "Baik")
    open_ = under(layout.JOB_HEADERS, rows.job_row(RatedPart(rated(behaviours=behaved(None)), days, counted=True)))
    assert (open_["Predikat"], open_["Dihitung di Rekap"]) == ("Belum lengkap", "Ya")


def test_those_who_moved_are_told_of_by_heads() -> None:
    without = replace(book([rated(1)]), rows={layout.JOBS: ()})
    assert list(words.job_words(without)) == []
    three = replace(without, rows={layout.JOBS: (("1",), ("1",), ("2",))})
    (sentence,) = words.job_words(three)
    assert sentence.startswith("2 pegawai berpindah atau merangkap.")


@pytest.mark.parametrize(
    ("people", "organisation", "told"),
    [
        (2, "", "Predikat organisasi belum diisi"),
        (0, "Baik", "Belum ada yang dinilai"),
        (4, "Baik", "Tak dapat dipenuhi oleh 4 orang"),
        (3, "Baik", "Di luar pola; kurang dari 10 orang, jadi tidak berarti"),
        (12, "Baik", "Di luar pola"),
    ],
)
def test_a_unit_says_how_it_stands_to_the_pattern(people, organisation, told) -> None:
    members = [rated(n) for n in range(people)] or [rated(behaviours=behaved(None))]
    (unit,) = figures(members, organisation).units
    row_ = under(layout.UNIT_HEADERS, rows.unit_row(unit))
    assert (row_["Pola Distribusi"], row_["Dinilai"]) == (told, people)
    assert sum(row_[predicate] for predicate in PATTERNS.predicates) + row_["Belum Lengkap"] == row_["Pegawai"]


def test_a_unit_inside_the_pattern_says_so() -> None:
    (unit,) = figures([rated(n) for n in range(10)], "Istimewa").units
    inside = replace(unit, check=replace(unit.check, warnings=()))
    assert rows.pattern_words(inside) == "Sesuai pola"


@pytest.mark.parametrize(
    ("bound", "now", "state"),
    [
        (Bound(("Baik",), 2, 4), 1, "▲ kurang 1 orang"),
        (Bound(("Baik",), None, 4), 7, "▲ lebih 3 orang"),
        (Bound(("Baik",), 2, None), 2, "✓ sesuai"),
        (Bound(("Baik",), None, 4), 4, "✓ sesuai"),
    ],
)
def test_a_bound_is_kept_or_missed_by_heads(bound, now, state) -> None:
    assert rows.bound_state(bound, now) == state


def test_the_simulation_of_a_pattern_that_cannot_be_kept_is_one_row() -> None:
    (row_,) = rows.pattern_rows(check({"Baik": 4}, "Baik", PATTERNS))
    assert under(layout.PATTERN_HEADERS, row_)["Keadaan"] == "Tak dapat dipenuhi oleh 4 orang"
    many = [under(layout.PATTERN_HEADERS, r) for r in rows.pattern_rows(check({"Baik": 30}, "Baik", PATTERNS))]
    assert {r["Predikat Pegawai"] for r in many} == {"Baik", "Butuh Perbaikan atau Kurang"}
    assert [r["Sekarang"] for r in many if r["Predikat Pegawai"] == "Baik"] == [30]


def test_a_rater_has_a_row_for_each_sign_or_one_that_says_there_is_none() -> None:
    few, many = figures([rated(1)]).raters[0], figures([rated(n) for n in range(5)]).raters[0]
    (row_,) = rows.rater_rows(few)
    assert under(layout.RATER_HEADERS, row_)["Batasnya"] == "Kurang dari 4 orang: sebaran tidak diperiksa."
    assert len(list(rows.rater_rows(many))) == len(many.signs) == 2
    (calm,) = rows.rater_rows(replace(many, signs=()))
    assert calm[-3:] == ("Tidak ada", "", "")


def test_trend_rows_end_with_the_present_period_and_are_empty_without_an_earlier_one() -> None:
    before = EarlierPeriod("2025", date(2025, 1, 1), date(2025, 12, 31), {f"{1:018}": result(1)})
    assert list(rows.trend_rows(rated(1), [], "2026")) == []
    told = [under(layout.TREND_HEADERS, r)["Periode"] for r in rows.trend_rows(rated(1), [before], "2026")]
    assert told == ["2025", "2026"]
    missing = rated(1, behaviours=behaved(None))
    assert [r[3] for r in rows.trend_rows(missing, [before], "2026")] == ["2025"]


def test_what_the_pattern_asks_of_one_predicate() -> None:
    kept = check({"Baik": 7, "Sangat Baik": 2, "Kurang": 1}, "Baik", PATTERNS)
    assert words.pattern_of(None, "Baik") == ("", "")
    assert words.pattern_of(check({"Baik": 4}, "Baik", PATTERNS), "Baik") == ("", "")
    assert words.pattern_of(kept, "Baik") == ("6–7", "✓ sesuai")
    assert words.pattern_of(kept, "Kurang") == ("≥ 1 bersama Butuh Perbaikan", "✓ sesuai")
    assert words.pattern_of(kept, "Sangat Baik") == ("bebas", "✓ sesuai")
    low = check({"Sangat Baik": 5, "Butuh Perbaikan": 5}, "Butuh Perbaikan", PATTERNS)
    assert words.pattern_of(check({"Baik": 5}, "Baik", PATTERNS), "Baik") == ("3", "▲ lebih 2 orang")
    assert words.pattern_of(low, "Sangat Baik") == ("≤ 1", "▲ lebih 4 orang")


def test_the_pattern_is_said_to_change_nobody_whatever_it_finds() -> None:
    for organisation, heads in (("", 1), ("Baik", 12), ("Istimewa", 12)):
        told = words.pattern_sentences(figures([rated(n) for n in range(heads)], organisation))
        assert any("tidak pernah mengubah rating" in sentence for sentence in told)
    inside = figures([rated(n) for n in range(12)], "Baik")
    fits = replace(inside, whole=replace(inside.whole, check=replace(inside.whole.check, warnings=())))
    assert words.pattern_sentences(fits)[0].startswith("✓ Jumlah per predikat sesuai pola organisasi Baik.")


@pytest.mark.parametrize(
    ("then", "told"),
    [("90", "naik 7,00: 93,00 menjadi 100,00"), ("110", "turun 7,00"), ("100", "tetap: 100,00 menjadi 100,00")],
)
def test_the_trend_is_told_over_the_same_people(then, told) -> None:
    before = EarlierPeriod("2025", date(2025, 1, 1), date(2025, 12, 31), {f"{1:018}": result(1, row(realisation=then))})
    (sentence,) = words.trend_words(figures([rated(1)], "", [before]))
    assert told in sentence
    assert "1 orang yang sama" in sentence


def test_a_trend_over_nobody_in_common_compares_nothing() -> None:
    before = EarlierPeriod("2025", date(2025, 1, 1), date(2025, 12, 31), {f"{9:018}": result(9)})
    (sentence,) = words.trend_words(figures([rated(1)], "", [before]))
    assert "tidak dibandingkan" in sentence


def test_outside_factors_in_words() -> None:
    assert "tidak ada yang dicatat" in words.outside_words(figures([rated(1)]).outside)
    refused = rated(1, factors=(factor("1", superior_decision=None),))
    assert "Tidak ada nilai hasil kerja yang berubah" in words.outside_words(figures([refused]).outside)
    moved = rated(1, row(realisation="90"), factors=(factor("1"),))
    assert "1 orang berubah, rata-rata dari 90,00 menjadi" in words.outside_words(figures([moved]).outside)
    assert "dibatasi" not in words.outside_words(figures([moved]).outside)
    held = replace(moved, result=score(moved.result.ratee, capped("0"), PERIOD))
    assert words.outside_words(figures([held]).outside) == (
        "Faktor luar: 1 dicatat, 1 disetujui penilai dan atasannya. Kenaikan 1 orang dibatasi menurut Pengaturan "
        "kantor. Tidak ada nilai hasil kerja yang berubah karenanya."
    )


def test_feedback_in_words() -> None:
    assert words.feedback_words(book([rated(1)])) == "Umpan balik: semua 1 pegawai mendapatkannya."
    assert words.feedback_words(book([rated(1), rated(2, feedback=())])).endswith("1 dari 2 pegawai; 1 belum.")


def test_raters_in_words() -> None:
    assert "tidak ada yang perlu dibicarakan dari 1 penilai" in words.rater_words(figures([rated(1)]))
    assert "1 dari 1 penilai" in words.rater_words(figures([rated(n) for n in range(4)]))


def test_who_is_missing_is_named_while_they_are_few() -> None:
    assert list(words.missing_words(book([rated(1)]))) == ["Semua pegawai aktif sudah dinilai."]
    absent = [("", f"Orang {n}", "A", "", "Belum dibagikan") for n in range(8)]
    named, forms = words.missing_words(book([rated(1)], absent, forms=2))
    assert named.startswith("▲ Belum dinilai 8 orang: Orang 0 (Belum dibagikan); ")
    assert named.endswith("; dan 2 lagi: lembar Belum Dinilai.")
    assert forms.startswith("▲ 2 formulir belum kembali")
    assert len(list(words.missing_words(book([rated(1)], absent[:1])))) == 1
