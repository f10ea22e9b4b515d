"""kinerja mulai: a new office folder with its Induk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.appraisal.model import Office
from kinerja_pauh.sheets.fill_induk import fill_induk, settings_for, year_period
from kinerja_pauh.sheets.staff_list import read_staff_list

from .folder import OfficeFolder
from .outcome import FileOutcome, Outcome, Verdict, blocked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Employee, Indicator
    from kinerja_pauh.ports import World
    from kinerja_pauh.sheets.cells import Value


DEFAULT_OFFICE = Office("Pemerintah Kota Padang", "Kecamatan Pauh", "Padang")
"""What a new Induk says of its office until HR changes it on the sheet Pengaturan."""
YEARS = range(1901, 10_000)
"""The years all of whose days a workbook can hold."""
_NOT_MADE = "Induk belum dibuat. Betulkan daftar pegawainya, lalu ulangi."


class NoYear(Refusal):
    """Itu bukan tahun."""


class FolderTaken(Refusal):
    """Di folder itu sudah ada Induk."""


def start(root: Path, year: int, world: World, staff: Path | None = None, *, macros: bool = False) -> Outcome:
    """A folder with an empty Induk for a year, or one that holds the staff of a list.

    macros: the Induk as .xlsm with buttons on its sheets.

    Raises:
        FolderTaken: there is an Induk already; nothing is overwritten.
        NoYear: no calendar year that a workbook knows.
    """
    if year not in YEARS:
        raise NoYear("Tahun ditulis empat angka, misalnya 2026. Betulkan, lalu ulangi.")
    employees: Sequence[Employee] = ()
    files: tuple[FileOutcome, ...] = ()
    if staff is not None:
        try:
            employees, findings = read_staff_list(world.read(staff))
        except Refusal as unreadable:
            return Outcome((FileOutcome(staff.name, Verdict.REFUSED, note=str(unreadable)),), advice=_NOT_MADE)
        refused = blocked(findings)
        note = f"{len(employees)} pegawai dibaca."
        files = (FileOutcome(staff.name, Verdict.LOOK if refused else Verdict.ACCEPTED, findings, note=note),)
        if refused:
            return Outcome(files, advice=_NOT_MADE)
    settings = settings_for(DEFAULT_OFFICE, year_period(year), year=year)
    data = world.templates.induk(macros=macros).render(fill_induk(employees, {}, settings))
    path = _save(root / f"Induk_{year}.{'xlsm' if macros else 'xlsx'}", data, world)
    return Outcome(files, (str(path),), f"Buka {path.name}, isi Pegawai dan Rencana, lalu jalankan kinerja bagikan.")


def write_induk(
    root: Path,
    employees: Sequence[Employee],
    plans: Mapping[str, Sequence[Indicator]],
    settings: Mapping[str, Value],
    world: World,
) -> Path:
    """Make the folder and its Induk; gives the Induk's path.

    Raises:
        FolderTaken: there is an Induk already.
    """
    data = world.templates.induk().render(fill_induk(employees, plans, settings))
    return _save(root / f"Induk_{settings['tahun']}.xlsx", data, world)


def _save(path: Path, data: bytes, world: World) -> Path:
    """The Induk into its folder, which is made."""
    folder = OfficeFolder(path.parent)
    if any(folder.root.glob("Induk_*.xls[xm]")):
        raise FolderTaken(
            f'Di folder "{folder.root.name}" sudah ada Induk. Sebut folder lain, atau pindahkan Induk itu dulu.'
        )
    try:
        folder.create()
    except OSError as problem:
        raise FolderTaken(
            "Folder tidak dapat dibuat. Periksa izin menulis di tempat itu, atau pilih tempat lain."
        ) from problem
    world.save(path, data)
    return path
