"""Workbooks written by hand, down to the byte, for tests of what no program would save."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPREADSHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relations(*items: tuple[str, str], office: str = OFFICE) -> str:
    """A relationships part: (kind, target), with the ids rId1, rId2, …"""
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(items, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{body}</Relationships>'


def workbook(*names: str, main: str = MAIN, office: str = OFFICE, properties: str = "", more: str = "") -> str:
    """A workbook.xml with visible sheets rId1, rId2, …; more: what follows the sheets."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    head = f'<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr {properties}/>'
    return f"{head}<sheets>{sheets}</sheets>{more}</workbook>"


def worksheet(rows: str, main: str = MAIN, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def texts(*items: str, main: str = MAIN) -> str:
    """A sharedStrings.xml; each item is the inside of an <si>."""
    return f'<sst xmlns="{main}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles(*formats: int | str, main: str = MAIN) -> str:
    """A styles.xml with one cell style a format: a builtin number or a code of its own."""
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace("&", "&amp;").replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(formats)
        if isinstance(code, str)
    )
    cells = "".join(
        f'<xf numFmtId="{164 + n if isinstance(code, str) else code}" fontId="0" fillId="0" borderId="0"/>'
        for n, code in enumerate(formats)
    )
    return (
        f'<styleSheet xmlns="{main}"><numFmts>{codes}</numFmts><fonts><font/></fonts><fills><fill/></fills>'
        f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>"
    )


def parts(rows: str = "", *, sheet: str | None = None, shared: str = "", style: str = "", book: str = "") -> dict:
    """The parts of a one-sheet workbook named Isian; change the dictionary to spoil it."""
    kinds = [("worksheet", "worksheets/sheet1.xml")]
    made = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEETML}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SPREADSHEETML}.worksheet+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book or workbook("Isian"),
        "xl/worksheets/sheet1.xml": worksheet(rows) if sheet is None else sheet,
    }
    if shared:
        kinds.append(("sharedStrings", "sharedStrings.xml"))
        made["xl/sharedStrings.xml"] = shared
        declare(made, "xl/sharedStrings.xml", "sharedStrings")
    if style:
        kinds.append(("styles", "styles.xml"))
        made["xl/styles.xml"] = style
        declare(made, "xl/styles.xml", "styles")
    made["xl/_rels/workbook.xml.rels"] = relations(*kinds)
    return made


def declare(made: dict, part: str, kind: str) -> None:
    """Name a part's content type."""
    override = f'<Override PartName="/{part}" ContentType="{SPREADSHEETML}.{kind}+xml"/>'
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace("</Types>", f"{override}</Types>")


def packed(made: dict, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in made.items():
            package.writestr(name, content)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict:
    """The parts of a package, checksums verified."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
