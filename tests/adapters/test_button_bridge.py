"""A button in the user's LibreOffice reaches Python: installed into real profiles, pressed in a real LibreOffice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import spreadsheet
from clicked_office import TEKAN, USE_CONFIG, clicked
from kinerja_pauh.adapters.libreoffice import profile_place, profile_xml
from kinerja_pauh.adapters.libreoffice.button_bridge import (
    FolderTooWide,
    LibraryTaken,
    install,
    remove,
    state,
)
from kinerja_pauh.adapters.libreoffice.press_script import posix_script, python_in, windows_script
from kinerja_pauh.adapters.libreoffice.profile_place import OfficeOpen, ProfileMissing, default_profile, office_runs
from kinerja_pauh.adapters.libreoffice.profile_xml import ProfileDamaged
from kinerja_pauh.adapters.shipped_folders import bundled_folder
from kinerja_pauh.ports import BridgeState

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_MODULE = 'Sub Halo\n\tMsgBox "Halo"\nEnd Sub\n'

# Stands where the interpreter would: notes how it was called, then writes into the workbook through the pipe.
PRESS = """#!{python}
import json, os, sys
words = sys.argv[1:]
noted = [words, os.environ.get("PYTHONPATH"), os.environ.get("PYTHONHOME"), sys.path[0]]
open({log!r}, "a").write(json.dumps(noted) + "\\n")
if words[2] == "mogok":
    sys.exit(7)
if words[2] == "diam":
    sys.stderr.write('Buku "Induk – é" tidak ditemukan:\\nsimpan di C:\\\\Data, lalu ulangi.\\n')
    sys.exit(2)
if words[2] == "terbunuh":
    os.kill(os.getpid(), 9)
import uno
said = dict(word.lstrip("-").split("=", 1) for word in words[3:])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
there = resolver.resolve("uno:pipe,name=" + said["pipa"] + ";urp;StarOffice.ComponentContext")
books = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there).Components
each = books.createEnumeration()
while each.hasMoreElements():
    book = each.nextElement()
    if book.URL == said["buku"]:
        book.Sheets[0].getCellRangeByName("A1").String = words[2]
        book.Sheets[0].getCellRangeByName("A2").Value += 1
"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    """A profile as the first start of LibreOffice leaves it, to be copied."""
    profile = tmp_path_factory.mktemp("asal") / "user"
    profile_place.make_profile(profile, spreadsheet.required_office().soffice)
    return profile


@pytest.fixture
def profile(fresh, tmp_path) -> Path:
    """A copy under a path that has a space and letters beyond ASCII."""
    folder = tmp_path / "Profil Ibu Ñurhayati" / "user"
    shutil.copytree(fresh, folder)
    return folder


@pytest.fixture
def press(tmp_path) -> Path:
    program = tmp_path / "alat kantor é" / "python 3"
    program.parent.mkdir()
    python = spreadsheet.required_office().python
    program.write_text(PRESS.format(python=python, log=str(tmp_path / "panggilan")), "utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def book(tmp_path) -> Path:
    path = tmp_path / "Isian & coba, (1) é 100%.xlsx"
    openpyxl.Workbook().save(path)
    return path


def tree(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def calls(tmp_path: Path) -> list[list]:
    return [json.loads(line) for line in (tmp_path / "panggilan").read_text("utf-8").splitlines()]


def messages(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


# --- pressed in a real LibreOffice -----------------------------------------------------------------------------------


def test_a_press_runs_python_which_writes_into_the_workbook_and_a_second_press_uses_the_same_pipe(
    profile, press, book, tmp_path
):
    install(profile, press)
    url = book.as_uri()
    seen = clicked(
        profile,
        [
            ("open", url, USE_CONFIG),
            ("call", TEKAN, ["hitung-nilai", "1", url]),
            ("cell", "A1"),
            ("call", TEKAN, ["periksa-isian", "1", "file:///C:/XLSTART/Penilaian.xlam"]),
            ("call", TEKAN, ["jelaskan-nilai", "1", ""]),
            ("cell", "A1"),
            ("cell", "A2"),
        ],
        {"KINERJA_PESAN": str(tmp_path / "pesan"), "PYTHONPATH": "/tidak/ada", "PYTHONHOME": ""},
    )
    assert seen[1:] == ["0", "hitung-nilai", "0", "0", "jelaskan-nilai", "3"]
    assert messages(tmp_path / "pesan") == []
    (first, *rest) = calls(tmp_path)
    words, python_path, python_home, _ = first
    assert words[:4] == ["-m", "kinerja_pauh.faces.press", "hitung-nilai", "--macro=1"]
    assert words[4].startswith("--pipa=kinerja")
    assert words[5] == f"--buku={seen[0]}"
    assert (python_path, python_home) == (None, None)
    assert {tuple(each[0][3:]) for each in rest} == {tuple(words[3:])}


def test_leftovers_of_a_click_do_not_pile_up(profile, press, book):
    install(profile, press)
    clicked(profile, [("open", book.as_uri(), USE_CONFIG), ("call", TEKAN, ["hitung-nilai", "1", ""])])
    assert [path.name for path in (profile / "kinerja").iterdir()] == ["tekan.sh"]


def test_a_python_that_dies_ends_the_waiting_with_a_sentence(profile, press, book, tmp_path):
    install(profile, press)
    said = tmp_path / "pesan"
    presses = [("call", TEKAN, [button, "1", ""]) for button in ("mogok", "terbunuh", "hitung-nilai")]
    answers = clicked(profile, [("open", book.as_uri(), USE_CONFIG), *presses], {"KINERJA_PESAN": str(said)})
    assert answers[1:] == ["7", "137", "0"]
    for code, message in zip(("7", "137"), messages(said), strict=True):
        assert message["peringatan"] is True
        assert f"(kode {code})" in message["teks"]
        assert "kinerja diagnosa" in message["teks"]


def test_what_python_could_not_tell_itself_is_told_by_libreoffice(profile, press, book, tmp_path):
    install(profile, press)
    said = tmp_path / "pesan"
    steps = [("open", book.as_uri(), USE_CONFIG), ("call", TEKAN, ["diam", "1", ""])]
    assert clicked(profile, steps, {"KINERJA_PESAN": str(said), "LC_ALL": "C.UTF-8"})[1] == "2"
    sentence = 'Buku "Induk – é" tidak ditemukan: simpan di C:\\Data, lalu ulangi.'
    assert messages(said) == [{"teks": sentence, "peringatan": True}]


def test_a_missing_python_is_told_with_its_cure_and_the_next_press_is_told_again(profile, book, tmp_path):
    install(profile, tmp_path / "sudah dihapus" / "python3")
    said = tmp_path / "pesan"
    press = ("call", TEKAN, ["hitung-nilai", "1", ""])
    answers = clicked(profile, [("open", book.as_uri(), USE_CONFIG), press, press], {"KINERJA_PESAN": str(said)})
    assert answers[1:] == ["127", "127"]
    for message in messages(said):
        assert message["teks"].startswith("Python tidak ditemukan")
        assert "kinerja pasang --libreoffice" in message["teks"]
        assert message["teks"].endswith("rumus sementara di lembar tetap berlaku.")


def test_a_missing_script_is_told_with_its_cure(profile, press, book, tmp_path):
    install(profile, press)
    said = tmp_path / "pesan"
    steps = [
        ("open", book.as_uri(), USE_CONFIG),
        ("remove", str(profile / "kinerja" / "tekan.sh")),
        ("call", TEKAN, ["hitung-nilai", "1", ""]),
    ]
    assert clicked(profile, steps, {"KINERJA_PESAN": str(said)})[2] == "galat"
    (message,) = messages(said)
    assert message["teks"].startswith("Penghubung ke Python tidak dapat dijalankan")


def test_a_profile_that_does_not_exist_yet_is_made_first_and_the_bridge_outlives_the_next_starts(tmp_path, press, book):
    profile = tmp_path / "rumah baru" / "4" / "user"
    assert install(profile, press, spreadsheet.required_office().soffice)
    steps = [("open", book.as_uri(), USE_CONFIG), ("call", TEKAN, ["hitung-nilai", "1", ""]), ("cell", "A2")]
    assert clicked(profile, steps)[1:] == ["0", "1"]
    assert clicked(profile, steps)[1:] == ["0", "1"]
    assert not install(profile, press, None)


def test_the_users_own_library_still_works_beside_ours_and_after_it_is_gone(profile, press, book):
    library = profile / "basic" / "Alatku"
    library.mkdir()
    (library / "Modul.xba").write_text(
        profile_xml.module("Modul", 'Function Halo() As String\n\tHalo = "halo"\nEnd Function\n'), "utf-8"
    )
    (library / "script.xlb").write_text(profile_xml.library("Alatku", ["Modul"]), "utf-8")
    (library / "dialog.xlb").write_text(profile_xml.library("Alatku", []), "utf-8")
    for name in ("script.xlc", "dialog.xlc"):
        path = profile / "basic" / name
        path.write_text(profile_xml.with_library(path.read_text("utf-8"), "Alatku"), "utf-8")
    halo = ("call", "vnd.sun.star.script:Alatku.Modul.Halo?language=Basic&location=application", [])
    install(profile, press)
    steps = [("open", book.as_uri(), USE_CONFIG), halo, ("call", TEKAN, ["hitung-nilai", "1", ""])]
    assert clicked(profile, steps)[1:] == ["halo", "0"]
    remove(profile)
    _, own, ours = clicked(profile, steps)
    assert own == "halo"
    assert "could not be found" in ours


# --- the office folder as a trusted place ----------------------------------------------------------------------------


BUTTON = "vnd.sun.star.script:KinerjaPauh.Tombol.HitungNilai?language=Basic&location=document"


def test_a_shipped_forms_button_works_in_a_trusted_folder_and_in_no_other(profile, press, tmp_path):
    """The macros of a document that may not run them are still there, so what LibreOffice allows is asked."""
    inside, outside = tmp_path / "Penilaian 2026 é" / "1_dibagikan", tmp_path / "Penilaian 2026 é lain"
    for folder in (inside, outside):
        folder.mkdir(parents=True)
        shutil.copy(bundled_folder("workbook_templates") / "Formulir_Penilaian.xlsm", folder / "Formulir & isi.xlsm")
    visits = [
        step
        for folder in (inside, outside)
        for step in (("open", (folder / "Formulir & isi.xlsm").as_uri(), USE_CONFIG), ("may_run",), ("close",))
    ]
    install(profile, press)
    assert clicked(profile, visits)[1::3] == [False, False]
    assert install(profile, press, trust=inside.parent)
    pressed = [("open", (inside / "Formulir & isi.xlsm").as_uri(), USE_CONFIG), ("run", BUTTON)]
    assert clicked(profile, [*visits, *pressed])[1:6:3] == [True, False]
    ((words, *_),) = calls(tmp_path)
    assert words[2:4] == ["hitung-nilai", "--macro=1"]
    assert words[5].endswith("/1_dibagikan/Formulir%20%26%20isi.xlsm")
    assert not install(profile, press, trust=inside.parent)
    assert state(profile).trusted == (inside.parent.as_uri(),)
    remove(profile)
    assert clicked(profile, visits)[1::3] == [False, False]


def test_folders_that_the_user_trusted_stay_trusted(profile, press, tmp_path):
    settings = profile / "registrymodifications.xcu"
    users = [tmp_path.as_uri(), "file:///srv/Arsip%20&%20Induk"]
    before = profile_xml.with_trusted_folders(
        settings.read_text("utf-8") if settings.exists() else profile_xml.EMPTY_SETTINGS, users
    )
    settings.write_text(before, "utf-8")
    office = tmp_path / "Penilaian-2026"
    office.mkdir()
    install(profile, press, trust=office)
    install(profile, press, trust=tmp_path)
    assert profile_xml.trusted_folders(settings.read_text("utf-8")) == [*users, office.as_uri()]
    assert state(profile).trusted == (*users, office.as_uri())
    remove(profile)
    assert settings.read_text("utf-8") == before


@pytest.mark.parametrize("wide", ["/", str(Path.home()), str(Path.home().parent), "/tidak/ada"])
def test_a_folder_too_wide_to_trust_is_refused_before_anything_is_written(profile, press, wide):
    before = tree(profile)
    with pytest.raises(FolderTooWide):
        install(profile, press, trust=Path(wide))
    assert tree(profile) == before


# --- what stands in the profile --------------------------------------------------------------------------------------


def test_installing_twice_changes_nothing_and_removing_puts_every_file_back(profile, press):
    before = tree(profile)
    assert install(profile, press)
    once = tree(profile)
    assert set(once) - set(before) == {
        "basic/Kinerja/Tombol.xba",
        "basic/Kinerja/script.xlb",
        "basic/Kinerja/dialog.xlb",
        "kinerja/tekan.sh",
    }
    assert not install(profile, press)
    assert tree(profile) == once
    assert state(profile) == BridgeState(profile=True, installed=True, current=True, python=press, trusted=())
    assert remove(profile)
    assert tree(profile) == before
    assert not (profile / "kinerja").exists()
    assert state(profile) == BridgeState(profile=True, installed=False, current=False, python=None, trusted=())
    assert not remove(profile)


def test_an_older_bridge_is_seen_and_replaced(profile, press):
    install(profile, press)
    module = profile / "basic" / "Kinerja" / "Tombol.xba"
    module.write_text(module.read_text("utf-8").replace("Wait 50", "Wait 90"), "utf-8")
    assert state(profile).installed
    assert not state(profile).current
    assert install(profile, press)
    assert state(profile).current


def test_another_python_takes_the_place_of_the_old_one(profile, press, tmp_path):
    install(profile, press)
    assert install(profile, tmp_path / "lain")
    assert state(profile).python == tmp_path / "lain"


def test_what_libreoffice_writes_of_our_library_counts_as_current(profile, press, book):
    install(profile, press)
    clicked(
        profile,
        [
            ("open", book.as_uri(), USE_CONFIG),
            ("call", TEKAN, ["hitung-nilai", "1", ""]),
        ],
    )
    assert state(profile).current


def test_a_library_of_that_name_which_is_the_users_is_left_alone(profile, press):
    library = profile / "basic" / "Kinerja"
    library.mkdir()
    (library / "Tombol.xba").write_text(profile_xml.module("Tombol", OWN_MODULE), "utf-8")
    before = tree(profile)
    for what in (lambda: install(profile, press), lambda: remove(profile)):
        with pytest.raises(LibraryTaken):
            what()
    assert tree(profile) == before


def test_a_module_that_the_user_put_into_our_library_is_not_thrown_away(profile, press):
    install(profile, press)
    own = profile / "basic" / "Kinerja" / "Modul1.xba"
    own.write_text(profile_xml.module("Modul1", OWN_MODULE), "utf-8")
    with pytest.raises(LibraryTaken):
        remove(profile)
    assert own.exists()


@pytest.mark.parametrize("text", ["", "<library:libraries", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a/>"])
def test_a_damaged_profile_is_refused_before_anything_is_written(profile, press, text):
    (profile / "basic" / "script.xlc").write_text(text, "utf-8")
    before = tree(profile)
    with pytest.raises(ProfileDamaged):
        install(profile, press)
    assert tree(profile) == before
    assert not state(profile).installed


def test_without_profile_and_without_libreoffice_nothing_is_made(tmp_path, press):
    with pytest.raises(ProfileMissing):
        install(tmp_path / "kosong" / "user", press, None)
    assert not (tmp_path / "kosong").exists()


def test_an_open_libreoffice_is_asked_to_be_closed(profile, press):
    """A real one on this very profile; its lock file and its process are what is seen."""
    soffice = spreadsheet.required_office().soffice
    command = [str(soffice), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore"]
    running = subprocess.Popen([*command, "--nodefault"], stdin=-3, stdout=-3, stderr=-3)
    try:
        for _ in range(600):
            if (profile.parent / ".lock").exists():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                running.wait(0.1)
        for what in (lambda: install(profile, press), lambda: install(profile, press, trust=None)):
            with pytest.raises(OfficeOpen):
                what()
        assert not state(profile).installed
    finally:
        running.kill()
        running.wait()
    assert (profile.parent / ".lock").exists()  # killed: it stays, as after a power cut


def test_a_lock_left_by_a_breakdown_hinders_nobody(profile, press, monkeypatch):
    (profile.parent / ".lock").write_text("[Lockdata]\n")
    monkeypatch.setattr(profile_place, "office_runs", lambda: False)
    assert install(profile, press)


def test_a_lock_counts_where_the_list_of_programs_cannot_be_had(profile, press, monkeypatch):
    (profile.parent / ".lock").write_text("[Lockdata]\n")
    monkeypatch.setenv("PATH", "/tidak/ada")
    assert office_runs()
    with pytest.raises(OfficeOpen):
        install(profile, press)


def test_the_usual_place_of_a_profile_follows_the_system(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_profile() == tmp_path / "libreoffice" / "4" / "user"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_profile() == Path.home() / "Library/Application Support/LibreOffice/4/user"


# --- the script ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["python", "C:\\Program Files\\é\\python.exe", "a'b\"c $HOME `x` 100%\\"])
def test_the_interpreter_of_a_script_is_read_back(name):
    for script in (posix_script(name), windows_script(name)):
        assert python_in(script) == Path(name)
    assert python_in(b"#!/bin/sh\n") is None


def test_the_windows_script_doubles_percent_signs_and_ends_lines_as_cmd_wants():
    script = windows_script("C:\\100%\\python.exe")
    assert b'set "PYTHON=C:\\100%%\\python.exe"\r\n' in script
    assert script.count(b"\n") == script.count(b"\r\n")


@pytest.mark.parametrize("odd", ["a b", "it's", "$(touch x)", '"', "é"])
def test_the_posix_script_calls_exactly_the_interpreter_it_was_given(tmp_path, odd):
    folder = tmp_path / odd
    folder.mkdir()
    program, script = folder / f"py {odd}", folder / "tekan.sh"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > kata\nexit 3\n')
    script.write_bytes(posix_script(str(program)))
    for path in (program, script):
        path.chmod(0o755)
    subprocess.run(
        [script, "t1", "hitung-nilai", "1", "pipa", "file:///a%20b"], cwd="/", check=True, env={**os.environ}
    )
    assert (folder / "t1.selesai").read_text() == "3\n"
    assert (folder / "kata").read_text().split() == [
        "-m",
        "kinerja_pauh.faces.press",
        "hitung-nilai",
        "--macro=1",
        "--pipa=pipa",
        "--buku=file:///a%20b",
    ]
    assert sorted(path.name for path in folder.iterdir()) == sorted(["kata", program.name, "t1.selesai", "tekan.sh"])
