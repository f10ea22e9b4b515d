"""The office's memory of inquiries: small workbooks that ask somebody about a person, and what was taken of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A workbook as it was handed out. kind: of `sheets.inquiry_words`; nip: about whom, not who answers; period: its
    label; data: the file itself, left out of listings; at: ISO time, "" before it is in the register.
    """

    inquiry_id: str
    kind: str
    nip: str
    period: str
    file_name: str
    data: bytes
    at: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was taken of a workbook that came back; neither the file nor its name is kept, which can name a person.

    number: order of arrival; sha256: of the file; content: JSON text of what was taken; the rest as for `Inquiry`.
    """

    number: int
    inquiry_id: str
    kind: str
    nip: str
    period: str
    sha256: str
    content: str
    at: str = ""


class InquiryRegister(Protocol):
    """The office's memory of inquiries; as `Register`, beside it."""

    def issue(self, inquiries: Iterable[Inquiry], when: datetime, who: str) -> None:
        """Remember workbooks that are handed out; the same id is not noted twice."""

    def issued(self, period: str, kind: str) -> Sequence[Inquiry]:
        """Every workbook of a kind handed out for a period, in order, without the files."""

    def issued_file(self, inquiry_id: str) -> bytes:
        """A workbook as it was handed out.

        Raises:
            KeyError: none of that id was.
        """

    def add(self, answer: Answer, when: datetime, who: str) -> None:
        """Remember what was taken of a return; the same file twice is one answer."""

    def answers(self, period: str, kind: str) -> Sequence[Answer]:
        """The newest answer to each inquiry, in the order in which the first ones arrived."""

    def find(self, sha256: str) -> Answer | None:
        """The answer that was taken of that file, if it was."""
