"""Lines of a counter log: what counts, how long it took, and why a line is refused."""

from __future__ import annotations

import statistics
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.appraisal.day_words import moment_words
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Period
from kinerja_pauh.appraisal.service_records import Service, Stamp, service_key, services_by_key
from kinerja_pauh.appraisal.service_times import judge, median
from messages import flaws
from people import PERIOD
from service_lines import KNOWN, KTP, line, moment, stamp

if TYPE_CHECKING:
    import random

REFUSED = {
    "no service": (line(service=""), "layanan-kosong", "service"),
    "an unknown service": (line(service="Legalisir"), "layanan-tak-dikenal", "service"),
    "never taken in": (line(None), "tanggal-kosong", "taken_in"),
    "not handed over yet": (line(end=None), "belum-diserahkan", "handed_over"),
    "handed over before it came": (line("3/3 08.00", "2/3 10.00"), "durasi-negatif", "handed_over"),
    "earlier on the same day": (line("2/3 10.00", "2/3 08.00"), "durasi-negatif", "handed_over"),
    "another period": (line("1/2 08.00", Stamp(moment("1/2 09.00").replace(year=2025), timed=True)),
                       "diserahkan-luar-periode", "handed_over"),
    "day and month of the end exchanged": (
        line("30/6 08.00", stamp("7/1 10.00", "1/7 10.00")), "hari-bulan-tertukar", "handed_over"),
    "day and month of the start exchanged": (
        line(stamp("3/4 08.00", "4/3 08.00"), "5/3 09.00"), "hari-bulan-tertukar", "taken_in"),
    "far too long, and no exchange helps": (
        line(stamp("2/5 08.00", "5/2 08.00"), stamp("1/6 09.00", "6/1 09.00"), service="Cepat"),
        "durasi-panjang", "handed_over"),
    "a start that makes it far too long": (
        line(stamp("3/2 08.00", "2/3 08.00"), "7/3 09.00"), "hari-bulan-tertukar", "taken_in"),
    "a log in which nobody can tell": (
        line(stamp("3/2 08.00", "2/3 08.00", doubtful=True)), "hari-bulan-ambigu", "taken_in"),
    "an end in which nobody can tell": (
        line(end=stamp("2/3 09.00", "3/2 09.00", doubtful=True)), "hari-bulan-ambigu", "handed_over"),
}  # fmt: skip
QUICK = KNOWN | services_by_key([Service("Cepat", longest=Decimal(24))])


@pytest.mark.parametrize(("record", "code", "cell"), REFUSED.values(), ids=REFUSED)
def test_a_line_that_cannot_be_believed_is_told_with_its_reason(record, code, cell):
    judged = judge([record], QUICK, PERIOD)
    (noted,) = (*judged.refused, *judged.warned)
    assert (noted.finding.code, noted.finding.cell, noted.finding.sheet) == (code, cell, "Daftar")
    assert len(judged.counted) == (code == "durasi-panjang")
    assert flaws(noted.finding) == []


def test_both_readings_of_a_doubtful_date_are_said():
    (noted,) = judge([line("30/6 08.00", stamp("7/1 10.00", "1/7 10.00"))], KNOWN, PERIOD).refused
    assert "7/1/2026 10.00 atau 1/7/2026 10.00" in noted.finding.message
    assert moment_words(moment("3/2"), timed=False) == "3/2/2026"


def test_two_moments_that_only_make_sense_when_both_are_exchanged_are_refused():
    record = line(stamp("5/11 08.00", "11/5 08.00"), stamp("6/1 09.00", "1/6 09.00"))
    both = line(stamp("11/6 08.00", "6/11 08.00"), stamp("12/5 09.00", "5/12 09.00"))
    assert [n.finding.code for n in judge([record, both], KNOWN, PERIOD).refused] == ["hari-bulan-tertukar"] * 2


def test_hours_run_by_the_clock_and_days_by_the_calendar():
    (one,) = judge([line("5/3 14.00", "9/3 09.30")], KNOWN, PERIOD).counted  # Thursday to Monday
    assert (one.hours, one.days, one.workdays, one.month) == (Decimal("91.5"), 4, 2, "2026-03")
    assert one.within is False


def test_without_a_time_of_day_only_days_are_known():
    first, second, short = judge(
        [line("5/3", "5/3"), line("5/3", "6/3 08.00", service="kartu keluarga"), line("5/3", "5/3", service="Lain")],
        KNOWN | services_by_key([Service("Lain", Decimal(2))]), PERIOD,
    ).counted  # fmt: skip
    assert [one.hours for one in (first, second, short)] == [None, None, None]
    assert [one.within for one in (first, second, short)] == [True, True, None]


def test_the_offices_standard_goes_before_that_of_the_log():
    known = services_by_key([KTP, Service("KK")])
    records = [line(standard=Decimal(1)), line(service="kk", standard=Decimal(1)), line(service="KK")]
    assert [one.within for one in judge(records, known, PERIOD).counted] == [True, False, None]


def test_a_document_belongs_to_the_period_in_which_it_was_handed_over():
    quarter = Period("Triwulan I 2026", moment("1/2").date(), moment("31/3").date())
    assert len(judge([line("30/1 08.00", "2/2 09.00")], KNOWN, quarter).counted) == 1


def test_a_line_that_stands_twice_counts_once():
    records = [line(number="0012", row=5), line(number="0012", row=9, file="lain.csv"), line(number="0013", row=10)]
    judged = judge(records, KNOWN, PERIOD)
    assert [one.record.row for one in judged.counted] == [5, 10]
    ((noted),) = judged.refused
    assert (noted.finding.code, noted.finding.severity) == ("baris-rangkap", Severity.WARNING)
    assert "baris 5 di loket.csv" in noted.finding.message
    assert flaws(noted.finding) == []


def test_without_a_number_equal_lines_are_different_people():
    assert len(judge([line(), line()], KNOWN, PERIOD).counted) == 2


def test_one_document_of_two_officers_counts_for_neither():
    judged = judge([line(number="7", officer="a"), line(number="7", officer="b")], KNOWN, PERIOD)
    assert [n.finding.code for n in judged.refused] == ["petugas-bertentangan"] * 2
    assert judged.counted == ()


def test_a_long_duration_counts_and_is_told():
    judged = judge([line("2/1 08.00", "5/3 09.00")], KNOWN, PERIOD)
    assert len(judged.counted) == 1
    ((noted),) = judged.warned
    assert (noted.finding.code, noted.finding.severity) == ("durasi-panjang", Severity.WARNING)
    assert "62 hari" in noted.finding.message


def test_names_of_services_are_compared_without_case_hyphens_and_blanks():
    assert service_key(" KTP-el") == service_key("ktp\u00a0EL") == "ktp el"
    first, second = Service("KK", others=("Kartu",)), Service("Kartu")
    assert services_by_key([first, second]) == {"kk": first, "kartu": first}


# --- properties -------------------------------------------------------------------------------------------------------

HOURS = st.decimals(min_value=0, max_value=1000, places=4, allow_nan=False)


@given(st.lists(HOURS, min_size=1, max_size=60))
def test_the_median_is_that_of_pythons_statistics(values):
    assert median(values) == statistics.median(values)


def test_the_median_of_nothing_does_not_exist():
    assert median([]) is None


LINES = st.lists(
    st.tuples(st.integers(0, 340), st.integers(-30, 4000), st.integers(0, 12), st.sampled_from(["KTP-el", "kk", "x"])),
    max_size=40,
)


@settings(max_examples=60)
@given(LINES, st.randoms(use_true_random=False))
def test_order_and_splitting_into_files_change_no_number(lines, rng: random.Random):
    records = []
    for day, minutes, number, service in lines:
        start = moment("1/1 08.00") + timedelta(days=day)
        end = start + timedelta(minutes=minutes)
        records.append(line(Stamp(start, timed=True), Stamp(end, timed=True), number=str(number), service=service))
    shuffled = list(records)
    rng.shuffle(shuffled)
    told = []
    for one in (records, shuffled):
        judged = judge(one, KNOWN, PERIOD)
        hours = sorted(row.hours for row in judged.counted)
        codes = sorted(n.finding.code for n in (*judged.refused, *judged.warned))
        told.append((hours, median(hours), codes, len(judged.counted) + len(judged.refused)))
    assert told[0] == told[1]
    assert told[0][3] == len(records)
