"""A report template's workbook cut into what is filled: rows that steer, cells with code, code outside of cells.

Every problem is noted and the next cell is read, so that whoever changed a template hears of all of them at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.report_filters import LanguageProblem
from kinerja_pauh.adapters.report_language import Expression, MixedText, compile_cell
from kinerja_pauh.adapters.report_rows import Directive, DirectiveProblem, RowTree, read_directive, read_rows
from kinerja_pauh.adapters.row_heights import RowShapes, row_shapes
from kinerja_pauh.adapters.sheet_rows import rich_text
from kinerja_pauh.adapters.template_texts import OutsideText, is_code, outside_slots
from kinerja_pauh.adapters.xml_scan import decode_xml, root_of
from kinerja_pauh.sheets.cells import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kinerja_pauh.adapters.package_zip import Part
    from kinerja_pauh.adapters.sheet_template import SheetTemplate
    from kinerja_pauh.adapters.stamping import CompiledTemplate

_STRINGS = "sharedstrings.xml"
_MOST_TEXTS, _MOST_LETTERS = 2_000, 200_000  # different ones in a template; ours have about 200 and 10,000

_LOWEST = 20_000  # the last row that may steer
_SQREF = re.compile(r'\bsqref="([^"]*)"|<(?:\w+:)?sqref>([^<]*)<')
_RANGE = re.compile(r"<(?:\w+:)?(?:mergeCell|hyperlink|brk|cfRule)\b")

_Code = Expression | MixedText


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at one place of a template. cell: "" for what stands in no cell."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else f"lembar {self.sheet}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One sheet of a template: its rows as a tree, and the cells to fill by template row, then column.

    widths: cells in each template row; ranges: what else may be written once more for each output row.
    """

    name: str
    tree: RowTree
    cells: Mapping[int, Mapping[int, _Code]]
    shapes: RowShapes
    widths: Mapping[int, int]
    ranges: int

    def weight(self, row: int) -> int:
        """About how much an output row of this template row writes."""
        return self.widths.get(row, 0) + self.ranges


@dataclass(slots=True)
class TemplateReader:
    """Reads one template. troubles: what was found wrong so far."""

    template: CompiledTemplate
    troubles: list[Trouble] = field(default_factory=list)
    _known: dict[str, _Code] = field(default_factory=dict)
    _letters: int = _MOST_LETTERS

    def sheets(self) -> tuple[FilledSheet, ...]:
        """The sheets that hold code; one whose steering rows do not fit together is left out."""
        strings = _shared_strings(self.template)
        styles = self._xml("xl/styles.xml") if "xl/styles.xml" in self.template.parts else "<styleSheet/>"
        found = (self._sheet(sheet, strings, styles) for sheet in self.template.sheets.values())
        return tuple(sheet for sheet in found if sheet and (sheet.cells or sheet.tree.extent))

    def outside(self) -> Mapping[str, tuple[OutsideText, ...]]:
        """Code outside of cells, by the part it stands in."""
        parts = self.template.parts
        found: dict[str, list[OutsideText]] = {}
        for slot in outside_slots(lambda path: self._xml(path) if path in parts else None, self.template.sheet_paths):
            try:
                self._count(slot.code)
                found.setdefault(slot.part, []).append(slot.compiled())
            except LanguageProblem as problem:
                self.troubles.append(Trouble(slot.sheet, "", str(problem)))
        return {part: tuple(texts) for part, texts in found.items()}

    def _xml(self, part: str) -> str:
        return decode_xml(self.template.parts[part].data)

    def _sheet(self, sheet: SheetTemplate, strings: Sequence[str], styles: str) -> FilledSheet | None:
        if is_code(sheet.name):
            self.troubles.append(Trouble(sheet.name, "", "Nama lembar tidak diisi. Beri lembar ini nama tetap."))
        directives: list[Directive] = []
        cells: dict[int, dict[int, _Code]] = {}
        static: dict[int, Mapping[int, str]] = {}
        for row, texts in _texts(sheet, strings):
            steers = _steering(row, texts)
            if steers:
                self._alone(sheet.name, row, texts, steers)
                directives.append(steers)
                continue
            code = {column: text for column, text in texts.items() if is_code(text)}
            if code:
                cells[row] = self._cells(sheet.name, row, code)
                static[row] = {column: text for column, text in texts.items() if column not in code and text != "="}
        try:
            tree = _tree(directives)
        except DirectiveProblem as problem:
            self.troubles.append(Trouble(sheet.name, problem.cell, str(problem)))
            return None
        xml = self._xml(self.template.sheet_paths[sheet.name])
        shapes = row_shapes(xml, styles, static)
        widths = {row.number: len(row.cells) for row in sheet.rows}
        return FilledSheet(sheet.name, tree, cells, shapes, widths, self._ranges(sheet.name, xml))

    def _ranges(self, sheet: str, xml: str) -> int:
        areas = sum(len("".join(found).split()) for found in _SQREF.findall(xml))
        drawings = (
            path for path, (name, kind) in self.template.followers.items() if (name, kind) == (sheet, "drawing")
        )
        return areas + len(_RANGE.findall(xml)) + sum(self._xml(path).count("Anchor>") for path in drawings)

    def _alone(self, sheet: str, row: int, texts: Mapping[int, str], directive: Directive) -> None:
        others = [cell for column in texts if (cell := address(row, column)) != directive.cell]
        if others:
            message = f"baris {directive.text} harus sendirian. Pindahkan isi sel {others[0]} ke baris lain."
            self.troubles.append(Trouble(sheet, directive.cell, message))

    def _cells(self, sheet: str, row: int, code: Mapping[int, str]) -> dict[int, _Code]:
        compiled: dict[int, _Code] = {}
        for column, text in code.items():
            try:
                compiled[column] = self._compiled(text)
            except LanguageProblem as problem:
                self.troubles.append(Trouble(sheet, address(row, column), str(problem)))
        return compiled

    def _compiled(self, text: str) -> _Code:
        if text not in self._known:
            self._count(text)
            self._known[text] = compile_cell(text)
        return self._known[text]

    def _count(self, text: str) -> None:
        self._letters -= len(text)
        if self._letters < 0 or len(self._known) >= _MOST_TEXTS:
            raise LanguageProblem("Templat ini memuat terlalu banyak isian. Bagi menjadi beberapa templat.")


def _tree(directives: Sequence[Directive]) -> RowTree:
    last = directives[-1] if directives else None
    if last and last.row > _LOWEST:
        raise DirectiveProblem(last.cell, f"Baris {last.text} terlalu jauh di bawah. Hapus baris kosong di atasnya.")
    return read_rows(directives)


def _steering(row: int, texts: Mapping[int, str]) -> Directive | None:
    found = (read_directive(row, address(row, column), text) for column, text in texts.items())
    return next((each for each in found if each), None)


def _string_table(template: CompiledTemplate) -> Part | None:
    return next((part for name, part in template.parts.items() if name.casefold().endswith(_STRINGS)), None)


def _shared_strings(template: CompiledTemplate) -> Sequence[str]:
    part = _string_table(template)
    return [rich_text(item) for item in root_of(decode_xml(part.data)).children()] if part else ()


def strings_without_code(template: CompiledTemplate) -> tuple[str, str] | None:
    """The table of shared strings, name and text, without those that are code: they are written anew in each report
    and need not travel along. None where there is no table."""
    part = _string_table(template)
    if part is None:
        return None
    text = decode_xml(part.data)
    pieces: list[str] = []
    reached = 0
    for item in root_of(text).children():
        if is_code(rich_text(item)):
            pieces += (text[reached : item.inner], f"<{item.tag.removesuffix('si')}t/>")
            reached = item.inner_end
    return part.name, "".join(pieces) + text[reached:]


def _texts(sheet: SheetTemplate, strings: Sequence[str]) -> Iterator[tuple[int, dict[int, str]]]:
    """Each row with the text of its cells that hold anything; a formula or number counts as held, without text."""
    for row in sheet.rows:
        texts: dict[int, str] = {}
        for cell in row.cells:
            if cell.formula is not None:
                texts[cell.column] = "="
            elif cell.kind == "s" and cell.content.isdigit() and int(cell.content) < len(strings):
                texts[cell.column] = strings[int(cell.content)]
            elif cell.content:
                texts[cell.column] = cell.content
        yield row.number, {column: text for column, text in texts.items() if text.strip()}
