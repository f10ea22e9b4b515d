"""The parts of a report that go into details: outside factors beside the raw numbers, and the computation in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.indicator_words import target_text
from kinerja_pauh.appraisal.model import Kind, Remedy
from kinerja_pauh.appraisal.wording import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from kinerja_pauh.appraisal.indicators import IndicatorResult
    from kinerja_pauh.appraisal.model import OutsideFactor
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.appraisal.trace import Step

    from .changed_plans import TargetChange

_INDENT = "   "


def indicator_notes(one: IndicatorResult, change: TargetChange | None = None) -> str:
    """What sets a row apart from the others, "" for most. change: of its target in the course of the period."""
    notes = []
    if one.indicator.kind is Kind.ADDITIONAL:
        notes.append("tambahan")
    if one.adjustment.left_out:
        notes.append("dikeluarkan karena faktor luar")
    elif one.counted_days:
        notes.append(f"target diprorata {one.counted_days} hari karena faktor luar")
    if change is not None and change.old != target_text(one.indicator):  # the return may be of the form before
        notes.append(_changed(change))
    return ", ".join(notes)


def _changed(change: TargetChange) -> str:
    told, note = f"target semula {change.old}", change.note
    if note is None or note.day is None:
        return told
    letter = f" ({note.letter})" if note.letter else ""
    return f"{told}, diubah {show_day(note.day)}: {note.reason}{letter}"


def factor_rows(result: Result) -> list[dict[str, object]]:
    """Each claimed factor with what its indicator is worth without and with all factors that count."""
    by_number = {one.indicator.number: one for one in result.indicators}
    return [_factor(factor, by_number.get(factor.indicator), result) for factor in result.ratee.factors]


def _factor(factor: OutsideFactor, one: IndicatorResult | None, result: Result) -> dict[str, object]:
    counted = "Disetujui penilai dan atasannya." if factor.counts else "Tidak dihitung: belum disetujui keduanya."
    if factor.counts and result.capped and factor.remedy is not Remedy.NOTE_ONLY:
        counted += " Kenaikan nilainya dibatasi kantor."
    return {
        "no": factor.indicator,
        "indikator": one.indicator.name if one else "",
        "sebab": factor.cause,
        "mulai": factor.start,
        "selesai": factor.end,
        "cara": str(factor.remedy or ""),
        "bukti": factor.evidence,
        "dihitung": factor.counts,
        "keputusan": counted,
        "capaian_mentah": one.raw.capaian if one and one.raw else None,
        "capaian": one.adjusted.capaian if one and one.adjusted else None,
        "kontribusi_mentah": one.raw_contribution if one else None,
        "kontribusi": one.contribution if one else None,
        "dikeluarkan": one is not None and one.adjustment.left_out,
    }


def main_steps(trees: Iterable[Step]) -> list[dict[str, object]]:
    """The predicate, the final score and the two scores that it comes from."""
    found = []
    for tree in trees:
        for depth, step in tree.walk():
            if depth == 0 or (depth == 1 and step.parts and step.source):
                found.append(_line(depth, step))
    return found


def calculation_rows(trees: Iterable[Step]) -> list[dict[str, object]]:
    """The whole computation in reading order; the entries that a step uses stand in its own line."""
    return [_line(depth, step) for tree in trees for depth, step in tree.walk() if not _is_entry(step)]


def _is_entry(step: Step) -> bool:
    return not step.formula and not step.parts


def _line(depth: int, step: Step) -> dict[str, object]:
    return {
        "uraian": _INDENT * depth + step.label,
        "tingkat": depth,
        "nilai": "belum ada" if step.value is None else step.value,
        "cara": step.formula,
        "masukan": "; ".join(_entries(step)),
        "dasar": step.basis,
    }


def _entries(step: Step) -> Iterator[str]:
    if step.where:
        yield step.where
    for part in step.parts:
        if _is_entry(part):
            yield f"{part.label} {_shown(part.value)}" + (f" ({part.where})" if part.where else "")


def _shown(value: Decimal | str | None) -> str:
    if value is None:
        return "belum ada"
    return value if isinstance(value, str) else show(value)
