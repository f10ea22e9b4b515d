"""A form from before the sheets Dialog and Bahan is collected as ever; one that lost them on its way is refused."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.outcome import Verdict
from kinerja_pauh.actions.returns import gather_returns
from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.seal import SEAL, seal_of, sealed_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kinerja_pauh.ports import World


@pytest.fixture
def world() -> World:
    return real_world(show_progress)


@pytest.fixture
def root(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_office.office_copy(tmp_path, tmp_path_factory)


def without(data: bytes, sheets: Iterable[str]) -> bytes:
    """The workbook after someone deleted sheets of it and saved."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in sheets:
        del book[sheet]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def older(data: bytes, world: World) -> bytes:
    """The form as a program that knew no such sheets handed it out, under its own seal."""
    bare = without(data, layout.LATER)
    read = book_from_bytes("", bare)
    key = world.keys.find(sealed_by(read)[1])
    assert key is not None
    book = openpyxl.load_workbook(io.BytesIO(bare))
    (row,) = (cell.row for cell in book[layout.META]["A"] if cell.value == SEAL)
    book[layout.META].cell(row, 2).value = seal_of(read, key)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def only_one(root: Path) -> Path:
    """The inbox with nothing but the largest form, filled in."""
    kept = filled_office.form_of(root, filled_office.largest_rater(), "2_masuk")
    for other in kept.parent.iterdir():
        if other != kept:
            other.unlink()
    return kept


def test_a_form_of_an_older_program_is_taken_and_read_from_the_register(root: Path, world: World) -> None:
    returned, folder = only_one(root), OfficeFolder(root)
    (issued,) = (one for one in world.register(folder.register).issued() if one.file_name == returned.name)
    folder.register.unlink()
    old = older(issued.data, world)
    world.register(folder.register).issue([replace(issued, data=old)], world.now(), world.who)
    returned.write_bytes(old)
    filled_office.fill_in(returned, [replace(one, dialogues=()) for one in filled_office.raters()[issued.rater_nip]])
    outcome = collect(root, world)
    assert [(one.verdict, one.findings) for one in outcome.files] == [(Verdict.ACCEPTED, ())]
    people = gather_returns(folder, world).people.values()
    assert len(people) == len(filled_office.raters()[issued.rater_nip])
    for person in people:
        assert person.result.final is not None
        assert (person.result.ratee.dialogues, person.scored.form.materials) == ((), ())


def test_a_return_of_the_same_form_with_talks_is_taken_with_them(root: Path, world: World) -> None:
    only_one(root)
    assert [one.verdict for one in collect(root, world).files] == [Verdict.ACCEPTED]
    entered = {one.nip: one.dialogues for one in filled_office.raters()[filled_office.largest_rater()]}
    assert any(entered.values())
    people = gather_returns(OfficeFolder(root), world).people
    assert {nip: person.result.ratee.dialogues for nip, person in people.items()} == entered


@pytest.mark.parametrize("sheet", layout.LATER)
def test_a_return_that_lost_such_a_sheet_is_refused_by_name(sheet: str, root: Path, world: World) -> None:
    returned = only_one(root)
    returned.write_bytes(without(returned.read_bytes(), [sheet]))
    (told,) = collect(root, world).files
    assert (told.verdict, told.results) == (Verdict.REFUSED, ())
    assert [(f.sheet, f.cell, f.code) for f in told.findings] == [(sheet, "", "lembar-hilang")]


def test_words_put_into_bahan_are_refused_by_cell(root: Path, world: World) -> None:
    returned = only_one(root)
    book = openpyxl.load_workbook(returned)
    book[layout.MATERIALS]["E9"] = "Semua rekan memuji."
    book.save(returned)
    (told,) = collect(root, world).files
    assert told.verdict is Verdict.REFUSED
    assert [(f.sheet, f.cell, f.code) for f in told.findings] == [("Bahan", "E9", "sel-terkunci-berubah")]
