"""A Pandangan Pegawai that came back: cells -> what the person says, with a finding for every unreadable entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Direction
from kinerja_pauh.appraisal.self_view import OwnResult, SelfView

from .self_view_layout import EVIDENCE, HINDRANCE, REALISATION, REMEMBERED, SELF_BEHAVIOUR_TABLE, SELF_WORK_TABLE
from .table_reader import open_table

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book
    from .table_reader import TableReader

_WORK_HEADERS = ("No", "Indikator", "Satuan", "Arah", REALISATION, EVIDENCE, HINDRANCE)
_BEHAVIOUR_HEADERS = ("Nilai BerAKHLAK", REMEMBERED)


@dataclass(frozen=True, slots=True)
class ReadSelfView:
    """findings: about cells that could not be read; what was typed there is kept in words."""

    view: SelfView
    findings: tuple[Finding, ...]


def read_self_view(book: Book) -> ReadSelfView:
    """What was filled in; a row without an entry is left out."""
    work, findings = open_table(book, SELF_WORK_TABLE, _WORK_HEADERS)
    behaviour, missing = open_table(book, SELF_BEHAVIOUR_TABLE, _BEHAVIOUR_HEADERS)
    results = [_result(work, row) for row in work.filled_rows(SELF_WORK_TABLE.entries)] if work else []
    remembered = (
        [_remembered(behaviour, row) for row in behaviour.filled_rows(SELF_BEHAVIOUR_TABLE.entries)]
        if behaviour
        else []
    )
    findings = [*findings, *(work.findings if work else ()), *missing, *(behaviour.findings if behaviour else ())]
    view = SelfView(tuple(one for one in results if one.says_anything), tuple(one for one in remembered if one[1]))
    return ReadSelfView(view, tuple(dict.fromkeys(findings)))  # a cell is asked for its number and for its words


def _result(reader: TableReader, row: int) -> OwnResult:
    qualitative = reader.text(row, "Arah") == Direction.QUALITATIVE
    number = None if qualitative else reader.number(row, REALISATION)
    return OwnResult(
        number=reader.text(row, "No"),
        indicator=reader.text(row, "Indikator"),
        unit=reader.text(row, "Satuan"),
        realisation=number,
        typed="" if number is not None else reader.text(row, REALISATION),
        evidence=reader.text(row, EVIDENCE),
        hindrance=reader.text(row, HINDRANCE),
    )


def _remembered(reader: TableReader, row: int) -> tuple[str, str]:
    return reader.text(row, "Nilai BerAKHLAK"), reader.text(row, REMEMBERED)
