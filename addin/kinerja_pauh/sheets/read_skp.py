"""A drafted plan: cells -> indicators, with a finding for every entry that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .plan_rows import PLACES, read_plan_row
from .skp_layout import PLAN_TABLE, SUPERIOR_TABLE
from .skp_meta import read_plan_meta
from .skp_words import PLAN
from .table_reader import open_table

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.model import Indicator

    from .cells import Book
    from .skp_meta import PlanMeta
    from .table_reader import TableReader

_TYPED = tuple(column.header for column in PLAN_TABLE.columns if column.entry)
PERSON = f"{PLAN}!{PLAN_TABLE.cell('Jenis', 7)}"
"""The cell to name where the plan as a whole is meant."""


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan as it came back. findings: about cells that could not be read."""

    meta: PlanMeta
    rows: tuple[Indicator, ...]
    findings: tuple[Finding, ...]


def read_plan(book: Book) -> ReadPlan:
    """The rows in which anything was typed.

    Raises:
        NotAPlan: the workbook is none.
    """
    meta = read_plan_meta(book)
    reader, missing = open_table(book, PLAN_TABLE, ("No", *_TYPED))
    if reader is None:
        return ReadPlan(meta, (), tuple(missing))
    used = [row for row in reader.rows() if not all(reader.is_blank(row, header) for header in _TYPED)]
    rows = tuple(_indicator(reader, row) for row in used)
    return ReadPlan(meta, rows, tuple(reader.findings))


def offered_results(book: Book) -> tuple[str, ...] | None:
    """The rater's results as the workbook lists them; None where it lists none."""
    reader, _ = open_table(book, SUPERIOR_TABLE, [column.header for column in SUPERIOR_TABLE.columns])
    if reader is None:
        return None
    return tuple(text for row in reader.rows() if (text := reader.text(row, "RHK Atasan"))) or None


def _indicator(reader: TableReader, row: int) -> Indicator:
    more = {"superior_result": "RHK Atasan", "data_source": "Sumber Data"}
    return replace(
        read_plan_row(reader, row),
        superior_result=reader.text(row, "RHK Atasan"),
        data_source=reader.text(row, "Sumber Data"),
        places={name: reader.at(row, header) for name, header in (PLACES | more).items()},
    )
