"""kinerja tutup: a period is closed only when nothing of it is open, and stays closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.sheets import form_layout, monitor_sheet
from kinerja_pauh.sheets.induk_layout import SETTINGS, SETTINGS_TABLE, STAFF, STAFF_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.year_sheets import OBJECTIONS, OBJECTIONS_TABLE

if TYPE_CHECKING:
    from pathlib import Path

RATER = filled_office.largest_rater()
PEOPLE = filled_office.raters()[RATER]


@pytest.fixture
def office(tmp_path, tmp_path_factory) -> Path:
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def collected(office, capsys) -> Path:
    assert run(capsys, "kumpulkan", office)[0] == 0
    return office


def codes(files) -> set[str]:
    return {finding["kode"] for one in files for finding in one["temuan"]}


def leave_open(root: Path) -> None:
    """One form less, and in another one person without a rating and one with a proposal only."""
    other = next(nip for nip in filled_office.raters() if nip != RATER)
    filled_office.form_of(root, other, "2_masuk").unlink()
    path = filled_office.form_of(root, RATER, "2_masuk")
    summary = form_layout.SUMMARY_TABLE
    write_cells(path, form_layout.BEHAVIOUR, {(FIRST_ROW, form_layout.BEHAVIOUR_TABLE.column("Rating")): None})
    row = FIRST_ROW + 1
    write_cells(path, summary.sheet, {(row, summary.column("Rating Hasil")): None,
                                      (row, summary.column("Rating Perilaku")): None})  # fmt: skip


def test_what_is_open_is_listed_and_nothing_is_closed(capsys, office) -> None:
    leave_open(office)
    run(capsys, "kumpulkan", office)
    cells = {"NIP": PEOPLE[1].nip, "Alasan Pegawai": "Loket tutup"}
    induk = next(office.glob("Induk_*.xlsx"))
    write_cells(induk, OBJECTIONS, {(FIRST_ROW, OBJECTIONS_TABLE.column(h)): v for h, v in cells.items()})
    status, files = run_json(capsys, "tutup", office)
    assert status == 1
    assert codes(files) == {
        "tutup-belum-kembali", "tutup-perlu-dilihat", "tutup-belum-lengkap", "tutup-sementara", "tutup-keberatan",
    }  # fmt: skip
    said = " ".join(finding["pesan"] for one in files for finding in one["temuan"])
    assert PEOPLE[0].name in said
    assert PEOPLE[1].name in said
    assert run(capsys, "tutup", office, "--buka")[0] == 2


def test_a_closed_period_takes_no_new_return_and_hands_out_nothing(capsys, collected) -> None:
    status, _, err = run(capsys, "tutup", collected)
    assert (status, "Periode Tahunan 2026 ditutup: 8 pegawai." in err) == (0, True)
    assert run(capsys, "kumpulkan", collected)[0] == 0, "what was taken before stays taken"
    late = collected / "2_masuk" / "susulan.xlsx"
    late.write_bytes(filled_office.form_of(collected, RATER, "2_masuk").read_bytes())
    write_cells(late, form_layout.WORK, {(FIRST_ROW, form_layout.WORK_TABLE.column("Catatan")): "susulan"})
    status, files = run_json(capsys, "kumpulkan", collected)
    told = {one["berkas"]: (one["putusan"], one["catatan"]) for one in files}
    assert told["susulan.xlsx"][0] == "ditolak"
    assert "sudah ditutup" in told["susulan.xlsx"][1]
    status, files = run_json(capsys, "bagikan", collected)
    assert (status, codes(files)) == (1, {"periode-ditutup"})
    assert run(capsys, "laporan", collected, "--nip", PEOPLE[0].nip)[0] == 0
    status, _, err = run(capsys, "tutup", collected)
    assert (status, "memang sudah ditutup" in err) == (0, True)

    assert run(capsys, "tutup", collected, "--buka")[0] == 0
    _, files = run_json(capsys, "kumpulkan", collected)
    assert {one["berkas"]: one["putusan"] for one in files}["susulan.xlsx"] != "ditolak"
    status, _, err = run(capsys, "periksa-keutuhan", collected)
    assert (status, "Register utuh" in err) == (0, True)


def set_period(root: Path, label: str, start: str, end: str) -> None:
    induk = next(root.glob("Induk_*.xlsx"))
    rows = {cell.value: row for (row, c), cell in read_book(induk).sheets[SETTINGS].items() if c == 1}
    value = SETTINGS_TABLE.column("Nilai")
    values = {"periode": label, "mulai": start, "selesai": end}
    write_cells(induk, SETTINGS, {(rows[key], value): words for key, words in values.items()})


def test_a_period_without_forms_cannot_be_closed(capsys, collected) -> None:
    set_period(collected, "Triwulan I 2027", "1 Januari 2027", "31 Maret 2027")
    status, files = run_json(capsys, "tutup", collected)
    (finding,) = files[0]["temuan"]
    assert (status, finding["lembar"], finding["kode"]) == (1, STAFF, "tutup-belum-dibagikan")
    assert f"{filled_office.SIZE} pegawai" in finding["pesan"]
    assert run(capsys, "tutup", collected, "--buka")[0] == 2, "nothing was closed"


def test_whoever_came_after_the_forms_went_out_keeps_the_period_open(capsys, collected) -> None:
    induk = next(collected.glob("Induk_*.xlsx"))
    outsider = next(one for one in filled_office.SAMPLE.employees if not one.active)
    cells = read_book(induk).sheets[STAFF]
    row = next(r for (r, c), cell in cells.items() if c == STAFF_TABLE.column("NIP") and cell.value == outsider.nip)
    write_cells(induk, STAFF, {(row, STAFF_TABLE.column("Aktif")): "Ya"})
    status, files = run_json(capsys, "tutup", collected)
    assert (status, codes(files)) == (1, {"tutup-belum-dibagikan"})
    assert outsider.name in files[0]["temuan"][0]["pesan"]


def test_a_choice_after_closing_changes_nothing(capsys, collected) -> None:
    late = collected / "2_masuk" / "susulan.xlsx"
    late.write_bytes(filled_office.form_of(collected, RATER, "2_masuk").read_bytes())
    write_cells(late, form_layout.WORK, {(FIRST_ROW, form_layout.WORK_TABLE.column("Catatan")): "susulan"})
    run(capsys, "kumpulkan", collected)
    _, files = run_json(capsys, "tutup", collected)
    assert codes(files) == {"tutup-belum-dipilih"}
    choose(collected, capsys, 1)
    run(capsys, "kumpulkan", collected)
    assert run(capsys, "tutup", collected)[0] == 0
    choose(collected, capsys, 2)
    _, files = run_json(capsys, "kumpulkan", collected)
    assert "periode-ditutup" in codes(files)


def choose(root: Path, capsys, number: int) -> None:
    """Write Monitor and type the number of the return beside the form of the largest rater."""
    run(capsys, "monitor", root)
    induk = next(root.glob("Induk_*.xlsx"))

    cells = read_book(induk).sheets[monitor_sheet.MONITOR]
    name = next(one.name for one in filled_office.SAMPLE.employees if one.nip == RATER)
    row = next(row for (row, _), cell in sorted(cells.items()) if cell.value == name)
    column = next(c for (_, c), cell in cells.items() if cell.value == monitor_sheet.CHOICE)
    write_cells(induk, monitor_sheet.MONITOR, {(row, column): number})


def test_periods_that_lie_across_each_other_are_refused(capsys, office) -> None:
    set_period(office, "Juli 2026 – Juni 2027", "1 Juli 2026", "30 Juni 2027")
    status, files = run_json(capsys, "bagikan", office)
    assert (status, codes(files)) == (1, {"periode-bertumpuk"})
    set_period(office, "Triwulan III 2026", "1 Juli 2026", "30 September 2026")
    assert run(capsys, "bagikan", office)[0] == 0
