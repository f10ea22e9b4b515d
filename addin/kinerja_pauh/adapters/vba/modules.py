"""VBA modules as text: what a .bas or .cls file says, and how it stands inside a project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE_PAGE, ENCODING = 1252, "cp1252"
WORKBOOK_BASE = "0{00020819-0000-0000-C000-000000000046}"
SHEET_BASE = "0{00020820-0000-0000-C000-000000000046}"
_CLASS_BASE = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
_ATTRIBUTE = re.compile(r"Attribute (VB_\w+) = (.*)")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")


class BadModule(ValueError):
    """A module source that cannot become part of a project; its text says which and why."""


class ModuleKind(Enum):
    """What a module belongs to: nothing, its own class, or a workbook or sheet."""

    PROCEDURAL = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@dataclass(frozen=True, slots=True)
class Module:
    """A module. source: attributes and code as they stand in the project, lines ending in CR LF."""

    name: str
    kind: ModuleKind
    source: str


def module_from_text(text: str, file_name: str) -> Module:
    """The module in a .bas or .cls file. file_name: says the kind by its ending, and the name where no line does.

    Raises:
        BadModule: another kind of file, a name that VBA refuses, or a character that VBA cannot store.
    """
    stem, _, ending = file_name.rpartition(".")
    if ending.lower() not in {"bas", "cls"}:
        raise BadModule(f"{file_name}: not a .bas or .cls file")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if ending.lower() == "cls":  # VERSION, BEGIN … END: of the file, not of the module
        first = next((n for n, line in enumerate(lines) if line.startswith("Attribute ")), 0)
        del lines[:first]
    attributes: dict[str, str] = {}
    while lines and (found := _ATTRIBUTE.fullmatch(lines[0])):
        attributes[found[1]] = found[2]
        del lines[0]
    name = attributes.get("VB_Name", f'"{stem}"').strip('"')
    if not _NAME.fullmatch(name):
        raise BadModule(f"{file_name}: {name!r} is no name of a module")
    code = "\r\n".join(lines).rstrip() + "\r\n"
    _refuse_foreign_characters(code, file_name)
    if ending.lower() == "bas":
        return Module(name, ModuleKind.PROCEDURAL, f'Attribute VB_Name = "{name}"\r\n{code}')
    return Module(name, ModuleKind.CLASS, _class_head(name, _CLASS_BASE, attributes, document=False) + code)


def document_module(name: str, base: str) -> Module:
    """The empty module of a workbook or a sheet. base: WORKBOOK_BASE or SHEET_BASE.

    Raises:
        BadModule: a name that VBA refuses.
    """
    if not _NAME.fullmatch(name):
        raise BadModule(f"{name!r} is no name of a module")
    return Module(name, ModuleKind.DOCUMENT, _class_head(name, base, {}, document=True))


def _class_head(name: str, base: str, given: Mapping[str, str], *, document: bool) -> str:
    """[MS-OVBA] 2.3.4.3: the attributes of a class module, in the order in which Excel writes them."""
    values = {
        "VB_GlobalNameSpace": "False",
        "VB_Creatable": "False",
        "VB_PredeclaredId": str(document),
        "VB_Exposed": str(document),
        "VB_TemplateDerived": "False",
        "VB_Customizable": str(document),
    }
    values |= {key: value for key, value in given.items() if key in values}
    lines = [f'Attribute VB_Name = "{name}"', f'Attribute VB_Base = "{base}"']
    lines += [f"Attribute {key} = {value}" for key, value in values.items()]
    return "\r\n".join(lines) + "\r\n"


def _refuse_foreign_characters(code: str, file_name: str) -> None:
    for number, line in enumerate(code.split("\r\n"), start=1):
        try:
            line.encode(ENCODING)
        except UnicodeEncodeError as problem:
            character = line[problem.start]
            raise BadModule(
                f"{file_name}: VBA cannot store {character!r} (U+{ord(character):04X}) in line {number} of the code; "
                "use characters of Windows-1252"
            ) from problem
