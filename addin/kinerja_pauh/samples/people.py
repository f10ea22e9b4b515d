"""Names and NIP of people who do not exist."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle, product
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Civil

from .data import table

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    Profile = tuple[Civil, int, int]

MAN, WOMAN = 1, 2
SERIALS = range(901, 1000)  # far above what one day's intake reaches, so that no real number is hit
APPOINTMENT_MONTHS = (1, 2, 3, 4)
CONTRACT = "21"  # digits 13-14 of an NI PPPK as seen in practice


def invent(rng: random.Random, profiles: Iterable[Profile], year: int) -> Iterator[tuple[str, str]]:
    """(NIP, name) of one person after another, no NIP twice; names repeat only after several hundred people.

    profiles: status and youngest and oldest age in the year. A longer list begins with the people of a shorter one.
    """
    names = {sex: _names(rng, given) for sex, given in ((MAN, "men"), (WOMAN, "women"))}
    taken: set[str] = set()
    for civil, youngest, oldest in profiles:
        sex = rng.choice((MAN, WOMAN))
        nip = ""
        while not nip or nip in taken:
            nip = _number(rng, civil, sex, year - rng.randint(youngest, oldest), year)
        taken.add(nip)
        yield nip, next(names[sex])


def _names(rng: random.Random, given: str) -> Iterator[str]:
    words = table("office.toml")["names"]
    pairs = list(product(words[given], words["second"]))
    rng.shuffle(pairs)
    return cycle(f"{first} {second} {words['mark']}" for first, second in pairs)


def _number(rng: random.Random, civil: Civil, sex: int, born: int, year: int) -> str:
    """18 digits: birth date, appointment (year and month; PPPK: year and contract), sex, serial."""
    birth = date(born, 1, 1) + timedelta(days=rng.randrange(365))
    if civil in {Civil.PPPK, Civil.PPPK_PART_TIME}:
        appointed = f"{rng.randint(year - 4, year - 1)}{CONTRACT}"
    elif civil is Civil.CPNS:
        appointed = f"{year - 1}{rng.choice(APPOINTMENT_MONTHS):02}"
    else:
        first = rng.randint(born + 22, min(born + 28, year - 2))
        appointed = f"{first}{rng.choice(APPOINTMENT_MONTHS):02}"
    return f"{birth:%Y%m%d}{appointed}{sex}{rng.choice(SERIALS)}"
