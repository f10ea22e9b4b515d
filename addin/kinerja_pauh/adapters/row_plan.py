"""Which template row stands where in the output: rows that repeat, rows that go, rows that only move.

A row's *path* tells in which copy of which repeated piece it stands, outermost first: ((piece, copy), …). Pieces may
nest. Rows after the last planned one all move by the same distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kinerja_pauh.sheets.cells import Block

Path = tuple[tuple[int, int], ...]

MAX_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The output rows of one sheet.

    rows: for each output row from 1, its template row and path; they cover template rows 1..extent.
    chains: template row -> the pieces around it, outermost first; rows in no piece are absent.
    spans: (template row, start of a path) -> first and last output row of that template row under that path.
    """

    rows: tuple[tuple[int, Path], ...]
    extent: int
    chains: Mapping[int, tuple[int, ...]]
    spans: Mapping[tuple[int, Path], tuple[int, int]]

    @property
    def moved(self) -> int:
        """How far the rows after the planned ones move down (negative: up)."""
        return len(self.rows) - self.extent

    def span(self, row: int, path: Path = ()) -> tuple[int, int] | None:
        """First and last output row of a template row, as seen from a row at `path`; None when it was removed.

        From inside a piece that also holds `row`, only the same copy is seen.
        """
        if row > self.extent:
            to = row + self.moved
            return (to, to) if to <= MAX_ROW else None
        shared = 0
        for (piece, _), own in zip(path, self.chains.get(row, ()), strict=False):
            if piece != own:
                break
            shared += 1
        return self.spans.get((row, path[:shared]))

    def first(self, row: int, path: Path = ()) -> int | None:
        """The output row that a reference to one cell in `row` points to."""
        span = self.span(row, path)
        return span[0] if span else None

    def start(self, row: int, last: int, path: Path = ()) -> int | None:
        """Where a range from `row` to `last` begins: at the first row of it that is left."""
        for each in range(row, min(last, max(row, self.extent + 1)) + 1):
            if span := self.span(each, path):
                return span[0]
        return None

    def end(self, row: int, first: int, path: Path = ()) -> int | None:
        """Where a range from `first` to `row` ends: at the last row of it that is left."""
        if row == MAX_ROW:
            return row  # an open end stays open
        if row > self.extent:
            return min(row + self.moved, MAX_ROW)
        for each in range(row, first - 1, -1):
            if span := self.span(each, path):
                return span[1]
        return None

    def images(self, first: int, last: int) -> Iterator[tuple[int, int, Path]]:
        """The rows first..last as one thing (a merged area, a link): once for each copy of the innermost piece that
        holds both ends, as first row, last row and path of that copy."""
        chain = _shared(self.chains.get(first, ()), self.chains.get(last, ()))
        for path in self._copies(first, last, chain):
            start, end = self.start(first, last, path), self.end(last, first, path)
            if start is not None and end is not None and start <= end:
                yield start, end, path

    def landings(self, row: int) -> Iterator[tuple[int, Path]]:
        """Where a row went: once for each copy of the innermost piece that holds it, as output row and path of that
        copy. Where the row itself went away, the next one of its piece stands for it, if any is left."""
        chain = self.chains.get(row, ())
        last = row
        while chain and self.chains.get(last + 1, ())[: len(chain)] == chain:
            last += 1
        last = last if chain else MAX_ROW
        for path in self._copies(row, last, chain):
            start = self.start(row, last, path)
            if start is not None:
                yield start, path

    def _copies(self, first: int, last: int, chain: tuple[int, ...]) -> Iterable[Path]:
        if not chain:
            return ((),)
        depth = len(chain)
        return dict.fromkeys(path[:depth] for row, path in self.rows if first <= row <= last)

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Every output row of the template rows first..last, as unbroken stretches."""
        found = list(stretches(out for out, (row, _) in enumerate(self.rows, 1) if first <= row <= last))
        if last > self.extent:
            start, end = self.start(max(first, self.extent + 1), last), self.end(last, first)
            if start is not None and end is not None:
                if found and found[-1][1] + 1 == start:
                    start = found.pop()[0]
                found.append((start, end))
        yield from found


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return one[:size]


def stretches(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as unbroken stretches.

    >>> list(stretches([3, 4, 5, 9]))
    [(3, 5), (9, 9)]
    """
    start = end = None
    for row in rows:
        if start is None or end is None:
            start = row
        elif row != end + 1:
            yield start, end
            start = row
        end = row
    if start is not None and end is not None:
        yield start, end


def make_plan(rows: Iterable[tuple[int, Path]], extent: int, chains: Mapping[int, tuple[int, ...]]) -> RowPlan:
    """A plan from its output rows; see `RowPlan`."""
    listed = tuple(rows)
    spans: dict[tuple[int, Path], tuple[int, int]] = {}
    for out, (row, path) in enumerate(listed, 1):
        for depth in range(len(path) + 1):
            key = (row, path[:depth])
            known = spans.get(key)
            spans[key] = (known[0] if known else out, out)
    return RowPlan(listed, extent, chains, spans)


NO_CHANGE = make_plan((), 0, {})


def plan_blocks(blocks: Sequence[Block]) -> RowPlan:
    """The plan that `sheets.cells.Block`s describe.

    Raises:
        ValueError: blocks overlap, stand out of order, have a negative number of copies, or leave the sheet.
    """
    rows: list[tuple[int, Path]] = []
    chains: dict[int, tuple[int, ...]] = {}
    reached = 0
    for piece, block in enumerate(blocks):
        if not reached < block.first <= block.last <= MAX_ROW or block.copies < 0:
            raise ValueError(f"Blok baris {block.first}–{block.last} tumpang tindih, tidak urut, atau tidak sah.")
        rows += ((row, ()) for row in range(reached + 1, block.first))
        own = range(block.first, block.last + 1)
        if len(rows) + len(own) * block.copies > MAX_ROW:
            raise ValueError(f"Blok baris {block.first}–{block.last} melampaui baris terakhir lembar.")
        rows += ((row, ((piece, copy),)) for copy in range(block.copies) for row in own)
        chains |= dict.fromkeys(own, (piece,))
        reached = block.last
    return make_plan(rows, reached, chains)
