"""A register without a database: the port `Register` in memory, for tests of what the actions make of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.ports import Choice, Happening

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from kinerja_pauh.ports import Answer, Inquiry, Issued, PlanIssued, PlanReturned, PlanRuling, Returned


class NoPlans:
    """The annual plans of an office that plans without the program."""

    def issued(self, year: int) -> Sequence[PlanIssued]:
        assert year
        return ()

    def returns(self, year: int) -> Sequence[PlanReturned]:
        assert year
        return ()

    def rulings(self, year: int) -> Sequence[PlanRuling]:
        assert year
        return ()


class MemoryInquiries:
    """The inquiries of an office, as long as it lives."""

    def __init__(self) -> None:
        self._issued: list[Inquiry] = []
        self._answers: list[Answer] = []

    def issue(self, inquiries: Iterable[Inquiry], when: datetime, who: str) -> None:
        assert who
        for one in inquiries:
            if all(one.inquiry_id != known.inquiry_id for known in self._issued):
                self._issued.append(replace(one, at=when.isoformat()))

    def issued(self, period: str, kind: str) -> Sequence[Inquiry]:
        return [replace(one, data=b"") for one in self._issued if (one.period, one.kind) == (period, kind)]

    def issued_file(self, inquiry_id: str) -> bytes:
        return {one.inquiry_id: one.data for one in self._issued}[inquiry_id]

    def add(self, answer: Answer, when: datetime, who: str) -> None:
        assert who
        if self.find(answer.sha256) is None:
            self._answers.append(replace(answer, number=len(self._answers) + 1, at=when.isoformat()))

    def answers(self, period: str, kind: str) -> Sequence[Answer]:
        ours = [one for one in self._answers if (one.period, one.kind) == (period, kind)]
        return list({one.inquiry_id: one for one in ours}.values())

    def find(self, sha256: str) -> Answer | None:
        return next((one for one in self._answers if one.sha256 == sha256), None)


class MemoryRegister:
    """Keeps what it is told, as long as it lives."""

    def __init__(self) -> None:
        self._issued: list[Issued] = []
        self._returns: list[Returned] = []
        self._chosen: dict[str, str] = {}
        self._choices: list[Choice] = []
        self._closed: dict[str, Happening] = {}
        self._withdrawn: dict[str, datetime] = {}
        self._withdrawals: list[Happening] = []
        self.plans = NoPlans()
        self.inquiries = MemoryInquiries()

    def issue(self, forms: Iterable[Issued], when: datetime, who: str) -> None:
        assert who
        last = {one.slot: one.form_id for one in self._issued}
        for one in forms:
            if last.get(one.slot) != one.form_id or self._withdrawn.pop(one.form_id, None):
                self._issued.append(replace(one, at=when.isoformat()))

    def withdraw(self, form_ids: Iterable[str], when: datetime, who: str) -> None:
        assert who
        for form_id in form_ids:
            if form_id not in self._withdrawn:
                self._withdrawals.append(Happening(0, "ditarik", form_id, when.isoformat(), who))
            self._withdrawn.setdefault(form_id, when)

    def withdrawn(self, moment: datetime | None = None) -> Collection[str]:
        return [form_id for form_id, when in self._withdrawn.items() if moment is None or when <= moment]

    def withdrawals(self) -> Sequence[Happening]:
        return tuple(self._withdrawals)

    def issued(self) -> Sequence[Issued]:
        return tuple(self._issued)

    def add(self, returned: Returned, when: datetime, who: str) -> None:
        assert who
        if self.find(returned.sha256) is None:
            self._returns.append(replace(returned, number=len(self._returns) + 1, at=when.isoformat()))

    def find(self, sha256: str) -> Returned | None:
        return next((one for one in self._returns if one.sha256 == sha256), None)

    def returns(self) -> Sequence[Returned]:
        return tuple(self._returns)

    def choose(self, form_id: str, sha256: str, when: datetime, who: str) -> None:
        assert who
        if all((one.form_id, one.sha256) != (form_id, sha256) for one in self._returns):
            raise KeyError(sha256)
        self._chosen[form_id] = sha256
        self._choices.append(Choice(form_id, sha256, when.isoformat()))

    def standing(self, verdict: str, form_id: str | None = None) -> Sequence[Returned]:
        forms = dict.fromkeys(one.form_id for one in self._returns if form_id in {None, one.form_id})
        return sorted((self._standing(form_id, verdict) for form_id in forms), key=lambda one: one.number)

    def _standing(self, form_id: str, verdict: str) -> Returned:
        ours = [one for one in self._returns if one.form_id == form_id]
        chosen = [one for one in ours if one.sha256 == self._chosen.get(form_id)]
        good = [one for one in ours if one.verdict == verdict]
        return (chosen or good or ours[::-1])[0]

    def chosen(self) -> dict[str, str]:
        return dict(self._chosen)

    def close(self, period: str, when: datetime, who: str) -> None:
        self._closed.setdefault(period, Happening(1, "ditutup", period, when.isoformat(), who))

    def reopen(self, period: str, when: datetime, who: str) -> None:
        assert when
        assert who
        self._closed.pop(period, None)

    def closed(self) -> dict[str, Happening]:
        return dict(self._closed)

    def choices(self) -> Sequence[Choice]:
        return tuple(self._choices)

    def diary(self) -> Sequence[Happening]:
        return ()

    def faults(self) -> Sequence[str]:
        return ()
