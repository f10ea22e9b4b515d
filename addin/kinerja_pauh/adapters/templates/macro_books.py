"""The workbooks with macros: the .xlsm masters from the .xlsx ones, and the add-in with the ribbon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.package_edits import PackageEditor, with_child
from kinerja_pauh.adapters.template_parts import find_workbook
from kinerja_pauh.adapters.vba.modules import SHEET_BASE, WORKBOOK_BASE, document_module, module_from_text
from kinerja_pauh.adapters.vba.project import vba_project
from kinerja_pauh.adapters.xml_scan import find, root_of, with_attributes

from . import look
from .finish import finished
from .induk_buttons import CLEAR, strips_on
from .names import ADDIN, FORM, INDUK, with_macros
from .sheet_buttons import BUTTON_ROW, Button, Strip, add_buttons, row_is_free
from .table_sheet import empty_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

FORM_BUTTONS = (
    Button("Periksa Isian", "Tandai isian yang salah atau belum lengkap"),
    Button("Hitung Nilai", "Hitung nilai dan predikat ke lembar Hasil"),
    Button("Jelaskan Nilai", "Jelaskan nilai pegawai di baris yang dipilih"),
    CLEAR,
)
PROJECT = "KinerjaPauh"
_DOORBELLS = ("Tombol.bas", "Penyambung.bas")
_RIBBON_DOORBELLS = ("Tombol.bas", "Pita.bas", "Penyambung.bas")
_RIBBON = "customUI14.xml"
_RIBBON_2010, _RIBBON_2007 = (
    "http://schemas.microsoft.com/office/2009/07/customui",
    "http://schemas.microsoft.com/office/2006/01/customui",
)
_RELATION_2010, _RELATION_2007, _RELATION_VBA = (
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
)
_MAIN_TYPES = {
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xlam": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}
_BOOK_MODULE = "ThisWorkbook"
_WORD = re.compile("[A-Za-z0-9]+")
_LONGEST_CODE_NAME = 31


def macro_books(masters: Mapping[str, bytes], macros: Path) -> dict[str, bytes]:
    """File name -> bytes of each workbook with macros. masters: the .xlsx ones; macros: the folder of the sources."""
    return {
        with_macros(FORM): _with_buttons(masters[FORM], lambda _: (Strip(BUTTON_ROW, FORM_BUTTONS),), macros),
        with_macros(INDUK): _with_buttons(masters[INDUK], strips_on, macros),
        ADDIN: _addin(macros),
    }


def _with_buttons(master: bytes, strips_on: Callable[[str], Sequence[Strip]], macros: Path) -> bytes:
    """strips_on: what stands on a sheet of that name; nothing where it would cover cells."""
    package = PackageEditor(master)
    _add_project(package, "xlsm", macros, _DOORBELLS)
    for number, (name, (path, visible)) in enumerate(_sheets(package).items(), start=1):
        strips = strips_on(name)
        free = row_is_free(package.text(path) or "")
        if visible and (free or all(strip.row != BUTTON_ROW for strip in strips)):
            add_buttons(package, path, number, strips)
    return package.written()


def _addin(macros: Path) -> bytes:
    book = empty_book()
    sheet = book.create_sheet("Penilaian")
    sheet["A1"] = "Add-in Penilaian Kinerja: tombolnya ada di pita, tab Penilaian Kinerja."
    sheet["A1"].font = look.font()
    book.properties.description = "Tombol Periksa Isian, Hitung Nilai, Rekap dan lainnya di pita Excel."
    package = PackageEditor(finished(book, "Penilaian Kinerja"))
    _add_project(package, "xlam", macros, _RIBBON_DOORBELLS)
    ribbon = (macros / _RIBBON).read_text("utf-8")
    for part, text, relation in (
        ("customUI/customUI14.xml", ribbon, _RELATION_2010),
        ("customUI/customUI.xml", ribbon.replace(_RIBBON_2010, _RIBBON_2007), _RELATION_2007),
    ):
        package.put(part, text)
        package.relate("", relation, part)
    return package.written()


def _sheets(package: PackageEditor) -> dict[str, tuple[str, bool]]:
    """Sheet name -> path of its part and whether people see it, in tab order."""
    workbook = find_workbook(package.text)
    listed = find(root_of(workbook.text), "sheets")
    states = (
        {sheet.attributes["name"]: sheet.attributes.get("state", "visible") for sheet in listed.children()}
        if listed
        else {}
    )
    return {name: (path, states[name] == "visible") for name, path in workbook.sheets.items()}


def _add_project(package: PackageEditor, kind: str, macros: Path, files: Iterable[str]) -> None:
    """The VBA project, and the code names by which it knows the workbook and its sheets."""
    workbook = find_workbook(package.text)
    names = {sheet: code_name(sheet) for sheet in workbook.sheets}
    for sheet, path in workbook.sheets.items():
        package.put(path, _named(package.text(path) or "", "sheetPr", names[sheet]))
    package.put(workbook.path, _named(workbook.text, "workbookPr", _BOOK_MODULE))
    package.declare(workbook.path, _MAIN_TYPES[kind])
    modules = [document_module(_BOOK_MODULE, WORKBOOK_BASE)]
    modules += [document_module(name, SHEET_BASE) for name in names.values()]
    modules += [module_from_text((macros / file).read_text("utf-8"), file) for file in files]
    package.put("xl/vbaProject.bin", vba_project(modules, PROJECT))
    package.declare("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject")
    package.relate(workbook.path, _RELATION_VBA, "vbaProject.bin")


def code_name(sheet: str) -> str:
    """The name of a sheet's module.

    >>> code_name("Hasil Kerja"), code_name("_meta")
    ('LembarHasilKerja', 'LembarMeta')
    """
    words = _WORD.findall(sheet)
    return ("Lembar" + "".join(word[0].upper() + word[1:] for word in words))[:_LONGEST_CODE_NAME]


def _named(text: str, element: str, name: str) -> str:
    found = find(root_of(text), element)
    if found is None:
        return with_child(text, element, f'<{element} codeName="{name}"/>')
    return text[: found.start] + with_attributes(found, codeName=name) + text[found.inner :]
