"""The sheet Hasil of a form that came back: where each person's result goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

from .form_layout import PROVISIONAL_MARK, RESULTS_TABLE, STATE_MARKS
from .table_reader import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kinerja_pauh.appraisal.scoring import Result

    from .cells import Book, Value


class NoResultsSheet(Refusal):
    """Lembar Hasil tidak dapat dipakai."""


def result_cells(
    book: Book, results: Sequence[Result], stamps: Mapping[str, Mapping[str, Value]]
) -> dict[tuple[int, int], Value]:
    """(row, column) -> value for every result. stamps: NIP -> when, by which version and rules, digest of the entries.

    Raises:
        NoResultsSheet: the sheet, a header or a person's row is gone.
    """
    written = [column.header for column in RESULTS_TABLE.columns if not column.formula and column.header != "Nama"]
    reader, findings = open_table(book, RESULTS_TABLE, written)
    if reader is None:
        raise NoResultsSheet(findings[0].message)
    rows = {reader.nip(row, "NIP"): row for row in reader.rows()}
    cells: dict[tuple[int, int], Value] = {}
    for result in results:
        row = rows.get(result.ratee.nip)
        if row is None:
            raise NoResultsSheet("Baris seorang pegawai di lembar Hasil tidak ada lagi. Kembalikan dari berkas asli.")
        values = {**_values(result), **stamps[result.ratee.nip]}
        cells.update({(row, reader.columns[header]): value for header, value in values.items()})
    return cells


def _values(result: Result) -> dict[str, Value]:
    mark = PROVISIONAL_MARK if result.provisional else ""
    return {
        "Nilai Hasil Kerja": result.work,
        "Hasil Tanpa Faktor Luar": result.work_raw,
        "Nilai Perilaku": result.behaviour,
        "Nilai Akhir": result.final,
        "Sebutan": result.grade,
        "Rating Hasil": result.work_rating,
        "Rating Perilaku": result.behaviour_rating,
        "Predikat": f"{result.predicate}{mark}" if result.predicate else None,
        "Status": f"{STATE_MARKS[result.status]} {result.status}",
    }
