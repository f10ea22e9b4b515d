"""A questionnaire that came back: cells -> one anonymous answer, with a finding for every value without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.peers import PeerAnswer

from .form_words import RATINGS
from .peer_layout import QUESTIONS_TABLE, SUGGESTION_TABLE
from .table_reader import open_table

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.model import Rating

    from .cells import Book
    from .table_reader import TableReader


@dataclass(frozen=True, slots=True)
class ReadPeers:
    """answer: what could be read. findings: one that blocks means that nothing of it may be taken."""

    answer: PeerAnswer
    findings: tuple[Finding, ...]


def read_peers(book: Book) -> ReadPeers:
    """The answer, value by value. Only its cells are read: neither the file's name nor who saved it."""
    questions, missing = open_table(book, QUESTIONS_TABLE, ("Nilai BerAKHLAK", "Jawaban", "Contoh"))
    suggestions, missing_too = open_table(book, SUGGESTION_TABLE, ("Pertanyaan", "Saran"))
    if questions is None or suggestions is None:
        return ReadPeers(PeerAnswer({}), (*missing, *missing_too))
    ratings, examples = {}, {}
    for row in questions.filled_rows(("Nilai BerAKHLAK",)):
        value = questions.text(row, "Nilai BerAKHLAK")
        if rating := _rating(questions, row):
            ratings[value] = rating
        if example := questions.text(row, "Contoh"):
            examples[value] = example
    texts = (suggestions.text(row, "Saran") for row in suggestions.filled_rows(("Saran",)))
    answer = PeerAnswer(ratings, examples, "\n".join(filter(None, texts)))
    return ReadPeers(answer, (*questions.findings, *suggestions.findings))


def _rating(reader: TableReader, row: int) -> Rating | None:
    rating = reader.choice(row, "Jawaban", RATINGS)
    if rating is None and reader.is_blank(row, "Jawaban"):
        message = f"Nilai {reader.text(row, 'Nilai BerAKHLAK')} belum dijawab. Ketujuh nilai harus terisi."
        reader.add(row, "Jawaban", "jawaban-kosong", message, Severity.MISSING)
    return rating
