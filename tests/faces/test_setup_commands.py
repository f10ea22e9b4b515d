"""pasang, lepas and diagnosa as typed, on this very computer with a home of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import spreadsheet
from kinerja_pauh.adapters.libreoffice import button_bridge


@pytest.fixture
def kinerja(tmp_path):
    home = tmp_path / "rumah é"
    home.mkdir()

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "kinerja_pauh", *words],
            cwd=home,
            env={"PATH": "/usr/bin:/bin", "HOME": str(home), "XDG_CONFIG_HOME": str(home), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    run.home = home
    return run


def test_the_bridge_is_set_up_diagnosed_and_taken_away_again(kinerja):
    spreadsheet.required_office()
    office = kinerja.home / "Penilaian-2026"
    office.mkdir()
    profile = kinerja.home / "libreoffice" / "4" / "user"

    before = kinerja("diagnosa", "--json")
    assert before.returncode == 1
    told = {line["hal"]: line for line in json.loads(before.stdout)["diagnosa"]}
    assert {key for line in told.values() for key in line} == {"hal", "keadaan", "keterangan", "saran"}
    assert told["Tombol di LibreOffice"]["keadaan"] == "perlu_dilihat"
    assert told["Python"]["keadaan"] == "baik"

    done = kinerja("pasang", "--libreoffice", "--folder", "Penilaian-2026")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"✓ Penghubung tombol LibreOffice: dikerjakan ({profile})"
    assert f"({office})" in done.stdout
    state = button_bridge.state(profile)
    assert state.current
    assert str(state.python) == sys.executable
    assert state.trusted == (office.as_uri(),)
    assert "sudah" in kinerja("pasang", "--libreoffice").stdout

    after = kinerja("diagnosa")
    assert after.returncode == 0, after.stdout
    assert after.stdout.count("✓") == len(after.stdout.splitlines())

    undone = kinerja("lepas", "--libreoffice")
    assert (undone.returncode, undone.stderr) == (0, "")
    assert not button_bridge.state(profile).installed
    assert button_bridge.state(profile).trusted == ()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("pasang",), "hanya dapat dipasang di Windows"),
        (("lepas",), "hanya dapat dipasang di Windows"),
        (("pasang", "--folder", "x"), "kinerja pasang --libreoffice --folder DIR"),
        (("pasang", "--libreoffice", "--folder", "/"), "terlalu luas"),
        (("pasang", "--libreoffice", "--folder", "tidak-ada"), "Folder itu tidak ada"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(kinerja, words, sentence):
    done = kinerja(*words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stdout == ""
    assert list(kinerja.home.iterdir()) == []
