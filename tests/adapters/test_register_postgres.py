"""What is different about a register that a city keeps on PostgreSQL; the rest is in test_register.py for both."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sqlalchemy as sa

import register_processes
from kinerja_pauh.adapters.register import DatabaseRegister, open_register
from kinerja_pauh.adapters.register.database import Database
from kinerja_pauh.adapters.register.schema import CONTENTS, METADATA
from kinerja_pauh.ports import UnusableFile
from register_entries import LATER, OLD_ISSUED, OLD_RETURNED, WHO, fill, fill_inquiries, fill_plans, returned, state


@pytest.fixture
def url(postgres) -> str:
    return postgres.fresh_url()


@pytest.fixture
def register(url, tmp_path) -> DatabaseRegister:
    return open_register(tmp_path / "tidak-dipakai.sqlite", url)


def change(register, *statements: str) -> None:
    with register.database.engine.begin() as connection:
        for one in statements:
            connection.exec_driver_sql(one)


def test_no_file_is_made_beside_a_register_on_a_server(register, tmp_path) -> None:
    fill(register)
    assert list(tmp_path.iterdir()) == []


def test_every_table_s_changed_rows_are_named(register) -> None:
    fill(register)
    fill_plans(register)
    fill_inquiries(register)
    assert register.faults() == []
    for table in CONTENTS:
        for column in table.columns:
            before = f"create table simpanan as select * from {table.name}"
            new = {"INTEGER": f"{column.name} + 100", "BLOB": f"{column.name} || '\\x00'::bytea"}
            value = new.get(str(column.type), f"{column.name} || ' '")
            change(register, before, f"update {table.name} set {column.name} = {value} where nomor = 1")
            assert any(f"Tabel {table.name} nomor 1:" in one for one in register.faults()), column
            change(register, f"delete from {table.name}", f"insert into {table.name} select * from simpanan")
            change(register, "drop table simpanan")
    assert register.faults() == []


def test_a_cut_off_diary_is_found(register) -> None:
    fill(register)
    change(register, "delete from peristiwa where nomor > 6")
    assert any(one.startswith("Tabel kepala nomor 1:") for one in register.faults())


def test_other_tables_in_the_database_are_no_matter(register) -> None:
    change(register, "create table alembic_version (version_num text)", "create table kelurahan (nama text)")
    fill(register)
    assert register.faults() == []


def test_a_register_from_before_the_chain_is_migrated(register) -> None:
    with register.database.engine.begin() as connection:
        METADATA.create_all(connection, tables=CONTENTS[:2])
        for table, rows in zip(CONTENTS[:2], (OLD_ISSUED, OLD_RETURNED), strict=True):
            names = table.columns.keys()
            connection.execute(sa.insert(table), [dict(zip(names, row, strict=True)) for row in rows])
    assert [one.form_id for one in register.issued()] == ["id-1", "id-2", "id-3"]
    assert register.faults() == []
    assert len(register.diary()) == 5


def test_a_register_of_a_newer_program_is_refused(register, url) -> None:
    fill(register)
    change(register, "update versi_register set version_num = '9999'")
    with pytest.raises(UnusableFile, match="lebih baru"):
        open_register(register.database.path, url).issued()


def test_whoever_waits_too_long_is_told_so(register, url, tmp_path) -> None:
    fill(register)
    waiting = DatabaseRegister(Database(tmp_path, url, wait=0.1))
    with register.database.writing(), pytest.raises(UnusableFile, match="sudah lama dipakai program lain"):
        waiting.add(returned(b"baru"), LATER, WHO)
    waiting.add(returned(b"baru"), LATER, WHO)
    assert waiting.faults() == []


def test_a_reader_sees_one_state_while_another_program_writes(register, url, tmp_path) -> None:
    fill(register)
    before = state(register)
    with register.database.writing() as connection:
        connection.exec_driver_sql("delete from pilihan")
        assert state(open_register(tmp_path, url)) == before


@pytest.mark.parametrize("address", ["bukan alamat", "postgresql+tidakada://kota/x", "mysql+tidakada://kota/x"])
def test_an_address_that_makes_no_sense_is_refused(address, tmp_path) -> None:
    with pytest.raises(UnusableFile, match="alamat pangkalan datanya keliru"):
        open_register(tmp_path / "x.sqlite", address)


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path) -> None:
    silent = f"postgresql+pg8000://hr:rahasia@/kota?unix_sock={tmp_path}/.s.PGSQL.5432"
    register = open_register(tmp_path / "x.sqlite", silent)
    with pytest.raises(UnusableFile, match="tidak dapat dihubungi") as refused:
        register.issued()
    assert "rahasia" not in str(refused.value)


def test_eight_programs_at_once_lose_nothing_and_keep_one_chain(register, url) -> None:
    command = [sys.executable, register_processes.__file__, "writers", url]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    register_processes.expect_all_entries(register)
