"""Every workbook that we build before a jury of strangers, and broken twins of it that the jury must not let pass."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

import filled_office
import package_checks
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.distribute import distribute
from kinerja_pauh.actions.recap import recap
from kinerja_pauh.actions.report import report
from kinerja_pauh.adapters.bundled import bundled_folder
from kinerja_pauh.adapters.vba.modules import document_module, module_from_text
from kinerja_pauh.adapters.vba.project import vba_project
from kinerja_pauh.adapters.vba.source_reader import read_project
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from macro_reader import called_macros, code_lines, public_subs, vba_modules
from spreadsheet import CURE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MASTERS = bundled_folder("workbook_templates")
MACROS = bundled_folder("macros")
FORM, ADDIN = MASTERS / "Formulir_Penilaian.xlsm", MASTERS / "Penilaian.xlam"
SHIPPED = sorted(path.name for path in MASTERS.iterdir())


# --- the jury --------------------------------------------------------------------------------------------------------


def our_checks(path: Path) -> list[str]:
    return package_checks.faults(path.read_bytes())


_ADVICE = re.compile(
    r"inline-string cell\(s\)"  # valid by ECMA-376 18.3.1.53, and Excel reads them; it only writes them otherwise
    r"|/font\[\d+\]: Unexpected element '(?:b|i|color|sz|u)'"  # in any order in the transitional schema
)


def openxml_audit(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors if not _ADVICE.search(str(error))]


def openpyxl_reads(path: Path) -> list[str]:
    try:
        book = openpyxl.load_workbook(as_workbook(path))
        return [] if sum(1 for sheet in book for row in sheet.iter_rows() for _ in row) else ["openpyxl: no cells"]
    except Exception as problem:  # noqa: BLE001 - whatever it raises is its verdict
        return [f"openpyxl: {problem!r}"]


def as_workbook(path: Path) -> io.BytesIO:
    """The file, read as a whole, since openpyxl leaves a file that it fails on open; an add-in, which it refuses by its
    type alone, as a workbook with macros.
    """
    if path.suffix != ".xlam":
        return io.BytesIO(path.read_bytes())
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"ms-excel.addin.macroEnabled", b"ms-excel.sheet.macroEnabled"))
    return changed


def calamine_reads(path: Path) -> list[str]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        return [] if sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names) else ["no rows"]
    except Exception as problem:  # noqa: BLE001
        return [f"calamine: {problem!r}"]


_KNOWN_TO_GNUMERIC = re.compile(  # what it says of sound files, of things that it does not know
    r"Unexpected element '(?:workbookProtection|evenHeader|evenFooter|firstHeader|firstFooter|cfvo|color|font|"
    r"x:FmlaMacro|x:TextHAlign|x:TextVAlign|x:PrintObject|x:AutoFill)' in state"
    r"|^\s+(?:workbook\b|worksheet\b|\{catch all\)\})|Multiple expressions are not supported"
    r"|unhandled conditional format of type 'dataBar'"
)


def gnumeric_reads(path: Path) -> list[str]:
    command = ["ssconvert", "-T", "Gnumeric_stf:stf_csv", str(path), str(path.with_suffix(".csv"))]
    try:
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    except FileNotFoundError:
        pytest.fail(f"Gnumeric's ssconvert is missing: {CURE}", pytrace=False)
    said = [line for line in ran.stderr.splitlines() if line.strip() and not _KNOWN_TO_GNUMERIC.search(line)]
    return said + ([f"ssconvert: status {ran.returncode}"] if ran.returncode else [])


def oletools_reads(path: Path) -> list[str]:
    """The macros are those of macros/, and every button and every place of the ribbon calls one of them."""
    try:
        modules = vba_modules(path)
    except Exception as problem:  # noqa: BLE001
        return [f"oletools: {problem!r}"]
    if not modules:
        return [] if path.suffix == ".xlsx" else ["oletools: no macros"]
    own = {source.stem: code_lines(source.read_text("utf-8")) for source in MACROS.glob("*.bas")}
    found = [f"module {name} differs" for name, code in modules.items() if code_lines(code) != own.get(name, [])]
    subs = set().union(*map(public_subs, modules.values()))
    return found + [f"no Sub {name}" for name in sorted(called_macros(path) - subs)]


JURY: dict[str, Callable[[Path], list[str]]] = {
    "our checks": our_checks,
    "openxml-audit": openxml_audit,
    "openpyxl": openpyxl_reads,
    "calamine": calamine_reads,
    "gnumeric": gnumeric_reads,
    "oletools": oletools_reads,
}


# --- what we build ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> dict[str, Path]:
    """Every master, and of every kind of file that an office gets one."""
    folder = tmp_path_factory.mktemp("juri")
    found = {name: MASTERS / name for name in SHIPPED}
    root = filled_office.office_copy(folder, tmp_path_factory)
    world = real_world(show_progress)
    distribute(root, world, macros=True)
    collect(root, world)
    report(root, world, nips=[filled_office.SAMPLE.rated[0].nip])
    recap(root, world)
    found["Induk kantor"] = next(root.glob("Induk_*"))
    found |= {f"formulir.{kind}": max((root / "1_dibagikan").glob(f"*.{kind}"), key=size) for kind in ("xlsx", "xlsm")}
    appraised = folder / "dihitung.xlsm"
    appraised.write_bytes(found["formulir.xlsm"].read_bytes())
    world.write_cells(appraised, "Hasil", {(7, 3): Decimal("99.5")})
    found["formulir.xlsm sesudah Hitung Nilai"] = appraised
    found["laporan"] = next((root / "4_laporan").glob("*.xlsx"))
    found["rekap"] = next((root / "3_rekap").glob("*.xlsx"))
    return found


def size(path: Path) -> int:
    return path.stat().st_size


GOOD = (
    *SHIPPED, "Induk kantor", "formulir.xlsx", "formulir.xlsm", "formulir.xlsm sesudah Hitung Nilai", "laporan",
    "rekap",
)  # fmt: skip


@pytest.mark.parametrize("juror", JURY)
@pytest.mark.parametrize("name", GOOD)
def test_every_workbook_that_we_build_passes(built, tmp_path, name, juror) -> None:
    path = tmp_path / f"buku{built[name].suffix}"
    path.write_bytes(built[name].read_bytes())
    assert JURY[juror](path) == []


# --- broken twins ----------------------------------------------------------------------------------------------------

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Twin:
    """A sound file with one fault in it. caught_by: jurors that must see it; others may."""

    what: str
    break_it: Callable[[Parts], None]
    caught_by: tuple[str, ...]
    source: Path = FORM


def swap(part: str, old: str, new: str, count: int = 1) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old.encode() in parts[part], f"{part} holds no {old}"
        parts[part] = parts[part].replace(old.encode(), new.encode(), count)

    return change


def sub(part: str, pattern: str, new: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        text, count = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count, f"{part} holds no {pattern}"
        parts[part] = text.encode()

    return change


def drop(part: str) -> Callable[[Parts], None]:
    return lambda parts: parts.pop(part) and None


def add(part: str, data: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({part: data})


def both(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


def other_source(parts: Parts) -> None:
    """The project as a stranger's editor would leave it after one change of the source."""
    sources = read_project(parts["xl/vbaProject.bin"]).sources
    bases = {name: re.search(r'VB_Base = "([^"]*)"', text) for name, text in sources.items()}
    modules = [
        document_module(name, base[1]) if (base := bases[name]) else module_from_text(text, f"{name}.bas")
        for name, text in sources.items()
    ]
    changed = [replace(one, source=one.source.replace("periksa-isian", "hapus-isian")) for one in modules]
    assert changed != modules
    parts["xl/vbaProject.bin"] = vba_project(changed, "KinerjaPauh")


TYPES, BOOK, SHEET, STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"
RELATIONS = "xl/worksheets/_rels/sheet2.xml.rels"
PROJECT, BUTTONS = "xl/vbaProject.bin", "xl/drawings/vmlDrawing2.vml"
RIBBON, RIBBON_2007 = "customUI/customUI14.xml", "customUI/customUI.xml"
OURS, AUDIT, OPENPYXL, CALAMINE, GNUMERIC, OLETOOLS = JURY
TWINS = (
    Twin("the book says it holds no macros", swap(TYPES, "vnd.ms-excel.sheet.macroEnabled.main+xml",
         "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), (OURS, AUDIT)),
    Twin("the macros have no content type", sub(TYPES, r'<Override PartName="/xl/vbaProject.bin"[^>]*>', ""), (OURS,)),
    Twin("the macros have a wrong content type", swap(TYPES, "vnd.ms-office.vbaProject", "octet-stream"), (OURS,)),
    Twin("the buttons have no content type", sub(TYPES, r'<Default Extension="vml"[^>]*>', ""), (OURS,)),
    Twin("a sheet has a wrong content type", swap(TYPES, "spreadsheetml.worksheet+", "spreadsheetml.table+"), (OURS,)),
    Twin("a content type of a part that is not there", swap(TYPES, "</Types>",
         '<Override PartName="/xl/comments1.xml" ContentType="application/xml"/></Types>'), (OURS,)),
    Twin("the drawing of the buttons is gone", drop(BUTTONS), (OURS, AUDIT)),
    Twin("a relation leads nowhere", swap(RELATIONS, "vmlDrawing2", "vmlDrawing99"), (OURS, AUDIT)),
    Twin("a sheet names a relation that it has not", swap(SHEET, 'r:id="rId1"', 'r:id="rId7"'), (OURS, AUDIT)),
    Twin("two relations of one id", swap("xl/_rels/workbook.xml.rels", 'Id="rId2"', 'Id="rId1"'),
         (OURS, AUDIT, CALAMINE)),
    Twin("a part to which nothing leads", add("xl/worksheets/sheet99.xml", b"<worksheet/>"), (OURS,)),
    Twin("a cell twice", sub(SHEET, r'(<c r="A6"[^>]*>.*?</c>)', r"\1\1"), (OURS,)),
    Twin("cells out of order", sub(SHEET, r'(<c r="A6"[^>]*>.*?</c>)(<c r="B6"[^>]*>.*?</c>)', r"\2\1"), (OURS,)),
    Twin("rows out of order", sub(SHEET, r'(<row r="5"[^>]*/>)(<row r="6".*?</row>)', r"\2\1"), (OURS,)),
    Twin("a cell of another row", swap(SHEET, '<c r="B6"', '<c r="B9"'), (OURS,)),
    Twin("a style that does not exist", sub(SHEET, r'(<c r="A6"[^>]*) s="\d+"', r'\1 s="9999"'), (OURS, OPENPYXL)),
    Twin("a conditional look that does not exist", sub(SHEET, r'dxfId="\d+"', 'dxfId="999"'), (OURS, OPENPYXL)),
    Twin("a code name without a module", swap(SHEET, "LembarRingkasan", "LembarLain"), (OURS,)),
    Twin("a workbook without a code name", swap(BOOK, ' codeName="ThisWorkbook"', ""), (OURS,)),
    Twin("two sheets of one name", swap(BOOK, 'name="Ringkasan"', 'name="PETUNJUK"'), (OURS, GNUMERIC)),
    Twin("a sheet name too long", swap(BOOK, 'name="Petunjuk"', f'name="{"P" * 32}"'), (OURS,)),
    Twin("no sheet is visible", swap(BOOK, 'state="visible"', 'state="hidden"', 99), (OURS,)),
    Twin("a name of a sheet that does not exist", swap(BOOK, "'Petunjuk'!$C$19", "'Lain'!$C$19"), (OURS, GNUMERIC)),
    Twin("a formula with an open bracket", sub(SHEET, r"<f>([^<]*)</f>", r"<f>SUM(\1</f>"), (OURS, GNUMERIC)),
    Twin("elements out of the order of the schema",
         sub(SHEET, r"(<sheetData>.*)(<legacyDrawing [^>]*>)", r"\2\1"), (OURS, AUDIT)),
    Twin("a sheet cut off", lambda parts: parts.update({SHEET: parts[SHEET][:-200]}),
         (OURS, OPENPYXL, CALAMINE, GNUMERIC)),
    Twin("styles that are no XML", add(STYLES, b"<styleSheet><fonts></styleSheet>"), (OURS, OPENPYXL, GNUMERIC)),
    Twin("no table of contents", drop(BOOK), (OURS, AUDIT, OPENPYXL, CALAMINE, GNUMERIC)),
    Twin("the macros are garbage", add(PROJECT, b"\xd0\xcf\x11\xe0" + bytes(4000)), (OURS, AUDIT, OLETOOLS)),
    Twin("another source of a macro", other_source, (OLETOOLS,)),
    Twin("a button whose macro is misspelt", swap(BUTTONS, "!HitungNilai", "!HitungNila"), (OLETOOLS,)),
    Twin("a place of the ribbon whose macro is misspelt", swap(RIBBON, "PitaRekap", "PitaRekapp"), (OLETOOLS,), ADDIN),
    Twin("the ribbon is no XML", swap(RIBBON_2007, "</customUI>", "</customui>"), (OURS,), ADDIN),
    Twin("nothing leads to the ribbon", sub("_rels/.rels", r"<Relationship [^>]*customUI14[^>]*>", ""), (OURS,), ADDIN),
)  # fmt: skip


def twin_file(twin: Twin, folder: Path) -> Path:
    with zipfile.ZipFile(twin.source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before = dict(parts)
    twin.break_it(parts)
    assert parts != before
    path = folder / f"kembar{twin.source.suffix}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.what)
def test_a_broken_twin_is_caught(tmp_path, twin) -> None:
    path = twin_file(twin, tmp_path)
    assert twin.caught_by
    for juror in twin.caught_by:
        assert JURY[juror](path), juror


def test_a_part_that_stands_twice_in_the_zip_is_caught(tmp_path) -> None:
    path = tmp_path / "kembar.xlsm"
    path.write_bytes(FORM.read_bytes())
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(SHEET, b"<worksheet/>")
    assert our_checks(path)


def test_a_flipped_byte_is_caught(tmp_path) -> None:
    data = bytearray(FORM.read_bytes())
    data[len(data) // 3] ^= 0x20
    path = tmp_path / "kembar.xlsm"
    path.write_bytes(data)
    assert our_checks(path)


def test_every_juror_catches_something() -> None:
    """A juror that lets everything pass would be no juror."""
    named = {juror for twin in TWINS for juror in twin.caught_by}
    assert named == set(JURY)
