"""The Induk's sheets about service data, read; an Induk from before has none of them, and nothing is linked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.service_figures import Link, Measure
from kinerja_pauh.appraisal.service_records import LONGEST_HOURS, Service, service_key

from .column_meanings import title_key
from .layout import FIRST_ROW
from .service_sheets import (
    LINKS,
    LINKS_TABLE,
    MAPPING,
    MAPPING_TABLE,
    NO,
    SERVICES,
    SERVICES_TABLE,
    YES,
    Meaning,
    SourceKind,
)
from .table_reader import open_if_there

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from kinerja_pauh.appraisal.findings import Finding

    from .cells import Book
    from .layout import Table
    from .table_reader import TableReader


@dataclass(frozen=True, slots=True)
class Filled:
    """What the last import wrote beside a link."""

    link: Link
    value: Decimal
    evidence: str


@dataclass(frozen=True, slots=True)
class ServiceSheets:
    """chosen: (kind, title) -> meaning as HR left it. free_row: the first row of Pemetaan Kolom that is still free.

    present: names of those of the sheets that the Induk has.
    """

    services: tuple[Service, ...] = ()
    links: tuple[Link, ...] = ()
    filled: tuple[Filled, ...] = ()
    chosen: Mapping[tuple[SourceKind, str], Meaning] = field(default_factory=dict)
    free_row: int = FIRST_ROW
    present: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


def read_service_sheets(book: Book) -> ServiceSheets:
    """Services, links and mapping of an Induk, with a finding for every entry that cannot be used."""
    found = ServiceSheets(present=frozenset({SERVICES, LINKS, MAPPING} & set(book.sheets)))
    findings: list[Finding] = []
    if services := _open(book, SERVICES_TABLE, findings):
        found = replace(found, services=tuple(_services(services)))
    if links := _open(book, LINKS_TABLE, findings):
        read = _links(links, found.services)
        filled = tuple(one for link in read if (one := _filled(links, link)))
        found = replace(found, links=tuple(read), filled=filled)
    if mapping := _open(book, MAPPING_TABLE, findings):
        used = list(mapping.filled_rows(MAPPING_TABLE.entries))
        free = max(used, default=FIRST_ROW - 1) + 1
        found = replace(found, chosen=_mapping(mapping, used), free_row=free)
    for reader in (services, links, mapping):
        findings += reader.findings if reader else ()
    return replace(found, findings=tuple(findings))


def _open(book: Book, table: Table, findings: list[Finding]) -> TableReader | None:
    reader, missing = open_if_there(book, table)
    findings += missing
    return reader


def _services(reader: TableReader) -> list[Service]:
    found: list[Service] = []
    seen: set[str] = set()
    for row in reader.filled_rows(SERVICES_TABLE.entries):
        name = reader.text(row, "Layanan")
        others = tuple(one.strip() for one in reader.text(row, "Sebutan Lain").split(";") if one.strip())
        standard, longest = _hours(reader, row, "Standar (jam)"), _hours(reader, row, "Batas Wajar (jam)")
        source = reader.text(row, "Sumber Standar")
        if not name:
            reader.add(row, "Layanan", "layanan-tanpa-nama", "Baris ini tanpa nama layanan. Isi, atau hapus barisnya.")
            continue
        if standard is not None and not source:
            message = "Sumber Standar kosong. Sebut keputusan atau SOP yang menetapkan standar ini."
            reader.add(row, "Sumber Standar", "standar-tanpa-sumber", message, Severity.WARNING)
        names = {service_key(one) for one in (name, *others)}
        if names & seen:
            message = "Nama atau Sebutan Lain ini sudah dipakai baris di atas. Sisakan di satu baris."
            reader.add(row, "Layanan", "layanan-ganda", message)
        seen |= names
        found.append(Service(name, standard, source, others, longest or LONGEST_HOURS))
    return found


def _hours(reader: TableReader, row: int, header: str) -> Decimal | None:
    hours = reader.number(row, header)
    if hours is not None and hours <= 0:
        reader.add(row, header, "jam-tidak-positif", f"{header} harus lebih dari 0. Betulkan, atau kosongkan.")
        return None
    return hours


def _links(reader: TableReader, services: tuple[Service, ...]) -> list[Link]:
    names = {service_key(one.name): one.name for one in services}
    found: list[Link] = []
    seen: set[tuple[str, str]] = set()
    for row in reader.filled_rows(LINKS_TABLE.entries):
        link = _link(reader, row, names)
        if link is None:
            continue
        if (link.nip, link.number) in seen:
            message = "Indikator ini sudah ditautkan di baris lain. Sisakan satu tautan."
            reader.add(row, "No Indikator", "tautan-ganda", message)
            continue
        seen.add((link.nip, link.number))
        found.append(link)
    return found


def _link(reader: TableReader, row: int, names: Mapping[str, str]) -> Link | None:
    nip, number = reader.nip(row, "NIP"), reader.text(row, "No Indikator")
    measure = reader.choice(row, "Ukuran", Measure)
    own = reader.choice(row, "Hanya Miliknya", (YES, NO)) == YES
    service = reader.text(row, "Layanan")
    for header in ("NIP", "No Indikator", "Ukuran"):
        if reader.is_blank(row, header):
            reader.add(row, header, "tautan-kosong", f"{header} belum diisi. Lengkapi, atau hapus baris tautannya.")
    if names and service and service_key(service) not in names:
        message = "Layanan ini tidak ada di lembar Layanan. Pilih dari daftar, atau kosongkan untuk semua layanan."
        reader.add(row, "Layanan", "tautan-layanan-asing", message)
        return None
    if own and measure is not None and measure.of_survey:
        message = "Survei tidak menyebut petugas, jadi tidak dapat dibatasi pada berkas miliknya. Pilih Tidak."
        reader.add(row, "Hanya Miliknya", "survei-tanpa-petugas", message)
        return None
    if not nip or not number or measure is None:
        return None
    places = {name: reader.at(row, header) for name, header in _PLACES}
    return Link(nip, number, measure, service, own, row, places)


_PLACES = (("nip", "NIP"), ("number", "No Indikator"), ("measure", "Ukuran"), ("value", "Realisasi"))


def _filled(reader: TableReader, link: Link) -> Filled | None:
    value = reader.number(link.row, "Realisasi")
    return None if value is None else Filled(link, value, reader.text(link.row, "Bukti"))


def _mapping(reader: TableReader, rows: list[int]) -> dict[tuple[SourceKind, str], Meaning]:
    found: dict[tuple[SourceKind, str], Meaning] = {}
    for row in rows:
        kind, title = reader.choice(row, "Jenis", SourceKind), title_key(reader.text(row, "Judul Kolom"))
        meaning = reader.choice(row, "Dibaca Sebagai", Meaning)
        if kind is not None and title and meaning is not None:
            found.setdefault((kind, title), meaning)
    return found
