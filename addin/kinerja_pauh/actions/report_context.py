"""What a report template may ask for about one person. The keys are Indonesian: HR edits the templates."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.feedback import sentences
from kinerja_pauh.appraisal.model import Direction
from kinerja_pauh.appraisal.wording import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.appraisal.indicators import IndicatorResult
    from kinerja_pauh.appraisal.model import Employee, Indicator, OutsideFactor
    from kinerja_pauh.appraisal.trace import Step

    from .returns import Person

INDENT = "    "


def report_context(person: Person, staff: Mapping[str, Employee]) -> dict[str, object]:
    """Every name that a report template knows. staff: NIP -> employee, for posts and units."""
    result, form, rules = person.result, person.scored.form, person.scored.rules
    trees = explain(result, rules, form.period)
    return {
        "instansi": form.office.agency,
        "unit": form.office.unit,
        "tempat": form.office.place,
        "periode": form.period.label,
        "mulai": form.period.start,
        "selesai": form.period.end,
        "peraturan": rules.name,
        "pegawai": _identity(result.ratee.nip, result.ratee.name, result.ratee.position, staff),
        "penilai": _identity(form.rater_nip, form.rater_name, "", staff),
        "nilai": _figures(person),
        "kalimat_kalimat": sentences(result, rules),
        "indikator": [_indicator(one) for one in result.indicators],
        "perilaku": [{"nilai": b.value, "rating": b.rating, "contoh": b.example} for b in result.ratee.behaviours],
        "faktor_luar": [_factor(factor) for factor in result.ratee.factors],
        "umpan_balik": [
            {"tanggal": f.day, "baik": f.good, "perbaiki": f.improve, "rencana": f.plan, "tenggat": f.deadline}
            for f in result.ratee.feedback
        ],
        "langkah": [line for tree in trees for line in explanation_lines(tree)],
        "keberatan": {"hari": rules.objection_days.value, "sumber": rules.objection_days.source},
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
        "berbeda": result.work is not None and result.work_raw is not None and result.work != result.work_raw,
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
        "realisasi": _reached(row),
        "bobot": row.weight,
        "capaian": outcome.capaian if outcome else None,
        "capaian_mentah": one.raw.capaian if one.raw else None,
        "nilai": outcome.score if outcome else None,
        "kontribusi": one.contribution,
        "dikeluarkan": one.adjustment.left_out,
        "bukti": row.evidence,
        "catatan": row.note,
    }


def target_text(row: Indicator) -> str:
    """A target as people say it: "90–100 persen", "3 hari kerja", or the words of a qualitative one."""
    if row.direction is Direction.QUALITATIVE or row.target is None:
        return row.target_text
    span = show(row.target) if row.target_upper is None else f"{show(row.target)}–{show(row.target_upper)}"
    return f"{span} {row.unit}".strip()


def _reached(row: Indicator) -> str:
    if row.direction is Direction.QUALITATIVE:
        return str(row.rating or "belum ada")
    return "belum ada" if row.realisation is None else f"{show(row.realisation)} {row.unit}".strip()


def _factor(factor: OutsideFactor) -> dict[str, object]:
    counted = "Disetujui penilai dan atasannya." if factor.counts else "Tidak dihitung: belum disetujui keduanya."
    return {
        "no": factor.indicator,
        "sebab": factor.cause,
        "mulai": factor.start,
        "selesai": factor.end,
        "cara": str(factor.remedy or ""),
        "bukti": factor.evidence,
        "keputusan": counted,
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
                f"{step.source} ({step.confidence})" if step.source else "",
            )
        )
        for depth, step in tree.walk()
    ]
