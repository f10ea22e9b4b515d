"""What a report may name of talks and of what others said. None of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import MaterialSource

from .self_views import beside_the_rater, with_newest_self_views

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kinerja_pauh.appraisal.model import Material, Ratee

    from .returns import Person

_LINES_ON_PAGE_TWO = 28
"""Lines of text that page two of the report has room for beside its headings, signatures and the way to object; four
fewer than a page of LibreOffice and Excel takes, since they break lines differently."""
_WIDE, _BEHAVIOUR, _CAUSE = 105, 90, 70
"""Characters of a line in the column of a talk, of an example of behaviour, and of an outside factor."""


def talk_names(
    person: Person,
    earlier: int,
    jobs: Collection[str] = (),
    self_views: Mapping[str, tuple[Material, ...]] | None = None,
) -> dict[str, object]:
    """The names `dialog`, `dialog_muat`, `pandangan`, `penugasan_lain`.

    earlier: how many periods the history shows; jobs: the posts whose results stand side by side, none where there is
    only one: what the rater was told of those jobs is not said again.
    self_views: as in `Returns`; in place of what the form shows. dialog_muat: whether the talks fit on the report's
    second page.
    """
    ratee = person.result.ratee
    told = with_newest_self_views(person.scored.form.materials, self_views or {}, ratee.nip)
    return {
        "dialog": [
            {"tanggal": d.day, "pokok": d.topic, "pendapat": d.own_words, "kesepakatan": d.agreed}
            for d in ratee.dialogues
        ],
        "dialog_muat": _lines(ratee, earlier) + (2 * len(jobs) + 5 if jobs else 0) <= _LINES_ON_PAGE_TWO,
        "pandangan": _rows((one for one in told if one.source is not MaterialSource.JOBS), ratee),
        "penugasan_lain": _rows(
            (one for one in told if one.source is MaterialSource.JOBS and one.about not in jobs), ratee
        ),
    }


def _rows(told: Iterable[Material], ratee: Ratee) -> list[dict[str, str]]:
    return [{"sumber": str(one.source), "tentang": one.about, "isi": beside_the_rater(one, ratee)} for one in told]


def _lines(ratee: Ratee, earlier: int) -> int:
    """How many lines of text page two would have with the talks on it."""
    examples = sum(max(1, _broken(one.example, _BEHAVIOUR)) for one in ratee.behaviours)
    factors = sum(2 + _broken(one.cause + one.evidence, _CAUSE) for one in ratee.factors)
    feedback = sum(1 + sum(_broken(text, _WIDE) for text in (f.good, f.improve, f.plan)) for f in ratee.feedback)
    talks = sum(1 + _broken(d.own_words, _WIDE) + _broken(d.agreed, _WIDE) for d in ratee.dialogues)
    history = earlier + 2 if earlier else 0
    return examples + (factors + 4 if factors else 0) + feedback + history + talks + 2


def _broken(text: str, width: int) -> int:
    """How many lines a text needs where so many characters stand in one."""
    return sum(1 + len(line) // width for line in text.splitlines())
