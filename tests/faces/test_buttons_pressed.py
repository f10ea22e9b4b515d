"""Every button of every shipped workbook, pressed through its own macro in a real LibreOffice: VBA, bridge, Python, and
what then stands in the cells. Nothing on the way is replaced."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import filled_office
from button_office import ButtonOffice, buttons, largest_form, office_with_buttons
from kinerja_pauh.actions.read_files import score_form
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.shipped_folders import bundled_folder
from kinerja_pauh.adapters.templates.induk_buttons import strips_on
from kinerja_pauh.faces.buttons import BUTTONS
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets import induk_layout
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.mark_sheets import FINDINGS, FINDINGS_TABLE
from kinerja_pauh.sheets.monitor_sheet import MONITOR, MONITOR_TABLE, STATE

FORM_BUTTONS = {"Periksa Isian", "Hitung Nilai", "Jelaskan Nilai", "Bersihkan Tanda"}
YEAR = (
    "Periksa Induk", "Bagikan Rencana", "Status Rencana", "Ajukan Rencana", "Bagikan Pandangan", "Hasil Pandangan",
    "Kumpulkan", "Monitor", "Bukti Dukung", "Rekap", "Buat Laporan", "Tindak Lanjut", "Bagikan Formulir",
)  # fmt: skip
REFUSED = {
    "Muat Data Layanan": "data_layanan",
    "Bagikan Kuesioner": "dengan_rekan",
    "Berkas Keberatan": "Isi lembar Keberatan",
}
LEVEL, KEY = (FINDINGS_TABLE.column(header) for header in ("Tingkat", "Kunci"))
REACHED = layout.WORK_TABLE.column("Realisasi")
NOTHING: list[object] = []


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """The one folder whose workbooks may run macros, as `pasang --libreoffice --folder` trusts it."""
    return tmp_path_factory.mktemp("Kantor Pauh é")


@pytest.fixture(scope="module")
def office(place):
    with ButtonOffice(place) as running:
        yield running


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    return office_with_buttons(tmp_path_factory.mktemp("bertombol"), tmp_path_factory)


@pytest.fixture
def desk(filled, place, request) -> Path:
    """The office folder where its macros may run."""
    return shutil.copytree(filled, place / re.sub(r"\W+", "-", request.node.name))


@pytest.fixture
def form(office, desk):
    book = office.open(largest_form(desk))
    office.said()
    yield book
    book.close()


def column(book, sheet, number) -> list[object]:
    """The values of a column of a list, down to its end."""
    last = max(FIRST_ROW, book.sheets[sheet].used_range.last_cell.row)
    values = book.sheets[sheet].range((FIRST_ROW, number), (last, number)).options(ndim=1).value
    return [value for value in values if value is not None]


def macro(book, caption) -> str:
    return next(on_sheet[caption] for on_sheet in buttons(book).values() if caption in on_sheet)


# A form


def test_every_sheet_of_a_form_has_its_buttons_and_each_has_a_macro(form) -> None:
    found = buttons(form)
    visible = {sheet.name for sheet in form.sheets if sheet.visible}
    assert set(found) == visible
    for on_sheet in found.values():
        assert set(on_sheet) == FORM_BUTTONS
        for url in on_sheet.values():
            assert form.api.getScriptProvider().getScript(url) is not None


def test_hitung_nilai_writes_what_the_closed_file_would_get(office, form) -> None:
    expected = score_form(read_book(Path(form.fullname))).results
    office.press(form, macro(form, "Hitung Nilai"))
    assert column(form, layout.RESULTS, layout.RESULTS_TABLE.column("Nilai Akhir")) == [
        float(r.final) for r in expected
    ]
    assert column(form, layout.RESULTS, layout.RESULTS_TABLE.column("Predikat")) == [r.predicate for r in expected]
    states = column(form, layout.RESULTS, layout.RESULTS_TABLE.column("Keadaan"))
    assert set(states) == {"✓ Nilai sesuai isian"}
    ((text, warned),) = office.said()
    assert f"Nilai {len(expected)} pegawai ditulis ke lembar Hasil" in text
    assert not warned
    for name in layout.SHEETS:
        assert form.sheets[name].api.isProtected(), name


def test_a_gap_is_found_marked_shown_and_cleared(office, form) -> None:
    work = form.sheets[layout.WORK]
    cell = work.range((FIRST_ROW, REACHED))
    before, there = cell.value, (FIRST_ROW, REACHED)
    cell.value = None
    office.press(form, macro(form, "Periksa Isian"))
    assert column(form, FINDINGS, KEY) == ["kurang|Hasil Kerja!M7"]
    assert "Temuan: " in work.range(there).note.text
    assert "HYPERLINK" in form.sheets[FINDINGS].range((FIRST_ROW, FINDINGS_TABLE.column("Sel"))).formula
    assert office.said()[0][1]
    results = column(form, layout.RESULTS, layout.RESULTS_TABLE.column("Nilai Akhir"))
    office.press(form, macro(form, "Hitung Nilai"))
    assert "Nilai belum ditulis" in office.said()[0][0]
    assert column(form, layout.RESULTS, layout.RESULTS_TABLE.column("Nilai Akhir")) == results
    work.range(there).value = before
    office.press(form, macro(form, "Periksa Isian"))
    assert column(form, FINDINGS, KEY) == NOTHING
    assert work.range(there).note is None
    work.range(there).value = None
    office.press(form, macro(form, "Periksa Isian"))
    office.press(form, macro(form, "Bersihkan Tanda"))
    assert column(form, FINDINGS, LEVEL) == NOTHING
    assert work.range(there).note is None
    assert work.range(there).value is None  # what was typed stays as it was


def test_jelaskan_nilai_explains_the_selected_person(office, form) -> None:
    sheet = form.sheets[layout.SUMMARY]
    sheet.activate()
    sheet.range((FIRST_ROW + 1, 2)).select()
    nip = sheet.range((FIRST_ROW + 1, 1)).value
    office.press(form, macro(form, "Jelaskan Nilai"))
    told = form.sheets[layout.EXPLANATION]
    assert nip in told.range("A4").value
    assert len(column(form, layout.EXPLANATION, 1)) > 20
    assert form.sheets.active.name == layout.EXPLANATION
    assert told.range((FIRST_ROW, 1)).row_height > 0


def test_the_right_one_of_two_open_forms_is_appraised(office, desk) -> None:
    first, second = sorted((desk / "2_masuk").glob("Penilaian_*.xlsm"))[:2]
    one, other = office.open(first), office.open(second)
    sigil = layout.RESULTS_TABLE.column("Sidik")
    try:
        office.press(one, macro(one, "Hitung Nilai"))
        assert column(one, layout.RESULTS, sigil)
        assert not column(other, layout.RESULTS, sigil)
    finally:
        one.close()
        other.close()


def test_a_filtered_form_is_appraised_row_by_row_all_the_same(office, form) -> None:
    expected = [float(r.final) for r in score_form(read_book(Path(form.fullname))).results]
    results = form.sheets[layout.RESULTS]
    results.api.unprotect("pauh")
    results.range((FIRST_ROW, 1)).api.Rows.IsVisible = False
    office.press(form, macro(form, "Hitung Nilai"))
    assert column(form, layout.RESULTS, layout.RESULTS_TABLE.column("Nilai Akhir")) == expected
    assert not results.api.isProtected()  # unprotected by hand, so left that way


def test_a_renamed_sheet_is_named_in_the_message(office, form) -> None:
    form.api.Sheets.getByName(layout.RESULTS).setName("Hasilku")
    office.press(form, macro(form, "Hitung Nilai"))
    ((text, warned),) = office.said()
    assert warned
    assert "Hasil" in text
    assert "Traceback" not in text


# The Induk


def test_every_button_of_the_induk_does_its_part_of_the_year(office, desk) -> None:
    book = office.open(desk / "Induk_2026.xlsm")
    try:
        found = buttons(book)
        assert set(found) == {sheet.name for sheet in book.sheets} - {induk_layout.REFERENCE}
        for sheet, on_sheet in found.items():
            assert set(on_sheet) == {button.caption for strip in strips_on(sheet) for button in strip.buttons}
        bells = {caption: url for on_sheet in found.values() for caption, url in on_sheet.items()}
        said = {}
        for caption in YEAR:
            office.press(book, bells[caption])
            ((said[caption], warned),) = office.said()
            assert not warned or caption in {"Status Rencana", "Bukti Dukung"}, said
            if caption == "Kumpulkan":
                assert set(column(book, FINDINGS, LEVEL)) == {"✓ Diterima"}
        assert "tidak ada temuan" in said["Periksa Induk"]
        assert "Induk belum disimpan" in said["Bagikan Formulir"]  # else its buttons would be gone
        assert {path.suffix for path in (desk / "1_dibagikan").glob("*.xlsx")} == {".xlsx"}
        assert "pegawai dinilai" in said["Rekap"]
        assert set(column(book, MONITOR, MONITOR_TABLE.column(STATE))) == {"✓ Diterima"}
        people = len(filled_office.entries())
        assert len(list((desk / "4_laporan").glob("Laporan_*.xlsx"))) == people
        assert len(list((desk / "1_dibagikan" / "SKP").glob("SKP_*.xlsx"))) == people
        for stem in ("Rekap", "Cascade_SKP", "Pandangan_Pegawai", "Bukti_Dukung", "Tindak_Lanjut"):
            assert list((desk / "3_rekap").glob(f"{stem}_*.xlsx")), stem
        for caption, words in REFUSED.items():
            office.press(book, bells[caption])
            assert words in office.said()[0][0]
        close_the_period(office, book, bells["Tutup Periode"])
        office.press(book, bells["Bersihkan Tanda"])
        assert column(book, FINDINGS, LEVEL) == NOTHING
    finally:
        book.close()


def close_the_period(office, book, bell) -> None:
    """It asks; a no changes nothing."""
    office.press(book, bell)
    (question, _), (said, warned) = office.said()
    assert question.startswith("Tutup periode Tahunan 2026 (")
    assert (said.startswith("Periode Tahunan 2026 tidak ditutup."), warned) == (True, False)
    office.yes.touch()
    office.press(book, bell)
    assert "Periode Tahunan 2026 ditutup" in office.said()[1][0]
    office.yes.unlink()


# The add-in


def callbacks() -> list[str]:
    with zipfile.ZipFile(bundled_folder("workbook_templates") / "Penilaian.xlam") as package:
        ribbon = etree.fromstring(package.read("customUI/customUI14.xml"))
    return [element.get("onAction") for element in ribbon.iter() if element.get("onAction")]


def test_every_callback_of_the_ribbon_acts_on_the_workbook_in_front(office, desk) -> None:
    addin = Path(shutil.copy(bundled_folder("workbook_templates") / "Penilaian.xlam", desk))
    loaded = office.open(addin)
    form = office.open(largest_form(desk))
    try:
        assert len(callbacks()) == len(BUTTONS)
        for callback in callbacks():
            form.activate()
            url = f"vnd.sun.star.script:KinerjaPauh.Pita.{callback}?language=Basic&location=document"
            office.press(loaded, url, form.api)  # the ribbon hands over its control: some object
            assert office.said(), callback
        assert column(form, layout.RESULTS, layout.RESULTS_TABLE.column("Nilai Akhir"))
    finally:
        form.close()
        loaded.close()


# What a desk may lack


@pytest.mark.parametrize(
    ("python", "words"),
    [(Path("/tidak/ada/python3"), "Python tidak ditemukan"), (None, "belum tersambung dengan Python")],
    ids=["without Python", "without the bridge"],
)
def test_what_is_missing_is_said_in_one_sentence_with_the_cure(tmp_path, python, words) -> None:
    master = Path(shutil.copy(bundled_folder("workbook_templates") / "Formulir_Penilaian.xlsm", tmp_path))
    with ButtonOffice(tmp_path, python) as office:
        office.app.impl.macros = True
        book = office.open(master)
        office.press(book, macro(book, "Hitung Nilai"))
        ((text, warned),) = office.said()
    assert warned
    assert words in text
    assert "kinerja pasang --libreoffice" in text
