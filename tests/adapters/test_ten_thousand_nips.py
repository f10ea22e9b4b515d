"""Ten thousand NIPs through every reader, writer, database and export: each comes out digit by digit as it went in.

Through whole forms and the recap, which are much longer, a thousand in the ordinary run and all in `make ketahanan`.
"""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from calc_office import CalcOffice
from filled_office import SAMPLE, YEAR, main, run_json
from kinerja_pauh.actions.file_names import document_name, form_name
from kinerja_pauh.actions.outcome import FileOutcome, Outcome, Verdict
from kinerja_pauh.actions.recap_source import book_of
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import book_from_bytes, read_book
from kinerja_pauh.adapters.live.live_book import LiveBook
from kinerja_pauh.adapters.reading_apart.reader import ApartReader
from kinerja_pauh.adapters.recap_book import recap_workbook
from kinerja_pauh.adapters.register.privacy import export_person
from kinerja_pauh.adapters.staff_files import read_workbook_or_csv
from kinerja_pauh.appraisal.model import Civil, Form, Ratee, RuleChoice
from kinerja_pauh.appraisal.nip import nip_problem, print_nip
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.faces.show import as_json, person_json
from kinerja_pauh.ports import Issued
from kinerja_pauh.sheets import recap_layout
from kinerja_pauh.sheets.cells import CellKind, SheetChange
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.induk_layout import STAFF, STAFF_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.staff_list import read_staff_list
from recap_offices import rated, source
from register_entries import NOW, WHO, returned

if TYPE_CHECKING:
    from kinerja_pauh.sheets.cells import Book, Cell

COUNT, A_FORM = 10_000, 1_000
IN_FORMS = COUNT if os.environ.get("KINERJA_LENGKAP") == "1" else A_FORM
RULES = filled_office.RULES


def made_nips() -> tuple[str, ...]:
    """Different ones that people could bear; many end in zeros or differ in the last digit alone."""
    chance = random.Random(2026)
    found: set[str] = set()
    while len(found) < COUNT:
        born = date.fromordinal(chance.randint(date(1966, 1, 1).toordinal(), date(2001, 12, 31).toordinal()))
        began = f"{chance.randint(born.year + 18, 2025)}{chance.randint(1, 12):02d}"
        head = f"{born:%Y%m%d}{began}{chance.choice('12')}"
        found |= {head + tail for tail in (f"{chance.randint(1, 999):03d}", "001", "010", "100", "999")}
    return tuple(sorted(found)[:COUNT])


NIPS = made_nips()


def test_they_are_ten_thousand_that_people_could_bear() -> None:
    assert len(set(NIPS)) == COUNT
    assert not any(nip_problem(nip, Civil.PNS, date(2026, 12, 24)) for nip in NIPS)
    assert len({float(nip) for nip in NIPS}) < COUNT * 0.9  # as numbers many would be one and the same


# Staff lists and Induk


def list_file(folder: Path, kind: str, *, numbers: bool = False) -> Path:
    """A staff list of them all, as an office has it."""
    path = folder / f"daftar.{kind}"
    rows = [("NIP", "Nama"), *((int(nip) if numbers else nip, f"Pegawai {n}") for n, nip in enumerate(NIPS))]
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(rows)
        return path
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def nip_cells(book: Book) -> list[Cell]:
    column = STAFF_TABLE.column("NIP")
    return [book.sheets[STAFF][FIRST_ROW + n, column] for n in range(COUNT)]


@pytest.fixture(scope="module")
def induk(tmp_path_factory) -> Path:
    """The Induk that `mulai` makes of a list in CSV."""
    place = tmp_path_factory.mktemp("csv")
    assert main(["mulai", str(place / "kantor"), "--dari", str(list_file(place, "csv")), "--tahun", str(YEAR)]) == 0
    return place / "kantor" / f"Induk_{YEAR}.xlsx"


def test_a_list_in_csv_becomes_an_induk_with_the_same_nips_read_here_and_apart(induk) -> None:
    book = read_book(induk)
    assert tuple(one.nip for one in read_induk(book).employees) == NIPS
    assert {cell.kind for cell in nip_cells(book)} == {CellKind.TEXT}
    with ApartReader() as reader:
        assert reader.read(induk.name, induk.read_bytes()) == book


def test_a_list_in_a_workbook_is_read_as_the_same_nips(tmp_path) -> None:
    people, findings = read_staff_list(read_workbook_or_csv(list_file(tmp_path, "xlsx")))
    assert tuple(one.nip for one in people) == NIPS
    assert findings == ()


def test_a_staff_list_with_nips_as_numbers_is_refused_with_every_row_named(tmp_path, capsys) -> None:
    root = tmp_path / "kantor"
    path = list_file(tmp_path, "xlsx", numbers=True)
    status, told = run_json(capsys, "mulai", root, "--dari", path, "--tahun", YEAR)
    assert status == 1
    assert [(f["kode"], f["sel"]) for f in told[0]["temuan"]] == [("nip-angka", f"A{n}") for n in range(2, COUNT + 2)]
    assert not root.exists()


def test_an_induk_with_nips_as_numbers_is_told_with_every_row_until_they_are_text_again(tmp_path, induk) -> None:
    path, column = Path(shutil.copy(induk, tmp_path)), STAFF_TABLE.column("NIP")
    write_cells(path, STAFF, {(FIRST_ROW + n, column): int(nip) for n, nip in enumerate(NIPS)})
    told = [f.cell for f in read_induk(read_book(path)).findings if f.code == "nip-angka"]
    assert told == [f"A{FIRST_ROW + n}" for n in range(COUNT)]
    write_cells(path, STAFF, {(FIRST_ROW + n, column): nip for n, nip in enumerate(NIPS)})
    assert tuple(str(cell.value) for cell in nip_cells(read_book(path))) == NIPS


# Forms


@pytest.fixture(scope="module")
def forms() -> list[bytes]:
    """Forms of a thousand people each."""
    stamper = BundledTemplates().form("pauh")
    choice = RuleChoice(RULES.id)
    made = []
    for start in range(0, IN_FORMS, A_FORM):
        people = tuple(Ratee(nip, "Pegawai", "Staf", (), (), new_idea=False) for nip in NIPS[start : start + A_FORM])
        form = Form(f"uji-{start}", SAMPLE.office, SAMPLE.period, choice, NIPS[start], "Penilai", people)
        results = [score(one, RULES, SAMPLE.period) for one in people]
        made.append(stamper.render(fill_form(form, results, RULES)))
    return made


def test_forms_say_the_same_nips(forms) -> None:
    read = [read_form(book_from_bytes("", data)).form for data in forms]
    assert tuple(one.nip for form in read for one in form.ratees) == NIPS[:IN_FORMS]
    assert tuple(form.rater_nip for form in read) == NIPS[:IN_FORMS:A_FORM]


# Register and exports


def test_the_register_keeps_them_on_each_database(register) -> None:
    issued = [Issued(f"id-{nip}", nip, nip, "Tahunan", form_name(nip, "Tahunan"), 1, b"-") for nip in NIPS]
    register.issue(issued, NOW, WHO)
    kept = register.issued()
    assert tuple(one.rater_nip for one in kept) == NIPS
    assert tuple(one.form_id for one in kept) == tuple(f"id-{nip}" for nip in NIPS)
    assert register.faults() == []


def test_what_is_kept_of_a_person_names_that_person_alone(register, forms) -> None:
    nip = NIPS[0]
    register.issue([Issued("id", nip, "Siti", "Tahunan", form_name(nip, "Tahunan"), A_FORM, forms[0])], NOW, WHO)
    register.add(returned(forms[0], "id"), NOW, WHO)
    known = json.loads(person_json(export_person(register, nip)))
    assert [known["nip"], *(one["nip_penilai"] for one in known["sebagai_penilai"])] == [nip, nip]
    for kept in known["sebagai_pegawai"]:
        assert {row["NIP"] for rows in kept["baris"].values() for row in rows if "NIP" in row} == {nip}
    assert len(known["sebagai_pegawai"]) == 2


def test_json_file_names_and_print_keep_them() -> None:
    results = tuple(score(Ratee(nip, "Pegawai", "Staf", (), (), new_idea=False), RULES, SAMPLE.period) for nip in NIPS)
    told = json.loads(as_json(Outcome((FileOutcome("a.xlsx", Verdict.LOOK, results=results),))))
    assert tuple(one["nip"] for one in told["berkas"][0]["hasil"]) == NIPS
    assert tuple(document_name("Laporan", nip, "Siti").split("_")[1] for nip in NIPS) == NIPS
    assert tuple(form_name(nip, "Tahunan").split("_")[1] for nip in NIPS) == NIPS
    assert tuple(print_nip(nip).replace(" ", "") for nip in NIPS) == NIPS


def test_the_recap_lists_them_as_text_on_flat_and_on_wide_sheets() -> None:
    small = book_of(source(rated()))
    chosen = (recap_layout.PEOPLE, recap_layout.BEHAVIOURS)
    rows = {name: tuple((nip, *small.rows[name][0][1:]) for nip in NIPS[:IN_FORMS]) for name in chosen}
    book = book_from_bytes("", recap_workbook(replace(small, rows={**small.rows, **rows})))
    for name in chosen:
        listed = [cell for (_, column), cell in sorted(book.sheets[name].items()) if column == 1]
        assert tuple(cell.value for cell in listed if str(cell.value).isdigit()) == NIPS[:IN_FORMS]
        assert {cell.kind for cell in listed} == {CellKind.TEXT}


# An open workbook


def test_an_open_workbook_in_libreoffice_says_and_takes_them(tmp_path) -> None:
    with CalcOffice(tmp_path) as calc:
        opened = calc.open(list_file(tmp_path, "xlsx"))
        live = LiveBook(opened)
        (name,) = live.sheet_names
        shown = live.read().sheets[name]
        assert tuple(shown[n, 1].value for n in range(2, COUNT + 2)) == NIPS
        live.apply([SheetChange(name, {(n, 4): nip for n, nip in enumerate(reversed(NIPS), start=2)})], "")
        opened.save(str(tmp_path / "lagi.xlsx"))
        opened.close()
    saved = read_book(tmp_path / "lagi.xlsx").sheets[name]
    assert tuple(saved[n, 1].value for n in range(2, COUNT + 2)) == NIPS
    assert tuple(saved[n, 4].value for n in range(2, COUNT + 2)) == NIPS[::-1]
