"""Counter logs and surveys as they arrive: a dirty log ends in correct medians and the exact list of refused rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from books import cell
from kinerja_pauh.adapters.staff_files import book_from_csv
from kinerja_pauh.appraisal.service_figures import Measure, log_figure
from kinerja_pauh.appraisal.service_times import judge
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.column_meanings import guess, title_key
from kinerja_pauh.sheets.read_service_data import read_service_data
from kinerja_pauh.sheets.service_sheets import Meaning, SourceKind
from messages import flaws
from people import NIP, PERIOD
from service_lines import KNOWN

LOG, SURVEY = SourceKind.LOG, SourceKind.SURVEY
SCALE = Decimal(1), Decimal(4)
OFFICERS = {"Rina Putri": NIP}


def sheet_of(*rows):
    return {(r, c): one for r, line in enumerate(rows, 1) for c, v in enumerate(line, 1)
            if (one := v if isinstance(v, Cell) else cell(v))}  # fmt: skip


def read(*rows, chosen=None, name="loket.xlsx", **more):
    book = Book(name, {"Loket": sheet_of(*rows)}, **more)
    return read_service_data(book, chosen or {}, lambda said: OFFICERS.get(said, ""), SCALE)


def read_csv(text, name="loket.csv"):
    book = book_from_csv(name, text.encode())
    return read_service_data(book, {}, lambda said: OFFICERS.get(said, ""), SCALE)


DIRTY = """BUKU REGISTER LOKET;;;;;;;
Kecamatan Pauh, Triwulan I 2026;;;;;;;
;;;;;;;
No.;No. Registrasi;Nama Pemohon;NIK;Jenis Layanan;Tgl/Jam Masuk;Tgl/Jam Selesai;Petugas
1;A-1;Warga Satu;1371000000000001;KTP-el;02/03/2026 08:00;02/03/2026 10:00;Rina Putri
2;A-2;Warga Dua;1371000000000002;KTP\u00a0EL;2026-03-03 08:00;2026-03-03 14:00;Rina Putri
3;A-3;Warga Tiga;1371000000000003;e-ktp;4 Maret 2026 08.00;5 Maret 2026 09.00;Orang Lain
4;A-3;Warga Tiga;1371000000000003;e-ktp;4 Maret 2026 08.00;5 Maret 2026 09.00;Orang Lain
5;A-4;Warga Empat;1371000000000004;KTP-el;10/03/2026 09:00;09/03/2026 10:00;
6;A-5;Warga Lima;1371000000000005;KTP-el;02/03/2026 09:00;03/04/2026 10:00;
7;A-6;Warga Enam;1371000000000006;KTP-el;31/02/2026 09:00;03/03/2026 10:00;
8;A-7;Warga Tujuh;1371000000000007;Legalisir;06/03/2026 09:00;06/03/2026 10:00;
9;A-8;Warga Delapan;1371000000000008;KTP-el;06/03/2026 09:00;;
10;A-9;Warga Sembilan;1371000000000009;KTP-el;;06/03/2026 10:00;
11;A-10;Warga Sepuluh;1371000000000010;Kartu Keluarga;03-03-26\u00a008.15;9 Mar 2026 08.15;
12;A-11;Warga Sebelas;1371000000000011;Kartu Keluarga;46085,34375;46086,34375;
13;A-12;Warga Duabelas;1371000000000012;;06/03/2026 09:00;06/03/2026 10:00;
14;A-13;Warga Tigabelas;1371000000000013;KTP-el;01/07/2025 09:00;02/07/2025 10:00;
No.;No. Registrasi;Nama Pemohon;NIK;Jenis Layanan;Tgl/Jam Masuk;Tgl/Jam Selesai;Petugas
Jumlah;;;;;;14 berkas;
"""
QUARTER = replace(PERIOD, label="Triwulan I 2026", end=date(2026, 3, 31))
EXPECTED = [
    (8, "baris-rangkap", "B8"),
    (9, "durasi-negatif", "G9"),
    (10, "hari-bulan-tertukar", "G10"),
    (11, "waktu-tak-terbaca", "F11"),
    (12, "layanan-tak-dikenal", "E12"),
    (13, "belum-diserahkan", "G13"),
    (14, "tanggal-kosong", "F14"),
    (17, "layanan-kosong", "E17"),
    (18, "diserahkan-luar-periode", "G18"),
    (19, "bukan-baris-data", "A19"),
    (20, "bukan-baris-data", "A20"),
]


def test_a_dirty_log_ends_in_correct_medians_and_the_exact_list_of_refused_rows():
    found = read_csv(DIRTY)
    judged = judge(found.records, KNOWN, QUARTER)
    refused = [(one.row, one.finding.code, one.finding.cell) for one in found.refused]
    refused += [(one.record.row, one.finding.code, one.finding.cell) for one in judged.refused]
    assert sorted(refused) == EXPECTED
    ktp = [row for row in judged.counted if row.service == "KTP-el"]
    kk = [row for row in judged.counted if row.service == "Kartu Keluarga"]
    assert sorted(row.hours for row in ktp) == [2, 6, 25]
    assert [log_figure(Measure.HOURS, rows).value for rows in (ktp, kk)] == [6, 84]
    assert log_figure(Measure.SHARE, ktp).value == Decimal("66.67")
    assert [row.record.officer for row in ktp] == [NIP, NIP, ""]
    assert {(one.row, one.finding.code) for one in found.warned} == {(7, "petugas-tak-dikenal"),
                                                                     (8, "petugas-tak-dikenal")}  # fmt: skip
    told = [one.finding for one in (*found.refused, *found.warned, *judged.refused)]
    assert [flaw for finding in told for flaw in flaws(finding)] == []


def test_nothing_of_a_citizen_leaves_the_reader():
    found = read_csv(DIRTY)
    judged = judge(found.records, KNOWN, QUARTER)
    everything = repr((found, judged))
    assert "Warga" not in everything
    assert "1371" not in everything


def test_of_two_columns_of_numbers_that_of_the_documents_is_read():
    found = read_csv(DIRTY)
    assert found.records[0].number == "A-1"
    assert found.tables["Daftar"].titles["No."] is Meaning.IGNORED


HEAD = ("No Berkas", "Layanan", "Diterima", "Selesai")


def test_a_nik_that_serves_as_number_is_not_kept():
    found = read(HEAD, ("1371000000000001", "KTP-el", "2 Maret 2026 08.00", "2 Maret 2026 09.00"))
    assert found.records[0].number == ""
    assert read(HEAD, (12.0, "KTP-el", "2 Maret 2026", "2 Maret 2026")).records[0].number == "12"


def test_day_and_clock_may_stand_in_columns_of_their_own():
    heads = ("Layanan", "Tgl Masuk", "Jam Masuk", "Tgl Selesai", "Jam Selesai")
    found = read(heads, ("KTP-el", "2/3/2026", "08.15", date(2026, 3, 13), 0.5), ("KTP-el", "2/3/2026", "pagi", "", ""),
                 ("KTP-el", "2/3/2026", "", "3/3/2026", "9.30"))  # fmt: skip
    first, second = found.records
    assert (first.taken_in.when.hour, first.handed_over.when.hour, first.taken_in.timed) == (8, 12, True)
    assert (second.taken_in.timed, second.handed_over.timed) == (False, True)
    assert [(one.row, one.finding.code, one.finding.cell) for one in found.refused] == [(3, "waktu-tak-terbaca", "C3")]


def test_a_clock_alone_in_the_title_holds_the_day_too():
    found = read(("Layanan", "Waktu Masuk", "Waktu Selesai"), ("KTP-el", "2/3/2026 08.00", "2/3/2026 09.00"))
    assert found.records[0].taken_in.timed


def test_date_cells_that_an_english_spreadsheet_turned_are_refused_with_both_readings():
    rows = [("1", "KTP-el", date(2026, 4, 3), date(2026, 5, 3)), ("2", "KTP-el", "25/03/2026", "26/03/2026")]
    judged = judge(read(HEAD, *rows).records, KNOWN, PERIOD)
    ((noted),) = judged.refused
    assert (noted.finding.code, noted.record.row) == ("hari-bulan-ambigu", 2)
    assert "3/4/2026 atau 4/3/2026" in noted.finding.message


def test_a_formula_without_result_and_an_error_are_no_dates():
    rows = [
        ("1", "KTP-el", Cell(CellKind.NUMBER, None, "NOW()"), date(2026, 3, 2)),
        ("2", "KTP-el", date(2026, 3, 2), Cell(CellKind.ERROR, "#REF!")),
        ("3", "KTP-el", Cell(CellKind.NUMBER, 46083.5, "B1+1", is_date=True), date(2026, 3, 14)),
    ]
    found = read(HEAD, *rows)
    assert [(one.row, one.finding.code) for one in found.refused] == [
        (2, "waktu-tak-terbaca"),
        (3, "waktu-tak-terbaca"),
    ]
    assert len(found.records) == 1


@pytest.mark.parametrize(
    ("said", "hours"), [("24", 24), ("1,5 jam", "1.5"), ("3 hari", 72), ("30 menit", "0.5"), ("", None), (48.0, 48)]
)
def test_the_standard_of_a_log_is_read_in_hours(said, hours):
    found = read((*HEAD, "Standar Waktu"), ("1", "KTP-el", "2 Mei 2026", "3 Mei 2026", said))
    assert found.records[0].standard == (None if hours is None else Decimal(hours))


@pytest.mark.parametrize("said", ["segera", "0", "1.250 jam"])
def test_a_standard_that_is_none_is_told_and_left_out(said):
    found = read((*HEAD, "Standar Waktu"), ("1", "KTP-el", "2 Mei 2026", "3 Mei 2026", said))
    assert found.records[0].standard is None
    ((one),) = found.warned
    assert (one.finding.code, one.finding.cell) == ("standar-tak-terbaca", "E2")


def test_a_row_of_column_numbers_below_the_titles_is_no_entry():
    found = read(
        HEAD, ("(1)", "(2)", "(3)", "(4)"), ("1", "KTP-el", "2 Mei 2026", "3 Mei 2026"), (None, None, None, "x")
    )
    assert [(one.row, one.told) for one in found.refused] == [(2, False), (4, True)]
    assert len(found.records) == 1


def test_rows_that_hold_nothing_that_counts_are_passed_over():
    found = read(
        (*HEAD, "Keterangan"), ("1", "KTP-el", "2 Mei 2026", "3 Mei 2026"), (None, None, None, None, "catatan")
    )
    assert (len(found.records), found.refused) == (1, [])


# --- titles -----------------------------------------------------------------------------------------------------------

TITLES = {
    "Nama Petugas": Meaning.OFFICER,
    "Nama Pemohon": Meaning.IGNORED,
    "NIK": Meaning.IGNORED,
    "Tgl Lahir": Meaning.IGNORED,
    "No. KK": Meaning.IGNORED,
    "Tanggal Permohonan": Meaning.TAKEN_IN,
    "Jam Diserahkan": Meaning.HANDED_OVER_AT,
    "Tgl. Pengambilan": Meaning.HANDED_OVER,
    "Standar Waktu (jam)": Meaning.STANDARD,
    "Lama (hari)": Meaning.IGNORED,
    "Jenis Permohonan": Meaning.SERVICE,
    "Nomor Antrean": Meaning.NUMBER,
    "Hal": Meaning.IGNORED,
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_guessed_by_what_offices_call_it(title):
    assert guess(title, LOG) is TITLES[title]


@pytest.mark.parametrize(
    ("title", "meaning"),
    [("U1", Meaning.U1), ("Unsur 9", Meaning.U9), ("Perilaku Pelaksana", Meaning.U7), ("Kompetensi", Meaning.U6),
     ("Penanganan Pengaduan, Saran dan Masukan", Meaning.U8), ("Pendidikan", Meaning.IGNORED),
     ("Timestamp", Meaning.DAY), ("Waktu Penyelesaian", Meaning.U3), ("Saran", Meaning.IGNORED)],
)  # fmt: skip
def test_a_title_of_a_survey_is_guessed_by_its_element(title, meaning):
    assert guess(title, SURVEY) is meaning


def test_what_hr_chose_goes_before_every_guess():
    rows = (("Tgl Masuk", "Tgl Daftar", "Urusan", "Tgl Selesai"), ("1 Mei 2026", "2 Mei 2026", "KTP-el", "3 Mei 2026"))
    assert read(*rows).findings[0].code == "kolom-belum-dipetakan"
    chosen = {(LOG, title_key("Urusan")): Meaning.SERVICE, (LOG, title_key("tgl daftar")): Meaning.TAKEN_IN}
    found = read(*rows, chosen=chosen)
    assert found.records[0].taken_in.when.day == 2
    assert found.tables["Loket"].titles["Tgl Masuk"] is Meaning.IGNORED
    twice = chosen | {(LOG, title_key("Tgl Masuk")): Meaning.TAKEN_IN}
    assert read(*rows, chosen=twice).records[0].taken_in.when.day == 1
    number = {(LOG, title_key("No")): Meaning.NUMBER}
    lines = (
        ("No", "No Registrasi", "Layanan", "Diterima", "Selesai"),
        ("1", "A-9", "KTP-el", "2 Mei 2026", "2 Mei 2026"),
    )
    assert [read(*lines, chosen=c).records[0].number for c in ({}, number)] == ["A-9", "1"]


def test_a_table_without_what_must_be_there_names_the_titles_that_are():
    found = read(("Layanan", "Diterima", "Hal"), ("KTP-el", "2 Mei 2026", "x"))
    ((finding),) = found.findings
    assert (finding.code, found.records) == ("kolom-belum-dipetakan", [])
    assert "Diserahkan" in finding.message
    assert '"Hal"' in finding.message
    assert flaws(finding) == []


def test_titles_that_nobody_understands_still_reach_hr():
    found = read(("Buku",), ("Satu", "Dua", "Tiga"), ("a", "b", "c"))
    assert list(found.tables["Loket"].titles) == ["Satu", "Dua", "Tiga"]
    assert found.findings[0].code == "kolom-belum-dipetakan"


def test_a_sheet_without_titles_is_told_and_a_hidden_or_empty_one_is_not():
    book = Book("a.xlsx", {"Catatan": sheet_of(("hanya",)), "Kosong": {}, "Acuan": sheet_of(("a", "b", "c"))},
                hidden=frozenset({"Acuan"}))  # fmt: skip
    found = read_service_data(book, {}, lambda _: "", SCALE)
    ((finding),) = found.findings
    assert (finding.code, finding.sheet) == ("bukan-data-layanan", "Catatan")
    assert flaws(finding) == []


# --- the survey -------------------------------------------------------------------------------------------------------

QUESTIONS = ("No", "Tanggal", "Layanan", *(f"U{n}" for n in range(1, 10)))


def test_a_survey_is_read_answer_by_answer():
    answers = (3.0, "4", None, 1, 2, 3, 4, 3, 3)
    found = read(QUESTIONS, (1, "2 Mei 2026", "KTP-el", *answers), ("Jumlah", None, None, *(24,) * 9))
    ((one),) = found.answers
    assert (one.day, one.service, one.row) == (date(2026, 5, 2), "KTP-el", 2)
    assert one.given == tuple(None if a is None else Decimal(a) for a in answers)
    assert [(r.row, r.told) for r in found.refused] == [(3, False)]


FULL = (3,) * 9
SURVEY_FAULTS = {
    "off the scale": ((1, "2 Mei 2026", "", 3, 9, *(3,) * 7), "jawaban-salah", "E2"),
    "no whole number": ((1, "2 Mei 2026", "", 3.5, *(3,) * 8), "jawaban-salah", "D2"),
    "a word": ((1, "2 Mei 2026", "", "baik", *(3,) * 8), "jawaban-salah", "D2"),
    "nothing answered": ((1, "2 Mei 2026", "KTP-el"), "survei-kosong", "D2"),
    "no date": ((1, None, "", *FULL), "tanggal-survei-kosong", "B2"),
    "no day of the calendar": ((1, "31/02/2026", "", *FULL), "waktu-tak-terbaca", "B2"),
}


@pytest.mark.parametrize(("row", "code", "place"), SURVEY_FAULTS.values(), ids=SURVEY_FAULTS)
def test_a_survey_sheet_that_cannot_count_is_told(row, code, place):
    found = read(QUESTIONS, row)
    ((one),) = found.refused
    assert (one.finding.code, one.finding.cell, found.answers) == (code, place, [])
    assert flaws(one.finding) == []


def test_a_survey_whose_dates_nobody_can_tell_is_told():
    found = read(QUESTIONS, (1, "3/4/2026", "", *FULL), (2, "04/25/2026", "", *FULL))
    assert [(one.row, one.finding.code) for one in found.refused] == [(2, "tanggal-survei-ambigu")]
    assert len(found.answers) == 1


def test_a_survey_without_a_column_of_dates_belongs_to_its_period():
    found = read(("Responden", *(f"Unsur {n}" for n in range(1, 10))), (1, *FULL))
    assert (found.answers[0].day, found.answers[0].service) == (None, "")


def test_a_survey_with_missing_elements_is_not_counted_on_the_rest():
    found = read(("No", *(f"U{n}" for n in range(1, 9))), (1, *FULL[1:]))
    assert "Unsur U9" in found.findings[0].message
