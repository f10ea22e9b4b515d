"""Taking a person out of a stored workbook: the rows go blank, the name goes wherever else it stands.

Every part that does not speak of the person stays as it was; the workbook opens as before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.closed_files import book_from_bytes
from kinerja_pauh.adapters.package_guard import package_from_bytes, part_key
from kinerja_pauh.adapters.package_zip import pack_part, read_package, write_package
from kinerja_pauh.adapters.register.blank_rows import orphaned_texts, without_items, without_rows
from kinerja_pauh.adapters.workbook_parts import read_workbook
from kinerja_pauh.adapters.xml_scan import decode_xml, descendants, escape, root_of, text_of
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.cells import CellKind
from kinerja_pauh.sheets.form_layout import EXPLANATION, META
from kinerja_pauh.sheets.layout import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinerja_pauh.adapters.register.person import Person
    from kinerja_pauh.sheets.cells import Book, Cell

_PERSON_KEY = "pegawai:"
_XML = (".xml", ".rels", ".vml")
_AUTHORS = re.compile(r"(<(?:dc:creator|cp:lastModifiedBy|Manager)\b[^>/]*>)[^<]*")
_TEXTS = frozenset({"si", "is", "text"})
_HAS_TEXTS = re.compile(r"<(?:\w+:)?(?:si|is|text)\b")
_CALC_CHAIN = re.compile(r"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>")
_LEFT = (
    "Berkas tersimpan dari formulir {form} memuat orang itu di bagian yang tidak dapat dibersihkan: hapus seluruh "
    "formulir itu dari register."
)


def redact(data: bytes, person: Person, form_id: str, *, rater: bool) -> bytes:
    """The workbook without the person; the same bytes where it says nothing of the person. rater: authors go too.

    Raises:
        UnusableFile: it cannot be read, or the person is left in a part that is no XML.
    """
    if not data.startswith(b"PK"):
        if names_person(data, person):
            raise UnusableFile(_LEFT.format(form=form_id))
        return data
    parts = {part_key(part.name): part for part in read_package(data)}
    texts = {key: decode_xml(part.data) for key, part in parts.items() if key.endswith(_XML)}
    clean = _without_rows(data, texts, person)
    for key, text in clean.items():
        words = person.cleaned_xml(_joined(text, person))
        words = _AUTHORS.sub(r"\1", words) if rater else words
        if words != texts[key]:
            parts[key] = pack_part(parts[key].name, words.encode())
    gone = texts.keys() - clean.keys()
    same = all(part.data == other.data for part, other in zip(parts.values(), read_package(data), strict=True))
    cleaned = data if same else write_package(part for key, part in parts.items() if key not in gone)
    if names_person(cleaned, person):
        raise UnusableFile(_LEFT.format(form=form_id))
    return cleaned


def names_person(data: bytes, person: Person) -> bool:
    """Whether any part of a workbook still names the person; of a file that is none, whether its bytes do."""
    if not data.startswith(b"PK"):
        return _spells(data, person)
    for part in read_package(data):
        text = decode_xml(part.data) if part_key(part.name).endswith(_XML) else ""
        if person.is_in_code(part.name) or (person.is_in_xml(text) if text else _spells(part.data, person)):
            return True
    cells = [cell for sheet in book_from_bytes("", data).sheets.values() for cell in sheet.values()]
    return any(is_nip(cell, person.nip) or person.is_in(f"{cell.value}\n{cell.formula}") for cell in cells)


def person_rows(book: Book, person: Person) -> dict[str, frozenset[int]]:
    """Sheet -> the rows about the person: those with the NIP in a cell of its own, and the explanation of a score.

    In `_meta` those where it is the key: the rater's entries there stay, under another name.
    """
    found = {name: _rows(name, cells, person) for name, cells in book.sheets.items()}
    return {name: rows for name, rows in found.items() if rows}


def is_nip(cell: Cell, nip: str) -> bool:
    """Whether a cell holds the NIP, also one that a spreadsheet turned into a number."""
    if cell.kind is CellKind.NUMBER:
        return nip.isdigit() and cell.value == float(nip)
    return "".join(str(cell.value).split()) in {nip, _PERSON_KEY + nip}


def _rows(sheet: str, cells: Mapping[tuple[int, int], Cell], person: Person) -> frozenset[int]:
    if sheet == EXPLANATION and any(person.is_in(str(cell.value)) for cell in cells.values()):
        return frozenset(row for row, _ in cells if row >= FIRST_ROW)
    return frozenset(
        row for (row, column), cell in cells.items() if is_nip(cell, person.nip) and (sheet != META or column == 1)
    )


def _without_rows(data: bytes, texts: Mapping[str, str], person: Person) -> dict[str, str]:
    """The XML parts with the person's rows blank, and without what only those rows used."""
    found = person_rows(book_from_bytes("", data), person)
    workbook = read_workbook(package_from_bytes(data))
    blank = {part_key(entry.part): found.get(entry.name, frozenset()) for entry in workbook.sheets if entry.part}
    orphans = orphaned_texts({key: texts[key] for key in blank}, blank)
    clean = {key: without_rows(text, blank[key]) if blank.get(key) else text for key, text in texts.items()}
    if orphans:
        shared = part_key(workbook.texts_part)
        clean[shared] = without_items(clean[shared], orphans)
    if found:  # Excel wants no order of calculation for cells that compute nothing
        clean = {key: _CALC_CHAIN.sub("", text) for key, text in clean.items() if not key.endswith("calcchain.xml")}
    return clean


def _joined(text: str, person: Person) -> str:
    """The XML with texts made plain in which the person only shows when their differently formatted runs are joined."""
    if not _HAS_TEXTS.search(text):
        return text
    pieces: list[str] = []
    at = 0
    for item in (one for one in descendants(root_of(text)) if one.name in _TEXTS):
        runs = [one for one in descendants(item) if one.name == "t"]
        whole = "".join(map(text_of, runs))
        if len(runs) > 1 and person.is_in(whole):
            tag = runs[0].tag
            plain = f'<{tag} xml:space="preserve">{escape(person.cleaned(whole))}</{tag}>'
            pieces += (text[at : item.inner], plain)
            at = item.inner_end
    return "".join((*pieces, text[at:]))


def _spells(data: bytes, person: Person) -> bool:
    return any(person.is_in_code(data.decode(code, "replace")) for code in ("utf-8", "utf-16-le", "utf-16-be"))
