"""kinerja rekap: every accepted value of the office in one workbook."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.distribution import check as check_distribution
from kinerja_pauh.appraisal.model import Direction
from kinerja_pauh.appraisal.scoring import Status
from kinerja_pauh.regulations import distribution
from kinerja_pauh.sheets.days import show_day
from kinerja_pauh.sheets.fill_form import indicator_number, subtitle
from kinerja_pauh.sheets.recap_layout import NO_PREDICATE, RecapBook

from .file_names import slug
from .folder import OfficeFolder
from .outcome import Outcome
from .returns import gather_returns

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.cells import Value

    from .returns import Person, Returns

Row = tuple["Value", ...]


def recap(root: Path, world: World) -> Outcome:
    """Write the recap into 3_rekap, replacing the one of the same period.

    Raises:
        Refusal: nothing has come back yet, or the folder cannot be used.
    """
    folder = OfficeFolder(root)
    returns = gather_returns(folder, world)
    book = recap_book(returns, world)
    form = next(iter(returns.people.values())).scored.form
    path = folder.recap / f"Rekap_{slug(form.period.label)}.xlsx"
    folder.create()
    world.save(path, world.write_recap(book))
    counted = sum(person.result.status is not Status.INCOMPLETE for person in returns.people.values())
    rest = len(returns.people) - counted
    advice = f"{counted} pegawai dinilai, {rest} belum lengkap, {len(returns.missing)} formulir belum kembali."
    return Outcome(written=(str(path),), advice=" ".join((advice, *book.warnings)))


def recap_book(returns: Returns, world: World) -> RecapBook:
    """The flat rows of the recap, people in the order of the staff list."""
    form = next(iter(returns.people.values())).scored.form
    order = {nip: place for place, nip in enumerate(returns.staff)}
    nips = sorted(returns.people, key=lambda nip: order.get(nip, len(order)))
    indicators: list[Row] = []
    factors: list[Row] = []
    for nip in nips:
        employee, person = returns.staff.get(nip), returns.people[nip]
        indicators += _indicators(employee, person)
        factors += _factors(employee, person)
    return RecapBook(
        heading=subtitle(form.office, form.period),
        people=tuple(_person(returns.staff.get(nip), returns.people[nip]) for nip in nips),
        indicators=tuple(indicators),
        factors=tuple(factors),
        missing=tuple((one.rater_name, one.file_name, one.ratees) for one in returns.missing),
        predicates=(*distribution().predicates, NO_PREDICATE),
        warnings=_warnings(returns),
        made=show_day(world.now().date()),
    )


def _unit(employee: Employee | None) -> str:
    return employee.unit if employee else "Tidak ada di Induk"


def _person(employee: Employee | None, person: Person) -> Row:
    result = person.result
    counts = result.status is not Status.INCOMPLETE
    feedback = any(entry.good or entry.improve for entry in result.ratee.feedback)
    return (
        result.ratee.nip,
        result.ratee.name,
        result.ratee.position,
        _unit(employee),
        person.scored.form.rater_name,
        result.work,
        result.work_raw,
        result.behaviour,
        result.final,
        result.grade,
        result.work_rating,
        result.behaviour_rating,
        result.predicate if counts else NO_PREDICATE,
        str(result.status),
        "Ada" if feedback else "Belum",
    )


def _indicators(employee: Employee | None, person: Person) -> list[Row]:
    rows: list[Row] = []
    for one in person.result.indicators:
        row = one.indicator
        qualitative = row.direction is Direction.QUALITATIVE
        rows.append(
            (
                person.result.ratee.nip,
                person.result.ratee.name,
                _unit(employee),
                indicator_number(row.number),
                row.kind,
                row.aspect,
                row.name,
                row.unit,
                row.target_text if qualitative else row.target,
                row.target_upper,
                row.rating if qualitative else row.realisation,
                row.weight,
                one.raw.capaian if one.raw else None,
                one.adjusted.capaian if one.adjusted else None,
                one.adjusted.score if one.adjusted else None,
            )
        )
    return rows


def _factors(employee: Employee | None, person: Person) -> list[Row]:
    ratee = person.result.ratee
    return [
        (
            ratee.nip,
            ratee.name,
            _unit(employee),
            indicator_number(factor.indicator),
            factor.cause,
            factor.start,
            factor.end,
            factor.remedy,
            "Ya" if factor.counts else "Tidak",
        )
        for factor in ratee.factors
    ]


def _warnings(returns: Returns) -> tuple[str, ...]:
    """Where the head-counts do not fit the pattern of the organisation's predicate; nothing if that is not set."""
    organisation = returns.induk.organisation_predicate
    if not organisation:
        return ()
    found = (person.result for person in returns.people.values())
    counts = Counter(r.predicate for r in found if r.predicate is not None and r.status is not Status.INCOMPLETE)
    return check_distribution(counts, organisation, distribution()).warnings
