"""Agreed plans into the sheet Rencana of an Induk: which cells change, everyone else's rows left where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fill_induk import plan_values
from .induk_layout import PLANS_TABLE
from .table_reader import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kinerja_pauh.appraisal.model import Employee, Indicator

    from .cells import Book, Value
    from .table_reader import TableReader

_HEADERS = tuple(column.header for column in PLANS_TABLE.columns if column.entry)


def plan_changes(
    book: Book, plans: Sequence[tuple[Employee, Sequence[Indicator]]]
) -> Mapping[tuple[int, int], Value] | None:
    """Row and column -> value, so that each person's rows are exactly those of the plan; None without that sheet.

    A person's rows stay where they were; what does not fit there goes to the first empty rows below the table.
    """
    reader, _ = open_table(book, PLANS_TABLE, _HEADERS)
    if reader is None:
        return None
    used = [row for row in reader.rows() if not all(reader.is_blank(row, header) for header in _HEADERS)]
    free = max(used, default=reader.first_row - 1) + 1
    values: dict[tuple[int, int], Value] = {}
    for employee, rows in plans:
        own = [row for row in used if _whose(reader, row) == employee.nip]
        places = own[: len(rows)] + list(range(free, free + max(0, len(rows) - len(own))))
        free += max(0, len(rows) - len(own))
        for row, indicator in zip(places, rows, strict=True):
            values |= _line(reader, row, plan_values(employee, indicator))
        for row in own[len(rows) :]:
            values |= {(row, reader.columns[header]): None for header in _HEADERS}
    return values


def _line(reader: TableReader, row: int, line: Mapping[str, Value]) -> dict[tuple[int, int], Value]:
    """A row; the name only where no formula says it already."""
    found = {(row, reader.columns[header]): line[header] for header in _HEADERS}
    name = reader.columns.get("Nama")
    cell = reader.cells.get((row, name)) if name else None
    if name and (cell is None or not cell.formula):
        found[row, name] = line["Nama"]
    return found


def _whose(reader: TableReader, row: int) -> str:
    cell = reader.cells.get((row, reader.columns["NIP"]))
    return "".join(str(cell.value).split()) if cell is not None else ""
