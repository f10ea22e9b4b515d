"""kinerja bukti: which file stands behind which realisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.evidence import Claim, ledger
from kinerja_pauh.sheets.evidence_book import evidence_book, evidence_findings, read_noted, remembered
from kinerja_pauh.sheets.fill_form import subtitle

from .file_names import slug
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict
from .returns import gather_returns
from .side_by_side import unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kinerja_pauh.appraisal.evidence import Ledger, Noted
    from kinerja_pauh.ports import World

    from .returns import Returns


def evidence(root: Path, world: World) -> Outcome:
    """Write the evidence ledger into 3_rekap. The folder 5_bukti is made where it is missing.

    Raises:
        Refusal: nothing has come back yet, a file of evidence cannot be read, or someone else works in the folder.
    """
    folder = OfficeFolder(root)
    with world.hold(root, "Bukti"):
        returns = gather_returns(folder, world)
        form = returns.form
        path = folder.recap / f"Bukti_Dukung_{slug(form.period.label)}.xlsx"
        folder.create()
        folder.evidence.mkdir(exist_ok=True)
        noted = _noted(path, world)
        files = world.evidence(folder.evidence, world.progress)
        found = ledger(_claims(returns), files, noted, form.period)
        book = evidence_book(found, remembered(files, noted, world.now().date()), subtitle(form.office, form.period))
        world.save(path, world.write_flat(book))
    findings = evidence_findings(found)
    verdict = Verdict.LOOK if findings else Verdict.ACCEPTED
    return Outcome((FileOutcome(path.name, verdict, findings),), (str(path),), _advice(found, folder.evidence.name))


def _noted(path: Path, world: World) -> Mapping[str, Noted]:
    return read_noted(world.read(path)) if path.exists() else {}


def _claims(returns: Returns) -> list[Claim]:
    """Every indicator of everybody who came back, in the order of the staff list."""
    people = ((one.result.ratee, unit_of(one, returns)) for nip in returns.everybody() for one in returns.all_of(nip))
    return [
        Claim(ratee.nip, ratee.name, unit, row.number, row.name, row.evidence)
        for ratee, unit in people
        for row in ratee.indicators
    ]


def _advice(found: Ledger, folder: str) -> str:
    indicators = sum(one.indicators for one in found.people)
    backed = sum(one.files + one.links for one in found.people)
    told = f"{backed} dari {indicators} indikator ditopang berkas atau tautan; sisanya hanya nama dokumen atau kosong."
    if not any(one.files for one in found.people):
        told += f" Taruh berkas bukti di folder {folder}, lalu sebut namanya di kolom Bukti Dukung."
    return told
