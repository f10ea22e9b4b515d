"""The text of xlwings.conf, one `"KEY","VALUE"` a line.

VBA takes the first line of a key, in any case; xlwings in Python the last one. So we leave one a key, above all others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

INTERPRETER = "INTERPRETER_WIN"
WORKBOOK_FOLDER = "ADD_WORKBOOK_TO_PYTHONPATH"
FUNCTIONS = "UDF MODULES"
OUR_FUNCTIONS = "kinerja_pauh.faces.udf"

_LINE = re.compile(r'\s*"?(?P<key>[^",]*)"?\s*,\s*"?(?P<value>.*?)"?\s*')


def value_of(text: str, key: str) -> str | None:
    """What stands under a key; None where nothing does."""
    values = (found["value"] for line in text.splitlines() if (found := _of(line, key)))
    return next(values, None)


def our_settings(text: str, python: str) -> dict[str, str]:
    """What has to stand there. Modules of functions that the user named are kept beside ours."""
    modules = [one for one in (value_of(text, FUNCTIONS) or "").split(";") if one]
    if OUR_FUNCTIONS not in modules:
        modules.append(OUR_FUNCTIONS)
    return {INTERPRETER: python, WORKBOOK_FOLDER: "False", FUNCTIONS: ";".join(modules)}


def with_values(text: str, values: Mapping[str, str | None]) -> str:
    """The text with these values, and without the keys whose value is None; all other lines as they are."""
    if all(_lines(text, key) == ([] if value is None else [value]) for key, value in values.items()):
        return text
    end = "\n" if "\n" in text and "\r\n" not in text else "\r\n"
    new = "".join(f'"{key}","{value}"{end}' for key, value in values.items() if value is not None)
    rest = [line for line in text.splitlines(keepends=True) if not any(_of(line, key) for key in values)]
    return new + "".join(rest)


def restored(text: str, ours: Mapping[str, str], before: str) -> str:
    """What the user has after changes of their own, with our values given back as they were before us."""
    still = [key for key, value in ours.items() if value_of(text, key) == value]
    return with_values(text, {key: value_of(before, key) for key in still})


def _of(line: str, key: str) -> re.Match[str] | None:
    found = _LINE.fullmatch(line)
    return found if found and found["key"].strip().lower() == key.lower() else None


def _lines(text: str, key: str) -> list[str]:
    return [found["value"] for line in text.splitlines() if (found := _of(line, key))]
