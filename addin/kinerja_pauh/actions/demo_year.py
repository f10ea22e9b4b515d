"""What else happens in the two years of the demo: a year before, a changed target, evidence, objections, follow-up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.model import Decision, Direction
from kinerja_pauh.appraisal.objections import Ruling
from kinerja_pauh.samples import year_period
from kinerja_pauh.sheets.fill_form import indicator_number
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.form_layout import FACTORS, FACTORS_TABLE, WORK, WORK_TABLE
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.year_sheets import CHANGES, CHANGES_TABLE, OBJECTIONS, OBJECTIONS_TABLE

from .appraise import appraise
from .collect import collect
from .demo_moves import row_of
from .demo_returns import return_filled
from .distribute import distribute
from .evidence import evidence
from .folder import OfficeFolder
from .follow_up import follow_up
from .monitoring import returns_of
from .objection import objections
from .recap import recap
from .returns import gather_returns
from .start import write_induk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Indicator, Ratee
    from kinerja_pauh.ports import World
    from kinerja_pauh.samples import SampleOffice
    from kinerja_pauh.sheets.cells import Value
    from kinerja_pauh.sheets.layout import Table

    from .outcome import Outcome
    from .returns import Person

_EVERY = 3
"""Of so many people one names files as evidence, and one plans exactly what was planned last year."""
_ENDING = "indikator-{}.txt"


@dataclass(frozen=True, slots=True)
class Rest:
    """What stands in 3_rekap and 4_laporan at the end of the year beside recap and reports."""

    evidence: Outcome
    objections: Outcome
    follow_up: Outcome


def last_year(root: Path, sample: SampleOffice, world: World) -> str:
    """The year before in a folder of its own inside `root`, with an objection that was upheld; gives its name."""
    year = sample.period.start.year - 1
    plans = {nip: _older(rows) if number % _EVERY else rows for number, (nip, rows) in enumerate(sample.plans.items())}
    before = replace(sample, period=year_period(year), plans=plans)
    place = root / f"Penilaian-{year}"
    write_induk(place, before.employees, before.plans, settings_for(before.office, before.period, year=year), world)
    distribute(place, world)
    return_filled(place, before, world, seed=year)
    collect(place, world)
    _object(place, world, upheld=True)
    _send_corrected(place, world)
    objections(place, world)
    recap(place, world)
    return place.name


def _older(rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """A plan of the year before: whoever plans the same again is told so, and that should not be everybody."""
    first, *rest = rows
    return (replace(first, name=f"{first.name} menurut rekap manual"), *rest)


def change_target(root: Path, world: World) -> Outcome:
    """Lower one person's target after the forms went out, with reason and letter, and hand out again."""
    induk = OfficeFolder(root).induk
    read = read_induk(world.read(induk))
    nip, row = next(
        (nip, row)
        for nip, plan in read.plans.items()
        for row in plan
        if row.direction is Direction.HIGHER and row.target_upper is None and row.target and row.target > Decimal(20)
    )
    place = row_of(row.places["target"])
    lower = (row.target or Decimal(0)) * Decimal("0.9")
    world.write_cells(induk, PLANS, {(place, PLANS_TABLE.column("Target")): lower.quantize(Decimal(1))})
    note: dict[str, Value] = {
        "NIP": nip,
        "No Indikator": indicator_number(row.number),
        "Berlaku Mulai": date(read.period.start.year if read.period else 1, 7, 1),
        "Alasan": "Anggaran kegiatan dipangkas sepuluh persen pada pergeseran tengah tahun.",
        "Nomor Surat": "900/118/PAUH (fiktif)",
    }
    _type(induk, CHANGES_TABLE, CHANGES, note, world)
    return distribute(root, world)


def finish_year(root: Path, world: World) -> Rest:
    """Evidence ledger, the file of an objection and the follow-up lists, once the forms are collected."""
    _evidence_files(root, world)
    ledger = evidence(root, world)
    _object(root, world, upheld=False)
    return Rest(ledger, objections(root, world), follow_up(root, world))


def first_entries(entries: Mapping[str, Ratee]) -> dict[str, Ratee]:
    """The sample's entries, some of them naming files as evidence, and one outage claimed but not decided yet."""
    found = {
        nip: ratee if number % _EVERY else replace(ratee, indicators=_naming_files(ratee))
        for number, (nip, ratee) in enumerate(entries.items())
    }
    claimed = next((nip for nip, ratee in found.items() if any(one.counts for one in ratee.factors)), None)
    if claimed is not None:
        open_yet = tuple(replace(one, superior_decision=None) for one in found[claimed].factors)
        found[claimed] = replace(found[claimed], factors=open_yet)
    return found


def _naming_files(ratee: Ratee) -> tuple[Indicator, ...]:
    first, rest = ratee.indicators[:2], ratee.indicators[2:]
    named = [replace(row, evidence=f"{row.evidence}; {ratee.nip}/{_ENDING.format(row.number)}") for row in first]
    return (*named, *rest)


def _evidence_files(root: Path, world: World) -> None:
    """Invented files under the names that the forms mention."""
    folder = OfficeFolder(root)
    for nip, person in gather_returns(folder, world).people.items():
        for row in person.result.ratee.indicators:
            name = _ENDING.format(row.number)
            if row.evidence.endswith(name):
                place = folder.evidence / nip
                place.mkdir(parents=True, exist_ok=True)
                world.save(place / name, f"Bukti rekaan untuk demo: {row.evidence}\n".encode())


def _object(root: Path, world: World, *, upheld: bool) -> None:
    """Enter one objection, heard and decided."""
    folder = OfficeFolder(root)
    today, returns = world.now().date(), gather_returns(folder, world)
    values: dict[str, Value] = {
        "NIP": next(iter(returns.people)),
        "Periode": returns.form.period.label,
        "Diterima Pegawai": today - timedelta(days=6),
        "Diajukan": today,
        "Alasan Pegawai": "Gangguan SIAK dua minggu pada bulan Maret belum diperhitungkan.",
        "Tanggapan Penilai": "Gangguan itu tidak diajukan sebagai faktor luar sebelum penilaian ditutup.",
        "Keputusan": Ruling.UPHELD if upheld else Ruling.REJECTED,
        "Alasan Keputusan": "Surat Disdukcapil membuktikan gangguannya; realisasinya dibetulkan penilai."
        if upheld
        else "Gangguannya hanya setengah hari dan tidak menyentuh indikator yang dipersoalkan.",
        "Diputus Pada": today,
    }
    _type(folder.induk, OBJECTIONS_TABLE, OBJECTIONS, values, world)


def _send_corrected(root: Path, world: World) -> None:
    """The rater's new return after the objection was upheld: the first realisation at its target, and a note why."""
    person = next(iter(gather_returns(OfficeFolder(root), world).people.values()))
    row = next(one for one in person.result.ratee.indicators if one.direction is not Direction.QUALITATIVE)
    place = row_of(row.places["realisation"])
    cells: dict[tuple[int, int], Value] = {
        (place, WORK_TABLE.column("Realisasi")): row.target,
        (place, WORK_TABLE.column("Catatan")): "Dibetulkan sesudah keberatan dikabulkan.",
    }
    _send_again(root, person, WORK, cells, world)


def decide_outage(root: Path, world: World) -> Outcome | None:
    """The rater's superior agrees to an outage that had only been claimed; None where nobody claimed one."""
    for person in gather_returns(OfficeFolder(root), world).people.values():
        for factor in person.result.ratee.factors:
            if factor.rater_decision is Decision.AGREED and factor.superior_decision is None:
                place = row_of(factor.places["superior_decision"])
                cells: dict[tuple[int, int], Value] = {
                    (place, FACTORS_TABLE.column("Keputusan Atasan Penilai")): Decision.AGREED
                }
                return _send_again(root, person, FACTORS, cells, world)
    return None


def _send_again(
    root: Path, person: Person, sheet: str, cells: Mapping[tuple[int, int], Value], world: World
) -> Outcome:
    """The form comes back once more with these cells changed, and HR chooses the newer return."""
    folder = OfficeFolder(root)
    register = world.register(folder.register)
    old = next(one for one in register.returns() if one.sha256 == person.sha256)
    path = folder.inbox / f"Susulan_{old.file_name}"
    world.save(path, old.data)
    world.write_cells(path, sheet, cells)
    appraise([path], world)
    told = collect(root, world)
    newest = returns_of(register)[old.form_id][-1]
    register.choose(old.form_id, newest.sha256, world.now(), world.who)
    return told


def _type(path: Path, table: Table, sheet: str, values: Mapping[str, Value], world: World) -> None:
    """Fill the first row of a table of the Induk."""
    world.write_cells(path, sheet, {(FIRST_ROW, table.column(header)): value for header, value in values.items()})
