"""What the register held at a moment: which forms were out, and which return of each counted."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kinerja_pauh.ports import Choice, Issued, Register, Returned


class OddTime(Refusal):
    """Sebuah waktu di register tidak terbaca."""


def noted(at: str) -> datetime:
    """The moment of an entry of the register. One from before its times had a zone is taken as local time.

    Raises:
        OddTime: it says none.
    """
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError as problem:
        raise OddTime(
            "Sebuah waktu di register tidak terbaca. Lihat catatan mana yang rusak dengan kinerja periksa-keutuhan."
        ) from problem


def end_of(day: date) -> datetime:
    """The last moment of a day on the office's clock."""
    return datetime.combine(day, time.max).astimezone()


def issued_by(register: Register, moment: datetime) -> list[Issued]:
    """The forms handed out up to a moment, in order."""
    return [one for one in register.issued() if noted(one.at) <= moment]


def standing_at(register: Register, verdict: str, moment: datetime) -> list[Returned]:
    """The return of each form that counted at a moment, by the rule of `Register.standing`, in order of arrival."""
    forms: dict[str, list[Returned]] = {}
    for one in register.returns():
        if noted(one.at) <= moment:
            forms.setdefault(one.form_id, []).append(one)
    choices = [one for one in register.choices() if noted(one.at) <= moment]
    return sorted((_counting(its, verdict, choices) for its in forms.values()), key=lambda one: one.number)


def _counting(returns: Sequence[Returned], verdict: str, choices: Iterable[Choice]) -> Returned:
    chosen = {one.form_id: one.sha256 for one in choices}.get(returns[0].form_id)
    picked = [one for one in returns if one.sha256 == chosen]
    accepted = [one for one in returns if one.verdict == verdict]
    return (picked or accepted or returns[::-1])[0]
