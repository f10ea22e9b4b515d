"""A workbook open in real LibreOffice: read as its closed file reads, changed without disturbing anything else."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from calc_office import CalcOffice
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.cell_xml import serial
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.live import busy
from kinerja_pauh.adapters.live.live_book import LiveBook
from kinerja_pauh.adapters.live.notes import MARK
from kinerja_pauh.adapters.live.talking import MESSAGES_FILE, YES_ENDING, status_progress
from kinerja_pauh.adapters.live.view import kept_status_bar
from kinerja_pauh.adapters.live.window import file_of
from kinerja_pauh.adapters.live.writing import Rectangle, rectangles
from kinerja_pauh.appraisal.model import Form, Office, Period, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import random_ratees
from kinerja_pauh.sheets.cells import CellKind, SheetChange
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.form_layout import BEHAVIOUR, FINDINGS, META, RESULTS, SUMMARY, WORK
from kinerja_pauh.sheets.layout import FIRST_ROW

PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
RULES = rulebook_for(PERIOD.end)
PASSWORD = "pauh"


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    with CalcOffice(tmp_path_factory.mktemp("calc")) as office:
        yield office


def form_file(folder, seed=1, size=3, password=PASSWORD):
    people = tuple(random_ratees(random.Random(seed), size, [value.name for value in RULES.values.value]))
    form = Form("uji", Office("Uji", "Uji"), PERIOD, RuleChoice(RULES.id), "1" * 18, "Penilai", people)
    results = [score(ratee, RULES, PERIOD) for ratee in people]
    path = folder / f"Penilaian_{seed}.xlsx"
    path.write_bytes(BundledTemplates().form(password).render(fill_form(form, results, RULES, password=password)))
    return path


@pytest.fixture
def opened(calc, tmp_path):
    """A form that is open, and its file."""
    path = form_file(tmp_path)
    book = calc.open(path)
    yield book, path
    book.close()


@pytest.fixture
def plain(calc, tmp_path):
    """Opens workbooks made by openpyxl: a function from a filling function to the open book and its file."""
    books = []

    def make(fill, **how):
        made = openpyxl.Workbook()
        fill(made)
        path = tmp_path / f"Buku{len(books)}.xlsx"
        made.save(path)
        books.append(calc.open(path, **how))
        return books[-1], path

    yield make
    for book in books:
        book.close()


def assert_same(live, closed):
    """All that both must agree on: names, order, kinds, values, dates, where formulas are."""
    assert (live.name, live.date1904, live.hidden) == (closed.name, closed.date1904, closed.hidden)
    assert list(live.sheets) == list(closed.sheets)
    for name, cells in closed.sheets.items():
        there = {place for place, cell in cells.items() if cell.value != "" or cell.formula}
        assert set(live.sheets[name]) == there, name
        for place in there:
            seen, kept = live.sheets[name][place], cells[place]
            assert bool(seen.formula) == bool(kept.formula), (name, place, seen, kept)
            if kept.value is not None:
                assert (seen.kind, seen.is_date) == (kept.kind, kept.is_date), (name, place, seen, kept)
                assert seen.value == pytest.approx(kept.value, abs=1e-9), (name, place)


@pytest.mark.parametrize("seed", range(4))
def test_an_open_form_reads_as_its_closed_file(calc, tmp_path, seed):
    path = form_file(tmp_path, seed, size=1 + 2 * seed)
    book = calc.open(path)
    try:
        assert_same(LiveBook(book).read(), read_book(path))
    finally:
        book.close()


def every_kind(book):
    sheet = book.active
    sheet.title = "Semua jenis"
    sheet["B2"], sheet["C2"], sheet["D2"], sheet["E2"] = 12.5, 0, -3, True
    sheet["B3"], sheet["C3"] = "teks", "  berspasi "
    sheet["D3"] = "=1+1"
    sheet["D3"].data_type = "s"  # a text that looks like a formula
    sheet["E3"] = "#N/A"
    sheet["E3"].data_type = "s"  # a text that looks like an error
    sheet["B4"], sheet["C4"], sheet["D4"] = "198609262015051901", "'petik", "TRUE"
    sheet["B5"], sheet["C5"], sheet["D5"], sheet["E5"] = "=1/0", "=NA()", '="#N/A"', '=""'
    sheet["B6"], sheet["C6"], sheet["D6"] = "=B2*2", '="a"&B3', "=B2>1"
    sheet["B7"], sheet["C7"] = date(2026, 11, 24), datetime(2026, 11, 24, 13, 45, 30)  # noqa: DTZ001 - cells know no time zone
    sheet["D7"] = "=B7+1"
    sheet["D7"].number_format = "dd/mm/yyyy"
    sheet["E7"] = 44
    sheet["E7"].number_format = '0 "hari"'
    book.create_sheet("Tersembunyi")["A1"] = 1
    book["Tersembunyi"].sheet_state = "hidden"
    book.create_sheet("Sangat")["C9"] = "satu sel"
    book["Sangat"].sheet_state = "veryHidden"
    book.create_sheet("Kosong")
    book.create_sheet("Satu baris").append([1, "dua", None, 3])
    for row in range(1, 5):
        book.create_sheet("Satu kolom") if "Satu kolom" not in book.sheetnames else None
        book["Satu kolom"].cell(row, 1, row)


def test_every_kind_of_cell_reads_as_in_the_closed_file(plain):
    book, path = plain(every_kind)
    assert_same(LiveBook(book).read(), read_book(path))
    seen = LiveBook(book).read().sheets["Semua jenis"]
    assert seen[5, 2].kind is CellKind.ERROR
    assert seen[5, 2].value == "#DIV/0!"
    assert (seen[5, 3].kind, seen[5, 3].value) == (CellKind.ERROR, "#N/A")
    assert seen[5, 4].kind is CellKind.TEXT
    assert (seen[6, 2].value, seen[6, 3].value, seen[6, 4].value) == (25.0, "ateks", True)


def test_dates_count_from_1904_where_the_workbook_does(plain):
    def fill(book):
        book.epoch = CALENDAR_MAC_1904
        book.active["A1"] = date(2026, 11, 24)
        book.active["A2"] = datetime(1904, 1, 2, 6)  # noqa: DTZ001 - cells know no time zone

    book, path = plain(fill)
    live = LiveBook(book).read()
    assert live.date1904
    assert_same(live, read_book(path))
    assert live.sheets["Sheet"][1, 1].value == float(serial(date(2026, 11, 24), date1904=True))


def test_formats_far_below_the_table_are_not_read(plain):
    def fill(book):
        book.active["B3"] = 7
        for row in (200_000, 1_000_000):
            book.active.cell(row, 5).font = Font(bold=True)

    book, _ = plain(fill)
    assert list(LiveBook(book).read().sheets["Sheet"]) == [(3, 2)]


def test_what_was_typed_since_the_last_save_is_read(opened):
    book, _ = opened
    book.sheets[WORK].range((FIRST_ROW, 13)).value = 77.25
    assert LiveBook(book).read().sheets[WORK][FIRST_ROW, 13].value == 77.25


TEXTS = [
    "=1+1", "+5", "-5", "@SUM(A1)", "'petik", "''dua", "198609262015051901", "0012", "TRUE", "Salah", "1/2", "5 Mei",
    "1,5", "1e5", "12 hari", " spasi", "baris\ndua", "Jum’at – d'accord", "#N/A", "=", "é", "𝟙",
]  # fmt: skip
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**9), 10**9, places=4),
    st.dates(date(1905, 1, 1), date(2200, 1, 1)),
    st.sampled_from(TEXTS),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20),
)
places = st.tuples(st.integers(1, 12), st.integers(1, 6))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(places, values, max_size=30), st.dictionaries(places, values, max_size=30))
def test_what_is_written_is_read_back_and_nothing_else_changes(calc, before, now):
    book = calc.app.books.add()
    try:
        live, name = LiveBook(book), book.sheets[0].name
        live.apply([SheetChange(name, before)], "")
        live.apply([SheetChange(name, now)], "")
        expected = {place: value for place, value in (before | now).items() if value not in (None, "")}
        seen = live.read().sheets[name]
        assert set(seen) == set(expected)
        for place, value in expected.items():
            cell = seen[place]
            assert not cell.formula, (place, value)
            if isinstance(value, bool):
                assert (cell.kind, cell.value) == (CellKind.BOOL, value)
            elif isinstance(value, str):
                assert (cell.kind, cell.value) == (CellKind.TEXT, value)
            elif isinstance(value, date):
                assert (cell.value, cell.is_date) == (float(serial(value)), True)
            else:
                assert cell.value == float(value)
    finally:
        book.close()


@given(st.dictionaries(places, st.integers(), max_size=40))
def test_blocks_hold_each_cell_once(cells):
    blocks = list(rectangles(cells))
    back = {}
    for block in blocks:
        assert len({len(line) for line in block.rows}) == 1
        for y, line in enumerate(block.rows):
            for x, value in enumerate(line):
                assert (block.top + y, block.left + x) not in back
                back[block.top + y, block.left + x] = value
    assert back == cells


def test_a_table_is_one_block():
    table = {(row, column): row * column for row in range(7, 107) for column in range(1, 13)}
    assert list(rectangles(table)) == [
        Rectangle(7, 1, tuple(tuple(row * column for column in range(1, 13)) for row in range(7, 107)))
    ]


def test_formulas_work_and_what_lies_below_is_cleared(plain):
    def fill(book):
        for row in range(1, 31):
            for column in range(1, 5):
                book.active.cell(row, column, row)
        book.active["B20"] = '=""'

    book, _ = plain(fill)
    jump = '=HYPERLINK("#\'Sheet\'!B2","B2")'
    change = SheetChange("Sheet", {(6, 1): "x", (8, 2): 3}, {(6, 2): jump, (7, 2): "=SUM(A1:A4)"}, clear_from=6)
    LiveBook(book).apply([change], "")
    cells = LiveBook(book).read().sheets["Sheet"]
    assert {place for place in cells if place[0] > 5} == {(6, 1), (6, 2), (7, 2), (8, 2)}
    assert {place for place in cells if place[0] <= 5} == {(r, c) for r in range(1, 6) for c in range(1, 5)}
    assert (cells[6, 2].value, cells[7, 2].value, cells[8, 2].value) == ("B2", 10.0, 3.0)
    assert cells[6, 2].formula


def test_rows_that_a_filter_hides_are_written_like_the_others(plain):
    def fill(book):
        sheet = book.active
        sheet.append(["Nama", "Nilai"])
        for row in range(2, 12):
            sheet.append([f"Orang {row}", 0])
            sheet.row_dimensions[row].hidden = row % 2 == 0
        sheet.auto_filter.ref = "A1:B11"
        sheet.auto_filter.add_filter_column(0, [f"Orang {row}" for row in range(3, 12, 2)])

    book, _ = plain(fill)
    live = LiveBook(book)
    live.apply([SheetChange("Sheet", {(row, 2): row * 10 for row in range(2, 12)})], "")
    cells = live.read().sheets["Sheet"]
    assert [cells[row, 2].value for row in range(2, 12)] == [row * 10 for row in range(2, 12)]
    live.apply([SheetChange("Sheet", clear_from=2)], "")
    assert {row for row, _ in live.read().sheets["Sheet"]} == {1}


_ALLOWED = [b"selectLockedCells", b"selectUnlockedCells", b"objects", b"scenarios"]
_FORBIDDEN = [
    b"formatCells", b"formatColumns", b"formatRows", b"insertColumns", b"insertRows", b"insertHyperlinks",
    b"deleteColumns", b"deleteRows", b"sort", b"autoFilter", b"pivotTables",
]  # fmt: skip
DEFAULTS = dict.fromkeys(_ALLOWED, b"0") | dict.fromkeys(_FORBIDDEN, b"1")
"""What a protection means that does not say; LibreOffice leaves such words out."""


def protections(path):
    """Sheet part -> its protection, as a set of what it says."""
    with zipfile.ZipFile(path) as package:
        found = {
            name: re.search(rb"<sheetProtection\b[^>]*>", package.read(name))
            for name in package.namelist()
            if name.startswith("xl/worksheets/sheet")
        }
    words = {name: dict(re.findall(rb'(\w+)="([^"]*)"', match[0])) if match else None for name, match in found.items()}
    return {
        name: said and {key: {b"true": b"1", b"false": b"0"}.get(value, value) for key, value in said.items()}
        for name, said in words.items()
    }


def test_locked_cells_are_written_and_every_sheet_is_protected_exactly_as_before(opened, tmp_path):
    book, path = opened
    protected = {sheet.name: sheet.api.isProtected() for sheet in book.sheets}
    assert all(protected.values())
    live = LiveBook(book)
    live.apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 1}), SheetChange(SUMMARY, {(FIRST_ROW, 6): 2})], PASSWORD)
    assert live.read().sheets[RESULTS][FIRST_ROW, 3].value == 1
    assert {sheet.name: sheet.api.isProtected() for sheet in book.sheets} == protected
    assert not book.api.UndoManager.isRedoPossible()
    again = tmp_path / "lagi.xlsx"
    book.save(str(again))
    before, after = protections(path), protections(again)
    for part, said in before.items():
        assert {key: after[part].get(key, DEFAULTS.get(key)) for key in said} == said
    assert all(said[b"hashValue"] for said in after.values())


def test_a_sheet_that_somebody_unprotected_stays_unprotected(opened):
    book, _ = opened
    book.sheets[RESULTS].api.unprotect(PASSWORD)
    LiveBook(book).apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 1})], PASSWORD)
    assert not book.sheets[RESULTS].api.isProtected()
    assert book.sheets[SUMMARY].api.isProtected()


def test_what_the_user_could_undo_before_can_be_undone_afterwards(opened):
    book, _ = opened
    book.sheets[WORK].range((FIRST_ROW, 13)).value = 77
    undo = book.api.UndoManager
    before = undo.getAllUndoActionTitles()
    LiveBook(book).apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 1})], PASSWORD)
    assert undo.getAllUndoActionTitles() == before
    assert not undo.isLocked()


def test_protection_comes_back_where_undoing_is_switched_off(opened):
    book, _ = opened
    book.api.UndoManager.lock()
    LiveBook(book).apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 1})], PASSWORD)
    book.api.UndoManager.unlock()
    assert book.sheets[RESULTS].api.isProtected()


def test_another_password_is_refused_before_anything_changes(opened):
    book, _ = opened
    book.sheets[BEHAVIOUR].api.unprotect(PASSWORD)
    book.sheets[BEHAVIOUR].api.protect("rahasia lain")
    live = LiveBook(book)
    before = live.read()
    changes = [SheetChange(RESULTS, {(FIRST_ROW, 3): 1}), SheetChange(BEHAVIOUR, {(FIRST_ROW, 1): "x"})]
    with pytest.raises(UnusableFile, match=f'Lembar "{BEHAVIOUR}" dilindungi dengan kata sandi lain'):
        live.apply(changes, PASSWORD)
    assert live.read() == before
    assert all(sheet.api.isProtected() for sheet in book.sheets)


def test_a_renamed_sheet_and_an_impossible_value_are_refused_before_anything_changes(opened):
    book, _ = opened
    live = LiveBook(book)
    before = live.read()
    first = SheetChange(RESULTS, {(FIRST_ROW, 3): 1})
    with pytest.raises(UnusableFile, match='Lembar "Hasil lama" tidak ada'):
        live.apply([first, SheetChange("Hasil lama", {(1, 1): 1})], PASSWORD)
    with pytest.raises(UnusableFile, match="Sel Temuan!A7 tidak dapat diisi"):
        live.apply([first, SheetChange(FINDINGS, {(7, 1): "x" * 40_000})], PASSWORD)
    assert live.read() == before


def notes(book, name):
    return {(note.location.row, note.location.column): note.text for note in book.sheets[name].notes}


def test_our_notes_follow_the_findings_and_those_of_people_stay(plain):
    def fill(book):
        book.active["A1"].comment = Comment("Catatan saya", "saya")
        book.active["A2"].comment = Comment("Temuan lama? Bukan.", "saya")
        book.active["A3"] = 3

    book, _ = plain(fill)
    live = LiveBook(book)
    own = {(1, 1): "Catatan saya", (2, 1): "Temuan lama? Bukan."}
    live.apply([SheetChange("Sheet", notes={(1, 1): "x", (3, 1): "kosong.\ndan salah.", (4, 2): "satu"})], "")
    assert notes(book, "Sheet") == own | {(3, 1): MARK + "kosong.\ndan salah.", (4, 2): MARK + "satu"}
    live.apply([SheetChange("Sheet", notes={(4, 2): "lain", (5, 5): "baru"})], "")
    assert notes(book, "Sheet") == own | {(4, 2): MARK + "lain", (5, 5): MARK + "baru"}
    live.apply([SheetChange("Sheet", {(5, 5): 1})], "")
    assert (5, 5) in notes(book, "Sheet")
    live.apply([SheetChange("Sheet", notes={})], "")
    assert notes(book, "Sheet") == own


def test_notes_are_put_on_a_protected_sheet(opened):
    book, _ = opened
    LiveBook(book).apply([SheetChange(WORK, notes={(FIRST_ROW, 13): "realisasi kosong."})], PASSWORD)
    assert notes(book, WORK) == {(FIRST_ROW, 13): "Temuan: realisasi kosong."}
    assert book.sheets[WORK].api.isProtected()


def look(book):
    controller = book.api.CurrentController
    return (
        controller.ActiveSheet.Name,
        controller.Selection.AbsoluteName,
        controller.FirstVisibleRow,
        controller.FirstVisibleColumn,
        book.api.isAutomaticCalculationEnabled(),
        book.api.hasControllersLocked(),
    )


def scrolled(book):
    book.sheets[WORK].activate()
    book.sheets[WORK].range("N9:O10").select()
    controller = book.api.CurrentController
    controller.setFirstVisibleRow(8)
    controller.setFirstVisibleColumn(5)
    book.api.enableAutomaticCalculation(False)  # noqa: FBT003 - UNO takes no keywords
    return look(book)


def test_selection_scrolling_and_calculation_mode_stay(opened):
    book, _ = opened
    before = scrolled(book)
    LiveBook(book).apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 1}, notes={(FIRST_ROW, 3): "x"})], PASSWORD)
    assert look(book) == before


def test_they_stay_also_after_an_error_that_moved_everything(opened):
    book, _ = opened
    before = scrolled(book)

    class Moving(dict):
        """Notes that disturb the view and then fail, in the middle of the writing."""

        def items(self):
            book.sheets[SUMMARY].activate()
            book.sheets[SUMMARY].range("A1").select()
            book.api.enableAutomaticCalculation(True)  # noqa: FBT003 - UNO takes no keywords
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        LiveBook(book).apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 1}, notes=Moving())], PASSWORD)
    assert look(book) == before
    assert all(sheet.api.isProtected() for sheet in book.sheets)
    assert not book.api.UndoManager.isLocked()


def test_the_selected_cell_is_told_and_a_sheet_comes_to_the_front(opened):
    book, _ = opened
    book.sheets[BEHAVIOUR].activate()
    book.sheets[BEHAVIOUR].range((FIRST_ROW + 1, 6), (FIRST_ROW + 3, 7)).select()
    live = LiveBook(book)
    assert live.selection() == (BEHAVIOUR, FIRST_ROW + 1, 6)
    live.show(FINDINGS)
    assert live.selection() == (FINDINGS, 1, 1)


def test_of_two_copies_that_are_open_the_right_one_changes(calc, tmp_path):
    path = form_file(tmp_path)
    folder = tmp_path / "salinan"
    folder.mkdir()
    first, second = calc.open(path), calc.open(Path(shutil.copy(path, folder)))
    try:
        untouched = LiveBook(second).read()
        LiveBook(first).apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 123})], PASSWORD)
        assert LiveBook(first).read().sheets[RESULTS][FIRST_ROW, 3].value == 123
        assert_same(LiveBook(second).read(), untouched)  # LibreOffice calculates anew in the last digit
        assert LiveBook(first).path == path
        assert LiveBook(second).path == folder / path.name
    finally:
        first.close()
        second.close()


def test_where_a_workbook_stands_is_told(calc, tmp_path):
    folder = tmp_path / "Folder penilaian é"
    folder.mkdir()
    path = Path(shutil.copy(form_file(tmp_path), folder))
    book, fresh = calc.open(path), calc.app.books.add()
    try:
        assert LiveBook(book).path == path
        assert not LiveBook(book).read_only
        assert LiveBook(fresh).path is None
        assert META in LiveBook(book).sheet_names
    finally:
        book.close()
        fresh.close()


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///C:/Folder%20saya/Induk.xlsm", Path("C:/Folder saya/Induk.xlsm")),
        ("file://peladen/bagi/Induk.xlsm", Path("//peladen/bagi/Induk.xlsm")),
        ("https://pauh.sharepoint.com/Induk.xlsm", None),
        ("", None),
    ],
)
def test_addresses_of_other_computers_are_understood(url, path):
    class Document:
        URL = url

    class Engine:
        name = "calc"

    class App:
        engine = Engine

    class Opened:
        api, app = Document, App

    assert file_of(Opened) == path


def test_a_workbook_opened_read_only_is_read_but_neither_written_nor_saved(calc, tmp_path):
    path = form_file(tmp_path)
    book = calc.open(path, read_only=True)
    try:
        live = LiveBook(book)
        assert live.read_only
        assert_same(live.read(), read_book(path))
        with pytest.raises(UnusableFile, match="hanya-baca"):
            live.apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 5})], PASSWORD)
        assert_same(live.read(), read_book(path))
    finally:
        book.close()


def test_saving_puts_the_changes_into_the_file_and_does_nothing_without_changes(opened):
    book, path = opened
    live = LiveBook(book)
    stamp = path.stat().st_mtime_ns
    live.save()
    assert path.stat().st_mtime_ns == stamp
    live.apply([SheetChange(RESULTS, {(FIRST_ROW, 3): 5})], PASSWORD)
    live.save()
    assert read_book(path).sheets[RESULTS][FIRST_ROW, 3].value == 5


class Rejected(Exception):
    """What COM raises while a cell is being edited."""

    hresult = -2147418111
    excepinfo = None


class EditedBook:
    """The real open workbook, whose sheets cannot be reached the first times, as while a cell is being edited."""

    def __init__(self, book, times):
        self._book, self.left = book, times

    def __getattr__(self, name):
        return getattr(self._book, name)

    @property
    def sheets(self):
        if self.left:
            self.left -= 1
            raise Rejected
        return self._book.sheets


def test_a_short_edit_is_waited_for(opened):
    edited = EditedBook(opened[0], 2)
    assert LiveBook(edited).read().sheets[RESULTS]
    assert edited.left == 0


def test_a_long_edit_is_named_with_its_cure(opened, monkeypatch):
    monkeypatch.setattr(busy, "_WAITS", (0.0, 0.0, 0.0))
    live = LiveBook(EditedBook(opened[0], 100))
    for work in (live.read, lambda: live.sheet_names, lambda: live.apply([SheetChange(RESULTS)], PASSWORD)):
        with pytest.raises(busy.Busy, match="tekan Enter atau Esc"):
            work()


@pytest.mark.parametrize(
    ("attributes", "is_busy"),
    [
        ({"hresult": -2147418111}, True),
        ({"hresult": -2147417846}, True),
        ({"hresult": -2147352567, "excepinfo": (0, None, None, None, 0, -2146777998)}, True),
        ({"hresult": -2147352567, "excepinfo": (0, "Excel", "1004", None, 0, -2146827284)}, False),
        ({"hresult": -2147352567, "excepinfo": None}, False),
        ({}, False),
    ],
)
def test_only_errors_that_say_busy_count_as_busy(attributes, is_busy):
    problem = Exception()
    for name, value in attributes.items():
        setattr(problem, name, value)
    assert busy.is_busy(problem) is is_busy


def test_progress_stands_in_the_status_bar_and_goes_away(opened):
    app = opened[0].app
    before = app.status_bar
    with kept_status_bar(app):
        done = status_progress(app)("Membuat formulir", 60)
        done(12)
        assert app.status_bar == "Membuat formulir: 12 dari 60"
    assert app.status_bar == before


def test_nothing_large_is_imported_by_xlwings_and_nothing_is_blocked_afterwards(tmp_path):
    code = """
import sys
from kinerja_pauh.adapters.live.lean_xlwings import KEPT_OUT, lean_xlwings
xlwings = lean_xlwings()
print(sorted(m for m in sys.modules if m in KEPT_OUT or m.split(".")[0] in KEPT_OUT))
print([name for name, module in sys.modules.items() if module is None])
import pandas, numpy, openpyxl, jinja2
print(pandas.DataFrame({"a": [1]}).shape, xlwings.__version__ == lean_xlwings().__version__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.split("\n")[:3] == ["[]", "[]", "(1, 1) True"]


def test_an_amount_of_many_digits_is_not_rounded(plain):
    book, _ = plain(lambda _made: None)
    LiveBook(book).apply([SheetChange("Sheet", {(1, 1): Decimal("1234567.123456789")})], "")
    assert LiveBook(book).read().sheets["Sheet"][1, 1].value == 1234567.123456789


def test_a_question_that_nobody_can_see_is_a_no_and_a_file_may_answer_it(opened, tmp_path, monkeypatch) -> None:
    live = LiveBook(opened[0])
    monkeypatch.delenv(MESSAGES_FILE, raising=False)
    assert not live.ask("Tutup periode?"), "LibreOffice without a window answers at once, carefully"
    messages = tmp_path / "pesan.jsonl"
    monkeypatch.setenv(MESSAGES_FILE, str(messages))
    assert not live.ask("Tutup periode?")
    (tmp_path / f"pesan.jsonl{YES_ENDING}").touch()
    assert live.ask("Tutup periode?")
    assert messages.read_text("utf-8").count("Tutup periode?") == 2
