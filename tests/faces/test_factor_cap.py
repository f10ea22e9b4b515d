"""An office that caps what outside factors may add: the same four numbers from the sheet to recap and report."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from filled_office import RULES, SAMPLE, run, run_json
from kinerja_pauh.appraisal.model import Decision, Kind, OutsideFactor, Remedy
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import show_score
from kinerja_pauh.faces.cli import main
from kinerja_pauh.regulations import with_settings

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.appraisal.model import Ratee

CAP = "2,5"
CAPPED = with_settings(RULES, {"batas_faktor_luar": CAP})


def helped(ratee: Ratee) -> Ratee:
    """The person with the worst main indicator left out by both superiors, as little of it reached as may be."""
    mains = [row for row in ratee.indicators if row.kind is Kind.MAIN and row.realisation is not None]
    worst = mains[-1]
    agreed = OutsideFactor(
        indicator=worst.number,
        cause="SIAK mati",
        start=date(2026, 3, 2),
        end=date(2026, 4, 2),
        remedy=Remedy.LEAVE_OUT,
        evidence="Surat 7",
        rater_decision=Decision.AGREED,
        superior_decision=Decision.AGREED,
    )
    rows = tuple(replace(row, realisation=row.realisation / 4) if row is worst else row for row in ratee.indicators)
    return replace(ratee, indicators=rows, factors=(agreed,))


@pytest.fixture(scope="module")
def people() -> list[Ratee]:
    first, *others = filled_office.raters()[filled_office.largest_rater()]
    return [helped(first), *others]


def set_cap(root: Path, entered: str) -> None:
    path = root / "Induk_2026.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Pengaturan"]
    row = next(row for row in range(7, 99) if not sheet.cell(row, 1).value)
    sheet.cell(row, 1).value, sheet.cell(row, 2).value = "batas_faktor_luar", entered
    book.save(path)


@pytest.fixture(scope="module")
def folder(people: list[Ratee], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Handed out under the cap, one form typed and collected."""
    root = filled_office.office_copy(tmp_path_factory.mktemp("batas"), tmp_path_factory)
    for path in (*root.glob("1_dibagikan/*"), *root.glob("2_masuk/*"), root / "register.sqlite"):
        path.unlink()
    set_cap(root, CAP)
    assert main(["bagikan", str(root)]) == 0
    sent = filled_office.form_of(root, filled_office.largest_rater())
    filled_office.fill_in(shutil.copy(sent, root / "2_masuk" / sent.name), people)
    assert main(["kumpulkan", str(root)]) in {0, 1}
    return root


@pytest.fixture
def held(people: list[Ratee]) -> tuple[str, ...]:
    """Raw, before the cap, counted as they are shown, by the core."""
    result = score(people[0], CAPPED, SAMPLE.period)
    assert result.capped
    assert result.work == result.work_raw + Decimal("2.5")
    return tuple(map(show_score, (result.work_raw, result.work_adjusted, result.work)))


def test_a_returned_form_is_scored_under_the_cap_it_was_issued_with(folder, people, capsys) -> None:
    form = filled_office.form_of(folder, filled_office.largest_rater(), "2_masuk")
    _, [told] = run_json(capsys, "hitung", form, "--tanpa-tulis")
    expected = [score(one, CAPPED, SAMPLE.period) for one in people]
    assert [one["nilai_hasil"] for one in told["hasil"]] == [float(one.work) for one in expected]
    assert [one["nilai_akhir"] for one in told["hasil"]] == [float(one.final) for one in expected]


def test_the_explanation_has_raw_adjusted_cap_and_what_counts(folder, people, held, capsys) -> None:
    raw, adjusted, counted = held
    form = filled_office.form_of(folder, filled_office.largest_rater(), "2_masuk")
    _, out, _ = run(capsys, "jelaskan", form, "--nip", people[0].nip)
    assert f"paling tinggi {raw} (tanpa faktor luar) + 2,5 (batas kenaikan) = {counted}" in out
    assert f"dengan faktor luar {adjusted}, jadi dibatasi" in out
    assert "Pengaturan kantor, semula 120 menurut Rancangan kinerja-pauh" in out


def test_the_recap_lists_the_factor_as_held_back_beside_its_numbers(folder, people, held, capsys) -> None:
    assert run(capsys, "rekap", folder)[0] in {0, 1}
    book = openpyxl.load_workbook(next((folder / "3_rekap").glob("Rekap_*.xlsx")))
    heads, *rows = [row for row in book["Faktor Luar"].iter_rows(values_only=True) if row[0] and row[1]]
    told = dict(zip(heads, next(row for row in rows if row[0] == people[0].nip), strict=True))
    assert told["Dihitung"] == "Ya, dibatasi"
    numbers = [told[head] for head in ("Hasil Tanpa Faktor Luar", "Hasil Sebelum Batas", "Nilai Hasil Kerja")]
    assert tuple(show_score(Decimal(str(number))) for number in numbers) == held
    assert told["Batas Kenaikan"] == 2.5
    said = " ".join(str(cell) for row in book["Ringkasan"].iter_rows(values_only=True) for cell in row if cell)
    capped = sum(score(one, CAPPED, SAMPLE.period).capped for one in people)
    assert f"Kenaikan {capped} orang dibatasi menurut Pengaturan kantor." in said


def test_the_report_says_it_at_the_numbers_and_at_the_factor(folder, people, held, capsys) -> None:
    raw, adjusted, counted = held
    assert run(capsys, "laporan", folder, "--nip", people[0].nip)[0] == 0
    book = openpyxl.load_workbook(next((folder / "4_laporan").glob(f"Laporan_{people[0].nip}_*.xlsx")))
    said = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert f"Nilai hasil kerja tanpa faktor luar {raw}, dengan faktor luar yang disetujui {adjusted};" in said
    assert f"; kenaikannya dibatasi kantor pada 2,50, jadi dihitung {counted}." in said
    assert "Disetujui penilai dan atasannya. Kenaikan nilainya dibatasi kantor." in said


def test_a_cap_that_is_no_number_stops_the_handing_out_with_a_finding(tmp_path, tmp_path_factory, capsys) -> None:
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    set_cap(root, "lima")
    status, [told] = run_json(capsys, "bagikan", root)
    assert status == 1
    (finding,) = [one for one in told["temuan"] if one["kode"] == "pengaturan-ditolak"]
    assert 'Pengaturan "batas_faktor_luar" harus berupa angka 0 sampai 120' in finding["pesan"]
