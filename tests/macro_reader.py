"""Macros as oletools finds them in a file: a reader that shares nothing with our own."""

from __future__ import annotations

import re
import warnings
import zipfile
from typing import TYPE_CHECKING

with warnings.catch_warnings():  # oletools calls its parser library by names that the library has given up
    warnings.simplefilter("ignore")
    from oletools.olevba import VBA_Parser, decompress_stream

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["called_macros", "code_lines", "decompress_stream", "public_subs", "vba_modules"]


def vba_modules(path: Path) -> dict[str, str]:
    """Module name -> its text; empty for a file without macros."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = VBA_Parser(str(path))
        try:
            found = list(parser.extract_macros()) if parser.detect_vba_macros() else []
        finally:
            parser.close()
    return {name.rpartition(".")[0]: code for _, _, name, code in found}


def code_lines(code: str) -> list[str]:
    """The lines that a person wrote: no attributes, no blank lines."""
    lines = code.replace("\r\n", "\n").split("\n")
    return [line for line in lines if line.strip() and not line.startswith("Attribute ")]


def public_subs(code: str) -> set[str]:
    """Names of what a button can call."""
    return set(re.findall(r"^Public Sub (\w+)", code, re.MULTILINE))


def called_macros(path: Path) -> set[str]:
    """What the buttons and the ribbon of a file call."""
    with zipfile.ZipFile(path) as package:
        names = [n for n in package.namelist() if n.endswith(".vml") or n.startswith("customUI/")]
        texts = [package.read(name).decode() for name in names]
    return {name for text in texts for name in re.findall(r'(?:<x:FmlaMacro>\[0\]!|onAction=")(\w+)', text)}
