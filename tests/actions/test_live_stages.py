"""The buttons of the Induk around the appraisal: plans, service data, views, evidence, objections, the end."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

import filled_office
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.demo_service import import_sample
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.live_asking import (
    peer_results_from,
    self_view_results_from,
    share_peers_from,
    share_self_views_from,
)
from kinerja_pauh.actions.live_office import NotInOfficeFolder, collect_from
from kinerja_pauh.actions.live_stages import (
    close_from,
    evidence_from,
    follow_up_from,
    objections_from,
    plan_status_from,
    service_data_from,
    share_plans_from,
    submit_plans_from,
)
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.appraisal.findings import Refusal
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.samples import office as sample_office
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE, SETTINGS, STAFF, STAFF_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.mark_sheets import FINDINGS, FINDINGS_TABLE
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.service_sheets import LINKS, LINKS_TABLE
from kinerja_pauh.sheets.year_sheets import OBJECTIONS, OBJECTIONS_TABLE
from open_workbook import WorkbookInMemory
from planning_office import (
    PEOPLE,
    WORLD,
    new_office,
    raters,
    send_decisions,
    send_plan,
    shared_office,
    submitted_office,
)

if TYPE_CHECKING:
    from pathlib import Path

LEVEL, TEXT = (FINDINGS_TABLE.column(header) for header in ("Tingkat", "Temuan"))


def live(root: Path, **how: bool) -> WorkbookInMemory:
    return WorkbookInMemory(next(root.glob("Induk_*.xlsx")), **how)


@pytest.fixture(scope="module")
def collected_once(tmp_path_factory) -> Path:
    root = filled_office.office_copy(tmp_path_factory.mktemp("terkumpul"), tmp_path_factory)
    collect(root, WORLD)
    return root


@pytest.fixture
def collected(collected_once, tmp_path) -> Path:
    return shutil.copytree(collected_once, tmp_path / "kantor")


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


# The plans


def test_plans_are_handed_out_from_the_screen_and_the_induk_is_saved(tmp_path) -> None:
    root = new_office(tmp_path / "kantor")
    induk = live(root)
    message = share_plans_from(induk, WORLD)
    assert (message.warning, induk.saved) == (False, 1)
    assert f"{len(PEOPLE)} buku kerja rencana ada di 1_dibagikan/SKP." in message.text
    assert len(files(OfficeFolder(root).plans)) == len(PEOPLE)


def test_a_faulty_staff_list_hands_out_no_plan_and_marks_why(tmp_path) -> None:
    root = new_office(tmp_path / "kantor")
    induk = live(root)
    place = FIRST_ROW + 2, STAFF_TABLE.column("NIP Penilai")
    induk.type(STAFF, *place, "123")
    message = share_plans_from(induk, WORLD)
    assert message.warning
    assert f"Daftarnya di lembar {FINDINGS}" in message.text
    assert place in induk.notes[STAFF]
    assert not files(OfficeFolder(root).plans)


def test_an_induk_that_would_lose_its_buttons_is_left_to_its_user(tmp_path) -> None:
    induk = live(new_office(tmp_path / "kantor"))
    induk.keeps_buttons_by_hand = True
    assert "Induk belum disimpan" in share_plans_from(induk, WORLD).text


def test_plans_that_are_back_are_submitted_and_the_agreed_ones_stand_on_the_screen(tmp_path, tmp_path_factory) -> None:
    root = shared_office(tmp_path, tmp_path_factory)
    assert submit_plans_from(live(root), WORLD).text == "Tidak ada rencana yang menunggu penilai."
    for nip in PEOPLE:
        send_plan(root, nip, {(1, "Target"): 77} if nip == PEOPLE[0] else {})
    collect_from(live(root), WORLD)
    assert f"{len(PEOPLE)} rencana untuk" in submit_plans_from(live(root), WORLD).text
    for rater, people in raters().items():
        send_decisions(root, rater, dict.fromkeys(people, ("Setuju", "")))
    induk, before = live(root), next(root.glob("Induk_*.xlsx")).read_bytes()
    message = collect_from(induk, WORLD)
    assert f"{len(PEOPLE)} rencana yang disetujui masuk lembar {PLANS} di Induk." in message.text
    assert induk.saved == 1, "the register notes only what the file says"
    assert read_induk(induk.read()).plans[PEOPLE[0]][0].target == 77
    assert next(root.glob("Induk_*.xlsx")).read_bytes() == before, "only the program that has it open writes it"
    assert "masuk lembar" not in collect_from(induk, WORLD).text


def test_agreed_plans_that_cannot_be_saved_are_not_noted_as_being_in_the_induk(tmp_path, tmp_path_factory) -> None:
    root = submitted_office(tmp_path, tmp_path_factory)
    for rater, people in raters().items():
        send_decisions(root, rater, dict.fromkeys(people, ("Setuju", "")))
    induk = live(root)
    induk.keeps_buttons_by_hand = True
    assert "belum masuk Induk. Barisnya tampil di layar" in collect_from(induk, WORLD).text
    assert f"{len(PEOPLE)} rencana yang disetujui masuk" in collect(root, WORLD).advice, "made good by the command"


def test_whose_plan_is_open_is_listed_by_name(tmp_path, tmp_path_factory) -> None:
    root = shared_office(tmp_path, tmp_path_factory)
    induk = live(root)
    message = plan_status_from(induk, WORLD)
    assert message.warning
    assert f"{len(PEOPLE)} belum kembali" in message.text
    assert "Cascade ada di 3_rekap." in message.text
    assert (induk.shown, induk.column(FINDINGS, LEVEL)) == (FINDINGS, ["✕ Belum kembali"] * len(PEOPLE))
    names = {one.name for one in filled_office.SAMPLE.rated}
    assert set(induk.column(FINDINGS, TEXT)) == names


def test_a_plan_that_was_changed_after_the_agreement_is_listed_and_nothing_is_when_all_is_well(
    tmp_path, tmp_path_factory
) -> None:
    root = submitted_office(tmp_path, tmp_path_factory)
    for rater, people in raters().items():
        send_decisions(root, rater, dict.fromkeys(people, ("Setuju", "")))
    collect(root, WORLD)
    induk = live(root)
    message = plan_status_from(induk, WORLD)
    assert (message.warning, induk.shown) == (False, "")
    induk.type(PLANS, FIRST_ROW, PLANS_TABLE.column("Target"), 3)
    assert plan_status_from(induk, WORLD).warning
    assert induk.column(FINDINGS, LEVEL) == ["▲ Berubah"]


# The service data


@pytest.fixture(scope="module")
def counted(tmp_path_factory) -> Path:
    sample, root = sample_office(5), tmp_path_factory.mktemp("layanan") / "kantor"
    write_induk(root, sample.employees, sample.plans, settings_for(sample.office, sample.period, year=2026), WORLD)
    import_sample(root, sample, WORLD)
    return root


def test_service_data_fill_the_links_on_the_screen(counted, tmp_path) -> None:
    root = shutil.copytree(counted, tmp_path / "kantor")
    induk, reached = live(root), LINKS_TABLE.column("Realisasi")
    expected = induk.column(LINKS, reached)
    for row in range(FIRST_ROW, FIRST_ROW + len(expected)):
        induk.type(LINKS, row, reached, None)
    before = next(root.glob("Induk_*.xlsx")).read_bytes()
    message = service_data_from(induk, WORLD)
    assert "tautan terisi" in message.text
    assert "Hasilnya ada di 3_rekap." in message.text
    assert [float(value) for value in induk.column(LINKS, reached)] == expected
    assert (induk.saved, induk.shown) == (2, FINDINGS), "before, and once the numbers stand in it"
    assert induk.column(FINDINGS, LEVEL)
    assert next(root.glob("Induk_*.xlsx")).read_bytes() == before


def test_without_a_file_the_folder_is_named(collected) -> None:
    with pytest.raises(Refusal, match="data_layanan"):
        service_data_from(live(collected), WORLD)


# What people say of themselves and of each other


def test_views_are_asked_for_and_gathered(collected) -> None:
    with pytest.raises(Refusal, match="Belum ada lembar pandangan"):
        self_view_results_from(live(collected), WORLD)
    induk = live(collected)
    assert "lembar pandangan ada di 1_dibagikan/" in share_self_views_from(induk, WORLD).text
    assert induk.saved == 1
    message = self_view_results_from(live(collected), WORLD)
    assert "0 orang sudah menjawab" in message.text
    assert "3_rekap" in message.text


def test_peers_are_asked_only_where_the_office_does(collected) -> None:
    induk = live(collected)
    with pytest.raises(Refusal, match="dengan_rekan"):
        share_peers_from(induk, WORLD)
    rows = {cell.value: row for (row, column), cell in induk.read().sheets[SETTINGS].items() if column == 1}
    induk.type(SETTINGS, rows["dengan_rekan"], 2, "Ya")
    assert "1_dibagikan/" in share_peers_from(induk, WORLD).text
    message = peer_results_from(induk, WORLD)
    assert message.warning
    assert "3_rekap" in message.text
    assert set(induk.column(FINDINGS, LEVEL)) == {"▲ Menunggu"}
    assert "dengan_rekan" not in message.text


def test_answers_that_nobody_is_shown_are_said_to_be_so_and_not_listed_as_somebody_who_waits(collected) -> None:
    induk = live(collected)
    message = peer_results_from(induk, WORLD)
    assert "dengan_rekan = Tidak" in message.text
    assert [text for text in induk.column(FINDINGS, TEXT) if "dengan_rekan" in text] == []


# After the appraisal


def object_to(induk: WorkbookInMemory, **more: object) -> str:
    today = WORLD.now().date()
    person = next(iter(filled_office.entries()))
    values = {"NIP": person, "Diterima Pegawai": today - timedelta(days=3), "Diajukan": today}
    for header, value in (values | {"Alasan Pegawai": "Loket tutup"} | more).items():
        induk.type(OBJECTIONS, FIRST_ROW, OBJECTIONS_TABLE.column(header), value)
    return person


def test_the_file_of_an_objection_is_made_from_the_screen(collected) -> None:
    with pytest.raises(Refusal, match="Isi lembar Keberatan"):
        objections_from(live(collected), WORLD)
    induk = live(collected)
    person = object_to(induk)
    message = objections_from(induk, WORLD)
    assert (message.warning, induk.saved) == (False, 1)
    assert "1 berkas ada di 4_laporan" in message.text
    assert [name for name in files(collected / "4_laporan") if person in name]


def test_an_irregular_objection_is_marked_at_its_cell(collected) -> None:
    induk = live(collected)
    object_to(induk, Diajukan=WORLD.now().date() - timedelta(days=9))
    assert objections_from(induk, WORLD).warning
    assert (FIRST_ROW, OBJECTIONS_TABLE.column("Diajukan")) in induk.notes[OBJECTIONS]


def test_evidence_is_listed_and_follow_up_written(collected) -> None:
    induk = live(collected)
    message = evidence_from(induk, WORLD)
    assert "Bukunya ada di 3_rekap." in message.text
    assert induk.shown == FINDINGS
    assert induk.column(FINDINGS, FINDINGS_TABLE.column("Berkas"))
    assert "Daftarnya ada di 3_rekap." in follow_up_from(induk, WORLD).text
    assert {name.split("_")[0] for name in files(collected / "3_rekap")} == {"Bukti", "Tindak"}


def closed(root: Path) -> set[str]:
    return set(WORLD.register(OfficeFolder(root).register).closed())


def test_a_period_is_closed_only_on_a_yes(collected) -> None:
    induk = live(collected)
    message = close_from(induk, WORLD)
    assert "tidak ditutup" in message.text
    assert (message.warning, closed(collected)) == (False, set())
    assert f"({len(filled_office.entries())} pegawai)?" in induk.asked[0]
    assert "tutup --buka" in induk.asked[0]
    induk.answer = True
    assert "Tahunan 2026 ditutup" in close_from(induk, WORLD).text
    assert closed(collected) == {"Tahunan 2026"}
    assert "memang sudah ditutup" in close_from(induk, WORLD).text
    assert len(induk.asked) == 2, "nothing is asked where nothing can be closed"


def test_what_is_open_is_marked_and_nothing_is_asked(collected) -> None:
    induk = live(collected)
    object_to(induk)
    message = close_from(induk, WORLD)
    assert message.warning
    assert "1 hal masih terbuka" in message.text
    assert (FIRST_ROW, OBJECTIONS_TABLE.column("NIP")) in induk.notes[OBJECTIONS]
    assert (induk.asked, closed(collected)) == ([], set())


# What all of them refuse

NOTING = [share_plans_from, submit_plans_from, service_data_from, share_self_views_from, objections_from, close_from]
READING = [plan_status_from, evidence_from, follow_up_from, self_view_results_from, peer_results_from]


@pytest.mark.parametrize("button", [*NOTING, share_peers_from, *READING])
def test_an_induk_that_stands_nowhere_is_refused(button, collected) -> None:
    induk = live(collected)
    induk.path = None
    with pytest.raises(NotInOfficeFolder, match="belum disimpan di komputer ini"):
        button(induk, WORLD)


@pytest.mark.parametrize("button", NOTING)
def test_what_cannot_be_saved_writes_and_notes_nothing(button, collected) -> None:
    before = {path.name: files(path) for path in collected.iterdir() if path.is_dir()}
    with pytest.raises(UnusableFile, match="hanya-baca"):
        button(live(collected, read_only=True), WORLD)
    assert {path.name: files(path) for path in collected.iterdir() if path.is_dir()} == before
    assert not closed(collected)
