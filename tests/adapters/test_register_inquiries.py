"""Inquiries in the register: their answers are kept as values, beside the forms, chained, shown and forgotten."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from filled_office import SAMPLE
from handmade_books import unpacked
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.adapters.register.layouts import LATEST
from kinerja_pauh.adapters.register.privacy import erase_forms, erase_person, export_person, older_than
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.inquiry_words import PEER_KIND, SELF_KIND
from memory_register import MemoryRegister
from planning_office import WORLD, raters
from register_entries import (
    ANSWER,
    INQUIRY,
    LATER,
    NOW,
    WHO,
    change,
    fill,
    fill_inquiries,
    fill_plans,
    rows,
    sha,
    state,
)
from self_view_office import asked_office, send_view

if TYPE_CHECKING:
    from pathlib import Path

PERIOD = INQUIRY.period
RATER = max(raters(), key=lambda nip: len(raters()[nip]))
PERSON, COLLEAGUE = raters()[RATER][:2]
NAMES = {one.nip: one.name for one in SAMPLE.employees}
BARE = {nip: name.removesuffix(" (Fiktif)") for nip, name in NAMES.items()}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "register.sqlite"


def inquiries_of(path):
    return open_register(path).inquiries


def test_what_goes_in_comes_out_and_twice_is_once(register) -> None:
    for _ in range(2):
        fill_inquiries(register)
    inquiries = register.inquiries
    assert inquiries.issued(PERIOD, SELF_KIND) == [replace(INQUIRY, data=b"", at="2026-12-24T09:30:00+07:00")]
    assert inquiries.answers(PERIOD, SELF_KIND) == [replace(ANSWER, number=1, at="2026-12-24T09:30:00+07:00")]
    assert inquiries.find(ANSWER.sha256) == inquiries.answers(PERIOD, SELF_KIND)[0]
    assert inquiries.issued_file(INQUIRY.inquiry_id) == INQUIRY.data
    assert [one.what for one in register.diary()] == ["lembar-dibagikan", "jawaban-diterima"]
    assert register.faults() == []


def test_a_register_without_any_says_so(register) -> None:
    inquiries = register.inquiries
    assert (inquiries.issued(PERIOD, SELF_KIND), inquiries.answers(PERIOD, SELF_KIND)) == ([], [])
    assert inquiries.find("00") is None
    with pytest.raises(KeyError):
        inquiries.issued_file("l-1")


@pytest.mark.parametrize("kept", ["database", "memory"])
def test_the_newest_answer_stands_in_the_place_of_the_first(kept, path) -> None:
    inquiries = open_register(path).inquiries if kept == "database" else MemoryRegister().inquiries
    inquiries.issue([INQUIRY, replace(INQUIRY, inquiry_id="l-2"), replace(INQUIRY, inquiry_id="l-2")], NOW, WHO)
    for number, inquiry_id in enumerate(("l-1", "l-2", "l-1")):
        inquiries.add(replace(ANSWER, inquiry_id=inquiry_id, sha256=sha(bytes([number]))), NOW, WHO)
    inquiries.add(replace(ANSWER, sha256=sha(b"\0"), content="{}"), LATER, WHO)
    assert [(one.inquiry_id, one.number) for one in inquiries.answers(PERIOD, SELF_KIND)] == [("l-1", 3), ("l-2", 2)]
    assert [one.inquiry_id for one in inquiries.issued(PERIOD, SELF_KIND)] == ["l-1", "l-2"]


def test_periods_and_kinds_do_not_meet(path) -> None:
    inquiries = inquiries_of(path)
    for number, (period, kind) in enumerate(((PERIOD, SELF_KIND), (PERIOD, PEER_KIND), ("Triwulan I", SELF_KIND))):
        inquiry_id = f"l-{number}"
        inquiries.issue([replace(INQUIRY, inquiry_id=inquiry_id, period=period, kind=kind)], NOW, WHO)
        answer = replace(ANSWER, inquiry_id=inquiry_id, sha256=str(number), period=period, kind=kind)
        inquiries.add(answer, NOW, WHO)
    for number, (period, kind) in enumerate(((PERIOD, SELF_KIND), (PERIOD, PEER_KIND), ("Triwulan I", SELF_KIND))):
        assert [one.inquiry_id for one in inquiries.issued(period, kind)] == [f"l-{number}"]
        assert [one.inquiry_id for one in inquiries.answers(period, kind)] == [f"l-{number}"]


def test_forms_plans_and_inquiries_do_not_meet(path) -> None:
    register = open_register(path)
    fill(register)
    fill_plans(register)
    before = state(register)[:-1]
    fill_inquiries(register)
    assert state(open_register(path))[:-1] == before
    assert register.faults() == []


def test_a_hand_in_an_inquiry_or_an_answer_shows(path) -> None:
    fill_inquiries(open_register(path))
    change(path, "update jawaban_lembar set jawaban = '{}'", "update lembar_dibagikan set isi = x'00'")
    assert [fault.partition(":")[0] for fault in open_register(path).faults()] == [
        "Tabel lembar_dibagikan nomor 1", "Tabel jawaban_lembar nomor 1",
    ]  # fmt: skip
    change(path, "update lembar_dibagikan set isi = 'teks'")
    with pytest.raises(UnusableFile, match="sebuah berkas di dalamnya diubah"):
        inquiries_of(path).issued_file(INQUIRY.inquiry_id)


def test_a_register_from_before_the_inquiries_stays_whole_and_takes_them(path) -> None:
    register = open_register(path)
    fill(register)
    fill_plans(register)
    before = state(register)
    tables = ("lembar_dibagikan", "jawaban_lembar")
    change(path, *(f"drop table {name}" for name in tables), "update versi_register set version_num = '0003'")
    older = open_register(path)
    assert older.inquiries.issued(PERIOD, SELF_KIND) == []
    assert state(older) == before
    assert older.faults() == []
    fill_inquiries(open_register(path))
    assert open_register(path).faults() == []
    assert rows(path, "versi_register") == [(LATEST,)]


# --- personal data ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answered(tmp_path_factory) -> Path:
    """The register of an office in which two people answered, one of them naming the other and their rater."""
    root = asked_office(tmp_path_factory.mktemp("pandangan"), tmp_path_factory)
    words = f"Membantu {NAMES[PERSON].upper()} ({PERSON}) atas permintaan {NAMES[RATER]}."
    for nip, text in ((PERSON, "Melayani sampai malam."), (COLLEAGUE, words)):
        send_view(root, nip, behaviour={1: text})
    assert {one.verdict for one in collect(root, WORLD).files} == {"diterima"}
    return OfficeFolder(root).register


@pytest.fixture
def kept(answered, path) -> Path:
    return shutil.copy(answered, path)


def traces(path, *words: str) -> list[str]:
    """Where a word still stands: in the raw bytes of the file, or in a part of a stored workbook."""
    inquiries, places = inquiries_of(path), {"berkas": path.read_bytes()}
    for one in inquiries.issued(PERIOD, SELF_KIND):
        data = inquiries.issued_file(one.inquiry_id)
        places |= {f"{one.inquiry_id}/{part}": content for part, content in unpacked(data).items()}
    return [place for place, data in places.items() for word in words if word.encode() in data]


def test_of_a_return_neither_file_nor_name_is_kept(kept) -> None:
    columns = open_register(kept).inquiries.answers(PERIOD, SELF_KIND)[0]
    assert not any(isinstance(getattr(columns, name), bytes) for name in columns.__slots__)
    assert b"PK\x03\x04" not in columns.content.encode()
    assert not any("Pandangan_" in str(value) for row in rows(kept, "jawaban_lembar") for value in row)


def test_a_person_is_shown_what_was_asked_and_answered(kept) -> None:
    told = export_person(open_register(kept), PERSON)["lembar"]
    assert [one["tabel"] for one in told] == ["lembar_dibagikan", "jawaban_lembar"]
    assert "isi" not in told[0]
    assert told[1]["jawaban"]["perilaku"][0]["contoh"] == "Melayani sampai malam."
    assert json.dumps(told)


def test_what_colleagues_wrote_is_not_shown_by_itself(path) -> None:
    inquiries = inquiries_of(path)
    inquiries.issue([replace(INQUIRY, kind=PEER_KIND)], NOW, WHO)
    inquiries.add(replace(ANSWER, kind=PEER_KIND, content='{"catatan": "gaya menulis yang khas"}'), LATER, WHO)
    known = export_person(open_register(path), INQUIRY.nip)
    assert known["lembar"][1] == {"tabel": "jawaban_lembar", "jenis": PEER_KIND, "periode": PERIOD}
    assert "khas" not in json.dumps(known)
    assert [one["apa"] for one in known["catatan"]] == ["lembar-dibagikan"]


def test_an_answer_that_a_foreign_hand_spoilt_is_shown_and_cleaned_as_it_is(path) -> None:
    fill_inquiries(open_register(path))
    change(path, ("update jawaban_lembar set jawaban = ?", (f"rusak {PERSON}",)))
    known = export_person(open_register(path), INQUIRY.nip)
    assert known["lembar"][1]["jawaban"] == f"rusak {PERSON}"
    erase_person(open_register(path), PERSON, LATER, WHO)
    assert PERSON not in rows(path, "jawaban_lembar")[0][6]


def test_of_an_erased_person_no_byte_is_left_and_the_chain_is_whole(kept) -> None:
    register = open_register(kept)
    assert traces(kept, PERSON, BARE[PERSON], BARE[PERSON].upper())
    assert erase_person(register, PERSON, LATER, WHO) > 0
    assert traces(kept, PERSON, BARE[PERSON], BARE[PERSON].upper()) == []
    assert register.faults() == []
    assert export_person(register, PERSON)["lembar"] == []
    (left,) = register.inquiries.answers(PERIOD, SELF_KIND)
    assert left.nip == COLLEAGUE
    text = json.loads(left.content)["perilaku"][0]["contoh"]
    assert text.startswith("Membantu (dihapus) (dihapus-")
    assert text.endswith(f"atas permintaan {NAMES[RATER]}.")


def test_of_an_erased_rater_no_byte_is_left_in_the_workbooks_of_others(kept) -> None:
    register = open_register(kept)
    count = len(register.inquiries.issued(PERIOD, SELF_KIND))
    erase_person(register, RATER, LATER, WHO)
    assert traces(kept, RATER, BARE[RATER]) == []
    assert len(register.inquiries.issued(PERIOD, SELF_KIND)) == count - (RATER in {p.nip for p in SAMPLE.rated})
    assert register.faults() == []


def test_inquiries_past_their_time_go_with_their_answers(path) -> None:
    fill_inquiries(open_register(path))
    register = open_register(path)
    assert older_than(register, NOW.date() + timedelta(days=1)) == ["l-1"]
    assert older_than(register, date(2020, 1, 1)) == []
    assert erase_forms(register, ["l-1", "lain"], LATER, WHO) == 2
    assert (register.inquiries.issued(PERIOD, SELF_KIND), register.inquiries.find(ANSWER.sha256)) == ([], None)
    assert register.faults() == []
