"""What a report template may ask for about one person. The keys are Indonesian: HR edits the templates."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.feedback import sentences
from kinerja_pauh.appraisal.indicator_words import reached_text, target_text
from kinerja_pauh.appraisal.objections import DayBasis, last_day
from kinerja_pauh.appraisal.scoring import Status

from .report_details import calculation_rows, factor_rows, indicator_notes, main_steps
from .report_talk import talk_names
from .self_views import of_this_job
from .side_by_side import job_names, superior_of, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kinerja_pauh.appraisal.indicators import IndicatorResult
    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.appraisal.rulebook import Rulebook
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.appraisal.trace import Step

    from .changed_plans import TargetChange
    from .returns import Person, Returns

INDENT = "    "


def report_context(person: Person, returns: Returns) -> dict[str, object]:
    """Every name that a report template knows, beside those that all documents share."""
    staff = returns.staff
    result, form, rules = person.result, person.scored.form, person.scored.rules
    trees = explain(result, rules, form.rated_days)
    superior = superior_of(person, returns)
    history, jobs = _history(person, returns), job_names(person, returns)
    nip, heard = result.ratee.nip, returns.self_views
    said = {nip: of_this_job(heard[nip], result.ratee, returns.induk)} if nip in heard else {}
    return {
        "instansi": form.office.agency,
        "unit": form.office.unit,
        "tempat": form.office.place,
        "periode": form.period.label,
        "mulai": form.rated_days.start,
        "selesai": form.rated_days.end,
        "peraturan": rules.name,
        "pegawai": {
            **_identity(result.ratee.nip, result.ratee.name, result.ratee.position, staff),
            "unit": unit_of(person, returns),
        },
        "penilai": _identity(form.rater_nip, form.rater_name, "", staff),
        "atasan": _identity(superior, staff[superior].name if superior in staff else "", "", staff),
        "nilai": _figures(person),
        "keadaan": _state(result),
        "kalimat_kalimat": sentences(result, rules),
        "indikator": _indicators(result.indicators, returns.changes.get(result.ratee.nip, {})),
        "perilaku": _behaviours(person, rules),
        "faktor_luar": factor_rows(result),
        "umpan_balik": [
            {"tanggal": f.day, "baik": f.good, "perbaiki": f.improve, "rencana": f.plan, "tenggat": f.deadline}
            for f in result.ratee.feedback
        ],
        **talk_names(person, len(history), [str(one["jabatan"]) for one in jobs], said),
        "penugasan": jobs,
        "riwayat": history,
        "pokok": main_steps(trees),
        "hitungan": calculation_rows(trees),
        "langkah": [line for tree in trees for line in explanation_lines(tree)],
        "keberatan": _objection(returns, rules),
    }


def _identity(nip: str, name: str, position: str, staff: Mapping[str, Employee]) -> dict[str, str]:
    employee = staff.get(nip)
    return {
        "nip": nip,
        "nama": name,
        "jabatan": position or (employee.position if employee else ""),
        "unit": employee.unit if employee else "",
        "pangkat": employee.rank if employee else "",
        "status": str(employee.civil or "") if employee else "",
    }


def _figures(person: Person) -> dict[str, object]:
    result = person.result
    return {
        "hasil": result.work,
        "hasil_mentah": result.work_raw,
        "hasil_sebelum_batas": result.work_adjusted,
        "batas_faktor_luar": result.factor_cap,
        "dibatasi": result.capped,
        "berbeda": result.capped or (None not in {result.work, result.work_raw} and result.work != result.work_raw),
        "perilaku": result.behaviour,
        "akhir": result.final,
        "sebutan": result.grade,
        "usulan_hasil": result.work_rating_proposed,
        "usulan_perilaku": result.behaviour_rating_proposed,
        "rating_hasil": result.work_rating,
        "rating_perilaku": result.behaviour_rating,
        "alasan": result.ratee.reason,
        "predikat": result.predicate,
        "sementara": result.provisional,
        "status": str(result.status),
        "ide": result.ratee.idea_text,
    }


def _state(result: Result) -> str:
    """How far the result is, in words for the page."""
    if result.status is Status.INCOMPLETE:
        return "Penilaian belum lengkap"
    return "SEMENTARA: rating belum dipilih penilai" if result.provisional else "Penilaian lengkap"


def _indicators(rows: Iterable[IndicatorResult], changes: Mapping[str, TargetChange]) -> list[dict[str, object]]:
    """In the order of the plan; rhk_baru: whether a row opens another rencana hasil kerja than the one above."""
    found, last = [], ""
    for one in rows:
        opens = bool(one.indicator.result) and one.indicator.result != last
        notes = indicator_notes(one, changes.get(one.indicator.number))
        found.append({**_indicator(one), "keterangan": notes, "rhk_baru": opens})
        last = one.indicator.result
    return found


def _indicator(one: IndicatorResult) -> dict[str, object]:
    row = one.indicator
    outcome = one.adjusted
    return {
        "no": row.number,
        "jenis": str(row.kind or ""),
        "rhk": row.result,
        "aspek": str(row.aspect or ""),
        "indikator": row.name,
        "satuan": row.unit,
        "target": target_text(row),
        "realisasi": reached_text(row),
        "bobot": row.weight,
        "capaian": outcome.capaian if outcome else None,
        "capaian_mentah": one.raw.capaian if one.raw else None,
        "nilai": outcome.score if outcome else None,
        "nilai_mentah": one.raw.score if one.raw else None,
        "kontribusi": one.contribution,
        "kontribusi_mentah": one.raw_contribution,
        "dikeluarkan": one.adjustment.left_out,
        "bukti": row.evidence,
        "catatan": row.note,
    }


def _behaviours(person: Person, rules: Rulebook) -> list[dict[str, object]]:
    scores = rules.rating_scores.value
    return [
        {"nilai": b.value, "rating": b.rating, "angka": scores[b.rating] if b.rating else None, "contoh": b.example}
        for b in person.result.ratee.behaviours
    ]


def _history(person: Person, returns: Returns) -> list[dict[str, object]]:
    """Earlier periods, oldest first, then this one; nothing where there is no earlier one."""
    earlier = returns.earlier.get(person.result.ratee.nip, ())
    return [
        {
            "periode": one.scored.form.period.label,
            "hasil": one.result.work,
            "perilaku": one.result.behaviour,
            "akhir": one.result.final,
            "sebutan": one.result.grade,
            "predikat": one.result.predicate,
            "kini": one is person,
        }
        for one in ((*earlier, person) if earlier else ())
    ]


def _objection(returns: Returns, rules: Rulebook) -> dict[str, object]:
    """diserahkan, sampai: the day on which the report is given out and the last day to object; None while unknown."""
    days, given = rules.objection_days, returns.induk.handed_over
    return {
        "hari": days.value,
        "satuan": "hari kerja" if returns.induk.day_basis is DayBasis.WORKING else "hari",
        "sumber": days.source,
        "diserahkan": given,
        "sampai": None if given is None else last_day(given, int(days.value), returns.induk.day_basis),
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the computation: what, its value, how, from which cell, by which rule."""

    uraian: str
    nilai: object
    cara: str
    sel: str
    dasar: str


def explanation_lines(tree: Step) -> list[dict[str, object]]:
    """The tree as indented lines, in reading order."""
    return [
        asdict(
            Line(
                INDENT * depth + step.label,
                "belum ada" if step.value is None else step.value,
                step.formula,
                step.where,
                step.basis,
            )
        )
        for depth, step in tree.walk()
    ]
