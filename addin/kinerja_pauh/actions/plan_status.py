"""kinerja skp status: how it stands with every plan, and the cascade for the Camat in 3_rekap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.cascade import cascade
from kinerja_pauh.appraisal.plan_review import Plan
from kinerja_pauh.sheets.cascade_layout import fill_cascade, gaps_of

from .folder import OfficeFolder
from .plan_sharing import VERB
from .plan_states import PlanState, differs, plan_lines, plan_year, standing_plans
from .read_files import check_induk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kinerja_pauh.appraisal.cascade import Branch
    from kinerja_pauh.appraisal.model import Indicator
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.read_induk import Induk

    from .plan_states import PlanLine

CASCADE_MASTER = "Cascade_SKP.xlsx"
_LISTED = (PlanState.UNSENT, PlanState.MISSING, PlanState.RETURNED, PlanState.WAITS)


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """lines: everybody who is rated. changed: NIPs of those whose rows in the Induk are no longer what was agreed.
    gaps: how many results do not hang together; written: the cascade.
    """

    year: int
    lines: tuple[PlanLine, ...]
    changed: frozenset[str]
    gaps: int
    written: str

    @property
    def counts(self) -> Mapping[PlanState, int]:
        """How many plans are in each state; together everybody."""
        return {state: sum(one.state is state for one in self.lines) for state in PlanState}

    @property
    def exit_status(self) -> int:
        """0: every plan is agreed and as agreed; 1: something is left to be done."""
        return int(bool(self.changed) or self.counts[PlanState.AGREED] != len(self.lines))


def plan_status(root: Path, world: World) -> PlanStatus:
    """Look up every plan and write the cascade of those known now.

    Raises:
        Refusal: no Induk, or one that cannot be read; its period is missing; someone else works in the folder; the
            folder cannot be written.
    """
    folder = OfficeFolder(root)
    with world.hold(root, VERB):
        induk, _ = check_induk(world.read(folder.induk), world.now().date())
        plans, year = world.register(folder.register).plans, plan_year(induk)
        lines = plan_lines(induk.plan_makers, plans, year)
        known = dict(induk.plans)
        known |= {nip: draft.rows for nip, draft in standing_plans(lines, plans, world).items()}
        branches = _branches(lines, known)
        path = _write_cascade(folder, induk, branches, known, world)
    changed = frozenset(one.employee.nip for one in lines.values() if differs(one, induk))
    return PlanStatus(year, tuple(lines.values()), changed, sum(len(gaps_of(one)) for one in branches), str(path))


def _branches(lines: Mapping[str, PlanLine], known: Mapping[str, tuple[Indicator, ...]]) -> list[Branch]:
    people = (line.employee for line in lines.values())
    return cascade([Plan(one.nip, one.name, one.rater, known[one.nip]) for one in people if known.get(one.nip)])


def _write_cascade(
    folder: OfficeFolder,
    induk: Induk,
    branches: list[Branch],
    known: Mapping[str, tuple[Indicator, ...]],
    world: World,
) -> Path:
    year = plan_year(induk)
    staff = {one.nip: one for one in induk.employees}
    without = [one for one in induk.employees if one.active and not known.get(one.nip)]
    heading = f"{induk.office.agency} – {induk.office.unit} · SKP {year}"
    stamper = world.templates.planning(CASCADE_MASTER, induk.password)
    path = folder.recap / f"Cascade_SKP_{year}.xlsx"
    folder.create()
    world.save(path, stamper.render(fill_cascade(branches, staff, without, heading)))
    return path


def status_lines(status: PlanStatus) -> Iterator[str]:
    """What people read: the counts, then who is missing, grouped by state."""
    told = [f"{count} {str(state).lower()}" for state, count in status.counts.items() if count]
    yield f"Rencana SKP {status.year}, {len(status.lines)} pegawai: {', '.join(told)}."
    for state in _LISTED:
        people = [one for one in status.lines if one.state is state]
        if people:
            yield f"{state.shown} ({len(people)}):"
            yield from (f"  {_person(one)}" for one in people)
    for one in _changed(status):
        yield f"▲ {one.employee.name}: {_DIFFERS}"
    if status.gaps:
        yield f"▲ {status.gaps} celah di cascade; lihat lembar Celah."


def listed_people(status: PlanStatus) -> Iterator[tuple[str, str]]:
    """Sign and word, and who: whose plan still wants something, then whose rows in the Induk were changed since."""
    for state in _LISTED:
        yield from ((state.shown, _person(one)) for one in status.lines if one.state is state)
    yield from (("▲ Berubah", f"{one.employee.name}: {_DIFFERS}") for one in _changed(status))


_DIFFERS = "baris di Induk berbeda dari rencana yang disetujui."


def _changed(status: PlanStatus) -> Iterator[PlanLine]:
    return (one for one in status.lines if one.employee.nip in status.changed)


def _person(line: PlanLine) -> str:
    more = f" (revisi {line.revision})" if line.revision > 1 else ""
    return f"{line.employee.name}{more}{': ' + line.reason if line.reason else ''}"


def status_record(status: PlanStatus) -> dict[str, object]:
    """The same as plain data, for programs."""
    return {
        "tahun": status.year,
        "jumlah": {str(state): count for state, count in status.counts.items()},
        "rencana": [
            {
                "nip": one.employee.nip,
                "nama": one.employee.name,
                "nip_penilai": one.employee.rater,
                "keadaan": str(one.state),
                "revisi": one.revision,
                "alasan": one.reason,
                "berkas": one.file_name,
                "di_induk": bool(one.applied),
                "induk_berbeda": one.employee.nip in status.changed,
            }
            for one in status.lines
        ],
        "celah": status.gaps,
        "cascade": status.written,
    }
