"""Where in a workbook something active stands, so that a person finds it: formulas and links by their cell."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.active_formulas import reaching_out
from kinerja_pauh.adapters.package_guard import part_key
from kinerja_pauh.adapters.workbook_parts import read_workbook
from kinerja_pauh.adapters.xml_parts import MAX_DEPTH, elements, parser_for, run
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from kinerja_pauh.adapters.package_guard import Package
    from kinerja_pauh.adapters.workbook_parts import Workbook

_HARMLESS_LINK = re.compile(r"(?:https?://|mailto:|#|$)", re.IGNORECASE)
_FORMULA_NAMES = frozenset({"f", "definedName"})
_ENCODING = re.compile(rb"""[^>]{0,200}?encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
_DIGITS = re.compile(rb"\d+")
_FORMULA_BYTES = re.compile(rb"<(?:\w+:)?(?:f|\w*[Ff]ormula\w*|definedName)(?:\s[^>]*)?>([^<]*)<")


def refuse_active_formulas(package: Package, workbook: Workbook) -> None:
    """Do nothing when no formula of a cell, name, rule or chart reaches out of the workbook.

    Raises:
        UnusableFile: names the first such cell or name.
    """
    sheets = {part_key(entry.part): entry.name for entry in workbook.sheets if entry.part}
    for part in package.members:
        if part.endswith(".xml"):
            data = package.read(part)
            if _is_suspect(data):
                _refuse_formulas(data, sheets.get(part, ""))


def _is_suspect(data: bytes) -> bool:
    """A quick look over the bytes; ordinary workbooks are not parsed once more for this.

    Whatever could write a formula in other letters than its own is suspect. Formulas that differ in digits only are
    one here, so that a column of them costs one look.
    """
    if b"&#" in data or b"<!" in data or data.count(b"<?") > 1 or b"\0" in data[:64] or _ENCODING.match(data):
        return True
    formulas = {_DIGITS.sub(b"1", found[1]) for found in _FORMULA_BYTES.finditer(data)}
    return any(reaching_out(html.unescape(formula.decode("utf-8", "replace"))) for formula in formulas)


def _refuse_formulas(data: bytes, sheet: str) -> None:
    """sheet: the name of the sheet in the part, "" for a part of another kind."""
    pieces: list[str] = []
    depth = 0
    place = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, place
        depth += 1
        if depth > MAX_DEPTH:
            raise UnusableFile("Berkas ini rusak: minta pengirim menyimpannya lagi di Excel dan mengirim ulang.")
        name = tag.rpartition(" ")[2]
        if name == "c":
            place = f"Sel {sheet}!{attributes.get('r', '')}" if sheet else ""
        elif name == "definedName":
            place = f'Nama "{attributes.get("name", "")}"'
        if _is_formula(name):
            pieces.clear()

    def end(tag: str) -> None:
        nonlocal depth, place
        depth -= 1
        name = tag.rpartition(" ")[2]
        if _is_formula(name):
            _refuse_formula("".join(pieces), place or (f'Lembar "{sheet}"' if sheet else "Berkas ini"))
        if name in {"c", "definedName"}:
            place = ""

    parser = parser_for(start, end)
    parser.CharacterDataHandler = pieces.append
    run(parser, data)


def _is_formula(name: str) -> bool:
    return name in _FORMULA_NAMES or "ormula" in name


def _refuse_formula(formula: str, place: str) -> None:
    said = reaching_out(formula)
    if said:
        what, cure = said
        raise UnusableFile(f"{place} memuat {what}: {cure}.")


def refuse_link(package: Package, relations: str, number: str, target: str) -> None:
    """Do nothing for a link to a web page, a mail address or a place in the workbook.

    relations: the part that holds the link's relation, "" for none; number: its id there.

    Raises:
        UnusableFile: the link leads to a file, a computer of the network, a program or a script.
    """
    address = target.strip()
    if not _HARMLESS_LINK.match(address) or any(ord(letter) < ord(" ") for letter in address):
        cell = _cell_of_link(package, relations, number)
        raise UnusableFile(
            f"{cell} memuat tautan yang bukan ke alamat web atau surel: hapus tautan itu (klik kanan > Remove "
            "Hyperlink), lalu simpan dan kirim lagi."
        )


def _cell_of_link(package: Package, relations: str, number: str) -> str:
    source = relations.removesuffix(".rels").replace("_rels/", "", 1)
    sheets = {part_key(entry.part): entry.name for entry in read_workbook(package).sheets if entry.part}
    cells: list[str] = []

    def visit(_parent: str, name: str, attributes: dict[str, str]) -> None:
        if name == "hyperlink" and any(k.endswith("/relationships id") and v == number for k, v in attributes.items()):
            cells.append(attributes.get("ref", ""))

    if source in sheets:
        elements(package.read(source), visit)
    return f"Sel {sheets[source]}!{cells[0]}" if cells else "Berkas ini"
