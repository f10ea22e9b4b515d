"""60/40 needs colleagues who answered: of whom too few answers are in when forms are to go out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity, place_parts
from kinerja_pauh.appraisal.peers import LEAST_ANSWERS, still_needed
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.sheets.induk_layout import SETTINGS
from kinerja_pauh.sheets.inquiry_words import PEER_KIND

from .peer_answers import whole_answers

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.ports import Register
    from kinerja_pauh.sheets.read_induk import Induk


def peers_hindering(induk: Induk, register: Register) -> tuple[Finding, ...]:
    """A finding for everybody of whom fewer than three answers are in, once questionnaires went out for the period.

    Where the office no longer asks peers, only a warning that answers lie unused.

    Raises:
        ArchiveOnly, NoRegulation: no form can be issued for the period.
    """
    if induk.period is None:
        return ()
    handed_out = Counter(one.nip for one in register.inquiries.issued(induk.period.label, PEER_KIND))
    if not handed_out:
        return ()
    answers = whole_answers(register, induk.period, rulebook_for(induk.period.end))
    if not induk.rules.with_peers:
        return (_unused(sum(map(len, answers.values()))),) if answers else ()
    asked = ((one, len(answers.get(one.nip, ()))) for one in induk.employees if one.active)
    return tuple(_missing(one, handed_out[one.nip], count) for one, count in asked if still_needed(count))


def _missing(employee: Employee, handed_out: int, count: int) -> Finding:
    sheet, cell = place_parts(employee.places.get("nip", ""))
    if not handed_out:
        message = "Kuesioner rekan tentang orang ini belum dibagikan. Bagikan dengan kinerja rekan bagikan --nip."
    else:
        message = (
            f"Jawaban rekan tentang orang ini baru {count} dari sedikitnya {LEAST_ANSWERS} ({handed_out} kuesioner "
            f"dibagikan). {_cure(handed_out, count)}"
        )
    return Finding(sheet, cell, "rekan-kurang", Severity.MISSING, message)


def _cure(handed_out: int, count: int) -> str:
    needed = still_needed(count)
    if handed_out - count < needed:
        return f"Tambah kuesionernya dengan kinerja rekan bagikan --jumlah, lalu kumpulkan {needed} lagi."
    return f"Minta {needed} lagi, lalu kumpulkan."


def _unused(count: int) -> Finding:
    message = (
        f"{count} jawaban rekan sudah masuk, tetapi dengan_rekan = Tidak: bobotnya 70/30 dan jawaban itu tidak "
        "diperlihatkan kepada penilai. Pilih Ya bila rekan memang ikut ditanya."
    )
    return Finding(SETTINGS, "", "rekan-tidak-dipakai", Severity.WARNING, message)
