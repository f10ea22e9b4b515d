"""What a worksheet says about ranges of cells beside its rows, following the rows where a plan puts them.

Each element becomes a `Piece`: its text when it names no rows, else a function from the moved rows to the elements that
then stand in its place (none when nothing of it is left).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.cell_rules import Moved, compile_ruled_range
from kinerja_pauh.adapters.formula_shift import Area, parse_areas, parse_formula, shift, shift_sqref
from kinerja_pauh.adapters.row_plan import MAX_ROW, Path, RowPlan
from kinerja_pauh.adapters.xml_scan import Element, with_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kinerja_pauh.adapters.formula_shift import Formula

Piece = str | Callable[[Moved], list[str]]

_HERE = "\0"  # no XML text holds a NUL
_ANCHOR_ROW = re.compile(r"(<(?:\w+:)?row>)(\d+)(</)")
_MOST_BREAKS = 1_023  # in a sheet; Excel repairs a file with more
_ROW_WORDS = re.compile(r'(topLeftCell|activeCell|sqref|ySplit)="([^"]*)"')


def compile_ranges(element: Element, sheet: str, formulas: list[Formula]) -> Piece:
    """One element of a worksheet. formulas: the ones found in it are added here. sheet: the sheet's name."""
    name = element.name
    if name in ("conditionalFormatting", "dataValidation", "sparkline"):
        ruled = compile_ruled_range(element, sheet, each_row=name == "sparkline")
        if ruled is None:
            return element.whole
        formulas.extend(formula for rule in ruled.rules for formula in rule.formulas)
        return ruled.render
    if name in ("autoFilter", "sortState", "sortCondition"):
        return partial(_one_range, element, _inside(element, sheet, formulas))
    if name == "hyperlink":
        target = parse_formula(element.attributes.get("location", ""), sheet)
        formulas.append(target)
        return partial(_links, element, target)
    if name == "mergeCell":
        before, after = with_attributes(element, ref=_HERE).split(_HERE)
        return partial(_merged, before, parse_areas(element.attributes.get("ref", "")), after)
    return partial(_SIMPLE[name], element) if name in _SIMPLE else _container(element, sheet, formulas)


_CONTAINERS = {
    "mergeCells", "hyperlinks", "dataValidations", "protectedRanges", "ignoredErrors", "rowBreaks", "extLst", "ext",
    "conditionalFormattings", "sparklineGroups", "sparklineGroup", "sparklines", "AlternateContent", "Choice",
}  # fmt: skip


def _inside(element: Element, sheet: str, formulas: list[Formula]) -> tuple[Piece, ...]:
    return tuple(compile_ranges(child, sheet, formulas) for child in element.children())


def _container(element: Element, sheet: str, formulas: list[Formula]) -> Piece:
    if element.name not in _CONTAINERS or element.inner == element.end:
        return element.whole
    children = _inside(element, sheet, formulas)
    if all(isinstance(child, str) for child in children):
        return element.whole
    return partial(_contained, element, children)


def _contained(element: Element, children: Sequence[Piece], moved: Moved) -> list[str]:
    """A list that counts its members and goes when all that could move is gone (a list of extensions: when empty)."""
    kept: list[str] = []
    alive = False
    for child in children:
        texts = [child] if isinstance(child, str) else child(moved)
        kept += texts
        alive |= bool(texts) and (element.name == "extLst" or not isinstance(child, str))
    if not alive:
        return []
    if element.name == "rowBreaks":
        kept = list(dict.fromkeys(kept))[:_MOST_BREAKS]
    counts = {name: str(len(kept)) for name in ("count", "manualBreakCount") if name in element.attributes}
    return [with_attributes(element, **counts) + "".join(kept) + f"</{element.tag}>"]


def _images(element: Element, plan: RowPlan) -> Iterator[tuple[str, Path]]:
    for area in parse_areas(element.attributes.get("ref", "")):
        for first, last, path in plan.images(area.top, area.bottom):
            yield area.text(first, last), path


def _merged(before: str, areas: Sequence[Area], after: str, moved: Moved) -> list[str]:
    """before, after: the tag around its range. A form has hundreds of them, so all else is worked out beforehand."""
    moved.tick()
    images = (area.text(first, last) for area in areas for first, last, _ in moved.plan.images(area.top, area.bottom))
    return [f"{before}{text}{after}" for text in images if ":" in text]  # one cell alone is not merged


def _links(element: Element, target: Formula, moved: Moved) -> list[str]:
    moved.tick()
    links = []
    for text, path in _images(element, moved.plan):
        location = shift(target, moved.plans, moved.sheet, path)
        start = with_attributes(element, ref=text, **({"location": location} if location else {}))
        links.append(start + element.text[element.inner : element.end])
    return links


def _cells(element: Element, moved: Moved) -> list[str]:
    sqref = shift_sqref(element.attributes.get("sqref", ""), moved.plan)
    return [with_attributes(element, sqref=sqref) + element.text[element.inner : element.end]] if sqref else []


def _one_range(element: Element, children: Sequence[Piece], moved: Moved) -> list[str]:
    ref = shift_range(element.attributes.get("ref", ""), moved.plan)
    if not ref:
        return []
    inside = "".join(text for child in children for text in ([child] if isinstance(child, str) else child(moved)))
    closing = f"</{element.tag}>" if element.inner < element.end else ""
    return [with_attributes(element, ref=ref) + inside + closing]


def shift_range(ref: str, plan: RowPlan) -> str:
    """One rectangle that stays one: from the first copy of its first row to the last copy of its last row."""
    for area in parse_areas(ref):
        start, end = plan.start(area.top, area.bottom), plan.end(area.bottom, area.top)
        if start is not None and end is not None:
            return area.text(start, end)
    return ""


def _breaks(element: Element, moved: Moved) -> list[str]:
    """A page break stands after a row: in a repeated row, after each copy. After a row that steers, it stands before
    what follows there: under {% for %} before each copy, under {% endfor %} before what comes after all copies."""
    row = int(element.attributes.get("id", "0"))
    ends = [end for _, end, _ in moved.plan.images(row, row)] or [out - 1 for out, _ in moved.plan.landings(row + 1)]
    return [with_attributes(element, id=str(end)) for end in dict.fromkeys(ends) if 0 < end < MAX_ROW]


def _views(element: Element, moved: Moved) -> list[str]:
    frozen = 'state="frozen' in element.whole
    return [_ROW_WORDS.sub(partial(_view_word, moved.plan, frozen), element.whole)]


def _view_word(plan: RowPlan, frozen: bool, match: re.Match[str]) -> str:  # noqa: FBT001 (bound by partial)
    name, value = match.groups()
    if name == "ySplit":  # rows when frozen, else a length
        rows = plan.end(int(value), 1) if frozen and value.isdigit() else None
        return f'{name}="{rows}"' if rows else match[0]
    areas = parse_areas(value)
    if not areas:
        return match[0]
    moved = shift_sqref(value, plan) if ":" in value else ""
    row = nearest(areas[0].top, plan)
    return f'{name}="{moved or Area(row, areas[0].left, row, areas[0].left).text(row, row)}"'


def nearest(row: int, plan: RowPlan) -> int:
    """Where a row went, or else the next one that is left."""
    return plan.start(row, MAX_ROW) or 1


def _anchored(element: Element, moved: Moved) -> list[str]:
    return [shift_anchors(element.whole, moved.plan)]


def shift_anchors(text: str, plan: RowPlan) -> str:
    """Drawing anchors, whose rows count from 0, moved along with the cells they lie on."""

    def moved(match: re.Match[str]) -> str:
        return f"{match[1]}{nearest(int(match[2]) + 1, plan) - 1}{match[3]}"

    return _ANCHOR_ROW.sub(moved, text)


_SIMPLE: Mapping[str, Callable[[Element, Moved], list[str]]] = {
    "protectedRange": _cells,
    "ignoredError": _cells,
    "brk": _breaks,
    "sheetViews": _views,
    "controls": _anchored,
    "oleObjects": _anchored,
}
