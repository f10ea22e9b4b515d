"""Moves and acting posts: which days one rater rates, and what is wrong with the rows that say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.job_checks import check_jobs
from kinerja_pauh.appraisal.jobs import assignments, days_in, gaps, overlaps, part_words, position_words
from kinerja_pauh.appraisal.model import Civil, Employee, Job, Part, Post
from kinerja_pauh.appraisal.office_checks import check_office
from people import NIP, OTHER_NIP, PERIOD, RATER_NIP, row

TODAY = date(2026, 12, 1)
FIRST, LAST = PERIOD.start, PERIOD.end
HALF = date(2026, 6, 30)
SECOND = HALF + timedelta(days=1)
STRANGER = "196001011980011099"


def employee(nip: str = NIP, rater: str = RATER_NIP, **more: Any) -> Employee:
    places = {name: f"Pegawai!{name}-{nip[:4]}" for name in ("nip", "name", "civil", "position", "unit", "rater")}
    one = Employee(
        nip,
        "Fulan",
        Civil.PNS,
        "III/a",
        "Pengadministrasi",
        "Pelaksana",
        "Seksi A",
        rater,
        "",
        active=True,
        places=places,
    )
    return replace(one, **more)


STAFF = (
    employee(),
    employee(OTHER_NIP, RATER_NIP),
    employee(RATER_NIP, "", name="Fulan Camat", active=False),
)


def job(number: str = "1", start: date | None = FIRST, end: date | None = LAST, **more: Any) -> Job:
    one = Job(NIP, number, Post.OWN, "Pengelola", "Seksi B", OTHER_NIP, RATER_NIP, start, end, "SK 1/2026")
    one = replace(one, **more)
    names = ("nip", "number", "post", "position", "rater", "superior", "start", "end", "letter")
    return replace(one, places={name: f"Penugasan!{name}-{one.number}" for name in names})


def plan(*jobs: str) -> tuple:
    """One main indicator for each of these jobs, "" for all of them."""
    return tuple(
        replace(
            row(str(no)),
            job=name,
            places={"job": f"Rencana!job-{no}", "number": f"Rencana!no-{no}", "weight": f"Rencana!w-{no}"},
        )
        for no, name in enumerate(jobs, start=1)
    )


def told(*jobs: Job, rows: tuple = (), staff: tuple = STAFF, period: Any = PERIOD) -> list[tuple[str, str]]:
    return [(f.code, f.cell) for f in check_jobs(jobs, staff, {NIP: rows}, period)]


# Who rates whom


def test_without_a_row_the_staff_list_holds_for_the_whole_period() -> None:
    (only,) = assignments(STAFF[0], (), plan("", ""), PERIOD)
    assert (only.rater, only.part, only.job, only.position) == (RATER_NIP, None, None, "Pengadministrasi")
    assert [one.number for one in only.plan] == ["1", "2"]


def test_a_move_splits_the_period_and_each_part_has_its_rater_and_its_rows() -> None:
    jobs = (job("2", SECOND, LAST), job("1", FIRST, HALF, rater=RATER_NIP))
    first, second = assignments(STAFF[0], jobs, plan("1", "2", ""), PERIOD)
    assert (first.part, first.rater) == (Part(FIRST, HALF, Post.OWN), RATER_NIP)
    assert (second.part, second.rater) == (Part(SECOND, LAST, Post.OWN), OTHER_NIP)
    assert [[one.number for one in part.plan] for part in (first, second)] == [["1", "3"], ["2", "3"]]


def test_days_outside_of_the_period_do_not_count_and_a_job_of_another_year_is_no_part() -> None:
    jobs = (job("1", date(2025, 3, 1), HALF), job("2", SECOND, date(2027, 5, 1)), job("3", date(2024, 1, 1), HALF))
    old = replace(jobs[2], end=date(2025, 2, 28))
    parts = assignments(STAFF[0], (*jobs[:2], old), plan(""), PERIOD)
    assert [one.part for one in parts] == [Part(FIRST, HALF, Post.OWN), Part(SECOND, LAST, Post.OWN)]


def test_one_own_post_for_all_days_is_the_whole_period_under_its_own_rater() -> None:
    (only,) = assignments(STAFF[0], [job(rater=OTHER_NIP)], plan(""), PERIOD)
    assert (only.part, only.rater, only.position) == (None, OTHER_NIP, "Pengelola")


def test_an_acting_post_is_rated_by_itself_only_with_a_plan_of_its_own() -> None:
    acting = job("9", SECOND, LAST, post=Post.ACTING, position="Sekretaris")
    (only,) = assignments(STAFF[0], [acting], plan(""), PERIOD)
    assert only.part is None
    own, beside = assignments(STAFF[0], [acting], plan("", "9"), PERIOD)
    assert (own.part, [one.number for one in own.plan]) == (None, ["1"])
    assert (beside.part, beside.position) == (Part(SECOND, LAST, Post.ACTING), "Plt. Sekretaris")
    assert [one.number for one in beside.plan] == ["2"]


def test_an_acting_post_for_all_days_is_still_a_part_of_its_own() -> None:
    _, beside = assignments(STAFF[0], [job("9", post=Post.DAILY)], plan("", "9"), PERIOD)
    assert beside.part == Part(FIRST, LAST, Post.DAILY)


@pytest.mark.parametrize("broken", [{"start": None}, {"end": None}, {"post": None}, {"start": LAST, "end": FIRST}])
def test_a_row_that_cannot_be_read_says_no_days(broken) -> None:
    assert days_in(job(**broken), PERIOD) is None


def test_the_words_of_a_post_say_it_once() -> None:
    assert position_words(job()) == "Pengelola"
    assert position_words(job(post=None)) == "Pengelola"
    assert position_words(job(post=Post.ACTING, position="Plt. Lurah")) == "Plt. Lurah"
    assert position_words(job(post=Post.DAILY, position="Lurah")) == "Plh. Lurah"


@pytest.mark.parametrize("typed", ["Plt. Sekretaris", "plt. Sekretaris", "PLT Sekretaris"])
def test_a_post_that_was_typed_with_its_abbreviation_does_not_say_it_twice(typed) -> None:
    assert position_words(job(post=Post.ACTING, position=typed)) == typed


def test_a_part_in_words_says_the_year_once_and_the_post_only_where_it_is_not_ones_own() -> None:
    assert part_words(Part(FIRST, HALF, Post.OWN)) == "1 Januari – 30 Juni 2026"
    assert part_words(Part(SECOND, LAST, Post.ACTING)) == "1 Juli – 31 Desember 2026, Plt."
    assert part_words(Part(date(2025, 12, 1), HALF, Post.DAILY)) == "1 Desember 2025 – 30 Juni 2026, Plh."


days = st.integers(0, PERIOD.days - 1).map(lambda day: FIRST + timedelta(days=day))
parts = st.tuples(days, days).map(lambda pair: Part(min(pair), max(pair), Post.OWN))


@given(st.lists(parts, max_size=5))
def test_every_day_is_in_a_part_or_in_a_gap_and_never_in_both(found) -> None:
    empty = gaps(found, PERIOD)
    for number in range(PERIOD.days):
        day = FIRST + timedelta(days=number)
        covered = any(part.start <= day <= part.end for part in found)
        assert covered != any(start <= day <= end for start, end in empty)
    assert all(start <= end for start, end in empty)


@given(parts, parts)
def test_parts_overlap_when_they_share_a_day(one, other) -> None:
    every = {one.start + timedelta(days=n) for n in range((one.end - one.start).days + 1)}
    others = {other.start + timedelta(days=n) for n in range((other.end - other.start).days + 1)}
    assert overlaps(one, other) == overlaps(other, one) == bool(every & others)


# What is wrong


def test_two_halves_without_a_gap_are_fine() -> None:
    assert told(job("1", FIRST, HALF), job("2", SECOND, LAST, rater=RATER_NIP), rows=plan("1", "2")) == []


def test_days_rated_twice_are_refused_and_days_rated_by_nobody_are_asked_about() -> None:
    twice = (job("1", FIRST, SECOND, rater=RATER_NIP), job("2", SECOND, LAST, rater=RATER_NIP))
    assert told(*twice) == [("penugasan-bertumpuk", "start-2")]
    late = job("1", SECOND, LAST, rater=RATER_NIP)
    (gap,) = check_jobs([late], STAFF, {}, PERIOD)
    assert (gap.code, gap.severity) == ("penugasan-bolong", Severity.WARNING)
    assert "dari 1 Januari 2026 sampai 30 Juni 2026" in gap.message
    assert told(late, period=None) == []


def test_an_acting_post_may_lie_beside_ones_own_but_not_beside_itself() -> None:
    acting = job("2", SECOND, LAST, post=Post.ACTING, position="Lurah")
    own = job("1", rater=RATER_NIP)
    assert told(own, acting) == []
    assert told(own, acting, replace(acting, number="3", position="Sekretaris")) == []
    assert told(own, acting, job("3", LAST, LAST, post=Post.DAILY, position="Lurah")) == [
        ("penugasan-bertumpuk", "start-3")
    ]


def test_the_rater_of_the_last_job_is_that_of_the_staff_list() -> None:
    assert told(job("1")) == [("penugasan-beda-penilai", "rater-1")]
    over = job("1", FIRST, HALF)
    assert ("penugasan-beda-penilai", "rater-1") not in told(over)


@pytest.mark.parametrize(
    ("broken", "code", "cell"),
    [
        ({"number": ""}, "penugasan-kosong", "number-"),
        ({"post": None}, "penugasan-kosong", "post-1"),
        ({"position": ""}, "penugasan-kosong", "position-1"),
        ({"rater": ""}, "penugasan-kosong", "rater-1"),
        ({"start": None}, "penugasan-kosong", "start-1"),
        ({"end": None}, "penugasan-kosong", "end-1"),
        ({"start": LAST, "end": FIRST}, "penugasan-terbalik", "end-1"),
        ({"rater": NIP}, "penugasan-menilai-diri", "rater-1"),
        ({"rater": STRANGER}, "penugasan-tak-dikenal", "rater-1"),
        ({"superior": STRANGER}, "penugasan-tak-dikenal", "superior-1"),
        ({"nip": STRANGER}, "penugasan-tak-dikenal", "nip-1"),
        ({"letter": ""}, "penugasan-tanpa-surat", "letter-1"),
    ],
)
def test_each_slip_is_told_at_its_cell(broken, code, cell) -> None:
    assert (code, cell) in told(job(**broken))


def test_a_job_of_somebody_who_is_not_rated_is_told_in_its_period() -> None:
    resting = (employee(active=False), *STAFF[1:])
    assert told(job("1", FIRST, HALF), staff=resting) == [("penugasan-tidak-aktif", "nip-1")]
    assert told(job("1", date(2025, 1, 1), date(2025, 6, 30)), staff=resting) == []


def test_a_number_used_twice_is_told_at_both_rows() -> None:
    both = told(job("1", FIRST, HALF), job("1", SECOND, LAST, rater=RATER_NIP))
    assert both == [("penugasan-ganda", "number-1")] * 2


def test_a_plan_row_of_a_job_that_is_not_there_is_told_and_one_for_all_jobs_is_asked_about() -> None:
    assert told(rows=plan("7")) == [("rencana-penugasan", "job-1")]
    moved = (job("1", FIRST, HALF), job("2", SECOND, LAST, rater=RATER_NIP))
    assert told(*moved, rows=plan("")) == [("rencana-semua-penugasan", "job-1")]
    assert told(moved[1], rows=plan(""), period=None) == []


def test_the_weights_of_each_job_are_summed_by_themselves() -> None:
    moved = (job("1", FIRST, HALF), job("2", SECOND, LAST, rater=RATER_NIP))
    whole = plan("1", "2")
    assert check_office(STAFF[:1] + STAFF[2:], {NIP: whole}, TODAY, moved, PERIOD) == []
    half = (replace(whole[0], weight=Decimal(60)), whole[1])
    (wrong,) = check_office(STAFF[:1] + STAFF[2:], {NIP: half}, TODAY, moved, PERIOD)
    assert (wrong.code, wrong.cell) == ("bobot-bukan-100", "w-1")
    shared = (replace(plan("")[0], weight=Decimal(60)),)
    (wrong,) = check_office(STAFF[:1] + STAFF[2:], {NIP: shared}, TODAY, moved, PERIOD)
    assert wrong.cell == "w-1", "a row of both jobs is told once"
    only = [replace(one, job="1") for one in shared]
    codes = [(one.code, one.cell) for one in check_office(STAFF[:1] + STAFF[2:], {NIP: only}, TODAY, moved, PERIOD)]
    assert codes == [("bobot-bukan-100", "w-1"), ("tanpa-utama", "nip-2")]
    acting = (job("9", post=Post.ACTING),)
    assert check_office(STAFF[:1] + STAFF[2:], {NIP: plan("", "9")}, TODAY, acting, PERIOD) == []


def test_while_the_period_is_unknown_a_plan_is_judged_as_a_whole() -> None:
    (wrong,) = check_office(STAFF[:1] + STAFF[2:], {NIP: plan("1", "2")}, TODAY, [job()], None)
    assert wrong.code == "bobot-bukan-100"
