"""The posts of the invented office in the order in which they are filled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from kinerja_pauh.appraisal.model import Civil

from .data import table

if TYPE_CHECKING:
    from collections.abc import Iterator

LEADERS = {"JPT Pratama", "Administrator", "Pengawas"}


@dataclass(frozen=True, slots=True)
class Post:
    """One filled post. plan: which part of the bank its plan comes from, "" for the rater outside.

    rater: place in the list of the post that rates this one, None where that is nobody with a NIP. area: kelurahan or
    kecamatan in which it works, as written in plans.
    """

    title: str
    type: str
    unit: str
    area: str
    plan: str
    rater: int | None
    civil: Civil
    rank: str

    @property
    def leads(self) -> bool:
        """Whether it is a structural post."""
        return self.type in LEADERS


def posts(how_many: int) -> list[Post]:
    """The first posts; the very first is the rater outside. Whoever rates stands before those rated."""
    return list(islice(_posts(), how_many))


def _posts() -> Iterator[Post]:
    holders: dict[tuple[str, str], int] = {}
    turns: Counter[int] = Counter()
    for place, (number, row, kelurahan) in enumerate(_rows()):
        civil, rank = row["filled"][turns[number] % len(row["filled"])]
        turns[number] += 1
        rater = holders.get((row["rater"], kelurahan), holders.get((row["rater"], "")))
        holders[row.get("key", ""), kelurahan] = place
        yield Post(
            title=row["title"].format(kelurahan=kelurahan),
            type=row["type"],
            unit=row["unit"].format(kelurahan=kelurahan),
            area=f"Kelurahan {kelurahan}" if kelurahan else table("office.toml")["district"],
            plan=row["plan"],
            rater=rater if row["rater"] else None,
            civil=Civil(civil),
            rank=rank,
        )


def _rows() -> Iterator[tuple[int, dict[str, Any], str]]:
    """(number of the entry, entry, kelurahan or "") without end: all entries once, then those to be filled again."""
    rows = list(enumerate(table("office.toml")["post"]))
    while True:
        for number, row in rows:
            for kelurahan in table("office.toml")["kelurahan"] if "each" in row else ("",):
                yield number, row, kelurahan
        rows = [(number, row) for number, row in rows if row.get("again")]
