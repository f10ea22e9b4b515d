"""What an import writes into the Induk: titles that are new to Pemetaan Kolom, realisations beside their links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.service_links import check_links
from kinerja_pauh.sheets.column_meanings import title_key
from kinerja_pauh.sheets.compare_service import FROM_DATA
from kinerja_pauh.sheets.read_service_sheets import read_service_sheets
from kinerja_pauh.sheets.service_sheets import LINKS_TABLE, MAPPING_TABLE

from .service_words import query_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from kinerja_pauh.appraisal.model import Indicator
    from kinerja_pauh.appraisal.service_links import Realised
    from kinerja_pauh.appraisal.survey import SurveyRules
    from kinerja_pauh.sheets.cells import Book, Value
    from kinerja_pauh.sheets.read_induk import Induk
    from kinerja_pauh.sheets.read_service_sheets import ServiceSheets

    from .service_files import DataFile


def mapping_cells(files: Iterable[DataFile], sheets: ServiceSheets) -> dict[tuple[int, int], Value]:
    """Each title that HR has not seen yet with the meaning that was guessed, below those that are there."""
    known = set(sheets.chosen)
    values: dict[tuple[int, int], Value] = {}
    row = sheets.free_row
    for one in files:
        for table in one.read.tables.values() if one.read else ():
            for title, meaning in table.titles.items():
                if (table.kind, title_key(title)) in known or not title_key(title):
                    continue
                known.add((table.kind, title_key(title)))
                for header, value in (("Jenis", table.kind), ("Judul Kolom", title), ("Dibaca Sebagai", meaning)):
                    values[row, MAPPING_TABLE.column(header)] = str(value)
                row += 1
    return values


def link_cells(
    realised: Sequence[Realised], sheets: ServiceSheets, rules: SurveyRules, today: date
) -> dict[tuple[int, int], Value]:
    """The three written columns of every link; what says the same as before keeps its day, and is not written."""
    before = {one.link.row: (one.value, one.evidence) for one in sheets.filled}
    now = {one.link.row: one for one in realised}
    values: dict[tuple[int, int], Value] = {}
    for link in sheets.links:
        one = now.get(link.row)
        value = one.figure.value if one else None
        evidence = query_words(one, rules) if one and value is not None else ""
        if before.get(link.row, (None, "")) == (value, evidence):
            continue
        when = None if value is None else today
        for header, cell in (("Realisasi", value), ("Bukti", evidence), ("Dihitung Pada", when)):
            values[link.row, LINKS_TABLE.column(header)] = cell
    return values


def with_service_data(induk: Induk, book: Book) -> Induk:
    """The Induk with its plans already holding the realisations and evidence that the last import wrote."""
    sheets = read_service_sheets(book)
    usable, _ = check_links(sheets.links, induk.employees, induk.plans)
    plans = {nip: list(rows) for nip, rows in induk.plans.items()}
    for one in sheets.filled:
        if one.link in usable:
            rows = plans[one.link.nip]
            place = rows.index(usable[one.link])
            rows[place] = _filled(rows[place], one.value, one.evidence)
    return replace(induk, plans={nip: tuple(rows) for nip, rows in plans.items()})


def _filled(row: Indicator, value: Decimal, evidence: str) -> Indicator:
    return replace(row, realisation=value, evidence=f"{FROM_DATA}{evidence}")
