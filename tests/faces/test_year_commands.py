"""The year after handing out: changed targets need a reason, objections have a clock, and the past can be asked."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import filled_office
from filled_office import run, run_json
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.distribute import distribute
from kinerja_pauh.actions.history import standing_at
from kinerja_pauh.actions.objection import objections
from kinerja_pauh.actions.person_history import person_history
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.indicator_words import target_text
from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.faces.progress import show_progress
from kinerja_pauh.faces.world import real_world
from kinerja_pauh.sheets import form_layout
from kinerja_pauh.sheets.flat_book import FIRST_ROW as FLAT_ROW
from kinerja_pauh.sheets.induk_layout import PLANS, PLANS_TABLE, SETTINGS, SETTINGS_TABLE
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.objection_book import FACTS, RESULTS, RETURNS
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.year_sheets import (
    CHANGES,
    CHANGES_TABLE,
    OBJECTIONS,
    OBJECTIONS_TABLE,
    read_changes,
    read_objections,
)
from memory_register import MemoryRegister
from register_entries import LATER, NOW, WHO, returned, sha

if TYPE_CHECKING:
    from pathlib import Path

RATER = filled_office.largest_rater()
PERSON = filled_office.raters()[RATER][0]
TODAY = datetime.now().astimezone().date()


@pytest.fixture
def office(tmp_path, tmp_path_factory) -> Path:
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def collected(office, capsys) -> Path:
    assert run(capsys, "kumpulkan", office)[0] == 0
    return office


def induk_of(root: Path) -> Path:
    return next(root.glob("Induk_*.xlsx"))


def type_row(root: Path, table, row: int, **values: object) -> None:
    """Type values by header (blanks written as _) into a row of a sheet of the Induk."""
    cells = {(row, table.column(header.replace("_", " "))): value for header, value in values.items()}
    write_cells(induk_of(root), table.sheet, cells)


def plan_row(root: Path, nip: str) -> int:
    cells = read_book(induk_of(root)).sheets[PLANS]
    column = PLANS_TABLE.column("NIP")
    return min(row for (row, c), cell in cells.items() if c == column and cell.value == nip)


def first_indicator(root: Path, nip: str):
    return read_induk(read_book(induk_of(root))).plans[nip][0]


def change_target(root: Path, target: int = 77) -> str:
    """Change the person's first numeric target; gives the indicator's number."""
    indicator = first_indicator(root, PERSON.nip)
    assert indicator.target is not None
    column = PLANS_TABLE.column("Target")
    write_cells(induk_of(root), PLANS, {(plan_row(root, PERSON.nip), column): Decimal(target)})
    return indicator.number


def test_a_changed_target_is_not_handed_out_before_its_reason_is_written(capsys, office) -> None:
    number = change_target(office)
    before = {path.name: path.read_bytes() for path in (office / "1_dibagikan").glob("*.xlsx")}
    status, files = run_json(capsys, "bagikan", office)
    assert status == 1
    (finding,) = files[0]["temuan"]
    assert (finding["lembar"], finding["kode"]) == (PLANS, "target-tanpa-alasan")
    assert finding["sel"] == f"K{plan_row(office, PERSON.nip)}"
    assert {path.name: path.read_bytes() for path in (office / "1_dibagikan").glob("*.xlsx")} == before

    type_row(office, CHANGES_TABLE, FIRST_ROW, NIP=PERSON.nip, No_Indikator=int(number), Alasan="Anggaran dipangkas",
             Berlaku_Mulai=date(2026, 7, 1))  # fmt: skip
    status, files = run_json(capsys, "bagikan", office)
    assert [f["kode"] for f in files[0]["temuan"]] == ["target-tanpa-surat"]
    type_row(office, CHANGES_TABLE, FIRST_ROW, Nomor_Surat="800/12/2026")
    assert run_json(capsys, "bagikan", office) == (0, [files[0] | {"temuan": [], "putusan": "diterima"}])


def test_the_same_plan_is_handed_out_again_without_a_word(capsys, office) -> None:
    assert run(capsys, "bagikan", office)[0] == 0


def test_the_history_tells_old_and_new_target_by_day(office) -> None:
    old = first_indicator(office, PERSON.nip)
    number = change_target(office)
    type_row(office, CHANGES_TABLE, FIRST_ROW, NIP=PERSON.nip, No_Indikator=int(number), Alasan="Anggaran",
             Berlaku_Mulai=date(2026, 7, 1), Nomor_Surat="1/2026")  # fmt: skip
    later = datetime.now().astimezone() + timedelta(days=40)
    real = real_world(show_progress)
    distribute(office, replace(real, now=lambda: later))
    world = replace(real, now=lambda: later + timedelta(days=1))
    first, second = person_history(office, PERSON.nip, None, world)
    assert (first.changes, first.replaced) == ((), later.date())
    assert [(c.number, c.what.value, c.new) for c in second.changes] == [(number, "Target", f"77 {old.unit}".strip())]
    (only,) = person_history(office, PERSON.nip, later.date() - timedelta(days=1), world)
    assert only.ratee.indicators[0].target == old.target
    assert only.replaced is None


def test_the_report_tells_the_old_target_and_why_it_changed(capsys, office) -> None:
    assert run(capsys, "kumpulkan", office)[0] == 0
    old = first_indicator(office, PERSON.nip)
    number = change_target(office)
    type_row(office, CHANGES_TABLE, FIRST_ROW, NIP=PERSON.nip, No_Indikator=int(number), Alasan="Anggaran dipangkas",
             Berlaku_Mulai=date(2026, 7, 1), Nomor_Surat="1/2026")  # fmt: skip
    assert run(capsys, "bagikan", office)[0] == 0
    assert not [text for text in report_texts(capsys, office) if "target semula" in text], "the old form still counts"
    filled = office / "2_masuk" / "baru.xlsx"
    filled.write_bytes(filled_office.form_of(office, RATER).read_bytes())
    filled_office.fill_in(filled, filled_office.raters()[RATER])
    assert run(capsys, "kumpulkan", office)[0] == 1, "the form from before is told to be an old one"
    (told,) = [text for text in report_texts(capsys, office) if "target semula" in text]
    assert f"target semula {target_text(old)}, diubah 1 Juli 2026: Anggaran dipangkas (1/2026)" in told


def report_texts(capsys, root: Path) -> set[str]:
    """Every text of the person's report."""
    assert run(capsys, "laporan", root, "--nip", PERSON.nip)[0] == 0
    (path,) = (root / "4_laporan").glob(f"Laporan_{PERSON.nip}_*.xlsx")
    values = (cell.value for sheet in read_book(path).sheets.values() for cell in sheet.values())
    return {value for value in values if isinstance(value, str)}


def test_a_report_of_an_old_period_comes_out_the_same_after_the_office_moved_on(capsys, collected) -> None:
    assert run(capsys, "laporan", collected)[0] == 0
    before = {path.name: path.read_bytes() for path in (collected / "4_laporan").glob("*.xlsx")}
    settings = read_book(induk_of(collected)).sheets[SETTINGS]
    rows = {cell.value: row for (row, column), cell in settings.items() if column == 1}
    moved = {"periode": "Tahunan 2027", "mulai": "1 Januari 2027", "selesai": "31 Desember 2027", "tahun": 2027}
    cells = {(rows[key], SETTINGS_TABLE.column("Nilai")): value for key, value in moved.items()}
    write_cells(induk_of(collected), SETTINGS, cells)
    assert run(capsys, "bagikan", collected)[0] == 0
    assert run(capsys, "laporan", collected)[0] == 2, "nothing of the new period has come back"
    assert run(capsys, "laporan", collected, "--periode", "Tahunan 2026")[0] == 0
    again = {path.name: path.read_bytes() for path in (collected / "4_laporan" / "Tahunan-2026").glob("*.xlsx")}
    assert again == before
    status, _, err = run(capsys, "laporan", collected, "--periode", "Tahunan 2001")
    assert (status, "Periode di register: Tahunan 2026, Tahunan 2027." in err) == (2, True)
    status, _, err = run(capsys, "laporan", collected, "--jenis", "skp", "--periode", "Tahunan 2026")
    assert (status, "Hilangkan --periode" in err) == (2, True)


def test_a_persons_history_is_printed_and_given_as_json(capsys, collected) -> None:
    status, out, _ = run(capsys, "riwayat", collected, "--nip", PERSON.nip)
    assert status == 0
    assert PERSON.name in out
    assert f"  Peraturan   {filled_office.RULES.name}\n" in out
    assert "putusan diterima" in out
    status, out, _ = run(capsys, "riwayat", collected, "--nip", PERSON.nip, "--json")
    (chapter,) = json.loads(out)["riwayat"]
    assert chapter["hasil"]["nip"] == PERSON.nip
    assert len(chapter["rencana"]) == len(PERSON.indicators)
    assert chapter["nip_penilai"] == RATER


@pytest.mark.parametrize("words", [("--nip", "1" * 18), ("--nip", PERSON.nip, "--pada", "2001-01-01")])
def test_nobody_and_no_such_day_is_one_sentence(capsys, collected, words) -> None:
    status, out, err = run(capsys, "riwayat", collected, *words)
    assert (status, out) == (2, "")
    assert err.startswith("Register tidak mengenal NIP ini pada tanggal itu.")
    assert "Formulir pertama di register ini dibagikan" in err
    assert PERSON.nip not in err


def test_a_folder_of_something_else_is_told_as_that(capsys, tmp_path) -> None:
    status, _, err = run(capsys, "riwayat", tmp_path, "--nip", PERSON.nip)
    assert (status, "tidak ada Induk_<tahun>.xlsx" in err) == (2, True)


def test_a_register_with_an_odd_time_is_one_sentence(capsys, collected) -> None:
    with sqlite3.connect(collected / "register.sqlite") as register:
        register.execute("update formulir_kembali set diterima_pada = 'kemarin'")
    register.close()
    status, out, err = run(capsys, "riwayat", collected, "--nip", PERSON.nip)
    assert (status, out) == (2, "")
    assert err.startswith("Sebuah waktu di register tidak terbaca.")
    assert run(capsys, "monitor", collected)[0] == 0, "who sent a form back is known all the same"


def test_a_day_that_is_none_is_refused_by_the_command(capsys, collected) -> None:
    status, _, err = run(capsys, "riwayat", collected, "--nip", PERSON.nip, "--pada", "kemarin")
    assert (status, "isi --pada tidak dapat dipakai" in err) == (2, True)


def enter_objection(root: Path, row: int = FIRST_ROW, **more: object) -> None:
    values = {"NIP": PERSON.nip, "Diterima_Pegawai": TODAY, "Diajukan": TODAY, "Alasan_Pegawai": "Loket tutup"}
    type_row(root, OBJECTIONS_TABLE, row, **(values | more))


def sheet_rows(path: Path, sheet: str) -> list[list[object]]:
    cells = read_book(path).sheets[sheet]
    width = max(column for _, column in cells)
    last = max(row for row, _ in cells)
    found = [[cells.get((row, column)) for column in range(1, width + 1)] for row in range(FLAT_ROW, last + 1)]
    return [[cell.value if cell else None for cell in row] for row in found]


def test_an_objection_becomes_a_file_with_both_sides(capsys, collected) -> None:
    enter_objection(collected, Tanggapan_Penilai="=1+1 bukan rumus")
    status, _, err = run(capsys, "keberatan", collected)
    assert (status, "1 menunggu keputusan atasan penilai" in err) == (0, True)
    (path,) = (collected / "4_laporan").glob("Keberatan_*.xlsx")
    facts = {row[0]: row[1] for row in sheet_rows(path, FACTS)}
    assert facts["Alasan pegawai"] == "Loket tutup"
    assert facts["Tanggapan penilai"] == "=1+1 bukan rumus"
    assert facts["Keputusan"] == "belum ada"
    assert [row[3] for row in sheet_rows(path, RETURNS)] == ["dipakai sekarang"]
    assert all(row[3] in {0.0, "", None} for row in sheet_rows(path, RESULTS))


def test_an_upheld_objection_shows_what_the_new_return_changed(capsys, collected) -> None:
    form = filled_office.form_of(collected, RATER, "2_masuk")
    other = collected / "2_masuk" / "kedua.xlsx"
    other.write_bytes(form.read_bytes())
    row = FIRST_ROW
    column = form_layout.BEHAVIOUR_TABLE.column("Rating")
    words = form_layout.BEHAVIOUR_TABLE.column("Contoh Perilaku")
    changed = Rating.BELOW if PERSON.behaviours[0].rating is not Rating.BELOW else Rating.MEETS
    write_cells(other, form_layout.BEHAVIOUR, {(row, column): str(changed), (row, words): "12 Agustus 2026"})
    register = real_world(show_progress).register(collected / "register.sqlite")
    run(capsys, "kumpulkan", collected)
    newest = register.returns()[-1]
    later = datetime.now().astimezone() + timedelta(days=2)
    register.choose(newest.form_id, newest.sha256, later, WHO)
    enter_objection(
        collected, Tanggapan_Penilai="Keliru", Keputusan="Dikabulkan", Alasan_Keputusan="Terbukti", Diputus_Pada=TODAY
    )
    status, _, err = run(capsys, "keberatan", collected, "--nip", PERSON.nip)
    assert (status, "1 sudah diputus" in err) == (0, True)
    (path,) = (collected / "4_laporan").glob("Keberatan_*.xlsx")
    changes = {row[0]: row[1:] for row in sheet_rows(path, RESULTS)}
    assert changes[f"Perilaku: {PERSON.behaviours[0].value}"][1:] == [str(changed), "berubah"]
    assert changes["Nilai perilaku"][2] != 0
    assert [row[3] for row in sheet_rows(path, RETURNS)] == [None, "dipakai sekarang, dipilih HR"]


def test_the_result_before_is_that_of_the_form_of_then(capsys, office) -> None:
    """The form was handed out anew after the filing: what the person objected to stands in the one before."""
    real = real_world(show_progress)
    run(capsys, "kumpulkan", office)
    enter_objection(office)
    old = first_indicator(office, PERSON.nip)
    number = change_target(office)
    type_row(office, CHANGES_TABLE, FIRST_ROW, NIP=PERSON.nip, No_Indikator=int(number), Alasan="Keberatan dikabulkan",
             Berlaku_Mulai=date(2026, 7, 1), Nomor_Surat="1/2026")  # fmt: skip
    later = replace(real, now=lambda: datetime.now().astimezone() + timedelta(days=2))
    distribute(office, later)
    filled = office / "2_masuk" / "baru.xlsx"
    filled.write_bytes(filled_office.form_of(office, RATER).read_bytes())
    filled_office.fill_in(filled, filled_office.raters()[RATER])
    collect(office, later)
    objections(office, later)
    (path,) = (office / "4_laporan").glob("Keberatan_*.xlsx")
    told = {row[0]: row[1:] for row in sheet_rows(path, RESULTS)}[f"Indikator {number}: {old.name}"]
    assert told[0].startswith(f"target {target_text(old)},")
    assert told[1].startswith("target 77")
    assert [row[3] for row in sheet_rows(path, RETURNS)] == [None, "dipakai sekarang"]


def test_a_second_objection_of_one_person_in_a_period_is_told_and_neither_gets_a_file(capsys, collected) -> None:
    enter_objection(collected)
    enter_objection(collected, FIRST_ROW + 1, Alasan_Pegawai="Bukti belum dibaca", Periode="tahunan  2026")
    status, files = run_json(capsys, "keberatan", collected)
    found = [(f["sel"], f["kode"]) for f in files[0]["temuan"]]
    assert (status, found) == (1, [(f"A{FIRST_ROW}", "keberatan-ganda"), (f"A{FIRST_ROW + 1}", "keberatan-ganda")])
    assert not list((collected / "4_laporan").glob("Keberatan_*"))


def test_a_row_without_a_nip_is_told_and_keeps_no_other_back(capsys, collected) -> None:
    enter_objection(collected, NIP=None)
    enter_objection(collected, FIRST_ROW + 1)
    status, files = run_json(capsys, "keberatan", collected)
    assert (status, [(f["sel"], f["kode"]) for f in files[0]["temuan"]]) == (1, [(f"A{FIRST_ROW}", "nip-kosong")])
    assert len(list((collected / "4_laporan").glob("Keberatan_*"))) == 1
    _, files = run_json(capsys, "tutup", collected)
    assert [f["sel"] for f in files[0]["temuan"]] == [f"A{FIRST_ROW}", f"A{FIRST_ROW + 1}"]


def test_an_irregular_objection_gets_no_file_and_one_finding_each(capsys, collected) -> None:
    enter_objection(collected, Diterima_Pegawai=date(2027, 1, 1), Diajukan=date(2027, 1, 16))
    enter_objection(collected, FIRST_ROW + 1, NIP="198001012005011009")
    status, files = run_json(capsys, "keberatan", collected)
    assert status == 1
    assert [(f["sel"], f["kode"]) for f in files[0]["temuan"]] == [
        (f"E{FIRST_ROW}", "keberatan-lewat"),
        (f"A{FIRST_ROW + 1}", "keberatan-tanpa-hasil"),
    ]
    assert not list((collected / "4_laporan").glob("Keberatan_*"))


def test_a_slip_in_an_objection_is_told_and_keeps_no_form_back(capsys, collected) -> None:
    enter_objection(collected, Diterima_Pegawai="kemarin")
    status, files = run_json(capsys, "bagikan", collected)
    assert (status, files[0]["putusan"]) == (1, "diterima")
    assert [f["sel"] for f in files[0]["temuan"]] == [f"D{FIRST_ROW}"]
    _, files = run_json(capsys, "keberatan", collected)
    assert [(f["sel"], f["kode"]) for f in files[0]["temuan"]] == [(f"D{FIRST_ROW}", "bukan-tanggal")]


def test_without_an_objection_the_next_step_is_told(capsys, collected) -> None:
    status, _, err = run(capsys, "keberatan", collected)
    assert (status, "Isi lembar Keberatan di Induk" in err) == (2, True)
    enter_objection(collected)
    status, _, err = run(capsys, "keberatan", collected, "--nip", "1" * 18)
    assert (status, "Tidak ada keberatan atas NIP" in err) == (2, True)


def test_an_induk_from_before_has_neither_sheet_and_is_read_all_the_same(collected) -> None:
    book = read_book(induk_of(collected))
    old = type(book)(
        book.name, {name: cells for name, cells in book.sheets.items() if name not in {CHANGES, OBJECTIONS}}
    )
    assert read_changes(old) == ((), ())
    assert read_objections(old) == ((), ())


def test_an_induk_without_the_column_of_the_period_is_read_as_of_its_own_period(collected) -> None:
    enter_objection(collected, Periode="Triwulan I 2026")
    book = read_book(induk_of(collected))
    (one,) = read_objections(book)[0]
    assert (one.period, one.places["period"]) == ("Triwulan I 2026", f"Keberatan!C{FIRST_ROW}")
    gone = OBJECTIONS_TABLE.column("Periode")
    old = {place: cell for place, cell in book.sheets[OBJECTIONS].items() if place[1] != gone}
    (one,) = read_objections(type(book)(book.name, {**book.sheets, OBJECTIONS: old}))[0]
    assert (one.nip, one.reason, one.period) == (PERSON.nip, "Loket tutup", "")
    assert "period" not in one.places


def test_a_sheet_whose_headers_are_gone_is_told(collected) -> None:
    book = read_book(induk_of(collected))
    bare = type(book)(book.name, {**book.sheets, CHANGES: {}, OBJECTIONS: {}})
    assert [f.code for f in read_changes(bare)[1]] == ["judul-hilang"]
    assert [f.code for f in read_objections(bare)[1]] == ["judul-hilang"]


def test_what_counts_at_a_moment_is_what_the_register_said_then() -> None:
    register = MemoryRegister()
    for data, form in ((b"satu", "a"), (b"dua", "a"), (b"tiga", "b")):
        register.add(returned(data, form, verdict="perlu_dilihat" if data == b"tiga" else "diterima"), NOW, WHO)
    assert standing_at(register, "diterima", NOW) == list(register.standing("diterima"))
    register.add(returned(b"empat", "b"), LATER, WHO)
    register.choose("a", sha(b"dua"), LATER, WHO)
    assert [one.data for one in standing_at(register, "diterima", NOW)] == [b"satu", b"tiga"]
    assert standing_at(register, "diterima", LATER) == list(register.standing("diterima"))
    assert standing_at(register, "diterima", NOW - timedelta(days=1)) == []
