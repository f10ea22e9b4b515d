"""Changing the register so that each change has its entry in the diary. The only way in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kinerja_pauh.adapters.register.chain import GONE, Event, fingerprint, link, word_print
from kinerja_pauh.adapters.register.schema import EVENTS, HEAD
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from kinerja_pauh.adapters.register.database import Database

ERASED = "dihapus"
_HEADLESS = "Register kantor tidak dapat dipakai: tabel kepala kosong. Pulihkan dari cadangan."


@contextmanager
def ledger(database: Database, when: datetime, who: str) -> Iterator[Ledger]:
    """The register open for one change; after an error inside, nothing of it was done."""
    with database.writing() as connection:
        opened = Ledger(connection, when, who)
        yield opened
        opened.close()


class Ledger:
    """The diary at its end, within one transaction."""

    def __init__(self, connection: sa.Connection, when: datetime, who: str) -> None:
        head = connection.execute(sa.select(HEAD).where(HEAD.c.nomor == 1)).one_or_none()
        if head is None:
            raise UnusableFile(_HEADLESS)
        self.connection = connection
        self.at = when.isoformat(timespec="seconds")
        self.who = storable(who)
        self._count, self._last = head.jumlah, head.rantai
        self._numbers: dict[str, int] = {}
        self._waiting: dict[sa.Table, list[dict[str, object]]] = {}

    @property
    def next_number(self) -> int:
        """Of the entry that comes next."""
        return int(self._count) + 1

    def add(self, table: sa.Table, values: Mapping[str, object], what: str, about: str) -> None:
        """Add a row; its number was never used before, not even by a row that was erased."""
        number = self._next_in(table)
        row = {"nomor": number, **values}
        self._waiting.setdefault(table, []).append(row)
        after = fingerprint(table.name, [row[column.name] for column in table.columns])
        self._note(what, about, (table.name, number), GONE, after)

    def redact(self, table: sa.Table, number: int, values: Mapping[str, object], about: str) -> None:
        """Take what is personal out of a row."""
        before = self._fingerprint(table, number)
        self.connection.execute(sa.update(table).where(table.c.nomor == number).values(values))
        self._note(ERASED, about, (table.name, number), before, self._fingerprint(table, number))

    def remove(self, table: sa.Table, number: int, about: str) -> None:
        """Take a row out; the diary keeps that there was one."""
        before = self._fingerprint(table, number)
        self.connection.execute(sa.delete(table).where(table.c.nomor == number))
        self._note(ERASED, about, (table.name, number), before, GONE)

    def rename_doer(self, number: int, old: str, new: str) -> None:
        """Take a person out of an entry of the diary."""
        self.connection.execute(sa.update(EVENTS).where(EVENTS.c.nomor == number).values(siapa=new))
        self._note(ERASED, "", (EVENTS.name, number), word_print(old), word_print(new))

    def note(self, what: str, about: str) -> None:
        """An entry that no row belongs to."""
        self._note(what, about, ("", 0), GONE, GONE)

    def close(self) -> None:
        """Write what waits, rows and entries each in one go, and where the diary ends now."""
        for table, rows in self._waiting.items():
            self.connection.execute(sa.insert(table), rows)
        self._waiting.clear()
        self.connection.execute(sa.update(HEAD).where(HEAD.c.nomor == 1).values(jumlah=self._count, rantai=self._last))

    def _next_in(self, table: sa.Table) -> int:
        if table.name not in self._numbers:
            query = sa.select(sa.func.max(EVENTS.c.baris)).where(EVENTS.c.tabel == table.name)
            self._numbers[table.name] = int(self.connection.scalar(query) or 0)
        self._numbers[table.name] += 1
        return self._numbers[table.name]

    def _fingerprint(self, table: sa.Table, number: int) -> str:
        row = self.connection.execute(sa.select(table).where(table.c.nomor == number)).one()
        return fingerprint(table.name, row)

    def _note(self, what: str, about: str, of: tuple[str, int], before: str, after: str) -> None:
        self._count += 1
        event = Event(self._count, what, about, self.at, word_print(self.who), *of, before, after)
        self._last = link(self._last, event)
        values = (
            event.number, event.what, event.about, event.at, self.who, event.who, event.table, event.row, event.before,
            event.after, self._last,
        )  # fmt: skip
        self._waiting.setdefault(EVENTS, []).append(dict(zip(EVENTS.columns.keys(), values, strict=True)))


def storable(text: str) -> str:
    """Text that every database takes: PostgreSQL knows no NUL, and no database half a character.

    >>> storable("a\\x00b")
    'a␀b'
    """
    return text.replace("\x00", "␀").encode("utf-8", "replace").decode()
