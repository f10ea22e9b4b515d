"""The score computed a second time, straight from section 3 of the design, with fractions and without the package."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.model import Indicator, OutsideFactor, Period, Ratee

RATED = {"Di Atas Ekspektasi": Fraction(120), "Sesuai Ekspektasi": Fraction(100), "Di Bawah Ekspektasi": Fraction(60)}
CATEGORIES = ((101, 100, 120), (100, 80, 100), (80, 60, 80), (60, 40, 60), (0, 20, 25))
MATRIX = {
    "Di Atas Ekspektasi": ("Sangat Baik", "Baik", "Kurang"),
    "Sesuai Ekspektasi": ("Baik", "Baik", "Kurang"),
    "Di Bawah Ekspektasi": ("Butuh Perbaikan", "Butuh Perbaikan", "Sangat Kurang"),
}


def shown(number: Fraction) -> Fraction:
    """Half up to two decimals; every number here is at least 0."""
    return Fraction((number * 200 + 1) // 2, 100)


def days(factor: OutsideFactor, period: Period) -> int:
    first, last = max(factor.start, period.start), min(factor.end, period.end)
    return max(0, last.toordinal() - first.toordinal() + 1)


def agreed(ratee: Ratee) -> list[OutsideFactor]:
    return [f for f in ratee.factors if f.rater_decision == "Setuju" and f.superior_decision == "Setuju"]


def lost_days(row: Indicator, ratee: Ratee, period: Period) -> int:
    if row.aspect != "Kuantitas" or row.direction != "Makin tinggi makin baik":
        return 0
    mine = [f for f in agreed(ratee) if f.indicator == row.number and f.remedy == "Prorata target"]
    return sum(days(f, period) for f in mine)


def left_out(row: Indicator, ratee: Ratee) -> bool:
    return any(f.indicator == row.number and f.remedy == "Keluarkan indikator" for f in agreed(ratee))


def capaian(row: Indicator, kept: Fraction) -> Fraction:
    """Percent reached of the target times `kept`."""
    if row.direction == "Kualitatif":
        return RATED[row.rating]
    low = Fraction(row.target) * kept
    high = low if row.target_upper is None else Fraction(row.target_upper) * kept
    reached = Fraction(row.realisation)
    if low <= reached <= high:
        return Fraction(100)
    bound = high if reached > high else low
    percent = reached / bound * 100
    return shown(max(Fraction(0), 200 - percent) if row.direction == "Makin rendah makin baik" else percent)


def worth(row: Indicator, percent: Fraction) -> tuple[Fraction, Fraction]:
    """Nilai, and the percent of it that counts."""
    if row.kind == "Utama":
        return min(percent, Fraction(120)), Fraction(100)
    whole = (percent * 2 + 1) // 2
    share, score = next((p, n) for floor, p, n in CATEGORIES if whole >= floor)
    return Fraction(score), Fraction(share)


def work(ratee: Ratee, period: Period, *, adjusted: bool) -> tuple[Fraction, list[dict[str, Any]]]:
    """Nilai hasil kerja with its rows."""
    rows, main, extra = [], Fraction(0), Fraction(0)
    out = {row.number for row in ratee.indicators if adjusted and left_out(row, ratee)}
    weights = sum(Fraction(r.weight) for r in ratee.indicators if r.kind == "Utama" and r.number not in out)
    for row in ratee.indicators:
        if row.number in out:
            rows.append({"points": Fraction(0)})
            continue
        lost = lost_days(row, ratee, period) if adjusted else 0
        percent = capaian(row, Fraction(period.days - lost, period.days))
        score, share = worth(row, percent)
        if row.kind == "Utama":
            points = Fraction(row.weight) * score / weights
            main += points
        else:
            points = share / 100 * Fraction(row.weight) * score / 100
            extra += points
        rows.append({"capaian": percent, "score": score, "share": share, "points": points})
    return shown(min(Fraction(120), main + min(Fraction(10), extra))), rows


def everything(ratee: Ratee, period: Period, *, peers: bool = False, cap: Fraction | None = None) -> dict[str, Any]:
    """All shown numbers and words of one complete person. cap: most points that outside factors may add."""
    raw, raw_rows = work(ratee, period, adjusted=False)
    adjusted, rows = work(ratee, period, adjusted=True)
    total = adjusted if cap is None or adjusted - raw <= cap else raw + cap
    behaviour = shown(sum(RATED[b.rating] for b in ratee.behaviours) / Fraction(7))
    share = Fraction(60 if peers else 70)
    final = shown((share * total + (100 - share) * behaviour) / 100)
    grades = [(Fraction(90), "Baik"), (Fraction(70), "Cukup"), (Fraction(50), "Kurang"), (Fraction(0), "Sangat Kurang")]
    grade = "Sangat Baik" if final >= 110 and ratee.new_idea else next(g for floor, g in grades if final >= floor)
    order = list(reversed(RATED))
    middle = sorted(order.index(b.rating) for b in ratee.behaviours)[3]
    return {
        "work_raw": raw,
        "raw_rows": raw_rows,
        "work_adjusted": adjusted,
        "work": total,
        "rows": rows,
        "behaviour": behaviour,
        "final": final,
        "grade": grade,
        "work_proposed": "Di Atas Ekspektasi" if total >= 110 else order[1] if total >= 90 else order[0],
        "behaviour_proposed": order[middle],
        "predicate": MATRIX[ratee.work_rating][list(RATED).index(ratee.behaviour_rating)],
    }
