"""Sentences that tell a rated person what the numbers mean and what would help; built from the result, never a verdict.

Each sentence names an indicator or a value and a number that the reader finds in the same report.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from .gaps import gaps
from .indicators import HUNDRED
from .model import Direction, Kind, Rating
from .scoring import Status
from .wording import shorten, show, show_score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .indicators import IndicatorResult
    from .rulebook import Rulebook
    from .scoring import Result


def sentences(result: Result, rules: Rulebook) -> tuple[str, ...]:
    """What the result says, strongest first, then what to work on; for an incomplete result only what is missing."""
    work, behaviour = result.work_rating, result.behaviour_rating
    if result.status is Status.INCOMPLETE or result.work is None or work is None or behaviour is None:
        return (_INCOMPLETE, *(f"Yang masih ditunggu: {', '.join(found)}." for found in [gaps(result)] if found))
    told = (
        _predicate(result),
        _overall(result.work, rules),
        _next_predicate(work, behaviour, rules),
        strongest(result),
        weakest(result),
        _outside(result),
        _values(result),
    )
    return tuple(chain.from_iterable(told))


_INCOMPLETE = "Penilaian ini belum lengkap, jadi belum ada kesimpulan. Bagian yang kosong bukan berarti nol."


def _predicate(result: Result) -> Iterator[str]:
    mark = "; masih sementara, karena penilai belum memilih ratingnya" if result.provisional else ""
    yield (
        f"Predikat {result.predicate}: hasil kerja {result.work_rating} dan perilaku {result.behaviour_rating}{mark}."
    )


def _next_predicate(work: Rating, behaviour: Rating, rules: Rulebook) -> Iterator[str]:
    """The nearest better cell of the matrix: one axis raised, else both."""
    present, better_work, better_behaviour = rules.matrix.value[work, behaviour], _raised(work), _raised(behaviour)
    steps = (
        (better_work, behaviour, f"hasil kerja menjadi {better_work}"),
        (work, better_behaviour, f"perilaku menjadi {better_behaviour}"),
        (better_work, better_behaviour, _both(better_work, better_behaviour)),
    )
    for one, other, words in steps:
        predicate = rules.matrix.value[one, other]
        if predicate != present:
            yield f"Predikat berikutnya, {predicate}, tercapai bila {words}."
            return


def _both(work: Rating, behaviour: Rating) -> str:
    if work is behaviour:
        return f"hasil kerja dan perilaku sama-sama {work}"
    return f"hasil kerja menjadi {work} dan perilaku menjadi {behaviour}"


def _raised(rating: Rating) -> Rating:
    order = list(Rating)
    return order[min(order.index(rating) + 1, len(order) - 1)]


def _overall(work: Decimal, rules: Rulebook) -> Iterator[str]:
    gap = rules.work_meets.value - work
    if gap > 0:
        yield (
            f"Nilai hasil kerja {show_score(work)}; untuk usulan Sesuai Ekspektasi masih perlu naik "
            f"{show_score(gap)} hingga {show_score(rules.work_meets.value)}."
        )
    elif work >= rules.work_above.value:
        yield f"Nilai hasil kerja {show_score(work)}, di atas harapan yang disepakati. Pertahankan dan tularkan."
    else:
        yield (
            f"Nilai hasil kerja {show_score(work)}, memenuhi harapan yang disepakati; untuk usulan Di Atas Ekspektasi "
            f"masih perlu naik {show_score(rules.work_above.value - work)} hingga {show_score(rules.work_above.value)}."
        )


def _mains(result: Result) -> list[IndicatorResult]:
    return [i for i in result.indicators if i.indicator.kind is Kind.MAIN and i.adjusted is not None]


def strongest(result: Result) -> Iterator[str]:
    """The main indicator that reached most, if one met its target."""
    rows = _mains(result)
    best = max(rows, key=_capaian, default=None)
    if best is not None and _capaian(best) >= HUNDRED:
        yield f'Paling kuat: "{shorten(best.indicator.name, 80)}" dengan capaian {show(_capaian(best))} %.'


def weakest(result: Result) -> Iterator[str]:
    """The one or two main indicators that cost most, with what their target would have asked."""
    short = [row for row in _mains(result) if _capaian(row) < HUNDRED]
    for row in sorted(short, key=_loss, reverse=True)[:2]:
        name = shorten(row.indicator.name, 80)
        yield f'Paling perlu perhatian: "{name}", capaian {show(_capaian(row))} %.{_wish(row)}'


def _capaian(row: IndicatorResult) -> Decimal:
    return row.adjusted.capaian if row.adjusted else Decimal(0)


def _loss(row: IndicatorResult) -> Decimal:
    return (HUNDRED - _capaian(row)) * (row.indicator.weight or Decimal(0))


def _wish(row: IndicatorResult) -> str:
    """What would have met the target; nothing for a rated indicator or a target that was prorated."""
    one = row.indicator
    if one.direction is Direction.QUALITATIVE or row.counted_days or one.target is None or one.realisation is None:
        return ""
    lowering = one.direction is Direction.LOWER
    aim = (one.target_upper or one.target) if lowering else one.target
    verb = "turun" if lowering else "naik"
    return f" Target tercapai bila realisasi {verb} dari {show(one.realisation)} menjadi {show(aim)} {one.unit}."


def _outside(result: Result) -> Iterator[str]:
    raw, adjusted, counted, cap = result.work_raw, result.work_adjusted, result.work, result.factor_cap
    if raw is None or adjusted is None or counted is None:
        return
    agreed = "Faktor luar, yang bukan dalam kendali pegawai, disetujui"
    if cap is not None and result.capped:
        yield (
            f"{agreed}: nilai hasil kerja {show_score(raw)} akan menjadi {show_score(adjusted)}. Kantor "
            f"membatasi kenaikannya pada {show_score(cap)}, jadi yang dihitung {show_score(counted)}; semuanya "
            "ditampilkan."
        )
    elif counted != raw:
        yield (
            f"{agreed} dan mengubah nilai hasil kerja dari {show_score(raw)} menjadi {show_score(counted)}; keduanya "
            "ditampilkan."
        )


def _values(result: Result) -> Iterator[str]:
    above = [b.value for b in result.ratee.behaviours if b.rating is Rating.ABOVE]
    below = [b.value for b in result.ratee.behaviours if b.rating is Rating.BELOW]
    if above:
        yield f"Perilaku yang menonjol: {', '.join(above)}."
    if below:
        yield f"Perilaku yang masih dapat dikuatkan: {', '.join(below)}. Contohnya ditulis penilai."
