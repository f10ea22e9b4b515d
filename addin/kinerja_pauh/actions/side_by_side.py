"""Results of one person that stand side by side in a period: which job each is about, and what a report names of them.

Nothing is averaged over them (docs/keputusan/0034).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.jobs import days_in, position_words
from kinerja_pauh.appraisal.model import Part, Post

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.model import Job
    from kinerja_pauh.sheets.read_induk import Induk

    from .returns import Person, Returns


def in_order_of_time(returns: Returns, nip: str) -> tuple[Person, ...]:
    """Every result of a person by its first day, the own post before one that was acted for."""
    return tuple(sorted(returns.all_of(nip), key=lambda one: (one.scored.form.rated_days.start, one.acting)))


def moved(returns: Returns, nip: str) -> bool:
    """Whether a person has several results, or one that is not about the whole period."""
    results = returns.all_of(nip)
    return len(results) > 1 or any(one.scored.form.part is not None for one in results)


def job_of(person: Person, induk: Induk) -> Job | None:
    """The row of the sheet Penugasan that a result is about; None where the staff list alone says it."""
    form, ratee = person.scored.form, person.result.ratee
    rated = form.part or Part(form.period.start, form.period.end, Post.OWN)
    return next(
        (
            job
            for job in induk.jobs
            if job.nip == ratee.nip and days_in(job, form.period) == rated and position_words(job) == ratee.position
        ),
        None,
    )


def unit_of(person: Person, returns: Returns) -> str:
    """The unit of the job that a result is about, or else that of the staff list; "" where neither says one."""
    job = job_of(person, returns.induk)
    return (job.unit if job else "") or returns.unit_of(person.result.ratee.nip)


def superior_of(person: Person, returns: Returns) -> str:
    """NIP of the superior of whoever rated, "" where nobody is noted.

    Where the job does not say: as in the staff list under the same rater, else the one who rates the rater.
    """
    rater, own = person.scored.form.rater_nip, returns.staff.get(person.result.ratee.nip)
    job = job_of(person, returns.induk)
    if job and job.superior:
        return job.superior
    if own and own.rater == rater:
        return own.superior
    return returns.staff[rater].rater if rater in returns.staff else ""


def job_names(person: Person, returns: Returns) -> list[dict[str, object]]:
    """Each result of the person in order of time; empty where there is only one. The name `penugasan` of a report."""
    nip = person.result.ratee.nip
    results = in_order_of_time(returns, nip)
    return [_names(one, person, returns) for one in results] if len(results) > 1 else []


def _names(one: Person, person: Person, returns: Returns) -> dict[str, object]:
    """kini: of the report itself; direkap: by which the recap lists the person."""
    form, result = one.scored.form, one.result
    return {
        "jabatan": result.ratee.position,
        "mulai": form.rated_days.start,
        "selesai": form.rated_days.end,
        "penilai": form.rater_name,
        "hasil": result.work,
        "perilaku": result.behaviour,
        "akhir": result.final,
        "sebutan": result.grade,
        "predikat": result.predicate,
        "sementara": result.provisional,
        "kini": one is person,
        "direkap": one is returns.people.get(result.ratee.nip),
    }
