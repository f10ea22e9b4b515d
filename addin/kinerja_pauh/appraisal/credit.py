"""Angka kredit of a functional post from its predicate (PermenPANRB 1/2023 ps. 37): a simulation, BKN decides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .rounding import divide, half_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .in_force import Regulation
    from .rulebook import Provision

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Level:
    """One jenjang. coefficient: angka kredit a year. for_rank, for_level: what the next pangkat or jenjang takes.

    next_level: "" and for_level None where there is none above.
    """

    name: str
    coefficient: Decimal
    ranks: tuple[str, ...]
    for_rank: Decimal
    for_level: Decimal | None
    next_level: str


@dataclass(frozen=True, slots=True)
class CreditTable:
    """percents: predicate -> percent of the coefficient. levels: name of the jenjang -> level."""

    regulation: Regulation
    percents: Provision[Mapping[str, Decimal]]
    levels: Provision[Mapping[str, Level]]


@dataclass(frozen=True, slots=True)
class Credit:
    """One line of the conversion sheet: so many months with one predicate.

    points: exact for a whole year, two decimals for a part.
    """

    predicate: str
    months: int
    percent: Decimal
    coefficient: Decimal
    points: Decimal


def credit(level: str, predicate: str, table: CreditTable, months: int = MONTHS) -> Credit:
    """What a predicate held for so many months of a year is worth.

    Raises:
        KeyError: no such jenjang or predicate.
        ValueError: months is not 1 to 12.
    """
    if not 1 <= months <= MONTHS:
        raise ValueError(f"Jumlah bulan harus 1 sampai {MONTHS}.")
    percent, coefficient = table.percents.value[predicate], table.levels.value[level].coefficient
    year = percent * coefficient / 100
    points = year.normalize() if months == MONTHS else half_up(divide(year * months, Decimal(MONTHS)))
    return Credit(predicate, months, percent, coefficient, points)
