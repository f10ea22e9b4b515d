"""What kumpulkan says of returns that are genuine, old, double, sealed otherwise, or changed since they went out."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.distribute import distribute
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.monitor_office import monitor_outcome
from kinerja_pauh.actions.outcome import FileOutcome, Verdict
from kinerja_pauh.actions.returns import gather_returns
from kinerja_pauh.adapters import key_store
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.adapters.key_store import KeyFile
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.ports import ReaderMissing, UnusableFile
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets.cells import column_letters
from kinerja_pauh.sheets.induk_layout import SETTING_KEYS, SETTINGS, STAFF, STAFF_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.monitor_sheet import CHOICE, FORM_ID, MONITOR, MONITOR_TABLE
from kinerja_pauh.sheets.seal import SEAL, SEAL_KEY, sealed_by

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kinerja_pauh.ports import Register, World
    from kinerja_pauh.sheets.cells import Book

RATER = filled_office.largest_rater()
NOTE = layout.WORK_TABLE.column("Catatan")
REALISATION = layout.WORK_TABLE.column("Realisasi")


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def world() -> World:
    return real_world(show_progress)


def back(folder: Path) -> Path:
    """The filled form of the rater with the most people."""
    return filled_office.form_of(folder, RATER, "2_masuk")


def said(folder: Path, world: World, name: str | None = None) -> FileOutcome:
    outcome = {one.file: one for one in collect(folder, world).files}
    return outcome[name or back(folder).name]


def codes(one: FileOutcome) -> set[str]:
    return {finding.code for finding in one.findings}


def meta_row(path: Path, key: str) -> int:
    cells = read_book(path).sheets[layout.META]
    return next(row for (row, column), cell in cells.items() if column == 1 and cell.value == key)


def test_the_induk_is_read_once_nobody_else_writes_it_any_more(folder, world) -> None:
    """Agreed plans go where its rows were: what another command wrote while this one waited must be seen."""
    seen = []

    def hold(root: Path, what: str) -> AbstractContextManager[None]:
        seen.append(what)
        return world.hold(root, what)

    def read(path: Path) -> Book:
        seen.append(path.name)
        return world.read(path)

    collect(folder, replace(world, hold=hold, read=read))
    assert seen[:2] == ["Kumpulkan", OfficeFolder(folder).induk.name]


# The seal


def test_a_form_whose_seal_was_changed_is_refused_by_cell(folder, world) -> None:
    row = meta_row(back(folder), SEAL)
    write_cells(back(folder), layout.META, {(row, 2): "0" * 64})
    one = said(folder, world)
    assert (one.verdict, codes(one), one.results) == (Verdict.REFUSED, {"segel-berubah"}, ())
    assert one.findings[0].sheet == layout.META


def test_a_form_that_names_another_key_is_refused_too(folder, world) -> None:
    write_cells(back(folder), layout.META, {(meta_row(back(folder), SEAL_KEY), 2): "deadbeef"})
    assert codes(said(folder, world)) == {"segel-berubah"}


def test_a_locked_cell_changed_without_protection_is_named_with_both_values(folder, world) -> None:
    path = back(folder)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        sheet.protection.disable()
    target = book[layout.WORK].cell(FIRST_ROW, layout.WORK_TABLE.column("Target"))
    before, target.value = target.value, 1
    book.save(path)
    one = said(folder, world)
    assert one.verdict is Verdict.REFUSED
    (finding,) = [f for f in one.findings if f.code == "sel-terkunci-berubah"]
    assert finding.cell == f"{column_letters(layout.WORK_TABLE.column('Target'))}{FIRST_ROW}"
    assert f"dari {before:g}".replace(".", ",") in finding.message
    assert "menjadi 1." in finding.message


def test_without_its_key_a_form_is_judged_by_the_register(folder, world, tmp_path) -> None:
    lost = replace(world, keys=KeyFile(tmp_path / "komputer lain.json"))
    assert said(folder, lost).verdict is Verdict.ACCEPTED
    write_cells(back(folder), layout.WORK, {(FIRST_ROW, layout.WORK_TABLE.column("Target")): Decimal(1)})
    assert codes(said(folder, lost)) >= {"sel-terkunci-berubah"}


def test_forms_that_went_out_before_the_key_was_changed_are_still_accepted(folder, world, tmp_path) -> None:
    shutil.copy(os.environ[key_store.OVERRIDE], tmp_path / "kunci.json")
    world = replace(world, keys=KeyFile(tmp_path / "kunci.json"))
    before = sealed_by(read_book(back(folder)))[1]
    fresh = world.keys.rotate(world.now())
    assert fresh.id != before
    distribute(folder, world)
    handed_out = filled_office.form_of(folder, RATER)
    assert sealed_by(read_book(handed_out))[1] == fresh.id
    assert said(folder, world).verdict is Verdict.ACCEPTED


def test_a_form_of_this_office_that_the_register_does_not_know_is_told_apart(folder, world, tmp_path) -> None:
    (folder / "register.sqlite").unlink()
    one = said(folder, world)
    assert (one.verdict, one.note[:38]) == (Verdict.REFUSED, "Formulir ini bersegel kantor ini, teta")
    lost = replace(world, keys=KeyFile(tmp_path / "lain.json"))
    assert "segelnya tidak dikenal" in said(folder, lost).note


def change_setting(folder: Path, key: str, value: str) -> None:
    induk = next(folder.glob("Induk_*.xlsx"))
    write_cells(induk, SETTINGS, {(FIRST_ROW + list(SETTING_KEYS).index(key), 2): value})


def test_a_form_of_another_period_or_office_says_so(folder, world) -> None:
    (folder / "register.sqlite").unlink()
    change_setting(folder, "periode", "Triwulan I 2026")
    assert "untuk periode Tahunan 2026, sedangkan folder ini untuk Triwulan I 2026" in said(folder, world).note
    change_setting(folder, "unit", "Kecamatan Lain")
    assert "bukan dari kantor ini" in said(folder, world).note


def test_a_register_in_which_a_form_was_changed_is_told_and_the_form_not_taken(folder, world) -> None:
    changed = back(folder).read_bytes()
    write_cells(back(folder), layout.WORK, {(FIRST_ROW, layout.WORK_TABLE.column("Target")): Decimal(1)})
    forged = back(folder).read_bytes()
    assert changed != forged
    with sqlite3.connect(folder / "register.sqlite") as register:
        register.execute("update formulir_dibagikan set isi = ? where nip_penilai = ?", (forged, RATER))
    register.close()
    outcome = collect(folder, world)
    told = {one.file: one for one in outcome.files}
    assert told[back(folder).name].verdict is Verdict.REFUSED
    assert "salinan itu sendiri pernah diubah" in told[back(folder).name].note
    assert codes(told["register.sqlite"]) == {"register-tidak-utuh"}


# Twice


def second(folder: Path, name: str = "kiriman kedua.xlsx", realisation: Decimal = Decimal(1)) -> Path:
    path = folder / "2_masuk" / name
    shutil.copyfile(back(folder), path)
    os.utime(back(folder), (1_000_000_000, 1_000_000_000))
    write_cells(path, layout.WORK, {(FIRST_ROW, REALISATION): realisation, (FIRST_ROW, NOTE): "Dibetulkan."})
    return path


def test_a_workbook_that_has_strayed_into_the_inbox_is_told_what_it_is_not(folder, world) -> None:
    path = folder / "2_masuk" / "belanja rumah.xlsx"
    openpyxl.Workbook().save(path)
    one = said(folder, world, path.name)
    assert (one.verdict, one.findings, one.results) == (Verdict.REFUSED, (), ())
    assert one.note == (
        "Buku kerja ini bukan formulir, rencana, atau lembar pertanyaan yang dibagikan program, jadi isinya tidak "
        "diambil. Keluarkan dari 2_masuk. Bila ini salinan isian seorang penilai, minta berkas Penilaian_… aslinya."
    )


def counting(folder: Path, world: World) -> str:
    """The realisation of the first row of the form that counts."""
    nip = filled_office.raters()[RATER][0].nip
    found = gather_returns(OfficeFolder(folder), world).people[nip].result.indicators[0]
    return str(found.indicator.realisation)


def test_of_two_different_returns_the_first_counts_until_someone_chooses(folder, world) -> None:
    path = second(folder)
    one = said(folder, world, path.name)
    assert (one.verdict, codes(one)) == (Verdict.LOOK, {"kiriman-perlu-dipilih"})
    assert back(folder).name in one.findings[0].message
    assert said(folder, world, path.name) == replace(one, note="Sudah pernah diterima; tidak dicatat dua kali.")
    assert counting(folder, world) != "1"
    choose(folder, world, 2)
    one = said(folder, world, path.name)
    assert (one.verdict, codes(one)) == (Verdict.ACCEPTED, set())
    assert counting(folder, world) == "1"
    other = said(folder, world)
    assert (other.verdict, codes(other)) == (Verdict.ACCEPTED, {"kiriman-tidak-dipakai"})
    choose(folder, world, 1)
    assert codes(said(folder, world)) == set()
    assert counting(folder, world) != "1"


def test_a_return_that_arrives_after_the_choice_is_told_to_be_newer_and_can_be_chosen(folder, world) -> None:
    collect(folder, world)
    second(folder)
    collect(folder, world)
    choose(folder, world, 1)
    third = second(folder, "kiriman ketiga.xlsx", Decimal(2))
    for _ in range(2):
        one = said(folder, world, third.name)
        assert codes(one) == {"kiriman-tidak-dipakai"}
        assert one.findings[0].message.startswith("Kiriman ini lebih baru daripada yang dipilih")
        assert back(folder).name in one.findings[0].message
    assert counting(folder, world) not in {"1", "2"}
    choose(folder, world, 3)
    assert codes(said(folder, world, third.name)) == set()
    assert counting(folder, world) == "2"
    assert "lebih baru" not in said(folder, world).findings[0].message


def test_what_changed_the_monitor_is_followed_by_the_advice_to_press_it(folder, world) -> None:
    words = "tekan Monitor"
    assert words in collect(folder, world).advice
    assert words not in collect(folder, world).advice
    second(folder)
    assert words in collect(folder, world).advice
    choose(folder, world, 2)
    assert words in collect(folder, world).advice
    assert words not in collect(folder, world).advice


def choose(folder: Path, world: World, number: int | str) -> None:
    """Type a number into the sheet Monitor as HR does."""
    assert monitor_outcome(folder, world).notes == ()
    induk = OfficeFolder(folder).induk
    cells = read_book(induk).sheets[MONITOR]
    ids = {one.file_name: one.form_id for one in world.register(folder / "register.sqlite").issued()}
    row = next(
        row
        for (row, column), cell in cells.items()
        if column == MONITOR_TABLE.column(FORM_ID) and cell.value == ids[back(folder).name]
    )
    value = Decimal(number) if isinstance(number, int) else number
    write_cells(induk, MONITOR, {(row, MONITOR_TABLE.column(CHOICE)): value})


def test_a_number_that_is_no_return_is_told_at_its_cell_and_changes_nothing(folder, world) -> None:
    collect(folder, world)
    choose(folder, world, 7)
    induk = {one.file: one for one in collect(folder, world).files}[OfficeFolder(folder).induk.name]
    assert codes(induk) == {"kiriman-tidak-ada"}
    assert world.register(folder / "register.sqlite").chosen() == {}


def test_the_same_entries_saved_again_are_no_second_return(folder, world) -> None:
    path = folder / "2_masuk" / "disimpan lagi.xlsx"
    openpyxl.load_workbook(back(folder)).save(path)
    os.utime(back(folder), (1_000_000_000, 1_000_000_000))
    assert path.read_bytes() != back(folder).read_bytes()
    one = said(folder, world, path.name)
    assert (one.verdict, codes(one)) == (Verdict.ACCEPTED, set())


def test_an_unfinished_return_is_followed_by_a_finished_one_without_a_question(folder, world) -> None:
    whole = back(folder).read_bytes()
    write_cells(back(folder), layout.WORK, {(FIRST_ROW, REALISATION): None})
    assert said(folder, world).verdict is Verdict.LOOK
    (folder / "2_masuk" / "lengkap.xlsx").write_bytes(whole)
    one = said(folder, world, "lengkap.xlsx")
    assert (one.verdict, codes(one)) == (Verdict.ACCEPTED, set())
    assert codes(said(folder, world)) >= {"kiriman-tidak-dipakai"}


def test_of_two_unfinished_returns_the_earlier_one_is_not_called_complete(folder, world) -> None:
    write_cells(back(folder), layout.WORK, {(FIRST_ROW, REALISATION): None})
    path = second(folder)
    write_cells(path, layout.WORK, {(FIRST_ROW, REALISATION): None})
    assert codes(said(folder, world, path.name)) == {"realisasi-kosong"}
    (finding,) = (one for one in said(folder, world).findings if one.code == "kiriman-tidak-dipakai")
    assert finding.message == f"Kiriman yang lebih baru dari formulir ini ({path.name}) dipakai, walau belum lengkap."


# Trouble that is no form's fault


class FullRegister:
    """The real one, on a disk without room."""

    def __init__(self, real: Register) -> None:
        self._real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def add(self, *_: object) -> None:
        raise UnusableFile("Register kantor tidak dapat dipakai: tempat di cakram habis.")


def test_a_register_that_cannot_be_written_stops_the_collecting_and_refuses_no_form(folder, world) -> None:
    full = replace(world, register=lambda path: FullRegister(world.register(path)))
    with pytest.raises(UnusableFile, match="cakram habis"):
        collect(folder, full)
    assert said(folder, world).verdict is Verdict.ACCEPTED


def test_a_reader_that_does_not_start_stops_the_collecting_and_refuses_no_form(folder, world) -> None:
    def missing(_name: str, _data: bytes) -> Book:
        raise ReaderMissing("Proses pembaca berkas tidak dapat dijalankan.")

    with pytest.raises(ReaderMissing):
        collect(folder, replace(world, open_untrusted=missing))


def test_a_damaged_key_file_stops_the_collecting_and_refuses_no_form(folder, world, tmp_path) -> None:
    damaged = tmp_path / "kunci rusak.json"
    damaged.write_text("{", "utf-8")
    with pytest.raises(UnusableFile, match="Berkas kunci segel rusak"):
        collect(folder, replace(world, keys=KeyFile(damaged)))


# The lists have gone on


def staff_cell(folder: Path, nip: str, header: str, value: str) -> None:
    induk = OfficeFolder(folder).induk
    cells = read_book(induk).sheets[STAFF]
    row = next(row for (row, column), cell in cells.items() if column == 1 and cell.value == nip)
    write_cells(induk, STAFF, {(row, STAFF_TABLE.column(header)): value})


def test_a_person_who_left_or_has_another_rater_is_told_by_row(folder, world) -> None:
    people = filled_office.raters()[RATER]
    staff_cell(folder, people[0].nip, "Aktif", "Tidak")
    other = next(nip for nip in filled_office.raters() if nip not in {RATER, people[1].nip})
    staff_cell(folder, people[1].nip, "NIP Penilai", other)
    found = {(f.code, f.cell) for f in said(folder, world).findings}
    assert found == {("pegawai-tidak-di-daftar", f"A{FIRST_ROW}"), ("penilai-berganti", f"A{FIRST_ROW + 1}")}


def test_hidden_rows_are_told_once_a_sheet(folder, world) -> None:
    book = openpyxl.load_workbook(back(folder))
    for row in (FIRST_ROW + 1, FIRST_ROW + 2):
        book[layout.WORK].row_dimensions[row].hidden = True
    book.save(back(folder))
    (finding,) = said(folder, world).findings
    assert (finding.code, finding.sheet, finding.cell) == ("baris-tersembunyi", layout.WORK, f"A{FIRST_ROW + 1}")
    assert finding.message.startswith("2 baris")


# Others at work


def test_a_file_that_is_open_elsewhere_is_left_alone(folder, world) -> None:
    (folder / "2_masuk" / f"~${back(folder).name}").write_bytes(b"\x05Ani")
    one = said(folder, world)
    assert (one.verdict, codes(one)) == (Verdict.LOOK, {"berkas-terbuka"})
    assert "sedang dibuka di Excel" in one.note
    register = world.register(folder / "register.sqlite")
    assert back(folder).name not in {returned.file_name for returned in register.returns()}


_COLLECT = "import sys; from kinerja_pauh.faces.cli import main; sys.exit(main(['kumpulkan', sys.argv[1], '--json']))"


def entries(folder: Path, world: World) -> set[tuple[str, str, str]]:
    register = world.register(folder / "register.sqlite")
    assert register.faults() == []
    return {(one.form_id, one.sha256, one.verdict) for one in register.returns()}


def test_eight_programs_at_one_inbox_leave_what_one_would(folder, world, tmp_path) -> None:
    second(folder)
    alone = shutil.copytree(folder, tmp_path / "sendiri")
    collect(alone, world)
    running = [
        subprocess.Popen([sys.executable, "-c", _COLLECT, str(folder)], stdout=subprocess.PIPE) for _ in range(8)
    ]
    said_by = [json.loads(program.communicate()[0])["berkas"] for program in running]
    # On a slow computer the last ones are told who is at work after a minute, and do nothing.
    assert {program.returncode for program in running} <= {1, 2}
    done = [said for program, said in zip(running, said_by, strict=True) if program.returncode == 1]
    assert done
    assert all(said == [] for program, said in zip(running, said_by, strict=True) if program.returncode == 2)
    assert entries(folder, world) == entries(alone, world)
    verdicts = [sorted((one["berkas"], one["putusan"]) for one in said) for said in done]
    assert all(one == verdicts[0] for one in verdicts)


@pytest.mark.parametrize("order", [1, -1])
def test_the_register_is_the_same_whatever_came_first(folder, world, tmp_path, order) -> None:
    second(folder)
    together = shutil.copytree(folder, tmp_path / "sekaligus")
    collect(together, world)
    paths = sorted((folder / "2_masuk").iterdir())[::order]
    aside = tmp_path / "nanti"
    aside.mkdir()
    for path in paths:
        shutil.move(path, aside)
    for path in paths:
        shutil.move(aside / path.name, folder / "2_masuk")
        collect(folder, world)
    collect(folder, world)
    assert entries(folder, world) == entries(together, world)
