"""Dates and times of a counter log, as offices write them."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from kinerja_pauh.sheets.cells import Cell, CellKind
from kinerja_pauh.sheets.moments import Reading, Shape, at_clock, doubted, read_clock, read_moment, with_doubt


def text(words):
    return Cell(CellKind.TEXT, words)


def serial(number, *, is_date=True):
    return Cell(CellKind.NUMBER, number, is_date=is_date)


def at(words):
    return datetime.fromisoformat(words)


WRITTEN = {
    "25/03/2026": ("2026-03-25", False, None, Shape.DAY_FIRST),
    "25-3-26 8:15": ("2026-03-25 08:15", True, None, Shape.DAY_FIRST),
    "03/04/2026 08.15": ("2026-04-03 08:15", True, "2026-03-04 08:15", Shape.PLAIN),
    "4.4.2026": ("2026-04-04", False, None, Shape.PLAIN),
    "3 4 2026": ("2026-04-03", False, "2026-03-04", Shape.PLAIN),
    "2026-03-04 09:30": ("2026-03-04 09:30", True, None, Shape.PLAIN),
    "2026-03-04T09:30:15.250": ("2026-03-04 09:30:15", True, None, Shape.PLAIN),
    "2026/3/4": ("2026-03-04", False, None, Shape.PLAIN),
    "3 Maret 2026 08.15": ("2026-03-03 08:15", True, None, Shape.PLAIN),
    "3\u00a0Mar\u00a02026\u00a008.15": ("2026-03-03 08:15", True, None, Shape.PLAIN),
    "Jum'at, 6 Maret 2026 pukul 08.15 WIB": ("2026-03-06 08:15", True, None, Shape.PLAIN),
    "03-Agt-26": ("2026-08-03", False, None, Shape.PLAIN),
    "3 Oct 2026": ("2026-10-03", False, None, Shape.PLAIN),
    "03/25/2026": ("2026-03-25", False, None, Shape.MONTH_FIRST),
    "3/4/2026 2:15 PM": ("2026-04-03 14:15", True, "2026-03-04 14:15", Shape.MONTH_FIRST),
    "3/4/2026 12:15 am": ("2026-04-03 00:15", True, "2026-03-04 00:15", Shape.MONTH_FIRST),
    "12/3/2026 24.00": ("2026-03-13 00:00", True, "2026-12-04 00:00", Shape.PLAIN),
    "46112,34375": ("2026-03-31 08:15", True, None, Shape.LATE_CELL),
    "46085": ("2026-03-04", False, "2026-04-03", Shape.CELL),
}


@pytest.mark.parametrize("words", WRITTEN)
def test_a_moment_is_read_however_it_is_written(words):
    when, timed, swapped, shape = WRITTEN[words]
    reading = read_moment(text(words))
    assert reading is not None
    assert (reading.stamp.when, reading.stamp.timed, reading.shape) == (at(when), timed, shape)
    assert reading.stamp.swapped == (None if swapped is None else at(swapped))


@pytest.mark.parametrize(
    "words",
    ["kemarin", "31/04/2026", "13/13/2026", "3 Maretan 2026", "32 Mei 2026", "3/4/2026 25.00", "2026-13-01", "8", "",
     "99999", "3/4/2026 08.75", "3 April 2026 24.30"],
)  # fmt: skip
def test_what_names_no_moment_is_not_guessed(words):
    assert read_moment(text(words)) is None


def test_a_date_cell_is_read_to_the_second_and_in_both_calendars():
    reading = read_moment(serial(46112 + 8.25 / 24))
    assert (reading.stamp.when, reading.stamp.timed, reading.shape) == (at("2026-03-31 08:15"), True, Shape.LATE_CELL)
    old = read_moment(serial(46112.0 - 1462), date1904=True)
    assert (old.stamp.when, old.stamp.timed) == (at("2026-03-31"), False)
    assert read_moment(serial(46113.0)).stamp.swapped == at("2026-01-04")
    assert read_moment(serial(46023.0)).stamp.swapped is None  # 1 January


@pytest.mark.parametrize(
    "cell",
    [serial(12.0), serial(250_000.0), Cell(CellKind.BOOL, value=True), Cell(CellKind.NUMBER, None, formula="A1")],
)
def test_what_is_no_date_of_a_log_is_no_moment(cell):
    assert read_moment(cell) is None


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        (text("08.15"), time(8, 15)),
        (text("pukul 8:15:30 WIB"), time(8, 15, 30)),
        (text("2.15 pm"), time(14, 15)),
        (serial(0.34375, is_date=False), time(8, 15)),
        (serial(46112.34375), time(8, 15)),
        (serial(8.15, is_date=False), None),
        (text("08.75"), None),
        (text("pagi"), None),
        (Cell(CellKind.BOOL, value=True), None),
    ],
)
def test_a_clock_in_a_column_of_its_own(cell, clock):
    assert read_clock(cell) == clock


def test_the_clock_beside_a_day_counts_for_both_its_readings():
    moved = at_clock(read_moment(text("3/4/2026")), time(8, 15))
    assert (moved.stamp.when, moved.stamp.swapped, moved.stamp.timed) == (
        at("2026-04-03 08:15"), at("2026-03-04 08:15"), True,
    )  # fmt: skip
    assert at_clock(read_moment(text("25/4/2026")), time(9)).stamp.swapped is None


def marked(*cells: Cell):
    readings = [reading for cell in cells if isinstance(reading := read_moment(cell), Reading)]
    doubt = doubted(readings)
    return [with_doubt(reading, doubt).doubtful for reading in readings]


def test_one_date_of_a_foreign_program_makes_its_neighbours_doubtful():
    assert marked(text("3/4/2026"), text("25/4/2026")) == [False, False]
    assert marked(text("3/4/2026"), text("04/25/2026"), text("4/4/2026")) == [True, False, False]
    assert marked(text("3 April 2026"), text("04/25/2026")) == [False, False]


def test_date_cells_beside_text_that_a_foreign_spreadsheet_left_alone_are_doubtful():
    turned, late = serial(46085.0), serial(46112.0)
    assert marked(turned, text("25/03/2026")) == [True, False]
    assert marked(turned, late, text("25/03/2026")) == [False, False, False]
    assert marked(turned, text("3 Maret 2026")) == [False, False]
