from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.appraisal.model import Civil
from kinerja_pauh.appraisal.nip import Nip, Sex, clean_nip, nip_doubt, nip_label, nip_problem, parse_nip, print_nip
from law_cases import law_cases

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("text", "civil", "right"), law_cases("nip"))
def test_a_number_is_taken_or_refused_as_the_table_says(text, civil, right):
    problem = nip_problem(text, Civil(civil), TODAY)
    assert (problem is None) is right


@pytest.mark.parametrize(("text", "civil", "right"), law_cases("nip"))
def test_a_reason_never_repeats_the_number(text, civil, right):
    problem = nip_problem(text, Civil(civil), TODAY) or ""
    assert not text or text not in problem
    assert right or problem.endswith(".")


@pytest.mark.parametrize(
    ("text", "civil", "words"),
    [
        ("19860926201505100", Civil.PNS, "NIP harus 18 angka, yang tertulis 17 angka"),
        ("19860926201505100x", Civil.PPPK, "NI PPPK hanya boleh berisi angka"),
        ("198613262015051001", Civil.PNS, "bukan tanggal"),
        ("193909262015051001", Civil.PNS, "tahun lahir 1939 lebih awal daripada 1940"),
        ("201009262026051001", Civil.PNS, "belum berusia 17 tahun"),
        ("198609262015131001", Civil.PNS, "bulan pengangkatan"),
        ("198609262026121001", Civil.PNS, "masih di masa depan"),
        ("198609262015059001", Civil.PNS, "jenis kelamin"),
        ("198609262015051000", Civil.PNS, "nomor urut"),
    ],
)
def test_the_reason_says_which_digits_are_wrong(text, civil, words):
    assert words in nip_problem(text, civil, TODAY)


def test_the_parts_of_a_nip_are_birth_appointment_sex_and_serial():
    assert parse_nip("198609262015051001", Civil.PNS) == Nip(date(1986, 9, 26), (2015, 5), Sex.MALE, "001")
    assert parse_nip("19860926 201505 2 012", Civil.CPNS) == Nip(date(1986, 9, 26), (2015, 5), Sex.FEMALE, "012")


def test_digits_13_and_14_of_a_pppk_or_an_unknown_status_are_no_month():
    assert parse_nip("198609262023211001", Civil.PPPK).appointed == (2023, None)
    assert parse_nip("198609262023051001", None).appointed == (2023, None)
    assert nip_problem("198609262023211001", None, TODAY) is None


def test_an_appointment_before_17_is_doubted_but_no_problem():
    young, old_enough = "200006152017051001", "200006152017061001"
    assert nip_problem(young, Civil.PNS, TODAY) is None
    assert "sebelum usia 17 tahun" in nip_doubt(young, Civil.PNS)
    assert nip_doubt(old_enough, Civil.PNS) is None


def test_a_pppk_is_not_doubted_for_a_month_that_its_number_does_not_have():
    assert nip_doubt("200006152017011001", Civil.PPPK) is None
    assert "NI PPPK" in nip_doubt("200006152016211001", Civil.PPPK)


def test_print_groups_18_digits_and_leaves_all_else_alone():
    assert print_nip("198609262015051001") == "19860926 201505 1 001"
    assert print_nip("19860926 2015051001") == "19860926 201505 1 001"
    assert print_nip("1986") == "1986"
    assert print_nip("Sekretaris Daerah ") == "Sekretaris Daerah "


def test_the_label_follows_the_status():
    assert {civil: nip_label(civil) for civil in (*Civil, None)} == {
        Civil.PNS: "NIP",
        Civil.CPNS: "NIP",
        Civil.PPPK: "NI PPPK",
        Civil.PPPK_PART_TIME: "NI PPPK",
        None: "NIP",
    }


@settings(deadline=None)
@given(st.text() | st.text("0123456789 '", max_size=24), st.sampled_from([*Civil, None]))
def test_no_text_whatever_breaks_check_or_print(text, civil):
    assert clean_nip(print_nip(text)) == clean_nip(text)
    if nip_problem(text, civil, TODAY) is None:
        parse_nip(text, civil)
        nip_doubt(text, civil)


@settings(deadline=None)
@given(
    born=st.dates(date(1940, 1, 1), TODAY - timedelta(days=18 * 366)),
    year=st.integers(1958, 2025),
    month=st.integers(1, 12),
    sex=st.sampled_from("12"),
    serial=st.integers(1, 999),
)
def test_every_well_made_number_is_taken_and_comes_back_from_print(born, year, month, sex, serial):
    text = f"{born:%Y%m%d}{year}{month:02}{sex}{serial:03}"
    assert nip_problem(text, Civil.PNS, TODAY) is None
    assert parse_nip(text, Civil.PNS) == Nip(
        born, (year, month), Sex.MALE if sex == "1" else Sex.FEMALE, f"{serial:03}"
    )
    assert clean_nip(print_nip(text)) == text
