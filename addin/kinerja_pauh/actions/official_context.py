"""What every official form may name: the office, the people at its head, its titles, and the work by RHK."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.indicator_words import reached_text, target_text
from kinerja_pauh.appraisal.jobs import position_words
from kinerja_pauh.appraisal.model import Civil, Kind
from kinerja_pauh.regulations import office_texts
from kinerja_pauh.sheets.induk_layout import DOCUMENT_KEYS

from .side_by_side import job_of, superior_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kinerja_pauh.appraisal.model import Employee, Indicator, Period

    from .returns import Person, Returns

RULED = "……………………………………"
"""What stands where people write by hand."""
_GROUPS = ((Kind.MAIN, "A. UTAMA"), (Kind.ADDITIONAL, "B. TAMBAHAN"))


def office_context(person: Person, returns: Returns) -> dict[str, object]:
    """The names of the head of every form.

    Raises:
        SettingRefused: the office says something about documents that it may not.
    """
    induk, form = returns.induk, person.scored.form
    nip = person.result.ratee.nip
    employee = returns.staff.get(nip)
    superior = returns.staff.get(superior_of(person, returns))
    whose = identity(employee, nip, person.result.ratee.name, person.result.ratee.position)
    if job := job_of(person, returns.induk):
        whose |= {"jabatan": position_words(job), "unit": job.unit or whose["unit"]}
    return {
        "instansi": induk.office.agency,
        "unit": induk.office.unit,
        "tempat": induk.office.place,
        "periode": form.period.label,
        "mulai": form.rated_days.start,
        "selesai": form.rated_days.end,
        "akhir": is_final(form.period),
        "garis": RULED,
        "teks": printed_texts(returns),
        "pegawai": whose,
        "penilai": identity(returns.staff.get(form.rater_nip), form.rater_nip, form.rater_name),
        "atasan": identity(superior),
    }


def printed_texts(returns: Returns) -> dict[str, str]:
    """Titles and texts by their key without its beginning; "" where the form leaves room to write.

    Raises:
        SettingRefused: as for `office_context`.
    """
    own = {key: value for key, value in returns.induk.texts.items() if value}
    return {key.removeprefix(DOCUMENT_KEYS): text.value for key, text in office_texts(own).items()}


def is_final(period: Period) -> bool:
    """Whether it ends with the year: the evaluation at the end, not a periodic one."""
    return (period.end.month, period.end.day) == (12, 31)


def identity(employee: Employee | None, nip: str = "", name: str = "", position: str = "") -> dict[str, str]:
    """The five rows of a person on a form; empty where the office does not know. Staff come before what a form says."""
    contract = employee is not None and employee.civil in {Civil.PPPK, Civil.PPPK_PART_TIME}
    return {
        "nama": employee.name if employee else name,
        "nip": employee.nip if employee else nip,
        "sebutan_nip": "NI PPPK" if contract else "NIP",
        "pangkat": employee.rank if employee else "",
        "jabatan": employee.position if employee else position,
        "unit": employee.unit if employee else "",
    }


def with_plan(rows: Iterable[Indicator], plan: Iterable[Indicator]) -> list[Indicator]:
    """Rows of a form with what only the Induk's plan says of them: RHK of the superior, source of data."""
    planned = {one.number: one for one in plan}
    return [_with_plan(row, planned.get(row.number)) for row in rows]


def _with_plan(row: Indicator, planned: Indicator | None) -> Indicator:
    if planned is None or planned.name != row.name:
        return row
    return replace(row, superior_result=planned.superior_result, data_source=planned.data_source)


def work_groups(rows: Sequence[Indicator]) -> list[dict[str, object]]:
    """A. UTAMA and B. TAMBAHAN, in each the RHK numbered from 1, in each its indicators."""
    groups: list[dict[str, object]] = []
    for kind, title in _GROUPS:
        results: dict[str, list[Indicator]] = {}
        for row in rows:
            if (row.kind or Kind.MAIN) is kind:
                results.setdefault(row.result, []).append(row)
        listed = [_result(number, *one) for number, one in enumerate(results.items(), start=1)]
        groups.append({"judul": title, "rhk": listed})
    return groups


def _result(number: int, result: str, rows: Sequence[Indicator]) -> dict[str, object]:
    aspects = [_aspect(row) for row in rows]
    return {
        "no": number,
        "rhk": result,
        "rhk_atasan": next((row.superior_result for row in rows if row.superior_result), ""),
        "aspek": aspects,
        "pertama": aspects[0],
        "lain": aspects[1:],
    }


def _aspect(row: Indicator) -> Mapping[str, object]:
    """One indicator; what is not there yet is left blank, to be written by hand."""
    return {
        "no": row.number,
        "aspek": str(row.aspect or ""),
        "indikator": row.name,
        "target": target_text(row, missing=""),
        "sumber_data": row.data_source,
        "realisasi": reached_text(row, missing=""),
        "bukti": row.evidence,
        "umpan_balik": row.note,
    }


def behaviours(person: Person) -> list[dict[str, object]]:
    """The seven values with their guides and what was said of them; feedback is the example that the rater wrote."""
    said = {one.value: one for one in person.result.ratee.behaviours}
    found: list[dict[str, object]] = []
    for number, value in enumerate(person.scored.rules.values.value, start=1):
        own = said.get(value.name)
        found.append(
            {
                "no": number,
                "nilai": value.name,
                "panduan": list(value.guides),
                "ekspektasi": own.expectation if own else "",
                "rating": str((own and own.rating) or ""),
                "umpan_balik": own.example if own else "",
            }
        )
    return found
