"""The office's year by commands, in real folders and files: from `mulai` to `laporan --pdf`."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import filled_office
import kinerja_pauh
from filled_office import RULES, SAMPLE, YEAR, form_of, places, run, run_json
from kinerja_pauh.adapters import key_store
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.model import Direction
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.faces import cli
from kinerja_pauh.faces.verbs import VERBS
from kinerja_pauh.sheets import form_layout as layout
from kinerja_pauh.sheets import induk_layout
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.read_induk import read_induk
from kinerja_pauh.sheets.skp_words import STEPS_SENTENCE
from spreadsheet import text_of_pdf
from typing_people import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinerja_pauh.adapters.libreoffice import Office
    from kinerja_pauh.appraisal.model import Indicator

RATER = filled_office.largest_rater()
PEOPLE = filled_office.raters()[RATER]
INDUK = f"Induk_{YEAR}.xlsx"
SCORES = {"nilai_hasil", "nilai_perilaku", "nilai_akhir"}
RESULT_KEYS = [
    "nip",
    "nama",
    "nilai_hasil",
    "nilai_perilaku",
    "nilai_akhir",
    "sebutan",
    "rating_hasil_usulan",
    "rating_hasil",
    "rating_perilaku_usulan",
    "rating_perilaku",
    "predikat",
    "status",
]


@pytest.fixture
def folder(tmp_path, tmp_path_factory):
    return filled_office.office_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def form(tmp_path, tmp_path_factory):
    return filled_office.filled_copy(tmp_path, tmp_path_factory)


@pytest.fixture
def collected(folder, capsys):
    assert run(capsys, "kumpulkan", folder)[0] == 0
    return folder


def results_by_nip() -> dict[str, object]:
    return {nip: score(ratee, RULES, SAMPLE.period) for nip, ratee in filled_office.entries().items()}


def tree(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


# mulai


def test_mulai_makes_a_folder_with_an_empty_induk_and_never_a_second_one(capsys, tmp_path) -> None:
    root = tmp_path / "Penilaian-2026"
    status, out, err = run(capsys, "mulai", root, "--tahun", YEAR)
    assert (status, out) == (0, "")
    assert "Buka Induk_2026.xlsx" in err
    assert sorted(p.name for p in root.iterdir()) == ["1_dibagikan", "2_masuk", "3_rekap", "4_laporan", INDUK]
    induk = read_induk(read_book(root / INDUK))
    assert (induk.employees, induk.findings, induk.period.label) == ((), (), "Tahunan 2026")
    before = tree(root)
    status, out, err = run(capsys, "mulai", root, "--tahun", YEAR)
    assert (status, out) == (2, "")
    assert "sudah ada Induk" in err
    assert tree(root) == before


@pytest.mark.parametrize("year", ["0", "26", "12026", "-1"])
def test_mulai_refuses_a_year_that_is_none(capsys, tmp_path, year) -> None:
    status, _, err = run(capsys, "mulai", tmp_path / "kantor", f"--tahun={year}")
    assert status == 2
    assert "empat angka" in err
    assert not (tmp_path / "kantor").exists()


def test_mulai_on_a_file_is_refused(capsys, tmp_path) -> None:
    (tmp_path / "berkas").write_text("isi")
    status, _, err = run(capsys, "mulai", tmp_path / "berkas")
    assert status == 2
    assert "Folder tidak dapat dibuat" in err


HEADERS = [column.header for column in induk_layout.STAFF_TABLE.columns]


def staff_rows() -> Iterator[list[str]]:
    for e in SAMPLE.employees:
        aktif = "Ya" if e.active else "Tidak"
        kind = e.position_type
        yield [e.nip, e.name, e.civil or "", e.rank, e.position, kind, e.unit, e.rater, e.superior, aktif]


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252"), (";", "cp1252")]
)
def test_mulai_takes_a_staff_list_from_csv(capsys, tmp_path, delimiter, encoding) -> None:
    lines = [HEADERS, *staff_rows()]
    text = "\r\n".join(delimiter.join(f'"{field}"' for field in line) for line in lines)
    listed = tmp_path / "daftar.csv"
    listed.write_bytes(text.encode(encoding))
    status, out, _ = run(capsys, "mulai", tmp_path / "kantor", "--tahun", YEAR, "--dari", listed)
    assert status == 0, out
    assert f"{len(SAMPLE.employees)} pegawai dibaca." in out
    induk = read_induk(read_book(tmp_path / "kantor" / INDUK))
    assert [strip(e) for e in induk.employees] == [strip(e) for e in SAMPLE.employees]


def strip(employee: object) -> object:
    return replace(employee, places={})


def staff_workbook(path: Path, nip: type = str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Daftar pegawai per 1 Januari"])
    sheet.append(["Nama", "NIP", "Jabatan"])
    for e in SAMPLE.employees:
        sheet.append([e.name, nip(e.nip), e.position])
    book.save(path)
    return path


def test_mulai_takes_a_staff_list_from_a_workbook_with_few_columns_in_any_order(capsys, tmp_path) -> None:
    listed = staff_workbook(tmp_path / "daftar.xlsx")
    assert run(capsys, "mulai", tmp_path / "kantor", "--tahun", YEAR, "--dari", listed)[0] == 0
    induk = read_induk(read_book(tmp_path / "kantor" / INDUK))
    assert [(e.nip, e.name, e.position, e.active) for e in induk.employees] == [
        (e.nip, e.name, e.position, True) for e in SAMPLE.employees
    ]


def test_mulai_refuses_a_list_whose_nips_are_numbers_cell_by_cell(capsys, tmp_path) -> None:
    listed = staff_workbook(tmp_path / "daftar.xlsx", int)
    status, (said,) = run_json(capsys, "mulai", tmp_path / "kantor", "--dari", listed)
    assert (status, said["putusan"]) == (1, "perlu_dilihat")
    assert places(said["temuan"]) == [
        ("Sheet", f"B{row}", "nip-angka", "salah") for row in range(3, 3 + len(SAMPLE.employees))
    ]
    assert not (tmp_path / "kantor").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NIP;Nama\r\n", "daftar-kosong"),
        ("Nomor;Siapa\r\n1;A\r\n", "judul-hilang"),
        ("", "judul-hilang"),
        ("NIP;Nama\r\n123;A\r\n", "nip-salah"),
        ("NIP;Nama\r\n;A\r\n", "nip-kosong"),
    ],
)
def test_mulai_refuses_a_list_without_people(capsys, tmp_path, text, code) -> None:
    listed = tmp_path / "daftar.csv"
    listed.write_text(text)
    status, (said,) = run_json(capsys, "mulai", tmp_path / "kantor", "--dari", listed)
    assert status == 1
    assert [f["kode"] for f in said["temuan"]] == [code]
    assert not (tmp_path / "kantor").exists()


def test_a_list_that_cannot_be_read_is_named(capsys, tmp_path) -> None:
    status, out, err = run(capsys, "mulai", tmp_path / "kantor", "--dari", tmp_path / "tiada.xlsx")
    assert status == 2
    assert "tiada.xlsx: ✕ ditolak. Berkas tidak ditemukan" in out
    assert "Induk belum dibuat." in err
    assert not (tmp_path / "kantor").exists()


# The whole path


def test_the_whole_path_by_commands(capsys, tmp_path) -> None:
    root, listed = tmp_path / "Penilaian-2026", tmp_path / "daftar.csv"
    listed.write_text("\n".join(";".join(line) for line in [HEADERS, *staff_rows()]))
    assert run(capsys, "mulai", root, "--tahun", YEAR, "--dari", listed)[0] == 0
    status, (said,) = run_json(capsys, "periksa", root / INDUK)
    assert status == 1
    assert {f["kode"] for f in said["temuan"]} == {"tanpa-rencana"}
    write_plans(root / INDUK)
    assert run_json(capsys, "periksa", root / INDUK)[0] == 0
    status, _, err = run(capsys, "bagikan", root)
    assert status == 0
    assert f"{len(filled_office.raters())} formulir untuk {filled_office.SIZE} pegawai" in err
    first, *others = sorted((root / "1_dibagikan").iterdir())
    assert run_json(capsys, "periksa", first)[0] == 1  # nothing is filled in yet
    for path in others:
        filled = Path(shutil.copy(path, root / "2_masuk"))
        filled_office.fill_in(filled, filled_office.raters()[path.name.split("_")[1]])
    status, _, err = run(capsys, "kumpulkan", root)
    assert status == 0
    assert f"Belum kembali: 1 formulir ({first.name})." in err
    status, _, err = run(capsys, "rekap", root)
    assert status == 0
    assert "1 formulir belum kembali" in err
    assert run(capsys, "laporan", root)[0] == 0
    returned = [p for rater, people in filled_office.raters().items() if rater not in first.name for p in people]
    reports = {p.name.split("_")[1] for p in (root / "4_laporan").iterdir()}
    assert reports == {p.nip for p in returned}
    assert not [p for p in root.rglob("*") if p.name.startswith((".", "~"))]


def write_plans(path: Path) -> None:
    """HR's typing of every plan into an empty Induk."""
    table = induk_layout.PLANS_TABLE
    rows = [plan_row(e.nip, i) for e in SAMPLE.rated for i in SAMPLE.plans[e.nip]]
    values = {
        (row, table.column(header)): value
        for row, line in enumerate(rows, start=FIRST_ROW)
        for header, value in line.items()
    }
    write_cells(path, table.sheet, values)


def plan_row(nip: str, row: Indicator) -> dict[str, object]:
    target = row.target_text if row.direction is Direction.QUALITATIVE else row.target
    names = ("RHK Atasan", "Rencana Hasil Kerja", "Aspek", "Indikator", "Satuan", "Arah", "Target", "Target Atas")
    values = (
        row.superior_result,
        row.result,
        str(row.aspect),
        row.name,
        row.unit,
        str(row.direction),
        target,
        row.target_upper,
    )
    head = {"NIP": nip, "No": Decimal(row.number), "Jenis": str(row.kind)}
    return {**head, **dict(zip(names, values, strict=True)), "Bobot (%)": row.weight, "Sumber Data": row.data_source}


def test_handing_out_twice_gives_the_same_forms_and_the_same_register(capsys, folder) -> None:
    before, entries = tree(folder / "1_dibagikan"), dump(folder)
    assert run(capsys, "bagikan", folder)[0] == 0
    assert tree(folder / "1_dibagikan") == before
    assert dump(folder) == entries


def dump(root: Path) -> list[str]:
    connection = sqlite3.connect(root / "register.sqlite")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


# hitung and jelaskan


def test_hitung_writes_the_results_and_a_second_run_changes_only_the_time(capsys, form) -> None:
    original = form.read_bytes()
    status, (said,) = run_json(capsys, "hitung", form, "--tanpa-tulis")
    assert (status, said["catatan"]) == (0, "Tidak ditulis, sesuai permintaan.")
    assert form.read_bytes() == original
    status, (said,) = run_json(capsys, "hitung", form)
    assert (status, said["putusan"]) == (0, "diterima")
    first = form.read_bytes()
    table, cells = layout.RESULTS_TABLE, read_book(form).sheets[layout.RESULTS]
    for row, (ratee, result) in enumerate(zip(PEOPLE, said["hasil"], strict=True), start=FIRST_ROW):
        shown_here = {c.header: cells[row, n].value for n, c in enumerate(table.columns, start=1) if (row, n) in cells}
        expected = score(ratee, RULES, SAMPLE.period)
        assert shown_here["NIP"] == result["nip"] == ratee.nip
        for header, key, number in (
            ("Nilai Hasil Kerja", "nilai_hasil", expected.work),
            ("Nilai Perilaku", "nilai_perilaku", expected.behaviour),
            ("Nilai Akhir", "nilai_akhir", expected.final),
        ):
            assert Decimal(str(shown_here[header])) == Decimal(str(result[key])) == number
        assert shown_here["Hasil Tanpa Faktor Luar"] == float(expected.work_raw)
        assert shown_here["Sebutan"] == result["sebutan"] == expected.grade
        assert shown_here["Rating Hasil"] == result["rating_hasil"] == expected.work_rating
        assert shown_here["Rating Perilaku"] == result["rating_perilaku"] == expected.behaviour_rating
        assert shown_here["Predikat"] == result["predikat"] == expected.predicate
        assert (shown_here["Status"], result["status"]) == ("✓ Lengkap", "lengkap")
        assert shown_here["Versi"] == kinerja_pauh.__version__
        assert shown_here["Peraturan"] == RULES.name
        assert re.fullmatch("[0-9a-f]{16}", shown_here["Sidik"])
        assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4} \d{2}\.\d{2}", shown_here["Dihitung Pada"])
    assert run(capsys, "hitung", form)[0] == 0
    times = table.column("Dihitung Pada")
    pause = {(FIRST_ROW + n, times): "kapan" for n in range(len(PEOPLE))}
    other = form.with_name("lain.xlsx")
    other.write_bytes(first)
    for path in (form, other):
        write_cells(path, layout.RESULTS, pause)
    assert form.read_bytes() == other.read_bytes()


def test_a_result_is_current_until_an_entry_changes(office: Office, capsys, form, tmp_path) -> None:
    def states(path: Path) -> list[object]:
        book = read_book(path)
        return [shown(book, layout.RESULTS_TABLE, "Keadaan", FIRST_ROW + n) for n in range(len(PEOPLE))]

    first, changed = tmp_path / "setelah.xlsx", tmp_path / "berubah.xlsx"
    row = FIRST_ROW + sum(len(p.indicators) for p in PEOPLE[:-1]) + 3  # of the last person: 9 things out of 9
    with office.open(form) as book:
        book.recalculate()
        book.save_as(first)
    assert states(first) == ["Belum dihitung"] * len(PEOPLE)
    assert run(capsys, "hitung", form)[0] == 0
    with office.open(form) as book:
        book.recalculate()
        book.save_as(first)
        column = layout.WORK_TABLE.column("Realisasi")
        book.write(layout.WORK, row, column, [[Decimal("9.5")]])
        book.recalculate()
        book.save_as(changed)
    assert states(first) == ["✓ Nilai sesuai isian"] * len(PEOPLE)
    *others, stale = states(changed)
    assert str(stale).startswith("▲ Usang")
    assert set(others) == {"✓ Nilai sesuai isian"}
    # Counting again takes the new entry, whatever program saved the file.
    status, _, _ = run(capsys, "hitung", changed)
    with office.open(changed) as book:
        book.recalculate()
        book.save_as(first)
    assert (status, states(first)[-1]) == (0, "✓ Nilai sesuai isian")


def test_jelaskan_shows_the_tree_as_words_and_as_json(capsys, form) -> None:
    ratee = PEOPLE[0]
    expected = score(ratee, RULES, SAMPLE.period)
    status, out, err = run(capsys, "jelaskan", form, "--nip", ratee.nip)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == ratee.name
    assert f"{expected.predicate}" in lines[1]
    for indicator in ratee.indicators:
        assert indicator.name[:20] in out
    assert "Hasil Kerja!M" in out
    assert "PermenPANRB 6/2022" in out
    status, (said,) = run_json(capsys, "jelaskan", form, "--nip", ratee.nip)
    assert status == 0
    assert [r["nip"] for r in said["hasil"]] == [ratee.nip]
    assert list(said) == ["berkas", "putusan", "temuan", "hasil", "penjelasan"]
    values = [line["nilai"] for line in said["penjelasan"]]
    assert float(expected.final) in values
    assert expected.predicate in values
    assert all(list(line) == ["uraian", "nilai", "cara", "sel", "dasar"] for line in said["penjelasan"])


def test_jelaskan_refuses_a_nip_that_is_not_in_the_form_and_a_file_that_is_none(capsys, form, folder) -> None:
    status, out, err = run(capsys, "jelaskan", form, "--nip", "198001012005011901")
    assert (status, out) == (2, "")
    assert "Ringkasan" in err
    for path, nip in ((form, "198001012005011901"), (folder / INDUK, PEOPLE[0].nip)):
        status, (said,) = run_json(capsys, "jelaskan", path, "--nip", nip)
        assert (status, said["putusan"], said["hasil"]) == (2, "ditolak", [])
        assert said["catatan"].endswith(".")


# kumpulkan


def test_kumpulkan_twice_changes_nothing(capsys, folder) -> None:
    status, files = run_json(capsys, "kumpulkan", folder)
    assert status == 0
    assert {f["catatan"] for f in files} == {"Dicatat di register."}
    entries, inbox = dump(folder), tree(folder / "2_masuk")
    status, again = run_json(capsys, "kumpulkan", folder)
    assert status == 0
    assert {f["catatan"] for f in again} == {"Sudah pernah diterima; tidak dicatat dua kali."}
    assert [f["hasil"] for f in again] == [f["hasil"] for f in files]
    assert dump(folder) == entries
    assert tree(folder / "2_masuk") == inbox
    assert [f["berkas"] for f in files] == sorted(inbox)


def test_the_register_keeps_each_file_byte_for_byte(collected) -> None:
    connection = sqlite3.connect(collected / "register.sqlite")
    rows = connection.execute("select berkas, sha256, isi, putusan from formulir_kembali").fetchall()
    connection.close()
    inbox = tree(collected / "2_masuk")
    assert {name: data for name, _, data, _ in rows} == inbox
    assert all(sha == hashlib.sha256(data).hexdigest() for _, sha, data, _ in rows)
    assert {verdict for *_, verdict in rows} == {"diterima"}


def test_a_foreign_form_is_refused_and_leaves_no_trace(capsys, collected, tmp_path) -> None:
    entries = dump(collected)
    write_cells(collected / INDUK, "Pengaturan", {(setting_row("periode"), 2): "Triwulan I"})
    other = tmp_path / "kantor lain"
    other.mkdir()
    shutil.copy(collected / INDUK, other)
    assert run(capsys, "bagikan", other)[0] == 0
    foreign = form_of(other, RATER)
    shutil.copy(foreign, collected / "2_masuk" / "asing.xlsx")
    status, files = run_json(capsys, "kumpulkan", collected)
    said = next(f for f in files if f["berkas"] == "asing.xlsx")
    assert (status, said["putusan"]) == (2, "ditolak")
    assert "bersegel kantor ini, tetapi tidak tercatat di register folder ini" in said["catatan"]
    assert dump(collected) == entries


def setting_row(key: str) -> int:
    return FIRST_ROW + list(induk_layout.SETTING_KEYS).index(key)


def second_return(root: Path, name: str, note: str = "Versi kedua.") -> Path:
    """The largest form again with another note; its time of writing is now."""
    path = Path(shutil.copyfile(form_of(root, RATER, "2_masuk"), root / "2_masuk" / name))
    write_cells(path, layout.WORK, {(FIRST_ROW, layout.WORK_TABLE.column("Catatan")): note})
    return path


def test_a_second_return_of_a_form_is_said_and_kept(capsys, collected) -> None:
    first = form_of(collected, RATER, "2_masuk").name
    second = second_return(collected, "kiriman kedua.xlsx")
    status, files = run_json(capsys, "kumpulkan", collected)
    said = {f["berkas"]: f for f in files}[second.name]
    assert (status, said["putusan"]) == (1, "perlu_dilihat")
    assert places(said["temuan"]) == [("", "", "kiriman-perlu-dipilih", "peringatan")]
    assert first in said["temuan"][0]["pesan"]
    assert latest_files(collected)[RATER] == second.name
    assert run_json(capsys, "kumpulkan", collected)[0] == 1  # until someone chooses


def latest_files(root: Path) -> dict[str, str]:
    """NIP of the rater -> the file that counts."""
    connection = sqlite3.connect(root / "register.sqlite")
    query = (
        "select nip_penilai, k.berkas from formulir_kembali k join formulir_dibagikan using (id_formulir) "
        "order by k.nomor"
    )
    rows = dict(connection.execute(query).fetchall())
    connection.close()
    return rows


def test_of_two_returns_that_arrive_together_the_earlier_saved_one_is_the_first(capsys, folder) -> None:
    first = form_of(folder, RATER, "2_masuk")
    # Browsers name the second download so; by name it would come first.
    second = second_return(folder, f"{first.stem} (1).xlsx")
    os.utime(first, (1_000_000_000, 1_000_000_000))
    os.utime(second, (1_000_000_600, 1_000_000_600))
    status, files = run_json(capsys, "kumpulkan", folder)
    assert status == 1
    assert latest_files(folder)[RATER] == second.name
    warned = [f["berkas"] for f in files if f["temuan"]]
    assert warned == [second.name]
    assert [f["berkas"] for f in files] == sorted(p.name for p in (folder / "2_masuk").iterdir())


def test_an_inbox_that_was_deleted_is_an_empty_one(capsys, folder) -> None:
    shutil.rmtree(folder / "2_masuk")
    status, files = run_json(capsys, "kumpulkan", folder)
    assert (status, files) == (0, [])
    _, _, err = run(capsys, "kumpulkan", folder)
    assert f"Belum kembali: {len(filled_office.raters())} formulir" in err


def test_lock_files_and_folders_in_the_inbox_are_passed_over(capsys, folder) -> None:
    inbox = folder / "2_masuk"
    (inbox / "arsip").mkdir()
    for name in ("~$Penilaian.xlsx", ".~lock.Penilaian.xlsx#", ".DS_Store"):
        (inbox / name).write_bytes(b"x")
    status, files = run_json(capsys, "kumpulkan", folder)
    assert status == 0
    assert len(files) == len(filled_office.raters())


def change_a_plan(root: Path) -> None:
    """HR words a promise of the largest form's first person anew in the Induk; a target would need a reason."""
    sheet = openpyxl.load_workbook(root / INDUK)[induk_layout.PLANS]
    table = induk_layout.PLANS_TABLE
    row = next(r for r in range(FIRST_ROW, sheet.max_row) if sheet.cell(r, table.column("NIP")).value == PEOPLE[0].nip)
    write_cells(root / INDUK, induk_layout.PLANS, {(row, table.column("Rencana Hasil Kerja")): "Hasil yang jelas"})


def test_a_form_handed_out_anew_replaces_the_old_one(capsys, folder) -> None:
    old = Path(shutil.move(form_of(folder, RATER, "2_masuk"), folder / "lama.xlsx"))
    change_a_plan(folder)
    assert run(capsys, "bagikan", folder)[0] == 0
    status, _, err = run(capsys, "kumpulkan", folder)
    assert status == 0
    assert f"Belum kembali: 1 formulir ({form_of(folder, RATER).name})." in err  # not two
    # The old form comes back all the same: it is taken, but the rater should know.
    shutil.copy(old, folder / "2_masuk")
    status, files = run_json(capsys, "kumpulkan", folder)
    said = {f["berkas"]: f for f in files}["lama.xlsx"]
    assert (status, said["putusan"]) == (1, "diterima")
    assert places(said["temuan"]) == [("", "", "formulir-lama", "peringatan")]
    new = Path(shutil.copy(form_of(folder, RATER), folder / "2_masuk"))
    filled_office.fill_in(new, PEOPLE)
    _, _, err = run(capsys, "kumpulkan", folder)
    assert "Belum kembali" not in err
    assert run(capsys, "rekap", folder)[2].count("0 formulir belum kembali") == 1


# rekap and laporan


def test_the_recap_holds_every_accepted_value_of_every_person(capsys, collected) -> None:
    assert run(capsys, "rekap", collected)[0] == 0
    (path,) = (collected / "3_rekap").iterdir()
    book = openpyxl.load_workbook(path)
    people = flat(book["Pegawai"])
    expected = results_by_nip()
    assert [row["NIP"] for row in people] == [e.nip for e in SAMPLE.rated]
    for row in people:
        result = expected[row["NIP"]]
        employee = next(e for e in SAMPLE.rated if e.nip == row["NIP"])
        rater = next(e for e in SAMPLE.employees if e.nip == employee.rater)
        assert (row["Nama"], row["Jabatan"], row["Unit Kerja"]) == (employee.name, employee.position, employee.unit)
        assert row["Penilai"] == rater.name
        for header, value in (
            ("Nilai Hasil Kerja", result.work),
            ("Hasil Tanpa Faktor Luar", result.work_raw),
            ("Nilai Perilaku", result.behaviour),
            ("Nilai Akhir", result.final),
        ):
            assert Decimal(str(row[header])) == value
        assert (row["Sebutan"], row["Predikat"]) == (result.grade, result.predicate)
        assert (row["Rating Hasil"], row["Rating Perilaku"]) == (result.work_rating, result.behaviour_rating)
        assert (row["Status"], row["Umpan Balik"]) == ("Lengkap", "Ada")
    indicators = flat(book["Indikator"])
    wanted = [(e.nip, one) for e in SAMPLE.rated for one in expected[e.nip].indicators]
    assert len(indicators) == len(wanted)
    for row, (nip, one) in zip(indicators, wanted, strict=True):
        indicator = one.indicator
        assert (row["NIP"], str(row["No"]), row["Indikator"]) == (nip, indicator.number, indicator.name)
        qualitative = indicator.direction is Direction.QUALITATIVE
        reached = indicator.rating if qualitative else indicator.realisation
        assert row["Realisasi"] == (str(reached) if qualitative else float(reached))
        assert Decimal(str(row["Bobot (%)"])) == indicator.weight
        assert Decimal(str(row["Capaian (%)"])) == one.raw.capaian
        assert row["Capaian Disesuaikan (%)"] == (None if one.adjusted is None else float(one.adjusted.capaian))
    factors = [(nip, f) for nip, ratee in filled_office.entries().items() for f in ratee.factors]
    assert [(r["NIP"], r["Sebab"], r["Dihitung"]) for r in flat(book["Faktor Luar"])] == [
        (nip, f.cause, "Ya" if f.counts else "Tidak") for nip, f in factors
    ]
    assert book["Belum Kembali"].cell(6, 1).value == "Tidak ada."
    overview = {book["Ringkasan"].cell(r, 1).value: book["Ringkasan"].cell(r, 2).value for r in range(9, 17)}
    assert overview.pop("Jumlah pegawai") == sum(overview.values()) == len(people)


def test_the_dashboard_is_one_file_and_another_one_without_names(capsys, collected) -> None:
    named = run(capsys, "dasbor", collected)
    bare = run(capsys, "dasbor", collected, "--tanpa-nama")
    assert [status for status, *_ in (named, bare)] == [0, 0]
    pages = {path.name: path.read_text("utf-8") for path in (collected / "3_rekap").iterdir()}
    assert set(pages) == {"Dasbor_Tahunan-2026.html", "Dasbor_Tahunan-2026_tanpa-nama.html"}
    assert "Ditulis: " in named[2]
    for employee in SAMPLE.employees:
        assert (employee.name in pages["Dasbor_Tahunan-2026.html"]) == (employee.active or bool(rated_by(employee)))
        assert employee.name not in pages["Dasbor_Tahunan-2026_tanpa-nama.html"]
        assert not any(employee.nip in text for text in pages.values())


def rated_by(rater: object) -> list[str]:
    return [one.nip for one in SAMPLE.rated if one.rater == rater.nip]


def flat(sheet: object) -> list[dict[str, object]]:
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row[1] is not None]


@pytest.mark.parametrize("verb", ["rekap", "dasbor", "laporan"])
def test_nothing_to_tell_before_anything_came_back(capsys, folder, verb) -> None:
    status, out, err = run(capsys, verb, folder)
    assert (status, out) == (2, "")
    assert "kinerja kumpulkan" in err


def test_laporan_writes_one_report_for_everybody(capsys, collected) -> None:
    status, _, err = run(capsys, "laporan", collected)
    assert status == 0
    assert f"{filled_office.SIZE} laporan" in err
    paths = list((collected / "4_laporan").iterdir())
    assert {p.name.split("_")[1] for p in paths} == set(filled_office.entries())
    expected = results_by_nip()
    for path in paths:
        result = expected[path.name.split("_")[1]]
        texts = {str(c.value) for row in openpyxl.load_workbook(path)["Laporan"].iter_rows() for c in row if c.value}
        assert result.predicate in texts
        assert any(comma(result.final) in text for text in texts)
        assert not any("{{" in text or "{%" in text for text in texts)


def comma(number: Decimal) -> str:
    return f"{number:.2f}".replace(".", ",")


def test_laporan_prints_two_people_as_pdf(capsys, collected) -> None:
    expected = results_by_nip()
    wanted = list(expected)[:2]
    status, _, _ = run(capsys, "laporan", collected, "--pdf", "--nip", *wanted)
    assert status == 0
    reports = collected / "4_laporan"
    assert {p.name.split("_")[1] for p in reports.iterdir()} == set(wanted)
    for nip in wanted:
        (pdf,) = reports.glob(f"Laporan_{nip}_*.pdf")
        text = text_of_pdf(pdf)
        assert expected[nip].predicate in text
        assert comma(expected[nip].final) in text
        assert filled_office.entries()[nip].name in text


def test_laporan_refuses_a_nip_that_nobody_returned(capsys, collected) -> None:
    status, out, err = run(capsys, "laporan", collected, "--nip", "198001012005011901")
    assert (status, out) == (2, "")
    assert "198001012005011901" not in err
    assert "Periksa" in err
    assert list((collected / "4_laporan").iterdir()) == []


# templat, demo


def test_the_committed_templates_are_what_templat_bangun_makes_twice(capsys, tmp_path) -> None:
    committed = Path(kinerja_pauh.__file__).parents[2] / "workbook_templates"
    for number in (1, 2):
        status, out, err = run(capsys, "templat", "bangun", "--ke", tmp_path / str(number))
        assert (status, out) == (0, "")
        assert err.count("Ditulis: ") == len(tree(committed))
    first, second = tree(tmp_path / "1"), tree(tmp_path / "2")
    assert first == second
    assert first == tree(committed)


def test_demo_runs_the_whole_cycle_and_says_what_to_open(capsys, tmp_path, monkeypatch) -> None:
    keys = tmp_path / "kunci.json"
    monkeypatch.setenv(key_store.OVERRIDE, str(keys))
    root = tmp_path / "demo"
    status, out, err = run(capsys, "demo", "--ke", root, "--pegawai", 10)
    assert (status, out) == (0, "")
    done, opening = err.split("Semua nama dan NIP fiktif.")
    assert "formulir untuk 10 pegawai" in done
    assert "0 ditolak" in done
    paths = [Path(line[line.index(str(root)) :]) for line in opening.splitlines()[1:]]
    assert paths[0] == root / INDUK
    told = [path.parent.name for path in paths[1:6]]
    assert told == ["1_dibagikan", "2_masuk", "3_rekap", "3_rekap", "4_laporan"]
    assert all(path.is_file() for path in paths)
    forms = {folder: len(list((root / folder).glob("Penilaian_*.xlsx"))) for folder in ("1_dibagikan", "2_masuk")}
    assert len(set(forms.values())) == 1
    assert len(list((root / "4_laporan").glob("Laporan_*.xlsx"))) == 10 + 1, "who moved has one for each job"
    recaps = {path.name for path in (root / "3_rekap").iterdir()}
    assert {"Rekap_Tahunan-2026.xlsx", "Dasbor_Tahunan-2026.html"} <= recaps
    assert two_years_are_told(root)
    assert not keys.exists(), "a demo leaves no key among the office's"
    before = tree(root)
    status, _, err = run(capsys, "demo", "--ke", root, "--pegawai", 10)
    assert status == 2
    assert "sudah ada Induk" in err
    assert tree(root) == before


def two_years_are_told(root: Path) -> bool:
    """What the demo's second year carries on from its first, and what happened in between."""

    def texts(path: Path) -> set[object]:
        return {cell.value for cells in read_book(path).sheets.values() for cell in cells.values()}

    last = root / "Penilaian-2025"
    (upheld,) = (last / "4_laporan").glob("Keberatan_*.xlsx")
    (follow_up,) = (root / "3_rekap").glob("Tindak_Lanjut_*.xlsx")
    reports = [texts(path) for path in (root / "4_laporan").glob("Laporan_*.xlsx")]
    drafts = [texts(path) for path in (root / "1_dibagikan" / "SKP").glob("SKP_*.xlsx")]
    before_raters = [texts(path) for path in (root / "1_dibagikan" / "SKP").glob("Persetujuan_*.xlsx")]
    return (
        "Dikabulkan" in texts(upheld)
        and "Periode lalu" in texts(follow_up)
        and any("Tahunan 2025" in found for found in reports)
        and any("target semula" in str(one) for found in reports for one in found)
        and any(STEPS_SENTENCE in found and "Tahunan 2025" in found for found in drafts)
        and any("sama persis dengan tahun lalu" in str(one) for found in before_raters for one in found)
        and moved_and_decided(root)
    )


def moved_and_decided(root: Path) -> bool:
    """Somebody moved on 1 July, and an outage that was claimed first was agreed to in a second return."""
    (first,) = (root / "2_masuk").glob("Penilaian_*_20260101-20260630.xlsx")
    (second,) = (root / "2_masuk").glob("Penilaian_*_20260701-20261231.xlsx")
    one, other = (read_form(read_book(path)).form for path in (first, second))
    (again,) = (root / "2_masuk").glob("Susulan_*.xlsx")
    claimed = root / "2_masuk" / again.name.removeprefix("Susulan_")
    before, after = (
        [factor.counts for ratee in read_form(read_book(path)).form.ratees for factor in ratee.factors]
        for path in (claimed, again)
    )
    return (
        [ratee.nip for ratee in one.ratees] == [ratee.nip for ratee in other.ratees]
        and one.rater_nip != other.rater_nip
        and sum(after) == sum(before) + 1
    )


@pytest.mark.parametrize("people", ["4", "301", "-1"])
def test_demo_refuses_an_office_too_small_or_too_large(capsys, tmp_path, people) -> None:
    status, _, err = run(capsys, "demo", "--ke", tmp_path / "demo", f"--pegawai={people}")
    assert status == 2
    assert "5 sampai 300" in err
    assert not (tmp_path / "demo").exists()


# The contract of the command line


def assert_contract(said: dict) -> None:
    """Keys and types of design.md section 5; `catatan` says in words what was done or why a file was refused."""
    assert list(said) == ["berkas", "putusan", "catatan", "temuan", "hasil"]
    assert said["putusan"] in {"diterima", "perlu_dilihat", "ditolak"}
    assert isinstance(said["berkas"], str)
    assert isinstance(said["catatan"], str)
    for finding in said["temuan"]:
        assert list(finding) == ["lembar", "sel", "kode", "tingkat", "pesan"]
        assert all(isinstance(value, str) for value in finding.values())
        assert finding["tingkat"] in {"salah", "kurang", "peringatan"}
    for result in said["hasil"]:
        assert list(result) == RESULT_KEYS
        assert result["status"] in {"lengkap", "sementara", "belum lengkap"}
        for key, value in result.items():
            wanted = (float, type(None)) if key in SCORES else (str, type(None))
            assert isinstance(value, wanted)
            assert not isinstance(value, float) or round(value, 2) == value


def test_json_is_exactly_the_contract_for_every_verdict(capsys, folder, form, tmp_path) -> None:
    empty = form_of(folder, RATER)
    (tmp_path / "rusak.xlsx").write_bytes(b"PK")
    files = (form, empty, tmp_path / "rusak.xlsx")
    for words in (("periksa", *files), ("hitung", *files)):
        status, said = run_json(capsys, *words)
        assert status == 2
        assert [f["putusan"] for f in said] == ["diterima", "perlu_dilihat", "ditolak"]
        for one in said:
            assert_contract(one)
    assert {r["nilai_akhir"] for r in said[1]["hasil"]} == {None}
    assert {r["status"] for r in said[1]["hasil"]} == {"belum lengkap"}
    status, said = run_json(capsys, "kumpulkan", folder)
    for one in said:
        assert_contract(one)


@pytest.mark.parametrize(
    "words", [("bagikan",), ("kumpulkan",), ("rekap",), ("laporan",), ("laporan", "--nip", "198001012005011901")]
)
def test_with_json_stdout_is_one_object_even_when_nothing_can_be_done(capsys, tmp_path, words) -> None:
    verb, *rest = words
    status, out, err = run(capsys, verb, tmp_path / "tidak ada", *rest, "--json")
    assert status == 2
    assert json.loads(out) == {"berkas": []}
    assert "tidak ada Induk" in err


def test_with_json_stdout_is_one_object_and_people_read_stderr(capsys, folder) -> None:
    for words in (("bagikan", folder), ("kumpulkan", folder), ("rekap", folder), ("laporan", folder)):
        status, out, err = run(capsys, *words, "--json")
        assert status == 0
        assert list(json.loads(out)) == ["berkas"]
        assert err
        assert "{" not in err


def test_words_for_people_name_file_cell_and_score(capsys, form) -> None:
    write_cells(form, layout.WORK, {(FIRST_ROW, layout.WORK_TABLE.column("Realisasi")): "12 hari"})
    status, out, err = run(capsys, "periksa", form)
    assert (status, err) == (1, "")
    first, finding, *results = out.splitlines()
    assert first == f"{form.name}: ▲ perlu dilihat"
    assert finding.startswith(f"  ✕ Hasil Kerja!{layout.WORK_TABLE.cell('Realisasi', FIRST_ROW)}: ")
    assert len(results) == len(PEOPLE)
    assert results[0] == f"  {PEOPLE[0].name}: belum lengkap"
    assert "nilai akhir" in results[1]


WRONG_WORDS = {
    (): "yang masih harus disebut: PERINTAH",
    ("hitungg",): "perintah 'hitungg' tidak ada",
    ("periksa",): "yang masih harus disebut: BERKAS",
    ("periksa", "a.xlsx", "--apa"): "tidak dikenal: --apa",
    ("periksa", "--json=ya", "a.xlsx"): "--json tidak diikuti nilai",
    ("jelaskan", "a.xlsx"): "yang masih harus disebut: --nip",
    ("jelaskan", "a.xlsx", "--nip"): "--nip perlu diikuti nilainya",
    ("laporan", "kantor", "--nip"): "--nip perlu diikuti nilainya",
    ("demo", "--pegawai", "banyak"): "isi --pegawai tidak dapat dipakai: 'banyak'",
    ("templat",): "yang masih harus disebut: TINDAKAN",
    ("templat", "hapus"): "TINDAKAN 'hapus' tidak ada",
    ("mulai", "kantor", "--tahun"): "--tahun perlu diikuti nilainya",
}
ENGLISH = re.compile(
    r"\b(error|usage|argument|invalid|choose|required|unrecognized|expected|options|show|the)\b", re.IGNORECASE
)


@pytest.mark.parametrize("words", WRONG_WORDS, ids=" ".join)
def test_wrong_words_are_answered_in_indonesian(capsys, words) -> None:
    status, out, err = run(capsys, *words)
    assert (status, out) == (2, "")
    assert WRONG_WORDS[words] in err
    command = f"kinerja {words[0]}" if words and words[0] in VERBS else "kinerja"
    assert err.endswith((f" Lihat {command} --bantuan.\n", " Lihat kinerja --bantuan.\n"))
    assert err.count("\n") == 1
    assert not ENGLISH.search(err), err


@pytest.mark.parametrize("words", [(), *((verb,) for verb in VERBS), ("templat", "bangun")], ids=" ".join)
@pytest.mark.parametrize("flag", ["--bantuan", "-h"])
def test_help_is_indonesian(capsys, words, flag) -> None:
    status, out, err = run(capsys, *words, flag)
    assert (status, err) == (0, "")
    assert out.startswith(f"Pemakaian: {' '.join(('kinerja', *words))}")
    assert not ENGLISH.search(out.replace("--help", "")), out


def test_versi_is_the_packages(capsys) -> None:
    assert run(capsys, "--versi")[:2] == (0, f"kinerja-pauh {kinerja_pauh.__version__}\n")


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_a_mistake_of_the_program_is_told_without_traceback_or_personal_data(capsys, monkeypatch, form, flags) -> None:
    ratee = PEOPLE[0]

    def broken(_path: Path) -> object:
        raise RuntimeError(f"{ratee.nip} {ratee.name} {form}")

    real = cli.real_world
    monkeypatch.setattr(cli, "real_world", lambda progress: replace(real(progress), read=broken))
    status, out, err = run(capsys, "periksa", form, *flags)
    assert status == 2
    assert out == "" if not flags else json.loads(out) == {"berkas": []}
    assert err.startswith("Ada kesalahan di dalam program (RuntimeError di test_commands.py:")
    assert err.count("\n") == 1
    for secret in (ratee.nip, ratee.name, "Traceback", str(form.parent)):
        assert secret not in out + err


def test_an_interrupted_command_says_so(capsys, monkeypatch, form) -> None:
    def interrupted(_path: Path) -> object:
        raise KeyboardInterrupt

    real = cli.real_world
    monkeypatch.setattr(cli, "real_world", lambda progress: replace(real(progress), read=interrupted))
    status, out, err = run(capsys, "periksa", form)
    assert (status, out) == (130, "")
    assert err.startswith("Dihentikan.")


def test_a_damaged_register_is_refused(capsys, folder) -> None:
    (folder / "register.sqlite").write_bytes(b"bukan basis data" * 100)
    for words in (("bagikan", folder), ("kumpulkan", folder), ("rekap", folder), ("laporan", folder)):
        status, _, err = run(capsys, *words)
        assert status == 2
        assert "Register kantor tidak dapat dipakai" in err


def test_two_induk_in_one_folder_are_refused_by_name(capsys, folder) -> None:
    shutil.copy(folder / INDUK, folder / "Induk_2025.xlsx")
    status, _, err = run(capsys, "bagikan", folder)
    assert status == 2
    assert "Induk_2025.xlsx, Induk_2026.xlsx" in err


def test_the_installed_command_is_a_program_of_its_own(form) -> None:
    """A real process: streams, exit status, and output in UTF-8 even where the console speaks another code."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    ran = subprocess.run(
        [sys.executable, "-m", "kinerja_pauh", "periksa", str(form)], capture_output=True, env=environment, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode("utf-8").startswith(f"{form.name}: ✓ diterima")


def test_a_reader_of_the_output_that_leaves_early_gets_no_complaint(tmp_path) -> None:
    root = tmp_path / "kantor"
    assert cli.main(["mulai", str(root), "--tahun", "2026"]) == 0
    command = [sys.executable, "-m", "kinerja_pauh", "periksa", *[str(root / INDUK)] * 300]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""
