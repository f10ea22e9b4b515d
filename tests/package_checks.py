"""What makes a workbook package sound, written down anew from ECMA-376, [MS-OVBA] and what Excel is known to refuse.

Nothing here uses the program's own readers or writers: a fault in them must not hide itself.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import olefile
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import column_index_from_string

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"
PLAIN_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_BOOKS = {
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}
WANTED_TYPES = (  # name of the part, its content type
    (r"xl/vbaProject\.bin", "application/vnd.ms-office.vbaProject"),
    (r".*\.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
    (r".*\.rels", "application/vnd.openxmlformats-package.relationships+xml"),
    (r"xl/worksheets/[^/]*\.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"),
    (r"xl/styles\.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"),
    (r"xl/sharedStrings\.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"),
)
WORKSHEET_ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
]  # fmt: skip
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
LONGEST_RULE = 255


@dataclass
class Opened:
    names: list[str]
    data: dict[str, bytes]
    xml: dict[str, ET.Element]
    types: dict[str, str]


def faults(data: bytes) -> list[str]:
    """Every fault found; a package that cannot be opened at all has one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        damaged = archive.testzip()
    except zipfile.BadZipFile as problem:
        return [f"zip: {problem}"]
    if damaged:
        return [f"{damaged}: checksum"]
    names = archive.namelist()
    twice = [f"{name}: twice in the zip" for name, count in Counter(map(str.casefold, names)).items() if count > 1]
    if twice:
        return twice
    content = {name: archive.read(name) for name in names}
    found, xml = [], {}
    for name in names:
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                xml[name] = ET.fromstring(content[name])
            except ET.ParseError as problem:
                found.append(f"{name}: not XML, {problem}")
    if found or not {TYPES, "_rels/.rels", WORKBOOK} <= set(xml):
        return found or ["a part that every workbook has is missing"]
    package = Opened(names, content, xml, _types(names, xml[TYPES]))
    checks = (_type_faults, _relation_faults, _workbook_faults, _macro_faults, _name_faults, _sheet_faults)
    return [fault for check in checks for fault in check(package)]


def sheet_parts(xml: dict[str, ET.Element]) -> dict[str, str]:
    """Sheet name -> its part."""
    targets = {entry.get("Id"): _target(entry, "xl") for entry in xml["xl/_rels/workbook.xml.rels"]}
    return {
        sheet.get("name"): targets.get(sheet.get(f"{RELATION_ID}id")) for sheet in xml[WORKBOOK].find(f"{MAIN}sheets")
    }


def _target(relation: ET.Element, folder: str) -> str:
    target = relation.get("Target")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _types(names: list[str], listed: ET.Element) -> dict[str, str]:
    endings = {e.get("Extension").lower(): e.get("ContentType") for e in listed if e.tag.endswith("Default")}
    own = {e.get("PartName").lstrip("/"): e.get("ContentType") for e in listed if e.tag.endswith("Override")}
    return {name: own.get(name, endings.get(name.rpartition(".")[2].lower(), "")) for name in {*names, *own}}


def _type_faults(package: Opened) -> Iterator[str]:
    for name, content_type in package.types.items():
        if name not in package.data:
            yield f"{TYPES}: {name} does not exist"
        elif not content_type and name != TYPES:
            yield f"{name}: no content type"
        for pattern, wanted in WANTED_TYPES:
            if re.fullmatch(pattern, name) and content_type != wanted:
                yield f"{name}: content type {content_type!r} instead of {wanted!r}"
    listed = Counter((e.tag, (e.get("PartName") or e.get("Extension")).lower()) for e in package.xml[TYPES])
    yield from (f"{TYPES}: {key} twice" for (_, key), count in listed.items() if count > 1)


def _relation_faults(package: Opened) -> Iterator[str]:
    reached = set()
    for name in [n for n in package.xml if n.endswith(".rels")]:
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        if source and source not in package.data:
            yield f"{name}: its part does not exist"
        ids = Counter(entry.get("Id") for entry in package.xml[name])
        yield from (f"{name}: {one} twice" for one, count in ids.items() if count > 1)
        for entry in package.xml[name]:
            if entry.get("TargetMode") != "External":
                target = _target(entry, folder)
                reached.add(target)
                if target not in package.data:
                    yield f"{name}: {target} does not exist"
        used = _used_ids(package.xml.get(source))
        yield from (f"{source}: relation {one} does not exist" for one in used - set(ids))
    for name in package.names:
        if name not in reached and not name.endswith(".rels") and name != TYPES:
            yield f"{name}: nothing leads to it"
        relations = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
        if relations not in package.xml and _used_ids(package.xml.get(name)):
            yield f"{name}: has no relations and uses one"


def _used_ids(root: ET.Element | None) -> set[str]:
    if root is None:
        return set()
    return {value for one in root.iter() for key, value in one.attrib.items() if key.startswith(RELATION_ID)}


def _workbook_faults(package: Opened) -> Iterator[str]:
    sheets = list(package.xml[WORKBOOK].find(f"{MAIN}sheets"))
    names = [sheet.get("name") for sheet in sheets]
    for name in names:
        if not 0 < len(name) <= 31 or re.search(r"[\\/?*\[\]:]", name) or name[0] == "'" or name[-1] == "'":
            yield f"sheet name {name!r}"
    yield from (f"sheet name {name!r} twice" for name, n in Counter(map(str.casefold, names)).items() if n > 1)
    yield from (f"sheetId {one} twice" for one, n in Counter(s.get("sheetId") for s in sheets).items() if n > 1)
    if all(sheet.get("state", "visible") != "visible" for sheet in sheets):
        yield "no sheet is visible"
    if None in sheet_parts(package.xml).values():
        yield "a sheet without a part"


def _macro_faults(package: Opened) -> Iterator[str]:
    has_project = "xl/vbaProject.bin" in package.data
    kind = package.types[WORKBOOK]
    if kind not in ({PLAIN_BOOK}, MACRO_BOOKS)[has_project]:
        yield f"{WORKBOOK}: content type {kind!r} with{'' if has_project else 'out'} macros"
    codes = [_code_name(package.xml[WORKBOOK], "workbookPr")]
    codes += [
        _code_name(package.xml[part], "sheetPr") for part in sheet_parts(package.xml).values() if part in package.xml
    ]
    if not has_project:
        if any(codes):
            yield "code names without macros"
        return
    try:
        with olefile.OleFileIO(io.BytesIO(package.data["xl/vbaProject.bin"])) as project:
            text = project.openstream("PROJECT").read().decode("cp1252")
            streams = {path[-1].casefold() for path in project.listdir() if path[0] == "VBA"}
    except OSError as problem:
        yield f"xl/vbaProject.bin: {problem}"
        return
    documents = re.findall(r"^Document=(\w+)/", text, re.MULTILINE)
    if sorted(documents) != sorted(map(str, codes)):
        yield f"code names {sorted(map(str, codes))} are not the document modules {sorted(documents)}"
    modules = {name.casefold() for name in re.findall(r"^(?:Document|Module|Class)=(\w+)", text, re.MULTILINE)}
    if modules | {"dir", "_vba_project"} != streams:
        yield f"xl/vbaProject.bin: streams {sorted(streams)} for the modules {sorted(modules)}"


def _code_name(root: ET.Element, tag: str) -> str | None:
    properties = root.find(f"{MAIN}{tag}")
    return None if properties is None else properties.get("codeName")


def _name_faults(package: Opened) -> Iterator[str]:
    names = list(package.xml[WORKBOOK].iter(f"{MAIN}definedName"))
    keys = Counter((one.get("name").casefold(), one.get("localSheetId")) for one in names)
    yield from (f"defined name {name} twice" for (name, _), count in keys.items() if count > 1)
    count = len(package.xml[WORKBOOK].find(f"{MAIN}sheets"))
    for one in names:
        if int(one.get("localSheetId", 0)) >= count:
            yield f"defined name {one.get('name')}: of no sheet"
        yield from _formula_faults(f"defined name {one.get('name')}", one.text or "", package)


def _formula_faults(where: str, formula: str, package: Opened) -> Iterator[str]:
    known = {name.casefold() for name in sheet_parts(package.xml)}
    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError) as problem:
        yield f"{where}: {problem}"
        return
    depth = sum((t.subtype == Token.OPEN) - (t.subtype == Token.CLOSE) for t in tokens)
    if depth:
        yield f"{where}: brackets"
    for token in tokens:
        if (token.type, token.subtype) == (Token.OPERAND, Token.RANGE) and "!" in token.value:
            sheet = token.value.rpartition("!")[0].strip("'").replace("''", "'")
            if sheet.casefold() not in known:
                yield f"{where}: sheet {sheet!r} does not exist"


def _sheet_faults(package: Opened) -> Iterator[str]:
    styles = package.xml["xl/styles.xml"]
    formats, looks = len(styles.find(f"{MAIN}cellXfs")), styles.find(f"{MAIN}dxfs")
    for part in sheet_parts(package.xml).values():
        root = package.xml.get(part)
        if root is None:
            continue
        order = [WORKSHEET_ORDER.index(child.tag.removeprefix(MAIN)) for child in root if child.tag.startswith(MAIN)]
        if order != sorted(order):
            yield f"{part}: elements out of order"
        yield from _cell_faults(part, root, formats, package)
        yield from _rule_faults(part, root, len(looks) if looks is not None else 0, package)


def _rule_faults(part: str, root: ET.Element, looks: int, package: Opened) -> Iterator[str]:
    for rule in root.iter(f"{MAIN}cfRule"):
        if int(rule.get("dxfId", -1)) >= looks:
            yield f"{part}: look {rule.get('dxfId')} of a conditional format does not exist"
        for formula in rule.iter(f"{MAIN}formula"):
            yield from _formula_faults(f"{part} conditional format", formula.text or "", package)
    for rule in root.iter(f"{MAIN}dataValidation"):
        for tag in ("formula1", "formula2"):
            text = rule.findtext(f"{MAIN}{tag}") or ""
            if len(text) > LONGEST_RULE + 2 * text.startswith('"'):
                yield f"{part}: entry rule of {rule.get('sqref')} too long"
            if not text.startswith('"'):
                yield from _formula_faults(f"{part} entry rule", text, package)


def _cell_faults(part: str, root: ET.Element, formats: int, package: Opened) -> Iterator[str]:
    last_row = 0
    for row in root.iter(f"{MAIN}row"):
        number, last_column = int(row.get("r")), 0
        if number <= last_row:
            yield f"{part}: row {number} after row {last_row}"
        last_row = number
        for cell in row.iter(f"{MAIN}c"):
            place = CELL.fullmatch(cell.get("r", ""))
            if place is None or int(place[2]) != number:
                yield f"{part}: cell {cell.get('r')} in row {number}"
                continue
            column = column_index_from_string(place[1])
            if column <= last_column:
                yield f"{part}: cell {cell.get('r')} twice or out of order"
            last_column = column
            if int(cell.get("s", 0)) >= formats:
                yield f"{part}: style {cell.get('s')} of {cell.get('r')} does not exist"
            formula = cell.findtext(f"{MAIN}f")
            if formula:
                yield from _formula_faults(f"{part} {cell.get('r')}", formula, package)
