"""Report templates: .xlsx workbooks with jinja2 in their cells, filled with data by anyone who can type in a cell.

- A cell that is one lone `{{ … }}` becomes the value itself (number, date, yes/no, text), in the cell's own format.
- A cell with more text around becomes text: numbers with a decimal comma, dates in words. So do page headers and
  footers, text boxes and chart titles.
- A row with nothing but `{% for x in xs %}`, `{% else %}`, `{% endfor %}`, `{% if … %}`, `{% elif … %}` or
  `{% endif %}` steers the rows below it and does not appear itself. `loop.index` counts from 1.
- Formulas, formats, validations, merged cells, page breaks, print areas, pictures and charts follow the rows.

What stands in the data is printed as it is: it is never a formula and never template code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.cell_xml import check_value
from kinerja_pauh.adapters.drawing_anchors import held_by_corner
from kinerja_pauh.adapters.package_zip import pack_part
from kinerja_pauh.adapters.report_budget import Budget
from kinerja_pauh.adapters.report_compile import FilledSheet, TemplateReader, Trouble, strings_without_code
from kinerja_pauh.adapters.report_filters import LanguageProblem, cell_value
from kinerja_pauh.adapters.report_rows import DirectiveProblem, Growth, Scope
from kinerja_pauh.adapters.row_heights import TALLEST
from kinerja_pauh.adapters.row_plan import MAX_ROW, NO_CHANGE, make_plan
from kinerja_pauh.adapters.stamping import CompiledTemplate, SheetRows, compile_template
from kinerja_pauh.adapters.template_guard import guard_template, reading
from kinerja_pauh.adapters.template_logo import with_logo
from kinerja_pauh.adapters.template_parts import FOLLOWERS
from kinerja_pauh.adapters.xml_scan import decode_xml
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.sheets.cells import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.adapters.template_texts import OutsideText
    from kinerja_pauh.sheets.cells import Value

_Report = Callable[[Trouble], None]

_CUT = (
    f"Teks yang panjang terpotong di baris ini: tinggi baris Excel paling banyak {TALLEST:.0f} poin. Lebarkan "
    "kolomnya, atau pindahkan sebagian isinya ke baris lain."
)


class TemplateProblem(Refusal):
    """A report template that cannot be used or filled.

    Its text is an Indonesian sentence that names the template, the sheet and the cell, and the cure.
    """


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A compiled report template. name: its file's name, for messages; outside: code outside of cells, by its part."""

    name: str
    sheets: tuple[FilledSheet, ...]
    outside: Mapping[str, tuple[OutsideText, ...]]
    _template: CompiledTemplate

    def render(self, context: Mapping[str, object], budget: Budget | None = None) -> bytes:
        """The report as .xlsx; the same context gives the same bytes.

        context: what the template may name. Values are None, text, numbers, dates, and lists, dicts and dataclasses
        of these. budget: limits, the usual ones where None.

        Raises:
            TemplateProblem: an unknown name, something that cannot be done, or too much text, rows or time.
        """

        def refuse(trouble: Trouble) -> None:
            raise TemplateProblem(f"Templat {self.name}, {trouble}")

        return self._rendered(dict(context), budget or Budget(), refuse)

    def troubles(self, context: Mapping[str, object]) -> list[Trouble]:
        """Everything that goes wrong with this context, where `render` stops at the first."""
        found: list[Trouble] = []
        try:
            self._rendered(dict(context), Budget(), found.append)
        except TemplateProblem as problem:  # what only the finished package tells
            found.append(Trouble("", "", str(problem)))
        return found

    def cut_rows(self, context: Mapping[str, object]) -> list[Trouble]:
        """Rows whose texts need more height than a spreadsheet gives, once for each row of the template."""
        found: dict[Trouble, None] = {}
        for sheet in self.sheets:
            filled = _Filling(sheet, Budget(), lambda _: None, {}, {}).rows(dict(context))
            planned = filled.plan.rows
            for out in (out for out, points in filled.heights.items() if points >= TALLEST):
                row = planned[out - 1][0] if out <= len(planned) else out - filled.plan.moved
                found[Trouble(sheet.name, address(row, min(sheet.cells[row])), _CUT)] = None
        return list(found)

    def _rendered(self, scope: Scope, budget: Budget, report: _Report) -> bytes:
        rows = {sheet.name: _Filling(sheet, budget, report, {}, {}).rows(scope) for sheet in self.sheets}
        texts = {
            part: {text.markup: self._written(text, scope, budget, report) for text in texts}
            for part, texts in self.outside.items()
        }
        try:
            return self._template.render_rows(rows, texts, blanks=True, tick=budget.take_time)
        except LanguageProblem as problem:
            raise TemplateProblem(f"Templat {self.name}: {problem}") from problem
        except ValueError as error:
            raise TemplateProblem(f"Templat {self.name}: isi laporan tidak dapat ditulis. {error}") from error

    def _written(self, text: OutsideText, scope: Scope, budget: Budget, report: _Report) -> str:
        try:
            return text.written(scope, budget)
        except LanguageProblem as problem:
            report(Trouble(text.sheet, "", str(problem)))
            return text.markup


@dataclass(frozen=True, slots=True)
class _Filling:
    """One sheet while it is filled. report: told of what goes wrong; raises, or lets the rest be tried."""

    sheet: FilledSheet
    budget: Budget
    report: _Report
    values: dict[tuple[int, int], Value]
    heights: dict[int, float]

    def rows(self, scope: Scope) -> SheetRows:
        tree = self.sheet.tree
        planned = []
        try:
            for out, (row, path, names) in enumerate(Growth(self.budget, self._steering).rows(tree.body, scope), 1):
                self.budget.take_cells(self.sheet.weight(row))
                planned.append((row, path))
                self._fill(row, out, names)
        except LanguageProblem as problem:
            self.report(Trouble(self.sheet.name, "", str(problem)))
        plan = make_plan(planned, tree.extent, tree.chains)
        for row in self.sheet.cells:
            if tree.extent < row <= MAX_ROW - plan.moved:
                self._fill(row, row + plan.moved, scope)
        return SheetRows(plan, self.values, self.heights)

    def _steering(self, problem: DirectiveProblem) -> None:
        self.report(Trouble(self.sheet.name, problem.cell, str(problem)))

    def _fill(self, row: int, out: int, scope: Scope) -> None:
        filled: dict[int, Value] = {}
        for column, cell in self.sheet.cells.get(row, {}).items():
            try:
                value = cell_value(cell.value(scope, self.budget))
                if isinstance(value, str):
                    self.budget.take_text(value)
                check_value(value)
            except (LanguageProblem, ValueError) as problem:
                self.report(Trouble(self.sheet.name, address(row, column), str(problem)))
                continue
            self.values[out, column] = filled[column] = value
        height = self.sheet.shapes.height(row, filled)
        if height is not None:
            self.heights[out] = height


def compile_report(data: bytes, name: str, logo: bytes | None = None) -> ReportTemplate:
    """A report template from its bytes. name: the file's name, for messages. logo: a PNG or JPEG for its Logo.

    Raises:
        TemplateProblem: a cell or directive row that is not readable or not allowed.
        UnusableFile: no workbook, damaged, encrypted or hostile.
    """
    template, troubles = read_report(data, name, logo)
    if troubles:
        raise TemplateProblem(f"Templat {name}, {troubles[0]}")
    return template


def read_report(data: bytes, name: str, logo: bytes | None = None) -> tuple[ReportTemplate, list[Trouble]]:
    """As `compile_report`, with all that is wrong in cells instead of an exception; those cells are left out.

    Raises:
        UnusableFile: as for `compile_report`.
    """
    with reading(name):
        guard_template(data)
        compiled = compile_template(with_logo(data, logo) if logo else data)
        reader = TemplateReader(compiled)
        template = ReportTemplate(name, reader.sheets(), reader.outside(), _settled(compiled))
    return template, reader.troubles


def _settled(template: CompiledTemplate) -> CompiledTemplate:
    """The template's own code left out of its strings, its pictures held by one corner."""
    parts = dict(template.parts)
    for path, (_, kind) in template.followers.items():
        if kind == "drawing":
            parts[path] = pack_part(path, held_by_corner(decode_xml(parts[path].data)).encode())
        # What cannot follow its rows is found now, not while a person's report is made.
        FOLLOWERS[kind](decode_xml(parts[path].data), NO_CHANGE)
    if cleaned := strings_without_code(template):
        part, text = cleaned
        parts[part] = pack_part(part, text.encode())
    return replace(template, parts=parts)
