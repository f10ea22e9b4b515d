"""Parsing the XML of a package with expat: no DTD, no depth without end, both dialects of Office Open XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from kinerja_pauh.adapters.package_guard import DAMAGED
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

MAX_DEPTH = 64
"""Nesting beyond this is an attack on memory; Office itself stays below 20."""

_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]
_TRANSPARENT = frozenset({"AlternateContent", "Choice"})
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def parser_for(start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]) -> expat.XMLParserType:
    """A parser that names elements "namespace local" and refuses any DTD."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def run(parser: expat.XMLParserType, data: bytes, sentence: str = DAMAGED) -> None:
    """Parse a whole part.

    Raises:
        UnusableFile: `sentence`, when it is not well-formed; or what a handler or the DTD guard says.
        MemoryError: there is too little memory for it.
    """
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat takes it by position)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        if getattr(problem, "code", None) == _NO_MEMORY:
            raise MemoryError from problem
        raise UnusableFile(sentence) from problem


def elements(data: bytes, visit: Callable[[str, str, dict[str, str]], None]) -> None:
    """Call `visit` with the parent's local name, the local name and the attributes of each element, in order.

    Of `mc:AlternateContent` the choice is taken as if it stood there plainly, and the fallback left out.
    """
    path = [""]
    fallbacks = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal fallbacks
        local = name.rpartition(" ")[2]
        fallbacks += local == "Fallback"
        parent = path[-1]
        path.append(parent if local in _TRANSPARENT else local)
        if len(path) > MAX_DEPTH:
            raise UnusableFile(DAMAGED)
        if not fallbacks:
            visit(parent, local, attributes)

    def end(name: str) -> None:
        nonlocal fallbacks
        fallbacks -= name.endswith(" Fallback")
        path.pop()

    run(parser_for(start, end), data)


def tags(locals_: Iterable[str]) -> dict[str, str]:
    """Full element name -> local name, for the named elements of SpreadsheetML in either dialect."""
    return {f"{space} {local}": local for local in locals_ for space in (TRANSITIONAL, STRICT)}


def unescaped(text: str) -> str:
    """Text with `_xHHHH_` replaced by the character it stands for.

    >>> unescaped("a_x0041_ _x005F_x0041_")
    'aA _x0041_'
    """
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _refuse_doctype(*_declaration: object) -> None:
    raise UnusableFile(
        "Berkas ini memuat deklarasi DTD yang tidak pernah dibuat Excel: jangan dipakai, dan minta pengirim membuat "
        "ulang dari formulir aslinya."
    )
