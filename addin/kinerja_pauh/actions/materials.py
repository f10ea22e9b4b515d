"""What a rater is shown about people beside the entries: other jobs, self-views, what peers said. Never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.jobs import days_in, position_words
from kinerja_pauh.appraisal.model import Material, MaterialSource, Post

from .peer_answers import peer_materials
from .self_views import self_view_materials

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.appraisal.model import Job, Period
    from kinerja_pauh.ports import Register
    from kinerja_pauh.sheets.read_induk import Induk


def gathered_materials(register: Register, period: Period, *, with_peers: bool) -> dict[str, tuple[Material, ...]]:
    """NIP -> what the register knows to show about a person. with_peers: whether the office asks peers now."""
    found: dict[str, tuple[Material, ...]] = {}
    peers = peer_materials(register, period) if with_peers else {}
    for materials in (self_view_materials(register, period.label), peers):
        for nip, lines in materials.items():
            found[nip] = (*found.get(nip, ()), *lines)
    return found


def job_lines(nip: str, own: Job | None, induk: Induk, period: Period) -> Iterator[Material]:
    """A person's other jobs of a period. own: the one that the form itself is about, None for the staff list's."""
    names = {employee.nip: employee.name for employee in induk.employees}
    rated = {row.job for row in induk.plans.get(nip, ())}
    for job in induk.jobs:
        part = days_in(job, period)
        if job.nip == nip and part and job is not own:
            who = names.get(job.rater, "")
            days = f"{show_day(part.start)} – {show_day(part.end)}"
            text = f"{days}, penilai {who}." if who else f"{days}."
            if part.post is not Post.OWN and job.number not in rated:
                text += " Tanpa rencana tersendiri, tugasnya adalah kinerja tambahan jabatan sendiri."
            yield Material(nip, MaterialSource.JOBS, position_words(job), text)
