"""Rules on cells (conditional formats, validations, sparklines) when the rows under them repeat, move or go.

The formulas of a rule are written for the top left cell of its range and are read, for every other cell, as if copied
there. So a rule follows its rows by asking, for each row it will cover, what the formula means there; rows that agree
share one rule, and only where they disagree the rule is split.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.formula_shift import GONE, Corner, make_reference, parse_areas, parse_formula, step
from kinerja_pauh.adapters.row_plan import NO_CHANGE, Path, RowPlan
from kinerja_pauh.adapters.xml_scan import (
    Element,
    descendants,
    escape,
    escape_attribute,
    find,
    text_of,
    with_attributes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kinerja_pauh.adapters.formula_shift import Area, Formula, Reference

_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows of one rendering: of this sheet (case folded name), and of every sheet whose rows repeat.

    blanks: as for `shift`, in the formulas of cells. tick: called for each formula and range that is moved, so that
    whoever limits the time can stop it.
    """

    sheet: str
    plan: RowPlan
    plans: Mapping[str, RowPlan]
    blanks: bool = False
    tick: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Rule:
    """The XML of one rule: text around formulas. between: always one more than formulas; quoted: in an attribute."""

    between: tuple[str, ...]
    formulas: tuple[Formula, ...]
    quoted: tuple[bool, ...]

    def written(self, formulas: Sequence[str]) -> str:
        texts = (
            escape_attribute(text) if quoted else escape(text)
            for text, quoted in zip(formulas, self.quoted, strict=True)
        )
        return self.between[0] + "".join(text + after for text, after in zip(texts, self.between[1:], strict=True))


@dataclass(frozen=True, slots=True)
class RuledRange:
    """An element that lays rules over a range. tail: what follows the rules, with a sqref to fill in at `sqref_at`."""

    element: Element
    areas: tuple[Area, ...]
    rules: tuple[Rule, ...]
    tail: tuple[str, ...]
    each_row: bool

    def render(self, moved: Moved) -> list[str]:
        """The element, once for every range that it now needs."""
        by_range: dict[str, list[str]] = {}
        for rule in self.rules:
            moved.tick()
            for sqref, formulas in placements(self.areas, rule.formulas, moved, each_row=self.each_row):
                by_range.setdefault(sqref, []).append(rule.written(formulas))
        return [self._head(sqref) + "".join(rules) + sqref.join(self.tail) for sqref, rules in by_range.items()]

    def _head(self, sqref: str) -> str:
        return with_attributes(self.element, sqref=sqref) if len(self.tail) == 1 else with_attributes(self.element)


def compile_ruled_range(element: Element, sheet: str, *, each_row: bool = False) -> RuledRange | None:
    """A conditionalFormatting, dataValidation or sparkline, of either generation; None when it names no range."""
    inside = find(element, "sqref")
    areas = parse_areas(text_of(inside) if inside else element.attributes.get("sqref", ""))
    if not areas:
        return None
    rules = [child for child in element.children() if child.name == "cfRule"]
    start = rules[0].start if rules else element.inner
    until = rules[-1].end if rules else (inside.start if inside else element.inner_end)
    text = element.text
    tail = (
        (text[until : inside.inner], text[inside.inner_end : element.end]) if inside else (text[until : element.end],)
    )
    cuts = [(rule.start, rule.end) for rule in rules] or [(start, until)]
    compiled = tuple(_compile_rule(element, first, last, sheet) for first, last in cuts)
    return RuledRange(element, areas, compiled, tail, each_row)


def _compile_rule(element: Element, start: int, end: int, sheet: str) -> Rule:
    between: list[str] = []
    formulas: list[Formula] = []
    quoted: list[bool] = []
    reached = start
    for child in descendants(element):
        if not start <= child.start < end or (child.name != "cfvo" and child.name not in _FORMULAS):
            continue
        if any(child.children()):
            continue  # of the newer generation: it only wraps the formula
        if child.name == "cfvo":
            value = child.attributes.get("val")
            at = child.raw_attributes.find('val="')
            if value is None or at < 0:
                continue
            first = child.start + 1 + len(child.tag) + at + 5
            last = element.text.index('"', first)
        else:
            value, first, last = text_of(child), child.inner, child.inner_end
        between.append(element.text[reached:first])
        formulas.append(parse_formula(value, sheet))
        quoted.append(child.name == "cfvo")
        reached = last
    return Rule((*between, element.text[reached:end]), tuple(formulas), tuple(quoted))


@dataclass(frozen=True, slots=True)
class _Target:
    """Output rows first..last of one area, in which the rule stands for template row `row` at `path`."""

    area: int
    row: int
    path: Path
    first: int
    last: int


_Spot = tuple[bool, int] | None
"""Where one end of a reference goes: (True, row to write with $), (False, rows below the covered cell), None: gone."""


def placements(
    areas: Sequence[Area], formulas: Sequence[Formula], moved: Moved, *, each_row: bool = False
) -> Iterator[tuple[str, list[str]]]:
    """The ranges that a rule covers in the output, as sqref, each with the formulas to write for it.

    each_row: one range for each row, as sparklines need.
    """
    base = min(area.top for area in areas)
    references = [piece for formula in formulas for piece in formula if not isinstance(piece, str) and piece.first.row]
    free = [(ref, end) for ref in references for end in _ends(ref) if not end.row_fixed]
    uniform = all(end.row == base and ref.sheet == moved.sheet for ref, end in free)
    reach = max((base - end.row for _, end in free), default=0)
    targets = list(_targets(areas, moved.plan, reach, whole=uniform and not each_row))
    shared = _spots(references, targets[0], base, moved) if targets and uniform else None
    spots = [shared or _spots(references, target, base, moved) for target in targets]
    groups: dict[object, tuple[tuple[_Spot, ...], list[_Target]]] = {}
    for target, spot in zip(targets, spots if uniform else _pinned(spots, targets), strict=True):
        groups.setdefault((spot, target.first if each_row else 0), (spot, []))[1].append(target)
    for spot, covered in groups.values():
        used = [areas[target.area] for target in covered]
        columns = min(area.left for area in used) - min(area.left for area in areas)
        top = min(target.first for target in covered)
        yield _sqref(areas, covered), _written(formulas, spot, top, columns)


def _ends(reference: Reference) -> tuple[Corner, ...]:
    return (reference.first, reference.last) if reference.last else (reference.first,)


def _targets(areas: Sequence[Area], plan: RowPlan, reach: int, *, whole: bool) -> Iterator[_Target]:
    """whole: unbroken stretches are enough. reach: how many rows after the planned ones look back into them."""
    for number, area in enumerate(areas):
        if whole:
            for first, last in plan.runs(area.top, area.bottom):
                yield _Target(number, area.top, (), first, last)
            continue
        for out, (row, path) in enumerate(plan.rows, 1):
            if area.top <= row <= area.bottom:
                yield _Target(number, row, path, out, out)
        alone = min(area.bottom, plan.extent + max(reach, 0))
        for row in range(max(area.top, plan.extent + 1), alone + 1):
            yield _Target(number, row, (), row + plan.moved, row + plan.moved)
        rest = max(area.top, alone + 1, plan.extent + 1)
        for first, last in plan.runs(rest, area.bottom) if rest <= area.bottom else ():
            yield _Target(number, rest, (), first, last)


def _spots(references: Sequence[Reference], target: _Target, base: int, moved: Moved) -> tuple[_Spot, ...]:
    spots: list[_Spot] = []
    for reference in references:
        own = reference.sheet == moved.sheet
        plan = moved.plans.get(reference.sheet, NO_CHANGE)
        ends = _ends(reference)
        rows = [end.row if end.row_fixed else end.row + target.row - base for end in ends]
        found: list[int | None] = []
        for index, end in enumerate(ends):
            path = target.path if own and not end.row_fixed else ()
            if own and not end.row_fixed and end.row == base:
                found.append(target.first)
            elif min(rows) < 1:
                found.append(None)
            elif len(ends) == 1:
                found.append(plan.first(rows[0], path))
            else:
                found.append(plan.end(rows[1], rows[0], path) if index else plan.start(rows[0], rows[1], path))
        spots += _as_spots(ends, found, target.first)
    return tuple(spots)


def _as_spots(ends: Sequence[Corner], rows: Sequence[int | None], here: int) -> list[_Spot]:
    kept = [row for row in rows if row is not None]
    if len(kept) < len(rows) or kept[0] > kept[-1]:
        return [None] * len(rows)
    return [(True, row) if end.row_fixed else (False, row - here) for end, row in zip(ends, kept, strict=True)]


def _pinned(spots: Sequence[tuple[_Spot, ...]], targets: Sequence[_Target]) -> list[tuple[_Spot, ...]]:
    """An end that means the same row everywhere, though at different distances, is written with $."""
    columns: list[list[_Spot]] = []
    for column in zip(*spots, strict=True):
        rows = {spot and (spot[1] if spot[0] else spot[1] + to.first) for spot, to in zip(column, targets, strict=True)}
        row = next(iter(rows))
        same = len(set(column)) > 1 and len(rows) == 1 and row is not None
        columns.append([(True, row) if same and row is not None else spot for spot in column])
    return list(zip(*columns, strict=True)) if columns else [()] * len(targets)


def _sqref(areas: Sequence[Area], covered: Sequence[_Target]) -> str:
    rows: dict[int, list[tuple[int, int]]] = {}
    for target in covered:
        runs = rows.setdefault(target.area, [])
        if runs and runs[-1][1] + 1 == target.first:
            runs[-1] = (runs[-1][0], target.last)
        else:
            runs.append((target.first, target.last))
    return " ".join(areas[number].text(*run) for number, runs in rows.items() for run in runs)


def _written(formulas: Sequence[Formula], spots: Sequence[_Spot], top: int, columns: int) -> list[str]:
    """The formulas for a range whose top row is `top` and whose left column moved by `columns`."""
    left = iter(spots)
    texts = []
    for formula in formulas:
        pieces = []
        for piece in formula:
            if isinstance(piece, str):
                pieces.append(piece)
                continue
            places = [next(left) for _ in _ends(piece)] if piece.first.row else [(False, 0)] * len(_ends(piece))
            ends = [_placed(end, spot, top, columns) for end, spot in zip(_ends(piece), places, strict=True)]
            pieces.append(_reference_text(piece, ends))
        texts.append("".join(pieces))
    return texts


def _placed(end: Corner, spot: _Spot, top: int, columns: int) -> Corner | None:
    if spot is None:
        return None
    pinned, number = spot
    row = number if pinned else top + number
    placed = replace(end, row=row, row_fixed=pinned) if end.row else end
    return step(placed, 0, columns)


def _reference_text(reference: Reference, ends: Sequence[Corner | None]) -> str:
    kept = [end for end in ends if end is not None]
    if len(kept) < len(ends):
        return GONE
    return make_reference(reference.sheet, reference.prefix, kept[0], kept[1] if len(kept) > 1 else None).text
