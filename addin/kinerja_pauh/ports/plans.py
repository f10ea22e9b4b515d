"""The office's memory of annual plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class PlanIssued:
    """A planning workbook as it was handed out. kind: of `sheets.skp_words`; nip, name: of the employee, or of the
    rater who is to agree; revision: from 1; data: the file itself, left out of listings; at: as for `Issued`.
    """

    form_id: str
    kind: str
    nip: str
    name: str
    year: int
    revision: int
    file_name: str
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class PlanReturned:
    """A planning workbook that came back; fields as for `PlanIssued` and `Returned`."""

    number: int
    form_id: str
    kind: str
    nip: str
    year: int
    file_name: str
    sha256: str
    verdict: str
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class PlanRuling:
    """What was decided on one returned plan. sha256: of that file; ruling: a word of `actions.plan_states`.

    by: NIP of the rater, "" for the program or HR; at: ISO time, "" before it is in the register.
    """

    nip: str
    year: int
    sha256: str
    ruling: str
    reason: str
    by: str
    at: str = ""


class PlanRegister(Protocol):
    """The office's memory of annual plans; as `Register`, beside it."""

    def issue(self, files: Iterable[PlanIssued], when: datetime, who: str) -> None:
        """Remember workbooks that are handed out; what a person was handed last is not noted twice."""

    def issued(self, year: int) -> Sequence[PlanIssued]:
        """Every workbook handed out for a year, in order, without the files."""

    def issued_file(self, form_id: str) -> bytes:
        """A workbook as it was handed out.

        Raises:
            KeyError: none of that id was.
        """

    def add(self, one: PlanReturned, rulings: Iterable[PlanRuling], when: datetime, who: str) -> None:
        """Remember a return together with what is decided by it; the same file twice is one return."""

    def returns(self, year: int) -> Sequence[PlanReturned]:
        """Every return for a year, in order of arrival, without the files."""

    def returned_file(self, sha256: str) -> bytes:
        """A workbook as it came back.

        Raises:
            KeyError: none with that hash did.
        """

    def rule(self, rulings: Iterable[PlanRuling], when: datetime, who: str) -> None:
        """Remember what was decided on plans, in this order."""

    def rulings(self, year: int) -> Sequence[PlanRuling]:
        """Everything decided on plans of a year, in order."""
