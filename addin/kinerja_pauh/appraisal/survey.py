"""Survei Kepuasan Masyarakat: from answers to the index (IKM) and its letter (PermenPANRB 14/2017)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .rounding import divide, half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .in_force import Regulation
    from .rulebook import Provision


@dataclass(frozen=True, slots=True)
class ServiceBand:
    """A letter that holds from its floor (included) up to the next band's. label: kinerja unit pelayanan."""

    floor: Decimal
    letter: str
    label: str


@dataclass(frozen=True, slots=True)
class SurveyRules:
    """elements: the nine unsur in order. scale: lowest and highest answer. factor: index to IKM. bands: best first."""

    regulation: Regulation
    elements: Provision[tuple[str, ...]]
    scale: Provision[tuple[Decimal, Decimal]]
    factor: Provision[Decimal]
    bands: Provision[tuple[ServiceBand, ...]]


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """ikm: 25 to 100, two decimals; its band is that of the shown value. weakest: the unsur with the lowest NRR."""

    averages: tuple[Decimal, ...]
    ikm: Decimal
    band: ServiceBand
    weakest: str


def average(answers: Iterable[Decimal | int | None], rules: SurveyRules) -> Decimal | None:
    """Nilai rata-rata (NRR) of one element over the answers given, not rounded. An empty answer (None) is no zero.

    None where nobody answered.

    Raises:
        ValueError: an answer is off the scale.
    """
    given = [Decimal(answer) for answer in answers if answer is not None]
    if any(not _on_scale(answer, rules) for answer in given):
        raise ValueError(_scale_words("Jawaban survei", rules))
    return divide(sum(given, Decimal(0)), Decimal(len(given))) if given else None


def survey_of_answers(sheets: Sequence[Sequence[Decimal | int | None]], rules: SurveyRules) -> SurveyResult | None:
    """The result of filled sheets, one a respondent with an answer or None for each element; None while an element
    has no answer at all.

    Raises:
        ValueError: a sheet has not one place per element, or an answer is off the scale.
    """
    elements = rules.elements.value
    if any(len(sheet) != len(elements) for sheet in sheets):
        raise ValueError(f"Setiap lembar survei harus berisi {len(elements)} unsur; yang tidak dijawab dikosongkan.")
    return survey([average([sheet[n] for sheet in sheets], rules) for n in range(len(elements))], rules)


def survey(averages: Sequence[Decimal | None], rules: SurveyRules) -> SurveyResult | None:
    """The result of the elements' averages, each with exactly the same weight; None while one is missing.

    Raises:
        ValueError: there are not as many averages as elements, or one is off the scale.
    """
    elements = rules.elements.value
    if len(averages) != len(elements):
        raise ValueError(f"Survei harus berisi nilai rata-rata untuk {len(elements)} unsur.")
    given = [value for value in averages if value is not None]
    if any(not _on_scale(value, rules) for value in given):
        raise ValueError(_scale_words("Nilai rata-rata unsur", rules))
    if len(given) < len(elements):
        return None
    # One division at the end: 1/9 is no decimal, 0,11 would lower every index.
    ikm = half_up(divide(sum(given, Decimal(0)) * rules.factor.value, Decimal(len(given))))
    band = next(band for band in rules.bands.value if ikm >= band.floor)
    return SurveyResult(tuple(given), ikm, band, elements[given.index(min(given))])


def _on_scale(value: Decimal, rules: SurveyRules) -> bool:
    lowest, highest = rules.scale.value
    return lowest <= value <= highest


def _scale_words(what: str, rules: SurveyRules) -> str:
    lowest, highest = rules.scale.value
    return f"{what} harus {lowest} sampai {highest}; jawaban yang kosong dibiarkan kosong."
