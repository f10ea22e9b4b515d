"""One sheet of a counter log or a survey: where its titles stand, and which of its rows are entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.service_records import service_key

from .cells import CellKind, address
from .column_meanings import ReadAs, is_header, read_titles
from .numbers import from_float
from .service_sheets import Meaning, SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from kinerja_pauh.appraisal.service_figures import Answers
    from kinerja_pauh.appraisal.service_records import ServiceRecord

    from .cells import Cell
    from .column_meanings import Chosen

_HEADERS_WITHIN = 40  # rows from the top in which the titles are looked for
_TITLES_AT_LEAST = 3
_TOTAL = re.compile(r"^(jumlah|total|sub ?total|rata rata|rekap(itulasi)?)\b")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that gives no record. told: False for a row that never was one, such as a sum at the end."""

    file: str
    row: int
    finding: Finding
    told: bool = True


@dataclass(slots=True)
class DataRead:
    """What a file gave. tables: how each sheet's columns were read."""

    tables: dict[str, ReadAs] = field(default_factory=dict)
    records: list[ServiceRecord] = field(default_factory=list)
    answers: list[Answers] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    warned: list[Refused] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DataSheet:
    """A sheet whose titles are known. officer: from the words of a log to a NIP, "" for nobody known.

    scale: the lowest and the highest answer of a survey.
    """

    file: str
    name: str
    cells: Mapping[tuple[int, int], Cell]
    read: ReadAs
    date1904: bool
    officer: Callable[[str], str]
    scale: tuple[Decimal, Decimal]
    into: DataRead

    def cell(self, row: int, meaning: Meaning) -> Cell | None:
        """What stands there; None for a blank or where the file has no such column."""
        column = self.read.meanings.get(meaning)
        cell = None if column is None else self.cells.get((row, column))
        return None if cell is None or (isinstance(cell.value, str) and not cell.value.strip()) else cell

    def text(self, row: int, meaning: Meaning) -> str:
        """Its words in one line; a number as its digits."""
        cell = self.cell(row, meaning)
        if cell is None or cell.value is None:
            return ""
        if isinstance(cell.value, float):
            return f"{from_float(cell.value).normalize():f}"
        return " ".join(str(cell.value).split())

    def place(self, row: int, meaning: Meaning) -> str:
        """`C7`; "" where the file has no such column."""
        column = self.read.meanings.get(meaning)
        return "" if column is None else address(row, column)

    def refuse(self, row: int, finding: Finding, *, told: bool = True) -> None:
        """Note a row that gives no record."""
        self.into.refused.append(Refused(self.file, row, finding, told))


def header_of(cells: Mapping[tuple[int, int], Cell], chosen: Chosen) -> ReadAs | None:
    """The row near the top that reads best as titles; None where none does."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), cell in sorted(cells.items()):
        if row <= _HEADERS_WITHIN and cell.kind is CellKind.TEXT and isinstance(cell.value, str) and cell.value.strip():
            rows.setdefault(row, []).append((column, " ".join(cell.value.split())))
    read = [read_titles(titles, row, chosen) for row, titles in rows.items() if len(titles) >= _TITLES_AT_LEAST]
    known = [one for one in read if is_header(one)]
    if known:
        return max(known, key=lambda one: (len(one.meanings), -one.header_row))
    return read[0] if read else None


def entry_rows(sheet: DataSheet) -> Iterator[int]:
    """Rows below the titles that hold anything that counts; sums, repeated titles and column numbers are set aside."""
    columns = set(sheet.read.meanings.values())
    held: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        if row > sheet.read.header_row:
            held.setdefault(row, []).append(column)
    for row, used in held.items():
        if not columns & set(used):
            continue
        if _is_no_entry(sheet, row, used):
            message = "Baris jumlah, judul ulangan atau nomor kolom; bukan berkas. Tidak perlu dibetulkan."
            finding = Finding(sheet.name, address(row, used[0]), "bukan-baris-data", Severity.WARNING, message)
            sheet.refuse(row, finding, told=False)
        else:
            yield row


def _is_no_entry(sheet: DataSheet, row: int, used: list[int]) -> bool:
    texts = [sheet.cells[row, column].value for column in used]
    words = [service_key(text) for text in texts if isinstance(text, str)]
    if sheet.read.kind is SourceKind.LOG and sheet.cell(row, Meaning.TAKEN_IN) is None:
        if words and _TOTAL.match(words[0]):
            return True
    elif sheet.read.kind is SourceKind.SURVEY and words and _TOTAL.match(words[0]):
        return True
    own = {service_key(title) for title in sheet.read.titles}
    if sum(word in own for word in words) > 1:
        return True
    numbers = [text for text in texts if not isinstance(text, bool) and whole(text) is not None]
    counted = [whole(number) for number in numbers]
    in_line = len(texts) > _TITLES_AT_LEAST and len(counted) == len(texts)
    return in_line and counted == list(range(1, len(texts) + 1)) and sheet.read.kind is SourceKind.LOG


def whole(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and (bare := value.strip(" ()")).isdigit() and bare.isascii():
        return int(bare)
    return None
