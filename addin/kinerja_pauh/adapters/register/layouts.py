"""Which layout a register has, and the way to the present one. Alembic is loaded only when there is a way to go."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kinerja_pauh.adapters.register.chain import GENESIS
from kinerja_pauh.adapters.register.schema import HEAD, ISSUED, METADATA, RETURNED, VERSION
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic.runtime.migration import MigrationContext, RevisionStep

FIRST, CHAINED, PLANNED, LATEST = "0001", "0002", "0003", "0004"
_KNOWN = frozenset({FIRST, CHAINED, PLANNED, LATEST})
_NEWER = (
    "Register kantor tidak dapat dipakai: dibuat oleh kinerja-pauh yang lebih baru. Perbarui program di komputer ini, "
    "lalu ulangi."
)
NO_FILE = (
    "Register kantor tidak dapat dipakai: sebuah berkas di dalamnya diubah. Jalankan kinerja periksa-keutuhan, lalu "
    "pulihkan dari cadangan."
)
_FOREIGN = "Register kantor tidak dapat dipakai: berkas ini bukan register dari kinerja-pauh. Pulihkan dari cadangan."


class DamagedRegister(UnusableFile):
    """What stands there is no register of ours any more; waiting or making room does not help, restoring does."""


class Layout(Enum):
    """NONE: there are no tables yet."""

    NONE = "none"
    OLD = "old"
    CURRENT = "current"


def layout_of(connection: sa.Connection) -> Layout:
    """Raises:
    UnusableFile: the register is of a newer program, or no register of ours.
    """
    version = _version(connection)
    if version is None:
        return Layout.NONE
    return Layout.CURRENT if version == LATEST else Layout.OLD


def bring_up(connection: sa.Connection) -> None:
    """Make the tables, or migrate them, inside the transaction that is under way.

    Raises:
        UnusableFile: as above.
    """
    version = _version(connection)
    if version is None:
        METADATA.create_all(connection)
        connection.execute(sa.insert(VERSION).values(version_num=LATEST))
        connection.execute(sa.insert(HEAD).values(nomor=1, jumlah=0, rantai=GENESIS))
    elif version != LATEST:
        _migrate(connection)


def _version(connection: sa.Connection) -> str | None:
    """The layout's number; None where there is no table at all.

    Raises:
        UnusableFile: as above.
    """
    if _has_version(connection):
        found = connection.scalars(sa.select(VERSION.c.version_num)).all()
        if len(found) != 1:
            raise DamagedRegister(_FOREIGN)
        if found[0] not in _KNOWN:
            raise UnusableFile(_NEWER)
        return str(found[0])
    return _unversioned(sa.inspect(connection), connection.dialect.name)


def _has_version(connection: sa.Connection) -> bool:
    """Asked at every write, so without the inspector's many questions."""
    if connection.dialect.name == "postgresql":
        return connection.scalar(sa.select(sa.func.to_regclass(VERSION.name))) is not None
    return sa.inspect(connection).has_table(VERSION.name)


def _unversioned(inspector: sa.Inspector, dialect: str) -> str | None:
    """A server's database may hold other programs' tables; a file of ours may not."""
    names = set(inspector.get_table_names())
    if not names & set(METADATA.tables) and (not names or dialect != "sqlite"):
        return None
    if names & set(METADATA.tables) != {ISSUED.name, RETURNED.name}:
        raise DamagedRegister(_FOREIGN)
    for table in (ISSUED, RETURNED):
        if [one["name"] for one in inspector.get_columns(table.name)] != table.columns.keys():
            raise DamagedRegister(_FOREIGN)
    return FIRST


def _migrate(connection: sa.Connection) -> None:
    """Run the scripts of `migrations/versions` that are due."""
    from alembic.config import Config  # noqa: PLC0415 - slow to load and seldom needed
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415 - as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    scripts = ScriptDirectory(str(Path(__file__).parent / "migrations"))

    def steps(revision: str, _context: MigrationContext) -> Iterable[RevisionStep]:
        return scripts._upgrade_revs(LATEST, revision)  # noqa: SLF001 - as alembic.command.upgrade does

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection, version_table=VERSION.name)
        environment.run_migrations()
