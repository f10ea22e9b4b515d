"""The bank of results and indicators from which the invented plans are made."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from kinerja_pauh.appraisal.model import Aspect, Direction, Indicator, Kind

from .data import table
from .numbers import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAYS = {"tinggi": Direction.HIGHER, "rendah": Direction.LOWER, "kualitatif": Direction.QUALITATIVE}


@dataclass(frozen=True, slots=True)
class Promise:
    """One row that a plan may hold. indicator: without number and weight, its texts still with {wilayah}.

    superior: text of the rater's result that it serves, likewise.
    """

    indicator: Indicator
    superior: str


@dataclass(frozen=True, slots=True)
class Unit:
    """How realisations in a unit are written: multiples of step, at most `most` (None: no natural limit)."""

    step: Decimal
    most: Decimal | None


@cache
def main_rows(plan: str) -> tuple[Promise, ...]:
    """All Utama rows of one kind of post, in the order of the bank."""
    results = table("plans.toml")["result"]
    superiors = {row["key"]: row["text"] for row in results if "key" in row}
    return tuple(
        Promise(indicator, row["superior_text"] if "superior_text" in row else superiors[row["superior"]])
        for row in results
        if row["plan"] == plan
        for indicator in _indicators(Kind.MAIN, row["text"], row["indicators"])
    )


@cache
def additional_rows() -> tuple[Promise, ...]:
    """All Tambahan rows; they fit any post."""
    return tuple(
        Promise(indicator, row["superior_text"])
        for row in table("plans.toml")["additional"]
        for indicator in _indicators(Kind.ADDITIONAL, row["text"], [row["indicator"]])
    )


@cache
def plans() -> tuple[str, ...]:
    """The kinds of post that the bank knows, in its order."""
    return tuple(dict.fromkeys(row["plan"] for row in table("plans.toml")["result"]))


def unit(name: str) -> Unit:
    """The manners of a unit; whole numbers where the bank says nothing."""
    row = table("plans.toml")["units"].get(name, {})
    return Unit(Decimal(row.get("step", "1")), Decimal(row["max"]) if "max" in row else None)


def _indicators(kind: Kind, result: str, rows: list[dict[str, Any]]) -> Iterator[Indicator]:
    for row in rows:
        yield Indicator(
            number="",
            kind=kind,
            result=result,
            aspect=Aspect(row["aspect"]),
            name=row["name"],
            unit=row["unit"],
            direction=_WAYS[row["way"]],
            target=_number(row, "target"),
            target_upper=_number(row, "upper"),
            weight=None,
            target_text=row.get("text", ""),
            data_source=row["source"],
        )


def _number(row: dict[str, Any], key: str) -> Decimal | None:
    return tidy(Decimal(row[key])) if key in row else None
