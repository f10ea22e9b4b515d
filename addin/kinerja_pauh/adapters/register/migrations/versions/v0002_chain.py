"""Layout 2: choices, and a diary that chains every entry. Old rows stay as they are and get their entries now."""

from __future__ import annotations

import heapq

import sqlalchemy as sa
from alembic import op

from kinerja_pauh.adapters.register.chain import GENESIS, GONE, Event, fingerprint, link, word_print

revision = "0002"
down_revision = "0001"

_UNKNOWN = ""  # who did it was not noted then
_Row = tuple[str, int, str, str, str, str]


def upgrade() -> None:
    """Make the new tables, and an entry for each row in the order of their times."""
    _make_tables()
    connection = op.get_bind()
    events = sa.table("peristiwa", *map(sa.column, _EVENT_COLUMNS))
    previous, count = GENESIS, 0
    issued = _rows(connection, "formulir_dibagikan", "dibagikan", "id_formulir", "dibagikan_pada")
    returned = _rows(connection, "formulir_kembali", "diterima", "sha256", "diterima_pada")
    for count, (at, row, table, what, about, after) in enumerate(heapq.merge(issued, returned), start=1):
        who = word_print(_UNKNOWN)
        previous = link(previous, Event(count, what, about, at, who, table, row, GONE, after))
        values = (count, what, about, at, _UNKNOWN, who, table, row, GONE, after, previous)
        connection.execute(sa.insert(events).values(dict(zip(_EVENT_COLUMNS, values, strict=True))))
    head = sa.table("kepala", *map(sa.column, ("nomor", "jumlah", "rantai")))
    connection.execute(sa.insert(head).values(nomor=1, jumlah=count, rantai=previous))


_EVENT_COLUMNS = (
    "nomor", "apa", "tentang", "pada", "siapa", "sidik_siapa", "tabel", "baris", "sidik_lama", "sidik_baru", "rantai",
)  # fmt: skip


def _rows(connection: sa.Connection, table: str, what: str, about: str, at: str) -> list[_Row]:
    found = connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY nomor")).mappings()  # noqa: S608 - our own names
    return [(row[at], row["nomor"], table, what, row[about], fingerprint(table, row.values())) for row in found]


def _make_tables() -> None:
    op.create_table(
        "pilihan",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("id_formulir", sa.String, nullable=False, index=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("dipilih_pada", sa.String, nullable=False),
    )
    op.create_table(
        "peristiwa",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("apa", sa.String, nullable=False),
        sa.Column("tentang", sa.String, nullable=False),
        sa.Column("pada", sa.String, nullable=False),
        sa.Column("siapa", sa.String, nullable=False),
        sa.Column("sidik_siapa", sa.String, nullable=False),
        sa.Column("tabel", sa.String, nullable=False),
        sa.Column("baris", sa.Integer, nullable=False),
        sa.Column("sidik_lama", sa.String, nullable=False),
        sa.Column("sidik_baru", sa.String, nullable=False),
        sa.Column("rantai", sa.String, nullable=False),
    )
    op.create_index("ix_peristiwa_tabel_baris", "peristiwa", ["tabel", "baris"])
    op.create_table(
        "kepala",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("jumlah", sa.Integer, nullable=False),
        sa.Column("rantai", sa.String, nullable=False),
    )
