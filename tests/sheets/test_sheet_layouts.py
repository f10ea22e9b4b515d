"""How sheets are described, how high their rows are, where the law's numbers stand, and where results go."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from finding_codes import CODE, all_codes, codes_in
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.sheets import form_layout, induk_layout, parameters, recap_layout
from kinerja_pauh.sheets.cells import address, column_letters
from kinerja_pauh.sheets.heights import LINE, height_of, lines, row_height
from kinerja_pauh.sheets.layout import Column, Look, Table, resolve
from kinerja_pauh.sheets.results_sheet import NoResultsSheet, result_cells
from people import NIP, OTHER_NIP, PERIOD, RULES, form_of, person, row

TABLES = form_layout.TABLES | induk_layout.TABLES
DEFINED = set(parameters.defined_names())


def formulas_of(column):
    yield from filter(None, (column.formula, *(rule.formula for rule in column.rules)))
    if isinstance(column.choices, str):
        yield column.choices.removeprefix("=")


FORMULAS = [(t, c.header, formula) for t in TABLES.values() for c in t.columns for formula in formulas_of(c)]


# --- cells and tables ---------------------------------------------------------------------------------------------


@given(st.integers(1, 16384), st.integers(1, 1_048_576))
def test_a_cells_name_can_be_read_back(column, number):
    letters, digits = re.fullmatch(r"([A-Z]{1,3})(\d+)", address(number, column)).groups()
    back = 0
    for letter in letters:
        back = back * 26 + ord(letter) - 64
    assert (back, int(digits)) == (column, number)
    assert letters == column_letters(column)


def test_a_table_knows_its_columns_by_their_headers():
    table = form_layout.WORK_TABLE
    assert table.column("Realisasi") == 13
    assert table.cell("Realisasi", 9) == "M9"
    assert table.whole("Realisasi") == "'Hasil Kerja'!$M$7:$M$7"
    with pytest.raises(KeyError, match="Tidak Ada"):
        table.column("Tidak Ada")


def test_a_formula_speaks_headers_and_becomes_addresses():
    table = Table("Satu", "", "", (Column("A", 5), Column("Bobot (%)", 5)), "A")
    other = Table("Dua", "", "", (Column("X", 5), Column("Nilai", 5)), "X")
    tables = {"Satu": table, "Dua": other}
    formula = resolve("[A]*[Bobot (%)]+SUM([Dua:Nilai])", table, tables, row=9)
    assert formula == "A9*B9+SUM('Dua'!$B$7:$B$7)"
    with pytest.raises(KeyError):
        resolve("[Lain]", table, tables)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_is_well_formed(table):
    headers = [column.header for column in table.columns]
    assert len(set(headers)) == len(headers)
    assert table.frozen in headers
    assert all(3 <= column.width <= 100 for column in table.columns)
    assert not [column.header for column in table.columns if column.entry and column.formula]
    assert all(column.entry for column in table.columns if column.choices)
    assert {rule.state for column in table.columns for rule in column.rules} <= {"kurang", "salah"}
    assert len(table.sheet) <= 31
    assert table.title
    assert table.purpose.endswith(".")


@pytest.mark.parametrize("case", FORMULAS, ids=[f"{table.sheet} {header}" for table, header, _ in FORMULAS])
def test_a_formula_names_only_headers_tables_and_defined_names_that_exist(case):
    table, _, formula = case
    resolved = resolve(formula, table, TABLES)
    assert "[" not in resolved
    assert resolved.count("(") == resolved.count(")")
    assert resolved.count('"') % 2 == 0
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", resolved)
    assert set(re.findall(r"\b[a-z][a-z_]+\b", bare)) <= DEFINED


@pytest.mark.parametrize("case", FORMULAS, ids=[f"{table.sheet} {header}" for table, header, _ in FORMULAS])
def test_a_formula_uses_only_what_excel_2013_wps_and_libreoffice_share(case):
    called = set(re.findall(r"\b([A-Z][A-Z.]+)\(", case[2]))
    known = "AND OR NOT IF IFERROR INDEX MATCH ROUND MIN MAX MEDIAN SUMPRODUCT LOOKUP ISNUMBER N LEN"
    assert called <= set(known.split())


def test_the_headers_of_the_contract_are_there():
    contract = {
        "Pegawai": "NIP, Nama, Status ASN, Pangkat/Gol., Jabatan, Jenis Jabatan, Unit Kerja, NIP Penilai, "
        "NIP Atasan Penilai, Aktif",
        "Rencana": "NIP, No, Jenis, RHK Atasan, Rencana Hasil Kerja, Aspek, Indikator, Satuan, Arah, Target, "
        "Target Atas, Bobot (%), Sumber Data, Penugasan",
        "Pengaturan": "Kunci, Nilai, Keterangan",
        "Layanan": "Layanan, Sebutan Lain, Standar (jam), Sumber Standar, Batas Wajar (jam)",
        "Tautan Data": "NIP, No Indikator, Ukuran, Layanan, Hanya Miliknya, Realisasi, Bukti, Dihitung Pada",
        "Pemetaan Kolom": "Jenis, Judul Kolom, Dibaca Sebagai",
        "Penugasan": "NIP, No, Macam, Jabatan, Unit Kerja, NIP Penilai, NIP Atasan Penilai, Mulai, Selesai, "
        "Nomor Surat",
        "Perubahan Target": "NIP, No Indikator, Berlaku Mulai, Alasan, Nomor Surat",
        "Perpanjangan": "NIP, Nama, Periode, Tanggal, Batas Baru, Alasan, Nomor Surat",
        "Keberatan": "NIP, Periode, Diterima Pegawai, Diajukan, Alasan Pegawai, Tanggapan Penilai, Keputusan, "
        "Alasan Keputusan, Diputus Pada",
        "Ringkasan": "NIP, Nama, Jabatan, Ide Baru, Uraian Ide Baru, Nilai Hasil Kerja, Nilai Perilaku, Nilai Akhir, "
        "Sebutan, Rating Hasil (Usulan), Rating Hasil, Rating Perilaku (Usulan), Rating Perilaku, Alasan, Predikat, "
        "Status",
        "Hasil Kerja": "NIP, Nama, No, Jenis, Rencana Hasil Kerja, Aspek, Indikator, Satuan, Arah, Target, "
        "Target Atas, Bobot (%), Realisasi, Bukti Dukung, Catatan, Capaian (%), Nilai",
        "Perilaku": "NIP, Nama, Nilai BerAKHLAK, Panduan, Ekspektasi Khusus, Rating, Contoh Perilaku",
        "Faktor Luar": "NIP, No Indikator, Sebab, Mulai, Selesai, Cara, Bukti, Keputusan Penilai, "
        "Keputusan Atasan Penilai",
        "Umpan Balik": "NIP, Nama, Tanggal, Yang Sudah Baik, Yang Perlu Diperbaiki, Rencana Pengembangan, Tenggat",
        "Dialog": "NIP, Nama, Tanggal, Pokok Bahasan, Pendapat Pegawai, Kesepakatan",
        "Bahan": "NIP, Nama, Sumber, Tentang, Isi",
        "Hasil": "NIP, Nama, Predikat, Status, Dihitung Pada, Versi, Peraturan, Sidik",
    }
    for sheet, headers in contract.items():
        assert set(headers.split(", ")) <= {column.header for column in TABLES[sheet].columns}
    assert set(contract) == set(TABLES)
    assert form_layout.SHEETS == (
        "Petunjuk", "Ringkasan", "Hasil Kerja", "Perilaku", "Faktor Luar", "Umpan Balik", "Dialog",
        "Bahan", "Hasil", "Temuan", "Penjelasan",
        "_meta",
    )  # fmt: skip
    assert induk_layout.SHEETS == (
        "Beranda", "Pegawai", "Rencana", "Pengaturan", "Layanan", "Tautan Data", "Pemetaan Kolom",
        "Penugasan", "Perubahan Target", "Perpanjangan", "Keberatan", "Acuan", "Temuan", "Monitor",
    )  # fmt: skip


def test_the_recap_has_no_header_twice_and_says_of_every_sheet_what_it_holds():
    for headers in recap_layout.HEADERS.values():
        assert len(set(headers)) == len(headers)
    assert set(recap_layout.PURPOSES) == set(recap_layout.HEADERS)


# --- heights ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 20, 1),
        ("x", 20, 1),
        ("a\nb\n\nc", 20, 4),
        ("x" * 19, 20, 1),
        ("x" * 21, 20, 2),
        ("x" * 400, 20, 20),
        ("xx", 0, 2),
    ],
)
def test_a_text_takes_as_many_lines_as_its_column_is_narrow(text, width, count):
    assert lines(text, width) == count


@given(st.text(max_size=300), st.text(max_size=50), st.floats(1, 100))
def test_more_text_never_takes_fewer_lines(text, more, width):
    assert lines(text + more, width) >= lines(text, width)


def test_a_row_is_as_high_as_its_longest_wrapped_text_and_no_higher_than_allowed():
    table = Table("S", "", "", (Column("Bungkus", 20, Look.WRAP), Column("Satu", 5)), "Satu")
    assert row_height(table, {}) == height_of(1) == LINE + 3
    assert row_height(table, {"Satu": "x" * 500}) == height_of(1)
    assert row_height(table, {"Bungkus": "x" * 50, "Satu": "y"}) == height_of(3)
    assert row_height(table, {"Bungkus": None}) == height_of(1)
    assert row_height(table, {"Bungkus": "x" * 5000}) == 400


# --- the law's numbers --------------------------------------------------------------------------------------------


def test_every_number_of_the_law_stands_where_its_name_points():
    cells = parameters.parameter_cells(RULES, PERIOD)
    names = parameters.defined_names()
    expected = {
        "nilai_di_atas": 120,
        "nilai_sesuai": 100,
        "nilai_di_bawah": 60,
        "batas_nilai": 120,
        "maks_tambahan": 10,
        "maks_hasil_kerja": 120,
        "batas_faktor_luar": 120,
        "bobot_hasil": 70,
        "bobot_perilaku": 30,
        "ambang_hasil_di_atas": 110,
        "ambang_hasil_sesuai": 90,
        "ambang_sangat_baik": 110,
        "ambang_baik": 90,
        "ambang_cukup": 70,
        "ambang_kurang": 50,
        "periode_mulai": date(2026, 1, 1),
        "periode_selesai": date(2026, 12, 31),
        "hari_periode": 365,
        "contoh_angka": "ketik angka, misalnya 87,5",
    }
    values = {name: [cells[place] for place in cells_of(names[name])] for name in names}
    assert {name: values[name][0] for name in expected} == expected
    assert values["tambahan_batas"] == [0, 60, 80, 100, 101]
    assert values["tambahan_persen"] == [20, 40, 60, 80, 100]
    assert values["tambahan_nilai"] == [25, 60, 80, 100, 120]
    assert values["daftar_rating"] == list(Rating)
    matrix = RULES.matrix.value
    assert values["matriks_predikat"] == [matrix[work, behaviour] for work in Rating for behaviour in Rating]
    assert set(names) == {
        *expected,
        *[n for n in names if n.startswith("tambahan_")],
        "daftar_rating",
        "matriks_predikat",
    }


def cells_of(reference):
    """The (row, column) places of an absolute range on Petunjuk, row by row."""
    sheet, _, area = reference.partition("!")
    assert sheet == "'Petunjuk'"
    corners = [(int(n), ord(letter) - 64) for letter, n in re.findall(r"\$([A-Z])\$(\d+)", area)]
    (top, left), (bottom, right) = corners[0], corners[-1]
    return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def test_with_peers_the_shares_are_60_and_40():
    cells = parameters.parameter_cells(rulebook_for(PERIOD.end, with_peers=True), PERIOD)
    names = parameters.defined_names()
    assert [cells[cells_of(names[name])[0]] for name in ("bobot_hasil", "bobot_perilaku")] == [60, 40]


def test_each_number_says_its_unit_its_source_and_how_sure_it_is():
    cells = parameters.parameter_cells(RULES, PERIOD)
    for number, parameter in enumerate(parameters.PARAMETERS, start=parameters.FIRST_PARAMETER_ROW):
        provision = parameter.provision(RULES)
        assert isinstance(provision.value, Decimal)
        assert cells[number, parameters.LABEL] == parameter.label
        assert cells[number, parameters.UNIT] == provision.unit
        assert cells[number, parameters.SOURCE] == provision.source != ""
        assert cells[number, parameters.CONFIDENCE] == parameters.CONFIDENCE_WORDS[provision.confidence]
    assert {rule.confidence for rule in (RULES.work_above, RULES.matrix)} <= set(parameters.CONFIDENCE_WORDS)


def test_the_parameter_table_stands_below_the_guide_and_its_parts_do_not_overlap():
    rows = [
        parameters.FIRST_GUIDE_ROW + len(parameters.GUIDE_LINES),
        parameters.PARAMETER_TITLE_ROW,
        parameters.FIRST_PARAMETER_ROW,
        parameters.ADDITIONAL_TITLE_ROW,
        parameters.FIRST_ADDITIONAL_ROW + parameters.ADDITIONAL_ROWS,
        parameters.MATRIX_TITLE_ROW,
        parameters.FIRST_MATRIX_ROW,
        parameters.HINT_ROW,
    ]
    assert rows == sorted(set(rows))
    assert len(RULES.additional_bands.value) == parameters.ADDITIONAL_ROWS


# --- where results go ---------------------------------------------------------------------------------------------

FORM = form_of(
    person(), person(nip=OTHER_NIP, work_rating=None), person(row(realisation=None), nip="197303031998031904")
)
RESULTS = [score(ratee, RULES, PERIOD) for ratee in FORM.ratees]
BOOK = books.form_book(FORM)
STAMPS = {
    r.nip: {"Dihitung Pada": "24 November 2026", "Versi": "1", "Peraturan": "P", "Sidik": "s"} for r in FORM.ratees
}


def test_results_go_into_the_rows_of_their_people_whatever_the_order():
    book = books.rearranged(BOOK, "Hasil", {7: 9, 8: 7, 9: 8})
    cells = result_cells(book, RESULTS, STAMPS)
    table = form_layout.RESULTS_TABLE
    shown = {
        number: [cells[number, table.column(h)] for h in ("Nilai Akhir", "Predikat", "Status", "Sidik")]
        for number in (7, 8, 9)
    }
    assert shown == {
        7: [None, None, "✕ Belum lengkap", "s"],
        8: [Decimal("100.00"), "Baik", "✓ Lengkap", "s"],
        9: [Decimal("100.00"), "Baik (SEMENTARA)", "▲ Sementara", "s"],
    }
    written = {column for _, column in cells}
    untouched = {table.column(header) for header in ("NIP", "Nama", "Keadaan")}
    assert written == set(range(1, len(table.columns) + 1)) - untouched


def test_results_follow_columns_that_were_moved():
    width = len(form_layout.RESULTS_TABLE.columns)
    book = books.with_columns(BOOK, "Hasil", list(range(width, 0, -1)))
    cells = result_cells(book, RESULTS, STAMPS)
    assert cells[7, width + 1 - form_layout.RESULTS_TABLE.column("Nilai Akhir")] == 100


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (books.without_sheet(BOOK, "Hasil"), 'Lembar "Hasil" tidak ada'),
        (books.with_sheet(BOOK, "Hasil", lambda cells: {p: v for p, v in cells.items() if p[0] != 6}), "Judul kolom"),
        (books.rearranged(BOOK, "Hasil", {7: 7, 8: 8}), "Baris seorang pegawai"),
        (books.typed(BOOK, "Hasil", "NIP", "12"), "Baris seorang pegawai"),
    ],
)
def test_results_are_not_written_where_their_place_is_gone(book, said):
    with pytest.raises(NoResultsSheet, match=said) as refused:
        result_cells(book, RESULTS, STAMPS)
    assert NIP not in str(refused.value)


# --- the codes of findings ----------------------------------------------------------------------------------------


def test_the_codes_are_gathered_from_every_way_a_finding_is_made():
    source = """
yield _at(row.places, "target", "target-nol", message)
reader.add(row, "NIP", "nip-ganda", "Satu-satunya baris.")
Finding("", "", code="kiriman-ulang", severity=x, message=y)
yield _row_finding("bobot-bukan-100", place, f"x")
other("bukan-kode")
"""
    assert set(codes_in(source)) == {"target-nol", "nip-ganda", "kiriman-ulang", "bobot-bukan-100"}


def test_every_code_is_a_plain_name():
    codes = all_codes()
    assert {"angka-ambigu", "bobot-bukan-100", "kiriman-tidak-ada", "lembar-hilang", "nip-janggal"} <= codes
    assert len(codes) >= 60
    assert all(CODE.fullmatch(code) and len(code) <= 24 for code in codes)


def test_only_dialog_asks_for_entries_and_all_of_bahan_is_locked():
    assert form_layout.DIALOGUE_TABLE.entries == ("NIP", "Tanggal", "Pokok Bahasan", "Pendapat Pegawai", "Kesepakatan")
    assert form_layout.MATERIALS_TABLE.entries == ()
    assert not [column.header for column in form_layout.MATERIALS_TABLE.columns if column.formula]
