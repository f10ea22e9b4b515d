"""The flat rows of the recap: what one result, factor or group puts into a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.group_figures import SMALL, counts, has_feedback
from kinerja_pauh.appraisal.model import Direction, Remedy
from kinerja_pauh.appraisal.overview import UNKNOWN_UNIT
from kinerja_pauh.appraisal.rater_checks import FEWEST
from kinerja_pauh.appraisal.trend import person_trend

from .fill_form import indicator_number
from .recap_layout import NO_PREDICATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kinerja_pauh.appraisal.distribution import Bound, DistributionCheck
    from kinerja_pauh.appraisal.group_figures import GroupFigures
    from kinerja_pauh.appraisal.model import OutsideFactor
    from kinerja_pauh.appraisal.overview import EarlierPeriod, Rated, RatedPart, RaterFigures
    from kinerja_pauh.appraisal.scoring import Result

    from .cells import Value

Row = tuple["Value", ...]


def unit_of(one: Rated) -> str:
    """The unit as it is shown."""
    return one.unit or UNKNOWN_UNIT


def person_row(one: Rated) -> Row:
    """Under PERSON_HEADERS."""
    result = one.result
    return (
        result.ratee.nip,
        result.ratee.name,
        result.ratee.position,
        unit_of(one),
        one.rater,
        result.work,
        result.work_raw,
        result.behaviour,
        result.final,
        result.grade,
        result.work_rating,
        result.behaviour_rating,
        result.predicate if counts(result) else NO_PREDICATE,
        str(result.status),
        "Ada" if has_feedback(result) else "Belum",
    )


def indicator_rows(one: Rated) -> Iterator[Row]:
    """Under INDICATOR_HEADERS."""
    for reached in one.result.indicators:
        row = reached.indicator
        qualitative = row.direction is Direction.QUALITATIVE
        yield (
            one.result.ratee.nip,
            one.result.ratee.name,
            unit_of(one),
            indicator_number(row.number),
            row.kind,
            row.aspect,
            row.name,
            row.unit,
            row.target_text if qualitative else row.target,
            row.target_upper,
            row.rating if qualitative else row.realisation,
            row.weight,
            reached.raw.capaian if reached.raw else None,
            reached.adjusted.capaian if reached.adjusted else None,
            reached.adjusted.score if reached.adjusted else None,
        )


def behaviour_rows(one: Rated) -> Iterator[Row]:
    """Under BEHAVIOUR_HEADERS."""
    ratee = one.result.ratee
    for behaviour in ratee.behaviours:
        example = "Ada" if behaviour.example else "Tidak"
        yield ratee.nip, ratee.name, unit_of(one), one.rater, behaviour.value, behaviour.rating, example


def factor_rows(one: Rated) -> Iterator[Row]:
    """Under FACTOR_HEADERS: the factor, then what all factors of the person came to."""
    result, ratee = one.result, one.result.ratee
    for factor in ratee.factors:
        yield (
            ratee.nip,
            ratee.name,
            unit_of(one),
            indicator_number(factor.indicator),
            factor.cause,
            factor.start,
            factor.end,
            factor.remedy,
            _counted(factor, result),
            result.work_raw,
            result.work_adjusted,
            result.factor_cap,
            result.work,
        )


def _counted(factor: OutsideFactor, result: Result) -> str:
    if not factor.counts:
        return "Tidak"
    return "Ya, dibatasi" if result.capped and factor.remedy is not Remedy.NOTE_ONLY else "Ya"


def job_row(part: RatedPart) -> Row:
    """Under JOB_HEADERS."""
    one, result = part.rated, part.rated.result
    return (
        result.ratee.nip,
        result.ratee.name,
        result.ratee.position,
        unit_of(one),
        one.rater,
        part.days.start,
        part.days.end,
        result.work,
        result.behaviour,
        result.final,
        result.grade,
        result.predicate if counts(result) else NO_PREDICATE,
        str(result.status),
        "Ya" if part.counted else "Tidak",
    )


def unit_row(group: GroupFigures) -> Row:
    """Under UNIT_HEADERS."""
    return (
        group.name,
        group.people,
        group.counted,
        group.incomplete,
        *group.counts.values(),
        group.mean,
        group.lowest,
        group.highest,
        group.feedback,
        pattern_words(group),
    )


def pattern_words(group: GroupFigures) -> str:
    """How a unit stands to the pattern of the organisation, which no unit has to keep by itself."""
    if group.check is None:
        return "Predikat organisasi belum diisi"
    if not group.counted:
        return "Belum ada yang dinilai"
    if not group.check.possible:
        return f"Tak dapat dipenuhi oleh {group.counted} orang"
    found = "Sesuai pola" if not group.check.warnings else "Di luar pola"
    return f"{found}; kurang dari {SMALL} orang, jadi tidak berarti" if group.small else found


def pattern_rows(checked: DistributionCheck) -> Iterator[Row]:
    """Under PATTERN_HEADERS."""
    if not checked.possible:
        state = f"Tak dapat dipenuhi oleh {checked.total} orang"
        yield checked.organisation, "Semua", None, None, checked.total, state
    for bound in checked.bounds if checked.possible else ():
        now = sum(checked.counts[predicate] for predicate in bound.predicates)
        words = " atau ".join(bound.predicates)
        yield checked.organisation, words, bound.fewest, bound.most, now, bound_state(bound, now)


def bound_state(bound: Bound, now: int) -> str:
    """Whether a head-count keeps a bound."""
    if bound.fewest is not None and now < bound.fewest:
        return f"▲ kurang {bound.fewest - now} orang"
    if bound.most is not None and now > bound.most:
        return f"▲ lebih {now - bound.most} orang"
    return "✓ sesuai"


def rater_rows(one: RaterFigures) -> Iterator[Row]:
    """Under RATER_HEADERS: a row a sign; a rater without any has one row that says so."""
    group = one.group
    figures = (group.name, group.people, group.mean, group.lowest, group.highest, group.feedback)
    for sign in one.signs:
        yield *figures, sign.what, sign.seen, sign.limit
    if not one.signs:
        few = group.people < FEWEST
        yield *figures, "Tidak ada", "", f"Kurang dari {FEWEST} orang: sebaran tidak diperiksa." if few else ""


def trend_rows(one: Rated, earlier: Sequence[EarlierPeriod], period: str) -> Iterator[Row]:
    """Under TREND_HEADERS: each earlier period in which this person was counted, then the present one.

    Nothing while the office has no earlier period.
    """
    ratee = one.result.ratee
    then = person_trend(ratee.nip, [(before.label, before.results) for before in earlier])
    now = [(period, one.result)] if earlier and counts(one.result) else []
    for label, result in (*then, *now):
        yield ratee.nip, ratee.name, unit_of(one), label, result.final, result.predicate
