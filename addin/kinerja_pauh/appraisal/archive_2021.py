"""The numeric appraisal of PermenPANRB 8/2021 with PP 30/2019 ps. 41, for periods of its time.

What its annex says about direct and indirect cascading is not known to us: each rencana kinerja weighs the same.
"""

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
    from .rulebook import Band, Provision

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Category:
    """Kategori of a capaian in whole percent, both ends included; above the best one's last percent it still holds.

    score: nilai of a rencana kinerja of JA and JF.
    """

    name: str
    first: Decimal
    last: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Rules2021:
    """categories, grades: best first, without a gap down to 0. plan_cap: highest nilai SKP.

    leader_scores: by category, nilai for JPT and heads of independent units at its first and last percent; straight in
    between, not higher above. attainable_score: theirs for 100 percent of a target that cannot be exceeded.
    additional_shares: by category, percent of the nilai that counts for kinerja tambahan.
    """

    regulation: Regulation
    categories: Provision[tuple[Category, ...]]
    leader_scores: Mapping[str, Provision[tuple[Decimal, Decimal]]]
    attainable_score: Provision[Decimal]
    additional_shares: Provision[Mapping[str, Decimal]]
    additional_cap: Provision[Decimal]
    main_score: Provision[str]
    plan_cap: Provision[Decimal]
    work_share: Provision[Decimal]
    work_share_with_peers: Provision[Decimal]
    grades: Provision[tuple[Band, ...]]


@dataclass(frozen=True, slots=True)
class Plan2021:
    """One rencana kinerja. capaian: percent, None while unknown. attainable_maximum: the target cannot be exceeded."""

    label: str
    capaian: Decimal | None
    attainable_maximum: bool = False


@dataclass(frozen=True, slots=True)
class Additional2021:
    """One kinerja tambahan. scope_weight: bobot of its lingkup penugasan."""

    label: str
    capaian: Decimal | None
    scope_weight: Decimal


@dataclass(frozen=True, slots=True)
class Year2021:
    """What one person brings. leader: JPT or head of an independent unit. behaviour: nilai perilaku kerja."""

    plans: tuple[Plan2021, ...]
    behaviour: Decimal | None
    additional: tuple[Additional2021, ...] = ()
    leader: bool = False
    with_peers: bool = False
    new_idea: bool = False


@dataclass(frozen=True, slots=True)
class Result2021:
    """Each score has two decimals and is None while an entry is missing. trace: how the final score came about."""

    main: Decimal | None
    additional: Decimal | None
    plan: Decimal | None
    final: Decimal | None
    grade: str | None
    trace: Step


def appraise_2021(year: Year2021, rules: Rules2021) -> Result2021:
    """Nilai kinerja utama, tambahan, SKP and the final score with its predicate."""
    mains = [_plan(plan, rules, leader=year.leader) for plan in year.plans]
    extras = [_additional(one, rules) for one in year.additional]
    main, extra = _mean([score for score, _ in mains]), _capped_sum([score for score, _ in extras], rules)
    plan = None if main is None or extra is None else min(main + extra, rules.plan_cap.value)
    share, final = _share(rules, with_peers=year.with_peers), None
    if plan is not None and year.behaviour is not None:
        final = final_2021(plan, year.behaviour, rules, with_peers=year.with_peers)
    grade = None if final is None else grade_2021(final, rules, new_idea=year.new_idea)
    steps = (
        _step("Nilai kinerja utama", main, rules.main_score, rules.main_score.value, *(step for _, step in mains)),
        _step("Nilai kinerja tambahan", extra, rules.additional_cap, _cap_words(rules), *(step for _, step in extras)),
    )
    formula = f"kinerja utama + kinerja tambahan, paling tinggi {show(rules.plan_cap.value)}"
    skp = _step("Nilai SKP", plan, rules.plan_cap, formula, *steps)
    formula = f"{show(share.value)} % × nilai SKP + {show(HUNDRED - share.value)} % × nilai perilaku kerja"
    trace = _step("Nilai akhir", final, share, formula, skp, Step("Nilai perilaku kerja", year.behaviour))
    return Result2021(main, extra, plan, final, grade, trace)


def category_2021(capaian: Decimal, rules: Rules2021) -> Category:
    """The category of a capaian, rounded half up to a whole percent first: the bands know no fractions."""
    whole = _whole(capaian)
    return next(category for category in rules.categories.value if whole >= category.first)


def leader_score_2021(capaian: Decimal, rules: Rules2021, *, attainable_maximum: bool = False) -> Decimal:
    """Nilai of a rencana kinerja of JPT and heads of independent units, two decimals."""
    whole, category = _whole(capaian), category_2021(capaian, rules)
    if attainable_maximum and whole == HUNDRED:
        return rules.attainable_score.value
    low, high = rules.leader_scores[category.name].value
    if category.first == category.last:
        return low
    reached = min(whole, category.last) - category.first
    return half_up(low + divide(reached * (high - low), category.last - category.first))


def additional_score_2021(capaian: Decimal, scope_weight: Decimal, rules: Rules2021) -> Decimal:
    """Nilai of one kinerja tambahan, exact: share × bobot lingkup × nilai of its category."""
    category = category_2021(capaian, rules)
    return rules.additional_shares.value[category.name] * scope_weight * category.score / HUNDRED / HUNDRED


def final_2021(plan: Decimal, behaviour: Decimal, rules: Rules2021, *, with_peers: bool) -> Decimal:
    """Nilai akhir of nilai SKP and nilai perilaku kerja, two decimals."""
    share = _share(rules, with_peers=with_peers).value
    return half_up((share * plan + (HUNDRED - share) * behaviour) / HUNDRED)


def grade_2021(final: Decimal, rules: Rules2021, *, new_idea: bool) -> str:
    """The best predicate whose floor is reached and whose condition holds."""
    return next(b.label for b in rules.grades.value if final >= b.floor and (new_idea or not b.needs_idea))


def _plan(plan: Plan2021, rules: Rules2021, *, leader: bool) -> tuple[Decimal | None, Step]:
    entry = Step("Capaian", plan.capaian)
    if plan.capaian is None:
        return None, _step(plan.label, None, rules.categories, "capaian belum ada", entry)
    category = category_2021(plan.capaian, rules)
    formula = f"capaian {show(_whole(plan.capaian))} % adalah {category.name}"
    if not leader:
        return category.score, _step(plan.label, category.score, rules.categories, formula, entry)
    score = leader_score_2021(plan.capaian, rules, attainable_maximum=plan.attainable_maximum)
    return score, _step(plan.label, score, rules.leader_scores[category.name], formula, entry)


def _additional(one: Additional2021, rules: Rules2021) -> tuple[Decimal | None, Step]:
    entry = Step("Capaian", one.capaian)
    if one.capaian is None:
        return None, _step(one.label, None, rules.additional_shares, "capaian belum ada", entry)
    category, score = category_2021(one.capaian, rules), additional_score_2021(one.capaian, one.scope_weight, rules)
    share = rules.additional_shares.value[category.name]
    formula = f"{show(share)} % × bobot lingkup {show(one.scope_weight)} × {show(category.score)} ÷ 100"
    return score, _step(one.label, score, rules.additional_shares, formula, entry)


def _mean(scores: Sequence[Decimal | None]) -> Decimal | None:
    known = [score for score in scores if score is not None]
    if not known or len(known) < len(scores):
        return None
    return half_up(divide(sum(known, Decimal(0)), Decimal(len(known))))


def _capped_sum(scores: Sequence[Decimal | None], rules: Rules2021) -> Decimal | None:
    known = [score for score in scores if score is not None]
    return half_up(min(sum(known, Decimal(0)), rules.additional_cap.value)) if len(known) == len(scores) else None


def _share(rules: Rules2021, *, with_peers: bool) -> Provision[Decimal]:
    return rules.work_share_with_peers if with_peers else rules.work_share


def _whole(capaian: Decimal) -> Decimal:
    return half_up(max(capaian, Decimal(0)), Decimal(1))


def _cap_words(rules: Rules2021) -> str:
    return f"jumlah kinerja tambahan, paling tinggi {show(rules.additional_cap.value)}"


def _step(label: str, value: Decimal | None, rule: Provision[Any], formula: str, *parts: Step) -> Step:
    return Step(label, value, formula, "", rule.source, rule.confidence, parts)
