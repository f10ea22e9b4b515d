"""Rows of the sheets Dialog and Bahan: what is written about people but never counted, to and from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Dialogue, Material, MaterialSource

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kinerja_pauh.appraisal.model import Form, Ratee

    from .cells import Value
    from .table_reader import TableReader

Row = dict[str, "Value"]
NO_MATERIALS = "Tidak ada bahan untuk pegawai di formulir ini."


def dialogue_row(ratee: Ratee, entry: Dialogue) -> Row:
    """A row of the sheet Dialog."""
    return {
        "NIP": ratee.nip,
        "Nama": ratee.name,
        "Tanggal": entry.day,
        "Pokok Bahasan": entry.topic,
        "Pendapat Pegawai": entry.own_words,
        "Kesepakatan": entry.agreed,
    }


def read_dialogue(reader: TableReader, row: int) -> Dialogue | None:
    """A row of the sheet Dialog; None where nothing but the NIP stands in it."""
    headers = {"day": "Tanggal", "topic": "Pokok Bahasan", "own_words": "Pendapat Pegawai", "agreed": "Kesepakatan"}
    if all(reader.is_blank(row, header) for header in headers.values()):
        return None
    return Dialogue(
        day=reader.day(row, "Tanggal"),
        topic=reader.text(row, "Pokok Bahasan"),
        own_words=reader.text(row, "Pendapat Pegawai"),
        agreed=reader.text(row, "Kesepakatan"),
        places={name: reader.at(row, header) for name, header in headers.items()},
    )


def material_rows(form: Form) -> list[Row]:
    """The rows of the sheet Bahan; one sentence where there is nothing to show."""
    names = {ratee.nip: ratee.name for ratee in form.ratees}
    rows: list[Row] = [
        {"NIP": one.nip, "Nama": names[one.nip], "Sumber": one.source, "Tentang": one.about, "Isi": one.text}
        for one in form.materials
        if one.nip in names
    ]
    return rows or [{"Isi": NO_MATERIALS}]


def read_materials(reader: TableReader | None, people: Container[str]) -> tuple[Material, ...]:
    """What the sheet Bahan shows about the people of the form; () for a form without that sheet."""
    return tuple(_materials(reader, people)) if reader else ()


def _materials(reader: TableReader, people: Container[str]) -> Iterator[Material]:
    for row in reader.rows():
        nip = reader.nip(row, "NIP")
        source = reader.choice(row, "Sumber", MaterialSource)
        if nip in people and source is not None:
            yield Material(nip, source, reader.text(row, "Tentang"), reader.text(row, "Isi"))
