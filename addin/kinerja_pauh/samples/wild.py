"""Random people for tests: their entries are complete and allowed, but go wherever the rules let them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import repeat
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.indicators import can_prorate
from kinerja_pauh.appraisal.model import (
    Aspect,
    Behaviour,
    Civil,
    Decision,
    Dialogue,
    Direction,
    Feedback,
    Indicator,
    Kind,
    OutsideFactor,
    Ratee,
    Rating,
    Remedy,
)

from .numbers import equal_weights, random_weights, tidy
from .people import invent
from .staff import year_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kinerja_pauh.appraisal.model import Period

RATINGS, DECISIONS, REMEDIES, ASPECTS = tuple(Rating), tuple(Decision), tuple(Remedy), tuple(Aspect)
YEAR_2026 = year_period(2026)
EARLY_DAYS = 90
AGES = (24, 57)
MOST_MAIN, MOST_ADDITIONAL, MOST_FACTORS = 8, 3, 3
# Targets for which a capaian of three decimals is reached by a realisation of at most three.
TIE_TARGETS = (20, 40, 100, 200, 1000)
TEXTS = (
    "Rekap A & B <Januari> s.d. Desember",
    'Catatan "semester I", 12,5 % lebih tinggi',
    "Surat No. 045/PAUH/2026 – d'accord – Jum’at",
    (
        "Terselesaikannya pelayanan administrasi kependudukan bagi warga yang datang ke loket maupun yang didatangi, "
        "termasuk lansia dan penyandang disabilitas, sesuai janji layanan dan tanpa pungutan"
    ),
    "0",
)


def random_ratees(rng: random.Random, how_many: int, values: Sequence[str], period: Period = YEAR_2026) -> list[Ratee]:
    """People whose score exists and who owe nothing: both ratings chosen, each with reason, example and idea text.

    values: names of the BerAKHLAK values, in order. Realisations have up to three decimals, many a capaian ends in a
    half hundredth, targets may be ranges, and up to three outside factors share no day.
    """
    identities = invent(rng, repeat((Civil.PNS, *AGES)), period.start.year)
    return [_person(rng, *next(identities), values, period) for _ in range(how_many)]


def _person(rng: random.Random, nip: str, name: str, values: Sequence[str], period: Period) -> Ratee:
    indicators = tuple(_indicators(rng))
    idea = rng.random() < 0.5  # noqa: PLR2004 - a tossed coin
    return Ratee(
        nip=nip,
        name=name,
        position=f"Pelaksana {rng.randint(1, 999)}",
        indicators=indicators,
        behaviours=_behaviours(rng, values),
        factors=tuple(_factors(rng, indicators, period)),
        feedback=tuple(_feedback(rng, period) for _ in range(rng.randint(1, 2))),
        dialogues=tuple(_dialogues(random.Random(nip), period)),
        new_idea=idea,
        idea_text=rng.choice(TEXTS) if idea else "",
        work_rating=rng.choice(RATINGS),
        behaviour_rating=rng.choice(RATINGS),
        reason=rng.choice(TEXTS),
    )


def _indicators(rng: random.Random) -> Iterator[Indicator]:
    mains = rng.randint(1, MOST_MAIN)
    step = rng.choice(("0.01", "0.01", "2.5", "5", ""))
    weights = random_weights(rng, mains, step) if step else equal_weights(mains)
    for number, weight in enumerate(weights, start=1):
        yield _indicator(rng, str(number), Kind.MAIN, weight)
    for number in range(mains + 1, mains + 1 + rng.randint(0, MOST_ADDITIONAL)):
        yield _indicator(rng, str(number), Kind.ADDITIONAL, tidy(Decimal(rng.randint(1, 1000)) / 100))


def _indicator(rng: random.Random, number: str, kind: Kind, weight: Decimal) -> Indicator:
    direction = rng.choice((Direction.HIGHER, Direction.HIGHER, Direction.LOWER, Direction.QUALITATIVE))
    row = Indicator(
        number=number,
        kind=kind,
        result=rng.choice(TEXTS),
        aspect=rng.choice(ASPECTS),
        name=f"Indikator {number}: {rng.choice(TEXTS)}",
        unit=rng.choice(("persen", "dokumen", "hari kerja", "skala 25–100")),
        direction=direction,
        target=None,
        target_upper=None,
        weight=weight,
        evidence=rng.choice(TEXTS),
        note=rng.choice(("", *TEXTS)),
    )
    if direction is Direction.QUALITATIVE:
        return replace(row, rating=rng.choice(RATINGS), target_text=rng.choice(("", TEXTS[0])))
    return _measured(rng, row)


def _measured(rng: random.Random, row: Indicator) -> Indicator:
    """The row with target and realisation: half of them made so that the capaian is a tie for rounding."""
    tie = rng.random() < 0.5  # noqa: PLR2004 - a tossed coin
    lower = Decimal(rng.choice(TIE_TARGETS)) if tie else _number(rng, 1, 5000)
    width = rng.choice((None, None, Decimal(0), Decimal(rng.choice(TIE_TARGETS))))
    upper = None if width is None else lower + width
    if not tie:
        reached = rng.choice((lower, tidy(lower * rng.randint(0, 250) / 100), _number(rng, 0, 10_000)))
        return replace(row, target=lower, target_upper=upper, realisation=_short(reached))
    # 2 n + 1 halves of a hundredth percent, below the lower end of a range so that this end counts.
    percent = Decimal(2 * rng.randrange(9_999 if upper else 14_000) + 1) / 200
    return replace(row, target=lower, target_upper=upper, realisation=tidy(lower * percent / 100))


def _number(rng: random.Random, low: int, high: int) -> Decimal:
    """A number with none to three decimals."""
    scale = 10 ** rng.randint(0, 3)
    return tidy(Decimal(rng.randint(low * scale, high * scale)) / scale)


def _short(number: Decimal) -> Decimal:
    return tidy(number.quantize(Decimal("0.001")))


def _behaviours(rng: random.Random, values: Sequence[str]) -> tuple[Behaviour, ...]:
    return tuple(
        Behaviour(
            value=value,
            rating=rating,
            example=rng.choice(("", *TEXTS)) if rating is Rating.MEETS else rng.choice(TEXTS),
            expectation=rng.choice(("", *TEXTS)),
        )
        for value in values
        for rating in (rng.choice(RATINGS),)
    )


def _factors(rng: random.Random, rows: Sequence[Indicator], period: Period) -> Iterator[OutsideFactor]:
    """Each in its own part of the period; together they never take all days nor the last Utama row."""
    mains = [row for row in rows if row.kind is Kind.MAIN]
    spared = rng.choice(mains)
    for start, end in _spells(rng, period):
        row = rng.choice(rows)
        allowed = [remedy for remedy in REMEDIES if _allowed(remedy, row, spared)]
        yield OutsideFactor(
            indicator=row.number,
            cause=rng.choice(TEXTS),
            start=start,
            end=end,
            remedy=rng.choice(allowed),
            evidence=rng.choice(TEXTS),
            rater_decision=rng.choice((Decision.AGREED, *DECISIONS)),
            superior_decision=rng.choice((Decision.AGREED, *DECISIONS)),
        )


def _allowed(remedy: Remedy, row: Indicator, spared: Indicator) -> bool:
    if remedy is Remedy.PRORATE:
        return can_prorate(row)
    return remedy is Remedy.NOTE_ONLY or (row.kind is Kind.MAIN and row is not spared)


def _spells(rng: random.Random, period: Period) -> Iterator[tuple[date, date]]:
    """Up to three spells of whole days, one after the other, that leave at least one day of the period."""
    marks = sorted(rng.sample(range(period.days), 2 * rng.randint(0, MOST_FACTORS)))
    for first, last in zip(marks[::2], marks[1::2], strict=True):
        # Ending the day before the next mark keeps spells apart and the period's last day free.
        yield period.start + timedelta(days=first), period.start + timedelta(days=last - 1)


def _feedback(rng: random.Random, period: Period) -> Feedback:
    day = period.start + timedelta(days=rng.randrange(period.days))
    due = rng.choice((None, day + timedelta(days=rng.randint(0, 200))))
    return Feedback(day, rng.choice(TEXTS), rng.choice(("", *TEXTS)), rng.choice(("", *TEXTS)), due)


def _dialogues(rng: random.Random, period: Period) -> Iterator[Dialogue]:
    """Up to two talks early in the period. rng: the person's own, so that nothing else that is drawn changes."""
    for _ in range(rng.randint(0, 2)):
        day = period.start + timedelta(days=rng.randrange(min(period.days, EARLY_DAYS)))
        yield Dialogue(day, rng.choice(TEXTS), rng.choice(TEXTS), rng.choice(TEXTS))
