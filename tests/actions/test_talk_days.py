"""A talk on a day that has not come is told wherever a form is looked at with a clock, and holds nothing back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import filled_office
from kinerja_pauh.actions.appraise import appraise
from kinerja_pauh.actions.check import check
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.live_form import appraise_open, check_entries
from kinerja_pauh.actions.outcome import Verdict
from kinerja_pauh.actions.read_files import score_form
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.mark_sheets import FINDINGS, FINDINGS_TABLE
from open_workbook import WorkbookInMemory

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import World

AHEAD = ["dialog-hari-depan"]


@pytest.fixture
def world() -> World:
    """In which the year of the sample has only begun."""
    return replace(real_world(show_progress), now=lambda: datetime(2026, 1, 2, 9, tzinfo=UTC))


@pytest.fixture
def root(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def form(root: Path) -> Path:
    return filled_office.form_of(root, filled_office.largest_rater(), "2_masuk")


def test_commands_and_buttons_tell_the_same(form: Path, root: Path, world: World) -> None:
    (checked,) = check([form], world).files
    talks = [one for ratee in filled_office.raters()[filled_office.largest_rater()] for one in ratee.dialogues]
    assert [f.code for f in checked.findings] == AHEAD * len(talks) != []
    assert {f.sheet for f in checked.findings} == {layout.DIALOGUE}
    (appraised,) = appraise([form], world, write=False).files
    (collected,) = (one for one in collect(root, world).files if one.file == form.name)
    assert appraised.findings == collected.findings == checked.findings
    live = WorkbookInMemory(form)
    assert check_entries(live, world).warning
    listed = live.column(FINDINGS, FINDINGS_TABLE.column("Kunci"))
    assert sorted(listed) == sorted(f"peringatan|{f.sheet}!{f.cell}" for f in checked.findings)


def test_it_holds_back_neither_the_scores_nor_the_verdict(form: Path, root: Path, world: World) -> None:
    (collected,) = (one for one in collect(root, world).files if one.file == form.name)
    assert collected.verdict is Verdict.ACCEPTED
    live = WorkbookInMemory(form)
    assert "ditulis ke lembar Hasil" in appraise_open(live, world).text
    assert all(live.column(layout.RESULTS, layout.RESULTS_TABLE.column("Nilai Akhir")))


def test_what_is_read_without_a_clock_says_nothing_of_days_ahead(form: Path) -> None:
    assert score_form(read_book(form)).findings == ()
