"""The golden cases of `golden/law_cases.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

CASES = tomllib.loads((Path(__file__).parent / "golden" / "law_cases.toml").read_text("utf-8"), parse_float=Decimal)


def law_cases(name: str) -> list[list[Any]]:
    """The rows of one table."""
    return CASES[name]
