"""The parts of a template package beside its worksheets: where they are, and how they follow moving rows."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.drawing_anchors import moved_drawing
from kinerja_pauh.adapters.formula_shift import parse_areas, parse_formula, shift, touches
from kinerja_pauh.adapters.sheet_ranges import nearest, shift_range
from kinerja_pauh.adapters.xml_scan import (
    Element,
    descendants,
    escape,
    find,
    root_of,
    text_of,
    with_attributes,
)
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kinerja_pauh.adapters.formula_shift import Formula
    from kinerja_pauh.adapters.row_plan import RowPlan

_DAMAGED = "Berkas ini bukan buku kerja Excel (.xlsx) yang utuh. Ambil lagi salinannya yang baik, lalu ulangi."

_CHART_CACHE = re.compile(r"<((?:\w+:)?(?:num|str|multiLvlStr)Cache)\b.*?</\1>", re.DOTALL)
_CHART_FORMULAS = frozenset({"f", "sqref"})
_BEFORE_CALC = frozenset({"sheets", "functionGroups", "externalReferences", "definedNames"})
_REF = re.compile(r'(<(?:\w+:)?comment\b[^>]*?\bref=")([^"]+)(")')
_VML_ROW = re.compile(r"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_VML_ANCHOR = re.compile(r"(<x:Anchor>)([^<]*)(</x:Anchor>)")


@dataclass(frozen=True, slots=True)
class Link:
    """One relation of a part: its kind (the last word of its type) and the part it leads to."""

    kind: str
    target: str
    external: bool


def links_of(texts: Callable[[str], str | None], part: str) -> dict[str, Link]:
    """The relations of a part by their id; "" is the package itself."""
    folder, name = posixpath.split(part)
    text = texts(posixpath.join(folder, "_rels", f"{name}.rels"))
    if text is None:
        return {}
    links: dict[str, Link] = {}
    for element in root_of(text).children():
        attributes = element.attributes
        target = attributes.get("Target", "")
        path = (
            target.removeprefix("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        )
        kind = attributes.get("Type", "").rpartition("/")[2]
        links[attributes.get("Id", "")] = Link(kind, path, attributes.get("TargetMode") == "External")
    return links


@dataclass(frozen=True, slots=True)
class Workbook:
    """xl/workbook.xml (or wherever the package keeps it). sheets: name -> path of its part, in tab order."""

    path: str
    text: str
    sheets: Mapping[str, str]
    date1904: bool


def find_workbook(texts: Callable[[str], str | None]) -> Workbook:
    """
    Raises:
        UnusableFile: the package holds no workbook, or a sheet of it is missing.
    """
    path = next((link.target for link in links_of(texts, "").values() if link.kind == "officeDocument"), None)
    text = texts(path) if path else None
    if path is None or text is None:
        raise UnusableFile(_DAMAGED)
    root = root_of(text)
    listed = find(root, "sheets")
    links = links_of(texts, path)
    sheets: dict[str, str] = {}
    for sheet in listed.children() if listed else ():
        target = next((links.get(value) for name, value in sheet.attributes.items() if name.endswith(":id")), None)
        if target is None:
            raise UnusableFile(_DAMAGED)
        if target.kind == "worksheet":  # chart sheets have no rows
            sheets[sheet.attributes["name"]] = target.target
    properties = find(root, "workbookPr")
    date1904 = properties is not None and properties.attributes.get("date1904") in {"1", "true"}
    return Workbook(path, text, sheets, date1904)


def chart_parts(texts: Callable[[str], str | None], workbook: Workbook) -> Iterator[str]:
    """The charts of all sheets, those included that fill a sheet of their own."""
    pages = [link.target for link in links_of(texts, workbook.path).values() if link.kind == "chartsheet"]
    for page in (*workbook.sheets.values(), *pages):
        for drawing in links_of(texts, page).values():
            if drawing.kind == "drawing":
                links = links_of(texts, drawing.target).values()
                yield from (link.target for link in links if link.kind == "chart")


@dataclass(frozen=True, slots=True)
class FormulaText:
    """An XML text with formulas in it: `between` always holds one text more than there are formulas.

    spread: a single cell grows to all of its copies.
    """

    between: tuple[str, ...]
    formulas: tuple[Formula, ...]
    spread: tuple[bool, ...]

    def follows(self, plans: Mapping[str, RowPlan]) -> bool:
        return any(touches(formula, plans) for formula in self.formulas)

    def written(self, plans: Mapping[str, RowPlan]) -> str:
        texts = [self.between[0]]
        for formula, spread, after in zip(self.formulas, self.spread, self.between[1:], strict=True):
            texts += (escape(shift(formula, plans, "", spread=spread)), after)
        return "".join(texts)


def _cut(text: str, holders: list[tuple[Element, bool]]) -> FormulaText:
    between: list[str] = []
    reached = 0
    for element, _ in holders:
        between.append(text[reached : element.inner])
        reached = element.inner_end
    formulas = tuple(parse_formula(text_of(element), "") for element, _ in holders)
    return FormulaText((*between, text[reached:]), formulas, tuple(spread for _, spread in holders))


def compile_workbook(text: str) -> FormulaText:
    """The workbook part, told to calculate everything when it is opened; its names follow the rows."""
    text = _calculating(text)
    names = find(root_of(text), "definedNames")
    holders = [
        (name, name.attributes.get("name") == "_xlnm.Print_Area")
        for name in (names.children() if names else ())
        if name.inner < name.end
    ]
    return _cut(text, holders)


def _calculating(text: str) -> str:
    root = root_of(text)
    if calc := find(root, "calcPr"):
        start = with_attributes(calc, fullCalcOnLoad="1")
        return text[: calc.start] + start + text[calc.inner :]
    place = max(child.end for child in root.children() if child.name in _BEFORE_CALC)
    prefix = root.tag.removesuffix("workbook")
    return f'{text[:place]}<{prefix}calcPr calcId="191029" fullCalcOnLoad="1"/>{text[place:]}'


def compile_chart(text: str) -> FormulaText:
    """A chart whose ranges follow the rows; the points that were last drawn go, for they would show the template."""
    text = _CHART_CACHE.sub("", text)
    return _cut(text, list(_chart_formulas(root_of(text), spread=True)))


def _chart_formulas(element: Element, *, spread: bool) -> Iterator[tuple[Element, bool]]:
    """Formulas of a chart, each with whether one cell grows to all of its copies: a title stays one cell."""
    for child in element.children():
        if child.name in _CHART_FORMULAS and child.inner < child.end:
            yield child, spread
        else:
            yield from _chart_formulas(child, spread=spread and child.name != "tx")


def moved_table(text: str, plan: RowPlan) -> str:
    """A table part, its range and filter grown with the rows.

    A table keeps one row for data when all of its rows went: without one the file counts as damaged.
    """
    root = root_of(text)
    least = sum(int(root.attributes.get(name, usual)) for name, usual in (("headerRowCount", 1), ("totalsRowCount", 0)))
    pieces: list[str] = []
    reached = 0
    for element in (root, *descendants(root)):
        if "ref" in element.attributes and (ref := _at_least(shift_range(element.attributes["ref"], plan), least)):
            pieces += (text[reached : element.start], with_attributes(element, ref=ref))
            reached = element.inner
    return "".join(pieces) + text[reached:]


def _at_least(ref: str, least: int) -> str:
    """The range, one row longer where it has no more than `least`."""
    for area in parse_areas(ref):
        if area.bottom - area.top < least:
            return area.text(area.top, area.top + least)
    return ref


def moved_comments(text: str, plan: RowPlan) -> str:
    """Cell comments; in repeated rows they stand at the first copy."""
    return _REF.sub(lambda match: match[1] + _first_cell(match[2], plan) + match[3], text)


def _first_cell(ref: str, plan: RowPlan) -> str:
    letters = ref.rstrip("0123456789")
    return f"{letters}{nearest(int(ref.removeprefix(letters)), plan)}"


def moved_vml(text: str, plan: RowPlan) -> str:
    """The old drawing language that places comments and buttons; its rows count from 0."""

    def row(number: str) -> str:
        return str(nearest(int(number) + 1, plan) - 1)

    def anchor(match: re.Match[str]) -> str:
        numbers = [each.strip() for each in match[2].split(",")]
        for index in (2, 6):  # column, offset, row, offset; twice
            if index < len(numbers) and numbers[index].isdigit():
                numbers[index] = row(numbers[index])
        return match[1] + ", ".join(numbers) + match[3]

    text = _VML_ROW.sub(lambda match: match[1] + row(match[2]) + match[3], text)
    return _VML_ANCHOR.sub(anchor, text)


FOLLOWERS: Mapping[str, Callable[[str, RowPlan], str]] = {
    "table": moved_table,
    "drawing": moved_drawing,
    "comments": moved_comments,
    "vmlDrawing": moved_vml,
}
"""How the parts that hang on one worksheet follow its rows, by the kind of relation."""


def without(text: str, unwanted: Callable[[dict[str, str]], bool]) -> str:
    """A list part (content types, relations) without the entries whose attributes are unwanted."""
    pieces: list[str] = []
    reached = 0
    for element in root_of(text).children():
        if unwanted(element.attributes):
            pieces.append(text[reached : element.start])
            reached = element.end
    return "".join(pieces) + text[reached:]
