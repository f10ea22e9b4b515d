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
from kinerja_pauh.actions.report_talk import talk_names
from kinerja_pauh.actions.returns import Returns
from kinerja_pauh.adapters.report_templates import compile_report
from kinerja_pauh.adapters.templates.finish import finished
from kinerja_pauh.adapters.templates.report_book import report_book
from kinerja_pauh.appraisal.model import MaterialSource
from kinerja_pauh.appraisal.objections import DayBasis
from kinerja_pauh.appraisal.rounding import half_up
from kinerja_pauh.appraisal.scoring import main_weight
from kinerja_pauh.samples import fill
from people import factor
from report_cases import FOUR_LINES, INDUK, LONG_NAME, RULES, SAMPLE, STAFF, cases, returned
from spreadsheet import text_of_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl import Workbook

    from kinerja_pauh.actions.returns import Person

DOCUMENT = DOCUMENTS[REPORT]
PAGES = {
    "biasa": 2, "faktor luar": 2, "riwayat": 2, "panjang": 4, "padat": 2, "belum lengkap": 2, "satu indikator": 2,
    "tanpa atasan": 2, "dialog": 2, "dialog padat": 2, "bahan saja": 2, "dua penugasan": 2,
}  # fmt: skip
"""Of the report itself; the annexes come after it."""
ANNEXES = {"dialog padat": 1, "bahan saja": 1}
"""Pages of talks and of what others said."""
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
    nip = person.result.ratee.nip
    assert not strangers(rendered(case), (person, *returns.earlier.get(nip, ()), *returns.others.get(nip, ())))


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
        rest = [page for page in sheets if "Lampiran: bagaimana nilai ini dihitung" not in page]
        report = [page for page in rest if "Lampiran: dialog dan pandangan" not in page]
        assert len(report) == pages, case
        assert len(rest) - len(report) == ANNEXES.get(case, 0), case
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


def test_results_of_several_jobs_stand_side_by_side_and_only_where_there_are_several() -> None:
    said = texts("dua penugasan")
    place = said.index("Penugasan dalam periode ini")
    assert place < said.index("Bagaimana nilai ini dihitung")
    post = cases()["dua penugasan"][0].result.ratee.position
    told = [text for text in said[place:] if "\n" in text and "2026" in text][:3]
    assert told == [
        f"{post}\n1 Januari 2026 – 30 Juni 2026",
        f"{post} (laporan ini)\n1 Juli 2026 – 31 Desember 2026\n▸ dihitung di rekap",
        "Plt. Sekretaris Kecamatan\n1 September 2026 – 31 Desember 2026",
    ]
    assert any("tidak dirata-rata" in text for text in said)
    for case in sorted(PAGES.keys() - {"dua penugasan"}):
        assert "Penugasan dalam periode ini" not in texts(case), case


def test_the_hard_texts_are_really_in_it() -> None:
    said = " ".join(texts("panjang"))
    assert LONG_NAME in said
    assert said.count(FOUR_LINES) == 4


def after_signing(case: str) -> list[str]:
    """The texts of the report's sheet below the signatures."""
    column = [str(cell.value) for row in book(case)["Laporan"].iter_rows() for cell in row if cell.value is not None]
    signed = max(place for place, text in enumerate(column) if "Atasan pejabat penilai,\n" in text)
    return column[signed + 1 :]


def test_talks_stand_below_the_feedback_where_they_fit_and_else_in_the_annex() -> None:
    said = texts("dialog")
    assert said.index("Dialog kinerja") > said.index("Umpan balik dan langkah bersama")
    assert said.index("Dialog kinerja") < said.index("Bagaimana nilai ini dihitung")
    assert "18 Februari 2026: Pembagian tugas" in said
    assert "Saya sungkan menegur." in said
    assert after_signing("dialog") == []
    assert "Catatan lain yang tidak ikut dihitung ada di lampiran." not in said
    dense = texts("dialog padat")
    assert dense.count("Dialog kinerja") == 1
    assert "Catatan lain yang tidak ikut dihitung ada di lampiran." in dense
    assert "Dialog kinerja" in after_signing("dialog padat")


def test_what_the_rater_was_shown_stands_in_the_annex_and_only_ones_own() -> None:
    for case in ("bahan saja", "dialog padat"):
        below = after_signing(case)
        assert "Pandangan pegawai dan rekan (tidak dihitung)" in below
        assert "Penugasan lain (tidak dihitung)" in below
        sources = [text for text in below if text in {str(source) for source in MaterialSource}]
        assert sources == ["Pandangan Pegawai"] * 2 + ["Jawaban Rekan"] * 2 + ["Penugasan Lain"] * 2
        assert FOUR_LINES + " (1)" in below


def test_a_report_about_whom_nothing_is_told_has_no_word_of_it_and_ends_where_it_did() -> None:
    for case in sorted(PAGES.keys() - {"dialog", "dialog padat", "bahan saja"}):
        said = " ".join(texts(case))
        assert "Dialog kinerja" not in said
        assert "Lampiran: dialog" not in said
        assert len(book(case)["Laporan"].row_breaks.brk) == 1, case
        assert case == "belum lengkap" or after_signing(case) == []


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"feedback": 9}, False),
        ({"dialogues": 9}, False),
        ({"examples": 300}, False),
        ({"earlier": 12}, False),
        ({"factors": 3}, False),
        ({"jobs": 9}, False),
    ],
    ids=str,
)
def test_whether_talks_fit_goes_by_all_that_stands_on_their_page(changes, fits) -> None:
    person, _ = cases()["dialog"]
    ratee = person.result.ratee
    longer = replace(
        ratee,
        feedback=ratee.feedback * changes.get("feedback", 1),
        dialogues=ratee.dialogues * changes.get("dialogues", 1),
        behaviours=tuple(replace(one, example="x" * changes.get("examples", 0)) for one in ratee.behaviours),
        factors=(factor(),) * changes.get("factors", 0),
    )
    told = replace(person, result=replace(person.result, ratee=longer))
    assert talk_names(told, changes.get("earlier", 0), ["Lurah"] * changes.get("jobs", 0))["dialog_muat"] is fits
