"""The sentences of entries.toml, found by what they fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Decision, Dialogue, Feedback, OutsideFactor, Rating, Remedy

from .data import table

if TYPE_CHECKING:
    import random

    from kinerja_pauh.appraisal.model import Indicator, Period

FEEDBACK_DAYS = ((6, 24, 92), (12, 14, 105))  # month and day of a feedback talk, and days until its plan is due
DIALOGUE_DAYS = ((2, 18), (5, 20))  # month and day of a talk during the year
_REMEDIES = {
    "prorate": (Remedy.PRORATE, Decision.AGREED),
    "leave_out": (Remedy.LEAVE_OUT, Decision.AGREED),
    "refused": (Remedy.PRORATE, Decision.REFUSED),
}


@dataclass(frozen=True, slots=True)
class BehaviourPhrases:
    """What is said about one BerAKHLAK value. examples: rating -> sentences; none for Sesuai."""

    expectation: str
    examples: dict[Rating, list[str]]


def behaviour_phrases() -> tuple[BehaviourPhrases, ...]:
    """Seven, in the official order of the values."""
    return tuple(
        BehaviourPhrases(
            row["expectation"], {Rating.ABOVE: row["above"], Rating.BELOW: row["below"], Rating.MEETS: [""]}
        )
        for row in table("entries.toml")["behaviour"]
    )


def texts(name: str) -> list[str]:
    """A list of sentences: evidence, notes, ideas, reasons."""
    found: list[str] = table("entries.toml")["texts"][name]
    return found


def evidence(rng: random.Random, row: Indicator, year: int) -> str:
    """What proves a realisation, in words that name the source of the plan."""
    number = rng.randint(1, 90)
    return rng.choice(texts("evidence")).format(
        source=row.data_source, year=year, number=f"{number:03}", day=number % 20 + 7
    )


def feedback(rng: random.Random, kind: str, level: str, year: int) -> tuple[Feedback, ...]:
    """One or two dated entries that fit the kind of post and how the year went."""
    data = table("entries.toml")
    family = _family(kind)
    rows = [row for row in data["feedback"] if (row["family"], row["level"]) == (family, level)]
    rng.shuffle(rows)
    return tuple(
        Feedback(_day(year, month, day), row["good"], row["improve"], row["plan"], _day(year, month, day, later))
        for row, (month, day, later) in zip(rows, FEEDBACK_DAYS[-len(rows) :], strict=True)
    )


def dialogues(kind: str, talks: int, first: int, year: int) -> tuple[Dialogue, ...]:
    """The minutes of at most so many talks that fit the kind of post. first: with which of them to begin, from 0."""
    rows = [row for row in table("entries.toml")["dialogue"] if row["family"] == _family(kind)]
    begin = first % len(rows)
    return tuple(
        Dialogue(_day(year, *day), row["topic"], row["own_words"], row["agreed"])
        for row, day in zip((*rows[begin:], *rows[:begin]), DIALOGUE_DAYS[:talks], strict=False)
    )


def _family(kind: str) -> str:
    """The family of posts whose sentences fit a kind of post."""
    families: dict[str, list[str]] = table("entries.toml")["families"]
    return next(name for name, kinds in families.items() if kind in kinds)


def factor(kind: str, row: Indicator, period: Period) -> OutsideFactor:
    """An outside factor for an indicator: "prorate" and "leave_out" agreed by both, "refused" by the superior."""
    words = next(entry for entry in table("entries.toml")["factor"] if entry["kind"] == kind)
    start = date.fromisoformat(f"{period.start.year}-{words['start']}")
    remedy, superior = _REMEDIES[kind]
    return OutsideFactor(
        indicator=row.number,
        cause=words["cause"],
        start=start,
        end=start + timedelta(days=words["days"] - 1),
        remedy=remedy,
        evidence=words["evidence"],
        rater_decision=Decision.AGREED,
        superior_decision=superior,
    )


def _day(year: int, month: int, day: int, later: int = 0) -> date:
    return date(year, month, day) + timedelta(days=later)
