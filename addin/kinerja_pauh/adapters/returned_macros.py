"""Whether the macros in a returned form are those it was handed out with. They are read as text and never run.

Excel rewrites the whole project at every save: it adds compiled code, changes the case of names and adds modules for
new sheets. So source text is compared, names in any case, and modules without code are passed over. Compiled code
cannot be compared; what is held against the form is only what a person would read in the editor.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.package_guard import package_from_bytes
from kinerja_pauh.adapters.shipped_folders import bundled_folder
from kinerja_pauh.adapters.templates.names import FORM, with_macros
from kinerja_pauh.adapters.vba.source_reader import read_project
from kinerja_pauh.adapters.workbook_parts import read_workbook, relations_of
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.adapters.package_guard import Package

Code = tuple[str, ...]
"""The lines of a module as they are compared."""

_ATTRIBUTE = re.compile(r'Attribute [\w.]+ = (?:"[^"]*"|True|False|-?\d+)')
_OUTSIDE_TEXT = re.compile(r'"[^"]*"|[^"]+')
_NO_CODE: frozenset[Code] = frozenset({(), ("option explicit",)})  # Excel may be told to begin every module so
_LIBRARIES = frozenset(
    {
        "00020430-0000-0000-C000-000000000046",  # OLE Automation
        "2DF8D04C-5BFA-101B-BDE5-00AA0044DE52",  # Microsoft Office
        "000204EF-0000-0000-C000-000000000046",  # Visual Basic for Applications
        "00020813-0000-0000-C000-000000000046",  # Microsoft Excel
    }
)
_OLD_MACROS = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})
_CURE = "Nilainya tidak diambil. Minta penilai mengisi lagi formulir aslinya."


def refuse_foreign_macros(returned: bytes, issued: bytes) -> None:
    """Do nothing when the macros are those of the issued file or of the shipped form, or when there are none.

    Raises:
        UnusableFile: other macros, or damaged ones. Implements ports.MacroGuard.
    """
    found = _macros(package_from_bytes(returned))
    if not found:
        return
    own = _macros(package_from_bytes(issued))
    if found not in (own, _shipped()):
        strange = _strange_module(found, own or _shipped())
        raise UnusableFile(f'Makro "{strange}" di berkas ini tidak sama dengan yang dibagikan. {_CURE}')


def _macros(package: Package) -> Mapping[str, Code]:
    """Module, in small letters -> its code; modules without code are left out."""
    workbook = read_workbook(package)
    relations = relations_of(package, workbook.part).values()
    if any(relation.kind in _OLD_MACROS for relation in relations):
        raise UnusableFile(f"Berkas ini memuat lembar makro Excel lama, yang tidak dipakai formulir. {_CURE}")
    found: dict[str, Code] = {}
    for relation in relations:
        if relation.kind != "vbaProject":
            continue
        project = read_project(package.read(relation.target))
        if project.extras or not project.libraries <= _LIBRARIES:
            raise UnusableFile(f"Makro di berkas ini memakai dialog atau pustaka yang tidak dipakai formulir. {_CURE}")
        found |= {name.casefold(): code_of(source) for name, source in project.sources.items()}
    return {name: code for name, code in found.items() if code not in _NO_CODE}


def code_of(source: str) -> Code:
    """A module's lines without attributes, trailing blanks and blank lines, everything but texts in small letters.

    >>> code_of('Attribute VB_Name = "A"\\r\\nSub Tekan()  \\r\\n\\r\\n  MsgBox "Ya"\\r\\nEnd Sub\\r\\n')
    ('sub tekan()', '  msgbox "Ya"', 'end sub')
    """
    lines = (line.rstrip() for line in source.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return tuple(_OUTSIDE_TEXT.sub(_folded, line) for line in lines if line and not _ATTRIBUTE.fullmatch(line))


def _folded(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith('"') else match[0].casefold()


def _strange_module(found: Mapping[str, Code], own: Mapping[str, Code]) -> str:
    """The first module that is new or changed, else the first that is missing."""
    strange = [name for name, code in found.items() if own.get(name) != code]
    return min(strange or [name for name in own if name not in found])


@cache
def _shipped() -> Mapping[str, Code]:
    path = bundled_folder("workbook_templates") / with_macros(FORM)
    return _macros(package_from_bytes(path.read_bytes()))
