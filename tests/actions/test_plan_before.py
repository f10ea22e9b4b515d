"""What last year leaves for the plans of this one: rows to begin with, a flag on a copy, and the agreed steps."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from earlier_office import PEOPLE as RATED
from earlier_office import came_back
from filled_office import SAMPLE, YEAR
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.plan_sharing import share_plans
from kinerja_pauh.actions.plan_submitting import submit_plans
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.samples import year_period
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.fill_skp import FIRST_STEP, STEPS_ROW
from kinerja_pauh.sheets.induk_layout import LAST_FOLDER, SETTING_KEYS, SETTINGS
from kinerja_pauh.sheets.layout import FIRST_ROW, PURPOSE_ROW
from kinerja_pauh.sheets.read_skp import read_plan
from kinerja_pauh.sheets.skp_words import DECISIONS, GUIDE, PLAN, STEPS_SENTENCE
from planning_office import PEOPLE, WORLD, approval_file, plan_file, raters, send_plan, set_in_induk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kinerja_pauh.actions.outcome import Outcome
    from kinerja_pauh.appraisal.model import Employee, Indicator

RATER = max(raters(), key=lambda nip: len(raters()[nip]))
MOVED, SAME = raters()[RATER][:2]
NEW, BEGUN = [nip for nip in PEOPLE if nip not in {MOVED, SAME}][:2]
OLD_POST = "Pengelola Arsip"
CODE = "rencana-sama-tahun-lalu"
NOTE = "Induk tahun lalu tidak terbaca, jadi rencananya tidak ikut dipakai."
NOTICE = "▲ Baris di bawah ini dari rencana Anda tahun 2025."


def write(root: Path, year: int, plans: Mapping[str, Sequence[Indicator]], people: Sequence[Employee], last="") -> Path:
    settings = settings_for(SAMPLE.office, year_period(year), year=year) | {LAST_FOLDER: last}
    write_induk(root, people, plans, settings, WORLD)
    return root


def other_post(one: Employee) -> Employee:
    return replace(one, position=OLD_POST) if one.nip == MOVED else one


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Path:
    """Last year's folder, in which NEW had no plan, and this year's, in which only BEGUN has rows; only copied."""
    base = tmp_path_factory.mktemp("dua-tahun")
    write(
        base / "Penilaian-2025",
        2025,
        {nip: rows for nip, rows in SAMPLE.plans.items() if nip != NEW},
        [other_post(one) for one in SAMPLE.employees],
    )
    write(base / "Penilaian-2026", YEAR, {BEGUN: SAMPLE.plans[BEGUN][:2]}, SAMPLE.employees, "../Penilaian-2025")
    return base


@pytest.fixture
def root(both, tmp_path) -> Path:
    return shutil.copytree(both, tmp_path / "kantor") / "Penilaian-2026"


@pytest.fixture(scope="module")
def built(both, tmp_path_factory) -> Path:
    """The same with a workbook for everybody; only copied."""
    base = shutil.copytree(both, tmp_path_factory.mktemp("dibagikan") / "kantor")
    share_plans(base / "Penilaian-2026", WORLD)
    return base


@pytest.fixture
def shared(built, tmp_path) -> Path:
    return shutil.copytree(built, tmp_path / "kantor") / "Penilaian-2026"


def begun_with(root: Path, nip: str) -> tuple[list[tuple[object, ...]], str]:
    """The rows of a handed-out workbook and the line above them."""
    book = read_book(plan_file(root, nip))
    return promises(read_plan(book).rows), str(book.sheets[PLAN][PURPOSE_ROW, 1].value)


def promises(rows: Sequence[Indicator]) -> list[tuple[object, ...]]:
    return [(row.number, row.result, row.name, row.target, row.weight, row.data_source) for row in rows]


def codes(outcome: Outcome, path: Path) -> set[str]:
    return {found.code for one in outcome.files if one.file == path.name for found in one.findings}


def steps_of(root: Path, nip: str) -> list[tuple[object, ...]]:
    """Period, step and deadline as the workbook lists them."""
    cells = read_book(plan_file(root, nip)).sheets[GUIDE]
    rows = sorted({row for row, _ in cells if row >= FIRST_STEP})
    return [tuple(cells[row, column].value if (row, column) in cells else None for column in (2, 3, 4)) for row in rows]


# --- what a plan begins with -----------------------------------------------------------------------------------------


def test_who_has_no_rows_yet_begins_with_those_of_last_year_and_reads_that(shared):
    rows, line = begun_with(shared, SAME)
    assert rows == promises(SAMPLE.plans[SAME])
    assert line == f"{NOTICE} Periksa satu per satu, sesuaikan, lalu kirim."


def test_who_held_another_post_gets_them_all_the_same_with_the_name_of_that_post(shared):
    rows, line = begun_with(shared, MOVED)
    assert rows == promises(SAMPLE.plans[MOVED])
    assert line.startswith(f"{NOTICE} Jabatan Anda waktu itu: {OLD_POST}. Periksa")


def test_a_new_person_begins_with_nothing_and_rows_of_this_year_come_first(shared):
    rows, line = begun_with(shared, NEW)
    assert (rows, line.startswith("Satu baris satu indikator.")) == ([], True)
    rows, line = begun_with(shared, BEGUN)
    assert (rows, line.startswith("Satu baris")) == (promises(SAMPLE.plans[BEGUN][:2]), True)


def test_rows_that_belonged_to_one_job_of_last_year_are_not_taken_over(root):
    last = root.parent / "Penilaian-2025"
    shutil.rmtree(last)
    rows = SAMPLE.plans[SAME]
    only = tuple(replace(row, job="1") for row in SAMPLE.plans[MOVED])
    write(last, 2025, {SAME: (replace(rows[0], job="1"), *rows[1:]), MOVED: only}, SAMPLE.employees)
    share_plans(root, WORLD, [SAME, MOVED])
    assert begun_with(root, SAME)[0] == promises(rows[1:])
    assert begun_with(root, MOVED)[0] == []


def test_what_was_sent_stands_in_the_revision_and_not_what_was_there_last_year(shared):
    send_plan(shared, SAME, {(1, "Bobot (%)"): 1})
    collect(shared, WORLD)
    book = read_book(plan_file(shared, SAME, 2))
    assert read_plan(book).rows[0].weight == 1
    assert str(book.sheets[PLAN][PURPOSE_ROW, 1].value).startswith("▲ Dikembalikan: ")


def gone(last: Path) -> None:
    shutil.rmtree(last)


def without_induk(last: Path) -> None:
    OfficeFolder(last).induk.unlink()


def of_this_year(last: Path) -> None:
    shutil.rmtree(last)
    write(last, YEAR, SAMPLE.plans, SAMPLE.employees)


def harmed(last: Path) -> None:
    OfficeFolder(last).induk.write_bytes(b"bukan buku kerja")


def doubled(last: Path) -> None:
    shutil.copy(OfficeFolder(last).induk, last / "Induk_2025_salinan.xlsx")


def without_period(last: Path) -> None:
    rows = [FIRST_ROW + list(SETTING_KEYS).index(key) for key in ("periode", "mulai", "selesai")]
    write_cells(OfficeFolder(last).induk, SETTINGS, {(row, 2): "" for row in rows})


@pytest.mark.parametrize("trouble", [gone, without_induk, of_this_year])
def test_a_last_year_that_is_not_there_is_no_trouble(root, trouble: Callable[[Path], None]):
    trouble(root.parent / "Penilaian-2025")
    outcome = share_plans(root, WORLD, [SAME])
    assert begun_with(root, SAME)[0] == []
    assert outcome.advice == "1 buku kerja rencana ada di 1_dibagikan/SKP. Kirim kepada pegawainya."


@pytest.mark.parametrize("named", ["", ".", "../tidak-ada"])
def test_a_setting_that_names_no_earlier_folder_is_no_trouble(root, named):
    set_in_induk(root, LAST_FOLDER, named)
    outcome = share_plans(root, WORLD, [SAME])
    assert begun_with(root, SAME)[0] == []
    assert "tidak terbaca" not in outcome.advice


@pytest.mark.parametrize("trouble", [harmed, doubled, without_period])
def test_a_last_year_that_cannot_be_read_is_a_note_at_every_stage_and_never_a_refusal(shared, trouble):
    trouble(shared.parent / "Penilaian-2025")
    send_plan(shared, SAME)
    send_plan(shared, MOVED, {(1, "Bobot (%)"): 1})
    assert NOTE in collect(shared, WORLD).advice
    assert NOTE in submit_plans(shared, WORLD).advice
    outcome = share_plans(shared, WORLD, [NEW])
    assert (len(outcome.written), outcome.advice.count(NOTE)) == (1, 1)


def test_a_last_year_that_may_not_be_looked_into_is_a_note(root):
    def forbidden(path: Path) -> object:
        if "2025" in path.name:
            raise PermissionError(path)
        return read_book(path)

    outcome = share_plans(root, replace(WORLD, read=forbidden), [SAME])
    assert f"{NOTE} Periksa setelan folder_tahun_lalu di Induk." in outcome.advice
    assert begun_with(root, SAME)[0] == []


# --- the same plan once more -----------------------------------------------------------------------------------------


def test_a_plan_sent_back_as_it_was_last_year_is_flagged_to_the_rater_and_a_changed_one_is_not(shared):  # trap 11
    same, changed = send_plan(shared, SAME), send_plan(shared, MOVED, {(1, "Target"): 12345})
    outcome = collect(shared, WORLD)
    assert CODE in codes(outcome, same)
    assert CODE not in codes(outcome, changed)
    assert {one.verdict for one in outcome.files} == {"diterima"}, "it is advice and keeps nobody from the rater"
    submit_plans(shared, WORLD)
    cells = read_book(approval_file(shared, RATER)).sheets[DECISIONS]
    told = {str(cells[row, 1].value): line_of(cells, row) for row, column in cells if column == 1 and row >= FIRST_ROW}
    assert "sama persis dengan tahun lalu" in told[SAME]
    assert "tahun lalu" not in told[MOVED]


def line_of(cells, row: int) -> str:
    return " ".join(str(cell.value) for (at, _), cell in cells.items() if at == row)


# --- agreed steps ----------------------------------------------------------------------------------------------------


@pytest.fixture
def after_a_year(root) -> Path:
    """The office whose rater returned forms of two years; the first is too long ago."""
    came_back(root.parent / "Penilaian-2025", year_period(2024), year_period(2025))
    return root


def agreed(nip: str) -> list[tuple[object, ...]]:
    ratee = next(one for one in RATED if one.nip == nip)
    steps = [entry.plan for entry in ratee.feedback if entry.plan] + [talk.agreed for talk in ratee.dialogues]
    return [step for step in steps if step]


def test_the_steps_of_last_year_stand_in_the_guide_and_nothing_where_none_were_agreed(after_a_year):
    rated, other = RATED[0].nip, next(nip for nip in PEOPLE if nip not in {one.nip for one in RATED})
    share_plans(after_a_year, WORLD, [rated, other])
    told = steps_of(after_a_year, rated)
    assert [step for _, step, _ in told] == agreed(rated) != []
    assert {period for period, _, _ in told} == {"Tahunan 2025"}
    cells = read_book(plan_file(after_a_year, rated)).sheets[GUIDE]
    assert cells[STEPS_ROW + 1, 2].value == STEPS_SENTENCE
    assert cells[FIRST_STEP, 4].is_date
    assert not [place for place in read_book(plan_file(after_a_year, other)).sheets[GUIDE] if place[0] >= STEPS_ROW]


def test_last_year_is_read_once_however_many_workbooks_there_are(after_a_year):
    opened: list[str] = []

    def counted(name: str, data: bytes) -> object:
        opened.append(name)
        return WORLD.open_book(name, data)

    share_plans(after_a_year, replace(WORLD, open_book=counted))
    assert [name for name in opened if name.startswith("Tahunan 2025")] == ["Tahunan 2025.xlsx"]


def test_a_step_is_under_the_seal_and_a_workbook_from_before_there_were_steps_is_still_taken(after_a_year):
    first, second = (one.nip for one in RATED)
    last = after_a_year.parent / "Penilaian-2025"
    last.rename(last.with_name("nanti"))
    share_plans(after_a_year, WORLD, [second])
    assert steps_of(after_a_year, second) == []
    old = plan_file(after_a_year, second).read_bytes()
    last.with_name("nanti").rename(last)
    share_plans(after_a_year, WORLD, [first, second])
    assert steps_of(after_a_year, second) != []
    changed = send_plan(after_a_year, first)
    write_cells(changed, GUIDE, {(FIRST_STEP, 3): "Tidak ada."})
    older = after_a_year / "2_masuk" / "lama.xlsx"
    older.write_bytes(old)
    outcome = collect(after_a_year, WORLD)
    assert codes(outcome, changed) == {"sel-terkunci-berubah"}
    assert {one.file: one.verdict for one in outcome.files if one.file == changed.name} == {changed.name: "ditolak"}
    assert not codes(outcome, older) & {"sel-terkunci-berubah", "lembar-hilang", "segel-berubah"}


def test_a_register_of_last_year_that_cannot_be_read_is_a_note(root):
    (root.parent / "Penilaian-2025" / "register.sqlite").write_text("bukan register" * 100)
    outcome = share_plans(root, WORLD, [SAME])
    assert "Folder tahun lalu tidak terbaca" in outcome.advice
    assert steps_of(root, SAME) == []
