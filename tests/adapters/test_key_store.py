"""The office's seal keys on this computer."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kinerja_pauh.adapters import key_store
from kinerja_pauh.adapters.key_store import KeyFile, key_file
from kinerja_pauh.ports import UnusableFile

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "pengaturan" / "kunci.json"


@pytest.fixture
def keys(path):
    return KeyFile(path)


def test_looking_makes_no_key(keys, path):
    assert keys.listed() == []
    assert keys.find("aa") is None
    assert not path.exists()


def test_the_first_key_is_made_once_and_stays(keys, path):
    first = keys.current(NOW)
    assert (len(first.secret), first.made) == (32, "2026-03-02")
    assert keys.current(LATER) == first
    assert KeyFile(path).find(first.id) == first


def test_after_a_rotation_the_new_key_seals_and_the_old_one_still_verifies(keys):
    first = keys.current(NOW)
    second = keys.rotate(LATER)
    assert keys.current(LATER) == second
    assert keys.find(first.id) == first
    assert first.secret != second.secret


def test_only_this_user_can_read_the_keys_and_their_folder(keys, path):
    keys.rotate(NOW)
    keys.rotate(LATER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_backup_brings_lost_keys_back(keys, path, tmp_path):
    made = [keys.current(NOW), keys.rotate(LATER)]
    assert keys.back_up(tmp_path / "cadangan.json") == 2
    path.unlink()
    assert keys.restore(tmp_path / "cadangan.json") == 2
    assert keys.listed() == made


def test_restoring_on_another_computer_keeps_its_own_current_key(keys, tmp_path):
    old = keys.current(NOW)
    keys.back_up(tmp_path / "cadangan.json")
    other = KeyFile(tmp_path / "lain" / "kunci.json")
    own = other.current(LATER)
    assert other.restore(tmp_path / "cadangan.json") == 1
    assert other.restore(tmp_path / "cadangan.json") == 0
    assert other.current(LATER) == own
    assert other.find(old.id) == old


def test_a_backup_never_writes_over_a_file(keys, tmp_path):
    keys.current(NOW)
    taken = tmp_path / "ada.json"
    taken.write_text("penting", "utf-8")
    with pytest.raises(UnusableFile, match="sudah ada"):
        keys.back_up(taken)
    assert taken.read_text("utf-8") == "penting"


def test_without_keys_there_is_nothing_to_back_up(keys, tmp_path):
    with pytest.raises(UnusableFile, match="Belum ada kunci"):
        keys.back_up(tmp_path / "x.json")


@pytest.mark.parametrize(
    "damage",
    [
        b"{",
        b"[]",
        b'{"versi": 2, "kunci": []}',
        b'{"versi": 1, "kunci": [{"id": "a", "rahasia": "AAAA", "dibuat": "2026-01-01"}]}',
        b'{"versi": 1, "kunci": [{"id": "a", "rahasia": "???", "dibuat": "2026-01-01"}]}',
        b"\xff\xfe",
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(keys, path, damage):
    path.parent.mkdir()
    path.write_bytes(damage)
    for use in (lambda: keys.current(NOW), keys.listed, lambda: keys.rotate(NOW)):
        with pytest.raises(UnusableFile, match="rusak"):
            use()
    assert path.read_bytes() == damage


def test_an_empty_file_left_by_a_kill_before_the_first_key_is_no_damage(keys, path):
    path.parent.mkdir()
    path.touch()
    assert keys.current(NOW) == keys.listed()[0]


def test_a_missing_backup_is_said(keys, tmp_path):
    with pytest.raises(UnusableFile, match="tidak ditemukan"):
        keys.restore(tmp_path / "tidak ada.json")


def test_no_message_and_no_name_in_the_file_gives_a_secret_away(keys, path):
    key = keys.current(NOW)
    rows = json.loads(path.read_text("utf-8"))["kunci"]
    assert [sorted(row) for row in rows] == [["dibuat", "id", "rahasia"]]
    assert key.secret.hex() not in repr(keys) + repr(key) + str(keys.listed())


def test_the_file_stands_among_the_users_own_settings(monkeypatch, tmp_path):
    monkeypatch.delenv(key_store.OVERRIDE)
    place = key_store._settings_folder
    home = Path("/rumah/ani")
    assert place("linux", {}, home) == home / ".local" / "share"
    assert place("linux", {"XDG_DATA_HOME": "/data"}, home) == Path("/data")
    assert place("darwin", {}, home) == home / "Library" / "Application Support"
    assert place("win32", {"LOCALAPPDATA": "/lokal"}, home) == Path("/lokal")
    assert place("win32", {}, home) == home / "AppData" / "Local"
    assert key_file().name == "kunci-segel.json"
    monkeypatch.setenv(key_store.OVERRIDE, str(tmp_path / "k"))
    assert key_file() == tmp_path / "k"
