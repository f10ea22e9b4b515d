"""What follows from what the register now knows of plans: new workbooks for those sent back, agreed rows in the Induk.

Made out of the register alone, so that it is made good by the next `kumpulkan` where it was cut short.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.ports import PlanRuling, UnusableFile
from kinerja_pauh.sheets.induk_layout import PLANS
from kinerja_pauh.sheets.write_plans import plan_changes

from .plan_sharing import hand_out
from .plan_states import PlanState, Ruling, plan_lines, plan_year, promised, standing_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.ports import PlanRegister, World
    from kinerja_pauh.sheets.cells import Book, Value
    from kinerja_pauh.sheets.read_induk import Induk

    from .folder import OfficeFolder
    from .plan_reviewing import PlanDesk
    from .plan_states import PlanLine


@dataclass(frozen=True, slots=True)
class Settled:
    """sent_back: workbooks made anew; applied: how many plans went into the Induk; note: why they did not, and what
    of last year could not be read, "" where all went well."""

    sent_back: tuple[Path, ...] = ()
    applied: int = 0
    note: str = ""

    @property
    def words(self) -> str:
        """One or two sentences for people; "" where nothing happened."""
        said = []
        if self.sent_back:
            said.append(
                f"{len(self.sent_back)} rencana dikembalikan: berkas revisinya ada di 1_dibagikan/SKP, kirim kepada "
                "pegawainya."
            )
        if self.applied:
            said.append(f"{self.applied} rencana yang disetujui masuk lembar {PLANS} di Induk.")
        return " ".join([*said, *filter(None, [self.note])])


def settle_plans(folder: OfficeFolder, induk: Induk, book: Book, desk: Callable[[], PlanDesk], world: World) -> Settled:
    """Do what is due. book: the Induk's cells as they are now; desk: made only where a workbook is.

    Raises:
        UnusableFile: the register or 1_dibagikan cannot be written.
    """
    if induk.period is None:
        return Settled()
    plans, year = world.register(folder.register).plans, plan_year(induk)
    lines = list(plan_lines(induk.plan_makers, plans, year).values())
    applied, note = _apply(folder.induk, book, lines, plans, world)
    due = [one for one in lines if one.due]
    if not due:
        return Settled((), applied, note)
    held = desk()
    sent_back = hand_out(folder, induk, due, held, world)
    return Settled(tuple(sent_back), applied, " ".join(filter(None, (note, *held.notes()))))


def _apply(path: Path, book: Book, lines: Sequence[PlanLine], plans: PlanRegister, world: World) -> tuple[int, str]:
    """How many agreed plans went into the Induk, and why they did not.

    What HR changes there afterwards stays HR's: it is written once.
    """
    waiting = [one for one in lines if one.state is PlanState.AGREED and not one.applied and one.standing]
    if not waiting:
        return 0, ""
    agreed = [(one, standing_rows(one, plans, world)) for one in waiting]
    values = plan_changes(book, [(one.employee, rows) for one, rows in agreed])
    if note := _write(path, values, world):
        return 0, note
    noted = [
        PlanRuling(one.employee.nip, one.standing.year, one.standing.sha256, Ruling.APPLIED, promised(rows), "")
        for one, rows in agreed
        if one.standing
    ]
    plans.rule(noted, world.now(), world.who)
    return len(waiting), ""


def _write(path: Path, values: Mapping[tuple[int, int], Value] | None, world: World) -> str:
    """Write the closed Induk; gives why not, "" when done."""
    if values is None:
        return f"Rencana yang disetujui belum masuk Induk: judul kolom lembar {PLANS} berubah. Kembalikan, lalu ulangi."
    if where := world.open_elsewhere(path):
        return (
            f"Rencana yang disetujui belum masuk Induk karena Induk {where}. Simpan dan tutup dulu, lalu jalankan "
            "kinerja kumpulkan."
        )
    try:
        world.write_cells(path, PLANS, values)
    except UnusableFile as problem:
        return f"Rencana yang disetujui belum masuk Induk. {problem}"
    return ""
