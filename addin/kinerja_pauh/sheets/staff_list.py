"""A staff list from elsewhere (CSV or workbook): its columns are found by the same headers as the sheet Pegawai."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity

from .cells import Cell, CellKind
from .induk_layout import ACTIVE, STAFF_TABLE
from .read_induk import read_employees
from .table_reader import open_table

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.model import Employee

    from .cells import Book
    from .table_reader import TableReader

_NEEDED = ("NIP", "Nama")


def read_staff_list(book: Book) -> tuple[tuple[Employee, ...], tuple[Finding, ...]]:
    """The people of the first sheet that has the headers NIP and Nama; other headers of Pegawai are optional.

    Someone without an Aktif column is active. A list without a single person is a finding, never a silent success.
    """
    for name in book.sheets:
        table = replace(STAFF_TABLE, sheet=name)
        reader, missing = open_table(book, table, _NEEDED)
        if reader is None or missing:
            continue
        employees = tuple(read_employees(_completed(reader)))
        if not employees and not reader.findings:
            message = "Daftar ini tidak berisi seorang pun. Isi NIP dan Nama, satu baris satu orang."
            return (), (Finding(name, "", "daftar-kosong", Severity.WRONG, message),)
        return employees, tuple(reader.findings)
    message = "Tidak ada lembar dengan judul kolom NIP dan Nama. Beri judul itu pada baris pertama daftar."
    return (), (Finding("", "", "judul-hilang", Severity.WRONG, message),)


def _completed(reader: TableReader) -> TableReader:
    """The reader with every column of Pegawai: those the list lacks stand empty to the right, Aktif says Ya."""
    columns, cells = dict(reader.columns), dict(reader.cells)
    rows = list(reader.filled_rows(reader.columns))
    free = max((column for _, column in cells), default=0) + 1
    for number, column in enumerate(STAFF_TABLE.columns, start=free):
        if column.header in columns:
            continue
        columns[column.header] = number
        if column.header == "Aktif":
            cells.update({(row, number): Cell(CellKind.TEXT, ACTIVE) for row in rows})
    return replace(reader, cells=cells, columns=columns)
