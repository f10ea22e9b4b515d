"""What the sheet of angka kredit may name: a simulation for functional posts, BKN decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.credit import MONTHS, credit
from kinerja_pauh.regulations import credit_table

from .official_context import office_context
from .official_evaluation import outcome_context

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.credit import CreditTable
    from kinerja_pauh.appraisal.model import Period

    from .returns import Person, Returns

_FUNCTIONAL = "JF "


def credit_context(person: Person, returns: Returns) -> dict[str, object] | None:
    """Konversi predikat ke angka kredit; None for whoever holds no functional post."""
    employee = returns.staff.get(person.result.ratee.nip)
    if employee is None or not employee.position_type.startswith(_FUNCTIONAL):
        return None
    table = credit_table()
    level = level_of(employee.position, table)
    known = table.levels.value.get(level)
    return {
        **office_context(person, returns),
        "hasil": outcome_context(person),
        "jenjang": {
            "nama": level,
            "koefisien": known.coefficient if known else None,
            "untuk_pangkat": known.for_rank if known else None,
            "untuk_jenjang": known.for_level if known else None,
            "berikutnya": known.next_level if known else "",
        },
        "konversi": _conversion(person, level, table),
        "dasar": f"{table.percents.source}; {table.levels.source}",
    }


def level_of(position: str, table: CreditTable) -> str:
    """The jenjang that a post names ("Pranata Komputer Ahli Pertama"); "" where it names none."""
    words = f" {' '.join(position.split()).casefold()} "
    return next((name for name in table.levels.value if f" {name.casefold()} " in words), "")


def _conversion(person: Person, level: str, table: CreditTable) -> dict[str, object]:
    """The one line that this office knows; each part None where there is no predicate or jenjang yet."""
    predicate, months = person.result.predicate, months_of(person.scored.form.rated_days)
    if not predicate or not level or months is None:
        return {"bulan": months, "persen": None, "koefisien": None, "angka_kredit": None}
    found = credit(level, predicate, table, months)
    return {
        "bulan": months,
        "persen": found.percent,
        "koefisien": found.coefficient,
        "angka_kredit": found.points,
    }


def months_of(period: Period) -> int | None:
    """The calendar months that a period touches; None where it is longer than the year for which the law counts."""
    start, end = period.start, period.end
    months = (end.year - start.year) * MONTHS + end.month - start.month + 1
    return months if months <= MONTHS else None
