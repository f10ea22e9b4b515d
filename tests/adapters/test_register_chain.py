"""The chain shows every foreign hand in the register; a killed program and eight at once leave none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import register_processes
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.adapters.register.chain import Event, canonical, link
from kinerja_pauh.adapters.register.privacy import erase_forms
from register_entries import LATER, NOW, WHO, change, fill, returned, rows

if TYPE_CHECKING:
    from pathlib import Path

EVERY = 1 if os.environ.get("KINERJA_LENGKAP") == "1" else 5
"""Each fifth statement in the ordinary run; `make ketahanan` dies at each of them."""
TABLES = ("formulir_dibagikan", "formulir_kembali", "pilihan", "peristiwa", "kepala")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("utuh") / "register.sqlite"
    fill(open_register(path))
    open_register(path).add(returned(b"x", "id-3"), NOW, WHO)
    erase_forms(open_register(path), ["id-3"], LATER, WHO)
    return path


@pytest.fixture
def path(whole, tmp_path) -> Path:
    return shutil.copy(whole, tmp_path / "register.sqlite")


def faults(path: Path) -> list[str]:
    return open_register(path).faults()


def columns(path: Path, table: str) -> list[str]:
    return [row[1] for row in rows(path, f"(select cid, name from pragma_table_info('{table}'))")]


def other(value: object) -> object:
    """Something as like it as possible."""
    if isinstance(value, int):
        return value + 100
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    return value[:-1] + chr(ord(value[-1]) ^ 1) if value else " "


def run(*words: object) -> str:
    command = [sys.executable, register_processes.__file__, *map(str, words)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_an_untouched_register_has_no_faults(path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize("table", TABLES)
def test_every_single_changed_value_is_named_by_table_and_number(path, table) -> None:
    intact = path.read_bytes()
    tried = 0
    for row in rows(path, table):
        for column, value in zip(columns(path, table), row, strict=True):
            change(path, (f"update {table} set {column} = ? where nomor = ?", (other(value), row[0])))
            found = faults(path)
            assert any(f"Tabel {table} nomor {row[0]}:" in one for one in found), (column, row[0], found)
            path.write_bytes(intact)
            tried += 1
    assert tried == len(rows(path, table)) * len(columns(path, table)) > 2


@pytest.mark.parametrize("value", [None, 7, 7.5, "teks", b"bita"])
def test_a_value_of_another_kind_is_found(path, value) -> None:
    change(path, "pragma writable_schema = on", "update sqlite_master set sql = replace(sql, ' NOT NULL', '')")
    change(path, ("update formulir_kembali set isi = ?, putusan = ? where nomor = 2", (value, value)))
    assert [one.partition(":")[0] for one in faults(path)] == ["Tabel formulir_kembali nomor 2"]


@pytest.mark.parametrize("table", TABLES)
def test_every_deleted_row_is_found(path, table) -> None:
    intact = path.read_bytes()
    for row in rows(path, table):
        change(path, (f"delete from {table} where nomor = ?", (row[0],)))
        last = table == "peristiwa" and row[0] == len(rows(path, table)) + 1
        named = "kepala nomor 1" if last else f"{table} nomor"
        assert any(one.startswith(f"Tabel {named}") for one in faults(path)), row[0]
        path.write_bytes(intact)


@pytest.mark.parametrize("table", TABLES)
def test_an_inserted_row_is_found(path, table) -> None:
    names = columns(path, table)
    copied = ", ".join({"nomor": "99", "sha256": "'sisipan'"}.get(name, name) for name in names)
    change(path, f"insert into {table} ({', '.join(names)}) select {copied} from {table} limit 1")
    assert any(one.startswith(f"Tabel {table} nomor {1 if table == 'kepala' else 99}:") for one in faults(path))


@pytest.mark.parametrize("table", ["formulir_dibagikan", "formulir_kembali", "pilihan", "peristiwa"])
def test_two_swapped_rows_are_found(path, table) -> None:
    change(path, *(f"update {table} set nomor = {new} where nomor = {old}" for old, new in ((1, 77), (2, 1), (77, 2))))
    found = faults(path)
    assert all(any(one.startswith(f"Tabel {table} nomor {n}:") for one in found) for n in (1, 2)), found


def test_a_diary_whose_end_was_cut_off_is_found_by_its_head(path) -> None:
    change(path, "delete from peristiwa where nomor > 8")
    assert any(one.startswith("Tabel kepala nomor 1:") for one in faults(path))


def test_a_row_that_was_erased_by_the_program_is_no_fault_but_its_return_is(path) -> None:
    assert faults(path) == []
    change(path, "insert into formulir_kembali values (4, 'id-3', 'a', 's', 'diterima', x'00', 'kapan')")
    assert [one.partition(":")[0] for one in faults(path)] == ["Tabel formulir_kembali nomor 4"]


def test_a_row_put_back_in_the_place_of_an_erased_one_gets_another_number(path) -> None:
    open_register(path).add(returned(b"x", "id-3"), LATER, WHO)
    assert [one.number for one in open_register(path).returns()] == [1, 2, 3, 5]
    assert faults(path) == []


def test_a_diary_entry_made_to_fit_itself_shows_in_the_next_one(path) -> None:
    said = rows(path, "peristiwa")[2]
    forged = Event(3, said[1], said[2], "2020-01-01T00:00:00+07:00", said[5], said[6], said[7], said[8], said[9])
    fitting = link(rows(path, "peristiwa")[1][-1], forged)
    change(path, ("update peristiwa set pada = ?, rantai = ? where nomor = 3", (forged.at, fitting)))
    assert [one.partition(":")[0] for one in faults(path)] == ["Tabel peristiwa nomor 4"]


def test_a_fault_names_no_person_and_says_what_to_do(path) -> None:
    change(path, "update formulir_dibagikan set nama_penilai = 'Burhan' where nomor = 1")
    assert faults(path) == [
        "Tabel formulir_dibagikan nomor 1: berubah sejak dicatat. Bandingkan dengan cadangan, atau pulihkan darinya."
    ]


def test_entries_added_after_a_foreign_hand_do_not_hide_it(path) -> None:
    change(path, "update formulir_kembali set putusan = 'ditolak' where nomor = 1")
    open_register(path).add(returned(b"baru"), LATER, WHO)
    assert [one.partition(":")[0] for one in faults(path)] == ["Tabel formulir_kembali nomor 1"]


def test_a_register_without_its_head_takes_no_entries(path) -> None:
    change(path, "delete from kepala")
    with pytest.raises(Exception, match="tabel kepala kosong"):
        open_register(path).add(returned(b"baru"), LATER, WHO)


def test_values_that_look_alike_have_different_bytes() -> None:
    alike = [("1",), (1,), (1.0,), (b"1",), (None,), ("None",), ("", "1"), ("1", ""), (), ("",), (True,)]
    assert len({canonical(one) for one in alike}) == len(alike)


@pytest.mark.parametrize(
    ("action", "least"),
    [
        ("baru", 60),
        ("migrasi", 60),
        ("terima", 15),
        ("pilih", 15),
        ("hapus-formulir", 35),
        ("hapus-orang", 60),
        ("pulihkan", 60),
    ],
)
def test_a_program_killed_at_any_statement_leaves_the_old_or_the_new_register_whole(tmp_path, action, least) -> None:
    assert int(run("killed", tmp_path, action, EVERY)) >= least // EVERY


def test_eight_programs_at_once_lose_nothing_and_keep_one_chain(tmp_path) -> None:
    path = tmp_path / "register.sqlite"
    run("writers", path)
    register_processes.expect_all_entries(open_register(path))
