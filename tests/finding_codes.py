"""The codes of all findings, gathered from the source: every literal that stands where a code is passed."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import kinerja_pauh

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOMS = ("appraisal", "sheets", "actions")
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
CALLED = re.compile(r"Finding|_?add|_at|_\w*finding")
"""What makes a finding: the class itself, `add` of a table reader, and the small helpers of a module."""


def all_codes() -> set[str]:
    """Every code that a finding can carry."""
    return {code for path in _modules() for code in codes_in(path.read_text("utf-8"))}


def codes_in(source: str) -> Iterator[str]:
    """The codes of one module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and CALLED.fullmatch(_name(node.func)):
            yield from filter(CODE.fullmatch, _literals(node))


def _modules() -> Iterator[Path]:
    root = Path(kinerja_pauh.__file__).parent
    for room in ROOMS:
        yield from sorted((root / room).rglob("*.py"))


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _literals(call: ast.Call) -> Iterator[str]:
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
