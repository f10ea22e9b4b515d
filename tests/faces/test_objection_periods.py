"""Objections of two periods in one register: each is held against its own, also after the Induk moved on."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.faces.cli import main
from kinerja_pauh.sheets import form_layout
from kinerja_pauh.sheets.flat_book import FIRST_ROW as FLAT_ROW
from kinerja_pauh.sheets.induk_layout import SETTINGS, SETTINGS_TABLE, STAFF, STAFF_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.objection_book import FACTS, PLAN, RETURNS
from kinerja_pauh.sheets.year_sheets import OBJECTIONS, OBJECTIONS_TABLE

if TYPE_CHECKING:
    from pathlib import Path

RATER = filled_office.largest_rater()
PERSON = filled_office.raters()[RATER][0]
TODAY = datetime.now().astimezone().date()
FIRST, SECOND, THIRD = "Tahunan 2026", "Penilaian Akhir 2026", "Tahunan 2027"
NOTE = "hanya di periode kedua"


@pytest.fixture
def office(two_periods, tmp_path) -> Path:
    return shutil.copytree(two_periods, tmp_path / "kantor")


@pytest.fixture(scope="module")
def two_periods(tmp_path_factory) -> Path:
    """Collected for the first period; then handed out, filled in and collected for the second, in which it is now."""
    root = filled_office.office_copy(tmp_path_factory.mktemp("dua"), tmp_path_factory)
    assert main(["kumpulkan", str(root)]) == 0
    move(root, SECOND, "2 Januari 2026", "31 Desember 2026")
    assert main(["bagikan", str(root)]) == 0
    for rater, people in filled_office.raters().items():
        (form,) = (root / "1_dibagikan").glob(f"Penilaian_{rater}_Penilaian-Akhir-2026.xlsx")
        back = root / "2_masuk" / form.name
        back.write_bytes(form.read_bytes())
        filled_office.fill_in(back, people)
        write_cells(back, form_layout.WORK, {(FIRST_ROW, form_layout.WORK_TABLE.column("Catatan")): NOTE})
    assert main(["kumpulkan", str(root)]) == 0
    return root


def induk_of(root: Path) -> Path:
    return next(root.glob("Induk_*.xlsx"))


def move(root: Path, label: str, start: str, end: str) -> None:
    """The Induk is about another period."""
    cells = read_book(induk_of(root)).sheets[SETTINGS]
    rows = {cell.value: row for (row, column), cell in cells.items() if column == 1}
    values = {"periode": label, "mulai": start, "selesai": end}
    place = SETTINGS_TABLE.column("Nilai")
    write_cells(induk_of(root), SETTINGS, {(rows[key], place): value for key, value in values.items()})


def enter(root: Path, row: int, period: str | None, nip: str = PERSON.nip, **more: object) -> None:
    values = {"NIP": nip, "Periode": period, "Diterima Pegawai": TODAY, "Diajukan": TODAY, "Alasan Pegawai": "Loket"}
    cells = {(row, OBJECTIONS_TABLE.column(header)): value for header, value in (values | more).items()}
    write_cells(induk_of(root), OBJECTIONS, cells)


def found(files) -> list[tuple[str, str]]:
    return [(f["sel"], f["kode"]) for one in files for f in one["temuan"]]


def column(path: Path, sheet: str, number: int) -> list[object]:
    cells = read_book(path).sheets[sheet]
    return [cell.value for (row, c), cell in sorted(cells.items()) if c == number and row >= FLAT_ROW]


def test_each_file_tells_the_result_of_its_own_period(capsys, office) -> None:
    enter(office, FIRST_ROW, FIRST.upper())
    enter(office, FIRST_ROW + 1, SECOND)
    status, _, err = run(capsys, "keberatan", office)
    assert (status, "2 berkas ada di 4_laporan" in err) == (0, True)
    first, second = sorted((office / "4_laporan").glob("Keberatan_*.xlsx"), key=lambda path: "Akhir" in path.name)
    assert first.name.endswith("_Tahunan-2026.xlsx")
    for path, label, noted in ((first, FIRST, False), (second, SECOND, True)):
        facts = dict(zip(column(path, FACTS, 1), column(path, FACTS, 2), strict=True))
        assert facts["Periode"] == label
        assert (NOTE in column(path, PLAN, 7)) is noted, "the plan as it stands in the form of that period"
        assert len(column(path, RETURNS, 1)) == 1, "only the returns of that period"


def test_an_objection_of_the_first_period_does_not_keep_the_second_open(capsys, office) -> None:
    enter(office, FIRST_ROW, FIRST)
    assert run(capsys, "tutup", office)[0] == 0
    move(office, FIRST, "1 Januari 2026", "31 Desember 2026")
    status, files = run_json(capsys, "tutup", office)
    assert (status, found(files)) == (1, [(f"A{FIRST_ROW}", "tutup-keberatan")])


def test_a_period_that_nobody_knows_is_told_with_the_known_ones_and_keeps_the_period_open(capsys, office) -> None:
    enter(office, FIRST_ROW, "Triwulan 1")
    for verb in ("keberatan", "tutup"):
        status, files = run_json(capsys, verb, office)
        assert (status, found(files)) == (1, [(f"C{FIRST_ROW}", "keberatan-periode")])
        assert f"{FIRST}, {SECOND}" in files[0]["temuan"][0]["pesan"]
    assert not list((office / "4_laporan").glob("Keberatan_*"))


def test_an_empty_period_means_the_present_one_and_is_to_be_filled_in(capsys, office) -> None:
    enter(office, FIRST_ROW, None)
    status, files = run_json(capsys, "keberatan", office)
    assert (status, found(files)) == (1, [(f"C{FIRST_ROW}", "keberatan-tanpa-periode")])
    assert files[0]["temuan"][0]["tingkat"] == "peringatan"
    (path,) = (office / "4_laporan").glob("Keberatan_*.xlsx")
    assert path.name.endswith("_Penilaian-Akhir-2026.xlsx")
    _, files = run_json(capsys, "tutup", office)
    assert "isi kolom Periode" in files[0]["temuan"][0]["pesan"]


def test_one_person_may_object_once_a_period(capsys, office) -> None:
    enter(office, FIRST_ROW, FIRST)
    enter(office, FIRST_ROW + 1, SECOND)
    enter(office, FIRST_ROW + 2, None)
    _, files = run_json(capsys, "keberatan", office)
    assert [place for place, code in found(files) if code == "keberatan-ganda"] == [
        f"A{FIRST_ROW + 1}", f"A{FIRST_ROW + 2}",
    ]  # fmt: skip
    assert len(list((office / "4_laporan").glob("Keberatan_*"))) == 1


def test_after_the_move_to_a_period_without_forms_the_old_one_is_still_answered(capsys, office) -> None:
    move(office, THIRD, "1 Januari 2027", "31 Desember 2027")
    enter(office, FIRST_ROW, THIRD)
    status, _, err = run(capsys, "keberatan", office)
    assert (status, "Belum ada formulir" in err) == (2, True)
    enter(office, FIRST_ROW + 1, SECOND)
    status, files = run_json(capsys, "keberatan", office)
    assert (status, found(files)) == (1, [(f"A{FIRST_ROW}", "keberatan-tanpa-hasil")])
    (path,) = (office / "4_laporan").glob("Keberatan_*.xlsx")
    assert path.name.endswith("_Penilaian-Akhir-2026.xlsx")


def test_who_decides_is_the_superior_of_the_rater_of_that_period(capsys, office) -> None:
    """The person has another rater by now."""
    staff = {one.nip: one for one in filled_office.SAMPLE.employees}
    deciding = staff[staff[RATER].rater].name
    other = next(nip for nip in filled_office.raters() if nip not in {RATER, staff[RATER].rater})
    cells = read_book(induk_of(office)).sheets[STAFF]
    nip = STAFF_TABLE.column("NIP")
    row = next(row for (row, c), cell in cells.items() if c == nip and cell.value == PERSON.nip)
    headers = ("NIP Penilai", "NIP Atasan Penilai")
    write_cells(induk_of(office), STAFF, {(row, STAFF_TABLE.column(header)): other for header in headers})
    enter(office, FIRST_ROW, FIRST)
    assert run(capsys, "keberatan", office)[0] == 0
    (path,) = (office / "4_laporan").glob("Keberatan_*.xlsx")
    assert dict(zip(column(path, FACTS, 1), column(path, FACTS, 2), strict=True))["Yang memutuskan"] == deciding
