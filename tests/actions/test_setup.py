"""Pasang and lepas on a tree like a Windows user's: what is put where, what is remembered, what comes back."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import windows_tree
from kinerja_pauh.actions.setup import (
    NotHere,
    Step,
    StepState,
    failed,
    set_up_calc,
    set_up_excel,
    undo_calc,
    undo_excel,
)
from kinerja_pauh.actions.xlwings_settings import our_settings, restored, value_of, with_values
from kinerja_pauh.adapters.computer import RealComputer
from kinerja_pauh.ports import BridgeState

ADDINS = ["Penilaian.xlam", "xlwings.xlam"]
OWN = b'"LICENSE_KEY","abc"\r\n"INTERPRETER_WIN","C:\\Python39\\python.exe"\r\n"SHOW CONSOLE","True"\r\n'


@pytest.fixture
def user(tmp_path):
    return windows_tree.windows(tmp_path)


def states(steps: list[Step]) -> list[StepState]:
    return [step.state for step in steps]


def test_both_add_ins_and_the_interpreter_are_put_in_place_and_each_step_is_said(user):
    steps = set_up_excel(user.computer)
    assert [step.what for step in steps] == [
        "Add-in Penilaian.xlam",
        "Add-in xlwings.xlam",
        "Pengaturan xlwings",
        "Versi xlwings",
    ]
    assert states(steps) == [StepState.DONE, StepState.DONE, StepState.DONE, StepState.ALREADY]
    shipped = user.computer.program().addins
    assert {name: (user.start / name).read_bytes() for name in ADDINS} == dict(shipped)
    assert all(data.startswith(b"PK") for data in shipped.values())
    assert user.settings.read_bytes() == (
        f'"INTERPRETER_WIN","{user.program}"\r\n"ADD_WORKBOOK_TO_PYTHONPATH","False"\r\n'
        '"UDF MODULES","kinerja_pauh.faces.udf"\r\n'
    ).encode("cp1252")


def test_xlwings_itself_reads_the_settings_that_we_wrote(user, monkeypatch):
    import xlwings.utils  # noqa: PLC0415  slow to import, and used here only

    user.settings.parent.mkdir()
    user.settings.write_bytes(OWN)
    set_up_excel(user.computer)
    monkeypatch.setattr(xlwings, "USER_CONFIG_FILE", str(user.settings))
    assert xlwings.utils.read_user_config() == {
        "interpreter_win": str(user.program),
        "add_workbook_to_pythonpath": "False",
        "udf modules": "kinerja_pauh.faces.udf",
        "license_key": "abc",
        "show console": "True",
    }


def test_setting_up_twice_changes_nothing(user):
    set_up_excel(user.computer)
    once = user.files()
    assert set(states(set_up_excel(user.computer))) == {StepState.ALREADY}
    assert user.files() == once


def test_undoing_leaves_no_file_and_no_folder_of_ours(user):
    before, folders = user.files(), sorted(user.root.rglob("*"))
    set_up_excel(user.computer)
    assert set(states(undo_excel(user.computer))) == {StepState.DONE}
    assert user.files() == before
    assert sorted(user.root.rglob("*")) == folders
    (again,) = undo_excel(user.computer)
    assert again.state is StepState.ALREADY


def test_what_the_user_had_comes_back_to_the_last_byte(user):
    user.settings.parent.mkdir()
    user.settings.write_bytes(OWN + b'"PYTHONPATH","C:\\\xd1\x81"\n\n')
    (user.start / "xlwings.xlam").write_bytes(b"an older xlwings")
    (user.start / "PERSONAL.XLSB").write_bytes(b"own macros")
    before = user.files()
    set_up_excel(user.computer)
    assert user.files() != before
    undo_excel(user.computer)
    assert user.files() == before


def test_a_newer_version_of_ours_replaces_ours_and_still_remembers_what_the_user_had(user, monkeypatch):
    theirs = user.start / "xlwings.xlam"
    theirs.write_bytes(b"an older xlwings")
    before = user.files()
    program = user.computer.program()
    older = {name: data + b"older" for name, data in program.addins.items()}
    monkeypatch.setattr("kinerja_pauh.adapters.computer._shipped", lambda path: older[path.name])
    set_up_excel(user.computer)
    monkeypatch.undo()
    assert states(set_up_excel(user.computer))[:3] == [StepState.DONE, StepState.DONE, StepState.ALREADY]
    assert theirs.read_bytes() == program.addins["xlwings.xlam"]
    undo_excel(user.computer)
    assert user.files() == before


def test_an_add_in_that_the_user_replaced_since_is_left_alone(user):
    set_up_excel(user.computer)
    (user.start / "xlwings.xlam").write_bytes(b"a newer xlwings")
    steps = undo_excel(user.computer)
    assert "dibiarkan" in steps[1].note
    assert (user.start / "xlwings.xlam").read_bytes() == b"a newer xlwings"
    assert not (user.start / "Penilaian.xlam").exists()


def test_an_equal_xlwings_that_the_user_put_there_stays_when_ours_goes(user):
    own = user.computer.program().addins["xlwings.xlam"]
    (user.start / "xlwings.xlam").write_bytes(own)
    assert states(set_up_excel(user.computer))[1] is StepState.ALREADY
    undo_excel(user.computer)
    assert (user.start / "xlwings.xlam").read_bytes() == own


def test_settings_that_the_user_changed_since_keep_the_change_and_lose_only_ours(user):
    user.settings.parent.mkdir()
    user.settings.write_bytes(OWN)
    set_up_excel(user.computer)
    text = user.settings.read_text("cp1252").replace('"SHOW CONSOLE","True"', '"SHOW CONSOLE","False"')
    user.settings.write_text(text + '"CONDA PATH","C:\\conda"\n', "cp1252")
    undo_excel(user.computer)
    left = user.settings.read_text("cp1252")
    assert value_of(left, "SHOW CONSOLE") == "False"
    assert value_of(left, "CONDA PATH") == "C:\\conda"
    assert value_of(left, "LICENSE_KEY") == "abc"
    assert value_of(left, "INTERPRETER_WIN") == "C:\\Python39\\python.exe"
    assert value_of(left, "ADD_WORKBOOK_TO_PYTHONPATH") is None
    assert value_of(left, "UDF MODULES") is None


def test_the_mark_of_the_web_is_taken_away_and_said_also_from_an_equal_file(user):
    set_up_excel(user.computer)
    stream = user.mark(user.start / "Penilaian.xlam")
    first, *rest = set_up_excel(user.computer)
    assert first.state is StepState.DONE
    assert "Tanda unduhan" in first.note
    assert not stream.exists()
    assert set(states(rest)) == {StepState.ALREADY}


def test_an_open_excel_is_said_and_the_other_steps_are_done_all_the_same(user, monkeypatch):
    real = os.replace

    def replace(source, target):
        if str(target).endswith("xlwings.xlam"):
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr("kinerja_pauh.adapters.atomic_save.os.replace", replace)
    monkeypatch.setattr("kinerja_pauh.adapters.atomic_save._REPLACE_PAUSES", ())
    steps = set_up_excel(user.computer)
    assert states(steps) == [StepState.DONE, StepState.FAILED, StepState.DONE, StepState.ALREADY]
    assert "tutup dulu di Excel" in steps[1].note
    assert failed(steps)
    assert [path.name for path in user.start.iterdir()] == ["Penilaian.xlam"]
    monkeypatch.undo()
    assert states(set_up_excel(user.computer))[:3] == [StepState.ALREADY, StepState.DONE, StepState.ALREADY]
    undo_excel(user.computer)
    assert list(user.start.iterdir()) == []


def test_an_interpreter_whose_path_excel_cannot_write_is_refused_with_a_cure(user):
    user.program = user.root / "日本" / "python.exe"
    steps = set_up_excel(user.computer)
    assert steps[2].state is StepState.FAILED
    assert "C:\\kinerja-pauh" in steps[2].note
    assert not user.settings.exists()


def test_modules_of_functions_that_the_user_named_are_kept_beside_ours(user):
    user.settings.parent.mkdir()
    user.settings.write_bytes(b'"UDF MODULES","gaji;cuti"\r\n')
    set_up_excel(user.computer)
    assert value_of(user.settings.read_text("cp1252"), "UDF MODULES") == "gaji;cuti;kinerja_pauh.faces.udf"


def test_a_damaged_note_makes_undoing_touch_nothing(user):
    set_up_excel(user.computer)
    note = user.root / "AppData" / "Roaming" / "kinerja-pauh" / "pasang.json"
    for text in ("{", "[]", '{"x": {}}', "null"):
        note.write_text(text)
        before = user.files()
        assert states(undo_excel(user.computer)) == [StepState.ALREADY]
        assert user.files() == before


def test_the_note_says_nothing_but_places_and_digests(user):
    set_up_excel(user.computer)
    note = json.loads((user.root / "AppData" / "Roaming" / "kinerja-pauh" / "pasang.json").read_text())
    assert set(note) == {str(user.start / "Penilaian.xlam"), str(user.start / "xlwings.xlam"), str(user.settings)}
    assert all(set(one) == {"digest", "before"} for one in note.values())


@pytest.mark.parametrize("computer", [RealComputer({"APPDATA": "/a"}, "linux"), RealComputer({}, "windows")])
def test_elsewhere_than_on_windows_the_way_to_libreoffice_is_said(computer):
    for what in (set_up_excel, undo_excel):
        with pytest.raises(NotHere, match="kinerja pasang --libreoffice"):
            what(computer)


def test_the_shipped_xlwings_add_in_says_the_version_of_the_package(user):
    program = user.computer.program()
    assert user.computer.addin_version(program.addins["xlwings.xlam"]) == program.xlwings
    for other in (program.addins["Penilaian.xlam"], b"", b"PK", b"x" * 100):
        assert user.computer.addin_version(other) is None


def test_another_version_of_the_add_in_than_of_the_package_fails_the_step(user, monkeypatch):
    monkeypatch.setattr("kinerja_pauh.adapters.computer.version", lambda _: "0.1.2")
    step = set_up_excel(user.computer)[-1]
    assert step.state is StepState.FAILED
    assert "paket 0.1.2" in step.note


# --- the text of xlwings.conf ----------------------------------------------------------------------------------------

KEYS = st.sampled_from(["INTERPRETER_WIN", "interpreter_win", "PYTHONPATH", "UDF MODULES", "SHOW CONSOLE"])
VALUES = st.text(st.characters(codec="cp1252", exclude_characters='"\r\n\x85\x1c\x1d\x1e\x0b\x0c'), max_size=12)
LINES = st.lists(st.one_of(st.builds('"{}","{}"'.format, KEYS, VALUES), st.just(""), VALUES), max_size=8)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_whatever_stands_there_our_values_are_found_and_all_else_is_kept_in_order(lines, end, ended):
    text = end.join(lines) + (end if ended else "")
    ours = our_settings(text, "C:\\kp\\python.exe")
    made = with_values(text, ours)
    assert {key: value_of(made, key) for key in ours} == ours
    assert with_values(made, ours) == made
    others = [line for line in text.splitlines() if not any(value_of(line, key) is not None for key in ours)]
    assert made.splitlines()[3:] == others or made == text


@given(LINES)
def test_what_comes_back_after_a_change_of_the_users_is_what_stood_under_our_keys(lines):
    before = "\n".join(lines) + "\n"
    ours = our_settings(before, "C:\\kp\\python.exe")
    changed = with_values(before, ours) + '"BARU","1"\n'
    after = restored(changed, ours, before)
    assert {key: value_of(after, key) for key in ours} == {key: value_of(before, key) for key in ours}
    assert value_of(after, "BARU") == "1"


# --- LibreOffice -----------------------------------------------------------------------------------------------------


class Bridge:
    """A LibreOffice of which only what is asked of it matters; the real one is pressed in test_button_bridge.py."""

    profile = Path("/profil/user")

    def __init__(self, *, there: bool = False, trusted: tuple[str, ...] = ()) -> None:
        self.there, self.trusted = there, trusted

    def found(self) -> bool:
        return True

    def state(self) -> BridgeState:
        return BridgeState(True, self.there, self.there, Path("/python"), self.trusted)  # noqa: FBT003  as named there

    def install(self, trust: Path | None) -> bool:
        changed = not self.there or (trust is not None and trust.as_uri() not in self.trusted)
        self.there = True
        if trust is not None:
            self.trusted = (trust.as_uri(),)
        return changed

    def remove(self) -> bool:
        was, self.there = self.there, False
        return was


def test_without_a_trusted_folder_it_is_said_how_the_buttons_may_run():
    calc = Bridge()
    step, trust = set_up_calc(calc, None)
    assert step == Step("Penghubung tombol LibreOffice", "/profil/user", StepState.DONE)
    assert "--folder" in trust.note
    assert "Sumber Tepercaya" in trust.note
    assert states(set_up_calc(calc, None))[0] is StepState.ALREADY


def test_the_trusted_folder_is_named_with_a_warning(tmp_path):
    steps = set_up_calc(Bridge(), tmp_path)
    assert steps[1].where == str(tmp_path)
    assert "hanya berkas yang dipercaya" in steps[1].note
    assert len(set_up_calc(Bridge(trusted=("file:///lain",)), None)) == 1


def test_undoing_says_whether_there_was_anything():
    calc = Bridge(there=True)
    assert states(undo_calc(calc)) == [StepState.DONE]
    assert states(undo_calc(calc)) == [StepState.ALREADY]
