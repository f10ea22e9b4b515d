"""The sheet Pengaturan of the Induk: cells -> what the office chose, with a finding for every entry that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.model import Office, Period, RuleChoice
from kinerja_pauh.appraisal.objections import DayBasis

from . import induk_layout as layout
from .days import from_text
from .form_meta import DEFAULT_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .table_reader import TableReader

ORGANISATION_PREDICATES = ("Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the office chose. The fields are those of `read_induk.Induk`."""

    office: Office
    period: Period | None
    rules: RuleChoice
    password: str
    organisation_predicate: str
    deadline: date | None
    handed_over: date | None
    day_basis: DayBasis
    texts: Mapping[str, str]
    plans_first: bool
    last_folder: str


def read_settings(reader: TableReader | None) -> Settings:
    """The settings of a table that has every header; findings are added to the reader. None: all is as if unset."""
    rows = _keys(reader) if reader else {}
    return Settings(  # in the order in which what is wrong is told
        office=_office(reader, rows),
        period=_period(reader, rows),
        rules=_rules(reader, rows),
        password=_word(reader, rows, "kata_sandi_lembar") or DEFAULT_PASSWORD,
        organisation_predicate=_choice(reader, rows, "predikat_organisasi", ORGANISATION_PREDICATES),
        deadline=_day(reader, rows, layout.DEADLINE),
        handed_over=_day(reader, rows, layout.HANDED_OVER),
        day_basis=DayBasis(_choice(reader, rows, layout.DAY_BASIS, tuple(DayBasis)) or DayBasis.CALENDAR),
        texts={key: _word(reader, rows, key) for key in rows if key.startswith(layout.DOCUMENT_KEYS)},
        plans_first=_choice(reader, rows, layout.PLANS_FIRST, ("Ya", "Tidak")) == "Ya",
        last_folder=_word(reader, rows, layout.LAST_FOLDER),
    )


def _keys(reader: TableReader) -> dict[str, int]:
    """Key -> its row; a key that stands twice is reported."""
    rows: dict[str, int] = {}
    for row in reader.rows():
        key = reader.text(row, "Kunci")
        if key in rows:
            reader.add(row, "Kunci", "kunci-ganda", f"Kunci {key} ada dua kali. Hapus salah satu barisnya.")
        elif key:
            rows[key] = row
    return rows


def _word(reader: TableReader | None, rows: Mapping[str, int], key: str) -> str:
    return reader.text(rows[key], "Nilai") if reader and key in rows else ""


def _day(reader: TableReader | None, rows: Mapping[str, int], key: str) -> date | None:
    """A date of the settings. Their cells are text, so that a date may be typed in words; a real date does as well."""
    if reader is None or key not in rows or reader.is_blank(rows[key], "Nilai"):
        return None
    cell = reader.cells[rows[key], reader.columns["Nilai"]]
    typed = from_text(cell.value) if isinstance(cell.value, str) and not cell.formula else None
    return typed or reader.day(rows[key], "Nilai")


def _office(reader: TableReader | None, rows: Mapping[str, int]) -> Office:
    return Office(_word(reader, rows, "instansi"), _word(reader, rows, "unit"), _word(reader, rows, "tempat"))


def _period(reader: TableReader | None, rows: Mapping[str, int]) -> Period | None:
    if reader is None:
        return None
    label, start, end = _word(reader, rows, "periode"), _day(reader, rows, "mulai"), _day(reader, rows, "selesai")
    for key, value in (("periode", label), ("mulai", start), ("selesai", end)):
        if not value and key not in rows:
            reader.findings.append(_missing_key(key))
        elif not value and reader.is_blank(rows[key], "Nilai"):
            reader.add(rows[key], "Nilai", "pengaturan-kosong", f"Pengaturan {key} belum diisi. Isi kolom Nilai.")
    if start and end and end < start:
        reader.add(
            rows["selesai"],
            "Nilai",
            "periode-terbalik",
            "Hari terakhir periode lebih awal daripada hari pertama. Betulkan.",
        )
        return None
    return Period(label, start, end) if label and start and end else None


def _missing_key(key: str) -> Finding:
    message = f"Kunci {key} tidak ada di lembar Pengaturan. Tambahkan barisnya."
    return Finding(layout.SETTINGS, "", "pengaturan-kosong", Severity.WRONG, message)


def _rules(reader: TableReader | None, rows: Mapping[str, int]) -> RuleChoice:
    peers = _choice(reader, rows, "dengan_rekan", ("Ya", "Tidak"))
    version = _choice(reader, rows, "versi_berakhlak", ("A", "B"))
    own = [(key, _word(reader, rows, key)) for key in rows if _is_rule(key)]
    return RuleChoice("", peers == "Ya", version or "A", tuple((key, value) for key, value in own if value))


def _is_rule(key: str) -> bool:
    return key not in layout.SETTING_KEYS and not key.startswith(layout.DOCUMENT_KEYS)


def _choice(reader: TableReader | None, rows: Mapping[str, int], key: str, words: tuple[str, ...]) -> str:
    return (reader.choice(rows[key], "Nilai", words) or "") if reader and key in rows else ""
