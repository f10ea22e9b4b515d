"""A form typed and saved in real LibreOffice: its own formulas and the core give the same numbers, cell for cell.

The number of random people is 2,000; KINERJA_ORANG=20000 makes a longer run.
"""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kinerja_pauh.actions.read_files import ScoredForm, score_form
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import Decision, Form, Kind, Office, Period, Ratee, Remedy, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for, with_settings
from kinerja_pauh.samples import random_ratees
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.layout import FIRST_ROW
from typing_people import shown, type_entries, untouched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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
CAP_IN_FORMULA = re.compile(r",AND\(batas_faktor_luar<[^)]*\)|,IF\([^()]*\+batas_faktor_luar\)")
"""What the formula of Nilai Hasil Kerja got when the cap on outside factors came."""
NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


def form_of(people: tuple[Ratee, ...], settings: Mapping[str, str]) -> Form:
    choice = RuleChoice(RULES.id, settings=tuple(settings.items()))
    return Form("uji", Office("Uji", "Uji"), PERIOD, choice, "198001012005011901", "Penilai", people)


def saved_by_libreoffice(
    office: LibreOffice, people: tuple[Ratee, ...], folder: Path, settings: Mapping[str, str] = NO_SETTINGS
) -> Book:
    """Hand out a form, type the entries in LibreOffice, save there, read the file back."""
    return typed_and_saved(office, handed_out(people, folder, settings), people)


def handed_out(people: tuple[Ratee, ...], folder: Path, settings: Mapping[str, str] = NO_SETTINGS) -> Path:
    form, rules = untouched(form_of(people, settings)), with_settings(RULES, settings)
    results = [score(ratee, rules, PERIOD) for ratee in form.ratees]
    sent = folder / "dikirim.xlsx"
    sent.write_bytes(BundledTemplates().form("pauh").render(fill_form(form, results, rules)))
    return sent


def typed_and_saved(office: LibreOffice, sent: Path, people: tuple[Ratee, ...]) -> Book:
    back = sent.with_name("kembali.xlsx")
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


@pytest.mark.parametrize(
    "settings",
    [
        {"batas_faktor_luar": "0"},
        {"batas_faktor_luar": "7,55"},
        {"batas_faktor_luar": "100", "batas_nilai_hasil": "100"},  # the highest score itself: no cap
    ],
    ids=str,
)
def test_formulas_under_a_cap_on_outside_factors_equal_the_core(
    office: LibreOffice, tmp_path: Path, settings: Mapping[str, str]
) -> None:
    people = (*raised(20), *random_ratees(random.Random(2026), 10, NAMES, PERIOD), *left_out_unmeasured(3))
    book = saved_by_libreoffice(office, people, tmp_path, settings)
    scored = score_form(book)
    assert differences(book, scored) == []
    capped = with_settings(RULES, settings).caps_factors
    assert (sum(result.capped for result in scored.results) > 5) == capped
    # Nobody's work score is known whose raw score is not, and only under a cap.
    assert [result.work is None for result in scored.results[-3:]] == [capped] * 3
    waiting = [f for f in scored.findings if f.code == "batas-perlu-realisasi"]
    assert len(waiting) == (3 if capped else 0)


def test_a_form_from_before_there_was_a_cap_is_read_and_scored_without_one(office: LibreOffice, tmp_path: Path) -> None:
    people = (*random_ratees(random.Random(11), 6, NAMES, PERIOD), *left_out_unmeasured(1))
    sent = handed_out(people, tmp_path)
    book = openpyxl.load_workbook(sent)
    del book.defined_names["batas_faktor_luar"]
    summary = book[layout.SUMMARY]
    for row in range(FIRST_ROW, FIRST_ROW + len(people)):
        cell = summary.cell(row, layout.SUMMARY_TABLE.column("Nilai Hasil Kerja"))
        cell.value, changed = CAP_IN_FORMULA.subn("", str(cell.value))
        assert changed == 2
    book.save(sent)
    back = typed_and_saved(office, sent, people)
    scored = score_form(back)
    assert not scored.rules.caps_factors
    assert differences(back, scored) == []
    assert None not in [result.work for result in scored.results]


def raised(how_many: int) -> list[Ratee]:
    """People whose work score accepted outside factors raise by more than eight points."""
    crowd = [score(one, RULES, PERIOD) for one in random_ratees(random.Random(17), 500, NAMES, PERIOD)]
    risen = [one.ratee for one in crowd if one.work and one.work_raw and one.work - one.work_raw > 8]
    return risen[:how_many]


def left_out_unmeasured(how_many: int) -> Iterator[Ratee]:
    """People with an accepted factor that leaves out an indicator whose realisation nobody entered."""
    people = random_ratees(random.Random(4), 40, NAMES, PERIOD)
    several = [one for one in people if sum(row.kind is Kind.MAIN for row in one.indicators) > 1 and one.factors]
    for one in several[:how_many]:
        first, *others = one.indicators
        gone = replace(
            one.factors[0],
            indicator=first.number,
            remedy=Remedy.LEAVE_OUT,
            rater_decision=Decision.AGREED,
            superior_decision=Decision.AGREED,
        )
        yield replace(one, indicators=(replace(first, realisation=None, rating=None), *others), factors=(gone,))


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
