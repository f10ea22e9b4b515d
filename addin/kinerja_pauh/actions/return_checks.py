"""A returned form held against the office's lists: does it belong here, and are its people still on the list?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import address
from kinerja_pauh.sheets.form_meta import read_meta
from kinerja_pauh.sheets.table_reader import open_table

from .sealing import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.appraisal.model import Form
    from kinerja_pauh.ports import SealKeys
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk


class NotIssuedHere(Refusal):
    """Formulir itu tidak dibagikan dari folder ini."""


def unknown_form(book: Book, induk: Induk, keys: SealKeys) -> NotIssuedHere:
    """Why a form that the register does not know is not taken."""
    meta = read_meta(book)
    if (meta.office.agency, meta.office.unit) != (induk.office.agency, induk.office.unit):
        return NotIssuedHere(
            f"Formulir ini dari {meta.office.agency} – {meta.office.unit}, bukan dari kantor ini. Kirim kembali."
        )
    if induk.period is not None and meta.period.label != induk.period.label:
        return NotIssuedHere(
            f"Formulir ini untuk periode {meta.period.label}, sedangkan folder ini untuk {induk.period.label}. "
            "Taruh di 2_masuk folder periodenya."
        )
    if is_ours(book, keys):
        return NotIssuedHere(
            "Formulir ini bersegel kantor ini, tetapi tidak tercatat di register folder ini. Pulihkan register dari "
            "cadangan terbaru, atau periksa apakah salah folder."
        )
    return NotIssuedHere(
        "Formulir ini tidak dibagikan dari folder ini, dan segelnya tidak dikenal. Minta penilai mengisi formulir yang "
        "dibagikan."
    )


def list_findings(form: Form, book: Book, induk: Induk) -> Iterator[Finding]:
    """Warnings where the Induk has gone on since the form was handed out, and where rows are hidden."""
    staff = {one.nip: one for one in induk.employees}
    raters = _raters(induk, form)
    if form.rater_nip not in staff:
        message = "Penilai formulir ini tidak ada lagi di lembar Pegawai. Periksa Induk, lalu kumpulkan lagi."
        yield Finding(layout.META, "", "penilai-tidak-di-daftar", Severity.WARNING, message)
    for row, nip in _people(book, layout.SUMMARY):
        person = staff.get(nip)
        place = address(row, layout.TABLES[layout.SUMMARY].column("NIP"))
        if person is None or not person.active:
            message = "Pegawai di baris ini tidak ada lagi, atau tidak aktif, di lembar Pegawai. Periksa Induk."
            yield Finding(layout.SUMMARY, place, "pegawai-tidak-di-daftar", Severity.WARNING, message)
        elif form.rater_nip not in raters[nip]:
            message = (
                "Penilai pegawai di baris ini, atau masa yang dinilainya, sudah lain di Induk. Periksa Induk, atau "
                "bagikan ulang."
            )
            yield Finding(layout.SUMMARY, place, "penilai-berganti", Severity.WARNING, message)
    yield from _hidden(book)


def _raters(induk: Induk, form: Form) -> dict[str, set[str]]:
    """NIP -> who rates the person over the days of the form, as the Induk has it now."""
    return {
        employee.nip: {one.rater for one in induk.assignments_of(employee, form.period) if one.part == form.part}
        for employee in induk.employees
    }


def _hidden(book: Book) -> Iterator[Finding]:
    """One warning a sheet: a filter that was left on hides many rows at once."""
    for sheet, table in layout.TABLES.items():
        hidden = book.hidden_rows.get(sheet, frozenset())
        rows = [row for row, _ in _people(book, sheet) if row in hidden]
        if rows:
            message = f"{len(rows)} baris pegawai tersembunyi di lembar ini. Tampilkan, lalu periksa isinya."
            place = address(rows[0], table.column("NIP"))
            yield Finding(sheet, place, "baris-tersembunyi", Severity.WARNING, message)


def _people(book: Book, sheet: str) -> list[tuple[int, str]]:
    """Row and NIP of every row of a sheet that names a person."""
    reader, _ = open_table(book, layout.TABLES[sheet], ["NIP"])
    if reader is None:
        return []
    return [(row, nip) for row in reader.rows() if (nip := reader.nip(row, "NIP"))]
