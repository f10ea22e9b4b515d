"""Cell values between xlwings and LibreOffice, which knows only numbers, texts and errors."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from numbers import Number
from typing import TYPE_CHECKING, Any

from kinerja_pauh.adapters.libreoffice.book import CellError
from kinerja_pauh.adapters.libreoffice.bridge import ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MILLISECONDS = 86_400_000
Raw = float | str | bool | datetime | CellError
"""A value as `raw_value` gives it; blank and empty text are ""."""


@dataclass(slots=True)
class Block:
    """What write_cells of the bridge takes; places count from 0 within the block."""

    rows: list[list[float | str]] = field(default_factory=list)
    formulas: list[tuple[int, int, str]] = field(default_factory=list)
    kinds: list[list[Any]] = field(default_factory=list)


def raw_values(answer: dict[str, Any], day_zero: datetime) -> list[list[Any]]:
    """Rows of Raw from the answer of read_cells. day_zero: what the number 0 means as a date."""
    rows = [list(row) for row in answer["rows"]]
    for row, column, code, shown in answer["errors"]:
        rows[row][column] = CellError(ERRORS.get(code, shown))
    for kind, top, left, bottom, right in answer["kinds"]:
        for line in rows[top : bottom + 1]:
            for column in range(left, right + 1):
                if isinstance(line[column], float):
                    line[column] = bool(line[column]) if kind == "bool" else _moment(line[column], day_zero)
    return rows


def block_of(values: Sequence[Sequence[Any]], day_zero: datetime) -> Block:
    """A rectangle of values as it is written. A text stays text unless it begins with "="; a leading apostrophe says
    that what follows is text, as in Excel.
    """
    block = Block()
    runs: dict[tuple[int, str], list[Any]] = {}
    for row, line in enumerate(values):
        made: list[float | str] = []
        for column, value in enumerate(line):
            plain, kind = _written(value, day_zero)
            if kind == "formula":
                block.formulas.append((row, column, str(plain)))
                plain = ""
            elif kind:
                _extend(block, runs, row, column, kind)
            made.append(plain)
        block.rows.append(made)
    return block


def rectangle(value: Any, rows: int, columns: int) -> list[list[Any]]:  # noqa: ANN401  any value of xlwings
    """What was assigned to a range of this size, as rows: a scalar fills it, a flat list is one row.

    Rows that are too short are filled up with blanks, which Excel would show as #N/A.
    """
    if not isinstance(value, (list, tuple)):
        return [[value] * columns for _ in range(rows)]
    lines = list(value) if value and isinstance(value[0], (list, tuple)) else [value]
    width = max((len(line) for line in lines), default=0)
    return [[*line, *([None] * (width - len(line)))] for line in lines]


def plain_value(value: Any) -> Any:  # noqa: ANN401  any value of xlwings
    """A value without pandas or numpy; both are asked only where the caller has imported them."""
    if value is None or isinstance(value, (str, bool, int, datetime)):
        return _nothing_for_nat(value)
    if isinstance(value, float):
        return "" if value != value else value  # noqa: PLR0124  NaN is the one number that differs from itself
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if pandas is not None and value is pandas.NA:
        return ""
    if numpy is not None and isinstance(value, numpy.datetime64):
        return "" if numpy.isnat(value) else value.astype("datetime64[us]").item()
    if numpy is not None and isinstance(value, numpy.generic):
        return plain_value(value.item())
    return value


def cleaned(
    rows: Iterable[Iterable[Any]],
    build_date: Callable[..., Any],
    empty: Any,  # noqa: ANN401  whatever the caller wants for a blank
    build_number: Callable[[float], Any] | None,
    *,
    errors_as_text: bool,
) -> list[list[Any]]:
    """Raw values as xlwings hands them on, each kind by the caller's own builder."""

    def one(value: Any) -> Any:  # noqa: ANN401  Raw, and what was read before
        if value is None or value == "":
            return empty
        if isinstance(value, CellError):
            return value.text if errors_as_text else None
        if isinstance(value, datetime):
            return build_date(
                **{name: getattr(value, name) for name in ("year", "month", "day", "hour", "minute", "second")},
                microsecond=value.microsecond,
                tzinfo=None,
            )
        if isinstance(value, float) and build_number is not None:
            return build_number(value)
        return value

    return [[one(value) for value in row] for row in rows]


def _nothing_for_nat(value: Any) -> Any:  # noqa: ANN401  any value of xlwings
    if value is None:
        return ""
    if isinstance(value, datetime):
        pandas = sys.modules.get("pandas")
        if pandas is not None and value is pandas.NaT:
            return ""
        to_python = getattr(value, "to_pydatetime", None)
        return to_python(warn=False) if to_python else value
    return value


def _moment(number: float, day_zero: datetime) -> datetime | float:
    try:
        # To the millisecond, all that Excel shows: far from day zero the bits of a day do not reach a microsecond.
        return day_zero + timedelta(milliseconds=round(number * MILLISECONDS))
    except OverflowError:  # a number that is no date, in a cell that would show one
        return number


def _written(value: Any, day_zero: datetime) -> tuple[float | str, str]:  # noqa: ANN401, PLR0911  any value of xlwings
    """What LibreOffice stores, and "formula" or the kind of number that the cell must show."""
    value = plain_value(value)
    match value:
        case bool():
            return float(value), "bool"
        case str():
            if value.startswith("=") and len(value) > 1:
                return value, "formula"
            return value.removeprefix("'"), ""
        case datetime():
            clock = value.hour or value.minute or value.second or value.microsecond
            return _serial(value.replace(tzinfo=None), day_zero), "moment" if clock else "date"
        case date():
            return _serial(datetime(value.year, value.month, value.day), day_zero), "date"  # noqa: DTZ001  no zone
        case time():
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(days=1), "time"
        case Decimal() | Number():
            return float(value), ""  # type: ignore[arg-type]  # a real number
        case CellError():
            return value.text, ""
    raise TypeError(f"no cell value: {type(value).__name__}")


def _serial(moment: datetime, day_zero: datetime) -> float:
    return (moment - day_zero) / timedelta(days=1)


def _extend(block: Block, runs: dict[tuple[int, str], list[Any]], row: int, column: int, kind: str) -> None:
    """One area for equal kinds below each other, so that a column of dates costs one call."""
    last = runs.get((column, kind))
    if last is not None and last[3] == row - 1:
        last[3] = row
    else:
        runs[column, kind] = fresh = [kind, row, column, row, column]
        block.kinds.append(fresh)
