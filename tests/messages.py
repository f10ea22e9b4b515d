"""What every message to a user has in common, whoever wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.findings import Finding

LONGEST = 300


def flaws(finding: Finding) -> list[str]:
    """What is wrong with a finding's own words; an empty list is good."""
    message = finding.message
    checks = {
        "begins neither with a capital nor a figure nor a quoted word": re.match(r'[A-Z0-9"]', message),
        "does not end as a sentence": message.endswith((".", "?")),
        "holds a NIP": not re.search(r"\d{18}", message),
        "is too long": len(message) <= LONGEST,
        "is not one line": message == " ".join(message.split()),
        "shows a word of the program": not re.search(r"\b(None|Decimal|Traceback|nan|True|False)\b", message),
    }
    return [f"{finding.code}: {what}: {message}" for what, is_good in checks.items() if not is_good]
