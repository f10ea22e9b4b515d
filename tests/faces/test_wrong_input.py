"""Every wrong input that a desk produces, on a real form or Induk: the cell is named, the file stays as it was."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from filled_office import YEAR, places, run, run_json
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets import induk_layout
from kinerja_pauh.sheets.layout import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from kinerja_pauh.adapters.libreoffice import Office
    from kinerja_pauh.sheets.layout import Table

TORTURE = Path(__file__).parents[2].parent / "shared" / "torture"
WORK, SUMMARY, BEHAVIOUR = layout.WORK_TABLE, layout.SUMMARY_TABLE, layout.BEHAVIOUR_TABLE
FACTORS, FEEDBACK = layout.FACTORS_TABLE, layout.FEEDBACK_TABLE
STAFF, PLANS = induk_layout.STAFF_TABLE, induk_layout.PLANS_TABLE
PEOPLE = filled_office.raters()[filled_office.largest_rater()]
LAST = len(PEOPLE) - 1  # the person on whom the entries are spoiled
PERSON_ROW = FIRST_ROW + LAST
WORK_ROW = FIRST_ROW + sum(len(p.indicators) for p in PEOPLE[:LAST])
BEHAVIOUR_ROW = FIRST_ROW + 7 * LAST
ROWS = {i.number: WORK_ROW + n for n, i in enumerate(PEOPLE[LAST].indicators)}
HIGHER, QUALITATIVE = ROWS["4"], ROWS["5"]  # a number of things with target 9 of which 9 were reached; a rating
SALAH, KURANG, PERINGATAN = "salah", "kurang", "peringatan"


@pytest.fixture
def form(tmp_path, tmp_path_factory):
    return filled_office.filled_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def folder(tmp_path, tmp_path_factory):
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def induk(folder):
    return folder / f"Induk_{YEAR}.xlsx"


def edit(path: Path, change: Callable[[Workbook], object]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def put(path: Path, table: Table, header: str, row: int, value: object) -> None:
    """Text and whole numbers as our own writer puts them, the rest as openpyxl saves the workbook."""
    column = table.column(header)
    plain = value is None or type(value) is int or (isinstance(value, str) and not value.startswith(("=", "#")))
    if plain:
        write_cells(path, table.sheet, {(row, column): value})
    else:
        edit(path, lambda book: setattr(book[table.sheet].cell(row, column), "value", value))


def place(table: Table, header: str, row: int) -> tuple[str, str]:
    return table.sheet, table.cell(header, row)


def assert_found_and_untouched(capsys, path: Path, expected: list[tuple[str, str, str, str]]) -> None:
    """Both commands tell exactly these findings and leave the file alone; a person reads one cure for each."""
    before = path.read_bytes()
    for verb in ("periksa", "hitung"):
        status, (said,) = run_json(capsys, verb, path)
        assert (status, said["putusan"]) == (1, "perlu_dilihat")
        assert sorted(places(said["temuan"])) == sorted(expected)
        for finding in said["temuan"]:
            assert is_a_sentence(finding["pesan"])
    assert path.read_bytes() == before


def is_a_sentence(text: str) -> bool:
    """An Indonesian sentence with its cure: two clauses, no English of a library, no path, no traceback."""
    text = text.replace("File > Info > Protect Workbook", "")  # where Excel has it
    english = re.search(r"\b(error|invalid|could not|not found|exception|file|traceback|None)\b", text, re.IGNORECASE)
    return bool(re.search(r"[.:;,?] ", text)) and text.endswith((".", "?")) and not english and "/work" not in text


REALISATION = place(WORK, "Realisasi", HIGHER)

WRONG_CELLS = {
    "blank": (None, "realisasi-kosong", KURANG),
    "only spaces": ("   ", "realisasi-kosong", KURANG),
    "words for a number": ("sudah banyak", "bukan-angka", SALAH),
    "number with its unit": ("9 dokumen", "angka-bersatuan", SALAH),
    "percent sign": ("90%", "angka-bersatuan", SALAH),
    "ambiguous 1.250": ("1.250", "angka-ambigu", SALAH),
    "a date": (date(2026, 9, 1), "sel-tanggal", SALAH),
    "an error": ("#N/A", "sel-galat", SALAH),
    "an error of division": ("#DIV/0!", "sel-galat", SALAH),
    "a formula": ("=4+5", "sel-rumus", SALAH),
    "true": (True, "bukan-angka", SALAH),
    "less than nothing": (-9, "realisasi-negatif", SALAH),
    "a dash": ("-", "bukan-angka", SALAH),
    "Arabic digits": ("٩", "bukan-angka", SALAH),
    "a range": ("8-9", "bukan-angka", SALAH),
}


@pytest.mark.parametrize("case", WRONG_CELLS)
def test_a_wrong_realisation_is_named_by_its_cell(capsys, form, case) -> None:
    value, code, severity = WRONG_CELLS[case]
    put(form, WORK, "Realisasi", HIGHER, value)
    assert_found_and_untouched(capsys, form, [(*REALISATION, code, severity)])


def test_an_ambiguous_number_shows_both_readings(capsys, form) -> None:
    put(form, WORK, "Realisasi", HIGHER, "1.250")
    _, (said,) = run_json(capsys, "periksa", form)
    assert "1.250 atau 1,25" in said["temuan"][0]["pesan"]


def test_a_decimal_comma_as_text_counts_and_is_said(capsys, form) -> None:
    put(form, WORK, "Realisasi", HIGHER, "9,0")
    status, (said,) = run_json(capsys, "periksa", form)
    assert (status, said["putusan"]) == (1, "diterima")
    assert places(said["temuan"]) == [(*REALISATION, "angka-teks", PERINGATAN)]
    status, (scored,) = run_json(capsys, "hitung", form)
    assert (status, scored["putusan"], scored["catatan"]) == (1, "diterima", "Nilai ditulis ke lembar Hasil.")
    assert scored["hasil"] == said["hasil"]
    assert scored["hasil"][LAST]["nilai_hasil"] is not None


def test_a_doubtful_realisation_is_accepted_with_the_reading_that_would_fit(capsys, form) -> None:
    put(form, WORK, "Realisasi", HIGHER, 92)
    put(form, WORK, "Catatan", HIGHER, None)
    _, (said,) = run_json(capsys, "periksa", form)
    doubts = [f for f in said["temuan"] if f["kode"] == "realisasi-janggal"]
    assert places(doubts) == [(*REALISATION, "realisasi-janggal", PERINGATAN)]
    assert "Mungkin maksudnya 9,2?" in doubts[0]["pesan"]


WRONG_CHOICES = {
    "qualitative realisation misspelt": (WORK, "Realisasi", QUALITATIVE, "Sesuai Ekspetasi", "pilihan-tidak-dikenal"),
    "qualitative realisation as a number": (WORK, "Realisasi", QUALITATIVE, 100, "pilihan-tidak-dikenal"),
    "behaviour rating misspelt": (BEHAVIOUR, "Rating", BEHAVIOUR_ROW, "Sangat Sesuai", "pilihan-tidak-dikenal"),
    "new idea as x": (SUMMARY, "Ide Baru", PERSON_ROW, "x", "pilihan-tidak-dikenal"),
    "rating of results misspelt": (SUMMARY, "Rating Hasil", PERSON_ROW, "Baik", "pilihan-tidak-dikenal"),
    "rating of results as a formula": (SUMMARY, "Rating Hasil", PERSON_ROW, "=K7", "sel-rumus"),
    "feedback day as words": (FEEDBACK, "Tanggal", PERSON_ROW, "akhir tahun", "bukan-tanggal"),
    "feedback day in a calendar before ours": (FEEDBACK, "Tanggal", PERSON_ROW, "31/02/2026", "bukan-tanggal"),
}


@pytest.mark.parametrize("case", WRONG_CHOICES)
def test_a_wrong_choice_is_named_by_its_cell(capsys, form, case) -> None:
    table, header, row, value, code = WRONG_CHOICES[case]
    put(form, table, header, row, value)
    assert_found_and_untouched(capsys, form, [(*place(table, header, row), code, SALAH)])


@pytest.mark.parametrize("spelling", ["sesuai  EKSPEKTASI", " Sesuai Ekspektasi ", "sesuai", "Sesuai\u00a0Ekspektasi"])
def test_a_rating_in_another_spelling_that_means_one_thing_is_taken(capsys, form, spelling) -> None:
    before = run_json(capsys, "periksa", form)
    put(form, BEHAVIOUR, "Rating", BEHAVIOUR_ROW, spelling)
    assert run_json(capsys, "periksa", form) == before


def test_a_missing_rating_reason_or_example_is_only_missing(capsys, form) -> None:
    put(form, BEHAVIOUR, "Rating", BEHAVIOUR_ROW, None)
    put(form, SUMMARY, "Ide Baru", PERSON_ROW, None)
    expected = [
        (*place(BEHAVIOUR, "Rating", BEHAVIOUR_ROW), "perilaku-kosong", KURANG),
        (*place(SUMMARY, "Ide Baru", PERSON_ROW), "ide-kosong", KURANG),
    ]
    assert_found_and_untouched(capsys, form, expected)


def test_a_rating_apart_from_the_proposal_owes_its_reason(capsys, form) -> None:
    put(form, SUMMARY, "Rating Hasil", PERSON_ROW, "Di Bawah Ekspektasi")
    put(form, SUMMARY, "Alasan", PERSON_ROW, None)
    assert_found_and_untouched(capsys, form, [(*place(SUMMARY, "Alasan", PERSON_ROW), "alasan-kosong", KURANG)])


def test_a_nip_that_became_a_number_or_lost_digits_is_never_guessed(capsys, form) -> None:
    gone = (*place(SUMMARY, "NIP", PERSON_ROW), "perilaku-baris", SALAH)
    put(form, BEHAVIOUR, "NIP", BEHAVIOUR_ROW, int(PEOPLE[LAST].nip))
    assert_found_and_untouched(capsys, form, [(*place(BEHAVIOUR, "NIP", BEHAVIOUR_ROW), "nip-angka", SALAH), gone])
    put(form, BEHAVIOUR, "NIP", BEHAVIOUR_ROW, PEOPLE[LAST].nip[:-1])
    assert_found_and_untouched(capsys, form, [(*place(BEHAVIOUR, "NIP", BEHAVIOUR_ROW), "nip-salah", SALAH), gone])


def test_a_factor_row_without_or_with_a_foreign_nip_is_told(capsys, form) -> None:
    row = FIRST_ROW + 5
    put(form, FACTORS, "Sebab", row, "Lainnya")
    assert_found_and_untouched(capsys, form, [(*place(FACTORS, "NIP", row), "nip-kosong", SALAH)])
    put(form, FACTORS, "NIP", row, "198001012005011901")
    assert_found_and_untouched(capsys, form, [(*place(FACTORS, "NIP", row), "nip-tak-dikenal", SALAH)])


def test_one_nip_in_two_rows_is_told_with_the_person_who_vanished(capsys, form) -> None:
    put(form, SUMMARY, "NIP", PERSON_ROW, PEOPLE[0].nip)
    expected = [
        (*place(SUMMARY, "NIP", PERSON_ROW), "nip-ganda", SALAH),
        (layout.SUMMARY, "", "baris-hilang", SALAH),
    ]
    assert_found_and_untouched(capsys, form, expected)


def test_a_deleted_indicator_row_is_told_at_the_person(capsys, form) -> None:
    edit(form, lambda book: book[layout.WORK].delete_rows(HIGHER))
    expected = [
        (*place(SUMMARY, "NIP", PERSON_ROW), "baris-hilang", SALAH),
        (*place(WORK, "Bobot (%)", QUALITATIVE - 1), "bobot-bukan-100", SALAH),
    ]
    assert_found_and_untouched(capsys, form, expected)


def test_a_deleted_person_is_told(capsys, form) -> None:
    def without_the_person(book: Workbook) -> None:
        book[layout.SUMMARY].delete_rows(PERSON_ROW)
        book[layout.WORK].delete_rows(WORK_ROW, len(ROWS))
        book[layout.BEHAVIOUR].delete_rows(BEHAVIOUR_ROW, 7)
        book[layout.FEEDBACK].delete_rows(PERSON_ROW)

    edit(form, without_the_person)
    assert_found_and_untouched(capsys, form, [(layout.SUMMARY, "", "baris-hilang", SALAH)])


@pytest.mark.parametrize("table", [SUMMARY, WORK, BEHAVIOUR, FACTORS, FEEDBACK], ids=lambda table: table.sheet)
def test_a_renamed_sheet_is_one_finding_that_recognises_it(capsys, form, table) -> None:
    edit(form, lambda book: setattr(book[table.sheet], "title", f"{table.sheet} (2)"))
    assert_found_and_untouched(capsys, form, [(table.sheet, "", "lembar-hilang", SALAH)])
    _, (said,) = run_json(capsys, "periksa", form)
    assert f"{table.sheet} (2)" in said["temuan"][0]["pesan"]


@pytest.mark.parametrize(
    ("table", "header"),
    [(SUMMARY, "Rating Hasil"), (WORK, "Realisasi"), (BEHAVIOUR, "Rating"), (FACTORS, "Mulai"), (FEEDBACK, "Tanggal")],
    ids=lambda value: value if isinstance(value, str) else value.sheet,
)
def test_a_renamed_header_is_one_finding(capsys, form, table, header) -> None:
    put(form, table, header, FIRST_ROW - 1, f"{header} 2026")
    assert_found_and_untouched(capsys, form, [(table.sheet, "", "judul-hilang", SALAH)])
    _, (said,) = run_json(capsys, "periksa", form)
    assert header in said["temuan"][0]["pesan"]


def test_columns_in_another_order_are_read_by_their_headers(capsys, form) -> None:
    before = run_json(capsys, "periksa", form)[1][0]["hasil"]

    def swap(book: Workbook) -> None:
        sheet = book[layout.BEHAVIOUR]
        one, other = BEHAVIOUR.column("Rating"), BEHAVIOUR.column("Contoh Perilaku")
        for row in range(FIRST_ROW - 1, sheet.max_row + 1):
            here, there = sheet.cell(row, one), sheet.cell(row, other)
            here.value, there.value = there.value, here.value

    edit(form, swap)
    assert run_json(capsys, "periksa", form)[1][0]["hasil"] == before


# Wrong entries of the Induk


FIRST_PLAN = FIRST_ROW  # the Induk's first plan row belongs to its first rated person
WRONG_INDUK = {
    "target of zero": (PLANS, "Target", FIRST_PLAN, 0, "target-nol"),
    "target with a unit": (PLANS, "Target", FIRST_PLAN, "12 bulan", "angka-bersatuan"),
    "weight of zero": (PLANS, "Aspek", FIRST_PLAN, "Mutu", "pilihan-tidak-dikenal"),
    "direction misspelt": (PLANS, "Jenis", FIRST_PLAN, "Pokok", "pilihan-tidak-dikenal"),
    "status misspelt": (STAFF, "Status ASN", FIRST_ROW + 1, "Honorer", "pilihan-tidak-dikenal"),
    "rater unknown": (STAFF, "NIP Penilai", FIRST_ROW + 1, "198001012005011901", "penilai-tak-dikenal"),
    "rater as a number": (STAFF, "NIP Penilai", FIRST_ROW + 1, 198001012005011901, "nip-angka"),
    "no rater": (STAFF, "NIP Penilai", FIRST_ROW + 1, None, "penilai-kosong"),
    "name as a formula": (STAFF, "Nama", FIRST_ROW + 1, '="A"&"B"', "sel-rumus"),
    "name as an error": (STAFF, "Nama", FIRST_ROW + 1, "#REF!", "sel-galat"),
    "plan of nobody": (PLANS, "NIP", 200, "198001012005011901", "nip-tak-dikenal"),
}


def assert_induk_refused(capsys, folder: Path, expected: list[tuple[str, str, str, str]]) -> None:
    """The findings, from `periksa` and from `bagikan`; no form is written over and the Induk stays as it was."""
    path = folder / f"Induk_{YEAR}.xlsx"
    before = {p: p.read_bytes() for p in (path, *(folder / "1_dibagikan").iterdir(), folder / "register.sqlite")}
    for words in (("periksa", path), ("bagikan", folder)):
        status, (said,) = run_json(capsys, *words)
        assert (status, said["putusan"]) == (1, "perlu_dilihat")
        assert sorted(places(said["temuan"])) == sorted(expected)
        assert all(is_a_sentence(finding["pesan"]) for finding in said["temuan"])
    assert {p: p.read_bytes() for p in before} == before


@pytest.mark.parametrize("case", WRONG_INDUK)
def test_a_wrong_cell_of_the_induk_stops_the_handing_out(capsys, folder, induk, case) -> None:
    table, header, row, value, code = WRONG_INDUK[case]
    put(induk, table, header, row, value)
    expected = [(*place(table, header, row), code, SALAH)]
    if case == "direction misspelt":
        expected.append(weights_finding(induk))
    if case == "rater as a number":  # unreadable and so not there either, but said once
        assert code == "nip-angka"
    assert_induk_refused(capsys, folder, expected)


def first_plan(induk: Path) -> list[int]:
    """The rows of the plan that stands first, Utama only."""
    sheet = openpyxl.load_workbook(induk)[PLANS.sheet]
    nip = sheet.cell(FIRST_PLAN, 1).value
    rows = range(FIRST_PLAN, sheet.max_row + 1)
    return [
        r for r in rows if sheet.cell(r, 1).value == nip and sheet.cell(r, PLANS.column("Jenis")).value != "Tambahan"
    ]


def weights_finding(induk: Path) -> tuple[str, str, str, str]:
    return (*place(PLANS, "Bobot (%)", first_plan(induk)[-1]), "bobot-bukan-100", SALAH)


def test_weights_of_99_99_are_refused_with_the_missing_hundredth(capsys, folder, induk) -> None:
    row = first_plan(induk)[0]
    weight = openpyxl.load_workbook(induk)[PLANS.sheet].cell(row, PLANS.column("Bobot (%)")).value
    put(induk, PLANS, "Bobot (%)", row, weight - 0.01)
    assert_induk_refused(capsys, folder, [weights_finding(induk)])
    message = run_json(capsys, "periksa", induk)[1][0]["temuan"][0]["pesan"]
    assert "99,99" in message
    assert "0,01" in message


@pytest.mark.parametrize(("spoil", "code"), [(int, "nip-angka"), (lambda nip: nip[1:], "nip-salah")])
def test_a_nip_in_the_staff_list_that_is_no_18_digit_text_is_named(capsys, induk, spoil, code) -> None:
    rater = filled_office.largest_rater()
    row = FIRST_ROW + [e.nip for e in filled_office.SAMPLE.employees].index(rater)
    put(induk, STAFF, "NIP", row, spoil(rater))
    status, (said,) = run_json(capsys, "periksa", induk)
    assert status == 1
    assert (*place(STAFF, "NIP", row), code, SALAH) in places(said["temuan"])
    # Whoever refers to that NIP is told too, and nothing else is.
    assert {f["kode"] for f in said["temuan"]} == {code, "nip-tak-dikenal", "penilai-tak-dikenal"}


def test_one_nip_in_two_staff_rows_is_told_at_both(capsys, folder, induk) -> None:
    def copy_down(book: Workbook) -> None:
        sheet = book[STAFF.sheet]
        free = FIRST_ROW + len(filled_office.SAMPLE.employees)
        for column in range(1, len(STAFF.columns) + 1):
            sheet.cell(free, column).value = sheet.cell(FIRST_ROW + 1, column).value

    edit(induk, copy_down)
    expected = [
        (*place(STAFF, "NIP", row), "nip-ganda", SALAH)
        for row in (FIRST_ROW + 1, FIRST_ROW + len(filled_office.SAMPLE.employees))
    ]
    assert_induk_refused(capsys, folder, expected)


def test_an_induk_without_its_plans_is_one_finding(capsys, folder, induk) -> None:
    edit(induk, lambda book: setattr(book[PLANS.sheet], "title", "Rencana lama"))
    assert_induk_refused(capsys, folder, [(PLANS.sheet, "", "lembar-hilang", SALAH)])


def test_an_induk_with_a_renamed_header_is_one_finding(capsys, folder, induk) -> None:
    put(induk, STAFF, "NIP Penilai", FIRST_ROW - 1, "Atasan")
    assert_induk_refused(capsys, folder, [(STAFF.sheet, "", "judul-hilang", SALAH)])


def test_an_induk_of_nobody_is_not_handed_out(capsys, tmp_path) -> None:
    folder = tmp_path / "kosong"
    assert run(capsys, "mulai", folder, "--tahun", YEAR)[0] == 0
    for words in (("periksa", folder / f"Induk_{YEAR}.xlsx"), ("bagikan", folder)):
        status, (said,) = run_json(capsys, *words)
        assert (status, said["putusan"]) == (1, "perlu_dilihat")
        assert places(said["temuan"]) == [(STAFF.sheet, "", "tanpa-pegawai", KURANG)]
        assert is_a_sentence(said["temuan"][0]["pesan"])
    assert list((folder / "1_dibagikan").iterdir()) == []


def test_a_period_that_ends_before_it_begins_or_has_no_law_is_named(capsys, folder, induk) -> None:
    keys = list(induk_layout.SETTING_KEYS)
    row = FIRST_ROW + keys.index("selesai")
    table = induk_layout.SETTINGS_TABLE
    put(induk, table, "Nilai", row, date(2025, 12, 31))
    assert_induk_refused(capsys, folder, [(*place(table, "Nilai", row), "periode-terbalik", SALAH)])
    put(induk, table, "Nilai", row, date(1999, 12, 31))
    put(induk, table, "Nilai", FIRST_ROW + keys.index("mulai"), date(1999, 1, 1))
    status, (said,) = run_json(capsys, "bagikan", folder)
    assert status == 1
    assert places(said["temuan"]) == [(table.sheet, "", "pengaturan-ditolak", SALAH)]
    assert is_a_sentence(said["temuan"][0]["pesan"])


def test_a_setting_that_is_unknown_is_refused_by_name(capsys, folder, induk) -> None:
    row = FIRST_ROW + len(induk_layout.SETTING_KEYS)
    put(induk, induk_layout.SETTINGS_TABLE, "Kunci", row, "bobot_siapa")
    put(induk, induk_layout.SETTINGS_TABLE, "Nilai", row, "12")
    status, (said,) = run_json(capsys, "bagikan", folder)
    assert status == 1
    assert "bobot_siapa" in said["temuan"][0]["pesan"]


# Files that are no form


def assert_refused(capsys, path: Path, words: str, verbs: tuple[str, ...] = ("periksa", "hitung")) -> None:
    """Exit status 2 and one sentence, for people and for programs; the file stays as it was."""
    before = path.read_bytes() if path.is_file() else None
    for verb in verbs:
        status, (said,) = run_json(capsys, verb, path)
        assert (status, said["putusan"], said["temuan"], said["hasil"]) == (2, "ditolak", [], [])
        assert said["berkas"] == path.name
        assert is_a_sentence(said["catatan"]), said["catatan"]
        assert words in said["catatan"]
        status, out, err = run(capsys, verb, path)
        assert status == 2
        assert said["catatan"] in out + err
        assert "Traceback" not in out + err
    assert before is None or path.read_bytes() == before


NO_WORKBOOKS = {
    "kosong.xlsx": (b"", "kosong"),
    "teks.xlsx": (b"NIP;Nama\r\n1;A\r\n", "teks biasa"),
    "unduhan.xlsx": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "HTML"),
    "daftar.csv": (b"NIP;Nama\r\n1;A\r\n", "bukan Formulir"),
    "laporan.xlsx": (b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "zip.xlsx": (b"PK\x05\x06" + bytes(18), ""),
    "potongan.xlsx": (b"PK\x03\x04" + bytes(200), "rusak"),
    "acak.xlsx": (bytes(range(256)) * 8, "bukan buku kerja"),
    "~$Penilaian.xlsx": (b"\x05Fulan" + bytes(159), "berkas kunci"),
}


@pytest.mark.parametrize("name", NO_WORKBOOKS)
def test_a_file_that_is_no_workbook_is_refused_with_the_cure(capsys, tmp_path, name) -> None:
    data, words = NO_WORKBOOKS[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert_refused(capsys, path, words)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("*encryptSHA512.xlsx", "kata sandi"),
        ("*encryptSHA1.xlsx", "kata sandi"),
        ("*encryptAES.xlsx", "kata sandi"),
        ("*_password.xls", ".xls"),
        ("*50833.xls", "Simpan Sebagai .xlsx"),
        ("*34775.xls.xlsb", ""),
        ("*multi-empty.ods", ""),
    ],
)
def test_an_encrypted_or_old_workbook_is_refused_with_the_cure(capsys, tmp_path, pattern, words) -> None:
    for source in TORTURE.glob(pattern):
        assert_refused(capsys, Path(shutil.copy(source, tmp_path)), words)


def test_a_missing_file_and_a_folder_are_refused(capsys, tmp_path) -> None:
    assert_refused(capsys, tmp_path / "tidak ada.xlsx", "tidak ditemukan")
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    assert_refused(capsys, folder, "folder")


def test_a_truncated_form_is_refused(capsys, form) -> None:
    form.write_bytes(form.read_bytes()[:-300])
    assert_refused(capsys, form, "rusak")


def test_another_workbook_is_refused_by_name(capsys, tmp_path) -> None:
    path = tmp_path / "belanja.xlsx"
    openpyxl.Workbook().save(path)
    assert_refused(capsys, path, "bukan Formulir Penilaian")


def test_an_induk_is_checked_but_has_nothing_to_score(capsys, induk) -> None:
    assert run_json(capsys, "periksa", induk)[0] == 0
    assert_refused(capsys, induk, "bukan Formulir Penilaian", ("hitung",))


def meta_row(book: Workbook, key: str) -> int:
    return next(cell.row for cell in book[layout.META]["A"] if cell.value == key)


def test_a_form_of_another_version_is_refused_by_its_version(capsys, form) -> None:
    edit(form, lambda book: book[layout.META].cell(meta_row(book, "skema"), 2, "0"))
    assert_refused(capsys, form, "versi 0")


@pytest.mark.parametrize("key", ["mulai", "penilai_nip", "periode"])
def test_a_form_with_broken_meta_is_refused(capsys, form, key) -> None:
    edit(form, lambda book: book[layout.META].cell(meta_row(book, key), 1, "rusak"))
    assert_refused(capsys, form, "_meta rusak")


def test_a_form_without_its_results_sheet_is_scored_but_not_written(capsys, form) -> None:
    edit(form, lambda book: book.remove(book[layout.RESULTS]))
    assert run_json(capsys, "periksa", form)[0] == 0
    assert_refused(capsys, form, '"Hasil" tidak ada', ("hitung",))


@pytest.mark.parametrize(("lock", "where"), [("~${}", "Excel"), (".~lock.{}#", "LibreOffice")])
def test_a_form_that_is_open_elsewhere_is_read_but_never_written(capsys, form, lock, where) -> None:
    form.with_name(lock.format(form.name)).write_bytes(b"Fulan")
    assert run_json(capsys, "periksa", form)[0] == 0
    assert run_json(capsys, "hitung", form, "--tanpa-tulis")[0] == 0
    assert_refused(capsys, form, f"sedang dibuka di {where}", ("hitung",))


def test_a_wrong_file_does_not_keep_the_others_from_being_scored(capsys, form, tmp_path) -> None:
    status, files = run_json(capsys, "hitung", tmp_path / "tidak ada.xlsx", form)
    assert status == 2
    assert [f["putusan"] for f in files] == ["ditolak", "diterima"]
    assert openpyxl.load_workbook(form)[layout.RESULTS].cell(FIRST_ROW, layout.RESULTS_TABLE.column("Sidik")).value


# Typed at the keyboard of a real spreadsheet with an Indonesian locale


TYPED = {
    "8,5": [],
    "9 dokumen": [(*REALISATION, "angka-bersatuan", SALAH)],
    "3/4": [(*REALISATION, "sel-tanggal", SALAH)],
    "=4+5": [(*REALISATION, "sel-rumus", SALAH)],
    "'1.250": [(*REALISATION, "angka-ambigu", SALAH)],
}


def test_what_is_typed_in_libreoffice_is_judged_the_same(office: Office, capsys, form, tmp_path) -> None:
    with office.open(form) as book:
        for typed, expected in TYPED.items():
            path = tmp_path / f"diketik-{len(typed)}-{ord(typed[0])}.xlsx"
            row, column = HIGHER, WORK.column("Realisasi")
            book.type(layout.WORK, row, column, typed)
            book.save_as(path)
            _, (said,) = run_json(capsys, "periksa", path)
            assert places(said["temuan"]) == expected, typed
            book.write(layout.WORK, row, column, [[9]])
