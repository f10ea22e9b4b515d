"""Plain values into an open sheet in few block writes; text stays text, whatever it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.cell_xml import check_length, number, serial
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import address

from .busy import patiently
from .notes import keep_notes, kept_notes, notes_stand
from .reading import two_dimensional
from .window import contents_of, hides_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    import xlwings

    from kinerja_pauh.sheets.cells import SheetChange, Value

Raw = str | float | bool | date | None
"""What xlwings takes: a leading apostrophe says that text follows."""

Place = tuple[int, int]

_TRUTH = frozenset({"TRUE", "FALSE", "BENAR", "SALAH"})  # single words that Excel would not leave as text


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A full block. top, left: of its first cell."""

    top: int
    left: int
    rows: tuple[tuple[Raw, ...], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A change checked and laid out, ready to be written."""

    change: SheetChange
    values: tuple[Rectangle, ...]
    formulas: tuple[Rectangle, ...]


def prepared(change: SheetChange) -> Prepared:
    """The change as blocks.

    Raises:
        UnusableFile: a value that no cell can hold; names the cell.
    """
    raw = {place: _raw(change.sheet, place, value) for place, value in change.values.items()}
    return Prepared(change, tuple(rectangles(raw)), tuple(rectangles(change.formulas)))


def is_idle(sheet: xlwings.Sheet, what: Prepared) -> bool:
    """Whether the sheet is as it should be already, as far as that can be told at a glance."""
    change = what.change
    if what.values or what.formulas or change.clear_from is not None or change.heights:
        return False
    return change.notes is None or notes_stand(sheet, change.notes)


def write(sheet: xlwings.Sheet, what: Prepared) -> None:
    """Put everything into the sheet, which must not be protected."""
    with kept_notes(sheet):
        _write_cells(sheet, what)
    if what.change.notes is not None:
        keep_notes(sheet, what.change.notes)


def _write_cells(sheet: xlwings.Sheet, what: Prepared) -> None:
    singly = hides_rows(sheet)
    change = what.change
    if change.clear_from is not None:
        _clear(sheet, change.clear_from, singly=singly)
    for block in what.values:
        for part in _parts(block, singly=singly):
            _write_block(sheet, part, formulas=False)
    for block in what.formulas:
        for part in _parts(block, singly=singly):
            _write_block(sheet, part, formulas=True)
    for first, last, points in _runs_of_height(change.heights):
        rows = sheet.range(f"{first}:{last}")
        patiently(partial(setattr, rows, "row_height", points))


def _runs_of_height(heights: Mapping[int, float]) -> Iterator[tuple[int, int, float]]:
    """First row, last row and height of neighbours that are equally high: fewer calls into the program."""
    run: list[int] = []
    for row in sorted(heights):
        if run and (row != run[-1] + 1 or heights[row] != heights[run[0]]):
            yield run[0], run[-1], heights[run[0]]
            run = []
        run.append(row)
    if run:
        yield run[0], run[-1], heights[run[0]]


def rectangles(cells: Mapping[Place, Raw]) -> Iterator[Rectangle]:
    """The cells in as few blocks as rows of equal extent, one below the other, allow."""
    open_runs: dict[Place, tuple[int, list[tuple[Raw, ...]]]] = {}
    previous = 0
    for row, runs in _rows(cells):
        if row != previous + 1:
            yield from _closed(open_runs)
            open_runs = {}
        ended = {extent: run for extent, run in open_runs.items() if extent not in runs}
        yield from _closed(ended)
        open_runs = {
            extent: (open_runs[extent][0], [*open_runs[extent][1], line]) if extent in open_runs else (row, [line])
            for extent, line in runs.items()
        }
        previous = row
    yield from _closed(open_runs)


def _rows(cells: Mapping[Place, Raw]) -> Iterator[tuple[int, dict[Place, tuple[Raw, ...]]]]:
    """Row -> (first, last column) of each run of neighbours -> its values, from top to bottom."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        columns.setdefault(row, []).append(column)
    for row, taken in columns.items():
        runs: list[list[int]] = []
        for column in taken:
            if runs and runs[-1][-1] == column - 1:
                runs[-1].append(column)
            else:
                runs.append([column])
        yield row, {(run[0], run[-1]): tuple(cells[row, column] for column in run) for run in runs}


def _closed(runs: Mapping[Place, tuple[int, list[tuple[Raw, ...]]]]) -> Iterator[Rectangle]:
    for (left, _), (top, lines) in runs.items():
        yield Rectangle(top, left, tuple(lines))


def _parts(block: Rectangle, *, singly: bool) -> Iterator[Rectangle]:
    """The block itself; cell by cell where a filter is active, since Excel may pass over rows that it hides."""
    if not singly:
        yield block
        return
    for y, line in enumerate(block.rows):
        for x, value in enumerate(line):
            yield Rectangle(block.top + y, block.left + x, ((value,),))


def _write_block(sheet: xlwings.Sheet, block: Rectangle, *, formulas: bool) -> None:
    last = block.top + len(block.rows) - 1, block.left + len(block.rows[0]) - 1
    area = sheet.range((block.top, block.left), last)
    rows = [list(line) for line in block.rows]
    patiently(lambda: setattr(area, "formula" if formulas else "value", rows))


def _clear(sheet: xlwings.Sheet, first: int, *, singly: bool) -> None:
    """Empty the contents from a row on, formats and notes stay."""
    used = patiently(lambda: sheet.used_range)
    rows, columns = used.row + used.shape[0] - 1, used.column + used.shape[1] - 1
    if rows < first:
        return
    area = sheet.range((first, 1), (rows, columns))
    if not singly:
        patiently(area.clear_contents)
        return
    for y, line in enumerate(two_dimensional(contents_of(area), columns), start=first):
        for x, content in enumerate(line, start=1):
            if content not in (None, ""):
                patiently(sheet.range((y, x)).clear_contents)


def _raw(sheet: str, place: Place, value: Value) -> Raw:
    try:
        return _checked(value)
    except ValueError as problem:
        raise UnusableFile(f"Sel {sheet}!{address(*place)} tidak dapat diisi: {problem}") from problem


def _checked(value: Value) -> Raw:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        check_length(value)
        return _as_text(value)
    if isinstance(value, datetime):
        serial(value)
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        serial(value)
        return value
    return None if value is None else _as_number(value)


def _as_number(value: int | Decimal) -> float:
    """Always a float: over COM a Decimal would become money with 4 decimals, and a large int nothing at all."""
    return float(number(value))


def _as_text(text: str) -> str | None:
    """The text so that no program takes it for a number, date, truth value or formula.

    The apostrophe marks it as text and is not part of it; where nothing but words can be meant it is spared, because
    Excel remembers it in the cell's format.
    """
    if not text:
        return None
    plain = text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    words = plain[:1].isalpha() and not any(letter.isdigit() for letter in plain) and plain.upper() not in _TRUTH
    return plain if words else f"'{plain}"
