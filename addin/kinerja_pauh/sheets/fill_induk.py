"""A new Induk: staff, plans and settings -> cells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.model import Period
from kinerja_pauh.appraisal.objections import DayBasis

from . import induk_layout as layout
from .cells import SheetFill
from .fill_form import fill_table, indicator_number
from .job_sheet import JOB_COLUMN
from .layout import SUBTITLE_ROW
from .mark_sheets import FINDINGS
from .monitor_sheet import MONITOR
from .plan_rows import plan_cells
from .service_sheets import SERVICE_TABLES
from .year_sheets import YEAR_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kinerja_pauh.appraisal.model import Employee, Indicator, Office

    from .cells import Value
    from .layout import Table

SPARE_STAFF, SPARE_PLANS, SPARE_SERVICE, SPARE_YEAR = 25, 60, 50, 20
"""Empty rows below the filled ones, ready to type into; more may be added by copying a row down."""


def fill_induk(
    employees: Sequence[Employee], plans: Mapping[str, Sequence[Indicator]], settings: Mapping[str, Value]
) -> dict[str, SheetFill]:
    """What each sheet of a new Induk holds. settings: every key of SETTING_KEYS."""
    heading = " – ".join(str(settings[key]) for key in ("instansi", "unit") if settings[key])
    staff = [_employee(e) for e in employees]
    rows = [plan_values(e, indicator) for e in employees for indicator in plans.get(e.nip, ())]
    keys: list[dict[str, Value]] = [
        {"Kunci": key, "Nilai": settings[key], "Keterangan": words} for key, words in layout.SETTING_KEYS.items()
    ]
    blank: dict[str, Value] = {}
    unnamed: dict[str, Value] = {"Nama": ""}
    return {
        layout.HOME: SheetFill(values={(SUBTITLE_ROW, 1): heading}),
        layout.STAFF: fill_table(layout.STAFF_TABLE, staff + [blank] * SPARE_STAFF, heading),
        layout.PLANS: fill_table(layout.PLANS_TABLE, rows + [unnamed] * SPARE_PLANS, heading),
        layout.SETTINGS: fill_table(layout.SETTINGS_TABLE, keys, heading),
        **{table.sheet: _empty_sheet(table, SPARE_SERVICE, heading) for table in SERVICE_TABLES},
        **{table.sheet: _empty_sheet(table, SPARE_YEAR, heading) for table in YEAR_TABLES},
        layout.REFERENCE: SheetFill(values={(SUBTITLE_ROW, 1): heading}),
        FINDINGS: SheetFill(values={(SUBTITLE_ROW, 1): heading}),
        MONITOR: SheetFill(values={(SUBTITLE_ROW, 1): heading}),
    }


def _empty_sheet(table: Table, rows: int, heading: str) -> SheetFill:
    """Rows to type into, empty also where a formula stands."""
    empty: dict[str, Value] = {column.header: "" for column in table.columns if column.formula}
    return fill_table(table, [empty] * rows, heading)


def settings_for(office: Office, period: Period, *, year: int) -> dict[str, Value]:
    """The sheet Pengaturan of a new year, with the defaults of what was not said."""
    return {
        "instansi": office.agency,
        "unit": office.unit,
        "tempat": office.place,
        "tahun": year,
        "periode": period.label,
        "mulai": show_day(period.start),
        "selesai": show_day(period.end),
        layout.DEADLINE: "",
        layout.HANDED_OVER: "",
        layout.DAY_BASIS: DayBasis.CALENDAR.value,
        layout.LAST_FOLDER: "",
        layout.PLANS_FIRST: "Tidak",
        "dengan_rekan": "Tidak",
        "versi_berakhlak": "A",
        "predikat_organisasi": "",
        "kata_sandi_lembar": "",
    }


def _employee(employee: Employee) -> dict[str, Value]:
    return {
        "NIP": employee.nip,
        "Nama": employee.name,
        "Status ASN": employee.civil,
        "Pangkat/Gol.": employee.rank,
        "Jabatan": employee.position,
        "Jenis Jabatan": employee.position_type,
        "Unit Kerja": employee.unit,
        "NIP Penilai": employee.rater,
        "NIP Atasan Penilai": employee.superior,
        "Aktif": layout.ACTIVE if employee.active else layout.INACTIVE,
    }


def plan_values(employee: Employee, row: Indicator) -> dict[str, Value]:
    """One row of the sheet Rencana, header -> value."""
    numbers: dict[str, Value] = {"No": indicator_number(row.number), JOB_COLUMN: indicator_number(row.job)}
    return {"NIP": employee.nip, "Nama": employee.name, **numbers, **plan_cells(row)}


def year_period(year: int) -> Period:
    """The whole calendar year as an appraised period."""
    return Period(f"Tahunan {year}", date(year, 1, 1), date(year, 12, 31))
