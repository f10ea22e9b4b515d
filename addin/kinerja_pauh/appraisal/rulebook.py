"""The law's numbers as the core wants them; `regulations` fills them in from dated files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from .model import Rating

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Provision(Generic[T]):
    """One thing a regulation says. confidence: V2 (two sources), V1 (one), M (memory), D (our design).

    unit: "persen", "nilai", "hari", "" for words.
    """

    value: T
    unit: str
    source: str
    confidence: str

    @property
    def is_setting(self) -> bool:
        """Whether the office may change it: what we know only from memory or chose ourselves (M, D)."""
        return self.confidence in {"M", "D"}


@dataclass(frozen=True, slots=True)
class Band:
    """A label that holds from its floor (included) up to the next band's floor. needs_idea: only with a new idea."""

    floor: Decimal
    label: str
    needs_idea: bool = False


@dataclass(frozen=True, slots=True)
class AdditionalBand:
    """Kinerja tambahan: from this capaian (whole percent, included), share P in percent and nilai."""

    floor: Decimal
    category: str
    share: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """One BerAKHLAK value with its three official guides (panduan perilaku)."""

    name: str
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything a score of the default profile needs. Percent and score values are plain Decimals (70, 120).

    in_force_until: last day included, None while in force. grades and additional_bands run from best to worst and the
    last one has floor 0, so there is no gap. matrix: (work rating, behaviour rating) -> predicate, all nine cells.
    outside_cap: points by which accepted outside factors may raise nilai hasil kerja over the raw one.
    """

    id: str
    name: str
    in_force_from: date
    in_force_until: date | None
    score_cap: Provision[Decimal]
    work_cap: Provision[Decimal]
    rating_scores: Provision[Mapping[Rating, Decimal]]
    additional_bands: Provision[tuple[AdditionalBand, ...]]
    additional_cap: Provision[Decimal]
    work_share: Provision[Decimal]
    work_share_with_peers: Provision[Decimal]
    grades: Provision[tuple[Band, ...]]
    work_above: Provision[Decimal]
    work_meets: Provision[Decimal]
    matrix: Provision[Mapping[tuple[Rating, Rating], str]]
    values: Provision[tuple[Value, ...]]
    capaian_higher: Provision[str]
    capaian_lower: Provision[str]
    capaian_range: Provision[str]
    behaviour_mean: Provision[str]
    behaviour_median: Provision[str]
    outside_factor: Provision[str]
    outside_cap: Provision[Decimal]
    objection_days: Provision[Decimal]
    with_peers: bool = False

    @property
    def caps_factors(self) -> bool:
        """Whether the cap can bind at all: from the highest nilai hasil kerja upward no score can rise by more."""
        return self.outside_cap.value < self.work_cap.value

    @property
    def shares(self) -> tuple[Decimal, Decimal]:
        """Percent of hasil kerja and of perilaku in the final score."""
        work = (self.work_share_with_peers if self.with_peers else self.work_share).value
        return work, 100 - work
