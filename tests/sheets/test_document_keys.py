"""Rows of Pengaturan about documents: what the office prints, and no rule of appraisal."""

from __future__ import annotations

from dataclasses import replace

from books import cell, induk_book, with_sheet
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.sheets import induk_layout
from kinerja_pauh.sheets.cells import CellKind
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_induk import read_induk
from people import form_of, person

NEXT = FIRST_ROW + len(induk_layout.SETTING_KEYS)


def with_rows(*rows):
    """An Induk with more rows in Pengaturan: (key, value)."""
    added = {(NEXT + n, c): cell(v) for n, row in enumerate(rows) for c, v in enumerate(row, start=1) if v}
    return with_sheet(induk_book((), {}, form_of(person())), induk_layout.SETTINGS, lambda cells: cells | added)


def test_document_rows_are_texts_and_rules_stay_rules() -> None:
    induk = read_induk(
        with_rows(("dokumen_konsekuensi", "Satu\nDua"), ("ambang_hasil_sesuai", "88"), ("dokumen_x", ""))
    )
    assert induk.texts == {"dokumen_konsekuensi": "Satu\nDua", "dokumen_x": ""}
    assert induk.rules.settings == (("ambang_hasil_sesuai", "88"),)


def test_without_such_rows_there_are_no_texts() -> None:
    assert read_induk(with_rows()).texts == {}


def test_a_text_that_is_an_error_is_a_finding_in_its_cell() -> None:
    broken = replace(cell("x"), kind=CellKind.ERROR, value="#REF!")
    book = with_rows(("dokumen_konsekuensi", "x"))
    spoilt = with_sheet(book, induk_layout.SETTINGS, lambda cells: cells | {(NEXT, 2): broken})
    found = [f for f in read_induk(spoilt).findings if f.sheet == induk_layout.SETTINGS]
    assert [(f.cell, f.code, f.severity) for f in found] == [(f"B{NEXT}", "sel-galat", Severity.WRONG)]
