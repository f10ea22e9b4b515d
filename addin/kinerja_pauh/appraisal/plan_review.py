"""What a drafted work plan still lacks, said while it is drafted: beyond what forbids a score, what makes it weak.

A plan is blocked by what no score could come from; that its result reads like an activity, that nobody's result is
served by it, or that a colleague promised the same, is advice: the rater decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from .checks import plan_findings
from .findings import Finding, Severity, place_parts
from .model import Direction, Kind
from .weights import spread
from .wording import quote, shorten, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .model import Indicator

ALIKE = Decimal("0.5")
"""Share of a plan's rows from which it counts as a colleague's copy (our own choice, a warning)."""
MOST_OFFERED = 12
"""Rows up to which a message can hold a weight for each."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A person's plan as drafted. rater: NIP of the one who agrees to it."""

    nip: str
    name: str
    rater: str
    indicators: tuple[Indicator, ...]


def review_plan(
    rows: Sequence[Indicator], person: str, activities: Mapping[str, str], superior: Sequence[str] | None
) -> list[Finding]:
    """Every finding of one plan, row by row.

    person: the cell that names whose plan it is. activities: first words that speak of an activity, small letters ->
    the word with which a result begins, "" where none fits. superior: the rater's results, None while unknown.
    """
    found = [_with_offer(one, rows) for one in plan_findings(rows, person)]
    for row in rows:
        found += [*_gaps(row), *_activity(row, activities), *_source(row)]
    found += _twins(rows)
    return found + list(_support(rows, person, superior))


def _with_offer(finding: Finding, rows: Sequence[Indicator]) -> Finding:
    """A wrong sum of weights together with one that is right."""
    if finding.code != "bobot-bukan-100":
        return finding
    mains = [row for row in rows if row.kind is Kind.MAIN]
    if len(mains) > MOST_OFFERED:
        return finding
    offer = spread([row.weight for row in mains])
    told = " · ".join(f"No {row.number} {_two(weight)}" for row, weight in zip(mains, offer, strict=True))
    return replace(finding, message=f"{finding.message} Usulan pembagian: {told}.")


def _two(weight: Decimal) -> str:
    return f"{weight:.2f}".replace(".", ",")


def _gaps(row: Indicator) -> Iterator[Finding]:
    """What a row of a draft needs and the score could do without."""
    for name, header in (("result", "Rencana Hasil Kerja"), ("aspect", "Aspek")):
        if not getattr(row, name):
            message = f"{header} belum diisi. Lengkapi baris rencana ini."
            yield _at(row, name, "rencana-kosong", message)
    if not row.unit and row.direction is not Direction.QUALITATIVE:
        message = "Satuan belum diisi. Tulis satuan targetnya, misalnya persen, hari kerja, dokumen."
        yield _at(row, "unit", "rencana-kosong", message)


def _activity(row: Indicator, activities: Mapping[str, str]) -> Iterator[Finding]:
    """Output, not activity: the first word tells."""
    for name, header in (("result", "Rencana Hasil Kerja"), ("name", "Indikator")):
        first, _, rest = getattr(row, name).strip().partition(" ")
        word = first.rstrip(",.:;").casefold()
        if word not in activities:
            continue
        cure = "Tulis hasil yang Anda serahkan sendiri."
        if activities[word]:
            cure = f'Tulis hasilnya, misalnya "{quote(f"{activities[word]} {rest}".strip(), 70)}".'
        message = f'{header} diawali "{quote(first)}", yaitu kegiatan, bukan hasil. {cure}'
        yield _at(row, name, "hasil-berupa-kegiatan", message, Severity.WARNING)


def _source(row: Indicator) -> Iterator[Finding]:
    if not row.data_source:
        message = "Sumber Data belum disebut. Tulis dari mana realisasi diambil dan siapa yang mencatatnya."
        yield _at(row, "data_source", "sumber-kosong", message, Severity.WARNING)


def _twins(rows: Sequence[Indicator]) -> Iterator[Finding]:
    """The same promise twice counts twice."""
    counts = Counter(_promise(row) for row in rows)
    for row in rows:
        if row.name and counts[_promise(row)] > 1:
            message = "Hasil dan indikator ini ada di lebih dari satu baris. Gabungkan, atau bedakan ukurannya."
            yield _at(row, "name", "indikator-kembar", message)


def _promise(row: Indicator) -> tuple[str, str]:
    return same(row.result), same(row.name)


def _support(rows: Sequence[Indicator], person: str, superior: Sequence[str] | None) -> Iterator[Finding]:
    """Which of the rater's results each row serves."""
    mains = [row for row in rows if row.kind is Kind.MAIN]
    if superior is None:
        if any(row.superior_result for row in mains):
            return
        message = "RHK penilai belum ada, jadi dukungannya belum dapat diperiksa. Draf tetap boleh dikirim."
        yield _place_finding(person, "menunggu-rhk-atasan", message, Severity.WARNING)
        return
    known = {same(text) for text in superior}
    for row in mains:
        if not row.superior_result:
            message = "RHK Atasan kosong: hasil ini tidak mendukung apa pun. Pilih RHK penilai yang didukung."
            yield _at(row, "superior_result", "rhk-atasan-kosong", message, Severity.WARNING)
        elif same(row.superior_result) not in known:
            message = (
                f'"{shorten(row.superior_result)}" bukan RHK penilai. Pilih dari daftar, atau biarkan bila hasil ini '
                "mendukung pimpinan lain."
            )
            yield _at(row, "superior_result", "rhk-atasan-lain", message, Severity.WARNING)


def alike(plans: Sequence[Plan]) -> dict[str, int]:
    """NIP -> how many rows are the same as in the most similar plan under the same rater.

    A row is the same with the same indicator and target. Only those with at least half of their rows so.
    """
    found: dict[str, int] = {}
    for plan in plans:
        rows = {_measure(row) for row in plan.indicators}
        others = [one for one in plans if one.rater == plan.rater and one.nip != plan.nip]
        most = max((len(rows & {_measure(row) for row in one.indicators}) for one in others), default=0)
        if most and most >= ALIKE * len(rows):
            found[plan.nip] = most
    return found


def alike_finding(sheet: str, count: int) -> Finding:
    """That the plan on a sheet is much like a colleague's."""
    message = (
        f"{count} indikator sama persis, termasuk targetnya, dengan seorang rekan di bawah penilai yang sama. Periksa "
        "apakah memang kerja yang sama."
    )
    return _place_finding(sheet, "rencana-mirip", message, Severity.WARNING)


def repeats(rows: Sequence[Indicator], last: Sequence[Indicator]) -> bool:
    """Whether a plan promises exactly what last year's did: results, indicators, targets and weights, in any order."""
    return bool(rows) and Counter(map(_whole_promise, rows)) == Counter(map(_whole_promise, last))


def _whole_promise(row: Indicator) -> tuple[object, ...]:
    target = row.target if row.target is not None else same(row.target_text)
    numbers = target, row.target_upper, row.weight
    return row.kind, same(row.result), same(row.name), same(row.unit), row.direction, *numbers


def repeats_finding(sheet: str) -> Finding:
    """That the plan on a sheet is last year's."""
    message = (
        "Hasil, indikator, target, dan bobot rencana ini sama persis dengan tahun lalu. Periksa apakah memang tidak "
        "ada yang berubah."
    )
    return _place_finding(sheet, "rencana-sama-tahun-lalu", message, Severity.WARNING)


def _measure(row: Indicator) -> tuple[str, str]:
    target = show(row.target) if row.target is not None else same(row.target_text)
    return same(row.name), target


def same(text: str) -> str:
    """A text for comparing: case, spaces and the full stop at its end do not count.

    >>> same("Terlayaninya  warga. ")
    'terlayaninya warga'
    """
    return " ".join(text.split()).rstrip(".").casefold()


def _at(row: Indicator, name: str, code: str, message: str, severity: Severity = Severity.WRONG) -> Finding:
    return _place_finding(row.places.get(name, ""), code, message, severity)


def _place_finding(place: str, code: str, message: str, severity: Severity) -> Finding:
    sheet, cell = place_parts(place)
    return Finding(sheet, cell, code, severity, message)
