"""A Formulir Penilaian to be sent out: model -> cells, with the results its own formulas will show."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.indicators import days_lost
from kinerja_pauh.appraisal.model import Direction
from kinerja_pauh.appraisal.scoring import example_needed, reason_needed

from . import form_layout as layout
from .cells import Block, SheetFill
from .form_meta import DEFAULT_PASSWORD, entries
from .heights import height_of, row_height
from .layout import FIRST_ROW, SUBTITLE_ROW
from .meta_sheet import meta_fill
from .numbers import FIFTEEN
from .parameters import parameter_cells
from .seal import entry_columns
from .talk_rows import dialogue_row, material_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kinerja_pauh.appraisal.indicators import IndicatorResult
    from kinerja_pauh.appraisal.model import Behaviour, Feedback, Form, Indicator, Office, OutsideFactor, Period, Ratee
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.appraisal.scoring import Result

    from .cells import Value
    from .layout import Table

FACTOR_ROWS, FEEDBACK_ROWS, DIALOGUE_ROWS = 3, 1, 2
"""Empty rows a person gets for outside factors, further feedback and talks: a protected sheet lets nobody add one."""
LEAST_FACTOR_ROWS, LEAST_FEEDBACK_ROWS, LEAST_DIALOGUE_ROWS = 15, 8, 8
Row = dict[str, "Value"]


def fill_form(
    form: Form, results: Sequence[Result], rules: Rulebook, password: str = DEFAULT_PASSWORD
) -> dict[str, SheetFill]:
    """What each sheet of the form holds, not sealed yet.

    results: of the form's ratees, in the same order. password: of its sheets.
    """
    guides = {value.name: "\n".join(f"• {guide}" for guide in value.guides) for value in rules.values.value}
    rows: dict[str, list[Row]] = {
        layout.SUMMARY: [_summary(result) for result in results],
        layout.WORK: [_work(result.ratee, one) for result in results for one in result.indicators],
        layout.BEHAVIOUR: [_behaviour(r, b, guides) for r in form.ratees for b in r.behaviours],
        layout.FACTORS: [_factor(r, f, form.rated_days) for r in form.ratees for f in r.factors],
        layout.FEEDBACK: [_feedback(r, f) for r in form.ratees for f in r.feedback or (None,)],
        layout.DIALOGUE: [dialogue_row(r, d) for r in form.ratees for d in r.dialogues],
        layout.MATERIALS: material_rows(form),
        layout.RESULTS: [{"NIP": r.nip, "Nama": r.name, "Keadaan": "Belum dihitung"} for r in form.ratees],
    }
    people = len(form.ratees)
    rows[layout.FACTORS] += [{"Nama": "", "Hari": 0}] * max(LEAST_FACTOR_ROWS, FACTOR_ROWS * people)
    rows[layout.FEEDBACK] += [{"Nama": ""}] * max(LEAST_FEEDBACK_ROWS, FEEDBACK_ROWS * people)
    rows[layout.DIALOGUE] += [{"Nama": ""}] * max(LEAST_DIALOGUE_ROWS, DIALOGUE_ROWS * people)
    heading = subtitle(form.office, form.rated_days, f"Penilai: {form.rater_name}")
    fills = {name: fill_table(layout.TABLES[name], table_rows, heading) for name, table_rows in rows.items()}
    fills[layout.GUIDE] = SheetFill(values={(SUBTITLE_ROW, 1): heading, **parameter_cells(rules, form.rated_days)})
    fills |= {name: SheetFill(values={(SUBTITLE_ROW, 1): heading}) for name in (layout.FINDINGS, layout.EXPLANATION)}
    fills[layout.META] = fill_meta(form, password)
    return fills


def typed_cells(fills: Mapping[str, SheetFill]) -> dict[str, dict[tuple[int, int], Value]]:
    """Of a filled form what its rater typed: sheet -> cells, for the form as it was handed out."""
    return {
        sheet: {
            (row, column): value
            for (row, column), value in fill.values.items()
            if row >= FIRST_ROW and column in entry_columns(sheet) and value not in (None, "")
        }
        for sheet, fill in fills.items()
        if entry_columns(sheet)
    }


def subtitle(office: Office, period: Period, more: str = "") -> str:
    """The line below each sheet's title: whose it is and for when."""
    days = f"{period.label} ({show_day(period.start)} – {show_day(period.end)})"
    return " · ".join(part for part in (f"{office.agency} – {office.unit}", days, more) if part)


def fill_table(table: Table, rows: Sequence[Row], heading: str) -> SheetFill:
    """The table's rows below its header, one copy of the template's row each; at least one row stays."""
    values: dict[tuple[int, int], Value] = {(SUBTITLE_ROW, 1): heading}
    heights = {}
    for number, row in enumerate(rows, start=FIRST_ROW):
        values.update({(number, table.column(header)): value for header, value in row.items()})
        heights[number] = max(row_height(table, row), height_of(table.lines))
    return SheetFill((Block(FIRST_ROW, FIRST_ROW, max(1, len(rows))),), values, heights)


def fill_meta(form: Form, password: str, seal_key: str = "", seal: str = "") -> SheetFill:
    """The sheet `_meta`. seal: "" while the form has none; seal_key: the id of the key that makes it."""
    return meta_fill(entries(form, password, seal_key, seal))


def indicator_number(number: str) -> Value:
    """An indicator's No as a number where it is one, so that it compares with what people type; "01" stays a text."""
    is_number = number.isascii() and number.isdigit() and len(number) <= FIFTEEN and str(int(number)) == number
    return Decimal(number) if is_number else number


def _or_blank(value: Value) -> Value:
    return "" if value is None else value


def _summary(result: Result) -> Row:
    ratee = result.ratee
    predicate = result.predicate
    if predicate is not None and result.provisional:
        predicate += layout.PROVISIONAL_MARK
    return {
        "NIP": ratee.nip,
        "Nama": ratee.name,
        "Jabatan": ratee.position,
        "Ide Baru": None if ratee.new_idea is None else (layout.YES if ratee.new_idea else layout.NO),
        "Uraian Ide Baru": ratee.idea_text,
        "Nilai Hasil Kerja": _or_blank(result.work),
        "Hasil Tanpa Faktor Luar": _or_blank(result.work_raw),
        "Nilai Perilaku": _or_blank(result.behaviour),
        "Nilai Akhir": _or_blank(result.final),
        "Sebutan": _or_blank(result.grade),
        "Rating Hasil (Usulan)": _or_blank(result.work_rating_proposed),
        "Rating Hasil": ratee.work_rating,
        "Rating Perilaku (Usulan)": _or_blank(result.behaviour_rating_proposed),
        "Rating Perilaku": ratee.behaviour_rating,
        "Alasan": ratee.reason,
        "Predikat": _or_blank(predicate),
        "Status": status_text(result),
    }


def status_text(result: Result) -> str:
    """What the column Status shows: a sign and what is still missing, first things first."""
    ratee = result.ratee
    owed = (
        (result.work is None, "Hasil kerja belum lengkap"),
        (result.behaviour is None, "Perilaku belum lengkap"),
        (ratee.new_idea is None, "Ide Baru belum dipilih"),
        (bool(ratee.new_idea) and not ratee.idea_text, "Uraian ide belum diisi"),
        (any(example_needed(b) and not b.example for b in ratee.behaviours), "Contoh perilaku belum lengkap"),
        (reason_needed(result) and not ratee.reason, "Alasan belum diisi"),
    )
    text = next((words for is_owed, words in owed if is_owed), str(result.status))
    return f"{layout.STATE_MARKS[result.status]} {text}"


def _work(ratee: Ratee, one: IndicatorResult) -> Row:
    indicator, raw, adjusted = one.indicator, one.raw, one.adjusted
    factor: Value = layout.LEFT_OUT if one.adjustment.left_out else one.counted_days
    return {
        "NIP": ratee.nip,
        "Nama": ratee.name,
        "No": indicator_number(indicator.number),
        "Jenis": indicator.kind,
        "Rencana Hasil Kerja": indicator.result,
        "Aspek": indicator.aspect,
        "Indikator": indicator.name,
        "Satuan": indicator.unit,
        "Arah": indicator.direction,
        "Target": _target(indicator),
        "Target Atas": indicator.target_upper,
        "Bobot (%)": indicator.weight,
        "Realisasi": indicator.rating if indicator.direction is Direction.QUALITATIVE else indicator.realisation,
        "Bukti Dukung": indicator.evidence,
        "Catatan": indicator.note,
        "Capaian (%)": raw.capaian if raw else "",
        "Nilai": raw.score if raw else "",
        "Kontribusi": _or_blank(one.raw_contribution),
        "Faktor Luar": factor,
        "Capaian Disesuaikan (%)": adjusted.capaian if adjusted else "",
        "Nilai Disesuaikan": adjusted.score if adjusted else "",
        "Kontribusi Disesuaikan": _or_blank(one.contribution),
    }


def _target(indicator: Indicator) -> Value:
    return indicator.target_text if indicator.direction is Direction.QUALITATIVE else indicator.target


def _behaviour(ratee: Ratee, behaviour: Behaviour, guides: Mapping[str, str]) -> Row:
    return {
        "NIP": ratee.nip,
        "Nama": ratee.name,
        "Nilai BerAKHLAK": behaviour.value,
        "Panduan": guides.get(behaviour.value, ""),
        "Ekspektasi Khusus": behaviour.expectation,
        "Rating": behaviour.rating,
        "Contoh Perilaku": behaviour.example,
    }


def _factor(ratee: Ratee, factor: OutsideFactor, period: Period) -> Row:
    return {
        "NIP": ratee.nip,
        "Nama": ratee.name,
        "No Indikator": indicator_number(factor.indicator),
        "Sebab": factor.cause,
        "Mulai": factor.start,
        "Selesai": factor.end,
        "Cara": factor.remedy,
        "Bukti": factor.evidence,
        "Keputusan Penilai": factor.rater_decision,
        "Keputusan Atasan Penilai": factor.superior_decision,
        "Hari": days_lost(factor, period),
    }


def _feedback(ratee: Ratee, entry: Feedback | None) -> Row:
    row: Row = {"NIP": ratee.nip, "Nama": ratee.name}
    if entry is not None:
        row |= {
            "Tanggal": entry.day,
            "Yang Sudah Baik": entry.good,
            "Yang Perlu Diperbaiki": entry.improve,
            "Rencana Pengembangan": entry.plan,
            "Tenggat": entry.deadline,
        }
    return row
