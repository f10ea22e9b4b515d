"""Where rows and cells stand in the bytes of a worksheet, found by the parser itself so that they can be cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.byte_edits import StartTag, refuse_other_encodings, start_tag
from kinerja_pauh.adapters.closed_files import MAX_ROW, column_number
from kinerja_pauh.adapters.package_guard import DAMAGED
from kinerja_pauh.adapters.xml_parts import MAX_DEPTH, parser_for, run, tags
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Container

_TAGS = tags(("sheetData", "row", "c", "f", "dimension", "col"))
_REFERENCE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_AREA = re.compile("([A-Za-z]{1,3})([0-9]{1,7})(?::([A-Za-z]{1,3})([0-9]{1,7}))?")

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all included."""


@dataclass(slots=True)
class CellSpan:
    """One cell. end: after its last byte; style: its s attribute; formula: attributes of its formula, None without."""

    column: int
    start: int
    style: str
    end: int = 0
    formula: dict[str, str] | None = None


@dataclass(slots=True)
class RowSpan:
    """One row. cells: only of the rows asked for."""

    number: int
    tag: StartTag
    style: str
    cells: list[CellSpan] = field(default_factory=list)


@dataclass(slots=True)
class SheetSpans:
    """A worksheet's map. columns: (first, last, style); groups: shared formula id -> cells that use it."""

    data: StartTag
    data_end: int = 0
    dimension: tuple[StartTag, str] | None = None
    rows: list[RowSpan] = field(default_factory=list)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    groups: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    arrays: list[Area] = field(default_factory=list)


def map_sheet(data: bytes, wanted: Container[int]) -> SheetSpans:
    """The map of a worksheet in UTF-8, with the cells of the wanted rows.

    Raises:
        UnusableFile: damaged, another encoding, or rows and cells out of order, which cannot be extended safely.
    """
    refuse_other_encodings(data)
    return _Mapper(data, wanted).spans


def area(text: str) -> Area:
    """The corners of an area like "A1:C3", or of one cell.

    >>> area("B2:C4"), area("A1")
    ((2, 2, 4, 3), (1, 1, 1, 1))
    """
    found = _AREA.fullmatch(text.replace("$", ""))
    if found is None:
        raise UnusableFile(DAMAGED)
    left, top, right, bottom = found.groups()
    return int(top), column_number(left), int(bottom or top), column_number(right or left)


class _Mapper:
    """One pass over the sheet, noting places."""

    def __init__(self, data: bytes, wanted: Container[int]) -> None:
        self.spans = SheetSpans(StartTag(-1, -1, "", empty=False))
        self._data, self._wanted = data, wanted
        self._row: RowSpan | None = None
        self._cell: CellSpan | None = None
        self._column = self._depth = 0
        self._parser = parser_for(self._start, self._end)
        run(self._parser, data)
        if self.spans.data.start < 0:
            raise UnusableFile(DAMAGED)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnusableFile(DAMAGED)
        tag = _TAGS.get(name)
        if tag == "c" and self._row is not None:
            self._open_cell(self._row, attributes)
        elif tag == "f" and self._row is not None:
            self._formula(self._row, attributes)
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "col" and _number(attributes.get("style")):
            first, last = (_number(attributes.get(bound)) for bound in ("min", "max"))
            self.spans.columns.append((first, last, attributes["style"]))
        elif tag == "dimension":
            self.spans.dimension = (self._tag(), attributes.get("ref", ""))
        elif tag == "sheetData":
            self.spans.data = self._tag()

    def _end(self, name: str) -> None:
        self._depth -= 1
        tag = _TAGS.get(name)
        at = self._parser.CurrentByteIndex  # before an end tag, but behind an empty element
        if tag == "c" and self._cell is not None:
            self._cell.end = at if start_tag(self._data, self._cell.start).empty else self._data.index(b">", at) + 1
            self._cell = None
        elif tag == "row" and self._row is not None:
            self._row = None
        elif tag == "sheetData":
            self.spans.data_end = at

    def _tag(self) -> StartTag:
        return start_tag(self._data, self._parser.CurrentByteIndex)

    def _open_row(self, attributes: dict[str, str]) -> None:
        last = self.spans.rows[-1].number if self.spans.rows else 0
        number = _number(attributes["r"]) if "r" in attributes else last + 1
        if not last < number <= MAX_ROW:
            raise UnusableFile(_DISORDER)
        style = attributes.get("s", "") if attributes.get("customFormat") in {"1", "true"} else ""
        self._row = RowSpan(number, self._tag(), style)
        self._column = 0
        self.spans.rows.append(self._row)

    def _open_cell(self, row: RowSpan, attributes: dict[str, str]) -> None:
        column = self._column + 1
        if "r" in attributes:
            found = _REFERENCE.fullmatch(attributes["r"])
            if found is None or int(found[2]) != row.number or column_number(found[1]) < column:
                raise UnusableFile(_DISORDER)
            column = column_number(found[1])
        self._column = column
        if row.number in self._wanted:
            self._cell = CellSpan(column, self._parser.CurrentByteIndex, attributes.get("s", ""))
            row.cells.append(self._cell)

    def _formula(self, row: RowSpan, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.formula = attributes
        kind = attributes.get("t")
        if kind == "shared":
            self.spans.groups.setdefault(attributes.get("si", ""), []).append((row.number, self._column))
        elif kind in {"array", "dataTable"}:
            self.spans.arrays.append(area(attributes.get("ref", "")))


_DISORDER = "Urutan baris atau sel di berkas ini tidak teratur: buka di Excel, simpan, lalu ulangi."


def _number(text: str | None) -> int:
    """A positive number as written, 0 for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= 7 else 0  # noqa: PLR2004 (1048576)
