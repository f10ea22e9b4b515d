"""What a button says when it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kinerja_pauh.appraisal.findings import Finding


@dataclass(frozen=True, slots=True)
class Message:
    """One or two sentences for a message box. warning: something is left for the user to do."""

    text: str
    warning: bool = False


_COUNTED = {Severity.WRONG: "salah", Severity.MISSING: "belum diisi", Severity.WARNING: "perlu dilihat"}


def counted(findings: Iterable[Finding]) -> str:
    """How many findings there are of each kind: "2 salah, 5 belum diisi"; "" where there are none."""
    numbers = Counter(finding.severity for finding in findings)
    return ", ".join(f"{numbers[severity]} {words}" for severity, words in _COUNTED.items() if numbers[severity])
