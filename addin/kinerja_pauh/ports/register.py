"""The office's memory of forms: what went out, what came back, and what was decided on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from .inquiries import InquiryRegister
    from .plans import PlanRegister


_PART = re.compile(r"_(\d{8}-\d{8}(?:-[A-Za-z]+)?(?:-\d+)?)\.[^.]*$")


def slot(rater_nip: str, period: str, file_name: str) -> tuple[str, str, str]:
    """Forms of one slot take each other's place: of one rater, for one period and one part of it.

    The part stands at the end of the file's name, "" for the whole period.

    >>> slot("1", "Tahunan 2026", "Penilaian_1_Tahunan-2026_20260101-20260630-Plt.xlsx")
    ('1', 'Tahunan 2026', '20260101-20260630-Plt')
    """
    part = _PART.search(file_name)
    return rater_nip, period, part[1] if part else ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A form as it was handed out. data: the file itself, to hold a return against it; at: ISO time, "" before it is
    in the register.
    """

    form_id: str
    rater_nip: str
    rater_name: str
    period: str
    file_name: str
    ratees: int
    data: bytes
    at: str = ""

    @property
    def slot(self) -> tuple[str, str, str]:
        """As `slot`."""
        return slot(self.rater_nip, self.period, self.file_name)


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned form as the register keeps it. data: the file itself; number: order of arrival; at: ISO time, ""
    before it is in the register.
    """

    number: int
    form_id: str
    file_name: str
    sha256: str
    verdict: str
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """That a return of a form was chosen to count, at this ISO time."""

    form_id: str
    sha256: str
    at: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the register's diary. about: form id or file hash, never a person; at: ISO time; who: as `World`."""

    number: int
    what: str
    about: str
    at: str
    who: str


class Register(Protocol):
    """The office's memory of forms that went out and came back; entries are only ever added, and chained by hashes.

    Every method may raise UnusableFile: the register is damaged, locked, of a newer version, or cannot be written.
    """

    @property
    def plans(self) -> PlanRegister:
        """The annual plans of the same office."""

    @property
    def inquiries(self) -> InquiryRegister:
        """The inquiries of the same office."""

    def issue(self, forms: Iterable[Issued], when: datetime, who: str) -> None:
        """Remember forms that are handed out; what is in use in its slot already is not noted twice."""

    def withdraw(self, form_ids: Iterable[str], when: datetime, who: str) -> None:
        """Remember that forms are no longer to be filled in and what came back of them no longer counts.

        A form that is handed out again is in use again. What is withdrawn already is not noted twice.
        """

    def withdrawn(self, moment: datetime | None = None) -> Container[str]:
        """Ids of the forms that are withdrawn, now or at a moment."""

    def withdrawals(self) -> Sequence[Happening]:
        """Every withdrawal, also of forms that were handed out again since, in order; about: the form's id."""

    def issued(self) -> Sequence[Issued]:
        """Every form handed out, in order."""

    def add(self, returned: Returned, when: datetime, who: str) -> None:
        """Remember a return; the same file twice is one return."""

    def find(self, sha256: str) -> Returned | None:
        """The return with that file, if it was taken before."""

    def returns(self) -> Sequence[Returned]:
        """Every return, in order of arrival."""

    def choose(self, form_id: str, sha256: str, when: datetime, who: str) -> None:
        """Remember which of several returns of a form counts; the last choice stands, the same one is not noted twice.

        Raises:
            KeyError: the form has no such return.
        """

    def standing(self, verdict: str, form_id: str | None = None) -> Sequence[Returned]:
        """The return of each form that counts, in order of arrival. form_id: only of this form.

        The chosen one; without a choice the first with this verdict; without that the newest.
        """

    def chosen(self) -> Mapping[str, str]:
        """Form id -> hash of the return that was chosen last; only forms for which someone chose."""

    def close(self, period: str, when: datetime, who: str) -> None:
        """Remember that a period is final; what is closed already is not noted twice."""

    def reopen(self, period: str, when: datetime, who: str) -> None:
        """Remember that a closed period is open again; what is open is not noted."""

    def closed(self) -> Mapping[str, Happening]:
        """Period -> the entry of the diary that closed it; only those that are closed now."""

    def choices(self) -> Sequence[Choice]:
        """Every choice between returns, also those that a later one replaced, in order."""

    def diary(self) -> Sequence[Happening]:
        """Who did what when, in order."""

    def faults(self) -> Sequence[str]:
        """What does not fit together any more, a sentence each: a changed, missing or foreign entry. Empty: whole."""


class RegisterCare(Protocol):
    """Keeping a register safe, and what the law on personal data asks of it. path: where `World.register` opens it.

    Every method may raise UnusableFile, as the register itself; then nothing was changed.
    """

    def back_up(self, path: Path, target: Path) -> int:
        """Copy it into a file that must not exist yet, found whole first; gives how many entries its diary has."""

    def restore(self, backup: Path, path: Path, when: datetime, who: str) -> Path | None:
        """Put a backup in its place; gives where the present one is kept, None where there was none."""

    def export_person(self, path: Path, nip: str) -> Mapping[str, object]:
        """All that it knows of one NIP, as plain data."""

    def erase_person(self, path: Path, nip: str, when: datetime, who: str) -> int:
        """Take one NIP and its names out of everything; gives how many rows changed."""

    def older_than(self, path: Path, day: date) -> Sequence[str]:
        """Ids of the forms of periods in which nothing went out or came back on or after this day."""

    def erase_forms(self, path: Path, form_ids: Sequence[str], when: datetime, who: str) -> int:
        """Take whole forms out, with all their returns; gives how many rows went."""
