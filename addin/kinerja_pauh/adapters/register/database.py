"""A connection to the register's database: one writer at a time, every change whole or not at all.

SQLite keeps its usual journal and waits for the disk: an office folder may stand on a network share, where the faster
write-ahead log loses data.
"""

from __future__ import annotations

import sqlite3
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kinerja_pauh.adapters.register.layouts import DamagedRegister, Layout, bring_up, layout_of
from kinerja_pauh.adapters.register.schema import METADATA
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_SECONDS = 30.0
_ADVISORY = 0x6B696E65726A61  # "kinerja"; whoever writes into the register of this database holds it
_UNUSABLE = "Register kantor tidak dapat dipakai: "
_BUSY = _UNUSABLE + "sudah lama dipakai program lain. Tutup program itu atau tunggu sebentar, lalu ulangi."
_FULL = _UNUSABLE + "tempat di cakram habis. Kosongkan sebagian isi cakram, lalu ulangi."
_DAMAGED = _UNUSABLE + "berkasnya rusak atau bukan register. Pulihkan dari cadangan."
_LOCKED_OUT = _UNUSABLE + "berkas atau foldernya tidak ada atau tidak dapat ditulisi. Periksa foldernya, lalu ulangi."
_FAR = _UNUSABLE + "pangkalan data di server tidak dapat dihubungi atau menolak. Periksa jaringan dan alamatnya."
_ADDRESS = _UNUSABLE + "alamat pangkalan datanya keliru atau penghubungnya belum dipasang. Periksa pengaturannya."
_SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _LOCKED_OUT,
    sqlite3.SQLITE_CANTOPEN: _LOCKED_OUT,
    sqlite3.SQLITE_PERM: _LOCKED_OUT,
}
_LOCK_TIMEOUT = "55P03"  # PostgreSQL: lock_not_available


class Database:
    """Where a register stands. wait: seconds to wait for other writers.

    Raises:
        UnusableFile: the URL cannot be understood, or its driver is not installed.
    """

    def __init__(self, path: Path, url: str | None = None, wait: float = WAIT_SECONDS) -> None:
        self.path = path if url is None else None
        self._wait, self._current = wait, False
        try:
            where = sa.make_url(url) if url else sa.URL.create("sqlite", database=str(path))
            self.engine = _file_engine(where, wait) if where.get_backend_name() == "sqlite" else _server_engine(where)
        except (sa.exc.ArgumentError, ImportError) as problem:
            raise UnusableFile(_ADDRESS) from problem
        weakref.finalize(self, self.engine.dispose)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Alone in the register, made or migrated where needed; all is kept at the end, nothing after an error."""
        with self._sentences(), self.engine.connect() as connection:
            connection.execution_options(menulis=True)
            with connection.begin():
                self._wait_for_turn(connection)
                bring_up(connection)
                yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection | None]:
        """One unchanging view of the register; None while there is none, which is an empty one."""
        if self.path is not None and not self.path.exists():
            yield None
            return
        self._catch_up()
        with self._sentences(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection if self._current else None

    def give_back_room(self) -> None:
        """Rewrite the files without what was erased. In a server's logs it may last as long as those are kept."""
        names = ", ".join(table.name for table in METADATA.sorted_tables)
        statement = "VACUUM" if self.is_sqlite else f"VACUUM (FULL) {names}"
        with self._sentences(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.connection.cursor().execute(statement)
            else:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(statement)

    def _catch_up(self) -> None:
        """Migrate before the first reading where that is due; `_current` tells whether there is a register at all."""
        if self._current:
            return
        with self._sentences(), self.engine.connect() as connection:
            layout = layout_of(connection)
        if layout is Layout.OLD:
            with self.writing():
                pass
        self._current = layout is not Layout.NONE

    def _wait_for_turn(self, connection: sa.Connection) -> None:
        if not self.is_sqlite:  # SQLite does it by BEGIN IMMEDIATE
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._wait * 1000)}")
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY)))

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as problem:
            raise _refusal(problem.orig) from problem
        except sqlite3.Error as problem:
            raise _refusal(problem) from problem


def _file_engine(where: sa.URL, wait: float) -> sa.Engine:
    engine = sa.create_engine(where, poolclass=sa.NullPool, connect_args={"timeout": wait})
    tame_sqlite(engine)
    return engine


def _server_engine(where: sa.URL) -> sa.Engine:
    """One connection is kept and asked whether it lives: with encryption a new one costs a third of a second."""
    return sa.create_engine(where, pool_size=1, pool_pre_ping=True)


def tame_sqlite(engine: sa.Engine) -> None:
    """Let us begin transactions ourselves, write through to the disk, and overwrite what is erased."""

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.text_factory = _any_text
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("menulis")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _any_text(data: bytes) -> str:
    """Text as it stands in a file, also what is none, so that checking can name its place."""
    return data.decode("utf-8", "surrogateescape")


def _refusal(problem: Any) -> UnusableFile:  # noqa: ANN401 - of whatever driver is in use
    if isinstance(problem, sqlite3.Error):
        code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        return UnusableFile(_SQLITE_CODES[code]) if code in _SQLITE_CODES else DamagedRegister(_DAMAGED)
    details = problem.args[0] if problem and problem.args else {}
    busy = isinstance(details, dict) and details.get("C") == _LOCK_TIMEOUT
    return UnusableFile(_BUSY if busy else _FAR)
