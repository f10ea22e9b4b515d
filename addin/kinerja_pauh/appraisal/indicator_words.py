"""Target and realisation of an indicator as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Direction
from .wording import show

if TYPE_CHECKING:
    from .model import Indicator


NONE_YET = "belum ada"


def target_text(row: Indicator, missing: str = NONE_YET) -> str:
    """A target: "90–100 persen", "3 hari kerja", or the words of a qualitative one."""
    if row.direction is Direction.QUALITATIVE or row.target is None:
        return row.target_text or missing
    span = show(row.target) if row.target_upper is None else f"{show(row.target)}–{show(row.target_upper)}"
    return f"{span} {row.unit}".strip()


def reached_text(row: Indicator, missing: str = NONE_YET) -> str:
    """What was reached, with its unit; the rating of a qualitative one."""
    if row.direction is Direction.QUALITATIVE:
        return str(row.rating or missing)
    return missing if row.realisation is None else f"{show(row.realisation)} {row.unit}".strip()
