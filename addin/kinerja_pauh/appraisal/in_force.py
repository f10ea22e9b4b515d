"""Which regulation, and when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Regulation:
    """in_force_until: last day included, None while in force."""

    id: str
    name: str
    in_force_from: date
    in_force_until: date | None
