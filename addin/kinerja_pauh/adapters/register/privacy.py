"""What the law on personal data asks of the register (UU 27/2022): show what is kept of a person, and forget it.

Forgetting leaves the chain whole: the diary notes what was taken out of which row, and the row's new fingerprint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.register.inquiry_privacy import (
    clean_answers,
    inquiry_people,
    inquiry_times,
    own_inquiries,
    remove_inquiry_forms,
    remove_own_inquiries,
)
from kinerja_pauh.adapters.register.ledger import ledger
from kinerja_pauh.adapters.register.person import NAME_GONE, Person
from kinerja_pauh.adapters.register.plan_privacy import (
    clean_decisions,
    own_plans,
    plan_times,
    remove_own_plans,
    remove_plan_forms,
)
from kinerja_pauh.adapters.register.redaction import is_nip, person_rows, redact
from kinerja_pauh.adapters.register.schema import (
    CHOICES,
    EVENTS,
    INQUIRIES,
    ISSUED,
    PLANS_ISSUED,
    PLANS_RETURNED,
    RETURNED,
)
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import column_letters
from kinerja_pauh.sheets.days import from_serial
from kinerja_pauh.sheets.form_layout import META
from kinerja_pauh.sheets.layout import HEADER_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from kinerja_pauh.adapters.register.ledger import Ledger
    from kinerja_pauh.adapters.register.store import DatabaseRegister
    from kinerja_pauh.sheets.cells import Book, Cell

_NAME = "Nama"
_CHAPTERS = ("sebagai_penilai", "sebagai_pegawai", "rencana", "lembar", "catatan")
_JOINTS = re.compile(r"[_.-]+")


def export_person(register: DatabaseRegister, nip: str) -> dict[str, object]:
    """All that the register knows of one NIP, as plain data.

    sebagai_penilai: forms handed out to this person; sebagai_pegawai: rows about this person in each stored file,
    sheet -> list of header -> value; rencana: every version of the person's own plan; lembar: inquiries about the
    person and what was answered.
    """
    person = Person(nip, frozenset(), "")
    with register.database.reading() as connection:
        if connection is None:
            return {"nip": nip, **{chapter: [] for chapter in _CHAPTERS}}
        rated = [
            {**_said(row), "jenis": table.name, "baris": rows}
            for table, row in _stored(connection)
            if (rows := _exported(row["isi"], person))
        ]
        raters = connection.execute(sa.select(ISSUED).where(ISSUED.c.nip_penilai == nip).order_by(ISSUED.c.nomor))
        rating = [_said(row) for row in raters.mappings()]
        planned = own_plans(connection, nip)
        asked = own_inquiries(connection, nip)
        told = (*rated, *rating, *planned, *asked)
        about = {str(row[key]) for row in told for key in ("id_formulir", "sha256") if key in row}
        events = connection.execute(sa.select(EVENTS).order_by(EVENTS.c.nomor)).mappings()
        notes = [
            {key: event[key] for key in ("nomor", "apa", "tentang", "pada")}
            for event in events
            if event["tentang"] in about or person.is_in(event["siapa"])
        ]
    return {"nip": nip, **dict(zip(_CHAPTERS, (rating, rated, planned, asked, notes), strict=True))}


def erase_person(register: DatabaseRegister, nip: str, when: datetime, who: str) -> int:
    """Take one NIP and its names out of everything stored; gives how many rows changed.

    The person's rows in the stored files go blank, the person's own plans and what was answered about him or her go
    whole. What a rater entered about others stays, under a stand-in. A name that someone else bears too stays where it
    may mean the other one.

    Raises:
        UnusableFile: a stored file holds the person where it cannot be taken out; nothing was changed then.
    """
    with ledger(register.database, when, who) as entries:
        person = Person(nip, _names(entries.connection, nip), f"dihapus-{entries.next_number}")
        first, entries.who = entries.next_number, person.cleaned(entries.who)
        remove_own_plans(entries, nip)
        remove_own_inquiries(entries, nip)
        clean_decisions(entries, person)
        clean_answers(entries, person)
        for table, row in list(_numbers(entries.connection)):
            _erase_in(entries, table, row, person)
        for number, doer in entries.connection.execute(sa.select(EVENTS.c.nomor, EVENTS.c.siapa)).all():
            if person.is_in(doer):
                entries.rename_doer(number, doer, person.cleaned(doer))
        changed = entries.next_number - first
    if changed:
        register.database.give_back_room()
    return changed


def older_than(register: DatabaseRegister, day: date) -> list[str]:
    """Ids of the forms of periods in which nothing was handed out or came back on or after this day."""
    with register.database.reading() as connection:
        if connection is None:
            return []
        issued = connection.execute(sa.select(ISSUED.c.id_formulir, ISSUED.c.periode, ISSUED.c.dibagikan_pada)).all()
        returned = connection.execute(sa.select(RETURNED.c.id_formulir, RETURNED.c.diterima_pada)).all()
        plans = [*plan_times(connection), *inquiry_times(connection)]
    periods = {row.id_formulir: row.periode for row in issued} | {form: period for form, period, _ in plans}
    times = [(row.id_formulir, row.dibagikan_pada) for row in issued]
    times += [(row.id_formulir, row.diterima_pada) for row in returned]
    times += [(form, at) for form, _, at in plans]
    last: dict[str, str] = {}
    for form, at in times:
        period = periods.get(form, form)
        last[period] = max(last.get(period, ""), at)
    forms = dict.fromkeys(form for form, _ in times)
    return [form for form in forms if last[periods.get(form, form)][:10] < day.isoformat()]


def erase_forms(register: DatabaseRegister, form_ids: Iterable[str], when: datetime, who: str) -> int:
    """Take whole forms out, with all their returns and choices; gives how many rows went. The diary keeps their ids."""
    wanted = frozenset(form_ids)
    gone = 0
    with ledger(register.database, when, who) as entries:
        for table in (ISSUED, RETURNED, CHOICES):
            rows = entries.connection.execute(sa.select(table.c.nomor, table.c.id_formulir).order_by(table.c.nomor))
            for number, form in rows.all():
                if form in wanted:
                    entries.remove(table, number, form)
                    gone += 1
        gone += remove_plan_forms(entries, wanted) + remove_inquiry_forms(entries, wanted)
    if gone:
        register.database.give_back_room()
    return gone


def _numbers(connection: sa.Connection) -> Iterator[tuple[sa.Table, int]]:
    for table in (ISSUED, RETURNED, PLANS_ISSUED, PLANS_RETURNED, INQUIRIES):
        for number in connection.scalars(sa.select(table.c.nomor).order_by(table.c.nomor)).all():
            yield table, number


def _stored(connection: sa.Connection) -> Iterator[tuple[sa.Table, sa.RowMapping]]:
    """Every row that keeps a file."""
    for table, number in _numbers(connection):
        yield table, connection.execute(sa.select(table).where(table.c.nomor == number)).mappings().one()


def _said(row: Mapping[Any, Any]) -> dict[str, object]:
    return {key: value for key, value in row.items() if key != "isi"}


def _book(data: object) -> Book | None:
    """A stored file; None for one that is no workbook, which no collecting takes in."""
    try:
        return book_from_bytes("", data) if isinstance(data, bytes) else None
    except UnusableFile:
        return None


def _exported(data: object, person: Person) -> dict[str, list[dict[str, object]]]:
    book = _book(data)
    if book is None:
        return {}
    return {
        sheet: [_row(book, sheet, row) for row in sorted(rows)] for sheet, rows in person_rows(book, person).items()
    }


def _row(book: Book, sheet: str, row: int) -> dict[str, object]:
    """Header -> value of one row; a column without header, and `_meta` that has none, goes by its letters."""
    cells = book.sheets[sheet]
    found: dict[str, object] = {}
    for place, cell in sorted(cells.items()):
        if place[0] == row:
            header = cells.get((HEADER_ROW, place[1])) if row > HEADER_ROW and sheet != META else None
            found[str(header.value) if header else column_letters(place[1])] = _told(cell, book)
    return found


def _told(cell: Cell, book: Book) -> object:
    """A value as a person reads it; a day as 2026-12-15."""
    day = from_serial(cell.value, date1904=book.date1904) if cell.is_date and isinstance(cell.value, float) else None
    return day.isoformat() if day else cell.value


def _names(connection: sa.Connection, nip: str) -> frozenset[str]:
    """How a person is written in the register, without names that another NIP bears too."""
    people: dict[str, set[str]] = {}
    for row in connection.execute(sa.select(ISSUED.c.nip_penilai, ISSUED.c.nama_penilai)):
        people.setdefault(row.nip_penilai, set()).add(" ".join(row.nama_penilai.split()))
    for row in connection.execute(sa.select(PLANS_ISSUED.c.nip, PLANS_ISSUED.c.nama)):
        people.setdefault(row.nip, set()).add(" ".join(row.nama.split()))
    for whose, name in inquiry_people(connection):
        people.setdefault(whose, set()).add(" ".join(name.split()))
    for _, stored in _stored(connection):
        book = _book(stored["isi"])
        for cells in book.sheets.values() if book else ():
            _collect_names(cells, nip, people)
    own = people.pop(nip, set())
    return frozenset(own - set().union(*people.values()) - {"", NAME_GONE})


def _collect_names(cells: Mapping[tuple[int, int], Cell], nip: str, people: dict[str, set[str]]) -> None:
    """Add the names beside each NIP in a table with the columns NIP and Nama."""
    headers = {str(cell.value): column for (row, column), cell in cells.items() if row == HEADER_ROW}
    if not {"NIP", _NAME} <= headers.keys():
        return
    for (row, column), cell in cells.items():
        name = cells.get((row, headers[_NAME]))
        if row > HEADER_ROW and column == headers["NIP"] and name is not None:
            whose = nip if is_nip(cell, nip) else str(cell.value)
            people.setdefault(whose, set()).add(" ".join(str(name.value).split()))


def _erase_in(entries: Ledger, table: sa.Table, number: int, person: Person) -> None:
    row = entries.connection.execute(sa.select(table).where(table.c.nomor == number)).mappings().one()
    form = row["id_formulir"]
    issuers = entries.connection.scalars(sa.select(ISSUED.c.nip_penilai).where(ISSUED.c.id_formulir == form)).all()
    rater = bool({person.nip, person.stand_in} & {*issuers, row.get("nip")})
    new: dict[str, object] = {"isi": redact(row["isi"], person, form, rater=rater)}
    new["berkas"] = _file_name(row["berkas"], person)
    if row.get("nip_penilai") == person.nip:
        new |= {"nip_penilai": person.stand_in, "nama_penilai": NAME_GONE}
    if row.get("nip") == person.nip:
        new |= {"nip": person.stand_in} | ({"nama": NAME_GONE} if "nama" in row else {})
    changed = {column: value for column, value in new.items() if value != row[column]}
    if changed:
        entries.redact(table, number, changed, form)


def _file_name(name: str, person: Person) -> str:
    """A file name without the person, also where words are joined by something else than blanks."""
    stem, dot, ending = person.cleaned(name).rpartition(".")
    spaced = _JOINTS.sub(" ", stem)
    return (person.cleaned(spaced) if person.is_in(spaced) else stem) + dot + ending
