"""Small edits in the XML files of a LibreOffice profile: all else in them stays as LibreOffice wrote it, byte for byte.

A library is one line of `script.xlc` and `dialog.xlc`; trusted folders are one setting of `registrymodifications.xcu`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr, unescape

from kinerja_pauh.adapters.libreoffice.problems import OfficeProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME = "{http://openoffice.org/2000/library}name"
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DOCTYPE = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">\n'
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'

EMPTY_LIBRARIES = (
    _HEAD
    + _DOCTYPE.format("library:libraries", "libraries")
    + f'<library:libraries {_LIBRARY} xmlns:xlink="http://www.w3.org/1999/xlink">\n</library:libraries>\n'
)
EMPTY_SETTINGS = (
    _HEAD + '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n</oor:items>\n'
)
_TRUSTED = re.compile(
    rf'<item oor:path="{_SCRIPTING}"><prop oor:name="SecureURL"[^>]*>(?P<value>.*?)</prop></item>[ \t]*\n?', re.DOTALL
)
_IT = re.compile(r"<it>(.*?)</it>", re.DOTALL)


class ProfileDamaged(OfficeProblem):
    """A file of the profile is not what LibreOffice writes."""

    sentence = (
        "Profil LibreOffice tidak dapat dibaca: buka dan tutup LibreOffice sekali, lalu ulangi; "
        "bila tetap begitu, atur ulang profil lewat Bantuan > Mulai Ulang dalam Mode Aman."
    )


def module(name: str, source: str) -> str:
    """A Basic module file (.xba)."""
    return (
        _HEAD
        + _DOCTYPE.format("script:module", "module")
        + f'<script:module xmlns:script="http://openoffice.org/2000/script" script:name={quoteattr(name)} '
        f'script:language="StarBasic">{escape(source, {chr(34): "&quot;"})}</script:module>\n'
    )


def library(name: str, modules: Sequence[str]) -> str:
    """The list of a library's modules (script.xlb) or dialogs (dialog.xlb)."""
    lines = "".join(f" <library:element library:name={quoteattr(one)}/>\n" for one in modules)
    return (
        _HEAD
        + _DOCTYPE.format("library:library", "library")
        + f'<library:library {_LIBRARY} library:name={quoteattr(name)} library:readonly="false" '
        f'library:passwordprotected="false">\n{lines}</library:library>\n'
    )


def modules_of(text: str) -> list[str]:
    """The names in a list of modules.

    Raises:
        ProfileDamaged: it is none.
    """
    return [one.get(_NAME, "") for one in _parsed(text)]


def has_library(text: str, name: str) -> bool:
    """Whether the list of libraries names it.

    Raises:
        ProfileDamaged: it is no such list.
    """
    return name in modules_of(text)


def with_library(text: str, name: str) -> str:
    """The list of libraries with one more at its end; the same text where it is there already.

    Raises:
        ProfileDamaged: it is no such list.
    """
    if has_library(text, name):
        return text
    line = f' <library:library library:name={quoteattr(name)} library:link="false"/>\n'
    return _before_end(text, "library:libraries", line, lambda made: has_library(made, name))


def without_library(text: str, name: str) -> str:
    """The list of libraries without it.

    Raises:
        ProfileDamaged: it is no such list.
    """
    if not has_library(text, name):
        return text
    line = re.compile(rf'[ \t]*<library:library\s[^>]*library:name="{re.escape(name)}"[^>]*?/>[ \t]*\n?')
    made = line.sub("", text, count=1)
    if has_library(made, name):
        raise ProfileDamaged(name)
    return made


def trusted_folders(text: str) -> list[str]:
    """The URLs whose documents may run macros.

    Raises:
        ProfileDamaged: the settings cannot be read.
    """
    _parsed(text)
    found = _TRUSTED.search(text)
    return [unescape(one) for one in _IT.findall(found["value"])] if found else []


def with_trusted_folders(text: str, urls: Sequence[str]) -> str:
    """The settings with exactly these trusted folders; none: as if it was never set.

    Raises:
        ProfileDamaged: the settings cannot be read.
    """
    if trusted_folders(text) == list(urls):
        return text
    items = "".join(f"<it>{escape(url)}</it>" for url in urls)
    line = (
        f'<item oor:path="{_SCRIPTING}"><prop oor:name="SecureURL" oor:op="fuse"><value>{items}</value></prop></item>\n'
    )
    if _TRUSTED.search(text):
        return _TRUSTED.sub(lambda _: line if urls else "", text, count=1)
    return _before_end(text, "oor:items", line, lambda made: trusted_folders(made) == list(urls))


def _before_end(text: str, tag: str, line: str, good: Callable[[str], bool]) -> str:
    """A line put before the end of the outermost element."""
    opened = re.sub(rf"(<{tag}\b[^>]*?)\s*/>\s*\Z", rf"\1>\n</{tag}>\n", text)
    head, end, tail = opened.rpartition(f"</{tag}>")
    made = head + line + end + tail
    if not end or not good(made):
        raise ProfileDamaged(tag)
    return made


def _parsed(text: str) -> ET.Element:
    """Its elements. LibreOffice declares no entities, so whoever does wants to blow us up."""
    if "<!ENTITY" in text:
        raise ProfileDamaged("entity")
    try:
        return ET.fromstring(text.encode())  # noqa: S314  no entities, as just seen; expat loads nothing from outside
    except ET.ParseError as error:
        raise ProfileDamaged(str(error)) from None
