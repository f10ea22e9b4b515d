"""kinerja bukti on an office folder with real files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.sheets.evidence_book import FILES, LINES, PEOPLE, UNUSED
from kinerja_pauh.sheets.flat_book import FIRST_ROW
from kinerja_pauh.sheets.form_layout import WORK, WORK_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW as FORM_ROW

BOOK = "Bukti_Dukung_Tahunan-2026.xlsx"
EVIDENCE = WORK_TABLE.column("Bukti Dukung")


@pytest.fixture
def folder(tmp_path, tmp_path_factory, capsys) -> Path:
    """An office of which one form names files in its first rows; all forms have come back."""
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    typed = filled_office.ClosedForm()
    names = [["siti/rekap.pdf"], ["rekap.pdf; https://example.id/a"], ["belum.pdf"]]
    typed.write(WORK, FORM_ROW, EVIDENCE, names)
    typed.save(filled_office.form_of(root, filled_office.largest_rater(), "2_masuk"))
    assert run(capsys, "kumpulkan", root)[0] == 0
    return root


def put(root: Path, name: str, words: str = "isi") -> Path:
    path = root / "5_bukti" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    return path


def rows(root: Path, sheet: str) -> list[list[object]]:
    """What stands in a sheet of the ledger below its header."""
    cells = read_book(root / "3_rekap" / BOOK).sheets[sheet]
    last_row, last_column = max(row for row, _ in cells), max(column for _, column in cells)
    found = [
        [cells.get((row, column)) for column in range(1, last_column + 1)] for row in range(FIRST_ROW, last_row + 1)
    ]
    return [[cell.value if cell else None for cell in row] for row in found]


def test_without_any_file_the_folder_is_made_and_the_next_step_told(capsys, folder) -> None:
    status, _, err = run(capsys, "bukti", folder)
    assert status == 1  # two names of files that are not there
    assert (folder / "5_bukti").is_dir()
    assert "Taruh berkas bukti di folder 5_bukti" in err
    assert f"Ditulis: {folder / '3_rekap' / BOOK}" in err


def test_a_file_whose_name_is_no_text_leaves_the_ledger_readable(capsys, folder) -> None:
    (folder / "5_bukti").mkdir()
    Path(os.fsdecode(os.fsencode(folder / "5_bukti") + b"/foto\xff.jpg")).write_bytes(b"x")
    run(capsys, "bukti", folder)
    assert any("foto\ufffd.jpg" in map(str, row) for row in rows(folder, UNUSED))


def test_files_stand_behind_their_indicators(capsys, folder) -> None:
    put(folder, "siti/rekap.pdf")
    put(folder, "sisa.pdf")
    status, files = run_json(capsys, "bukti", folder)
    assert status == 1
    assert [(f["lembar"], f["kode"]) for one in files for f in one["temuan"]] == [(LINES, "bukti-tidak-ada")]
    standing = [row[4] for row in rows(folder, LINES)]
    assert [one for one in standing if one != "Nama saja"] == ["Berkas ada", "Berkas ada", "Tautan", "Berkas tidak ada"]
    assert [row[0] for row in rows(folder, UNUSED)] == ["sisa.pdf"]
    assert sum(row[4] for row in rows(folder, PEOPLE)) == 2


def test_a_file_that_changes_after_it_was_noted_is_told_until_someone_says_that_it_is_right(capsys, folder) -> None:
    put(folder, "siti/rekap.pdf")
    put(folder, "belum.pdf", "lain")
    assert run(capsys, "bukti", folder)[0] == 0
    put(folder, "siti/rekap.pdf", "diubah")
    for _ in range(2):
        _, files = run_json(capsys, "bukti", folder)
        assert {f["kode"] for f in files[0]["temuan"]} == {"bukti-berubah"}
    noted = {row[0]: row[1] for row in rows(folder, FILES)}
    put(folder, "siti/rekap.pdf")
    assert run(capsys, "bukti", folder)[0] == 0
    assert {row[0]: row[1] for row in rows(folder, FILES)} == noted


def test_nothing_outside_the_folder_is_read_and_hidden_files_are_no_evidence(capsys, folder, tmp_path) -> None:
    secret = tmp_path / "rahasia.pdf"
    secret.write_text("rahasia")
    put(folder, ".tersembunyi/x.pdf")
    put(folder, "~$rekap.xlsx")
    put(folder, "Thumbs.db")
    (folder / "5_bukti" / "tautan.pdf").symlink_to(secret)
    (folder / "5_bukti" / "luar").symlink_to(tmp_path, target_is_directory=True)
    run(capsys, "bukti", folder)
    assert rows(folder, FILES) == [["Tidak ada.", None, None]]


def test_a_file_that_cannot_be_read_is_named_and_no_ledger_is_written(capsys, folder, monkeypatch) -> None:
    put(folder, "siti/rekap.pdf")
    real = os.fstat

    def broken(number: int) -> os.stat_result:
        if Path(f"/proc/self/fd/{number}").readlink().name == "rekap.pdf":
            raise PermissionError
        return real(number)

    monkeypatch.setattr(os, "fstat", broken)
    status, _, err = run(capsys, "bukti", folder)
    assert status == 2
    assert 'Berkas bukti "siti/rekap.pdf" tidak dapat dibaca.' in err
    assert not (folder / "3_rekap" / BOOK).exists()


def test_the_same_folder_gives_the_same_ledger(capsys, folder) -> None:
    put(folder, "siti/rekap.pdf")
    run(capsys, "bukti", folder)
    first = (folder / "3_rekap" / BOOK).read_bytes()
    run(capsys, "bukti", folder)
    assert (folder / "3_rekap" / BOOK).read_bytes() == first


def test_before_anything_came_back_there_is_no_ledger(capsys, tmp_path, tmp_path_factory) -> None:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    status, _, err = run(capsys, "bukti", root)
    assert (status, "kinerja kumpulkan" in err) == (2, True)
