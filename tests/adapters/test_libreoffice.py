"""LibreOffice as our real spreadsheet, nothing faked: each test talks to a running soffice."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Protection

import spreadsheet
from kinerja_pauh.adapters.libreoffice import (
    BookNotOpened,
    BookNotSaved,
    CellError,
    CellLocked,
    Office,
    OfficeMissing,
    OfficeProblem,
    OfficeRefused,
    OfficeStopped,
    OfficeTooSlow,
    bridge,
    button_bridge,
    find_office,
)

NIP = "198001012005011001"


@pytest.fixture
def form(tmp_path):
    """A small form as openpyxl makes it: no stored results, one protected sheet, one very hidden."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Isian"
    sheet.append(["Target", 80])
    sheet.append(["Realisasi", None])
    sheet.append(["Capaian", "=ROUND(B2/B1*100,2)"])
    sheet["A5"].number_format = "@"
    locked = book.create_sheet("Terkunci")
    locked.append(["Nama", None])
    locked["B1"].protection = Protection(locked=False)
    locked.protection.sheet = True
    hidden = book.create_sheet("_meta")
    hidden["A1"] = "jangan dicetak"
    hidden.sheet_state = "veryHidden"
    path = tmp_path / "Penilaian ke-1 (Padang).xlsx"
    book.save(path)
    return path


def runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until_gone(pid):
    for _ in range(300):
        if not runs(pid):
            return
        time.sleep(0.1)
    pytest.fail("soffice was left running")


def test_what_a_person_types_is_calculated_saved_and_read_back(office, form, tmp_path):
    saved = tmp_path / "disimpan.xlsx"
    with office.open(form) as book:
        book.type("Isian", 2, 2, "87,5")
        assert book.read("Isian", 1, 1, 3, 2) == [["Target", 80.0], ["Realisasi", 87.5], ["Capaian", 109.38]]
        assert book.read_formulas("Isian", 3, 2) == [["=ROUND(B2/B1*100;2)"]]
        book.save_as(saved)
    values = openpyxl.load_workbook(saved, data_only=True)
    assert [row[1].value for row in values["Isian"]["A1:B3"]] == [80, 87.5, 109.38]
    assert openpyxl.load_workbook(saved)["Isian"]["B3"].value == "=ROUND(B2/B1*100,2)"


def test_recalculating_corrects_a_stored_result_that_is_wrong(office, form, tmp_path):
    calculated, spoilt = tmp_path / "dihitung.xlsx", tmp_path / "salah.xlsx"
    with office.open(form) as book:
        book.write("Isian", 2, 2, [[40]])
        book.save_as(calculated)
    replace_in_package(calculated, spoilt, b"<v>50</v>", b"<v>51</v>")
    with office.open(spoilt) as book:
        book.recalculate()
        assert book.read("Isian", 3, 2) == [[50.0]]


def replace_in_package(source, target, old, new):
    import zipfile  # noqa: PLC0415  for this one forgery

    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as copy:
        assert sum(old in package.read(name) for name in package.namelist()) == 1
        for name in package.namelist():
            copy.writestr(name, package.read(name).replace(old, new))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("87,5", 87.5),
        ("1.250,75", 1250.75),
        ("50%", 0.5),
        ("31/12/2026", 46387.0),
        ("12 hari", "12 hari"),
        ("87.5", "87.5"),
        ("=1+1", 2.0),
    ],
)
def test_typing_follows_the_habits_of_an_indonesian_office(office, form, typed, value):
    with office.open(form) as book:
        book.type("Isian", 2, 2, typed)
        assert book.read("Isian", 2, 2) == [[value]]


def test_another_locale_reads_the_decimal_point(form):
    with Office(locale="en-US") as english, english.open(form) as book:
        book.type("Isian", 2, 2, "87.5")
        assert book.read("Isian", 2, 2) == [[87.5]]


def test_a_nip_stays_text_when_written_and_when_typed_into_a_text_cell(office, form, tmp_path):
    with office.open(form) as book:
        book.write("Isian", 4, 1, [[NIP]])
        book.type("Isian", 5, 1, NIP)
        assert book.read("Isian", 4, 1, 2, 1) == [[NIP], [NIP]]
        book.save_as(tmp_path / "nip.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "nip.xlsx")["Isian"]
    assert (sheet["A4"].value, sheet["A5"].value) == (NIP, NIP)


def test_written_values_keep_their_type(office, form):
    block = [[1, 2.5, Decimal("33.34"), True], [None, "", date(2026, 1, 1), "=1+1"]]
    with office.open(form) as book:
        book.write("Isian", 10, 2, block)
        assert book.read("Isian", 10, 2, 2, 4) == [[1.0, 2.5, 33.34, 1.0], [None, None, 46023.0, "=1+1"]]
        assert book.size("Isian") == (11, 5)


@pytest.mark.parametrize("block", [[], [[]], [[1, 2], [3]], [[datetime(2026, 1, 1, 8, 30)]]])  # noqa: DTZ001  a cell knows no zone
def test_a_block_that_is_none_is_refused(office, form, block):
    with office.open(form) as book, pytest.raises(OfficeRefused):
        book.write("Isian", 1, 1, block)


@pytest.mark.parametrize(
    ("formula", "error"),
    [("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=TIDAKADA(1)", "#NAME?"), ('=VALUE("a")', "#VALUE!")],
)
def test_an_error_is_read_as_excel_names_it_beside_sound_cells(office, form, formula, error):
    with office.open(form) as book:
        book.type("Isian", 2, 1, formula)
        assert book.read("Isian", 1, 1, 2, 2) == [["Target", 80.0], [CellError(error), None]]


def test_text_that_looks_like_an_error_stays_text(office, form):
    with office.open(form) as book:
        book.write("Isian", 2, 1, [["#N/A"]])
        assert book.read("Isian", 2, 1) == [["#N/A"]]


def test_two_thousand_rows_of_twenty_columns_come_in_one_exchange(office, form, monkeypatch):
    rows = [[f"{NIP}{row}" if column == 0 else row * column / 4 for column in range(20)] for row in range(2000)]
    with office.open(form) as book:
        book.write("Isian", 1, 1, rows)
        calls = []
        real = book._link.call
        monkeypatch.setattr(book._link, "call", lambda *args, **kwargs: calls.append(args[0]) or real(*args, **kwargs))
        assert book.read("Isian", 1, 1, 2000, 20) == rows
        assert calls == ["read"]


def test_a_locked_cell_is_refused_and_stays_as_it_was(office, form):
    with office.open(form) as book:
        book.type("Terkunci", 1, 2, "boleh")
        book.write("Terkunci", 1, 2, [["boleh juga"]])
        with pytest.raises(CellLocked):
            book.type("Terkunci", 1, 1, "x")
        with pytest.raises(CellLocked):
            book.write("Terkunci", 1, 1, [["x"]])
        with pytest.raises(CellLocked):
            book.write("Terkunci", 1, 1, [["x", "y"]])
        assert book.read("Terkunci", 1, 1, 1, 2) == [["Nama", "boleh juga"]]


def test_sheets_come_in_tab_order_with_hidden_ones(office, form):
    with office.open(form) as book:
        assert book.sheets() == ["Isian", "Terkunci", "_meta"]


def test_the_pdf_holds_every_visible_sheet_and_nothing_hidden(office, form, tmp_path):
    with office.open(form) as book:
        book.type("Isian", 2, 2, "60,5")
        book.to_pdf(tmp_path / "semua.pdf")
        book.to_pdf(tmp_path / "satu.pdf", sheet="Terkunci")
        book.to_pdf(tmp_path / "halaman.pdf", pages="1")
    pages = spreadsheet.text_of_pdf(tmp_path / "semua.pdf").split("\f")[:-1]
    assert len(pages) == 2
    assert "75,63" in pages[0]
    assert "Nama" in pages[1]
    one = spreadsheet.text_of_pdf(tmp_path / "satu.pdf")
    assert (one.count("\f"), "Nama" in one, "Target" in one) == (1, True, False)
    first = spreadsheet.text_of_pdf(tmp_path / "halaman.pdf")
    assert (first.count("\f"), "Nama" in first, "Target" in first) == (1, False, True)


def test_pdf_pages_become_pictures_in_page_order(office, form, tmp_path):
    with office.open(form) as book:
        book.write("Isian", 1, 5, [[f"baris {row}"] for row in range(600)])
        book.to_pdf(tmp_path / "panjang.pdf", sheet="Isian")
    pages = spreadsheet.pages_as_png(tmp_path / "panjang.pdf", tmp_path / "gambar" / "halaman", dpi=20)
    assert len(pages) > 9
    assert [int(page.stem.split("-")[-1]) for page in pages] == list(range(1, len(pages) + 1))
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)


def test_a_book_printed_without_a_window_has_the_pages_of_an_open_one(office, form, tmp_path):
    with office.open(form) as book:
        book.to_pdf(tmp_path / "jendela.pdf")
    (tmp_path / "langsung.pdf").write_bytes(office.print_book(form))
    shown, direct = (spreadsheet.text_of_pdf(tmp_path / f"{name}.pdf") for name in ("jendela", "langsung"))
    assert direct == shown
    assert "Target" in direct


def test_printing_goes_on_after_a_file_that_cannot_be_printed(office, form, tmp_path):
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(form.read_bytes()[:900])
    pid = office.pid
    with pytest.raises(BookNotOpened):
        office.print_book(broken)
    assert office.print_book(form).startswith(b"%PDF-")
    assert office.pid == pid


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tidak ada.xlsx", None),
        ("surat.txt", b"halo"),
        ("teks.xlsx", b"NIP;Nama\n1;A\n"),
        ("kosong.xlsx", b""),
        ("zip.xlsx", b"PK\x05\x06" + bytes(18)),
        ("bersandi.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
        ("rusak.ods", b"PK\x03\x04 bukan"),
    ],
)
def test_what_is_no_workbook_is_refused_and_the_next_one_opens(office, form, tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    pid = office.pid
    with pytest.raises(BookNotOpened) as caught:
        office.open(path)
    assert name not in str(caught.value)
    with office.open(form) as book:
        assert book.read("Isian", 1, 1) == [["Target"]]
    assert office.pid == pid


def test_a_folder_is_no_workbook(office, tmp_path):
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    with pytest.raises(BookNotOpened):
        office.open(folder)


def test_a_result_that_cannot_be_written_is_told_and_no_folder_is_made(office, form, tmp_path):
    blocked = tmp_path / "folder.xlsx"
    blocked.mkdir()
    with office.open(form) as book:
        for path in (tmp_path / "salah ketik" / "a.xlsx", tmp_path / "a.docx", blocked):
            with pytest.raises(BookNotSaved):
                book.save_as(path)
        with pytest.raises(BookNotSaved):
            book.to_pdf(tmp_path / "salah ketik" / "a.pdf")
        assert book.read("Isian", 1, 1) == [["Target"]]
    assert not (tmp_path / "salah ketik").exists()


def test_a_missing_sheet_an_impossible_cell_and_a_closed_book_are_refused(office, form):
    book = office.open(form)
    with pytest.raises(OfficeRefused):
        book.read("Tidak Ada", 1, 1)
    with pytest.raises(OfficeRefused):
        book.read("Isian", 0, 1)
    with pytest.raises(OfficeRefused):
        book.type("Isian", 2_000_000, 1, "x")
    book.close()
    book.close()
    with pytest.raises(OfficeRefused):
        book.read("Isian", 1, 1)


def test_opening_leaves_no_lock_file_and_does_not_touch_the_workbook(office, form):
    before = form.read_bytes()
    with office.open(form) as book:
        book.type("Isian", 2, 2, "1")
        assert [path.name for path in form.parent.iterdir()] == [form.name]
    assert form.read_bytes() == before


def test_a_killed_soffice_is_a_problem_and_the_next_opening_starts_another(form, tmp_path):
    with Office() as office:
        book = office.open(form)
        first = office.pid
        os.kill(first, signal.SIGKILL)
        with pytest.raises(OfficeStopped):
            book.read("Isian", 1, 1, 3, 2)
        with pytest.raises(OfficeStopped):
            book.save_as(tmp_path / "hilang.xlsx")
        book.close()
        assert office.pid is None
        with office.open(form) as again:
            assert again.read("Isian", 1, 1) == [["Target"]]
        assert office.pid != first
        second = office.pid
    wait_until_gone(second)


def test_printing_survives_a_soffice_that_dies_on_the_way(form):
    with Office() as office:
        office.print_book(form)
        os.kill(office.pid, signal.SIGKILL)
        with pytest.raises(OfficeStopped):
            office.print_book(form)
        assert office.print_book(form).startswith(b"%PDF-")


def test_a_soffice_that_hangs_is_ended_after_the_time_allowed(form):
    with Office() as office:
        book = office.open(form)
        pid = office.pid
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(OfficeTooSlow):
            book._call("sheets", seconds=0.5)
        wait_until_gone(pid)
        with pytest.raises(OfficeStopped):
            book.sheets()


def test_a_killed_bridge_takes_its_soffice_along(form):
    with Office() as office:
        book = office.open(form)
        pid = office.pid
        office._link._bridge.kill()
        with pytest.raises(OfficeStopped):
            book.sheets()
        wait_until_gone(pid)


def test_two_offices_at_once_do_not_meet(office, form, tmp_path):
    with Office() as other, other.open(form) as theirs, office.open(form) as ours:
        assert other.pid != office.pid
        theirs.type("Isian", 2, 2, "40")
        ours.type("Isian", 2, 2, "80")
        assert (theirs.read("Isian", 3, 2), ours.read("Isian", 3, 2)) == ([[50.0]], [[100.0]])
        theirs.save_as(tmp_path / "lain.xlsx")
    with office.open(tmp_path / "lain.xlsx") as book:
        assert book.read("Isian", 2, 2) == [[40.0]]


def test_leaving_after_an_error_ends_soffice_and_removes_its_profile(form):
    def fail_in_the_middle():
        with Office() as office:
            office.open(form)
            left.update(pid=office.pid, profile=office._link._profile)
            assert left["profile"].is_dir()
            raise ZeroDivisionError

    left = {}
    with pytest.raises(ZeroDivisionError):
        fail_in_the_middle()
    wait_until_gone(left["pid"])
    assert not left["profile"].exists()


ORPHAN = """
import time
from kinerja_pauh.adapters.libreoffice import Office
office = Office().__enter__()
print(office.pid, office._link._profile, flush=True)
time.sleep(600)
"""


def test_soffice_does_not_outlive_a_killed_parent():
    with subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True) as parent:
        pid, profile = parent.stdout.readline().split()
        assert runs(int(pid))
        parent.kill()
    wait_until_gone(int(pid))
    for _ in range(100):
        if not Path(profile).exists():
            break
        time.sleep(0.1)
    assert not Path(profile).exists()


def test_without_libreoffice_the_cure_is_named(monkeypatch, form):
    monkeypatch.setenv("KINERJA_SOFFICE", str(form.with_name("tidak-ada")))
    assert find_office() is None
    with pytest.raises(OfficeMissing, match="KINERJA_SOFFICE"):
        Office().open(form)


def test_the_variable_names_the_soffice_to_use(monkeypatch):
    found = spreadsheet.required_office()
    monkeypatch.setenv("KINERJA_SOFFICE", str(found.soffice))
    assert find_office() == found


def test_a_soffice_that_is_none_does_not_start(monkeypatch, tmp_path, form):
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nexit 3\n")
    fake.chmod(0o755)
    monkeypatch.setenv("KINERJA_SOFFICE", str(fake))
    with pytest.raises(OfficeStopped):
        Office().open(form)


def test_every_problem_has_a_sentence_of_its_own():
    assert button_bridge  # with its own problems beside those of a running office
    kinds = OfficeProblem.__subclasses__()
    sentences = {str(kind()) for kind in kinds}
    assert len(sentences) == len(kinds) == 12
    assert all(sentence.endswith(".") and ":" in sentence for sentence in sentences)


def test_the_bridge_reads_as_the_oldest_python_of_libreoffice_and_needs_nothing_of_ours():
    source = Path(bridge.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names | {"__future__"}
