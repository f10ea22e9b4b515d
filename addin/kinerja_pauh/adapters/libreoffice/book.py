"""One workbook open in LibreOffice."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from kinerja_pauh.adapters.libreoffice.problems import OfficeRefused, OfficeStopped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.adapters.libreoffice.link import Link
    from kinerja_pauh.sheets.cells import Value

CALL_SECONDS = 120.0
PRINT_SECONDS = 300.0
DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error; text as Excel names it: "#DIV/0!"."""

    text: str


Read = float | str | CellError | None
"""A value as read: a date is its serial number, TRUE is 1.0, blank and empty text are None."""


class OfficeBook:
    """An open workbook; rows and columns count from 1. Every method may raise an OfficeProblem."""

    def __init__(self, link: Link, number: int) -> None:
        self._link = link
        self._number = number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sheets(self) -> list[str]:
        """Names in tab order, hidden ones too."""
        return [str(name) for name in self._call("sheets")]

    def size(self, sheet: str) -> tuple[int, int]:
        """The last row and column that hold anything, formats included; (1, 1) for an empty sheet."""
        rows, columns = self._call("size", sheet=sheet)
        return rows, columns

    def read(self, sheet: str, row: int, column: int, rows: int = 1, columns: int = 1) -> list[list[Read]]:
        """The values of a block, row by row, in one exchange."""
        block = self._call("read", sheet=sheet, area=[row, column, rows, columns])
        return [[CellError(cell["error"]) if isinstance(cell, dict) else cell for cell in line] for line in block]

    def read_formulas(self, sheet: str, row: int, column: int, rows: int = 1, columns: int = 1) -> list[list[str]]:
        """What stands in the input line: "=SUM(A1;B1)", a typed value as text, "" for a blank."""
        formulas: list[list[str]] = self._call("formulas", sheet=sheet, area=[row, column, rows, columns])
        return formulas

    def write(self, sheet: str, row: int, column: int, values: Sequence[Sequence[Value | float]]) -> None:
        """Writes a block as typed values: text stays text, also a NIP or "=1+1".

        Raises:
            CellLocked: the sheet is protected and a cell of the block locked.
        """
        if not values or len({len(line) for line in values}) != 1 or not values[0]:
            raise OfficeRefused("a block is one or more rows of equal length")
        block = [[_plain(value) for value in line] for line in values]
        self._call("write", sheet=sheet, row=row, column=column, values=block)

    def type(self, sheet: str, row: int, column: int, text: str) -> None:
        """Enters text as a person at the keyboard does: "87,5" becomes a number where the locale has decimal commas.

        The cell's format counts (digits in a text cell stay text), a drop-down list does not.

        Raises:
            CellLocked: the sheet is protected and the cell locked.
        """
        self._call("type", sheet=sheet, row=row, column=column, text=text)

    def hold(self) -> None:
        """Lets formulas wait until `recalculate`, so that many writes into a large workbook are quick."""
        self._call("hold")

    def recalculate(self) -> None:
        """Calculates every formula anew, also those that came with a stored result."""
        self._call("recalculate")

    def save_as(self, path: Path) -> None:
        """Saves as .xlsx, .xlsm or .ods, as the suffix says. A button or drawing may not survive: work on copies."""
        self._call("save", path=str(path.absolute()))

    def to_pdf(self, path: Path, sheet: str | None = None, pages: str | None = None) -> None:
        """Prints to PDF: all visible sheets or one, all pages or some ("1-3;5")."""
        self._call("pdf", PRINT_SECONDS, path=str(path.absolute()), sheet=sheet, pages=pages)

    def close(self) -> None:
        """Closes without saving; no harm when the workbook or LibreOffice is gone already."""
        if self._number and self._link.alive:
            with contextlib.suppress(OfficeStopped):
                self._call("close")
        self._number = 0

    def _call(self, command: str, seconds: float = CALL_SECONDS, **arguments: Any) -> Any:  # noqa: ANN401  JSON
        return self._link.call(command, seconds, book=self._number, **arguments)


def _plain(value: Value | float) -> float | str | None:
    """What JSON can carry; a date as its serial number."""
    match value:
        case None | str():
            return value
        case datetime():
            raise OfficeRefused("a moment has no cell value here")
        case date():
            return float((value - DAY_ZERO).days)
        case Decimal() | int() | float():
            return float(value)
