"""One walk over everything that is printed about a person: no fraction stands there that the register does not hold."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import filled_office
from kinerja_pauh.actions.documents import DOCUMENTS
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.returns import gather_returns
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.rounding import CENT, half_up
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.faces.cli import main
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets.cells import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """An office whose forms came back, with every kind of document, the recap and the dashboard."""
    root = filled_office.office_copy(tmp_path_factory.mktemp("angka"), tmp_path_factory)
    for words in (["kumpulkan", root], ["laporan", root, "--jenis", "semua"], ["rekap", root], ["dasbor", root]):
        assert main([str(word) for word in words]) == 0
    return root


def numbers(thing: object) -> Iterator[Decimal]:
    """Every number anywhere inside a result."""
    if isinstance(thing, Decimal):
        yield thing
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from numbers(getattr(thing, one.name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from numbers(one)


def known(person) -> set[float]:
    """The person's numbers as they are and as they are shown, with two or six decimals, as a workbook stores them."""
    found = set(numbers(person.result))
    shown = {half_up(number, step) for number in found for step in (CENT, Decimal("0.000001"))}
    return {float(number) for number in found | shown}


def fractions(cells) -> Iterator[tuple[tuple[int, int], float]]:
    """Cells that show a number with decimals."""
    for place, cell in cells.items():
        if cell.kind is CellKind.NUMBER and isinstance(cell.value, float) and not cell.value.is_integer():
            yield place, cell.value


def test_no_document_recap_or_page_shows_another_number_than_the_register(printed) -> None:
    people = gather_returns(OfficeFolder(printed), real_world(show_progress)).people
    allowed = {nip: known(person) for nip, person in people.items()}
    seen = dict.fromkeys(people, 0)
    stems = {one.stem for one in DOCUMENTS.values()}
    for path in (printed / "4_laporan").glob("*.xlsx"):
        stem, nip, _ = path.name.split("_", 2)
        assert stem in stems
        for sheet, cells in read_book(path).sheets.items():
            for place, number in fractions(cells):
                seen[nip] += 1
                assert number in allowed[nip], (stem, sheet, place)
    assert all(count > 5 for count in seen.values())

    (recap,) = (printed / "3_rekap").glob("Rekap_*.xlsx")
    book = read_book(recap)
    for sheet in ("Pegawai", "Indikator"):
        owner = {row: cell.value for (row, column), cell in book.sheets[sheet].items() if column == 1}
        for (row, column), number in fractions(book.sheets[sheet]):
            assert number in allowed[owner[row]], (sheet, row, column)

    (page,) = (printed / "3_rekap").glob("Dasbor_*.html")
    text = page.read_text("utf-8")
    for person in people.values():
        for score in (person.result.work, person.result.behaviour, person.result.final):
            assert score is None or show_score(score) in text


def test_every_person_has_the_report_of_his_or_her_own_numbers(printed) -> None:
    people = gather_returns(OfficeFolder(printed), real_world(show_progress)).people
    for nip, person in people.items():
        (path,) = (printed / "4_laporan").glob(f"Laporan_{nip}_*.xlsx")
        values = {cell.value for cells in read_book(path).sheets.values() for cell in cells.values()}
        for score in (person.result.work, person.result.behaviour, person.result.final):
            assert score is None or float(score) in values
