"""vbaProject.bin from modules ([MS-OVBA]): source text only, the same bytes every time.

There is no compiled code in it: `_VBA_PROJECT` says version 0xFFFF ([MS-OVBA] 2.3.4.1), so that Excel compiles the
source when it loads the project.
"""

from __future__ import annotations

import struct
import uuid
from typing import TYPE_CHECKING

from .compound_file import write_compound_file
from .compression import compress
from .modules import CODE_PAGE, ENCODING, BadModule, ModuleKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .modules import Module

REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        (
            r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared\OFFICE16"
            r"\MSO.DLL#Microsoft Office 16.0 Object Library"
        ),
    ),
)
"""The two libraries that Excel names in every project of its own; it finds them by number, wherever they stand."""

_UNCOMPILED = struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 0)  # [MS-OVBA] 2.3.4.1
_ENGLISH, _WINDOWS_64 = 0x0409, 3
_PROJECT_LINES = {
    ModuleKind.DOCUMENT: "Document={}/&H00000000",
    ModuleKind.PROCEDURAL: "Module={}",
    ModuleKind.CLASS: "Class={}",
}
_ORDER = tuple(_PROJECT_LINES)


def vba_project(modules: Iterable[Module], name: str) -> bytes:
    """The bytes of vbaProject.bin. name: of the project, a VBA name.

    Raises:
        BadModule: two modules of one name.
    """
    ordered = sorted(modules, key=lambda module: _ORDER.index(module.kind))
    if len({module.name.casefold() for module in ordered}) != len(ordered):
        raise BadModule("two modules of one name")
    streams = {module.name: compress(module.source.encode(ENCODING)) for module in ordered}
    streams |= {"dir": compress(_directory(ordered, name)), "_VBA_PROJECT": _UNCOMPILED}
    return write_compound_file({"VBA": streams, "PROJECT": _properties(ordered, name), "PROJECTwm": _name_map(ordered)})


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _twice(number: int, wide_number: int, text: str) -> bytes:
    """A text in the code page and again in UTF-16."""
    return _record(number, text.encode(ENCODING)) + _record(wide_number, text.encode("utf-16-le"))


def _directory(modules: Sequence[Module], name: str) -> bytes:
    """[MS-OVBA] 2.3.4.2: the `dir` stream before compression."""
    records = [  # 2.3.4.2.1, PROJECTINFORMATION
        _record(0x01, struct.pack("<I", _WINDOWS_64)),
        _record(0x02, struct.pack("<I", _ENGLISH)),
        _record(0x14, struct.pack("<I", _ENGLISH)),
        _record(0x03, struct.pack("<H", CODE_PAGE)),
        _record(0x04, name.encode(ENCODING)),
        _twice(0x05, 0x40, ""),
        _record(0x06) + _record(0x3D),
        _record(0x07, bytes(4)),
        _record(0x08, bytes(4)),
        struct.pack("<HIIH", 0x09, 4, 1, 0),
        _twice(0x0C, 0x3C, ""),
    ]
    for title, library in REFERENCES:  # 2.3.4.2.2
        text = library.encode(ENCODING)
        records += [_twice(0x16, 0x3E, title), _record(0x0D, struct.pack("<I", len(text)) + text + bytes(6))]
    records += [_record(0x0F, struct.pack("<H", len(modules))), _record(0x13, b"\xff\xff")]  # 2.3.4.2.3
    for module in modules:
        kind = 0x21 if module.kind is ModuleKind.PROCEDURAL else 0x22
        records += [
            _twice(0x19, 0x47, module.name),
            _twice(0x1A, 0x32, module.name),
            _twice(0x1C, 0x48, ""),
            _record(0x31, bytes(4)),  # the source stands at the beginning of its stream: no compiled code before it
            _record(0x1E, bytes(4)),
            _record(0x2C, b"\xff\xff"),
            _record(kind),
            _record(0x2B),
        ]
    return b"".join((*records, _record(0x10)))


def _properties(modules: Sequence[Module], name: str) -> bytes:
    """[MS-OVBA] 2.3.1: the PROJECT stream."""
    project_id = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"vba:{name}")).upper() + "}"
    lines = [
        f'ID="{project_id}"',
        *(_PROJECT_LINES[module.kind].format(module.name) for module in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_obfuscated(bytes(4), project_id)}"',  # 2.3.1.15: not protected
        f'DPB="{_obfuscated(bytes(1), project_id)}"',  # 2.3.1.16: no password
        f'GC="{_obfuscated(bytes([0xFF]), project_id)}"',  # 2.3.1.17: visible
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines).encode(ENCODING)


def _name_map(modules: Sequence[Module]) -> bytes:
    """[MS-OVBA] 2.3.3: the PROJECTwm stream."""
    names = [module.name for module in modules]
    return b"".join(n.encode(ENCODING) + b"\0" + n.encode("utf-16-le") + b"\0\0" for n in names) + b"\0\0"


def _obfuscated(data: bytes, project_id: str) -> str:
    """[MS-OVBA] 2.4.3.2 with seed 0, which needs no padding."""
    key = sum(project_id.encode("ascii")) & 0xFF
    out = [0, 2, key]  # seed, version and key, each mixed with the seed
    plain, previous, before = key, key, 2
    for byte in struct.pack("<I", len(data)) + data:
        mixed = byte ^ ((before + plain) & 0xFF)
        out.append(mixed)
        plain, previous, before = byte, mixed, previous
    return bytes(out).hex().upper()
