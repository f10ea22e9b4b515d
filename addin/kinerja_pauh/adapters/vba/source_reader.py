"""Reading the source text of every module out of a vbaProject.bin that a stranger may have made."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.ports import UnusableFile

from .compound_reader import BadCompoundFile, read_compound_file
from .compression import BadCompression, decompress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LARGEST_SOURCE = 8 * 1024 * 1024
_DAMAGED = "Makro di berkas ini rusak. Minta pengirim mengisi lagi formulir aslinya."
_VERSION, _MODULES_END = 0x09, 0x10
_CODE_PAGE, _STREAM, _OFFSET = 0x03, 0x1A, 0x31
_REGISTERED, _OTHER_REFERENCES = 0x0D, frozenset({0x0E, 0x2F, 0x33})  # to a project, a control, an original
_LIBRARY_ID = re.compile(rb"\{([0-9A-Fa-f-]{36})\}")
_OWN_STREAMS = re.compile(r"PROJECT|PROJECTwm|PROJECTlk|VBA/(?:dir|_VBA_PROJECT|__SRP_[0-9a-fA-F]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProjectText:
    """What a project says. sources: module -> its text; libraries: what it refers to, by number or as written;
    extras: streams that belong to no module, such as dialogs."""

    sources: Mapping[str, str]
    libraries: frozenset[str]
    extras: frozenset[str]


def read_project(data: bytes) -> ProjectText:
    """The texts of a vbaProject.bin.

    Raises:
        UnusableFile: damaged, or no VBA project.
    """
    try:
        streams = read_compound_file(data)
        return _project(streams)
    except (BadCompoundFile, BadCompression, LookupError, struct.error, UnicodeError) as problem:
        raise UnusableFile(_DAMAGED) from problem


def _project(streams: Mapping[str, bytes]) -> ProjectText:
    known = {name.casefold(): data for name, data in streams.items()}
    encoding = "cp1252"
    libraries: set[str] = set()
    modules: list[tuple[str, int]] = []
    stream = ""
    for number, content in _records(decompress(known["vba/dir"], _LARGEST_SOURCE)):
        if number == _CODE_PAGE:
            encoding = f"cp{struct.unpack('<H', content)[0]}"
        elif number == _REGISTERED and (found := _LIBRARY_ID.findall(content)):
            libraries |= {one.decode("ascii").upper() for one in found}
        elif number == _REGISTERED or number in _OTHER_REFERENCES:
            libraries.add(content.decode("latin-1"))
        elif number == _STREAM:
            stream = content.decode(encoding)
        elif number == _OFFSET:
            modules.append((stream, struct.unpack("<I", content)[0]))
    sources = {
        name: decompress(known[f"vba/{name}".casefold()][offset:], _LARGEST_SOURCE).decode(encoding, "replace")
        for name, offset in modules
    }
    owned = {f"vba/{name}".casefold() for name, _ in modules}
    extras = {name for name in streams if name.casefold() not in owned and not _OWN_STREAMS.fullmatch(name)}
    return ProjectText(sources, frozenset(libraries), frozenset(extras))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """[MS-OVBA] 2.3.4.2: number and content of the records of the `dir` stream, one after the other."""
    at = 0
    while at + 6 <= len(data):
        number, size = struct.unpack_from("<HI", data, at)
        if number == _VERSION:  # 2.3.4.2.1.11: its size says 4, and 6 bytes follow
            size = 6
        at += 6
        if at + size > len(data):
            raise BadCompression("a record beyond the end")
        yield number, data[at : at + size]
        if number == _MODULES_END:
            return
        at += size
