"""A small office in which one person moves in the middle of the year, or acts for a post beside the own one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import filled_office
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import Post, Rating
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE
from kinerja_pauh.sheets.job_sheet import JOBS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Ratee

RATER = filled_office.largest_rater()
PERSON = filled_office.raters()[RATER][0]
NEXT = next(nip for nip in filled_office.raters() if nip not in {RATER, PERSON.nip})
FIRST, HALF = date(2026, 1, 1), date(2026, 6, 30)
SECOND, LAST = HALF + timedelta(days=1), date(2026, 12, 31)


def induk_of(root: Path) -> Path:
    return next(root.glob("Induk_*.xlsx"))


def write_job(root: Path, number: int, rater: str, start: date, end: date, **more: object) -> None:
    """A row of the sheet Penugasan about PERSON. more: by header."""
    values = {
        "NIP": PERSON.nip, "No": Decimal(number), "Macam": Post.OWN, "Jabatan": "Pengelola Layanan",
        "Unit Kerja": "Seksi Lama", "NIP Penilai": rater, "Mulai": start, "Selesai": end, "Nomor Surat": "800/7/2026",
    } | more  # fmt: skip
    cells = {(FIRST_ROW + number - 1, JOBS_TABLE.column(header)): value for header, value in values.items()}
    write_cells(induk_of(root), JOBS_TABLE.sheet, cells)


def move(root: Path, last_day: date = HALF) -> None:
    """PERSON is under RATER up to a day and under NEXT from the next one on."""
    write_job(root, 1, RATER, FIRST, last_day)
    later = {"Jabatan": "Analis Pelayanan", "Unit Kerja": "Seksi Baru"}
    write_job(root, 2, NEXT, last_day + timedelta(days=1), LAST, **later)


def part_forms(root: Path) -> list[Path]:
    """The handed-out forms about a part of the period, by their first day."""
    found = (root / "1_dibagikan").glob("Penilaian_*_2026*-2026*.xlsx")
    return sorted(found, key=lambda path: path.name.split("_")[-1])


def send_back(root: Path, path: Path, person: Ratee) -> None:
    """The form comes back, filled in like that person's."""
    filled = root / "2_masuk" / path.name
    shutil.copy(path, filled)
    filled_office.fill_in(filled, [person])


def lower(person: Ratee) -> Ratee:
    """The same person, judged otherwise: worse in every value."""
    worse = tuple(replace(b, rating=Rating.BELOW, example="Terlambat 3 Maret 2026.") for b in person.behaviours)
    return replace(person, behaviours=worse, behaviour_rating=Rating.BELOW, reason="Lihat contoh tiap nilai.")


def act(root: Path, number: int, rater: str, days: tuple[date, date], position: str) -> None:
    """PERSON also acts for a post, with one row of plan of its own: the job's number times 100."""
    write_job(root, number, rater, *days, Macam=Post.ACTING, Jabatan=position)
    cells = read_book(induk_of(root)).sheets[PLANS]
    free = max(row for row, column in cells if column == PLANS_TABLE.column("NIP") and cells[row, column].value) + 1
    values = {
        "NIP": PERSON.nip, "No": Decimal(100 * number), "Jenis": "Utama", "Rencana Hasil Kerja": "Terlaksananya rapat",
        "Aspek": "Kuantitas", "Indikator": f"Jumlah rapat {position}", "Satuan": "rapat",
        "Arah": "Makin tinggi makin baik", "Target": Decimal(6), "Bobot (%)": Decimal(100),
        "Penugasan": Decimal(number),
    }  # fmt: skip
    write_cells(induk_of(root), PLANS, {(free, PLANS_TABLE.column(h)): value for h, value in values.items()})


def send_back_reached(root: Path, path: Path) -> None:
    """A form of an acting post comes back, its target of six reached."""
    (ratee,) = read_form(read_book(path)).form.ratees
    reached = tuple(replace(row, realisation=Decimal(6)) for row in ratee.indicators)
    send_back(root, path, replace(PERSON, indicators=reached))
