"""The order of steps behind each button: what is read, what is changed, what is said."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

import filled_office
from kinerja_pauh.actions.live_form import NobodyChosen, appraise_open, check_entries, clear_marks, explain_selected
from kinerja_pauh.actions.live_office import (
    NotInOfficeFolder,
    check_open_induk,
    clear_induk_marks,
    collect_from,
    distribute_from,
    recap_from,
    report_from,
)
from kinerja_pauh.actions.message import counted
from kinerja_pauh.actions.read_files import score_form
from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.ports import UnusableFile
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets import induk_layout
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.mark_sheets import EXPLANATION_TABLE, FINDINGS, FINDINGS_TABLE
from open_workbook import WorkbookInMemory

LEVEL, PLACE, KEY = (FINDINGS_TABLE.column(header) for header in ("Tingkat", "Temuan", "Kunci"))
REACHED = layout.WORK_TABLE.column("Realisasi")


@pytest.fixture
def world():
    return real_world(show_progress)


@pytest.fixture
def filled(tmp_path, tmp_path_factory):
    return WorkbookInMemory(filled_office.filled_copy(tmp_path, tmp_path_factory))


@pytest.fixture
def root(tmp_path, tmp_path_factory):
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def induk(root):
    return WorkbookInMemory(next(root.glob("Induk_*.xlsx")))


# A form


def test_checking_a_complete_form_says_so_and_marks_nothing(filled, world) -> None:
    message = check_entries(filled, world)
    assert not message.warning
    assert "tidak ada temuan" in message.text
    assert not any(filled.notes.values())
    assert filled.column(FINDINGS, KEY) == []


def test_checking_marks_each_faulty_cell_by_note_key_and_jump(filled, world) -> None:
    filled.type(layout.WORK, FIRST_ROW, REACHED, None)
    filled.type(layout.WORK, FIRST_ROW + 1, REACHED, "12 hari")
    message = check_entries(filled, world)
    assert message.warning
    assert "1 salah, 1 belum diisi" in message.text
    assert set(filled.notes[layout.WORK]) == {(FIRST_ROW, REACHED), (FIRST_ROW + 1, REACHED)}
    assert set(filled.column(FINDINGS, KEY)) == {"kurang|Hasil Kerja!M7", "salah|Hasil Kerja!M8"}


def test_a_second_check_forgets_what_was_mended(filled, world) -> None:
    before = filled.read().sheets[layout.WORK][FIRST_ROW, REACHED].value
    filled.type(layout.WORK, FIRST_ROW, REACHED, None)
    check_entries(filled, world)
    filled.type(layout.WORK, FIRST_ROW, REACHED, before)
    assert not check_entries(filled, world).warning
    assert filled.notes[layout.WORK] == {}
    assert filled.column(FINDINGS, KEY) == []


def test_results_are_written_with_the_password_of_the_form(filled, world) -> None:
    message = appraise_open(filled, world)
    assert not message.warning
    assert "ditulis ke lembar Hasil" in message.text
    assert filled.password == "pauh"
    results = score_form(filled.read()).results
    written = filled.column(layout.RESULTS, layout.RESULTS_TABLE.column("Nilai Akhir"))
    assert written == [float(result.final) for result in results]


def test_pressing_again_changes_nothing(filled, world) -> None:
    moment = world.now()
    still = replace(world, now=lambda: moment)
    appraise_open(filled, still)
    once = filled.read()
    appraise_open(filled, still)
    assert filled.read() == once


def test_a_form_with_a_gap_keeps_its_old_results_and_names_the_gap(filled, world) -> None:
    appraise_open(filled, world)
    before = filled.read().sheets[layout.RESULTS]
    filled.type(layout.WORK, FIRST_ROW, REACHED, None)
    message = appraise_open(filled, world)
    assert message.warning
    assert "Nilai belum ditulis" in message.text
    assert filled.read().sheets[layout.RESULTS] == before
    assert filled.column(FINDINGS, LEVEL) == ["▲ Kurang"]


def test_a_read_only_form_is_appraised_and_its_user_told_to_save_elsewhere(tmp_path, tmp_path_factory, world) -> None:
    live = WorkbookInMemory(filled_office.filled_copy(tmp_path, tmp_path_factory), read_only=True)
    message = appraise_open(live, world)
    assert message.warning
    assert "hanya-baca" in message.text


def test_one_person_is_told_the_number(tmp_path, tmp_path_factory, world) -> None:
    rater = next(nip for nip, people in filled_office.raters().items() if len(people) == 1)
    live = WorkbookInMemory(filled_office.filled_copy(tmp_path, tmp_path_factory, rater))
    message = appraise_open(live, world)
    assert f"Nilai akhir {show_score(score_form(live.read()).results[0].final)}" in message.text
    assert explain_selected(live, world).text  # and needs no choosing


@pytest.mark.parametrize("sheet", [layout.SUMMARY, layout.WORK, layout.BEHAVIOUR, layout.RESULTS])
def test_the_person_of_the_selected_row_is_explained(filled, world, sheet) -> None:
    nip = next(
        cell.value
        for (row, column), cell in sorted(filled.read().sheets[sheet].items())
        if row == FIRST_ROW and column == 1
    )
    filled.selected = (sheet, FIRST_ROW, 3)
    explain_selected(filled, world)
    assert filled.shown == layout.EXPLANATION
    assert nip in filled.read().sheets[layout.EXPLANATION][4, 1].value
    labels = filled.column(layout.EXPLANATION, EXPLANATION_TABLE.column("Uraian"))
    assert any("Nilai akhir" in label for label in labels)
    assert len(labels) > 20


def test_a_shorter_explanation_leaves_nothing_of_the_longer_one(filled, world) -> None:
    lengths = set()
    for row in range(FIRST_ROW, FIRST_ROW + len(score_form(filled.read()).results)):
        filled.selected = (layout.SUMMARY, row, 1)
        explain_selected(filled, world)
        lengths.add(len(filled.column(layout.EXPLANATION, 1)))
        alone = WorkbookInMemory(filled.path, filled.selected)
        explain_selected(alone, world)
        assert alone.read().sheets[layout.EXPLANATION] == filled.read().sheets[layout.EXPLANATION]
    assert len(lengths) > 1


@pytest.mark.parametrize("place", [("", 1, 1), (layout.SUMMARY, 3, 1), (layout.SUMMARY, 900, 1), (layout.GUIDE, 7, 1)])
def test_without_a_person_chosen_the_user_is_asked_to_choose(filled, world, place) -> None:
    filled.selected = place
    with pytest.raises(NobodyChosen, match="Pilih dulu satu sel"):
        explain_selected(filled, world)


def test_clearing_leaves_the_entries_and_results(filled, world) -> None:
    appraise_open(filled, world)
    filled.type(layout.WORK, FIRST_ROW, REACHED, None)
    before = filled.read()
    check_entries(filled, world)
    clear_marks(filled, world)
    assert not any(filled.notes.values())
    after = filled.read()
    for sheet in (*layout.TABLES, layout.META):
        assert after.sheets[sheet] == before.sheets[sheet]
    assert filled.column(FINDINGS, PLACE) == []


@pytest.mark.parametrize("button", [check_entries, appraise_open, explain_selected, clear_marks])
def test_a_button_of_the_form_refuses_another_workbook(button, induk, world) -> None:
    before = induk.read()
    with pytest.raises(Refusal, match="bukan Formulir Penilaian"):
        button(induk, world)
    assert induk.read() == before


# The Induk


def test_a_complete_induk_has_no_marks(induk, world) -> None:
    message = check_open_induk(induk, world)
    assert not message.warning
    assert induk.column(FINDINGS, KEY) == []


def test_what_was_typed_but_not_saved_is_checked(induk, world) -> None:
    column = induk_layout.STAFF_TABLE.column("NIP Penilai")
    induk.type(induk_layout.STAFF, FIRST_ROW + 2, column, "123")
    message = check_open_induk(induk, world)
    assert message.warning
    assert (FIRST_ROW + 2, column) in induk.notes[induk_layout.STAFF]
    clear_induk_marks(induk, world)
    assert not any(induk.notes.values())


def test_forms_are_made_from_the_screen_and_the_induk_is_saved(induk, root, world) -> None:
    column = induk_layout.STAFF_TABLE.column("Jabatan")
    induk.type(induk_layout.STAFF, FIRST_ROW + 1, column, "Jabatan Baru Fiktif")
    message = distribute_from(induk, world)
    assert not message.warning
    assert induk.saved == 1
    forms = [openpyxl.load_workbook(path) for path in (root / "1_dibagikan").glob("*.xlsx")]
    posts = {row[2].value for form in forms for row in form[layout.SUMMARY].iter_rows(min_row=FIRST_ROW)}
    assert "Jabatan Baru Fiktif" in posts


def test_a_faulty_induk_hands_out_nothing_and_shows_why(induk, root, world) -> None:
    for path in (root / "1_dibagikan").iterdir():
        path.unlink()
    induk.type(induk_layout.STAFF, FIRST_ROW + 2, induk_layout.STAFF_TABLE.column("NIP Penilai"), "123")
    message = distribute_from(induk, world)
    assert message.warning
    assert "belum dibagikan" in message.text
    assert FINDINGS in message.text
    assert any(induk.notes.values())
    assert not list((root / "1_dibagikan").iterdir())


def test_a_read_only_induk_hands_out_nothing(root, world) -> None:
    for path in (root / "1_dibagikan").iterdir():
        path.unlink()
    live = WorkbookInMemory(next(root.glob("Induk_*.xlsx")), read_only=True)
    with pytest.raises(UnusableFile, match="hanya-baca"):
        distribute_from(live, world)
    assert not list((root / "1_dibagikan").iterdir())


def test_an_induk_that_would_lose_its_buttons_is_left_for_its_user_to_save(induk, root, world) -> None:
    induk.keeps_buttons_by_hand = True
    message = distribute_from(induk, world)
    assert "Induk belum disimpan" in message.text
    assert list((root / "1_dibagikan").iterdir())


def test_collecting_lists_a_verdict_for_every_file(induk, root, world) -> None:
    (root / "2_masuk" / "catatan.txt").write_text("bukan formulir")
    message = collect_from(induk, world)
    assert message.warning
    files = induk.column(FINDINGS, FINDINGS_TABLE.column("Berkas"))
    assert set(files) == {path.name for path in (root / "2_masuk").iterdir()}
    assert {"✓ Diterima", "✕ Ditolak"} <= set(induk.column(FINDINGS, LEVEL))
    assert induk.column(FINDINGS, KEY) == []  # nothing of the Induk is coloured for what stands in another file
    assert induk.shown == FINDINGS


def test_recap_and_reports_follow_what_was_collected(induk, root, world) -> None:
    with pytest.raises(Refusal, match="2_masuk"):
        recap_from(induk, world)
    collect_from(induk, world)
    assert "pegawai dinilai" in recap_from(induk, world).text
    assert "laporan" in report_from(induk, world).text
    assert {p.suffix for p in (root / "3_rekap").iterdir()} == {".xlsx", ".html"}
    assert len(list((root / "4_laporan").iterdir())) == len(filled_office.entries())


OFFICE_BUTTONS = [distribute_from, collect_from, recap_from, report_from]


@pytest.mark.parametrize("button", OFFICE_BUTTONS)
def test_an_induk_that_stands_nowhere_is_refused(button, induk, world) -> None:
    induk.path = None
    with pytest.raises(NotInOfficeFolder, match="belum disimpan di komputer ini"):
        button(induk, world)


@pytest.mark.parametrize("button", OFFICE_BUTTONS)
def test_another_workbook_beside_the_induk_is_refused(button, root, world) -> None:
    live = WorkbookInMemory(next((root / "2_masuk").iterdir()))
    live.path = root / "Salinan.xlsx"
    with pytest.raises(NotInOfficeFolder, match="bukan Induk"):
        button(live, world)


@pytest.mark.parametrize("button", [distribute_from, collect_from])
def test_a_form_named_as_the_induk_is_no_induk(button, root, world) -> None:
    path = next(root.glob("Induk_*.xlsx"))
    path.write_bytes(next((root / "2_masuk").iterdir()).read_bytes())
    with pytest.raises(NotInOfficeFolder, match="untuk Induk"):
        button(WorkbookInMemory(path), world)


def test_findings_are_counted_by_kind() -> None:
    kinds = [Severity.WARNING, Severity.WRONG, Severity.WARNING]
    assert counted(Finding("", "", "", kind, "") for kind in kinds) == "1 salah, 2 perlu dilihat"
    assert counted([]) == ""
