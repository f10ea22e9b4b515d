"""A button pressed for real: a process of its own, as Excel and LibreOffice start it, and a workbook that is open."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

import filled_office
from calc_office import CalcOffice
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.templates.induk_buttons import INDUK_BUTTONS as INDUK_CAPTIONS
from kinerja_pauh.faces import press
from kinerja_pauh.faces.buttons import _SAME, BUTTONS, Kind, action_for, as_pressed, kind_of
from kinerja_pauh.faces.cli import main as command
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets import induk_layout
from kinerja_pauh.sheets.layout import FIRST_ROW

FORM_BUTTONS = ["periksa-isian", "hitung-nilai", "jelaskan-nilai"]
INDUK_BUTTONS = ["periksa-induk", "bagikan-formulir", "kumpulkan", "rekap", "buat-laporan"]
HEAVY = {"pandas", "numpy", "openpyxl", "sqlalchemy", "rich", "jinja2", "lxml", "PIL", "polars", "matplotlib"}

# What the module does when it runs as a program; then what it had imported.
PROGRAM = """
import atexit, json, os, runpy, sys
from pathlib import Path
atexit.register(lambda: Path(os.environ["MODULES"]).write_text(json.dumps(sorted(sys.modules))))
runpy.run_module("kinerja_pauh.faces.press", run_name="__main__", alter_sys=True)
"""


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    with CalcOffice(tmp_path_factory.mktemp("calc")) as office:
        yield office


class Pressed:
    """How a press ended."""

    def __init__(self, tmp_path, *words):
        messages, modules = tmp_path / "pesan.jsonl", tmp_path / "modul.json"
        messages.unlink(missing_ok=True)
        environment = os.environ | {"KINERJA_PESAN": str(messages), "MODULES": str(modules)}
        done = subprocess.run(
            [sys.executable, "-B", "-c", PROGRAM, *words],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr
        self.messages = (
            [json.loads(line) for line in messages.read_text("utf-8").splitlines()] if messages.exists() else []
        )
        self.modules = set(json.loads(modules.read_text()))

    @property
    def text(self):
        assert (self.status, self.out, self.err) == (0, "", "")
        assert len(self.messages) == 1
        return self.messages[0]["teks"]

    @property
    def warning(self):
        return self.messages[0]["peringatan"]


@pytest.fixture
def pressing(calc, tmp_path):
    """Press a button in an open workbook."""

    def press_it(book, button, contract="1"):
        return Pressed(tmp_path, button, f"--macro={contract}", f"--pipa={calc.pipe}", f"--buku={book.api.URL}")

    return press_it


@pytest.fixture
def opened(calc):
    """Opens files and closes them again."""
    books = []

    def open_it(path, **how):
        books.append(calc.open(path, **how))
        return books[-1]

    yield open_it
    for book in books:
        book.close()


@pytest.fixture
def form(tmp_path, tmp_path_factory):
    return filled_office.filled_copy(tmp_path, tmp_path_factory)


def results_of(book):
    """What was written into the sheet Hasil, without the moment of calculation."""
    left_out = layout.RESULTS_TABLE.column("Dihitung Pada")
    return {
        place: cell.value
        for place, cell in book.sheets[layout.RESULTS].items()
        if place[0] >= FIRST_ROW and place[1] != left_out and cell.value != "" and not cell.formula
    }


def test_hitung_nilai_writes_what_kinerja_hitung_writes_and_imports_nothing_heavy(form, opened, pressing, tmp_path):
    closed = shutil.copy(form, tmp_path / "tertutup.xlsx")
    command(["hitung", str(closed)])
    book = opened(form)
    done = pressing(book, "hitung-nilai")
    assert "ditulis ke lembar Hasil" in done.text
    assert not done.warning
    assert not {name.partition(".")[0] for name in done.modules} & HEAVY
    assert not [name for name in done.modules if name.startswith(("xlwings.pro", "xlwings.reports", "xlwings.server"))]
    book.save()
    assert results_of(read_book(form)) == results_of(read_book(closed))
    assert all(sheet.api.isProtected() for sheet in book.sheets)


def test_each_button_of_a_form_says_one_sentence_and_shows_its_effect(form, opened, pressing):
    work = layout.WORK_TABLE.column("Realisasi")
    write_cells(form, layout.WORK, {(FIRST_ROW, work): "12 hari"})
    book = opened(form)
    checked = pressing(book, "periksa-isian")
    assert checked.text.startswith("Ada temuan: 1 salah")
    assert checked.warning
    listed = book.sheets[layout.FINDINGS].range((FIRST_ROW, 1), (FIRST_ROW, 6)).value
    assert listed[3] == layout.WORK
    assert [note.text[:8] for note in book.sheets[layout.WORK].notes] == ["Temuan: "]
    refused = pressing(book, "hitung-nilai")
    assert refused.text.startswith("Nilai belum ditulis")
    book.sheets[layout.SUMMARY].activate()
    book.sheets[layout.SUMMARY].range((FIRST_ROW, 2)).select()
    assert "Penjelasan" in pressing(book, "jelaskan-nilai").text
    assert book.api.CurrentController.ActiveSheet.Name == layout.EXPLANATION
    assert book.sheets[layout.EXPLANATION].range((FIRST_ROW, 1)).value
    assert pressing(book, "bersihkan-tanda").text.startswith("Tanda temuan dibersihkan")
    assert not list(book.sheets[layout.WORK].notes)
    assert book.sheets[layout.FINDINGS].range((FIRST_ROW, 1)).value is None
    assert all(sheet.api.isProtected() for sheet in book.sheets)


def test_the_buttons_of_an_induk_run_the_office(tmp_path, tmp_path_factory, opened, pressing):
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    for form in (root / "1_dibagikan").iterdir():
        form.unlink()
    book = opened(root / f"Induk_{filled_office.YEAR}.xlsx")
    for button in INDUK_BUTTONS:
        done = pressing(book, button)
        assert done.text, button
    assert len(list((root / "1_dibagikan").glob("*.xls*"))) == len(filled_office.raters())
    assert list((root / "3_rekap").iterdir())
    assert len(list((root / "4_laporan").glob("*.xlsx"))) == len(filled_office.entries())
    listed = book.sheets["Temuan"].range((FIRST_ROW, 2), (FIRST_ROW + 30, 2)).value
    assert any(str(level).endswith(("Diterima", "Perlu dilihat")) for level in listed if level)
    assert pressing(book, "bersihkan-tanda").text.startswith("Tanda temuan dibersihkan")


def test_a_button_pressed_in_the_wrong_workbook_names_the_right_one(form, tmp_path, tmp_path_factory, opened, pressing):
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    induk, filled = opened(root / f"Induk_{filled_office.YEAR}.xlsx"), opened(form)
    for button in FORM_BUTTONS[:1]:
        assert pressing(induk, button).text.startswith("Tombol ini untuk Formulir Penilaian. ")
    for button in INDUK_BUTTONS[:2]:
        done = pressing(filled, button)
        assert done.text.startswith("Tombol ini untuk Induk. ")
        assert done.warning


def test_macros_of_another_version_and_unknown_buttons_are_told_so(form, opened, pressing):
    book = opened(form)
    for done in (pressing(book, "hitung-nilai", contract="2"), pressing(book, "hapus-semua"), pressing(book, "")):
        assert done.text.startswith("Tombol di buku ini dari versi lain")
        assert done.warning


def test_a_form_of_another_schema_is_refused_by_name(form, opened, pressing):
    keys = {cell.value: place for place, cell in read_book(form).sheets[layout.META].items() if place[1] == 1}
    write_cells(form, layout.META, {(keys["skema"][0], 2): "99"})
    book = opened(form)
    done = pressing(book, "hitung-nilai")
    assert "versi 99" in done.text
    assert done.warning


def test_a_renamed_sheet_is_named(form, opened, pressing):
    book = opened(form)
    book.sheets[layout.FINDINGS].name = "Temuan lama"
    done = pressing(book, "periksa-isian")
    assert 'Lembar "Temuan" tidak ada' in done.text


def test_a_sheet_under_another_password_is_named_and_nothing_is_written(form, opened, pressing):
    book = opened(form)
    sheet = book.sheets[layout.RESULTS].api
    sheet.unprotect("pauh")
    sheet.protect("lain")
    done = pressing(book, "hitung-nilai")
    assert f'Lembar "{layout.RESULTS}" dilindungi dengan kata sandi lain' in done.text
    assert not list(book.sheets[layout.WORK].notes)


def test_in_a_read_only_workbook_the_message_says_what_to_do(form, opened, pressing):
    book = opened(form, read_only=True)
    done = pressing(book, "hitung-nilai")
    assert "hanya-baca" in done.text
    assert done.warning


def test_of_two_forms_that_are_open_the_pressed_one_is_appraised(form, tmp_path, opened, pressing):
    folder = tmp_path / "lain"
    folder.mkdir()
    other = opened(shutil.copy(form, folder))
    book = opened(form)
    assert "ditulis" in pressing(other, "hitung-nilai").text
    score = FIRST_ROW, layout.RESULTS_TABLE.column("Nilai Akhir")
    assert other.sheets[layout.RESULTS].range(score).value
    assert not book.sheets[layout.RESULTS].range(score).value


def test_a_workbook_that_is_gone_or_an_office_that_does_not_answer_is_said_on_stderr(calc, tmp_path):
    gone = Pressed(tmp_path, "hitung-nilai", "--macro=1", f"--pipa={calc.pipe}", "--buku=file:///tidak/ada.xlsm")
    assert gone.status == 2
    assert gone.err.startswith("Buku kerja tempat tombol ditekan tidak ditemukan")
    assert "Traceback" not in gone.err


def test_a_mistake_inside_the_program_is_one_sentence_without_data(form, opened, monkeypatch, tmp_path, calc):
    book = opened(form)
    monkeypatch.setenv("KINERJA_PESAN", str(tmp_path / "pesan.jsonl"))
    nip = "198609262015051901"

    def broken(_live, _world):
        raise ValueError(nip)

    monkeypatch.setattr("kinerja_pauh.actions.live_form.check_entries", broken)
    words = ["periksa-isian", "--macro=1", f"--pipa={calc.pipe}", f"--buku={book.api.URL}"]
    assert press.main(words) == 0
    told = json.loads((tmp_path / "pesan.jsonl").read_text("utf-8"))
    assert told["teks"].startswith("Ada kesalahan di dalam program (ValueError di test_press.py:")
    assert nip not in told["teks"]
    assert told["peringatan"]


def test_diagnosa_tells_what_the_workbook_is(form, opened, pressing):
    done = pressing(opened(form), "diagnosa")
    assert done.text.startswith("Tombol tersambung. kinerja-pauh ")
    assert "Formulir Penilaian, di komputer ini, dapat disimpan" in done.text


@pytest.mark.parametrize("name", BUTTONS)
def test_every_button_leads_to_an_action(name):
    sheets = {Kind.FORM: [layout.META, layout.WORK], Kind.INDUK: [induk_layout.STAFF], None: ["Sheet1"]}
    for kind in BUTTONS[name].actions:
        assert kind_of(sheets[kind]) is kind
        assert callable(action_for(name, "1", sheets[kind]))


def test_the_words_for_xlwings_are_passed_over():
    words = ["rekap", "--macro=1", "--wb=Induk 2026 = baru.xlsm", "--from_xl=1", "--app=C:\\Excel", "--hwnd=4711"]
    assert press._press(words) == press.Press("rekap", "1", None, "")


def test_an_induk_is_told_the_button_where_a_command_would_be_told_to_run():
    shown = {button.caption for button in INDUK_CAPTIONS}
    assert set(_SAME.values()) <= shown
    assert as_pressed("Jalankan kinerja bagikan agar masuk.") == "Tekan Bagikan Formulir agar masuk."
    told = "Belum ikut: tekan Monitor, atau jalankan kinerja monitor. Lalu jalankan kinerja skp bagikan."
    assert as_pressed(told) == "Belum ikut: tekan Monitor. Lalu tekan Bagikan Rencana."
    asked = "Jalankan kinerja skp status, selesaikan, lalu bagikan lagi."
    assert as_pressed(asked) == "Tekan Status Rencana, selesaikan, lalu bagikan lagi."
    kept = "Jalankan kinerja laporan dengan --pdf, lalu jalankan kinerja periksa-keutuhan."
    assert as_pressed(kept) == kept


def test_nothing_back_yet_names_the_button_in_the_induk(tmp_path, tmp_path_factory, opened, pressing):
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    done = pressing(opened(root / f"Induk_{filled_office.YEAR}.xlsx"), "tindak-lanjut")
    assert done.text.endswith("lalu tekan Kumpulkan.")
    assert done.warning
