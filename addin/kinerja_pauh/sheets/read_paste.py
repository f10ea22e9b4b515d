"""What someone pasted from e-Kinerja: any sheet, any order of columns, known headers by any of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal, Severity
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.wording import quote

from .numbers import Ambiguous, NoNumber, from_text
from .reconcile_layout import ALIASES, COMPARED, NAME, NIP, OURS, PREDICATE, RESULT, SCORE
from .table_reader import TableReader
from .words import choose, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book, Cell

_HEADERS_WITHIN = 30  # rows from the top
_RATINGS = {str(rating): str(rating) for rating in Rating}
_UNREADABLE = ""
_NOTHING = frozenset({"-", "–", "—", "belum", "belum ada", "belum dinilai", "n/a", "null"})


class NoPastedTable(Refusal):
    """Berkas tidak memuat daftar yang dapat dibandingkan."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """One row. values: header of ours -> what e-Kinerja shows, None where it shows nothing; absent where its column is
    not there or the entry cannot be read. Ratings and predicate in our words. places: header -> cell.
    """

    nip: str
    name: str
    values: Mapping[str, str | Decimal | None]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paste:
    """sheet: where it was found. rows: in order, a NIP once; "" where it cannot be read."""

    sheet: str
    rows: tuple[Pasted, ...]
    findings: tuple[Finding, ...]


def read_paste(book: Book, predicates: Mapping[str, str]) -> Paste:
    """The list in a workbook. predicates: word that may stand there -> our word for it.

    Raises:
        NoPastedTable: no sheet has a header row with NIP and something to compare.
    """
    reader = _found(book)
    rows: list[Pasted] = []
    seen: set[str] = set()
    for row in _data_rows(reader):
        one = _read(reader, row, predicates)
        if one.nip and one.nip in seen:
            message = "NIP ini sudah ada di baris lain; yang dipakai baris pertama. Hapus baris yang salah."
            reader.add(row, NIP, "rekon-ganda", message, Severity.WARNING)
        else:
            seen.add(one.nip)
            rows.append(one)
    return Paste(reader.sheet, tuple(rows), tuple(reader.findings))


def _found(book: Book) -> TableReader:
    best: tuple[int, str, int, dict[str, int]] = (0, "", 0, {})
    for sheet, cells in book.sheets.items():
        if sheet not in {OURS, RESULT}:
            for row, columns in _headers(cells).items():
                if len(columns) > best[0] and NIP in columns and set(columns) & set(COMPARED):
                    best = (len(columns), sheet, row, columns)
    count, sheet, row, columns = best
    if not count:
        raise NoPastedTable(
            "Tidak ada lembar dengan judul kolom NIP dan Predikat (atau Rating Hasil Kerja, Rating Perilaku Kerja, "
            "Nilai Akhir). Tempel beserta judulnya, atau tulis judul itu di atas kolomnya."
        )
    cells = book.sheets[sheet]
    return TableReader(sheet, cells, columns, row + 1, max(r for r, _ in cells), book.date1904)


def _headers(cells: Mapping[tuple[int, int], Cell]) -> dict[int, dict[str, int]]:
    """Row -> our headers that stand in it and their columns."""
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in sorted(cells.items()):
        if row <= _HEADERS_WITHIN and isinstance(cell.value, str) and (header := _meant(cell.value)):
            rows.setdefault(row, {}).setdefault(header, column)
    return rows


def _meant(text: str) -> str:
    words = plain(text).strip(" *:.")
    return next((header for header, names in ALIASES.items() if words in names), "")


def _data_rows(reader: TableReader) -> Iterator[int]:
    """Rows that say something of a person: neither a repeated header nor a foot."""
    for row in reader.rows():
        telling = [header for header in reader.columns if not reader.is_blank(row, header)]
        if telling and not (len(telling) == 1 and NIP not in telling) and _meant(_shown(reader, row, NIP)) != NIP:
            yield row


def _shown(reader: TableReader, row: int, header: str) -> str:
    cell = reader.cells.get((row, reader.columns[header]))
    return str(cell.value).strip() if cell and cell.value is not None else ""


def _read(reader: TableReader, row: int, predicates: Mapping[str, str]) -> Pasted:
    nip = reader.nip(row, NIP)
    if reader.is_blank(row, NIP):
        message = "Baris ini tanpa NIP, jadi tidak dibandingkan. Tempel ulang beserta NIP-nya."
        reader.add(row, NIP, "rekon-tanpa-nip", message, Severity.WARNING)
    values: dict[str, str | Decimal | None] = {}
    for header in (one for one in COMPARED if one in reader.columns):
        value = _score(reader, row) if header == SCORE else _word(reader, row, header, predicates)
        if value != _UNREADABLE:
            values[header] = value
    name = reader.text(row, NAME) if NAME in reader.columns else ""
    return Pasted(nip, name, values, {header: reader.at(row, header) for header in reader.columns})


def _word(reader: TableReader, row: int, header: str, predicates: Mapping[str, str]) -> str | None:
    text = reader.text(row, header)
    if not text or plain(text) in _NOTHING:
        return None
    allowed = predicates if header == PREDICATE else _RATINGS
    found = next((word for part in _parts(text) if (word := choose(part, allowed))), None)
    if found is None:
        message = f'{header} berisi "{quote(text)}". Yang dikenal: {", ".join(allowed)}. Betulkan di daftarnya.'
        reader.add(row, header, "pilihan-tidak-dikenal", message)
        return _UNREADABLE
    return allowed[found]


def _parts(text: str) -> list[str]:
    """A word with its second names: "Kurang/Misconduct", "Kurang (Misconduct)", "Cukup/Butuh Perbaikan"."""
    whole = text.replace("(", "/").replace(")", "")
    return [text, *(part.strip() for part in whole.split("/"))]


def _score(reader: TableReader, row: int) -> Decimal | str | None:
    """The number; a point or a comma parts the decimals, since no score has thousands."""
    text = reader.text(row, SCORE)
    if not text or plain(text) in _NOTHING:
        return None
    meant = from_text(text)
    if isinstance(meant, Ambiguous):
        return meant.decimal
    if isinstance(meant, NoNumber):
        reader.add(row, SCORE, "bukan-angka", f'{SCORE} berisi "{quote(text)}", bukan angka. Betulkan di daftarnya.')
        return _UNREADABLE
    return meant
