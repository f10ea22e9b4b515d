"""The masters as built: what stands in them opens everywhere, is locked where it should be, and prints."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import struct
import zipfile

import openpyxl
import pytest
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import get_column_letter

import filled_office
from kinerja_pauh.adapters.libreoffice import CellError
from kinerja_pauh.adapters.templates.build import built_templates
from kinerja_pauh.adapters.templates.names import FORM, INDUK, REPORT
from kinerja_pauh.adapters.templates.protection import SPINS, with_password
from kinerja_pauh.sheets import form_layout, induk_layout
from kinerja_pauh.sheets.form_meta import DEFAULT_PASSWORD
from kinerja_pauh.sheets.layout import FIRST_ROW, HEADER_ROW

NAMES = (FORM, INDUK, REPORT)
FUNCTIONS_OF_EXCEL_2013_AND_LIBREOFFICE_7_4 = {
    "ADDRESS", "AND", "COLUMN", "COUNTA", "COUNTIF", "HYPERLINK", "IF", "IFERROR", "INDEX", "ISNA", "ISNUMBER", "LEFT",
    "LEN", "LOOKUP", "MATCH", "MAX", "MEDIAN", "MIN", "N", "NOT", "OR", "ROUND", "ROW", "SUM", "SUMPRODUCT",
}  # fmt: skip


@pytest.fixture(scope="module")
def masters():
    return built_templates()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def formulas(book: openpyxl.Workbook) -> list[tuple[str, str]]:
    """(where, formula) of every formula: cells, conditional formats, drop-down lists."""
    found = []
    for sheet in book:
        for row in sheet.iter_rows():
            found += [(f"{sheet.title}!{c.coordinate}", c.value) for c in row if c.data_type == "f"]
        for area in sheet.conditional_formatting:
            found += [(f"{sheet.title}!{area.sqref}", f"={f}") for rule in area.rules for f in rule.formula]
        for rule in sheet.data_validations.dataValidation:
            if rule.formula1 and not rule.formula1.startswith('"'):
                found.append((f"{sheet.title}!{rule.sqref}", f"={rule.formula1}"))
    return found


def operands(formula: str, subtype: str) -> list[str]:
    return [t.value for t in Tokenizer(formula).items if (t.type, t.subtype) == (Token.OPERAND, subtype)]


@pytest.mark.parametrize("name", NAMES)
def test_a_master_opens_in_libreoffice_without_any_error_cell(office, masters, tmp_path, name) -> None:
    path = tmp_path / name
    path.write_bytes(masters[name])
    sheets = opened(masters[name]).sheetnames
    with office.open(path) as book:
        assert book.sheets() == sheets
        book.recalculate()
        for sheet in sheets:
            rows, columns = book.size(sheet)
            cells = [cell for line in book.read(sheet, 1, 1, rows, columns) for cell in line]
            assert not [cell for cell in cells if isinstance(cell, CellError)]


def test_the_sheets_are_those_of_the_layout(masters) -> None:
    assert opened(masters[FORM]).sheetnames == list(form_layout.SHEETS)
    assert opened(masters[INDUK]).sheetnames == list(induk_layout.SHEETS)
    assert opened(masters[FORM])[form_layout.META].sheet_state == "veryHidden"


@pytest.mark.parametrize("name", NAMES)
def test_formulas_use_only_functions_that_every_office_has(masters, name) -> None:
    for where, formula in formulas(opened(masters[name])):
        assert isinstance(formula, str), where  # an array formula would be an object
        used = {t.value.rstrip("(") for t in Tokenizer(formula).items if t.type == Token.FUNC and t.value.endswith("(")}
        assert used <= FUNCTIONS_OF_EXCEL_2013_AND_LIBREOFFICE_7_4, where
        assert not re.search(r"\[[^\]]|@|#REF|_xl|\{", re.sub('"[^"]*"', "", formula)), where
        assert len(formula) <= 8192


@pytest.mark.parametrize("name", NAMES)
def test_formulas_name_only_what_is_there(masters, name) -> None:
    book = opened(masters[name])
    for where, formula in formulas(book):
        for reference in operands(formula, Token.RANGE):
            sheet, mark, _ = reference.rpartition("!")
            if mark:
                assert sheet.strip("'") in book.sheetnames, where
            elif not re.fullmatch(r"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?", reference):
                assert reference in book.defined_names, f"{where}: {reference}"


def test_every_defined_name_of_the_form_points_at_filled_cells(masters) -> None:
    book = opened(masters[FORM])
    assert len(book.defined_names) >= 15
    for name, defined in book.defined_names.items():
        ((sheet, area),) = defined.destinations
        cells = book[sheet][area.replace("$", "")]
        flat = [c for row in cells for c in row] if isinstance(cells, tuple) else [cells]
        assert all(c.value is not None for c in flat), name
        assert all(c.protection.locked for c in flat), name


@pytest.mark.parametrize(("name", "tables"), [(FORM, form_layout.TABLES), (INDUK, induk_layout.TABLES)])
def test_drop_down_lists_and_prompts_are_those_of_the_layout(masters, name, tables) -> None:
    book = opened(masters[name])
    for table in tables.values():
        rules = {}
        for rule in book[table.sheet].data_validations.dataValidation:
            rules |= dict.fromkeys(str(rule.sqref).split(), rule)
        for number, column in enumerate(table.columns, start=1):
            rule = rules.pop(f"{get_column_letter(number)}{FIRST_ROW}", None)
            if not column.choices and not column.prompt:
                assert rule is None
                continue
            assert (rule.prompt or "") == column.prompt
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32
            if not column.choices:
                assert rule.type in (None, "none")
            elif isinstance(column.choices, tuple):
                assert rule.formula1 == f'"{",".join(column.choices)}"'
                assert len(rule.formula1) <= 257
                assert not any("," in choice for choice in column.choices)
                assert rule.showErrorMessage
            else:
                assert rule.type == "list"
                assert operands(f"={rule.formula1}", Token.RANGE)
        assert rules == {}


@pytest.mark.parametrize(("name", "tables"), [(FORM, form_layout.TABLES), (INDUK, induk_layout.TABLES)])
def test_headers_formulas_and_data_rows_stand_where_the_layout_says(masters, name, tables) -> None:
    book = opened(masters[name])
    for table in tables.values():
        sheet = book[table.sheet]
        heads = [c.value for c in sheet[HEADER_ROW]]
        assert heads == [column.header for column in table.columns]
        for cell, column in zip(sheet[FIRST_ROW], table.columns, strict=True):
            assert (cell.data_type == "f") == bool(column.formula), cell.coordinate
        assert sheet.freeze_panes == f"{get_column_letter(table.column(table.frozen) + 1)}{FIRST_ROW}"
        assert sheet.max_row == FIRST_ROW


def hash_of(password: str, attributes: dict[str, str]) -> str:
    """ISO/IEC 29500-1 18.2.29, written down anew: salt and password, then the count behind each round."""
    digest = hashlib.sha512(base64.b64decode(attributes["saltValue"]) + password.encode("utf-16-le")).digest()
    for count in range(int(attributes["spinCount"])):
        digest = hashlib.sha512(digest + struct.pack("<I", count)).digest()
    return base64.b64encode(digest).decode()


def protections(data: bytes) -> dict[str, dict[str, str]]:
    """Part -> attributes of its sheetProtection."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/sheet"):
                (tag,) = re.findall(r"<sheetProtection[^>]*>", package.read(part).decode()) or ("",)
                found[part] = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    return found


def test_every_sheet_of_the_form_is_protected_by_the_password(masters) -> None:
    for password, data in (
        (DEFAULT_PASSWORD, masters[FORM]),
        ("kata sandi é", with_password(masters[FORM], "kata sandi é")),
    ):
        found = protections(data)
        assert len(found) == len(form_layout.SHEETS)
        (same,) = {tuple(sorted(a.items())) for a in found.values()}
        attributes = dict(same)
        assert (attributes["algorithmName"], attributes["sheet"], int(attributes["spinCount"])) == (
            "SHA-512",
            "1",
            SPINS,
        )
        assert attributes["hashValue"] == hash_of(password, attributes)
        assert attributes["hashValue"] != hash_of("salah", attributes)
        assert {key: attributes[key] for key in ("formatColumns", "formatRows", "autoFilter", "sort")} == dict.fromkeys(
            ("formatColumns", "formatRows", "autoFilter", "sort"), "0"
        )
        assert attributes.get("selectLockedCells", "0") == "0"  # so that people can copy


def test_the_induk_and_the_report_are_open(masters) -> None:
    for name in (INDUK, REPORT):
        assert set(map(len, protections(masters[name]).values())) == {0}


def test_exactly_the_input_cells_of_a_handed_out_form_are_open(tmp_path, tmp_path_factory) -> None:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    book = openpyxl.load_workbook(filled_office.form_of(root, filled_office.largest_rater()))
    for sheet in book:
        table = form_layout.TABLES.get(sheet.title)
        columns = table.columns if table else ()
        for row in sheet.iter_rows():
            for cell in row:
                entry = cell.row >= FIRST_ROW and cell.column <= len(columns) and columns[cell.column - 1].entry
                assert cell.protection.locked == (not entry), f"{sheet.title}!{cell.coordinate}"
                if table and cell.row >= FIRST_ROW and cell.column <= len(columns):
                    assert (cell.fill.fgColor.rgb[-6:] == "FFF8DC") == entry, f"{sheet.title}!{cell.coordinate}"
        assert all(d.protection.locked for d in sheet.column_dimensions.values())
        assert all(d.protection.locked for d in sheet.row_dimensions.values())


def test_lists_and_colours_of_a_handed_out_form_reach_its_last_row(tmp_path, tmp_path_factory) -> None:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    book = openpyxl.load_workbook(filled_office.form_of(root, filled_office.largest_rater()))
    for table in form_layout.TABLES.values():
        sheet = book[table.sheet]
        lists = [r.sqref for r in sheet.data_validations.dataValidation if r.type == "list"]
        wanted = [n for n, c in enumerate(table.columns, start=1) if c.choices]
        for column in wanted:
            place = f"{get_column_letter(column)}{sheet.max_row}"
            assert any(place in area for areas in lists for area in map(cells_of, areas.ranges)), place
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert sheet.print_area.endswith(f"${sheet.max_row}")


def cells_of(area: object) -> set[str]:
    return {f"{get_column_letter(c)}{r}" for r, c in (cell for row in area.rows for cell in row)}


def test_a_locked_cell_refuses_typing_in_libreoffice(office, tmp_path, tmp_path_factory) -> None:
    from kinerja_pauh.adapters.libreoffice import CellLocked  # noqa: PLC0415 - only this test provokes it

    form = filled_office.filled_copy(tmp_path, tmp_path_factory)
    with office.open(form) as book:
        for table in form_layout.TABLES.values():
            for number, column in enumerate(table.columns, start=1):
                if column.entry:
                    book.type(table.sheet, FIRST_ROW, number, "1")
                else:
                    with pytest.raises(CellLocked):
                        book.type(table.sheet, FIRST_ROW, number, "1")


@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_prints_on_a4(masters, name) -> None:
    for sheet in opened(masters[name]):
        if sheet.title == form_layout.META:
            continue
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.page_setup.orientation in {"landscape", "portrait"}
        if sheet.sheet_properties.pageSetUpPr.fitToPage:
            assert 1 <= sheet.page_setup.fitToWidth <= 2
        else:  # the report: Excel passes over page breaks where a sheet is fitted to a width
            assert 80 <= sheet.page_setup.scale <= 100
        assert "Halaman &P dari &N" in sheet.oddFooter.right.text


def test_tables_repeat_their_headers_on_every_printed_page(masters) -> None:
    for name, tables in ((FORM, form_layout.TABLES), (INDUK, induk_layout.TABLES)):
        for table in tables.values():
            assert opened(masters[name])[table.sheet].print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"


def properties_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [n for n in package.namelist() if n.startswith("docProps/")]
        return "".join(package.read(n).decode() for n in parts)


@pytest.mark.parametrize("name", NAMES)
def test_file_properties_carry_the_program_and_no_person(masters, name) -> None:
    text = properties_of(masters[name])
    assert "<dc:creator>kinerja-pauh</dc:creator>" in text
    assert "2026-01-01T00:00:00Z" in text
    assert not re.search(r"\d{18}|openpyxl", text.replace("Microsoft Excel Compatible / Openpyxl", ""))


def test_file_properties_of_a_filled_form_carry_no_person(tmp_path, tmp_path_factory) -> None:
    form = filled_office.filled_copy(tmp_path, tmp_path_factory)
    text = properties_of(form.read_bytes())
    assert not re.search(r"\d{18}", text)
    assert not [e for e in filled_office.SAMPLE.employees if e.name in text]


def test_the_masters_hold_nothing_but_plain_parts(masters) -> None:
    for name in NAMES:
        with zipfile.ZipFile(io.BytesIO(masters[name])) as package:
            names = package.namelist()
        assert not [n for n in names if re.search(r"vba|external|printerSettings|custom|comments|calcChain", n)]
