"""pemasangan.md says what pasang and diagnosa do: each line of a diagnosis, each place, each sentence of a button."""

from __future__ import annotations

import json
import re
from pathlib import Path

import windows_tree
from kinerja_pauh.actions.diagnose import LineState, diagnose
from kinerja_pauh.actions.setup import set_up_excel
from kinerja_pauh.adapters.computer import RealComputer
from kinerja_pauh.faces.show_computer import diagnosis_json
from kinerja_pauh.ports import BridgeState

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "panduan" / "pemasangan.md").read_text("utf-8")
COMMANDS = (ROOT / "docs" / "panduan" / "perintah.md").read_text("utf-8")


class Calc:
    """A LibreOffice with everything in place."""

    profile = Path("/profil/user")

    def found(self) -> bool:
        return True

    def state(self) -> BridgeState:
        return BridgeState(profile=True, installed=True, current=True, python=Path("/bin/sh"), trusted=("file:///a",))


def part(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_column(text: str) -> list[str]:
    return re.findall(r"^\| ([^|]+?) \|", text, re.MULTILINE)[2:]  # without head and rule


def test_every_line_that_a_diagnosis_can_give_is_explained_in_its_order(tmp_path):
    user = windows_tree.windows(tmp_path)
    user.settings.parent.mkdir()
    user.settings.write_text(f'"INTERPRETER_WIN","{user.program}"\n')
    user.registry = {
        ("Software\\Microsoft\\Office\\16.0\\Excel\\Security\\Trusted Locations", "AllLocationsDisabled"): 1
    }
    subjects = [line.subject for line in diagnose(user.computer, Calc(), tmp_path)]
    told = first_column(part("Diagnosa"))
    assert sorted(told) == sorted(subjects)
    excel = {line.subject for line in diagnose(RealComputer({}, "linux"), Calc(), tmp_path)}
    assert [name for name in told if name in excel] == [name for name in subjects if name in excel]


def test_the_places_of_the_manual_are_those_that_are_written(tmp_path):
    user = windows_tree.windows(tmp_path)
    before = set(user.files())
    set_up_excel(user.computer)
    table = part("Excel di Windows")
    for path in set(user.files()) - before:
        folder = "%USERPROFILE%" if path.startswith(".xlwings") else "%APPDATA%"
        written = f"{folder}/{path.removeprefix('AppData/Roaming/')}".replace("/", "\\")
        assert any(place in written for place in re.findall(r"`(%[^`]+)`", table)), written


def test_the_messages_of_the_buttons_are_explained():
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "macros").rglob("*.bas"))
    quoted = re.findall(r'Beritahu "((?:[^"]|"")+)"', sources)
    assert len(quoted) >= 6
    told = first_column(part("Bila tombol tidak bekerja"))
    for sentence in quoted:
        assert any(sentence.startswith(one) for one in told), sentence


def test_the_json_of_a_diagnosis_has_the_keys_of_the_manual(tmp_path):
    lines = diagnose(RealComputer({}, "linux"), Calc(), tmp_path)
    shown = re.findall(r"^```json\n(.*?)^```$", COMMANDS, re.MULTILINE | re.DOTALL)[-1]
    real = json.loads(diagnosis_json(lines))
    assert set(json.loads(shown)) == set(real)
    assert set(json.loads(shown)["diagnosa"][0]) == set(real["diagnosa"][0])
    for state in LineState:
        assert f"`{state}`" in COMMANDS
