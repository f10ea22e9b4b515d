"""The appraisal of PP 46/2011 with Perka BKN 1/2013, for years of its time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .rounding import divide, half_up
from .trace import Step
from .wording import show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .in_force import Regulation
    from .rulebook import Provision

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Thrift:
    """Time and cost (efisiensi e = 100 − R/T × 100).

    limit: e in percent up to which saving earns points, included. factor: 1,76. base: 76, the nilai for e = 0.
    """

    limit: Decimal
    factor: Decimal
    base: Decimal


@dataclass(frozen=True, slots=True)
class YearClass:
    """Sebutan of a nilai above its limit (not included); the last one has no limit."""

    above: Decimal | None
    label: str


@dataclass(frozen=True, slots=True)
class Rules2013:
    """extra_points: fewest tugas tambahan -> points, most first. creativity: who benefits -> points.

    behaviours: all aspects of behaviour; leader_behaviour: the one among them for structural posts only.
    """

    regulation: Regulation
    ratio: Provision[str]
    thrift: Provision[Thrift]
    beyond: Provision[str]
    task_mean: Provision[str]
    extra_points: Provision[tuple[tuple[Decimal, Decimal], ...]]
    creativity: Provision[Mapping[str, Decimal]]
    behaviours: Provision[tuple[str, ...]]
    leader_behaviour: Provision[str]
    work_share: Provision[Decimal]
    classes: Provision[tuple[YearClass, ...]]


@dataclass(frozen=True, slots=True)
class Measure:
    """Target and realisation of one aspect; reached is None while unknown."""

    target: Decimal
    reached: Decimal | None


@dataclass(frozen=True, slots=True)
class Task2013:
    """One kegiatan tugas jabatan; an aspect without a target is None and does not count."""

    label: str
    quantity: Measure | None = None
    quality: Measure | None = None
    time: Measure | None = None
    cost: Measure | None = None


@dataclass(frozen=True, slots=True)
class Year2013:
    """What one person brings. extra_tasks: number of tugas tambahan. creativity: who benefits, "" for none.

    behaviours: aspect -> nilai, None while unknown; a post that leads nobody has no nilai for kepemimpinan.
    """

    tasks: tuple[Task2013, ...]
    behaviours: Mapping[str, Decimal | None]
    structural: bool
    extra_tasks: int = 0
    creativity: str = ""


@dataclass(frozen=True, slots=True)
class Result2013:
    """Each score has two decimals and is None while an entry is missing. trace: how the final score came about."""

    tasks: tuple[Decimal | None, ...]
    plan: Decimal | None
    behaviour: Decimal | None
    final: Decimal | None
    label: str | None
    trace: Step


def appraise_2013(year: Year2013, rules: Rules2013) -> Result2013:
    """Nilai SKP, behaviour and prestasi kerja with its class.

    Raises:
        KeyError: creativity benefits nobody whom the rules name.
        ValueError: a target is not above 0.
    """
    tasks = [_task(task, rules) for task in year.tasks]
    mean, extra = _mean([score for score, _ in tasks]), extra_points_2013(year.extra_tasks, rules)
    creative = rules.creativity.value[year.creativity] if year.creativity else Decimal(0)
    plan = None if mean is None else mean + extra + creative
    behaviour = behaviour_2013(year.behaviours, rules, structural=year.structural)
    final = None if plan is None or behaviour is None else final_2013(plan, behaviour, rules)
    share = rules.work_share.value
    skp = Step(
        "Nilai SKP",
        plan,
        "rata-rata tugas + tugas tambahan + kreativitas",
        parts=(
            _step("Rata-rata tugas", mean, rules.task_mean, "jumlah nilai tugas ÷ banyaknya", *(s for _, s in tasks)),
            _step("Tugas tambahan", extra, rules.extra_points, f"{year.extra_tasks} tugas"),
            _step("Kreativitas", creative, rules.creativity, year.creativity),
        ),
    )
    aspects = tuple(
        Step(name, year.behaviours.get(name)) for name in needed_behaviours(rules, structural=year.structural)
    )
    conduct = _step("Nilai perilaku kerja", behaviour, rules.behaviours, "rata-rata aspek perilaku", *aspects)
    formula = f"{show(share)} % × nilai SKP + {show(HUNDRED - share)} % × nilai perilaku kerja"
    trace = _step("Nilai prestasi kerja", final, rules.work_share, formula, skp, conduct)
    label = None if final is None else class_2013(final, rules)
    return Result2013(tuple(score for score, _ in tasks), plan, behaviour, final, label, trace)


def ratio_2013(measure: Measure) -> Decimal | None:
    """Quantity or quality in percent of the target, two decimals; None while not reached yet.

    Raises:
        ValueError: the target is not above 0.
    """
    _check(measure)
    return None if measure.reached is None else half_up(divide(measure.reached * HUNDRED, measure.target))


def thrift_2013(measure: Measure, rules: Rules2013) -> Decimal | None:
    """Nilai of time or cost, two decimals; it can fall below 0, the regulation names no floor. None while unknown.

    At exactly 24 percent saved it is 100, just beyond about 76: the comparison is made without a division.

    Raises:
        ValueError: the target is not above 0.
    """
    _check(measure)
    target, reached, thrift = measure.target, measure.reached, rules.thrift.value
    if reached is None:
        return None
    earned = divide((thrift.factor * target - reached) * HUNDRED, target)
    if _within_limit(target, reached, thrift):
        return half_up(earned)
    return half_up(thrift.base - (earned - HUNDRED))


def task_value_2013(task: Task2013, rules: Rules2013) -> Decimal | None:
    """Nilai capaian of a task: the mean of the aspects with a target; None while one of them is unknown."""
    return _task(task, rules)[0]


def extra_points_2013(tasks: int, rules: Rules2013) -> Decimal:
    """Points for so many tugas tambahan."""
    return next((points for fewest, points in rules.extra_points.value if tasks >= fewest), Decimal(0))


def behaviour_2013(scores: Mapping[str, Decimal | None], rules: Rules2013, *, structural: bool) -> Decimal | None:
    """Mean of the aspects that the post needs; None while one is missing. Others are not counted."""
    return _mean([scores.get(name) for name in needed_behaviours(rules, structural=structural)])


def needed_behaviours(rules: Rules2013, *, structural: bool) -> tuple[str, ...]:
    """The aspects of behaviour that count for a post."""
    return tuple(name for name in rules.behaviours.value if structural or name != rules.leader_behaviour.value)


def final_2013(plan: Decimal, behaviour: Decimal, rules: Rules2013) -> Decimal:
    """Nilai prestasi kerja of nilai SKP and nilai perilaku, two decimals."""
    share = rules.work_share.value
    return half_up((share * plan + (HUNDRED - share) * behaviour) / HUNDRED)


def class_2013(score: Decimal, rules: Rules2013) -> str:
    """Sebutan of a nilai: the first class whose limit it exceeds."""
    return next(c.label for c in rules.classes.value if c.above is None or score > c.above)


def _task(task: Task2013, rules: Rules2013) -> tuple[Decimal | None, Step]:
    found = [
        (_aspect_step(label, measure, ratio_2013(measure), rules.ratio, rules.ratio.value))
        for label, measure in (("Kuantitas", task.quantity), ("Kualitas", task.quality))
        if measure is not None
    ]
    found += [
        (_aspect_step(label, measure, thrift_2013(measure, rules), *_thrift_rule(measure, rules)))
        for label, measure in (("Waktu", task.time), ("Biaya", task.cost))
        if measure is not None
    ]
    score = _mean([value for value, _ in found])
    return score, _step(task.label, score, rules.task_mean, rules.task_mean.value, *(step for _, step in found))


def _aspect_step(
    label: str, measure: Measure, score: Decimal | None, rule: Provision[Any], formula: str
) -> tuple[Decimal | None, Step]:
    entries = Step("Target", measure.target), Step("Realisasi", measure.reached)
    return score, _step(label, score, rule, formula, *entries)


def _thrift_rule(measure: Measure, rules: Rules2013) -> tuple[Provision[Any], str]:
    """The branch that a measure falls into, with its words."""
    thrift, reached = rules.thrift.value, measure.reached
    if reached is None or _within_limit(measure.target, reached, thrift):
        return rules.thrift, f"({show(thrift.factor)} × target − realisasi) ÷ target × 100"
    return rules.beyond, rules.beyond.value


def _within_limit(target: Decimal, reached: Decimal, thrift: Thrift) -> bool:
    return (target - reached) * HUNDRED <= thrift.limit * target


def _check(measure: Measure) -> None:
    if measure.target <= 0:
        raise ValueError("Target arsip harus lebih besar daripada 0; kosongkan aspek yang tidak punya target.")


def _mean(scores: Sequence[Decimal | None]) -> Decimal | None:
    known = [score for score in scores if score is not None]
    if not known or len(known) < len(scores):
        return None
    return half_up(divide(sum(known, Decimal(0)), Decimal(len(known))))


def _step(label: str, value: Decimal | None, rule: Provision[Any], formula: str, *parts: Step) -> Step:
    return Step(label, value, formula, "", rule.source, rule.confidence, parts)
