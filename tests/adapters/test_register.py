"""The office's memory: rows are only added, whatever happens in between."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_pauh.adapters.register import SqliteRegister
from kinerja_pauh.ports import Issued, Returned, UnusableFile

NOW = datetime(2026, 12, 24, 9, 30, tzinfo=timezone(timedelta(hours=7)))
FORM = Issued("id-1", "198001012005011001", "Fulan", "Tahunan 2026", "Penilaian_1.xlsx", 4, b"formulir")


def returned(data: bytes, form_id: str = "id-1", name: str = "kembali.xlsx", verdict: str = "diterima") -> Returned:
    return Returned(0, form_id, name, hashlib.sha256(data).hexdigest(), verdict, data)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "register.sqlite"


@pytest.fixture
def register(path):
    return SqliteRegister(path)


def rows(path, table):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"select * from {table} order by nomor").fetchall()
    finally:
        connection.close()


def test_looking_into_a_register_that_is_not_there_makes_none(register, path) -> None:
    assert (register.issued(), register.standing("diterima"), register.find("00")) == ([], [], None)
    assert not path.exists()


def test_a_form_is_remembered_once_as_it_was_first(register, path) -> None:
    register.issue([FORM, replace(FORM, form_id="id-2", rater_nip="198001012005011002")], NOW)
    register.issue([replace(FORM, ratees=9)], NOW + timedelta(days=1))
    assert [one.form_id for one in register.issued()] == ["id-1", "id-2"]
    assert register.issued()[0] == FORM
    assert {row[-1] for row in rows(path, "formulir_dibagikan")} == {"2026-12-24T09:30:00+07:00"}


def test_the_same_file_twice_is_one_return(register, path) -> None:
    register.add(returned(b"satu"), NOW)
    register.add(returned(b"satu", name="nama lain.xlsx"), NOW + timedelta(days=1))
    assert len(rows(path, "formulir_kembali")) == 1
    found = register.find(hashlib.sha256(b"satu").hexdigest())
    assert (found.file_name, found.data, found.number) == ("kembali.xlsx", b"satu", 1)


def test_the_newest_return_of_each_form_counts_and_the_others_stay(register, path) -> None:
    for data, form_id in ((b"a1", "a"), (b"b1", "b"), (b"a2", "a"), (b"c1", "c"), (b"a3", "a")):
        register.add(returned(data, form_id), NOW)
    assert [(one.form_id, one.data) for one in register.standing("diterima")] == [
        ("b", b"b1"),
        ("c", b"c1"),
        ("a", b"a3"),
    ]
    assert [row[5] for row in rows(path, "formulir_kembali")] == [b"a1", b"b1", b"a2", b"c1", b"a3"]


def test_a_new_program_reads_what_an_earlier_one_wrote(register, path) -> None:
    register.issue([FORM], NOW)
    register.add(returned(b"\x00\xff" * 50_000), NOW)
    again = SqliteRegister(path)
    assert again.issued() == register.issued()
    assert again.standing("diterima") == register.standing("diterima")
    assert again.standing("diterima")[0].data == b"\x00\xff" * 50_000


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=3)), max_size=12))
def test_it_behaves_like_a_list(tmp_path_factory, arrivals) -> None:
    register = SqliteRegister(tmp_path_factory.mktemp("register") / "r.sqlite")
    kept = {}
    for form_id, data in arrivals:
        register.add(returned(data, form_id), NOW)
        kept.setdefault(data, form_id)
    newest = {form_id: data for data, form_id in kept.items()}
    order = [data for data in kept if newest[kept[data]] == data]
    assert [(one.form_id, one.data) for one in register.standing("diterima")] == [(kept[data], data) for data in order]
    assert all(register.find(hashlib.sha256(data).hexdigest()).data == data for data in kept)


def test_hostile_words_are_only_words(register) -> None:
    words = "'); drop table formulir_dibagikan; -- \x00 😀"
    register.issue([replace(FORM, form_id=words, rater_name=words, file_name=words)], NOW)
    register.add(returned(b"x", words, words), NOW)
    assert register.issued()[0].rater_name == words
    assert register.standing("diterima")[0].file_name == words


def test_a_failure_between_two_forms_leaves_neither(register) -> None:
    def forms():
        yield FORM
        raise RuntimeError("listrik padam")

    with pytest.raises(RuntimeError):
        register.issue(forms(), NOW)
    assert register.issued() == []


@pytest.mark.parametrize("content", [b"bukan basis data" * 100, b"SQLite format 3\x00" + bytes(200)])
def test_a_damaged_register_is_refused_and_not_overwritten(register, path, content) -> None:
    path.write_bytes(content)
    actions = (
        register.issued,
        lambda: register.standing("diterima"),
        lambda: register.find("00"),
        lambda: register.issue([FORM], NOW),
        lambda: register.add(returned(b"x"), NOW),
    )
    for action in actions:
        with pytest.raises(UnusableFile, match=r"^Register kantor tidak dapat dipakai: .*\.$"):
            action()
    assert path.read_bytes() == content


def test_a_register_of_another_program_is_refused(register, path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table formulir_dibagikan (nomor integer primary key, apa text)")
    connection.execute("insert into formulir_dibagikan values (1, 'lain')")
    connection.commit()
    connection.close()
    with pytest.raises(UnusableFile):
        register.issued()


def test_a_folder_that_is_gone_is_refused(tmp_path) -> None:
    with pytest.raises(UnusableFile):
        SqliteRegister(tmp_path / "tidak ada" / "register.sqlite").issue([FORM], NOW)


def test_two_programs_at_once_lose_nothing(path) -> None:
    def deliver(name: str) -> None:
        register = SqliteRegister(path)
        for number in range(10):
            register.add(returned(f"{name}{number}".encode(), name), NOW)

    SqliteRegister(path).issue([FORM], NOW)
    threads = [threading.Thread(target=deliver, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(path, "formulir_kembali")) == 20


def test_an_accepted_return_stands_until_another_one_is_accepted(register) -> None:
    for number, (verdict, content) in enumerate([("diterima", b"1"), ("perlu_dilihat", b"2")]):
        register.add(Returned(0, "a", f"{number}.xlsx", f"sha{number}", verdict, content), NOW)
    assert [one.data for one in register.standing("diterima")] == [b"1"]
    register.add(Returned(0, "a", "3.xlsx", "sha3", "diterima", b"3"), NOW)
    assert [one.data for one in register.standing("diterima")] == [b"3"]


def test_a_form_handed_out_again_after_another_one_is_the_one_in_use(register) -> None:
    for form_id in ("a", "b", "b", "a"):
        register.issue([Issued(form_id, "1", "P", "Tahunan", f"{form_id}.xlsx", 1, b"")], NOW)
    assert [one.form_id for one in register.issued()] == ["a", "b", "a"]
