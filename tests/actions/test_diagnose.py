"""Diagnosa: each thing that can be wrong is seen on a tree where it is wrong, and told with its cure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import windows_tree
from kinerja_pauh.actions.diagnose import Line, LineState, clean, diagnose, summary
from kinerja_pauh.actions.setup import set_up_excel
from kinerja_pauh.adapters.computer import RealComputer
from kinerja_pauh.faces.show_computer import diagnosis_lines
from kinerja_pauh.ports import BridgeState

POLICY = "Software\\Policies\\Microsoft\\Office\\16.0\\Excel\\Security"
OWN = "Software\\Microsoft\\Office\\16.0\\Excel\\Security"


@dataclass
class Calc:
    """What LibreOffice would answer."""

    there: bool = False
    installed: bool = False
    current: bool = True
    python: Path | None = None
    trusted: tuple[str, ...] = ("file:///srv/Penilaian-2026",)
    profile = Path("/profil/user")

    def found(self) -> bool:
        return self.there

    def state(self) -> BridgeState:
        return BridgeState(True, self.installed, self.current, self.python, self.trusted)  # noqa: FBT003  as named there


@pytest.fixture
def user(tmp_path):
    """A Windows user on whose computer all is well."""
    found = windows_tree.windows(tmp_path)
    set_up_excel(found.computer)
    (found.program.parents[1] / f"xlwings64-{found.computer.program().xlwings}.dll").touch()
    (found.root / "Dokumen").mkdir()
    return found


def look(user, calc=None, folder=None) -> dict[str, Line]:
    lines = diagnose(user.computer, calc or Calc(), folder or user.root / "Dokumen")
    assert all(line.found and (line.cure or line.state is LineState.GOOD) for line in lines)
    assert len({line.subject for line in lines}) == len(lines)
    return {line.subject: line for line in lines}


def bad(lines: dict[str, Line]) -> dict[str, LineState]:
    return {name: line.state for name, line in lines.items() if line.state is not LineState.GOOD}


def test_a_computer_on_which_all_is_well_has_no_line_to_mend(user):
    lines = look(user)
    assert bad(lines) == {}
    assert clean(list(lines.values()))
    assert str(user.program) in lines["Python"].found
    assert summary(list(lines.values())).startswith(f"Semua {len(lines)} pemeriksaan baik.")


def test_before_setting_up_every_missing_part_is_told_with_the_same_cure(tmp_path):
    user = windows_tree.windows(tmp_path)
    lines = look(user, folder=user.root)
    wrong = [name for name, state in bad(lines).items() if state is LineState.WRONG]
    assert wrong == ["Add-in Penilaian.xlam", "Add-in xlwings.xlam", "Pengaturan xlwings"]
    assert {lines[name].cure for name in wrong} == {"Tutup Excel, lalu jalankan kinerja pasang."}


def test_an_add_in_of_another_version_is_told(user):
    (user.start / "Penilaian.xlam").write_bytes(b"older")
    lines = look(user)
    assert bad(lines) == {"Add-in Penilaian.xlam": LineState.WRONG}
    assert "berbeda" in lines["Add-in Penilaian.xlam"].found


def test_another_xlwings_add_in_is_told_with_its_version(user, monkeypatch):
    (user.start / "xlwings.xlam").write_bytes(b"other")
    monkeypatch.setattr(RealComputer, "addin_version", lambda _, data: "0.30.0" if data == b"other" else "0.37.8")
    assert "(versi 0.30.0)" in look(user)["Add-in xlwings.xlam"].found


def test_a_package_that_does_not_fit_its_own_add_in_is_told(user, monkeypatch):
    monkeypatch.setattr("kinerja_pauh.adapters.computer.version", lambda _: "0.1.2")
    lines = look(user)
    assert lines["xlwings"].state is LineState.WRONG
    assert "0.1.2" in lines["xlwings"].found


def test_the_mark_of_the_web_is_told(user):
    user.mark(user.start / "xlwings.xlam")
    assert bad(look(user)) == {"Add-in xlwings.xlam": LineState.WRONG}


@pytest.mark.parametrize(
    ("old", "new", "subject", "state", "words"),
    [
        ("python.exe", "hilang.exe", "Pengaturan xlwings", LineState.WRONG, "tidak ada lagi"),
        ('"False"', '"True"', "Pencarian Python", LineState.LOOK, "folder buku kerja"),
        ("kinerja_pauh.faces.udf", "lain", "Modul fungsi lembar", LineState.LOOK, "belum disebut"),
    ],
)
def test_settings_that_were_changed_are_told(user, old, new, subject, state, words):  # noqa: PLR0913, PLR0917  a table
    user.settings.write_text(user.settings.read_text("cp1252").replace(old, new), "cp1252")
    lines = look(user)
    assert bad(lines) == {subject: state}
    assert words in lines[subject].found


def test_another_python_in_the_settings_is_told(user):
    other = user.root / "Python39" / "python.exe"
    other.parent.mkdir()
    other.touch()
    user.settings.write_text(user.settings.read_text("cp1252").replace(str(user.program), str(other)), "cp1252")
    lines = look(user)
    assert bad(lines) == {"Pengaturan xlwings": LineState.WRONG}
    assert "Python lain" in lines["Pengaturan xlwings"].found


def test_a_missing_library_for_worksheet_functions_is_told_as_no_hindrance(user):
    next(user.program.parents[1].glob("*.dll")).unlink()
    lines = look(user)
    assert bad(lines) == {"Fungsi lembar": LineState.LOOK}
    assert "Tombol tetap bekerja" in lines["Fungsi lembar"].cure


@pytest.mark.parametrize(
    ("registry", "wrong"),
    [
        ({(OWN, "VBAWarnings"): 1}, {}),
        ({(OWN, "VBAWarnings"): 2}, {}),
        ({(OWN, "VBAWarnings"): 4}, {"Makro Excel": LineState.LOOK}),
        ({(OWN, "VBAWarnings"): 1, (POLICY, "VBAWarnings"): 3}, {"Makro Excel": LineState.LOOK}),
        ({(OWN.replace("16.0", "15.0"), "VBAWarnings"): 4}, {"Makro Excel": LineState.LOOK}),
        ({(OWN, "VBAWarnings"): "rusak"}, {}),
        ({(POLICY + "\\Trusted Locations", "AllLocationsDisabled"): 1}, {"Lokasi tepercaya": LineState.WRONG}),
        ({(OWN, "AccessVBOM"): 1}, {}),
    ],
)
def test_what_excel_allows_is_read_from_the_registry_and_a_policy_wins(user, registry, wrong):
    user.registry = registry
    assert bad(look(user)) == wrong


def test_access_to_the_vba_project_is_told_but_not_asked_for(user):
    assert "hanya perlu saat mengimpor" in look(user)["Akses proyek VBA"].found
    user.registry = {(OWN, "AccessVBOM"): 1}
    assert look(user)["Akses proyek VBA"].found == "diizinkan"


def test_the_folder_where_one_works_is_looked_at(user):
    assert bad(look(user, folder=user.root / "tidak ada")) == {"Izin menulis": LineState.WRONG}
    cloud = user.root / "OneDrive" / "Penilaian-2026"
    cloud.mkdir(parents=True)
    assert bad(look(user, folder=cloud)) == {"OneDrive": LineState.LOOK}
    other = user.root / "OneDrive - Kota Padang" / "Penilaian-2026"
    other.mkdir(parents=True)
    assert bad(look(user, folder=other)) == {"OneDrive": LineState.LOOK}
    assert list(cloud.iterdir()) == []


@pytest.mark.parametrize("name", ["kinerja_pauh.py", "xlwings.py"])
def test_a_file_that_would_be_taken_for_the_program_is_told(user, name):
    (user.root / "Dokumen" / name).touch()
    lines = look(user)
    assert bad(lines) == {"Nama berkas": LineState.WRONG}
    assert name in lines["Nama berkas"].found


def test_the_programs_own_folder_is_not_taken_for_an_impostor(user):
    package = user.computer.program().package
    assert "Nama berkas" not in bad(look(user, folder=package.parent))


@pytest.mark.parametrize(
    ("calc", "windows", "elsewhere"),
    [
        (Calc(), set(), {"LibreOffice"}),
        (Calc(there=True), set(), {"Tombol di LibreOffice"}),
        (Calc(there=True, installed=True, python=None), {"Tombol di LibreOffice"}, {"Tombol di LibreOffice"}),
        (
            Calc(there=True, installed=True, python=Path("/hilang")),
            {"Tombol di LibreOffice"},
            {"Tombol di LibreOffice"},
        ),
        (
            Calc(there=True, installed=True, python=Path("/bin/sh")),
            {"Tombol di LibreOffice"},
            {"Tombol di LibreOffice"},
        ),
    ],
)
def test_libreoffice_is_needed_only_where_there_is_no_excel_but_must_be_whole_where_it_is(
    user, calc, windows, elsewhere
):
    assert set(bad(look(user, calc))) == windows
    user_elsewhere = RealComputer({}, "linux", user.program)
    lines = diagnose(user_elsewhere, calc, user.root / "Dokumen")
    assert {line.subject for line in lines if line.state is not LineState.GOOD} == elsewhere
    assert not any("Excel" in line.subject for line in lines)


def test_an_old_bridge_or_one_that_no_workbook_may_use_is_told(user):
    whole = Calc(there=True, installed=True, python=user.program)
    assert bad(look(user, whole)) == {}
    whole.current = False
    assert bad(look(user, whole)) == {"Tombol di LibreOffice": LineState.WRONG}
    whole.current, whole.trusted = True, ()
    lines = look(user, whole)
    assert bad(lines) == {"Folder tepercaya LibreOffice": LineState.LOOK}
    assert "--folder" in lines["Folder tepercaya LibreOffice"].cure


def test_the_summary_names_what_is_wrong_with_its_cure_and_nothing_else(user):
    (user.start / "Penilaian.xlam").unlink()
    lines = diagnose(user.computer, Calc(), user.root / "Dokumen")
    assert summary(lines) == (
        f"1 dari {len(lines)} pemeriksaan perlu dibetulkan:\n"
        "✕ Add-in Penilaian.xlam: belum ada di folder XLSTART. Tutup Excel, lalu jalankan kinerja pasang."
    )
    told = list(diagnosis_lines(lines))
    assert "✕ Add-in Penilaian.xlam: belum ada di folder XLSTART" in told
    assert "    Tutup Excel, lalu jalankan kinerja pasang." in told
