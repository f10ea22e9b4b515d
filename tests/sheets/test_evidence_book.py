"""Buku Bukti Dukung: rows, warnings by cell, and what it remembers."""

from datetime import date

from kinerja_pauh.appraisal.evidence import Claim, EvidenceFile, Noted, ledger
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Period
from kinerja_pauh.sheets.cells import Book, Cell, CellKind
from kinerja_pauh.sheets.evidence_book import evidence_book, evidence_findings, read_noted, remembered
from kinerja_pauh.sheets.flat_book import HEADER_ROW

YEAR = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
DAY, NOTED = date(2026, 6, 1), date(2026, 3, 1)
FILES = [
    EvidenceFile("a/rekap.pdf", "1" * 64, 5, DAY),
    EvidenceFile("b/rekap.pdf", "2" * 64, 6, DAY),
    EvidenceFile("baru.pdf", "3" * 64, 7, date(2027, 1, 5)),
    EvidenceFile("sisa.pdf", "4" * 64, 8, DAY),
    EvidenceFile("bersama.pdf", "5" * 64, 8, DAY),
]
MEMORY = {"baru.pdf": Noted("0" * 64, NOTED), "hilang.pdf": Noted("9" * 64, NOTED)}


def found():
    typed = [("1", "1", "rekap.pdf; hilang.pdf"), ("1", "2", "baru.pdf"), ("1", "3", "bersama.pdf"),
             ("2", "1", "bersama.pdf"), ("2", "2", "Catatan"), ("2", "3", "")]  # fmt: skip
    claims = [Claim(nip, f"Orang {nip}", "Unit", number, "Indikator", text) for nip, number, text in typed]
    return ledger(claims, FILES, MEMORY, YEAR)


def book():
    return evidence_book(found(), remembered(FILES, MEMORY, date(2026, 7, 1)), "Kecamatan")


def test_each_sheet_answers_its_question():
    people, lines, unused, files = book().sheets
    assert people.rows == [
        ("1", "Orang 1", "Unit", 3, 2, 0, 1, 0, found().people[0].percent),
        ("2", "Orang 2", "Unit", 3, 1, 0, 1, 1, found().people[1].percent),
    ]
    assert column(lines, "Keadaan") == [
        "Nama rangkap", "Berkas tidak ada", "Berkas berubah", "Berkas ada", "Berkas ada", "Nama saja", "Belum disebut",
    ]  # fmt: skip
    assert column(lines, "Dalam Periode") == ["", "", "Tidak", "Ya", "Ya", "", ""]
    assert column(lines, "NIP") == ["1", "1", "1", "1", "2", "2", "2"]
    assert unused.rows == [("sisa.pdf", 8, DAY)]
    assert ("baru.pdf", "0" * 64, NOTED) in files.rows
    assert ("hilang.pdf", "9" * 64, NOTED) in files.rows
    assert ("sisa.pdf", "4" * 64, date(2026, 7, 1)) in files.rows
    assert all(len(row) == len(sheet.heads) for sheet in book().sheets for row in sheet.rows)


def column(sheet, head):
    place = sheet.heads.index(head)
    return [row[place] for row in sheet.rows]


def test_paper_holds_of_each_line_whose_it_is_and_what_is_to_be_done_about_it():
    _, lines, *_ = book().sheets
    assert lines.heads[: lines.printed][-1] == "Yang Perlu Dilakukan"
    assert "NIP" not in lines.heads[: lines.printed]
    advice = column(lines, "Yang Perlu Dilakukan")
    assert advice[2].endswith("Berkasnya bertanggal 5 Januari 2027, di luar periode. Anggap sebagai petunjuk.")
    assert [bool(words) for words in advice] == [True, True, True, True, True, False, False]
    assert [sheet.printed for sheet in book().sheets] == [0, 6, 0, 0]


def test_a_warning_names_the_cell_and_the_cure():
    findings = evidence_findings(found())
    assert [(one.cell, one.code) for one in findings] == [
        ("D6", "bukti-rangkap"),
        ("D7", "bukti-tidak-ada"),
        ("D8", "bukti-berubah"),
        ("D9", "bukti-bersama"),
        ("D10", "bukti-bersama"),
    ]
    assert {one.severity for one in findings} == {Severity.WARNING}
    assert "1 Maret 2026" in findings[2].message
    assert all(one.message for one in findings)


def as_read(sheet):
    """The sheet as a reader gives it back."""
    rows = [sheet.heads, *sheet.rows]
    return {
        (HEADER_ROW + down, right): cell(value)
        for down, row in enumerate(rows)
        for right, value in enumerate(row, start=1)
    }


def cell(value):
    if isinstance(value, date):
        return Cell(CellKind.NUMBER, float((value - date(1899, 12, 30)).days), is_date=True)
    return Cell(CellKind.TEXT, value)


def test_the_next_ledger_remembers_the_first_hash_and_day():
    sheet = book().sheets[-1]
    noted = read_noted(Book("x.xlsx", {sheet.name: as_read(sheet)}))
    assert noted["baru.pdf"] == Noted("0" * 64, NOTED)
    assert noted == remembered(FILES, MEMORY, date(2026, 7, 1))


def test_rows_that_say_nothing_are_forgotten_and_no_sheet_is_no_memory():
    cells = as_read(book().sheets[-1])
    cells[HEADER_ROW + 1, 3] = Cell(CellKind.TEXT, "kapan?")
    read = read_noted(Book("x.xlsx", {"Sidik Berkas": cells}))
    assert len(read) == len(MEMORY.keys() | {one.path for one in FILES}) - 1
    assert read_noted(Book("x.xlsx", {})) == {}
