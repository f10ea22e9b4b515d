"""What was counted of service data, as words for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from kinerja_pauh.actions.service_words import query_words, value_words
from kinerja_pauh.regulations import survey_rules

from .show import SIGNS, VERDICTS, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.actions.outcome import FileOutcome
    from kinerja_pauh.actions.service_data import ServiceOutcome

_SHOWN = 5  # rows of one kind named on the screen before the rest is counted


def service_json(found: ServiceOutcome) -> str:
    """The object of the command contract, with `realisasi`: a value and its query for each link."""
    whole = json.loads(as_json(found.outcome))
    realised = found.data.realised if found.data else ()
    whole["realisasi"] = [
        {
            "nip": one.link.nip,
            "no": one.link.number,
            "ukuran": str(one.link.measure),
            "realisasi": None if one.figure.value is None else float(one.figure.value),
            "asal": query_words(one, survey_rules()) if one.figure.value is not None else "",
        }
        for one in realised
    ]
    return json.dumps(whole, ensure_ascii=False, indent=2)


def service_lines(found: ServiceOutcome) -> Iterator[str]:
    """Each file with its findings, many alike counted together; then what each link says. No name, no NIP."""
    for one in found.outcome.files:
        yield f"{one.file}: {VERDICTS[one.verdict]}{'. ' + one.note if one.note else ''}"
        yield from _findings(one)
    for realised in found.data.realised if found.data else ():
        query = f" ← {query_words(realised, survey_rules())}" if realised.figure.value is not None else ""
        yield f"{realised.indicator.name}: {value_words(realised)}{query}"


def _findings(one: FileOutcome) -> Iterator[str]:
    counts = Counter(finding.code for finding in one.findings)
    shown: Counter[str] = Counter()
    for finding in sorted(one.findings, key=lambda each: each.code):
        shown[finding.code] += 1
        if shown[finding.code] <= _SHOWN:
            place = f"{finding.where}: " if finding.where else ""
            yield f"  {SIGNS[finding.severity]} {place}{finding.message}"
        elif shown[finding.code] == counts[finding.code]:
            yield f"  … dan {counts[finding.code] - _SHOWN} baris lagi seperti itu; semuanya di lembar Ditolak."
