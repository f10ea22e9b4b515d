"""Report templates: .xlsx workbooks with jinja2 in their cells, filled with data by anyone who can type in a cell.

- A cell that is one lone `{{ … }}` becomes the value itself (number, date, yes/no, text), in the cell's own format.
- A cell with more text around becomes text: numbers with a decimal comma, dates in words.
- A row with nothing but `{% for x in xs %}`, `{% endfor %}`, `{% if … %}`, `{% elif … %}`, `{% else %}` or
  `{% endif %}` steers the rows below it and does not appear itself. `loop.index` counts from 1.
- Formulas, formats, validations, merged cells, print areas and charts follow the rows.

What stands in the data is printed as it is: it is never a formula and never template code.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.cell_xml import CellXml
from kinerja_pauh.adapters.package_zip import pack_part
from kinerja_pauh.adapters.report_filters import LanguageProblem, cell_value
from kinerja_pauh.adapters.report_language import (
    Budget,
    Expression,
    MixedText,
    compile_cell,
)
from kinerja_pauh.adapters.report_rows import (
    Directive,
    DirectiveProblem,
    RowTree,
    Scope,
    grow,
    read_directive,
    read_rows,
)
from kinerja_pauh.adapters.row_heights import RowShapes, row_shapes
from kinerja_pauh.adapters.row_plan import make_plan
from kinerja_pauh.adapters.sheet_rows import rich_text
from kinerja_pauh.adapters.stamping import CompiledTemplate, SheetRows, compile_template
from kinerja_pauh.adapters.xml_scan import decode_xml, root_of
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.sheets.cells import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kinerja_pauh.adapters.package_zip import Part
    from kinerja_pauh.adapters.sheet_template import SheetTemplate
    from kinerja_pauh.sheets.cells import Value

_STRINGS = "sharedstrings.xml"


class TemplateProblem(Refusal):
    """A report template that cannot be used or filled.

    Its text is an Indonesian sentence that names the template, the sheet and the cell, and the cure.
    """


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet of a template: its rows as a tree, and the cells to fill by template row, then column."""

    name: str
    tree: RowTree
    cells: Mapping[int, Mapping[int, Expression | MixedText]]
    shapes: RowShapes


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A compiled report template. name: its file's name, for messages."""

    name: str
    _template: CompiledTemplate
    _sheets: tuple[_Sheet, ...]

    def render(self, context: Mapping[str, object]) -> bytes:
        """The report as .xlsx; the same context gives the same bytes.

        context: what the template may name. Values are None, text, numbers, dates, and lists, dicts and dataclasses
        of these.

        Raises:
            TemplateProblem: an unknown name, something that cannot be done, or too much text or rows.
        """
        budget = Budget()
        rows = {sheet.name: _Filling(self.name, sheet, budget, {}, {}).rows(dict(context)) for sheet in self._sheets}
        try:
            return self._template.render_rows(rows)
        except ValueError as error:
            raise TemplateProblem(f"Templat {self.name}: isi laporan tidak dapat ditulis. {error}") from error


@dataclass(frozen=True, slots=True)
class _Filling:
    """One sheet while it is filled."""

    template: str
    sheet: _Sheet
    budget: Budget
    values: dict[tuple[int, int], Value]
    heights: dict[int, float]

    def rows(self, scope: Scope) -> SheetRows:
        tree = self.sheet.tree
        planned = []
        try:
            for out, (row, path, names) in enumerate(grow(tree.body, scope, self.budget), 1):
                planned.append((row, path))
                self._fill(row, out, names)
        except DirectiveProblem as problem:
            raise _at(self.template, self.sheet.name, problem.cell, problem) from problem
        except LanguageProblem as problem:
            raise TemplateProblem(f"Templat {self.template}, lembar {self.sheet.name}: {problem}") from problem
        plan = make_plan(planned, tree.extent, tree.chains)
        for row in self.sheet.cells:
            if row > tree.extent:
                self._fill(row, row + plan.moved, scope)
        return SheetRows(plan, self.values, self.heights)

    def _fill(self, row: int, out: int, scope: Scope) -> None:
        filled: dict[int, Value] = {}
        for column, cell in self.sheet.cells.get(row, {}).items():
            try:
                value = cell_value(cell.value(scope, self.budget))
                if isinstance(value, str):
                    self.budget.take_text(value)
                CellXml().typed(value)
            except (LanguageProblem, ValueError) as problem:
                raise _at(self.template, self.sheet.name, address(row, column), problem) from problem
            self.values[out, column] = filled[column] = value
        height = self.sheet.shapes.height(row, filled)
        if height is not None:
            self.heights[out] = height


def _at(template: str, sheet: str, cell: str, problem: Exception) -> TemplateProblem:
    return TemplateProblem(f"Templat {template}, {sheet}!{cell}: {problem}")


def compile_report(data: bytes, name: str) -> ReportTemplate:
    """A report template from its bytes. name: the file's name, for messages.

    Raises:
        TemplateProblem: a cell or directive row that is not readable or not allowed.
        UnusableFile: no workbook, damaged, encrypted or hostile.
    """
    template = compile_template(data)
    strings = _shared_strings(template)
    styles = _xml(template, "xl/styles.xml") if "xl/styles.xml" in template.parts else "<styleSheet/>"
    sheets = tuple(
        _compile_sheet(sheet, strings, name, row_shapes(_xml(template, template.sheet_paths[own]), styles))
        for own, sheet in template.sheets.items()
    )
    used = tuple(sheet for sheet in sheets if sheet.cells or sheet.tree.extent)
    return ReportTemplate(name, _without_code(template), used)


def _xml(template: CompiledTemplate, part: str) -> str:
    return decode_xml(template.parts[part].data)


def _string_table(template: CompiledTemplate) -> Part | None:
    return next((part for name, part in template.parts.items() if name.casefold().endswith(_STRINGS)), None)


def _shared_strings(template: CompiledTemplate) -> Sequence[str]:
    part = _string_table(template)
    return [rich_text(item) for item in root_of(decode_xml(part.data)).children()] if part else ()


def _without_code(template: CompiledTemplate) -> CompiledTemplate:
    """The texts of template cells are written anew in each report; their originals need not travel along."""
    part = _string_table(template)
    if part is None:
        return template
    text = decode_xml(part.data)
    pieces: list[str] = []
    reached = 0
    for item in root_of(text).children():
        if _is_code(rich_text(item)):
            pieces += (text[reached : item.inner], f"<{item.tag.removesuffix('si')}t/>")
            reached = item.inner_end
    cleaned = pack_part(part.name, ("".join(pieces) + text[reached:]).encode())
    return replace(template, parts={**template.parts, part.name: cleaned})


def _is_code(text: str) -> bool:
    return any(mark in text for mark in ("{{", "{%", "{#"))


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


def _compile_sheet(sheet: SheetTemplate, strings: Sequence[str], name: str, shapes: RowShapes) -> _Sheet:
    directives: list[Directive] = []
    cells: dict[int, dict[int, Expression | MixedText]] = {}
    for row, texts in _texts(sheet, strings):
        found = [each for column, text in texts.items() if (each := read_directive(row, address(row, column), text))]
        if found and len(texts) > 1:
            other = next(address(row, column) for column in texts if address(row, column) != found[0].cell)
            message = f"baris {found[0].text} harus sendirian. Pindahkan isi sel {other} ke baris lain."
            raise TemplateProblem(f"Templat {name}, {sheet.name}!{found[0].cell}: {message}")
        directives += found
        code = {} if found else {column: text for column, text in texts.items() if _is_code(text)}
        if code:
            cells[row] = {
                column: _compile_cell(text, name, sheet.name, address(row, column)) for column, text in code.items()
            }
    try:
        return _Sheet(sheet.name, read_rows(directives), cells, shapes)
    except DirectiveProblem as problem:
        raise _at(name, sheet.name, problem.cell, problem) from problem


def _compile_cell(text: str, name: str, sheet: str, cell: str) -> Expression | MixedText:
    try:
        return compile_cell(text)
    except LanguageProblem as problem:
        raise _at(name, sheet, cell, problem) from problem
