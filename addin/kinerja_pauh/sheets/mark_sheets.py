"""The sheets Temuan and Penjelasan: where a button lists findings and shows how a number came about.

A cell with a finding takes its colour from Temuan itself, by a conditional format that looks for the cell's key in the
hidden last column: clearing the list clears the colours, in every program, and no colour of the user's is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Severity, place_parts

from .cells import SheetChange, column_letters
from .heights import row_height
from .layout import FIRST_ROW, LEGEND_ROW, Column, Look, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Value

FINDINGS, EXPLANATION = "Temuan", "Penjelasan"
MOST_FINDINGS = 500
"""Rows of Temuan that the conditional formats look at; a longer list says how many are left."""
SEVERITY_WORDS = {Severity.WRONG: "✕ Salah", Severity.MISSING: "▲ Kurang", Severity.WARNING: "• Peringatan"}
_FILE, _KEY = "Berkas", "Kunci"

FINDINGS_TABLE = Table(
    FINDINGS,
    "Temuan",
    "Ditulis oleh tombol. Klik alamat di kolom Sel untuk melompat ke sana, betulkan, lalu tekan tombolnya lagi.",
    (
        Column("No", 5, Look.COUNT),
        Column("Tingkat", 14, Look.STATE),
        Column(_FILE, 46, Look.WRAP),
        Column("Lembar", 14),
        Column("Sel", 8),
        Column("Temuan", 84, Look.WRAP),
        Column(_KEY, 0),
    ),
    frozen="No",
    zoom=85,
)
EXPLANATION_TABLE = Table(
    EXPLANATION,
    "Penjelasan",
    "Ditulis oleh tombol Jelaskan Nilai untuk pegawai di baris yang dipilih: dari predikat sampai sel dan aturannya.",
    (
        Column("Uraian", 54, Look.WRAP),
        Column("Nilai", 20, Look.NUMBER),
        Column("Cara", 62, Look.WRAP),
        Column("Sel", 18),
        Column("Dasar", 44, Look.WRAP),
    ),
    frozen="Uraian",
    zoom=80,
)

_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")


def mark_formula(sheet: str, severity: Severity) -> str:
    """True in a cell of that sheet on which Temuan lists a finding of that severity."""
    letter = column_letters(FINDINGS_TABLE.column(_KEY))
    keys = f"'{FINDINGS}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + MOST_FINDINGS - 1}"
    first = f"'{FINDINGS}'!$A${FIRST_ROW}"
    return f'AND({first}<>"",COUNTIF({keys},"{severity}|{sheet}!"&ADDRESS(ROW(),COLUMN(),4))>0)'


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of Temuan. level: sign and word; file: "" for the open workbook; cell: "" where the place is no cell.

    key: what the conditional formats look for; None where no cell of this workbook is to be coloured.
    """

    level: str
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    key: str | None = None


def listed(finding: Finding, file: str = "") -> Listed:
    """A finding as a row. file: name of another workbook that it was found in."""
    key = f"{finding.severity}|{finding.where}" if finding.cell and not file else None
    return Listed(SEVERITY_WORDS[finding.severity], finding.message, file, finding.sheet, finding.cell, key)


def findings_change(rows: Sequence[Listed]) -> SheetChange:
    """The list written anew, in the order to be read."""
    values: dict[tuple[int, int], Value] = {}
    formulas: dict[tuple[int, int], str] = {}
    heights = {}
    for row, one in enumerate(rows[:MOST_FINDINGS], start=FIRST_ROW):
        line = _line(row - FIRST_ROW + 1, one)
        heights[row] = row_height(FINDINGS_TABLE, line)
        if not one.file and (jump := link(one.sheet, one.cell)):
            formulas[row, FINDINGS_TABLE.column("Sel")] = jump
            del line["Sel"]
        values.update({(row, FINDINGS_TABLE.column(header)): value for header, value in line.items()})
    if not rows:
        values[FIRST_ROW, FINDINGS_TABLE.column("Temuan")] = "Tidak ada temuan."
    elif len(rows) > MOST_FINDINGS:
        rest = f"… dan {len(rows) - MOST_FINDINGS} temuan lagi. Betulkan dulu yang di atas."
        values[FIRST_ROW + MOST_FINDINGS, FINDINGS_TABLE.column("Temuan")] = rest
    return SheetChange(FINDINGS, values, formulas, FIRST_ROW, heights)


def findings_values(rows: Sequence[Listed]) -> tuple[dict[tuple[int, int], Value], dict[int, float]]:
    """The list as plain values and heights of its rows, for a workbook in which no button will clear it."""
    values: dict[tuple[int, int], Value] = {}
    heights = {}
    for number, one in enumerate(rows[:MOST_FINDINGS], start=FIRST_ROW):
        line = _line(number - FIRST_ROW + 1, one)
        heights[number] = row_height(FINDINGS_TABLE, line)
        del line[_KEY]
        values.update({(number, FINDINGS_TABLE.column(header)): value for header, value in line.items()})
    return values, heights


def no_findings_change() -> SheetChange:
    """The list as it is in a new workbook."""
    return SheetChange(FINDINGS, clear_from=FIRST_ROW)


def notes_of(findings: Iterable[Finding]) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet -> cell -> text of the note: all findings of a cell, one below the other."""
    notes: dict[str, dict[tuple[int, int], str]] = {}
    for finding in findings:
        if place := position(finding.cell):
            on_sheet = notes.setdefault(finding.sheet, {})
            on_sheet[place] = f"{on_sheet[place]}\n{finding.message}" if place in on_sheet else finding.message
    return notes


def explanation_change(heading: str, lines: Sequence[Mapping[str, Value]]) -> SheetChange:
    """One person's explanation. lines: values by header; Sel is an address as people read it, `Hasil Kerja!M7`."""
    values: dict[tuple[int, int], Value] = {(LEGEND_ROW, 1): heading}
    formulas: dict[tuple[int, int], str] = {}
    heights = {}
    for row, line in enumerate(lines, start=FIRST_ROW):
        heights[row] = row_height(EXPLANATION_TABLE, line)
        for header, value in line.items():
            place = row, EXPLANATION_TABLE.column(header)
            if header == "Sel" and (jump := link(*place_parts(str(value or "")), whole=True)):
                formulas[place] = jump
            else:
                values[place] = value
    return SheetChange(EXPLANATION, values, formulas, FIRST_ROW, heights)


def no_explanation_change() -> SheetChange:
    """The sheet as it is in a new workbook."""
    return SheetChange(EXPLANATION, {(LEGEND_ROW, 1): None}, clear_from=FIRST_ROW)


def link(sheet: str, cell: str, *, whole: bool = False) -> str:
    """A formula that jumps to a cell of this workbook; "" where the place is no cell. whole: names the sheet too.

    >>> link("Hasil Kerja", "M7")
    '=HYPERLINK("#\\'Hasil Kerja\\'!M7","M7")'
    """
    if not sheet or not position(cell):
        return ""
    place = sheet.replace("'", "''").replace('"', '""')
    shown = f"{sheet}!{cell}".replace('"', '""') if whole else cell
    return f'=HYPERLINK("#\'{place}\'!{cell}","{shown}")'


def position(cell: str) -> tuple[int, int] | None:
    """Row and column of an address; None where it is none.

    >>> position("M7"), position("AA10"), position("")
    ((7, 13), (10, 27), None)
    """
    if not _ADDRESS.fullmatch(cell):
        return None
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]), column


def _line(number: int, one: Listed) -> dict[str, Value]:
    return {
        "No": number,
        "Tingkat": one.level,
        _FILE: one.file,
        "Lembar": one.sheet,
        "Sel": one.cell,
        "Temuan": one.message,
        _KEY: one.key,
    }


def mark_rules(sheet: str) -> Iterator[tuple[Severity, str]]:
    """The conditional formats of a sheet with findings, the strongest first."""
    for severity in Severity:
        yield severity, mark_formula(sheet, severity)
