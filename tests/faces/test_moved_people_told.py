"""What the office is told of people who moved: recap, reports, history and monitor keep the parts apart."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import filled_office
from filled_office import SAMPLE, run, run_json
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.dashboard import dashboard_of
from kinerja_pauh.actions.distribute import distribute
from kinerja_pauh.actions.file_names import part_name, part_of_slot
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.monitoring import State, monitor
from kinerja_pauh.actions.nameless import without_names
from kinerja_pauh.actions.person_history import person_history
from kinerja_pauh.actions.person_history_words import chapter_record, history_lines
from kinerja_pauh.actions.recap_source import book_of, recap_source
from kinerja_pauh.actions.reminding import message_for
from kinerja_pauh.actions.returns import gather_returns
from kinerja_pauh.actions.side_by_side import job_names, job_of, moved, superior_of
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.dashboard import dashboard_page
from kinerja_pauh.appraisal.model import Part, Post
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import recap_layout as layout
from kinerja_pauh.sheets.monitor_sheet import DAYS, FORM_ID, MONITOR, MONITOR_TABLE
from moved_office import FIRST, HALF, LAST, NEXT, PERSON, RATER, SECOND, lower, move, part_forms, send_back, write_job

if TYPE_CHECKING:
    from pathlib import Path

FIRST_HALF, SECOND_HALF = "1 Januari – 30 Juni 2026", "1 Juli – 31 Desember 2026"
NOW = datetime.now().astimezone()
MONTH = timedelta(days=30)
DAYS_OF_OFFICES = st.dates(date(1900, 1, 1), date(2999, 12, 31))


def world_at(when: datetime):
    return replace(real_world(show_progress), now=lambda: when)


@pytest.fixture
def office(tmp_path, tmp_path_factory) -> Path:
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture(scope="module")
def all_back(tmp_path_factory) -> Path:
    """Everything came back: both halves, the second judged lower, after the whole year had come back already."""
    root = filled_office.office_copy(tmp_path_factory.mktemp("pindah"), tmp_path_factory)
    collect(root, world_at(NOW))
    move(root)
    distribute(root, world_at(NOW + MONTH))
    first, second = part_forms(root)
    send_back(root, first, PERSON)
    send_back(root, second, lower(PERSON))
    collect(root, world_at(NOW + 2 * MONTH))
    return root


@pytest.fixture
def copied(all_back, tmp_path) -> Path:
    return shutil.copytree(all_back, tmp_path / "Penilaian-2026")


# --- recap and dashboard ----------------------------------------------------------------------------------------------


def test_whoever_moved_is_counted_once_everywhere_and_has_a_row_for_each_result(all_back) -> None:
    source = recap_source(OfficeFolder(all_back), world_at(NOW))
    book = book_of(source)
    assert book.figures.whole.people == len(SAMPLE.rated)
    assert sum(unit.people for unit in book.figures.units) == len(SAMPLE.rated)
    assert sum(rater.group.people for rater in book.figures.raters) == len(SAMPLE.rated)
    assert [row[0] for row in book.rows[layout.PEOPLE]].count(PERSON.nip) == 1
    rows = [dict(zip(layout.JOB_HEADERS, row, strict=True)) for row in book.rows[layout.JOBS]]
    assert [(row["Mulai"], row["Selesai"], row["Unit Kerja"], row["Dihitung di Rekap"]) for row in rows] == [
        (FIRST, HALF, "Seksi Lama", "Tidak"),
        (SECOND, LAST, "Seksi Baru", "Ya"),
    ]
    counted = next(row for row in book.rows[layout.PEOPLE] if row[0] == PERSON.nip)
    assert rows[1]["Nilai Akhir"] == counted[layout.PERSON_HEADERS.index("Nilai Akhir")] < rows[0]["Nilai Akhir"]
    assert {row[0] for row in book.rows[layout.JOBS]} == {PERSON.nip}


def test_the_dashboard_names_the_other_result_and_without_names_nothing_of_it(all_back) -> None:
    source = recap_source(OfficeFolder(all_back), world_at(NOW))
    page = dashboard_page(dashboard_of(source, named=True)).decode()
    assert page.count("Penugasan dalam periode ini") == 1
    assert page.count("Dihitung di rekap: hasil di atas.") == 1
    assert "1 Januari 2026 – 30 Juni 2026" in page
    bare = dashboard_page(dashboard_of(without_names(source), named=False)).decode()
    for told in ("Penugasan dalam periode ini", "Pengelola Layanan", "30 Juni 2026"):
        assert told not in bare


# --- reports ----------------------------------------------------------------------------------------------------------


def test_each_report_lists_both_results_and_says_which_it_is_about(copied, capsys) -> None:
    assert run(capsys, "laporan", copied)[0] == 0
    reports = sorted((copied / "4_laporan").glob(f"Laporan_{PERSON.nip}_*.xlsx"))
    posts = {"Pengelola Layanan": FIRST_HALF, "Analis Pelayanan": SECOND_HALF}
    for path, own in zip(reports, ("Analis Pelayanan", "Pengelola Layanan"), strict=True):
        cells = read_book(path).sheets["Laporan"].values()
        said = [cell.value for cell in cells if isinstance(cell.value, str)]
        assert "Penugasan dalam periode ini" in said
        assert not [text for text in said if text.startswith("Penugasan lain")], "it is said already"
        for post in posts:
            (told,) = [text for text in said if text.startswith((f"{post}\n", f"{post} (laporan ini)\n"))]
            assert ("(laporan ini)" in told) == (post == own)
            assert ("dihitung di rekap" in told) == (post == "Analis Pelayanan")
    others = [path for path in (copied / "4_laporan").glob("Laporan_*.xlsx") if PERSON.nip not in path.name]
    texts = [cell.value for path in others for cell in read_book(path).sheets["Laporan"].values()]
    assert len(others) == len(SAMPLE.rated) - 1
    assert "Penugasan dalam periode ini" not in texts


def test_a_report_of_a_part_names_the_unit_and_the_superior_of_that_job(office, capsys) -> None:
    move(office)
    write_job(office, 1, RATER, FIRST, HALF, **{"NIP Atasan Penilai": NEXT})
    run(capsys, "bagikan", office)
    send_back(office, part_forms(office)[0], PERSON)
    run(capsys, "kumpulkan", office)
    returns = gather_returns(OfficeFolder(office), real_world(show_progress))
    person = returns.people[PERSON.nip]
    assert superior_of(person, returns) == NEXT
    assert moved(returns, PERSON.nip)
    assert job_names(person, returns) == [], "one result alone needs no table"
    for kind in ("laporan", "evaluasi"):
        assert run(capsys, "laporan", office, "--nip", PERSON.nip, "--jenis", kind)[0] == 0
    (path,) = (office / "4_laporan").glob(f"Laporan_{PERSON.nip}_*.xlsx")
    said = [cell.value for cell in read_book(path).sheets["Laporan"].values() if isinstance(cell.value, str)]
    assert "Seksi Lama" in said
    (official,) = (office / "4_laporan").glob(f"Evaluasi*_{PERSON.nip}_*.xlsx")
    printed = [cell.value for cells in read_book(official).sheets.values() for cell in cells.values()]
    assert {"Seksi Lama", "Pengelola Layanan"} <= set(printed)
    names = {one.nip: one.name for one in SAMPLE.employees}
    assert any(text.startswith("Mengetahui,") and names[NEXT] in text for text in said)
    assert names[RATER] in said


def test_who_decides_where_the_job_does_not_say_the_superior(all_back) -> None:
    returns = gather_returns(OfficeFolder(all_back), world_at(NOW))
    second, first = returns.all_of(PERSON.nip)
    staff = returns.staff
    assert [job_of(one, returns.induk).superior for one in (first, second)] == ["", ""]
    assert staff[PERSON.nip].rater == RATER, "the staff list was not changed"
    assert superior_of(first, returns) == staff[PERSON.nip].superior
    assert superior_of(second, returns) == staff[NEXT].rater
    strangers = {nip: one for nip, one in staff.items() if nip != NEXT}
    assert superior_of(second, replace(returns, staff=strangers)) == ""
    assert superior_of(first, replace(returns, staff={}, induk=replace(returns.induk, jobs=()))) == ""


# --- history ----------------------------------------------------------------------------------------------------------


def test_parts_of_a_period_take_the_place_of_the_whole_and_not_of_each_other(all_back) -> None:
    whole, first, second = person_history(all_back, PERSON.nip, None, world_at(NOW + 3 * MONTH))
    assert whole.replaced == (NOW + MONTH).date()
    assert (first.replaced, second.replaced, first.withdrawn, second.withdrawn) == (None,) * 4
    assert all(one.result is not None for one in (whole, first, second))
    lines = list(history_lines((whole, first, second)))
    assert "Tahunan 2026, 1 Januari 2026 – 31 Desember 2026" in lines
    assert "Tahunan 2026, 1 Januari 2026 – 30 Juni 2026, sebagian dari periode itu" in lines
    assert sum("diganti" in line for line in lines) == 1
    record = chapter_record(first)
    assert (record["mulai"], record["selesai"], record["ditarik_pada"]) == ("2026-01-01", "2026-06-30", None)


def test_a_withdrawn_form_is_told_with_its_day_and_one_handed_out_again_is_in_use(office, capsys) -> None:
    move(office)
    distribute(office, world_at(NOW + MONTH))
    move(office, date(2026, 5, 31))
    distribute(office, world_at(NOW + 2 * MONTH))
    back = NOW + 3 * MONTH
    move(office)
    distribute(office, world_at(back))
    chapters = person_history(office, PERSON.nip, None, world_at(back + MONTH))
    may, june = (NOW + 2 * MONTH).date(), back.date()
    ends = [(one.replaced, one.withdrawn) for one in chapters]
    assert ends == [((NOW + MONTH).date(), None), *[(may, may)] * 2, *[(june, june)] * 2, (None, None), (None, None)]
    before = person_history(office, PERSON.nip, may - timedelta(days=1), world_at(back + MONTH))
    assert [one.withdrawn for one in before] == [None] * 3
    status, out, _ = run(capsys, "riwayat", office, "--nip", PERSON.nip, "--json")
    told = [one["ditarik_pada"] for one in json.loads(out)["riwayat"]]
    assert (status, told) == (0, [None])
    (line, _) = [text for text in history_lines(chapters[:3]) if "ditarik" in text]
    assert line.endswith("tidak dihitung lagi")


def test_two_acting_posts_of_the_same_days_do_not_replace_each_other(all_back) -> None:
    _, first, second = person_history(all_back, PERSON.nip, None, world_at(NOW + 3 * MONTH))
    acting = replace(first.handed_out.form, part=replace(first.handed_out.form.part, post=Post.ACTING))
    names = [first.issued.file_name.replace(".xlsx", ending) for ending in ("-Plt.xlsx", "-Plt-2.xlsx")]
    issued, second_form = (replace(first.issued, file_name=name) for name in names)  # as `form_names` tells them apart
    one = replace(first, issued=issued, handed_out=replace(first.handed_out, form=acting))
    other = replace(one, issued=second_form, ratee=replace(one.ratee, position="Plt. Lurah"))
    assert one.ends(one)
    assert not one.ends(other)
    assert not one.ends(first)
    assert not first.ends(second)


# --- monitor, reminders, closing --------------------------------------------------------------------------------------


def test_two_forms_of_a_rater_are_told_apart_on_the_screen_in_the_sheet_and_in_reminders(office, capsys) -> None:
    move(office)
    run(capsys, "bagikan", office)
    status, out, _ = run(capsys, "monitor", office)
    assert status == 1
    parts = {FIRST_HALF: RATER, SECOND_HALF: NEXT}
    names = {one.nip: one.name for one in SAMPLE.employees}
    for part, rater in parts.items():
        (line,) = [line for line in out.splitlines() if f"masa {part}" in line]
        assert names[rater] in line
    found = monitor(office, real_world(show_progress))
    for part, rater in parts.items():
        whole, half = sorted((line for line in found.lines if line.rater_nip == rater), key=lambda line: line.part)
        assert (whole.part, half.part, half.people) == ("", part, 1)
        assert f"periode Tahunan 2026, masa {part}, untuk 1 pegawai" in message_for(half, found)
    assert found.total.people == len(SAMPLE.rated) + 1
    column = {column.header: place for place, column in enumerate(MONITOR_TABLE.columns, start=1)}
    cells = read_book(next(office.glob("Induk_*.xlsx"))).sheets[MONITOR]
    shown = {cells[row, column[FORM_ID]].value: row for row, place in cells if place == column[FORM_ID]}
    for line in found.lines:
        cell = cells.get((shown[line.form_id], column[DAYS]))
        assert (cell.value if cell else "") == line.part
    status, out, _ = run(capsys, "monitor", office, "--json")
    assert {one["masa"] for one in json.loads(out)["formulir"]} == {None, *parts}


@given(DAYS_OF_OFFICES, DAYS_OF_OFFICES, st.sampled_from(Post), st.integers(1, 12))
def test_the_part_is_read_from_the_name_that_was_made_of_it(start, end, post, number) -> None:
    part = Part(start, end, post)
    assert part_of_slot(part_name(part, number).removeprefix("_")) == (part, number)


@pytest.mark.parametrize("text", ["", "20260101", "20261301-20261231", "20260101-20260630-Plt-2-3"])
def test_a_name_that_says_no_days_is_of_the_whole_period(text) -> None:
    assert part_of_slot(text) is None


def test_a_period_with_a_part_still_open_says_which(all_back, tmp_path, capsys) -> None:
    root = shutil.copytree(all_back, tmp_path / "kantor")
    move(root, date(2026, 5, 31))
    run(capsys, "bagikan", root)
    assert State.MISSING in {line.state for line in monitor(root, real_world(show_progress)).lines}
    _, files = run_json(capsys, "tutup", root)
    told = [one["pesan"] for one in files[0]["temuan"] if one["kode"] == "tutup-belum-kembali"]
    assert any("(masa 1 Januari – 31 Mei 2026, 1 pegawai) belum kembali" in text for text in told)
