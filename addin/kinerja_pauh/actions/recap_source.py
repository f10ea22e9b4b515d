"""What recap and dashboard are made from: the people with their units and raters, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.group_figures import counts
from kinerja_pauh.appraisal.overview import EarlierPeriod, Rated, RatedPart, overview
from kinerja_pauh.appraisal.period_order import in_time
from kinerja_pauh.regulations import distribution
from kinerja_pauh.sheets import recap_layout as layout
from kinerja_pauh.sheets import recap_rows as rows
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.recap_layout import RecapBook

from .earlier_periods import earlier_periods
from .returns import gather_returns, without_form
from .side_by_side import in_order_of_time, moved, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kinerja_pauh.appraisal.model import Form, Period
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.recap_rows import Row

    from .earlier_periods import Earlier
    from .folder import OfficeFolder
    from .read_files import ScoredForm
    from .returns import Person, Returns

_NOT_BACK, _NOT_OUT = "Formulir belum kembali", "Belum dibagikan"


@dataclass(frozen=True, slots=True)
class RecapSource:
    """One period of an office.

    people: in the order of the staff list; scored: the form of each. absent: people of the staff list without a
    returned form. missing: forms not back. Both as rows of the recap.
    notes: sentences on earlier periods that could not be read. parts: every result of those who moved or acted.
    """

    form: Form
    organisation: str
    people: tuple[Rated, ...]
    scored: tuple[ScoredForm, ...]
    earlier: tuple[EarlierPeriod, ...]
    absent: tuple[Row, ...]
    missing: tuple[Row, ...]
    made: str
    notes: tuple[str, ...] = ()
    parts: tuple[RatedPart, ...] = ()


def recap_source(folder: OfficeFolder, world: World) -> RecapSource:
    """What the register knows of the Induk's period, and of those before.

    Raises:
        Refusal: nothing has come back yet, or the folder cannot be used.
    """
    returns = gather_returns(folder, world)
    earlier = earlier_periods(folder, returns.induk, world)
    nips = returns.in_staff_order()
    people = [returns.people[nip] for nip in nips]
    return RecapSource(
        form=returns.form,
        organisation=returns.induk.organisation_predicate,
        people=tuple(_rated(one, returns.unit_of(nip)) for nip, one in zip(nips, people, strict=True)),
        scored=tuple(one.scored for one in people),
        earlier=_by_period(earlier),
        absent=tuple(_absent(returns)),
        missing=tuple((one.rater_name, one.file_name, one.ratees) for one in returns.missing),
        made=show_day(world.now().date()),
        notes=earlier.notes,
        parts=tuple(
            RatedPart(_rated(one, unit_of(one, returns)), one.scored.form.rated_days, one is returns.people.get(nip))
            for nip in returns.everybody()
            if moved(returns, nip)
            for one in in_order_of_time(returns, nip)
        ),
    )


def _rated(one: Person, unit: str) -> Rated:
    return Rated(one.result, unit, one.scored.form.rater_nip, one.scored.form.rater_name)


def _by_period(found: Earlier) -> tuple[EarlierPeriod, ...]:
    """Oldest first."""
    periods: dict[str, Period] = {}
    results: dict[str, dict[str, Result]] = {}
    for nip, people in found.people.items():
        for person in people:
            period = person.scored.form.period
            periods[period.label] = period
            results.setdefault(period.label, {})[nip] = person.result
    order = sorted(periods.values(), key=in_time)
    return tuple(EarlierPeriod(one.label, one.start, one.end, results[one.label]) for one in order)


def _absent(returns: Returns) -> Iterable[Row]:
    not_out = {one.nip for one in without_form(returns.induk, returns.people, returns.missing)}
    for one in returns.staff.values():
        if one.active and one.nip not in returns.people:
            rater = returns.staff.get(one.rater)
            cause = _NOT_OUT if one.nip in not_out else _NOT_BACK
            yield one.nip, one.name, one.unit, rater.name if rater else "", cause


def book_of(source: RecapSource) -> RecapBook:
    """The figures and flat rows of a source."""
    period = source.form.period.label
    figures = overview(source.form.office.unit, source.people, source.earlier, source.organisation, distribution())
    people = source.people
    incomplete = tuple(
        (one.result.ratee.nip, one.result.ratee.name, rows.unit_of(one), one.rater, layout.NO_PREDICATE)
        for one in people
        if not counts(one.result)
    )
    return RecapBook(
        heading=subtitle(source.form.office, source.form.period),
        period=period,
        figures=figures,
        rows={
            layout.UNITS: tuple(map(rows.unit_row, figures.units)),
            layout.PATTERNS: tuple(row for one in figures.patterns for row in rows.pattern_rows(one)),
            layout.RATERS: tuple(row for one in figures.raters for row in rows.rater_rows(one)),
            layout.PEOPLE: tuple(map(rows.person_row, people)),
            layout.INDICATORS: tuple(row for one in people for row in rows.indicator_rows(one)),
            layout.BEHAVIOURS: tuple(row for one in people for row in rows.behaviour_rows(one)),
            layout.FACTORS: tuple(row for one in people for row in rows.factor_rows(one)),
            layout.JOBS: tuple(map(rows.job_row, source.parts)),
            layout.TREND: tuple(row for one in people for row in rows.trend_rows(one, source.earlier, period)),
            layout.NOT_RATED: source.absent + incomplete,
            layout.MISSING: source.missing,
        },
        absent=len(source.absent),
        forms=len(source.missing),
        made=source.made,
    )
