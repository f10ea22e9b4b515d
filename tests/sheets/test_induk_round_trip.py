"""The Induk: filled and read it says the same; each wrong entry gives one finding at its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from books import ERROR, cell
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Employee, Office, Period, RuleChoice
from kinerja_pauh.samples import office
from kinerja_pauh.sheets import induk_layout as layout
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.fill_induk import SPARE_PLANS, SPARE_STAFF, fill_induk, settings_for, year_period
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_induk import NotAnInduk, read_induk
from messages import flaws
from people import ABOVE, NIP, OTHER_NIP, PERIOD, RATER_NIP, form_of, rated_row, row

STAFF, PLANS, SETTINGS = layout.STAFF, layout.PLANS, layout.SETTINGS
WHERE = form_of().office
STRANGER = "197001011995031009"


def employee(nip, rater, **more):
    one = Employee(
        nip, "Fulan (Fiktif)", None, "Penata (III/c)", "Pelaksana", "Pelaksana", "Pauh", rater, "", active=True
    )
    return replace(one, **more)


def planned(one):
    """A row as the Induk keeps it: without what a year brings."""
    return replace(one, realisation=None, rating=None, evidence="", places={})


PEOPLE = (
    employee(RATER_NIP, "", active=False),
    employee(NIP, RATER_NIP),
    employee(OTHER_NIP, NIP, superior=RATER_NIP),
    employee("197303031998031904", "", active=False),
)
PLAN = {
    NIP: (planned(row(weight="60", target_upper=120)), planned(rated_row("2", None, "40", target_text="Sangat rapi"))),
    OTHER_NIP: (planned(replace(row(), superior_result="Layanan prima", data_source="Rekap SIAK")),),
}
BOOK = books.induk_book(PEOPLE, PLAN, form_of())
KEYS = {key: FIRST_ROW + number for number, key in enumerate(layout.SETTING_KEYS)}


OWN = (("ambang_hasil_sesuai", "87,5"), ("lain", "kata"))


def setting(key, value, **more):
    return books.typed(BOOK, SETTINGS, "Nilai", value, KEYS[key], **more)


def test_an_induk_comes_back_as_it_was():
    induk = read_induk(BOOK)
    assert induk.findings == ()
    assert induk.employees == PEOPLE
    assert induk.plans == PLAN
    assert (induk.office, induk.period, induk.rules) == (WHERE, PERIOD, RuleChoice())
    assert (induk.password, induk.organisation_predicate) == ("pauh", "")


@pytest.mark.parametrize("size", [5, 60])
def test_the_invented_office_comes_back_as_it_was(size):
    sample = office(size)
    chosen = settings_for(sample.office, sample.period, year=2026)
    induk = read_induk(books.book(fill_induk(sample.employees, sample.plans, chosen)))
    assert induk.findings == ()
    assert induk.employees == sample.employees
    assert induk.plans == sample.plans


def test_an_empty_induk_is_clean_and_holds_nobody():
    induk = read_induk(books.induk_book((), {}, form_of()))
    assert (induk.employees, induk.plans, induk.findings) == ((), {}, ())


def test_a_new_induk_has_empty_rows_to_type_into():
    fills = fill_induk(PEOPLE, PLAN, settings_for(WHERE, PERIOD, year=2026))
    assert fills[STAFF].blocks[0].copies == len(PEOPLE) + SPARE_STAFF
    assert fills[PLANS].blocks[0].copies == 3 + SPARE_PLANS
    assert set(fills) == set(layout.SHEETS)
    assert fills[layout.HOME].values[2, 1] == "Pemerintah Kota Padang – Kecamatan Pauh"


def test_the_heading_of_an_office_without_a_name_has_no_dangling_dash():
    chosen = settings_for(Office("", "Kecamatan Pauh"), PERIOD, year=2026)
    assert fill_induk((), {}, chosen)[STAFF].values[2, 1] == "Kecamatan Pauh"


def test_the_whole_calendar_year_is_the_usual_period():
    assert year_period(2026) == PERIOD
    assert year_period(2028).days == 366


def test_settings_are_read_with_their_meaning():
    changes = {
        "dengan_rekan": "ya",
        "versi_berakhlak": "b",
        "kata_sandi_lembar": "rahasia",
        "predikat_organisasi": "butuh perbaikan",
        "periode": 2026,
    }
    book = BOOK
    for key, value in changes.items():
        book = books.typed(book, SETTINGS, "Nilai", value, KEYS[key])
    for number, (key, value) in enumerate(
        (("ambang_hasil_sesuai", 87.5), ("lain", "kata"), ("kosong", None)), start=40
    ):
        book = books.typed(books.typed(book, SETTINGS, "Kunci", key, number), SETTINGS, "Nilai", value, number)
    induk = read_induk(books.typed(book, SETTINGS, "Nilai", "tanpa kunci", 50))
    assert induk.findings == ()
    assert induk.rules == RuleChoice("", with_peers=True, values_version="B", settings=OWN)
    assert (induk.password, induk.organisation_predicate) == ("rahasia", "Butuh Perbaikan")
    assert induk.period == Period("2026", PERIOD.start, PERIOD.end)


def test_what_reports_ask_of_the_settings_may_be_left_out():
    assert (read_induk(BOOK).last_folder, read_induk(BOOK).handed_over) == ("", None)
    book = books.typed(BOOK, SETTINGS, "Nilai", "../Penilaian-2025", KEYS[layout.LAST_FOLDER])
    book = books.typed(book, SETTINGS, "Nilai", "18 Januari 2027", KEYS[layout.HANDED_OVER])
    induk = read_induk(book)
    assert (induk.findings, induk.last_folder, induk.handed_over) == ((), "../Penilaian-2025", date(2027, 1, 18))
    assert induk.rules == RuleChoice()
    wrong = read_induk(setting(layout.HANDED_OVER, "segera"))
    assert (wrong.handed_over, [one.cell for one in wrong.findings]) == (None, [f"B{KEYS[layout.HANDED_OVER]}"])


def test_the_columns_may_stand_in_another_order_and_without_explanations():
    book = books.with_columns(BOOK, STAFF, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    column = layout.SETTINGS_TABLE.column("Keterangan")
    book = books.with_sheet(book, SETTINGS, lambda cells: {p: one for p, one in cells.items() if p[1] != column})
    induk = read_induk(book)
    assert (induk.employees, induk.plans, induk.findings) == (PEOPLE, PLAN, ())


def test_rows_of_spaces_are_empty():
    book = books.typed(books.typed(BOOK, STAFF, "Nama", "  ", 30), PLANS, "Indikator", " ", 30)
    assert read_induk(book).findings == ()


# --- faults -------------------------------------------------------------------------------------------------------

ENTRIES = {
    "a NIP as number": (STAFF, "NIP", Cell(CellKind.NUMBER, 1.97e17), 10, "nip-angka"),
    "a NIP cut short": (STAFF, "NIP", NIP[:-1], 10, "nip-salah"),
    "no NIP": (STAFF, "Nama", "Fulan", 12, "nip-kosong"),
    "not said whether active": (STAFF, "Aktif", None, 8, "aktif-kosong"),
    "an unknown word for active": (STAFF, "Aktif", "Mungkin", 8, "pilihan-tidak-dikenal"),
    "an unknown status": (STAFF, "Status ASN", "Honorer", 8, "pilihan-tidak-dikenal"),
    "a rater's NIP as number": (STAFF, "NIP Penilai", Cell(CellKind.NUMBER, 1.97e17), 8, "nip-angka"),
    "a superior's NIP cut short": (STAFF, "NIP Atasan Penilai", "19750101", 8, "nip-salah"),
    "a name that is an error": (STAFF, "Nama", ERROR, 8, "sel-galat"),
    "a name that is a formula": (STAFF, "Nama", Cell(CellKind.TEXT, "Fulan", "B6"), 8, "sel-rumus"),
    "a plan of nobody": (PLANS, "NIP", None, 8, "nip-kosong"),
    "a plan of a stranger": (PLANS, "NIP", STRANGER, 8, "nip-tak-dikenal"),
    "a plan of a NIP cut short": (PLANS, "NIP", NIP[:-1], 8, "nip-salah"),
    "a target with its unit": (PLANS, "Target", "5 hari", 7, "angka-bersatuan"),
    "an ambiguous target": (PLANS, "Target Atas", "1.250", 7, "angka-ambigu"),
    "a weight as text": (PLANS, "Bobot (%)", "60", 7, "angka-teks"),
    "a weight that became a date": (PLANS, "Bobot (%)", date(2026, 3, 2), 7, "sel-tanggal"),
    "an unknown direction": (PLANS, "Arah", "Naik", 9, "pilihan-tidak-dikenal"),
    "an unknown aspect": (PLANS, "Aspek", "Mutu", 7, "pilihan-tidak-dikenal"),
    "an unknown kind": (PLANS, "Jenis", "Wajib", 7, "pilihan-tidak-dikenal"),
    "no period": (SETTINGS, "Nilai", None, KEYS["periode"], "pengaturan-kosong"),
    "no first day": (SETTINGS, "Nilai", "  ", KEYS["mulai"], "pengaturan-kosong"),
    "a day that is none": (SETTINGS, "Nilai", "31 Februari 2026", KEYS["mulai"], "bukan-tanggal"),
    "a day that is an error": (SETTINGS, "Nilai", ERROR, KEYS["selesai"], "sel-galat"),
    "a period that is an error": (SETTINGS, "Nilai", ERROR, KEYS["periode"], "sel-galat"),
    "a period upside down": (SETTINGS, "Nilai", date(2025, 12, 31), KEYS["selesai"], "periode-terbalik"),
    "peers unclear": (SETTINGS, "Nilai", "kadang", KEYS["dengan_rekan"], "pilihan-tidak-dikenal"),
    "an unknown wording": (SETTINGS, "Nilai", "C", KEYS["versi_berakhlak"], "pilihan-tidak-dikenal"),
    "an unknown predicate": (SETTINGS, "Nilai", "Lumayan", KEYS["predikat_organisasi"], "pilihan-tidak-dikenal"),
    "a key twice": (SETTINGS, "Kunci", "mulai", 30, "kunci-ganda"),
    "an agency that is a formula": (SETTINGS, "Nilai", Cell(CellKind.TEXT, "x", "A1"), KEYS["instansi"], "sel-rumus"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_each_wrong_entry_gives_exactly_one_finding_at_its_cell(name):
    sheet, header, value, number, code = ENTRIES[name]
    where = "NIP" if code == "nip-kosong" else header
    findings = read_induk(books.typed(BOOK, sheet, header, value, number)).findings
    assert [(f.code, f.sheet, f.cell) for f in findings] == [(code, sheet, layout.TABLES[sheet].cell(where, number))]
    assert [flaw for f in findings for flaw in flaws(f)] == []
    assert findings[0].severity is (Severity.WARNING if code == "angka-teks" else Severity.WRONG)


def test_two_rows_of_one_nip_are_both_told():
    findings = read_induk(books.typed(BOOK, STAFF, "NIP", NIP, 9)).findings
    assert [(f.code, f.cell) for f in findings if f.sheet == STAFF] == [("nip-ganda", "A8"), ("nip-ganda", "A9")]


@pytest.mark.parametrize("key", ["periode", "mulai", "selesai"])
def test_a_missing_key_is_named_and_leaves_no_period(key):
    book = books.typed(BOOK, SETTINGS, "Kunci", None, KEYS[key])
    book = books.typed(book, SETTINGS, "Nilai", None, KEYS[key])
    induk = read_induk(book)
    assert [(f.code, f.where) for f in induk.findings] == [("pengaturan-kosong", SETTINGS)]
    assert f"Kunci {key} " in induk.findings[0].message
    assert flaws(induk.findings[0]) == []
    assert induk.period is None


@pytest.mark.parametrize("key", ["instansi", "unit", "tempat", "dengan_rekan", "versi_berakhlak", "kata_sandi_lembar"])
def test_other_missing_keys_have_a_default(key):
    book = books.typed(books.typed(BOOK, SETTINGS, "Kunci", None, KEYS[key]), SETTINGS, "Nilai", None, KEYS[key])
    induk = read_induk(book)
    assert induk.findings == ()
    assert induk.rules == RuleChoice()
    assert induk.period == PERIOD


def test_a_period_of_one_day_is_a_period():
    assert read_induk(setting("selesai", PERIOD.start)).period == Period("Tahunan 2026", PERIOD.start, PERIOD.start)


def test_a_period_upside_down_is_none():
    assert read_induk(setting("selesai", date(2025, 1, 1))).period is None


@pytest.mark.parametrize("sheet", [STAFF, PLANS, SETTINGS])
def test_a_missing_or_renamed_sheet_is_told_once(sheet):
    for book, said in ((books.without_sheet(BOOK, sheet), "Pakai lagi"), (books.renamed(BOOK, sheet, "X"), '"X"')):
        findings = read_induk(book).findings
        assert [(f.code, f.sheet) for f in findings] == [("lembar-hilang", sheet)]
        assert said in findings[0].message


def test_a_missing_header_is_named():
    place = (6, layout.PLANS_TABLE.column("Bobot (%)"))
    book = books.with_sheet(BOOK, PLANS, lambda cells: {p: one for p, one in cells.items() if p != place})
    assert [(f.code, f.sheet) for f in read_induk(book).findings] == [("judul-hilang", PLANS)]


def test_another_workbook_is_no_induk():
    with pytest.raises(NotAnInduk, match="bukan buku Induk"):
        read_induk(Book("x", {"Lembar1": {}}))


def test_a_qualitative_target_may_be_words_and_a_measured_one_may_not():
    book = books.typed(BOOK, PLANS, "Target", "Rapi", 7)
    (finding,) = read_induk(book).findings
    assert (finding.code, finding.cell) == ("bukan-angka", layout.PLANS_TABLE.cell("Target", 7))
    assert read_induk(BOOK).plans[NIP][1].target_text == "Sangat rapi"
    assert read_induk(BOOK).plans[NIP][1].target is None


def test_weights_are_the_numbers_that_were_typed():
    book = books.typed(BOOK, PLANS, "Bobot (%)", 33.33, 7)
    assert read_induk(book).plans[NIP][0].weight == Decimal("33.33")


@given(st.data())
def test_no_cell_of_any_kind_breaks_the_reading(data):
    sheet = data.draw(st.sampled_from((STAFF, PLANS, SETTINGS)))
    header = data.draw(st.sampled_from([c.header for c in layout.TABLES[sheet].columns]))
    number = data.draw(st.integers(1, 20))
    anything = st.one_of(
        st.text(max_size=30),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.sampled_from((ERROR, Cell(CellKind.NUMBER, None, "A1"), None, NIP, OTHER_NIP, ABOVE, "mulai")),
        st.builds(lambda serial: Cell(CellKind.NUMBER, serial, is_date=True), st.floats(-1e6, 1e7)),
    )
    findings = read_induk(books.typed(BOOK, sheet, header, data.draw(anything), number)).findings
    assert [flaw for f in findings for flaw in flaws(f)] == []


def test_the_cell_builder_of_these_tests_gives_what_a_reader_would():
    assert cell("") is None
    assert cell(value=True) == Cell(CellKind.BOOL, value=True)
    assert cell(date(2026, 11, 24)) == Cell(CellKind.NUMBER, 46350.0, is_date=True)


@pytest.mark.parametrize(
    "words", ["1 Februari 2026", "1/2/2026", "01-02-2026", "1.2.2026", "2026-02-01", " 1 FEBRUARI 2026 "]
)
def test_a_first_day_may_be_typed_in_words_or_numbers(words):
    induk = read_induk(books.typed(BOOK, SETTINGS, "Nilai", words, KEYS["mulai"]))
    assert induk.findings == ()
    assert induk.period.start == date(2026, 2, 1)


def test_a_first_day_may_be_a_real_date_cell():
    induk = read_induk(books.typed(BOOK, SETTINGS, "Nilai", date(2026, 2, 1), KEYS["mulai"]))
    assert (induk.findings, induk.period.start) == ((), date(2026, 2, 1))
