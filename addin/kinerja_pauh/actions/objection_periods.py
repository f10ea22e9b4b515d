"""Which appraised period each objection is about, and what is wrong with what was typed as its period."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity, place_parts
from kinerja_pauh.appraisal.wording import quote
from kinerja_pauh.sheets.words import choose

from .returns import periods_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kinerja_pauh.appraisal.objections import Objection
    from kinerja_pauh.ports import Register


@dataclass(frozen=True, slots=True)
class Periods:
    """present: label of the Induk's period. known: labels of all for which forms went out, and the present one."""

    present: str
    known: tuple[str, ...]

    def of(self, one: Objection) -> str | None:
        """The label of its period; the present one where none was typed, None where no known one is meant."""
        return choose(one.period, self.known) if one.period else self.present

    @property
    def several(self) -> bool:
        """Whether an empty Periode leaves open which one is meant."""
        return len(self.known) > 1

    def unknown(self, one: Objection) -> Finding:
        """That its period is none of the known ones."""
        message = (
            f'Periode "{quote(one.period)}" tidak dikenal. Tulis salah satu: {", ".join(self.known)}; kosong berarti '
            f"{self.present}."
        )
        sheet, cell = place_parts(one.places["period"])
        return Finding(sheet, cell, "keberatan-periode", Severity.WRONG, message)


def periods_for(register: Register, present: str) -> Periods:
    """The periods that an objection may be about. present: label of the Induk's period."""
    return Periods(present, tuple(dict.fromkeys((*periods_of(register), present))))


def period_findings(entries: Sequence[Objection], periods: Periods) -> Iterator[Finding]:
    """Periods that are unknown or not said where there are several, and second objections of a person in a period."""
    counts = Counter(_person_and_period(entries, periods))
    for one, key in zip(entries, _person_and_period(entries, periods), strict=True):
        if key[1] is None:
            yield periods.unknown(one)
        elif one.nip and counts[key] > 1:
            message = (
                f"Pegawai ini punya lebih dari satu keberatan untuk {key[1]}. Satu orang satu keberatan tiap periode: "
                "gabungkan alasannya di satu baris, atau betulkan Periode."
            )
            yield _at(one, "nip", "keberatan-ganda", Severity.WRONG, message)
        if not one.period and periods.several:
            message = (
                f"Periode belum diisi, jadi keberatan ini dianggap untuk {periods.present}. Isi kolom Periode: "
                f"{', '.join(periods.known)}."
            )
            yield _at(one, "period", "keberatan-tanpa-periode", Severity.WARNING, message)


def _person_and_period(entries: Iterable[Objection], periods: Periods) -> list[tuple[str, str | None]]:
    return [(one.nip, periods.of(one)) for one in entries]


def _at(one: Objection, name: str, code: str, severity: Severity, message: str) -> Finding:
    """A finding at a cell of its row; at the NIP where an older Induk has no such column."""
    sheet, cell = place_parts(one.places.get(name, one.places["nip"]))
    return Finding(sheet, cell, code, severity, message)
