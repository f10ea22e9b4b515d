"""The Laporan Hasil Penilaian: its numbers are the register's, nothing is cut, and it stands on so many pages."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import MultiCellRange

from kinerja_pauh.actions.documents import DOCUMENTS, REPORT
from kinerja_pauh.actions.printed_code import verification_code
from kinerja_pauh.actions.returns import Returns
from kinerja_pauh.adapters.report_templates import compile_report
from kinerja_pauh.adapters.templates.finish import finished
from kinerja_pauh.adapters.templates.report_book import report_book
from kinerja_pauh.appraisal.objections import DayBasis
from kinerja_pauh.appraisal.rounding import half_up
from kinerja_pauh.appraisal.scoring import main_weight
from kinerja_pauh.samples import fill
from report_cases import FOUR_LINES, INDUK, LONG_NAME, RULES, SAMPLE, STAFF, cases, returned
from spreadsheet import text_of_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl import Workbook

    from kinerja_pauh.actions.returns import Person

DOCUMENT = DOCUMENTS[REPORT]
PAGES = {
    "biasa": 2, "faktor luar": 2, "riwayat": 2, "panjang": 4, "padat": 2, "belum lengkap": 2, "satu indikator": 2,
    "tanpa atasan": 2,
}  # fmt: skip
"""Of the report itself; the annex comes after it."""
TWO_DECIMALS = re.compile(r"(?<![\d.,])\d+,\d\d(?!\d)")


@cache
def template():
    return compile_report(finished(report_book(), "Laporan"), DOCUMENT.template)


@cache
def rendered(case: str) -> bytes:
    person, returns = cases()[case]
    return template().render(DOCUMENT.names(person, returns))


def book(case: str) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendered(case)))


def texts(case: str) -> list[str]:
    return [
        str(cell.value) for sheet in book(case) for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]


def figures(person: Person) -> Iterator[Decimal | None]:
    """Every number that a person's documents may hold."""
    one = person.result
    yield from (one.work, one.work_raw, one.behaviour, one.final, main_weight(one.indicators))
    for row in one.indicators:
        yield from (row.indicator.weight, row.contribution, row.raw_contribution)
        yield from (row.indicator.target, row.indicator.target_upper, row.indicator.realisation)
        for outcome in (row.raw, row.adjusted):
            if outcome:
                yield from (outcome.capaian, outcome.score, outcome.share)
    yield from (RULES.rating_scores.value[each.rating] for each in one.ratee.behaviours if each.rating)
    for threshold in (RULES.work_meets.value, RULES.work_above.value):
        yield from (threshold, threshold - one.work if one.work is not None else None)


def strangers(data: bytes, people: Iterable[Person]) -> list[str]:
    """The cells that show a number which none of the results holds."""
    numbers = {half_up(number) for one in people for number in figures(one) if number is not None}
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            shown: list[str] = []
            if isinstance(cell.value, int | float) and cell.column > 1:
                shown = [repr(cell.value)]
            elif isinstance(cell.value, str) and not cell.value.startswith("="):
                shown = [text.replace(",", ".") for text in TWO_DECIMALS.findall(cell.value)]
            found += [f"{sheet.title}!{cell.coordinate}" for one in shown if half_up(Decimal(one)) not in numbers]
    return found


@pytest.mark.parametrize("case", PAGES)
def test_every_number_is_one_of_the_result(case) -> None:
    person, returns = cases()[case]
    assert not strangers(rendered(case), (person, *returns.earlier.get(person.result.ratee.nip, ())))


def test_every_number_of_a_whole_office_is_one_of_its_results() -> None:
    for entry in fill(SAMPLE, RULES).values():
        person = returned(entry)
        data = template().render(DOCUMENT.names(person, Returns(INDUK, STAFF, {}, ())))
        assert not strangers(data, (person,))


def test_a_number_of_somebody_else_would_be_found() -> None:
    person, _ = cases()["faktor luar"]
    assert strangers(rendered("biasa"), (person,))


@pytest.mark.parametrize("case", PAGES)
def test_each_indicator_stands_with_its_own_numbers(case) -> None:
    result = cases()[case][0].result
    sheet = book(case)["Laporan"]
    rows = {
        str(sheet.cell(row, 1).value): row for row in reversed(range(1, sheet.max_row + 1)) if sheet.cell(row, 7).value
    }
    for one in result.indicators:
        row = rows[one.indicator.number]
        assert one.indicator.name in sheet.cell(row, 2).value
        outcome = one.adjusted
        wanted = (outcome and outcome.capaian, one.indicator.weight, outcome and outcome.score, one.contribution)
        shown = [sheet.cell(row, column).value for column in (6, 7, 8, 9)]
        assert [None if n is None else half_up(Decimal(repr(n))) for n in shown] == [
            None if n is None else half_up(n) for n in wanted
        ]


@pytest.mark.parametrize("case", PAGES)
def test_the_head_says_the_result(case) -> None:
    result = cases()[case][0].result
    said = texts(case)
    for number in (result.final, result.work, result.behaviour):
        assert ("belum ada" if number is None else f"{number:.2f}".replace(".", ",")) in said
    assert (result.predicate or "belum ada") in said


def test_the_sum_reaches_over_every_contribution_and_stands_only_where_all_are_there() -> None:
    sheet = book("panjang")["Laporan"]
    (total,) = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=SUM")]
    first, last = map(int, re.fullmatch(r"=SUM\(I(\d+):I(\d+)\)", total.value).groups())
    numbers = [sheet.cell(row, 9).value for row in range(first, last + 1)]
    result = cases()["panjang"][0].result
    assert half_up(sum((Decimal(repr(n)) for n in numbers if n is not None), Decimal(0))) == result.work
    assert not [text for text in texts("belum lengkap") if text.startswith("=SUM")]
    assert "Jumlah kontribusi belum ada, karena ada bagian yang belum lengkap." in texts("belum lengkap")


def test_bars_reach_over_every_row_of_their_column() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("riwayat"))) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    plain = re.findall(r'<conditionalFormatting sqref="([^"]+)"', xml)
    assert xml.count("<dataBar ") == len(plain) == 2
    person, returns = cases()["riwayat"]
    rows = [len(person.result.indicators), len(returns.earlier[person.result.ratee.nip]) + 1]
    assert [count_cells(one) for one in plain] == rows


def count_cells(areas: str) -> int:
    return sum(len(list(area.cells)) for area in MultiCellRange(areas).ranges)


@pytest.mark.parametrize("case", PAGES)
def test_no_page_says_none_or_shows_template_code(case) -> None:
    said = " ".join(texts(case))
    assert not [word for word in ("None", "{{", "{%", "nan", "Decimal") if word in said.split()]
    assert "{{" not in said
    assert "  – " not in said


def test_a_part_without_content_says_so_or_is_not_there() -> None:
    said = texts("panjang")
    assert "Belum ada umpan balik tertulis. Mintalah pembicaraan dengan pejabat penilai Anda." in said
    assert "Perjalanan nilai: belum ada periode sebelumnya." in said
    assert "Perjalanan nilai" not in said
    assert not [text for text in texts("biasa") if text.startswith("Faktor luar")]
    assert "Perjalanan nilai" in texts("riwayat")
    unsigned = "Laporan ini belum lengkap, jadi belum untuk ditandatangani. Mintalah cetakan yang lengkap."
    assert [case for case in PAGES if unsigned in texts(case)] == ["belum lengkap"]


def test_raw_and_adjusted_stand_side_by_side() -> None:
    said = texts("panjang")
    first, second, third = cases()["panjang"][0].result.indicators[:3]
    beside = [text for text in said if " → " in text]
    shown = [f"{n:.2f}".replace(".", ",") for n in (first.raw.capaian, first.adjusted.capaian, second.raw.capaian)]
    assert f"{shown[0]} → {shown[1]}" in beside
    assert f"{shown[2]} → dikeluarkan" in beside
    assert third.adjusted == third.raw
    assert any("Tidak dihitung: belum disetujui keduanya." in text for text in said)


def test_the_way_to_object_says_its_last_day_where_it_is_known() -> None:
    without, known_day = " ".join(texts("biasa")), " ".join(texts("riwayat"))
    assert "paling lambat 14 hari sesudah laporan ini diterima (PP 30/2019 ps. 59)" in without
    assert "Laporan ini diterima tanggal …" in without
    assert "diterima, yaitu 1 Februari 2027 (PP 30/2019 ps. 59)" in known_day
    assert "Laporan ini diterima tanggal 18 Januari 2027" in known_day
    person, returns = cases()["riwayat"]
    working = replace(returns, induk=replace(returns.induk, day_basis=DayBasis.WORKING))
    data = io.BytesIO(template().render(DOCUMENT.names(person, working)))
    cells = [str(cell.value) for row in openpyxl.load_workbook(data)["Laporan"].iter_rows() for cell in row]
    assert any("14 hari kerja sesudah laporan ini diterima, yaitu 5 Februari 2027" in cell for cell in cells)


def test_the_code_and_the_signers_stand_on_the_report() -> None:
    person, returns = cases()["biasa"]
    said = texts("biasa")
    assert said.count(f"Kode {verification_code(person)}") == 2
    employee = returns.staff[person.result.ratee.nip]
    for nip in (employee.nip, employee.rater, employee.superior):
        assert [text for text in said if returns.staff[nip].name in text and "\nNIP " in text]


@pytest.mark.parametrize("case", PAGES)
def test_two_renderings_are_the_same_byte_for_byte(case) -> None:
    person, returns = cases()[case]
    assert template().render(DOCUMENT.names(person, returns)) == rendered(case)


def test_on_paper_nothing_is_cut_and_the_pages_are_as_many_as_said(office, tmp_path) -> None:
    for case, pages in PAGES.items():
        path = tmp_path / f"{case}.xlsx"
        path.write_bytes(rendered(case))
        path.with_suffix(".pdf").write_bytes(office.print_book(path))
        printed = text_of_pdf(path.with_suffix(".pdf"))
        sheets = [page for page in printed.split("\f") if page.strip()]
        report = [page for page in sheets if "Lampiran: bagaimana nilai ini dihitung" not in page]
        assert len(report) == pages, case
        assert all(verification_code(cases()[case][0]) in page for page in sheets), case
        missing = Counter(re.findall(r"\w{2,}", " ".join(words(case)))) - Counter(re.findall(r"\w{2,}", printed))
        assert not missing, case
        assert "#" not in printed, case
        assert ("Atasan pejabat penilai," in report[-1]) == (case != "belum lengkap")


def words(case: str) -> Iterator[str]:
    """What stands as text in the cells; numbers are printed in their own format."""
    for text in texts(case):
        if not text.startswith("=") and not re.fullmatch(r"[\d.]+", text):
            yield text


def test_the_hard_texts_are_really_in_it() -> None:
    said = " ".join(texts("panjang"))
    assert LONG_NAME in said
    assert said.count(FOUR_LINES) == 4
