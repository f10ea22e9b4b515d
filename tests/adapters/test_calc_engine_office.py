"""The engine and LibreOffice as a process: attaching to one that runs, macros, buttons, one that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid

import openpyxl
import pytest
import xlwings as xw

import spreadsheet
from kinerja_pauh.adapters.libreoffice import OfficeRefused, OfficeStopped, bridge, engine
from kinerja_pauh.adapters.libreoffice.remote import Struct, ref_of

MODULE = """Sub Isi(Nilai)
  ThisComponent.Sheets.getByIndex(0).getCellRangeByName("A1").setValue(Nilai)
End Sub

Function Kali(A, B)
  Kali = A * B
End Function

Sub Tekan
  ThisComponent.Sheets.getByIndex(0).getCellRangeByName("B1").setString("ditekan")
End Sub
"""
TEKAN = "vnd.sun.star.script:Standard.Tombol.Tekan?language=Basic&location=document"
CALLER = """
import sys
import xlwings as xw
from kinerja_pauh.adapters.libreoffice import engine

engine.connect(sys.argv.pop(1))
book = xw.Book.caller()
book.sheets[0]["B1"].value = book.sheets[0]["A1"].value + 1
"""


@pytest.fixture(scope="module")
def app():
    spreadsheet.required_office()
    running = engine.start(macros=True)
    yield running
    running.quit()


@pytest.fixture
def book(app):
    fresh = app.books.add()
    libraries = fresh.api.BasicLibraries
    library = (
        libraries.getByName("Standard") if libraries.hasByName("Standard") else libraries.createLibrary("Standard")
    )
    library.insertByName("Tombol", MODULE)
    yield fresh
    fresh.close()


@pytest.fixture(scope="module")
def users_office(tmp_path_factory):
    """A LibreOffice that somebody else started: its process and the pipe on which it listens."""
    profile, pipe = tmp_path_factory.mktemp("profil"), "uji" + uuid.uuid4().hex
    bridge.write_profile(profile, "id-ID")
    command = [str(spreadsheet.required_office().soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--norestore", "--nologo", "--nodefault"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*command, "--terminate_after_init"], check=False, **quiet)  # a fresh profile's start ends at once
    process = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], **quiet)
    yield process, pipe
    process.kill()
    process.wait()


def test_the_users_libreoffice_is_used_and_left_running(users_office):
    process, pipe = users_office
    first = engine.connect(pipe)
    book = first.books.add()
    book.sheets[0]["A1"].value = "milik pengguna"
    first.quit()
    assert process.poll() is None
    second = engine.connect(pipe)
    assert [each.sheets[0]["A1"].value for each in second.books] == ["milik pengguna"]
    assert second.visible is True
    second.kill()
    assert process.poll() is None
    third = engine.connect(pipe)
    third.books[0].close()
    third.quit()


def test_a_process_started_by_a_button_finds_its_workbook_as_xlwings_does(users_office, tmp_path):
    _, pipe = users_office
    path = tmp_path / "Penilaian Uji.xlsx"
    openpyxl.Workbook().save(path)
    front = engine.connect(pipe)
    other = front.books.add()
    book = front.books.open(path)
    book.sheets[0]["A1"].value = 41
    other.activate()
    arguments = [f"--wb={path}", "--from_xl=1"]
    subprocess.run([sys.executable, "-c", CALLER, pipe, *arguments], check=True, timeout=120)
    assert book.sheets[0]["B1"].value == 42.0
    assert other.sheets[0]["B1"].value is None
    book.close()
    other.close()
    front.quit()


def test_a_pipe_on_which_nobody_listens_is_a_sentence():
    with pytest.raises(OfficeStopped, match="LibreOffice berhenti"):
        engine.connect("tiada" + uuid.uuid4().hex)


def test_two_offices_are_two_apps(app, book):
    other = engine.start()
    try:
        assert other.pid != app.pid
        assert xw.apps.active.pid == other.pid
        assert set(xw.apps.keys()) >= {app.pid, other.pid}
        other.books.add()
        assert len(other.books) == 1
        app.activate()
        assert xw.apps.active.pid == app.pid
        assert xw.books.active.name == book.name
    finally:
        other.quit()
    assert other.pid not in xw.apps.keys()  # noqa: SIM118  xlwings' collection of apps has no membership


def test_a_libreoffice_that_dies_is_a_sentence_and_the_next_one_works():
    running = engine.start()
    book = running.books.add()
    cell = book.sheets[0]["A1"]
    cell.value = 1
    os.kill(running.pid, signal.SIGKILL)
    with pytest.raises(OfficeStopped, match="buka kembali bukunya"):
        cell.value = 2
    with pytest.raises(OfficeStopped):
        _ = book.name
    again = engine.start()
    again.books.add().sheets[0]["A1"].value = 3
    assert again.books[0].sheets[0]["A1"].value == 3.0
    again.quit()


def test_the_profile_can_be_prepared_before_the_start():
    seen = []
    running = engine.start(prepare=lambda folder: seen.append((folder, list(folder.iterdir()))))
    try:
        assert seen[0][1] == []
        assert (seen[0][0] / "user" / "registrymodifications.xcu").is_file()
    finally:
        running.quit()
    assert not seen[0][0].exists()


def test_macros_of_a_workbook_run_with_arguments_and_give_their_result(app, book):
    book.macro("Isi")(87.5)
    assert book.sheets[0]["A1"].value == 87.5
    assert book.macro("Tombol.Kali")(6, 7) == 42
    assert app.macro(f"'{book.name}'!Kali")(2, 3) == 6
    with pytest.raises(xw.XlwingsError, match="TiadaIni"):
        book.macro("TiadaIni")()


def test_a_button_tells_its_name_its_text_and_its_macro(book):
    document, sheet = book.api, book.sheets[0]
    model = document.createInstance("com.sun.star.form.component.CommandButton")
    model.Name, model.Label = "tombol_hitung", "Hitung Nilai"
    shape = document.createInstance("com.sun.star.drawing.ControlShape")
    shape.setControl(model)
    sheet.api.getDrawPage().add(shape)
    button = sheet.shapes[0]
    assert engine.button_macro(button) is None
    click = Struct("com.sun.star.script.ScriptEventDescriptor", ListenerType="XActionListener", ScriptType="Script")
    click.EventMethod, click.ScriptCode = "actionPerformed", TEKAN
    sheet.api.getDrawPage().getForms().getByIndex(0).registerScriptEvent(0, click)
    assert (button.type, button.name, button.text) == ("form_control", "tombol_hitung", "Hitung Nilai")
    assert engine.button_macro(button) == TEKAN
    document.getScriptProvider().getScript(engine.button_macro(button)).invoke((), (), ())
    assert sheet["B1"].value == "ditekan"


def test_objects_that_are_dropped_here_are_dropped_in_the_bridge(app, book):
    office = app.impl.office
    dropped = book.api.Sheets
    number = ref_of(dropped)
    del dropped
    assert number in office._dropped
    assert book.api.getTitle()
    assert number not in office._dropped
    with pytest.raises(OfficeRefused):
        office.order("get", ref=number, name="Count")


def test_a_property_that_does_not_exist_is_an_attribute_error(book):
    sheet = book.sheets[0].api
    assert not hasattr(sheet, "TidakAda")
    with pytest.raises(AttributeError):
        _ = sheet.TidakAda
