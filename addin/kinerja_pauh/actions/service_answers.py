"""Which filled survey sheets count for the period, and for which service."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.day_words import show_day
from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.service_records import service_key
from kinerja_pauh.appraisal.wording import quote
from kinerja_pauh.sheets.service_table import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kinerja_pauh.appraisal.model import Period
    from kinerja_pauh.appraisal.service_figures import Answers
    from kinerja_pauh.appraisal.service_records import Service


@dataclass(frozen=True, slots=True)
class JudgedAnswers:
    """counted: with the office's own name of the service, "" where the sheet names none that it knows."""

    counted: tuple[Answers, ...]
    refused: tuple[Refused, ...]
    warned: tuple[Refused, ...]


def judge_answers(answers: Iterable[Answers], services: Mapping[str, Service], period: Period) -> JudgedAnswers:
    """Sheets of the period; one without a date belongs to the period for which it was handed in."""
    counted, refused, warned = [], [], []
    for one in answers:
        if one.day is not None and not period.start <= one.day <= period.end:
            message = f"Tanggal survei {show_day(one.day)} di luar periode {period.label}. Betulkan, atau biarkan."
            finding = Finding(one.sheet, "", "survei-luar-periode", Severity.WRONG, message)
            refused.append(Refused(one.file, one.row, finding))
            continue
        known = services.get(service_key(one.service))
        if one.service and known is None:
            message = (
                f'Layanan "{quote(one.service)}" pada survei tidak ada di lembar Layanan. Tetap dihitung untuk seluruh '
                "kantor; tambahkan sebagai Sebutan Lain agar juga dihitung untuk layanannya."
            )
            finding = Finding(one.sheet, "", "survei-layanan-asing", Severity.WARNING, message)
            warned.append(Refused(one.file, one.row, finding))
        counted.append(replace(one, service=known.name if known else ""))
    return JudgedAnswers(tuple(counted), tuple(refused), tuple(warned))
