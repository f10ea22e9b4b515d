"""Template code outside of cells: in page headers and footers, text boxes, and the titles of charts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.report_filters import LanguageProblem
from kinerja_pauh.adapters.report_language import MixedText, compile_text
from kinerja_pauh.adapters.template_parts import links_of
from kinerja_pauh.adapters.xml_scan import Element, descendants, escape, find, root_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kinerja_pauh.adapters.report_budget import Budget

HEADER, BOX, CHART = "kepala atau kaki halaman", "kotak teks", "judul grafik"

_MAX_HEADER = 255
"""Letters of a header with its codes; Excel repairs away what is longer."""

_SIZE_CODE = re.compile(r"(&\d{1,3})(?=\{\{)")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = ("{{", "{%", "{#")


def is_code(text: str) -> bool:
    """Whether a text of a template is more than text."""
    return any(mark in text for mark in _MARKS)


@dataclass(frozen=True, slots=True)
class OutsideText:
    """A stretch of a part's XML that holds code. markup: as it stands there; before, after: what surrounds its text."""

    sheet: str
    what: str
    markup: str
    before: str
    after: str
    text: MixedText

    def written(self, scope: Mapping[str, object], budget: Budget) -> str:
        """The markup with its code filled in.

        Raises:
            LanguageProblem: as for a cell, or too long for a header.
        """
        try:
            text = self.text.value(scope, budget)
        except LanguageProblem as problem:
            raise LanguageProblem(in_place(self.what, problem)) from problem
        if self.what == HEADER and len(text) > _MAX_HEADER:
            raise LanguageProblem(f"{HEADER.capitalize()} lebih dari {_MAX_HEADER} huruf. Pendekkan isinya.")
        budget.take_text(text)
        return self.before + escape(text) + self.after


def in_place(what: str, problem: object) -> str:
    """A sentence about code outside of cells, which have no address."""
    return f"Di {what}: {problem}"


@dataclass(frozen=True, slots=True)
class Slot:
    """Code outside of cells, not yet compiled. part: where it stands."""

    part: str
    sheet: str
    what: str
    markup: str
    before: str
    after: str
    code: str

    def compiled(self) -> OutsideText:
        """
        Raises:
            LanguageProblem: not readable, or not allowed.
        """
        try:
            text = compile_text(self.code, _in_header if self.what == HEADER else _in_drawing)
        except LanguageProblem as problem:
            raise LanguageProblem(in_place(self.what, problem)) from problem
        return OutsideText(self.sheet, self.what, self.markup, self.before, self.after, text)


def _in_header(text: str) -> str:
    """A value among header codes: its "&" is no code."""
    return _one_line(text).replace("&", "&&")


def _in_drawing(text: str) -> str:
    return _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(_NO_XML.sub("", text).splitlines())


def outside_slots(texts: Callable[[str], str | None], sheets: Mapping[str, str]) -> Iterator[Slot]:
    """Everything that holds code outside of cells. sheets: name -> path of its part."""
    for sheet, path in sheets.items():
        yield from _headers(texts(path) or "", sheet, path)
        for link in links_of(texts, path).values():
            if link.kind == "drawing" and (drawing := texts(link.target)):
                yield from _drawn(drawing, sheet, link.target, BOX)
                for inner in links_of(texts, link.target).values():
                    if inner.kind == "chart" and (chart := texts(inner.target)):
                        yield from _drawn(chart, sheet, inner.target, CHART)


def _headers(text: str, sheet: str, path: str) -> Iterator[Slot]:
    holder = find(root_of(text), "headerFooter") if is_code(text) else None
    for element in holder.children() if holder else ():
        code = text_of(element)
        if is_code(code):
            spaced = _SIZE_CODE.sub(r"\1 ", code)  # else the digits of a value would join those of the size
            yield Slot(path, sheet, HEADER, element.whole, *_tags(element), spaced)


def _drawn(text: str, sheet: str, path: str, what: str) -> Iterator[Slot]:
    if not is_code(text) and "{" not in text:
        return
    for paragraph in descendants(root_of(text)):
        if paragraph.name != "p":
            continue
        runs = [run for run in descendants(paragraph) if run.name == "t"]
        shown = [text_of(run) for run in runs]
        if not is_code("".join(shown)):
            continue
        if all(_whole(each) for each in shown):
            for run, code in zip(runs, shown, strict=True):
                if is_code(code):
                    yield Slot(path, sheet, what, run.whole, *_tags(run), code)
        else:
            yield _joined(paragraph, runs, Slot(path, sheet, what, paragraph.whole, "", "", "".join(shown)))


def _whole(text: str) -> bool:
    """Whether no piece of code runs on into the next stretch of the paragraph."""
    return "{%" not in text and text.count("{{") == text.count("}}") and not text.endswith("{") and text[:1] != "}"


def _joined(paragraph: Element, runs: list[Element], slot: Slot) -> Slot:
    """A paragraph that a program cut up in the middle of code: all of it moves into the first stretch."""
    text = paragraph.text
    before = text[paragraph.start : runs[0].inner]
    after, reached = "", runs[0].inner_end
    for run in runs[1:]:
        after += text[reached : run.inner]
        reached = run.inner_end
    after += text[reached : paragraph.end]
    return Slot(slot.part, slot.sheet, slot.what, slot.markup, before, after, slot.code)


def _tags(element: Element) -> tuple[str, str]:
    return element.text[element.start : element.inner], f"</{element.tag}>"
