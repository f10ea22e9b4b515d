"""Golongan and pangkat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import Civil

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .in_force import Regulation
    from .rulebook import Provision


@dataclass(frozen=True, slots=True)
class Ranks:
    """names: golongan/ruang of a PNS -> pangkat, lowest first. contract: golongan of PPPK, lowest first; no pangkat."""

    regulation: Regulation
    names: Provision[Mapping[str, str]]
    contract: Provision[tuple[str, ...]]


def rank_choices(civil: Civil | None, ranks: Ranks) -> tuple[str, ...]:
    """What may stand under Pangkat/Gol. for a status ("Penata Muda, III/a" or "IX"); all while it is unknown."""
    names = tuple(f"{name}, {code}" for code, name in ranks.names.value.items())
    if civil is None:
        return (*names, *ranks.contract.value)
    return ranks.contract.value if civil in {Civil.PPPK, Civil.PPPK_PART_TIME} else names
