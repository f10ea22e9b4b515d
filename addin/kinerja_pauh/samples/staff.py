"""The invented office: who works there, who rates whom, and what each has promised for the year."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Employee, Office, Period

from .data import table
from .people import invent
from .plans import plan_for
from .posts import posts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.model import Indicator

    from .posts import Post

SEED = 137108  # the area code of Kecamatan Pauh
SMALLEST = 5


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """employees: the rater outside first (not active), then the rated, each after his or her rater.

    plans: NIP -> indicators, for the rated only. kinds: NIP -> kind of post ("camat", "staf_pelayanan", …).
    """

    office: Office
    period: Period
    employees: tuple[Employee, ...]
    plans: Mapping[str, tuple[Indicator, ...]]
    kinds: Mapping[str, str]

    @property
    def rated(self) -> tuple[Employee, ...]:
        """The employees that are rated."""
        return tuple(employee for employee in self.employees if employee.active)


def office(size: int = 60, year: int = 2026) -> SampleOffice:
    """An office with `size` rated people; a larger one begins with the people of a smaller one.

    Raises:
        ValueError: fewer than five people make no office.
    """
    if size < SMALLEST:
        raise ValueError(f"Kantor contoh berisi paling sedikit {SMALLEST} pegawai. Tulis angka yang lebih besar.")
    filled = posts(size + 1)
    employees = _employees(filled, year)
    plans, kinds = {}, {}
    for number, (post, employee) in enumerate(zip(filled, employees, strict=True)):
        if employee.active:
            rater = None if post.rater is None else filled[post.rater]
            plans[employee.nip] = plan_for(random.Random(SEED + number), post, rater)
            kinds[employee.nip] = post.plan
    words = table("office.toml")
    return SampleOffice(
        Office(words["agency"], words["unit"], words["place"]), year_period(year), employees, plans, kinds
    )


def year_period(year: int) -> Period:
    """The whole calendar year."""
    return Period(f"Tahunan {year}", date(year, 1, 1), date(year, 12, 31))


def _employees(filled: list[Post], year: int) -> tuple[Employee, ...]:
    ages = table("office.toml")["ages"]
    people = list(invent(random.Random(SEED), ((p.civil, *ages[p.type]) for p in filled), year))
    return tuple(
        Employee(
            nip=nip,
            name=name,
            civil=post.civil,
            rank=post.rank,
            position=post.title,
            position_type=post.type,
            unit=post.unit,
            rater=_nip(post.rater, people),
            # The superior of a rater is whoever rates the rater; the Camat's is the Wali Kota, who has no NIP.
            superior=_nip(None if post.rater is None else filled[post.rater].rater, people),
            active=bool(post.plan),
        )
        for post, (nip, name) in zip(filled, people, strict=True)
    )


def _nip(place: int | None, people: list[tuple[str, str]]) -> str:
    return "" if place is None else people[place][0]
