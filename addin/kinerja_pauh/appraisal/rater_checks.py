"""What a rater's ratings show that is worth a talk, and how little each sign proves by itself.

A sign is no verdict and changes nothing. How often an honest rater shows it by chance was simulated: correlated halves
of a score, the seven values alike to a degree, the usual share of each rating.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import Rating
from .scoring import example_needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .scoring import Result

FEWEST = 4
"""People a rater must have before sameness says anything."""
MANY = 7
"""From here on sameness is seldom chance."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing seen. what: in two or three words; seen: a sentence with head-counts; limit: what it does not prove."""

    what: str
    seen: str
    limit: str


def rater_signs(results: Sequence[Result], earlier: Mapping[str, Result] | None = None) -> tuple[Sign, ...]:
    """The signs of one rater's results. earlier: NIP -> result of the period before, where there was one."""
    return (
        *_no_spread(results),
        *_same_behaviour(results),
        *_copied(results, earlier or {}),
        *_without_example(results),
        *_gaps(results),
    )


def _no_spread(results: Sequence[Result]) -> Iterator[Sign]:
    pairs = {(r.work_rating, r.behaviour_rating) for r in results if r.predicate is not None}
    rated = sum(r.predicate is not None for r in results)
    if rated >= FEWEST and len(pairs) == 1:
        work, behaviour = pairs.pop()
        yield Sign(
            "Tanpa sebaran",
            f"Ke-{rated} orang mendapat rating yang sama: hasil kerja {work}, perilaku {behaviour}.",
            "Wajar bila hasilnya memang berdekatan; lihat nilai hasil kerja masing-masing sebelum membicarakannya.",
        )


def _same_behaviour(results: Sequence[Result]) -> Iterator[Sign]:
    sets = [_ratings(result) for result in results]
    whole = [ratings for ratings in sets if None not in ratings]
    if len(whole) >= FEWEST and len(set(whole)) == 1:
        yield Sign(
            "Perilaku seragam",
            f"Ketujuh nilai perilaku sama persis pada ke-{len(whole)} orang.",
            _chance(len(whole)),
        )


def _chance(people: int) -> str:
    if people < MANY:
        return "Pada 4 orang, 8–29 dari 100 penilai yang jujur pun menghasilkan ini; sendirian hampir tidak berarti."
    return "Pada 7 orang, 1–11 dari 100 penilai yang jujur menghasilkan ini; makin banyak orang, makin jarang."


def _copied(results: Sequence[Result], earlier: Mapping[str, Result]) -> Iterator[Sign]:
    pairs = [(_ratings(r), _ratings(earlier[r.ratee.nip])) for r in results if r.ratee.nip in earlier]
    flat = len({now for now, _ in pairs}) == 1 and all(len(set(now)) == 1 for now, _ in pairs)
    if len(pairs) >= FEWEST and not flat and all(now == then for now, then in pairs):
        yield Sign(
            "Sama dengan periode lalu",
            f"Rating perilaku ke-{len(pairs)} orang sama persis dengan periode sebelumnya, nilai demi nilai.",
            "Jarang kebetulan (paling banyak 3 dari 100 pada 4 orang), tetapi perilaku yang mantap juga dapat sama.",
        )


def _ratings(result: Result) -> tuple[Rating | None, ...]:
    return tuple(behaviour.rating for behaviour in result.ratee.behaviours)


def _without_example(results: Sequence[Result]) -> Iterator[Sign]:
    owed = [
        sum(b.rating is Rating.ABOVE and example_needed(b) and not b.example for b in result.ratee.behaviours)
        for result in results
    ]
    if any(owed):
        yield Sign(
            "Di Atas tanpa contoh",
            f"{sum(owed)} rating perilaku Di Atas pada {sum(map(bool, owed))} orang belum berisi contoh.",
            "Contohnya mungkin ada dan belum ditulis; tanyakan kejadiannya.",
        )


def _gaps(results: Sequence[Result]) -> Iterator[Sign]:
    order = list(Rating)
    steps = [
        (order.index(r.work_rating) - order.index(r.work_rating_proposed), bool(r.ratee.reason))
        for r in results
        if r.work_rating is not None and r.work_rating_proposed is not None
    ]
    above, below = sum(step > 0 for step, _ in steps), sum(step < 0 for step, _ in steps)
    if above or below:
        reasons = sum(reasoned for step, reasoned in steps if step)
        yield Sign(
            "Rating jauh dari angka",
            f"Rating hasil kerja lebih tinggi daripada usulan angka pada {above} orang, lebih rendah pada {below} "
            f"orang; {reasons} beralasan tertulis.",
            "Penilai boleh berbeda dari usulan; ambang usulan adalah setelan, bukan peraturan. Baca alasannya.",
        )
