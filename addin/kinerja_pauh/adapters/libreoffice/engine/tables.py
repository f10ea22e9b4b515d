"""Tables, which LibreOffice keeps as database ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from kinerja_pauh.adapters.libreoffice.engine.places import Corners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.adapters.libreoffice.engine.ranges import Range
    from kinerja_pauh.adapters.libreoffice.engine.sheets import Sheet
    from kinerja_pauh.adapters.libreoffice.remote import RemoteObject

_REFERENCE = re.compile(r"([^\[\]]+)(?:\[\[?(#All|#Data|#Headers|#Totals|[^\[\]#]+)?\]?\])?")


class Table(base_classes.Table):
    def __init__(self, sheet: Sheet, table: Any) -> None:  # noqa: ANN401  UNO
        self.sheet = sheet
        self._table = table

    @property
    def api(self) -> RemoteObject:
        table: RemoteObject = self._table
        return table

    @property
    def parent(self) -> Sheet:
        return self.sheet

    @property
    def name(self) -> str:
        return str(self._table.getName())

    @name.setter
    def name(self, value: str) -> None:
        self._table.setName(value)

    @property
    def display_name(self) -> str:
        return self.name

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.name = value

    @property
    def range(self) -> Range:
        return self.sheet.book.range_at(self._table.getDataArea())

    @property
    def header_row_range(self) -> Range | None:
        return self._part(0, 1) if self.show_headers else None

    @property
    def data_body_range(self) -> Range | None:
        rows = self.range.shape[0]
        top = 1 if self.show_headers else 0
        bottom = rows - (1 if self.show_totals else 0)
        return self._part(top, bottom) if bottom > top else None

    @property
    def totals_row_range(self) -> Range | None:
        rows = self.range.shape[0]
        return self._part(rows - 1, rows) if self.show_totals else None

    @property
    def insert_row_range(self) -> Range | None:
        """The blank row of a table without data; else None."""
        body = self.data_body_range
        blank = body is not None and body.shape[0] == 1 and not any(body.cells.getDataArray()[0])
        return body if blank else None

    @property
    def show_headers(self) -> bool:
        return bool(self._table.ContainsHeader)

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        self._table.ContainsHeader = bool(value)

    @property
    def show_totals(self) -> bool:
        return bool(self._table.TotalsRow)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        self._table.TotalsRow = bool(value)

    @property
    def show_autofilter(self) -> bool:
        return bool(self._table.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self._table.AutoFilter = bool(value)

    def resize(self, range: Any) -> None:  # noqa: A002, ANN401  as xlwings calls it
        target = range.impl if hasattr(range, "impl") else range
        self._table.setDataArea(target.cells.getRangeAddress())

    def _part(self, first: int, end: int) -> Range:
        """Rows from `first`, counted from 0, to before `end`."""
        whole = self.range
        place = whole.corners
        return whole.at(Corners(place.top + first, place.left, place.top + end - 1, place.right))


class Tables(base_classes.Tables):
    """Those of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> RemoteObject:
        tables: RemoteObject = self._sheet.book.document.DatabaseRanges
        return tables

    @property
    def parent(self) -> Sheet:
        return self._sheet

    def __iter__(self) -> Iterator[Table]:
        index = self._sheet.index - 1
        return (table for table in _every(self._sheet) if table.api.getDataArea().Sheet == index)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __contains__(self, key: str) -> bool:
        return any(table.name.lower() == key.lower() for table in self)

    def __call__(self, key: int | str) -> Table:
        for number, table in enumerate(self, start=1):
            if key == number or (isinstance(key, str) and table.name.lower() == key.lower()):
                return table
        raise KeyError(key)

    def add(  # noqa: PLR0913, PLR0917  as xlwings calls it
        self,
        source_type: object = None,  # noqa: ARG002  cells are the one there is
        source: Any = None,  # noqa: ANN401  xlwings' own Range
        link_source: object = None,  # noqa: ARG002  Excel's own
        has_headers: Any = None,  # noqa: ANN401  True, False, or "guess"
        destination: object = None,  # noqa: ARG002  Excel's own
        table_style_name: str | None = None,  # noqa: ARG002  LibreOffice 7 has no table styles
        name: str | None = None,
    ) -> Table:
        cells = source.impl if hasattr(source, "impl") else source
        fresh = name or self._fresh_name()
        self.api.addNewByName(fresh, cells.cells.getRangeAddress())
        table = Table(self._sheet, self.api.getByName(fresh))
        table.show_headers = has_headers is not False
        table.show_autofilter = True
        return table

    def _fresh_name(self) -> str:
        number = 1
        while self.api.hasByName(f"Table{number}"):
            number += 1
        return f"Table{number}"


def table_area(sheet: Sheet, reference: str) -> Range | None:  # noqa: PLR0911  one way each
    """The cells of "Table1", "Table1[#All]", "Table1[Nilai]" and the like, anywhere in the workbook."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    name, part = found.groups()
    table = next((each for each in _every(sheet) if each.name.lower() == name.lower()), None)
    if table is None:
        return None
    match part:
        case "#All":
            return table.range
        case "#Headers":
            return table.header_row_range
        case "#Totals":
            return table.totals_row_range
        case None | "#Data":
            return table.data_body_range
    return _column(table, part)


def table_of(place: Range) -> Table | None:
    """The table in which the first cell stands."""
    row, column = place.corners.top, place.corners.left
    for table in place.sheet.tables:
        area = table.range.corners
        if area.top <= row <= area.bottom and area.left <= column <= area.right:
            return table
    return None


def _every(sheet: Sheet) -> Iterator[Table]:
    tables = sheet.book.document.DatabaseRanges
    return (Table(sheet, tables.getByName(name)) for name in tables.getElementNames())


def _column(table: Table, header: str) -> Range | None:
    headers, body = table.header_row_range, table.data_body_range
    if headers is None or body is None:
        return None
    for offset, title in enumerate(headers.cells.getDataArray()[0]):
        if str(title).lower() == header.lower():
            place = body.corners
            column = place.left + offset
            return body.at(Corners(place.top, column, place.bottom, column))
    return None
