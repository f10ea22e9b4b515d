"""Each wrong entry of a returned form gives exactly one finding, with its code, sheet and cell; a strange file none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from books import ERROR, cell
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Material, MaterialSource
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.form_meta import NotAForm, entries, is_form
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from messages import flaws
from people import ABOVE, NIP, OTHER_NIP, VALUES, factor, form_of, person, rated_row, row, talk

SUMMARY, WORK, BEHAVIOUR = layout.SUMMARY, layout.WORK, layout.BEHAVIOUR
FACTORS, FEEDBACK, DIALOGUE, MATERIALS = layout.FACTORS, layout.FEEDBACK, layout.DIALOGUE, layout.MATERIALS
FORM = form_of(
    person(row(weight="60"), rated_row("2", ABOVE, "40"), factors=(factor(),), dialogues=(talk(),)),
    person(nip=OTHER_NIP, name="Fulanah (Fiktif)"),
    materials=(Material(NIP, MaterialSource.SELF, "Jumlah layanan 1", "Blangko kosong."),),
)
BOOK = books.form_book(FORM)
STRANGER = "197001011995031009"
FREE = FIRST_ROW + 1  # the first empty row of the sheet Faktor Luar
NUMERIC_NIP = Cell(CellKind.NUMBER, float(NIP))
FORMULA = Cell(CellKind.NUMBER, 92.0, "40+52")
NO_RESULT = Cell(CellKind.NUMBER, None, "Lain!A1")

# sheet, header, typed, row -> code, whether the entry is lost for the score
ENTRIES = {
    "number as text": (WORK, "Realisasi", "92", 7, "angka-teks"),
    "decimal as text": (WORK, "Realisasi", "87,5", 7, "angka-teks"),
    "ambiguous": (WORK, "Realisasi", "1.250", 7, "angka-ambigu"),
    "with its unit": (WORK, "Realisasi", "12 hari", 7, "angka-bersatuan"),
    "with a long begin": (WORK, "Realisasi", "1" * 30 + " hari", 7, "angka-bersatuan"),
    "a word": (WORK, "Realisasi", "banyak sekali " * 30, 7, "bukan-angka"),
    "a rating where a number belongs": (WORK, "Realisasi", "Sesuai Ekspektasi", 7, "bukan-angka"),
    "a date": (WORK, "Realisasi", date(2026, 8, 12), 7, "sel-tanggal"),
    "a time": (WORK, "Realisasi", Cell(CellKind.NUMBER, 0.5, is_date=True), 7, "sel-tanggal"),
    "an error": (WORK, "Realisasi", ERROR, 7, "sel-galat"),
    "a formula": (WORK, "Realisasi", FORMULA, 7, "sel-rumus"),
    "a formula never computed": (WORK, "Realisasi", NO_RESULT, 7, "sel-rumus"),
    "yes or no": (WORK, "Realisasi", True, 7, "bukan-angka"),
    "far too large": (WORK, "Realisasi", 1e300, 7, "angka-di-luar-batas"),
    "far too small": (WORK, "Realisasi", 1e-300, 7, "angka-di-luar-batas"),
    "far too long": (WORK, "Realisasi", "9" * 40, 7, "angka-di-luar-batas"),
    "a NIP": (WORK, "Realisasi", NIP, 7, "angka-di-luar-batas"),
    "a number where a rating belongs": (WORK, "Realisasi", 5, 8, "pilihan-tidak-dikenal"),
    "an unknown rating": (WORK, "Realisasi", "Melampaui", 8, "pilihan-tidak-dikenal"),
    "a NIP among the ratings": (BEHAVIOUR, "Rating", NIP, 7, "pilihan-tidak-dikenal"),
    "an unknown behaviour rating": (BEHAVIOUR, "Rating", "Istimewa", 9, "pilihan-tidak-dikenal"),
    "an error among the ratings": (BEHAVIOUR, "Rating", ERROR, 9, "sel-galat"),
    "an error among the examples": (BEHAVIOUR, "Contoh Perilaku", ERROR, 9, "sel-galat"),
    "a formula among the examples": (BEHAVIOUR, "Contoh Perilaku", Cell(CellKind.TEXT, "x", "A1"), 9, "sel-rumus"),
    "an unknown idea": (SUMMARY, "Ide Baru", "Mungkin", 7, "pilihan-tidak-dikenal"),
    "yes as a truth value": (SUMMARY, "Ide Baru", True, 7, "pilihan-tidak-dikenal"),
    "an unknown work rating": (SUMMARY, "Rating Hasil", "Di", 7, "pilihan-tidak-dikenal"),
    "an unknown remedy": (FACTORS, "Cara", "Hapus", 7, "pilihan-tidak-dikenal"),
    "an unknown decision": (FACTORS, "Keputusan Penilai", "OK", 7, "pilihan-tidak-dikenal"),
    "a day as text": (FACTORS, "Mulai", "12/8/2026", 7, "bukan-tanggal"),
    "a day that is none": (FACTORS, "Selesai", 12, 7, "bukan-tanggal"),
    "a day that is a truth value": (FACTORS, "Selesai", True, 7, "bukan-tanggal"),
    "a day that is an error": (FACTORS, "Selesai", ERROR, 7, "sel-galat"),
    "a feedback day as text": (FEEDBACK, "Tanggal", "kemarin", 7, "bukan-tanggal"),
    "a NIP as number": (FACTORS, "NIP", NUMERIC_NIP, 7, "nip-angka"),
    "a NIP of 17 digits": (FACTORS, "NIP", NIP[:-1], 7, "nip-salah"),
    "a NIP with a letter": (FACTORS, "NIP", NIP[:-1] + "O", 7, "nip-salah"),
    "a NIP of other digits": (FACTORS, "NIP", "١" * 18, 7, "nip-salah"),
    "a NIP that is a formula": (FACTORS, "NIP", Cell(CellKind.TEXT, NIP, "A1"), 7, "sel-rumus"),
    "an unknown NIP": (FACTORS, "NIP", STRANGER, 7, "nip-tak-dikenal"),
    "no NIP in a filled row": (FACTORS, "NIP", None, 7, "nip-kosong"),
    "spaces for a NIP in a filled row": (FACTORS, "NIP", "   ", 7, "nip-kosong"),
    "an entry without a NIP": (FACTORS, "Sebab", "Banjir", FREE, "nip-kosong"),
    "feedback without a NIP": (FEEDBACK, "Yang Sudah Baik", "Rapi", 10, "nip-kosong"),
    "a day of a talk as text": (DIALOGUE, "Tanggal", "kemarin", 7, "bukan-tanggal"),
    "a talk without a NIP": (DIALOGUE, "Pokok Bahasan", "Antrean", 9, "nip-kosong"),
    "a talk with a stranger": (DIALOGUE, "NIP", STRANGER, 7, "nip-tak-dikenal"),
    "an unknown source": (MATERIALS, "Sumber", "Kabar burung", 7, "pilihan-tidak-dikenal"),
    "a NIP of the materials as number": (MATERIALS, "NIP", NUMERIC_NIP, 7, "nip-angka"),
    "a NIP of Ringkasan as number": (SUMMARY, "NIP", NUMERIC_NIP, 7, "nip-angka"),
    "a NIP of Ringkasan cut short": (SUMMARY, "NIP", NIP[:-1], 7, "nip-salah"),
    "a new person": (SUMMARY, "NIP", STRANGER, 20, "nip-tak-dikenal"),
    "two rows for one NIP": (SUMMARY, "NIP", NIP, 20, "nip-ganda"),
    "an unknown kind": (WORK, "Jenis", "Lain", 7, "pilihan-tidak-dikenal"),
    "a target as text": (WORK, "Target", "100", 7, "angka-teks"),
}


def cell_of(sheet, header, number):
    return layout.TABLES[sheet].cell(header, number)


@pytest.mark.parametrize("name", ENTRIES)
def test_each_wrong_entry_gives_exactly_one_finding_at_its_cell(name):
    sheet, header, value, number, code = ENTRIES[name]
    # A cell that cannot be read is found where it stands; an empty NIP is found in the NIP's own cell.
    where = "NIP" if code == "nip-kosong" else header
    read = read_form(books.typed(BOOK, sheet, header, value, number))
    assert [(f.code, f.sheet, f.cell) for f in read.findings] == [(code, sheet, cell_of(sheet, where, number))]
    assert [flaw for f in read.findings for flaw in flaws(f)] == []
    assert read.findings[0].severity is (Severity.WARNING if code == "angka-teks" else Severity.WRONG)


def test_the_form_of_these_tests_is_clean():
    read = read_form(BOOK)
    assert (read.form, read.findings) == (FORM, ())


def realisation(value):
    return read_form(books.typed(BOOK, WORK, "Realisasi", value)).form.ratees[0].indicators[0].realisation


@pytest.mark.parametrize("value", ["1.250", "12 hari", "x", True, ERROR, FORMULA, date(2026, 8, 12), "9" * 40, 1e300])
def test_an_entry_that_cannot_be_read_is_missing_and_never_zero(value):
    assert realisation(value) is None


@pytest.mark.parametrize(("value", "number"), [("87,5", "87.5"), ("1.250,75", "1250.75"), (" 92 ", "92"), (0, "0")])
def test_text_that_clearly_means_a_number_is_taken(value, number):
    assert str(realisation(value)) == number


def test_an_ambiguous_number_is_told_with_both_readings():
    (finding,) = read_form(books.typed(BOOK, WORK, "Realisasi", "1.250")).findings
    assert finding.where == "Hasil Kerja!M7"
    assert '"1.250": 1.250 atau 1,25?' in finding.message


def test_a_nip_may_be_written_with_spaces():
    spaced = f"{NIP[:8]} {NIP[8:14]} {NIP[14]}\u00a0{NIP[15:]}"
    read = read_form(books.typed(BOOK, FACTORS, "NIP", spaced))
    assert (read.form, read.findings) == (FORM, ())


# --- rows ---------------------------------------------------------------------------------------------------------


def codes(book):
    findings = read_form(book).findings
    assert [flaw for f in findings for flaw in flaws(f)] == []
    return [(f.code, f.where) for f in findings]


def test_a_deleted_indicator_is_missed_at_its_person():
    book = books.rearranged(BOOK, WORK, {7: 7, 8: 9})
    assert codes(book) == [("baris-hilang", "Ringkasan!A7")]
    assert "Indikator nomor 2 " in read_form(book).findings[0].message


def test_a_doubled_indicator_is_told_at_both_rows():
    book = books.rearranged(BOOK, WORK, {7: 7, 8: 8, 9: 9, 10: 7})
    assert codes(book) == [("baris-ganda", "Hasil Kerja!C7"), ("baris-ganda", "Hasil Kerja!C10")]


def test_a_new_indicator_is_told_at_its_row():
    book = books.typed(books.rearranged(BOOK, WORK, {7: 7, 8: 8, 9: 9, 10: 7}), WORK, "No", 3, 10)
    assert codes(book) == [("baris-baru", "Hasil Kerja!C10")]


def test_a_renumbered_indicator_is_gone_and_new():
    book = books.typed(BOOK, WORK, "No", "9" * 30, 8)
    assert codes(book) == [("baris-hilang", "Ringkasan!A7"), ("baris-baru", "Hasil Kerja!C8")]


def test_a_deleted_person_is_missed_once_and_the_rest_is_read():
    book = books.rearranged(BOOK, SUMMARY, {7: 8})
    assert codes(book) == [("baris-hilang", "Ringkasan")]
    assert [r.nip for r in read_form(book).form.ratees] == [OTHER_NIP]


def test_everyone_deleted_is_told_once():
    book = books.rearranged(BOOK, SUMMARY, {})
    assert codes(book) == [("baris-hilang", "Ringkasan")]
    assert "2 pegawai" in read_form(book).findings[0].message


def test_a_row_given_to_someone_else_of_the_form_is_noticed():
    book = books.typed(BOOK, WORK, "NIP", OTHER_NIP, 8)
    assert codes(book) == [("baris-hilang", "Ringkasan!A7"), ("baris-baru", "Hasil Kerja!C8")]


# --- sheets and headers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", [SUMMARY, WORK, BEHAVIOUR, FACTORS, FEEDBACK])
def test_a_missing_sheet_is_told_once(sheet):
    assert codes(books.without_sheet(BOOK, sheet)) == [("lembar-hilang", sheet)]


@pytest.mark.parametrize("sheet", [SUMMARY, WORK, BEHAVIOUR, FACTORS, FEEDBACK, DIALOGUE, MATERIALS])
def test_a_renamed_sheet_is_named(sheet):
    book = books.renamed(BOOK, sheet, "Lembar Saya")
    assert codes(book) == [("lembar-hilang", sheet)]
    assert 'lembar "Lembar Saya" tampak seperti itu' in read_form(book).findings[0].message


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        (t.sheet, c.header)
        for t in (layout.TABLES[s] for s in (SUMMARY, WORK, FACTORS, DIALOGUE))
        for c in t.columns
        if c.entry
    ],
)
def test_a_missing_header_is_named(sheet, header):
    place = (6, layout.TABLES[sheet].column(header))
    book = books.with_sheet(BOOK, sheet, lambda cells: {p: one for p, one in cells.items() if p != place})
    assert codes(book) == [("judul-hilang", sheet)]
    assert f"tidak ditemukan: {header}." in read_form(book).findings[0].message


def test_all_headers_gone_is_told_in_one_sentence_that_is_not_endless():
    book = books.with_sheet(BOOK, WORK, lambda cells: {p: one for p, one in cells.items() if p[0] != 6})
    assert codes(book) == [("judul-hilang", WORK)]
    book = books.with_sheet(BOOK, WORK, lambda _: {})
    assert codes(book) == [("judul-hilang", WORK)]


def test_a_header_written_twice_is_read_where_it_stands_first():
    book = books.with_sheet(BOOK, WORK, lambda cells: cells | {(6, 40): cell("Realisasi"), (7, 40): cell(1)})
    assert read_form(book).form == FORM


# --- what is no form ----------------------------------------------------------------------------------------------


def meta(**changes):
    """The form with some keys of _meta changed; None takes the whole row away, "" leaves the value blank."""
    kept = [(key, changes.get(key, value)) for key, value in entries(FORM, "pauh")]
    rows = [(key, value) for key, value in kept if value is not None]
    cells = {(n, c): cell(v) for n, pair in enumerate(rows, 1) for c, v in enumerate(pair, 1) if v}
    return books.with_sheet(BOOK, layout.META, lambda _: cells)


def test_the_meta_of_these_tests_is_the_forms():
    assert read_form(meta()).form == FORM


@pytest.mark.parametrize("book", [Book("Kosong.xlsx", {}), books.without_sheet(BOOK, layout.META), meta(jenis="Induk")])
def test_another_workbook_is_no_form(book):
    assert not is_form(book)
    with pytest.raises(NotAForm, match="bukan Formulir Penilaian"):
        read_form(book)


@pytest.mark.parametrize(("skema", "said"), [("0", "versi 0"), ("2", "versi 2"), (None, r"versi \?")])
def test_a_form_of_another_version_is_refused_by_name(skema, said):
    assert is_form(meta(skema=skema))
    with pytest.raises(NotAForm, match=said):
        read_form(meta(skema=skema))


@pytest.mark.parametrize(
    "change",
    [
        *[
            {key: None}
            for key, _ in entries(FORM, "pauh")
            if key not in {"jenis", "skema", "tempat", "kata_sandi_lembar", "segel_kunci", "segel"}
            and "pegawai:" not in key
        ],
        {"mulai": "1 Januari 2026"},
        {"selesai": ""},
        {"mulai": "2026-02-30"},
        {"id_formulir": ""},
        {"penilai_nip": ""},
        {"periode": ""},
        {"mulai": "2027-01-01"},
    ],
    ids=str,
)
def test_a_form_with_a_broken_meta_is_refused(change):
    with pytest.raises(NotAForm, match="rusak"):
        read_form(meta(**change))


def test_a_refusal_holds_no_personal_data():
    for book in (Book("x", {}), meta(skema="9"), meta(mulai="x")):
        with pytest.raises(NotAForm) as refused:
            read_form(book)
        assert not any(word in str(refused.value) for word in (NIP, OTHER_NIP, "Fulan", "Fiktif"))


@given(st.data())
def test_no_cell_of_any_kind_breaks_the_reading(data):
    sheet = data.draw(st.sampled_from((SUMMARY, WORK, BEHAVIOUR, FACTORS, FEEDBACK, DIALOGUE, MATERIALS)))
    header = data.draw(st.sampled_from([c.header for c in layout.TABLES[sheet].columns]))
    number = data.draw(st.integers(1, 12))
    anything = st.one_of(
        st.text(max_size=30),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.sampled_from((ERROR, FORMULA, NO_RESULT, None, NIP, OTHER_NIP, *VALUES)),
        st.builds(lambda serial: Cell(CellKind.NUMBER, serial, is_date=True), st.floats(-1e6, 1e7)),
    )
    read = read_form(books.typed(BOOK, sheet, header, data.draw(anything), number))
    assert [flaw for f in read.findings for flaw in flaws(f)] == []
    assert all(f.sheet in layout.TABLES for f in read.findings)
    assert replace(read.form, ratees=(), materials=()) == replace(FORM, ratees=(), materials=())
