"""Diagnosa: what has to be right on a computer for the buttons to work, each with what was found and the cure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from .setup import TRUST_CURE, XLWINGS, excel_places
from .xlwings_settings import FUNCTIONS, INTERPRETER, OUR_FUNCTIONS, WORKBOOK_FOLDER, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kinerja_pauh.ports import Calc, Computer, Program

_INSTALL = "Tutup Excel, lalu jalankan kinerja pasang."
_INSTALL_CALC = "Tutup LibreOffice, lalu jalankan kinerja pasang --libreoffice."
_EXCEL_KEYS = ("Software\\Policies\\Microsoft\\Office", "Software\\Microsoft\\Office")  # what the office ordered wins
_EXCEL_VERSIONS = ("16.0", "15.0")
_MACROS = {
    1: "semua makro diizinkan",
    2: "makro diblokir dengan pemberitahuan",
    3: "hanya makro bertanda tangan",
    4: "semua makro diblokir",
}
_WITHOUT_NOTICE = (3, 4)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_SHADOWS = ("kinerja_pauh.py", "kinerja_pauh", "xlwings.py", "xlwings")


class LineState(StrEnum):
    """How good a thing is."""

    GOOD = "baik"
    LOOK = "perlu_dilihat"
    WRONG = "salah"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing. cure: "" where there is nothing to do."""

    subject: str
    state: LineState
    found: str
    cure: str = ""


def diagnose(computer: Computer, calc: Calc, folder: Path) -> list[Line]:
    """Everything that can be asked of this computer; folder: where the user works.

    Raises:
        UnusableFile: the installation is so incomplete that there is nothing to compare with.
    """
    program = computer.program()
    lines = list(_program(computer, program))
    if computer.system == "windows":
        lines += [*_excel(computer, program), *_trust(computer)]
    return [*lines, *_calc(computer, calc, program), *_folder(computer, folder, program)]


def clean(lines: Sequence[Line]) -> bool:
    """Whether nothing is to be done."""
    return all(line.state is LineState.GOOD for line in lines)


def summary(lines: Sequence[Line]) -> str:
    """All of it as the text of one message box: what is wrong with its cure, else that all is well."""
    bad = [line for line in lines if line.state is not LineState.GOOD]
    if not bad:
        return f"Semua {len(lines)} pemeriksaan baik. {lines[0].found}; {lines[1].found}."
    told = "\n".join(f"{SIGNS[line.state]} {line.subject}: {line.found}. {line.cure}" for line in bad)
    return f"{len(bad)} dari {len(lines)} pemeriksaan perlu dibetulkan:\n{told}"


SIGNS = {LineState.GOOD: "✓", LineState.LOOK: "▲", LineState.WRONG: "✕"}


def _good(subject: str, found: str) -> Line:
    return Line(subject, LineState.GOOD, found)


def _look(subject: str, found: str, cure: str) -> Line:
    return Line(subject, LineState.LOOK, found, cure)


def _wrong(subject: str, found: str, cure: str) -> Line:
    return Line(subject, LineState.WRONG, found, cure)


def _program(computer: Computer, program: Program) -> Iterator[Line]:
    yield _good("Python", f"Python {program.python_version} di {program.python}")
    yield _good("Program", f"kinerja-pauh {program.version}")
    said = computer.addin_version(program.addins.get(XLWINGS, b""))
    if said == program.xlwings:
        yield _good("xlwings", f"paket dan add-in versi {program.xlwings}")
    else:
        found = f"paket versi {program.xlwings}, add-in bawaannya {said or 'tanpa versi'}"
        yield _wrong("xlwings", found, "Pasang ulang kinerja-pauh dengan uv sync --reinstall.")


def _excel(computer: Computer, program: Program) -> Iterator[Line]:
    places = excel_places(computer)
    for name, data in program.addins.items():
        yield _add_in(computer, places.start / name, data)
    yield from _settings(computer, places.settings, program)
    library = f"xlwings64-{program.xlwings}.dll"
    if any(computer.is_file(folder / library) for folder in (program.python.parent, program.python.parents[1])):
        yield _good("Fungsi lembar", f"{library} ada")
    else:
        cure = "Tombol tetap bekerja. Untuk fungsi lembar, pasang ulang dengan uv sync --reinstall."
        yield _look("Fungsi lembar", f"{library} tidak ada di dekat Python", cure)


def _add_in(computer: Computer, place: Path, data: bytes) -> Line:
    subject, there = f"Add-in {place.name}", computer.read(place)
    if there is None:
        return _wrong(subject, "belum ada di folder XLSTART", _INSTALL)
    if there != data:
        found = f"berbeda dari bawaan versi ini{_version_of(computer, there)}"
        return _wrong(subject, found, _INSTALL)
    if computer.marked(place):
        return _wrong(subject, "bertanda unduhan internet, jadi diblokir Excel", _INSTALL)
    return _good(subject, f"terpasang di {place.parent}")


def _version_of(computer: Computer, data: bytes) -> str:
    said = computer.addin_version(data)
    return f" (versi {said})" if said else ""


def _settings(computer: Computer, place: Path, program: Program) -> Iterator[Line]:
    text = (computer.read(place) or b"").decode(computer.ansi, "surrogateescape")
    python = value_of(text, INTERPRETER)
    if not python:
        yield _wrong("Pengaturan xlwings", "Python belum disebut di xlwings.conf", _INSTALL)
        return
    if not computer.is_file(Path(python)):
        yield _wrong("Pengaturan xlwings", f"Python di xlwings.conf tidak ada lagi: {python}", _INSTALL)
    elif Path(python) != program.python:
        yield _wrong("Pengaturan xlwings", f"xlwings.conf menyebut Python lain: {python}", _INSTALL)
    else:
        yield _good("Pengaturan xlwings", f"menyebut Python ini: {place}")
    if (value_of(text, WORKBOOK_FOLDER) or "true").lower() != "false":
        found = "folder buku kerja ikut dicari Python, jadi berkas bernama sama dapat menggantikan program"
        yield _look("Pencarian Python", found, _INSTALL)
    if OUR_FUNCTIONS not in (value_of(text, FUNCTIONS) or "").split(";"):
        yield _look("Modul fungsi lembar", "belum disebut di xlwings.conf", _INSTALL)


def _trust(computer: Computer) -> Iterator[Line]:
    macros = _registered(computer, "Excel\\Security", "VBAWarnings")
    words = _MACROS.get(macros, "setelan bawaan Excel") if isinstance(macros, int) else "setelan bawaan Excel"
    if macros in _WITHOUT_NOTICE:
        cure = (
            "Add-in di XLSTART tetap bekerja; untuk buku .xlsm pilih File > Opsi > Pusat Kepercayaan > Pengaturan "
            "Makro > Nonaktifkan dengan pemberitahuan, atau minta admin kantor."
        )
        yield _look("Makro Excel", words, cure)
    else:
        yield _good("Makro Excel", words)
    if _registered(computer, "Excel\\Security\\Trusted Locations", "AllLocationsDisabled") == 1:
        cure = "Minta admin kantor mengizinkan lokasi tepercaya di Pusat Kepercayaan; tanpa itu add-in tidak dimuat."
        yield _wrong("Lokasi tepercaya", "semua lokasi tepercaya dimatikan", cure)
    access = _registered(computer, "Excel\\Security", "AccessVBOM") == 1
    found = "diizinkan" if access else "tidak diizinkan; hanya perlu saat mengimpor fungsi lembar"
    yield _good("Akses proyek VBA", found)


def _registered(computer: Computer, key: str, name: str) -> int | str | None:
    for root in _EXCEL_KEYS:
        for version in _EXCEL_VERSIONS:
            value = computer.registry(f"{root}\\{version}\\{key}", name)
            if value is not None:
                return value
    return None


def _calc(computer: Computer, calc: Calc, program: Program) -> Iterator[Line]:
    optional = computer.system == "windows"
    if not calc.found():
        if optional:
            yield _good("LibreOffice", "tidak ditemukan; hanya perlu untuk PDF dan tombol di Calc")
        else:
            cure = (
                "Di Debian atau Ubuntu: apt install libreoffice-calc python3-uno. Di tempat lain: pasang LibreOffice."
            )
            yield _look("LibreOffice", "tidak ditemukan, atau tanpa jembatan Python (uno)", cure)
        return
    yield _good("LibreOffice", "ditemukan, beserta jembatan Python (uno)")
    state = calc.state()
    if not state.installed:
        if optional:
            yield _good("Tombol di LibreOffice", "belum dipasang; hanya perlu bila bekerja di Calc")
        else:
            yield _look("Tombol di LibreOffice", "belum dipasang", _INSTALL_CALC)
        return
    if state.python is None or not computer.is_file(state.python):
        yield _wrong("Tombol di LibreOffice", f"Python-nya tidak ada lagi: {state.python}", _INSTALL_CALC)
    elif state.python != program.python:
        yield _wrong("Tombol di LibreOffice", f"memakai Python lain: {state.python}", _INSTALL_CALC)
    elif not state.current:
        yield _wrong("Tombol di LibreOffice", "dipasang oleh versi lain", _INSTALL_CALC)
    else:
        yield _good("Tombol di LibreOffice", f"terpasang di {calc.profile}")
    if state.trusted:
        yield _good("Folder tepercaya LibreOffice", f"{len(state.trusted)} folder")
    else:
        yield _look("Folder tepercaya LibreOffice", "belum ada", TRUST_CURE)


def _folder(computer: Computer, folder: Path, program: Program) -> Iterator[Line]:
    if computer.may_write(folder):
        yield _good("Izin menulis", f"boleh menulis di {folder}")
    else:
        cure = "Pindahkan folder kerja ke folder Anda sendiri, misalnya Dokumen, atau minta izin tulis."
        yield _wrong("Izin menulis", f"tidak boleh menulis di {folder}", cure)
    if _in_cloud(computer, folder):
        cure = "Jeda sinkronisasi selama bekerja, atau pindahkan folder penilaian ke luar OneDrive."
        yield _look("OneDrive", "folder ini disinkronkan OneDrive, jadi berkas dapat terkunci atau berganda", cure)
    else:
        yield _good("OneDrive", "folder ini di luar OneDrive")
    beside = [name for name in _SHADOWS if name in computer.names(folder) and not _is_ours(folder / name, program)]
    if beside:
        cure = "Ganti namanya: berkas itu dapat dimuat Python sebagai ganti program ini."
        yield _wrong("Nama berkas", f"{' dan '.join(beside)} ada di folder ini", cure)
    else:
        yield _good("Nama berkas", "tidak ada yang menyamai nama program")


def _in_cloud(computer: Computer, folder: Path) -> bool:
    roots = [Path(value) for name in _CLOUD_VARIABLES if (value := computer.variable(name))]
    named = any(part == "OneDrive" or part.startswith("OneDrive - ") for part in folder.parts)
    return named or any(folder == root or root in folder.parents for root in roots)


def _is_ours(path: Path, program: Program) -> bool:
    """The program's own folder in its source, where developers work, or inside the interpreter's library."""
    return path in (program.package, *program.package.parents)
