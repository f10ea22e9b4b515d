"""Every locked cell of a sealed form, changed one at a time by other programs, is found and named; nothing else is."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
import spreadsheet
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.key_store import KeyFile, key_file
from kinerja_pauh.adapters.libreoffice import engine
from kinerja_pauh.sheets.cells import address
from kinerja_pauh.sheets.compare_form import locked_changes
from kinerja_pauh.sheets.form_meta import read_meta
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.seal import canonical, locked_cells, seal_holds, seal_places, sealed_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.seal import SealKey

ODD = "Diubah 77"
EVERY = {"openpyxl": 17, "libreoffice": 45} if os.environ.get("KINERJA_LENGKAP") != "1" else {}
"""In memory test_locked_cells names each cell; through files every so manieth, or all in `make ketahanan`."""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest form of the sample office as it was handed out."""
    folder = tmp_path_factory.mktemp("keluar")
    root = filled_office.office_copy(folder, tmp_path_factory)
    rater = min(filled_office.raters(), key=lambda nip: len(filled_office.raters()[nip]))
    return filled_office.form_of(root, rater)


@pytest.fixture(scope="module")
def key(sent: Path) -> SealKey:
    found = KeyFile(key_file()).find(sealed_by(read_book(sent))[1])
    assert found is not None
    return found


def places(sent: Book) -> list[tuple[str, int, int]]:
    """Each locked cell with content; of a column of equal formulas the first two rows stand for the rest.

    The cells of the seal come first.
    """
    every = [
        (sheet, row, column)
        for sheet, row, column, cell in locked_cells(sent)
        if canonical(cell) and not (cell.formula and row > FIRST_ROW + 1)
    ]
    return sorted(every, key=lambda place: place not in seal_places(sent))


def judge(sent: Book, back: Book, place: tuple[str, int, int], key: SealKey) -> None:
    findings = locked_changes(sent, back)
    sealed = place in seal_places(sent)
    assert [(f.sheet, f.cell) for f in findings] == ([] if sealed else [(place[0], address(*place[1:]))])
    assert not seal_holds(back, key)


def test_a_form_as_it_was_handed_out_holds(sent: Path, key: SealKey) -> None:
    book = read_book(sent)
    assert seal_holds(book, key)
    assert locked_changes(book, book) == []
    assert len(places(book)) > 150


def test_each_locked_cell_changed_by_openpyxl_is_found_and_named(sent: Path, key: SealKey, tmp_path: Path) -> None:
    before, back = read_book(sent), tmp_path / "kembali.xlsx"
    book = openpyxl.load_workbook(sent)
    for sheet, row, column in places(before)[:: EVERY.get("openpyxl", 1)]:
        cell = book[sheet].cell(row, column)
        old, cell.value = cell.value, ODD
        book.save(back)
        judge(before, read_book(back), (sheet, row, column), key)
        cell.value = old


@pytest.fixture(scope="module")
def calc() -> Iterator[engine.App]:
    spreadsheet.required_office()
    running = engine.start()
    yield running
    running.quit()


def test_each_locked_cell_changed_by_libreoffice_is_found_and_named(
    calc: engine.App, sent: Path, key: SealKey, tmp_path: Path
) -> None:
    before, work, back = read_book(sent), tmp_path / "kerja.xlsx", tmp_path / "kembali.xlsx"
    shutil.copy(sent, work)
    book = calc.books.open(str(work))
    for sheet in book.sheets:
        if sheet.api.isProtected():
            sheet.api.unprotect(read_meta(before).password)
    for sheet, row, column in places(before)[:: EVERY.get("libreoffice", 1)]:
        cell = book.sheets[sheet].range((row, column))
        old, tokens = cell.api.getFormula(), cell.api.getTokens() if before.sheets[sheet][row, column].formula else None
        cell.api.setString(ODD)
        book.save(str(back))
        judge(before, read_book(back), (sheet, row, column), key)
        if tokens is not None:
            cell.api.setTokens(tokens)
        elif isinstance(before.sheets[sheet][row, column].value, float):
            cell.api.setValue(before.sheets[sheet][row, column].value)
        else:
            cell.api.setString(old.removeprefix("'"))
    book.close()


def test_a_form_saved_again_by_libreoffice_raises_no_alarm(
    calc: engine.App, sent: Path, key: SealKey, tmp_path: Path
) -> None:
    back = tmp_path / "kembali.xlsx"
    book = calc.books.open(str(shutil.copy(sent, tmp_path / "kerja.xlsx")))
    book.save(str(back))
    book.close()
    assert locked_changes(read_book(sent), read_book(back)) == []
    assert seal_holds(read_book(back), key)


def test_a_form_saved_again_by_openpyxl_raises_no_alarm(sent: Path, key: SealKey, tmp_path: Path) -> None:
    back = tmp_path / "kembali.xlsx"
    openpyxl.load_workbook(sent).save(back)
    assert locked_changes(read_book(sent), read_book(back)) == []
    assert seal_holds(read_book(back), key)


def test_a_form_saved_again_by_gnumeric_raises_no_alarm(sent: Path, key: SealKey, tmp_path: Path) -> None:
    back = tmp_path / "kembali.xlsx"
    subprocess.run(["ssconvert", str(sent), str(back)], check=True, capture_output=True)
    assert locked_changes(read_book(sent), read_book(back)) == []
    assert seal_holds(read_book(back), key)
