"""The rows of a template's worksheet, cut once into pieces that are quick to write again for any output row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.formula_shift import copied, parse_formula, shift
from kinerja_pauh.adapters.xml_scan import Element, escape, escape_attribute, find, text_of
from kinerja_pauh.sheets.cells import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kinerja_pauh.adapters.cell_rules import Moved
    from kinerja_pauh.adapters.cell_xml import CellXml
    from kinerja_pauh.adapters.formula_shift import Formula
    from kinerja_pauh.adapters.row_plan import Path
    from kinerja_pauh.sheets.cells import Value

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_SKIPPED = {"r", "t", "spans"}
_HEIGHT = re.compile(r' (?:ht|customHeight)="[^"]*"')


@dataclass(frozen=True, slots=True)
class CellFormula:
    """A cell's formula. attributes: of its element, ready to write; area: the range of an array formula, or empty."""

    attributes: str
    pieces: Formula
    area: Formula = ()

    def written(self, prefix: str, moved: Moved, path: Path) -> str:
        moved.tick()
        text = escape(shift(self.pieces, moved.plans, moved.sheet, path, blanks=moved.blanks))
        ref = f' ref="{shift(self.area, moved.plans, moved.sheet, path)}"' if self.area else ""
        return f"<{prefix}f{self.attributes}{ref}>{text}</{prefix}f>"


@dataclass(frozen=True, slots=True)
class TemplateCell:
    """start: up to and with the column of its address; head: attributes after the address; rest: all that follows
    the head when no value is given. kind and content: what the template itself holds, for those who read it."""

    column: int
    start: str
    head: str
    rest: str
    formula: CellFormula | None
    kind: str
    content: str


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """attributes: of the row, without its number. new_style: what a cell that the template lacks gets, or ""."""

    number: int
    attributes: str
    cells: tuple[TemplateCell, ...]
    new_style: str = ""


def compile_rows(data: Element, sheet: str) -> tuple[TemplateRow, ...]:
    """The rows of a sheetData element; rows and cells without an address follow the one before them."""
    shared: dict[str, tuple[int, int, str]] = {}
    rows: list[TemplateRow] = []
    number = 0
    for element in data.children():
        attributes = element.attributes
        number = int(attributes.get("r", number + 1))
        kept = "".join(
            f' {name}="{escape_attribute(text)}"' for name, text in attributes.items() if name not in _SKIPPED
        )
        style = attributes.get("s", "") if attributes.get("customFormat") in ("1", "true") else ""
        found = tuple(_compile_cells(element, number, sheet, shared))
        rows.append(TemplateRow(number, kept, found, f' s="{style}"' if style else ""))
    return tuple(rows)


def _compile_cells(
    row: Element, number: int, sheet: str, shared: dict[str, tuple[int, int, str]]
) -> Iterator[TemplateCell]:
    column = 0
    for element in row.children():
        attributes = element.attributes
        match = _ADDRESS.fullmatch(attributes.get("r", ""))
        column = _column(match[1]) if match else column + 1
        head = "".join(
            f' {name}="{escape_attribute(text)}"' for name, text in attributes.items() if name not in _SKIPPED
        )
        kind = attributes.get("t", "n")
        parts = {child.name: child for child in element.children()}
        formula = _compile_formula(parts["f"], (number, column), sheet, shared) if "f" in parts else None
        kept_kind = f' t="{kind}"' if "t" in attributes else ""
        rest = f"{kept_kind}>{element.content}</{element.tag}>" if parts else "/>"
        start = f'<{element.tag} r="{column_letters(column)}'
        content = text_of(parts["v"]) if "v" in parts else _inline_text(parts.get("is"))
        yield TemplateCell(column, start, head, rest, formula, kind, content)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _inline_text(element: Element | None) -> str:
    return rich_text(element) if element else ""


def rich_text(element: Element) -> str:
    """The text of a string item, its runs joined, phonetic hints left out."""
    parts: list[str] = []
    for child in element.children():
        if child.name == "t":
            parts.append(text_of(child))
        elif child.name == "r" and (text := find(child, "t")):
            parts.append(text_of(text))
    return "".join(parts)


def _compile_formula(
    element: Element, at: tuple[int, int], sheet: str, shared: dict[str, tuple[int, int, str]]
) -> CellFormula | None:
    """None for what has no formula text of its own (an old data table): its last values stay."""
    attributes = element.attributes
    text = text_of(element)
    kind = attributes.get("t", "normal")
    if kind == "dataTable":
        return None
    if kind == "shared":
        index = attributes.get("si", "")
        if text:
            shared[index] = (*at, text)
        elif index in shared:
            row, column, master = shared[index]
            text = copied(master, at[0] - row, at[1] - column)
    always = ' ca="1"' if attributes.get("ca") in ("1", "true") else ""
    if kind == "array":
        area = parse_formula(attributes.get("ref", ""), sheet)
        return CellFormula(f' t="array"{always}', parse_formula(text, sheet), area)
    return CellFormula(always, parse_formula(text, sheet))


class RowWriter:
    """Writes output rows of one sheet in one rendering."""

    __slots__ = ("_cells", "_column_styles", "_heights", "_moved", "_prefix")

    def __init__(
        self,
        prefix: str,
        cells: CellXml,
        moved: Moved,
        column_styles: Mapping[int, str],
        heights: Mapping[int, float],
    ) -> None:
        self._prefix = prefix
        self._cells = cells
        self._moved = moved
        self._column_styles = column_styles
        self._heights = heights

    def write(self, row: TemplateRow, path: Path, out: int, values: Mapping[int, Value] | None) -> str:
        """One row at output row `out`. values: by column, for cells that get one."""
        if not values:
            texts = [self._unfilled(cell, path, out) for cell in row.cells]
        else:
            texts = [
                self._filled(cell, path, out, values[cell.column])
                if cell.column in values
                else self._unfilled(cell, path, out)
                for cell in row.cells
            ]
            known = {cell.column for cell in row.cells}
            if not values.keys() <= known:
                texts = self._with_new_cells(row, texts, out, values, known)
        p, attributes = self._prefix, row.attributes
        if out in self._heights:
            attributes = _HEIGHT.sub("", attributes) + f' ht="{self._heights[out]:g}" customHeight="1"'
        return f'<{p}row r="{out}"{attributes}>{"".join(texts)}</{p}row>'

    def _unfilled(self, cell: TemplateCell, path: Path, out: int) -> str:
        if cell.formula is None:
            return f'{cell.start}{out}"{cell.head}{cell.rest}'
        formula = cell.formula.written(self._prefix, self._moved, path)
        return f'{cell.start}{out}"{cell.head}{self._cells.cached(formula, None)}'

    def _filled(self, cell: TemplateCell, path: Path, out: int, value: Value) -> str:
        if cell.formula is None:
            return f'{cell.start}{out}"{cell.head}{self._cells.typed(value)}'
        formula = cell.formula.written(self._prefix, self._moved, path)
        return f'{cell.start}{out}"{cell.head}{self._cells.cached(formula, value)}'

    def _with_new_cells(
        self, row: TemplateRow, texts: list[str], out: int, values: Mapping[int, Value], known: set[int]
    ) -> list[str]:
        """Cells that the template lacks are dressed like their row or column."""
        placed = dict(zip((cell.column for cell in row.cells), texts, strict=True))
        for column in values.keys() - known:
            style = row.new_style or self._column_styles.get(column, "")
            start = f'<{self._prefix}c r="{column_letters(column)}{out}"{style}'
            placed[column] = start + self._cells.typed(values[column])
        return [placed[column] for column in sorted(placed)]
