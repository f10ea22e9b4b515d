"""kinerja laporan: the documents of each person, as workbook and, when asked, as PDF."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.ports import PrinterMissing, UnusableFile

from .changed_plans import target_changes
from .documents import REPORT, documents
from .earlier_periods import earlier_periods
from .file_names import document_name, part_name, slug
from .folder import OfficeFolder
from .joining import Joined, join_papers
from .outcome import FileOutcome, Outcome, Verdict
from .papers import Paper, keep, left_behind
from .planned import people_for
from .printing import Printed, PrintOrder, outdated, print_papers
from .report_words import joined_words, left_behind_words, outdated_words, paper_words, printed_words
from .self_views import self_view_materials

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Part
    from kinerja_pauh.ports import World

    from .documents import Document
    from .returns import Person, Returns


class UnknownPerson(Refusal):
    """NIP yang diminta tidak ada."""


class PartOfUnit(Refusal):
    """PDF gabungan memuat semua orang."""


def report(  # noqa: PLR0913 - what a person may ask of documents
    root: Path,
    world: World,
    *,
    kind: str = REPORT,
    nips: Collection[str] = (),
    period: str = "",
    pdf: PrintOrder | None = None,
) -> Outcome:
    """Write documents into 4_laporan, those that say something new. kind: as after --jenis; nips: only these people,
    none means all who came back; period: another one than the Induk's, into a folder of its own; pdf: print them too.

    Raises:
        UnknownKind: there is no such kind of document.
        UnknownPerson: one of the NIPs has no returned form.
        PartOfUnit: joined files of some people only.
        Refusal: nothing has come back yet, the Induk is not ready, or the template is wrong.
    """
    wanted = documents(kind)
    if nips and pdf and pdf.join:
        raise PartOfUnit("PDF gabungan memuat semua orang. Hilangkan --nip, atau hilangkan --gabung.")
    folder = OfficeFolder(root, slug(period) if period else "")
    returns = people_for(wanted, folder, world, period)
    if set(nips) - set(returns.everybody()):
        where = "Induk" if all(one.from_plan for one in wanted) else "formulir mana pun yang diterima"
        raise UnknownPerson(f"NIP yang diminta belum ada di {where}. Periksa ke-18 angkanya.")
    earlier = earlier_periods(folder, returns.induk, world)
    register = world.register(folder.register)
    changes = target_changes(register, returns.induk, world)
    label = returns.induk.period.label if returns.induk.period else ""
    own_words = self_view_materials(register, label)
    returns = replace(returns, earlier=earlier.people, changes=changes, self_views=own_words)
    chosen = [nip for nip in returns.everybody() if not nips or nip in nips]
    folder.create()
    made = [one for document in wanted for one in _write(folder, document, returns, chosen, world)]
    papers = [one for one in made if isinstance(one, Paper)]
    told = [paper_words(papers, "laporan" if kind == REPORT else "dokumen", folder.reports.name), *earlier.notes]
    printed, joined = _print(papers, returns.induk.office.unit, pdf, world, told)
    if not nips:
        told += left_behind_words(left_behind(folder.reports, papers, [document.stem for document in wanted]))
    written = [paper.path for paper in papers if paper.fresh], printed.fresh, joined.fresh
    refused = [one for one in made if isinstance(one, FileOutcome)]
    return Outcome(
        files=(*refused, *printed.failed, *joined.failed),
        written=tuple(str(path) for paths in written for path in paths),
        advice="\n".join(told),
    )


def _write(
    folder: OfficeFolder, document: Document, returns: Returns, nips: list[str], world: World
) -> Iterator[Paper | FileOutcome]:
    """Each person's document, or why its file could not be written; the others are written all the same."""
    template = world.templates.document(document.template, folder.templates)
    people = [pair for nip in nips for pair in _told_apart(returns, nip)]
    done = world.progress(f"Membuat {document.title}", len(people))
    for number, (person, beside) in enumerate(people, start=1):
        context = document.names(person, returns)
        if context is not None:
            nip, name = person.result.ratee.nip, person.result.ratee.name
            path = folder.reports / document_name(document.stem, nip, name, part=beside)
            try:
                fresh = keep(path, template.render(context), world)
                yield Paper(path, document.stem, document.title, name, returns.unit_of(nip), fresh)
            except UnusableFile as problem:
                yield FileOutcome(path.name, Verdict.REFUSED, note=str(problem))
        done(number)


def _told_apart(returns: Returns, nip: str) -> Iterator[tuple[Person, str]]:
    """Every result of a person with what its file's name says beside the person's: nothing for the listed one."""
    seen: Counter[Part | None] = Counter()
    for person in returns.all_of(nip):
        part = person.scored.form.part
        if person is returns.people.get(nip):
            yield person, ""
        else:
            seen[part] += 1
            yield person, part_name(part, seen[part])


def _print(
    papers: list[Paper], author: str, pdf: PrintOrder | None, world: World, told: list[str]
) -> tuple[Printed, Joined]:
    """Print and join as ordered; what there is to say is added to what is told."""
    if pdf is None:
        told += outdated_words(outdated(papers, author, world))
        return Printed(), Joined()
    try:
        printed = print_papers(papers, author, pdf.printer, world)
    except PrinterMissing as problem:
        raise PrinterMissing(f"{told[0]} {problem}") from problem
    told += printed_words(printed)
    if not pdf.join:
        return printed, Joined()
    joined = join_papers(papers, pdf.join, author, world)
    told.append(joined_words(joined))
    return printed, joined
