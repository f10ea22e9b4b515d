"""Pasang and lepas: the add-ins for Excel, the way from LibreOffice's buttons to Python; undone to the last byte."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

from .kept_files import forget, place, remembered, stood_before
from .xlwings_settings import our_settings, restored, with_values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kinerja_pauh.ports import Calc, Computer

    from .kept_files import Kept

PENILAIAN, XLWINGS = "Penilaian.xlam", "xlwings.xlam"


class NotHere(Refusal):
    """Add-in Excel hanya dapat dipasang di Windows."""


class PathUnknownToExcel(Refusal):
    """VBA cannot write the way to Python in the letters of this Windows."""


class StepState(StrEnum):
    """How a step ended."""

    DONE = "dikerjakan"
    ALREADY = "sudah"
    FAILED = "gagal"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. where: the file or folder; note: what else the user should know, or how to mend what failed."""

    what: str
    where: str
    state: StepState
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExcelPlaces:
    """Where things stand for Excel. memory: our own folder with note and kept files."""

    start: Path
    settings: Path
    memory: Path


def excel_places(computer: Computer) -> ExcelPlaces:
    """The places of this user.

    Raises:
        NotHere: no Windows, or a user without folders.
    """
    roaming, home = computer.variable("APPDATA"), computer.variable("USERPROFILE")
    if computer.system != "windows" or not roaming or not home:
        raise NotHere(
            "Add-in Excel hanya dapat dipasang di Windows. Untuk LibreOffice Calc: kinerja pasang --libreoffice."
        )
    base = Path(roaming)
    return ExcelPlaces(
        base / "Microsoft" / "Excel" / "XLSTART", Path(home) / ".xlwings" / "xlwings.conf", base / "kinerja-pauh"
    )


def set_up_excel(computer: Computer) -> list[Step]:
    """Both add-ins into XLSTART, unmarked, and our interpreter into xlwings.conf.

    Raises:
        NotHere: no Windows.
        UnusableFile: the installation is incomplete.
    """
    places, program = excel_places(computer), computer.program()
    steps = []
    for name, data in program.addins.items():
        target = places.start / name
        steps.append(_step(f"Add-in {name}", target, partial(_add_in, computer, places, target, data)))
    steps.append(_step("Pengaturan xlwings", places.settings, partial(_settings, computer, places)))
    said = computer.addin_version(program.addins.get(XLWINGS, b""))
    agreed = said == program.xlwings
    note = "" if agreed else f"Add-in {said or 'tanpa versi'}, paket {program.xlwings}: pasang ulang kinerja-pauh."
    steps.append(Step("Versi xlwings", program.xlwings, StepState.ALREADY if agreed else StepState.FAILED, note))
    return steps


def undo_excel(computer: Computer) -> list[Step]:
    """Everything as it was before `set_up_excel`.

    Raises:
        NotHere: no Windows.
    """
    places = excel_places(computer)
    kept = remembered(computer, places.memory)
    if not kept:
        return [Step("Add-in Excel", str(places.start), StepState.ALREADY, "Tidak ada yang terpasang.")]
    return [
        _step(Path(target).name, Path(target), partial(_give_back, computer, places, Path(target), one))
        for target, one in kept.items()
    ]


def set_up_calc(calc: Calc, trust: Path | None) -> list[Step]:
    """The bridge into the user's LibreOffice. trust: the office folder whose workbooks may run their buttons.

    Raises:
        Refusal: LibreOffice is open, missing, or its profile cannot be changed.
    """
    changed = calc.install(trust)
    state = StepState.DONE if changed else StepState.ALREADY
    steps = [Step("Penghubung tombol LibreOffice", str(calc.profile), state)]
    if trust is not None:
        note = "Buku kerja di folder ini boleh menjalankan tombolnya. Simpan di situ hanya berkas yang dipercaya."
        steps.append(Step("Folder tepercaya", str(trust.absolute()), state, note))
    elif not calc.state().trusted:
        steps.append(Step("Folder tepercaya", "belum ada", StepState.ALREADY, TRUST_CURE))
    return steps


TRUST_CURE = (
    "LibreOffice memblokir makro di luar folder tepercaya: tutup LibreOffice, jalankan "
    "kinerja pasang --libreoffice --folder FOLDER_PENILAIAN, atau tambahkan foldernya di "
    "Alat > Pilihan > LibreOffice > Keamanan > Keamanan Makro > Sumber Tepercaya."
)


def undo_calc(calc: Calc) -> list[Step]:
    """The user's LibreOffice as it was.

    Raises:
        Refusal: LibreOffice is open, or its profile cannot be changed.
    """
    state = StepState.DONE if calc.remove() else StepState.ALREADY
    return [Step("Penghubung tombol LibreOffice", str(calc.profile), state)]


def _step(what: str, where: Path, work: Callable[[], tuple[bool, str]]) -> Step:
    """Do it; one step that fails does not hinder the others."""
    try:
        changed, note = work()
    except Refusal as refusal:
        return Step(what, str(where), StepState.FAILED, str(refusal))
    return Step(what, str(where), StepState.DONE if changed else StepState.ALREADY, note)


def _add_in(computer: Computer, places: ExcelPlaces, target: Path, data: bytes) -> tuple[bool, str]:
    changed = place(computer, places.memory, target, data)
    if not computer.marked(target):
        return changed, ""
    computer.unmark(target)
    return True, "Tanda unduhan internet dihapus, jadi Excel tidak lagi memblokirnya."


def _settings(computer: Computer, places: ExcelPlaces) -> tuple[bool, str]:
    python = str(computer.program().python)
    try:
        python.encode(computer.ansi)
    except UnicodeEncodeError:
        raise PathUnknownToExcel(
            "Letak Python memuat huruf yang tidak dikenal Excel. Pindahkan folder kinerja-pauh ke misalnya "
            "C:\\kinerja-pauh, lalu ulangi."
        ) from None
    before = _decoded(computer, computer.read(places.settings) or b"")
    after = with_values(before, our_settings(before, python))
    return place(computer, places.memory, places.settings, _encoded(computer, after)), f"Python: {python}"


def _give_back(computer: Computer, places: ExcelPlaces, target: Path, kept: Kept) -> tuple[bool, str]:
    there, before = computer.read(target), stood_before(computer, places.memory, kept)
    note = ""
    if kept.ours(there):
        if before is None:
            computer.delete(target)
            if target == places.settings:
                computer.delete_empty(target.parent)
        else:
            computer.write(target, before)
            note = "Yang semula dikembalikan."
    elif there is not None and target == places.settings:
        _take_our_settings(computer, target, there, before or b"")
        note = "Isian Anda sendiri dipertahankan."
    elif there is not None:
        note = "Sudah diganti sejak dipasang, jadi dibiarkan."
    forget(computer, places.memory, target)
    return there is not None, note


def _take_our_settings(computer: Computer, target: Path, there: bytes, before: bytes) -> None:
    text, old = _decoded(computer, there), _decoded(computer, before)
    ours = our_settings(old, str(computer.program().python))
    computer.write(target, _encoded(computer, restored(text, ours, old)))


def _decoded(computer: Computer, data: bytes) -> str:
    """Whatever bytes a user's file holds come back unchanged from `_encoded`."""
    return data.decode(computer.ansi, "surrogateescape")


def _encoded(computer: Computer, text: str) -> bytes:
    return text.encode(computer.ansi, "surrogateescape")


def failed(steps: Sequence[Step]) -> bool:
    """Whether something is left to be mended."""
    return any(step.state is StepState.FAILED for step in steps)
