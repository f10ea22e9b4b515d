"""The sheet Monitor of the Induk: which forms are back, which return of each counts, and what to write to the rater.

A program writes it anew each time; people type only into one column, the number of the return that should count. The
row's form id, in the last column, says which form that choice is for, so it survives sorting and rewriting. Every row
is one line high, whatever its texts: a closed file is given values, and no heights.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity

from .cells import SheetChange, address
from .days import from_serial
from .heights import height_of
from .layout import FIRST_ROW, HEADER_ROW, LEGEND_ROW, SUBTITLE_ROW, Column, Look, Table
from .table_reader import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from .cells import Book, Cell, Value
    from .table_reader import TableReader

MONITOR = "Monitor"
UNIT, RATER, STATE, DAYS_LEFT = "Unit Kerja", "Nama Penilai", "Keadaan", "Sisa Waktu"
DAYS = "Masa"
"""Header of the days that a form rates, where they are not the whole period."""
CHOICE, FORM_ID = "Kiriman Dipakai", "Id Formulir"
LAST_OF_LIST = CHOICE
"""Header of the last column of the list itself; to the right of it stand longer texts, on a page of their own."""
SUMS_TITLE, TOTAL = "Jumlah tiap unit", "Seluruhnya"
ROW_POINTS = height_of(1)
MOST_ROWS = 1000
"""Rows of the sheet that the conditional formats look at."""

MONITOR_TABLE = Table(
    MONITOR,
    "Monitor Formulir",
    "Ditulis oleh program. Untuk mengingatkan: klik sel Pesan WhatsApp, lalu salin. Bila beberapa kiriman berbeda "
    "isinya: ketik nomor yang dipakai di kolom kuning, lalu kumpulkan lagi.",
    (
        Column(UNIT, 44),
        Column(RATER, 38),
        Column("NIP Penilai", 20),
        Column(STATE, 17, Look.STATE),
        Column(DAYS_LEFT, 26),
        Column(DAYS, 32),
        Column("Pegawai", 9, Look.COUNT),
        Column("Dibagikan", 18, Look.DATE),
        Column("Kiriman Masuk", 9, Look.COUNT),
        Column("Kiriman Berlaku", 9, Look.COUNT),
        Column(
            CHOICE,
            9,
            Look.COUNT,
            entry=True,
            prompt="Nomor kiriman yang harus dihitung, dari kolom Daftar Kiriman. Biarkan kosong bila yang berlaku "
            "sudah benar. Sesudah itu kumpulkan lagi.",
        ),
        Column("Daftar Kiriman", 75),
        Column("Pesan WhatsApp", 75),
        Column("Formulir", 50),
        Column(FORM_ID, 19),
    ),
    frozen=RATER,
    zoom=85,
    pages_wide=2,
)


@dataclass(frozen=True, slots=True)
class MonitorRow:
    """A form in use. state and days: as shown; received: returns so far; counting: number of the one that counts.

    returns: a few words for each of them. message: "" where nobody is to be reminded. part: the days that the form
    rates, in words; "" for the whole period.
    """

    form_id: str
    unit: str
    rater_nip: str
    rater_name: str
    file_name: str
    people: int
    handed_out: date | None
    state: str
    days: str = ""
    received: int = 0
    counting: int | None = None
    returns: tuple[str, ...] = ()
    message: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class MonitorSum:
    """A line below the table. label: whose; counts: how many forms are in which state, in words."""

    label: str
    counts: str
    people: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What people typed into the sheet. numbers: form id -> number of the return; cells: form id -> where that stands.

    typed: form id -> the entry as it is, also where it is no number, so that a rewriting keeps it to be mended.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Value] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def monitor_change(
    heading: str, summary: str, rows: Sequence[MonitorRow], sums: Sequence[MonitorSum], typed: Mapping[str, Value]
) -> SheetChange:
    """The sheet written anew. summary: one line above the table; typed: form id -> what stands in the entry column."""
    values: dict[tuple[int, int], Value] = {(SUBTITLE_ROW, 1): heading, (LEGEND_ROW, 1): summary}
    # The headers too: whatever was done to the columns since, values and headers stand together again.
    values |= {(HEADER_ROW, number): column.header for number, column in enumerate(MONITOR_TABLE.columns, start=1)}
    lines = [_line(row, typed.get(row.form_id)) for row in rows] or [{UNIT: _NOTHING}]
    if sums:
        lines += [{}, {UNIT: SUMS_TITLE}, *map(_sum_line, sums)]
    for number, line in enumerate(lines, start=FIRST_ROW):
        values |= {(number, MONITOR_TABLE.column(header)): value for header, value in line.items()}
    heights = dict.fromkeys(range(FIRST_ROW, FIRST_ROW + len(lines)), ROW_POINTS)
    return SheetChange(MONITOR, values, clear_from=FIRST_ROW, heights=heights)


def _line(row: MonitorRow, typed: Value) -> dict[str, Value]:
    return {
        UNIT: row.unit,
        RATER: row.rater_name,
        "NIP Penilai": row.rater_nip,
        STATE: row.state,
        DAYS_LEFT: row.days,
        DAYS: row.part,
        "Pegawai": row.people,
        "Dibagikan": row.handed_out,
        "Kiriman Masuk": row.received,
        "Kiriman Berlaku": row.counting,
        CHOICE: typed,
        "Pesan WhatsApp": row.message,
        "Daftar Kiriman": "; ".join(row.returns),
        "Formulir": row.file_name,
        FORM_ID: row.form_id,
    }


def _sum_line(one: MonitorSum) -> dict[str, Value]:
    return {UNIT: one.label, RATER: one.counts, "Pegawai": one.people}


_NOTHING = "Belum ada formulir periode ini yang dibagikan."


def read_choices(book: Book) -> Choices:
    """Which return should count, as typed into the sheet; nothing where an older Induk has no such sheet."""
    if MONITOR not in book.sheets:
        return Choices()
    reader, missing = open_table(book, MONITOR_TABLE, (CHOICE, FORM_ID))
    if reader is None:
        return Choices(findings=tuple(missing))
    numbers: dict[str, int] = {}
    cells: dict[str, str] = {}
    typed: dict[str, Value] = {}
    for row in reader.rows():
        if reader.is_blank(row, CHOICE):
            continue
        form_id = reader.text(row, FORM_ID)
        if not form_id or form_id in typed:
            reader.add(row, CHOICE, "kiriman-tidak-ada", _NO_FORM if not form_id else _TWICE)
            continue
        place = row, reader.columns[CHOICE]
        typed[form_id], cells[form_id] = _as_value(reader.cells[place], date1904=book.date1904), address(*place)
        if number := _number(reader, row):
            numbers[form_id] = number
    return Choices(numbers, cells, typed, tuple(reader.findings))


def not_a_return(cell: str, received: int) -> Finding:
    """That a form has no return of the number typed in a cell. received: how many it has."""
    if received:
        allowed = "1" if received == 1 else f"1 sampai {received}"
        message = f"Formulir ini baru punya {received} kiriman. Ketik {allowed}, atau kosongkan."
    else:
        message = "Formulir ini belum punya kiriman. Kosongkan selnya."
    return Finding(MONITOR, cell, "kiriman-tidak-ada", Severity.WRONG, message)


_NO_FORM = "Baris ini bukan baris formulir. Ketik nomor kiriman di baris formulirnya, lalu kosongkan sel ini."
_TWICE = "Formulir ini ada di dua baris. Yang dipakai isian baris pertama; kosongkan sel ini."
_NO_NUMBER = "Kiriman Dipakai harus nomor urut di kolom Daftar Kiriman, misalnya 1 atau 2. Betulkan, atau kosongkan."


def _number(reader: TableReader, row: int) -> int | None:
    number = reader.number(row, CHOICE)
    if number is None:
        return None
    if number != number.to_integral_value() or number < 1:
        reader.add(row, CHOICE, "kiriman-tidak-ada", _NO_NUMBER)
        return None
    return int(number)


def _as_value(cell: Cell, *, date1904: bool) -> Value:
    """The entry so that it can be written back as it was."""
    value = cell.value
    if not isinstance(value, float):
        return value
    if cell.is_date:
        return from_serial(value, date1904=date1904)
    return int(value) if value.is_integer() else Decimal(repr(value))
