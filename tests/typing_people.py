"""Typing a form's entries into real LibreOffice, as a rater does, block by block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Direction, Form, Ratee
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import CellKind
from kinerja_pauh.sheets.fill_form import indicator_number
from kinerja_pauh.sheets.layout import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.adapters.libreoffice import OfficeBook
    from kinerja_pauh.sheets.cells import Book


def untouched(form: Form) -> Form:
    """The form as it is handed out: the plan, and nothing entered."""
    return replace(form, ratees=tuple(_blank(ratee) for ratee in form.ratees))


def _blank(ratee: Ratee) -> Ratee:
    return Ratee(
        ratee.nip,
        ratee.name,
        ratee.position,
        tuple(replace(i, realisation=None, rating=None, evidence="", note="") for i in ratee.indicators),
        tuple(replace(b, rating=None, example="", expectation="") for b in ratee.behaviours),
        new_idea=False,
    )


def type_entries(book: OfficeBook, people: Sequence[Ratee]) -> None:
    """Fill every input cell of the people, in the order in which the form lists them."""
    work = [
        [i.rating if i.direction is Direction.QUALITATIVE else i.realisation, i.evidence, i.note]
        for p in people
        for i in p.indicators
    ]
    _write(book, layout.WORK_TABLE, "Realisasi", work)
    behaviours = [[b.expectation, b.rating, b.example] for p in people for b in p.behaviours]
    _write(book, layout.BEHAVIOUR_TABLE, "Ekspektasi Khusus", behaviours)
    ideas = [[layout.YES if p.new_idea else layout.NO, p.idea_text] for p in people]
    _write(book, layout.SUMMARY_TABLE, "Ide Baru", ideas)
    _write(book, layout.SUMMARY_TABLE, "Rating Hasil", [[p.work_rating] for p in people])
    _write(book, layout.SUMMARY_TABLE, "Rating Perilaku", [[p.behaviour_rating, p.reason] for p in people])
    factors = [(p.nip, f) for p in people for f in p.factors]
    if factors:
        _write(book, layout.FACTORS_TABLE, "NIP", [[nip] for nip, _ in factors])
        rows = [
            [
                indicator_number(f.indicator),
                f.cause,
                f.start,
                f.end,
                f.remedy,
                f.evidence,
                f.rater_decision,
                f.superior_decision,
            ]
            for _, f in factors
        ]
        _write(book, layout.FACTORS_TABLE, "No Indikator", rows)
    talks = [(p.nip, d) for p in people for d in p.dialogues]
    if talks:
        _write(book, layout.DIALOGUE_TABLE, "NIP", [[nip] for nip, _ in talks])
        _write(book, layout.DIALOGUE_TABLE, "Tanggal", [[d.day, d.topic, d.own_words, d.agreed] for _, d in talks])


def _write(book: OfficeBook, table: layout.Table, header: str, rows: Sequence[Sequence[object]]) -> None:
    book.write(table.sheet, FIRST_ROW, table.column(header), [[_plain(value) for value in row] for row in rows])


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def shown(book: Book, table: layout.Table, header: str, row: int) -> object:
    """What a cell shows: a number, a text, or "" for nothing; an error cell as its name."""
    cell = book.sheets[table.sheet].get((row, table.column(header)))
    if cell is None or cell.value is None:
        return ""
    return f"galat {cell.value}" if cell.kind is CellKind.ERROR else cell.value
