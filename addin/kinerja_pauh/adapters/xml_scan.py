"""Where the elements of an XML text stand, so that one piece can be exchanged and every other byte stays.

A parser that builds a tree and writes it again loses prefixes, extension lists and the order of attributes; spreadsheet
programs need them. The text is proved well formed once (`decode_xml`), after that plain scanning is enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAMAGED = "Berkas ini rusak atau bukan buku kerja Excel (.xlsx). Ambil lagi salinannya yang baik, lalu ulangi."
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s/>!?]+)((?:[^\"'>/]|\"[^\"]*\"|'[^']*'|/(?!>))*)(/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s*([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(r"&(#x?[0-9A-Fa-f]+|amp|lt|gt|quot|apos);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element in a text. tag: as written, with prefix. start..end: the whole, inner..inner_end: its content.

    Without content inner and inner_end are both `end`.
    """

    text: str
    tag: str
    raw_attributes: str
    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def name(self) -> str:
        return self.tag.rpartition(":")[2]

    @property
    def attributes(self) -> dict[str, str]:
        """Attributes by their written name, entities resolved, in their order."""
        found = _ATTRIBUTE.findall(self.raw_attributes)
        return {name: unescape(double or single) for name, double, single in found}

    @property
    def whole(self) -> str:
        return self.text[self.start : self.end]

    @property
    def content(self) -> str:
        """What stands between the tags, as markup."""
        return self.text[self.inner : self.inner_end]

    def children(self) -> Iterator[Element]:
        return elements(self.text, self.inner, self.inner_end)


def decode_xml(data: bytes) -> str:
    """The text of a well-formed UTF-8 XML part.

    Raises:
        UnusableFile: not well formed, another encoding, or a document type, which no workbook needs.
    """
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise UnusableFile(_DAMAGED)

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat takes it by position)
        return data.decode("utf-8-sig")
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise UnusableFile(_DAMAGED) from error


def elements(text: str, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """The elements at the top level of this stretch of text, in order."""
    depth = 0
    opened: re.Match[str] | None = None
    for match in _MARKUP.finditer(text, start, len(text) if end is None else end):
        closing, tag, attributes, empty = match.groups()
        if tag is None:
            continue
        if closing:
            depth -= 1
            if not depth and opened:
                yield Element(text, opened[2], opened[3], opened.start(), opened.end(), match.start(), match.end())
        elif empty and not depth:
            yield Element(text, tag, attributes, match.start(), match.end(), match.end(), match.end())
        elif not empty:
            if not depth:
                opened = match
            depth += 1


def descendants(element: Element) -> Iterator[Element]:
    """All elements inside, each before its own children."""
    for child in element.children():
        yield child
        yield from descendants(child)


def find(element: Element, name: str) -> Element | None:
    """The first child of that local name."""
    return next((child for child in element.children() if child.name == name), None)


def root_of(text: str) -> Element:
    return next(elements(text))


def text_of(element: Element) -> str:
    """The character data of an element without children."""
    content = element.content
    if "<" not in content:
        return unescape(content)
    parts = _CDATA.split(content)  # plain, inside, plain, …
    return "".join(part if index % 2 else unescape(_MARKUP.sub("", part)) for index, part in enumerate(parts))


def unescape(text: str) -> str:
    """Entities and line ends as a parser gives them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if not name.startswith("#"):
        return _ENTITIES[name]
    return chr(int(name.replace("#x", "0x").lstrip("#"), base=16 if name.startswith("#x") else 10))


def escape(text: str) -> str:
    """Text as element content."""
    return text.translate(_ESCAPES)


def escape_attribute(text: str) -> str:
    """Text as the value of an attribute."""
    return text.translate(_ATTRIBUTE_ESCAPES)


def with_attributes(element: Element, **changed: str | None) -> str:
    """The element's start tag with some attributes set (added at the end when new) or, for None, taken out."""
    known = element.attributes
    for name, value in changed.items():
        if value is None:
            known.pop(name, None)
        else:
            known[name] = value
    written = "".join(f' {name}="{escape_attribute(value)}"' for name, value in known.items())
    return f"<{element.tag}{written}{'/' if element.inner == element.end else ''}>"
