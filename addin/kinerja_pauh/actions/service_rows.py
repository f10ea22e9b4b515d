"""What was counted, as the rows of the workbook Data_Layanan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import short_month
from kinerja_pauh.appraisal.service_figures import Measure, log_figure, survey_figure
from kinerja_pauh.appraisal.survey import survey_of_answers
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.sheets import service_result as layout
from kinerja_pauh.sheets.fill_form import indicator_number

from .service_words import query_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.service_figures import Answers
    from kinerja_pauh.appraisal.service_links import Realised
    from kinerja_pauh.appraisal.service_records import Counted, Service
    from kinerja_pauh.appraisal.survey import SurveyRules
    from kinerja_pauh.sheets.service_result import Row
    from kinerja_pauh.sheets.service_table import Refused

    from .service_files import DataFile


@dataclass(frozen=True, slots=True)
class ServiceData:
    """All that was counted. services: in the order of the sheet Layanan. refused, warned: with their reasons."""

    services: tuple[Service, ...]
    counted: tuple[Counted, ...]
    answers: tuple[Answers, ...]
    refused: tuple[Refused, ...]
    warned: tuple[Refused, ...]
    realised: tuple[Realised, ...]
    findings: tuple[Finding, ...]
    files: tuple[DataFile, ...]

    def of_file(self, name: str) -> tuple[Finding, ...]:
        """What is to be said of the rows of a file: all but rows that never were entries."""
        return tuple(one.finding for one in (*self.refused, *self.warned) if one.file == name and one.told)


def service_book(data: ServiceData, heading: str, names: Mapping[str, str], rules: SurveyRules) -> layout.ServiceBook:
    """The workbook's rows. names: NIP -> name."""
    return layout.ServiceBook(
        heading,
        tuple(_summary(data, rules)),
        tuple(_realisation(one, names, rules) for one in data.realised),
        tuple(_refused(data)),
        tuple(_trend(data, rules)),
        tuple(_file(one, data) for one in data.files),
    )


def _groups(data: ServiceData) -> list[tuple[str, list[Counted], list[Answers], Decimal | None]]:
    """All services together first, then each that was counted: name, lines, sheets, standard."""
    groups: list[tuple[str, list[Counted], list[Answers], Decimal | None]] = [
        (layout.ALL_SERVICES, list(data.counted), list(data.answers), None)
    ]
    for service in data.services:
        rows = [row for row in data.counted if row.service == service.name]
        sheets = [sheet for sheet in data.answers if sheet.service == service.name]
        if rows or sheets:
            groups.append((service.name, rows, sheets, service.standard))
    return groups


def _summary(data: ServiceData, rules: SurveyRules) -> list[Row]:
    found: list[Row] = []
    for name, rows, sheets, standard in _groups(data):
        alike = rows if name != layout.ALL_SERVICES else []
        result = survey_of_answers([sheet.given for sheet in sheets], rules)
        found.append(
            (
                name,
                len(rows),
                *(log_figure(one, alike).value for one in (Measure.HOURS, Measure.DAYS, Measure.WORKDAYS)),
                standard,
                log_figure(Measure.SHARE, rows).value,
                len(sheets),
                result.ikm if result else None,
                f"{result.band.letter} ({result.band.label})" if result else "",
                _weakest(sheets, result.weakest, rules) if result else "",
            )
        )
    return found


def _weakest(sheets: Sequence[Answers], weakest: str, rules: SurveyRules) -> str:
    number = rules.elements.value.index(weakest)
    value = survey_figure(Measure(f"Unsur U{number + 1}"), sheets, rules).value
    return f"U{number + 1} {weakest}" + ("" if value is None else f" ({show_score(value)})")


def _realisation(one: Realised, names: Mapping[str, str], rules: SurveyRules) -> Row:
    link, indicator = one.link, one.indicator
    return (
        link.nip,
        names.get(link.nip, ""),
        indicator_number(link.number),
        indicator.name,
        indicator.unit,
        one.figure.value,
        query_words(one, rules),
    )


def _refused(data: ServiceData) -> list[Row]:
    rows = [(one, layout.NOT_COUNTED if one.told else layout.NO_ENTRY) for one in data.refused]
    rows += [(one, layout.COUNTED) for one in data.warned]
    rows.sort(key=lambda pair: (pair[0].file, pair[0].finding.sheet, pair[0].row, pair[1]))
    return [(one.file, one.finding.sheet, one.finding.cell, one.row, state, one.finding.message) for one, state in rows]


def _trend(data: ServiceData, rules: SurveyRules) -> list[Row]:
    found: list[Row] = []
    for name, rows, sheets, _ in _groups(data):
        dated = {f"{sheet.day:%Y-%m}" for sheet in sheets if sheet.day}
        for month in sorted({row.month for row in rows} | dated):
            lines = [row for row in rows if row.month == month]
            given = [sheet for sheet in sheets if sheet.day and f"{sheet.day:%Y-%m}" == month]
            found.append(
                (
                    name,
                    short_month(date.fromisoformat(f"{month}-01")),
                    len(lines),
                    None if name == layout.ALL_SERVICES else log_figure(Measure.HOURS, lines).value,
                    log_figure(Measure.SHARE, lines).value,
                    len(given),
                    survey_figure(Measure.IKM, given, rules).value,
                )
            )
    return found


def _file(one: DataFile, data: ServiceData) -> Row:
    if one.read is None:
        return (one.name, "", 0, 0, one.note)
    kinds = ", ".join(sorted({str(table.kind) for table in one.read.tables.values()}))
    counted = sum(row.record.file == one.name for row in data.counted)
    counted += sum(sheet.file == one.name for sheet in data.answers)
    why = Counter(row.finding.code for row in data.refused if row.file == one.name and row.told)
    refused = sum(why.values())
    words = "; ".join(f"{count} {code.replace('-', ' ')}" for code, count in sorted(why.items()))
    return (one.name, kinds, counted, refused, words)
