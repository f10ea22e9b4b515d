"""References in formulas, moved to where a plan of rows puts them. Text in, text out; nothing is calculated.

A formula is cut once into plain text and references (`parse_formula`) and can then be written for any row of any plan
(`shift`). What only looks like a reference is left alone: text in quotes, function names such as LOG10(, defined names
such as p1_x, structured references, other workbooks, error values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.row_plan import MAX_ROW, Path, RowPlan
from kinerja_pauh.sheets.cells import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_COLUMN = 16_384
GONE = "#REF!"
EMPTY = f"A{MAX_ROW}"
"""A cell that nobody fills: the last of the first column."""

_SHEET = r"(?:'(?:[^']|'')+'!|[^\W\d][\w.]*!)"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_ROW = r"\$?[1-9][0-9]{0,6}"
_END = r"(?![\w.\\?(!\[])"
_TOKEN = re.compile(
    rf"""
    (?P<text> "(?:[^"]|"")*"
      | \[(?:[^\[\]]|\[[^\[\]]*\])*\] (?:(?:[^\W\d][\w.]*)?!(?:{_CELL}(?::{_CELL})?)?)?
      | '(?:[^']|'')*\[(?:[^']|'')*'! (?:{_CELL}(?::{_CELL})?)?
      | \#REF! (?:{_CELL}(?::{_CELL})?)? | \#[A-Z0-9/]+[!?]?
    )
    | (?P<ref> (?P<sheet>{_SHEET})?
        (?: (?P<cell>{_CELL}) (?: :(?P<again>{_SHEET})?(?P<cell2>{_CELL}) )?
          | (?P<column>{_COLUMN}):(?P<column2>{_COLUMN})
          | (?P<row>{_ROW}):(?P<row2>{_ROW})
        ) {_END}
      )
    | {_SHEET}
    | [^\W\d][\w.\\?]* | \\[\w.\\?]*
    | [0-9]+(?:\.[0-9]*)?(?:[Ee][+-]?[0-9]+)? | \.[0-9]+
    """,
    re.VERBOSE,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a reference. column: 0 in whole rows; row: 0 in whole columns. The flags say where a $ stands."""

    column: int
    row: int
    column_fixed: bool
    row_fixed: bool

    def __str__(self) -> str:
        letters = ("$" if self.column_fixed else "") + column_letters(self.column) if self.column else ""
        return letters + (("$" if self.row_fixed else "") + str(self.row) if self.row else "")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in a formula.

    sheet: the sheet's name, case folded. prefix: that name as written, with "!", or "". last: None for a single cell.
    lead, join: what stands before the first and the second row number, kept ready because writing is the hot path.
    """

    sheet: str
    prefix: str
    first: Corner
    last: Corner | None
    lead: str
    join: str
    text: str


Formula = tuple[str | Reference, ...]


def _corner(text: str) -> Corner | None:
    match = _CORNER.fullmatch(text)
    if match is None:
        return None
    dollar, letters, row_dollar, digits = match.groups()
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    row = int(digits or 0)
    if column > MAX_COLUMN or row > MAX_ROW:
        return None
    if not letters:  # a whole row: its $ was taken for a column's
        return Corner(0, row, column_fixed=False, row_fixed=bool(dollar or row_dollar))
    return Corner(column, row, column_fixed=bool(dollar), row_fixed=bool(row_dollar))


def make_reference(sheet: str, prefix: str, first: Corner, last: Corner | None) -> Reference:
    """A reference written from its parts."""
    text = f"{prefix}{first}" + (f":{last}" if last else "")
    lead = prefix + _before_row(first)
    return Reference(sheet, prefix, first, last, lead, ":" + _before_row(last) if last else "", text)


def _before_row(corner: Corner) -> str:
    return str(replace(corner, row=0)) + ("$" if corner.row_fixed else "")


def sheet_name(prefix: str) -> str:
    """The sheet that a written prefix means, case folded.

    >>> sheet_name("'Ma''ruf 1'!"), sheet_name("Hasil!")
    ("ma'ruf 1", 'hasil')
    """
    name = prefix.removesuffix("!")
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return name.casefold()


def parse_formula(text: str, sheet: str) -> Formula:
    """A formula (without "=") cut into text and references. sheet: the sheet it stands in, "" for none."""
    pieces: list[str | Reference] = []
    plain = 0
    for match in _TOKEN.finditer(text):
        if match["ref"] and (reference := _reference(match, sheet)):
            if match.start() > plain:
                pieces.append(text[plain : match.start()])
            pieces.append(reference)
            plain = match.end()
    if plain < len(text):
        pieces.append(text[plain:])
    return tuple(pieces)


def _reference(match: re.Match[str], sheet: str) -> Reference | None:
    first = _corner(match["cell"] or match["column"] or match["row"])
    second = match["cell2"] or match["column2"] or match["row2"]
    last = _corner(second) if second else None
    if first is None or (second and last is None):
        return None
    prefix, again = match["sheet"] or "", match["again"]
    own = sheet_name(prefix) if prefix else sheet.casefold()
    if again and sheet_name(again) != own:
        return None
    if last and last.row < first.row:
        first, last = _with_row_of(first, last), _with_row_of(last, first)
    return replace(make_reference(own, prefix, first, last), text=match["ref"])


def _with_row_of(corner: Corner, other: Corner) -> Corner:
    return replace(corner, row=other.row, row_fixed=other.row_fixed)


def shift(  # noqa: PLR0913 (where it stands, and two ways to read it)
    formula: Formula,
    plans: Mapping[str, RowPlan],
    sheet: str,
    path: Path = (),
    *,
    spread: bool = False,
    blanks: bool = False,
) -> str:
    """The formula as it must read in a row at `path` of `sheet` (case folded) under these plans (by folded name).

    spread: a single cell grows to all of its copies as a range would (chart series, print areas). blanks: rows that
    were repeated no time at all are read as an empty cell, so that a sum of nothing is 0 and not an error.
    """
    written: list[str] = []
    for piece in formula:
        if isinstance(piece, str):
            written.append(piece)
        elif (plan := plans.get(piece.sheet)) is None or not piece.first.row:
            written.append(piece.text)
        else:
            moved = _moved(piece, plan, path if piece.sheet == sheet else (), spread=spread)
            written.append(piece.prefix + EMPTY if blanks and moved == GONE and _repeats(piece, plan) else moved)
    return "".join(written)


def _moved(reference: Reference, plan: RowPlan, path: Path, *, spread: bool) -> str:
    first, last = reference.first, reference.last
    if last is None and not spread:
        row = plan.first(first.row, () if first.row_fixed else path)
        return GONE if row is None else f"{reference.lead}{row}"
    until = last or first
    start = plan.start(first.row, until.row, () if first.row_fixed else path)
    end = plan.end(until.row, first.row, () if until.row_fixed else path)
    if start is None or end is None or start > end:
        return GONE
    if last is None and start == end:
        return f"{reference.lead}{start}"
    return f"{reference.lead}{start}{reference.join or ':' + _before_row(first)}{end}"


def _repeats(reference: Reference, plan: RowPlan) -> bool:
    last = reference.last or reference.first
    return any(row in plan.chains for row in range(reference.first.row, min(last.row, plan.extent) + 1))


def touches(formula: Formula, sheets: Mapping[str, object]) -> bool:
    """Whether a formula refers to any of these sheets (case folded names)."""
    return any(not isinstance(piece, str) and piece.sheet in sheets for piece in formula)


def copied(text: str, rows: int, columns: int) -> str:
    """A formula as it reads when copied so many rows down and columns right: $ parts stay, the others move.

    >>> copied('SUM($A1:B$2)+LOG10(C3)&"D4"', 2, 1)
    'SUM($A3:C$2)+LOG10(D5)&"D4"'
    """
    pieces = parse_formula(text, "")
    return "".join(piece if isinstance(piece, str) else _copied(piece, rows, columns) for piece in pieces)


def _copied(reference: Reference, rows: int, columns: int) -> str:
    first = step(reference.first, rows, columns)
    last = step(reference.last, rows, columns) if reference.last else None
    if first is None or (reference.last and last is None):
        return GONE
    return make_reference(reference.sheet, reference.prefix, first, last).text


def step(corner: Corner, rows: int, columns: int) -> Corner | None:
    """A corner moved by its free parts; None when it leaves the sheet."""
    row = corner.row if corner.row_fixed or not corner.row else corner.row + rows
    column = corner.column if corner.column_fixed or not corner.column else corner.column + columns
    if (corner.row and not 1 <= row <= MAX_ROW) or (corner.column and not 1 <= column <= MAX_COLUMN):
        return None
    return replace(corner, row=row, column=column)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, ends included, counted from 1; whole columns and rows reach to the sheet's edge."""

    top: int
    left: int
    bottom: int
    right: int

    def text(self, top: int, bottom: int) -> str:
        """The same columns in other rows, as an sqref writes it."""
        if (self.left, self.right) == (1, MAX_COLUMN) and (top, bottom) != (1, MAX_ROW):
            return f"{top}:{bottom}"
        if (top, bottom) == (1, MAX_ROW):
            return f"{column_letters(self.left)}:{column_letters(self.right)}"
        corner = f"{column_letters(self.left)}{top}"
        return corner if (top, self.left) == (bottom, self.right) else f"{corner}:{column_letters(self.right)}{bottom}"


def parse_areas(sqref: str) -> tuple[Area, ...]:
    """The areas of an sqref or ref attribute; what cannot be read as one is left out."""
    areas = []
    for word in sqref.split():
        first, _, last = word.partition(":")
        one, other = _corner(first), _corner(last or first)
        if one and other:
            top, bottom = sorted((one.row, other.row))
            left, right = sorted((one.column, other.column))
            areas.append(Area(top or 1, left or 1, bottom or MAX_ROW, right or MAX_COLUMN))
    return tuple(areas)


def shift_sqref(sqref: str, plan: RowPlan) -> str:
    """Every output cell of the cells that an sqref names; "" when none is left.

    >>> from kinerja_pauh.adapters.row_plan import plan_blocks
    >>> from kinerja_pauh.sheets.cells import Block
    >>> shift_sqref("M7:N7 B9", plan_blocks([Block(7, 7, 3)]))
    'M7:N9 B11'
    """
    words = (area.text(*run) for area in parse_areas(sqref) for run in plan.runs(area.top, area.bottom))
    return " ".join(words)
