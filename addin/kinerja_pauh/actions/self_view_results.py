"""kinerja pandangan hasil: what employees said of themselves, in one workbook for HR, and who has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.inquiry_words import SELF_KIND
from kinerja_pauh.sheets.self_view_results import Answered, Silent, self_view_book

from .file_names import slug
from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict
from .read_files import check_induk
from .self_view_sharing import VERB, asked
from .self_views import self_answers, self_view_of

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.read_induk import Induk


class NothingAsked(Refusal):
    """Belum ada lembar pandangan yang dibagikan."""


def self_view_results(root: Path, world: World) -> Outcome:
    """Write 3_rekap/Pandangan_Pegawai_<periode>.xlsx.

    Raises:
        Refusal: no Induk or no period in it, nothing was handed out for it, or someone else works in the folder.
    """
    folder = OfficeFolder(root)
    with world.hold(root, VERB):
        induk, _ = check_induk(world.read(folder.induk), world.now().date())
        register = world.register(folder.register)
        if induk.period is None or not register.inquiries.issued(induk.period.label, SELF_KIND):
            raise NothingAsked(
                "Belum ada lembar pandangan yang dibagikan untuk periode di Induk. Jalankan kinerja pandangan bagikan "
                "dahulu."
            )
        answered, silent = _gathered(induk, induk.period, register)
        book = self_view_book(answered, silent, subtitle(induk.office, induk.period))
        path = folder.recap / f"Pandangan_Pegawai_{slug(induk.period.label)}.xlsx"
        folder.create()
        world.save(path, world.write_flat(book))
    advice = f"{len(answered)} orang sudah menjawab, {len(silent)} belum. Pandangan pegawai tidak pernah ikut dihitung."
    return Outcome((FileOutcome(path.name, Verdict.ACCEPTED),), (str(path),), advice)


def _gathered(induk: Induk, period: Period, register: Register) -> tuple[list[Answered], list[Silent]]:
    """Who answered and who did not, each under the name of the rater, in the order of the staff list."""
    answers = self_answers(register, period.label)
    handed = {one.nip for one in register.inquiries.issued(period.label, SELF_KIND)}
    names = {one.nip: one.name for one in induk.employees}
    answered, silent = [], []
    for one in sorted(asked(induk), key=lambda person: names.get(person.rater, "")):
        rater = names.get(one.rater, "")
        if one.nip in answers:
            answered.append(Answered(rater, one, self_view_of(answers[one.nip])))
        else:
            silent.append(Silent(rater, one, handed_out=one.nip in handed))
    return answered, silent
