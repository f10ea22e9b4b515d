"""One person with two acting posts on the same days under one rater: nothing takes the place of anything else."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.person_history import person_history
from kinerja_pauh.actions.planned import gather_plans
from kinerja_pauh.actions.printed_code import verification_code
from kinerja_pauh.actions.returns import gather_returns, in_use
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.faces.cli import main
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets.evidence_book import LINES
from kinerja_pauh.sheets.flat_book import FIRST_ROW as FLAT_ROW
from kinerja_pauh.sheets.job_sheet import JOBS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.objection_book import FACTS, RESULTS
from kinerja_pauh.sheets.year_sheets import OBJECTIONS, OBJECTIONS_TABLE
from moved_office import (
    FIRST,
    LAST,
    NEXT,
    PERSON,
    RATER,
    SECOND,
    act,
    induk_of,
    part_forms,
    send_back_reached,
    write_job,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.actions.returns import Returns

POSTS = ("Lurah Satu", "Lurah Dua")


@pytest.fixture
def office(all_back, tmp_path) -> Path:
    return shutil.copytree(all_back, tmp_path / "Penilaian-2026")


@pytest.fixture(scope="module")
def all_back(tmp_path_factory) -> Path:
    """The own post and both acting ones came back."""
    root = filled_office.office_copy(tmp_path_factory.mktemp("plt"), tmp_path_factory)
    for number, position in enumerate(POSTS, start=1):
        act(root, number, NEXT, (SECOND, LAST), position)
    assert main(["bagikan", str(root)]) == 0
    for path in part_forms(root):
        send_back_reached(root, path)
    main(["kumpulkan", str(root)])
    return root


def returns_of(root: Path) -> Returns:
    return gather_returns(OfficeFolder(root), real_world(show_progress))


def posts_of(returns: Returns) -> set[str]:
    return {one.result.ratee.position for one in returns.others[PERSON.nip]}


def own_post(root: Path) -> str:
    return returns_of(root).people[PERSON.nip].result.ratee.position


def object_to(root: Path, capsys) -> dict[object, object]:
    """The facts of the file of an objection that PERSON files today."""
    today = date.today()  # noqa: DTZ011 - the office's own day
    values = {"NIP": PERSON.nip, "Diterima Pegawai": today, "Diajukan": today, "Alasan Pegawai": "Loket"}
    cells = {(FIRST_ROW, OBJECTIONS_TABLE.column(header)): value for header, value in values.items()}
    write_cells(induk_of(root), OBJECTIONS, cells)
    assert run(capsys, "keberatan", root)[0] == 0
    (path,) = (root / "4_laporan").glob("Keberatan_*.xlsx")
    return dict(zip(shown(path, FACTS, 1), shown(path, FACTS, 2), strict=True))


def shown(path: Path, sheet: str, column: int) -> list[object]:
    cells = read_book(path).sheets[sheet]
    return [cells[row, column].value for row, place in sorted(cells) if place == column and row >= FLAT_ROW]


def test_each_result_has_a_document_of_its_own(office, capsys) -> None:
    assert posts_of(returns_of(office)) == {"Plt. Lurah Satu", "Plt. Lurah Dua"}
    status, _, err = run(capsys, "laporan", office, "--nip", PERSON.nip)
    assert (status, "3 laporan" in err) == (0, True)
    files = list((office / "4_laporan").glob(f"Laporan_{PERSON.nip}_*.xlsx"))
    said = [cell.value for path in files for cell in read_book(path).sheets["Laporan"].values()]
    assert len(files) == 3
    assert {f"Jumlah rapat {post}" for post in POSTS} <= set(said)
    assert "0 ditulis" in run(capsys, "laporan", office, "--nip", PERSON.nip)[2], "none is written over another"


def test_an_objection_is_held_against_the_same_post_before_and_after(office, capsys) -> None:
    assert object_to(office, capsys)["Jabatan"] == own_post(office)
    (path,) = (office / "4_laporan").glob("Keberatan_*.xlsx")
    before, after = (shown(path, RESULTS, column) for column in (2, 3))
    assert before == after, "nothing was sent since the objection was filed"


def test_an_objection_says_which_days_were_rated(office, capsys) -> None:
    assert object_to(office, capsys)["Masa yang dinilai"] == "1 Januari 2026 – 31 Desember 2026"


def test_a_withdrawn_form_that_comes_back_is_told_as_one_that_does_not_count(office, capsys) -> None:
    for number, position in enumerate(POSTS, start=1):
        write_job(office, number, NEXT, SECOND, LAST - timedelta(days=1), Macam="Plt.", Jabatan=position)
    run(capsys, "bagikan", office)
    _, files = run_json(capsys, "kumpulkan", office)
    told = {one["berkas"]: {f["kode"]: f["pesan"] for f in one["temuan"]} for one in files}
    gone = [found for name, found in told.items() if "Plt" in name]
    assert len(gone) == 2
    assert all("tidak dihitung" in found["formulir-ditarik"] for found in gone)
    assert all("masa yang dinilainya" in found["penilai-berganti"] for found in gone)


def test_an_objection_names_the_unit_and_who_decides_by_the_job(office, capsys) -> None:
    """The job was entered after its form had come back; the staff list says another unit and superior."""
    names = {one.nip: one.name for one in filled_office.SAMPLE.employees}
    write_job(office, 3, RATER, FIRST, LAST, **{"Unit Kerja": "Seksi Baru", "NIP Atasan Penilai": NEXT})
    write_cells(induk_of(office), JOBS_TABLE.sheet, {(FIRST_ROW + 2, JOBS_TABLE.column("Jabatan")): own_post(office)})
    assert object_to(office, capsys)["Unit kerja"] == "Seksi Baru"
    assert object_to(office, capsys)["Yang memutuskan"] == names[NEXT]


def test_evidence_and_printed_codes_say_which_job(office, capsys) -> None:
    run(capsys, "bukti", office)
    (path,) = (office / "3_rekap").glob("Bukti_Dukung_*.xlsx")
    rows: dict[int, list[object]] = {}
    for (row, _), cell in sorted(read_book(path).sheets[LINES].items()):
        rows.setdefault(row, []).append(cell.value)
    acted = [row for row in rows.values() if any(f"Jumlah rapat {post}" in row for post in POSTS)]
    assert len(acted) == 2
    assert all("Seksi Lama" in row for row in acted)
    whole, *beside = returns_of(office).all_of(PERSON.nip)
    for one, days in ((whole, ""), *((one, "1 Juli – 31 Desember 2026, Plt.") for one in beside)):
        _, out, err = run(capsys, "periksa-keutuhan", office, "--kode", verification_code(one))
        assert f"Tahunan 2026, {days};" in out + err if days else "Tahunan 2026; nilai" in out + err


def test_a_post_named_otherwise_stays_one_result(office, capsys) -> None:
    write_job(office, 2, NEXT, SECOND, LAST, Macam="Plt.", Jabatan="Lurah Kedua")
    assert run(capsys, "bagikan", office)[0] == 0
    planned = gather_plans(OfficeFolder(office), real_world(show_progress))
    assert posts_of(planned) == {"Plt. Lurah Satu", "Plt. Lurah Dua"}, "what came back stands for the plan"
    assert run(capsys, "laporan", office, "--nip", PERSON.nip, "--jenis", "skp")[0] == 0
    printed = [read_book(path) for path in (office / "4_laporan").glob(f"SKP-*_{PERSON.nip}_*.xlsx")]
    said = [str(cell.value) for book in printed for cells in book.sheets.values() for cell in cells.values()]
    assert len(printed) == 3
    assert all(any(f"Jumlah rapat {post}" in text for text in said) for post in POSTS)
    (renamed,) = [path for path in part_forms(office) if path.stem.endswith("-Plt-2")]
    send_back_reached(office, renamed)
    run(capsys, "kumpulkan", office)
    assert posts_of(returns_of(office)) == {"Plt. Lurah Satu", "Plt. Lurah Kedua"}
    chapters = person_history(office, PERSON.nip, None, real_world(show_progress))
    ended = {one.ratee.position: one.replaced is not None for one in chapters}  # of each post the newest form
    assert (ended["Plt. Lurah Dua"], ended["Plt. Lurah Kedua"]) == (True, False), "one took the place of the other"


def test_an_erased_rater_who_is_handed_out_to_again_keeps_the_forms(office, capsys) -> None:
    """The same forms stand under a stand-in and under the rater: taking back the first must not take the other."""
    before = returns_of(office)
    assert run(capsys, "data-pribadi", office, "--nip", NEXT, "--hapus")[0] == 0
    status, _, err = run(capsys, "bagikan", office)
    assert (status, "Ditarik" in err) == (0, False)
    register = real_world(show_progress).register(office / "register.sqlite")
    forms = in_use(register)
    assert len({one.form_id for one in forms}) == len(forms)
    assert {one.rater_nip for one in forms} == set(filled_office.raters())
    assert set(returns_of(office).people) == set(before.people), "what came back counts as before"


def test_a_withdrawal_is_noted_once_for_a_form_that_was_handed_out_twice(office, capsys) -> None:
    register = real_world(show_progress).register(office / "register.sqlite")
    for position in ("Lurah Pertama", POSTS[0]):
        write_job(office, 1, NEXT, SECOND, LAST, Macam="Plt.", Jabatan=position)
        run(capsys, "bagikan", office)
    for number, position in enumerate(POSTS, start=1):
        write_job(office, number, NEXT, SECOND, LAST - timedelta(days=1), Macam="Plt.", Jabatan=position)
    run(capsys, "bagikan", office)
    gone = [one.about for one in register.withdrawals()]
    assert gone
    assert len(gone) == len(set(gone))
