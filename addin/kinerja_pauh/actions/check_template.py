"""kinerja templat periksa: is a template that someone changed fit to print with?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.ports import UnusableFile

from .documents import DOCUMENTS
from .outcome import FileOutcome, Outcome, Verdict
from .template_samples import sample_contexts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kinerja_pauh.ports import TemplateRemark, World

    from .documents import Document


def check_templates(paths: Iterable[Path], world: World) -> Outcome:
    """Each template filled with invented people; nothing is written."""
    return Outcome(tuple(_checked(path, world) for path in paths))


def _checked(path: Path, world: World) -> FileOutcome:
    document = _document_of(path.name)
    if document is None:
        names = ", ".join(one.template for one in DOCUMENTS.values())
        note = (
            f"Nama berkas ini bukan nama templat dokumen, jadi tidak akan dipakai. Beri salah satu nama ini: {names}."
        )
        return FileOutcome(path.name, Verdict.REFUSED, note=note)
    try:
        remarks = world.templates.inspect(path, sample_contexts(document))
    except UnusableFile as problem:
        return FileOutcome(path.name, Verdict.REFUSED, note=str(problem))
    if not remarks:
        return FileOutcome(path.name, Verdict.ACCEPTED, note=f"Siap dipakai untuk {document.title}")
    return FileOutcome(path.name, Verdict.LOOK, tuple(map(_finding, remarks)))


def _document_of(name: str) -> Document | None:
    return next((one for one in DOCUMENTS.values() if one.template.casefold() == name.casefold()), None)


def _finding(remark: TemplateRemark) -> Finding:
    place = (remark.sheet, remark.cell)
    match remark.kind:
        case "salah":
            return Finding(*place, "templat-salah", Severity.WRONG, remark.message)
        case "nama":
            return Finding(*place, "templat-nama", Severity.WRONG, remark.message)
        case "isi":
            return Finding(*place, "templat-isi", Severity.WRONG, remark.message)
        case _:
            return Finding(*place, "templat-hilang", Severity.WARNING, remark.message)
