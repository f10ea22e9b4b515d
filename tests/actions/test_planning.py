"""The annual plan from the first workbook to the Induk: handed out, sent back, agreed, opened again."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from filled_office import SAMPLE, YEAR, run, run_json
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.distribute import distribute
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.plan_bank import BankThere, own_bank
from kinerja_pauh.actions.plan_sharing import NotForPlanning, share_plans
from kinerja_pauh.actions.plan_states import NoPlanYear, PlanState, plan_lines
from kinerja_pauh.actions.plan_status import plan_status, status_lines
from kinerja_pauh.actions.plan_submitting import submit_plans
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.mark_sheets import FINDINGS
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.read_skp import offered_results, read_plan
from kinerja_pauh.sheets.seal import SEAL
from kinerja_pauh.sheets.skp_layout import PLAN_TABLE
from kinerja_pauh.sheets.skp_words import BANK, BANK_FILE, META, PLAN
from planning_office import (
    PEOPLE,
    WORLD,
    agree_to_all,
    approval_file,
    new_office,
    plan_file,
    raters,
    rows_of_people,
    send_decisions,
    send_plan,
    set_in_induk,
    shared_office,
    submitted_office,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.actions.outcome import FileOutcome, Outcome

CAMAT, RATER = SAMPLE.rated[0].nip, max(raters(), key=lambda nip: len(raters()[nip]))
PERSON, OTHER = raters()[RATER][:2]
REASON = "Naikkan target No 1."


@pytest.fixture
def shared(tmp_path, tmp_path_factory) -> Path:
    return shared_office(tmp_path, tmp_path_factory)


@pytest.fixture
def submitted(tmp_path, tmp_path_factory) -> Path:
    return submitted_office(tmp_path, tmp_path_factory)


def of_file(outcome: Outcome, path: Path) -> FileOutcome:
    return next(one for one in outcome.files if one.file == path.name)


def codes(one: FileOutcome) -> list[tuple[str, str]]:
    return [(finding.where, finding.code) for finding in one.findings]


def lines(root: Path):
    plans = WORLD.register(OfficeFolder(root).register).plans
    return plan_lines(SAMPLE.employees, plans, YEAR)


def state(root: Path, nip: str) -> tuple[str, int, str]:
    line = lines(root)[nip]
    return str(line.state), line.revision, line.reason


def in_induk(root: Path, nip: str):
    return [
        (row.number, row.result, row.name, row.target, row.weight, row.superior_result, row.data_source)
        for row in read_induk(read_book(OfficeFolder(root).induk)).plans.get(nip, ())
    ]


# --- handed out ------------------------------------------------------------------------------------------------------


def test_everybody_who_is_rated_gets_one_workbook_with_what_the_induk_has(shared):
    assert sorted(path.name for path in OfficeFolder(shared).plans.iterdir()) == sorted(
        plan_file(shared, nip).name for nip in PEOPLE
    )
    book = read_book(plan_file(shared, PERSON))
    read = read_plan(book)
    assert (read.meta.nip, read.meta.rater, read.meta.year, read.meta.revision) == (PERSON, RATER, YEAR, 1)
    assert [(r.number, r.name, r.weight, r.data_source) for r in read.rows] == [
        (r.number, r.name, r.weight, r.data_source) for r in SAMPLE.plans[PERSON]
    ]
    assert set(offered_results(book)) == {row.result for row in SAMPLE.plans[RATER]}
    assert len([place for place in book.sheets[BANK] if place[1] == 1]) > 3
    assert {one.sheet for one in read.findings} == set()


def test_handing_out_again_changes_nothing_and_knows_the_same_forms(shared):
    before = {nip: plan_file(shared, nip).read_bytes() for nip in PEOPLE}
    share_plans(shared, WORLD)
    assert {nip: plan_file(shared, nip).read_bytes() for nip in PEOPLE} == before
    assert len(WORLD.register(OfficeFolder(shared).register).plans.issued(YEAR)) == len(PEOPLE)


def test_a_workbook_only_for_named_people_and_never_for_a_stranger(tmp_path):
    root = new_office(tmp_path / "Penilaian-2026")
    outcome = share_plans(root, WORLD, [f"{PERSON[:8]} {PERSON[8:]}"])
    assert [path.rpartition("/")[2] for path in outcome.written] == [plan_file(root, PERSON).name]
    with pytest.raises(NotForPlanning, match="bukan pegawai aktif"):
        share_plans(root, WORLD, ["197001011995031009"])


def test_an_office_without_any_plan_yet_can_begin(tmp_path):
    root = new_office(tmp_path / "Penilaian-2026")
    cells = read_book(OfficeFolder(root).induk).sheets[PLANS]
    write_cells(OfficeFolder(root).induk, PLANS, {place: None for place in cells if place[0] >= FIRST_ROW})
    assert len(share_plans(root, WORLD).written) == len(PEOPLE)
    assert read_plan(read_book(plan_file(root, PERSON))).rows == ()


def test_trouble_with_the_staff_list_or_the_period_stops_it(shared):
    set_in_induk(shared, "mulai", "")
    outcome = share_plans(shared, WORLD)
    assert (outcome.written, [f.code for f in outcome.files[0].findings]) == ((), ["pengaturan-kosong"])
    for action in (submit_plans, plan_status):
        with pytest.raises(NoPlanYear):
            action(shared, WORLD)
    send_plan(shared, PERSON)
    assert (
        "Periode di lembar Pengaturan belum lengkap" in of_file(collect(shared, WORLD), plan_file(shared, PERSON)).note
    )


# --- come back -------------------------------------------------------------------------------------------------------


def test_a_complete_plan_waits_for_the_rater(shared):
    outcome = collect_one(shared, PERSON)
    assert (outcome.verdict, outcome.note) == ("diterima", "Dicatat di register.")
    assert state(shared, PERSON) == ("Menunggu penilai", 1, "")


def collect_one(root: Path, nip: str, cells=None, **more) -> FileOutcome:
    path = send_plan(root, nip, cells, **more)
    return of_file(collect(root, WORLD), path)


def test_an_incomplete_plan_goes_back_by_itself_with_its_findings_and_both_versions_stay(shared):
    outcome = collect_one(shared, PERSON, {(1, "Bobot (%)"): 1, (2, "Satuan"): ""})
    assert outcome.verdict == "perlu_dilihat"
    assert {code for _, code in codes(outcome)} >= {"bobot-bukan-100", "rencana-kosong"}
    words, revision, reason = state(shared, PERSON)
    assert (words, revision) == ("Dikembalikan", 2)
    assert reason == "Rencana belum lengkap: 2 hal yang harus dibetulkan ada di lembar Temuan."
    again = read_book(plan_file(shared, PERSON, 2))
    assert read_plan(again).meta.revision == 2
    assert again.sheets[PLAN][3, 1].value == f"▲ Dikembalikan: {reason}"
    told = [cell.value for (row, column), cell in again.sheets[FINDINGS].items() if row >= FIRST_ROW and column == 5]
    assert f"{PLAN_TABLE.cell('Satuan', FIRST_ROW + 1)}" in told
    whole = sum((row.weight for row in SAMPLE.plans[PERSON] if row.kind == "Utama"), 0)
    first = SAMPLE.plans[PERSON][0].weight
    mended = {(1, "Bobot (%)"): first, (2, "Satuan"): SAMPLE.plans[PERSON][1].unit}
    assert whole == 100
    assert collect_one(shared, PERSON, mended, revision=2).verdict == "diterima"
    assert state(shared, PERSON) == ("Menunggu penilai", 2, "")
    plans = WORLD.register(OfficeFolder(shared).register).plans
    kept = [plans.returned_file(one.sha256) for one in plans.returns(YEAR)]
    assert [read_plan(WORLD.open_book("", data)).rows[1].unit for data in kept] == ["", mended[2, "Satuan"]]


def test_collecting_again_changes_nothing(shared):
    collect_one(shared, PERSON, {(1, "Bobot (%)"): 1})
    register = WORLD.register(OfficeFolder(shared).register)
    before = register.diary()
    (one,) = collect(shared, WORLD).files
    assert (one.verdict, one.note) == ("perlu_dilihat", "Sudah pernah diterima; tidak dicatat dua kali.")
    assert register.diary() == before


def test_what_an_incomplete_plan_lacks_is_said_again_until_a_newer_one_comes(shared):
    first = collect_one(shared, PERSON, {(1, "Bobot (%)"): 1})
    (again,) = collect(shared, WORLD).files
    assert "bobot-bukan-100" in {code for _, code in codes(again)}
    assert codes(again) == codes(first)
    assert (again.verdict, again.note) == ("perlu_dilihat", "Sudah pernah diterima; tidak dicatat dua kali.")
    collect_one(shared, PERSON, {(1, "Bobot (%)"): 2}, revision=2)
    told = {one.file: (one.verdict, bool(one.findings)) for one in collect(shared, WORLD).files}
    old, new = plan_file(shared, PERSON).name, plan_file(shared, PERSON, 2).name
    assert told == {old: ("perlu_dilihat", False), new: ("perlu_dilihat", True)}


def test_advice_keeps_nobody_from_the_rater(shared):
    outcome = collect_one(shared, PERSON, {(1, "Rencana Hasil Kerja"): "Melaksanakan tugas", (1, "RHK Atasan"): "Lain"})
    where = f"{PLAN}!{PLAN_TABLE.cell('Rencana Hasil Kerja', FIRST_ROW)}"
    assert (outcome.verdict, codes(outcome)[0]) == ("diterima", (where, "hasil-berupa-kegiatan"))
    assert "rhk-atasan-lain" in {code for _, code in codes(outcome)}


def test_a_workbook_of_an_earlier_revision_is_taken_and_that_is_said(shared):
    collect_one(shared, PERSON, {(1, "Bobot (%)"): 1})
    outcome = collect_one(shared, PERSON, {(1, "Target Atas"): ""}, name="lama.xlsx")
    assert ("", "rencana-berkas-lama") in codes(outcome)
    assert state(shared, PERSON)[0] == "Menunggu penilai"


def test_a_changed_locked_cell_a_typed_over_formula_and_a_removed_seal_are_refused_by_name(shared):
    number, rule = PLAN_TABLE.column("No"), PLAN_TABLE.column("Keadaan")
    changes = {
        "sel-terkunci-berubah": (PLAN, (FIRST_ROW, number), 9),
        "rumus-tertimpa": (PLAN, (FIRST_ROW, rule), "✓ Lengkap"),
        "segel-berubah": (META, seal_place(plan_file(shared, PERSON)), "palsu"),
    }
    for code, (sheet, place, value) in changes.items():
        path = send_plan(shared, PERSON, name=f"{code}.xlsx")
        write_cells(path, sheet, {place: value})
        one = of_file(collect(shared, WORLD), path)
        assert (one.verdict, [finding.code for finding in one.findings]) == ("ditolak", [code])
        path.unlink()
    assert state(shared, PERSON)[0] == "Belum kembali"


def seal_place(path: Path) -> tuple[int, int]:
    cells = read_book(path).sheets[META]
    return next((row, 2) for (row, column), cell in cells.items() if column == 1 and cell.value == SEAL)


def test_a_workbook_from_elsewhere_is_refused_with_the_reason(shared, tmp_path):
    other = new_office(tmp_path / "lain")
    share_plans(other, WORLD)
    (shared / "register.sqlite").unlink()
    path = send_plan(shared, PERSON)
    assert "bersegel kantor ini, tetapi tidak tercatat" in of_file(collect(shared, WORLD), path).note
    for key, value, words in (
        ("unit", "Kecamatan Kuranji", "bukan dari kantor ini"),
        ("tahun", "2025", "untuk tahun 2025"),
        ("segel", "palsu", "segelnya tidak dikenal"),
        ("skema", "9", "versi 9"),
        ("revisi", "dua", "_meta rusak"),
    ):
        row = meta_row(path, key)
        changed = shutil.copy(path, path.with_name(f"{key}.xlsx"))
        write_cells(changed, META, {(row, 2): value})
        assert words in of_file(collect(shared, WORLD), changed).note


def meta_row(path: Path, key: str) -> int:
    cells = read_book(path).sheets[META]
    return next(row for (row, column), cell in cells.items() if column == 1 and cell.value == key)


def test_the_plan_of_someone_who_left_is_kept_and_said(shared):
    staff = read_book(OfficeFolder(shared).induk).sheets["Pegawai"]
    row = next(row for (row, column), cell in staff.items() if column == 1 and cell.value == PERSON)
    write_cells(OfficeFolder(shared).induk, "Pegawai", {(row, 10): "Tidak"})
    assert ("", "pegawai-tidak-di-daftar") in codes(collect_one(shared, PERSON))


def test_periksa_judges_a_plan_by_its_own_list_of_results(shared, capsys):
    path = send_plan(shared, PERSON, {(1, "RHK Atasan"): "Lain", (2, "Sumber Data"): ""})
    status, files = run_json(capsys, "periksa", path)
    assert (status, files[0]["putusan"]) == (1, "diterima")
    told = [(one["sel"], one["kode"]) for one in files[0]["temuan"] if one["kode"] != "hasil-berupa-kegiatan"]
    assert told == [("K8", "sumber-kosong"), ("C7", "rhk-atasan-lain")]


# --- decided ---------------------------------------------------------------------------------------------------------


def test_every_rater_gets_one_workbook_with_the_plans_that_wait(submitted):
    assert {rater: sorted(rows_of_people(approval_file(submitted, rater)).values()) for rater in raters()} == {
        rater: sorted(people) for rater, people in raters().items()
    }
    before = {rater: approval_file(submitted, rater).read_bytes() for rater in raters()}
    submit_plans(submitted, WORLD)  # the same plans make the same workbook
    assert {rater: approval_file(submitted, rater).read_bytes() for rater in raters()} == before


def test_nothing_to_submit_is_said(shared):
    assert submit_plans(shared, WORLD).advice == "Tidak ada rencana yang menunggu penilai."


def test_what_was_agreed_stands_in_the_induk(shared):
    collect_one(shared, PERSON, {(1, "Target"): 77, (1, "Rencana Hasil Kerja"): "Terlayaninya semua warga"})
    for nip in PEOPLE:
        if nip != PERSON:
            send_plan(shared, nip)
    collect(shared, WORLD)
    others = {nip: in_induk(shared, nip) for nip in PEOPLE if nip != PERSON}
    submit_plans(shared, WORLD)
    outcome = agree_to_all(shared)
    assert f"{len(PEOPLE)} rencana yang disetujui masuk lembar Rencana di Induk." in outcome.advice
    assert in_induk(shared, PERSON)[0][1:4:2] == ("Terlayaninya semua warga", 77)
    assert {nip: in_induk(shared, nip) for nip in others} == others
    assert plan_status(shared, WORLD).exit_status == 0


def test_rows_are_added_below_and_taken_out_where_the_plan_is_longer_or_shorter(shared):
    mains = [row for row in SAMPLE.plans[PERSON] if row.kind == "Utama"]
    extra = len(SAMPLE.plans[PERSON]) + 1
    words = {
        "Jenis": "Tambahan", "Rencana Hasil Kerja": "Tersusunnya buku saku", "Aspek": "Kuantitas",
        "Indikator": "Jumlah buku", "Satuan": "buku", "Arah": "Makin tinggi makin baik", "Target": 1,
        "Bobot (%)": 2, "Sumber Data": "Berita acara",
    }  # fmt: skip
    collect_one(shared, PERSON, {(extra, header): value for header, value in words.items()})
    last = len(SAMPLE.plans[OTHER])
    gone = {(last, header): "" for header in (*words, "RHK Atasan", "Target Atas")}
    kept = [row for row in SAMPLE.plans[OTHER][:-1] if row.kind == "Utama"]
    rest = 100 - sum(row.weight for row in kept[1:])
    collect_one(shared, OTHER, {**gone, (1, "Bobot (%)"): rest})
    submit_plans(shared, WORLD)
    send_decisions(shared, RATER, dict.fromkeys((PERSON, OTHER), ("Setuju", "")))
    collect(shared, WORLD)
    assert [row[2] for row in in_induk(shared, PERSON)][-1] == "Jumlah buku"
    assert len(in_induk(shared, PERSON)) == extra
    assert len(in_induk(shared, OTHER)) == last - 1
    assert mains


def test_a_plan_sent_back_comes_with_the_rater_s_reason_and_returns_in_a_new_round(submitted):
    send_decisions(submitted, RATER, {PERSON: ("Kembalikan", REASON), OTHER: ("Setuju", "")})
    outcome = collect(submitted, WORLD)
    assert "1 rencana dikembalikan" in outcome.advice
    assert state(submitted, PERSON) == ("Dikembalikan", 2, REASON)
    again = read_book(plan_file(submitted, PERSON, 2))
    assert again.sheets[PLAN][3, 1].value == f"▲ Dikembalikan: {REASON}"
    collect_one(submitted, PERSON, {(1, "Target"): 99}, revision=2)
    submit_plans(submitted, WORLD)
    assert PERSON in rows_of_people(approval_file(submitted, RATER, 2)).values()
    assert OTHER not in rows_of_people(approval_file(submitted, RATER, 2)).values()
    send_decisions(submitted, RATER, {PERSON: ("Setuju", "")}, number=2)
    collect(submitted, WORLD)
    assert state(submitted, PERSON) == ("Disetujui", 2, "")
    assert in_induk(submitted, PERSON)[0][3] == 99


def test_a_return_without_a_reason_and_a_missing_decision_leave_the_plan_waiting(submitted):
    path = send_decisions(submitted, RATER, {PERSON: ("Kembalikan", "")})
    one = of_file(collect(submitted, WORLD), path)
    assert one.verdict == "perlu_dilihat"
    assert {code for _, code in codes(one)} == {"alasan-kembalikan-kosong", "keputusan-kosong"}
    assert {state(submitted, nip)[0] for nip in raters()[RATER]} == {"Menunggu penilai"}


def test_a_word_that_is_no_decision_is_no_agreement(submitted):
    path = send_decisions(submitted, RATER, dict.fromkeys(raters()[RATER], ("Oke", "")))
    assert {code for _, code in codes(of_file(collect(submitted, WORLD), path))} == {"pilihan-tidak-dikenal"}


def test_the_first_decision_stands_against_another_file(submitted):
    send_decisions(submitted, RATER, dict.fromkeys(raters()[RATER], ("Setuju", "")))
    collect(submitted, WORLD)
    path = send_decisions(submitted, RATER, dict.fromkeys(raters()[RATER], ("Kembalikan", REASON)), name="lagi.xlsx")
    assert {code for _, code in codes(of_file(collect(submitted, WORLD), path))} == {"sudah-diputuskan"}
    same = send_decisions(submitted, RATER, {**dict.fromkeys(raters()[RATER], ("Setuju", " "))}, name="sama.xlsx")
    assert codes(of_file(collect(submitted, WORLD), same)) == []
    assert state(submitted, PERSON)[0] == "Disetujui"


def test_a_plan_that_is_newer_than_the_decision_is_not_agreed_by_it(submitted):
    collect_one(submitted, PERSON, {(1, "Target"): 55}, name="baru.xlsx")
    path = send_decisions(submitted, RATER, dict.fromkeys(raters()[RATER], ("Setuju", "")))
    one = of_file(collect(submitted, WORLD), path)
    assert [code for _, code in codes(one)] == ["rencana-sudah-baru"]
    assert (state(submitted, PERSON)[0], state(submitted, OTHER)[0]) == ("Menunggu penilai", "Disetujui")


def test_only_the_rater_of_the_staff_list_decides(submitted):  # trap 13
    staff = read_book(OfficeFolder(submitted).induk).sheets["Pegawai"]
    row = next(row for (row, column), cell in staff.items() if column == 1 and cell.value == PERSON)
    write_cells(OfficeFolder(submitted).induk, "Pegawai", {(row, 8): SAMPLE.employees[0].nip})
    path = send_decisions(submitted, RATER, {PERSON: ("Setuju", "")})
    assert "penilai-berganti" in {code for _, code in codes(of_file(collect(submitted, WORLD), path))}
    assert state(submitted, PERSON)[0] == "Menunggu penilai"


def test_an_agreed_plan_changes_by_no_further_file_and_is_opened_only_with_a_reason(submitted):  # traps 8 and 9
    agree_to_all(submitted)
    before = in_induk(submitted, PERSON)
    late = collect_one(submitted, PERSON, {(1, "Target"): 1}, name="susulan.xlsx")
    assert ("", "rencana-sudah-disetujui") in codes(late)
    assert in_induk(submitted, PERSON) == before
    with pytest.raises(NotForPlanning, match="sebut sebabnya dengan --alasan"):
        share_plans(submitted, WORLD, [PERSON])
    assert share_plans(submitted, WORLD).written == ()
    share_plans(submitted, WORLD, [PERSON], "Tugas berubah, ST-12/2026")
    assert plan_file(submitted, PERSON, 2).exists()
    assert state(submitted, PERSON) == ("Dikembalikan", 2, "Tugas berubah, ST-12/2026")
    collect_one(submitted, PERSON, {(1, "Target"): 3}, revision=2)
    submit_plans(submitted, WORLD)
    send_decisions(submitted, RATER, {PERSON: ("Setuju", "")}, number=2)
    collect(submitted, WORLD)
    assert in_induk(submitted, PERSON)[0][3] == 3
    plans = WORLD.register(OfficeFolder(submitted).register).plans
    assert [one.ruling for one in plans.rulings(YEAR) if one.nip == PERSON] == [
        "Setuju", "Masuk Induk", "Tidak dipakai", "Dibuka lagi", "Setuju", "Masuk Induk",
    ]  # fmt: skip


def test_an_open_induk_is_left_alone_and_made_good_later(submitted):
    induk = OfficeFolder(submitted).induk
    lock = induk.with_name(f"~${induk.name}")
    lock.touch()
    before = induk.read_bytes()
    assert "belum masuk Induk karena Induk sedang dibuka di Excel" in agree_to_all(submitted).advice
    assert induk.read_bytes() == before
    lock.unlink()
    assert f"{len(PEOPLE)} rencana yang disetujui masuk" in collect(submitted, WORLD).advice
    assert "masuk" not in collect(submitted, WORLD).advice


def test_an_induk_whose_headers_are_gone_or_that_cannot_be_written_is_said(submitted, monkeypatch):
    induk = OfficeFolder(submitted).induk
    for rater, people in raters().items():
        send_decisions(submitted, rater, dict.fromkeys(people, ("Setuju", "")))
    write_cells(induk, PLANS, {(FIRST_ROW - 1, PLANS_TABLE.column("Arah")): "Ke mana"})
    assert "judul kolom lembar Rencana berubah" in collect(submitted, WORLD).advice
    write_cells(induk, PLANS, {(FIRST_ROW - 1, PLANS_TABLE.column("Arah")): "Arah"})
    monkeypatch.setattr("kinerja_pauh.adapters.cell_writer.save_atomically", _no_room)
    assert "belum masuk Induk. Cakram penuh." in collect(submitted, WORLD).advice


def _no_room(*_args: object) -> None:
    from kinerja_pauh.ports import UnusableFile  # noqa: PLC0415 - used here only

    raise UnusableFile("Cakram penuh.")


# --- how it stands ---------------------------------------------------------------------------------------------------


def test_the_status_counts_everybody_once_and_names_who_is_missing(submitted, capsys):
    send_decisions(submitted, RATER, {PERSON: ("Kembalikan", REASON)})
    collect(submitted, WORLD)
    status, out, _ = run(capsys, "skp", "status", submitted, "--json")
    told = json.loads(out)
    assert status == 1
    assert sum(told["jumlah"].values()) == len(PEOPLE) == len(told["rencana"])
    one = next(one for one in told["rencana"] if one["nip"] == PERSON)
    assert (one["keadaan"], one["revisi"], one["alasan"]) == ("Dikembalikan", 2, REASON)
    _, out, err = run(capsys, "skp", "status", submitted)
    assert f"  {SAMPLE_NAME} (revisi 2): {REASON}" in out.splitlines()
    assert "Cascade_SKP_2026.xlsx" in err


SAMPLE_NAME = next(one.name for one in SAMPLE.rated if one.nip == PERSON)


def test_the_cascade_holds_every_result_of_everybody_once(shared):
    status = plan_status(shared, WORLD)
    tree = read_book(OfficeFolder(shared).recap / f"Cascade_SKP_{YEAR}.xlsx").sheets["Cascade"]
    rows = {row for row, _ in tree if row >= FIRST_ROW}
    told = sorted((tree[row, 3].value, tree[row, 2].value.strip(" ↳")) for row in rows)
    real = {(one.name, row.result) for one in SAMPLE.rated for row in SAMPLE.plans[one.nip]}
    assert told == sorted(real)
    assert any("celah di cascade" in line for line in status_lines(status))


def test_a_change_in_the_induk_after_the_agreement_is_seen(submitted):  # trap 8
    agree_to_all(submitted)
    cells = read_book(OfficeFolder(submitted).induk).sheets[PLANS]
    row = next(row for (row, column), cell in cells.items() if column == 1 and cell.value == PERSON)
    write_cells(OfficeFolder(submitted).induk, PLANS, {(row, PLANS_TABLE.column("Target")): 1})
    status = plan_status(submitted, WORLD)
    assert (status.changed, status.exit_status) == (frozenset({PERSON}), 1)
    assert any("berbeda dari rencana yang disetujui" in line for line in status_lines(status))
    collect(submitted, WORLD)
    assert plan_status(submitted, WORLD).changed == {PERSON}  # nothing writes over it in silence either


def test_no_rating_before_agreement_where_the_office_wants_it_so(submitted):
    set_in_induk(submitted, "skp_disetujui", "Ya")
    send_decisions(submitted, RATER, {PERSON: ("Setuju", ""), OTHER: ("Kembalikan", REASON)})
    induk = OfficeFolder(submitted).induk
    lock = induk.with_name(f"~${induk.name}")
    lock.touch()
    collect(submitted, WORLD)
    refused = distribute(submitted, WORLD)
    assert refused.written == ()
    assert f"rencana {len(PEOPLE)} orang belum beres" in refused.advice
    told = {finding.message for finding in refused.files[0].findings if finding.code == "rencana-belum-disetujui"}
    assert {words.partition(". ")[0] for words in told} == {
        "Rencana SKP orang ini: menunggu penilai",
        "Rencana SKP orang ini: dikembalikan",
        "Rencana SKP orang ini disetujui tetapi belum masuk Induk",
    }
    lock.unlink()
    agree_to_all(submitted)
    collect_one(submitted, OTHER, {(1, "Target"): 9}, revision=2)
    submit_plans(submitted, WORLD)
    send_decisions(submitted, RATER, {OTHER: ("Setuju", "")}, number=2)
    collect(submitted, WORLD)
    assert distribute(submitted, WORLD).written
    cells = read_book(induk).sheets[PLANS]
    row = next(row for (row, column), cell in cells.items() if column == 1 and cell.value == PERSON)
    write_cells(induk, PLANS, {(row, PLANS_TABLE.column("Target")): 1})
    assert [f.code for f in distribute(submitted, WORLD).files[0].findings if f.severity.blocks] == ["rencana-berubah"]


# --- the bank --------------------------------------------------------------------------------------------------------


def test_the_office_may_have_its_own_bank(shared, capsys):
    path = OfficeFolder(shared).templates / BANK_FILE
    assert run(capsys, "skp", "bank", shared)[0] == 0
    with pytest.raises(BankThere, match="sudah ada"):
        own_bank(shared, WORLD)
    write_cells(path, BANK, {(FIRST_ROW, 2): "Terlayaninya warga dari bank sendiri"})
    write_cells(path, "Kata Kegiatan", {(FIRST_ROW, 1): "Menggarap", (FIRST_ROW, 2): "Tergarapnya"})
    run(capsys, "skp", "bagikan", shared, "--nip", CAMAT)
    texts = {cell.value for cell in read_book(plan_file(shared, CAMAT)).sheets[BANK].values()}
    assert "Terlayaninya warga dari bank sendiri" in texts
    one = collect_one(shared, PERSON, {(1, "Rencana Hasil Kerja"): "Menggarap arsip"})
    assert "hasil-berupa-kegiatan" in {code for _, code in codes(one)}


def test_the_commands_say_what_they_wrote(shared, capsys):
    send_plan(shared, PERSON)
    run(capsys, "kumpulkan", shared)
    status, _, err = run(capsys, "skp", "ajukan", shared)
    assert (status, "1 rencana untuk 1 penilai ada di 1_dibagikan/SKP." in err) == (0, True)
    assert lines(shared)[OTHER].state is PlanState.MISSING
