"""What e-Kinerja shows against what the register says, person by person; pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.sheets.reconcile_layout import COMPARED, NIP
from kinerja_pauh.sheets.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kinerja_pauh.sheets.read_paste import Pasted

Known = str | Decimal | None


class State(StrEnum):
    """Keadaan of a line of the result."""

    DIFFERENT = "✕ Berbeda"
    NOT_COPIED = "▲ Belum disalin"
    NOT_THERE = "▲ Tidak ada di e-Kinerja"
    STRANGER = "▲ Tidak ada di register"
    NOT_RATED = "▲ Belum dinilai di register"


CURES = {
    State.DIFFERENT: "Cocokkan dengan formulir penilai; betulkan di e-Kinerja, atau minta penilai membetulkan.",
    State.NOT_COPIED: "Salin dari Lembar Salin orang ini.",
    State.NOT_THERE: "Cari orangnya di e-Kinerja; mungkin SKP-nya belum dibuat atau daftarnya terpotong.",
    State.STRANGER: "Periksa NIP-nya; bila ia pegawai kantor ini, tambahkan ke Induk.",
    State.NOT_RATED: "e-Kinerja sudah berisi, sedangkan formulirnya belum kembali atau belum lengkap.",
}


@dataclass(frozen=True, slots=True)
class Ours:
    """A person as the register has it. values: by the headers compared; None while there is none."""

    nip: str
    name: str
    unit: str
    values: Mapping[str, Known]
    status: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the result. field: the header that differs, "" for the whole person. place: cell of the paste."""

    state: State
    nip: str
    name: str
    unit: str
    field: str = ""
    ours: str = ""
    theirs: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """same: people in whom nothing differs."""

    lines: tuple[Line, ...]
    same: int


def compare(register: Sequence[Ours], pasted: Sequence[Pasted]) -> Comparison:
    """Everything that does not fit, the register's people first, in its order."""
    theirs = _by_nip(register, pasted)
    lines: list[Line] = []
    same = 0
    for one in register:
        found = _person(one, theirs.get(one.nip))
        same += not found
        lines += found
    known = {one.nip for one in register}
    lines += [
        Line(State.STRANGER, nip, row.name, "", place=row.places[NIP])
        for nip, row in theirs.items()
        if nip not in known
    ]
    return Comparison(tuple(lines), same)


def _by_nip(register: Sequence[Ours], pasted: Iterable[Pasted]) -> dict[str, Pasted]:
    """NIP -> row. A row whose NIP was spoilt by Excel still counts where its name is that of one person only."""
    counts = Counter(plain(one.name) for one in register)
    names = {plain(one.name): one.nip for one in register if counts[plain(one.name)] == 1}
    found: dict[str, Pasted] = {}
    for row in pasted:
        nip = row.nip or names.get(plain(row.name), "")
        if nip:
            found.setdefault(nip, row)
    return found


def _person(one: Ours, row: Pasted | None) -> list[Line]:
    rated = any(value is not None for value in one.values.values())
    if row is None:
        return (
            [Line(State.NOT_THERE, one.nip, one.name, one.unit, ours=_shown(one.values[COMPARED[0]]))] if rated else []
        )
    fields = [field for field in COMPARED if field in row.values]
    if not rated:
        said = next((field for field in fields if row.values[field] is not None), None)
        return [] if said is None else [_line(State.NOT_RATED, one, row, said)]
    if fields and all(row.values[field] is None for field in fields):
        return [_line(State.NOT_COPIED, one, row, fields[0])]
    return [_line(_state(row.values[f]), one, row, f) for f in fields if _differs(one.values[f], row.values[f])]


def _state(theirs: Known) -> State:
    return State.NOT_COPIED if theirs is None else State.DIFFERENT


def _differs(ours: Known, theirs: Known) -> bool:
    """Scores are alike where they show the same two decimals."""
    if isinstance(ours, Decimal) and isinstance(theirs, Decimal):
        return show_score(ours) != show_score(theirs)
    return ours != theirs


def _line(state: State, one: Ours, row: Pasted, field: str) -> Line:
    ours, theirs = _shown(one.values[field]), _shown(row.values[field])
    return Line(state, one.nip, one.name, one.unit, field, ours, theirs, row.places[field])


def _shown(value: Known) -> str:
    return "" if value is None else show_score(value) if isinstance(value, Decimal) else value
