"""The TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A file's content, read once; callers leave it as it is."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
