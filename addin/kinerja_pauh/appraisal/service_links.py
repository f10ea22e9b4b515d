"""Indicators linked to service data: which links can be filled, and what the data say for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .findings import Finding, Severity, place_parts
from .model import Direction
from .service_figures import answers_of, log_figure, rows_of, survey_figure, unit_fits
from .wording import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from .model import Employee, Indicator
    from .service_figures import Answers, Figure, Link
    from .service_records import Counted
    from .survey import SurveyRules


@dataclass(frozen=True, slots=True)
class Realised:
    """A link with what the data say. first, last: days of the first and last piece counted, None where none bears one.

    files: names of the files behind it, in order.
    """

    link: Link
    indicator: Indicator
    figure: Figure
    first: date | None
    last: date | None
    files: tuple[str, ...]


def check_links(
    links: Iterable[Link], employees: Iterable[Employee], plans: Mapping[str, Sequence[Indicator]]
) -> tuple[dict[Link, Indicator], list[Finding]]:
    """The links that can be filled, each with its indicator, and a finding for each of the others."""
    known = {employee.nip for employee in employees}
    usable: dict[Link, Indicator] = {}
    findings: list[Finding] = []
    for link in links:
        rows = [row for row in plans.get(link.nip, ()) if row.number == link.number]
        trouble = list(_trouble(link, rows, known))
        findings += trouble
        if not trouble:
            usable[link] = rows[0]
    return usable, findings


def realise(
    usable: Mapping[Link, Indicator], counted: Sequence[Counted], answers: Sequence[Answers], rules: SurveyRules
) -> list[Realised]:
    """What the data say for each link, in the order of the links."""
    return [
        _of_survey(link, indicator, answers, rules) if link.measure.of_survey else _of_log(link, indicator, counted)
        for link, indicator in usable.items()
    ]


def _trouble(link: Link, rows: Sequence[Indicator], known: set[str]) -> Iterator[Finding]:
    if link.nip not in known:
        yield _finding(link, "nip", "tautan-orang-asing", "NIP ini tidak ada di lembar Pegawai. Pilih dari daftar.")
        return
    if not rows:
        message = f"Orang ini tidak punya indikator No {quote(link.number, 10)} di lembar Rencana. Betulkan nomornya."
        yield _finding(link, "number", "tautan-indikator-asing", message)
        return
    if rows[0].direction is Direction.QUALITATIVE:
        message = "Indikator ini kualitatif, jadi tidak dapat diisi angka. Hapus tautannya, atau ubah Arahnya."
        yield _finding(link, "number", "tautan-kualitatif", message)
    elif not unit_fits(link.measure, rows[0].unit):
        message = (
            f'Ukuran {link.measure} tidak cocok dengan satuan "{quote(rows[0].unit)}" indikator ini, jadi tidak diisi. '
            "Pilih ukuran lain, atau betulkan Satuan di lembar Rencana."
        )
        yield _finding(link, "measure", "tautan-satuan-beda", message)


def _of_log(link: Link, indicator: Indicator, counted: Sequence[Counted]) -> Realised:
    rows = rows_of(link, counted)
    days = [row.record.handed_over.when.date() for row in rows if row.record.handed_over]
    files = tuple(sorted({row.record.file for row in rows}))
    return Realised(
        link, indicator, log_figure(link.measure, rows), min(days, default=None), max(days, default=None), files
    )


def _of_survey(link: Link, indicator: Indicator, answers: Sequence[Answers], rules: SurveyRules) -> Realised:
    sheets = answers_of(link, answers)
    days = [sheet.day for sheet in sheets if sheet.day]
    files = tuple(sorted({sheet.file for sheet in sheets}))
    figure = survey_figure(link.measure, sheets, rules)
    return Realised(link, indicator, figure, min(days, default=None), max(days, default=None), files)


def no_data(one: Realised) -> Finding:
    """That there was nothing to count for a link."""
    message = (
        "Tidak ada data untuk tautan ini, jadi Realisasi dikosongkan. Periksa Layanan, Ukuran, dan berkas yang diimpor."
    )
    return _finding(one.link, "value", "tautan-tanpa-data", message, Severity.WARNING)


def _finding(link: Link, place: str, code: str, message: str, severity: Severity = Severity.WRONG) -> Finding:
    sheet, cell = place_parts(link.places.get(place, ""))
    return Finding(sheet, cell, code, severity, message)
