"""One form, the same numbers by every door: sheet formulas, `kinerja hitung`, worksheet functions, the button.

Every form goes through real LibreOffice; the people on it are random and complete.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import score_oracle as oracle
from button_office import ButtonOffice, buttons
from excel_functions import excel
from filled_office import fill_in, run_json
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import Form, Kind, Office, Period, RuleChoice
from kinerja_pauh.appraisal.rounding import half_up
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.regulations import rulebook_for, with_settings
from kinerja_pauh.samples import random_ratees
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.fill_form import fill_form
from kinerja_pauh.sheets.layout import FIRST_ROW
from typing_people import shown, untouched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings

    from kinerja_pauh.appraisal.model import Ratee
    from kinerja_pauh.sheets.layout import Table

    Rows = list[tuple[object, ...]]

PERIOD = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
SIZES = (1, 4, 12)
"""People a form; every second one is appraised with peers, 60 to 40."""
SEEDS = (1000, 1001, 2042)  # among the people of the last are three whose work outside factors raise by more
CAPS = {2: "2,5"}
"""Form -> the most points that outside factors may add there; the other offices set none."""
HEADERS = ("Nilai Hasil Kerja", "Nilai Perilaku", "Nilai Akhir", "Sebutan", "Predikat")
KEYS = ("nilai_hasil", "nilai_perilaku", "nilai_akhir", "sebutan", "predikat")


@dataclass(frozen=True)
class Filled:
    """A form as its rater sends it back. shown: sheet -> rows of cells below the headers, "" for nothing, as Calc
    shows them after computing every formula anew, and the sheet Hasil after the press of the button."""

    path: Path
    people: tuple[Ratee, ...]
    with_peers: bool
    cap: str
    shown: Mapping[str, Rows]
    message: str

    def columns(self, table: Table, *headers: str) -> Rows:
        """The cells of these columns, one tuple a row."""
        places = [table.column(header) - 1 for header in headers]
        return [tuple(row[place] for place in places) for row in self.shown[table.sheet]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ButtonOffice]:
    with ButtonOffice(tmp_path_factory.mktemp("meja")) as running:
        yield running


def rows_below_headers(book: xlwings.Book, table: Table, rows: int) -> Rows:
    """What an open workbook shows, "" for nothing."""
    last = (FIRST_ROW + rows - 1, len(table.columns))
    block = book.sheets[table.sheet].range((FIRST_ROW, 1), last).options(ndim=2).value
    return [tuple("" if cell is None else cell for cell in row) for row in block]


@pytest.fixture(scope="module", params=range(len(SIZES)), ids=lambda n: f"form{n}-of-{SIZES[n]}")
def filled(request: pytest.FixtureRequest, desk: ButtonOffice, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    number = request.param
    with_peers = number % 2 == 1
    settings = {"batas_faktor_luar": CAPS[number]} if number in CAPS else {}
    rules = with_settings(rulebook_for(PERIOD.end, with_peers=with_peers), settings)
    names = tuple(value.name for value in rules.values.value)
    people = tuple(random_ratees(random.Random(SEEDS[number]), SIZES[number], names, PERIOD))
    choice = RuleChoice(rules.id, with_peers=with_peers, settings=tuple(settings.items()))
    form = untouched(Form(f"uji-{number}", Office("Uji", "Uji"), PERIOD, choice, "198001012005011901", "P", people))
    path = tmp_path_factory.mktemp(f"formulir{number}") / "Penilaian.xlsm"
    results = [score(ratee, rules, PERIOD) for ratee in form.ratees]
    path.write_bytes(BundledTemplates().form("pauh", macros=True).render(fill_form(form, results, rules)))
    fill_in(path, people)
    rows = {layout.SUMMARY_TABLE: len(people), layout.WORK_TABLE: sum(len(person.indicators) for person in people)}
    book = desk.open(Path(shutil.copy(path, desk.folder / f"terbuka{number}.xlsm")))
    try:
        book.app.calculate()
        seen = {table.sheet: rows_below_headers(book, table, height) for table, height in rows.items()}
        desk.press(book, buttons(book)[layout.SUMMARY]["Hitung Nilai"])
        ((message, _),) = desk.said()
        seen[layout.RESULTS] = rows_below_headers(book, layout.RESULTS_TABLE, len(people))
    finally:
        book.close()
    return Filled(path, people, with_peers, CAPS.get(number, ""), seen, message)


def by_formulas(filled: Filled) -> Rows:
    return filled.columns(layout.SUMMARY_TABLE, *HEADERS)


def written_results(path: Path, people: int) -> Rows:
    """What stands in the sheet Hasil of a file."""
    book = read_book(path)
    rows = range(FIRST_ROW, FIRST_ROW + people)
    return [tuple(shown(book, layout.RESULTS_TABLE, header, row) for header in HEADERS) for row in rows]


def as_sent(rows: Sequence[Sequence[object]]) -> list[tuple[tuple[object, ...], ...]]:
    """Columns of cells as Excel hands them to a worksheet function; "" is a blank cell."""
    return [tuple((cell if cell != "" else None,) for cell in column) for column in zip(*rows, strict=True)]


def called(name: str, *columns: object) -> list[object]:
    """What a function over columns shows, top to bottom."""
    answer = excel()(name, *columns)
    return [row[0] for row in answer] if isinstance(answer, list) else [answer]


def test_the_closed_file_door_gives_what_the_formulas_show(
    filled: Filled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copy(filled.path, tmp_path / filled.path.name)
    _, [told] = run_json(capsys, "hitung", copy)
    assert [tuple(person[key] for key in KEYS) for person in told["hasil"]] == by_formulas(filled)
    assert [person["nip"] for person in told["hasil"]] == [person.nip for person in filled.people]
    assert written_results(copy, len(filled.people)) == by_formulas(filled)


def test_the_formulas_show_what_the_oracle_says_under_the_cap_of_the_form(filled: Filled) -> None:
    cap = Fraction(filled.cap.replace(",", ".")) if filled.cap else None
    told = [oracle.everything(one, PERIOD, peers=filled.with_peers, cap=cap) for one in filled.people]
    keys = ("work", "work_raw", "final", "grade", "predicate")
    expected = [tuple(v if isinstance(v := one[key], str) else float(v) for key in keys) for one in told]
    headers = ("Nilai Hasil Kerja", "Hasil Tanpa Faktor Luar", "Nilai Akhir", "Sebutan", "Predikat")
    assert filled.columns(layout.SUMMARY_TABLE, *headers) == expected
    assert any(one["work"] < one["work_adjusted"] for one in told) == bool(filled.cap)


def test_the_button_pressed_in_libreoffice_gives_what_the_formulas_show(filled: Filled) -> None:
    assert "ditulis ke lembar Hasil" in filled.message
    assert filled.columns(layout.RESULTS_TABLE, *HEADERS) == by_formulas(filled)
    stale = filled.columns(layout.RESULTS_TABLE, "Keadaan")
    assert set(stale) == {("✓ Nilai sesuai isian",)}


def test_the_worksheet_functions_fed_with_the_sheets_cells_give_what_the_formulas_show(filled: Filled) -> None:
    headers = (*HEADERS[:2], "Ide Baru", "Rating Hasil", "Rating Perilaku")
    cells = as_sent(filled.columns(layout.SUMMARY_TABLE, *headers))
    work, behaviour, idea, work_rating, behaviour_rating = cells
    finals = called("NILAI_AKHIR", work, behaviour, "Ya" if filled.with_peers else None)
    grades = called("SEBUTAN", tuple((final,) for final in finals), idea)
    predicates = called("PREDIKAT", work_rating, behaviour_rating)
    assert list(zip(finals, grades, predicates, strict=True)) == [row[2:] for row in by_formulas(filled)]


def test_nilai_indikator_of_every_row_is_its_cell_nilai(filled: Filled) -> None:
    columns = as_sent(filled.columns(layout.WORK_TABLE, "Arah", "Target", "Target Atas", "Realisasi", "Jenis"))
    assert called("NILAI_INDIKATOR", *columns) == [nilai for (nilai,) in filled.columns(layout.WORK_TABLE, "Nilai")]


def test_nilai_indikator_weighed_by_hand_is_the_nilai_hasil_of_the_main_work(filled: Filled) -> None:
    """Σ bobot × nilai / 100 as a person with a pocket calculator does it, where nothing else plays a part."""
    rows = iter(filled.columns(layout.WORK_TABLE, "Bobot (%)", "Arah", "Target", "Target Atas", "Realisasi"))
    for person, shown_scores in zip(filled.people, by_formulas(filled), strict=True):
        mine = [next(rows) for _ in person.indicators]
        if any(i.kind is Kind.ADDITIONAL for i in person.indicators) or any(f.counts for f in person.factors):
            continue
        nilai = called("NILAI_INDIKATOR", *as_sent([row[1:] for row in mine]))
        points = sum(Decimal(str(row[0])) * Decimal(str(one)) for row, one in zip(mine, nilai, strict=True))
        assert float(half_up(points / 100)) == shown_scores[0]
