"""kinerja laporan: one report per person, as workbook and, when asked, as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

from .file_names import report_name
from .folder import OfficeFolder
from .outcome import Outcome
from .report_context import report_context
from .returns import gather_returns

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from kinerja_pauh.ports import World

    from .returns import Returns


class UnknownPerson(Refusal):
    """NIP yang diminta tidak ada."""


def report(root: Path, world: World, *, nips: Collection[str] = (), pdf: bool = False) -> Outcome:
    """Write the reports into 4_laporan. nips: only these people; none means everybody who came back.

    Raises:
        UnknownPerson: one of the NIPs has no returned form.
        Refusal: nothing has come back yet, the template is wrong, or LibreOffice is needed and missing.
    """
    folder = OfficeFolder(root)
    returns = gather_returns(folder, world)
    if set(nips) - set(returns.people):
        raise UnknownPerson("NIP yang diminta belum ada di formulir mana pun yang diterima. Periksa ke-18 angkanya.")
    chosen = [nip for nip in returns.people if not nips or nip in nips]
    paths = _write(folder, returns, chosen, world)
    if pdf:
        pairs = [(path, path.with_suffix(".pdf")) for path in paths]
        world.print_pdf(pairs, world.progress("Mencetak PDF", len(pairs)))
        paths = [printed for _, printed in pairs]
    kind = "PDF" if pdf else "buku kerja"
    return Outcome(
        written=tuple(map(str, paths)), advice=f"{len(paths)} laporan ({kind}) ada di {folder.reports.name}."
    )


def _write(folder: OfficeFolder, returns: Returns, nips: list[str], world: World) -> list[Path]:
    template = world.templates.report(folder.templates)
    folder.create()
    done = world.progress("Membuat laporan", len(nips))
    paths = []
    for number, nip in enumerate(nips, start=1):
        person = returns.people[nip]
        path = folder.reports / report_name(nip, person.result.ratee.name)
        world.save(path, template.render(report_context(person, returns.staff)))
        paths.append(path)
        done(number)
    return paths
