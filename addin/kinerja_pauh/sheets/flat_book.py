"""A workbook of flat tables that is only read: what an action found, a sheet a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Value

HEADER_ROW = 5
FIRST_ROW = HEADER_ROW + 1


@dataclass(frozen=True, slots=True)
class FlatSheet:
    """about: what one row is and what to do with it. rows: as long as the heads.

    printed: how many columns from the left stand on paper, 0 for all; the others are for the screen and for filters.
    """

    name: str
    about: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    printed: int = 0


@dataclass(frozen=True, slots=True)
class FlatBook:
    """title: the document property. heading: whose and when, on every sheet."""

    title: str
    heading: str
    sheets: tuple[FlatSheet, ...]
