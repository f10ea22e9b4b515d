"""kinerja dasbor: the recap's figures and every person's details as one page for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.group_figures import counts
from kinerja_pauh.appraisal.trend import person_trend
from kinerja_pauh.sheets.dashboard_page import Dashboard, PersonDetails
from kinerja_pauh.sheets.recap_layout import NO_PREDICATE
from kinerja_pauh.sheets.recap_rows import unit_of

from .file_names import slug
from .folder import OfficeFolder
from .nameless import without_names
from .outcome import Outcome
from .recap_source import book_of, recap_source

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.ports import World

    from .recap_source import RecapSource


def dashboard(root: Path, world: World, *, named: bool = True) -> Outcome:
    """Write the dashboard into 3_rekap. named: False leaves out every name, NIP, post and free word.

    Raises:
        Refusal: nothing has come back yet, or the folder cannot be used.
    """
    folder = OfficeFolder(root)
    return write_dashboard(folder, recap_source(folder, world), world, named=named)


def write_dashboard(folder: OfficeFolder, source: RecapSource, world: World, *, named: bool = True) -> Outcome:
    """Write the dashboard of a source."""
    page = dashboard_of(source if named else without_names(source), named=named)
    path = folder.recap / f"Dasbor_{slug(page.book.period)}{'' if named else '_tanpa-nama'}.html"
    folder.create()
    world.save(path, world.write_dashboard(page))
    return Outcome(written=(str(path),), advice=_OPEN_NAMED if named else _OPEN)


_OPEN = "Buka berkas itu dengan peramban (Edge, Chrome, Firefox); tidak perlu internet."
_OPEN_NAMED = f"{_OPEN} Isinya nama dan nilai: jangan dikirim lewat grup."


def dashboard_of(source: RecapSource, *, named: bool) -> Dashboard:
    """The page of a source."""
    periods = [(one.label, one.results) for one in source.earlier]
    people = tuple(
        PersonDetails(
            person=one,
            unit=unit_of(one),
            predicate=(one.result.predicate or NO_PREDICATE) if counts(one.result) else NO_PREDICATE,
            trees=explain(one.result, scored.rules, scored.form.rated_days),
            trend=person_trend(one.result.ratee.nip, periods),
            parts=tuple(part for part in source.parts if part.rated.result.ratee.nip == one.result.ratee.nip),
        )
        for one, scored in zip(source.people, source.scored, strict=True)
    )
    return Dashboard(book_of(source), people, named)
