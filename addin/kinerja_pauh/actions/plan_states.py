"""How it stands with everybody's annual plan: made out of what the register knows, never kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.wording import show
from kinerja_pauh.sheets.read_skp import read_plan
from kinerja_pauh.sheets.skp_words import PLAN_KIND

from .digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal
    from typing import TypeVar

    from kinerja_pauh.appraisal.model import Employee, Indicator
    from kinerja_pauh.ports import PlanIssued, PlanRegister, PlanReturned, PlanRuling, World
    from kinerja_pauh.sheets.cells import Book
    from kinerja_pauh.sheets.read_induk import Induk
    from kinerja_pauh.sheets.read_skp import ReadPlan

    Entry = TypeVar("Entry", PlanIssued, PlanReturned, PlanRuling)


class NoPlanYear(Refusal):
    """Tahun rencana belum dapat diketahui."""


class Ruling(StrEnum):
    """What the register notes about a returned plan."""

    AGREED = "Setuju"
    RETURNED = "Kembalikan"
    APPLIED = "Masuk Induk"  # the agreed rows stand in the Induk; its reason is their digest
    OPENED = "Dibuka lagi"  # HR let an agreed plan be changed, with a reason
    UNUSED = "Tidak dipakai"  # it came when another version was agreed already


class PlanState(StrEnum):
    """How it stands with one plan."""

    UNSENT = "Belum dibagikan"
    MISSING = "Belum kembali"
    RETURNED = "Dikembalikan"
    WAITS = "Menunggu penilai"
    AGREED = "Disetujui"

    @property
    def shown(self) -> str:
        """Sign and word."""
        return f"{_SIGNS[self]} {self}"


_SIGNS = {
    PlanState.UNSENT: "✕",
    PlanState.MISSING: "✕",
    PlanState.RETURNED: "▲",
    PlanState.WAITS: "▲",
    PlanState.AGREED: "✓",
}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One person's plan. standing: the version that counts, None while none came back; reason: why it went back, ""
    elsewhere; revision: of the workbook that is out or due; file_name: of the last one handed out, "" before;
    issued: its revision, 0 before; applied: digest of the agreed rows as written into the Induk, "" until they are.
    """

    employee: Employee
    state: PlanState
    standing: PlanReturned | None = None
    reason: str = ""
    revision: int = 1
    file_name: str = ""
    issued: int = 0
    applied: str = ""

    @property
    def due(self) -> bool:
        """Whether it went back and no workbook of its new revision is out yet."""
        return self.state is PlanState.RETURNED and self.issued < self.revision


def plan_year(induk: Induk) -> int:
    """The year whose plans this office folder holds.

    Raises:
        NoPlanYear: the Induk's period is missing or wrong.
    """
    if induk.period is None:
        raise NoPlanYear("Periode di lembar Pengaturan belum lengkap. Isi dulu, lalu ulangi.")
    return induk.period.start.year


def plan_lines(employees: Iterable[Employee], plans: PlanRegister, year: int) -> dict[str, PlanLine]:
    """NIP -> how it stands, for everybody who is rated, in the order of the staff list."""
    issued = _by_nip(one for one in plans.issued(year) if one.kind == PLAN_KIND)
    returns = _by_nip(one for one in plans.returns(year) if one.kind == PLAN_KIND)
    rulings = _by_nip(plans.rulings(year))
    return {
        one.nip: _line(one, issued.get(one.nip, ()), returns.get(one.nip, ()), rulings.get(one.nip, ()))
        for one in employees
        if one.active
    }


def _by_nip(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.nip, []).append(one)
    return found


def _line(
    employee: Employee, issued: Sequence[PlanIssued], returns: Sequence[PlanReturned], rulings: Sequence[PlanRuling]
) -> PlanLine:
    unused = {one.sha256 for one in rulings if one.ruling == Ruling.UNUSED}
    returns = [one for one in returns if one.sha256 not in unused]
    back = [one for one in rulings if one.ruling in {Ruling.RETURNED, Ruling.OPENED}]
    revision = 1 + len(back)
    file_name, out = (issued[-1].file_name, issued[-1].revision) if issued else ("", 0)
    agreed = _agreed(rulings)
    if agreed:
        standing = next((one for one in returns if one.sha256 == agreed.sha256), None)
        written = (one.reason for one in rulings if one.ruling == Ruling.APPLIED and one.sha256 == agreed.sha256)
        applied = next(written, "")
        return PlanLine(employee, PlanState.AGREED, standing, "", revision, file_name, out, applied)
    if returns:
        last = [one for one in rulings if one.sha256 == returns[-1].sha256]
        state = PlanState.RETURNED if last else PlanState.WAITS
        reason = last[-1].reason if last else ""
        return PlanLine(employee, state, returns[-1], reason, revision, file_name, out)
    return PlanLine(employee, PlanState.MISSING if issued else PlanState.UNSENT, None, "", revision, file_name, out)


def _agreed(rulings: Sequence[PlanRuling]) -> PlanRuling | None:
    """The agreement that stands; opening the plan again ends it."""
    standing: PlanRuling | None = None
    for one in rulings:
        if one.ruling == Ruling.AGREED:
            standing = one
        elif one.ruling == Ruling.OPENED:
            standing = None
    return standing


def standing_book(line: PlanLine, plans: PlanRegister, world: World) -> Book | None:
    """The version that counts; None while none came back."""
    if line.standing is None:
        return None
    return world.open_book(line.standing.file_name, plans.returned_file(line.standing.sha256))


def standing_rows(line: PlanLine, plans: PlanRegister, world: World) -> tuple[Indicator, ...]:
    """Its rows; none while none came back."""
    book = standing_book(line, plans, world)
    return read_plan(book).rows if book else ()


def standing_plans(lines: Mapping[str, PlanLine], plans: PlanRegister, world: World) -> dict[str, ReadPlan]:
    """NIP -> the version that counts, of those who wait for a word or whose agreed plan is not in the Induk yet."""
    found = {}
    for nip, line in lines.items():
        if line.state is not PlanState.RETURNED and not line.applied:
            book = standing_book(line, plans, world)
            if book is not None:
                found[nip] = read_plan(book)
    return found


def differs(line: PlanLine, induk: Induk) -> bool:
    """Whether someone changed an agreed plan in the Induk since."""
    return bool(line.applied) and line.applied != promised(induk.plans.get(line.employee.nip, ()))


def promised(rows: Sequence[Indicator]) -> str:
    """A short digest of what a plan promises, wherever it stands and however its numbers are written."""
    return digest(
        tuple(
            (
                row.number, row.kind, row.superior_result, row.result, row.aspect, row.name, row.unit, row.direction,
                _plain(row.target), _plain(row.target_upper), row.target_text, _plain(row.weight), row.data_source,
            )
            for row in rows
        )
    )  # fmt: skip


def _plain(number: Decimal | None) -> str:
    return "" if number is None else show(number)
