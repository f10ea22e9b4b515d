"""Writing values into a few cells of a closed workbook; every byte of every other cell and part stays as it was."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.atomic_save import save_atomically
from kinerja_pauh.adapters.byte_edits import opened, spliced, with_attribute
from kinerja_pauh.adapters.cell_xml import CellXml
from kinerja_pauh.adapters.closed_files import MAX_COLUMN, MAX_ROW, file_is_open
from kinerja_pauh.adapters.package_guard import check_package, open_package, part_key
from kinerja_pauh.adapters.package_zip import pack_part, read_package, write_package
from kinerja_pauh.adapters.recalculation import recalculated, without_chain
from kinerja_pauh.adapters.sheet_positions import area, map_sheet
from kinerja_pauh.adapters.workbook_parts import Workbook, read_workbook
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kinerja_pauh.adapters.byte_edits import Cut
    from kinerja_pauh.adapters.package_guard import Package
    from kinerja_pauh.adapters.sheet_positions import RowSpan, SheetSpans
    from kinerja_pauh.sheets.cells import Value

_SPANS = re.compile(rb"\sspans\s*=")


def write_cells(path: Path, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
    """Put plain values into one sheet, keeping styles; a formula that stood in such a cell goes.

    Text is always text. None and "" leave a blank cell. A cell that did not exist takes the style of its row or column.
    The workbook is marked to be recalculated when a spreadsheet program opens it, since formulas may depend on the
    new values; their cached results stay until then.

    Raises:
        UnusableFile: open elsewhere, no such sheet, not readable, a value that no cell can hold, or not replaceable.
    """
    where = file_is_open(path)
    if where is not None:
        raise UnusableFile(
            f"Berkas ini {where}: tutup dulu di sana, lalu ulangi (bila tidak ada yang membukanya, hapus berkas kunci "
            "di foldernya)."
        )
    package = open_package(path)
    workbook = read_workbook(package)
    part = next((entry.part for entry in workbook.sheets if entry.name == sheet), "")
    if not part:
        raise UnusableFile(f'Lembar "{sheet}" tidak ada di berkas ini: pakai formulir aslinya.')
    if values:
        save_atomically(path, _changed_package(package, workbook, part, _Edit(sheet, values)), check_package)


def _changed_package(package: Package, workbook: Workbook, part: str, edit: _Edit) -> bytes:
    old = package.read(part)
    spans = map_sheet(old, {row for row, _ in edit.values})
    changed = {
        part_key(part): edit.apply(old, spans, date1904=workbook.date1904),
        part_key(workbook.part): recalculated(package.read(workbook.part)),
    }
    dropped = ""
    if edit.lost_formula:
        dropped = without_chain(package, workbook, changed)
    return write_package(
        pack_part(kept.name, changed[part_key(kept.name)]) if part_key(kept.name) in changed else kept
        for kept in read_package(package.data)
        if part_key(kept.name) != dropped
    )


class _Edit:
    """The change of one sheet. lost_formula: true once a formula has given way to a value."""

    __slots__ = ("_prefix", "_writer", "lost_formula", "sheet", "values")

    def __init__(self, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
        self.sheet, self.values, self.lost_formula = sheet, values, False
        for row, column in values:
            if not (0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN):
                raise UnusableFile(
                    f'Lembar "{sheet}" tidak mempunyai baris {row} kolom {column}: pakai formulir aslinya.'
                )

    def apply(self, data: bytes, spans: SheetSpans, *, date1904: bool) -> bytes:
        """The sheet's new bytes."""
        self._keep_formula_groups(spans)
        self._prefix = spans.data.prefix
        self._writer = CellXml(self._prefix, date1904=date1904)
        rows = {row.number: row for row in spans.rows}
        cuts: list[Cut] = []
        fresh: list[tuple[int, bytes]] = []
        for number, group in groupby(sorted(self.values), key=lambda place: place[0]):
            columns = [column for _, column in group]
            if number in rows:
                cuts += self._row_cuts(data, rows[number], columns, spans)
            else:
                new = self._new_row(number, columns, spans)
                if new:
                    fresh.append((number, new))
        cuts += _row_insertions(data, spans, fresh)
        cuts += self._dimension_cut(data, spans)
        return spliced(data, cuts)

    def _row_cuts(self, data: bytes, row: RowSpan, columns: list[int], spans: SheetSpans) -> list[Cut]:
        """What changes in a row that exists."""
        cells = {cell.column: cell for cell in row.cells}
        cuts: list[Cut] = []
        added: list[tuple[int, bytes]] = []
        for column in columns:
            if column in cells:
                cell = cells[column]
                self.lost_formula |= cell.formula is not None
                cuts.append((cell.start, cell.end, self._cell(row.number, column, cell.style)))
            elif self.values[row.number, column] not in (None, ""):
                style = row.style or _column_style(spans, column)
                added.append((column, self._cell(row.number, column, style)))
        if not added:
            return cuts
        head = with_attribute(data, row.tag, "spans", None)  # a hint only, and no longer true
        if row.tag.empty:
            body = b"".join(cell for _, cell in added)
            return [*cuts, (row.tag.start, row.tag.end, opened(head) + body + f"</{row.tag.prefix}row>".encode())]
        if _SPANS.search(data, row.tag.start, row.tag.end):
            cuts.append((row.tag.start, row.tag.end, head))
        cells_end = row.cells[-1].end if row.cells else row.tag.end
        for column, cell_bytes in added:
            at = next((cell.start for cell in row.cells if cell.column > column), cells_end)
            cuts.append((at, at, cell_bytes))
        return cuts

    def _new_row(self, number: int, columns: list[int], spans: SheetSpans) -> bytes:
        """A row that did not exist, b"" when nothing stands in it."""
        prefix = self._prefix
        cells = b"".join(
            self._cell(number, column, _column_style(spans, column))
            for column in columns
            if self.values[number, column] not in (None, "")
        )
        return f'<{prefix}row r="{number}">'.encode() + cells + f"</{prefix}row>".encode() if cells else b""

    def _cell(self, row: int, column: int, style: str) -> bytes:
        place = address(row, column)
        styled = f' s="{style}"' if style.isdigit() else ""
        try:
            return f'<{self._prefix}c r="{place}"{styled}{self._writer.typed(self.values[row, column])}'.encode()
        except ValueError as problem:
            raise UnusableFile(f"Sel {self.sheet}!{place} tidak dapat diisi: {problem}") from problem

    def _keep_formula_groups(self, spans: SheetSpans) -> None:
        """Refuse to break formulas that other cells share: they would lose their text."""
        for top, left, bottom, right in spans.arrays:
            inside = [place for place in self.values if top <= place[0] <= bottom and left <= place[1] <= right]
            if inside and len(inside) < (bottom - top + 1) * (right - left + 1):
                raise self._shared(inside[0])
        for row in spans.rows:
            for cell in row.cells:
                place = (row.number, cell.column)
                if place in self.values and cell.formula is not None and "ref" in cell.formula:
                    group = spans.groups.get(cell.formula.get("si", ""), [])
                    if any(other not in self.values for other in group):
                        raise self._shared(place)

    def _shared(self, place: tuple[int, int]) -> UnusableFile:
        return UnusableFile(
            f"Sel {self.sheet}!{address(*place)} memuat rumus yang dipakai bersama sel lain: pakai formulir aslinya."
        )

    def _dimension_cut(self, data: bytes, spans: SheetSpans) -> list[Cut]:
        """Readers that trust the stated extent of the sheet must not miss a new cell."""
        filled = [place for place, value in self.values.items() if value not in (None, "")]
        if spans.dimension is None or not filled:
            return []
        tag, reference = spans.dimension
        top, left, bottom, right = area(reference)
        top, bottom = min(top, *(row for row, _ in filled)), max(bottom, *(row for row, _ in filled))
        left, right = min(left, *(column for _, column in filled)), max(right, *(column for _, column in filled))
        if (top, left, bottom, right) == area(reference):
            return []
        wider = f"{address(top, left)}:{address(bottom, right)}"
        return [(tag.start, tag.end, with_attribute(data, tag, "ref", wider))]


def _row_insertions(data: bytes, spans: SheetSpans, fresh: list[tuple[int, bytes]]) -> list[Cut]:
    if not fresh:
        return []
    if spans.data.empty:
        body = b"".join(row for _, row in fresh)
        head = opened(data[spans.data.start : spans.data.end])
        return [(spans.data.start, spans.data.end, head + body + f"</{spans.data.prefix}sheetData>".encode())]
    cuts: list[Cut] = []
    for number, row in fresh:
        at = next((other.tag.start for other in spans.rows if other.number > number), spans.data_end)
        cuts.append((at, at, row))
    return cuts


def _column_style(spans: SheetSpans, column: int) -> str:
    return next((style for first, last, style in spans.columns if first <= column <= last), "")
