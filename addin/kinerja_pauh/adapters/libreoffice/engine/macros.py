"""Macros that live in a workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.libreoffice.remote import call_patiently

if TYPE_CHECKING:
    from collections.abc import Sequence

_CALL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")


def split_macro(macro: str) -> tuple[str | None, str]:
    """The workbook that a macro's name begins with, and the rest: ("Induk.xlsm", "Tombol.Rekap")."""
    found = _CALL.fullmatch(macro)
    if not found:
        return None, macro
    return (found[1] or found[2]).replace("''", "'"), found[3]


def macro_url(document: Any, macro: str) -> str:  # noqa: ANN401  UNO
    """How LibreOffice calls "Module.Procedure" or "Procedure" of a workbook.

    Raises:
        KeyError: no module of the workbook has it.
    """
    module, _, procedure = macro.rpartition(".")
    begins = re.compile(rf"(?im)^\s*(?:public\s+|private\s+)?(?:static\s+)?(?:sub|function)\s+{re.escape(procedure)}\b")
    libraries = document.BasicLibraries
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        for name in modules.ElementNames:
            if module.lower() not in ("", name.lower(), f"{library}.{name}".lower()):
                continue
            if begins.search(modules.getByName(name)):
                return f"vnd.sun.star.script:{library}.{name}.{procedure}?language=Basic&location=document"
    raise KeyError(macro)


def run_macro(document: Any, url: str, arguments: Sequence[Any]) -> Any:  # noqa: ANN401  UNO
    """What the macro returns; one that fails or may not run can pass in silence, so look at its effect."""
    script = document.getScriptProvider().getScript(url)
    result, *_ = call_patiently(script, "invoke", tuple(arguments), (), ())
    return result
