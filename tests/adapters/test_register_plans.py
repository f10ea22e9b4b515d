"""Plans in the register: beside the forms and never mixed up with them, chained, shown and forgotten with the rest."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from filled_office import SAMPLE, YEAR
from handmade_books import unpacked
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.adapters.register import open_register
from kinerja_pauh.adapters.register.layouts import LATEST
from kinerja_pauh.adapters.register.privacy import erase_forms, erase_person, export_person, older_than
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets.skp_words import APPROVAL_KIND
from planning_office import WORLD, raters, send_decisions, send_plan, submitted_office
from register_entries import FORM, LATER, NOW, PLAN, PLAN_BACK, WHO, change, fill, fill_plans, rows, state

if TYPE_CHECKING:
    from pathlib import Path

RATER = max(raters(), key=lambda nip: len(raters()[nip]))
PERSON, COLLEAGUE = raters()[RATER][:2]
NAMES = {one.nip: one.name for one in SAMPLE.employees}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "register.sqlite"


def plans_of(path):
    return open_register(path).plans


def test_what_goes_in_comes_out_and_twice_is_once(path):
    for _ in range(2):
        fill_plans(open_register(path))
    plans = plans_of(path)
    assert [(one.form_id, one.revision, one.data, one.at != "") for one in plans.issued(YEAR)] == [
        ("r-1", 1, b"", True)
    ]
    assert [(one.sha256, one.verdict, one.data) for one in plans.returns(YEAR)] == [(PLAN_BACK.sha256, "diterima", b"")]
    assert [(one.nip, one.ruling, one.by) for one in plans.rulings(YEAR)] == [(PLAN.nip, "Setuju", FORM.rater_nip)]
    assert (plans.issued_file("r-1"), plans.returned_file(PLAN_BACK.sha256)) == (b"rencana", b"kembali")
    assert (plans.issued(YEAR - 1), plans.returns(YEAR - 1), plans.rulings(YEAR - 1)) == ([], [], [])
    for unknown in (plans.issued_file, plans.returned_file):
        with pytest.raises(KeyError):
            unknown("tidak ada")
    plans.rule([], LATER, WHO)
    assert len(plans.rulings(YEAR)) == 1


def test_plans_and_forms_do_not_meet(path):
    register = open_register(path)
    fill(register)
    before = state(register)[:-1]
    fill_plans(open_register(path))
    assert state(open_register(path))[:-1] == before
    assert [one.what for one in register.diary()][-3:] == [
        "rencana-dibagikan", "rencana-diterima", "rencana-diputuskan",
    ]  # fmt: skip
    assert register.faults() == []


def test_a_hand_in_a_plan_or_a_decision_shows(path):
    fill_plans(open_register(path))
    change(path, "update keputusan_rencana set keputusan = 'Kembalikan'", "update rencana_kembali set isi = x'00'")
    assert [fault.partition(":")[0] for fault in open_register(path).faults()] == [
        "Tabel rencana_kembali nomor 1", "Tabel keputusan_rencana nomor 1",
    ]  # fmt: skip
    change(path, "update rencana_kembali set isi = 'teks'")
    with pytest.raises(UnusableFile, match="sebuah berkas di dalamnya diubah"):
        plans_of(path).returned_file(PLAN_BACK.sha256)


def test_a_register_from_before_the_plans_stays_whole_and_takes_them(path):
    register = open_register(path)
    fill(register)
    before = state(register)
    tables = ("rencana_dibagikan", "rencana_kembali", "keputusan_rencana", "lembar_dibagikan", "jawaban_lembar")
    change(path, *(f"drop table {name}" for name in tables), "update versi_register set version_num = '0002'")
    older = open_register(path)
    assert older.plans.issued(YEAR) == []
    assert state(older) == before
    assert older.faults() == []
    fill_plans(open_register(path))
    assert open_register(path).faults() == []
    assert rows(path, "versi_register") == [(LATEST,)]


# --- personal data ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planned(tmp_path_factory) -> Path:
    """The register of an office in which one plan was agreed and one sent back, with a reason that names someone."""
    root = submitted_office(tmp_path_factory.mktemp("rencana"), tmp_path_factory)
    reason = f"Samakan dengan {NAMES[PERSON]}."
    send_decisions(root, RATER, {PERSON: ("Setuju", ""), COLLEAGUE: ("Kembalikan", reason)})
    collect(root, WORLD)
    send_plan(root, COLLEAGUE, {(1, "Target"): 12}, revision=2)
    collect(root, WORLD)
    return root / "register.sqlite"


@pytest.fixture
def kept(planned, path) -> Path:
    return shutil.copy(planned, path)


def traces(path, *words: str) -> list[str]:
    """Where a word still stands: in the raw bytes of the file, or in a part of a stored workbook."""
    plans, places = plans_of(path), {"berkas": path.read_bytes()}
    files = [(one.form_id, plans.issued_file(one.form_id)) for one in plans.issued(YEAR)]
    files += [(one.sha256, plans.returned_file(one.sha256)) for one in plans.returns(YEAR)]
    for name, data in files:
        places |= {f"{name}/{part}": content for part, content in unpacked(data).items()}
    return [place for place, data in places.items() for word in words if word.encode() in data]


def test_a_person_is_shown_every_version_of_the_own_plan_and_what_was_decided(kept):
    known = export_person(open_register(kept), COLLEAGUE)
    told = [(one["tabel"], one.get("revisi"), one.get("keputusan")) for one in known["rencana"]]
    assert told == [
        ("rencana_dibagikan", 1, None), ("rencana_dibagikan", 2, None), ("rencana_kembali", None, None),
        ("rencana_kembali", None, None), ("keputusan_rencana", None, "Kembalikan"),
    ]  # fmt: skip
    assert len(known["rencana"][0]["baris"]) == len(SAMPLE.plans[COLLEAGUE])
    assert known["rencana"][0]["baris"][0]["Indikator"] == SAMPLE.plans[COLLEAGUE][0].name
    assert {row["jenis"] for row in known["sebagai_pegawai"]} >= {"rencana_dibagikan", "rencana_kembali"}


def test_of_an_erased_person_no_plan_and_no_byte_is_left_and_the_chain_is_whole(kept):
    surname = NAMES[PERSON].removesuffix(" (Fiktif)")
    register = open_register(kept)
    assert traces(kept, PERSON, surname)
    assert erase_person(register, PERSON, LATER, WHO) > 0
    assert traces(kept, PERSON, surname) == []
    assert register.faults() == []
    assert export_person(register, PERSON)["rencana"] == []
    assert {one.nip for one in register.plans.rulings(YEAR)} == {COLLEAGUE}
    assert [one.reason for one in register.plans.rulings(YEAR)] == ["Samakan dengan (dihapus)."]


def test_an_erased_rater_leaves_the_decisions_under_a_stand_in(kept):
    register = open_register(kept)
    erase_person(register, RATER, LATER, WHO)
    assert traces(kept, RATER, NAMES[RATER].removesuffix(" (Fiktif)")) == []
    stand_ins = {one.by for one in register.plans.rulings(YEAR) if one.by}
    assert len(stand_ins) == 1
    assert next(iter(stand_ins)).startswith("dihapus-")
    assert {one.nip for one in register.plans.issued(YEAR) if one.kind == APPROVAL_KIND} >= stand_ins
    assert register.faults() == []


def test_what_is_no_workbook_is_shown_without_rows(path):
    fill_plans(open_register(path))
    assert [one.get("baris") for one in export_person(open_register(path), PLAN.nip)["rencana"]] == [[], [], None]


def test_plans_past_their_time_go_with_what_was_decided(path):
    fill_plans(open_register(path))
    register = open_register(path)
    day = NOW.date() + timedelta(days=1)
    assert older_than(register, day) == ["r-1"]
    assert older_than(register, date(2020, 1, 1)) == []
    assert erase_forms(register, ["r-1", "lain"], LATER, WHO) == 3
    assert (register.plans.issued(YEAR), register.plans.rulings(YEAR), register.faults()) == ([], [], [])
