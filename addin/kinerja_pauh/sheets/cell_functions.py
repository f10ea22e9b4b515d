"""What the worksheet functions compute for one cell each: values of cells in, a number or a text out.

A blank cell is an entry that is not there yet: the answer is blank then, as that of the sheets' own formulas.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from kinerja_pauh.appraisal.credit import MONTHS, credit
from kinerja_pauh.appraisal.indicators import NO_ADJUSTMENT, compute
from kinerja_pauh.appraisal.model import Civil, Direction, Indicator, Kind, Period, Rating
from kinerja_pauh.appraisal.nip import nip_doubt, nip_problem
from kinerja_pauh.appraisal.scoring import final_score, grade
from kinerja_pauh.appraisal.survey import survey_of_answers
from kinerja_pauh.appraisal.wording import show

from .function_arguments import WrongArgument, answer_sheets, is_blank, number, number_between, points, text, word, yes
from .numbers import from_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.appraisal.credit import CreditTable
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.appraisal.survey import SurveyRules

    from .function_arguments import Answer, CellValue

FINE, DOUBTFUL, WRONG = "✓", "▲", "✕"
BLANK = ""
_ANY_DAY = Period(
    "", date(2026, 1, 1), date(2026, 1, 1)
)  # without outside factors the length of the period is no matter


def indicator_score(  # noqa: PLR0913, PLR0917 - one argument a cell of an indicator's row
    rules: Rulebook, arah: CellValue, target: CellValue, target_atas: CellValue, realisasi: CellValue, jenis: CellValue
) -> Answer:
    """Nilai of one indicator, without outside factors; a blank jenis means Utama.

    Raises:
        WrongArgument: an entry with which no nilai exists.
    """
    if is_blank(arah) or is_blank(realisasi):
        return BLANK
    direction = word("arah", arah, Direction)
    kind = Kind.MAIN if is_blank(jenis) else word("jenis", jenis, Kind)
    row = Indicator("", kind, "", None, "", "", direction, None, None, None)
    if direction is Direction.QUALITATIVE:
        return _score(replace(row, rating=word("realisasi", realisasi, Rating)), rules)
    if is_blank(target):
        return BLANK
    lower, upper = _target(target, target_atas)
    reached = number("realisasi", realisasi)
    if reached < 0:
        raise WrongArgument("realisasi tidak boleh kurang dari 0")
    return _score(replace(row, target=lower, target_upper=upper, realisation=reached), rules)


def _target(target: CellValue, target_atas: CellValue) -> tuple[Decimal, Decimal | None]:
    lower = number("target", target)
    if lower <= 0:
        raise WrongArgument("target harus lebih dari 0")
    if is_blank(target_atas):
        return lower, None
    upper = number("target_atas", target_atas)
    if upper < lower:
        raise WrongArgument("target_atas tidak boleh kurang dari target; kosongkan bila targetnya satu angka")
    return lower, upper


def _score(row: Indicator, rules: Rulebook) -> Answer:
    outcome = compute(row, rules, _ANY_DAY, NO_ADJUSTMENT).raw
    return BLANK if outcome is None else float(outcome.score)


class RulesFor(Protocol):
    """The rulebook with or without peers."""

    def __call__(self, *, with_peers: bool) -> Rulebook: ...


def final(rules_for: RulesFor, nilai_hasil: CellValue, nilai_perilaku: CellValue, dengan_rekan: CellValue) -> Answer:
    """Nilai akhir of the two shown scores.

    Raises:
        WrongArgument: a score that cannot be, or neither Ya nor Tidak.
    """
    if is_blank(nilai_hasil) or is_blank(nilai_perilaku):
        return BLANK
    rules = rules_for(with_peers=yes("dengan_rekan", dengan_rekan))
    work = points("nilai_hasil", nilai_hasil, rules.work_cap.value)
    behaviour = points("nilai_perilaku", nilai_perilaku, max(rules.rating_scores.value.values()))
    return float(final_score(work, behaviour, rules))


def grade_of(rules: Rulebook, nilai_akhir: CellValue, ide_baru: CellValue) -> str:
    """Sebutan of a shown final score.

    Raises:
        WrongArgument: a score that cannot be, or neither Ya nor Tidak.
    """
    if is_blank(nilai_akhir):
        return BLANK
    return grade(points("nilai_akhir", nilai_akhir, rules.work_cap.value), rules, new_idea=yes("ide_baru", ide_baru))


def predicate(rules: Rulebook, rating_hasil: CellValue, rating_perilaku: CellValue) -> str:
    """Predikat of the two ratings.

    Raises:
        WrongArgument: no rating.
    """
    if is_blank(rating_hasil) or is_blank(rating_perilaku):
        return BLANK
    ratings = word("rating_hasil", rating_hasil, Rating), word("rating_perilaku", rating_perilaku, Rating)
    return rules.matrix.value[ratings]


def nip_verdict(today: date, nip: CellValue, status_asn: CellValue) -> str:
    """What the digits of a NIP say: a sign and a word, or a sign and what is wrong. The number is not repeated.

    Raises:
        WrongArgument: the cell holds a number, which Excel has shortened, or the status is none.
    """
    if is_blank(nip):
        return BLANK
    if not isinstance(nip, str):
        raise WrongArgument(
            "nip tersimpan sebagai angka, padahal Excel hanya menyimpan 15 angka pertama; ubah format sel menjadi "
            "Teks, lalu ketik ulang 18 angkanya"
        )
    civil = None if is_blank(status_asn) else word("status_asn", status_asn, Civil)
    digits = text("nip", nip)
    problem = nip_problem(digits, civil, today)
    if problem:
        return f"{WRONG} {problem}"
    doubt = nip_doubt(digits, civil)
    return f"{DOUBTFUL} {doubt}" if doubt else f"{FINE} wajar"


def survey_index(rules: SurveyRules, answers: Sequence[CellValue]) -> Answer:
    """IKM of nine averages, or of answers with one row a respondent; blank while an element has no answer.

    Raises:
        WrongArgument: not nine elements, or an answer off the scale.
    """
    sheets = [
        [
            None if is_blank(cell) else number_between(f"nilai unsur ke-{place}", cell, *rules.scale.value)
            for place, cell in enumerate(row, start=1)
        ]
        for row in answer_sheets(answers, len(rules.elements.value))
    ]
    found = survey_of_answers(sheets, rules)
    return BLANK if found is None else float(found.ikm)


def credit_points(
    table: CreditTable, predikat: CellValue, jenjang_atau_koefisien: CellValue, bulan: CellValue
) -> Answer:
    """Angka kredit of a predicate held for so many months; a blank bulan means the whole year.

    Raises:
        WrongArgument: no such predicate, jenjang, coefficient or number of months.
    """
    if is_blank(predikat) or is_blank(jenjang_atau_koefisien):
        return BLANK
    months = MONTHS if is_blank(bulan) else _months(bulan)
    held = word("predikat", predikat, table.percents.value)
    return float(credit(_level(jenjang_atau_koefisien, table), held, table, months).points)


def _months(bulan: CellValue) -> int:
    months = number_between("bulan", bulan, Decimal(1), Decimal(MONTHS))
    if months != int(months):
        raise WrongArgument("bulan harus bilangan bulat")
    return int(months)


def _level(named: CellValue, table: CreditTable) -> str:
    """The jenjang of a name or of a coefficient; two jenjang with one coefficient are worth the same."""
    levels = table.levels.value
    if isinstance(named, str) and not isinstance(from_text(named), Decimal):
        return word("jenjang", named, levels)
    coefficient = number("koefisien", named)
    found = [name for name, level in levels.items() if level.coefficient == coefficient]
    if not found:
        known = sorted({level.coefficient for level in levels.values()})
        raise WrongArgument(f"koefisien harus salah satu dari {' · '.join(map(show, known))}, atau tulis nama jenjang")
    return found[0]
