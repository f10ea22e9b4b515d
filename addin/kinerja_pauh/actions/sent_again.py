"""A form that came back more than once: what is said of the later return, and which one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity

from .digest import digest
from .outcome import Verdict
from .read_files import score_form

if TYPE_CHECKING:
    from kinerja_pauh.ports import Register, Returned, World

    from .read_files import ScoredForm


def sent_again(scored: ScoredForm, sha256: str, verdict: Verdict, register: Register, world: World) -> list[Finding]:
    """That the form came back another time too, with other entries, and which of the returns counts.

    sha256: of a return that is in the register, with this verdict.
    """
    form_id = scored.form.form_id
    (counting,) = register.standing(Verdict.ACCEPTED, form_id)  # at least this one is there
    if counting.sha256 == sha256 or _same_entries(scored, counting, world):
        return []
    first = f"Kiriman lain dari formulir ini ({counting.file_name}) sudah dicatat"
    if form_id in register.chosen():
        message = f"{first} dan dipilih, jadi kiriman ini disimpan tetapi tidak dipakai."
        if _is_later(sha256, counting, register):
            message = (
                f"Kiriman ini lebih baru daripada yang dipilih ({counting.file_name}), tetapi tidak dipakai. Bila yang "
                "baru ini yang benar, tulis nomornya di lembar Monitor, lalu kumpulkan lagi."
            )
        return [Finding("", "", "kiriman-tidak-dipakai", Severity.WARNING, message)]
    if verdict is Verdict.LOOK:
        message = f"{first} lengkap. Yang lengkap itu tetap dipakai."
        if counting.verdict != Verdict.ACCEPTED:
            message = f"Kiriman yang lebih baru dari formulir ini ({counting.file_name}) dipakai, walau belum lengkap."
        return [Finding("", "", "kiriman-tidak-dipakai", Severity.WARNING, message)]
    message = (
        f"{first} dan isinya berbeda; kiriman pertama tetap dipakai sampai Anda memilih. Tulis nomor kiriman yang "
        "dipakai di lembar Monitor, lalu kumpulkan lagi."
    )
    return [Finding("", "", "kiriman-perlu-dipilih", Severity.WARNING, message)]


def _is_later(sha256: str, other: Returned, register: Register) -> bool:
    """Whether a return that is in the register arrived after another one."""
    this = register.find(sha256)
    return this is not None and this.number > other.number


def _same_entries(scored: ScoredForm, other: Returned, world: World) -> bool:
    """Whether two files say the same, say because one was only opened and saved again."""
    try:
        known = score_form(world.open_book(other.file_name, other.data))
    except Refusal:  # harmed in the register, which is told of the register
        return False
    return digest(known.form) == digest(scored.form)
