"""kinerja jelaskan: the tree behind one person's predicate and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.explain import explain

from .read_files import score_form
from .report import UnknownPerson

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.appraisal.trace import Step
    from kinerja_pauh.ports import World


@dataclass(frozen=True, slots=True)
class Explanation:
    """One person's result with its trees (predicate first), and the findings of the whole form."""

    result: Result
    trees: tuple[Step, ...]
    findings: tuple[Finding, ...]


def explain_person(path: Path, nip: str, world: World) -> Explanation:
    """Read and score a form and explain one of its people.

    Raises:
        UnknownPerson: the form does not hold that NIP.
        Refusal: the file is no form that can be read.
    """
    scored = score_form(world.read(path))
    for result in scored.results:
        if result.ratee.nip == nip:
            return Explanation(result, explain(result, scored.rules, scored.form.rated_days), scored.findings)
    raise UnknownPerson("NIP itu tidak ada di formulir ini. Salin NIP-nya dari lembar Ringkasan.")
