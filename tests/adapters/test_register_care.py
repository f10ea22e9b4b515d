"""A backup is whole, and restoring loses neither the backup nor what was there."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.adapters.register.care import back_up, restore
from kinerja_pauh.ports import UnusableFile
from register_entries import FORM, LATER, WHO, change, fill, old_register, returned, rows, sha, state

KEPT = "register-sebelum-pulih-20261225-093000.sqlite"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "register.sqlite"
    fill(open_register(path))
    return path


@pytest.fixture
def backup(path, tmp_path):
    back_up(path, tmp_path / "cadangan.sqlite")
    return tmp_path / "cadangan.sqlite"


def content(path):
    return [rows(path, table) for table in ("formulir_dibagikan", "formulir_kembali", "pilihan", "peristiwa", "kepala")]


def test_a_backup_says_all_that_the_register_says(path, tmp_path) -> None:
    assert back_up(path, tmp_path / "a.sqlite") == 7
    assert state(open_register(tmp_path / "a.sqlite")) == state(open_register(path))
    assert open_register(tmp_path / "a.sqlite").faults() == []


def test_a_backup_while_someone_writes_is_the_register_before(path, tmp_path) -> None:
    before = content(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        writer.execute("update kepala set jumlah = 99")
        back_up(path, tmp_path / "a.sqlite")
        writer.execute("rollback")
    assert content(tmp_path / "a.sqlite") == before


def test_no_backup_is_overwritten(path, backup) -> None:
    before = backup.read_bytes()
    with pytest.raises(UnusableFile, match="sudah ada"):
        back_up(path, backup)
    assert backup.read_bytes() == before


def test_a_register_that_does_not_fit_together_is_not_backed_up_as_if_it_did(path, tmp_path) -> None:
    change(path, "update formulir_kembali set putusan = 'ditolak' where nomor = 2")
    with pytest.raises(UnusableFile, match="formulir_kembali nomor 2"):
        back_up(path, tmp_path / "a.sqlite")
    assert not (tmp_path / "a.sqlite").exists()


def test_there_is_nothing_to_back_up_before_the_first_form(tmp_path) -> None:
    with pytest.raises(UnusableFile, match="Belum ada register"):
        back_up(tmp_path / "register.sqlite", tmp_path / "a.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_restored_register_says_what_the_backup_said_and_that_it_was_restored(path, backup) -> None:
    register = open_register(path)
    before = state(register)
    register.add(returned(b"sesudah"), LATER, WHO)
    kept = restore(backup, path, LATER, "kasi@kantor")
    assert state(register)[:4] == before[:4]
    assert register.diary()[:-1] == before[4]
    last = register.diary()[-1]
    assert (last.what, last.about, last.who) == ("dipulihkan", sha(backup.read_bytes()), "kasi@kantor")
    assert register.faults() == []
    register.add(returned(b"sesudah"), LATER, WHO)
    assert register.faults() == []
    assert kept == path.with_name(KEPT)


def test_what_was_there_before_a_restore_is_kept_beside(path, backup) -> None:
    open_register(path).add(returned(b"sesudah"), LATER, WHO)
    before = content(path)
    kept = restore(backup, path, LATER, WHO)
    assert content(kept) == before
    assert restore(backup, path, LATER, WHO).name == KEPT.replace(".sqlite", "-2.sqlite")
    assert content(kept) == before


def test_a_register_with_a_foreign_hand_in_it_can_be_restored(path, backup) -> None:
    change(path, "delete from peristiwa where nomor = 3", "delete from kepala")
    restore(backup, path, LATER, WHO)
    assert open_register(path).faults() == []


@pytest.mark.parametrize("damage", [b"bukan basis data" * 99, b"SQLite format 3\x00" + bytes(2000)])
def test_a_register_that_no_program_opens_any_more_is_kept_and_replaced(path, backup, damage) -> None:
    path.write_bytes(damage)
    path.with_name("register.sqlite-journal").write_bytes(b"sisa")
    kept = restore(backup, path, LATER, WHO)
    assert kept.read_bytes() == damage
    assert not path.with_name("register.sqlite-journal").exists()
    assert open_register(path).faults() == []
    assert len(open_register(path).returns()) == 3


def test_a_register_that_is_gone_is_restored(path, backup) -> None:
    path.unlink()
    assert restore(backup, path, LATER, WHO) is None
    assert open_register(path).faults() == []
    assert len(open_register(path).returns()) == 3


def test_a_backup_from_before_the_chain_is_brought_up_to_date(path, tmp_path) -> None:
    old = tmp_path / "lama.sqlite"
    old_register(old)
    before = old.read_bytes()
    restore(old, path, LATER, WHO)
    assert [one.form_id for one in open_register(path).issued()] == ["id-1", "id-2", "id-3"]
    assert open_register(path).faults() == []
    assert old.read_bytes() == before


def spoilt(kind: str, backup) -> None:
    match kind:
        case "potong":
            backup.write_bytes(backup.read_bytes()[:5000])
        case "kosong":
            backup.write_bytes(b"")
        case "teks":
            backup.write_text("bukan register")
        case "hilang":
            backup.unlink()
        case "lain":
            backup.unlink()
            change(backup, "create table lain (apa text)")
        case "diubah":
            change(backup, "update formulir_dibagikan set isi = x'00' where nomor = 1")
        case "baru":
            change(backup, "update versi_register set version_num = '0099'")
        case "bit":
            data = bytearray(backup.read_bytes())
            place = data.index(b"formulir", data.index(b"Penilaian_1.xlsx"))
            data[place] ^= 1
            backup.write_bytes(data)


@pytest.mark.parametrize("kind", ["potong", "kosong", "teks", "hilang", "lain", "diubah", "baru", "bit"])
def test_a_backup_that_is_no_good_is_refused_and_changes_nothing(path, backup, kind) -> None:
    spoilt(kind, backup)
    before = path.read_bytes()
    with pytest.raises(UnusableFile, match=r"\.$"):
        restore(backup, path, LATER, WHO)
    assert path.read_bytes() == before
    assert not path.with_name(KEPT).exists()


def test_a_register_in_use_is_not_restored_over(path, backup, monkeypatch) -> None:
    monkeypatch.setattr("kinerja_pauh.adapters.register.database.Database.__init__.__defaults__", (None, 0.1))
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        with pytest.raises(UnusableFile, match="sudah lama dipakai"):
            restore(backup, path, LATER, WHO)
        writer.execute("rollback")
    assert open_register(path).issued()[0].form_id == FORM.form_id
