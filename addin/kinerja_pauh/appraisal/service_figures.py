"""What service data say in one number: median, share within standard, number of documents, satisfaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from .rounding import divide, half_up
from .service_records import service_key
from .service_times import median
from .survey import average, survey_of_answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from .service_records import Counted
    from .survey import SurveyRules


class Measure(StrEnum):
    """Ukuran: what of the data an indicator is linked to."""

    MINUTES = "Median menit"
    HOURS = "Median jam"
    DAYS = "Median hari"
    WORKDAYS = "Median hari kerja"
    SHARE = "Sesuai standar (%)"
    COUNT = "Jumlah berkas"
    IKM = "IKM"
    U1 = "Unsur U1"
    U2 = "Unsur U2"
    U3 = "Unsur U3"
    U4 = "Unsur U4"
    U5 = "Unsur U5"
    U6 = "Unsur U6"
    U7 = "Unsur U7"
    U8 = "Unsur U8"
    U9 = "Unsur U9"

    @property
    def of_survey(self) -> bool:
        """Whether the citizens' survey gives it, not the counter log."""
        return self is Measure.IKM or self.element >= 0

    @property
    def element(self) -> int:
        """Which unsur it is, from 0; -1 for none."""
        return int(self.value[-1]) - 1 if self.value.startswith("Unsur") else -1


_UNITS = {
    Measure.MINUTES: "menit",
    Measure.HOURS: "jam",
    Measure.DAYS: "hari",
    Measure.WORKDAYS: "hari",
    Measure.SHARE: "persen",
}
_WORDS = {"jam": "jam", "hari": "hari", "menit": "menit", "persen": "persen", "%": "persen", "persentase": "persen"}


@dataclass(frozen=True, slots=True)
class Answers:
    """One filled survey sheet. service: "" where the sheet names none. day: None where it bears no date.

    given: an answer or None for each unsur, in order.
    """

    file: str
    sheet: str
    row: int
    service: str
    day: date | None
    given: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Tautan Data: an indicator that the data fill. service: "" for all. own: only what the person handled."""

    nip: str
    number: str
    measure: Measure
    service: str
    own: bool
    row: int
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """value: two decimals, None where there is nothing to count. base: documents or sheets behind it."""

    value: Decimal | None
    base: int


def unit_fits(measure: Measure, unit: str) -> bool:
    """Whether a number of this measure can stand for an indicator of this unit; an unknown unit is believed.

    >>> unit_fits(Measure.HOURS, "hari kerja"), unit_fits(Measure.HOURS, "jam"), unit_fits(Measure.IKM, "skala 25–100")
    (False, True, True)
    """
    families = {_WORDS[word] for word in unit.casefold().replace("(", " ").replace(")", " ").split() if word in _WORDS}
    return not families or families == {_UNITS.get(measure)}


def log_figure(measure: Measure, rows: Sequence[Counted]) -> Figure:
    """A measure of the counter log over these lines."""
    if measure is Measure.COUNT:
        return Figure(Decimal(len(rows)) if rows else None, len(rows))
    if measure is Measure.SHARE:
        judged = [row.within for row in rows if row.within is not None]
        if not judged:
            return Figure(None, 0)
        return Figure(half_up(divide(Decimal(100 * sum(judged)), Decimal(len(judged)))), len(judged))
    if measure in (Measure.HOURS, Measure.MINUTES):
        scale = Decimal(1 if measure is Measure.HOURS else 60)
        values = [row.hours * scale for row in rows if row.hours is not None]
    else:
        values = [Decimal(row.days if measure is Measure.DAYS else row.workdays) for row in rows]
    middle = median(values)
    return Figure(None if middle is None else half_up(middle), len(values))


def survey_figure(measure: Measure, sheets: Sequence[Answers], rules: SurveyRules) -> Figure:
    """The IKM, or one unsur on the same scale of 25 to 100, over these sheets."""
    if measure is Measure.IKM:
        result = survey_of_answers([sheet.given for sheet in sheets], rules)
        return Figure(None if result is None else result.ikm, len(sheets) if result else 0)
    answers = [sheet.given[measure.element] for sheet in sheets]
    mean = average(answers, rules)
    value = None if mean is None else half_up(mean * rules.factor.value)
    return Figure(value, sum(answer is not None for answer in answers))


def rows_of(link: Link, counted: Iterable[Counted]) -> list[Counted]:
    """The lines of the log that a link asks for."""
    return [
        one
        for one in counted
        if (not link.service or service_key(one.service) == service_key(link.service))
        and (not link.own or one.record.officer == link.nip)
    ]


def answers_of(link: Link, sheets: Iterable[Answers]) -> list[Answers]:
    """The survey sheets that a link asks for."""
    wanted = service_key(link.service)
    return [one for one in sheets if not wanted or service_key(one.service) == wanted]
