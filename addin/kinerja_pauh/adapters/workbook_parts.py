"""What a workbook package is made of: its sheets in order, its texts, and which of its styles show dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from kinerja_pauh.adapters.package_guard import DAMAGED, Package
from kinerja_pauh.adapters.xml_parts import MAX_DEPTH, elements, parser_for, run, tags, unescaped
from kinerja_pauh.ports import UnusableFile

MAX_SHEETS = 200
_MAX_TEXTS = 2_000_000
_BUILTIN_DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_NOT_CODE = re.compile(r'"[^"]*"?|\\.?|_.?|\*.?|\[(?!(?:h+|m+|s+)\])[^\]]*\]?', re.IGNORECASE | re.DOTALL)
_DATE_LETTER = re.compile("[dmyhs]", re.IGNORECASE)
_TEXT_TAGS = tags(("si", "t", "rPh"))
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part. kind: last step of its type; target: part name, "" for what lies outside."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One tab. part: where its cells stand, "" for a chart sheet, which has none."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The table of contents. part: name of workbook.xml; texts_part, styles_part: "" when there is none."""

    part: str
    sheets: tuple[SheetEntry, ...]
    date1904: bool
    texts_part: str
    styles_part: str


def read_workbook(package: Package) -> Workbook:
    """The table of contents of a package.

    Raises:
        UnusableFile: it is no workbook, or a kind of workbook that is not read (.xlsb, .ods), or it is damaged.
    """
    part = _workbook_part(package)
    relations = relations_of(package, part)
    kinds = {relation.kind: relation.target for relation in relations.values()}
    found: list[dict[str, str]] = []
    properties: dict[str, str] = {}

    def visit(parent: str, name: str, attributes: dict[str, str]) -> None:
        if (parent, name) == ("sheets", "sheet"):
            found.append(attributes)
        elif name == "workbookPr":
            properties.update(attributes)

    elements(package.read(part), visit)
    if not 0 < len(found) <= MAX_SHEETS:
        raise UnusableFile(
            f"Buku kerja ini memuat {len(found)} lembar, padahal yang dapat dibaca 1 sampai {MAX_SHEETS}: "
            "pakai formulir aslinya."
        )
    return Workbook(
        part=part,
        sheets=_entries(found, relations),
        date1904=properties.get("date1904", "").strip() in _TRUE,
        texts_part=kinds.get("sharedStrings", ""),
        styles_part=kinds.get("styles", ""),
    )


def relations_of(package: Package, part: str) -> dict[str, Relation]:
    """Relationship id -> relationship of a part; a target outside the package is never followed, only blank."""
    folder, _, name = part.rpartition("/")
    source = f"{folder}/_rels/{name}.rels".lstrip("/")
    relations: dict[str, Relation] = {}
    if source not in package:
        return relations

    def visit(parent: str, name: str, attributes: dict[str, str]) -> None:
        if (parent, name) == ("Relationships", "Relationship"):
            outside = attributes.get("TargetMode", "").strip() == "External"
            target = "" if outside else _resolve(folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            relations.setdefault(attributes.get("Id", ""), Relation(kind, target))

    elements(package.read(source), visit)
    return relations


def shared_texts(package: Package, part: str) -> list[str]:
    """The texts that cells refer to by number: runs joined, phonetic guides left out."""
    texts: list[str] = []
    pieces: list[str] = []
    current: list[str] = []
    depth = phonetic = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, phonetic
        depth += 1
        if depth > MAX_DEPTH:
            raise UnusableFile(DAMAGED)
        tag = _TEXT_TAGS.get(name)
        if tag == "t":
            pieces.clear()
        elif tag == "rPh":
            phonetic += 1

    def end(name: str) -> None:
        nonlocal depth, phonetic
        depth -= 1
        tag = _TEXT_TAGS.get(name)
        if tag == "t" and not phonetic:
            current.append("".join(pieces))
        elif tag == "rPh":
            phonetic -= 1
        elif tag == "si":
            texts.append(unescaped("".join(current)))
            current.clear()
            if len(texts) > _MAX_TEXTS:
                raise UnusableFile(DAMAGED)

    parser = parser_for(start, end)
    parser.CharacterDataHandler = pieces.append
    run(parser, package.read(part))
    return texts


def date_styles(package: Package, part: str) -> frozenset[str]:
    """The cell styles, by their number as cells write it, that show a number as a date or time."""
    codes: dict[str, str] = {}
    formats: list[str] = []

    def visit(parent: str, name: str, attributes: dict[str, str]) -> None:
        if (parent, name) == ("numFmts", "numFmt"):
            codes[attributes.get("numFmtId", "").strip()] = attributes.get("formatCode", "")
        elif (parent, name) == ("cellXfs", "xf"):
            formats.append(attributes.get("numFmtId", "0").strip())

    elements(package.read(part), visit)
    shown = {number: shows_date(code) for number, code in codes.items()}
    return frozenset(str(style) for style, number in enumerate(formats) if shown.get(number, number in _BUILTIN_DATES))


def shows_date(code: str) -> bool:
    """Whether a number format shows a date or time.

    >>> shows_date("[$-421]d mmmm yyyy"), shows_date("[h]:mm"), shows_date('0.00 "hari"'), shows_date("[Red]#,##0")
    (True, True, False, False)
    """
    return bool(_DATE_LETTER.search(_NOT_CODE.sub("", code).replace("General", "")))


def _workbook_part(package: Package) -> str:
    """The part that the package declares as its document; the usual place when it declares none."""
    declared = [r.target for r in relations_of(package, "").values() if r.kind == "officeDocument" and r.target]
    part = declared[0] if declared else "xl/workbook.xml"
    if part.casefold().endswith(".bin") or "xl/workbook.bin" in package:
        raise UnusableFile("Berkas ini berformat .xlsb: buka di Excel, lalu Simpan Sebagai .xlsx.")
    if part in package and not part.casefold().startswith(("word/", "ppt/")):
        return part
    if "content.xml" in package and "mimetype" in package:
        raise UnusableFile(
            "Berkas ini berformat OpenDocument (.ods): buka di LibreOffice atau Excel, lalu Simpan Sebagai .xlsx."
        )
    raise UnusableFile(
        "Berkas ini bukan buku kerja Excel: pilih formulir .xlsx, atau minta pengirim menyimpannya lagi di Excel."
    )


def _resolve(folder: str, target: str) -> str:
    """The part that a target names; steps above the package's root lead nowhere else than to the root."""
    target = unquote(target.strip()).replace("\\", "/")
    steps: list[str] = []
    for step in (target if target.startswith("/") else f"{folder}/{target}").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)


def _entries(found: list[dict[str, str]], relations: dict[str, Relation]) -> tuple[SheetEntry, ...]:
    entries: list[SheetEntry] = []
    seen: set[str] = set()
    for attributes in found:
        name = unescaped(attributes.get("name", ""))
        ids = [value for key, value in attributes.items() if key.endswith("/relationships id")]
        relation = relations.get(ids[0]) if ids else None
        if not name or name.casefold() in seen or relation is None or not relation.target:
            raise UnusableFile(DAMAGED)
        seen.add(name.casefold())
        part = relation.target if relation.kind == "worksheet" else ""
        entries.append(SheetEntry(name, part, attributes.get("state", "visible").strip() != "visible"))
    return tuple(entries)
