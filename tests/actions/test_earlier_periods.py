"""What people reached before: other periods of the same register, and last year's office folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from earlier_office import PEOPLE, came_back
from filled_office import RULES, SAMPLE
from kinerja_pauh.actions.earlier_periods import Earlier, earlier_periods
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.appraisal.model import Period, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets.read_induk import Induk

if TYPE_CHECKING:
    from pathlib import Path

YEAR = SAMPLE.period
FIRST = Period("Triwulan I 2026", date(2026, 1, 1), date(2026, 3, 31))
LAST = Period("Triwulan IV 2026", date(2026, 10, 1), date(2026, 12, 31))
BEFORE = Period("Tahunan 2025", date(2025, 1, 1), date(2025, 12, 31))
LATER = Period("Tahunan 2027", date(2027, 1, 1), date(2027, 12, 31))
NIP = PEOPLE[0].nip
WORLD = real_world(show_progress)


def induk(period: Period | None = YEAR, last_folder: str = "") -> Induk:
    return Induk(SAMPLE.employees, {}, SAMPLE.office, period, RuleChoice(), "", "", (), last_folder=last_folder)


def labels(earlier: Earlier, nip: str = NIP) -> list[str]:
    return [one.scored.form.period.label for one in earlier.people.get(nip, ())]


def test_earlier_parts_of_the_year_come_oldest_first_and_later_periods_not_at_all(tmp_path) -> None:
    folder = came_back(tmp_path, YEAR, LATER, LAST, FIRST)
    earlier = earlier_periods(folder, induk(), WORLD)
    assert labels(earlier) == [FIRST.label, LAST.label]
    assert set(earlier.people) == {one.nip for one in PEOPLE}
    assert earlier.notes == ()
    assert earlier.people[NIP][0].result.final == score(PEOPLE[0], RULES, FIRST).final
    quarter = earlier_periods(folder, induk(LAST), WORLD)
    assert labels(quarter) == [FIRST.label]


def test_nothing_is_earlier_while_the_period_is_not_set(tmp_path) -> None:
    assert earlier_periods(came_back(tmp_path, FIRST), induk(None), WORLD) == Earlier({})


@pytest.mark.parametrize("absolute", [True, False])
def test_last_years_folder_is_read_and_stands_before_this_years(tmp_path, absolute) -> None:
    last = came_back(tmp_path / "Penilaian-2025", BEFORE)
    folder = came_back(tmp_path / "Penilaian-2026", YEAR, FIRST)
    named = str(last.root) if absolute else "../Penilaian-2025"
    earlier = earlier_periods(folder, induk(last_folder=named), WORLD)
    assert labels(earlier) == [BEFORE.label, FIRST.label]


def test_the_same_folder_named_as_last_years_tells_nothing_twice(tmp_path) -> None:
    folder = came_back(tmp_path, YEAR, FIRST)
    assert labels(earlier_periods(folder, induk(last_folder="."), WORLD)) == [FIRST.label]


def test_years_that_an_office_calls_alike_are_told_apart_by_their_year(tmp_path) -> None:
    quarter, then = replace(FIRST, label="Triwulan I"), Period("Triwulan I", date(2025, 1, 1), date(2025, 3, 31))
    year, before = replace(YEAR, label="Tahunan"), replace(BEFORE, label="Tahunan")
    came_back(tmp_path / "Penilaian-2025", then, before)
    folder = came_back(tmp_path / "Penilaian-2026", quarter, year)
    earlier = earlier_periods(folder, induk(year, "../Penilaian-2025"), WORLD)
    assert labels(earlier) == ["Triwulan I (2025)", "Tahunan (2025)", "Triwulan I (2026)"]
    assert earlier.people[NIP][1].result.final == score(PEOPLE[0], RULES, before).final


@pytest.mark.parametrize("named", ["../tidak-ada", ".", "x" * 5000, "nol\0"])
def test_a_folder_without_a_register_is_no_trouble(tmp_path, named) -> None:
    folder = came_back(tmp_path / "Penilaian-2026")
    assert earlier_periods(folder, induk(last_folder=named), WORLD).people == {}


def test_a_register_that_cannot_be_read_is_said_and_the_rest_is_shown(tmp_path) -> None:
    last = tmp_path / "Penilaian-2025"
    last.mkdir()
    (last / "register.sqlite").write_text("bukan register, hanya teks biasa yang panjang sekali" * 20)
    folder = came_back(tmp_path / "Penilaian-2026", YEAR, FIRST)
    earlier = earlier_periods(folder, induk(last_folder="../Penilaian-2025"), WORLD)
    assert labels(earlier) == [FIRST.label]
    (note,) = earlier.notes
    assert note.startswith("Folder tahun lalu tidak terbaca, jadi hasilnya tidak ikut ditampilkan.")


def test_a_period_with_a_harmed_form_is_said_by_its_name(tmp_path) -> None:
    folder = came_back(tmp_path, FIRST, harmed=True)
    earlier = earlier_periods(folder, induk(), WORLD)
    assert earlier.people == {}
    (note,) = earlier.notes
    assert note.startswith("Periode Triwulan I 2026 tidak terbaca, jadi hasilnya tidak ikut ditampilkan.")


def test_a_place_that_may_not_be_looked_into_is_said(tmp_path) -> None:
    def forbidden(path: Path) -> object:
        if "2025" in str(path):
            raise PermissionError(path)
        return open_register(path)

    last = came_back(tmp_path / "Penilaian-2025", BEFORE)
    folder = came_back(tmp_path / "Penilaian-2026", FIRST)
    world = replace(WORLD, register=forbidden)
    (note,) = earlier_periods(folder, induk(last_folder=str(last.root)), world).notes
    assert note.endswith("Periksa setelan folder_tahun_lalu di Induk.")
