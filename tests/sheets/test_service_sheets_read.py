"""The Induk's sheets about service data: read as HR filled them in, each wrong entry told at its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import books
from kinerja_pauh.appraisal.service_figures import Measure
from kinerja_pauh.appraisal.service_records import LONGEST_HOURS
from kinerja_pauh.sheets import service_sheets as layout
from kinerja_pauh.sheets.cells import Book
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_service_sheets import ServiceSheets, read_service_sheets
from kinerja_pauh.sheets.service_result import FILE_HEADERS, FILES, counted_files
from kinerja_pauh.sheets.service_sheets import LINKS, MAPPING, SERVICES, Meaning, SourceKind
from messages import flaws
from people import NIP, OTHER_NIP, form_of

EMPTY = books.induk_book((), {}, form_of())


def filled(sheet, *rows, book=EMPTY):
    for number, row in enumerate(rows, start=FIRST_ROW):
        for header, value in row.items():
            book = books.typed(book, sheet, header, value, number)
    return book


KTP = {"Layanan": "KTP-el", "Sebutan Lain": "E-KTP; Cetak KTP;", "Standar (jam)": 24, "Sumber Standar": "SOP 1"}
LINK = {"NIP": NIP, "No Indikator": 2, "Ukuran": "median jam", "Layanan": "KTP-el", "Hanya Miliknya": "Ya"}
READY = filled(LINKS, LINK, book=filled(SERVICES, KTP, {"Layanan": "KK", "Batas Wajar (jam)": 48}))


def test_services_and_links_are_read():
    read = read_service_sheets(READY)
    assert read.findings == ()
    ktp, kk = read.services
    assert (ktp.name, ktp.others, ktp.standard, ktp.source, ktp.longest) == (
        "KTP-el", ("E-KTP", "Cetak KTP"), Decimal(24), "SOP 1", LONGEST_HOURS,
    )  # fmt: skip
    assert (kk.standard, kk.longest) == (None, Decimal(48))
    (link,) = read.links
    assert (link.nip, link.number, link.measure, link.service, link.own) == (NIP, "2", Measure.HOURS, "KTP-el", True)
    assert link.places["value"] == f"Tautan Data!{layout.LINKS_TABLE.cell('Realisasi', FIRST_ROW)}"
    assert (read.filled, read.free_row) == ((), FIRST_ROW)


def test_what_the_last_import_wrote_is_read_back():
    book = books.typed(books.typed(READY, LINKS, "Realisasi", Decimal("21.5")), LINKS, "Bukti", "median …")
    book = books.typed(book, LINKS, "Dihitung Pada", date(2026, 11, 24))
    ((one),) = read_service_sheets(book).filled
    assert (one.value, one.evidence, one.link.number) == (Decimal("21.5"), "median …", "2")


def test_an_induk_from_before_has_nothing_linked():
    book = EMPTY
    for sheet in (SERVICES, LINKS, MAPPING):
        book = books.without_sheet(book, sheet)
    assert read_service_sheets(book) == ServiceSheets()


def test_a_sheet_that_lost_its_headers_is_told():
    book = books.with_sheet(READY, SERVICES, lambda cells: {p: c for p, c in cells.items() if p[0] >= FIRST_ROW})
    assert [f.code for f in read_service_sheets(book).findings] == ["judul-hilang"]


def test_while_no_service_is_listed_any_name_may_be_linked():
    assert read_service_sheets(filled(LINKS, LINK)).links[0].service == "KTP-el"


def test_hrs_choice_of_a_columns_meaning_is_remembered_by_kind_and_title():
    rows = (
        {"Jenis": "loket", "Judul Kolom": "Tgl. Masuk", "Dibaca Sebagai": "Diterima"},
        {"Jenis": "Loket", "Judul Kolom": "TGL MASUK", "Dibaca Sebagai": "Abaikan"},
        {"Jenis": "Survei", "Judul Kolom": "Tgl. Masuk", "Dibaca Sebagai": "Tanggal Survei"},
        {"Jenis": "Loket", "Judul Kolom": "Ket"},
    )
    read = read_service_sheets(filled(MAPPING, *rows))
    assert read.chosen == {
        (SourceKind.LOG, "tgl masuk"): Meaning.TAKEN_IN,
        (SourceKind.SURVEY, "tgl masuk"): Meaning.DAY,
    }
    assert read.free_row == FIRST_ROW + 4


FAULTS = {
    "a service without a name": (SERVICES, KTP | {"Layanan": None}, "layanan-tanpa-nama", "Layanan"),
    "a standard without source": (SERVICES, KTP | {"Sumber Standar": None}, "standar-tanpa-sumber", "Sumber Standar"),
    "a standard of nothing": (SERVICES, KTP | {"Standar (jam)": 0}, "jam-tidak-positif", "Standar (jam)"),
    "a standard in words": (SERVICES, KTP | {"Standar (jam)": "24 jam"}, "angka-bersatuan", "Standar (jam)"),
    "a link without indicator": (LINKS, LINK | {"No Indikator": None}, "tautan-kosong", "No Indikator"),
    "a link of nobody": (LINKS, LINK | {"NIP": None}, "tautan-kosong", "NIP"),
    "a link without measure": (LINKS, LINK | {"Ukuran": None}, "tautan-kosong", "Ukuran"),
    "an unknown measure": (LINKS, LINK | {"Ukuran": "Rata-rata"}, "pilihan-tidak-dikenal", "Ukuran"),
    "a NIP cut short": (LINKS, LINK | {"NIP": "1986"}, "nip-salah", "NIP"),
    "an unknown kind": (MAPPING, {"Jenis": "Antrean", "Judul Kolom": "x"}, "pilihan-tidak-dikenal", "Jenis"),
}


@pytest.mark.parametrize(("sheet", "row", "code", "header"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_entry_is_told_at_its_cell(sheet, row, code, header):
    ((finding),) = read_service_sheets(filled(sheet, row)).findings
    assert (finding.code, finding.where) == (code, f"{sheet}!{books.TABLES[sheet].cell(header, FIRST_ROW)}")
    assert flaws(finding) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Layanan": "Legalisir"}, "tautan-layanan-asing"),
        ({"Ukuran": "IKM"}, "survei-tanpa-petugas"),
    ],
)
def test_a_link_that_contradicts_itself_or_the_services_is_told(change, code):
    read = read_service_sheets(filled(LINKS, LINK | change, book=filled(SERVICES, KTP)))
    assert ([f.code for f in read.findings], read.links) == ([code], ())
    assert flaws(read.findings[0]) == []


def test_the_same_service_or_link_twice_is_told():
    twice = filled(SERVICES, KTP, {"Layanan": "e-ktp", "Standar (jam)": 1, "Sumber Standar": "x"})
    assert [f.code for f in read_service_sheets(twice).findings] == ["layanan-ganda"]
    read = read_service_sheets(filled(LINKS, LINK, LINK | {"NIP": OTHER_NIP}, LINK))
    assert ([f.code for f in read.findings], len(read.links)) == (["tautan-ganda"], 2)


def test_rows_of_spaces_are_empty():
    spaces = dict.fromkeys(("Layanan", "Sebutan Lain"), " ")
    book = filled(LINKS, {"Layanan": " "}, book=filled(SERVICES, spaces))
    assert read_service_sheets(book) == read_service_sheets(EMPTY)


def test_the_files_that_an_earlier_workbook_counted_are_known_again():
    heads = {(5, n): books.cell(head) for n, head in enumerate(FILE_HEADERS, 1)}
    rows = {(6, 1): books.cell("a.csv"), (6, 3): books.cell(12), (7, 1): books.cell("b.csv"), (7, 3): books.cell(0)}
    book = Book("Data.xlsx", {FILES: heads | rows | {(8, 1): books.cell("c.csv")}})
    assert counted_files(book) == ("a.csv",)
    assert counted_files(replace(book, sheets={})) == ()
