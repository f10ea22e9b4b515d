"""One worksheet of a template, compiled: rows to repeat, values to fill in, everything else kept as it was written.

A formula keeps its text (moved to where its rows went) and gets a cached result only where a value is given for it: a
result left over from the template would lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.cell_rules import Moved
from kinerja_pauh.adapters.cell_xml import CellXml
from kinerja_pauh.adapters.formula_shift import MAX_COLUMN, Area, parse_areas
from kinerja_pauh.adapters.row_plan import MAX_ROW
from kinerja_pauh.adapters.sheet_ranges import Piece, compile_ranges, shift_range
from kinerja_pauh.adapters.sheet_rows import RowWriter, TemplateRow, compile_rows
from kinerja_pauh.adapters.xml_scan import Element, root_of, with_attributes
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kinerja_pauh.adapters.formula_shift import Formula
    from kinerja_pauh.adapters.row_plan import Path, RowPlan
    from kinerja_pauh.sheets.cells import Value

_DAMAGED = "Sebuah lembar di templat ini rusak. Ambil lagi salinan templat yang baik, lalu ulangi."


@dataclass(frozen=True, slots=True)
class SheetTemplate:
    """A compiled worksheet. before, after: the pieces around the rows; looks_at: sheets its formulas name (folded)."""

    name: str
    before: tuple[Piece, ...]
    rows: tuple[TemplateRow, ...]
    after: tuple[Piece, ...]
    prefix: str
    date1904: bool
    dimension: Area | None
    column_styles: Mapping[int, str]
    looks_at: frozenset[str]

    @property
    def has_formulas(self) -> bool:
        """Whether a cell holds a formula, whose old result must go."""
        return any(cell.formula for row in self.rows for cell in row.cells)

    def render(  # noqa: PLR0913 (all that differs between two renderings)
        self,
        plan: RowPlan,
        plans: Mapping[str, RowPlan],
        values: Mapping[tuple[int, int], Value],
        heights: Mapping[int, float],
        *,
        blanks: bool = False,
        tick: Callable[[], None] = lambda: None,
    ) -> str:
        """The worksheet's XML.

        plan: of this sheet; plans: of every sheet whose rows change, this one included, by case folded name.
        values: by output row and column. heights: points by output row, where not the template's. blanks: rows that
        were repeated no time are read as empty cells by formulas. tick: see `Moved`.

        Raises:
            ValueError: a value does not fit into a cell; the message names the cell.
        """
        moved = Moved(self.name.casefold(), plan, plans, blanks, tick)
        by_row: dict[int, dict[int, Value]] = {}
        for (row, column), value in values.items():
            by_row.setdefault(row, {})[column] = value
        texts = [text for piece in self.before for text in self._written(piece, moved, values)]
        texts += self._row_texts(moved, by_row, heights)
        texts += (text for piece in self.after for text in self._written(piece, moved, values))
        return "".join(texts)

    def _written(self, piece: Piece, moved: Moved, values: Mapping[tuple[int, int], Value]) -> list[str]:
        if piece == _DIMENSION:
            return [self._dimension(moved.plan, values)]
        return [piece] if isinstance(piece, str) else piece(moved)

    def _dimension(self, plan: RowPlan, values: Mapping[tuple[int, int], Value]) -> str:
        areas = (
            parse_areas(shift_range(self.dimension.text(self.dimension.top, self.dimension.bottom), plan))
            if self.dimension
            else ()
        )
        rows = [row for area in areas for row in (area.top, area.bottom)] + [row for row, _ in values]
        columns = [column for area in areas for column in (area.left, area.right)] + [column for _, column in values]
        if not rows:
            return f'<{self.prefix}dimension ref="A1"/>'
        whole = Area(min(rows), min(columns), max(rows), max(columns))
        return f'<{self.prefix}dimension ref="{whole.text(whole.top, whole.bottom)}"/>'

    def _row_texts(
        self, moved: Moved, values: Mapping[int, Mapping[int, Value]], heights: Mapping[int, float]
    ) -> Iterator[str]:
        cells = CellXml(self.prefix, date1904=self.date1904)
        writer = RowWriter(self.prefix, cells, moved, self.column_styles, heights)
        left = sorted(values, reverse=True)  # rows to write, the next one last
        for out, path, row in self._placed(moved.plan):
            while left and left[-1] < out:
                yield self._write(writer, TemplateRow(left[-1], "", ()), (), left[-1], values[left.pop()])
            if left and left[-1] == out:
                left.pop()
            yield self._write(writer, row, path, out, values.get(out))
        while left:
            yield self._write(writer, TemplateRow(left[-1], "", ()), (), left[-1], values[left.pop()])

    def _placed(self, plan: RowPlan) -> Iterator[tuple[int, Path, TemplateRow]]:
        known = {row.number: row for row in self.rows}
        for out, (number, path) in enumerate(plan.rows, 1):
            if row := known.get(number):
                yield out, path, row
        for row in self.rows:
            if plan.extent < row.number <= MAX_ROW - plan.moved:  # what is pushed over the edge has no row
                yield row.number + plan.moved, (), row

    def _write(
        self, writer: RowWriter, row: TemplateRow, path: Path, out: int, values: Mapping[int, Value] | None
    ) -> str:
        try:
            return writer.write(row, path, out, values)
        except ValueError as error:
            raise ValueError(f"{self.name}!{_culprit(out, values or {})}: {error}") from error


_DIMENSION = "\0dimension"  # no XML text holds a NUL


def _culprit(out: int, values: Mapping[int, Value]) -> str:
    """The first cell of a row whose value cannot be written."""
    for column, value in values.items():
        try:
            CellXml().typed(value)
        except ValueError:
            return address(out, column)
    return address(out, 1)


def compile_sheet(text: str, name: str, *, date1904: bool = False) -> SheetTemplate:
    """A worksheet's XML, compiled.

    Raises:
        UnusableFile: no worksheet, or its rows stand out of order.
    """
    root = root_of(text)
    data = next((child for child in root.children() if child.name == "sheetData"), None)
    if root.name != "worksheet" or data is None:
        raise UnusableFile(_DAMAGED)
    prefix = root.tag.removesuffix("worksheet")
    rows = compile_rows(data, name)
    numbers = [row.number for row in rows]
    if numbers != sorted(set(numbers)):
        raise UnusableFile(_DAMAGED)
    formulas: list[Formula] = [formula.pieces for row in rows for cell in row.cells if (formula := cell.formula)]
    before, after, dimension, styles = _around(root, data, name, formulas)
    looks_at = frozenset(piece.sheet for formula in formulas for piece in formula if not isinstance(piece, str))
    return SheetTemplate(name, before, rows, after, prefix, date1904, dimension, styles, looks_at)


def _around(
    root: Element, data: Element, name: str, formulas: list[Formula]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...], Area | None, Mapping[int, str]]:
    """The pieces before and after the rows, the dimension, and the style attribute of each styled column."""
    text = root.text
    before: list[Piece] = [text[: root.inner]]
    after: list[Piece] = []
    dimension: Area | None = None
    styles: dict[int, str] = {}
    for child in root.children():
        if child.name == "sheetData":
            before.append(with_attributes(child).replace("/>", ">"))
            after.append(f"</{child.tag}>")
        elif child.name == "dimension":
            dimension = next(iter(parse_areas(child.attributes.get("ref", ""))), None)
            before.append(_DIMENSION)
        else:
            if child.name == "cols":
                styles = _column_styles(child)
            (before if child.start < data.start else after).append(compile_ranges(child, name, formulas))
    after.append(text[root.inner_end :])
    return tuple(before), tuple(after), dimension, styles


def _column_styles(columns: Element) -> dict[int, str]:
    styles: dict[int, str] = {}
    for column in columns.children():
        attributes = column.attributes
        if style := attributes.get("style"):
            first, last = int(attributes["min"]), int(attributes["max"])
            styles |= dict.fromkeys(range(first, min(last, MAX_COLUMN) + 1), f' s="{style}"')
    return styles
