"""A small sample office as a desk has it: an Induk, the forms that `bagikan` made, and the same forms filled in.

Built once a run in real files, then copied for each test.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.faces.cli import main
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.regulations import rulebook_for
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW
from typing_people import type_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pytest

    from kinerja_pauh.appraisal.model import Ratee
    from kinerja_pauh.sheets.cells import Value

SIZE, YEAR = 8, 2026
SAMPLE = office(SIZE, YEAR)
RULES = rulebook_for(SAMPLE.period.end)


class ClosedForm:
    """Takes the blocks that `type_entries` types and writes them into a closed file, sheet by sheet."""

    def __init__(self) -> None:
        self.sheets: dict[str, dict[tuple[int, int], Value]] = {}

    def write(self, sheet: str, row: int, column: int, values: Sequence[Sequence[Value]]) -> None:
        for down, line in enumerate(values):
            for right, value in enumerate(line):
                self.sheets.setdefault(sheet, {})[row + down, column + right] = value

    def save(self, path: Path) -> None:
        for sheet, values in self.sheets.items():
            write_cells(path, sheet, values)


@cache
def entries() -> Mapping[str, Ratee]:
    """NIP -> what was entered, complete and without anything doubtful: a clean form has no finding at all."""
    return {nip: _clean(ratee) for nip, ratee in fill(SAMPLE, RULES).items()}


def _clean(ratee: Ratee) -> Ratee:
    behaviours = tuple(b if b.rating else replace(b, rating=Rating.MEETS) for b in ratee.behaviours)
    indicators = tuple(replace(i, note=i.note or "Sudah diperiksa.") for i in ratee.indicators)
    chosen = replace(ratee, behaviours=behaviours, indicators=indicators)
    if chosen.work_rating and chosen.behaviour_rating:
        return chosen
    return replace(chosen, work_rating=Rating.MEETS, behaviour_rating=Rating.MEETS)


def raters() -> dict[str, list[Ratee]]:
    """NIP of each rater -> the entries of his or her people, in the order of the form."""
    groups: dict[str, list[Ratee]] = {}
    for employee in SAMPLE.rated:
        groups.setdefault(employee.rater, []).append(entries()[employee.nip])
    return groups


@cache
def _built(base: Path) -> Path:
    root = base / "kantor-contoh"
    settings = settings_for(SAMPLE.office, SAMPLE.period, year=YEAR)
    write_induk(root, SAMPLE.employees, SAMPLE.plans, settings, real_world(show_progress))
    assert main(["bagikan", str(root)]) == 0
    for rater, people in raters().items():
        form = form_of(root, rater)
        filled = root / "2_masuk" / form.name
        shutil.copy(form, filled)
        fill_in(filled, people)
    return root


def fill_in(path: Path, people: Sequence[Ratee]) -> None:
    """Type the people's entries and feedback into a handed-out form."""
    typed = ClosedForm()
    type_entries(typed, people)
    for row, ratee in enumerate(people, start=FIRST_ROW):
        for entry in ratee.feedback[:1]:
            words = [entry.day, entry.good, entry.improve, entry.plan, entry.deadline]
            typed.write(layout.FEEDBACK, row, layout.FEEDBACK_TABLE.column("Tanggal"), [words])
    typed.save(path)


def office_copy(tmp_path: Path, factory: pytest.TempPathFactory) -> Path:
    """The whole office folder, ready for `kumpulkan`."""
    return shutil.copytree(_built(factory.getbasetemp()), tmp_path / "Penilaian-2026")


def largest_rater() -> str:
    """The rater with the most people."""
    return max(raters(), key=lambda nip: len(raters()[nip]))


def filled_copy(tmp_path: Path, factory: pytest.TempPathFactory, rater: str = "") -> Path:
    """One filled form; without a rater, that with the most people."""
    form = form_of(_built(factory.getbasetemp()), rater or largest_rater(), "2_masuk")
    return shutil.copy(form, tmp_path / form.name)


def form_of(root: Path, rater: str, folder: str = "1_dibagikan") -> Path:
    """The form of a rater."""
    return next((root / folder).glob(f"Penilaian_{rater}_*.xlsx"))


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of one command; what was printed before is dropped."""
    capsys.readouterr()
    try:
        status = main([str(word) for word in words])
    except SystemExit as ended:
        status = ended.code
    out, err = capsys.readouterr()
    return status, out, err


def run_json(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[dict]]:
    """Exit status and the files of the one JSON object on stdout."""
    status, out, _ = run(capsys, *words, "--json")
    return status, json.loads(out)["berkas"]


def places(findings: Iterable[Mapping[str, str]]) -> list[tuple[str, str, str, str]]:
    """(sheet, cell, code, severity) of findings as JSON gives them."""
    return [(f["lembar"], f["sel"], f["kode"], f["tingkat"]) for f in findings]
