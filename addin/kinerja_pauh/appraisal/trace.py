"""How a value came about, as a tree that a person can follow with a pocket calculator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """One value and where it comes from.

    value: None while it does not exist yet (belum lengkap). formula: the computation in words and numbers, "" for an
    entry. where: the entry's cell ("Hasil Kerja!M7"), "" for a computed value. source and confidence: the rule that
    says so and how well we know it (V2, V1, M, D of docs/panduan/dasar-hukum.md); "" where the step needs no rule.
    """

    label: str
    value: Decimal | str | None
    formula: str = ""
    where: str = ""
    source: str = ""
    confidence: str = ""
    parts: tuple[Step, ...] = ()

    @property
    def basis(self) -> str:
        """The rule with its confidence, "" where the step needs none."""
        return f"{self.source} ({self.confidence})" if self.source else ""

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Step]]:
        """This step and all below it, each with its depth, in reading order."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)
