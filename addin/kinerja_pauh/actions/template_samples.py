"""Invented people that a document template is tried with: an ordinary one, and those whom templates forget."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import (
    Behaviour,
    Dialogue,
    Feedback,
    Form,
    Material,
    MaterialSource,
    OutsideFactor,
    Part,
    Post,
    RuleChoice,
)
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office
from kinerja_pauh.samples.numbers import equal_weights
from kinerja_pauh.sheets.read_induk import Induk

from .read_files import ScoredForm
from .returns import Person, Returns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kinerja_pauh.appraisal.model import Indicator, Ratee
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.samples import SampleOffice

    from .documents import Document

_SIZE, _YEAR = 30, 2026
_INDICATORS = 12
_POST, _POST_TYPE = "Pranata Komputer Ahli Pertama", "JF keahlian"
_LONG_NAME = "Dr. Ir. Hj. Siti Nurhaliza Rahmawati Kusumawardhani Datuk Rajo Mangkuto, S.Sos., M.Si., Ph.D. (Fiktif)"
_LONG_POST = "Kepala Seksi Ketenteraman, Ketertiban Umum, dan Pelindungan Masyarakat pada Kecamatan Pauh Kota Padang"
_LONG = (
    "Terselesaikannya pelayanan administrasi kependudukan bagi warga yang datang ke loket maupun yang didatangi, "
    "termasuk lansia dan penyandang disabilitas, sesuai janji layanan dan tanpa pungutan, dengan berkas yang lengkap "
    "dan tercatat di buku register sehingga dapat ditelusuri kembali bila ada pengaduan"
)


def sample_contexts(document: Document) -> list[Mapping[str, object]]:
    """What a document may name about each of them who gets such a document."""
    returns = _sample_returns()
    ordinary = list(returns.people.values())
    named = (document.names(person, returns) for person in ordinary)
    first = next((context for context in named if context is not None), None)
    hard = (document.names(person, _beside(person, returns)) for person in _hard_people(returns))
    return [context for context in (first, *hard) if context is not None]


@cache
def _sample_returns() -> Returns:
    sample = office(_SIZE, _YEAR)
    rules = rulebook_for(sample.period.end)
    filled = fill(sample, rules)
    first = next(iter(filled))  # one with a functional post, whom a sheet of angka kredit needs
    employees = tuple(
        replace(one, position=_POST, position_type=_POST_TYPE) if one.nip == first else one for one in sample.employees
    )
    sample = replace(sample, employees=employees)
    people = {nip: _person(ratee, sample, rules) for nip, ratee in filled.items()}
    induk = Induk(sample.employees, sample.plans, sample.office, sample.period, RuleChoice(), "", "", ())
    earlier = {nip: (person,) for nip, person in people.items()}
    return Returns(induk, {one.nip: one for one in sample.employees}, people, (), earlier)


def _person(ratee: Ratee, sample: SampleOffice, rules: Rulebook) -> Person:
    staff = {one.nip: one for one in sample.employees}
    rater = staff[staff[ratee.nip].rater]
    form = Form("contoh", sample.office, sample.period, RuleChoice(), rater.nip, rater.name, (ratee,))
    result = score(ratee, rules, sample.period)
    return Person(result, ScoredForm(form, rules, (), (result,)))


def _hard_people(returns: Returns) -> Iterator[Person]:
    """Nothing filled in yet; everything as long as an office writes it; and whoever had no earlier period."""
    one = next(iter(returns.people.values()))
    ratee, rules, form = one.result.ratee, one.scored.rules, one.scored.form
    for hard in (_empty(ratee), _long(ratee)):
        told = tuple(Material(hard.nip, source, _LONG, _LONG) for source in MaterialSource) if hard.dialogues else ()
        changed = replace(form, ratees=(hard,), materials=told)
        result = score(hard, rules, form.period)
        yield Person(result, ScoredForm(changed, rules, (), (result,)))


def _beside(person: Person, returns: Returns) -> Returns:
    """The same office; of whoever has everything there are two results, one of a post that was acted for."""
    form, period = person.scored.form, person.scored.form.period
    if not person.result.ratee.dialogues:
        return returns
    acting = replace(form, part=Part(period.start, period.end, Post.ACTING))
    other = replace(person, scored=replace(person.scored, form=acting))
    return replace(returns, others={person.result.ratee.nip: (other,)})


def _empty(ratee: Ratee) -> Ratee:
    rows = tuple(replace(row, realisation=None, rating=None, evidence="", note="") for row in ratee.indicators)
    behaviours = tuple(Behaviour(value=each.value, rating=None) for each in ratee.behaviours)
    return replace(
        ratee, position="", indicators=rows, behaviours=behaviours, factors=(), feedback=(), dialogues=(),
        new_idea=None, idea_text="", work_rating=None, behaviour_rating=None, reason="",
    )  # fmt: skip


def _long(ratee: Ratee) -> Ratee:
    rows = tuple(_long_rows(ratee.indicators))
    factors = tuple(OutsideFactor(row.number, _LONG, None, None, None, _LONG) for row in rows[:2])
    feedback = (Feedback(None, _LONG, _LONG, _LONG, None),) * 3
    dialogues = (Dialogue(None, _LONG, _LONG, _LONG),) * 3
    behaviours = tuple(replace(each, example=_LONG) for each in ratee.behaviours)
    return replace(
        ratee, name=_LONG_NAME, position=_LONG_POST, indicators=rows, behaviours=behaviours, factors=factors,
        feedback=feedback, dialogues=dialogues, new_idea=True, idea_text=_LONG, reason=_LONG,
    )  # fmt: skip


def _long_rows(rows: tuple[Indicator, ...]) -> Iterator[Indicator]:
    for number, weight in enumerate(equal_weights(_INDICATORS), start=1):
        row = rows[(number - 1) % len(rows)]
        yield replace(
            row, number=str(number), weight=weight, result=_LONG, superior_result=_LONG, name=_LONG, note=_LONG,
            evidence=_LONG, data_source=_LONG,
        )  # fmt: skip
