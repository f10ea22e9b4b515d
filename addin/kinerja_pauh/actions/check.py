"""kinerja periksa: what is wrong or missing in forms, plans, inquiries and the Induk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.sheets.bank_sheet import read_bank
from kinerja_pauh.sheets.inquiry_meta import inquiry_kind, read_inquiry_meta
from kinerja_pauh.sheets.skp_meta import planning_kind
from kinerja_pauh.sheets.skp_words import PLAN_KIND

from .inquiry_returns import READERS
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .plan_reviewing import review_alone
from .read_files import check_induk, is_induk, score_form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.ports import World


def check(paths: Sequence[Path], world: World) -> Outcome:
    """The findings of each file; nothing is written."""
    return Outcome(tuple(_one(path, world) for path in paths))


def _one(path: Path, world: World) -> FileOutcome:
    try:
        book = world.read(path)
        if planning_kind(book) == PLAN_KIND:
            return _outcome(path, review_alone(book, read_bank(world.templates.indicator_bank(path.parent))))
        if inquiry_kind(book) in READERS:
            return _outcome(path, READERS[read_inquiry_meta(book).kind](book).findings)
        if is_induk(book):
            return _outcome(path, check_induk(book, world.now().date())[1])
        scored = score_form(book, world.now().date())
    except Refusal as refusal:
        return FileOutcome(path.name, Verdict.REFUSED, note=str(refusal))
    return _outcome(path, scored.findings, scored.results)


def _outcome(path: Path, findings: tuple[Finding, ...], results: tuple[Result, ...] = ()) -> FileOutcome:
    return FileOutcome(path.name, Verdict.LOOK if blocked(findings) else Verdict.ACCEPTED, findings, results)
