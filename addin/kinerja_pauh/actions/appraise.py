"""kinerja hitung: Hitung Nilai on closed forms; the results are written into their sheet Hasil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.sheets.form_layout import RESULTS
from kinerja_pauh.sheets.results_sheet import result_cells

from .digest import digest
from .outcome import FileOutcome, Outcome, Verdict, blocked
from .read_files import score_form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.cells import Book, Value

    from .read_files import ScoredForm


def appraise(paths: Sequence[Path], world: World, *, write: bool = True) -> Outcome:
    """Check and score each form; write the results unless a finding forbids it or nothing is to be written."""
    return Outcome(tuple(_one(path, world, write=write) for path in paths))


def _one(path: Path, world: World, *, write: bool) -> FileOutcome:
    try:
        book = world.read(path)
        scored = score_form(book, world.now().date())
        forbidden = blocked(scored.findings)
        if write and not forbidden:
            world.write_cells(path, RESULTS, stamped_results(book, scored, world))
    except Refusal as refusal:
        return FileOutcome(path.name, Verdict.REFUSED, note=str(refusal))
    note = _note(forbidden=forbidden, write=write)
    verdict = Verdict.LOOK if forbidden else Verdict.ACCEPTED
    return FileOutcome(path.name, verdict, scored.findings, scored.results, note)


def _note(*, forbidden: bool, write: bool) -> str:
    if forbidden:
        return "Belum ditulis ke lembar Hasil: lengkapi dulu temuan di atas. Nilai sementara terlihat di Ringkasan."
    return "Nilai ditulis ke lembar Hasil." if write else "Tidak ditulis, sesuai permintaan."


def stamped_results(book: Book, scored: ScoredForm, world: World) -> dict[tuple[int, int], Value]:
    """(row, column) -> value of the sheet Hasil: every result, with when, by what and from which entries it came.

    Raises:
        NoResultsSheet: the sheet, a header or a person's row is gone.
    """
    now = world.now()
    common: dict[str, Value] = {
        "Dihitung Pada": f"{show_day(now.date())} {now:%H.%M}",
        "Versi": world.version,
        "Peraturan": scored.rules.name,
    }
    stamps: dict[str, dict[str, Value]] = {r.nip: {**common, "Sidik": digest(r)} for r in scored.form.ratees}
    return result_cells(book, scored.results, stamps)
