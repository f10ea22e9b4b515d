"""The seal of a form: an HMAC over everything in it that its rater may not change.

It says that the office's key was there when the form was made. Which cell was changed since is told by comparison with
the form as it was handed out; the seal stands where that is not at hand, and shows when that itself was changed.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import form_layout as layout
from .approval_layout import APPROVAL_TABLES
from .cells import CellKind
from .inquiry_words import PEER_KIND, SELF_KIND
from .layout import FIRST_ROW
from .numbers import from_float
from .peer_layout import PEER_TABLES
from .self_view_layout import SELF_TABLES
from .skp_layout import PLAN_TABLES
from .skp_words import APPROVAL_KIND, PLAN_KIND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .cells import Book, Cell
    from .layout import Table

SEAL, SEAL_KEY = "segel", "segel_kunci"
"""Keys of `_meta`: the seal itself, and the id of the key that made it."""

_TABLES: Mapping[str, Mapping[str, Table]] = {
    PLAN_KIND: PLAN_TABLES,
    APPROVAL_KIND: APPROVAL_TABLES,
    SELF_KIND: SELF_TABLES,
    PEER_KIND: PEER_TABLES,
}
"""What `_meta` calls a workbook -> its tables, where those are not a form's."""
_WRITTEN_LATER = frozenset({layout.RESULTS})  # Hitung Nilai writes there, and nothing is read from it
_FIELD, _RECORD = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class SealKey:
    """An office key. id: no secret, stands in every form; made: ISO date."""

    id: str
    secret: bytes = field(repr=False)
    made: str


def locked_cells(book: Book) -> Iterator[tuple[str, int, int, Cell]]:
    """Sheet, row, column and content of every cell that is not for its recipient to fill in, row by row."""
    tables = _TABLES.get(_meta(book).get("jenis", ""), layout.TABLES)
    for name in (layout.META, layout.GUIDE, *tables):
        if name in _WRITTEN_LATER:
            continue
        entries = _entries(tables.get(name))
        cells = book.sheets.get(name, {})
        for row, column in sorted(cells):
            if row < FIRST_ROW or column not in entries:
                yield name, row, column, cells[row, column]


def columns_read(book: Book) -> dict[str, int]:
    """Sheet -> how many columns from the first on are read from it: those of its table, and the two of `_meta`."""
    tables = _TABLES.get(_meta(book).get("jenis", ""), layout.TABLES)
    return {layout.META: 2} | {name: len(table.columns) for name, table in tables.items()}


def entry_columns(sheet: str) -> frozenset[int]:
    """The columns of a form's sheet that are for the rater, from its first row of data on."""
    return _entries(layout.TABLES.get(sheet))


def _entries(table: Table | None) -> frozenset[int]:
    return frozenset(n for n, c in enumerate(table.columns, start=1) if c.entry) if table else frozenset()


def canonical(cell: Cell | None) -> str:
    """What a cell holds, as every program says it after saving the workbook again; "" for a blank.

    Numbers count to the digits that a sheet keeps, texts without regard to blanks, formulas only as formulas, since
    every program spells them a little differently.
    """
    if cell is None or (cell.value in (None, "") and not cell.formula):
        return ""
    if cell.formula:
        return "rumus"
    if isinstance(cell.value, float):
        return f"angka {from_float(cell.value).normalize():f}"
    kind = "galat" if cell.kind is CellKind.ERROR else cell.kind.value
    return f"{kind} {' '.join(str(cell.value).split())}"


def seal_of(book: Book, key: SealKey) -> str:
    """The seal that belongs to a form, 64 hexadecimal digits. What the form says its seal is does not count."""
    said = frozenset((layout.META, row, 2) for row in _rows(book, SEAL))
    lines = (
        _FIELD.join((sheet, str(row), str(column), text))
        for sheet, row, column, cell in locked_cells(book)
        if (sheet, row, column) not in said and (text := canonical(cell))
    )
    return hmac.new(key.secret, _RECORD.join(lines).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def sealed_by(book: Book) -> tuple[str, str]:
    """The seal that a form carries and the id of its key; two times "" for one that was never sealed."""
    values = _meta(book)
    return values.get(SEAL, ""), values.get(SEAL_KEY, "")


def seal_holds(book: Book, key: SealKey) -> bool:
    """Whether a form carries the seal that this key gives it."""
    return hmac.compare_digest(seal_of(book, key).encode(), sealed_by(book)[0].encode("utf-8", "replace"))


def _meta(book: Book) -> dict[str, str]:
    cells = book.sheets.get(layout.META, {})
    return {
        str(cell.value): str(cells[row, 2].value) if (row, 2) in cells else ""
        for (row, column), cell in cells.items()
        if column == 1
    }


def seal_places(book: Book) -> frozenset[tuple[str, int, int]]:
    """Where seal and key id stand. They are judged by the key: the same form may have been sealed twice."""
    return frozenset((layout.META, row, 2) for key in (SEAL, SEAL_KEY) for row in _rows(book, key))


def _rows(book: Book, key: str) -> list[int]:
    cells = book.sheets.get(layout.META, {})
    return [row for (row, column), cell in cells.items() if column == 1 and cell.value == key]
