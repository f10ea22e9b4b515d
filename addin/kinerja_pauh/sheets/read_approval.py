"""A rater's word on the plans of his or her people: cells -> decisions, with a finding where one is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Severity

from .approval_layout import DECISIONS_TABLE
from .cells import address
from .skp_meta import read_plan_meta
from .skp_words import PlanDecision
from .table_reader import open_table

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book
    from .skp_meta import PlanMeta
    from .table_reader import TableReader


@dataclass(frozen=True, slots=True)
class Decided:
    """One row that says enough to be acted on. cell: where it was decided."""

    nip: str
    decision: PlanDecision
    reason: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReadApproval:
    """What came back. findings: rows that say too little."""

    meta: PlanMeta
    decided: tuple[Decided, ...]
    findings: tuple[Finding, ...]


def read_approval(book: Book) -> ReadApproval:
    """The rows of the sheet Keputusan.

    Raises:
        NotAPlan: the workbook is none.
    """
    meta = read_plan_meta(book)
    reader, missing = open_table(book, DECISIONS_TABLE, ("NIP", "Keputusan", "Alasan"))
    if reader is None:
        return ReadApproval(meta, (), tuple(missing))
    found = [_row(reader, row) for row in reader.rows() if not reader.is_blank(row, "NIP")]
    return ReadApproval(meta, tuple(one for one in found if one), tuple(reader.findings))


def _row(reader: TableReader, row: int) -> Decided | None:
    decision = reader.choice(row, "Keputusan", PlanDecision)
    reason = reader.text(row, "Alasan")
    if decision is None:
        if reader.is_blank(row, "Keputusan"):
            message = "Keputusan belum dipilih. Minta penilai memilih Setuju atau Kembalikan."
            reader.add(row, "Keputusan", "keputusan-kosong", message, Severity.MISSING)
        return None
    if decision is PlanDecision.RETURNED and not reason:
        message = "Kembalikan harus disertai Alasan. Minta penilai menulis apa yang perlu diperbaiki."
        reader.add(row, "Alasan", "alasan-kembalikan-kosong", message, Severity.MISSING)
        return None
    return Decided(reader.nip(row, "NIP"), decision, reason, address(row, reader.columns["Keputusan"]))
