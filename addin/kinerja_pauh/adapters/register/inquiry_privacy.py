"""A person's inquiries in the register: shown, and taken out. What is about a person goes whole, by whomever it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.register.schema import ANSWERS, INQUIRIES
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.inquiry_meta import people_of
from kinerja_pauh.sheets.inquiry_words import PEER_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kinerja_pauh.adapters.register.ledger import Ledger
    from kinerja_pauh.adapters.register.person import Person


def own_inquiries(connection: sa.Connection, nip: str) -> list[dict[str, object]]:
    """Every inquiry about a person and every answer that was taken, older ones too; without the files.

    Of a colleague's answer only that there is one: who answered was promised not to be found out by its words.
    """
    asked = connection.execute(_without_files(INQUIRIES).where(INQUIRIES.c.nip == nip)).mappings()
    found: list[dict[str, object]] = [{**row, "tabel": INQUIRIES.name} for row in asked]
    answered = connection.execute(sa.select(ANSWERS).where(ANSWERS.c.nip == nip).order_by(ANSWERS.c.nomor)).mappings()
    for row in answered:
        told = ("jenis", "periode") if row["jenis"] == PEER_KIND else row.keys() - {"jawaban"}
        one = {key: row[key] for key in row if key in told} | {"tabel": ANSWERS.name}
        found.append(one if row["jenis"] == PEER_KIND else one | {"jawaban": _parsed(row["jawaban"])})
    return found


def remove_own_inquiries(entries: Ledger, nip: str) -> None:
    """Take out what was asked about a person, and all answers."""
    for table, about in ((INQUIRIES, "id_formulir"), (ANSWERS, "sha256")):
        mine = sa.select(table.c.nomor, table.c[about]).where(table.c.nip == nip)
        for number, name in entries.connection.execute(mine).all():
            entries.remove(table, number, name)


def clean_answers(entries: Ledger, person: Person) -> None:
    """Take a person's NIP and names out of what was answered about others."""
    for row in entries.connection.execute(sa.select(ANSWERS).order_by(ANSWERS.c.nomor)).all():
        said = _parsed(row.jawaban)
        cleaned = _cleaned(said, person)
        if cleaned != said:
            entries.redact(ANSWERS, row.nomor, {"jawaban": json.dumps(cleaned, ensure_ascii=False)}, row.sha256)


def inquiry_people(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """NIP and name of everybody whom a stored inquiry names in its `_meta`."""
    for number in connection.scalars(sa.select(INQUIRIES.c.nomor).order_by(INQUIRIES.c.nomor)).all():
        data = connection.scalar(sa.select(INQUIRIES.c.isi).where(INQUIRIES.c.nomor == number))
        try:
            yield from people_of(book_from_bytes("", data or b""))
        except UnusableFile:
            continue


def inquiry_times(connection: sa.Connection) -> Iterator[tuple[str, str, str]]:
    """Id, period and time of every inquiry that went out and every answer."""
    for table, at in ((INQUIRIES, "dibagikan_pada"), (ANSWERS, "diterima_pada")):
        yield from map(tuple, connection.execute(sa.select(table.c.id_formulir, table.c.periode, table.c[at])))


def remove_inquiry_forms(entries: Ledger, wanted: Iterable[str]) -> int:
    """Take whole inquiries out with their answers; gives how many rows went."""
    gone, ids = 0, frozenset(wanted)
    for table in (INQUIRIES, ANSWERS):
        rows = entries.connection.execute(sa.select(table.c.nomor, table.c.id_formulir).order_by(table.c.nomor))
        for number, inquiry_id in rows.all():
            if inquiry_id in ids:
                entries.remove(table, number, inquiry_id)
                gone += 1
    return gone


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON holds anything
    """What an answer says; the text itself where a foreign hand made it something else than JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _cleaned(said: Any, person: Person) -> Any:  # noqa: ANN401 - as above
    if isinstance(said, str):
        return person.cleaned(said)
    if isinstance(said, list):
        return [_cleaned(one, person) for one in said]
    return {key: _cleaned(value, person) for key, value in said.items()} if isinstance(said, dict) else said


def _without_files(table: sa.Table) -> sa.Select[Any]:
    return sa.select(*(column for column in table.columns if column.name != "isi")).order_by(table.c.nomor)
