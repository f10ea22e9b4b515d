from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.regulations import (
    ArchiveOnly,
    NoRegulation,
    SettingRefused,
    archive_2013,
    regulation_for,
    rulebook,
    rulebook_for,
    settings_of,
    with_settings,
)

BOOK = rulebook("PERMENPANRB_6_2022")
SETTINGS = {row.key: row for row in settings_of(BOOK)}
FREE = [key for key, row in SETTINGS.items() if row.is_setting]
FIXED = [key for key, row in SETTINGS.items() if not row.is_setting]


@pytest.mark.parametrize(
    ("day", "regulation"),
    [
        (date(2014, 1, 1), "PP_46_2011"),
        (date(2021, 6, 30), "PP_46_2011"),
        (date(2021, 7, 1), "PERMENPANRB_8_2021"),
        (date(2021, 12, 31), "PERMENPANRB_8_2021"),
        (date(2022, 1, 1), "PERMENPANRB_6_2022"),
        (date(2099, 12, 31), "PERMENPANRB_6_2022"),
    ],
)
def test_the_last_day_of_the_period_picks_the_regulation(day, regulation):
    assert regulation_for(day).id == regulation


def test_a_period_from_2022_has_the_default_rulebook():
    assert rulebook_for(date(2026, 12, 31)) == BOOK
    assert rulebook_for(date(2022, 1, 1)) is not None


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2021, 12, 31), "PermenPANRB 8/2021"), (date(2020, 12, 31), "PP 46/2011 dan Perka BKN 1/2013")],
)
def test_an_archive_period_has_no_form_and_the_sentence_says_what_there_is(day, name):
    with pytest.raises(ArchiveOnly) as raised:
        rulebook_for(day)
    assert f"{name}, sedangkan formulir hanya ada untuk periode yang berakhir mulai 1 Januari 2022" in str(raised.value)
    assert "hitungan arsip" in str(raised.value)


def test_before_the_first_regulation_both_dates_are_named():
    with pytest.raises(NoRegulation) as raised:
        rulebook_for(date(2013, 12, 31))
    assert "31 Desember 2013" in str(raised.value)
    assert "mulai 1 Januari 2014" in str(raised.value)


def test_an_unknown_id_is_refused_with_the_known_ones():
    with pytest.raises(NoRegulation, match=r'"PERMENPANRB_9_2030" tidak dikenal; yang ada: PP_46_2011, PERMENPANRB_8'):
        rulebook("PERMENPANRB_9_2030")


def test_the_files_are_read_once():
    assert archive_2013() is archive_2013()
    assert rulebook(BOOK.id) is BOOK


def test_peers_shift_the_weights():
    day = date(2026, 12, 31)
    assert rulebook_for(day).shares == (70, 30)
    assert rulebook_for(day, with_peers=True).shares == (60, 40)


def test_an_unknown_wording_of_berakhlak_is_refused():
    with pytest.raises(SettingRefused, match="A, B"):
        rulebook_for(date(2026, 12, 31), values_version="C")


# --- Office settings -------------------------------------------------------------------------------------------------


def test_the_office_may_set_what_is_ours_or_from_memory_and_nothing_else():
    assert FREE == [
        "batas_nilai_indikator",
        "batas_nilai_hasil",
        "batas_faktor_luar",
        "ambang_hasil_di_atas",
        "ambang_hasil_sesuai",
        "nilai_di_atas",
        "nilai_sesuai",
        "nilai_di_bawah",
        "batas_sebutan_kurang",
    ]
    assert all(SETTINGS[key].confidence in {"M", "D"} for key in FREE)
    assert "maks_tambahan" in FIXED
    assert sum(key.startswith("matriks_") for key in FIXED) == 9


@pytest.mark.parametrize(
    ("key", "entered", "read"),
    [
        ("ambang_hasil_di_atas", "105,5", lambda book: book.work_above.value),
        ("ambang_hasil_sesuai", " 105.50 ", lambda book: book.work_meets.value),
        ("batas_nilai_indikator", Decimal("105.5"), lambda book: book.score_cap.value),
        ("batas_nilai_hasil", "105,5", lambda book: book.work_cap.value),
        ("batas_faktor_luar", "105,5", lambda book: book.outside_cap.value),
        ("nilai_di_atas", "105,5", lambda book: book.rating_scores.value[Rating.ABOVE]),
        ("nilai_sesuai", "105,5", lambda book: book.rating_scores.value[Rating.MEETS]),
    ],
)
def test_a_setting_reaches_its_place_and_no_other(key, entered, read):
    changed = with_settings(BOOK, {key: entered})
    assert read(changed) == Decimal("105.5")
    others = {row.key: row for row in settings_of(changed) if row.key != key}
    assert others == {k: row for k, row in SETTINGS.items() if k != key}


def test_zero_is_a_value():
    assert with_settings(BOOK, {"nilai_di_bawah": "0"}).rating_scores.value[Rating.BELOW] == 0


def test_the_cap_on_outside_factors_is_none_until_the_office_sets_one_below_the_highest_work_score():
    assert (BOOK.outside_cap.value, BOOK.caps_factors) == (BOOK.work_cap.value, False)
    for entered, caps in (("0", True), ("12,5", True), ("119.99", True), ("120", False)):
        assert with_settings(BOOK, {"batas_faktor_luar": entered}).caps_factors is caps
    assert not with_settings(BOOK, {"batas_faktor_luar": "100", "batas_nilai_hasil": "100"}).caps_factors


@pytest.mark.parametrize(
    "entered", ["-1", "120,01", "5,125", "lima", "tanpa batas", "", Decimal("120.5"), Decimal("NaN")]
)
def test_a_cap_on_outside_factors_that_is_none_is_refused_with_its_bounds(entered):
    with pytest.raises(SettingRefused, match=r'"batas_faktor_luar" harus berupa angka 0 sampai 120, paling banyak dua'):
        with_settings(BOOK, {"batas_faktor_luar": entered})


def test_a_grade_floor_from_memory_may_move():
    changed = with_settings(BOOK, {"batas_sebutan_kurang": "45"})
    assert [band.floor for band in changed.grades.value] == [110, 90, 70, 45, 0]


def test_a_changed_value_says_what_it_was():
    changed = with_settings(BOOK, {"ambang_hasil_di_atas": "105", "batas_sebutan_kurang": "45"})
    source = "Pengaturan kantor, semula 110 menurut Rancangan kinerja-pauh"
    assert changed.work_above.source == source
    assert {row.key: row.source for row in settings_of(changed)}["ambang_hasil_di_atas"] == source
    assert "Pengaturan kantor, semula 50" in changed.grades.source
    assert with_settings(changed, {"ambang_hasil_di_atas": "110", "batas_sebutan_kurang": "50"}) == BOOK


def test_settings_keep_peers_and_wording():
    book = rulebook_for(date(2026, 12, 31), with_peers=True, values_version="B")
    changed = with_settings(book, {"nilai_di_bawah": "50"})
    assert (changed.with_peers, changed.values) == (True, book.values)


def test_several_settings_are_judged_together():
    changed = with_settings(BOOK, {"ambang_hasil_sesuai": "112", "ambang_hasil_di_atas": "118"})
    assert (changed.work_meets.value, changed.work_above.value) == (112, 118)


@pytest.mark.parametrize("key", FIXED)
def test_what_the_law_fixes_cannot_be_changed(key):
    with pytest.raises(SettingRefused) as raised:
        with_settings(BOOK, {key: "99"})
    assert f'"{key}"' in str(raised.value)
    assert SETTINGS[key].source in str(raised.value)


@pytest.mark.parametrize("key", SETTINGS)
def test_what_holds_anyway_may_be_repeated(key):
    value = SETTINGS[key].value
    assert with_settings(BOOK, {key: value}) == BOOK
    assert with_settings(BOOK, {key: f" {value} "}) == BOOK


@pytest.mark.parametrize(
    "entered", ["", "seratus", "1.250", "121", "99,9", "-100", "1e2", "١٠٠", Decimal(121), Decimal("NaN")]
)
def test_a_value_that_is_no_number_or_out_of_bounds_is_refused_with_the_bounds(entered):
    with pytest.raises(SettingRefused, match='"batas_nilai_indikator" harus berupa angka 100 sampai 120') as raised:
        with_settings(BOOK, {"batas_nilai_indikator": entered})
    assert "Rancangan kinerja-pauh" in str(raised.value)


def test_an_unknown_key_is_refused():
    with pytest.raises(SettingRefused, match='"ambang_hasil" tidak dikenal'):
        with_settings(BOOK, {"ambang_hasil": "100"})


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {"ambang_hasil_sesuai": "110"},
            '"ambang_hasil_di_atas" (110) harus lebih besar daripada "ambang_hasil_sesuai" (110)',
        ),
        ({"nilai_di_bawah": "100,5"}, '"nilai_sesuai" (100) harus lebih besar daripada "nilai_di_bawah" (100,5)'),
        ({"nilai_di_atas": "90"}, '"nilai_di_atas" (90) harus lebih besar daripada "nilai_sesuai" (100)'),
    ],
)
def test_thresholds_that_no_longer_descend_are_refused(settings, words):
    with pytest.raises(SettingRefused) as raised:
        with_settings(BOOK, settings)
    assert words in str(raised.value)


@hypothesis_settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FREE), st.decimals(0, 125, places=2)))
def test_whatever_is_accepted_leaves_the_matrix_alone_and_the_grades_without_a_gap(settings):
    try:
        changed = with_settings(BOOK, settings)
    except SettingRefused:
        return
    assert changed.matrix == BOOK.matrix
    floors = [band.floor for band in changed.grades.value]
    assert floors == sorted(set(floors), reverse=True)
    assert floors[-1] == 0
    scores = list(changed.rating_scores.value.values())
    assert scores == sorted(set(scores), reverse=True)
    assert {row.key: row.value for row in settings_of(changed)} == {k: r.value for k, r in SETTINGS.items()} | settings


def test_settings_of_lists_every_key_once_in_words_without_code():
    assert len(SETTINGS) == len(settings_of(BOOK))
    for row in SETTINGS.values():
        assert row.label
        assert row.source
        assert not isinstance(row.value, float)
    assert SETTINGS["matriks_di_atas_di_bawah"].value == "Kurang"
    assert SETTINGS["kategori_tambahan_c"].value == "60 persen × bobot × nilai 80"


def test_settings_of_shows_the_rulebook_that_it_is_given():
    other = replace(BOOK, values=rulebook_for(date(2026, 1, 1), values_version="B").values)
    assert {row.key: row for row in settings_of(other)}["nilai_berakhlak"].source == "UU 20/2023 ps. 4 ayat (2)"
