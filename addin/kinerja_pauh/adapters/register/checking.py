"""Whether a register still fits together: every row against the diary, the diary against itself and its head.

What it finds: any row of any table changed, added, taken away or swapped by another way than this program's, and a
diary whose last entries were cut off while its head stayed. What it cannot find: a register set back as a whole to an
earlier state, or one in which all entries and the head were calculated anew; compare with a backup for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kinerja_pauh.adapters.register.chain import GENESIS, GONE, Event, fingerprint, link, word_print
from kinerja_pauh.adapters.register.schema import CONTENTS, EVENTS, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

_CURE = "Bandingkan dengan cadangan, atau pulihkan darinya."
_CHUNK = 50  # rows with their files at a time


def faults_in(connection: sa.Connection) -> list[str]:
    """A sentence for each thing that does not fit; names table and number, never a person."""
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if said != "ok":
            return [f"Berkas register rusak di dalam. {_CURE}"]
    diary = _Diary()
    faults = list(diary.read(connection))
    for table in CONTENTS:
        faults += _rows_against(connection, table, diary.noted)
    return faults + _head_against(connection, diary)


class _Diary:
    """What the diary says when read from its beginning. noted: table and row -> fingerprint it should have now."""

    def __init__(self) -> None:
        self.noted: dict[tuple[object, object], str] = {}
        self.count, self.last = 0, GENESIS
        self._doers: dict[int, tuple[str, str]] = {}

    def read(self, connection: sa.Connection) -> Iterator[str]:
        fitting = {GENESIS}
        for row in _raw(connection, EVENTS):
            self.count += 1
            number, what, about, at, who, who_print, table, of, before, after, stored = row
            if number != self.count:
                yield _fault(EVENTS, self.count, f"hilang; sesudah nomor {self.count - 1} berikutnya nomor {number}")
                self.count = number if isinstance(number, int) else self.count
            event = Event(number, what, about, at, who_print, table, of, before, after)
            hashes = {link(previous, event) for previous in fitting}
            if stored not in hashes:
                yield _fault(EVENTS, number, "berubah atau tidak menyambung ke nomor sebelumnya")
            fitting, self.last = {*hashes, stored}, stored
            self._doers[number] = word_print(who), who_print
            if table:
                yield from self._take(table, of, before, after, number)
        yield from self._changed_doers()

    def _take(self, table: str, row: int, before: str, after: str, number: int) -> Iterator[str]:
        known = self._doers.get(row, ("", ""))[1] if table == EVENTS.name else GONE
        if self.noted.get((table, row), known) != before:
            yield _fault(EVENTS, number, f"tidak cocok dengan yang dicatat sebelumnya tentang {table} nomor {row}")
        self.noted[table, row] = after

    def _changed_doers(self) -> Iterator[str]:
        for number, (now, first) in self._doers.items():
            if now != self.noted.get((EVENTS.name, number), first):
                yield _fault(EVENTS, number, "kolom siapa berubah sejak dicatat")


def _rows_against(connection: sa.Connection, table: sa.Table, noted: dict[tuple[object, object], str]) -> Iterator[str]:
    expected = {row: print_ for (name, row), print_ in noted.items() if name == table.name and print_ != GONE}
    for values in _raw(connection, table):
        number = values[0]
        if number not in expected:
            yield _fault(table, number, "tidak pernah dicatat di peristiwa")
        elif fingerprint(table.name, values) != expected.pop(number):
            yield _fault(table, number, "berubah sejak dicatat")
    for number in expected:
        yield _fault(table, number, "hilang, padahal tercatat di peristiwa")


def _head_against(connection: sa.Connection, diary: _Diary) -> list[str]:
    if list(_raw(connection, HEAD)) == [(1, diary.count, diary.last)]:
        return []
    return [_fault(HEAD, 1, f"tidak cocok dengan peristiwa terakhir yang ada, nomor {diary.count}")]


def _raw(connection: sa.Connection, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    """All rows in the order of their numbers, whatever type a foreign hand gave a value."""
    plain = [sa.type_coerce(column, sa.types.NullType()).label(column.name) for column in table.columns]
    query = sa.select(*plain).order_by(table.c.nomor).execution_options(yield_per=_CHUNK)
    yield from map(tuple, connection.execute(query))


def _fault(table: sa.Table, number: object, what: str) -> str:
    shown = number if isinstance(number, int) else "?"
    return f"Tabel {table.name} nomor {shown}: {what}. {_CURE}"
