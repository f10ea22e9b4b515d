"""The office's memory in a database: SQLite in the office folder, or a PostgreSQL that a city shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.adapters.register.database import Database
from kinerja_pauh.adapters.register.store import DatabaseRegister

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DatabaseRegister", "open_register"]


def open_register(path: Path, url: str | None = None) -> DatabaseRegister:
    """The register of an office; nothing is made or migrated before the first use.

    path: the SQLite file. url: an SQLAlchemy URL such as postgresql+pg8000://…, which wins over the file.

    Raises:
        UnusableFile: the URL cannot be understood, or its driver is not installed.
    """
    return DatabaseRegister(Database(path, url or None))
