"""Extended deadlines: later days by which forms have to be back, each with its reason and letter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .day_words import show_day
from .findings import Finding, Severity, place_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Extension:
    """One row of the sheet Perpanjangan. rater: NIP, "" for all raters; period: as typed, "" for the office's present.

    decided: the day of the decision; deadline: the new one; both None while not readable.
    """

    rater: str
    period: str
    decided: date | None
    deadline: date | None
    reason: str
    letter: str
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


def extended(deadline: date | None, rater: str, extensions: Iterable[Extension]) -> Extension | None:
    """What gives a rater more time than the deadline; of several the latest day. None where nothing does.

    deadline: None where the office set none, which nothing can extend. extensions: of the period in question.
    """
    if deadline is None:
        return None
    found = [one for one in extensions if one.rater in {"", rater} and one.deadline and one.deadline > deadline]
    return max(found, key=lambda one: one.deadline or deadline, default=None)


def extension_findings(
    extensions: Iterable[Extension], deadline: date | None, raters: Collection[str]
) -> Iterator[Finding]:
    """What is wrong with the rows. deadline: that of the present period; raters: NIPs of the staff list."""
    for one in extensions:
        for name, header in (("decided", "Tanggal"), ("deadline", "Batas Baru"), ("reason", "Alasan")):
            if getattr(one, name) in (None, ""):
                message = f"{header} belum diisi. Lengkapi baris perpanjangan ini; sebelum itu tidak berlaku."
                yield _at(one, name, "perpanjangan-kosong", Severity.MISSING, message)
        if not one.letter:
            message = "Nomor Surat perpanjangan ini belum diisi. Isi, agar pemeriksa dapat menelusurinya."
            yield _at(one, "letter", "perpanjangan-tanpa-surat", Severity.WARNING, message)
        if one.rater and one.rater not in raters:
            message = "NIP ini tidak ada di lembar Pegawai. Pilih penilainya dari daftar, atau kosongkan untuk semua."
            yield _at(one, "rater", "perpanjangan-tak-dikenal", Severity.WRONG, message)
        if one.deadline and not one.period:
            yield from _order(one, one.deadline, deadline)


def _order(one: Extension, new: date, deadline: date | None) -> Iterator[Finding]:
    """How the new day stands to the deadline that it extends."""
    if deadline is None:
        message = "Belum ada yang diperpanjang: batas_kembali di lembar Pengaturan kosong. Isi di sana."
        yield _at(one, "deadline", "perpanjangan-tanpa-batas", Severity.WARNING, message)
    elif new <= deadline:
        message = f"Batas Baru tidak lebih akhir daripada batas semula ({show_day(deadline)}). Betulkan tanggalnya."
        yield _at(one, "deadline", "perpanjangan-mundur", Severity.WRONG, message)


def _at(one: Extension, name: str, code: str, severity: Severity, message: str) -> Finding:
    sheet, cell = place_parts(one.places.get(name, ""))
    return Finding(sheet, cell, code, severity, message)
