"""A deadline that was extended: monitor and reminders speak of the new day, each with the old one beside it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.sheets.cells import Book
from kinerja_pauh.sheets.extension_sheet import EXTENSIONS, EXTENSIONS_TABLE, read_extensions
from kinerja_pauh.sheets.induk_layout import DEADLINE, SETTING_KEYS, SETTINGS, SETTINGS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.monitor_sheet import DAYS_LEFT, MONITOR, MONITOR_TABLE

if TYPE_CHECKING:
    from pathlib import Path

RATER, OTHER = list(filled_office.raters())[:2]
FIRST = date(2037, 1, 15)
LATER, LATEST = FIRST + timedelta(days=5), FIRST + timedelta(days=9)


@pytest.fixture
def office(tmp_path, tmp_path_factory) -> Path:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    place = FIRST_ROW + list(SETTING_KEYS).index(DEADLINE), SETTINGS_TABLE.column("Nilai")
    write_cells(induk_of(root), SETTINGS, {place: show_day(FIRST)})
    return root


def induk_of(root: Path) -> Path:
    return next(root.glob("Induk_*.xlsx"))


def extend(root: Path, place: int = 0, **more: object) -> None:
    """A row of the sheet Perpanjangan; place: from 0."""
    values = {"Tanggal": date(2037, 1, 10), "Alasan": "Banjir", "Nomor Surat": "900/1/2037"} | {
        header.replace("_", " "): value for header, value in more.items()
    }
    cells = {(FIRST_ROW + place, EXTENSIONS_TABLE.column(header)): value for header, value in values.items()}
    write_cells(induk_of(root), EXTENSIONS, cells)


def forms(root: Path, capsys) -> dict[str, dict]:
    """NIP of the rater -> what `monitor --json` says of the form."""
    _, out, _ = run(capsys, "monitor", root, "--json")
    return {one["nip_penilai"]: one for one in json.loads(out)["formulir"]}


def test_one_rater_has_more_time_than_the_others(office, capsys) -> None:
    extend(office, NIP=RATER, Batas_Baru=LATEST)
    found = forms(office, capsys)
    assert [(found[nip]["batas_kembali"], found[nip]["diperpanjang"]) for nip in (RATER, OTHER)] == [
        (LATEST.isoformat(), True),
        (FIRST.isoformat(), False),
    ]
    assert show_day(LATEST) in found[RATER]["pesan"]
    assert show_day(FIRST) in found[OTHER]["pesan"]
    left = [
        str(cell.value)
        for (row, column), cell in read_book(induk_of(office)).sheets[MONITOR].items()
        if column == MONITOR_TABLE.column(DAYS_LEFT) and row >= FIRST_ROW
    ]
    assert sum("diperpanjang" in text for text in left) == 1
    _, out, _ = run(capsys, "monitor", office)
    assert f"Batas kembali {show_day(FIRST)} (" in out


def test_everybody_has_more_time_and_the_first_day_stays_to_be_read(office, capsys) -> None:
    extend(office, Batas_Baru=LATER)
    extend(office, 1, NIP=RATER, Batas_Baru=LATEST)
    found = forms(office, capsys)
    assert [found[nip]["batas_kembali"] for nip in (RATER, OTHER)] == [LATEST.isoformat(), LATER.isoformat()]
    _, out, _ = run(capsys, "monitor", office)
    assert f"Batas kembali {show_day(LATER)}, diperpanjang dari {show_day(FIRST)} (" in out
    (letters,) = (office / "3_rekap").glob("Pengingat_*.txt")
    assert f"diperpanjang dari {show_day(FIRST)}" in letters.read_text("utf-8-sig")


def test_a_row_of_another_period_gives_nobody_time(office, capsys) -> None:
    extend(office, Periode="Tahunan 2036", Batas_Baru=LATER)
    assert {one["batas_kembali"] for one in forms(office, capsys).values()} == {FIRST.isoformat()}
    extend(office, Periode="tahunan  2026")
    assert {one["batas_kembali"] for one in forms(office, capsys).values()} == {LATER.isoformat()}


def test_a_slip_is_told_and_keeps_no_form_back(office, capsys) -> None:
    extend(office, Batas_Baru=FIRST)
    status, files = run_json(capsys, "bagikan", office)
    assert (status, files[0]["putusan"]) == (1, "diterima")
    (finding,) = files[0]["temuan"]
    assert (finding["lembar"], finding["kode"]) == (EXTENSIONS, "perpanjangan-mundur")


def test_a_day_that_is_no_day_is_told(office) -> None:
    extend(office, Batas_Baru="minggu depan")
    (row,), findings = read_extensions(read_book(induk_of(office)))
    assert (row.deadline, [one.code for one in findings]) == (None, ["bukan-tanggal"])


def test_an_induk_from_before_has_no_such_sheet() -> None:
    assert read_extensions(Book("Induk.xlsx", {})) == ((), ())
