"""The steps behind the verbs: names of files, digests, and an inbox in which anything may lie."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import filled_office
from filled_office import SAMPLE, YEAR
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.digest import digest
from kinerja_pauh.actions.file_names import document_name, form_name, slug
from kinerja_pauh.actions.folder import NoOfficeFolder, OfficeFolder
from kinerja_pauh.actions.form_building import build_forms
from kinerja_pauh.actions.outcome import Outcome, Verdict
from kinerja_pauh.actions.read_files import check_induk, score_form
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import book_from_bytes, read_book
from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.layout import FIRST_ROW
from people import talk

TORTURE = Path(__file__).parents[2].parent / "shared" / "torture"
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}


@pytest.fixture
def folder(tmp_path, tmp_path_factory):
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def world():
    return real_world(show_progress)


# File names


@given(st.text(), st.text())
def test_a_file_name_is_safe_on_every_system(name, period) -> None:
    for made in (form_name("198001012005011001", period), document_name("Laporan", "198001012005011001", name)):
        assert re.fullmatch(r"[A-Za-z]+_\d{18}_[A-Za-z0-9-]+\.xlsx", made)
        assert len(made) <= 100
        assert made.split(".")[0].upper() not in RESERVED
        assert Path(made).name == made


@given(st.text())
def test_a_slug_is_its_own_slug_and_never_empty(text) -> None:
    made = slug(text)
    assert made
    assert slug(made) == made


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\Windows", "Windows"),
        ("Siti, S.E., M.M.", "Siti-S-E-M-M"),
        ("D'Áccord Ñ. / *?:<>|", "D-Accord-N"),
        ("山田", "tanpa-nama"),
        ("\u202ecod.exe", "cod-exe"),
        ("", "tanpa-nama"),
    ],
)
def test_hostile_names_become_plain(name, expected) -> None:
    assert slug(name) == expected


def test_namesakes_have_reports_of_their_own() -> None:
    first, second = (document_name("Laporan", f"19800101200501100{n}", "Fulan") for n in (1, 2))
    assert first != second


# Digests


RATEE = next(ratee for ratee in filled_office.entries().values() if ratee.factors)


def test_a_digest_is_the_same_in_every_process_and_version() -> None:
    # A constant on purpose: were it to change, every form handed out before would be called foreign.
    assert digest((Decimal("1.50"), "a", None, True, date(2026, 1, 2), Rating.MEETS)) == "18415b670359db93"


def test_where_an_entry_stands_does_not_count() -> None:
    moved = replace(
        RATEE, places={"nip": "Ringkasan!A9"}, indicators=tuple(replace(i, places={"x": "y"}) for i in RATEE.indicators)
    )
    assert digest(moved) == digest(RATEE)


def test_every_field_of_every_entry_counts() -> None:
    seen = {digest(RATEE)}
    made = 1
    changes = {
        "indicators": [
            replace(RATEE, indicators=(changed, *RATEE.indicators[1:])) for changed in varied(RATEE.indicators[0])
        ],
        "behaviours": [
            replace(RATEE, behaviours=(changed, *RATEE.behaviours[1:])) for changed in varied(RATEE.behaviours[0])
        ],
        "factors": [replace(RATEE, factors=(changed,)) for changed in varied(RATEE.factors[0])],
        "feedback": [replace(RATEE, feedback=(changed,)) for changed in varied(RATEE.feedback[0])],
        "dialogues": [replace(RATEE, dialogues=(talk(), *more)) for more in ((), *((one,) for one in varied(talk())))],
        "self": varied(RATEE),
    }
    for ratees in changes.values():
        for ratee in ratees:
            seen.add(digest(ratee))
            made += 1
    assert len(seen) == made


def varied(entry: object) -> list[object]:
    """The entry with each of its plain fields changed, one at a time."""
    return [
        replace(entry, **{field.name: "sesuatu yang lain"})
        for field in fields(entry)
        if field.name not in {"places", "indicators", "behaviours", "factors", "feedback", "dialogues"}
    ]


def test_texts_that_only_join_alike_differ() -> None:
    ab, a_b = replace(RATEE, name="a", position="b"), replace(RATEE, name="ab", position="")
    assert digest(ab) != digest(a_b)
    assert digest(replace(RATEE, factors=())) != digest(replace(RATEE, feedback=()))
    assert digest(("a", ("b",))) != digest((("a",), "b"))
    assert digest(("a", "")) != digest(("a",))


def test_a_saved_and_read_form_has_the_digest_of_what_was_typed(folder) -> None:
    rater = filled_office.largest_rater()
    scored = score_form(read_book(filled_office.form_of(folder, rater, "2_masuk")))
    before = [digest(ratee) for ratee in scored.form.ratees]
    path = filled_office.form_of(folder, rater, "2_masuk")
    book = openpyxl.load_workbook(path)
    resaved = io.BytesIO()
    book.save(resaved)
    again = score_form(book_from_bytes(path.name, resaved.getvalue()))
    assert [digest(ratee) for ratee in again.form.ratees] == before


def test_form_ids_follow_the_plan_and_the_rules_alone(folder) -> None:
    induk, _ = check_induk(read_book(folder / f"Induk_{YEAR}.xlsx"), date(2026, 12, 24))
    forms = build_forms(induk, SAMPLE.period, filled_office.RULES)
    assert len({form.form_id for form in forms}) == len(forms) == len(filled_office.raters())
    assert [f.form_id for f in build_forms(induk, SAMPLE.period, filled_office.RULES)] == [f.form_id for f in forms]
    assert {n.nip for f in forms for n in f.ratees} == {e.nip for e in SAMPLE.rated}
    other = build_forms(replace(induk, rules=replace(induk.rules, with_peers=True)), SAMPLE.period, filled_office.RULES)
    assert not {f.form_id for f in forms} & {f.form_id for f in other}


# The folder


def test_a_folder_without_or_with_two_induk_is_none(tmp_path) -> None:
    with pytest.raises(NoOfficeFolder, match="kinerja mulai"):
        _ = OfficeFolder(tmp_path).induk
    for name in ("~$Induk_2026.xlsx", "Induk_2026.xlsx"):
        (tmp_path / name).touch()
    assert OfficeFolder(tmp_path).induk.name == "Induk_2026.xlsx"
    (tmp_path / "Induk_2026.xlsm").touch()
    with pytest.raises(NoOfficeFolder, match="lebih dari satu"):
        _ = OfficeFolder(tmp_path).induk


def test_the_exit_status_is_the_worst_of_the_files() -> None:
    from kinerja_pauh.actions.outcome import FileOutcome  # noqa: PLC0415 - beside its only use

    finding = Finding("", "", "x-y", Severity.WARNING, "Ini. Itu.")
    clean, warned = FileOutcome("a", Verdict.ACCEPTED), FileOutcome("b", Verdict.ACCEPTED, (finding,))
    refused = FileOutcome("c", Verdict.REFUSED)
    assert [Outcome(files).exit_status for files in ((), (clean,), (clean, warned), (warned, refused, clean))] == [
        0,
        0,
        1,
        2,
    ]


# An inbox in which anything may lie


def test_every_torture_file_gets_a_verdict_and_the_real_returns_are_taken(folder, world) -> None:
    strays = sorted(TORTURE.iterdir()) if TORTURE.is_dir() else []
    for path in strays:
        shutil.copy(path, folder / "2_masuk")
    outcome = collect(folder, world)
    verdicts = {one.file: one for one in outcome.files}
    assert len(verdicts) == len(strays) + len(filled_office.raters())
    for path in strays:
        assert verdicts[path.name].verdict is Verdict.REFUSED, path.name
        assert re.search(r"[.:;,] [A-Za-z].*\.$", verdicts[path.name].note), path.name
    taken = [one for one in outcome.files if one.verdict is Verdict.ACCEPTED]
    assert len(taken) == len(filled_office.raters())
    assert f"{len(strays)} ditolak" in outcome.advice


def test_a_form_with_findings_is_recorded_but_to_be_looked_at(folder, world) -> None:
    path = filled_office.form_of(folder, filled_office.largest_rater(), "2_masuk")
    write_cells(path, layout.WORK, {(FIRST_ROW, layout.WORK_TABLE.column("Realisasi")): None})
    outcome = collect(folder, world)
    said = {one.file: one for one in outcome.files}[path.name]
    assert (said.verdict, said.note) == (Verdict.LOOK, "Dicatat di register.")
    assert [f.code for f in said.findings] == ["realisasi-kosong"]
    assert said.results[0].final is None
    assert "1 perlu dilihat" in outcome.advice


def test_a_return_under_another_name_is_the_same(folder, world) -> None:
    path = filled_office.form_of(folder, filled_office.largest_rater(), "2_masuk")
    path.rename(path.with_name("FINAL fix banget (2).xlsx"))
    outcome = collect(folder, world)
    assert {one.verdict for one in outcome.files} == {Verdict.ACCEPTED}
    assert "Belum kembali" not in outcome.advice
