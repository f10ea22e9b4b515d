"""Outcomes as words for people and as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kinerja_pauh.actions.monitor_words import monitor_record
from kinerja_pauh.actions.outcome import Verdict
from kinerja_pauh.actions.peer_status import peer_record
from kinerja_pauh.actions.person_history_words import chapter_record
from kinerja_pauh.actions.plan_status import status_record
from kinerja_pauh.actions.report_context import explanation_lines
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.wording import show, show_score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from kinerja_pauh.actions.explaining import Explanation
    from kinerja_pauh.actions.keep_register import Retention
    from kinerja_pauh.actions.monitor_office import MonitorOutcome
    from kinerja_pauh.actions.outcome import FileOutcome, Outcome
    from kinerja_pauh.actions.peer_status import PeerStatus
    from kinerja_pauh.actions.person_history import Chapter
    from kinerja_pauh.actions.plan_status import PlanStatus
    from kinerja_pauh.actions.verification import Answer
    from kinerja_pauh.appraisal.findings import Finding
    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.appraisal.trace import Step

SIGNS = {Severity.WRONG: "✕", Severity.MISSING: "▲", Severity.WARNING: "•"}
VERDICTS = {Verdict.ACCEPTED: "✓ diterima", Verdict.LOOK: "▲ perlu dilihat", Verdict.REFUSED: "✕ ditolak"}


def as_json(outcome: Outcome) -> str:
    """The object of the command contract: files with verdict, findings and results."""
    return _dump([_file(one) for one in outcome.files])


def explanation_json(file: str, explanation: Explanation) -> str:
    """The same object for one person of one file, with the lines of the explanation."""
    lines = [line for tree in explanation.trees for line in explanation_lines(tree)]
    return _dump(
        [
            {
                "berkas": file,
                "putusan": str(Verdict.ACCEPTED),
                "temuan": [_finding(f) for f in explanation.findings],
                "hasil": [_result(explanation.result)],
                "penjelasan": [{key: _plain(value) for key, value in line.items()} for line in lines],
            }
        ]
    )


def monitor_json(outcome: MonitorOutcome) -> str:
    """Who has not returned, with what was typed wrongly into the sheet."""
    record = {**monitor_record(outcome.found), "temuan": [_finding(one) for one in outcome.findings]}
    return json.dumps(record, ensure_ascii=False, indent=2)


def plans_json(status: PlanStatus) -> str:
    """How it stands with every plan."""
    return json.dumps(status_record(status), ensure_ascii=False, indent=2)


def peers_json(status: PeerStatus) -> str:
    """What colleagues answered about everybody, and how much is missing."""
    return json.dumps(peer_record(status), ensure_ascii=False, indent=2)


def person_json(known: Mapping[str, object]) -> str:
    """What the register knows of a person; dates and numbers as they stand there."""
    return json.dumps(known, ensure_ascii=False, indent=2, default=str)


def code_json(answer: Answer) -> str:
    """Whether a printed code still counts, and the result it stands for; null where it stands for none."""
    person = answer.person
    record = {
        "kode": answer.code,
        "keadaan": str(answer.validity),
        "periode": person and person.scored.form.period.label,
        "unit": answer.unit,
        "hasil": person and _result(person.result),
        "tidak_terbaca": answer.unread,
        "kerusakan_register": list(answer.faults),
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def retention_json(found: Retention) -> str:
    """Ids of the forms past their time, and how many entries went; null where nothing was to be erased."""
    return json.dumps({"formulir": list(found.forms), "dihapus": found.erased}, indent=2)


def _dump(files: list[dict[str, object]]) -> str:
    return json.dumps({"berkas": files}, ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str) else float(str(value))


def _file(one: FileOutcome) -> dict[str, object]:
    return {
        "berkas": one.file,
        "putusan": str(one.verdict),
        "catatan": one.note,
        "temuan": [_finding(finding) for finding in one.findings],
        "hasil": [_result(result) for result in one.results],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "lembar": finding.sheet,
        "sel": finding.cell,
        "kode": finding.code,
        "tingkat": str(finding.severity),
        "pesan": finding.message,
    }


def _result(result: Result) -> dict[str, object]:
    return {
        "nip": result.ratee.nip,
        "nama": result.ratee.name,
        "nilai_hasil": _number(result.work),
        "nilai_perilaku": _number(result.behaviour),
        "nilai_akhir": _number(result.final),
        "sebutan": result.grade,
        "rating_hasil_usulan": result.work_rating_proposed,
        "rating_hasil": result.work_rating,
        "rating_perilaku_usulan": result.behaviour_rating_proposed,
        "rating_perilaku": result.behaviour_rating,
        "predikat": result.predicate,
        "status": str(result.status).lower(),
    }


def _number(score: Decimal | None) -> float | None:
    return None if score is None else float(score)


def history_json(chapters: Sequence[Chapter]) -> str:
    """One person's history as one JSON object."""
    told = [{**chapter_record(one), "hasil": _result(one.result) if one.result else None} for one in chapters]
    return json.dumps({"riwayat": told}, ensure_ascii=False, indent=2)


def in_words(outcome: Outcome) -> Iterator[str]:
    """Lines for people: each file with its verdict, findings and results."""
    for one in outcome.files:
        yield f"{one.file}: {VERDICTS[one.verdict]}{'. ' + one.note if one.note else ''}"
        for finding in one.findings:
            place = f"{finding.where}: " if finding.where else ""
            yield f"  {SIGNS[finding.severity]} {place}{finding.message}"
        for result in one.results:
            yield f"  {_summary(result)}"


def _summary(result: Result) -> str:
    if result.final is None:
        return f"{result.ratee.name}: belum lengkap"
    mark = " (SEMENTARA)" if result.provisional else ""
    return f"{result.ratee.name}: nilai akhir {show_score(result.final)}, predikat {result.predicate}{mark}"


def tree_lines(tree: Step) -> Iterator[str]:
    """A tree as indented lines: label = value, how, from which cell, by which rule."""
    for depth, step in tree.walk():
        how = f"  ← {step.formula}" if step.formula else ""
        cell = f"  [{step.where}]" if step.where else ""
        rule = f"  ({step.source}; keyakinan {step.confidence})" if step.source else ""
        yield f"{'  ' * depth}{step.label}: {_shown(step.value)}{how}{cell}{rule}"


def _shown(value: Decimal | str | None) -> str:
    if value is None:
        return "belum ada"
    return value if isinstance(value, str) else show(value)
