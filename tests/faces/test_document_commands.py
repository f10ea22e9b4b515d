"""kinerja laporan --jenis and kinerja rekonsiliasi on real folders: before and after anything came back."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from filled_office import SAMPLE, office_copy, places, run, run_json
from kinerja_pauh.faces.cli import main
from kinerja_pauh.sheets.induk_layout import SETTING_KEYS
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW
from kinerja_pauh.sheets.reconcile_layout import OURS, PASTE, RESULT

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ("Nama Pegawai", "NIP", "Predikat Kinerja", "Rating Hasil", "Perilaku Kerja", "Jabatan")


@pytest.fixture
def early(tmp_path, tmp_path_factory) -> Path:
    """Handed out, nothing back yet."""
    return office_copy(tmp_path, tmp_path_factory)


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    root = office_copy(tmp_path_factory.mktemp("terkumpul"), tmp_path_factory)
    assert main(["kumpulkan", str(root)]) in {0, 1}
    return root


@pytest.fixture
def late(collected, tmp_path) -> Path:
    """Everything is back."""
    return shutil.copytree(collected, tmp_path / "Penilaian-2026")


def standard(root: Path) -> Path:
    return next((root / "3_rekap").glob("Rekonsiliasi_*.xlsx"))


def listed(path: Path, sheet: str) -> list[list]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=FIRST_ROW, values_only=True)
    return [list(row) for row in rows if any(row)]


def pasted(path: Path, rows: list[tuple], sheet: str | None = None) -> Path:
    """A workbook with the rows pasted: a new one, or below the head of an own sheet."""
    book = openpyxl.load_workbook(path) if sheet else openpyxl.Workbook()
    target = book[sheet] if sheet else book.active
    first = HEADER_ROW if sheet else 3
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            target.cell(number, column, value)
    book.save(path)
    return path


def as_e_kinerja(root: Path) -> list[tuple]:
    """The register's list as e-Kinerja might show it."""
    return [HEAD, *((name, nip, pr, wk, bh, "Staf") for nip, name, _, wk, bh, pr, *_ in listed(standard(root), OURS))]


def test_the_plan_prints_before_anything_came_back_and_the_rest_says_what_it_needs(early, capsys) -> None:
    for kind in ("skp", "skp-kualitatif", "skp-pimpinan", "lampiran", "rencana-aksi"):
        status, _, said = run(capsys, "laporan", early, "--jenis", kind)
        assert status == 0, said
    made = sorted(path.name for path in (early / "4_laporan").iterdir())
    assert len(made) == 5 * len(SAMPLE.rated)
    status, _, said = run(capsys, "laporan", early, "--jenis", "evaluasi")
    assert status == 2
    assert "dari Induk: --jenis skp, skp-kualitatif, skp-pimpinan, lampiran, rencana-aksi." in said


def test_a_plan_is_printed_for_the_people_asked_for_only(early, capsys) -> None:
    nip = SAMPLE.rated[0].nip
    assert run(capsys, "laporan", early, "--jenis", "skp", "--nip", nip)[0] == 0
    (only,) = (early / "4_laporan").iterdir()
    assert nip in only.name
    status, _, said = run(capsys, "laporan", early, "--jenis", "skp", "--nip", "198609262015051999")
    assert status == 2
    assert "belum ada di Induk" in said


def test_an_induk_with_faults_prints_no_plan(early, capsys) -> None:
    induk = next(early.glob("Induk_*.xlsx"))
    book = openpyxl.load_workbook(induk)
    book["Rencana"].cell(FIRST_ROW, 12).value = 1
    book.save(induk)
    status, _, said = run(capsys, "laporan", early, "--jenis", "skp")
    assert status == 2
    assert "di Induk masih ada temuan" in said


def test_a_row_of_pengaturan_changes_what_the_form_says_and_a_wrong_one_is_refused(early, capsys) -> None:
    induk = next(early.glob("Induk_*.xlsx"))
    book = openpyxl.load_workbook(induk)
    row = FIRST_ROW + len(SETTING_KEYS)
    book["Pengaturan"].cell(row, 1).value = "dokumen_konsekuensi"
    book["Pengaturan"].cell(row, 2).value = "Penghargaan sesuai ketentuan"
    book.save(induk)
    nip = SAMPLE.rated[0].nip
    assert run(capsys, "laporan", early, "--jenis", "lampiran", "--nip", nip)[0] == 0
    (made,) = (early / "4_laporan").iterdir()
    assert any("Penghargaan sesuai ketentuan" in row for row in openpyxl.load_workbook(made).active.values)
    book["Pengaturan"].cell(row, 1).value = "dokumen_konsekwensi"
    book.save(induk)
    status, _, said = run(capsys, "laporan", early, "--jenis", "lampiran", "--nip", nip)
    assert (status, 'Pengaturan "dokumen_konsekwensi" tidak dikenal' in said) == (2, True)


def test_after_the_return_every_kind_prints_and_a_second_run_writes_nothing_anew(late, capsys) -> None:
    nip = SAMPLE.rated[0].nip
    assert run(capsys, "laporan", late, "--jenis", "semua", "--nip", nip)[0] == 0
    files = {path: path.stat().st_mtime_ns for path in (late / "4_laporan").glob("*.xlsx")}
    assert len(files) == 7
    assert run(capsys, "laporan", late, "--jenis", "semua", "--nip", nip)[0] == 0
    assert {path: path.stat().st_mtime_ns for path in files} == files


def test_the_first_reconciliation_makes_a_workbook_to_paste_into(late, capsys) -> None:
    status, _, said = run(capsys, "rekonsiliasi", late)
    assert (status, "Tempel daftar e-Kinerja" in said) == (0, True)
    assert {row[0] for row in listed(standard(late), OURS)} == {one.nip for one in SAMPLE.rated}
    assert listed(standard(late), PASTE) == listed(standard(late), RESULT) == []
    assert run(capsys, "rekonsiliasi", late)[0] == 0, "nothing pasted yet: made anew"


def test_the_same_list_in_another_shape_is_clean(late, capsys, tmp_path) -> None:
    run(capsys, "rekonsiliasi", late)
    file = pasted(tmp_path / "ekinerja.xlsx", as_e_kinerja(late))
    status, files = run_json(capsys, "rekonsiliasi", late, file)
    assert (status, files[0]["putusan"], files[0]["temuan"]) == (0, "diterima", [])
    assert listed(standard(late), RESULT) == []


def test_differences_are_findings_by_cell_and_lines_of_the_result_sheet(late, capsys, tmp_path) -> None:
    run(capsys, "rekonsiliasi", late)
    head, first, second, third, *rest = as_e_kinerja(late)
    rows = [head, (*first[:2], "Sangat Kurang", *first[3:]), (*second[:2], None, None, None, "Staf"), *rest]
    file = pasted(tmp_path / "ekinerja.xlsx", [*rows, ("Orang Lain", "199001012014022999", "Baik")])
    status, files = run_json(capsys, "rekonsiliasi", late, file)
    assert status == 1
    assert places(files[0]["temuan"]) == [
        ("Sheet", "C4", "rekon-berbeda", "peringatan"),
        ("Sheet", "C5", "rekon-belum-disalin", "peringatan"),
        ("Sheet", f"B{len(rows) + 3}", "rekon-asing", "peringatan"),
        ("", "", "rekon-hilang", "peringatan"),
    ]
    told = {row[1]: row for row in listed(standard(late), RESULT)}
    assert told[first[1]][0] == "✕ Berbeda"
    assert told[first[1]][4:7] == ["Predikat", first[2], "Sangat Kurang"]
    assert told[third[1]][0] == "▲ Tidak ada di e-Kinerja"
    clean = pasted(tmp_path / "bersih.xlsx", as_e_kinerja(late))
    assert run(capsys, "rekonsiliasi", late, clean)[0] == 0
    assert listed(standard(late), RESULT) == [], "the old result is gone"


def test_the_own_workbook_with_something_pasted_is_compared_and_kept(late, capsys) -> None:
    run(capsys, "rekonsiliasi", late)
    pasted(standard(late), as_e_kinerja(late), PASTE)
    before = listed(standard(late), PASTE)
    assert run(capsys, "rekonsiliasi", late)[0] == 0
    assert listed(standard(late), PASTE) == before
    assert run(capsys, "rekonsiliasi", late, standard(late))[0] == 0


def test_a_csv_list_will_do_and_makes_the_workbook_where_it_is_missing(late, capsys, tmp_path) -> None:
    file = tmp_path / "ekinerja.csv"
    file.write_text(f"NIP;Nama;Predikat\n{SAMPLE.rated[0].nip};{SAMPLE.rated[0].name};\n", "utf-8")
    status, files = run_json(capsys, "rekonsiliasi", late, file)
    assert status == 1
    assert [one["kode"] for one in files[0]["temuan"]] == ["rekon-belum-disalin", "rekon-hilang"]
    assert len(listed(standard(late), RESULT)) == len(SAMPLE.rated)


@pytest.mark.parametrize("content", [b"bukan buku kerja", None])
def test_a_file_that_is_no_list_is_refused_and_the_result_stays(late, capsys, tmp_path, content) -> None:
    file = tmp_path / "ekinerja.xlsx"
    if content:
        file.write_bytes(content)
    status, files = run_json(capsys, "rekonsiliasi", late, file)
    assert (status, files[0]["putusan"]) == (2, "ditolak")
    assert files[0]["catatan"]
    assert not list((late / "3_rekap").glob("Rekonsiliasi_*"))


def test_before_anything_came_back_there_is_nothing_to_reconcile(early, capsys) -> None:
    status, out, said = run(capsys, "rekonsiliasi", early, "--json")
    assert (status, json.loads(out)) == (2, {"berkas": []})
    assert "Belum ada formulir" in said
