"""What employees said of themselves in a period, from the register: for the rater's form and for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.indicator_words import reached_text
from kinerja_pauh.appraisal.model import MaterialSource
from kinerja_pauh.appraisal.self_view import SelfView, about_indicator, from_text, view_materials
from kinerja_pauh.sheets.inquiry_words import SELF_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kinerja_pauh.appraisal.model import Material, Ratee
    from kinerja_pauh.ports import Answer, Register
    from kinerja_pauh.sheets.read_induk import Induk


def self_answers(register: Register, period: str) -> dict[str, Answer]:
    """NIP -> the newest answer: who was handed a second workbook may have answered both."""
    answers = sorted(register.inquiries.answers(period, SELF_KIND), key=lambda one: one.number)
    return {one.nip: one for one in answers}


def self_view_of(answer: Answer) -> SelfView:
    """What was said; nothing where a foreign hand changed it, which `periksa-keutuhan` tells."""
    try:
        return from_text(answer.content)
    except ValueError:
        return SelfView()


def self_view_materials(register: Register, period: str) -> dict[str, tuple[Material, ...]]:
    """NIP -> the lines that the rater is shown; only people who answered."""
    answers = self_answers(register, period)
    return {nip: tuple(view_materials(nip, self_view_of(one))) for nip, one in answers.items()}


def of_this_job(lines: Iterable[Material], ratee: Ratee, induk: Induk) -> tuple[Material, ...]:
    """One person's lines without what he or she says of indicators that another rater judges in another job."""
    own = {about_indicator(row.number, row.name) for row in ratee.indicators}
    planned = {about_indicator(row.number, row.name) for row in induk.plans.get(ratee.nip, ())}
    return tuple(line for line in lines if line.source is not MaterialSource.SELF or line.about not in planned - own)


def with_newest_self_views(
    materials: Iterable[Material], newest: Mapping[str, tuple[Material, ...]], nip: str
) -> tuple[Material, ...]:
    """One person's lines for the report: what was said after the form went out in place of what the form shows.

    materials: of a form; newest: from `self_view_materials`.
    """
    own = [one for one in materials if one.nip == nip]
    if nip not in newest:
        return tuple(own)
    return (*newest[nip], *(one for one in own if one.source is not MaterialSource.SELF))


def beside_the_rater(one: Material, ratee: Ratee) -> str:
    """What a person said, followed by what the rater entered for the same indicator or value; for the report."""
    if one.source is not MaterialSource.SELF:
        return one.text
    entered = {about_indicator(row.number, row.name): reached_text(row) for row in ratee.indicators}
    entered |= {row.value: str(row.rating or "") for row in ratee.behaviours}
    words = entered.get(one.about)
    return f"{one.text}\nMenurut penilai: {words}." if words else one.text
