"""What an Indonesian office means by the numbers, dates and words that it types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.adapters.cell_xml import serial
from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.model import Aspect, Decision, Direction, Kind, Rating, Remedy
from kinerja_pauh.appraisal.wording import show
from kinerja_pauh.sheets.days import from_serial
from kinerja_pauh.sheets.numbers import Ambiguous, NoNumber, from_float, from_text, is_believable
from kinerja_pauh.sheets.words import choose, plain

NO_BREAK, NARROW = "\u00a0", "\u202f"


# --- numbers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("87,5", "87.5"),
        ("87.5", "87.5"),
        ("87,50", "87.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("12,3456", "12.3456"),
        ("12.34", "12.34"),
        ("12.3456", "12.3456"),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("12.345.678,9", "12345678.9"),
        ("12,345,678.9", "12345678.9"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("1250", "1250"),
        ("1250.125", "1250.125"),
        ("1,250", "1.25"),
        ("007", "7"),
        ("0", "0"),
        ("-3", "-3"),
        ("+3,5", "3.5"),
        ("- 3", "-3"),
        ("-1.250,5", "-1250.5"),
        ("  92  ", "92"),
        (f"92{NO_BREAK}", "92"),
        ("1 250", "1250"),
        (f"1{NO_BREAK}250,5", "1250.5"),
        (f"12{NARROW}345{NARROW}678.25", "12345678.25"),
        ("87, 5", "87.5"),
        ("87 ,5", "87.5"),
    ],
)
def test_a_number_is_read_as_the_office_means_it(text, number):
    assert from_text(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "thousands", "decimal"),
    [
        ("1.250", "1250", "1.25"),
        ("12.500", "12500", "12.5"),
        ("999.999", "999999", "999.999"),
        ("-1.250", "-1250", "-1.25"),
    ],
)
def test_one_dot_with_three_digits_after_it_could_be_either(text, thousands, decimal):
    assert from_text(text) == Ambiguous(Decimal(thousands), Decimal(decimal))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", ""),
        ("   ", ""),
        ("12 hari", "12"),
        ("12hari", "12"),
        (f"12{NO_BREAK}hari", "12"),
        ("87,5 %", "87,5"),
        ("87,5%", "87,5"),
        ("1.250 dokumen", "1.250"),
        ("-3 hari", "-3"),
        ("3.", ""),
        ("100 dari 120", "100"),
        ("1e5", ""),
        ("hari 12", ""),
        ("banyak", ""),
        ("-", ""),
        ("12/8", ""),
        ("12.8.2026", ""),
        ("12-8-2026", ""),
        ("12 8 2026", ""),
        ("2026 125", ""),
        ("1 25", ""),
        ("12.50,75", ""),
        ("1.25.000", ""),
        ("1.250,75,5", ""),
        (",5", ""),
        ("１２", ""),
        ("٣", ""),
        ("12 m²", ""),
        ("−3", ""),
        ("5,,5", ""),
        ("TRUE", ""),
        ("1_000", ""),
        ("0x1F", ""),
        ("inf", ""),
    ],
)
def test_anything_else_is_no_number_and_is_never_guessed(text, begins):
    assert from_text(text) == NoNumber(begins)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_what_is_shown_is_read_back_as_the_same_number_or_asked_about(number):
    meant = from_text(show(number))
    if isinstance(meant, Ambiguous):
        assert number in (meant.thousands, meant.decimal)
        assert meant.thousands == meant.decimal * 1000
    else:
        assert meant == number


@given(st.integers(0, 10**6))
def test_only_a_whole_number_of_thousands_is_shown_in_a_way_that_could_be_either(number):
    assert isinstance(from_text(show(Decimal(number))), Ambiguous) == (1000 <= number < 10**6)


@given(st.text(alphabet="0123456789.,-+ e%hari" + NO_BREAK, max_size=12))
def test_no_text_breaks_the_reading_and_a_begin_is_a_figure_of_the_text(text):
    meant = from_text(text)
    if isinstance(meant, NoNumber):
        assert meant.begins == "" or meant.begins[-1].isdigit()
        assert meant.begins in text
    elif isinstance(meant, Decimal):
        assert meant.is_finite()


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        (4.3499999999999996, "4.35"),
        (0.1 + 0.2, "0.3"),
        (33.33, "33.33"),
        (1e21, "1" + "0" * 21),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (123456789012345678.0, "123456789012346000"),
    ],
)
def test_a_cells_number_is_its_fifteen_digits(number, meant):
    assert from_float(number) == Decimal(meant)
    assert from_float(number).as_tuple().exponent <= 0


@given(st.decimals(-(10**11), 10**11, places=4))
def test_a_typed_number_survives_the_binary_of_the_file(number):
    assert from_float(float(number)) == number


@pytest.mark.parametrize(
    ("number", "believable"),
    [("0", True), ("0.000001", True), ("-1E+15", True), ("1E+15", True), ("1000000000000001", False), ("9E-7", False)],
)
def test_numbers_that_nobody_writes_are_not_believed(number, believable):
    assert is_believable(Decimal(number)) is believable


# --- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (46350, date(2026, 11, 24)),
        (46350.99, date(2026, 11, 24)),
        (61, date(1900, 3, 1)),
        (2958465, date(9999, 12, 31)),
        (60, None),  # 29 February 1900, which never was
        (59, None),
        (0, None),
        (0.5, None),
        (-1, None),
        (2958466, None),
        (1e300, None),
    ],
)
def test_a_serial_is_a_day_of_the_1900_calendar(serial, day):
    assert from_serial(serial) == day


@pytest.mark.parametrize(
    ("serial", "day"),
    [(0, date(1904, 1, 1)), (44888, date(2026, 11, 24)), (-1500, None), (2957003, date(9999, 12, 31)), (2957004, None)],
)
def test_a_serial_is_a_day_of_the_1904_calendar(serial, day):
    assert from_serial(serial, date1904=True) == day


@given(st.dates(date(1904, 1, 1), date(9999, 12, 31)), st.booleans())
def test_a_day_comes_back_from_its_serial(day, mac):
    assert from_serial(float(serial(day, date1904=mac)), date1904=mac) == day


def test_a_day_is_shown_in_indonesian():
    shown = [show_day(date(2026, month, 5)) for month in range(1, 13)]
    assert shown[0] == "5 Januari 2026"
    assert shown[4:8] == ["5 Mei 2026", "5 Juni 2026", "5 Juli 2026", "5 Agustus 2026"]
    assert len(set(shown)) == 12


# --- words of closed lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Di Atas Ekspektasi", Rating.ABOVE),
        ("di atas ekspektasi", Rating.ABOVE),
        ("DI ATAS EKSPEKTASI", Rating.ABOVE),
        ("DI ATAS", Rating.ABOVE),
        ("diatas", Rating.ABOVE),
        ("Diatas Ekspektasi", Rating.ABOVE),
        ("  Di   Atas  Ekspektasi ", Rating.ABOVE),
        (f"Di{NO_BREAK}Atas Ekspektasi", Rating.ABOVE),
        ("dibawah ekspektasi", Rating.BELOW),
        ("Dibawah", Rating.BELOW),
        ("sesuai", Rating.MEETS),
        ("Sesuai Ekspektasi", Rating.MEETS),
        ("di", None),
        ("Di Atas Ekspektas", None),
        ("Atas", None),
        ("melampaui", None),
        ("sesuai ekspektasi sekali", None),
        ("", None),
        ("5", None),
    ],
)
def test_a_rating_is_understood_as_people_type_it(text, word):
    assert choose(text, Rating) is word


def test_the_words_of_every_list_choose_themselves_and_only_themselves():
    for words in (Rating, Kind, Direction, Aspect, Remedy, Decision, ("Ya", "Tidak"), ("A", "B")):
        for word in words:
            assert choose(word.upper(), words) == word
            assert choose(f" {word.lower()} ", words) == word


def test_setuju_is_not_taken_for_tidak_setuju():
    assert choose("tidak", Decision) is Decision.REFUSED
    assert choose("setuju", Decision) is Decision.AGREED


def test_a_beginning_that_fits_two_words_chooses_none():
    assert choose("makin", Direction) is None
    assert choose("makin tinggi", Direction) is Direction.HIGHER


@given(st.text(max_size=40))
def test_making_a_text_plain_twice_changes_nothing_more(text):
    assert plain(plain(text)) == plain(text)
