"""The short code on every printed document: eight signs over what was printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

from .digest import digest

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.indicators import Outcome

    from .returns import Person

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs that no reader mistakes for each other: no 0, O, 1, I."""
_LENGTH = 8
_BITS = 5  # of one sign
_SEPARATORS = re.compile(r"[\s\-–]+")


class OddCode(Refusal):
    """Kode yang ditulis tidak mungkin kode laporan."""


def verification_code(person: Person) -> str:
    """Eight signs over the file that counts, the NIP, the period and every figure of the result.

    Of a plan without a result over the plan instead of the file. Enough to notice a changed print, too few to keep a
    secret.
    """
    form, nip = person.scored.form, person.result.ratee.nip
    source = person.sha256 or form.form_id  # the id of a form follows from its plan and rules alone
    days = form.rated_days
    number = int(digest((source, nip, days.label, days.start, days.end, _figures(person))), 16)
    signs = [ALPHABET[number >> _BITS * place & (1 << _BITS) - 1] for place in range(_LENGTH)]
    return _grouped("".join(signs))


def _figures(person: Person) -> tuple[object, ...]:
    """Named one by one: a field that a later version adds to a result must not void the codes of older prints."""
    one = person.result
    ratings = (one.work_rating_proposed, one.work_rating, one.behaviour_rating_proposed, one.behaviour_rating)
    rows = tuple(
        (row.indicator.number, row.raw_contribution, row.contribution, *_outcome(row.raw), *_outcome(row.adjusted))
        for row in one.indicators
    )
    values = tuple((value.value, value.rating) for value in one.ratee.behaviours)
    return (
        one.work_raw,
        one.work,
        one.behaviour,
        one.final,
        one.grade,
        *ratings,
        one.predicate,
        one.status,
        rows,
        values,
    )


def _outcome(outcome: Outcome | None) -> tuple[object, ...]:
    return () if outcome is None else (outcome.capaian, outcome.score)


def _grouped(signs: str) -> str:
    return f"{signs[: _LENGTH // 2]}-{signs[_LENGTH // 2 :]}"


def read_code(text: str) -> str:
    """A code as someone typed it, in the form in which it is printed.

    >>> read_code("k7mq 2xhd")
    'K7MQ-2XHD'

    Raises:
        OddCode: it has not eight signs of the alphabet.
    """
    signs = _SEPARATORS.sub("", text).upper()
    if len(signs) != _LENGTH or not set(signs) <= set(ALPHABET):
        raise OddCode(
            "Kode terdiri dari 8 huruf dan angka, misalnya K7MQ-2XHD; huruf O dan I serta angka 0 dan 1 tidak dipakai. "
            "Salin lagi dari cetakannya."
        )
    return _grouped(signs)
