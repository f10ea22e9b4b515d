"""Agreed plans into the sheet Rencana of an Induk: which cells change, everyone else's rows left where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fill_induk import plan_values
from .induk_layout import PLANS_TABLE
from .job_sheet import JOB_COLUMN
from .table_reader import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kinerja_pauh.appraisal.model import Employee, Indicator

    from .cells import Book, Value
    from .table_reader import TableReader

_NEEDED = tuple(column.header for column in PLANS_TABLE.columns if column.entry and column.header != JOB_COLUMN)


def plan_changes(
    book: Book, plans: Sequence[tuple[Employee, Sequence[Indicator]]]
) -> Mapping[tuple[int, int], Value] | None:
    """Row and column -> value, so that each person's rows are exactly those of the plan; None without that sheet.

    A person's rows stay where they were; what does not fit there goes to the first empty rows below the table.
    """
    reader, _ = open_table(book, PLANS_TABLE, _NEEDED)
    if reader is None:
        return None
    used = list(reader.filled_rows(_headers(reader)))
    free = max(used, default=reader.first_row - 1) + 1
    values: dict[tuple[int, int], Value] = {}
    for employee, rows in plans:
        own = [row for row in used if _whose(reader, row) == employee.nip and not _of_one_job(reader, row)]
        places = own[: len(rows)] + list(range(free, free + max(0, len(rows) - len(own))))
        free += max(0, len(rows) - len(own))
        for row, indicator in zip(places, rows, strict=True):
            values |= _line(reader, row, plan_values(employee, indicator))
        for row in own[len(rows) :]:
            values |= {(row, reader.columns[header]): None for header in _headers(reader)}
    return values


def _headers(reader: TableReader) -> tuple[str, ...]:
    """What is typed in a row; an Induk from before there were jobs has no column for them."""
    return (*_NEEDED, *(header for header in (JOB_COLUMN,) if header in reader.columns))


def _line(reader: TableReader, row: int, line: Mapping[str, Value]) -> dict[tuple[int, int], Value]:
    """A row; the name only where no formula says it already."""
    found = {(row, reader.columns[header]): line[header] for header in _headers(reader)}
    name = reader.columns.get("Nama")
    cell = reader.cells.get((row, name)) if name else None
    if name and (cell is None or not cell.formula):
        found[row, name] = line["Nama"]
    return found


def _of_one_job(reader: TableReader, row: int) -> bool:
    """Whether HR planned the row for a single job; what was agreed on as a whole does not touch it."""
    return JOB_COLUMN in reader.columns and not reader.is_blank(row, JOB_COLUMN)


def _whose(reader: TableReader, row: int) -> str:
    cell = reader.cells.get((row, reader.columns["NIP"]))
    return "".join(str(cell.value).split()) if cell is not None else ""
