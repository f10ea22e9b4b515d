"""What the dashboard shows: the recap's figures, and one page of details a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.overview import Rated, RatedPart
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.appraisal.trace import Step

    from .recap_layout import RecapBook


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """One person. trees: how predicate and final score came about; trend: label and result of earlier periods.

    parts: every result of the period, in order of time, where the person moved or acted for another post.
    """

    person: Rated
    unit: str
    predicate: str
    trees: tuple[Step, ...]
    trend: Sequence[tuple[str, Result]]
    parts: tuple[RatedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Dashboard:
    """book: as it stands in the recap workbook. named: False where names, posts and free words were left out."""

    book: RecapBook
    people: tuple[PersonDetails, ...]
    named: bool
