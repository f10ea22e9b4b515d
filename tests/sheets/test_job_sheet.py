"""The sheet Penugasan, the plan's column that names its rows, and the part of the period in a form's `_meta`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import books
from kinerja_pauh.appraisal.model import Part, Post
from kinerja_pauh.samples import office
from kinerja_pauh.sheets.cells import Book, Cell, CellKind, SheetFill
from kinerja_pauh.sheets.fill_induk import fill_induk, settings_for
from kinerja_pauh.sheets.form_layout import META
from kinerja_pauh.sheets.form_meta import NotAForm
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE
from kinerja_pauh.sheets.job_sheet import JOBS, JOBS_TABLE, read_jobs
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.write_plans import plan_changes
from people import NIP, PERIOD, form_of, person

SAMPLE = office(5)
MOVED = SAMPLE.rated[0]
JOB = {
    "NIP": MOVED.nip, "No": 1, "Macam": "Definitif", "Jabatan": "Pengelola", "Unit Kerja": "Seksi A",
    "NIP Penilai": SAMPLE.rated[1].nip, "NIP Atasan Penilai": "", "Mulai": date(2026, 1, 1),
    "Selesai": date(2026, 6, 30), "Nomor Surat": "SK 1",
}  # fmt: skip


def jobs_book(*rows: dict) -> Book:
    values = {
        (number, JOBS_TABLE.column(header)): value
        for number, row in enumerate(rows, start=FIRST_ROW)
        for header, value in row.items()
    }
    return Book("Induk.xlsx", {JOBS: books.sheet(SheetFill(values=values), JOBS_TABLE)})


def test_a_row_says_who_holds_which_post_when() -> None:
    (job,), findings = read_jobs(jobs_book(JOB))
    assert findings == ()
    assert (job.nip, job.number, job.post, job.rater) == (MOVED.nip, "1", Post.OWN, SAMPLE.rated[1].nip)
    assert (job.start, job.end, job.letter, job.unit) == (date(2026, 1, 1), date(2026, 6, 30), "SK 1", "Seksi A")
    assert job.places["start"] == f"{JOBS}!I{FIRST_ROW}"


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("NIP", "", "nip-kosong"),
        ("NIP", "123", "nip-salah"),
        ("Macam", "Pejabat", "pilihan-tidak-dikenal"),
        ("Mulai", "awal tahun", "bukan-tanggal"),
        ("NIP Penilai", 1.98e17, "nip-angka"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(header, value, code) -> None:
    (_,), findings = read_jobs(jobs_book(JOB | {header: value}))
    assert [one.code for one in findings] == [code]


@pytest.mark.parametrize(("typed", "post"), [("plt", Post.ACTING), ("PLH", Post.DAILY), ("Plt.", Post.ACTING)])
def test_the_point_of_an_abbreviation_does_not_count(typed, post) -> None:
    (job,), findings = read_jobs(jobs_book(JOB | {"Macam": typed}))
    assert (job.post, findings) == (post, ())


def test_a_list_that_ends_in_an_abbreviation_ends_in_one_point() -> None:
    _, (finding,) = read_jobs(jobs_book(JOB | {"Macam": "."}))
    assert finding.message == 'Macam berisi ".". Pilih salah satu: Definitif, Plt., Plh.'


def test_an_induk_from_before_has_no_jobs_and_a_renamed_column_is_told() -> None:
    assert read_jobs(Book("Induk.xlsx", {})) == ((), ())
    cells = jobs_book(JOB).sheets[JOBS]
    renamed = {**cells, (FIRST_ROW - 1, JOBS_TABLE.column("Mulai")): Cell(CellKind.TEXT, "Sejak")}
    jobs, findings = read_jobs(Book("Induk.xlsx", {JOBS: renamed}))
    assert (jobs, [one.code for one in findings]) == ((), ["judul-hilang"])


def induk_book(job: str) -> Book:
    """An Induk in which every row of MOVED's plan names this job."""
    rows = tuple(replace(row, job=job) for row in SAMPLE.plans[MOVED.nip])
    settings = settings_for(SAMPLE.office, SAMPLE.period, year=2026)
    return books.book(fill_induk(SAMPLE.employees, dict(SAMPLE.plans) | {MOVED.nip: rows}, settings))


def test_the_plan_names_the_job_of_its_rows() -> None:
    induk = read_induk(induk_book("2"))
    rows = induk.plans[MOVED.nip]
    assert {row.job for row in rows} == {"2"}
    assert rows[0].places["job"].startswith(f"{PLANS}!O")
    assert MOVED not in induk.plan_makers
    assert len(induk.plan_makers) == len(SAMPLE.employees) - 1


def test_without_a_job_the_plan_is_drafted_as_a_whole() -> None:
    assert len(read_induk(induk_book("")).plan_makers) == len(SAMPLE.employees)


def test_a_plan_agreed_on_as_a_whole_leaves_the_rows_of_single_jobs_alone() -> None:
    book = induk_book("2")
    new = tuple(replace(row, name="baru") for row in SAMPLE.plans[MOVED.nip][:1])
    own = {row for (row, c), cell in book.sheets[PLANS].items() if c == 1 and cell.value == MOVED.nip}
    changed = plan_changes(book, [(MOVED, new)])
    assert changed
    assert not own & {row for row, _ in changed}


def test_an_induk_without_the_column_takes_agreed_plans_all_the_same() -> None:
    book = induk_book("")
    column = PLANS_TABLE.column("Penugasan")
    cells = {place: cell for place, cell in book.sheets[PLANS].items() if place[1] != column}
    older = Book(book.name, {**book.sheets, PLANS: cells})
    assert read_induk(older).findings == read_induk(book).findings
    new = SAMPLE.plans[MOVED.nip][:1]
    changed = plan_changes(older, [(MOVED, new)])
    assert changed
    assert column not in {one for _, one in changed}


# The form

PART = Part(date(2026, 7, 1), date(2026, 9, 30), Post.ACTING)


def with_meta(**changed: str | None) -> Book:
    """A form about PART with some keys of `_meta` otherwise; None takes a key away."""
    book = books.form_book(replace(form_of(person()), part=PART))
    cells = dict(book.sheets[META])
    for (row, column), cell in book.sheets[META].items():
        key = str(cell.value)
        if column == 1 and key in changed:
            if changed[key] is None:
                del cells[row, 1], cells[row, 2]
            else:
                cells[row, 2] = Cell(CellKind.TEXT, changed[key])
    return Book(book.name, {**book.sheets, META: cells})


def test_a_form_keeps_the_days_it_rates() -> None:
    read = read_form(with_meta())
    assert (read.form.part, read.form.period, read.findings) == (PART, PERIOD, ())
    assert (read.form.rated_days.start, read.form.rated_days.label) == (PART.start, PERIOD.label)
    assert read.form.ratees[0].nip == NIP


@pytest.mark.parametrize(
    "change",
    [
        {"bagian_mulai": None},
        {"bagian_mulai": "kapan"},
        {"bagian_macam": "Pejabat"},
        {"bagian_mulai": "2025-12-31"},
        {"bagian_selesai": "2027-01-01"},
        {"bagian_mulai": "2026-10-01"},
    ],
)
def test_days_that_cannot_be_are_refused(change) -> None:
    with pytest.raises(NotAForm, match="_meta rusak"):
        read_form(with_meta(**change))
