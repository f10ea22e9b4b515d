"""Eighteen mistakes of other appraisal programs, each as a test of its own name; the numbers are those of the facts."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.printed_code import verification_code
from kinerja_pauh.actions.read_files import ScoredForm
from kinerja_pauh.actions.report_context import report_context
from kinerja_pauh.actions.returns import Person, Returns
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.distribution import check as check_distribution
from kinerja_pauh.appraisal.model import Aspect, Direction, Employee, Period, Rating
from kinerja_pauh.appraisal.office_checks import check_office
from kinerja_pauh.appraisal.period_order import clash
from kinerja_pauh.appraisal.plan_changes import Changed, change_findings, plan_changes
from kinerja_pauh.appraisal.plan_review import repeats, repeats_finding
from kinerja_pauh.appraisal.rater_checks import rater_signs
from kinerja_pauh.appraisal.scoring import Status, score
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.regulations import distribution
from kinerja_pauh.sheets import form_layout
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.numbers import Ambiguous, NoNumber, from_text
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.skp_words import PLAN
from kinerja_pauh.sheets.words import choose
from people import ABOVE, MEETS, PERIOD, RULES, behaved, form_of, person, row

if TYPE_CHECKING:
    from pathlib import Path

RATER = filled_office.largest_rater()
PERSON = filled_office.raters()[RATER][0]


def scored(*rows, **more):
    return score(person(*rows, **more), RULES, PERIOD)


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """An office whose forms have all come back; only read here."""
    root = filled_office.office_copy(tmp_path_factory.mktemp("jebakan"), tmp_path_factory)
    world = real_world(show_progress)
    assert collect(root, world).exit_status == 0
    return root


def test_01_a_cost_target_gives_one_number_on_the_screen_in_the_file_and_in_the_report(capsys, office):
    assert scored(row(aspect=Aspect.COST, direction=Direction.LOWER)).work == 100
    path = filled_office.form_of(office, RATER, "2_masuk")
    _, files = run_json(capsys, "hitung", path, "--tanpa-tulis")
    told = {one["nip"]: one["nilai_hasil"] for one in files[0]["hasil"]}
    summary = form_layout.SUMMARY_TABLE
    cells = read_book(path).sheets[summary.sheet]
    assert run(capsys, "laporan", office, "--nip", PERSON.nip)[0] == 0
    (report,) = (office / "4_laporan").glob(f"Laporan_{PERSON.nip}_*.xlsx")
    printed = {cell.value for sheet in read_book(report).sheets.values() for cell in sheet.values()}
    assert told[PERSON.nip] in printed
    _, out, _ = run(capsys, "jelaskan", path, "--nip", PERSON.nip, "--json")
    steps = {one["uraian"].strip(): one["nilai"] for one in json.loads(out)["berkas"][0]["penjelasan"]}
    assert Decimal(str(steps["Nilai hasil kerja"])) == Decimal(str(told[PERSON.nip]))
    assert cells[FIRST_ROW, summary.column("NIP")].value == PERSON.nip


def test_02_seven_equal_weights_are_exactly_one_and_a_perfect_score_exactly_the_top():
    assert scored(behaviours=behaved(*[MEETS] * 7)).behaviour == Decimal("100.00")
    assert scored(behaviours=behaved(*[ABOVE] * 7)).behaviour == Decimal("120.00")


def test_03_a_missing_rating_is_incomplete_and_has_no_category():
    result = scored(behaviours=behaved(None))
    assert (result.status, result.final, result.predicate) == (Status.INCOMPLETE, None, None)


def test_04_lower_is_better_takes_a_start_above_its_target():
    quick = row(direction=Direction.LOWER, target="5", realisation="3")
    assert scored(quick).indicators[0].adjusted.capaian == Decimal("140.00")


def test_05_more_than_the_target_is_entered_as_it_is_and_capped_by_the_rule_with_the_raw_percent_kept():
    one = scored(row(target="10", realisation="25")).indicators[0]
    assert (one.raw.capaian, one.adjusted.score) == (Decimal("250.00"), 120)
    assert one.indicator.realisation == 25


def test_06_zero_blank_units_commas_and_ambiguous_numbers_are_told_apart():
    assert scored(row(target="0", realisation="0")).work is None
    assert scored(row(realisation=None)).work is None
    assert isinstance(from_text("12 hari"), NoNumber)
    assert isinstance(from_text("1.250"), Ambiguous)
    assert [from_text(text) for text in ("87,5", "87.5", "1.250,75")] == [
        Decimal("87.5"), Decimal("87.5"), Decimal("1250.75"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["Di Atas Ekspektasi", "di atas ekspektasi", "DI  ATAS EKSPEKTASI", "DiAtas Ekspektasi"]
)
def test_07_spellings_of_a_rating_mean_the_same_or_are_refused(typed):
    assert choose(typed, Rating) in {Rating.ABOVE, None}
    assert choose("di  atas   ekspektasi", Rating) is Rating.ABOVE
    assert choose("lumayan", Rating) is None


def test_08_a_goal_that_is_deleted_after_it_was_agreed_is_visible():
    (change,) = plan_changes([row("1"), row("2")], [row("1")])
    assert (change.what, change.number) == (Changed.REMOVED, "2")
    (finding,) = change_findings([row("1"), row("2")], [row("1")], {}, "Pegawai!A7")
    assert finding.code == "indikator-dihapus"


def test_09_a_target_changed_mid_year_keeps_the_old_value_and_asks_why():
    before, after = [row("1")], [row("1", target="90")]
    assert [(c.old, c.new) for c in plan_changes(before, after)] == [("100 dokumen", "90 dokumen")]
    (finding,) = change_findings(before, after, {}, "Pegawai!A7")
    assert (finding.code, finding.severity.blocks) == ("target-tanpa-alasan", True)


def test_10_a_result_that_was_opened_again_has_another_code():
    def code(**more) -> str:
        form = form_of(person(**more))
        return verification_code(Person(scored(**more), ScoredForm(form, RULES, (), ()), "a" * 64))

    assert code() == code()
    assert code() != code(work_rating=ABOVE)


def test_11_nothing_can_be_approved_for_everybody_at_once_and_a_copied_set_is_seen():
    identical = [scored(name=name) for name in "ABCDE"]
    assert {sign.what for sign in rater_signs(identical)} >= {"Tanpa sebaran", "Perilaku seragam"}
    entry = [column.header for column in form_layout.BEHAVIOUR_TABLE.columns if column.entry]
    assert entry == ["Ekspektasi Khusus", "Rating", "Contoh Perilaku"]


def test_11_a_plan_copied_from_last_year_is_flagged_and_one_that_asks_for_more_is_not():
    last = (row("1", weight="50"), row("2", weight="50"))
    assert repeats((row("1", weight="50.00"), row("2", weight="50")), last)
    assert not repeats((row("1", weight="50", target="110"), row("2", weight="50")), last)
    finding = repeats_finding(PLAN)
    assert (finding.code, finding.sheet, finding.severity.blocks) == ("rencana-sama-tahun-lalu", PLAN, False)


def test_12_a_final_score_typed_over_the_formula_is_refused_by_its_cell(capsys, tmp_path, tmp_path_factory):
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    summary = form_layout.SUMMARY_TABLE
    path = filled_office.form_of(root, RATER, "2_masuk")
    book = openpyxl.load_workbook(path)
    book[summary.sheet].cell(FIRST_ROW, summary.column("Nilai Akhir")).value = 119
    book.save(path)
    status, files = run_json(capsys, "kumpulkan", root)
    (told,) = [one for one in files if one["berkas"] == path.name]
    assert (status, told["putusan"]) == (2, "ditolak")
    cell = summary.cell("Nilai Akhir", FIRST_ROW)
    assert (summary.sheet, cell) in {(f["lembar"], f["sel"]) for f in told["temuan"]}


def test_13_who_rates_is_read_from_the_structure_and_never_from_a_title():
    staff = [
        Employee("1", "Camat", None, "", "Pelaksana", "", "Unit", "2", "", active=True),
        Employee("2", "Staf", None, "", "Camat", "", "Unit", "1", "", active=True),
    ]
    codes = Counter(f.code for f in check_office(staff, {"1": [row()], "2": [row()]}, date(2026, 1, 1)))
    swapped = [replace(one, position="Camat" if one.position == "Pelaksana" else "Pelaksana") for one in staff]
    assert Counter(f.code for f in check_office(swapped, {"1": [row()], "2": [row()]}, date(2026, 1, 1))) == codes


def test_14_two_appraisals_that_share_days_are_refused():
    half = Period("Semester I", date(2026, 1, 1), date(2026, 6, 30))
    assert clash(half, Period("Mei–Desember", date(2026, 5, 1), date(2026, 12, 31)))
    assert not clash(half, Period("Semester II", date(2026, 7, 1), date(2026, 12, 31)))


def formatted_rows(rows, office, folder) -> int:
    """How many rows the longest conditional format of the report of these indicators covers."""
    one = Person(scored(*rows), ScoredForm(form_of(person(*rows)), RULES, (), ()), "a" * 64)
    induk = read_induk(read_book(next(office.glob("Induk_*.xlsx"))))
    context = {**report_context(one, Returns(induk, {}, {}, ())), "kode": "ABCD-EFGH"}
    path = folder / f"{len(rows)}.xlsx"
    path.write_bytes(BundledTemplates().document("Laporan_Hasil_Penilaian.xlsx", folder).render(context))
    formats = openpyxl.load_workbook(path).worksheets[0].conditional_formatting
    return max(area.max_row - area.min_row + 1 for one in formats for area in one.sqref.ranges)


def test_15_the_rows_of_a_report_keep_their_conditional_formats(tmp_path, office):
    nine = [row(str(number), weight="10") for number in range(1, 10)]
    assert formatted_rows(nine, office, tmp_path) >= formatted_rows([row()], office, tmp_path) + 8


def test_16_a_period_with_drafts_is_not_closed_and_the_drafts_are_listed(capsys, tmp_path, tmp_path_factory):
    root = filled_office.office_copy(tmp_path, tmp_path_factory)
    status, files = run_json(capsys, "tutup", root)
    told = [finding["kode"] for one in files for finding in one["temuan"]]
    assert (status, told) == (1, ["tutup-belum-kembali"] * len(filled_office.raters()))


@pytest.mark.parametrize(("total", "organisation"), [(n, p) for n in (1, 2, 4) for p in ("Istimewa", "Baik")])
def test_17_a_pattern_that_no_small_unit_can_meet_is_called_impossible(total, organisation):
    found = check_distribution({"Baik": total}, organisation, distribution())
    assert not found.possible


def test_18_what_is_tallied_is_what_is_listed(office, capsys):
    assert run(capsys, "rekap", office)[0] == 0
    (path,) = (office / "3_rekap").glob("Rekap_*.xlsx")
    cells = read_book(path).sheets["Pegawai"]
    header = next(row for (row, _), cell in sorted(cells.items()) if cell.value == "NIP")
    listed = [cell.value for (row, column), cell in cells.items() if column == 1 and row > header]
    assert len(listed) == filled_office.SIZE == len(set(listed))
