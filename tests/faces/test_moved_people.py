"""People who move or act for somebody: one form for each rater and part, results side by side, nothing averaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.printed_code import verification_code
from kinerja_pauh.actions.returns import gather_returns, in_use
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import MaterialSource, Part, Post
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE, STAFF, STAFF_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from moved_office import (
    FIRST,
    HALF,
    LAST,
    NEXT,
    PERSON,
    RATER,
    SECOND,
    induk_of,
    lower,
    part_forms,
    send_back,
    write_job,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.actions.returns import Returns
    from kinerja_pauh.appraisal.model import Form

NAMES = ("20260101-20260630", "20260701-20261231")


@pytest.fixture
def office(tmp_path, tmp_path_factory) -> Path:
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def moved(office, capsys) -> Path:
    """PERSON was under RATER in the first half and under NEXT in the second; the new forms went out."""
    write_job(office, 1, RATER, FIRST, HALF, Jabatan="Pengelola Layanan")
    write_job(office, 2, NEXT, SECOND, LAST, Jabatan="Analis Pelayanan")
    assert run(capsys, "bagikan", office)[0] == 1, "a plan for all jobs is asked about"
    return office


def form_in(path: Path) -> Form:
    return read_form(read_book(path)).form


def returns_of(root: Path) -> Returns:
    return gather_returns(OfficeFolder(root), real_world(show_progress))


def test_each_rater_gets_a_form_for_the_days_he_or_she_rates(moved) -> None:
    first, second = part_forms(moved)
    assert [path.stem.split("_")[-1] for path in (first, second)] == list(NAMES)
    one, other = form_in(first), form_in(second)
    assert (one.rater_nip, one.part, [r.nip for r in one.ratees]) == (RATER, Part(FIRST, HALF, Post.OWN), [PERSON.nip])
    assert (other.rater_nip, other.part) == (NEXT, Part(SECOND, LAST, Post.OWN))
    assert (one.period, one.rated_days.end) == (filled_office.SAMPLE.period, HALF)
    assert [r.position for r in (*one.ratees, *other.ratees)] == ["Pengelola Layanan", "Analis Pelayanan"]
    whole = form_in(filled_office.form_of(moved, RATER))
    assert PERSON.nip not in [ratee.nip for ratee in whole.ratees]
    (beside,) = one.materials
    assert (beside.source, beside.about) == (MaterialSource.JOBS, "Analis Pelayanan")
    assert beside.text.startswith("1 Juli 2026 – 31 Desember 2026, penilai ")


def test_the_form_says_and_counts_its_own_days(moved) -> None:
    book = read_book(part_forms(moved)[0])
    texts = {cell.value for cells in book.sheets.values() for cell in cells.values()}
    assert any(isinstance(text, str) and "(1 Januari 2026 – 30 Juni 2026)" in text for text in texts)
    assert 181.0 in texts, "the days of the part, for an outside factor in proportion"


def test_results_stand_side_by_side_and_the_last_post_lists_the_person(moved, capsys) -> None:
    first, second = part_forms(moved)
    send_back(moved, first, PERSON)
    send_back(moved, second, lower(PERSON))
    assert run(capsys, "kumpulkan", moved)[0] == 1, "the forms from before are told to be old ones"
    returns = returns_of(moved)
    main, (beside,) = returns.people[PERSON.nip], returns.others[PERSON.nip]
    assert (main.scored.form.part.start, beside.scored.form.part.start) == (SECOND, FIRST)
    expected = [score(ratee, filled_office.RULES, filled_office.SAMPLE.period) for ratee in (lower(PERSON), PERSON)]
    assert [one.result.final for one in (main, beside)] == [one.final for one in expected]
    assert main.result.final != beside.result.final
    assert verification_code(main) != verification_code(beside)

    assert run(capsys, "laporan", moved)[0] == 0
    names = sorted(path.name for path in (moved / "4_laporan").glob(f"Laporan_{PERSON.nip}_*.xlsx"))
    assert len(names) == 2
    assert [name.endswith(f"_{NAMES[0]}.xlsx") for name in names] == [False, True]
    for one in (main, beside):
        status, out, _ = run(capsys, "periksa-keutuhan", moved, "--kode", verification_code(one))
        assert (status, PERSON.name in out) == (0, True)
    assert run(capsys, "rekap", moved)[0] == 0


def test_the_old_result_counts_until_one_of_the_same_days_is_back(moved, capsys) -> None:
    run(capsys, "kumpulkan", moved)
    assert returns_of(moved).people[PERSON.nip].scored.form.part is None
    send_back(moved, part_forms(moved)[0], lower(PERSON))
    run(capsys, "kumpulkan", moved)
    returns = returns_of(moved)
    assert returns.people[PERSON.nip].scored.form.part == Part(FIRST, HALF, Post.OWN)
    assert PERSON.nip not in returns.others


def test_a_corrected_date_takes_the_old_forms_back(moved, capsys) -> None:
    old = {one.form_id for one in in_use(real_world(show_progress).register(moved / "register.sqlite"))}
    send_back(moved, part_forms(moved)[0], PERSON)
    run(capsys, "kumpulkan", moved)
    may = date(2026, 5, 31)
    write_job(moved, 1, RATER, FIRST, may, Jabatan="Pengelola Layanan")
    write_job(moved, 2, NEXT, may + timedelta(days=1), LAST, Jabatan="Analis Pelayanan")
    _, _, err = run(capsys, "bagikan", moved)
    assert "Ditarik karena penilai atau penugasannya tidak ada lagi" in err
    assert NAMES[0] in err
    register = real_world(show_progress).register(moved / "register.sqlite")
    now = {one.form_id for one in in_use(register)}
    assert len(now) == len(old)
    assert len(old - now) == 2
    assert set(register.withdrawn()) == old - now
    assert register.withdrawn(datetime(2020, 1, 1).astimezone()) == frozenset()
    run(capsys, "kumpulkan", moved)
    shown = returns_of(moved)
    assert all(one.scored.form.part is None for one in shown.all_of(PERSON.nip)), "what was taken back no longer counts"
    # Back to the first dates: the same forms are in use again, and so is what had come back.
    write_job(moved, 1, RATER, FIRST, HALF, Jabatan="Pengelola Layanan")
    write_job(moved, 2, NEXT, SECOND, LAST, Jabatan="Analis Pelayanan")
    run(capsys, "bagikan", moved)
    assert {one.form_id for one in in_use(register)} == old
    assert returns_of(moved).people[PERSON.nip].scored.form.part == Part(FIRST, HALF, Post.OWN)
    assert register.faults() == []


def test_an_acting_post_with_a_plan_of_its_own_is_rated_beside_the_own_one(office, capsys) -> None:
    write_job(office, 1, RATER, SECOND, LAST, Macam=Post.ACTING, Jabatan="Sekretaris Kecamatan")
    status, _, _ = run(capsys, "bagikan", office)
    assert (status, part_forms(office)) == (0, []), "without its own plan the tasks are additional work"
    whole = form_in(filled_office.form_of(office, RATER))
    (line,) = whole.materials
    assert (line.nip, line.about) == (PERSON.nip, "Plt. Sekretaris Kecamatan")
    assert line.text.endswith("Tanpa rencana tersendiri, tugasnya adalah kinerja tambahan jabatan sendiri.")

    cells = read_book(induk_of(office)).sheets[PLANS]
    free = max(row for row, column in cells if column == PLANS_TABLE.column("NIP") and cells[row, column].value) + 1
    values = {
        "NIP": PERSON.nip, "No": Decimal(90), "Jenis": "Utama", "Rencana Hasil Kerja": "Terlaksananya rapat",
        "Aspek": "Kuantitas", "Indikator": "Jumlah rapat", "Satuan": "rapat", "Arah": "Makin tinggi makin baik",
        "Target": Decimal(6), "Bobot (%)": Decimal(100), "Penugasan": Decimal(1),
    }  # fmt: skip
    write_cells(induk_of(office), PLANS, {(free, PLANS_TABLE.column(h)): value for h, value in values.items()})
    assert run(capsys, "bagikan", office)[0] == 0
    (beside,) = part_forms(office)
    assert beside.stem.endswith("_20260701-20261231-Plt")
    form = form_in(beside)
    assert [i.name for i in form.ratees[0].indicators] == ["Jumlah rapat"]
    assert form.ratees[0].position == "Plt. Sekretaris Kecamatan"
    acting = replace(PERSON, indicators=tuple(replace(i, realisation=Decimal(6)) for i in form.ratees[0].indicators))
    send_back(office, beside, acting)
    run(capsys, "kumpulkan", office)
    returns = returns_of(office)
    assert returns.people[PERSON.nip].scored.form.part is None
    assert [one.result.ratee.position for one in returns.others[PERSON.nip]] == ["Plt. Sekretaris Kecamatan"]
    assert run(capsys, "laporan", office, "--nip", PERSON.nip)[0] == 0
    assert len(list((office / "4_laporan").glob(f"Laporan_{PERSON.nip}_*.xlsx"))) == 2


def test_days_that_overlap_keep_every_form_back(office, capsys) -> None:
    write_job(office, 1, RATER, FIRST, SECOND, Jabatan="A")
    write_job(office, 2, NEXT, SECOND, LAST, **{"Jabatan": "B", "Nomor Surat": ""})
    status, files = run_json(capsys, "bagikan", office)
    codes = [one["kode"] for one in files[0]["temuan"]]
    assert (status, files[0]["putusan"]) == (1, "perlu_dilihat")
    assert {"penugasan-bertumpuk", "penugasan-tanpa-surat"} <= set(codes)
    assert part_forms(office) == []


def test_an_induk_without_the_sheet_and_the_column_still_works(office, capsys) -> None:
    """One from before there were jobs."""
    path = induk_of(office)
    header = {(FIRST_ROW - 1, PLANS_TABLE.column("Penugasan")): "Catatan HR"}
    write_cells(path, PLANS, header)
    status, files = run_json(capsys, "periksa", path)
    assert (status, files[0]["temuan"]) == (0, [])


ONLY = next(rater for rater, people in filled_office.raters().items() if len(people) == 1 and rater != NEXT)


def retire(root: Path) -> str:
    """The only person of a rater is rated no more; gives the NIP."""
    (person,) = filled_office.raters()[ONLY]
    cells = read_book(induk_of(root)).sheets[STAFF]
    column = STAFF_TABLE.column("NIP")
    row = next(row for (row, c), cell in cells.items() if c == column and cell.value == person.nip)
    write_cells(induk_of(root), STAFF, {(row, STAFF_TABLE.column("Aktif")): "Tidak"})
    return person.nip


def test_whoever_was_rated_and_then_retired_keeps_the_result(office, capsys) -> None:
    run(capsys, "kumpulkan", office)
    before = returns_of(office).people
    nip = retire(office)
    _, _, err = run(capsys, "bagikan", office)
    assert "Ditarik" not in err
    assert returns_of(office).people[nip].result.final == before[nip].result.final


def test_a_form_about_somebody_who_retired_is_awaited_no_more(office, capsys) -> None:
    retire(office)
    _, _, err = run(capsys, "bagikan", office)
    assert f"Ditarik karena penilai atau penugasannya tidak ada lagi: Penilaian_{ONLY}_" in err
    register = real_world(show_progress).register(office / "register.sqlite")
    assert ONLY not in {one.rater_nip for one in in_use(register)}
