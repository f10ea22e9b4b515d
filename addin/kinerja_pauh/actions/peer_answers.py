"""What colleagues answered: as the register keeps it, together by person, and as a rater is shown it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Material, MaterialSource, Rating
from kinerja_pauh.appraisal.peers import PeerAnswer, count_words, is_whole, peer_result
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.sheets.inquiry_words import PEER_KIND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.appraisal.peers import PeerResult
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.ports import Register

_RATINGS, _EXAMPLES, _SUGGESTION = "jawaban", "contoh", "saran"
SUGGESTIONS = "Saran rekan"
"""What a rater's sheet calls the line that is about no single value."""


def answer_text(answer: PeerAnswer) -> str:
    """An answer as the register keeps it. Only what was chosen and written: no file, no name, no property of it."""
    said = {
        _RATINGS: {value: str(rating) for value, rating in answer.ratings.items()},
        _EXAMPLES: dict(answer.examples),
        _SUGGESTION: answer.suggestion,
    }
    return json.dumps(said, ensure_ascii=False)


def answer_of(text: str) -> PeerAnswer:
    """The same read back; what a foreign hand made of it in the register reads as nothing answered."""
    try:
        said = json.loads(text)
        ratings = {str(value): Rating(rating) for value, rating in said[_RATINGS].items()}
        examples = {str(value): str(example) for value, example in said[_EXAMPLES].items()}
        return PeerAnswer(ratings, examples, str(said[_SUGGESTION]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return PeerAnswer({})


def whole_answers(register: Register, period: Period, rules: Rulebook) -> dict[str, list[PeerAnswer]]:
    """NIP of the person asked about -> the whole answers that count, the last return of each questionnaire."""
    found: dict[str, list[PeerAnswer]] = {}
    for one in register.inquiries.answers(period.label, PEER_KIND):
        answer = answer_of(one.content)
        if is_whole(answer, rules):
            found.setdefault(one.nip, []).append(answer)
    return found


def peer_materials(register: Register, period: Period) -> Mapping[str, tuple[Material, ...]]:
    """NIP -> what a rater is shown of the colleagues' answers; nobody with fewer than three of them.

    Raises:
        ArchiveOnly, NoRegulation: no form can be issued for the period.
    """
    rules = rulebook_for(period.end)
    results = ((nip, peer_result(answers, rules)) for nip, answers in whole_answers(register, period, rules).items())
    return {nip: tuple(_lines(nip, result)) for nip, result in results if result is not None}


def _lines(nip: str, result: PeerResult) -> Iterator[Material]:
    for tally in result.tallies:
        text = _with_texts(count_words(tally), tally.examples)
        yield Material(nip, MaterialSource.PEERS, tally.value, text)
    if result.suggestions:
        yield Material(nip, MaterialSource.PEERS, SUGGESTIONS, "\n".join(_quoted(result.suggestions)))


def _with_texts(counts: str, texts: Sequence[str]) -> str:
    return "\n".join((counts, *_quoted(texts)))


def _quoted(texts: Sequence[str]) -> Iterator[str]:
    """Each text in one line: which words are of one writer must not hang on its line breaks."""
    return (f"• {' '.join(text.split())}" for text in texts)
