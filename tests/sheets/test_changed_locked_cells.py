"""A returned form beside the one that was handed out: only what the rater may not change is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import books
from books import ERROR, cell
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import Material, MaterialSource
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import Cell, CellKind
from kinerja_pauh.sheets.compare_form import locked_changes
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW
from messages import flaws
from people import NIP, OTHER_NIP, factor, form_of, person, talk

MATERIALS = (Material(NIP, MaterialSource.SELF, "Jumlah layanan 1", "Blangko kosong tiga pekan pada Maret."),)
FORM = form_of(person(factors=(factor(),), dialogues=(talk(),)), person(nip=OTHER_NIP), materials=MATERIALS)
SENT = books.form_book(FORM)
WORK, SUMMARY = layout.WORK, layout.SUMMARY
COMPUTED = {(t.sheet, c.header) for t in layout.TABLES.values() for c in t.columns if c.formula}


def told(back):
    findings = locked_changes(SENT, back)
    assert all(f.severity is Severity.WRONG for f in findings)
    return [(f.code, f.where) for f in findings]


def test_an_unchanged_form_is_told_nothing():
    assert told(SENT) == []


@pytest.mark.parametrize("table", layout.TABLES.values(), ids=layout.TABLES)
def test_whatever_is_typed_into_an_entry_is_told_nothing(table):
    back = SENT
    for column in table.columns:
        if column.entry:
            back = books.typed(back, table.sheet, column.header, "apa saja")
    assert told(back) == []


@pytest.mark.parametrize(
    ("header", "value", "said"),
    [
        ("Target", 99, "berubah dari 100 menjadi 99."),
        ("Target", "100", 'berubah dari 100 menjadi "100".'),
        ("Target", None, "berubah dari 100 menjadi kosong."),
        ("Target", Cell(CellKind.NUMBER, 100.0, "50+50"), "berubah dari 100 menjadi 100."),
        ("Target", ERROR, 'menjadi "#REF!".'),
        ("Bobot (%)", 100.5, "berubah dari 100 menjadi 100,5."),
        ("Satuan", "berkas", 'berubah dari "dokumen" menjadi "berkas".'),
        ("Indikator", "x" * 500, f'menjadi "{"x" * 59}…".'),
        ("Satuan", cell(value=True), "berubah dari"),
    ],
)
def test_a_locked_cell_that_changed_is_told_with_both_values(header, value, said):
    back = books.typed(SENT, WORK, header, value)
    (finding,) = locked_changes(SENT, back)
    assert (finding.code, finding.sheet) == ("sel-terkunci-berubah", WORK)
    assert finding.cell == layout.WORK_TABLE.cell(header, FIRST_ROW)
    assert said in finding.message
    assert flaws(finding) == []


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Target", 100.00000000000001),
        ("Satuan", "  dokumen "),
        ("Rencana Hasil Kerja", "Terlaksananya\npelayanan  KTP-el"),
    ],
)
def test_what_another_program_writes_a_little_differently_is_no_change(header, value):
    assert told(books.typed(SENT, WORK, header, value)) == []


@pytest.mark.parametrize(("sheet", "header"), sorted(COMPUTED - {(layout.RESULTS, "Keadaan")}))
def test_a_formula_that_was_overwritten_is_told(sheet, header):
    (finding,) = locked_changes(SENT, books.typed(SENT, sheet, header, 77))
    assert (finding.code, finding.cell) == ("rumus-tertimpa", layout.TABLES[sheet].cell(header, FIRST_ROW))
    assert "tertimpa menjadi 77." in finding.message
    assert flaws(finding) == []


def test_a_formula_that_was_deleted_is_told_and_a_recalculated_one_is_not():
    assert told(books.typed(SENT, SUMMARY, "Nilai Akhir", None)) == [("rumus-tertimpa", "Ringkasan!I7")]
    other = Cell(CellKind.NUMBER, 12.0, "ROUND(2,2)")
    assert told(books.typed(SENT, SUMMARY, "Nilai Akhir", other)) == []


def test_a_changed_number_of_the_law_or_of_the_seal_is_told():
    guide = books.with_sheet(SENT, layout.GUIDE, lambda cells: cells | {(20, 3): cell(1)})
    assert told(guide) == [("sel-terkunci-berubah", "Petunjuk!C20")]
    meta = books.with_sheet(SENT, layout.META, lambda cells: cells | {(8, 2): cell("2020-01-01")})
    assert told(meta) == [("sel-terkunci-berubah", "_meta!B8")]


def test_a_changed_header_is_told():
    place = (HEADER_ROW, layout.WORK_TABLE.column("Realisasi"))
    back = books.with_sheet(SENT, WORK, lambda cells: cells | {place: cell("Hasil")})
    assert told(back) == [("sel-terkunci-berubah", "Hasil Kerja!M6")]


def test_the_sheet_that_the_tool_writes_and_a_missing_sheet_are_passed_over():
    assert told(books.typed(SENT, layout.RESULTS, "Nilai Akhir", 99)) == []
    assert told(books.without_sheet(SENT, layout.FEEDBACK)) == []


def test_a_nip_is_never_repeated_in_a_message():
    for value in ("198001012005011901", date(2026, 1, 1), None):
        (finding,) = locked_changes(SENT, books.typed(SENT, WORK, "NIP", value))
        assert flaws(finding) == []
        assert NIP not in finding.message


def test_an_error_in_a_locked_cell_that_was_one_is_no_change():
    sent = books.typed(SENT, WORK, "Satuan", ERROR)
    assert locked_changes(sent, sent) == []
    assert locked_changes(sent, books.typed(sent, WORK, "Satuan", replace(ERROR, value="#N/A"))) != []


def test_what_is_typed_beside_a_table_is_a_warning_that_it_is_not_read():
    note = Cell(CellKind.TEXT, "catatan saya")
    back = books.with_sheet(SENT, WORK, lambda cells: {**cells, (FIRST_ROW, 40): note})
    (finding,) = locked_changes(SENT, back)
    assert (finding.code, finding.severity, finding.cell) == (
        "sel-terkunci-terisi",
        Severity.WARNING,
        f"AN{FIRST_ROW}",
    )
    assert 'berisi "catatan saya"' in finding.message


@pytest.mark.parametrize("sheet", layout.LATER)
def test_a_sheet_that_older_forms_lack_is_missed_where_the_form_was_sent_with_it(sheet):
    (finding,) = locked_changes(SENT, books.without_sheet(SENT, sheet))
    assert (finding.code, finding.sheet, finding.severity) == ("lembar-hilang", sheet, Severity.WRONG)
    assert flaws(finding) == []
    renamed = locked_changes(SENT, books.renamed(SENT, sheet, "Lembar1"))
    assert [f.code for f in renamed] == ["lembar-hilang"]


def test_a_form_that_was_sent_without_the_later_sheets_lacks_nothing():
    older = SENT
    for sheet in layout.LATER:
        older = books.without_sheet(older, sheet)
    assert locked_changes(older, older) == []


def test_every_cell_of_bahan_is_the_offices_also_the_ones_that_were_sent_empty():
    for column in layout.MATERIALS_TABLE.columns:
        place = layout.MATERIALS_TABLE.cell(column.header, FIRST_ROW)
        changed = books.typed(SENT, layout.MATERIALS, column.header, "lain")
        assert told(changed) == [("sel-terkunci-berubah", f"Bahan!{place}")]
        added = books.typed(SENT, layout.MATERIALS, column.header, "lain", row=FIRST_ROW + 1)
        (finding,) = locked_changes(SENT, added)
        assert (finding.code, finding.severity) == ("sel-terkunci-berubah", Severity.WRONG)
        assert "tadinya kosong kini berisi" in finding.message
        assert flaws(finding) == []


@pytest.mark.parametrize(("header", "value"), [("Target Atas", 500), ("Satuan", None)])
def test_a_cell_of_a_table_that_was_sent_empty_is_told_when_it_is_filled(header, value):
    sent = books.typed(SENT, WORK, header, None)
    back = books.typed(sent, WORK, header, value or "orang")
    assert [(f.code, f.severity) for f in locked_changes(sent, back)] == [("sel-terkunci-berubah", Severity.WRONG)]


def test_a_key_that_was_slipped_into_meta_is_told():
    back = books.with_sheet(SENT, layout.META, lambda cells: cells | {(90, 1): cell("atur:ambang_hasil_sesuai")})
    assert told(back) == [("sel-terkunci-berubah", "_meta!A90")]


def test_material_slipped_into_a_form_that_was_sent_without_the_sheet_is_told():
    older = books.without_sheet(SENT, layout.MATERIALS)
    assert {code for code, _ in told_of(older, SENT)} == {"sel-terkunci-berubah"}
    assert {f.sheet for f in locked_changes(older, SENT)} == {layout.MATERIALS}


def told_of(sent, back):
    return [(f.code, f.where) for f in locked_changes(sent, back)]
