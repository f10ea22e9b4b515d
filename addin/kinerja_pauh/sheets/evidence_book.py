"""Buku Bukti Dukung: the evidence ledger as a workbook, and what an earlier one remembers of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.evidence import Noted, Standing
from kinerja_pauh.appraisal.findings import Finding, Severity

from .cells import address
from .flat_book import FIRST_ROW, FlatBook, FlatSheet
from .layout import Column, Look, Table
from .table_reader import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kinerja_pauh.appraisal.evidence import EvidenceFile, Ledger, Line

    from .cells import Book, Value

PEOPLE, LINES, UNUSED, FILES = "Per Orang", "Daftar Bukti", "Belum Dirujuk", "Sidik Berkas"
_PEOPLE_HEADS = (
    "NIP",
    "Nama",
    "Unit Kerja",
    "Indikator",
    "Ada Berkas",
    "Tautan",
    "Nama Saja",
    "Kosong",
    "Ditopang (%)",
)
_PRINTED_HEADS = ("Nama", "No", "Indikator", "Bukti Dukung", "Keadaan", "Yang Perlu Dilakukan")
"""What is on paper of a line; a file outside the period or used by others stands in what is to be done."""
_LINE_HEADS = (
    *_PRINTED_HEADS,
    "NIP",
    "Unit Kerja",
    "Berkas",
    "Tanggal Berkas",
    "Dalam Periode",
    "Dipakai Juga Oleh",
)
_UNUSED_HEADS = ("Berkas", "Ukuran (byte)", "Tanggal Berkas")
_FILE_TABLE = Table(
    FILES,
    FILES,
    "",
    (Column("Berkas", 46), Column("SHA-256", 66), Column("Dicatat Pada", 18, Look.DATE)),
    "Berkas",
)


def evidence_book(found: Ledger, noted: Mapping[str, Noted], heading: str) -> FlatBook:
    """noted: path -> first hash and day, of every file that this ledger is to remember."""
    people = [
        (one.nip, one.name, one.unit, one.indicators, one.files, one.links, one.named, one.empty, one.percent)
        for one in found.people
    ]
    files = [(path, one.sha256, one.day) for path, one in sorted(noted.items())]
    return FlatBook(
        "Buku Bukti Dukung",
        heading,
        (
            FlatSheet(PEOPLE, "Berapa indikator tiap orang yang ditopang berkas. Tidak memengaruhi nilai.",
                      _PEOPLE_HEADS, people),
            FlatSheet(LINES, "Satu baris satu bukti yang disebut di formulir.", _LINE_HEADS,
                      [_row(line) for line in found.lines], len(_PRINTED_HEADS)),
            FlatSheet(UNUSED, "Berkas di folder bukti yang belum disebut di formulir mana pun.", _UNUSED_HEADS,
                      [(one.path, one.size, one.changed) for one in found.unused]),
            FlatSheet(FILES, "Sidik isi berkas saat pertama dicatat. Hapus barisnya bila perubahan sebuah berkas "
                      "memang benar, lalu jalankan lagi.", tuple(c.header for c in _FILE_TABLE.columns), files),
        ),
    )  # fmt: skip


def _row(line: Line) -> Sequence[Value]:
    file, claim = line.file, line.claim
    return (
        claim.name,
        claim.number,
        claim.indicator,
        line.mention,
        str(line.standing),
        " ".join(_advice(line)),
        claim.nip,
        claim.unit,
        file.path if file else "",
        file.changed if file else None,
        "" if file is None else "Tidak" if line.outside_period else "Ya",
        ", ".join(line.others),
    )


def _advice(line: Line) -> Iterator[str]:
    match line.standing:
        case Standing.GONE:
            yield "Berkas ini tidak ada di folder bukti. Taruh berkasnya di sana, atau betulkan namanya di formulir."
        case Standing.SEVERAL:
            yield "Beberapa berkas bernama sama. Sebut juga nama foldernya, misalnya siti/rekap.pdf."
        case Standing.CHANGED if line.noted is not None:
            yield (
                f"Isinya tidak sama dengan yang dicatat {show_day(line.noted)}. Tanyakan sebabnya; bila benar, hapus "
                f"barisnya di lembar {FILES}."
            )
    if line.outside_period and line.file is not None:
        yield f"Berkasnya bertanggal {show_day(line.file.changed)}, di luar periode. Anggap sebagai petunjuk."
    if line.others:
        yield "Berkas yang sama dipakai orang lain. Boleh bila dikerjakan bersama; sebut bagian masing-masing."


def evidence_findings(found: Ledger) -> tuple[Finding, ...]:
    """What someone should look at, by cell of the ledger; never more than a warning."""
    column = _LINE_HEADS.index("Bukti Dukung") + 1
    numbered = enumerate(found.lines, start=FIRST_ROW)
    return tuple(finding for row, line in numbered for finding in _line_findings(line, address(row, column)))


def _line_findings(line: Line, cell: str) -> Iterator[Finding]:
    message = f'"{line.mention}": ' + " ".join(_advice(line))
    match line.standing:
        case Standing.GONE:
            yield Finding(LINES, cell, "bukti-tidak-ada", Severity.WARNING, message)
        case Standing.SEVERAL:
            yield Finding(LINES, cell, "bukti-rangkap", Severity.WARNING, message)
        case Standing.CHANGED:
            yield Finding(LINES, cell, "bukti-berubah", Severity.WARNING, message)
        case _ if line.others:
            yield Finding(LINES, cell, "bukti-bersama", Severity.WARNING, message)


def read_noted(book: Book) -> dict[str, Noted]:
    """Path -> first hash and day, of an earlier ledger; rows that cannot be read are forgotten."""
    reader, _ = open_table(book, _FILE_TABLE, [column.header for column in _FILE_TABLE.columns])
    if reader is None:
        return {}
    noted = {}
    for row in reader.rows():
        path, digest, day = reader.text(row, "Berkas"), reader.text(row, "SHA-256"), reader.day(row, "Dicatat Pada")
        if path and digest and day is not None:
            noted[path] = Noted(digest, day)
    return noted


def remembered(files: Sequence[EvidenceFile], noted: Mapping[str, Noted], today: date) -> dict[str, Noted]:
    """What the next ledger is to know: every file by its first hash, also files that are gone by now."""
    return {**{file.path: Noted(file.sha256, today) for file in files}, **noted}
