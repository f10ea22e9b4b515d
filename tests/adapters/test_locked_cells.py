"""A locked cell that comes back changed is named with both values; an untouched form never raises an alarm."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import book_from_bytes, read_book
from kinerja_pauh.appraisal.model import Form, Office, Period, Ratee, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill
from kinerja_pauh.samples import office as sample_office
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import Book, Cell, CellKind, address
from kinerja_pauh.sheets.compare_form import locked_changes
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.layout import FIRST_ROW
from typing_people import type_entries, untouched

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.adapters.libreoffice import Office as LibreOffice

PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
RULES = rulebook_for(PERIOD.end)
PEOPLE = tuple(fill(sample_office(12), RULES).values())[3:6]
EVERY = 1 if os.environ.get("KINERJA_LENGKAP") == "1" else 13
"""Each thirteenth cell is changed alone in the ordinary run; `make ketahanan` tries all of them."""


def packed(people: tuple[Ratee, ...]) -> bytes:
    form = untouched(Form("uji", Office("Uji", "Uji"), PERIOD, RuleChoice(RULES.id), "1" * 18, "Penilai", people))
    results = [score(ratee, RULES, PERIOD) for ratee in form.ratees]
    return BundledTemplates().form("pauh").render(fill_form(form, results, RULES))


@pytest.fixture(scope="module")
def sent() -> bytes:
    return packed(PEOPLE)


def locked_cells(book: Book) -> list[tuple[str, tuple[int, int]]]:
    """Every locked cell that holds something, on the sheets that a return is held against."""
    found = []
    for name, cells in book.sheets.items():
        table = layout.TABLES.get(name)
        entries = {n for n, c in enumerate(table.columns, 1) if c.entry} if table else set()
        if name != layout.RESULTS and name not in layout.MARK_TABLES:
            found += [(name, place) for place in cells if place[0] < FIRST_ROW or place[1] not in entries]
    return found


def test_every_locked_cell_is_named_by_its_address_when_all_are_changed(sent: bytes) -> None:
    book = book_from_bytes("a.xlsx", sent)
    places = locked_cells(book)
    assert len(places) > 500
    changed = {name: dict(cells) for name, cells in book.sheets.items()}
    for name, place in places:
        changed[name][place] = Cell(CellKind.NUMBER, 77.0)
    findings = locked_changes(book, replace(book, sheets=changed))
    assert {(f.sheet, f.cell) for f in findings} == {(name, address(*place)) for name, place in places}


def test_a_locked_cell_changed_alone_is_all_that_is_named(sent: bytes) -> None:
    book = book_from_bytes("a.xlsx", sent)
    for name, place in locked_cells(book)[::EVERY]:
        changed = {**book.sheets[name], place: Cell(CellKind.NUMBER, 77.0)}
        findings = locked_changes(book, replace(book, sheets={**book.sheets, name: changed}))
        assert [(f.sheet, f.cell) for f in findings] == [(name, address(*place))]
        emptied = {key: cell for key, cell in book.sheets[name].items() if key != place}
        findings = locked_changes(book, replace(book, sheets={**book.sheets, name: emptied}))
        shows_nothing = book.sheets[name][place].value == "" and not book.sheets[name][place].formula
        assert [(f.sheet, f.cell) for f in findings] == ([] if shows_nothing else [(name, address(*place))])


def test_a_changed_weight_is_told_with_both_values(sent: bytes) -> None:
    book = book_from_bytes("a.xlsx", sent)
    place = (FIRST_ROW, layout.WORK_TABLE.column("Bobot (%)"))
    before = book.sheets[layout.WORK][place].value
    cells = {**book.sheets[layout.WORK], place: Cell(CellKind.NUMBER, 12.5)}
    (finding,) = locked_changes(book, replace(book, sheets={**book.sheets, layout.WORK: cells}))
    assert finding.code == "sel-terkunci-berubah"
    assert f"dari {before:g}".replace(".", ",") in finding.message
    assert "menjadi 12,5" in finding.message


def test_a_filled_form_saved_by_libreoffice_raises_no_alarm(office: LibreOffice, sent: bytes, tmp_path: Path) -> None:
    path, back = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(sent)
    with office.open(path) as book:
        type_entries(book, PEOPLE)
        book.recalculate()
        book.save_as(back)
    assert locked_changes(read_book(path), read_book(back)) == []


def test_a_form_saved_by_openpyxl_raises_no_alarm(sent: bytes, tmp_path: Path) -> None:
    path, back = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(sent)
    openpyxl.load_workbook(path).save(back)
    assert locked_changes(read_book(path), read_book(back)) == []


def test_a_formula_typed_over_is_named_even_with_the_number_it_showed(sent: bytes) -> None:
    book = book_from_bytes("a.xlsx", sent)
    place = (FIRST_ROW, layout.SUMMARY_TABLE.column("Nilai Akhir"))
    cells = {**book.sheets[layout.SUMMARY], place: Cell(CellKind.NUMBER, 119.99)}
    (finding,) = locked_changes(book, replace(book, sheets={**book.sheets, layout.SUMMARY: cells}))
    assert (finding.code, finding.cell) == ("rumus-tertimpa", address(*place))
    assert "119,99" in finding.message
