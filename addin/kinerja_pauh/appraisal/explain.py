"""The tree behind a person's numbers and predicate, down to cells and rules, for the report and for Jelaskan Nilai."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .indicators import HUNDRED
from .model import Direction, Kind
from .rounding import half_up
from .scoring import main_weight
from .trace import Step
from .wording import shorten, show, show_score

if TYPE_CHECKING:
    from .indicators import IndicatorResult, Outcome
    from .model import Indicator, Period, Rating
    from .rulebook import Provision, Rulebook
    from .scoring import Result

_SIX = Decimal("0.000001")
"""Decimals to which a contribution is shown, though it is counted exactly."""
_SETTLED = Decimal("1E-10")
"""Decimals after which a sum of shares that do not end is what it would be without them (33,333… + 66,666… = 100)."""
_RAW, _ADJUSTED = "Nilai hasil kerja tanpa faktor luar", "Nilai hasil kerja dengan faktor luar, sebelum batas"


def explain(result: Result, rules: Rulebook, period: Period) -> tuple[Step, Step]:
    """The predicate and the final score, each as a tree."""
    return _predicate(result, rules), _final(result, rules, period)


def _ruled(
    label: str, value: Decimal | str | None, formula: str, rule: Provision[Any], parts: tuple[Step, ...] = ()
) -> Step:
    return Step(label, value, formula, source=rule.source, confidence=rule.confidence, parts=parts)


def _predicate(result: Result, rules: Rulebook) -> Step:
    ratee = result.ratee
    work, behaviour = _work_proposal(result, rules), _behaviour_proposal(result, rules)
    formula = "belum ada: nilai belum lengkap"
    if result.predicate is not None:
        formula = f"matriks: hasil kerja {result.work_rating}, perilaku {result.behaviour_rating}"
        formula += "; SEMENTARA karena rating belum dipilih penilai" if result.provisional else ""
    parts = (
        _rating("Rating hasil kerja", ratee.work_rating, work, ratee.places.get("work_rating", "")),
        _rating("Rating perilaku", ratee.behaviour_rating, behaviour, ratee.places.get("behaviour_rating", "")),
    )
    return _ruled("Predikat", result.predicate, formula, rules.matrix, parts)


def _rating(label: str, chosen: Rating | None, proposal: Step, place: str) -> Step:
    if chosen is None:
        return Step(label, proposal.value, "usulan, karena penilai belum memilih", parts=(proposal,))
    same = "sama dengan usulan" if chosen == proposal.value else "berbeda dari usulan, dengan alasan"
    return Step(label, chosen, f"pilihan penilai, {same}", place, parts=(proposal,))


def _work_proposal(result: Result, rules: Rulebook) -> Step:
    formula = (
        f"nilai hasil kerja {_shown(result.work)}: mulai {show(rules.work_above.value)} Di Atas, mulai "
        f"{show(rules.work_meets.value)} Sesuai, selain itu Di Bawah"
    )
    return _ruled("Usulan rating hasil kerja", result.work_rating_proposed, formula, rules.work_above)


def _behaviour_proposal(result: Result, rules: Rulebook) -> Step:
    formula = "nilai tengah (median) dari tujuh rating"
    return _ruled("Usulan rating perilaku", result.behaviour_rating_proposed, formula, rules.behaviour_median)


def _final(result: Result, rules: Rulebook, period: Period) -> Step:
    work, behaviour = rules.shares
    share = rules.work_share_with_peers if rules.with_peers else rules.work_share
    formula = (
        f"({show(work)} × {_shown(result.work)} + {show(behaviour)} × {_shown(result.behaviour)}) ÷ 100, "
        "dibulatkan dua desimal"
    )
    parts = (_grade(result, rules), _work(result, rules, period), _behaviour(result, rules))
    return _ruled("Nilai akhir", result.final, formula, share, parts)


def _grade(result: Result, rules: Rulebook) -> Step:
    bands = ", ".join(
        f"{band.label} mulai {show(band.floor)}{' dan ada ide baru' if band.needs_idea else ''}"
        for band in rules.grades.value
    )
    idea = "ada ide baru" if result.ratee.new_idea else "tanpa ide baru"
    return _ruled("Sebutan", result.grade, f"{idea}; {bands}", rules.grades)


def _work(result: Result, rules: Rulebook, period: Period) -> Step:
    main = [i for i in result.indicators if i.indicator.kind is Kind.MAIN]
    extra = [i for i in result.indicators if i.indicator.kind is Kind.ADDITIONAL]
    kept = main_weight(result.indicators)
    extra_points = _sum(extra)
    formula = f"jumlah kontribusi Utama {_main_sum(main, kept)}"
    if extra:
        formula += (
            f" + kontribusi Tambahan {_shown_exact(extra_points)} (paling tinggi {show(rules.additional_cap.value)})"
        )
    formula += f", paling tinggi {show(rules.work_cap.value)}, dibulatkan dua desimal"
    parts = tuple(_indicator(one, rules, period, kept) for one in result.indicators)
    if not any(one.adjustment.days_lost or one.adjustment.left_out for one in result.indicators):
        return _ruled("Nilai hasil kerja", result.work, formula, rules.work_cap, parts)
    raw = Step(_RAW, result.work_raw, "dengan bobot dan target semula, tanpa faktor luar")
    if result.factor_cap is None:
        return _ruled("Nilai hasil kerja", result.work, formula, rules.work_cap, (*parts, raw))
    adjusted = _ruled(_ADJUSTED, result.work_adjusted, formula, rules.work_cap, parts)
    return _capped(result, rules, result.factor_cap, (adjusted, raw))


def _capped(result: Result, rules: Rulebook, cap: Decimal, parts: tuple[Step, ...]) -> Step:
    """What counts under the office's cap: with the factors, but no further above the raw score than the cap."""
    formula = f"belum ada: nilai dengan dan tanpa faktor luar harus lengkap, karena kenaikannya dibatasi {show(cap)}"
    if result.work is not None and result.work_raw is not None:
        formula = (
            f"paling tinggi {_shown(result.work_raw)} (tanpa faktor luar) + {show(cap)} (batas kenaikan) = "
            f"{_shown(result.work_raw + cap)}; dengan faktor luar {_shown(result.work_adjusted)}, jadi "
            f"{'dibatasi' if result.capped else 'tidak dibatasi'}"
        )
    limit = _ruled("Batas kenaikan karena faktor luar", cap, "ditetapkan kantor", rules.outside_cap)
    return _ruled("Nilai hasil kerja", result.work, formula, rules.outside_cap, (*parts, limit))


def _sum(rows: list[IndicatorResult]) -> Decimal | None:
    points = [row.contribution for row in rows]
    return None if None in points else _settled(sum((p for p in points if p is not None), Decimal(0)))


def _settled(points: Decimal | None) -> Decimal | None:
    return None if points is None else half_up(points, _SETTLED)


def _main_sum(rows: list[IndicatorResult], kept: Decimal | None) -> str:
    """The main rows' points; where bobot were spread anew as one exact division, since each share may not end."""
    points = _sum(rows)
    if points is None or kept is None or kept == HUNDRED:
        return _shown_exact(points)
    weighed = [r.adjusted.score * r.indicator.weight for r in rows if r.adjusted and r.indicator.weight is not None]
    return f"{show(sum(weighed, Decimal(0)))} ÷ {show(kept)} {_points(points)} (jumlah bobot × nilai ÷ jumlah bobot)"


def _points(value: Decimal) -> str:
    """Points with the sign before them: = as they are, ≈ to six decimals where they go on."""
    short = half_up(value, _SIX)
    return f"{'=' if short == value else '≈'} {show(short)}"


def _indicator(one: IndicatorResult, rules: Rulebook, period: Period, kept: Decimal | None) -> Step:
    row = one.indicator
    label = f"Indikator {row.number} ({row.kind}): {shorten(row.name, 70)}"
    weight = Step("Bobot", row.weight, where=row.places.get("weight", ""))
    if one.adjustment.left_out:
        formula = "dikeluarkan karena faktor luar; bobotnya dibagi ke indikator Utama lain"
        return _ruled(label, Decimal(0), formula, rules.outside_factor, (weight, _reached(one, rules, period)))
    score, points = one.adjusted, _settled(one.contribution)
    if row.kind is Kind.ADDITIONAL:
        share = show(score.share) if score else "?"
        formula = f"P {share} % × bobot {_shown_exact(row.weight)} × nilai {_score_text(score)} ÷ 100"
        return _ruled(label, points, formula, rules.additional_bands, (weight, _extra_score(one, rules, period)))
    formula = f"bobot {_shown_exact(row.weight)} × nilai {_score_text(score)} ÷ {_shown_exact(kept)}"
    if kept is not None and kept != HUNDRED:
        formula += " (jumlah bobot yang tersisa)"
    shown = points if points is None else half_up(points, _SIX)
    if points is not None and shown != points:
        formula += ", dibulatkan enam desimal hanya di sini"
    return Step(label, shown, formula, parts=(weight, _main_score(one, rules, period)))


def _main_score(one: IndicatorResult, rules: Rulebook, period: Period) -> Step:
    formula = f"capaian, paling tinggi {show(rules.score_cap.value)}"
    value = one.adjusted.score if one.adjusted else None
    return _ruled("Nilai", value, formula, rules.score_cap, (_reached(one, rules, period),))


def _extra_score(one: IndicatorResult, rules: Rulebook, period: Period) -> Step:
    value, category = (one.adjusted.score, one.adjusted.category) if one.adjusted else (None, "?")
    formula = f"kategori {category} menurut capaian yang dibulatkan ke persen penuh"
    return _ruled("Nilai", value, formula, rules.additional_bands, (_reached(one, rules, period),))


def _reached(one: IndicatorResult, rules: Rulebook, period: Period) -> Step:
    """Capaian with its entries; where days were lost the adjusted one, and the raw one below it."""
    row = one.indicator
    entries = _entries(row)
    raw = one.raw.capaian if one.raw else None
    if row.direction is Direction.QUALITATIVE:
        return _ruled("Capaian (%)", raw, f"nilai rating {row.rating or '?'}", rules.rating_scores, entries)
    plain = _ruled("Capaian (%)", raw, _capaian_formula(row), _capaian_rule(row, rules), entries)
    if not one.counted_days or one.adjusted is None:
        return plain
    formula = _prorated_formula(row, period.days - one.counted_days, period.days)
    return _ruled("Capaian disesuaikan (%)", one.adjusted.capaian, formula, rules.outside_factor, (plain,))


def _prorated_formula(row: Indicator, left: int, days: int) -> str:
    """How a prorated capaian comes about: the target, or the bound of the range that is missed, times days left."""
    target, upper, reached = row.target or Decimal(0), row.target_upper, row.realisation or Decimal(0)
    bound = upper if upper is not None and reached * days > upper * left else target
    if upper is not None and target * left <= reached * days <= upper * left:
        return f"di dalam rentang target × {left} ÷ {days} hari"
    return f"{show(reached)} ÷ ({show(bound)} × {left} ÷ {days} hari) × 100, dibulatkan dua desimal"


def _entries(row: Indicator) -> tuple[Step, ...]:
    if row.direction is Direction.QUALITATIVE:
        return (Step("Realisasi", row.rating, where=row.places.get("realisation", "")),)
    steps = [
        Step("Realisasi", row.realisation, where=row.places.get("realisation", "")),
        Step("Target", row.target, where=row.places.get("target", "")),
    ]
    if row.target_upper is not None:
        steps.append(Step("Target Atas", row.target_upper, where=row.places.get("target_upper", "")))
    return tuple(steps)


def _aim(row: Indicator) -> Decimal | None:
    """The bound that the realisation is held against; inside a range the realisation itself (100 %)."""
    if row.target is None or row.realisation is None or row.target_upper is None:
        return row.target
    return min(max(row.realisation, row.target), row.target_upper)


def _capaian_formula(row: Indicator) -> str:
    reached, aim = _shown_exact(row.realisation), _shown_exact(_aim(row))
    formula = f"{reached} ÷ {aim} × 100"
    if row.direction is Direction.LOWER:
        formula = f"(1 + (1 − {reached} ÷ {aim})) × 100, paling rendah 0"
    if row.target_upper is not None:
        formula += f", target rentang {_shown_exact(row.target)}–{_shown_exact(row.target_upper)}"
    return formula + ", dibulatkan dua desimal"


def _capaian_rule(row: Indicator, rules: Rulebook) -> Provision[str]:
    if row.target_upper is not None and row.realisation is not None and row.realisation == _aim(row):
        return rules.capaian_range
    return rules.capaian_lower if row.direction is Direction.LOWER else rules.capaian_higher


def _behaviour(result: Result, rules: Rulebook) -> Step:
    scores = rules.rating_scores.value
    rated = [(b, scores[b.rating] if b.rating else None) for b in result.ratee.behaviours]
    terms = " + ".join(_shown_exact(score) for _, score in rated)
    parts = tuple(
        _ruled(
            b.value,
            score,
            f"nilai rating {b.rating or '?'}",
            rules.rating_scores,
            (Step("Rating", b.rating, where=b.places.get("rating", "")),),
        )
        for b, score in rated
    )
    formula = f"({terms}) ÷ {len(rules.values.value)}, dibulatkan dua desimal"
    return _ruled("Nilai perilaku", result.behaviour, formula, rules.behaviour_mean, parts)


def _shown(score: Decimal | None) -> str:
    return "?" if score is None else show_score(score)


def _shown_exact(number: Decimal | None) -> str:
    return "?" if number is None else show(number)


def _score_text(outcome: Outcome | None) -> str:
    return "?" if outcome is None else show_score(outcome.score)
