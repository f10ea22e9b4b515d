"""What is wrong with an entry, said as a value: a finding is collected and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding hinders. The values are what users see as `tingkat`."""

    WRONG = "salah"  # the entry cannot be used; nothing is computed from it
    MISSING = "kurang"  # not filled in yet; the score does not exist yet
    WARNING = "peringatan"  # usable, but a person should look

    @property
    def blocks(self) -> bool:
        """Whether a result may not be written while this stands."""
        return self is not Severity.WARNING


@dataclass(frozen=True, slots=True)
class Finding:
    """sheet and cell: the place as the user sees it ("Hasil Kerja", "M7"); cell is "" for a whole sheet, both are ""
    for a whole file. code: a stable name the manual explains (`docs/panduan/temuan.md`). message: one Indonesian
    sentence or two that say what was found and the way out."""

    sheet: str
    cell: str
    code: str
    severity: Severity
    message: str

    @property
    def where(self) -> str:
        """`Hasil Kerja!M7`, or the sheet alone, or ""."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


def place_parts(place: str) -> tuple[str, str]:
    """Sheet and cell of a place as `Finding.where` and the model's `places` name it; a sheet's name may hold a "!".

    >>> place_parts("Hasil Kerja!M7"), place_parts("Penting! Salin!B2"), place_parts("Rencana"), place_parts("")
    (('Hasil Kerja', 'M7'), ('Penting! Salin', 'B2'), ('Rencana', ''), ('', ''))
    """
    sheet, mark, cell = place.rpartition("!")
    return (sheet, cell) if mark else (place, "")


class Refusal(Exception):
    """Something that cannot be worked with at all. Its text is the Indonesian sentence that the user reads: what is
    wrong and the cure; never a NIP, a name or a mark."""
