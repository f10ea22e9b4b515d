"""Template workbooks: compiled once, then filled many times by exchanging only what changes in the package.

Kept byte for byte: every part that neither holds a filled sheet nor refers to rows that repeat. Changed: the filled
sheets; sheets, names and charts that refer to them; tables, drawings and comments that hang on them. The order in which
Excel last calculated (calcChain.xml) is dropped, results left from the template are dropped, and the workbook asks to
be calculated in full when it is opened. The same fills give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.package_zip import Part, pack_part, read_package, write_package
from kinerja_pauh.adapters.row_plan import NO_CHANGE, RowPlan, plan_blocks
from kinerja_pauh.adapters.sheet_template import SheetTemplate, compile_sheet
from kinerja_pauh.adapters.template_parts import (
    FOLLOWERS,
    FormulaText,
    chart_parts,
    compile_chart,
    compile_workbook,
    find_workbook,
    links_of,
    without,
)
from kinerja_pauh.adapters.xml_scan import decode_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kinerja_pauh.sheets.cells import SheetFill, Value

_LEVEL = 4  # within 3 % of the size of the usual 6, in two thirds of its time


@dataclass(frozen=True, slots=True)
class SheetRows:
    """What one sheet of a rendering gets: its rows, its values by output row and column, its heights by output row."""

    plan: RowPlan
    values: Mapping[tuple[int, int], Value]
    heights: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template workbook, ready to be filled (the Stamper of `ports`).

    sheets: by name, in tab order. parts: the package, sheets already without old results. formula_parts: names and
    charts. followers: part -> (sheet it hangs on, kind of relation).
    """

    sheets: Mapping[str, SheetTemplate]
    parts: Mapping[str, Part]
    sheet_paths: Mapping[str, str]
    formula_parts: Mapping[str, FormulaText]
    followers: Mapping[str, tuple[str, str]]

    def render(self, fills: Mapping[str, SheetFill]) -> bytes:
        """The template with the named sheets filled; the others as they are.

        Raises:
            KeyError: the template has no sheet of that name.
            ValueError: blocks that overlap, or a value that fits into no cell (the message names it).
        """
        return self.render_rows(
            {name: SheetRows(plan_blocks(fill.blocks), fill.values, fill.heights) for name, fill in fills.items()}
        )

    def refill(self, rendered: bytes, name: str, fill: SheetFill) -> bytes:
        """What it rendered, with one sheet filled otherwise; nothing else may refer to that sheet.

        The same bytes as rendering all of it again, in a fraction of the time.
        """
        plan, path = plan_blocks(fill.blocks), self.sheet_paths[name]
        text = self.sheets[name].render(plan, {name.casefold(): plan}, fill.values, fill.heights)
        fresh = pack_part(path, text.encode(), _LEVEL)
        return write_package(fresh if part.name == path else part for part in read_package(rendered))

    def render_rows(
        self,
        rows: Mapping[str, SheetRows],
        texts: Mapping[str, Mapping[str, str]] | None = None,
        *,
        blanks: bool = False,
        tick: Callable[[], None] = lambda: None,
    ) -> bytes:
        """As `render`, for rows planned in any way, nested ones included.

        texts: part -> stretches of its XML that are exchanged, wherever their rows went. blanks: formulas read rows
        that were repeated no time as an empty cell. tick: called again and again; what it raises ends the rendering.
        """
        unknown = [name for name in rows if name not in self.sheets]
        if unknown:
            raise KeyError(f"Templat ini tidak punya lembar {unknown[0]!r}. Yang ada: {', '.join(self.sheets)}.")
        plans = {name.casefold(): own.plan for name, own in rows.items() if own.plan.extent}
        changed = dict(self._changed(rows, plans, blanks, tick))
        for part, exchanged in (texts or {}).items():
            text = changed.get(part) or decode_xml(self.parts[part].data)
            for old, new in exchanged.items():
                text = text.replace(old, new)
            changed[part] = text
        return write_package(
            pack_part(name, changed[name].encode(), _LEVEL) if name in changed else part
            for name, part in self.parts.items()
        )

    def _changed(
        self,
        rows: Mapping[str, SheetRows],
        plans: Mapping[str, RowPlan],
        blanks: bool,  # noqa: FBT001 (as `render_rows` got it)
        tick: Callable[[], None],
    ) -> Iterator[tuple[str, str]]:
        for name, sheet in self.sheets.items():
            own = rows.get(name)
            if own is not None or not sheet.looks_at.isdisjoint(plans):
                filled = own or SheetRows(NO_CHANGE, {})
                text = sheet.render(filled.plan, plans, filled.values, filled.heights, blanks=blanks, tick=tick)
                yield self.sheet_paths[name], text
        for path, formulas in self.formula_parts.items():
            if formulas.follows(plans):
                yield path, formulas.written(plans)
        for path, (name, kind) in self.followers.items():
            if moving := plans.get(name.casefold()):
                yield path, FOLLOWERS[kind](self.parts[path].data.decode("utf-8-sig"), moving)


def compile_template(data: bytes) -> CompiledTemplate:
    """A template workbook (.xlsx, .xlsm) from its bytes.

    Raises:
        UnusableFile: no workbook, damaged, encrypted or hostile.
    """
    parts = {part.name: part for part in read_package(data)}

    def text_at(path: str) -> str | None:
        return decode_xml(parts[path].data) if path in parts else None

    workbook = find_workbook(text_at)
    sheets: dict[str, SheetTemplate] = {}
    for name, path in workbook.sheets.items():
        sheets[name] = compile_sheet(text_at(path) or "", name, date1904=workbook.date1904)
        fresh = sheets[name].render(NO_CHANGE, {}, {}, {}).encode()
        if sheets[name].has_formulas:
            parts[path] = pack_part(path, fresh)
    followers = {
        link.target: (name, link.kind)
        for name, path in workbook.sheets.items()
        for link in links_of(text_at, path).values()
        if link.kind in FOLLOWERS and link.target in parts and not link.external
    }
    formula_parts = {workbook.path: compile_workbook(workbook.text)} | {
        path: compile_chart(text_at(path) or "") for path in chart_parts(text_at, workbook) if path in parts
    }
    for path, formulas in formula_parts.items():
        parts[path] = pack_part(path, formulas.written({}).encode())
    return CompiledTemplate(sheets, _without_calc_chain(parts), workbook.sheets, formula_parts, followers)


def _without_calc_chain(parts: Mapping[str, Part]) -> dict[str, Part]:
    chains = {name for name in parts if name.rpartition("/")[2].casefold() == "calcchain.xml"}
    if not chains:
        return dict(parts)
    kept = {name: part for name, part in parts.items() if name not in chains}
    for name in [name for name in kept if name == "[Content_Types].xml" or name.endswith("workbook.xml.rels")]:
        text = without(decode_xml(kept[name].data), _is_calc_chain)
        kept[name] = pack_part(name, text.encode())
    return kept


def _is_calc_chain(attributes: dict[str, str]) -> bool:
    return any(attributes.get(name, "").casefold().endswith("calcchain.xml") for name in ("PartName", "Target"))
