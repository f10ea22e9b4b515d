"""The workbooks with macros: what stands in them, that it survives stamping, and which macros may come back."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import filled_office
from kinerja_pauh.adapters.bundled import BundledTemplates, addin_path, bundled_folder
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.returned_macros import code_of, refuse_foreign_macros
from kinerja_pauh.adapters.stamping import compile_template
from kinerja_pauh.adapters.templates.build import built_templates
from kinerja_pauh.adapters.templates.home_page import STEPS
from kinerja_pauh.adapters.templates.induk_buttons import INDUK_BUTTONS, strips_on
from kinerja_pauh.adapters.templates.macro_books import FORM_BUTTONS, PROJECT
from kinerja_pauh.adapters.templates.names import ADDIN, FORM, INDUK, with_macros
from kinerja_pauh.adapters.templates.protection import with_password
from kinerja_pauh.adapters.templates.sheet_buttons import BUTTON_ROW, Strip
from kinerja_pauh.adapters.vba.modules import SHEET_BASE, Module, ModuleKind, document_module, module_from_text
from kinerja_pauh.adapters.vba.project import vba_project
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets import form_layout, induk_layout
from kinerja_pauh.sheets.cells import Block, SheetFill
from kinerja_pauh.sheets.layout import FIRST_ROW
from macro_reader import called_macros, code_lines, public_subs, vba_modules

MASTERS, MACROS = bundled_folder("workbook_templates"), bundled_folder("macros")
FORM_XLSM, INDUK_XLSM = with_macros(FORM), with_macros(INDUK)
STRIPS = {FORM_XLSM: lambda _: (Strip(BUTTON_ROW, FORM_BUTTONS),), INDUK_XLSM: strips_on}
PROJECT_PART = "xl/vbaProject.bin"
OFFICE_2010 = "{http://schemas.microsoft.com/office/2009/07/customui}"
OFFICE_2007 = "{http://schemas.microsoft.com/office/2006/01/customui}"
X, V = "{urn:schemas-microsoft-com:office:excel}", "{urn:schemas-microsoft-com:vml}"
ON_SCREEN = 1366 * 5 / 6
"""Pixels that a small screen has for cells; the row numbers, and the side panel of LibreOffice, take the rest."""


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def master(name: str) -> bytes:
    return (MASTERS / name).read_bytes()


def sheet_part(data: bytes, name: str) -> str:
    """The part of a sheet; openpyxl numbers them in tab order, and we never renumber."""
    return f"xl/worksheets/sheet{openpyxl.load_workbook(io.BytesIO(data)).sheetnames.index(name) + 1}.xml"


# --- the built files -------------------------------------------------------------------------------------------------


def test_the_committed_files_are_what_the_sources_give_today_byte_by_byte() -> None:
    built = built_templates()
    assert set(built) == {path.name for path in MASTERS.iterdir()}
    for name in (FORM_XLSM, INDUK_XLSM, ADDIN):
        assert built[name] == master(name), f"{name}: run kinerja templat bangun"


@pytest.mark.parametrize(("plain", "with_buttons"), [(FORM, FORM_XLSM), (INDUK, INDUK_XLSM)])
def test_a_book_with_buttons_holds_the_same_cells_as_the_one_without(plain, with_buttons) -> None:
    left, right = (openpyxl.load_workbook(MASTERS / name) for name in (plain, with_buttons))
    assert left.sheetnames == right.sheetnames
    assert dict(left.defined_names.items()).keys() == dict(right.defined_names.items()).keys()
    for one, other in zip(left, right, strict=True):
        assert one.sheet_state == other.sheet_state
        cells = {
            c.coordinate: (c.value, c.number_format) for row in one.iter_rows() for c in row if c.value is not None
        }
        assert cells == {
            c.coordinate: (c.value, c.number_format) for row in other.iter_rows() for c in row if c.value is not None
        }
        assert one.protection.hashValue == other.protection.hashValue


@pytest.mark.parametrize("name", [FORM_XLSM, INDUK_XLSM, ADDIN])
def test_the_macros_inside_are_the_texts_of_the_folder(name) -> None:
    files = {"Tombol", "Penyambung"} | ({"Pita"} if name == ADDIN else set())
    found = {module: code_lines(code) for module, code in vba_modules(MASTERS / name).items() if code_lines(code)}
    assert found == {stem: code_lines((MACROS / f"{stem}.bas").read_text("utf-8")) for stem in files}


def test_every_macro_of_a_button_or_of_the_ribbon_exists_and_none_is_left_over() -> None:
    called = {name: called_macros(MASTERS / name) for name in (FORM_XLSM, INDUK_XLSM, ADDIN)}
    for name, wanted in called.items():
        subs = set().union(*map(public_subs, vba_modules(MASTERS / name).values()))
        assert wanted
        assert wanted <= subs, name
    doorbells = public_subs((MACROS / "Tombol.bas").read_text("utf-8"))
    assert doorbells == called[FORM_XLSM] | called[INDUK_XLSM]
    assert public_subs((MACROS / "Pita.bas").read_text("utf-8")) == called[ADDIN]
    assert called[ADDIN] == {f"Pita{name}" for name in doorbells} | {"PitaDiagnosa"}


def kebab(name: str) -> str:
    return re.sub("(?<=.)([A-Z])", r"-\1", name).lower()


@pytest.mark.parametrize(("file", "prefix"), [("Tombol.bas", ""), ("Pita.bas", "Pita")])
def test_a_doorbell_is_one_line_that_says_its_own_name(file, prefix) -> None:
    text = (MACROS / file).read_text("utf-8")
    subs = re.findall(r"^Public Sub (\w+)\(([^)\n]*)\)\n(.*?)^End Sub$", text, re.MULTILINE | re.DOTALL)
    assert len(subs) == text.count("End Sub")
    for name, arguments, body in subs:
        assert body == f'    TekanTombol "{kebab(name.removeprefix(prefix))}"\n'
        assert arguments == ("control As Object" if prefix else "")


def diagnoses(folder: Path) -> list[tuple[str, str, str]]:
    """What vbalidator says of the modules of a folder: file, rule, message."""
    report = folder / "laporan.json"
    program = Path(sys.executable).with_name("vbalidator")
    command = [program, str(folder), "--host", "excel", "--output", str(report), "--quiet"]
    subprocess.run(command, capture_output=True, check=False, timeout=120)
    return [(one["file"], one["rule_id"], one["message"]) for one in json.loads(report.read_text("utf-8"))["issues"]]


def test_vbalidator_finds_only_what_the_connector_is_built_on(tmp_path) -> None:
    for source in MACROS.glob("*.bas"):
        shutil.copy(source, tmp_path)
    found = diagnoses(tmp_path)
    assert found, "it must have seen the connector"
    for file, rule, message in found:  # Excel does not know ThisComponent, and is told apart from LibreOffice by it
        assert file == "Penyambung.bas", message
        assert rule == "VBA320" or "'ThisComponent'" in message, message


@pytest.mark.parametrize(
    "text",
    [
        'Option Explicit\nSub A()\n    TekanTmbol "x"\nEnd Sub\n',
        "Option Explicit\nSub A()\n    If True Then\nEnd Sub\n",
    ],
    ids=["a misspelt name", "an open block"],
)
def test_vbalidator_would_find_a_fault(tmp_path, text) -> None:
    (tmp_path / "A.bas").write_text(text)
    assert diagnoses(tmp_path)


# --- buttons ---------------------------------------------------------------------------------------------------------


def buttons_on(data: bytes, number: int) -> list[ET.Element]:
    """The shapes of the sheet with this number."""
    drawing = ET.fromstring(parts_of(data)[f"xl/drawings/vmlDrawing{number}.vml"])
    return drawing.findall(f"{V}shape")


def pixels_before(sheet, column: int, offset: int) -> int:
    """Distance from the left edge of the sheet, by the widths that Excel computes from those in the file."""
    total = offset
    for number in range(1, column + 1):
        letter = openpyxl.utils.get_column_letter(number)
        owners = [d for d in sheet.column_dimensions.values() if d.min and d.min <= number <= d.max]
        dimension = owners[0] if owners else sheet.column_dimensions[letter]
        width = dimension.width if owners else 8 + 5 / 7
        total += 0 if dimension.hidden else int((256 * width + 18) / 256 * 7)
    return total


@pytest.mark.parametrize("name", STRIPS)
def test_every_visible_sheet_has_its_buttons_in_one_size_side_by_side_or_beside_its_step(name) -> None:
    book, data = openpyxl.load_workbook(MASTERS / name), master(name)
    without = []
    for number, sheet in enumerate(book, start=1):
        if f"xl/drawings/vmlDrawing{number}.vml" not in parts_of(data):
            without.append(sheet.title)
            continue
        assert sheet.sheet_state == "visible"
        strips = STRIPS[name](sheet.title)
        wanted = [(strip, button.caption) for strip in strips for button in strip.buttons]
        last_right = dict.fromkeys((strip.row for strip in strips), 0)
        shapes = buttons_on(data, number)
        for shape, (strip, caption) in zip(shapes, wanted, strict=True):
            row = strip.row
            client = shape.find(f"{X}ClientData")
            assert "".join(shape.find(f"{V}textbox").itertext()).strip() == caption
            assert client.get("ObjectType") == "Button"
            assert client.findtext(f"{X}FmlaMacro") == f"[0]!{caption.replace(' ', '')}"
            assert client.findtext(f"{X}PrintObject") == "False"
            left, dx1, top, dy1, right, dx2, bottom, dy2 = map(int, client.findtext(f"{X}Anchor").split(","))
            assert top == bottom == row - 1
            assert 0 < dy1 < dy2 < sheet.row_dimensions[row].height / 0.75
            start, end = pixels_before(sheet, left, dx1), pixels_before(sheet, right, dx2)
            assert (end - start, dy2 - dy1) == (strip.width, 24)
            assert start >= last_right[row]
            assert end * sheet.sheet_view.zoomScale / 100 <= ON_SCREEN, "cut on a small screen"
            last_right[row] = end
            covered = sheet.cell(row, left + 1).value
            assert covered in {None, caption}, "nothing is hidden but the button's own name"
    assert without == ([form_layout.META] if name == FORM_XLSM else ["Acuan"])  # hidden; its header stands in the row


def test_the_year_on_beranda_has_every_button_beside_a_step_and_jumps_to_sheets_that_exist() -> None:
    assert {caption for step in STEPS for caption in step.buttons} == {button.caption for button in INDUK_BUTTONS}
    assert {sheet for step in STEPS for sheet in step.sheets} <= set(induk_layout.SHEETS)
    assert all(1 <= len(step.buttons) + len(step.sheets) <= 2 for step in STEPS)
    for sheet in induk_layout.SHEETS:
        captions = [button.caption for strip in strips_on(sheet) for button in strip.buttons]
        assert sheet == induk_layout.HOME or len(set(captions)) == len(captions)


def test_a_protected_form_keeps_its_buttons_locked_and_clickable() -> None:
    for number in range(1, len(openpyxl.load_workbook(MASTERS / FORM_XLSM).sheetnames)):
        for shape in buttons_on(master(FORM_XLSM), number):
            assert shape.find(f"{X}ClientData/{X}Locked") is None  # locked unless it says False


# --- the ribbon ------------------------------------------------------------------------------------------------------


def test_the_ribbon_has_its_groups_and_every_button_an_icon_and_two_tips() -> None:
    root = ET.fromstring(parts_of(master(ADDIN))["customUI/customUI14.xml"])
    tab = root.find(f".//{OFFICE_2010}tab")
    assert tab.get("label") == "Penilaian Kinerja"
    groups = {g.get("label"): [b.get("label") for b in g] for g in tab}
    assert groups == {
        "Formulir": ["Periksa Isian", "Hitung Nilai", "Jelaskan Nilai"],
        "Rencana (SKP)": ["Bagikan Rencana", "Ajukan Rencana", "Status Rencana"],
        "Bahan Penilaian": [
            "Muat Data Layanan", "Bagikan Pandangan", "Hasil Pandangan", "Bagikan Kuesioner", "Hasil Kuesioner",
            "Bukti Dukung",
        ],
        "Induk": ["Periksa Induk", "Bagikan Formulir", "Kumpulkan", "Monitor", "Rekap", "Buat Laporan"],
        "Akhir Periode": ["Berkas Keberatan", "Tindak Lanjut", "Tutup Periode"],
        "Bantuan": ["Bersihkan Tanda", "Diagnosa"],
    }  # fmt: skip
    buttons = list(tab.iter(f"{OFFICE_2010}button"))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(set(ids)) == len(ids)
    for button in buttons:
        assert button.get("imageMso")
        assert button.get("screentip") == button.get("label")
        assert 40 < len(button.get("supertip")) <= 1024
        assert button.get("supertip").endswith(".")
        assert button.get("onAction") == f"Pita{button.get('label').replace(' ', '')}"


def test_office_2007_gets_the_same_ribbon_in_its_own_language() -> None:
    parts = parts_of(master(ADDIN))
    new, old = (ET.fromstring(parts[f"customUI/{name}.xml"]) for name in ("customUI14", "customUI"))
    assert [(e.tag.removeprefix(OFFICE_2010), e.attrib) for e in new.iter()] == [
        (e.tag.removeprefix(OFFICE_2007), e.attrib) for e in old.iter()
    ]
    relations = parts["_rels/.rels"].decode()
    assert re.search(r'office/2007/relationships/ui/extensibility" Target="customUI/customUI14\.xml"', relations)
    assert re.search(r'office/2006/relationships/ui/extensibility" Target="customUI/customUI\.xml"', relations)


def test_the_path_of_the_addin_is_that_of_the_masters() -> None:
    assert addin_path() == MASTERS / ADDIN


# --- stamping --------------------------------------------------------------------------------------------------------


def test_a_stamped_form_keeps_macros_and_buttons_while_its_rows_grow() -> None:
    stamped = compile_template(with_password(master(FORM_XLSM), "lain")).render(
        {form_layout.SUMMARY: SheetFill((Block(FIRST_ROW, FIRST_ROW, 40),), {(FIRST_ROW + 4, 2): "Fulan"})}
    )
    old, new = parts_of(master(FORM_XLSM)), parts_of(stamped)
    assert list(old) == list(new)
    same = [name for name in old if name.endswith((".vml", ".bin")) or "/_rels/" in name]
    assert len(same) > 10
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    sheet = openpyxl.load_workbook(io.BytesIO(stamped))[form_layout.SUMMARY]
    assert sheet.max_row == FIRST_ROW + 39
    assert sheet.row_dimensions[BUTTON_ROW].height == pytest.approx(25.5)
    text = new[sheet_part(stamped, form_layout.SUMMARY)].decode()
    assert re.search(r'<legacyDrawing [^>]*r:id="rId1"', text)
    assert 'codeName="LembarRingkasan"' in text


def test_rows_that_grow_above_the_buttons_push_them_down() -> None:
    stamped = compile_template(master(FORM_XLSM)).render({form_layout.SUMMARY: SheetFill((Block(3, 3, 5),))})
    number = openpyxl.load_workbook(io.BytesIO(stamped)).sheetnames.index(form_layout.SUMMARY) + 1
    for shape in buttons_on(stamped, number):
        anchor = shape.find(f"{X}ClientData").findtext(f"{X}Anchor").split(",")
        assert (int(anchor[2]), int(anchor[6])) == (BUTTON_ROW + 3, BUTTON_ROW + 3)


def test_writing_results_into_a_closed_form_keeps_the_macros_byte_for_byte(tmp_path) -> None:
    path = tmp_path / "formulir.xlsm"
    path.write_bytes(master(FORM_XLSM))
    write_cells(path, form_layout.RESULTS, {(FIRST_ROW, 3): Decimal("98.76"), (FIRST_ROW, 2): "Fulan"})
    old, new = parts_of(master(FORM_XLSM)), parts_of(path.read_bytes())
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"xl/workbook.xml", sheet_part(master(FORM_XLSM), form_layout.RESULTS)}
    assert list(old) == list(new)


# --- macros that come back -------------------------------------------------------------------------------------------


def with_project(*modules: Module, references: bytes = b"") -> bytes:
    """A form whose macros are these."""
    parts = parts_of(master(FORM_XLSM)) | {PROJECT_PART: vba_project(modules, PROJECT) + references}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return packed.getvalue()


def own(change: str = "", to: str = "") -> list[Module]:
    """Our modules, with one piece of text exchanged in them."""
    texts = {name: (MACROS / f"{name}.bas").read_text("utf-8") for name in ("Tombol", "Penyambung")}
    assert not change or any(change in text for text in texts.values())
    return [module_from_text(text.replace(change, to) if change else text, f"{n}.bas") for n, text in texts.items()]


def test_a_form_that_returns_with_its_macros_or_without_any_is_welcome() -> None:
    with_macros_, without = master(FORM_XLSM), master(FORM)
    refuse_foreign_macros(with_macros_, with_macros_)
    refuse_foreign_macros(without, with_macros_)
    refuse_foreign_macros(without, without)
    refuse_foreign_macros(with_macros_, without)  # handed out as .xlsx first, and again as .xlsm without another change


def test_what_excel_does_to_a_project_when_it_saves_is_no_change() -> None:
    modules = own()
    rewritten = [
        Module(
            m.name.upper(),
            m.kind,
            'Attribute VB_Name = "X"\r\nAttribute HitungNilai.VB_ProcData.VB_Invoke_Func = " \\n14"\r\n'
            + m.source.replace("Public Sub", "public SUB").replace("\r\n", "   \r\n").partition("\r\n")[2]
            + "\r\n\r\n",
        )
        for m in modules
    ]
    new_sheet = document_module("Sheet1", SHEET_BASE)
    explicit = Module(
        "Sheet2", ModuleKind.DOCUMENT, document_module("Sheet2", SHEET_BASE).source + "Option Explicit\r\n"
    )
    refuse_foreign_macros(with_project(*rewritten, new_sheet, explicit), master(FORM_XLSM))


def test_what_libreoffice_does_to_a_project_when_it_saves_is_no_change(office, tmp_path) -> None:
    sent, saved = tmp_path / "formulir.xlsm", tmp_path / "disimpan.xlsm"
    sent.write_bytes(master(FORM_XLSM))
    with office.open(sent) as book:
        book.type(form_layout.FEEDBACK, FIRST_ROW, form_layout.FEEDBACK_TABLE.column("Yang Sudah Baik"), "Rajin")
        book.save_as(saved)
    assert PROJECT_PART in parts_of(saved.read_bytes())
    refuse_foreign_macros(saved.read_bytes(), master(FORM_XLSM))


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        (lambda: [*own(), module_from_text('Sub Auto_Open()\n  Kill "x"\nEnd Sub\n', "Tamu.bas")], '"tamu"'),
        (lambda: own("hitung-nilai", "hapus-semua"), '"tombol"'),
        (lambda: own('    TekanTombol "rekap"\n', '    TekanTombol "rekap"\n    Shell "cmd"\n'), '"tombol"'),
        (lambda: own()[:1], '"penyambung"'),
        (lambda: [*own(), Module("ThisWorkbook", ModuleKind.DOCUMENT, document_module("ThisWorkbook", SHEET_BASE).source
                  + "Private Sub Workbook_Open()\r\nEnd Sub\r\n")], '"thisworkbook"'),
        (lambda: own('Attribute VB_Name = "Tombol"', 'Attribute VB_Name = "Lain"'), '"lain"'),
        (lambda: own("End Sub\n\n' Induk", 'Attribute X = 1: Shell "cmd"\nEnd Sub\n\n\' Induk'), '"tombol"'),
    ],
    ids=["a module more", "another button", "a line more", "a module less", "code in the workbook", "another name",
         "code behind an attribute"],
)  # fmt: skip
def test_other_macros_are_refused_with_the_module_named(modules, said) -> None:
    for issued in (master(FORM_XLSM), master(FORM)):
        with pytest.raises(UnusableFile, match=said) as refused:
            refuse_foreign_macros(with_project(*modules()), issued)
        assert "Minta penilai mengisi lagi formulir aslinya." in str(refused.value)


def test_macros_of_an_earlier_version_are_known_by_the_form_that_was_handed_out() -> None:
    earlier = with_project(*own("periksa-isian", "periksa"))
    refuse_foreign_macros(earlier, earlier)
    with pytest.raises(UnusableFile):
        refuse_foreign_macros(earlier, master(FORM_XLSM))


def test_a_project_that_refers_to_another_one_is_refused(monkeypatch) -> None:
    library = ("Lain", r"*\G{11111111-2222-3333-4444-555555555555}#1.0#0#C:\x.dll#Lain")
    monkeypatch.setattr("kinerja_pauh.adapters.vba.project.REFERENCES", (library,))
    with pytest.raises(UnusableFile, match="dialog atau pustaka"):
        refuse_foreign_macros(with_project(*own()), master(FORM_XLSM))


def test_damaged_macros_are_refused_and_not_passed_over() -> None:
    parts = parts_of(master(FORM_XLSM)) | {PROJECT_PART: b"bukan makro"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with pytest.raises(UnusableFile, match="rusak"):
        refuse_foreign_macros(packed.getvalue(), master(FORM_XLSM))


def test_macros_under_another_name_and_old_macro_sheets_are_found() -> None:
    for old, new, said in (
        ("vbaProject.bin", "gambar.bin", '"tamu"'),
        ("relationships/vbaProject", "relationships/xlMacrosheet", "lembar makro"),
    ):
        data = with_project(module_from_text("Sub A()\nEnd Sub\n", "Tamu.bas"))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            for name, content in parts_of(data).items():
                text = (
                    content.replace(old.encode(), new.encode()) if name.endswith((".rels", "Types].xml")) else content
                )
                package.writestr(name.replace(old, new), text)
        with pytest.raises(UnusableFile, match=said):
            refuse_foreign_macros(packed.getvalue(), master(FORM_XLSM))


@given(st.text(alphabet="aB \"'=:\n\r_.", max_size=60))
def test_comparing_drops_no_code(text: str) -> None:
    kept = "\n".join(code_of(text)).casefold()
    for line in re.split(r"\r\n|\r|\n", text):
        assert line.rstrip().casefold() in kept


# --- the office ------------------------------------------------------------------------------------------------------


def test_the_office_hands_out_and_collects_forms_with_buttons(tmp_path, tmp_path_factory, capsys) -> None:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    for old in (root / "1_dibagikan").iterdir():
        old.unlink()
    assert filled_office.run(capsys, "bagikan", root, "--xlsm")[0] == 0
    forms = sorted((root / "1_dibagikan").iterdir())
    assert {form.suffix for form in forms} == {".xlsm"}
    assert len(forms) == len(filled_office.raters())
    for returned in (root / "2_masuk").iterdir():
        returned.unlink()
    people = filled_office.raters()[filled_office.largest_rater()]
    (form,) = (root / "1_dibagikan").glob(f"Penilaian_{filled_office.largest_rater()}_*.xlsm")
    project = parts_of(form.read_bytes())[PROJECT_PART]
    returned = root / "2_masuk" / form.name
    returned.write_bytes(form.read_bytes())
    filled_office.fill_in(returned, people)
    assert filled_office.run(capsys, "hitung", returned)[0] < 2
    assert parts_of(returned.read_bytes())[PROJECT_PART] == project
    assert filled_office.run(capsys, "periksa", returned)[0] < 2
    strange = root / "2_masuk" / "tamu.xlsm"
    strange.write_bytes(exchanged(returned.read_bytes(), own("hitung-nilai", "lain")))
    _, files = filled_office.run_json(capsys, "kumpulkan", root)
    verdicts = {one["berkas"]: (one["putusan"], one["catatan"]) for one in files}
    assert verdicts[form.name][0] != "ditolak"
    assert verdicts["tamu.xlsm"][0] == "ditolak"
    assert 'Makro "tombol"' in verdicts["tamu.xlsm"][1]


def exchanged(data: bytes, modules: list[Module]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts_of(data).items():
            package.writestr(name, vba_project(modules, PROJECT) if name == PROJECT_PART else content)
    return packed.getvalue()


def test_a_new_office_may_begin_with_an_induk_with_buttons(tmp_path, capsys) -> None:
    assert filled_office.run(capsys, "mulai", tmp_path / "kantor", "--tahun", 2026, "--xlsm")[0] == 0
    induk = tmp_path / "kantor" / "Induk_2026.xlsm"
    assert parts_of(induk.read_bytes())[PROJECT_PART] == parts_of(master(INDUK_XLSM))[PROJECT_PART]
    status, out, _ = filled_office.run(capsys, "periksa", induk)
    assert status == 1
    assert "Belum ada pegawai" in out
    assert filled_office.run(capsys, "mulai", tmp_path / "kantor", "--tahun", 2026)[0] == 2


def test_the_two_kinds_of_a_master_are_kept_apart() -> None:
    masters = BundledTemplates()
    assert masters.form("pauh", macros=True) is masters.form("pauh", macros=True)
    assert masters.form("pauh", macros=True) is not masters.form("pauh")
    assert PROJECT_PART in masters.induk(macros=True).parts
    assert PROJECT_PART not in masters.induk().parts
