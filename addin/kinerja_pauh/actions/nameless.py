"""The same figures about numbered people, for a dashboard that may be shown to others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.overview import Rated
from kinerja_pauh.sheets.form_layout import CAUSES
from kinerja_pauh.sheets.recap_rows import unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.model import Ratee
    from kinerja_pauh.appraisal.scoring import Result

    from .recap_source import RecapSource

HIDDEN = "(tidak ditampilkan)"
"""Stands for free words in what is made without names."""
_NUMBERED = "02d"


def without_names(source: RecapSource) -> RecapSource:
    """The same figures about numbered people: no NIP, name, post or free word of anybody is left.

    People stand by unit and there from the highest final score down, since the order of a staff list tells who is who.
    """
    order = {unit_of(one): place for place, one in reversed(list(enumerate(source.people)))}
    pairs = sorted(
        zip(source.people, source.scored, strict=True),
        key=lambda pair: (order[unit_of(pair[0])], -(pair[0].result.final or 0)),
    )
    numbers: dict[str, str] = {}
    for nip in (*(one.result.ratee.nip for one, _ in pairs), *(nip for e in source.earlier for nip in e.results)):
        numbers.setdefault(nip, f"Pegawai {len(numbers) + 1:{_NUMBERED}}")
    raters: dict[str, str] = {}
    for one, _ in pairs:
        raters.setdefault(one.rater_nip, f"Penilai {len(raters) + 1:{_NUMBERED}}")
    return replace(
        source,
        people=tuple(
            Rated(_numbered(one.result, numbers), one.unit, raters[one.rater_nip], raters[one.rater_nip])
            for one, _ in pairs
        ),
        scored=tuple(scored for _, scored in pairs),
        earlier=tuple(
            replace(one, results={numbers[nip]: _numbered(result, numbers) for nip, result in one.results.items()})
            for one in source.earlier
        ),
        absent=tuple(("", "Pegawai", unit, "", cause) for _, _, unit, _, cause in source.absent),
        missing=tuple(("Penilai", "", ratees) for _, _, ratees in source.missing),
        parts=(),  # the day of a move tells who it is
    )


def _numbered(result: Result, numbers: Mapping[str, str]) -> Result:
    number = numbers[result.ratee.nip]
    ratee = _wordless(result.ratee)
    bare = tuple(replace(one, indicator=row) for one, row in zip(result.indicators, ratee.indicators, strict=True))
    return replace(result, ratee=replace(ratee, nip=number, name=number), indicators=bare)


def _wordless(ratee: Ratee) -> Ratee:
    """A ratee without post and free words; whether there were any stays, since figures count them."""
    return replace(
        ratee,
        position="",
        indicators=tuple(replace(one, evidence="", note="", data_source="") for one in ratee.indicators),
        behaviours=tuple(replace(one, example=_hidden(one.example), expectation="") for one in ratee.behaviours),
        factors=tuple(
            replace(one, cause=one.cause if one.cause in CAUSES else HIDDEN, evidence=_hidden(one.evidence))
            for one in ratee.factors
        ),
        feedback=tuple(
            replace(one, good=_hidden(one.good), improve=_hidden(one.improve), plan=_hidden(one.plan))
            for one in ratee.feedback
        ),
        dialogues=(),
        reason=_hidden(ratee.reason),
        idea_text=_hidden(ratee.idea_text),
    )


def _hidden(words: str) -> str:
    return HIDDEN if words else ""
