"""The buttons of an open Formulir Penilaian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.sheets.cells import SheetChange
from kinerja_pauh.sheets.form_layout import EXPLANATION, FINDINGS, RESULTS, TABLES
from kinerja_pauh.sheets.form_meta import read_meta
from kinerja_pauh.sheets.mark_sheets import (
    explanation_change,
    no_explanation_change,
)
from kinerja_pauh.sheets.table_reader import open_table

from .appraise import stamped_results
from .marking import marks, no_marks
from .message import Message, counted
from .outcome import blocked
from .read_files import score_form
from .report_context import explanation_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.ports import LiveWorkbook, World
    from kinerja_pauh.sheets.cells import Book, Value

    from .read_files import ScoredForm

_LOOK_AT_LIST = f"Daftarnya di lembar {FINDINGS}; klik alamat selnya untuk melompat ke sana."


class NobodyChosen(Refusal):
    """Baris yang dipilih bukan baris seorang pegawai."""


def check_entries(live: LiveWorkbook, world: World) -> Message:
    """Periksa Isian: mark what is wrong or missing.

    Raises:
        Refusal: the workbook is no form of this version, or cannot be written.
    """
    book = live.read()
    scored = score_form(book, world.now().date())
    live.apply(marks(book, TABLES, scored.findings), read_meta(book).password)
    if not scored.findings:
        return Message("Isian lengkap dan tidak ada temuan. Silakan tekan Hitung Nilai.")
    return Message(f"Ada temuan: {counted(scored.findings)}. {_LOOK_AT_LIST}", warning=True)


def appraise_open(live: LiveWorkbook, world: World) -> Message:
    """Hitung Nilai: write the results into the sheet Hasil unless a finding forbids it; mark the findings.

    Raises:
        Refusal: the workbook is no form of this version, or cannot be written.
    """
    book = live.read()
    scored = score_form(book, world.now().date())
    changes = marks(book, TABLES, scored.findings)
    forbidden = blocked(scored.findings)
    if not forbidden:
        changes.append(SheetChange(RESULTS, stamped_results(book, scored, world)))
    live.apply(changes, read_meta(book).password)
    return _forbidden(scored) if forbidden else _written(live, scored)


def explain_selected(live: LiveWorkbook, _world: World) -> Message:
    """Jelaskan Nilai: the tree behind the numbers of the person in whose row the selected cell is.

    Raises:
        NobodyChosen: the selected cell is in no person's row.
        Refusal: the workbook is no form of this version, or cannot be written.
    """
    book = live.read()
    scored = score_form(book)
    result = _chosen(book, scored, live.selection())
    lines = [
        _shown(line)
        for tree in explain(result, scored.rules, scored.form.rated_days)
        for line in explanation_lines(tree)
    ]
    heading = f"{result.ratee.name} · NIP {result.ratee.nip}"
    live.apply([explanation_change(heading, lines)], read_meta(book).password)
    live.show(EXPLANATION)
    return Message(
        f"Penjelasan nilai pegawai yang dipilih ada di lembar {EXPLANATION}; sel dan aturan asalnya tertulis di situ."
    )


def clear_marks(live: LiveWorkbook, _world: World) -> Message:
    """Bersihkan Tanda: no notes of ours, no colours of findings, an empty list.

    Raises:
        Refusal: the workbook is no form of this version, or cannot be written.
    """
    book = live.read()
    password = read_meta(book).password
    live.apply([*no_marks(book, TABLES), no_explanation_change()], password)
    return Message("Tanda temuan dibersihkan. Isian dan nilai tidak berubah.")


def _forbidden(scored: ScoredForm) -> Message:
    text = (
        f"Nilai belum ditulis ke lembar {RESULTS}: masih ada temuan ({counted(scored.findings)}). {_LOOK_AT_LIST} "
        "Nilai sementara tetap terlihat di Ringkasan."
    )
    return Message(text, warning=True)


def _written(live: LiveWorkbook, scored: ScoredForm) -> Message:
    people = len(scored.results)
    text = f"Nilai {people} pegawai ditulis ke lembar {RESULTS}."
    if people == 1:
        text = f"Nilai akhir {show_score(scored.results[0].final)} ditulis ke lembar {RESULTS}."  # type: ignore[arg-type]
    if scored.findings:
        text += f" Masih {counted(scored.findings)}: lihat lembar {FINDINGS}."
    text += (
        " Buku ini terbuka hanya-baca: simpan dengan nama lain."
        if live.read_only
        else " Simpan buku ini sebelum ditutup."
    )
    return Message(text, warning=bool(scored.findings) or live.read_only)


def _chosen(book: Book, scored: ScoredForm, place: tuple[str, int, int]) -> Result:
    if len(scored.results) == 1:
        return scored.results[0]
    sheet, row, _ = place
    if sheet in TABLES:
        reader, _ = open_table(book, TABLES[sheet], ["NIP"])
        if reader is not None and row in reader.rows():
            nip = reader.nip(row, "NIP")
            for result in scored.results:
                if result.ratee.nip == nip:
                    return result
    raise NobodyChosen(
        "Pilih dulu satu sel di baris seorang pegawai, misalnya namanya di lembar Ringkasan, lalu tekan Jelaskan Nilai."
    )


def _shown(line: Mapping[str, object]) -> dict[str, Value]:
    headers = {"uraian": "Uraian", "nilai": "Nilai", "cara": "Cara", "sel": "Sel", "dasar": "Dasar"}
    return {header: line[key] for key, header in headers.items()}  # type: ignore[misc]  # values of a Step
