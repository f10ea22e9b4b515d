"""The office's memory, on SQLite and on PostgreSQL: entries are only added, whatever happens in between."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja_pauh.adapters.register import DatabaseRegister, open_register
from kinerja_pauh.adapters.register.database import Database
from kinerja_pauh.adapters.register.schema import EVENTS, METADATA
from kinerja_pauh.ports import Issued, Register, Returned, UnusableFile
from register_entries import FORM, LATER, NOW, WHO, change, fill, old_register, returned, rows, sha, state


@pytest.fixture
def path(tmp_path):
    return tmp_path / "register.sqlite"


@pytest.fixture
def file(path) -> DatabaseRegister:
    return open_register(path)


def again(register: Register) -> Register:
    """The same register as another program opens it."""
    database = register.database
    url = None if database.path else database.engine.url.render_as_string(hide_password=False)
    return open_register(database.path, url)


def test_a_register_that_is_not_there_is_an_empty_one(register) -> None:
    assert state(register) == ([], [], {}, [], [])
    assert (register.find("00"), register.faults()) == (None, [])


def test_looking_into_a_register_file_that_is_not_there_makes_none(file, path) -> None:
    state(file)
    file.faults()
    assert list(path.parent.iterdir()) == []


def test_a_form_is_remembered_once_as_it_was_first(register) -> None:
    register.issue([FORM, replace(FORM, form_id="id-2", rater_nip="198001012005011002")], NOW, WHO)
    register.issue([replace(FORM, ratees=9), replace(FORM, ratees=10)], LATER, WHO)
    assert [one.form_id for one in register.issued()] == ["id-1", "id-2"]
    assert register.issued()[0] == replace(FORM, at="2026-12-24T09:30:00+07:00")


def test_the_same_file_twice_is_one_return(register) -> None:
    register.add(returned(b"satu"), NOW, WHO)
    register.add(returned(b"satu", name="nama lain.xlsx"), LATER, WHO)
    assert register.returns() == [replace(returned(b"satu"), number=1, at="2026-12-24T09:30:00+07:00")]
    assert register.find(sha(b"satu")) == register.returns()[0]
    assert [one.what for one in register.diary()] == ["diterima"]


def test_the_first_accepted_return_of_each_form_counts_and_the_others_stay(register) -> None:
    for data, form_id in ((b"a1", "a"), (b"b1", "b"), (b"a2", "a"), (b"c1", "c"), (b"a3", "a")):
        register.add(returned(data, form_id), NOW, WHO)
    assert [one.data for one in register.standing("diterima")] == [b"a1", b"b1", b"c1"]
    assert [one.data for one in register.returns()] == [b"a1", b"b1", b"a2", b"c1", b"a3"]


def test_without_an_accepted_return_the_newest_counts_until_one_is_accepted(register) -> None:
    verdicts = ("perlu_dilihat", "perlu_dilihat", "diterima", "perlu_dilihat", "diterima")
    counting = []
    for number, verdict in enumerate(verdicts):
        register.add(returned(bytes([number]), verdict=verdict), NOW, WHO)
        counting += [one.data[0] for one in register.standing("diterima")]
    assert counting == [0, 1, 2, 2, 2]


def test_the_return_that_was_chosen_last_counts(register) -> None:
    fill(register)
    assert register.chosen() == {"id-1": sha(b"satu")}
    register.choose("id-1", sha(b"dua"), LATER, "kasi@kantor")
    assert register.chosen() == {"id-1": sha(b"dua")}
    assert [one.data for one in register.standing("diterima")] == [b"dua", b"tiga"]
    register.add(returned(b"empat"), LATER, WHO)
    assert [one.data for one in register.standing("diterima")] == [b"dua", b"tiga"]


def test_the_same_choice_is_not_noted_twice(register) -> None:
    fill(register)
    before = state(register)
    register.choose("id-1", sha(b"satu"), LATER, "orang lain")
    assert state(register) == before


@pytest.mark.parametrize(("form_id", "data"), [("id-1", b"tiga"), ("id-2", b"satu"), ("id-9", b"satu"), ("id-1", b"")])
def test_only_a_return_of_that_form_can_be_chosen(register, form_id, data) -> None:
    fill(register)
    before = state(register)
    with pytest.raises(KeyError):
        register.choose(form_id, sha(data), LATER, WHO)
    assert state(register) == before


def test_a_period_is_closed_and_opened_again_and_each_is_noted_once(register) -> None:
    register.reopen("Tahunan 2026", NOW, WHO)
    register.close("Tahunan 2026", NOW, WHO)
    register.close("Tahunan 2026", LATER, WHO)
    register.close("Lain", NOW, WHO)
    assert {period: one.at for period, one in register.closed().items()} == {
        "Tahunan 2026": NOW.isoformat(), "Lain": NOW.isoformat(),
    }  # fmt: skip
    register.reopen("Tahunan 2026", LATER, WHO)
    register.reopen("Tahunan 2026", LATER, WHO)
    assert list(register.closed()) == ["Lain"]
    assert [(one.what, one.about) for one in register.diary()] == [
        ("ditutup", "Tahunan 2026"), ("ditutup", "Lain"), ("dibuka", "Tahunan 2026"),
    ]  # fmt: skip
    assert register.faults() == []


def test_every_choice_is_told_with_its_time(register) -> None:
    fill(register)
    assert [(one.form_id, one.sha256, one.at) for one in register.choices()] == [
        ("id-1", sha(b"dua"), LATER.isoformat()), ("id-1", sha(b"satu"), LATER.isoformat()),
    ]  # fmt: skip


def test_the_diary_says_who_did_what_when_and_names_no_rater(register) -> None:
    fill(register)
    assert [(one.number, one.what, one.about, one.who) for one in register.diary()] == [
        (1, "dibagikan", "id-1", WHO),
        (2, "dibagikan", "id-2", WHO),
        (3, "diterima", sha(b"satu"), WHO),
        (4, "diterima", sha(b"dua"), WHO),
        (5, "diterima", sha(b"tiga"), WHO),
        (6, "dipilih", "id-1", WHO),
        (7, "dipilih", "id-1", WHO),
    ]
    assert {one.at for one in register.diary()[5:]} == {"2026-12-25T09:30:00+07:00"}


def test_a_new_program_reads_what_an_earlier_one_wrote(register) -> None:
    fill(register)
    register.add(returned(b"\x00\xff" * 50_000), NOW, WHO)
    assert state(again(register)) == state(register)
    assert register.find(sha(b"\x00\xff" * 50_000)).data == b"\x00\xff" * 50_000
    assert again(register).faults() == []


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=2), st.booleans()), max_size=9))
def test_it_behaves_like_a_list_of_returns(new_register, arrivals) -> None:
    register, kept, chosen = new_register(), {}, {}
    for form_id, data, choose in arrivals:
        register.add(returned(data, form_id), NOW, WHO)
        kept.setdefault(data, form_id)
        if choose and kept[data] == form_id:
            register.choose(form_id, sha(data), NOW, WHO)
            chosen[form_id] = data
    counting = {form_id: data for data, form_id in reversed(kept.items())} | chosen
    assert [one.data for one in register.standing("diterima")] == [d for d, f in kept.items() if counting[f] == d]
    for form, data in counting.items():
        assert [one.data for one in register.standing("diterima", form)] == [data]
    assert register.standing("diterima", "tidak ada") == []
    assert register.chosen() == {form_id: sha(data) for form_id, data in chosen.items()}
    assert [one.data for one in register.returns()] == list(kept)
    assert register.faults() == []


def test_hostile_words_are_only_words(register) -> None:
    words = "'); drop table formulir_dibagikan; -- %s :x \\ \u202e 😀"
    register.issue([replace(FORM, form_id=words, rater_name=words, file_name=words)], NOW, words)
    register.add(returned(b"x", words, words), NOW, words)
    register.choose(words, sha(b"x"), NOW, words)
    assert register.issued()[0].rater_name == words
    assert register.standing("diterima")[0].file_name == words
    assert register.diary()[0].who == words
    assert register.faults() == []


def test_what_no_database_can_keep_in_a_text_is_shown_by_a_sign(register) -> None:
    register.issue([replace(FORM, rater_name="a\x00b\ud800")], NOW, WHO)
    assert register.issued()[0].rater_name == "a␀b?"
    assert register.faults() == []


def test_a_failure_between_two_forms_leaves_neither(register) -> None:
    def forms():
        yield FORM
        raise RuntimeError("listrik padam")

    with pytest.raises(RuntimeError):
        register.issue(forms(), NOW, WHO)
    assert state(register) == ([], [], {}, [], [])


def test_ten_thousand_nips_come_out_as_they_went_in(register) -> None:
    nips = [f"19{70 + n % 30}0101{2000 + n % 20}011{n:03d}" for n in range(1000)]
    nips += [f"{n:018d}" for n in range(4500)] + [f"{10**18 - 1 - n}" for n in range(4500)]
    register.issue([Issued(f"f{n}", nip, "P", "T", f"{nip}.xlsx", 1, b"") for n, nip in enumerate(nips)], NOW, WHO)
    found = again(register).issued()
    assert [one.rater_nip for one in found] == nips
    assert [one.file_name for one in found] == [f"{nip}.xlsx" for nip in nips]
    assert register.faults() == []


def test_a_form_handed_out_again_after_another_one_is_the_one_in_use(register) -> None:
    for form_id in ("a", "b", "b", "a"):
        register.issue([Issued(form_id, "1", "P", "Tahunan", f"{form_id}.xlsx", 1, b"")], NOW, WHO)
    assert [one.form_id for one in register.issued()] == ["a", "b", "a"]


def test_two_programs_at_once_lose_nothing(register) -> None:
    def deliver(name: str) -> None:
        own = again(register)
        for number in range(10):
            own.add(returned(f"{name}{number}".encode(), name), NOW, name)

    threads = [threading.Thread(target=deliver, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.data for one in register.returns()) == sorted(f"{n}{i}".encode() for n in "ab" for i in range(10))
    assert register.faults() == []


def test_a_withdrawal_is_noted_once_and_an_unreadable_time_is_told_and_not_guessed(register) -> None:
    register.issue([FORM], NOW, WHO)
    register.withdraw([FORM.form_id, FORM.form_id], NOW, WHO)
    assert [one.about for one in register.withdrawals()] == [FORM.form_id]
    assert register.withdrawn(NOW) == {FORM.form_id}
    with register.database.engine.begin() as connection:
        connection.execute(EVENTS.update().values(pada="kemarin"))
    assert register.withdrawn() == {FORM.form_id}
    with pytest.raises(UnusableFile, match=r"^Sebuah waktu di register tidak terbaca\."):
        register.withdrawn(NOW)


@pytest.mark.parametrize("content", [b"bukan basis data" * 100, b"SQLite format 3\x00" + bytes(200)])
def test_a_damaged_register_is_refused_and_not_overwritten(file, path, content) -> None:
    path.write_bytes(content)
    actions = (
        file.issued,
        file.returns,
        file.chosen,
        file.diary,
        file.faults,
        lambda: file.standing("diterima"),
        lambda: file.find("00"),
        lambda: file.issue([FORM], NOW, WHO),
        lambda: file.add(returned(b"x"), NOW, WHO),
        lambda: file.choose("id-1", "00", NOW, WHO),
    )
    for action in actions:
        with pytest.raises(UnusableFile, match=r"^Register kantor tidak dapat dipakai: .*\.$"):
            action()
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statements",
    [
        ("create table formulir_dibagikan (nomor integer primary key, apa text)",),
        ("create table lain (apa text)",),
        ("create table peristiwa (apa text)",),
        ("create table versi_register (version_num text)",),
    ],
)
def test_a_file_of_another_program_is_refused_and_left_alone(file, path, statements) -> None:
    change(path, *statements)
    before = path.read_bytes()
    for action in (file.issued, lambda: file.issue([FORM], NOW, WHO)):
        with pytest.raises(UnusableFile, match="bukan register dari kinerja-pauh"):
            action()
    assert path.read_bytes() == before


def test_a_register_of_a_newer_program_is_refused_with_the_cure(file, path) -> None:
    fill(file)
    change(path, "update versi_register set version_num = '9999'")
    before = path.read_bytes()
    for action in (open_register(path).issued, lambda: file.add(returned(b"x"), NOW, WHO)):
        with pytest.raises(UnusableFile, match=r"dibuat oleh kinerja-pauh yang lebih baru. Perbarui program"):
            action()
    assert path.read_bytes() == before


def test_a_folder_that_is_gone_is_refused(tmp_path) -> None:
    with pytest.raises(UnusableFile, match="foldernya"):
        open_register(tmp_path / "tidak ada" / "register.sqlite").issue([FORM], NOW, WHO)


def test_an_empty_file_that_a_killed_program_left_is_an_empty_register(file, path) -> None:
    path.touch()
    assert state(file) == ([], [], {}, [], [])
    fill(file)
    assert file.faults() == []


def test_whoever_waits_too_long_for_another_program_is_told_so(path) -> None:
    holder, waiting = Database(path), DatabaseRegister(Database(path, wait=0.1))
    fill(DatabaseRegister(holder))
    with (
        holder.writing(),
        pytest.raises(UnusableFile, match=r"^Register kantor tidak dapat dipakai: sudah lama dipakai program lain"),
    ):
        waiting.add(returned(b"baru"), NOW, WHO)
    waiting.add(returned(b"baru"), NOW, WHO)
    assert waiting.faults() == []


def test_a_register_that_may_not_be_written_can_still_be_read(path) -> None:
    fill(open_register(path))
    reader = open_register(path)
    with reader.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        assert len(connection.exec_driver_sql("select * from peristiwa").all()) == len(reader.diary())


def test_the_file_uses_the_journal_that_network_shares_can_bear_and_waits_for_the_disk(file, path) -> None:
    fill(file)
    with file.database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert [one.name for one in path.parent.iterdir()] == ["register.sqlite"]


def test_a_register_from_before_the_chain_keeps_all_rows_and_gets_one(file, path) -> None:
    old_register(path)
    before = rows(path, "formulir_dibagikan"), rows(path, "formulir_kembali")
    assert file.faults() == []
    assert (rows(path, "formulir_dibagikan"), rows(path, "formulir_kembali")) == before
    assert [(one.what, one.about[:4], one.at[8:10]) for one in file.diary()] == [
        ("dibagikan", "id-1", "01"),
        ("dibagikan", "id-2", "01"),
        ("diterima", sha(b"\1")[:4], "02"),
        ("dibagikan", "id-3", "05"),
        ("diterima", sha(b"\2")[:4], "06"),
    ]
    fill(file)
    assert file.faults() == []
    assert len(file.issued()) == 3  # id-1 and id-2 were handed out already
    assert len(file.returns()) == 5


def test_a_migrated_register_has_the_tables_of_a_new_one(tmp_path) -> None:
    old, new = tmp_path / "lama.sqlite", tmp_path / "baru.sqlite"
    old_register(old)
    fill(open_register(old))
    fill(open_register(new))
    query = (
        "select type, name, tbl_name, replace(replace(sql, char(10), ''), char(9), '') from sqlite_master order by 2"
    )
    layouts = []
    for path in (old, new):
        with open_register(path).database.engine.connect() as connection:
            layouts.append([tuple(row) for row in connection.exec_driver_sql(query)])
    assert [row[:3] for row in layouts[0]] == [row[:3] for row in layouts[1]]
    for table in METADATA.tables:
        with open_register(old).database.engine.connect() as a, open_register(new).database.engine.connect() as b:
            info = f"pragma table_info({table})"
            assert a.exec_driver_sql(info).all() == b.exec_driver_sql(info).all()


def test_all_returns_are_of_the_port_s_own_kind(register) -> None:
    fill(register)
    assert {type(one) for one in register.issued()} == {Issued}
    assert {type(one) for one in (*register.returns(), *register.standing("diterima"))} == {Returned}
