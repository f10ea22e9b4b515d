"""Backup and restore of a register file. A register on PostgreSQL is backed up by its server: pg_dump, pg_restore.

Copies pass through memory, up to SQLite's bound of 1 GB: a hundred years of an office of 40 raters.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kinerja_pauh.adapters.atomic_save import save_atomically
from kinerja_pauh.adapters.register.checking import faults_in
from kinerja_pauh.adapters.register.database import Database, tame_sqlite
from kinerja_pauh.adapters.register.layouts import DamagedRegister, Layout, bring_up, layout_of
from kinerja_pauh.adapters.register.ledger import Ledger
from kinerja_pauh.adapters.register.schema import CONTENTS, EVENTS, HEAD
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

RESTORED = "dipulihkan"
ON_SERVER = (
    "Register ini ada di server PostgreSQL: cadangkan dan pulihkan di sana dengan pg_dump dan pg_restore, lalu "
    "jalankan kinerja periksa-keutuhan."
)
"""What to say when someone asks to back up a register that has a URL."""

_TABLES = (*CONTENTS, EVENTS, HEAD)
_NONE_YET = "Belum ada register yang dapat dicadangkan: bagikan formulir dulu."
_TAKEN = "Berkas cadangan dengan nama itu sudah ada: pilih nama lain supaya cadangan lama tetap utuh."
_NO_BACKUP = "Berkas ini bukan cadangan register atau rusak: pilih cadangan lain. Register tidak berubah."
_UNREADABLE = "Berkas cadangan tidak dapat dibaca: periksa nama dan foldernya, lalu ulangi. Register tidak berubah."


def back_up(path: Path, target: Path) -> int:
    """Copy a register, whoever writes into it meanwhile, and check the copy; gives how many entries its diary has.

    target: must not exist yet.

    Raises:
        UnusableFile: there is no register, it does not fit together, or the target is taken or cannot be written.
    """
    if target.exists():
        raise UnusableFile(_TAKEN)
    with Database(path).reading() as connection:
        if connection is None:
            raise UnusableFile(_NONE_YET)
        connection.execute(sa.select(HEAD)).all()  # from here on this is the state that the copy shows
        data = _copy(connection)
    with _opened(data) as copy:
        faults = faults_in(copy)
        count = copy.scalar(sa.select(sa.func.count()).select_from(EVENTS)) or 0
    if faults:
        raise UnusableFile(f"Register tidak dicadangkan karena tidak utuh. {faults[0]}")
    save_atomically(target, data)
    return count


def restore(backup: Path, path: Path, when: datetime, who: str) -> Path | None:
    """Put a backup in the place of the register; gives where the present one is kept, None where there was none.

    Raises:
        UnusableFile: the backup is damaged, of a newer program or no register; nothing was changed then.
    """
    try:
        data = backup.read_bytes()
    except OSError as problem:
        raise UnusableFile(_UNREADABLE) from problem
    rows, fresh = _checked(data, when, who)
    if not path.exists():
        save_atomically(path, fresh)
        return None
    kept = _free_name(path.with_name(f"register-sebelum-pulih-{when:%Y%m%d-%H%M%S}.sqlite"))
    try:
        with Database(path).writing() as connection:
            save_atomically(kept, _driver(connection).serialize())  # the backup API waits for ever for our own lock
            for table in _TABLES:
                connection.execute(sa.delete(table))
                if rows[table.name]:
                    connection.execute(sa.insert(table), rows[table.name])
    except DamagedRegister:
        _replace_damaged(path, kept, fresh)
    return kept


def _checked(data: bytes, when: datetime, who: str) -> tuple[dict[str, list[dict[str, object]]], bytes]:
    """The rows of a backup in the present layout, with the entry of being restored; and the same as a file.

    Raises:
        UnusableFile: it is no good.
    """
    with _opened(data, writing=True) as connection:
        try:
            empty = layout_of(connection) is Layout.NONE
        except DamagedRegister as problem:
            raise UnusableFile(_NO_BACKUP) from problem
        if empty:
            raise UnusableFile(_NO_BACKUP)
        bring_up(connection)
        if faults := faults_in(connection):
            raise UnusableFile(f"Cadangan ini tidak utuh, jadi register tidak berubah. {faults[0]}")
        ledger = Ledger(connection, when, who)
        ledger.note(RESTORED, hashlib.sha256(data).hexdigest())
        ledger.close()
        rows = {t.name: [dict(row) for row in connection.execute(sa.select(t)).mappings()] for t in _TABLES}
        connection.commit()
        return rows, _driver(connection).serialize()


@contextmanager
def _opened(data: bytes, *, writing: bool = False) -> Iterator[sa.Connection]:
    """A register in memory.

    Raises:
        UnusableFile: SQLite finds it damaged.
    """
    if not data:
        raise UnusableFile(_NO_BACKUP)
    memory = sqlite3.connect(":memory:")
    engine = sa.create_engine("sqlite://", creator=lambda: memory, poolclass=sa.StaticPool)
    tame_sqlite(engine)
    try:
        memory.deserialize(data)
        with engine.connect() as connection:
            connection.execution_options(menulis=writing)
            yield connection
    except (sa.exc.DBAPIError, sqlite3.Error) as problem:
        raise UnusableFile(_NO_BACKUP) from problem
    finally:
        engine.dispose()
        memory.close()


def _copy(connection: sa.Connection) -> bytes:
    """The whole database as this connection sees it."""
    with contextlib.closing(sqlite3.connect(":memory:")) as memory:
        _driver(connection).backup(memory)
        return memory.serialize()


def _driver(connection: sa.Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise UnusableFile(ON_SERVER)
    return found


def _free_name(path: Path) -> Path:
    """This name, or one with a number where it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _replace_damaged(path: Path, kept: Path, fresh: bytes) -> None:
    """Exchange a file that SQLite cannot open; its journal would otherwise be played back into the new one."""
    journal = path.with_name(f"{path.name}-journal")
    try:
        save_atomically(kept, path.read_bytes())
        if journal.exists():
            save_atomically(kept.with_name(f"{kept.name}-journal"), journal.read_bytes())
            journal.unlink()
    except OSError as problem:
        raise UnusableFile(
            "Register yang ada tidak dapat disimpan dulu, jadi tidak diganti. Periksa foldernya, lalu ulangi."
        ) from problem
    save_atomically(path, fresh)
