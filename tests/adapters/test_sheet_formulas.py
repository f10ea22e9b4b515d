"""A form typed and saved in real LibreOffice: its own formulas and the core give the same numbers, cell for cell.

The number of random people is 2,000; KINERJA_ORANG=20000 makes a longer run.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kinerja_pauh.actions.read_files import ScoredForm, score_form
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import Form, Office, Period, Ratee, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import random_ratees
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.layout import FIRST_ROW
from typing_people import shown, type_entries, untouched

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.adapters.libreoffice import Office as LibreOffice
    from kinerja_pauh.sheets.cells import Book

PEOPLE = int(os.environ.get("KINERJA_ORANG", "2000"))
BATCH = 100
"""People a batch: more than any rater has, and the size at which LibreOffice takes the least time for each of them."""
SIZES = (4, 16, 40, 40)
"""People a form in the first batch, from a small kelurahan on; every further batch is one form."""
PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
RULES = rulebook_for(PERIOD.end)
NAMES = tuple(value.name for value in RULES.values.value)


def form_of(people: tuple[Ratee, ...]) -> Form:
    return Form("uji", Office("Uji", "Uji"), PERIOD, RuleChoice(RULES.id), "198001012005011901", "Penilai", people)


def saved_by_libreoffice(office: LibreOffice, people: tuple[Ratee, ...], folder: Path) -> Book:
    """Hand out a form, type the entries in LibreOffice, save there, read the file back."""
    form = untouched(form_of(people))
    results = [score(ratee, RULES, PERIOD) for ratee in form.ratees]
    sent, back = folder / "dikirim.xlsx", folder / "kembali.xlsx"
    sent.write_bytes(BundledTemplates().form("pauh").render(fill_form(form, results, RULES)))
    with office.open(sent) as book:
        book.hold()
        type_entries(book, people)
        book.recalculate()
        book.save_as(back)
    return read_book(back)


def expected_cells(scored: ScoredForm) -> dict[tuple[str, str, int], object]:
    """(sheet, header, row) -> what the core says the sheet must show."""
    fills = fill_form(scored.form, scored.results, scored.rules)
    cells = {}
    for table in (layout.SUMMARY_TABLE, layout.WORK_TABLE):
        for (row, column), value in fills[table.sheet].values.items():
            spec = table.columns[column - 1]
            if row >= FIRST_ROW and spec.formula:
                cells[table.sheet, spec.header, row] = value
    return cells


def differences(book: Book, scored: ScoredForm) -> list[str]:
    found = []
    for (sheet, header, row), value in expected_cells(scored).items():
        seen = shown(book, layout.TABLES[sheet], header, row)
        numeric = isinstance(value, (Decimal, int)) and isinstance(seen, float)
        same = abs(Decimal(str(seen)) - value) < Decimal("1e-9") if numeric else seen == value
        if not same:
            found.append(f"{sheet} {header} row {row}: sheet {seen!r}, core {value!r}")
    return found


@pytest.mark.parametrize("batch", range(PEOPLE // BATCH))
def test_formulas_recalculated_by_libreoffice_equal_the_core(office: LibreOffice, tmp_path: Path, batch: int) -> None:
    rng = random.Random(batch)
    for size in (BATCH,) if batch else SIZES:
        people = tuple(random_ratees(rng, size, NAMES, PERIOD))
        book = saved_by_libreoffice(office, people, tmp_path)
        scored = score_form(book)
        assert [f for f in scored.findings if f.severity.blocks] == []
        assert differences(book, scored) == []
        # What was typed is what was read: the core's results are those of the people themselves.
        assert [r.final for r in scored.results] == [score(p, RULES, PERIOD).final for p in people]


def test_a_half_filled_form_shows_no_number_where_the_core_has_none(office: LibreOffice, tmp_path: Path) -> None:
    full, bare, unrated, silent = random_ratees(random.Random(7), 4, NAMES, PERIOD)
    first, *others = bare.indicators
    bare = replace(bare, indicators=(replace(first, realisation=None, rating=None), *others))
    unrated = replace(unrated, behaviours=(replace(unrated.behaviours[0], rating=None), *unrated.behaviours[1:]))
    silent = replace(silent, work_rating=None, behaviour_rating=None)
    book = saved_by_libreoffice(office, (full, bare, unrated, silent), tmp_path)
    scored = score_form(book)
    assert differences(book, scored) == []
    assert [r.final is None for r in scored.results] == [False, True, True, False]
    predicate = shown(book, layout.SUMMARY_TABLE, "Predikat", FIRST_ROW + 3)
    assert str(predicate).endswith("(SEMENTARA)")
