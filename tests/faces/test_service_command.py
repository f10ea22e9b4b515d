"""kinerja layanan: files of the counter become realisations in the Induk and in the forms, all or nothing."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

import package_checks
from filled_office import run
from kinerja_pauh.actions.demo_service import LOG, SURVEY, import_sample
from kinerja_pauh.actions.service_files import FOLDER
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.rounding import half_up
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.samples import office as sample_office
from kinerja_pauh.samples import service_data
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.form_layout import WORK, WORK_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_service_sheets import read_service_sheets
from kinerja_pauh.sheets.service_sheets import LINKS_TABLE, MAPPING, MAPPING_TABLE, SERVICES_TABLE
from spreadsheet import pages_as_png

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.adapters.libreoffice.book import OfficeBook
    from kinerja_pauh.sheets.layout import Table

SAMPLE = sample_office(5)
CASES = service_data(SAMPLE)
WORKBOOK = "3_rekap/Data_Layanan_Tahunan-2026.xlsx"
EVERY_LINE_OF_DIRT = [
    "baris-rangkap", "baris-rangkap", "belum-diserahkan", "diserahkan-luar-periode", "durasi-negatif",
    "hari-bulan-tertukar", "layanan-tak-dikenal", "tanggal-kosong", "waktu-tak-terbaca",
]  # fmt: skip


def new_office(root: Path) -> Path:
    settings = settings_for(SAMPLE.office, SAMPLE.period, year=2026)
    write_induk(root, SAMPLE.employees, SAMPLE.plans, settings, real_world(show_progress))
    return root


@pytest.fixture(scope="module")
def counted_office(tmp_path_factory) -> Path:
    """An office whose sample data were imported once, whose forms are handed out."""
    root = new_office(tmp_path_factory.mktemp("loket") / "kantor")
    import_sample(root, SAMPLE, real_world(show_progress))
    return root


@pytest.fixture
def root(counted_office, tmp_path) -> Path:
    return shutil.copytree(counted_office, tmp_path / "kantor")


def files(root: Path) -> list[Path]:
    return [root / FOLDER / LOG, root / FOLDER / SURVEY]


def induk(root: Path) -> Path:
    return root / "Induk_2026.xlsx"


def layanan(capsys, root, *paths):
    status, out, _ = run(capsys, "layanan", root, *paths, "--json")
    return status, json.loads(out)


def codes(file):
    return sorted(finding["kode"] for finding in file["temuan"])


def test_the_dirty_year_of_the_demo_gives_every_reason_and_every_number(capsys, root):
    status, said = layanan(capsys, root, *files(root))
    log, survey = said["berkas"]
    assert (status, log["berkas"], log["catatan"]) == (1, LOG, "288 berkas dihitung, 9 baris tidak.")
    assert codes(log) == EVERY_LINE_OF_DIRT
    assert (codes(survey), survey["catatan"]) == (["jawaban-salah"], "120 lembar survei dihitung, 1 baris tidak.")
    values = {(one["nip"], one["no"]): one["realisasi"] for one in said["realisasi"]}
    assert len(values) == len(CASES.links)
    assert all(value is not None for value in values.values())
    medians = [one["asal"] for one in said["realisasi"] if one["ukuran"] == "Median jam"]
    assert medians[0].startswith("median jam (jam kalender) dari 133 berkas KTP-el, diserahkan ")


def test_importing_again_in_another_order_and_twice_changes_no_byte(capsys, root):
    before = (induk(root).read_bytes(), (root / WORKBOOK).read_bytes())
    copy = shutil.copy(root / FOLDER / LOG, root / FOLDER / "salinan.csv")
    status, _, err = run(capsys, "layanan", root, *reversed(files(root)))
    assert (status, "Induk_2026" in err) == (1, False)
    assert (induk(root).read_bytes(), (root / WORKBOOK).read_bytes()) == before
    status, said = layanan(capsys, root, *files(root), copy)
    assert said["berkas"][1]["catatan"] == f"Isinya sama dengan {LOG}; dihitung sekali."
    assert induk(root).read_bytes() == before[0]


def test_without_a_name_all_of_the_offices_own_folder_is_counted(capsys, root):
    (root / FOLDER / "~$buku_loket.xlsx").write_bytes(b"")
    before = (root / WORKBOOK).read_bytes()
    assert run(capsys, "layanan", root)[0] == 1
    assert (root / WORKBOOK).read_bytes() == before
    for number in range(2):
        shutil.rmtree(root / FOLDER)
        status, _, err = run(capsys, "layanan", root)
        assert (status, FOLDER in err) == (2, True)
        if not number:
            (root / FOLDER).mkdir()


def test_a_log_split_into_files_of_both_kinds_gives_the_same_numbers(capsys, root, tmp_path):
    lines = CASES.log.split("\r\n")
    head, body = lines[:4], lines[4:]
    first = tmp_path / "a.csv"
    first.write_bytes("\n".join([*head, *body[:150]]).encode("utf-16"))
    book = openpyxl.Workbook()
    for line in [*head, *body[150:]]:
        book.active.append([None if field == "" else field for field in line.split(";")])
    book.save(tmp_path / "b.xlsx")
    _, whole = layanan(capsys, root, *files(root))
    status, split = layanan(capsys, root, tmp_path / "b.xlsx", first, root / FOLDER / SURVEY)
    assert status == 1
    assert [one["realisasi"] for one in split["realisasi"]] == [one["realisasi"] for one in whole["realisasi"]]
    assert sorted(codes(split["berkas"][0]) + codes(split["berkas"][1])) == EVERY_LINE_OF_DIRT
    assert codes(split["berkas"][-1]) == ["berkas-tidak-ikut"]
    assert LOG in split["berkas"][-1]["temuan"][0]["pesan"]


def test_the_screen_names_no_citizen_and_no_nip(capsys, root):
    status, out, err = run(capsys, "layanan", root, *files(root))
    assert status == 1
    assert "3 Maret 2026" in out
    assert "(Fiktif)" not in out + err
    assert not [person for person in SAMPLE.employees if person.nip in out + err or person.name in out + err]


def test_no_column_of_citizens_is_kept_anywhere(root):
    for path in (induk(root), root / WORKBOOK):
        text = " ".join(str(cell.value) for cells in read_book(path).sheets.values() for cell in cells.values())
        assert "Warga" not in text
        assert "0000000000000" not in text


def test_the_titles_are_remembered_and_hrs_choice_goes_before_the_guess(capsys, root):
    chosen = read_service_sheets(read_book(induk(root))).chosen
    assert len(chosen) == 8 + 13
    place = next(
        (row, MAPPING_TABLE.column("Dibaca Sebagai"))
        for (row, column), cell in read_book(induk(root)).sheets[MAPPING].items()
        if cell.value == "Tgl/Jam Diserahkan"
    )
    write_cells(induk(root), MAPPING, {place: "Abaikan"})
    before = (root / WORKBOOK).read_bytes()
    status, said = layanan(capsys, root, *files(root))
    assert (status, codes(said["berkas"][0]), said["realisasi"]) == (1, ["kolom-belum-dipetakan"], [])
    assert (root / WORKBOOK).read_bytes() == before


def test_while_one_file_is_unusable_no_number_is_written(capsys, root, tmp_path):
    html = tmp_path / "ekspor.xls"
    html.write_text("<html><table><tr><td>Layanan</td></tr></table></html>", "utf-8")
    notes = tmp_path / "catatan.csv"
    notes.write_text("hanya catatan\n", "utf-8")
    before = (induk(root).read_bytes(), (root / WORKBOOK).read_bytes())
    status, said = layanan(capsys, root, *files(root), html, notes, tmp_path / "tiada.csv", tmp_path)
    assert status == 2
    verdicts = {one["berkas"]: (one["putusan"], one["catatan"]) for one in said["berkas"]}
    assert "HTML" in verdicts["ekspor.xls"][1]
    assert verdicts["catatan.csv"][0] == verdicts["tiada.csv"][0] == verdicts[tmp_path.name][0] == "ditolak"
    assert verdicts[LOG] == ("diterima", "Terbaca, belum dihitung.")
    assert (induk(root).read_bytes(), (root / WORKBOOK).read_bytes()) == before


def test_two_different_files_of_one_name_are_refused(capsys, root, tmp_path):
    other = tmp_path / LOG
    other.write_text("Layanan;Diterima;Diserahkan\nKTP-el;2 Mei 2026;3 Mei 2026\n", "utf-8")
    status, out, err = run(capsys, "layanan", root, root / FOLDER / LOG, other)
    assert (status, out) == (2, "")
    assert LOG in err


def test_an_induk_that_is_open_or_without_a_period_is_left_alone(capsys, root):
    lock = induk(root).with_name(f"~${induk(root).name}")
    lock.write_bytes(b"")
    status, _, err = run(capsys, "layanan", root, *files(root))
    assert status == 2
    assert "sedang dibuka di Excel" in err
    lock.unlink()
    write_cells(induk(root), "Pengaturan", {(FIRST_ROW + 5, 2): None, (FIRST_ROW + 6, 2): None})
    status, _, err = run(capsys, "layanan", root, *files(root))
    assert (status, "Pengaturan" in err) == (2, True)


def test_without_services_and_links_each_name_is_a_service_of_its_own(capsys, tmp_path):
    root = new_office(tmp_path / "kantor")
    log = tmp_path / "loket.csv"
    log.write_text("Layanan;Diterima;Diserahkan\nktp EL;2 Mei 2026;3 Mei 2026\nKTP-el;2 Mei 2026;4 Mei 2026\n", "utf-8")
    status, out, err = run(capsys, "layanan", root, log)
    assert (status, "2 berkas dihitung" in out, "Isi lembar Tautan Data" in err) == (0, True, True)
    head, every, one = list(openpyxl.load_workbook(root / WORKBOOK)["Ringkasan"].iter_rows(min_row=5, values_only=True))
    assert (head[0], every[:2], one[:4]) == ("Layanan", ("Semua layanan", 2), ("KTP-el", 2, None, 1.5))


def test_links_without_data_or_to_nothing_are_told_and_leave_no_number(capsys, root):
    write_cells(
        induk(root), "Tautan Data",
        {(FIRST_ROW, LINKS_TABLE.column("Layanan")): "Dispensasi Nikah", (FIRST_ROW + 1, 3): 99},
    )  # fmt: skip
    _, said = layanan(capsys, root, *files(root))
    assert codes(said["berkas"][-1]) == ["tautan-indikator-asing", "tautan-tanpa-data"]
    read = read_service_sheets(read_book(induk(root)))
    assert {one.link.row for one in read.filled}.isdisjoint({FIRST_ROW, FIRST_ROW + 1})
    status, out, _ = run(capsys, "periksa", induk(root))
    assert (status, "No 99" in out) == (1, True)


def test_many_rows_alike_are_counted_on_the_screen(capsys, root, tmp_path):
    log = tmp_path / "panjang.csv"
    rows = "".join(f"{n};Asing;2 Mei 2026;3 Mei 2026;Siapa\n" for n in range(9))
    log.write_text(f"No;Layanan;Diterima;Diserahkan;Petugas\n{rows}", "utf-8")
    status, out, _ = run(capsys, "layanan", root, log)
    assert status == 1
    assert out.count('Layanan "Asing" tidak ada') == 5
    assert "… dan 4 baris lagi seperti itu" in out


def test_a_survey_of_another_period_or_service_is_told(capsys, root, tmp_path):
    survey = tmp_path / "skm.csv"
    heads = "Tanggal;Layanan;" + ";".join(f"U{n}" for n in range(1, 10))
    answers = ";".join("3" * 9)
    survey.write_text(f"{heads}\n1 Mei 2025;KTP-el;{answers}\n1 Mei 2026;Legalisir;{answers}\n", "utf-8")
    _, said = layanan(capsys, root, survey)
    assert codes(said["berkas"][0]) == ["survei-layanan-asing", "survei-luar-periode"]
    assert [one["realisasi"] for one in said["realisasi"] if one["ukuran"] == "IKM"] == [75.0, 75.0]


def test_an_older_induk_is_counted_and_left_as_it_is(capsys, root):
    book = openpyxl.load_workbook(induk(root))
    for sheet in ("Layanan", "Tautan Data", "Pemetaan Kolom"):
        del book[sheet]
    book.save(induk(root))
    before = induk(root).read_bytes()
    status, out, err = run(capsys, "layanan", root, *files(root))
    assert (status, "versi sebelumnya" in err, "289 berkas dihitung" in out) == (1, True, True)
    assert induk(root).read_bytes() == before
    assert run(capsys, "bagikan", root)[0] == 0


# --- the forms --------------------------------------------------------------------------------------------------------


def at(book: OfficeBook, table: Table, header: str, row: int = FIRST_ROW) -> object:
    return book.read(table.sheet, row, table.column(header))[0][0]


def linked_form(root: Path) -> tuple[Path, int, Decimal]:
    """A form with a realisation from the data: its file, the row of Hasil Kerja, the number."""
    for path in sorted((root / "1_dibagikan").glob("*.xlsx")):
        cells = read_book(path).sheets[WORK]
        for (row, column), cell in cells.items():
            if column == WORK_TABLE.column("Bukti Dukung") and str(cell.value).startswith("Data layanan: median jam"):
                return path, row, Decimal(str(cells[row, WORK_TABLE.column("Realisasi")].value))
    raise AssertionError("no form is filled from the data")


def test_the_forms_come_with_the_numbers_and_a_changed_one_is_told(capsys, root, office):
    assert run(capsys, "bagikan", root)[0] == 0
    path, row, value = linked_form(root)
    assert value == next(
        one.value for one in read_service_sheets(read_book(induk(root))).filled if one.link.measure == "Median jam"
    )
    with office.open(path) as book:
        book.recalculate()
        assert at(book, WORK_TABLE, "Capaian (%)", row) == float(half_up((2 - value / 24) * 100))
        book.write(WORK, row, WORK_TABLE.column("Realisasi"), [[30]])
        book.recalculate()
        assert at(book, WORK_TABLE, "Capaian (%)", row) == 75
    target = root / "2_masuk" / path.name
    shutil.copy(path, target)
    write_cells(target, WORK, {(row, WORK_TABLE.column("Realisasi")): 30})
    status, out, _ = run(capsys, "kumpulkan", root)
    assert status == 1
    assert "padahal data layanan memberi" in out


def test_a_new_import_makes_the_form_a_new_one(capsys, root):
    run(capsys, "bagikan", root)
    path, _, _ = linked_form(root)
    first = path.read_bytes()
    run(capsys, "bagikan", root)
    assert path.read_bytes() == first
    log = root / FOLDER / LOG
    log.write_bytes(b"\r\n".join(log.read_bytes().split(b"\r\n")[:60]))
    run(capsys, "layanan", root, *files(root))
    run(capsys, "bagikan", root)
    assert path.read_bytes() != first


# --- the workbooks ----------------------------------------------------------------------------------------------------


def test_the_workbook_opens_in_libreoffice_and_prints(root, office, tmp_path):
    with office.open(root / WORKBOOK) as book:
        assert book.read("Ringkasan", 6, 1, 1, 2) == [["Semua layanan", 288]]
    pdf = tmp_path / "data.pdf"
    pdf.write_bytes(office.print_book(root / WORKBOOK))
    assert len(pages_as_png(pdf, tmp_path, dpi=20)) >= 5
    with office.open(induk(root)) as book:
        book.recalculate()
        assert str(at(book, LINKS_TABLE, "Indikator")).startswith("Indeks Kepuasan Masyarakat")
        assert str(at(book, LINKS_TABLE, "Nama")).endswith("(Fiktif)")
        assert not at(book, LINKS_TABLE, "Indikator", FIRST_ROW + 20)
        assert at(book, SERVICES_TABLE, "Layanan") == "KTP-el"


def test_the_written_files_are_whole_packages_and_no_text_became_a_formula(capsys, root, tmp_path):
    log = tmp_path / "=HYPERLINK(1).csv"
    log.write_text(
        'No;=1+1;Layanan;Diterima;Diserahkan\n1;x;=HYPERLINK("a");2 Mei 2026;3 Mei 2026\n2;x;KTP-el;=2;3 Mei 2026\n',
        "utf-8",
    )
    run(capsys, "layanan", root, log)
    for path in (root / WORKBOOK, induk(root)):
        assert package_checks.faults(path.read_bytes()) == []
    cells = [cell for sheet in read_book(root / WORKBOOK).sheets.values() for cell in sheet.values()]
    assert [cell for cell in cells if cell.formula] == []
    assert [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    mapped = read_book(induk(root)).sheets[MAPPING].values()
    assert [cell.formula for cell in mapped if cell.value == "=1+1"] == [""]


def test_the_months_stand_in_native_charts(root):
    book = openpyxl.load_workbook(root / WORKBOOK)
    assert book.sheetnames == ["Ringkasan", "Realisasi", "Ditolak", "Tren", "Berkas"]
    assert len(book["Tren"]._charts) == 4
    listed = list(book["Ditolak"].iter_rows(min_row=6, values_only=True))
    assert [row[3] for row in listed if row[0] == LOG] == list(range(293, 303))


def test_what_to_mend_has_the_room_and_not_the_names_of_files(root):
    refused = openpyxl.load_workbook(root / WORKBOOK)["Ditolak"]
    widths = [refused.column_dimensions[letter].width for letter in "ABCDEF"]
    assert max(widths) == widths[-1] > 60
