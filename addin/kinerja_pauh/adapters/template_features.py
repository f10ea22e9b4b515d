"""What a template holds that a filled document will not have, or not as it looks in the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.adapters.formula_shift import parse_areas
from kinerja_pauh.adapters.package_zip import read_package
from kinerja_pauh.adapters.template_parts import find_workbook, links_of
from kinerja_pauh.adapters.template_texts import is_code
from kinerja_pauh.adapters.xml_scan import Element, decode_xml, descendants, find, root_of, text_of
from kinerja_pauh.ports import TemplateRemark

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRONG, _LOST = "salah", "hilang"

_FORMULA = "Rumus tidak diisi: {{ … }} di dalamnya tercetak apa adanya. Taruh isian di sel sendiri dan rujuk sel itu."
_PROMPT = "Pesan validasi tidak diisi: {{ … }} di dalamnya tercetak apa adanya. Tulis kalimat tetap."
_LINK = "Tautan tidak diisi: {{ … }} di dalamnya tercetak apa adanya. Pakai tautan tetap."
_COMMENT = "Komentar tidak diisi: {{ … }} di dalamnya tercetak apa adanya. Pindahkan isian ke sel."
_TABLE = "Judul kolom tabel Excel harus teks tetap, kalau tidak Excel menganggap berkasnya rusak. Tulis judul tetap."
_DATA_TABLE = "Tabel data (What-If) tidak dihitung ulang dan tidak mengikuti baris. Ganti dengan rumus biasa."
_OLD_LISTS = {
    "pivotTable": "Tabel pivot tidak mengikuti isian: angkanya tetap angka templat. Hapus, atau pakai rumus.",
    "slicer": "Pemilah (slicer) tidak mengikuti baris berulang. Hapus dari templat.",
    "timeline": "Garis waktu (timeline) tidak mengikuti baris berulang. Hapus dari templat.",
}
_NEW_CHART = (
    "Grafik jenis baru (air terjun, corong, peta, kotak) tidak mengikuti baris. Pakai grafik batang, garis, lingkaran."
)


def lost_features(data: bytes) -> Iterator[TemplateRemark]:
    """One remark for each such thing, named by its cell where it has one."""
    parts = {part.name: part for part in read_package(data)}

    def texts(path: str) -> str | None:
        return decode_xml(parts[path].data) if path in parts else None

    for sheet, path in find_workbook(texts).sheets.items():
        root = root_of(texts(path) or "")
        yield from _cells(root, sheet)
        yield from _around(root, sheet)
        for link in links_of(texts, path).values():
            text = texts(link.target) or ""
            if link.kind in _OLD_LISTS:
                yield TemplateRemark(sheet, "", _LOST, _OLD_LISTS[link.kind])
            elif link.kind == "comments":
                yield from _comments(text, sheet)
            elif link.kind == "table":
                yield from _table(root_of(text), sheet)
            elif link.kind == "drawing" and any(
                inner.kind == "chartEx" for inner in links_of(texts, link.target).values()
            ):
                yield TemplateRemark(sheet, "", _LOST, _NEW_CHART)


def _cells(root: Element, sheet: str) -> Iterator[TemplateRemark]:
    data = find(root, "sheetData")
    for row in data.children() if data else ():
        for cell in row.children():
            formula = find(cell, "f")
            if formula is None:
                continue
            place = cell.attributes.get("r", "")
            if formula.attributes.get("t") == "dataTable":
                yield TemplateRemark(sheet, place, _LOST, _DATA_TABLE)
            elif is_code(text_of(formula)):
                yield TemplateRemark(sheet, place, _LOST, _FORMULA)


def _around(root: Element, sheet: str) -> Iterator[TemplateRemark]:
    for element in (inner for child in root.children() if child.name != "sheetData" for inner in descendants(child)):
        said = "".join(element.attributes.values())
        if element.name == "dataValidation" and is_code(said + "".join(map(text_of, element.children()))):
            yield TemplateRemark(sheet, _first_cell(element.attributes.get("sqref", "")), _LOST, _PROMPT)
        elif element.name == "hyperlink" and is_code(said):
            yield TemplateRemark(sheet, _first_cell(element.attributes.get("ref", "")), _LOST, _LINK)


def _comments(text: str, sheet: str) -> Iterator[TemplateRemark]:
    for element in descendants(root_of(text)):
        if element.name == "comment":
            said = "".join(text_of(inner) for inner in descendants(element) if inner.name == "t")
            if is_code(said):
                yield TemplateRemark(sheet, element.attributes.get("ref", ""), _LOST, _COMMENT)


def _table(table: Element, sheet: str) -> Iterator[TemplateRemark]:
    columns = find(table, "tableColumns")
    if columns and any(is_code(column.attributes.get("name", "")) for column in columns.children()):
        yield TemplateRemark(sheet, _first_cell(table.attributes.get("ref", "")), _WRONG, _TABLE)


def _first_cell(areas: str) -> str:
    return next((area.text(area.top, area.top).partition(":")[0] for area in parse_areas(areas)), "")
