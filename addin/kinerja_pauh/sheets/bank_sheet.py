"""The bank of indicators, which an office may change: cells -> rows to copy from and words that speak of activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fill_form import fill_table
from .skp_layout import ACTIVITIES_TABLE, BANK_TABLE
from .skp_words import ACTIVITIES, BANK
from .table_reader import open_table
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book, SheetFill, Value
    from .layout import Table

BankRow = dict[str, "Value"]
ANY_POST = "(semua jabatan)"
_BETWEEN = " / "
"""Between the posts of one row."""


@dataclass(frozen=True, slots=True)
class IndicatorBank:
    """rows: header -> value, as they are shown to everyone. activities: first word, small letters -> a result's first
    word, "" where none fits.
    """

    rows: tuple[BankRow, ...]
    activities: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def read_bank(book: Book) -> IndicatorBank:
    """Both tables of the workbook; a missing one is a finding and reads as an empty one."""
    rows, of_rows = _read(book, BANK_TABLE)
    words, of_words = _read(book, ACTIVITIES_TABLE)
    activities = {
        str(word["Kata Kegiatan"]).casefold(): str(word["Kata Hasil"] or "") for word in words if word["Kata Kegiatan"]
    }
    return IndicatorBank(tuple(rows), activities, (*of_rows, *of_words))


def _read(book: Book, table: Table) -> tuple[list[BankRow], tuple[Finding, ...]]:
    headers = [column.header for column in table.columns]
    reader, missing = open_table(book, table, headers)
    if reader is None:
        return [], tuple(missing)
    rows: list[BankRow] = []
    for row in reader.rows():
        if all(reader.is_blank(row, header) for header in headers):
            continue
        rows.append(
            {
                header: reader.number(row, header)
                if _counts(reader.cells.get((row, column)))
                else reader.text(row, header)
                for header, column in ((h, reader.columns[h]) for h in headers)
            }
        )
    return rows, tuple(reader.findings)


def _counts(cell: object) -> bool:
    return isinstance(getattr(cell, "value", None), float) and not getattr(cell, "is_date", False)


def fill_bank(rows: Sequence[BankRow], activities: Mapping[str, str], heading: str) -> dict[str, SheetFill]:
    """The two sheets of the bank."""
    words: list[BankRow] = [{"Kata Kegiatan": key, "Kata Hasil": value} for key, value in activities.items()]
    return {
        BANK: fill_bank_sheet(rows, heading),
        ACTIVITIES: fill_table(ACTIVITIES_TABLE, words, heading),
    }


def fill_bank_sheet(rows: Sequence[BankRow], heading: str) -> SheetFill:
    """The examples alone, as they stand in the workbook of one employee."""
    return fill_table(BANK_TABLE, rows, heading)


def rows_for(bank: IndicatorBank, position: str) -> tuple[BankRow, ...]:
    """The examples for a post and those for every post; the whole bank where it knows no such post.

    Only an offer of what to copy: nobody's role follows from the words of a post.
    """
    own = [row for row in bank.rows if _fits(str(row["Jabatan"] or ""), position)]
    return tuple(row for row in bank.rows if row in own or row["Jabatan"] == ANY_POST) if own else bank.rows


def _fits(posts: str, position: str) -> bool:
    words = f"{plain(position)} "
    return any(words.startswith(f"{plain(one)} ") for one in posts.split(_BETWEEN) if one.strip())
