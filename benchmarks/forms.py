"""Making one pre-filled form and reading one returned form: ours beside openpyxl on the same workbook."""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import Form, Period, RuleChoice
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets import form_layout
from kinerja_pauh.sheets.fill_form import fill_form

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
PEOPLE = 8
PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time that a call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Run both in turn and print the medians and the median of the ratios."""
    ours(), theirs()
    rounds = [(cpu(ours), cpu(theirs)) for _ in range(ROUNDS)]
    mine, other = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    ratio = statistics.median(b / a for a, b in rounds)
    sys.stdout.write(f"{name:<28} kinerja-pauh {mine:7.1f} ms   openpyxl {other:7.1f} ms   ratio ×{ratio:.1f}\n")


def main() -> None:
    """Both comparisons."""
    rules = rulebook_for(PERIOD.end)
    sample = office(60)
    people = tuple(fill(sample, rules).values())[:PEOPLE]
    form = Form("x", sample.office, PERIOD, RuleChoice(rules.id), people[0].nip, people[0].name, people)
    results = [score(ratee, rules, PERIOD) for ratee in people]
    template = BundledTemplates().form("pauh")
    data = template.render(fill_form(form, results, rules))
    fills = fill_form(form, results, rules)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "formulir.xlsx"
        path.write_bytes(data)

        def stamp_by_openpyxl() -> None:
            book = openpyxl.load_workbook(path)
            for sheet, one in fills.items():
                formulas = (
                    {n for n, c in enumerate(form_layout.TABLES[sheet].columns, 1) if c.formula}
                    if (sheet in form_layout.TABLES)
                    else set()
                )
                for (row, column), value in one.values.items():
                    if column not in formulas:
                        book[sheet].cell(row, column).value = value
            book.save(io.BytesIO())

        compare("make a form of 8 people", lambda: template.render(fill_form(form, results, rules)), stamp_by_openpyxl)
        compare("read a form of 8 people", lambda: read_book(path), lambda: openpyxl.load_workbook(path))


if __name__ == "__main__":
    main()
