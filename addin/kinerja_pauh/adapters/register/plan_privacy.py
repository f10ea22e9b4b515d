"""A person's annual plans in the register: shown, and taken out. A plan is wholly about its owner, so it goes whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.register.schema import PLAN_DECISIONS, PLANS_ISSUED, PLANS_RETURNED
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.layout import HEADER_ROW
from kinerja_pauh.sheets.skp_words import PLAN, PLAN_KIND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.adapters.register.ledger import Ledger
    from kinerja_pauh.adapters.register.person import Person

_FILES = (PLANS_ISSUED, PLANS_RETURNED)


def own_plans(connection: sa.Connection, nip: str) -> list[dict[str, object]]:
    """Every stored version of a person's plan, with its rows, and what was decided on them."""
    found: list[dict[str, object]] = []
    for table in _FILES:
        mine = sa.select(table).where(table.c.nip == nip, table.c.jenis == PLAN_KIND).order_by(table.c.nomor)
        for row in connection.execute(mine).mappings():
            said = {key: value for key, value in row.items() if key != "isi"}
            found.append({**said, "tabel": table.name, "baris": _rows(row["isi"])})
    decided = sa.select(PLAN_DECISIONS).where(PLAN_DECISIONS.c.nip == nip).order_by(PLAN_DECISIONS.c.nomor)
    found += [{**row, "tabel": PLAN_DECISIONS.name} for row in connection.execute(decided).mappings()]
    return found


def _rows(data: bytes) -> list[dict[str, object]]:
    """The rows of a plan in which anything stands, header -> value; nothing of what is no workbook."""
    try:
        cells = book_from_bytes("", data).sheets.get(PLAN, {})
    except UnusableFile:
        return []
    heads = {column: str(cell.value) for (row, column), cell in cells.items() if row == HEADER_ROW}
    lines: dict[int, dict[str, object]] = {}
    for (row, column), cell in sorted(cells.items()):
        if row > HEADER_ROW and column in heads and cell.value not in (None, ""):
            lines.setdefault(row, {})[heads[column]] = cell.value
    return [line for line in lines.values() if len(line) > 1]  # an empty row still has its number


def remove_own_plans(entries: Ledger, nip: str) -> None:
    """Take out a person's plans with what was decided on them."""
    for table in _FILES:
        mine = sa.select(table.c.nomor, table.c.id_formulir).where(table.c.nip == nip, table.c.jenis == PLAN_KIND)
        for number, form in entries.connection.execute(mine).all():
            entries.remove(table, number, form)
    decided = sa.select(PLAN_DECISIONS.c.nomor, PLAN_DECISIONS.c.sha256).where(PLAN_DECISIONS.c.nip == nip)
    for number, sha256 in entries.connection.execute(decided).all():
        entries.remove(PLAN_DECISIONS, number, sha256)


def clean_decisions(entries: Ledger, person: Person) -> None:
    """Take a person out of what he or she decided, and out of reasons that name him or her."""
    for row in entries.connection.execute(sa.select(PLAN_DECISIONS).order_by(PLAN_DECISIONS.c.nomor)).all():
        new = {
            "oleh": person.stand_in if row.oleh == person.nip else row.oleh,
            "alasan": person.cleaned(row.alasan),
        }
        if (new["oleh"], new["alasan"]) != (row.oleh, row.alasan):
            entries.redact(PLAN_DECISIONS, row.nomor, new, row.sha256)


def plan_times(connection: sa.Connection) -> Iterator[tuple[str, str, str]]:
    """Form id, period and time of everything that went out or came back about plans."""
    for table, at in ((PLANS_ISSUED, "dibagikan_pada"), (PLANS_RETURNED, "diterima_pada")):
        for row in connection.execute(sa.select(table.c.id_formulir, table.c.tahun, table.c[at])):
            yield row[0], f"SKP {row[1]}", row[2]


def remove_plan_forms(entries: Ledger, wanted: frozenset[str]) -> int:
    """Take whole workbooks out, with what was decided on their returns; gives how many rows went."""
    gone, shas = 0, set()
    for table in _FILES:
        for row in entries.connection.execute(_without_files(table)).mappings().all():
            if row["id_formulir"] in wanted:
                shas.add(row.get("sha256"))
                entries.remove(table, row["nomor"], row["id_formulir"])
                gone += 1
    for number, sha256 in entries.connection.execute(sa.select(PLAN_DECISIONS.c.nomor, PLAN_DECISIONS.c.sha256)).all():
        if sha256 in shas:
            entries.remove(PLAN_DECISIONS, number, sha256)
            gone += 1
    return gone


def _without_files(table: sa.Table) -> sa.Select[Any]:
    return sa.select(*(column for column in table.columns if column.name != "isi")).order_by(table.c.nomor)
