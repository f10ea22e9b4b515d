"""Hostile text goes from the Induk through form, recap and report as the text it is, and nothing ever runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

import filled_office
from filled_office import RULES, YEAR, run
from kinerja_pauh.actions.start import write_induk
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import Office, Rating
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.fill_induk import settings_for
from kinerja_pauh.sheets.layout import FIRST_ROW
from people import talk

PEOPLE = 5
LONG = "Sangat panjang " * 2132 + "selesai."  # 32,000 characters less a few
TEXTS = (
    "=1+1",
    '=HYPERLINK("http://contoh.invalid","klik")',
    "=cmd|'/c calc'!A0",
    "+62 751 12345",
    "-5 kasus",
    "@SUM(A1:A9)",
    "satu\tdua",
    "satu\ndua",
    "＝1+1",
    "＋1＠2",
    "{{ 7*7 }}",
    "{% for x in pegawai %}{{ x }}{% endfor %}",
    "{# diam #} {{ ''.__class__ }}",
    "<b>&amp; \"dua\" 'satu' ]]> <!-- -->",
    "😀 👩‍👩‍👧 ñ Ⅷ \u202eterbalik",
    "_x0041_ _x000D_",
    "#REF!",
    "'apostrof",
    "1.250",
    "TRUE",
    LONG,
)
MANY = tuple(text for text in TEXTS if text is not LONG)


def text(number: int) -> str:
    return MANY[number % len(MANY)]


SAMPLE = office(PEOPLE, YEAR)


def hostile_staff():
    return tuple(
        replace(e, name=text(n), position=text(n + 3), unit=text(n + 6), rank=text(n + 9))
        for n, e in enumerate(SAMPLE.employees)
    )


def hostile_plans():
    return {
        nip: tuple(
            replace(
                i, result=text(p + r), name=f"{text(p + 2 * r)}", unit=text(p + r + 4), superior_result=text(p + r + 8)
            )
            for r, i in enumerate(rows)
        )
        for p, (nip, rows) in enumerate(SAMPLE.plans.items())
    }


def hostile_entries(staff, plans):
    """Every free text of every person hostile; whatever is chosen from lists stays as it was."""
    people = {}
    names = {e.nip: e for e in staff}
    for p, (nip, ratee) in enumerate(fill(SAMPLE, RULES).items()):
        indicators = tuple(
            replace(
                old,
                result=new.result,
                name=new.name,
                unit=new.unit,
                evidence=text(p + 3 * r),
                note=LONG if not r else text(p + r + 5),
            )
            for r, (old, new) in enumerate(zip(ratee.indicators, plans[nip], strict=True))
        )
        behaviours = tuple(
            replace(b, rating=b.rating or Rating.MEETS, example=LONG if not n else text(p + n), expectation=text(n))
            for n, b in enumerate(ratee.behaviours)
        )
        feedback = tuple(replace(f, good=text(p), improve=text(p + 1), plan=text(p + 2)) for f in ratee.feedback[:1])
        people[nip] = replace(
            ratee,
            name=names[nip].name,
            indicators=indicators,
            behaviours=behaviours,
            feedback=feedback,
            dialogues=(talk(topic=text(p + 3), own_words=text(p + 4), agreed=LONG),),
            factors=tuple(replace(f, evidence=text(p)) for f in ratee.factors),
            work_rating=ratee.work_rating or Rating.MEETS,
            behaviour_rating=ratee.behaviour_rating or Rating.MEETS,
            new_idea=True,
            idea_text=text(p + 11),
            reason=text(p + 12),
        )
    return people


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The whole cycle on an office in which every free text is hostile."""
    root = tmp_path_factory.mktemp("jahat") / "Penilaian"
    staff, plans = hostile_staff(), hostile_plans()
    settings = settings_for(Office("=1+1", "{{ 7*7 }}", "<b>&"), SAMPLE.period, year=YEAR)
    write_induk(root, staff, plans, settings, real_world(show_progress))
    assert filled_office.main(["bagikan", str(root)]) in (0, 1)
    people = hostile_entries(staff, plans)
    for rater in {e.rater for e in staff if e.active}:
        form = filled_office.form_of(root, rater)
        filled = root / "2_masuk" / form.name
        filled.write_bytes(form.read_bytes())
        filled_office.fill_in(filled, [people[e.nip] for e in staff if e.active and e.rater == rater])
    inbox = sorted(map(str, (root / "2_masuk").iterdir()))
    assert filled_office.main(["hitung", *inbox]) == 0
    for verb in ("kumpulkan", "rekap", "laporan"):
        assert filled_office.main([verb, str(root)]) == 0
    return root


def outputs(root):
    return sorted(p for p in root.rglob("*.xlsx"))


def texts_in(path):
    return {str(c.value) for cells in read_book(path).sheets.values() for c in cells.values() if c.value is not None}


def test_no_text_became_a_formula_in_any_output(folder) -> None:
    for path in outputs(folder):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        body = str(cell.value)
                        assert not any(mark in body for mark in ('HYPERLINK("http', "cmd|", "=1+1", "@SUM", "7*7")), (
                            cell
                        )


def test_every_text_of_the_induk_stands_verbatim_in_induk_form_recap_and_report(folder) -> None:
    staff, plans = hostile_staff(), hostile_plans()
    (recap,) = (folder / "3_rekap").iterdir()
    induk, recapped = texts_in(folder / f"Induk_{YEAR}.xlsx"), texts_in(recap)
    for employee in staff:
        assert {employee.name, employee.position, employee.unit, employee.rank} <= induk
        if not employee.active:
            continue
        names = {i.name for i in plans[employee.nip]}
        form = texts_in(filled_office.form_of(folder, employee.rater, "2_masuk"))
        assert {employee.name, employee.position, *names} <= form
        assert {employee.name, employee.position, employee.unit, *names} <= recapped
        report = texts_in(next((folder / "4_laporan").glob(f"Laporan_{employee.nip}_*.xlsx")))
        assert employee.name in report
        assert all(any(one in found for found in report) for one in names)


def test_every_typed_text_stands_verbatim_in_the_report(folder) -> None:
    people = hostile_entries(hostile_staff(), hostile_plans())
    for nip, ratee in people.items():
        report = texts_in(next((folder / "4_laporan").glob(f"Laporan_{nip}_*.xlsx")))
        for behaviour in ratee.behaviours:
            assert behaviour.example in report
        for entry in ratee.feedback:
            assert {entry.good, entry.improve} <= report
            assert any(entry.plan in found for found in report)
        for talked in ratee.dialogues:
            assert {talked.own_words, talked.agreed} <= report
            assert any(talked.topic in found for found in report)
        assert LONG in report


def test_nothing_is_evaluated(folder) -> None:
    for path in outputs(folder):
        assert "49" not in texts_in(path), path.name
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                data = package.read(name)
                assert b"<hyperlink" not in data
                assert b"ddeLink" not in data


def test_libreoffice_shows_the_same_texts(office, folder) -> None:
    for path in (filled_office.form_of(folder, e.rater, "2_masuk") for e in hostile_staff()[1:2]):
        compare(office, path, (layout.WORK, layout.BEHAVIOUR, layout.FEEDBACK, layout.DIALOGUE, layout.SUMMARY))
    (recap,) = (folder / "3_rekap").iterdir()
    compare(office, recap, ("Pegawai", "Indikator"))
    for report in sorted((folder / "4_laporan").iterdir())[:2]:
        compare(office, report, ("Laporan", "Perhitungan"))


def compare(office, path, sheets) -> None:
    """Every text of the file is the text that LibreOffice shows there, recalculated."""
    ours = read_book(path).sheets
    with office.open(path) as book:
        book.recalculate()
        for sheet in sheets:
            typed = {place: c.value for place, c in ours[sheet].items() if isinstance(c.value, str) and not c.formula}
            rows, columns = max(r for r, _ in typed), max(c for _, c in typed)
            block = book.read(sheet, 1, 1, rows, columns)
            for (row, column), value in typed.items():
                assert block[row - 1][column - 1] == value, f"{path.name} {sheet} {row},{column}"


def test_a_leading_tab_or_return_is_dropped_and_no_formula(capsys, tmp_path, tmp_path_factory) -> None:
    form = filled_office.filled_copy(tmp_path, tmp_path_factory)
    place = (FIRST_ROW, layout.WORK_TABLE.column("Catatan"))
    for lead in ("\t", "\r", "\n", "\u00a0", " \t\r\n"):
        filled_office.write_cells(form, layout.WORK, {place: f"{lead}=1+1"})
        assert read_book(form).sheets[layout.WORK][place].value == f"{lead}=1+1"
        assert run(capsys, "hitung", form)[0] == 0
        assert openpyxl.load_workbook(form)[layout.WORK].cell(*place).data_type == "s"


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_a_character_that_no_workbook_can_hold_does_not_stop_the_rest(tmp_path, bad) -> None:
    employee = replace(SAMPLE.employees[1], position=f"Camat{bad}")
    staff = (SAMPLE.employees[0], employee, *SAMPLE.employees[2:])
    settings = settings_for(SAMPLE.office, SAMPLE.period, year=YEAR)
    path = write_induk(tmp_path, staff, SAMPLE.plans, settings, real_world(show_progress))
    assert openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
